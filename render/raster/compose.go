package raster

import (
	"image"
	"image/color"
	"slices"
)

// step is one of those by which a page is painted. It says nothing of the rows outside its box.
type step struct {
	does     deed
	box      image.Rectangle
	spans    []span // row by row, and from left to right
	color    color.NRGBA
	from     source // where it isn't one colour
	clipped  bool
	strength uint32
	by       how
}

type deed uint8

const (
	lay       deed = iota // a colour or a source, under spans
	remember              // what lies in the box
	takeBack              // what was painted since, down to a strength, and all of it outside the spans where it is clipped
	addLayer              // to paint on from now on
	maskLayer             // the last layer but one by the last, which goes
	layDown               // the last layer, which goes
)

// source gives every pixel of the page a colour.
type source interface {
	// span puts the premultiplied colours of row y, from x0 on, into to.
	span(y, x0 int, to []uint32)
}

// composer paints rows of a page step by step, in shades. It keeps its buffers between them.
type composer struct {
	shades  shades
	layers  []plate // the page, and those added to it
	under   []plate // what is remembered
	free    [][]uint32
	sourced []uint32
}

// rows paints the rows of page, which may hold anything before.
func (c *composer) rows(steps []step, page plate) {
	page.clear()
	c.layers, c.under = append(c.layers[:0], page), c.under[:0]
	for i := range steps {
		if s := &steps[i]; s.box.Overlaps(page.rect) {
			c.step(s, s.box.Intersect(page.rect))
		}
	}
}

func (c *composer) step(s *step, box image.Rectangle) {
	top := c.layers[len(c.layers)-1]
	switch s.does {
	case lay:
		c.lay(top, s, box)
	case remember:
		under := c.space(box)
		for y := box.Min.Y; y < box.Max.Y; y++ {
			copy(under.row(y), top.part(box).row(y))
		}
		c.under = append(c.under, under)
	case takeBack:
		c.takeBack(top.part(box), s)
	case addLayer:
		layer := c.space(box)
		layer.clear()
		c.layers = append(c.layers, layer)
	case maskLayer:
		c.mask(c.layers[len(c.layers)-2], top, s.by)
		c.drop()
	case layDown:
		under := c.layers[len(c.layers)-2].part(box)
		for y := box.Min.Y; y < box.Max.Y; y++ {
			for x, on := range top.row(y) {
				row := under.row(y)
				row[x] = c.shades.over(row[x], on, whole)
			}
		}
		c.drop()
	}
}

// drop lets go of the last layer.
func (c *composer) drop() {
	n := len(c.layers) - 1
	c.release(c.layers[n])
	c.layers = c.layers[:n]
}

// inRows is the spans that lie in the rows from y0 up to y1.
func inRows(spans []span, y0, y1 int) []span {
	byRow := func(s span, y int) int { return int(s.y) - y }
	from, _ := slices.BinarySearchFunc(spans, y0, byRow)
	to := from
	for to < len(spans) && int(spans[to].y) < y1 {
		to++
	}
	return spans[from:to]
}

// lay paints a colour or a source over a plate.
func (c *composer) lay(dst plate, s *step, box image.Rectangle) {
	spans := inRows(s.spans, box.Min.Y, box.Max.Y)
	if s.from != nil {
		c.laySource(dst, s.from, spans)
		return
	}
	on := c.shades.paint(s.color)
	covers := c.shades.opaque(on)
	for _, sp := range spans {
		under := dst.span(int(sp.y), int(sp.x0), int(sp.x1))
		switch {
		case covers && sp.cover == full:
			fill(under, on)
		case len(under) == 1:
			under[0] = c.shades.over(under[0], on, uint32(sp.cover)*whole/full)
		default:
			c.shades.tint(under, on, uint32(sp.cover)*whole/full)
		}
	}
}

func (c *composer) laySource(dst plate, from source, spans []span) {
	for _, sp := range spans {
		under := dst.span(int(sp.y), int(sp.x0), int(sp.x1))
		c.sourced = slices.Grow(c.sourced[:0], len(under))[:len(under)]
		from.span(int(sp.y), int(sp.x0), c.sourced)
		for i, px := range c.sourced {
			under[i] = c.shades.over(under[i], c.shades.pixel(px), uint32(sp.cover)*whole/full)
		}
	}
}

// tint paints one shade over a row of them, which is mostly stretches of the same one.
func (s *shades) tint(under []uint32, on, strength uint32) {
	last := under[0]
	painted := s.over(last, on, strength)
	for i, n := range under {
		if n != last {
			last, painted = n, s.over(n, on, strength)
		}
		under[i] = painted
	}
}

// takeBack brings back what was remembered of dst: wholly outside a clip, and in part where an edge or a strength of less
// than whole says so. Without a clip it is the same everywhere.
func (c *composer) takeBack(dst plate, s *step) {
	under := c.under[len(c.under)-1]
	c.under = c.under[:len(c.under)-1]
	box := dst.rect
	spans := inRows(s.spans, box.Min.Y, box.Max.Y)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		painted, old := dst.row(y), under.row(y)
		if !s.clipped {
			c.shades.takeBack(painted, old, s.strength)
			continue
		}
		done := 0 // pixels
		for ; len(spans) > 0 && int(spans[0].y) == y; spans = spans[1:] {
			from, to := int(spans[0].x0)-box.Min.X, int(spans[0].x1)-box.Min.X
			copy(painted[done:from], old[done:from])
			c.shades.takeBack(painted[from:to], old[from:to], uint32(spans[0].cover)*s.strength/full)
			done = to
		}
		copy(painted[done:], old[done:])
	}
	c.release(under)
}

// takeBack moves a row back towards what was under it: all of it stays at a strength of whole, nothing at 0.
func (s *shades) takeBack(painted, under []uint32, strength uint32) {
	if strength == whole {
		return
	}
	for i, n := range painted {
		painted[i] = s.between(under[i], n, strength)
	}
}

// mask lets a layer through by the luminance or the alpha of another one.
func (c *composer) mask(content, let plate, by how) {
	for y := let.rect.Min.Y; y < let.rect.Max.Y; y++ {
		row := content.row(y)
		for i, n := range let.row(y) {
			row[i] = c.shades.through(row[i], n, by)
		}
	}
}

// space is a plate over box with any shades, out of memory that was used before where some is large enough.
func (c *composer) space(box image.Rectangle) plate {
	size := box.Dx() * box.Dy()
	p := plate{stride: box.Dx(), rect: box}
	for i, pix := range c.free {
		if cap(pix) >= size {
			c.free[i] = c.free[len(c.free)-1]
			c.free = c.free[:len(c.free)-1]
			p.pix = pix[:size]
			return p
		}
	}
	p.pix = make([]uint32, size)
	return p
}

// release keeps a plate's memory for another one: of a few, the largest.
func (c *composer) release(p plate) {
	const few = 3
	c.free = append(c.free, p.pix)
	if len(c.free) > few {
		slices.SortFunc(c.free, func(a, b []uint32) int { return cap(b) - cap(a) })
		clear(c.free[few:])
		c.free = c.free[:few]
	}
}
