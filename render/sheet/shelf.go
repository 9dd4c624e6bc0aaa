package sheet

import (
	"errors"
	"math"
	"slices"

	"kic/render/text"
)

// shelved is a group with the size of its thumbnails, cut into lines.
type shelved struct {
	group   *Group
	lines   [][]Piece
	cell    float64 // width that each piece has
	tw, th  float64 // of a thumbnail
	caption float64 // width
	strips  []strip
}

// strip is a line of a group's pieces.
type strip struct {
	group  *Group
	pieces []Piece
	names  []text.Block
	cell   float64 // width that each piece has
	tw, th float64 // of a thumbnail
	h      float64 // of all, without the caption
}

// shelves parts groups into rows that stand side by side, a group of several lines by itself, and lets those of each row grow
// alike to the width of the page.
func (f *flow) shelves(groups []Group) ([][]shelved, error) {
	var all [][]shelved
	for i := range groups {
		g, err := f.shelved(&groups[i])
		if err != nil {
			return nil, err
		}
		if last := len(all) - 1; last >= 0 {
			beside := append(all[last], g)
			several := slices.ContainsFunc(beside, func(g shelved) bool { return len(g.lines) > 1 })
			if !several && width(grown(beside, leastGrowth)) <= inner.W {
				all[last] = beside
				continue
			}
		}
		all = append(all, []shelved{g})
	}
	for _, shelf := range all {
		copy(shelf, grown(shelf, growth(shelf)))
		for i := range shelf {
			if err := f.strips(&shelf[i]); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// growth is the most, from leastGrowth to mostGrowth, by which the pieces of a shelf may grow and fit on the page.
func growth(shelf []shelved) float64 {
	const steps = 100
	for i := range steps {
		k := mostGrowth - (mostGrowth-leastGrowth)*float64(i)/steps
		if width(grown(shelf, k)) <= inner.W {
			return k
		}
	}
	return leastGrowth
}

// grown is a shelf with its pieces larger, or smaller, by k, as far as they may be tall.
func grown(shelf []shelved, k float64) []shelved {
	out := slices.Clone(shelf)
	for i := range out {
		g := &out[i]
		k := min(k, leafTallest/g.th)
		g.cell, g.tw, g.th = g.cell*k, g.tw*k, g.th*k
	}
	return out
}

// width is that of a whole shelf.
func width(shelf []shelved) float64 {
	w := -shelfGap
	for i := range shelf {
		w += shelf[i].width() + shelfGap
	}
	return w
}

// width is that of the longest line, or of the caption.
func (g *shelved) width() float64 {
	n := float64(len(g.lines[0]))
	return max(n*(g.cell+cellGap)-cellGap, g.caption)
}

// shelved cuts a group into lines, at the size that its pieces have before they grow.
func (f *flow) shelved(g *Group) (shelved, error) {
	s := shelved{group: g}
	s.tw, s.th = leafThumb(g.W / g.H)
	_, cell, err := f.names(g.Pieces, s.tw*leastGrowth)
	if err != nil {
		return s, err
	}
	s.cell = min(inner.W, cell/leastGrowth) // so that names have room at the smallest, too
	s.lines = lines(g, max(1, int((inner.W+cellGap)/(s.cell*leastGrowth+cellGap))))
	name, err := f.shaper.Width(text.Where{}, g.Name, f.style(captionSize, 700, ink))
	if err != nil {
		return s, err
	}
	detail, err := f.shaper.Width(text.Where{}, g.Detail, f.style(detailSize, 400, quiet))
	s.caption = min(inner.W, max(name, detail))
	return s, err
}

// strips sets the names of a group's pieces, line by line.
func (f *flow) strips(g *shelved) error {
	names, _, err := f.names(g.group.Pieces, g.cell)
	if err != nil {
		return err
	}
	for _, pieces := range g.lines {
		s := strip{group: g.group, pieces: pieces, names: names[:len(pieces)], cell: g.cell, tw: g.tw, th: g.th}
		names = names[len(pieces):]
		for _, name := range s.names {
			s.h = max(s.h, g.th+nameGap+name.Y+name.Height-name.CapTop)
		}
		g.strips = append(g.strips, s)
	}
	return nil
}

// leafThumb is the size of a thumbnail of the given width by height.
func leafThumb(ratio float64) (w, h float64) {
	w = leafUnit * math.Sqrt(ratio)
	h = w / ratio
	k := min(1, inner.W/w, leafTallest/h)
	return w * k, h * k
}

// names sets the names of pieces, in cells as wide as least or, where a name asks for it, wider.
func (f *flow) names(pieces []Piece, least float64) (all []text.Block, cell float64, err error) {
	st := f.style(nameSize, 400, ink)
	st.MaxLines, st.LineHeight = 2, 1.2
	for cell = max(least, leastCell); ; cell = min(inner.W, cell*1.25) {
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
