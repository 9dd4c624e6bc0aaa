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

// deed is what a step does.
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
	shades shades
	page   layer
	layers []*layer // the page, and those added to it
	under  []*layer // what is remembered
	free   []*layer
	mixed  []run // the resulting row
	colors []uint32
}

// layer is rows of a page, or what of them lies in a box.
type layer struct {
	rows []scanline
	box  image.Rectangle
}

func (l *layer) row(y int) *scanline { return &l.rows[y-l.box.Min.Y] }

// compose paints the rows of box, which is as wide as the page. They are valid until the next call.
func (c *composer) compose(steps []step, box image.Rectangle) *layer {
	c.page.clear(box)
	c.layers, c.under = append(c.layers[:0], &c.page), c.under[:0]
	for i := range steps {
		if s := &steps[i]; s.box.Overlaps(box) {
			c.step(s, s.box.Intersect(box))
		}
	}
	return &c.page
}

// clear makes l a clear layer over box.
func (l *layer) clear(box image.Rectangle) {
	l.box = box
	l.rows = slices.Grow(l.rows[:0], box.Dy())[:box.Dy()]
	for i := range l.rows {
		l.rows[i].runs = append(l.rows[i].runs[:0], run{At: uint32(box.Min.X), Value: clearShade})
		l.rows[i].end = uint32(box.Max.X)
	}
}

// space is a clear layer over box.
func (c *composer) space(box image.Rectangle) *layer {
	l := new(layer)
	if n := len(c.free); n > 0 {
		l, c.free = c.free[n-1], c.free[:n-1]
	}
	l.clear(box)
	return l
}

func (c *composer) step(s *step, box image.Rectangle) {
	top := c.layers[len(c.layers)-1]
	switch s.does {
	case lay:
		c.lay(top, s, box)
	case remember:
		under := c.space(box)
		for y := box.Min.Y; y < box.Max.Y; y++ {
			r, from := under.row(y), top.row(y).from(uint32(box.Min.X))
			r.runs = from.copy(r.runs[:0], r.end)
		}
		c.under = append(c.under, under)
	case takeBack:
		c.takeBack(top, s, box)
	case addLayer:
		c.layers = append(c.layers, c.space(box))
	case maskLayer:
		c.mix(func(a, b uint32) uint32 { return c.shades.through(a, b, s.by) })
	case layDown:
		c.mix(func(a, b uint32) uint32 { return c.shades.over(a, b, whole) })
	}
}

// mix makes one of the last two layers, where the last one is.
func (c *composer) mix(shade func(under, top uint32) uint32) {
	n := len(c.layers) - 1
	top, under := c.layers[n], c.layers[n-1]
	x0, x1 := uint32(top.box.Min.X), uint32(top.box.Max.X)
	for y := top.box.Min.Y; y < top.box.Max.Y; y++ {
		r := under.row(y)
		a, b := r.from(x0), top.row(y).from(x0)
		c.mixed = merge(c.mixed[:0], &a, &b, x1, shade)
		r.replace(x0, x1, c.mixed)
	}
	c.layers, c.free = c.layers[:n], append(c.free, top)
}

// lay paints a colour or a source.
func (c *composer) lay(on *layer, s *step, box image.Rectangle) {
	shade := c.shades.paint(s.color)
	spans := fromRow(s.spans, box.Min.Y)
	for len(spans) > 0 && int(spans[0].y) < box.Max.Y {
		n := 1
		for n < len(spans) && spans[n].y == spans[0].y {
			n++
		}
		r := on.row(int(spans[0].y))
		if s.from == nil {
			c.mixed = c.tint(c.mixed[:0], r, shade, spans[:n])
		} else {
			c.mixed = c.source(c.mixed[:0], r, s.from, spans[:n])
		}
		r.replace(uint32(spans[0].x0), uint32(spans[n-1].x1), c.mixed)
		spans = spans[n:]
	}
}

// fromRow is the spans from row y on.
func fromRow(spans []span, y int) []span {
	i, _ := slices.BinarySearchFunc(spans, y, func(s span, y int) int { return int(s.y) - y })
	return spans[i:]
}

// tint adds the result of laying a shade over r under some spans, from the first of them to the last.
func (c *composer) tint(to []run, r *scanline, on uint32, spans []span) []run {
	covers := c.shades.opaque(on)
	at := r.from(uint32(spans[0].x0))
	for _, s := range spans {
		to = at.copy(to, uint32(s.x0))
		end, strength := uint32(s.x1), uint32(s.cover)*whole/full
		if covers && s.cover == full {
			to = add(to, at.x, on)
			at.skip(end)
		}
		for at.x < end {
			x := at.x
			to = add(to, x, c.shades.over(at.next(end), on, strength))
		}
	}
	return to
}

// source adds the same for a source.
func (c *composer) source(to []run, r *scanline, from source, spans []span) []run {
	at := r.from(uint32(spans[0].x0))
	for _, s := range spans {
		to = at.copy(to, uint32(s.x0))
		c.colors = slices.Grow(c.colors[:0], int(s.x1-s.x0))[:s.x1-s.x0]
		from.span(int(s.y), int(s.x0), c.colors)
		for px := c.colors; len(px) > 0; {
			n := 1
			for n < len(px) && px[n] == px[0] {
				n++
			}
			on, end := c.shades.pixel(px[0]), at.x+uint32(n)
			for at.x < end {
				x := at.x
				to = add(to, x, c.shades.over(at.next(end), on, uint32(s.cover)*whole/full))
			}
			px = px[n:]
		}
	}
	return to
}

// takeBack brings back what was remembered: wholly outside a clip, and in part where an edge or a strength of less than
// whole says so. Without a clip it is the same everywhere.
func (c *composer) takeBack(from *layer, s *step, box image.Rectangle) {
	n := len(c.under) - 1
	old := c.under[n]
	c.under, c.free = c.under[:n], append(c.free, old)
	x0, x1 := uint32(box.Min.X), uint32(box.Max.X)
	spans := fromRow(s.spans, box.Min.Y)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		r := from.row(y)
		painted, under := r.from(x0), old.row(y).from(x0)
		to := c.mixed[:0]
		if !s.clipped {
			to = c.keep(to, &painted, &under, x1, s.strength)
		}
		for ; len(spans) > 0 && int(spans[0].y) == y; spans = spans[1:] {
			to = under.copy(to, uint32(spans[0].x0))
			painted.skip(under.x)
			to = c.keep(to, &painted, &under, uint32(spans[0].x1), uint32(spans[0].cover)*s.strength/full)
		}
		to = under.copy(to, x1)
		r.replace(x0, x1, to)
		c.mixed = to
	}
}

// keep adds what is painted, up to end, as far as a strength lets it.
func (c *composer) keep(to []run, painted, under *cursor, end, strength uint32) []run {
	if strength == whole {
		to = painted.copy(to, end)
		under.skip(end)
		return to
	}
	return merge(to, under, painted, end, func(a, b uint32) uint32 { return c.shades.between(a, b, strength) })
}
