// Package kic is the campaign: what is said, in which wordings, and which pieces are made of it. It reads campaign.toml
// strictly and carries the default campaign, which anyone may start from.
//
// It is one file, for all that it is long, so that the top of the project shows the campaign and little else: this file
// says what a campaign is, and campaign.toml is one. Below come what it holds, how it is read, how its words are filled in
// and translated, and what is checked.
package kic

import (
	"cmp"
	_ "embed" // for campaign.toml
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"kic/render/definition"
	"kic/templates"
)

//go:embed campaign.toml
var defaultTOML []byte

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

// DefaultTOML is the text of the default campaign, with its comments, for someone to start from.
func DefaultTOML() []byte { return append([]byte(nil), defaultTOML...) }

// Default is the default campaign.
func Default() (*Campaign, error) { return Parse("campaign.toml", defaultTOML) }

// Load reads a campaign from a file. All its mistakes come back together, as [definition.Problems].
func Load(fsys fs.FS, name string) (*Campaign, error) {
	data, err := definition.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("campaign: %w", err)
	}
	return Parse(name, data)
}

// Parse reads a campaign. All its mistakes come back together, as [definition.Problems], under the name of the file.
func Parse(file string, data []byte) (*Campaign, error) {
	c := &Campaign{File: file}
	source, err := definition.Decode(file, data, c)
	c.source = source
	problems, other := definition.Collect(err)
	if source == nil || other != nil {
		return nil, err
	}
	channels, err := templates.Channels()
	if err != nil {
		return nil, fmt.Errorf("campaign %s: %w", file, err)
	}
	c.Channels = channels
	check := checker{source: source, names: c.placeholders(), channels: channels}
	check.campaign(c)
	if err := append(problems, fresh(check.problems, problems)...).Err(); err != nil {
		return nil, err
	}
	c.settle()
	return c, nil
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
var standardHeadings = map[string]string{
	"greeting":     "Hello everyone,",
	"tips":         "What you can do",
	"action":       "Your next step",
	"question":     "Talk about it",
	"report":       "Need to tell someone?",
	"report_email": "Report a message",
	"helpdesk":     "IT helpdesk",
	"intranet":     "Find out more",
	"governance":   "Information governance",
	"qr":           "QR code",
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

// Line is the line of the campaign's file, from 1, in which a message says something: its translation where the campaign
// is in its language. Of the empty message it is what all of them share. 0 is a line that isn't known.
func (c *Campaign) Line(message, key string) int {
	if c.source == nil {
		return 0
	}
	at := ""
	if message != "" {
		i := slices.IndexFunc(c.Messages, func(m Message) bool { return m.ID == message })
		at = definition.Element("message", i)
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

// Words: filling in placeholders, and translations.

// The placeholders that every campaign may use; a brand fills them.
var brandPlaceholders = []string{"name", "short_name", "report_email", "helpdesk", "intranet", "governance"}

var placeholder = regexp.MustCompile(`\{([a-z][a-z0-9_]*)\}`)

// Fill puts fields in the place of placeholders. Those that fields lacks, or holds as empty, stay as they are and come
// back as missing, in order of appearance.
func Fill(wording string, fields map[string]string) (out string, missing []string) {
	out = placeholder.ReplaceAllStringFunc(wording, func(braced string) string {
		name := braced[1 : len(braced)-1]
		if value := fields[name]; value != "" {
			return value
		}
		if !slices.Contains(missing, name) {
			missing = append(missing, name)
		}
		return braced
	})
	return out, missing
}

// Wordings are those of list that can be filled, filled, in their order.
func Wordings(list []string, fields map[string]string) []string {
	var out []string
	for _, wording := range list {
		if filled, missing := Fill(wording, fields); len(missing) == 0 {
			out = append(out, filled)
		}
	}
	return out
}

// Fields are a brand's fields and, with them, the campaign's phrases: each the first of its wordings whose own
// placeholders the brand fills. So {report} is a whole sentence for every brand, whether or not it has an address for
// reports. A phrase of which no wording can be filled is missing.
func (c *Campaign) Fields(brand map[string]string) map[string]string {
	fields := maps.Clone(brand)
	if fields == nil {
		fields = map[string]string{}
	}
	for name, wordings := range c.Phrases {
		if filled := Wordings(wordings, brand); len(filled) > 0 {
			fields[name] = filled[0]
		}
	}
	return fields
}

// placeholders are the names that this campaign's wording may use, phrases included.
func (c *Campaign) placeholders() []string {
	return slices.Concat(brandPlaceholders, c.Placeholders, slices.Sorted(maps.Keys(c.Phrases)))
}

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

// What is checked beyond unknown keys and wrong types.

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
		k.message(definition.Element("message", i), &c.Messages[i], ids)
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

func (k *checker) message(path string, m *Message, ids map[string]string) {
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

// language reports whether a table that no field took is a translation; if not, its key is unknown.
func (k *checker) language(path, key string, known []string) bool {
	slip := len(key) > 2 && definition.Nearest(key, known) != ""
	if languageShape.MatchString(key) && !slip {
		return true
	}
	k.problems = append(k.problems, k.source.Unknown(path, key, known))
	return false
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

func (k *checker) required(path, text, remedy string) {
	if text == "" && !k.source.Has(path) {
		k.add(path, remedy, "is missing")
	}
}

func (k *checker) within(path, text string, most int) {
	if n := utf8.RuneCountInString(text); n > most {
		k.add(path, fmt.Sprintf("use at most %d", most), "has %d characters", n)
	}
}

// line checks words that stand on one line.
func (k *checker) line(path, text string) {
	if k.text(path, text); text == "" {
		return
	}
	if strings.ContainsAny(text, "\r\n") {
		k.add(path, "write it on one line", "has a line break in it")
	}
	if text != strings.TrimSpace(text) {
		k.add(path, "take the space away", "starts or ends with a space")
	}
}

// text checks words: that there are some, and that they can be set and filled.
func (k *checker) text(path, text string) {
	if !k.source.Has(path) {
		return
	}
	if strings.TrimSpace(text) == "" {
		k.add(path, "give it words, or leave it out", "is empty")
		return
	}
	if i := strings.IndexFunc(text, unsettable); i >= 0 {
		r, _ := utf8.DecodeRuneInString(text[i:])
		k.add(path, "remove it", "has the invisible character %U in it", r)
	}
	for _, braced := range placeholder.FindAllString(text, -1) {
		if name := braced[1 : len(braced)-1]; !slices.Contains(k.names, name) {
			k.unknown(path, name)
		}
	}
	if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}") {
		k.add(path, "write a placeholder like {report_email}", "has a brace that belongs to no placeholder")
	}
}

func (k *checker) unknown(path, name string) {
	remedy := fmt.Sprintf("list it in placeholders = [%q] if your brands define it", name)
	if near := definition.Nearest(name, k.names); near != "" {
		remedy = fmt.Sprintf("did you mean {%s}?", near)
	}
	k.add(path, remedy, "no brand fills {%s}", name)
}

// unsettable reports characters that have no place in wording: controls but line ends and tabs, and the overrides of
// direction that let a text read other than it is written.
func unsettable(r rune) bool {
	return unicode.IsControl(r) && !strings.ContainsRune("\r\n\t", r) || r >= 0x202A && r <= 0x202E || r == 0xFEFF || r == utf8.RuneError
}
