package pdf

import (
	"fmt"
	"math"
	"strings"

	"kic/render/scene"
)

// canvas is one content stream in the making, a page's or a form's. Coordinates given to it are scene units, y downwards;
// ctm takes them to the stream's own space.
type canvas struct {
	buf   []byte
	res   resources
	ctm   scene.Matrix
	prec  int // decimals that a coordinate needs for a thousandth of a point
	state state
	saved []saved
	grey  bool // colours stand for how much of something else shows: each is painted as its luminance
	marks
}

// saved is what the operator Q brings back.
type saved struct {
	ctm   scene.Matrix
	prec  int
	state state
}

// state is what was last set, so that it needn't be set again. The zero state knows nothing but that all is opaque.
type state struct {
	fill, stroke, line, dash string
	transparent              string // name of the graphics state for opacity; empty: opaque
}

func newCanvas() canvas { return canvas{ctm: scene.Identity, prec: 3} }

// push saves the state and pop brings it back. Marks and states nest: a mark that begins between the two ends there, too.
func (c *canvas) push() {
	c.saved = append(c.saved, saved{c.ctm, c.prec, c.state})
	c.op("q")
}

func (c *canvas) pop() {
	last := c.saved[len(c.saved)-1]
	c.saved = c.saved[:len(c.saved)-1]
	c.ctm, c.prec, c.state = last.ctm, last.prec, last.state
	c.op("Q")
}

// transform puts m before all that follows, and counts the decimals that coordinates need from now on.
func (c *canvas) transform(m scene.Matrix) {
	m = m.OrIdentity()
	if m == scene.Identity {
		return
	}
	c.buf = append(c.buf, numbers(6, m.A, m.B, m.C, m.D)...)
	c.buf = append(c.buf, ' ')
	c.op("cm", m.E, m.F)
	c.ctm = c.ctm.Mul(m)
	c.prec = decimals(c.ctm)
}

// decimals is how many decimals of a coordinate make a difference of a two-hundredth of a point once m has mapped it.
func decimals(m scene.Matrix) int {
	scale := math.Max(math.Hypot(m.A, m.B), math.Hypot(m.C, m.D))
	if !(scale > 0) {
		return 3
	}
	return int(math.Max(0, math.Min(8, math.Ceil(math.Log10(scale*200)))))
}

// op writes an operator after its numbers.
func (c *canvas) op(name string, operands ...float64) {
	for _, v := range operands {
		c.buf = appendNumber(c.buf, v, c.prec)
		c.buf = append(c.buf, ' ')
	}
	c.raw(name)
}

// raw writes a line as it is.
func (c *canvas) raw(line string) {
	c.buf = append(c.buf, line...)
	c.buf = append(c.buf, '\n')
}

// path writes the steps of p without painting it; false where there are none. PDF has no quadratic curves.
func (c *canvas) path(p scene.Path) bool {
	var pen, start scene.Point
	open := false
	p.Walk(func(v scene.Verb, pts []scene.Point) {
		if !open && v != scene.MoveTo {
			if v == scene.ClosePath {
				return
			}
			c.op("m", pen.X, pen.Y)
			start, open = pen, true
		}
		switch v {
		case scene.MoveTo:
			c.op("m", pts[0].X, pts[0].Y)
			start, open = pts[0], true
		case scene.LineTo:
			c.op("l", pts[0].X, pts[0].Y)
		case scene.QuadTo:
			q, e := pts[0], pts[1]
			c.op("c", pen.X+(q.X-pen.X)*2/3, pen.Y+(q.Y-pen.Y)*2/3, e.X+(q.X-e.X)*2/3, e.Y+(q.Y-e.Y)*2/3, e.X, e.Y)
		case scene.CubeTo:
			c.op("c", pts[0].X, pts[0].Y, pts[1].X, pts[1].Y, pts[2].X, pts[2].Y)
		case scene.ClosePath:
			c.raw("h")
			pen, open = start, false
			return
		}
		pen = pts[len(pts)-1]
	})
	return len(p.Points) > 1
}

// clip cuts what follows to a path, until the state is restored. An empty path cuts everything.
func (c *canvas) clip(cl scene.Clip) {
	if !c.path(cl.Path) {
		c.op("re", 0, 0, 0, 0)
	}
	if cl.EvenOdd {
		c.raw("W* n")
	} else {
		c.raw("W n")
	}
}

// setLine sets how a stroke runs; the paint apart.
func (c *canvas) setLine(s scene.Stroke) {
	limit := s.MiterLimit
	if limit == 0 {
		limit = 4
	}
	line := fmt.Sprintf("%s w %d J %d j %s M", numbers(c.prec+1, s.Width), s.Cap, s.Join, numbers(3, math.Max(1, limit)))
	if c.state.line != line {
		c.state.line = line
		c.raw(line)
	}
	dash := "[] 0 d"
	if dashed(s.Dash) {
		dash = fmt.Sprintf("[%s] %s d", numbers(c.prec+1, s.Dash...), numbers(c.prec+1, s.DashOffset))
	}
	if c.state.dash != dash && (c.state.dash != "" || dash != "[] 0 d") {
		c.state.dash = dash
		c.raw(dash)
	}
}

// dashed reports whether d is a pattern that PDF takes: no negative length, and not all of them zero.
func dashed(d []float64) bool {
	sum := 0.0
	for _, v := range d {
		if v < 0 {
			return false
		}
		sum += v
	}
	return sum > 0
}

// resources are the things that a content stream names, each kind in the order of first use.
type resources struct{ fonts, xobjects, states, patterns []resource }

type resource struct{ name, value string }

func use(list *[]resource, name, value string) {
	for _, r := range *list {
		if r.name == name {
			return
		}
	}
	*list = append(*list, resource{name, value})
}

// String is r as a resource dictionary.
func (r resources) String() string {
	var b strings.Builder
	b.WriteString("<<")
	for _, kind := range []struct {
		key  string
		list []resource
	}{{"Font", r.fonts}, {"XObject", r.xobjects}, {"ExtGState", r.states}, {"Pattern", r.patterns}} {
		if len(kind.list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "/%s<<", kind.key)
		for _, e := range kind.list {
			fmt.Fprintf(&b, "/%s %s", e.name, e.value)
		}
		b.WriteString(">>")
	}
	b.WriteString(">>")
	return b.String()
}
