package campaign

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"kic/render/definition"
	"kic/templates"
)

func (k *checker) message(m *Message, ids map[string]string) {
	path := m.path
	k.id(path, m.ID, ids)
	k.required(path+".name", m.Name, `say what people call it: name = "…"`)
	if len(m.Headline) == 0 {
		k.add(path+".headline", `write it as ["…", "…"], longest first`, "is missing")
	}
	k.pictures(path, m)
	words := Translation{
		Name: m.Name, Headline: m.Headline, Support: m.Support, Action: m.Action, Tips: m.Tips, Question: m.Question,
		Alt: m.Alt, Bulletin: m.Bulletin, Social: m.Social,
	}
	for _, p := range m.Pictures {
		words.Pictures = append(words.Pictures, PictureWords{p.Alt, p.EmblemAlt})
	}
	k.wording(path, words)
	for _, language := range slices.Sorted(maps.Keys(m.Translations)) {
		at, t := definition.Join(path, language), m.Translations[language]
		if !k.language(at, language, messageKeys) {
			continue
		}
		k.wording(at, t)
		if t.Alt != "" && len(t.Pictures) > 0 {
			k.add(at+".alt", "leave one out", "says what the picture shows, and so does %s", definition.Element(at+".picture", 0))
		}
		if most := max(len(m.Pictures), 1); len(t.Pictures) > most {
			k.add(definition.Element(at+".picture", most), "describe the pictures of the message, in their order", "the message has no such picture")
		}
	}
}

// pictures checks what a message shows: a list of pictures, or the only one in short.
func (k *checker) pictures(path string, m *Message) {
	if !k.source.Has(path + ".picture") {
		k.required(path+".alt", m.Alt, "say what the picture shows")
		k.artwork(path+".art", m.Art)
		return
	}
	if len(m.Pictures) == 0 {
		k.add(path+".picture", `start one with [[message.picture]]`, "has no picture")
	}
	for _, key := range []string{"art", "alt"} {
		if k.source.Has(path + "." + key) {
			k.add(path+"."+key, "move it under [[message.picture]]", "is said of a message that has a [[message.picture]]")
		}
	}
	for i, p := range m.Pictures {
		at := definition.Element(path+".picture", i)
		k.required(at+".alt", p.Alt, "say what the picture shows")
		k.artwork(at+".art", p.Art)
		k.artwork(at+".emblem", p.Emblem)
	}
}

func (k *checker) artwork(path, of string) {
	if drawn := templates.Drawn(); of != "" && !slices.Contains(drawn, of) {
		k.add(path, "use one of "+strings.Join(drawn, ", "), "%q is no artwork that comes with the program", of)
	}
}

func (k *checker) id(path, id string, ids map[string]string) {
	path += ".id"
	switch {
	case id == "":
		k.add(path, `add one, such as id = "passwords"`, "is missing")
	case !idShape.MatchString(id):
		k.add(path, "use lower-case letters, digits and single hyphens", "%q is not an id", id)
	case len(id) > 40:
		k.add(path, "use at most 40 characters", "%q has %d characters", id, len(id))
	case deviceName.MatchString(id):
		k.add(path, "choose another", "%q can't name a file on Windows", id)
	case ids[id] != "":
		k.add(path, "give each message an id of its own", "%q is there already, as %s on line %d", id, ids[id], k.source.Line(ids[id]))
	default:
		ids[id] = path
	}
}

// wording checks all the words of a message in one language.
func (k *checker) wording(path string, t Translation) {
	k.line(path+".name", t.Name)
	k.list(path+".headline", t.Headline)
	k.list(path+".support", t.Support)
	k.list(path+".action", t.Action)
	k.each(path+".tips", t.Tips)
	k.line(path+".question", t.Question)
	k.description(path+".alt", t.Alt)
	for i, p := range t.Pictures {
		at := definition.Element(path+".picture", i)
		k.description(at+".alt", p.Alt)
		k.description(at+".emblem_alt", p.EmblemAlt)
	}
	k.bulletin(path+".bulletin", t.Bulletin)
	k.social(path+".social", t.Social)
}

func (k *checker) description(path, text string) {
	k.line(path, text)
	k.within(path, text, maxAlt)
}

// list checks wordings that run from the longest to the shortest. One with a placeholder is as long as the brand makes it,
// so it may stand anywhere.
func (k *checker) list(path string, wordings []string) {
	k.each(path, wordings)
	last, length := "", 0
	for i, wording := range wordings {
		if placeholder.MatchString(wording) {
			continue
		}
		n := utf8.RuneCountInString(wording)
		if last != "" && n > length {
			k.add(definition.Element(path, i), "order them from the longest to the shortest", "is longer than %s", last)
		}
		last, length = definition.Element(path, i), n
	}
}

// each checks every line of a list by itself, and that none is there twice.
func (k *checker) each(path string, lines []string) {
	if len(lines) == 0 && k.source.Has(path) {
		k.add(path, "give it a wording, or leave it out", "has no wording")
	}
	seen := map[string]string{}
	for i, line := range lines {
		at := definition.Element(path, i)
		k.line(at, line)
		if first := seen[line]; first != "" && line != "" {
			k.add(at, "remove one", "says the same as %s", first)
		} else {
			seen[line] = at
		}
	}
}

func (k *checker) bulletin(path string, b Bulletin) {
	if !k.source.Has(path) {
		return
	}
	k.required(path+".subject", b.Subject, "say it in a few words")
	k.required(path+".summary", b.Summary, "say it in up to 60 words")
	k.required(path+".body", b.Body, `write it between """ and """, with blank lines between paragraphs`)
	k.line(path+".subject", b.Subject)
	k.within(path+".subject", b.Subject, maxSubject)
	k.line(path+".summary", b.Summary)
	if n := len(strings.Fields(b.Summary)); n > maxSummaryWords {
		k.add(path+".summary", fmt.Sprintf("use at most %d", maxSummaryWords), "has %d words", n)
	}
	k.text(path+".body", b.Body)
}

func (k *checker) social(path string, posts map[string]string) {
	if !k.source.Has(path) {
		return
	}
	known := []string{"default"}
	for _, channel := range k.channels {
		known = append(known, channel.ID)
	}
	if _, ok := posts["default"]; !ok {
		k.add(path+".default", "add the text for channels that have none of their own", "is missing")
	}
	for _, channel := range slices.Sorted(maps.Keys(posts)) {
		at := definition.Join(path, channel)
		if !slices.Contains(known, channel) {
			k.problems = append(k.problems, k.source.Unknown(at, channel, known))
			continue
		}
		k.text(at, posts[channel])
	}
}
