package scene

import "math"

// Point is a place or a distance, in scene units.
type Point struct{ X, Y float64 }

// Rect is a box by its top left corner and its size, in scene units.
type Rect struct{ X, Y, W, H float64 }

// Right is the x of the right edge.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom is the y of the lower edge.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Center is the middle of r.
func (r Rect) Center() Point { return Point{r.X + r.W/2, r.Y + r.H/2} }

// Empty reports whether r has no area.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Inset is r made smaller by the given distances at the top, right, bottom and left.
func (r Rect) Inset(top, right, bottom, left float64) Rect {
	return Rect{r.X + left, r.Y + top, r.W - left - right, r.H - top - bottom}
}

// Grow is r made larger by d on all four sides.
func (r Rect) Grow(d float64) Rect { return r.Inset(-d, -d, -d, -d) }

// Union is the smallest box that holds r and o; an empty box adds nothing.
func (r Rect) Union(o Rect) Rect {
	if r.Empty() {
		return o
	}
	if o.Empty() {
		return r
	}
	x, y := math.Min(r.X, o.X), math.Min(r.Y, o.Y)
	return Rect{x, y, math.Max(r.Right(), o.Right()) - x, math.Max(r.Bottom(), o.Bottom()) - y}
}

// Intersect is what r and o share; an empty Rect where they share nothing.
func (r Rect) Intersect(o Rect) Rect {
	x, y := math.Max(r.X, o.X), math.Max(r.Y, o.Y)
	i := Rect{x, y, math.Min(r.Right(), o.Right()) - x, math.Min(r.Bottom(), o.Bottom()) - y}
	if i.Empty() {
		return Rect{}
	}
	return i
}

// Overlaps reports whether r and o share an area.
func (r Rect) Overlaps(o Rect) bool { return !r.Intersect(o).Empty() }

// Contains reports whether o lies inside r, give or take eps.
func (r Rect) Contains(o Rect, eps float64) bool {
	return o.X >= r.X-eps && o.Y >= r.Y-eps && o.Right() <= r.Right()+eps && o.Bottom() <= r.Bottom()+eps
}

// Matrix is an affine map as in SVG's matrix(a b c d e f): x' = A·x + C·y + E, y' = B·x + D·y + F.
// The zero Matrix stands for the identity wherever a scene holds one.
type Matrix struct{ A, B, C, D, E, F float64 }

// Identity leaves every point where it is.
var Identity = Matrix{A: 1, D: 1}

// Translate moves by x and y.
func Translate(x, y float64) Matrix { return Matrix{1, 0, 0, 1, x, y} }

// Scale stretches by x and y from the origin.
func Scale(x, y float64) Matrix { return Matrix{A: x, D: y} }

// OrIdentity is m, or the identity where m is the zero Matrix.
func (m Matrix) OrIdentity() Matrix {
	if m == (Matrix{}) {
		return Identity
	}
	return m
}

// Mul is the map that applies n first and then m.
func (m Matrix) Mul(n Matrix) Matrix {
	m, n = m.OrIdentity(), n.OrIdentity()
	return Matrix{
		m.A*n.A + m.C*n.B, m.B*n.A + m.D*n.B,
		m.A*n.C + m.C*n.D, m.B*n.C + m.D*n.D,
		m.A*n.E + m.C*n.F + m.E, m.B*n.E + m.D*n.F + m.F,
	}
}

// Apply maps p.
func (m Matrix) Apply(p Point) Point {
	m = m.OrIdentity()
	return Point{m.A*p.X + m.C*p.Y + m.E, m.B*p.X + m.D*p.Y + m.F}
}

// ApplyRect is the smallest box round the mapped corners of r.
func (m Matrix) ApplyRect(r Rect) Rect {
	a, b := m.Apply(Point{r.X, r.Y}), m.Apply(Point{r.Right(), r.Y})
	c, d := m.Apply(Point{r.X, r.Bottom()}), m.Apply(Point{r.Right(), r.Bottom()})
	x0, x1 := min(a.X, b.X, c.X, d.X), max(a.X, b.X, c.X, d.X)
	y0, y1 := min(a.Y, b.Y, c.Y, d.Y), max(a.Y, b.Y, c.Y, d.Y)
	return Rect{x0, y0, x1 - x0, y1 - y0}
}

// Det is the factor by which m changes areas.
func (m Matrix) Det() float64 { m = m.OrIdentity(); return m.A*m.D - m.B*m.C }

// MeanScale is the factor by which m changes lengths on average: the square root of the change of area.
func (m Matrix) MeanScale() float64 { return math.Sqrt(math.Abs(m.Det())) }

// Invert is the map back; ok is false when m flattens the plane.
func (m Matrix) Invert() (inv Matrix, ok bool) {
	m = m.OrIdentity()
	det := m.Det()
	if math.Abs(det) < 1e-12 {
		return Identity, false
	}
	return Matrix{
		m.D / det, -m.B / det, -m.C / det, m.A / det,
		(m.C*m.F - m.D*m.E) / det, (m.B*m.E - m.A*m.F) / det,
	}, true
}
