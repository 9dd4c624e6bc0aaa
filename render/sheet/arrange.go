package sheet

import (
	"errors"
	"math"
	"slices"
)

// The bounds of a sheet, in pixels. Its area bounds the memory that it takes, at four bytes each.
const (
	minWidth, maxWidth, widthStep = 1600, 4000, 200
	maxArea                       = 24_000_000
	landscape                     = 0.72 // the height of a sheet by its width, where there is a choice
)

// The side of a square thumbnail, in pixels. All thumbnails of a sheet have about its area.
const (
	largestUnit = 240.0
	usualUnit   = 180.0 // the least while there is room
	leastUnit   = 72.0
)

// errTooMany refuses a selection that no sheet can show.
var errTooMany = errors.New("there are too many pieces for one sheet; choose fewer with --message, --placement or --look")

// plan says where everything goes.
type plan struct {
	w, h   int
	unit   float64 // side of a square thumbnail
	margin float64
	top    float64 // where the first section starts
	heads  []head
	blocks []block // in the order of the content
}

// head is the place of a section's heading: a baseline.
type head struct {
	section  int
	x, y, w  float64
	baseline float64
}

// block is a group with its place. The pieces stand under the caption in rows of cols.
type block struct {
	group      *Group
	section    int
	cols, rows int
	tw, th     int     // of a thumbnail
	gap        float64 // between thumbnails
	label      float64 // height of the caption with its distance
	x, y, w, h float64
	end        float64 // where it ended on its shelf before that was spread
}

// thumb is the top left corner of the i-th piece.
func (b *block) thumb(i int) (x, y int) {
	cx, cy := i%b.cols, i/b.cols
	return int(b.x) + cx*(b.tw+int(b.gap)), int(b.y+b.label) + cy*(b.th+int(b.gap))
}

// measures are the sizes that follow from the unit.
type measures struct {
	caption        float64 // em of captions
	heading        float64 // em of a section's heading
	label, headH   float64 // height that captions and headings take
	gap, side, row float64 // between thumbnails, between blocks, between shelves
}

func measuresOf(unit float64) measures {
	caption := max(13, unit*0.078)
	m := measures{caption: caption, heading: caption * 1.7, gap: math.Round(max(5, unit*0.055))}
	m.label = math.Ceil(caption * 3.1)
	m.headH = math.Ceil(m.heading * 2.6)
	m.side, m.row = math.Round(max(24, unit*0.24)), math.Round(max(30, unit*0.30))
	return m
}

// arranger finds a plan for groups whose captions have the given widths at a size of 1.
type arranger struct {
	content  Content
	captions map[*Group]float64
	header   func(width float64) float64 // height of the title block
}

// arrange takes the narrowest sheet on which thumbnails of the usual size aren't too many, and makes them as large as
// it allows. On the widest they become smaller, as far as the bounds ask for it.
func (a *arranger) arrange() (plan, error) {
	for w := minWidth; w < maxWidth; w += widthStep {
		for unit := largestUnit; unit >= usualUnit; unit *= 0.96 {
			if p := a.at(unit, w); float64(p.h) <= landscape*float64(p.w) {
				return a.trimmed(p), nil
			}
		}
	}
	for unit := largestUnit; unit >= leastUnit; unit *= 0.96 {
		if p := a.at(unit, maxWidth); p.w*p.h <= maxArea {
			return a.trimmed(p), nil
		}
	}
	return plan{}, errTooMany
}

// trimmed is p without the room at its right that no section uses.
func (a *arranger) trimmed(p plan) plan {
	used := 0.0
	for i := range p.blocks {
		used = max(used, p.blocks[i].end)
	}
	if w := max(minWidth, int(math.Ceil(used+2*p.margin))); w < p.w {
		if q := a.at(p.unit, w); q.w*q.h <= maxArea {
			return q
		}
	}
	return p
}

// at is the plan for one unit and one width.
func (a *arranger) at(unit float64, width int) plan {
	m := measuresOf(unit)
	margin := math.Round(max(56, float64(width)*0.026))
	p := plan{w: width, unit: unit, margin: margin}
	inner := float64(width) - 2*margin
	y := margin + a.header(inner)
	p.top = y
	for i := range a.content.Sections {
		s := &a.content.Sections[i]
		if s.Name != "" {
			p.heads = append(p.heads, head{section: i, x: margin, y: y, w: inner, baseline: y + m.heading*1.5})
			y += m.headH
		}
		blocks := a.blocks(i, s, m, unit, inner)
		y = shelve(blocks, m, margin, y, inner) + m.row*1.5
		p.blocks = append(p.blocks, blocks...)
	}
	p.h = int(math.Ceil(y - m.row*1.5 + margin))
	return p
}

