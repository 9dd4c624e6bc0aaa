package raster

import (
	"image"
	"math"

	"kic/render/scene"
)

const (
	// tolerance is how far a flattened curve may stray from the true one, in pixels: less than the
	// rasteriser's own 64th. A larger one shows in the shade of edges, and a smaller one only costs time.
	tolerance = 0.01
	// maxSteps bounds the lines that one curve is made of, whatever its size.
	maxSteps = 1 << 11
	// farthest bounds coordinates, in pixels, so that the difference of two keeps its fraction.
	farthest = 1e9
)

// figures are flat polygons, each closed by a line from its last point to its first.
type figures struct {
	points []scene.Point
	ends   []int // where each figure ends in points
}

func (f *figures) reset() { f.points, f.ends = f.points[:0], f.ends[:0] }

func (f *figures) add(p scene.Point) { f.points = append(f.points, p) }

// end closes the figure that is being added to; one without an area is dropped.
func (f *figures) end() {
	start := 0
	if len(f.ends) > 0 {
		start = f.ends[len(f.ends)-1]
	}
	if len(f.points)-start < 3 {
		f.points = f.points[:start]
		return
	}
	f.ends = append(f.ends, len(f.points))
}

// addPath flattens p as m maps it. A curve that lies wholly on one side of visible becomes a line, which changes
// nothing inside it.
func (f *figures) addPath(p scene.Path, m scene.Matrix, visible scene.Rect) {
	var start, pen scene.Point
	open := false
	begin := func() {
		if !open {
			f.add(start)
			pen, open = start, true
		}
	}
	p.Walk(func(v scene.Verb, pts []scene.Point) {
		var q [3]scene.Point
		for i, pt := range pts {
			q[i] = within(m.Apply(pt))
		}
		switch v {
		case scene.MoveTo:
			f.end()
			start, open = q[0], false
		case scene.LineTo:
			begin()
			f.add(q[0])
			pen = q[0]
		case scene.QuadTo:
			begin()
			f.quad(pen, q[0], q[1], visible)
			pen = q[1]
		case scene.CubeTo:
			begin()
			f.cube(pen, q[0], q[1], q[2], visible)
			pen = q[2]
		case scene.ClosePath:
			f.end()
			open = false
		}
	})
	f.end()
}

func (f *figures) quad(a, b, c scene.Point, visible scene.Rect) {
	steps := 1
	if !beside(visible, a, b, c) {
		steps = quadSteps(a, b, c)
	}
	for i := 1; i <= steps; i++ {
		f.add(quadAt(a, b, c, float64(i)/float64(steps)))
	}
}

func (f *figures) cube(a, b, c, d scene.Point, visible scene.Rect) {
	steps := 1
	if !beside(visible, a, b, c, d) {
		steps = cubeSteps(a, b, c, d)
	}
	for i := 1; i <= steps; i++ {
		f.add(cubeAt(a, b, c, d, float64(i)/float64(steps)))
	}
}

// quadSteps and cubeSteps are how many lines stay within the tolerance of a curve, by Wang's bound on the deviation
// of a Bézier curve from its chord.
func quadSteps(a, b, c scene.Point) int {
	return steps(math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y) / 4)
}

func cubeSteps(a, b, c, d scene.Point) int {
	bend := math.Max(math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y), math.Hypot(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y))
	return steps(bend * 3 / 4)
}

func steps(deviation float64) int {
	return max(1, int(math.Min(maxSteps, math.Ceil(math.Sqrt(deviation/tolerance)))))
}

func quadAt(a, b, c scene.Point, t float64) scene.Point {
	if t == 1 {
		return c
	}
	u := 1 - t
	return scene.Point{
		X: u*u*a.X + 2*u*t*b.X + t*t*c.X,
		Y: u*u*a.Y + 2*u*t*b.Y + t*t*c.Y,
	}
}

func cubeAt(a, b, c, d scene.Point, t float64) scene.Point {
	if t == 1 {
		return d
	}
	u := 1 - t
	p, q, r, s := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return scene.Point{X: p*a.X + q*b.X + r*c.X + s*d.X, Y: p*a.Y + q*b.Y + r*c.Y + s*d.Y}
}

// within brings a far-off point to where arithmetic still works.
func within(p scene.Point) scene.Point {
	return scene.Point{X: max(-farthest, min(farthest, p.X)), Y: max(-farthest, min(farthest, p.Y))}
}

// beside reports whether all points lie beyond the same side of r.
func beside(r scene.Rect, pts ...scene.Point) bool {
	left, right, above, below := true, true, true, true
	for _, p := range pts {
		left = left && p.X <= r.X
		right = right && p.X >= r.Right()
		above = above && p.Y <= r.Y
		below = below && p.Y >= r.Bottom()
	}
	return left || right || above || below
}

