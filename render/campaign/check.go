package campaign

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"

	"kic/render/definition"
	"kic/templates"
)

// The limits of wording.
const (
	maxAlt          = 300 // characters of a description: no platform takes fewer, so that one always fits by itself
	maxSubject      = 60  // characters: what an inbox shows
	maxSummaryWords = 60
	maxWeeks        = 104
)

var (
	idShape       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	acronymShape  = regexp.MustCompile(`^\p{Lu}{2,}$`)
	fieldShape    = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	languageShape = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	// Names that Windows keeps for devices: a file of that name can't be made there.
	deviceName = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)
)

// checker finds what is wrong with a campaign beyond unknown keys and wrong types.
type checker struct {
	source   *definition.Source
	names    []string // the placeholders that wording may use
	channels []templates.Channel
	problems definition.Problems
}

func (k *checker) add(path, remedy, format string, args ...any) {
	k.problems = append(k.problems, k.source.Problem(path, remedy, format, args...))
}

func (k *checker) campaign(c *Campaign) {
	k.required("name", c.Name, `add the campaign's name: name = "…"`)
	k.line("name", c.Name)
	k.line("tagline", c.Tagline)
	if k.source.Has("language") && !languageShape.MatchString(c.Language) {
		k.add("language", `write it like "en-GB"`, "%q is not a language", c.Language)
	}
	k.ids("looks", c.Looks)
	k.placeholders(c)
	k.acronyms(c.Acronyms)
	k.schedule(c.Schedule)
	k.shared("", Shared{Headings: c.Headings, Phrases: c.Phrases})
	if len(c.Messages) == 0 && !k.source.Has("message") {
		k.add("message", "start one with [[message]]", "is missing: a campaign needs at least one message")
	}
	ids := map[string]string{}
	for i := range c.Messages {
		k.message(&c.Messages[i], ids)
	}
	k.placements(c.Placements)
	for _, language := range slices.Sorted(maps.Keys(c.Translations)) {
		t := c.Translations[language]
		if !k.language(language, language, campaignKeys) {
			continue
		}
		k.line(definition.Join(language, "name"), t.Name)
		k.line(definition.Join(language, "tagline"), t.Tagline)
		k.shared(language, t)
		translates(k, language+".headings", t.Headings, over(c.Headings, standardHeadings))
		translates(k, language+".phrases", t.Phrases, c.Phrases)
	}
}

// translates holds that a translation names nothing that the original lacks.
func translates[T any](k *checker, path string, translated, original map[string]T) {
	known := slices.Sorted(maps.Keys(original))
	for _, name := range slices.Sorted(maps.Keys(translated)) {
		if _, ok := original[name]; !ok {
			k.problems = append(k.problems, k.source.Unknown(definition.Join(path, name), name, known))
		}
	}
}

var (
	campaignKeys = []string{"name", "language", "tagline", "looks", "placeholders", "acronyms", "schedule", "headings", "phrases", "message", "placement"}
	messageKeys  = []string{"id", "name", "headline", "support", "action", "tips", "question", "picture", "art", "alt", "bulletin", "social"}
)

// language reports whether a table that no field took is a translation; if not, its key is unknown.
func (k *checker) language(path, key string, known []string) bool {
	slip := len(key) > 2 && definition.Nearest(key, known) != ""
	if languageShape.MatchString(key) && !slip {
		return true
	}
	k.problems = append(k.problems, k.source.Unknown(path, key, known))
	return false
}

// shared checks headings and phrases; path is "" or a language.
func (k *checker) shared(path string, s Shared) {
	for _, name := range slices.Sorted(maps.Keys(s.Headings)) {
		k.line(definition.Join(definition.Join(path, "headings"), name), s.Headings[name])
	}
	names := k.names
	defer func() { k.names = names }()
	k.names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { _, ok := s.Phrases[name]; return ok })
	for _, name := range slices.Sorted(maps.Keys(s.Phrases)) {
		at := definition.Join(definition.Join(path, "phrases"), name)
		switch {
		case !fieldShape.MatchString(name):
			k.add(at, "use lower-case letters, digits and underscores", "%q is not a name", name)
		case slices.Contains(brandPlaceholders, name):
			k.add(at, "choose another", "%q is what a brand fills in", name)
		}
		k.each(at, s.Phrases[name])
	}
}

func (k *checker) placeholders(c *Campaign) {
	for i, name := range c.Placeholders {
		at := definition.Element("placeholders", i)
		switch _, phrase := c.Phrases[name]; {
		case !fieldShape.MatchString(name):
			k.add(at, "use lower-case letters, digits and underscores, without braces", "%q is not a name", name)
		case slices.Contains(brandPlaceholders, name) || slices.Index(c.Placeholders, name) < i:
			k.add(at, "remove it", "%q is known already", name)
		case phrase:
			k.add(at, "choose another", "%q is a phrase", name)
		}
	}
}

func (k *checker) schedule(s Schedule) {
	if s.Start != "" {
		if _, err := time.Parse(time.DateOnly, s.Start); err != nil {
			k.add("schedule.start", `write it like "2027-01-11"`, "%q is not a day", s.Start)
		}
	}
	if k.source.Has("schedule.weeks") && (s.Weeks < 1 || s.Weeks > maxWeeks) {
		k.add("schedule.weeks", fmt.Sprintf("use 1 to %d", maxWeeks), "is %d", s.Weeks)
	}
}

func (k *checker) placements(ps []templates.Placement) {
	seen := map[string]bool{}
	for i := range ps {
		at := definition.Element("placement", i)
		k.problems = append(k.problems, ps[i].Validate(k.source, at)...)
		if seen[ps[i].ID] {
			k.add(at+".id", "give each placement an id of its own", "%q is there already", ps[i].ID)
		}
		seen[ps[i].ID] = ps[i].ID != ""
		known := func(c templates.Channel) bool { return c.ID == ps[i].Channel }
		if ps[i].Channel != "" && !slices.ContainsFunc(k.channels, known) {
			k.add(at+".channel", "", "%q is not a channel", ps[i].Channel)
		}
	}
}

func (k *checker) acronyms(list []string) {
	for i, a := range list {
		at := definition.Element("acronyms", i)
		if !acronymShape.MatchString(a) {
			k.add(at, `write it in capitals, such as "DSPT"`, "%q is not a word in capitals", a)
		} else if slices.Index(list, a) < i {
			k.add(at, "remove one", "%q is there already", a)
		}
	}
}

func (k *checker) ids(path string, ids []string) {
	for i, id := range ids {
		at := definition.Element(path, i)
		if !idShape.MatchString(id) {
			k.add(at, "use lower-case letters, digits and single hyphens", "%q is not an id", id)
		} else if slices.Index(ids, id) < i {
			k.add(at, "remove one", "%q is there already", id)
		}
	}
}
