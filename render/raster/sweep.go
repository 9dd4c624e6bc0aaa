package raster

import (
	"image"
	"slices"
)

// span is a stretch of a row of pixels of which a figure covers the same part.
type span struct {
	y, x0, x1 uint16
	cover     uint8 // up to full
}

// full is the coverage of a whole pixel. Steps of a 128th are fine enough that no edge is off by more than one level of
// 255, and coarse enough that equal shades recur, which is what makes a PNG small.
const full = 128

// sub is how many steps of a point there are in a pixel, each way.
const (
	sub     = 1 << subBits
	subBits = 6
)

// sweep finds what closed figures cover, exactly apart from the rounding of their points to a 64th of a pixel. In each
// pixel that an edge crosses it leaves two numbers: how far it went down there, and the area on its left. These are summed
// along the rows, from left to right. The idea is that of FreeType's smooth rasteriser.
type sweep struct {
	box    image.Rectangle
	cells  []cell
	sorted []cell
	starts []int32
	spans  []span
}

// cell is what one edge leaves in one pixel. Positions are relative to the box.
type cell struct {
	x, y  int32
	down  int32 // in steps
	aside int32 // twice the area between the edge and the left of the pixel, in steps by steps
}

func (s *sweep) reset(box image.Rectangle) {
	s.box, s.cells = box, s.cells[:0]
}

// line adds an edge; its ends are in steps from the corner of the page. What of it lies above or below the box leaves
// nothing, and the rest what it would leave without the box. It lies inside the box from left to right.
func (s *sweep) line(x0, y0, x1, y1 int) {
	x0, x1 = x0-s.box.Min.X*sub, x1-s.box.Min.X*sub
	y0, y1 = y0-s.box.Min.Y*sub, y1-s.box.Min.Y*sub
	row, last, rows := y0>>subBits, y1>>subBits, s.box.Dy()
	if max(row, last) < 0 || min(row, last) >= rows {
		return
	}
	in, out := y0&(sub-1), y1&(sub-1)
	if row == last {
		s.across(row, x0, in, x1, out)
		return
	}
	dx, dy := x1-x0, y1-y0
	step, top, bottom, lead := 1, 0, sub, sub-in
	skip, end := -row, min(last, rows) // rows above the box, and the one to stop at
	if dy < 0 {
		dy, step, top, bottom, lead = -dy, -1, sub, 0, in
		skip, end = row-(rows-1), max(last, -1)
	}
	move, rest := divide(lead*dx, dy)
	each, more := divide(sub*dx, dy)
	x := x0
	if skip > 0 {
		move, rest = divide((lead+(skip-1)*sub)*dx, dy)
		row, x, in, move = row+skip*step, x+move, top, each
		if rest += more; rest >= dy {
			rest -= dy
			move++
		}
	}
	for ; row != end; row += step {
		s.across(row, x, in, x+move, bottom)
		x, in, move = x+move, top, each
		if rest += more; rest >= dy {
			rest -= dy
			move++
		}
	}
	if end == last && last >= 0 && last < rows {
		s.across(row, x, in, x1, out)
	}
}

// across adds the part of an edge that lies in one row, from height y0 of it to y1.
func (s *sweep) across(row, x0, y0, x1, y1 int) {
	if y0 == y1 {
		return
	}
	col, last := x0>>subBits, x1>>subBits
	in, out := x0&(sub-1), x1&(sub-1)
	if col == last {
		s.add(col, row, y1-y0, (in+out)*(y1-y0))
		return
	}
	dx, dy := x1-x0, y1-y0
	step, left, right, lead := 1, 0, sub, sub-in
	if dx < 0 {
		dx, step, left, right, lead = -dx, -1, sub, 0, in
	}
	move, rest := divide(lead*dy, dx)
	each, more := divide(sub*dy, dx)
	for ; col != last; col += step {
		s.add(col, row, move, (in+right)*move)
		y0, in, move = y0+move, left, each
		if rest += more; rest >= dx {
			rest -= dx
			move++
		}
	}
	s.add(col, row, y1-y0, (in+out)*(y1-y0))
}

