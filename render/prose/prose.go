// Package prose is what a message says in words. It writes suggested copy for a bulletin, an intranet page, an email, a team
// briefing and social media, as plain text, HTML, a newsletter and a Word document. It also writes the lists of posts and
// alternative texts, and the plan of what goes out when. All of it comes from the same wordings as the pictures.
//
// [Message] writes the documents of one message, [Schedule] the plan, [SocialCSV] and [AltCSV] the lists. [Alt] puts the
// alternative text of a piece together. [Count] counts characters as a platform does.
package prose

import (
	"fmt"

	"kic/brand"
	"kic/render/campaign"
)

// Document is a finished file of copy.
type Document struct {
	Path  string // inside the pack, with forward slashes: "copy/phishing.txt"
	Label string // what it is, for people: "Plain text"
	Data  []byte // UTF-8, or a zip archive for a word processor's document
}

// HeaderPlacement is the id of the placement whose pieces go with the words, at the head of newsletters and documents.
const HeaderPlacement = "email-header"

// NewsPlacement is the id of the placement whose pieces go with an intranet news item.
const NewsPlacement = "sharepoint-news"

// Pictures are the finished pieces that go with the words of a message.
type Pictures struct {
	Header Picture // of an email, at the head of newsletters and documents
	News   string  // the alternative text of the picture of a news item; empty: the pack has none
}

// Picture is a finished piece. Its zero value is none.
type Picture struct {
	Path          string // inside the pack, with forward slashes
	Width, Height int    // px
	Alt           string
	Data          []byte // PNG or JPEG
}

// Message is the copy of one message for a brand: all words as plain text, as a web page and as a Word document. Where
// there is anything to say in an email, that is a newsletter by itself. The campaign and the message are in the brand's
// language. Wording that the brand can't fill is an error that names the brand, the message and the placeholder; all of
// them come back together.
func Message(c *campaign.Campaign, m *campaign.Message, b *brand.Brand, pictures Pictures) ([]Document, error) {
	w, err := wordsOf(c, m, b)
	if err != nil {
		return nil, err
	}
	w.Picture, w.NewsAlt = pictures.Header, pictures.News
	path := "copy/" + m.ID
	docs := []Document{
		{Path: path + ".txt", Label: "Plain text"},
		{Path: path + ".html", Label: "Web page"},
		{Path: path + ".docx", Label: "Word document"},
		{Path: path + "-newsletter.html", Label: "Email newsletter"},
	}
	if !w.sends() {
		docs = docs[:3]
	}
	for i, write := range []func(*words) ([]byte, error){plain, page, docx, newsletter}[:len(docs)] {
		if docs[i].Data, err = write(w); err != nil {
			return nil, fmt.Errorf("%s: %w", docs[i].Path, err)
		}
	}
	return docs, nil
}

// Text is one use of a message's words, ready to paste.
type Text struct {
	Label string // "Bulletin, short"
	Words string // paragraphs are parted by blank lines
	Posts []Post // the channels that take it as a post; empty: it is something else
}

// Texts are the words of a message use by use: what [Message] writes into documents. It finds the same mistakes.
func Texts(c *campaign.Campaign, m *campaign.Message, b *brand.Brand) ([]Text, error) {
	w, err := wordsOf(c, m, b)
	if err != nil {
		return nil, err
	}
	var out []Text
	for _, p := range w.Parts() {
		if p.ID == "social" {
			for _, post := range w.Shared {
				out = append(out, Text{Label: "Post for " + post.Names, Words: post.Text, Posts: post.Posts})
			}
			continue
		}
		out = append(out, Text{Label: p.Heading, Words: p.text()})
	}
	return out, nil
}
