package brand

import (
	"cmp"
	"errors"
	"fmt"
	"image/color"
	"regexp"
	"slices"
	"strings"

	"kic/brand/contact"
	"kic/fonts"
	"kic/render/colour"
	"kic/render/definition"
	"kic/render/svg"
)

// file is a brand.toml.
type file struct {
	Name      string            `toml:"name"`
	ShortName string            `toml:"short_name"`
	Slug      string            `toml:"slug"`
	Language  string            `toml:"language"`
	Languages []string          `toml:"languages"` // in place of language: two, the one that is read first in front
	Logo      logoTable         `toml:"logo"`
	Colours   colourTable       `toml:"colours"`
	Fonts     fontTable         `toml:"fonts"`
	Contact   contact.Table     `toml:"contact"`
	Fields    map[string]string `toml:"fields"`
	Partners  []partnerTable    `toml:"partner"`
}

type logoTable struct {
	File     string `toml:"file"`
	Reversed string `toml:"reversed"`
	Alt      string `toml:"alt"`
}

type colourTable struct {
	Primary   string `toml:"primary"`
	Secondary string `toml:"secondary"`
	Accent    string `toml:"accent"`
	Paper     string `toml:"paper"`
	Ink       string `toml:"ink"`
}

type fontTable struct {
	Heading string   `toml:"heading"` // a family, or a font file
	Body    string   `toml:"body"`
	Files   []string `toml:"files"` // further weights
}

type partnerTable struct {
	Name string `toml:"name"`
	Logo string `toml:"logo"`
}

// The bounds of what a brand.toml says.
const (
	maxName     = 120 // letters
	maxSlug     = 60
	maxField    = 300
	maxAlt      = 250
	maxPartners = 12
	maxFonts    = 12
)

// defaultLanguage is the language of a brand that gives none.
const defaultLanguage = "en-GB"

// maker turns a file into a brand and collects all mistakes on the way. What is wrong is left out of the brand, as [Draft]
// says. src may be nil: then the mistakes have no lines.
type maker struct {
	file     *file
	src      *definition.Source
	folder   folder
	peek     bool // only see whether logos and fonts are there; what they hold is left for later
	brand    *Brand
	mistyped definition.Problems // found in decoding
	problems definition.Problems
}

// add notes a mistake, unless the value was of the wrong type: then that has been said.
func (m *maker) add(key, remedy, format string, args ...any) {
	if slices.ContainsFunc(m.mistyped, func(p definition.Problem) bool { return p.Key == key }) {
		return
	}
	m.problems = append(m.problems, m.src.Problem(key, remedy, format, args...))
}

// because notes a mistake that an error tells of; name is the file that it is about, where there is one. The error's code,
// and its way out, stay apart from what it says.
func (m *maker) because(key, name string, err error) {
	what, remedy := definition.Parts(err)
	if name != "" {
		what = fmt.Sprintf("%q %s", definition.Short(name), what)
	}
	before := len(m.problems)
	m.add(key, remedy, "%s", what)
	for i := before; i < len(m.problems); i++ {
		m.problems[i].What, m.problems[i].Code = what, codeOf(err)
	}
}

// codeOf is the code that an error carries; empty where there is none.
func codeOf(err error) string {
	var reason *definition.Reason
	var drawing *svg.Error
	switch {
	case errors.As(err, &reason):
		return reason.Code
	case errors.As(err, &drawing) && drawing.Code == "svg-empty":
		return LogoBlank
	case errors.As(err, &drawing):
		return drawing.Code
	}
	return ""
}

// make does the whole of it.
func (m *maker) make() {
	m.names()
	m.slug()
	m.standIns()
	m.languages()
	m.colours()
	m.logos()
	m.fonts()
	m.contacts()
	m.fields()
	m.partners()
	m.leftovers()
}

func (m *maker) colours() {
	t := m.file.Colours
	read := func(key, s string) color.NRGBA {
		if !m.src.Has("colours."+key) && s == "" {
			return color.NRGBA{}
		}
		c, err := ParseColour(s)
		if err != nil {
			m.because("colours."+key, "", err)
		}
		return c
	}
	g := Colours{read("primary", t.Primary), read("secondary", t.Secondary), read("accent", t.Accent), read("paper", t.Paper), read("ink", t.Ink)}
	if t.Primary == "" && (t != colourTable{}) {
		m.add("colours.primary", `add the main colour: primary = "#005EB8"`, "is missing, and the other colours build on it")
	}
	if g.Paper.A != 0 && colour.ToLCH(g.Paper).L < 0.75 {
		m.add("colours.paper", "give a light colour, or leave it out for white", "%q is too dark for a page", t.Paper)
		g.Paper = color.NRGBA{}
	}
	if g.Ink.A != 0 && colour.ToLCH(g.Ink).L > 0.6 {
		m.add("colours.ink", "give a dark colour, or leave it out", "%q is too light for words on a page", t.Ink)
		g.Ink = color.NRGBA{}
	}
	m.brand.Given, m.brand.Colours = g, Derive(g)
}

