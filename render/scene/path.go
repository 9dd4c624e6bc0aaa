package scene

import (
	"math"
	"strconv"
	"strings"
)

// Verb is one step of a [Path].
type Verb uint8

// The verbs, with the number of points that each one uses: 1, 1, 2, 3 and 0.
const (
	MoveTo Verb = iota
	LineTo
	QuadTo
	CubeTo
	ClosePath
)

// points is how many points a verb uses.
func (v Verb) points() int { return [...]int{1, 1, 2, 3, 0}[v] }

// Path is an outline of lines and Bézier curves. The zero Path is empty and ready to use.
type Path struct {
	Verbs  []Verb
	Points []Point
}

// Empty reports whether p has no steps.
func (p Path) Empty() bool { return len(p.Verbs) == 0 }

// MoveTo starts a new figure.
func (p *Path) MoveTo(x, y float64) { p.add(MoveTo, Point{x, y}) }

// LineTo draws a straight line.
func (p *Path) LineTo(x, y float64) { p.add(LineTo, Point{x, y}) }

// QuadTo draws a quadratic curve by one control point.
func (p *Path) QuadTo(cx, cy, x, y float64) { p.add(QuadTo, Point{cx, cy}, Point{x, y}) }

// CubeTo draws a cubic curve by two control points.
func (p *Path) CubeTo(ax, ay, bx, by, x, y float64) {
	p.add(CubeTo, Point{ax, ay}, Point{bx, by}, Point{x, y})
}

// Close draws a line back to where the figure started.
func (p *Path) Close() { p.add(ClosePath) }

func (p *Path) add(v Verb, pts ...Point) {
	p.Verbs = append(p.Verbs, v)
	p.Points = append(p.Points, pts...)
}

// Append adds all the figures of q.
func (p *Path) Append(q Path) {
	p.Verbs = append(p.Verbs, q.Verbs...)
	p.Points = append(p.Points, q.Points...)
}

// Walk calls f for every step with the points that it uses, the last of them being where the pen ends.
func (p Path) Walk(f func(v Verb, pts []Point)) {
	i := 0
	for _, v := range p.Verbs {
		n := v.points()
		f(v, p.Points[i:i+n])
		i += n
	}
}

// Transform is p mapped by m; p is left as it was.
func (p Path) Transform(m Matrix) Path {
	q := Path{Verbs: p.Verbs, Points: make([]Point, len(p.Points))}
	for i, pt := range p.Points {
		q.Points[i] = m.Apply(pt)
	}
	return q
}

// Bounds is the box round all points, control points included: never smaller than the outline.
func (p Path) Bounds() Rect {
	if len(p.Points) == 0 {
		return Rect{}
	}
	x0, y0 := math.Inf(1), math.Inf(1)
	x1, y1 := math.Inf(-1), math.Inf(-1)
	for _, pt := range p.Points {
		x0, x1 = min(x0, pt.X), max(x1, pt.X)
		y0, y1 = min(y0, pt.Y), max(y1, pt.Y)
	}
	return Rect{x0, y0, x1 - x0, y1 - y0}
}

// String is p as SVG path data, rounded to a thousandth.
func (p Path) String() string {
	var b strings.Builder
	p.Walk(func(v Verb, pts []Point) {
		b.WriteByte("MLQCZ"[v])
		for i, pt := range pts {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(Number(pt.X))
			b.WriteByte(' ')
			b.WriteString(Number(pt.Y))
		}
	})
	return b.String()
}

// Number writes v with at most three decimals, without an exponent, a trailing zero or a minus before 0.
func Number(v float64) string {
	s := strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return s
}

// kappa places the control points of a cubic curve that stands for a quarter circle.
const kappa = 0.5522847498307936

// RectPath is the outline of r.
func RectPath(r Rect) Path {
	var p Path
	p.MoveTo(r.X, r.Y)
	p.LineTo(r.Right(), r.Y)
	p.LineTo(r.Right(), r.Bottom())
	p.LineTo(r.X, r.Bottom())
	p.Close()
	return p
}

// Radii are the corner radii of a box, clockwise from the top left, in scene units.
type Radii struct{ TopLeft, TopRight, BottomRight, BottomLeft float64 }

// RoundRectPath is the outline of r with round corners, each cut down to what the shorter side allows.
func RoundRectPath(r Rect, c Radii) Path {
	limit := min(r.W, r.H)
	fit := func(v float64) float64 { return max(0, min(v, limit)) }
	tl, tr, br, bl := fit(c.TopLeft), fit(c.TopRight), fit(c.BottomRight), fit(c.BottomLeft)
	shrink := 1.0
	for _, side := range [][2]float64{{tl + tr, r.W}, {bl + br, r.W}, {tl + bl, r.H}, {tr + br, r.H}} {
		if side[0] > side[1] && side[0] > 0 {
			shrink = min(shrink, side[1]/side[0])
		}
	}
	tl, tr, br, bl = tl*shrink, tr*shrink, br*shrink, bl*shrink
	const k = 1 - kappa
	x0, y0, x1, y1 := r.X, r.Y, r.Right(), r.Bottom()
	var p Path
	p.MoveTo(x0+tl, y0)
	p.LineTo(x1-tr, y0)
	if tr > 0 {
		p.CubeTo(x1-k*tr, y0, x1, y0+k*tr, x1, y0+tr)
	}
	p.LineTo(x1, y1-br)
	if br > 0 {
		p.CubeTo(x1, y1-k*br, x1-k*br, y1, x1-br, y1)
	}
	p.LineTo(x0+bl, y1)
	if bl > 0 {
		p.CubeTo(x0+k*bl, y1, x0, y1-k*bl, x0, y1-bl)
	}
	p.LineTo(x0, y0+tl)
	if tl > 0 {
		p.CubeTo(x0, y0+k*tl, x0+k*tl, y0, x0+tl, y0)
	}
	p.Close()
	return p
}

// EllipsePath is the ellipse that fills r.
func EllipsePath(r Rect) Path {
	cx, cy, rx, ry := r.X+r.W/2, r.Y+r.H/2, r.W/2, r.H/2
	kx, ky := rx*kappa, ry*kappa
	var p Path
	p.MoveTo(cx+rx, cy)
	p.CubeTo(cx+rx, cy+ky, cx+kx, cy+ry, cx, cy+ry)
	p.CubeTo(cx-kx, cy+ry, cx-rx, cy+ky, cx-rx, cy)
	p.CubeTo(cx-rx, cy-ky, cx-kx, cy-ry, cx, cy-ry)
	p.CubeTo(cx+kx, cy-ry, cx+rx, cy-ky, cx+rx, cy)
	p.Close()
	return p
}
