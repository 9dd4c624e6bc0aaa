package campaign

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// In is the campaign in a language: "cy", "cy-GB". A message, or a part of one, that isn't translated stays in the
// campaign's language. With no translation at all it is the campaign itself.
func (c *Campaign) In(language string) *Campaign {
	if c.Speaks(language) {
		return c
	}
	out, translated := *c, false
	out.Messages = slices.Clone(c.Messages)
	for i := range out.Messages {
		if t, ok := out.Messages[i].Translation(language); ok {
			out.Messages[i].put(t)
			out.Messages[i].Language, out.Messages[i].Review = language, t.Review
			translated = true
		}
	}
	if t, ok := c.Translation(language); ok {
		out.Name, out.Tagline = cmp.Or(t.Name, c.Name), cmp.Or(t.Tagline, c.Tagline)
		out.Headings, out.Phrases = over(t.Headings, c.Headings), over(t.Phrases, c.Phrases)
		translated = true
	}
	if !translated {
		return c
	}
	out.Language = language
	return &out
}

// put replaces the wording that t has.
func (m *Message) put(t Translation) {
	m.Name, m.Question = cmp.Or(t.Name, m.Name), cmp.Or(t.Question, m.Question)
	m.Pictures = slices.Clone(m.Pictures)
	for i, words := range t.Pictures {
		p := &m.Pictures[i]
		p.Alt, p.EmblemAlt = cmp.Or(words.Alt, p.Alt), cmp.Or(words.EmblemAlt, p.EmblemAlt)
	}
	for _, list := range []struct{ to, from *[]string }{
		{&m.Headline, &t.Headline}, {&m.Support, &t.Support}, {&m.Action, &t.Action}, {&m.Tips, &t.Tips},
	} {
		if len(*list.from) > 0 {
			*list.to = *list.from
		}
	}
	if t.Bulletin != (Bulletin{}) {
		m.Bulletin = t.Bulletin
	}
	if len(t.Social) > 0 {
		m.Social = t.Social
	}
}

// Translation is what a message has in a language other than the campaign's, or in the base of that language: "cy" for
// "cy-GB".
func (m *Message) Translation(language string) (t Translation, ok bool) {
	return pick(m.Translations, language)
}

// Translation is what the campaign has for all messages in another language.
func (c *Campaign) Translation(language string) (t Shared, ok bool) {
	return pick(c.Translations, language)
}

// Speaks reports whether a language is the campaign's own.
func (c *Campaign) Speaks(language string) bool { return base(language) == base(c.Language) }

func pick[T any](by map[string]T, language string) (T, bool) {
	if t, ok := by[language]; ok {
		return t, true
	}
	t, ok := by[base(language)]
	return t, ok
}

func base(language string) string {
	b, _, _ := strings.Cut(strings.ToLower(language), "-")
	return b
}

// over is below with the entries of above in front.
func over[T any](above, below map[string]T) map[string]T {
	out := maps.Clone(below)
	if out == nil {
		return above
	}
	maps.Copy(out, above)
	return out
}

// Voice is a message in one language, with the campaign in the same one.
type Voice struct {
	Campaign *Campaign
	Message  *Message
}
