package sheet

import (
	"errors"
	"fmt"
	"math"
	"slices"

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
	leafUnit      = 84.0  // side of a square thumbnail; others have its area
	leafTallest   = 150.0 // of a thumbnail
	mostGrowth    = 1.25  // of thumbnails in several lines, to fill them
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

// strip is a line of a group's pieces.
type strip struct {
	group  *Group
	pieces []Piece
	names  []text.Block
	cell   float64 // width that each piece has
	tw, th float64 // of a thumbnail
	w, h   float64 // of all, without the caption
}

// flow lays pieces out on one page after another: groups side by side where they are short, else line under line.
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
	for i := range s.Groups {
		strips, err := f.strips(&s.Groups[i])
		if err != nil {
			return err
		}
		if i == 0 && level > 0 {
			if err := f.head(s.Name, strips[0].h); err != nil {
				return err
			}
		}
		if err := f.group(strips, level); err != nil {
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

// group places the lines of a group, which the outline has at the given level.
func (f *flow) group(strips []strip, level int) error {
	g := strips[0].group
	width, err := f.captionWidth(g)
	if err != nil {
		return err
	}
	width = max(strips[0].w, width)
	if len(strips) > 1 || f.x+width > inner.Right()+0.01 || f.y+captionHeight+strips[0].h > inner.Bottom() {
		f.down(shelfGap)
	}
	for i, s := range strips {
		name, above := g.Name, captionHeight
		if i > 0 {
			f.down(lineGap)
			name, above = g.Name+", continued", 0
		}
		if f.y+above+s.h > inner.Bottom() {
			f.turn()
			above = captionHeight
		}
		if i == 0 {
			f.page().entries = append(f.page().entries, entry{name, level, f.y})
		}
		if above > 0 {
			if err := f.caption(name, g.Detail); err != nil {
				return err
			}
		}
		f.strip(s, f.y+above)
	}
	f.x += width + shelfGap
	if len(strips) > 1 {
		f.x = inner.Right()
	}
	return nil
}

func (f *flow) captionWidth(g *Group) (float64, error) {
	name, err := f.shaper.Width(text.Where{}, g.Name, f.style(captionSize, 700, ink))
	if err != nil {
		return 0, err
	}
	detail, err := f.shaper.Width(text.Where{}, g.Detail, f.style(detailSize, 400, quiet))
	return min(inner.W, max(name, detail)), err
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

// strips cuts a group into lines.
func (f *flow) strips(g *Group) ([]strip, error) {
	tw, th := leafThumb(g.W / g.H)
	names, cell, err := f.names(g.Pieces, tw)
	if err != nil {
		return nil, err
	}
	cut := lines(g, int((inner.W+cellGap)/(cell+cellGap)))
	if n := float64(len(cut[0])); len(cut) > 1 {
		k := max(1, min(mostGrowth, (inner.W-(n-1)*cellGap)/(n*cell), leafTallest/th))
		cell, tw, th = cell*k, tw*k, th*k
	}
	var all []strip
	for _, pieces := range cut {
		s := strip{group: g, pieces: pieces, names: names[:len(pieces)], cell: cell, tw: tw, th: th}
		names = names[len(pieces):]
		s.w = float64(len(pieces))*(cell+cellGap) - cellGap
		for _, name := range s.names {
			s.h = max(s.h, th+nameGap+name.Y+name.Height-name.CapTop)
		}
		all = append(all, s)
	}
	return all, nil
}

// leafThumb is the size of a thumbnail of the given width by height.
func leafThumb(ratio float64) (w, h float64) {
	w = leafUnit * math.Sqrt(ratio)
	h = w / ratio
	k := min(1, inner.W/w, leafTallest/h)
	return w * k, h * k
}

// names sets the names of pieces, in cells that are as wide as the thumbnails or, where a name asks for it, wider.
func (f *flow) names(pieces []Piece, tw float64) (all []text.Block, cell float64, err error) {
	st := f.style(nameSize, 400, ink)
	st.MaxLines, st.LineHeight = 2, 1.2
	for cell = max(tw, leastCell); ; cell = min(inner.W, cell*1.25) {
		all = all[:0]
		for _, p := range pieces {
			b, setErr := f.shaper.Set(text.Where{}, p.Name, st, cell)
			if err = setErr; err != nil {
				break
			}
			all = append(all, b)
		}
		var wide *text.OverflowError
		if !errors.As(err, &wide) || cell >= inner.W {
			return all, cell, err
		}
	}
}

// lines are the pieces of g in lines of about the same length, of at most fit. A line that mixes kinds holds all of each.
func lines(g *Group, fit int) [][]Piece {
	run := len(g.Pieces)
	if g.Run > 1 && g.Run < run {
		run = g.Run * max(1, fit/g.Run)
	}
	var all [][]Piece
	for part := range slices.Chunk(g.Pieces, run) {
		rows := (len(part) + fit - 1) / fit
		all = append(all, slices.Collect(slices.Chunk(part, (len(part)+rows-1)/rows))...)
	}
	return all
}