func (a *arranger) blocks(section int, s *Section, m measures, unit, inner float64) []block {
	out := make([]block, len(s.Groups))
	for i := range s.Groups {
		g := &s.Groups[i]
		b := block{group: g, section: section, gap: m.gap, label: m.label}
		b.tw, b.th = thumbSize(g, unit, inner)
		b.cols, b.rows = grid(len(g.Pieces), g.Run, float64(b.tw)+m.gap, float64(b.th)+m.gap, unit, inner+m.gap)
		b.w = float64(b.cols)*(float64(b.tw)+m.gap) - m.gap
		b.w = math.Ceil(min(inner, max(b.w, a.captions[g]*m.caption)))
		b.h = m.label + float64(b.rows)*(float64(b.th)+m.gap) - m.gap
		out[i] = b
	}
	return out
}

// thumbSize is the size of the thumbnails of g. Each has the area of a square of unit, so that strips and towers carry as
// much weight as squares do. None is larger than the piece itself or wider than the sheet.
func thumbSize(g *Group, unit, inner float64) (w, h int) {
	ratio := g.W / g.H
	tw := min(unit*math.Sqrt(ratio), inner)
	if g.Pixels {
		tw = min(tw, g.W)
	}
	// The longer side is rounded and the other one follows, so that the piece keeps its proportions.
	if ratio >= 1 {
		w = max(1, int(tw+0.5))
		return w, max(1, int(float64(w)/ratio+0.5))
	}
	h = max(1, int(tw/ratio+0.5))
	return max(1, int(float64(h)*ratio+0.5)), h
}

// grid is how n thumbnails stand: in equal rows where that is possible, and about as tall as others of as many pieces.
// Runs of thumbnails keep to rows of their own.
func grid(n, run int, w, h, unit, inner float64) (cols, rows int) {
	aim, best := unit*math.Sqrt(float64(n)/2), math.Inf(1)
	cols = 1
	for c := 1; c <= n; c++ {
		if c > 1 && float64(c)*w > inner {
			break
		}
		r := (n + c - 1) / c
		ragged := float64(r*c-n) / float64(n)
		off := math.Abs(math.Log(float64(r)*h/aim)) + 4*ragged
		if run > 1 && run < n && run%c != 0 && c%run != 0 {
			off++
		}
		if off < best-1e-9 {
			best, cols = off, c
		}
	}
	return cols, (n + cols - 1) / cols
}

// column is a stack of blocks on a shelf.
type column struct{ x, w, bottom float64 }

// shelf is a row of columns; its first block is its tallest.
type shelf struct {
	h       float64
	columns []column
	right   float64 // where the next column may start
	blocks  []*block
}

// shelve gives blocks their places, from y downwards, and returns where they end. The tallest come first; a lower one
// stands under another one where there is room.
func shelve(blocks []block, m measures, x, y, inner float64) float64 {
	order := make([]*block, len(blocks))
	for i := range blocks {
		order[i] = &blocks[i]
	}
	slices.SortStableFunc(order, func(a, b *block) int {
		switch {
		case a.h != b.h:
			return int(math.Copysign(1, b.h-a.h))
		case a.w != b.w:
			return int(math.Copysign(1, b.w-a.w))
		}
		return 0
	})
	var shelves []*shelf
	for _, b := range order {
		if !slices.ContainsFunc(shelves, func(s *shelf) bool { return s.take(b, m, inner) }) {
			s := &shelf{h: b.h}
			s.take(b, m, inner)
			shelves = append(shelves, s)
		}
	}
	for i, s := range shelves {
		if i > 0 {
			y += m.row
		}
		s.spread(inner, m.side)
		for _, b := range s.blocks {
			b.x, b.y = math.Round(b.x+x), math.Round(b.y+y)
		}
		y += s.h
	}
	return math.Ceil(y)
}

// spread moves the columns of a nearly full shelf apart until they reach its end. No distance grows to more than three
// times what it was.
func (s *shelf) spread(inner, side float64) {
	last := len(s.columns) - 1
	used := s.columns[last].x + s.columns[last].w
	more := (inner - used) / float64(max(last, 1))
	for _, b := range s.blocks {
		b.end = b.x + b.w
		if more <= 2*side {
			i := slices.IndexFunc(s.columns, func(c column) bool { return c.x == b.x })
			b.x += float64(i) * more
		}
	}
}

// take puts b on the shelf where it fits, with its place as seen from the shelf's corner.
func (s *shelf) take(b *block, m measures, inner float64) bool {
	for i := range s.columns {
		c := &s.columns[i]
		if b.w <= c.w && c.bottom+m.row+b.h <= s.h {
			b.x, b.y = c.x, c.bottom+m.row
			c.bottom = b.y + b.h
			s.blocks = append(s.blocks, b)
			return true
		}
	}
	if b.h > s.h || len(s.columns) > 0 && s.right+b.w > inner {
		return false
	}
	b.x, b.y = s.right, 0
	s.columns = append(s.columns, column{x: s.right, w: b.w, bottom: b.h})
	s.right += b.w + m.side
	s.blocks = append(s.blocks, b)
	return true
}
