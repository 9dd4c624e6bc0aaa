package campaign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kic/render/definition"
)

// Draft reads a campaign that may be half written, for a preview of it. The error is that of [Parse]; the campaign is nil only
// where the file is not TOML. Else it has at least one message, each with an id of its own, a name and a headline. What is wrong is
// left out, and what it stands in place of shows instead: a translation gives way to the original, a picture to the default one.
// Wording that is only too long, or not in order, stays. What a message can't do without gets a stand-in, such as "Message 2" for a
// name. Without any mistake the campaign is the one that Parse returns.
func Draft(file string, data []byte) (*Campaign, error) {
	c, problems, err := read(file, data)
	if err != nil {
		return nil, err
	}
	if len(problems) > 0 {
		d := drafter{wrong: map[string]bool{}, names: c.placeholders()}
		for _, p := range problems {
			d.wrong[p.Key] = true
		}
		d.campaign(c)
	}
	c.settle()
	return c, problems.Err()
}

// drafter makes a usable campaign of one with mistakes. What is wrong is what the checker says is; it has no rules of its own.
type drafter struct {
	wrong map[string]bool // the keys of all problems
	names []string        // the placeholders that wording may use
}

func (d *drafter) campaign(c *Campaign) {
	c.Name = d.line("name", c.Name)
	c.Tagline = d.line("tagline", c.Tagline)
	c.Language = d.unlessWrong("language", c.Language)
	c.Looks = d.without("looks", c.Looks)
	c.Placeholders = d.without("placeholders", c.Placeholders)
	c.Acronyms = d.without("acronyms", c.Acronyms)
	c.Schedule.Start = d.unlessWrong("schedule.start", c.Schedule.Start)
	if d.wrong["schedule.weeks"] {
		c.Schedule.Weeks = 0
	}
	d.shared("", c.Headings, c.Phrases)
	for language, t := range c.Translations {
		if d.wrong[language] {
			delete(c.Translations, language)
			continue
		}
		t.Name, t.Tagline = d.line(language+".name", t.Name), d.line(language+".tagline", t.Tagline)
		d.shared(language, t.Headings, t.Phrases)
		c.Translations[language] = t
	}
	d.placements(c)
	d.messages(c)
}

// shared takes out headings and phrases that say nothing.
func (d *drafter) shared(path string, headings map[string]string, phrases map[string][]string) {
	for name, text := range headings {
		if headings[name] = d.line(definition.Join(definition.Join(path, "headings"), name), text); headings[name] == "" {
			delete(headings, name)
		}
	}
	for name, wordings := range phrases {
		at := definition.Join(definition.Join(path, "phrases"), name)
		if phrases[name] = d.list(at, wordings); d.wrong[at] || len(phrases[name]) == 0 {
			delete(phrases, name)
		}
	}
}

// placements leaves out each with a mistake: a size that is half given can't be made.
func (d *drafter) placements(c *Campaign) {
	sound := c.Placements[:0]
	for i, p := range c.Placements {
		if !d.within(definition.Element("placement", i)) {
			sound = append(sound, p)
		}
	}
	c.Placements = sound
}

