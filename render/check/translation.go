package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kic/brand"
	"kic/render/campaign"
)

// Translation is what a brand's languages lack: words that nobody has checked yet, and words that stay in another language
// because nobody has translated them. c is the campaign as it was read; messages are those to be made.
func Translation(c *campaign.Campaign, b *brand.Brand, messages []*campaign.Message) []Finding {
	var all []Finding
	for _, language := range b.Languages {
		t := translation{campaign: c, language: language}
		t.shared()
		for _, m := range messages {
			t.message(c.Message(m.ID))
		}
		all = append(all, t.findings(b.Slug)...)
	}
	return all
}

// translation collects what a language lacks.
type translation struct {
	campaign *campaign.Campaign
	language string
	lacks    []string // keys
	reviews  []string // what translations say is to be done, each once
	waiting  []string // what waits for it: ids of messages, or "what all messages share"
	line     int      // of the first of them
}

func (t *translation) shared() {
	c := t.campaign
	if c.Speaks(t.language) {
		for _, key := range slices.Sorted(maps.Keys(c.Headings)) {
			if !strings.HasPrefix(t.language, "en") && c.Line("", "headings."+key) == 0 { // the program's own, in English
				t.lacks = append(t.lacks, "headings."+key)
			}
		}
		return
	}
	in, _ := c.Translation(t.language)
	t.review("", "what all messages share", in.Review)
	if c.Tagline != "" && in.Tagline == "" {
		t.lacks = append(t.lacks, "tagline")
	}
	for _, key := range slices.Sorted(maps.Keys(c.Headings)) {
		if in.Headings[key] == "" {
			t.lacks = append(t.lacks, "headings."+key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(c.Phrases)) {
		if len(in.Phrases[key]) == 0 {
			t.lacks = append(t.lacks, "phrases."+key)
		}
	}
}

func (t *translation) message(m *campaign.Message) {
	if t.campaign.Speaks(t.language) {
		if m.Picture().EmblemAlt == "" && !strings.HasPrefix(t.language, "en") { // the emblem's own title, in English
			t.lacks = append(t.lacks, m.ID+" emblem_alt")
		}
		return
	}
	in, ok := m.Translation(t.language)
	if !ok {
		t.lacks = append(t.lacks, m.ID)
		return
	}
	t.review(m.ID, m.ID, in.Review)
	for _, part := range []struct {
		key       string
		has, said bool
	}{
		{"name", m.Name != "", in.Name != ""},
		{"headline", len(m.Headline) > 0, len(in.Headline) > 0},
		{"support", len(m.Support) > 0, len(in.Support) > 0},
		{"action", len(m.Action) > 0, len(in.Action) > 0},
		{"tips", len(m.Tips) > 0, len(in.Tips) > 0},
		{"question", m.Question != "", in.Question != ""},
		{"alt", true, len(in.Pictures) > 0 && in.Pictures[0].Alt != ""},
		{"emblem_alt", true, len(in.Pictures) > 0 && in.Pictures[0].EmblemAlt != ""},
		{"bulletin", m.Bulletin != campaign.Bulletin{}, in.Bulletin != campaign.Bulletin{}},
		{"social", len(m.Social) > 0, len(in.Social) > 0},
	} {
		if part.has && !part.said {
			t.lacks = append(t.lacks, m.ID+" "+part.key)
		}
	}
}

// review keeps what a translation says is still to be done to it.
func (t *translation) review(message, name, todo string) {
	if todo == "" {
		return
	}
	if len(t.waiting) == 0 {
		t.line = t.campaign.In(t.language).Line(message, "review")
	}
	t.waiting = append(t.waiting, name)
	if !slices.Contains(t.reviews, todo) {
		t.reviews = append(t.reviews, todo)
	}
}

func (t *translation) findings(slug string) []Finding {
	var all []Finding
	add := func(code Code, line int, what, remedy string) {
		all = append(all, Finding{Code: code, Severity: Warning, Brand: slug, File: t.campaign.File, Line: line, What: what, Remedy: remedy})
	}
	if len(t.waiting) > 0 {
		add(TranslationUnreviewed, t.line,
			fmt.Sprintf("the words in %q of %s: %s", t.language, some(t.waiting), strings.Join(t.reviews, "; ")),
			"have them read, and take out each line that says review")
	}
	if len(t.lacks) > 0 {
		where := fmt.Sprintf("under [%s] and [message.%[1]s]", t.language)
		if t.campaign.Speaks(t.language) {
			where = "under [headings] and [[message.picture]]"
		}
		add(TranslationMissing, 0, fmt.Sprintf("some words are not said in %q and stay in another language: %s", t.language, some(t.lacks)), "say them "+where)
	}
	return all
}

// some are a few of names, and how many more there are.
func some(names []string) string {
	const most = 4
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most-1], ", "), len(names)-most+1)
}
