package sheet

import (
	"fmt"

	"kic/render/scene"
	"kic/render/text"
)

// The page of the document, in points: A4 on its side, on which wide screens and tall banners stand well side by side.
const (
	leafW, leafH = 297 / 25.4 * 72, 210 / 25.4 * 72
	leafMargin   = 36.0
	footer       = 20.0 // height of the last line of a page with its distance
)

// The sizes of what stands on a page, in points.
const (
	leafUnit      = 64.0  // side of a square thumbnail before it grows; others have its area. Eight of 16:9 fill a line
	leafTallest   = 150.0 // of a thumbnail
	leastGrowth   = 0.95  // of thumbnails, to fit one more beside the others
	mostGrowth    = 1.7   // of thumbnails, to fill the width of the page
	leastCell     = 62.0  // room for a name, whatever the thumbnail
	nameSize      = 7.0   // em of the pieces' names; nothing is set smaller
	captionSize   = 8.5
	detailSize    = 7.5
	headingSize   = 15.0
	captionHeight = 26.0 // of a group's name and size, with the distance to its thumbnails
	headingHeight = 32.0
	nameGap       = 4.0  // from a thumbnail to its name
	cellGap       = 10.0 // between pieces beside each other
	lineGap       = 8.0  // between the lines of a group
	shelfGap      = 16.0 // between groups
)

// inner is the part of a page that the pieces may take.
var inner = scene.Rect{X: leafMargin, Y: leafMargin, W: leafW - 2*leafMargin, H: leafH - 2*leafMargin - footer}

// leaf is one page of the document.
type leaf struct {
	words   []scene.Item
	rules   []float64 // the heights of lines across the page
	thumbs  []thumbnail
	entries []entry
}

// thumbnail is a piece and its place.
type thumbnail struct {
	piece Piece
	box   scene.Rect
}

// entry leads from the document's outline to a place on a page.
type entry struct {
	name  string
	level int
	y     float64
}

// flow lays pieces out on one page after another: groups side by side where they are short, else line under line, and all as
// wide as the page where they may grow as far.
type flow struct {
	composer
	pages []leaf
	x, y  float64 // where the next group stands, if it fits
	low   float64 // the lower edge of what stands beside it
}

// leaves are the pages that show content.
func leaves(content Content, shaper *text.Shaper) ([]leaf, error) {
	f := &flow{composer: composer{shaper: shaper, content: content}}
	f.turn()
	if err := f.top(); err != nil {
		return nil, err
	}
	for i := range content.Sections {
		if err := f.section(&content.Sections[i]); err != nil {
			return nil, err
		}
	}
	f.keepWords()
	return f.pages, f.foot()
}

// turn begins a page.
func (f *flow) turn() {
	f.keepWords()
	f.pages = append(f.pages, leaf{})
	f.x, f.y, f.low = inner.X, inner.Y, inner.Y
}

// keepWords moves the words that were set to the page that they were set for.
func (f *flow) keepWords() {
	if len(f.pages) > 0 {
		f.page().words = append(f.page().words, f.items...)
	}
	f.items = nil
}

func (f *flow) page() *leaf { return &f.pages[len(f.pages)-1] }

// top sets whose pieces they are, the title and the notes.
func (f *flow) top() error {
	for _, line := range []struct {
		words string
		style text.Style
		gap   float64
	}{{f.content.Over, f.style(11, 700, quiet), 0}, {f.content.Title, f.heading(26), 10}} {
		h, err := f.block(line.words, line.style, inner.X, f.y+line.gap, inner.W)
		if err != nil {
			return err
		}
		f.y += line.gap + h
	}
	f.y += 12
	for _, note := range f.content.Notes {
		if note == "" {
			continue
		}
		h, err := f.block(note, f.style(9, 400, ink), inner.X, f.y, inner.W)
		if err != nil {
			return err
		}
		f.y += h + 7
	}
	f.y += shelfGap
	f.low = f.y
	return nil
}

