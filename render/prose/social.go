package prose

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kic/brand"
	"kic/render/campaign"
	"kic/templates"
)

// Post is the text of one message for one social channel.
type Post struct {
	Channel string // "x"
	Name    string // for people: "X"
	Text    string
	Count   int // characters as the channel counts them
	Limit   int // 0: none known
}

// postsOf are the posts of a message, one for each channel: its own text, or else the default one where that fits. A text of
// its own that is too long for its channel is an error, and so is one that the brand can't fill.
func postsOf(c *campaign.Campaign, m *campaign.Message, f *filler) ([]Post, error) {
	var errs []error
	var out []Post
	for _, channel := range c.Channels {
		own := m.Social[channel.ID] != ""
		if !own && m.Social["default"] == "" {
			continue
		}
		p, err := post(m, f, channel)
		switch {
		case err == nil:
			out = append(out, p)
		case own:
			errs = append(errs, err)
		}
	}
	return out, errors.Join(errs...)
}

// post is the text for a channel, its own or the default.
func post(m *campaign.Message, f *filler, channel templates.Channel) (Post, error) {
	key := channel.ID
	if m.Social[key] == "" {
		key = "default"
	}
	text := f.fill("social."+key, m.Social[key])
	p := Post{Channel: channel.ID, Name: channel.Name, Text: text, Count: Count(text, channel), Limit: channel.Text}
	tags := len(hashtag.FindAllString(text, -1))
	switch {
	case p.Limit > 0 && p.Count > p.Limit:
		return p, &Mistake{f.brand, f.message, "social." + key, true,
			fmt.Sprintf("has %d characters, but %s takes %d", p.Count, channel.Name, p.Limit), "shorten it, or write a shorter social." + channel.ID}
	case channel.Hashtags > 0 && tags > channel.Hashtags:
		return p, &Mistake{f.brand, f.message, "social." + key, true,
			fmt.Sprintf("has %d hashtags, but %s takes %d", tags, channel.Name, channel.Hashtags), "leave some out, or write a social." + channel.ID + " with fewer"}
	}
	return p, nil
}

var hashtag = regexp.MustCompile(`(^|[^\pL\pN_&/])#[\pL\pN_]+`)

// shared is a text that several channels take.
type shared struct {
	Names string // "Instagram, Threads and Bluesky"
	Posts []Post
	Text  string
}

// share puts channels together that take the same text, each where its text first comes.
func share(posts []Post) []shared {
	var out []shared
	for _, p := range posts {
		i := slices.IndexFunc(out, func(s shared) bool { return s.Text == p.Text })
		if i < 0 {
			i, out = len(out), append(out, shared{Text: p.Text})
		}
		out[i].Posts = append(out[i].Posts, p)
	}
	for i := range out {
		out[i].Names = names(out[i].Posts)
	}
	return out
}

func names(posts []Post) string {
	var all []string
	for _, p := range posts {
		all = append(all, p.Name)
	}
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

// label names the channels of a text; of a single one it says how much of the limit the text takes.
func (s shared) label() string {
	if p := s.Posts[0]; len(s.Posts) == 1 && p.Limit > 0 {
		return fmt.Sprintf("%s (%d of %d characters)", p.Name, p.Count, p.Limit)
	}
	return s.Names
}

// SocialCSV lists the pictures for social channels: each with the post that goes with it and its own alternative text.
// A profile's header goes with no post. Posts that a channel of the placements can't take are a mistake, whether or not there
// are pictures yet. It opens in a spreadsheet as it is. With no picture there is no document: its Data is nil.
func SocialCSV(c *campaign.Campaign, b *brand.Brand, placements []*templates.Placement, pieces []Piece) (Document, error) {
	served := map[string]bool{}
	for _, p := range placements {
		served[p.Channel] = true
	}
	for _, p := range pieces { // some may be of an earlier run, for other placements
		served[p.Placement.Channel] = true
	}
	rows := [][]string{{"message", "channel", "file", "text", "characters", "limit", "alt"}}
	var errs []error
	for i := range c.Messages {
		m := &c.Messages[i]
		f := filler{brand: b.Slug, message: m.ID, fields: fieldsOf(c, b)}
		for _, channel := range c.Channels {
			var p Post
			if served[channel.ID] && (m.Social[channel.ID] != "" || m.Social["default"] != "") {
				var err error
				p, err = post(m, &f, channel)
				errs = append(errs, err)
			}
			for _, piece := range pieces {
				if piece.Message == m.ID && piece.Placement.Channel == channel.ID {
					rows = append(rows, p.row(piece))
				}
			}
		}
		errs = append(errs, f.err())
	}
	if err := errors.Join(errs...); err != nil {
		return Document{}, err
	}
	doc := Document{Path: "copy/social.csv", Label: "Posts for social media"}
	if len(rows) > 1 {
		doc.Data = table(rows)
	}
	return doc, nil
}

// row is a picture with the post that goes with it; the empty post is none.
func (p Post) row(piece Piece) []string {
	row := []string{piece.Message, piece.Placement.Channel, piece.Path, "", "", "", piece.Alt}
	if kind := piece.Placement.Kind; p.Text != "" && (kind == "" || kind == templates.Story) {
		row[3], row[4], row[5] = p.Text, strconv.Itoa(p.Count), limit(p.Limit)
	}
	return row
}

// limit is empty where none is known.
func limit(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// AltRow is the alternative text of one asset.
type AltRow struct {
	Path string            // of the asset, inside the pack
	Alt  map[string]string // by language, as a BCP 47 tag
}

// AltCSV lists the alternative texts of assets, in the order given, with a column for each of the languages; one alone is
// called "alt". It opens in a spreadsheet as it is.
func AltCSV(rows []AltRow, languages []string) Document {
	head := []string{"file"}
	for _, language := range languages {
		name := "alt"
		if len(languages) > 1 {
			name += " (" + language + ")"
		}
		head = append(head, name)
	}
	cells := [][]string{head}
	for _, row := range rows {
		line := []string{row.Path}
		for _, language := range languages {
			line = append(line, row.Alt[language])
		}
		cells = append(cells, line)
	}
	return Document{Path: "copy/alt-text.csv", Label: "Alternative texts", Data: table(cells)}
}
