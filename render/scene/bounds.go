package scene

import "math"

// Ink is the tight box round what g paints, in the coordinates that g lies in (its own Transform applied): curves by their
// extrema, strokes with their caps and joins, cut by clips and masks. Dashed strokes count as whole, text by its Ink.
func Ink(g Group) Rect {
	var e extent
	e.group(g, Identity)
	return e.rect()
}

// Extent is the tight box round the outline of p as m maps it, curves by their extrema.
func (p Path) Extent(m Matrix) Rect {
	var e extent
	e.path(p, m)
	return e.rect()
}

// extent grows round points; unlike a Rect it knows a box without area from no box at all.
type extent struct {
	x0, y0, x1, y1 float64
	some           bool
}

func (e *extent) rect() Rect {
	if !e.some {
		return Rect{}
	}
	return Rect{e.x0, e.y0, e.x1 - e.x0, e.y1 - e.y0}
}

func (e *extent) add(p Point) { e.addBox(p, 0, 0) }

// addBox takes in everything within dx and dy of p.
func (e *extent) addBox(p Point, dx, dy float64) {
	if !e.some {
		*e = extent{p.X - dx, p.Y - dy, p.X + dx, p.Y + dy, true}
		return
	}
	e.x0, e.x1 = min(e.x0, p.X-dx), max(e.x1, p.X+dx)
	e.y0, e.y1 = min(e.y0, p.Y-dy), max(e.y1, p.Y+dy)
}

func (e *extent) addRect(r Rect) {
	e.add(Point{r.X, r.Y})
	e.add(Point{r.Right(), r.Bottom()})
}

func (e *extent) group(g Group, m Matrix) {
	m = m.Mul(g.Transform)
	var in extent
	for _, it := range g.Items {
		in.item(it, m)
	}
	if !in.some {
		return
	}
	box := in.rect()
	if g.Clip != nil {
		box = box.Intersect(g.Clip.Path.Extent(m))
	}
	if g.Mask != nil {
		var mask extent
		for _, it := range g.Mask.Items {
			mask.item(it, m)
		}
		box = box.Intersect(mask.rect())
	}
	if (g.Clip == nil && g.Mask == nil) || !box.Empty() {
		e.addRect(box)
	}
}

func (e *extent) item(it Item, m Matrix) {
	switch it := it.(type) {
	case Group:
		e.group(it, m)
	case Text:
		if !it.Ink.Empty() {
			e.addRect(m.ApplyRect(it.Ink))
		}
	case Image:
		if !it.Box.Empty() {
			e.addRect(m.ApplyRect(it.Box))
		}
	case Shape:
		if it.Fill.visible() {
			e.path(it.Path, m)
		}
		if it.Stroke != nil && it.Stroke.Width > 0 && it.Stroke.Paint.visible() {
			e.stroke(it.Path, *it.Stroke, m)
		}
	}
}

// visible reports whether p leaves any mark.
func (p Paint) visible() bool {
	if p.Gradient == nil {
		return p.Color.A > 0
	}
	for _, s := range p.Gradient.Stops {
		if s.Color.A > 0 {
			return true
		}
	}
	return false
}

// path takes in the outline of p; a lone MoveTo adds nothing.
func (e *extent) path(p Path, m Matrix) {
	var pen, start Point
	p.Walk(func(v Verb, pts []Point) {
		switch v {
		case MoveTo:
			start = m.Apply(pts[0])
			pen = start
			return
		case ClosePath:
			pen = start
			return
		}
		c := [4]Point{pen}
		for i, pt := range pts {
			c[i+1] = m.Apply(pt)
		}
		pen = c[len(pts)]
		e.add(c[0])
		e.add(pen)
		e.turns(c[:len(pts)+1], 0, 0)
	})
}

// turns takes in the places inside the curve c where it turns back in x or y, with a margin round each.
func (e *extent) turns(c []Point, dx, dy float64) {
	if len(c) < 3 {
		return
	}
	var xs, ys [4]float64
	for i, p := range c {
		xs[i], ys[i] = p.X, p.Y
	}
	for _, v := range [2][4]float64{xs, ys} {
		for _, t := range turningPoints(v[:len(c)]) {
			if t > 0 && t < 1 {
				e.addBox(curveAt(c, t), dx, dy)
			}
		}
	}
}

// turningPoints are the parameters at which the Bézier polynomial with the ordinates v stands still; 0 where there are
// fewer than two.
func turningPoints(v []float64) (roots [2]float64) {
	if len(v) == 3 {
		if d := v[0] - 2*v[1] + v[2]; d != 0 {
			roots[0] = (v[0] - v[1]) / d
		}
		return roots
	}
	a := -v[0] + 3*v[1] - 3*v[2] + v[3]
	b := 2 * (v[0] - 2*v[1] + v[2])
	c := v[1] - v[0]
	if math.Abs(a) < 1e-12*(math.Abs(b)+math.Abs(c)) {
		if b != 0 {
			roots[0] = -c / b
		}
	} else if disc := b*b - 4*a*c; disc >= 0 {
		q := math.Sqrt(disc)
		roots = [2]float64{(-b + q) / (2 * a), (-b - q) / (2 * a)}
	}
	return roots
}

// curveAt is the point of the Bézier curve c at t.
func curveAt(c []Point, t float64) Point {
	var p [4]Point
	copy(p[:], c)
	for n := len(c) - 1; n > 0; n-- {
		for i := range n {
			p[i] = Point{p[i].X + (p[i+1].X-p[i].X)*t, p[i].Y + (p[i+1].Y-p[i].Y)*t}
		}
	}
	return p[0]
}
