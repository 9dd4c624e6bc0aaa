package brand

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kic/brand/contact"
	"kic/render/definition"
)

// Leftover is a value that a brand has from a sample organisation which it isn't, and where it stands.
type Leftover struct {
	definition.Problem
	Colour bool // it is a colour, which may well be the organisation's own
}

// IsSample reports whether a name is that of an organisation that comes with the program, in whatever case.
func IsSample(name string) bool {
	words := plainWords(name)
	return slices.ContainsFunc(samples(), func(s sample) bool { return s.name == words })
}

// sample is what is told of a sample organisation when it turns up in another one's brand.
type sample struct {
	title    string   // its name
	name     string   // in plain words, as all that follows
	names    []string // its own and its partners'
	slug     string   // as it is written
	contacts []string // phone numbers as digits
	logos    [][sha256.Size]byte
	colours  colourTable
	start    bool // kic init starts from it
}

// samples are all that somebody may have started from: every sample organisation of the program, and the rows of the list
// to start from. They are read once, and without drawing anything.
var samples = sync.OnceValue(func() []sample {
	var all []sample
	for i, dir := range sampleFolders() {
		in := newFolder(shipped, dir, false)
		data, err := in.read(FileName, maxFile)
		var f file
		if err == nil {
			_, err = definition.Decode(FileName, data, &f)
		}
		if err != nil {
			panic("brand: the sample in " + dir + ": " + err.Error())
		}
		s := sampleOf(&f, i == 0)
		for _, name := range f.logos() {
			data, err := shipped.ReadFile(path.Join(dir, name))
			if err != nil {
				panic("brand: the sample in " + dir + ": " + err.Error())
			}
			s.logos = append(s.logos, fingerprint(data))
		}
		all = append(all, s)
	}
	for _, f := range templateRows() {
		all = append(all, sampleOf(&f, true))
	}
	return all
})

// templateRows are the organisations of [ListTemplate].
func templateRows() []file {
	rows, err := newTable(ListTemplate())
	if err != nil {
		panic("brand: the list to start from: " + err.Error())
	}
	l := &list{}
	if err := l.head(rows.next()); err != nil {
		panic("brand: the list to start from: " + err.Error())
	}
	var all []file
	for r, ok := rows.next(); ok; r, ok = rows.next() {
		f, _ := l.row(r)
		all = append(all, f)
	}
	return all
}

func sampleOf(f *file, start bool) sample {
	s := sample{title: f.Name, name: plainWords(f.Name), slug: f.Slug, colours: f.Colours, start: start}
	names := []string{f.Name, f.ShortName}
	for _, p := range f.Partners {
		names = append(names, p.Name)
	}
	for _, name := range names {
		if name != "" {
			s.names = append(s.names, plainWords(name))
		}
	}
	for _, field := range contact.Fields() {
		if c := *field.In(&f.Contact); c != "" {
			s.contacts = append(s.contacts, trace(c))
		}
	}
	return s
}

