package prose

import (
	"cmp"
	"errors"
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strings"

	"kic/brand"
	"kic/brand/contact"
	"kic/render/campaign"
	"kic/render/scene"
)

// words is all that a message says to a brand's staff, filled in. Everything that this package writes comes from here.
type words struct {
	Language     string // BCP 47 tag
	Direction    string // ltr or rtl
	Campaign     string // the campaign's name
	Organisation string
	Colours      brand.Roles
	Name         string // of the message

	Headline, Support, Action string   // the longest; empty where there is none
	Shows                     string   // what the message's scene shows
	NewsAlt                   string   // the alternative text of the picture of a news item; empty: none
	Subject, Summary          string   // of the bulletin; empty where there is none
	Paragraphs                []string // of the bulletin
	Tips                      []string
	Question                  string
	Headings                  map[string]string
	Contacts                  []way
	Posts                     []Post
	Shared                    []shared // the posts by their text
	Picture                   Picture

	links map[string]string // where words lead, by the words
}

// way is one way to reach somebody.
type way struct{ Label, Value string }

func wordsOf(c *campaign.Campaign, m *campaign.Message, b *brand.Brand) (*words, error) {
	f := filler{brand: b.Slug, message: m.ID, fields: fieldsOf(c, b)}
	w := &words{
		Language: c.Language, Direction: scene.Direction(c.Language), Campaign: c.Name, Organisation: b.Name, Colours: b.Colours, Name: f.fill("name", m.Name),
		Headline: f.longest("headline", m.Headline), Support: f.longest("support", m.Support), Action: f.longest("action", m.Action),
		Tips: campaign.Wordings(m.Tips, f.fields), Question: f.fill("question", m.Question), Headings: map[string]string{}, links: map[string]string{},
	}
	w.Shows = f.fill("picture[1].alt", m.Picture().Alt)
	w.Subject, w.Summary = f.fill("bulletin.subject", m.Bulletin.Subject), f.fill("bulletin.summary", m.Bulletin.Summary)
	for _, p := range m.Bulletin.Paragraphs() {
		w.Paragraphs = append(w.Paragraphs, f.fill("bulletin.body", p))
	}
	contacts := contact.Keys(contact.Shown())
	for _, name := range slices.Concat([]string{"greeting", "tips", "action", "question", "report"}, contacts) {
		w.Headings[name] = f.fill("headings."+name, cmp.Or(c.Headings[name], name))
	}
	for _, name := range contacts {
		if value := f.fields[name]; value != "" {
			w.Contacts = append(w.Contacts, way{Label: w.Headings[name], Value: value})
		}
	}
	for name, link := range b.Links {
		if value := b.Fields[name]; value != "" && safe(link) {
			w.links[value] = link
		}
	}
	posts, err := postsOf(c, m, &f)
	w.Posts, w.Shared = posts, share(posts)
	return w, errors.Join(f.err(), err)
}

// fieldsOf is what placeholders stand for. In words from right to left, an address or a number keeps its own way round.
func fieldsOf(c *campaign.Campaign, b *brand.Brand) map[string]string {
	fields := maps.Clone(b.Fields)
	for name, value := range fields {
		if b.Links[name] != "" {
			fields[name] = scene.Isolated(value, c.Language)
		}
	}
	return c.Fields(fields)
}

// safe reports whether a link may stand in a page.
func safe(link string) bool {
	for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
		if strings.HasPrefix(link, scheme) {
			return true
		}
	}
	return false
}

// run is a stretch of words, which may lead somewhere.
type run struct {
	Text string
	Link string // empty: nowhere. Its scheme is one of those that safe lets pass
}

// linked cuts text where a contact stands in it, so that the contact can be a link.
func (w *words) linked(text string) []run {
	var out []run
	for text != "" {
		at, found := len(text), ""
		for value := range w.links {
			i := strings.Index(text, value)
			// Of two contacts at one place, the longer one is meant.
			if i >= 0 && (i < at || i == at && len(value) > len(found)) {
				at, found = i, value
			}
		}
		if at > 0 {
			out = append(out, run{Text: text[:at]})
		}
		if found != "" {
			out = append(out, run{Text: found, Link: w.links[found]})
		}
		text = text[at+len(found):]
	}
	return out
}

// hex is an opaque colour as #rrggbb.
func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Mistake is something that keeps copy from being written.
type Mistake struct {
	Brand, Message string // slug and id
	Key            string // of the message: "bulletin.body"
	Limit          bool   // more than a platform takes
	What, Remedy   string
}

func (m *Mistake) Error() string {
	return fmt.Sprintf("brand %q: message %q: %s %s; %s", m.Brand, m.Message, m.Key, m.What, m.Remedy)
}

// filler fills wording and remembers what it could not fill.
type filler struct {
	brand, message string
	fields         map[string]string
	lacks          []error
}

func (f *filler) fill(key, wording string) string {
	out, missing := campaign.Fill(wording, f.fields)
	for _, name := range missing {
		f.note(Mistake{f.brand, f.message, key, false, fmt.Sprintf("needs {%s}, which the brand doesn't have", name), "add it to its brand.toml"})
	}
	return out
}

// longest is the first wording that can be filled; empty where there are none at all.
func (f *filler) longest(key string, wordings []string) string {
	if filled := campaign.Wordings(wordings, f.fields); len(filled) > 0 {
		return filled[0]
	}
	if len(wordings) == 0 {
		return ""
	}
	return f.fill(key, wordings[len(wordings)-1])
}

// note keeps a mistake, once.
func (f *filler) note(m Mistake) {
	if !slices.ContainsFunc(f.lacks, func(err error) bool { return err.Error() == m.Error() }) {
		f.lacks = append(f.lacks, &m)
	}
}

func (f *filler) err() error { return errors.Join(f.lacks...) }
