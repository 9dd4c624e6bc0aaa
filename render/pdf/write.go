// Package pdf writes scenes as one PDF, by [Write]: real text in embedded subset fonts, vector art, links, and a structure
// tree built from the scenes' roles. It follows PDF/UA-1 (ISO 14289-1) as far as a program can by itself.
//
// The file is written here from its first byte to its last, because no Go library shows glyphs by their ids and tags them.
// Nothing here measures text; every glyph is placed where the scene says.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"kic/fonts"
	"kic/render/colour"
	"kic/render/scene"
)

// Info is what a document says of itself, and what it is for.
type Info struct {
	Title   string    // shown in the window's title bar; empty: the first page's
	Author  string    // the organisation
	Subject string    // what it is about, in a sentence
	Lang    string    // BCP 47; empty: the first page's, or en-GB
	Created time.Time // written as given, in UTC; the zero time stands for 1 January 1970
	Print   bool      // for a printer: bleed, page boxes and output intent, and no links
	Marks   bool      // with Print: crop marks, 3 mm or the bleed off the trimmed edge, whichever is further
}

// Write writes pages as one PDF, in order. Points stay points; a scene in pixels becomes 3/4 of a point each (96 px an
// inch). For screens every page box is the trimmed page. The same pages and info give the same bytes.
//
// A print file keeps its colours in sRGB and says so by an output intent. Brands give their colours in sRGB, and turning
// them into inks needs the profile of the very press and paper: the printer has it, we would guess. An sRGB intent is not one
// that PDF/X allows, so the file claims no PDF/X.
//
// Roles become tags, in the reading order that Group.Order asks for. A figure or logo without alternative text counts as
// decoration, and so does whatever lies under no role.
//
// It fails on a page without a size, on a face that set doesn't have or that isn't TrueType, on a glyph that a face doesn't
// have, and where there is no title.
func Write(w io.Writer, pages []scene.Scene, info Info, set *fonts.Set) error {
	d, err := newDocument(pages, info, set)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	for i, s := range pages {
		if err := d.addPage(s); err != nil {
			return fmt.Errorf("pdf: page %d: %w", i+1, err)
		}
	}
	var out bytes.Buffer
	if err := d.finish(&out); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("pdf: writing: %w", err)
	}
	return nil
}

// document is the file in the making.
type document struct {
	objects
	info     Info
	root     ref // of the page tree
	pages    []*page
	fonts    fontbook
	images   imagebook
	encoder  pngBuffer
	patterns map[string]ref    // by body
	bodyOf   map[string]string // of a graphics state, by name
	named    map[string]string // bodies of graphics states → their resource names
	tree     *node             // the Document element
	keyed    []parent          // the parent tree, by key
}

func newDocument(pages []scene.Scene, info Info, set *fonts.Set) (*document, error) {
	if len(pages) == 0 {
		return nil, errors.New("no pages to write")
	}
	info.Title = first(info.Title, pages[0].Title)
	if info.Title == "" {
		return nil, errors.New("the document has no title: give Info.Title, or the first page a title")
	}
	info.Lang = first(info.Lang, pages[0].Lang, "en-GB")
	if info.Created.IsZero() {
		info.Created = time.Unix(0, 0)
	}
	info.Created = info.Created.UTC()
	d := &document{
		info:     info,
		images:   imagebook{},
		patterns: map[string]ref{},
		named:    map[string]string{},
		bodyOf:   map[string]string{},
		tree:     &node{role: "Document", lang: info.Lang},
	}
	d.root = d.reserve()
	d.fonts = fontbook{set: set, known: map[string]*face{}, next: d.reserve}
	return d, nil
}

// addPage paints s on a new page.
func (d *document) addPage(s scene.Scene) error {
	pg, err := d.newPage(s)
	if err != nil {
		return err
	}
	d.pages = append(d.pages, pg)
	top := d.tree.child("", 0)
	if s.Lang != "" && s.Lang != d.info.Lang {
		top = d.tree.child("Sect", 0)
		top.lang = s.Lang
	}
	p := painter{doc: d, page: pg}
	c := &pg.canvas
	c.stream = &stream{page: pg}
	c.push()
	if d.info.Print { // what is painted ends at the bleed
		c.clip(scene.Clip{Path: scene.RectPath(pg.bleed)})
	}
	c.transform(pg.base)
	if err := p.items(c, s.Items, place{node: top, toPage: pg.base}); err != nil {
		return err
	}
	c.unmark()
	c.pop()
	if d.info.Print && d.info.Marks {
		pg.cropMarks()
	}
	if len(c.owners) > 0 {
		pg.key = d.key(parent{owners: c.owners})
	}
	return nil
}

// finish writes everything that pages share and then the file.
func (d *document) finish(w io.Writer) error {
	if err := d.embedFonts(); err != nil {
		return err
	}
	kids := make([]ref, len(d.pages))
	for i, pg := range d.pages {
		kids[i] = pg.ref
		d.set(pg.ref, d.pageBody(pg, d.addStream("", pg.buf)))
	}
	d.set(d.root, fmt.Sprintf("<</Type/Pages/Kids%s/Count %d>>", refs(kids), len(kids)))
	root := d.add(d.catalogue())
	return d.write(w, root, d.add(d.information()))
}

// program is the name that a file gives as its maker.
const program = "kic"

// information is the dictionary of what the document says of itself, for readers that don't look at its metadata.
func (d *document) information() string {
	var b strings.Builder
	created := d.info.Created.Format("D:20060102150405+00'00'")
	for _, e := range []struct{ key, value string }{
		{"Title", d.info.Title}, {"Author", d.info.Author}, {"Subject", d.info.Subject},
		{"Creator", program}, {"Producer", program}, {"CreationDate", created}, {"ModDate", created},
	} {
		if e.value != "" {
			b.WriteString("/" + e.key + textString(e.value))
		}
	}
	return "<<" + b.String() + ">>"
}

// catalogue is the body of the document's root, with the structure tree, metadata and output intent that it leads to.
func (d *document) catalogue() string {
	structure := d.addTree()
	metadata := d.addRaw("/Type/Metadata/Subtype/XML", xmp(d.info))
	view := "<</DisplayDocTitle true>>"
	intent := ""
	if d.info.Print {
		view = "<</DisplayDocTitle true/PrintScaling/None>>"
		profile := d.addStream("/N 3/Alternate/DeviceRGB", colour.SRGB())
		intent = fmt.Sprintf("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"+
			"/Info(sRGB IEC61966-2.1)/DestOutputProfile %s>>]", profile)
	}
	return fmt.Sprintf("<</Type/Catalog/Pages %s/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %s/Metadata %s/ViewerPreferences%s%s>>",
		d.root, textString(d.info.Lang), structure, metadata, view, intent)
}

// first is the first word that isn't empty.
func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}