// within reports whether anything at path, or below it, is wrong.
func (d *drafter) within(path string) bool {
	for key := range d.wrong {
		if rest, ok := strings.CutPrefix(key, path); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}

// messages leaves out those with the id of an earlier one. Where there is none at all, a stand-in is.
func (d *drafter) messages(c *Campaign) {
	if len(c.Messages) == 0 {
		c.Messages = []Message{{}}
	}
	taken := map[string]bool{"": true}
	for _, m := range c.Messages {
		taken[m.ID] = true
	}
	var sound []Message
	seen := map[string]bool{}
	for i, m := range c.Messages {
		if seen[m.ID] {
			continue
		}
		if m.ID == "" || d.wrong[m.path+".id"] {
			m.ID = ""
			for n := i + 1; taken[m.ID]; n++ {
				m.ID = fmt.Sprintf("message-%d", n)
			}
			taken[m.ID] = true
		}
		seen[m.ID] = true
		d.message(&m, fmt.Sprintf("Message %d", i+1))
		sound = append(sound, m)
	}
	c.Messages = sound
}

// message makes one message usable; standIn is its name where it has none.
func (d *drafter) message(m *Message, standIn string) {
	at := m.path
	m.Art = d.unlessWrong(at+".art", m.Art)
	words := Translation{
		Name: m.Name, Headline: m.Headline, Support: m.Support, Action: m.Action, Tips: m.Tips, Question: m.Question,
		Alt: m.Alt, Bulletin: m.Bulletin, Social: m.Social,
	}
	for i := range m.Pictures {
		p, at := &m.Pictures[i], definition.Element(at+".picture", i)
		p.Art, p.Emblem = d.unlessWrong(at+".art", p.Art), d.unlessWrong(at+".emblem", p.Emblem)
		words.Pictures = append(words.Pictures, PictureWords{p.Alt, p.EmblemAlt})
	}
	d.words(at, &words)
	m.Name, m.Question, m.Alt = cmp.Or(words.Name, standIn), words.Question, words.Alt
	m.Headline, m.Support, m.Action, m.Tips = words.Headline, words.Support, words.Action, words.Tips
	m.Bulletin, m.Social = words.Bulletin, words.Social
	for i, p := range words.Pictures {
		m.Pictures[i].Alt, m.Pictures[i].EmblemAlt = p.Alt, p.EmblemAlt
	}
	if len(m.Headline) == 0 {
		m.Headline = []string{m.Name}
	}
	d.translations(m)
}

// translations leaves out what isn't one, and of each what isn't whole.
func (d *drafter) translations(m *Message) {
	for language, t := range m.Translations {
		at := definition.Join(m.path, language)
		if d.wrong[at] {
			delete(m.Translations, language)
			continue
		}
		d.words(at, &t)
		t.Pictures = t.Pictures[:min(len(t.Pictures), max(len(m.Pictures), 1))]
		if b := t.Bulletin; b.Subject == "" || b.Summary == "" || b.Body == "" {
			t.Bulletin = Bulletin{}
		}
		if t.Social["default"] == "" {
			t.Social = nil
		}
		m.Translations[language] = t
	}
}

// words makes the words of a message usable in one language.
func (d *drafter) words(at string, t *Translation) {
	t.Name, t.Question, t.Alt = d.line(at+".name", t.Name), d.line(at+".question", t.Question), d.line(at+".alt", t.Alt)
	t.Headline, t.Support = d.list(at+".headline", t.Headline), d.list(at+".support", t.Support)
	t.Action, t.Tips = d.list(at+".action", t.Action), d.list(at+".tips", t.Tips)
	for i, p := range t.Pictures {
		at := definition.Element(at+".picture", i)
		t.Pictures[i] = PictureWords{d.line(at+".alt", p.Alt), d.line(at+".emblem_alt", p.EmblemAlt)}
	}
	b := &t.Bulletin
	b.Subject, b.Summary = d.line(at+".bulletin.subject", b.Subject), d.line(at+".bulletin.summary", b.Summary)
	b.Body = d.text(at+".bulletin.body", b.Body)
	for channel, post := range t.Social {
		if t.Social[channel] = d.text(definition.Join(at+".social", channel), post); t.Social[channel] == "" {
			delete(t.Social, channel)
		}
	}
}

func (d *drafter) unlessWrong(path, value string) string {
	if d.wrong[path] {
		return ""
	}
	return value
}

// without is a list without the elements that are wrong.
func (d *drafter) without(path string, list []string) []string {
	var sound []string
	for i, value := range list {
		if !d.wrong[definition.Element(path, i)] {
			sound = append(sound, value)
		}
	}
	return sound
}

// list is wordings without those that say nothing or that no brand can fill.
func (d *drafter) list(path string, wordings []string) []string {
	var sound []string
	for i, wording := range wordings {
		if wording = d.line(definition.Element(path, i), wording); wording != "" && d.fillable(wording) {
			sound = append(sound, wording)
		}
	}
	return sound
}

func (d *drafter) fillable(wording string) bool {
	for _, match := range placeholder.FindAllStringSubmatch(wording, -1) {
		if !slices.Contains(d.names, match[1]) {
			return false
		}
	}
	return true
}

// line is words that have a mistake on one line, without spaces round them.
func (d *drafter) line(path, words string) string {
	if !d.wrong[path] {
		return words
	}
	return strings.TrimSpace(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(d.text(path, words)))
}

// text is words that have a mistake without the characters that can't be set; empty where nothing but spaces is left.
func (d *drafter) text(path, words string) string {
	if !d.wrong[path] {
		return words
	}
	words = strings.Map(func(r rune) rune {
		if unsettable(r) {
			return -1
		}
		return r
	}, words)
	if strings.TrimSpace(words) == "" {
		return ""
	}
	return words
}