// foot sets the last line of every page: what the document is, and which of its pages this is.
func (f *flow) foot() error {
	st := f.style(detailSize, 400, quiet)
	base := leafH - leafMargin
	for i := range f.pages {
		number := fmt.Sprintf("Page %d of %d", i+1, len(f.pages))
		w, err := f.shaper.Width(text.Where{}, number, st)
		if err != nil {
			return err
		}
		if _, err := f.line(number, st, inner.Right()-w, base); err != nil {
			return err
		}
		if _, err := f.fitted((&Sheet{content: f.content}).title(), st, inner.X, base, inner.W-w-shelfGap); err != nil {
			return err
		}
		f.pages[i].words, f.items = append(f.pages[i].words, f.items...), nil
	}
	return nil
}

func (f *flow) section(s *Section) error {
	level := 0
	if s.Name != "" {
		level = 1
	}
	shelves, err := f.shelves(s.Groups)
	if err != nil {
		return err
	}
	for i, shelf := range shelves {
		if i == 0 && level > 0 {
			if err := f.head(s.Name, shelf[0].strips[0].h); err != nil {
				return err
			}
		}
		if err := f.shelf(shelf, level); err != nil {
			return err
		}
	}
	return nil
}

// head sets a section's heading, on the page of what it heads.
func (f *flow) head(name string, below float64) error {
	f.down(shelfGap)
	if f.y+headingHeight+captionHeight+below > inner.Bottom() {
		f.turn()
	}
	f.page().rules = append(f.page().rules, f.y)
	f.page().entries = append(f.page().entries, entry{name, 0, f.y})
	_, err := f.fitted(name, f.style(headingSize, 700, ink), inner.X, f.y+headingSize*1.3, inner.W)
	f.y += headingHeight
	f.low = f.y
	return err
}

// down goes on under what stands on the page, if anything does.
func (f *flow) down(gap float64) {
	if f.low > f.y {
		f.x, f.y = inner.X, f.low+gap
	}
}

// shelf places groups side by side, or the lines of one group under each other. The outline has them at the given level.
func (f *flow) shelf(groups []shelved, level int) error {
	f.down(shelfGap)
	tallest := 0.0
	for _, g := range groups {
		tallest = max(tallest, g.strips[0].h)
	}
	if f.y+captionHeight+tallest > inner.Bottom() {
		f.turn()
	}
	for _, g := range groups {
		f.page().entries = append(f.page().entries, entry{g.group.Name, level, f.y})
		if err := f.caption(g.group.Name, g.group.Detail); err != nil {
			return err
		}
		f.strip(g.strips[0], f.y+captionHeight)
		for _, s := range g.strips[1:] {
			if err := f.more(s); err != nil {
				return err
			}
		}
		f.x += g.width() + shelfGap
	}
	return nil
}

// more places a further line of a group, on a new page under a caption of its own.
func (f *flow) more(s strip) error {
	f.down(lineGap)
	above := 0.0
	if f.y+s.h > inner.Bottom() {
		f.turn()
		above = captionHeight
		if err := f.caption(s.group.Name+", continued", s.group.Detail); err != nil {
			return err
		}
	}
	f.strip(s, f.y+above)
	return nil
}

// caption says what the next thumbnails are.
func (f *flow) caption(name, detail string) error {
	room := inner.Right() - f.x
	if _, err := f.fitted(name, f.style(captionSize, 700, ink), f.x, f.y+captionSize, room); err != nil {
		return err
	}
	_, err := f.fitted(detail, f.style(detailSize, 400, quiet), f.x, f.y+captionSize+10, room)
	return err
}

// strip places a line of pieces with its upper edge at y.
func (f *flow) strip(s strip, y float64) {
	for i, p := range s.pieces {
		x := f.x + float64(i)*(s.cell+cellGap)
		f.page().thumbs = append(f.page().thumbs, thumbnail{p, scene.Rect{X: x, Y: y, W: s.tw, H: s.th}})
		f.place(s.names[i].Move(x, y+s.th+nameGap-s.names[i].CapTop))
	}
	f.low = max(f.low, y+s.h)
}
