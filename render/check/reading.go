package check

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"kic/brand/contact"
	"kic/render/campaign"
	"kic/render/definition"
	"kic/render/prose"
)

// What wording keeps to.
const (
	longSentence = 25  // words; GOV.UK's style guide parts longer ones
	highGrade    = 8.0 // easy to read from the age of 13
	gradedWords  = 60  // a text with fewer has no grade that means anything
)

// Words is what is wrong with the words of a campaign in its language, whichever organisation says them. All of it is in the
// order of the file. Where a language isn't English, rules that need English are left out.
func Words(c *campaign.Campaign) []Finding {
	r := &reader{campaign: c, fields: c.Fields(standIns(c)), english: strings.HasPrefix(c.Language, "en"), british: strings.EqualFold(c.Language, "en-GB"), words: smallWords(c)}
	r.shared()
	for i := range c.Messages {
		r.message(&c.Messages[i])
	}
	return r.found
}

// standIns are fields of an organisation that has everything.
func standIns(c *campaign.Campaign) map[string]string {
	fields := map[string]string{"name": "Example Hospice", "short_name": "Example Hospice"}
	for _, f := range contact.Fields() {
		fields[f.Key] = f.Example
	}
	for _, name := range c.Placeholders {
		fields[name] = "example"
	}
	return fields
}

// reader reads a campaign and notes what it finds.
type reader struct {
	campaign         *campaign.Campaign
	fields           map[string]string
	english, british bool
	explained        map[string]bool // acronyms, in the message that is read
	words            map[string]bool // that the campaign has in small letters
	found            []Finding
}

// said is one wording with its place.
type said struct{ message, key, text string }

func (r *reader) add(code Code, at said, remedy, format string, args ...any) {
	kind, _ := Known(code)
	r.found = append(r.found, Finding{
		Code: code, Severity: kind.Severity, Message: at.message, File: r.campaign.File, Line: r.campaign.Line(at.message, at.key),
		What: at.key + " " + fmt.Sprintf(format, args...), Remedy: remedy,
	})
}

func (r *reader) shared() {
	c := r.campaign
	all := []said{{"", "name", c.Name}, {"", "tagline", c.Tagline}}
	for _, name := range slices.Sorted(maps.Keys(c.Headings)) {
		all = append(all, said{"", "headings." + name, c.Headings[name]})
	}
	for _, name := range slices.Sorted(maps.Keys(c.Phrases)) {
		all = append(all, list("", "phrases."+name, c.Phrases[name])...)
	}
	r.read(all)
}

func (r *reader) message(m *campaign.Message) {
	r.read(wordings(m))
	if body := m.Bulletin.Summary + "\n\n" + m.Bulletin.Body; r.english && m.Bulletin.Body != "" {
		r.grade(said{m.ID, "bulletin.body", r.fill(body)})
	}
}

// wordings are all words of a message, in the order in which campaigns have them.
func wordings(m *campaign.Message) []said {
	all := []said{{m.ID, "name", m.Name}}
	all = append(all, list(m.ID, "headline", m.Headline)...)
	all = append(all, list(m.ID, "support", m.Support)...)
	all = append(all, list(m.ID, "action", m.Action)...)
	all = append(all, list(m.ID, "tips", m.Tips)...)
	all = append(all, said{m.ID, "question", m.Question})
	for i, p := range m.Pictures {
		at := definition.Element("picture", i)
		all = append(all, said{m.ID, at + ".alt", p.Alt}, said{m.ID, at + ".emblem_alt", p.EmblemAlt})
	}
	all = append(all, said{m.ID, "bulletin.subject", m.Bulletin.Subject}, said{m.ID, "bulletin.summary", m.Bulletin.Summary}, said{m.ID, "bulletin.body", m.Bulletin.Body})
	for _, channel := range slices.Sorted(maps.Keys(m.Social)) {
		all = append(all, said{m.ID, "social." + channel, m.Social[channel]})
	}
	return all
}

func list(message, key string, wordings []string) []said {
	var out []said
	for i, w := range wordings {
		out = append(out, said{message, fmt.Sprintf("%s[%d]", key, i+1), w})
	}
	return out
}

func (r *reader) fill(text string) string {
	filled, _ := campaign.Fill(text, r.fields)
	return filled
}

// read holds wordings to the rules for each by itself.
func (r *reader) read(all []said) {
	r.explained = map[string]bool{}
	for _, s := range all {
		for _, m := range explanation.FindAllStringSubmatch(s.text, -1) {
			r.explained[cmp.Or(m[1], m[2])] = true
		}
	}
	for _, s := range all {
		if s.text == "" {
			continue
		}
		s.text = r.fill(s.text)
		r.sentences(s)
		r.suspicious(s)
		if r.english {
			r.acronyms(s)
			r.links(s)
		}
		if r.british {
			r.spelling(s)
		}
	}
}

func (r *reader) sentences(s said) {
	for _, sentence := range prose.Sentences(s.text) {
		if n := len(prose.Words(sentence)); n > longSentence {
			r.add(LongSentence, s, "split it in two", "has a sentence of %d words, and %d are easy to take in: %q", n, longSentence, opening(sentence))
		}
	}
}

// opening is how a sentence begins, for people to find it by.
func opening(sentence string) string {
	words := strings.Fields(sentence)
	if len(words) <= 8 {
		return sentence
	}
	return strings.Join(words[:8], " ") + " …"
}

func (r *reader) grade(s said) {
	if len(prose.Words(s.text)) < gradedWords {
		return
	}
	if g := prose.Grade(s.text); g > highGrade {
		r.add(ReadingGrade, s, "use shorter sentences and everyday words", "has the reading grade %.1f, and up to %.0f is easy to read for most people", g, highGrade)
	}
}

// emptyLinks say nothing to somebody who hears the links of a page by themselves.
var emptyLinks = phrases("click here", "tap here", "click the link", "click this link", "click on the link", "click on this link", "follow this link", "link below", "see here", "read more here")

func (r *reader) links(s said) {
	if m := emptyLinks.FindString(s.text); m != "" {
		r.add(LinkText, s, "say where the link leads, in words that make sense by themselves", "says %q", m)
	}
}

func (r *reader) spelling(s said) {
	for _, word := range unique(prose.Words(withoutAddresses(s.text))) {
		word = strings.Trim(word, ".-/_@#'’")
		if british := British(word); british != "" {
			r.add(Spelling, s, fmt.Sprintf("write %q", british), "spells %q as Americans do", word)
		}
	}
}

// phrases matches any of them as whole words, whatever their case.
func phrases(list ...string) *regexp.Regexp {
	quoted := make([]string, len(list))
	for i, p := range list {
		quoted[i] = strings.ReplaceAll(regexp.QuoteMeta(p), " ", `\s+`)
	}
	return regexp.MustCompile(`(?i)\b(?:` + strings.Join(quoted, "|") + `)\b`)
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
