// Package gallery makes the pages over a pack and over the packs of a network: every piece as people will meet it, its
// alternative text, and the words to go with it. The pages need no other file than those of the packs, and no network.
//
// [Page] is the page over a pack, made from its manifest and an [Info]; [Index] is the page over the packs of a [Network].
package gallery

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"slices"
	"strconv"

	"kic/render/csp"
	"kic/render/pack"
)

//go:embed gallery.html
var galleryPage string

//go:embed gallery.css
var galleryStyle string

//go:embed gallery.js
var galleryScript string

// page is what the template shows.
type page struct {
	Info
	Style    template.CSS
	Script   template.JS
	Rules    []template.CSS // the declarations of the classes s0, s1, …
	Sections []section
	Kinds    []family // the channels that the pack holds
	Count    string
	Bytes    string
	Zones    bool     // places cover something, or have margins to keep
	Sheets   []string // the pages of the contact sheets
	Document string   // all of them as a PDF; empty: none
}

// One reports whether there is a single message, which needs no overview.
func (p page) One() bool { return len(p.Sections) == 1 }

// class is the class with these declarations: a policy that trusts no style attribute lets a card have none of its own.
func (p page) class(declarations template.CSS) string {
	return "s" + strconv.Itoa(slices.Index(p.Rules, declarations))
}

// family is channels of one kind, or a channel that stands by itself.
type family struct {
	Name     string // empty: it stands by itself
	Channels []Channel
}

// File is the name of the page over a pack, and of that over the packs of a network.
const File = "index.html"

// SheetDocument is the file of all contact sheets as one PDF.
const SheetDocument = "contact-sheet.pdf"

// SheetFiles are the picture and the page of the n-th contact sheet, from 1, which a pack has when one is asked for.
func SheetFiles(n int) (picture, page string) {
	name := "contact-sheet"
	if n > 1 {
		name += "-" + strconv.Itoa(n)
	}
	return name + ".png", name + ".html"
}

// Page is the page that shows all of m. It needs nothing but the files of the pack.
func Page(info Info, m pack.Manifest) ([]byte, error) {
	var total int64
	looks := map[string]bool{}
	for _, e := range m.Assets {
		total += e.Bytes
		looks[e.Look] = true
	}
	if len(looks) < 2 {
		info.Looks = nil // the only one needs no name
	}
	p := page{
		Info: info, Style: template.CSS(galleryStyle), Script: template.JS(galleryScript),
		Count: thousands(len(m.Assets)), Bytes: size(total), Sections: sections(info, m.Assets),
	}
	held := held(m.Files)
	for n := 1; ; n++ {
		_, sheet := SheetFiles(n)
		if !held(Named{ID: sheet}) {
			break
		}
		p.Sheets = append(p.Sheets, sheet)
	}
	if held(Named{ID: SheetDocument}) {
		p.Document = SheetDocument
	}
	p.Lists = slices.DeleteFunc(slices.Clone(info.Lists), func(n Named) bool { return !held(n) })
	for i := range p.Sections {
		s := &p.Sections[i]
		s.Files = slices.DeleteFunc(slices.Clone(s.Files), func(n Named) bool { return !held(n) })
	}
	p.Kinds = families(info.Channels, p.Sections)
	p.Zones = zones(p.Sections)
	p.Rules = rules(p.Sections)
	return p.html()
}

// html fills in the template.
func (p page) html() ([]byte, error) {
	t, err := template.New("gallery").Funcs(template.FuncMap{"class": p.class, "pieces": pieces, "saved": p.saved, "number": func(i int) int { return i + 1 }}).Parse(galleryPage)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, p); err != nil {
		return nil, err
	}
	return csp.Add(b.Bytes(), csp.Policy{Script: galleryScript})
}

// held tells of a file whether the pack has it.
func held(entries []pack.Entry) func(Named) bool {
	paths := map[string]bool{}
	for _, e := range entries {
		paths[e.Path] = true
	}
	return func(n Named) bool { return paths[n.ID] }
}

// rules are the declarations that cards need, each once.
func rules(sections []section) []template.CSS {
	var all []template.CSS
	add := func(declarations template.CSS) {
		if declarations != "" && !slices.Contains(all, declarations) {
			all = append(all, declarations)
		}
	}
	for _, s := range sections {
		for _, g := range s.Groups {
			for _, c := range g.Cards {
				add(c.Shape())
				add(c.Safe)
				for _, over := range c.Covers {
					add(over.Style)
				}
			}
		}
	}
	return all
}

// pieces is a number of pieces in words.
func pieces(n int) string {
	if n == 1 {
		return "1 piece"
	}
	return thousands(n) + " pieces"
}

// families are the channels that have pieces, those of one family together.
func families(channels []Channel, sections []section) []family {
	held := map[string]bool{}
	for _, s := range sections {
		for _, g := range s.Groups {
			held[g.ID] = true
		}
	}
	var all []family
	for _, ch := range channels {
		if !held[ch.ID] {
			continue
		}
		if last := len(all) - 1; ch.Family != "" && last >= 0 && all[last].Name == ch.Family {
			all[last].Channels = append(all[last].Channels, ch)
			continue
		}
		all = append(all, family{ch.Family, []Channel{ch}})
	}
	return all
}

// zones reports whether anything lies over a picture that can be hidden.
func zones(sections []section) bool {
	for _, s := range sections {
		for _, g := range s.Groups {
			if slices.ContainsFunc(g.Cards, func(c card) bool { return len(c.Covers) > 0 || c.Safe != "" }) {
				return true
			}
		}
	}
	return false
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// thousands is n for people: "63,206".
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}

// size is a number of bytes for people, by thousands, as file managers and upload limits count.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1_000_000:
		return fmt.Sprintf("%d KB", (n+500)/1000)
	default:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
}