// cover is what of the drawer's figures is visible in the wanted rows, valid until the next call. The spans of a row
// don't depend on which others are wanted.
func (d *drawer) cover(visible image.Rectangle, evenOdd bool) []span {
	visible = pixels(scene.Path{Points: d.figures.points}.Bounds(), visible)
	if !visible.Overlaps(d.rows) {
		return nil
	}
	d.sweep.reset(visible.Intersect(d.rows))
	start := 0
	for _, end := range d.figures.ends {
		figure := d.cut(d.figures.points[start:end], rectOf(visible))
		start = end
		if len(figure) < 3 {
			continue
		}
		lastX, lastY := steps64(figure[len(figure)-1], visible)
		for _, pt := range figure {
			x, y := steps64(pt, visible)
			d.sweep.line(lastX, lastY, x, y)
			lastX, lastY = x, y
		}
	}
	return d.sweep.finish(evenOdd)
}

// cut is what remains of a figure inside r (Sutherland and Hodgman's clipping, which keeps the winding of every point
// inside r). The result is valid until the next call.
func (d *drawer) cut(figure []scene.Point, r scene.Rect) []scene.Point {
	box := scene.Path{Points: figure}.Bounds()
	if box.Right() <= r.X || box.X >= r.Right() || box.Bottom() <= r.Y || box.Y >= r.Bottom() {
		return nil
	}
	sides := [4]struct {
		crossed bool
		inside  func(p scene.Point) float64
	}{
		{box.X < r.X, func(p scene.Point) float64 { return p.X - r.X }},
		{box.Right() > r.Right(), func(p scene.Point) float64 { return r.Right() - p.X }},
		{box.Y < r.Y, func(p scene.Point) float64 { return p.Y - r.Y }},
		{box.Bottom() > r.Bottom(), func(p scene.Point) float64 { return r.Bottom() - p.Y }},
	}
	turn := 0
	for _, side := range sides {
		if side.crossed && len(figure) > 0 {
			d.clipped[turn] = cutSide(d.clipped[turn][:0], figure, side.inside)
			figure, turn = d.clipped[turn], 1-turn
		}
	}
	return figure
}

// cutSide appends to dst what of the figure has inside ≥ 0, a distance from the cutting line.
func cutSide(dst, figure []scene.Point, inside func(p scene.Point) float64) []scene.Point {
	last := figure[len(figure)-1]
	lastIn := inside(last)
	for _, p := range figure {
		in := inside(p)
		if (in >= 0) != (lastIn >= 0) {
			t := lastIn / (lastIn - in)
			dst = append(dst, scene.Point{X: last.X + t*(p.X-last.X), Y: last.Y + t*(p.Y-last.Y)})
		}
		if in >= 0 {
			dst = append(dst, p)
		}
		last, lastIn = p, in
	}
	return dst
}

// steps64 is p in 64ths of a pixel, rounded. It lies inside visible by clipping; rounding is kept inside too.
func steps64(p scene.Point, visible image.Rectangle) (x, y int) {
	return max(visible.Min.X*sub, min(visible.Max.X*sub, int(p.X*sub+0.5))),
		max(visible.Min.Y*sub, min(visible.Max.Y*sub, int(p.Y*sub+0.5)))
}

// rectOf is r in the scene's terms.
func rectOf(r image.Rectangle) scene.Rect {
	return scene.Rect{X: float64(r.Min.X), Y: float64(r.Min.Y), W: float64(r.Dx()), H: float64(r.Dy())}
}

// pixels is the part of limit that r touches, in whole pixels; what of r isn't a number counts as far off.
func pixels(r scene.Rect, limit image.Rectangle) image.Rectangle {
	low := func(v float64, lo, hi int) int {
		if !(v > float64(lo)) {
			return lo
		}
		return int(math.Floor(math.Min(v, float64(hi))))
	}
	high := func(v float64, lo, hi int) int {
		if !(v < float64(hi)) {
			return hi
		}
		return int(math.Ceil(math.Max(v, float64(lo))))
	}
	box := image.Rectangle{
		Min: image.Pt(low(r.X, limit.Min.X, limit.Max.X), low(r.Y, limit.Min.Y, limit.Max.Y)),
		Max: image.Pt(high(r.Right(), limit.Min.X, limit.Max.X), high(r.Bottom(), limit.Min.Y, limit.Max.Y)),
	}
	if box.Empty() {
		return image.Rectangle{}
	}
	return box
}
