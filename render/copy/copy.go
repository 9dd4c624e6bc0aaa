// Package copy is what a message says in words: suggested copy for a bulletin, an intranet page, an email, a team briefing
// and social media, as plain text, HTML, a newsletter and a document for a word processor; the lists of posts and of
// alternative texts; and the plan of what goes out when. It takes all of it from the same wording as the pictures.
package copy

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kic"
	"kic/brand"
)

// Document is a finished file of copy.
type Document struct {
	Path  string // inside the pack, with forward slashes: "copy/phishing.txt"
	Label string // what it is, for people: "Plain text"
	Data  []byte // UTF-8, or a zip archive for a word processor's document
}

// HeaderPlacement is the id of the placement whose pieces go with the words, at the head of newsletters and documents.
const HeaderPlacement = "email-header"

// Picture is a finished piece that goes with the words: the header of an email. Its zero value is none.
type Picture struct {
	Path          string // inside the pack, with forward slashes
	Width, Height int    // px
	Alt           string
	Data          []byte // PNG or JPEG
}

// Message is the copy of one message for a brand: all words as plain text, as a web page and as a document, and the
// email by itself as a newsletter. The campaign and the message are in the brand's language. Wording that the brand can't
// fill is an error that names the brand, the message and the placeholder; all of them come back together.
func Message(c *kic.Campaign, m *kic.Message, b *brand.Brand, picture Picture) ([]Document, error) {
	w, err := wordsOf(c, m, b)
	if err != nil {
		return nil, err
	}
	w.Picture = picture
	path := "copy/" + m.ID
	docs := []Document{
		{Path: path + ".txt", Label: "Plain text"},
		{Path: path + ".html", Label: "Web page"},
		{Path: path + ".docx", Label: "Word document"},
		{Path: path + "-newsletter.html", Label: "Email newsletter"},
	}
	for i, write := range []func(*words) ([]byte, error){plain, page, docx, newsletter} {
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
func Texts(c *kic.Campaign, m *kic.Message, b *brand.Brand) ([]Text, error) {
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

// AltLimit is how many characters an alternative text may have where a platform doesn't ask for fewer: about what a
// screen reader says in one breath.
const AltLimit = 125

// Alt is the alternative text of a picture: the words on it, then what it shows where the two fit limit characters
// together. A limit of 0, or one over [AltLimit], is AltLimit.
func Alt(headline, picture string, limit int) string {
	if limit <= 0 || limit > AltLimit {
		limit = AltLimit
	}
	if headline == "" || picture == "" {
		return headline + picture
	}
	both := headline + " " + picture
	if !strings.ContainsAny(headline[len(headline)-1:], ".!?:") {
		both = headline + ". " + picture
	}
	if utf8.RuneCountInString(both) > limit {
		return headline
	}
	return both
}
