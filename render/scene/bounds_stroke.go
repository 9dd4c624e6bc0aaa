package scene

import "math"

// stroke takes in the outline of p drawn with s. The pen is a circle of half the width; mapped by m it is an ellipse whose
// half extents are dx and dy, and where a curve turns back the stroke reaches exactly that much further.
func (e *extent) stroke(p Path, s Stroke, m Matrix) {
	m = m.OrIdentity()
	r := s.Width / 2
	k := &tracer{e: e, s: s, m: m, r: r, dx: r * math.Hypot(m.A, m.C), dy: r * math.Hypot(m.B, m.D)}
	if k.s.MiterLimit == 0 {
		k.s.MiterLimit = 4
	}
	p.Walk(k.step)
	k.end(false)
}

// tracer follows one path with a pen.
type tracer struct {
	e           *extent
	s           Stroke
	m           Matrix
	r, dx, dy   float64
	start, pen  Point
	first, last Point // unit tangents at the start of the figure and at the pen
	drawn       bool  // the figure has a segment
	dot         bool  // the figure has a segment without length
}

func (k *tracer) step(v Verb, pts []Point) {
	switch v {
	case MoveTo:
		k.end(false)
		k.start, k.pen = pts[0], pts[0]
	case ClosePath:
		k.segment(k.pen, k.start)
		k.end(true)
		k.pen = k.start
	default:
		k.segment(append([]Point{k.pen}, pts...)...)
		k.pen = pts[len(pts)-1]
	}
}

// segment takes in one line or curve and its join with the one before it.
func (k *tracer) segment(c ...Point) {
	in, ok := direction(c)
	if !ok {
		k.dot = true
		return
	}
	back := make([]Point, len(c))
	for i, p := range c {
		back[len(c)-1-i] = p
	}
	out, _ := direction(back)
	out = Point{-out.X, -out.Y}
	if k.drawn {
		k.join(c[0], k.last, in)
	} else {
		k.first = in
	}
	k.drawn, k.last = true, out
	k.sides(c[0], in, 0)
	k.sides(c[len(c)-1], out, 0)
	mapped := make([]Point, len(c))
	for i, p := range c {
		mapped[i] = k.m.Apply(p)
	}
	k.e.turns(mapped, k.dx, k.dy)
}

// end takes in the caps of an open figure, or the last join of a closed one.
func (k *tracer) end(closed bool) {
	switch {
	case k.drawn && closed:
		k.join(k.start, k.last, k.first)
	case k.drawn:
		k.cap(k.start, Point{-k.first.X, -k.first.Y})
		k.cap(k.pen, k.last)
	case k.dot && k.s.Cap != ButtCap:
		k.round(k.start)
	}
	k.drawn, k.dot = false, false
}

func (k *tracer) cap(at, dir Point) {
	switch k.s.Cap {
	case RoundCap:
		k.round(at)
	case SquareCap:
		k.sides(at, dir, k.r)
	}
}

func (k *tracer) join(at, in, out Point) {
	switch k.s.Join {
	case RoundJoin:
		k.round(at)
	case MiterJoin:
		cos := in.X*out.X + in.Y*out.Y
		if cos < -0.999999 || math.Sqrt(2/(1+cos)) > k.s.MiterLimit {
			return
		}
		side := 1.0 // the outer side of the bend
		if in.X*out.Y-in.Y*out.X > 0 {
			side = -1
		}
		f := side * k.r / (1 + cos)
		k.e.add(k.m.Apply(Point{at.X - (in.Y+out.Y)*f, at.Y + (in.X+out.X)*f}))
	}
}

func (k *tracer) round(at Point) { k.e.addBox(k.m.Apply(at), k.dx, k.dy) }

// sides takes in the two corners of the stroke at a point, moved along its direction.
func (k *tracer) sides(at, dir Point, along float64) {
	x, y := at.X+dir.X*along, at.Y+dir.Y*along
	k.e.add(k.m.Apply(Point{x - dir.Y*k.r, y + dir.X*k.r}))
	k.e.add(k.m.Apply(Point{x + dir.Y*k.r, y - dir.X*k.r}))
}

// direction is the unit tangent at the start of the curve c; ok is false when c has no length.
func direction(c []Point) (dir Point, ok bool) {
	for _, p := range c[1:] {
		dx, dy := p.X-c[0].X, p.Y-c[0].Y
		if l := math.Hypot(dx, dy); l > 1e-12 {
			return Point{dx / l, dy / l}, true
		}
	}
	return Point{}, false
}
