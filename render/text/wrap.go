package text

import (
	"math"

	"kic/render/scene"
)

// defaultLineHeight is the line height of a style that gives none, in em.
const defaultLineHeight = 1.2

// clearance is how much of its tallest ink a line height must leave room for, so that lines with marks above and below
// don't touch. The tallest and the deepest letters seldom meet.
const clearance = 0.92

// eps forgives what floating point adds up to, in em.
const eps = 1e-9

// measure is shaped words in a style: it knows how they break at a width, without setting them.
type measure struct {
	*shaped
	st Style
}

// pitch is from baseline to baseline, in em.
func (m measure) pitch() float64 {
	h := m.st.LineHeight
	if h <= 0 {
		h = defaultLineHeight
	}
	return math.Max(h, clearance*(m.top+m.bottom))
}

// height of that many rows, in scene units.
func (m measure) height(rows int) float64 {
	if rows == 0 {
		return 0
	}
	return (m.top + float64(rows-1)*m.pitch() + m.bottom) * m.st.Size
}

// rows is how many lines the words take at width; ok is false where a piece is wider. loose lets addresses be cut.
func (m measure) rows(width float64, loose bool) (rows int, ok bool) {
	avail := width / m.st.Size
	for _, p := range m.paragraphs {
		n, ok := m.filled(p, p.fitting(m, avail, loose), avail)
		if !ok {
			return 0, false
		}
		rows += n
	}
	return rows, true
}

// fitting is p's pieces, with the addresses cut that are wider than avail if loose.
func (p *paragraph) fitting(m measure, avail float64, loose bool) []piece {
	if !loose {
		return p.pieces
	}
	list := p.pieces
	copied := false
	for i, k := range p.pieces {
		wide := len(k.cuts) > 0 && m.span(p, k, k).width > avail+eps
		if wide && !copied {
			list, copied = append([]piece(nil), p.pieces[:i]...), true
		}
		switch {
		case wide:
			list = append(list, p.cut(k)...)
		case copied:
			list = append(list, k)
		}
	}
	return list
}

// cut is k as the pieces between its cuts.
func (p *paragraph) cut(k piece) []piece {
	var list []piece
	start := k.start
	for _, i := range k.cuts {
		cost := insideAddress
		if p.runes[i-1] == '-' || p.runes[i-1] == '_' {
			cost = afterHyphen
		}
		list = append(list, piece{start: start, end: i, next: i, cost: cost, tail: start > k.start})
		start = i
	}
	return append(list, piece{start: start, end: k.end, next: k.next, cost: k.cost, word: k.word, tail: true})
}

// span is where a line from one piece to another stands, in em.
type span struct {
	width float64 // what it takes
	shift float64 // where its pen starts in that
}

// span measures the line from first to last, both included. It counts ink that reaches beyond the advance, so that a
// line never sticks out of its box.
func (m measure) span(p *paragraph, first, last piece) span {
	if !p.plain {
		return m.mixed(p, first, last)
	}
	start, end := m.place(p, first.start), m.place(p, last.end)-m.st.Tracking
	left, right := math.Inf(1), math.Inf(-1)
	for i := first.start; i < last.end && m.place(p, i) <= start+p.before+nearEnd; i++ {
		left = math.Min(left, m.place(p, i)-start+p.left[i])
	}
	for i := last.end - 1; i >= first.start && m.place(p, i+1) >= end-p.after-nearEnd; i-- {
		right = math.Max(right, m.place(p, i)+p.right[i]-end)
	}
	if !m.st.Optical || left > right+end-start { // a line without ink has no optical edge
		left, right = math.Min(0, left), math.Max(0, right)
	}
	return span{width: end - start - left + right, shift: -left}
}

// mixed is the span of a line that doesn't only run from left to right: its ink is looked up where it will stand.
func (m measure) mixed(p *paragraph, first, last piece) span {
	pen, left, right := 0.0, math.Inf(1), math.Inf(-1)
	for _, r := range visual(line{p: p, pieces: []piece{first, last}}.runs()) {
		for _, g := range r.glyphs {
			if !g.ink.Empty() {
				left, right = math.Min(left, pen+g.ink.X), math.Max(right, pen+g.ink.Right())
			}
			pen += g.advance
		}
	}
	if !m.st.Optical || left > right {
		left, right = math.Min(0, left), math.Max(pen, right)
	}
	return span{width: right - left, shift: -left}
}

// nearEnd is how far from the ends of a line, in em, letters are looked at for ink that reaches beyond it.
const nearEnd = 0.25

// place is where the pen stands before rune i, in em.
func (m measure) place(p *paragraph, i int) float64 {
	return p.pen[i] + m.st.Tracking*float64(p.units[i])
}

// filled counts the lines when each takes as much as it can, which is the smallest number possible.
func (m measure) filled(p *paragraph, pieces []piece, avail float64) (rows int, ok bool) {
	for i := 0; i < len(pieces); rows++ {
		j := i
		for j < len(pieces) && m.span(p, pieces[i], pieces[j]).width <= avail+eps {
			j++
		}
		if j == i {
			return 0, false
		}
		i = j
	}
	return rows, true
}