// logos are the files of all logos.
func (f *file) logos() []string {
	names := []string{f.Logo.File, f.Logo.Reversed}
	for _, p := range f.Partners {
		names = append(names, p.Logo)
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

// leftovers notes what the brand has from samples. A brand with the name of a sample is that sample, and has a right to it
// all.
func (m *maker) leftovers() {
	if m.peek || IsSample(m.brand.Name) {
		return
	}
	f := m.file
	m.leftName("short_name", f.ShortName, "put in your own, or leave the line out")
	m.leftSlug()
	m.leftName("logo.alt", f.Logo.Alt, "say what your own logo shows, or leave the line out")
	for _, field := range contact.Fields() {
		m.leftContact("contact."+field.Key, *field.In(&f.Contact))
	}
	for _, key := range m.fieldKeys() {
		m.leftContact(definition.Join("fields", key), f.Fields[key])
	}
	for i, p := range f.Partners {
		m.leftName(definition.Element("partner", i)+".name", p.Name, "put in a partner of your own, or take it out")
	}
	m.leftColours()
	slices.SortStableFunc(m.brand.Leftovers, func(a, b Leftover) int { return a.Line - b.Line })
}

func (m *maker) left(key, remedy, what string, of sample) *Leftover {
	all := append(m.brand.Leftovers, Leftover{Problem: m.src.Problem(key, remedy, "%s the sample organisation %s", what, of.title)})
	m.brand.Leftovers = all
	return &all[len(all)-1]
}

// comesFrom is what is said of a value.
func comesFrom(value string) string { return fmt.Sprintf("%q comes from", value) }

// leftName finds the name of a sample in a name or an alternative text, unless it is part of the brand's own name.
func (m *maker) leftName(key, value, remedy string) {
	own, words := plainWords(m.brand.Name), plainWords(value)
	for _, s := range samples() {
		for _, name := range s.names {
			if has(words, name) && !has(own, name) {
				m.left(key, remedy, comesFrom(value), s)
				return
			}
		}
	}
}

func (m *maker) leftSlug() {
	for _, s := range samples() {
		if slug := m.file.Slug; slug != "" && slug == s.slug && slug != Slug(m.brand.Name) {
			m.left("slug", "put in your own, or leave the line out to have it made from the name", comesFrom(slug), s)
			return
		}
	}
}

func (m *maker) leftContact(key, value string) {
	words, number := plainWords(value), digits(value)
	for _, s := range samples() {
		for _, c := range s.contacts {
			if has(words, c) || isNumber(c) && strings.Contains(number, c) {
				m.left(key, "put in your own, or leave the line out", comesFrom(value), s)
				return
			}
		}
	}
}

// leftLogo finds the logo of a sample under whatever name.
func (m *maker) leftLogo(key, name string, data []byte) {
	if IsSample(m.brand.Name) {
		return
	}
	own := fingerprint(data)
	for _, s := range samples() {
		if slices.Contains(s.logos, own) {
			m.left(key, "put in your own, or leave the line out", fmt.Sprintf("%q is a logo of", name), s)
			return
		}
	}
}

// leftColours finds the colours of a sample. Those that kic init writes count one by one; of other samples all of them
// must be there, and more than one, as each alone may well be the organisation's own.
func (m *maker) leftColours() {
	own, seen := m.file.Colours.byKey(), map[string]bool{}
	for _, s := range samples() {
		var same []string
		theirs := s.colours.byKey()
		for _, key := range colourKeys {
			a, errA := ParseColour(own[key])
			b, errB := ParseColour(theirs[key])
			if errA == nil && errB == nil && a == b {
				same = append(same, key)
			}
		}
		if !s.start && (len(same) < 2 || len(same) < len(theirs)) {
			continue
		}
		for _, key := range same {
			if !seen[key] {
				seen[key] = true
				m.left("colours."+key, "put in your own; if it is yours, it can stay", comesFrom(own[key]), s).Colour = true
			}
		}
	}
}

var colourKeys = []string{"primary", "secondary", "accent", "paper", "ink"}

// byKey are the colours that are given, by their keys.
func (t colourTable) byKey() map[string]string {
	all := map[string]string{}
	for i, c := range []string{t.Primary, t.Secondary, t.Accent, t.Paper, t.Ink} {
		if c != "" {
			all[colourKeys[i]] = c
		}
	}
	return all
}

// plainWords is s in lower case, without accents and with one space for all that is neither letter nor digit.
func plainWords(s string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	return strings.Join(strings.FieldsFunc(bare, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// has reports whether some of the words stand together in all of them.
func has(all, some string) bool { return strings.Contains(" "+all+" ", " "+some+" ") }

// trace is what gives a contact away in whatever form: the digits of a phone number as they are dialled from anywhere, the
// host of an address, or else all its words.
func trace(contact string) string {
	switch {
	case phoneShape.MatchString(contact):
		return strings.TrimLeft(digits(contact), "0")
	case emailShape.MatchString(contact):
		_, host, _ := strings.Cut(contact, "@")
		return plainWords(host)
	}
	if u, err := url.Parse(contact); err == nil && u.Host != "" {
		return plainWords(u.Host)
	}
	return plainWords(contact)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// isNumber reports whether a trace is that of a phone number.
func isNumber(trace string) bool { return trace == digits(trace) }

// fingerprint tells one file from another, apart from line ends and indents.
func fingerprint(data []byte) [sha256.Size]byte {
	return sha256.Sum256(bytes.Join(bytes.Fields(bytes.TrimPrefix(data, []byte("\uFEFF"))), nil))
}
