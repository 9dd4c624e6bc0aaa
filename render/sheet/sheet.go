// Package sheet lays out many finished pieces side by side on a contact sheet. [New] arranges a [Content], and [Split] does
// so on several sheets where one can't show everything. [Sheet.Make] draws a picture, and a page for a browser that leads to
// the files. [PDF] writes a document of A4 pages.
//
// On the picture and the page, each piece is outlined where words keep inside, and where the place itself covers it.
package sheet

import (
	"fmt"
	"image"

	"kic/brand"
	"kic/render/raster"
	"kic/render/scene"
	"kic/render/text"
)

// Content is what a sheet shows.
type Content struct {
	Over      string // a short line above the title: whose pieces they are
	Title     string
	Notes     []string // sentences under the title; empty ones are passed over
	Lang      string   // BCP 47 tag of the pieces' words; the sheet's own are English
	Brand     *brand.Brand
	Generator string // the program and its version
	Sections  []Section
}

// Section is a part of the sheet under a heading of its own.
type Section struct {
	Name   string // empty: no heading
	Groups []Group
}

// Group is pieces of the same size and with the same safe area, which share a caption.
type Group struct {
	Name    string // what they have in common: "instagram-square"
	Detail  string // in a quieter voice: "1080 × 1080 px"
	W, H    float64
	Pixels  bool       // W and H are pixels, and a thumbnail is never larger; else only their proportions count
	Safe    scene.Rect // in the units of W and H, as are the covered boxes
	Covered []scene.Rect
	Run     int // so many pieces in a row are of one kind, such as those in one look, and no line mixes kinds; 0: all
	Pieces  []Piece
}

// Piece is one finished piece.
type Piece struct {
	Name  string // what sets it apart from the others of its group: "Phishing"
	Link  string // its file, relative to the sheet, with forward slashes
	Lang  string // BCP 47 tag of its alternative text; empty: the sheet's
	Thumb Thumb
}

// Thumb draws a piece again at w × h pixels, with its alternative text.
type Thumb func(w, h int) (img *image.RGBA, alt string, err error)

// Sheet is a contact sheet, arranged and ready to be drawn.
type Sheet struct {
	content Content
	plan    plan
	words   []scene.Item // all that is set, and the logo
}

// New arranges content. It fails with a *[text.GlyphError] when a name has a letter that no face of the shaper has, and
// when there are more pieces than one sheet can show.
func New(content Content, shaper *text.Shaper) (*Sheet, error) {
	s := &Sheet{content: content}
	c := composer{shaper: shaper, content: content}
	if err := c.compose(); err != nil {
		return nil, fmt.Errorf("contact sheet: %w", err)
	}
	s.plan, s.words = c.plan, c.items
	return s, nil
}

// Make draws the pieces, one after the other, and gives the sheet as a PNG and as an HTML page. The page holds small
// copies of the pieces and needs no other file. The same content gives the same bytes.
func (s *Sheet) Make(outlines raster.Outlines) (png, html []byte, err error) {
	ground := scene.Scene{
		Title: s.content.Title, Lang: english, Unit: scene.Px, W: float64(s.plan.w), H: float64(s.plan.h), Items: s.words,
	}
	page, err := raster.Draw(ground, s.plan.w, s.plan.h, outlines)
	if err != nil {
		return nil, nil, fmt.Errorf("contact sheet: %w", err)
	}
	small, err := s.paint(page)
	if err != nil {
		return nil, nil, err
	}
	png, err = raster.PNG(page, raster.Meta{Title: s.title(), Alt: s.alt(), Lang: english})
	if err != nil {
		return nil, nil, fmt.Errorf("contact sheet: %w", err)
	}
	html, err = s.page(small)
	if err != nil {
		return nil, nil, fmt.Errorf("contact sheet: %w", err)
	}
	return png, html, nil
}

// english is the language of the sheet's own words.
const english = "en-GB"

func (s *Sheet) title() string {
	if s.content.Over == "" {
		return s.content.Title
	}
	return s.content.Title + ": " + s.content.Over
}

// alt is what somebody who can't see the sheet is told.
func (s *Sheet) alt() string {
	n := 0
	for _, b := range s.plan.blocks {
		n += len(b.group.Pieces)
	}
	return fmt.Sprintf("Contact sheet of %s: small copies of %d pieces with their sizes.", s.title(), n)
}

// outlined reports whether anything of g has an outline.
func (g *Group) outlined() bool { return g.insets() || len(g.Covered) > 0 }

// insets reports whether the safe area of g is less than the whole piece.
func (g *Group) insets() bool { return g.Safe != scene.Rect{W: g.W, H: g.H} && !g.Safe.Empty() }

// guides says which kinds of outlines there are, and so are to be explained.
type guides struct{ safe, covered bool }

func (c *Content) guides() guides {
	var all guides
	for _, s := range c.Sections {
		for i := range s.Groups {
			g := &s.Groups[i]
			all.safe = all.safe || g.insets()
			all.covered = all.covered || len(g.Covered) > 0
		}
	}
	return all
}
