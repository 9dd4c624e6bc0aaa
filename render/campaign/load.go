package campaign

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kic"
	"kic/brand/contact"
	"kic/render/definition"
	"kic/templates"
)

// Default is the default campaign.
func Default() (*Campaign, error) { return Parse("campaign.toml", kic.DefaultTOML()) }

// Open reads a campaign from a file on disk. All its mistakes come back together, as [definition.Problems].
func Open(name string) (*Campaign, error) {
	data, err := definition.ReadFile(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		return nil, fmt.Errorf("campaign: %w", err)
	}
	return Parse(name, data)
}

// Parse reads a campaign. All its mistakes come back together, as [definition.Problems], under the name of the file. For a
// campaign in spite of them see [Draft].
func Parse(file string, data []byte) (*Campaign, error) {
	c, err := Draft(file, data)
	if err != nil {
		return nil, err
	}
	return c, nil
}

// read is a campaign as it stands in its file, and what is wrong with it. The error is that it can't be read at all.
func read(file string, data []byte) (*Campaign, definition.Problems, error) {
	c := &Campaign{File: file}
	source, err := definition.Decode(file, data, c)
	c.source = source
	problems, other := definition.Collect(err)
	if source == nil || other != nil {
		return nil, nil, err
	}
	channels, err := templates.Channels()
	if err != nil {
		return nil, nil, fmt.Errorf("campaign %s: %w", file, err)
	}
	c.Channels = channels
	for i := range c.Messages {
		c.Messages[i].path = definition.Element("message", i)
	}
	check := checker{source: source, names: c.placeholders(), channels: channels}
	check.campaign(c)
	return c, append(problems, fresh(check.problems, problems)...), nil
}

// fresh are the problems that don't merely follow from a wrong type: a list that couldn't be read is not also empty.
func fresh(problems, known definition.Problems) definition.Problems {
	return slices.DeleteFunc(problems, func(p definition.Problem) bool {
		return slices.ContainsFunc(known, func(k definition.Problem) bool {
			rest, under := strings.CutPrefix(p.Key, k.Key)
			return under && (rest == "" || rest[0] == '.' || rest[0] == '[')
		})
	})
}

// Headings that a campaign may leave out: these stand in for them.
var standardHeadings = over(contactHeadings(), map[string]string{
	"greeting": "Hello everyone,",
	"tips":     "What you can do",
	"action":   "Your next step",
	"question": "Talk about it",
	"report":   "Need to tell someone?",
	"qr":       "QR code",
})

func contactHeadings() map[string]string {
	headings := map[string]string{}
	for _, f := range contact.Fields() {
		headings[f.Key] = f.Label
	}
	return headings
}

// settle fills in what may be left out.
func (c *Campaign) settle() {
	c.Headings = over(c.Headings, standardHeadings)
	if c.Language == "" {
		c.Language = "en-GB"
	}
	if c.Schedule.Weeks == 0 {
		c.Schedule.Weeks = len(c.Messages)
	}
	for i := range c.Placements {
		p := &c.Placements[i]
		p.Defaults()
		for _, ch := range c.Channels {
			if ch.ID == p.Channel {
				p.Inherit(ch)
			}
		}
	}
	for i := range c.Messages {
		c.Messages[i].settle(c.Language)
	}
}

// settle fills in the language, and puts a picture that was described in short among the pictures.
func (m *Message) settle(language string) {
	m.Language = language
	trim(m.Social)
	if len(m.Pictures) == 0 {
		m.Pictures = []Picture{{Art: m.Art, Alt: m.Alt}}
	}
	m.Art, m.Alt = "", ""
	for in, t := range m.Translations {
		trim(t.Social)
		if t.Alt != "" {
			t.Pictures, t.Alt = []PictureWords{{Alt: t.Alt}}, ""
		}
		m.Translations[in] = t
	}
}

// trim takes the line ends off posts that were written between triple quotes.
func trim(posts map[string]string) {
	for channel, text := range posts {
		posts[channel] = strings.TrimSpace(text)
	}
}