// Costs of how a last line ends, against those of breaks.go.
const (
	widowCost     = 4.0
	copyShare     = 0.3 // of what a break costs in a headline: copy is to be filled first
	shortLastCost = 0.6
	loneWordCost  = 0.09 // of a headline's line before the last that is one short word: a hole in the block
	loneShare     = 0.7  // of the width that it should have
	shortShare    = 0.4  // of the widest line: a last line under it looks like a leftover in a headline
	widowShare    = 1.0 / 3
)

// broken gives the index after the last piece of each line: as few lines as possible, and among those the best.
func (m measure) broken(p *paragraph, pieces []piece, avail float64) []int {
	rows, _ := m.filled(p, pieces, avail)
	n := len(pieces)
	if rows <= 1 {
		return []int{n}
	}
	target := m.target(p, pieces, avail, rows)
	// best[r][j] is the cost of the first j pieces in r lines, from[r][j] where the last of them starts.
	best, from := grid(rows, n)
	for r := 1; r <= rows; r++ {
		for j := r; j <= n; j++ {
			for i := j - 1; i >= r-1; i-- {
				width := m.span(p, pieces[i], pieces[j-1]).width
				if width > avail+eps {
					break
				}
				if cost := best[r-1][i] + m.lineCost(pieces, i, j, width, target); cost < best[r][j] {
					best[r][j], from[r][j] = cost, i
				}
			}
		}
	}
	ends := make([]int, rows)
	for r, j := rows, n; r > 0; r-- {
		ends[r-1], j = j, from[r][j]
	}
	return ends
}

// target is the width that each of rows lines should have.
func (m measure) target(p *paragraph, pieces []piece, avail float64, rows int) float64 {
	if !m.st.Balance {
		return avail
	}
	return math.Min(avail, m.span(p, pieces[0], pieces[len(pieces)-1]).width/float64(rows))
}

func grid(rows, n int) (best [][]float64, from [][]int) {
	best, from = make([][]float64, rows+1), make([][]int, rows+1)
	for r := range best {
		best[r], from[r] = make([]float64, n+1), make([]int, n+1)
		for j := range best[r] {
			best[r][j] = math.Inf(1)
		}
	}
	best[0][0] = 0
	return best, from
}

// lineCost is what the line of pieces i to j costs in a paragraph of several lines, target being the width it should have.
func (m measure) lineCost(pieces []piece, i, j int, width, target float64) float64 {
	last := j == len(pieces)
	cost := 0.0
	if off := (width - target) / target; m.st.Balance || !last {
		cost = off * off
	}
	switch {
	case !last && m.st.Balance:
		cost += pieces[j-1].cost
		if j-i == 1 && width < loneShare*target {
			cost += loneWordCost
		}
	case !last:
		cost += pieces[j-1].cost * copyShare
	case isWidow(pieces[i:j], width, target):
		cost += widowCost
	case m.st.Balance && width < shortShare*target:
		cost += shortLastCost
	}
	return cost
}

// isWidow reports whether a last line is one short word, against what a line measures.
func isWidow(line []piece, width, target float64) bool {
	words := 0
	for _, k := range line {
		if k.word {
			words++
		}
	}
	return words <= 1 && !line[0].tail && width < widowShare*target
}

// overflow explains why the words don't fit; height is what there is for them.
func (m measure) overflow(at Where, slot string, width, height float64) *OverflowError {
	e := &OverflowError{Where: at, Slot: slot, Words: m.words, MinSize: m.st.Size, Lines: m.st.MaxLines}
	if e.Box == (scene.Rect{}) {
		e.Box = scene.Rect{W: width, H: height}
		if math.IsInf(height, 1) {
			e.Box.H = 0
		}
	}
	if rows, ok := m.rows(width, true); ok {
		if h := m.height(rows); h > height {
			e.NeededH = h
		}
		e.Room = m.room(width, height)
		return e
	}
	avail := width / m.st.Size
	for _, p := range m.paragraphs {
		for _, k := range p.fitting(m, avail, true) {
			if w := m.span(p, k, k).width * m.st.Size; w > e.NeededW {
				e.NeededW, e.Word, e.Room = w, string(p.runes[k.start:k.end]), m.across(p, k, avail)
			}
		}
	}
	return e
}

// across is about how many characters of a piece stand in a width, in em.
func (m measure) across(p *paragraph, k piece, avail float64) int {
	n := 0
	for i := k.start; i < k.end && m.place(p, i+1)-m.place(p, k.start) <= avail; i++ {
		n++
	}
	return n
}

// room is how many characters stand in a box with all its lines filled, where no word is wider than it.
func (m measure) room(width, height float64) int {
	lines := math.Floor((height/m.st.Size-m.top-m.bottom)/m.pitch()+eps) + 1
	if m.st.MaxLines > 0 {
		lines = math.Min(lines, float64(m.st.MaxLines))
	}
	room := 0
	for _, p := range m.paragraphs {
		pieces := p.fitting(m, width/m.st.Size, true)
		for i := 0; i < len(pieces); lines-- {
			if lines < 1 {
				return room
			}
			j := i + 1
			for j < len(pieces) && m.span(p, pieces[i], pieces[j]).width <= width/m.st.Size+eps {
				j++
			}
			room += pieces[j-1].end - pieces[i].start
			if i = j; i < len(pieces) {
				room++ // the space at the break
			}
		}
	}
	return room
}