// divide is a/b rounded down, and what remains; b is above 0.
func divide(a, b int) (quotient, rest int) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}

func (s *sweep) add(x, y, down, aside int) {
	if n := len(s.cells); n > 0 {
		if c := &s.cells[n-1]; c.x == int32(x) && c.y == int32(y) {
			c.down += int32(down)
			c.aside += int32(aside)
			return
		}
	}
	s.cells = append(s.cells, cell{int32(x), int32(y), int32(down), int32(aside)})
}

// finish is the spans of all edges added since the last reset, row by row and from left to right. They are valid until
// the next call.
func (s *sweep) finish(evenOdd bool) []span {
	s.spans = s.spans[:0]
	s.sort()
	for i := 0; i < len(s.cells); {
		n := i + 1
		for n < len(s.cells) && s.cells[n].y == s.cells[i].y {
			n++
		}
		s.row(int(s.cells[i].y), s.cells[i:n], evenOdd)
		i = n
	}
	return s.spans
}

// sort puts the cells in the order of their columns, and then, keeping that, of their rows.
func (s *sweep) sort() {
	s.sorted = slices.Grow(s.sorted[:0], len(s.cells))[:len(s.cells)]
	starts := s.places(s.box.Dx())
	for _, c := range s.cells {
		starts[c.x+1]++
	}
	sum(starts)
	for _, c := range s.cells {
		s.sorted[starts[c.x]] = c
		starts[c.x]++
	}
	starts = s.places(s.box.Dy())
	for _, c := range s.sorted {
		starts[c.y+1]++
	}
	sum(starts)
	for _, c := range s.sorted {
		s.cells[starts[c.y]] = c
		starts[c.y]++
	}
}

// places has room for where the cells of each of n columns or rows start, and of the one after, on the box's edge.
func (s *sweep) places(n int) []int32 {
	s.starts = slices.Grow(s.starts[:0], n+2)[:n+2]
	clear(s.starts)
	return s.starts
}

func sum(counts []int32) {
	for i := 1; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
}

// row sums the cells of one row, sorted from left to right.
func (s *sweep) row(y int, cells []cell, evenOdd bool) {
	down, w := int32(0), int32(s.box.Dx())
	for i := 0; i < len(cells); {
		x, aside := cells[i].x, int32(0)
		for ; i < len(cells) && cells[i].x == x; i++ {
			down += cells[i].down
			aside += cells[i].aside
		}
		if x >= w {
			return
		}
		s.push(y, x, x+1, share(2*sub*down-aside, evenOdd))
		next := w
		if i < len(cells) {
			next = min(cells[i].x, w)
		}
		if down != 0 && next > x+1 {
			s.push(y, x+1, next, share(2*sub*down, evenOdd))
		}
	}
}

// push adds a span, or makes the last one longer.
func (s *sweep) push(y int, x0, x1 int32, cover uint8) {
	if cover == 0 {
		return
	}
	py, px0, px1 := uint16(y+s.box.Min.Y), uint16(int(x0)+s.box.Min.X), uint16(int(x1)+s.box.Min.X)
	if n := len(s.spans); n > 0 {
		if l := &s.spans[n-1]; l.cover == cover && l.x1 == px0 && l.y == py {
			l.x1 = px1
			return
		}
	}
	s.spans = append(s.spans, span{py, px0, px1, cover})
}

// share is the coverage of a pixel for twice the area, in steps by steps, signed by the direction of the edges.
func share(area int32, evenOdd bool) uint8 {
	const whole = sub * sub
	a := (area + 1) >> 1
	if a < 0 {
		a = -a
	}
	if evenOdd {
		if a %= 2 * whole; a > whole {
			a = 2*whole - a
		}
	}
	const step = whole / full
	return uint8((min(a, whole) + step/2) / step)
}
