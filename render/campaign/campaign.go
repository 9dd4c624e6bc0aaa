// Package campaign is what is said: messages, wordings, languages and schedule. It reads campaign.toml strictly, fills in and
// translates its words, and checks them.
//
// Start with [Default], the campaign that ships, or [Load] and [Parse] for another. [Campaign.In] is a campaign in another
// language. [Fill] and [Wordings] put a brand's fields in the place of placeholders.
package campaign

import (
	"strings"

	"kic/render/definition"
	"kic/templates"
)

// Campaign is what an organisation, or a whole network of them, says to its staff.
type Campaign struct {
	File         string                `toml:"-"`            // where it was read, as the user named it
	Name         string                `toml:"name"`         // "Keep I.T. Confidential"
	Language     string                `toml:"language"`     // of all wording but the translations: "en-GB"
	Tagline      string                `toml:"tagline"`      // one line that stands for all of it; may be empty
	Looks        []string              `toml:"looks"`        // the looks to make; empty: all that there are
	Placeholders []string              `toml:"placeholders"` // further ones, which every brand defines under [fields]
	Acronyms     []string              `toml:"acronyms"`     // words in capitals that every reader knows, so that kic check lets them be
	Schedule     Schedule              `toml:"schedule"`
	Headings     map[string]string     `toml:"headings"` // small headings of pages and copy, by what stands under them
	Phrases      map[string][]string   `toml:"phrases"`  // see Fields
	Messages     []Message             `toml:"message"`
	Placements   []templates.Placement `toml:"placement"` // further sizes, and replacements of shipped ones by id
	Translations map[string]Shared     `toml:"*"`         // of the name, tagline, headings and phrases, by language
	Channels     []templates.Channel   `toml:"-"`         // the social channels that posts can be written for: those that the program ships

	source *definition.Source
}

// Shared is the translation of what all messages share. What it lacks stays as it is.
type Shared struct {
	Review   string              `toml:"review"` // what is still to be done to it; empty: nothing
	Name     string              `toml:"name"`
	Tagline  string              `toml:"tagline"`
	Headings map[string]string   `toml:"headings"`
	Phrases  map[string][]string `toml:"phrases"`
}

// Schedule says when the campaign runs. Each organisation decides that for itself, so both may be left out.
type Schedule struct {
	Start string `toml:"start"` // the first day: 2027-01-11; empty: open
	Weeks int    `toml:"weeks"` // over which the messages are spread; one a message where left out
}

// Message is one thing to say. Lists of wordings run from the longest to the shortest, and a piece takes the longest
// that fits it; they and all other words may hold placeholders such as {report_email}.
type Message struct {
	ID           string                 `toml:"id"`       // lower case with hyphens: "social-engineering"; names its files
	Name         string                 `toml:"name"`     // for people: "Social engineering"
	Headline     []string               `toml:"headline"` // the last is for the smallest banners
	Support      []string               `toml:"support"`  // one line that explains the headline; may be empty
	Action       []string               `toml:"action"`   // what to do; may be empty
	Tips         []string               `toml:"tips"`     // a list for pages; may be empty
	Question     string                 `toml:"question"` // for a team to talk about; may be empty
	Pictures     []Picture              `toml:"picture"`  // at least one, the one that pieces show first
	Art          string                 `toml:"art"`      // with Alt, a message's only picture in short; once read, it stands in Pictures
	Alt          string                 `toml:"alt"`
	Bulletin     Bulletin               `toml:"bulletin"`
	Social       map[string]string      `toml:"social"` // by channel; "default" serves those that aren't named
	Translations map[string]Translation `toml:"*"`      // by language: "cy"
	Language     string                 `toml:"-"`      // that its words are in
	Review       string                 `toml:"-"`      // what is still to be done to a translation; empty: nothing

	path string // in the campaign's file: "message[2]"; empty: in none
}

// Picture is a scene, and the emblem that stands for it on small pieces, with what each of them shows. Descriptions are
// for people who can't see the picture; they have up to 300 characters.
type Picture struct {
	Art       string `toml:"art"`        // the message whose scene it is; the message's own, or that of "everyone", where left out
	Alt       string `toml:"alt"`        // what the scene shows
	Emblem    string `toml:"emblem"`     // the message whose emblem it is; the one whose scene it is, where left out
	EmblemAlt string `toml:"emblem_alt"` // what the emblem shows; the emblem's own title, which is in English, where left out
}

// PictureWords are the descriptions of a [Picture] in another language.
type PictureWords struct {
	Alt       string `toml:"alt"`
	EmblemAlt string `toml:"emblem_alt"`
}

// Picture is the picture that pieces show: the first.
func (m *Message) Picture() Picture {
	if len(m.Pictures) == 0 {
		return Picture{}
	}
	return m.Pictures[0]
}

// Bulletin is a piece for a newsletter, an intranet page or an email.
type Bulletin struct {
	Subject string `toml:"subject"` // up to 60 characters
	Summary string `toml:"summary"` // up to 60 words
	Body    string `toml:"body"`    // paragraphs with blank lines between them
}

// Paragraphs are the paragraphs of the body, each on one line.
func (b Bulletin) Paragraphs() []string {
	var out []string
	for p := range strings.SplitSeq(strings.ReplaceAll(b.Body, "\r\n", "\n"), "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Translation is a message in another language. What it lacks stays in the campaign's language.
type Translation struct {
	Review   string            `toml:"review"` // what is still to be done to it; empty: nothing
	Name     string            `toml:"name"`
	Headline []string          `toml:"headline"`
	Support  []string          `toml:"support"`
	Action   []string          `toml:"action"`
	Tips     []string          `toml:"tips"`
	Question string            `toml:"question"`
	Pictures []PictureWords    `toml:"picture"` // in the order of the message's pictures
	Alt      string            `toml:"alt"`     // of the only picture, in short; once read, it stands in Pictures
	Bulletin Bulletin          `toml:"bulletin"`
	Social   map[string]string `toml:"social"`
}

// Line is the line of the campaign's file, from 1, in which a message says something: its translation where the campaign
// is in its language. Of the empty message it is what all of them share. 0 is a line that isn't known.
func (c *Campaign) Line(message, key string) int {
	if c.source == nil {
		return 0
	}
	at := ""
	if message != "" {
		m := c.Message(message)
		if m == nil || m.path == "" {
			return 0
		}
		at = m.path
	}
	short := strings.TrimPrefix(key, "picture[1].") // the only picture may stand in the message itself
	for _, in := range []string{c.Language, base(c.Language), ""} {
		for _, key := range []string{key, short} {
			path := strings.Trim(strings.ReplaceAll(at+"."+in+"."+key, "..", "."), ".")
			if c.source.Has(path) {
				return c.source.Line(path)
			}
		}
	}
	return 0
}

// Message is the message of that id, or nil.
func (c *Campaign) Message(id string) *Message {
	for i := range c.Messages {
		if c.Messages[i].ID == id {
			return &c.Messages[i]
		}
	}
	return nil
}