func (m *maker) logos() {
	t, b := m.file.Logo, m.brand
	alt := m.words("logo.alt", t.Alt, maxAlt)
	if alt == "" {
		alt = b.Name
	}
	b.Logo = m.mark("logo.file", t.File, alt)
	b.Reversed = m.mark("logo.reversed", t.Reversed, alt)
	if t.File == "" && t.Reversed == "" && m.src.Has("logo") && !m.src.Has("logo.file") && !m.src.Has("logo.reversed") {
		m.add("logo.file", `add file = "logo.svg", or leave [logo] out to set the name as text`, "is missing")
	}
}

// mark reads one logo; nil where there is none.
func (m *maker) mark(key, name, alt string) *Mark {
	if name == "" {
		if m.src.Has(key) {
			m.add(key, "name a file, or leave the line out", "is empty")
		}
		return nil
	}
	data, ok := m.read(key, name, maxLogoBytes)
	if !ok {
		return nil
	}
	m.leftLogo(key, name, data)
	mark, err := readMark(name, data)
	if err != nil {
		m.unreadable(key, name, err)
		return nil
	}
	mark.Alt, mark.File = alt, name
	return mark
}

// read is what a file of the folder holds. It isn't ok when the file can't be read, which is noted, or needn't be.
func (m *maker) read(key, name string, limit int64) (data []byte, ok bool) {
	var err error
	if m.peek {
		_, err = m.folder.find(name, limit)
	} else {
		data, err = m.folder.read(name, limit)
	}
	if err != nil {
		m.because(key, name, err)
	}
	return data, err == nil && !m.peek
}

// unreadable reports why a logo can't be read: one problem a reason, and not more than a screen can hold.
func (m *maker) unreadable(key, name string, err error) {
	reasons := []error{err}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		reasons = many.Unwrap()
	}
	const most = 5
	for _, reason := range reasons[:min(len(reasons), most)] {
		m.because(key, name, reason)
	}
	if more := len(reasons) - most; more > 0 {
		m.add(key, "", "%q has %d more mistakes", name, more)
	}
}

func (m *maker) fonts() {
	t, b := m.file.Fonts, m.brand
	b.Heading, b.Body = fonts.DefaultFamily, fonts.DefaultFamily
	if len(t.Files) > maxFonts {
		m.add("fonts.files", fmt.Sprintf("name at most %d", maxFonts), "names %d files", len(t.Files))
		return
	}
	for i, name := range t.Files {
		m.face(definition.Element("fonts.files", i), name)
	}
	heading, body := m.family("fonts.heading", t.Heading), m.family("fonts.body", t.Body)
	b.Heading, b.Body = cmp.Or(heading, body, b.Heading), cmp.Or(body, heading, b.Body)
}

var fontEnding = regexp.MustCompile(`(?i)\.(ttf|otf|ttc|otc|woff2?|eot|pfb|dfont)$`)

// family is the family that a font's name or file gives; empty where there is none.
func (m *maker) family(key, name string) string {
	switch {
	case name == "":
		if m.src.Has(key) {
			m.add(key, "name a family or a file, or leave the line out", "is empty")
		}
		return ""
	case fontEnding.MatchString(name):
		if face := m.face(key, name); face != nil {
			return face.Family
		}
		return ""
	}
	var names []string
	for _, f := range m.brand.Faces {
		names = append(names, f.Family)
	}
	names = append(names, fonts.Shipped()...)
	same := func(a string) bool {
		return strings.EqualFold(strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(name, " ", ""))
	}
	if i := slices.IndexFunc(names, same); i >= 0 {
		return names[i]
	}
	remedy := fmt.Sprintf("use one of %s, or name a font file (.ttf) in the brand's folder", strings.Join(slices.Compact(names), ", "))
	if near := definition.Nearest(name, names); near != "" {
		remedy = fmt.Sprintf("did you mean %q?", near)
	}
	m.add(key, remedy, "no font is called %q", name)
	return ""
}

// face reads a font file of the folder, once.
func (m *maker) face(key, name string) *fonts.Face {
	data, ok := m.read(key, name, fonts.MaxBytes)
	if !ok {
		return nil
	}
	face, err := fonts.Parse(name, data)
	if err != nil {
		m.because(key, "", err)
		return nil
	}
	if i := slices.IndexFunc(m.brand.Faces, func(f *fonts.Face) bool { return f.ID == face.ID }); i >= 0 {
		return m.brand.Faces[i]
	}
	m.brand.Faces = append(m.brand.Faces, face)
	return face
}

func (m *maker) partners() {
	if n := len(m.file.Partners); n > maxPartners {
		m.add("partner", fmt.Sprintf("name at most %d", maxPartners), "are %d", n)
		return
	}
	for i, t := range m.file.Partners {
		at := definition.Element("partner", i)
		if t.Name == "" {
			m.add(at+".name", "add the partner's name", "is missing")
		}
		name := m.words(at+".name", t.Name, maxName)
		if logo := m.mark(at+".logo", t.Logo, name); name != "" {
			m.brand.Partners = append(m.brand.Partners, Partner{Name: name, Logo: logo})
		}
	}
}
