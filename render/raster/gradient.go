package raster

import (
	"image/color"
	"math"

	"kic/render/scene"
)

// gradientSteps is how many colours stand for a gradient. That is some steps for each of the 256 levels at any two stops.
// It is fine enough that the edge of a hard stop moves by less than a pixel at 3840.
const gradientSteps = 4096

// gradient is a linear or radial source. Colours come from a table, so a pixel costs one multiplication and a look-up.
type gradient struct {
	table  []uint32
	spread scene.Spread

	linear     bool
	dx, dy, at float64 // linear: t = dx·x + dy·y + at, at pixel (x, y)

	toGradient scene.Matrix // radial: from pixels to where the focus is the origin
	toCentre   scene.Point  // radial: from the focus to the centre
	radius     float64
}

// newGradient is g as it looks through m. ok is false when g has no extent, or is flattened to nothing; then its last
// colour is everywhere.
func newGradient(g *scene.Gradient, m scene.Matrix) (src *gradient, ok bool) {
	back, ok := m.Mul(g.Transform).Invert()
	if !ok || len(g.Stops) == 0 {
		return nil, false
	}
	src = &gradient{spread: g.Spread, linear: !g.Radial}
	if g.Radial {
		ok = src.setRadial(g, back)
	} else {
		ok = src.setLinear(g, back)
	}
	if !ok {
		return nil, false
	}
	src.table = table(g.Stops)
	return src, true
}

func (s *gradient) setLinear(g *scene.Gradient, back scene.Matrix) bool {
	ax, ay := g.To.X-g.From.X, g.To.Y-g.From.Y
	length := ax*ax + ay*ay
	if !(length > 0) {
		return false
	}
	ax, ay = ax/length, ay/length
	s.dx = back.A*ax + back.B*ay
	s.dy = back.C*ax + back.D*ay
	s.at = (back.E-g.From.X)*ax + (back.F-g.From.Y)*ay + (s.dx+s.dy)/2 // colours are those of a pixel's middle
	return finite(s.dx, s.dy, s.at)
}

func (s *gradient) setRadial(g *scene.Gradient, back scene.Matrix) bool {
	if !(g.Radius > 0) {
		return false
	}
	s.radius = g.Radius
	s.toCentre = scene.Point{X: g.To.X - g.From.X, Y: g.To.Y - g.From.Y}
	focus := g.From
	// A focus outside the circle is moved to its edge, as SVG 1.1 says (13.2.3), and stays just inside.
	if far, most := math.Hypot(s.toCentre.X, s.toCentre.Y), g.Radius*0.999; far > most {
		k := most / far
		s.toCentre = scene.Point{X: s.toCentre.X * k, Y: s.toCentre.Y * k}
		focus = scene.Point{X: g.To.X - s.toCentre.X, Y: g.To.Y - s.toCentre.Y}
	}
	s.toGradient = scene.Translate(-focus.X, -focus.Y).Mul(back).Mul(scene.Translate(0.5, 0.5))
	m := s.toGradient
	return finite(m.A, m.B, m.C, m.D, m.E, m.F, s.radius)
}

// table is the premultiplied colours from 0 to 1, blended as SVG blends them: each channel in sRGB, before it is premultiplied.
func table(stops []scene.Stop) []uint32 {
	all := make([]uint32, gradientSteps)
	next := 0
	for i := range all {
		t := float64(i) / (gradientSteps - 1)
		for next < len(stops) && stops[next].Offset <= t {
			next++
		}
		all[i] = premultiply(word(blend(stops, next, t)))
	}
	return all
}

// blend is the colour at t, which lies before stops[next] and not before the one ahead of it.
func blend(stops []scene.Stop, next int, t float64) color.NRGBA {
	if next == 0 {
		return stops[0].Color
	}
	if next == len(stops) {
		return stops[next-1].Color
	}
	a, b := stops[next-1], stops[next]
	k := (t - a.Offset) / (b.Offset - a.Offset)
	mix := func(x, y uint8) uint8 { return uint8(float64(x) + k*(float64(y)-float64(x)) + 0.5) }
	return color.NRGBA{
		R: mix(a.Color.R, b.Color.R), G: mix(a.Color.G, b.Color.G),
		B: mix(a.Color.B, b.Color.B), A: mix(a.Color.A, b.Color.A),
	}
}

// lastColor is what a gradient without an extent looks like.
func lastColor(g *scene.Gradient) color.NRGBA {
	if len(g.Stops) == 0 {
		return color.NRGBA{}
	}
	return g.Stops[len(g.Stops)-1].Color
}

func (s *gradient) span(y, x0 int, to []uint32) {
	switch {
	case !s.linear:
		s.radialSpan(to, y, x0)
	case s.dx == 0:
		c := s.shade(s.dy*float64(y) + s.at) // a vertical gradient
		for i := range to {
			to[i] = c
		}
	default:
		s.linearSpan(to, y, x0)
	}
}

func (s *gradient) linearSpan(out []uint32, y, x0 int) {
	row := s.dy*float64(y) + s.at
	if s.spread != scene.Pad {
		for i := range out {
			out[i] = s.shade(s.dx*float64(x0+i) + row)
		}
		return
	}
	t, step := (s.dx*float64(x0)+row)*(gradientSteps-1)+0.5, s.dx*(gradientSteps-1)
	for i := range out {
		out[i] = s.table[int(unit(t, gradientSteps-1))]
		t += step
	}
}

func (s *gradient) radialSpan(out []uint32, y, x0 int) {
	d, r := s.toCentre, s.radius
	a := d.X*d.X + d.Y*d.Y - r*r // below 0: the focus lies inside
	for i := range out {
		q := s.toGradient.Apply(scene.Point{X: float64(x0 + i), Y: float64(y)})
		// The circle through q is the one whose t solves |q - t·d| = t·r.
		b, c := q.X*d.X+q.Y*d.Y, q.X*q.X+q.Y*q.Y
		out[i] = s.shade((b - math.Sqrt(b*b-a*c)) / a)
	}
}

// shade is the colour at t, which may lie beyond either end.
func (s *gradient) shade(t float64) uint32 {
	switch s.spread {
	case scene.Repeat:
		t -= math.Floor(t)
	case scene.Reflect:
		t = math.Abs(t - 2*math.Floor(t/2+0.5))
	}
	return s.table[int(unit(t, 1)*(gradientSteps-1)+0.5)]
}

// unit is t kept between 0 and top; what isn't a number counts as 0.
func unit(t, top float64) float64 {
	if !(t > 0) {
		return 0
	}
	if t > top {
		return top
	}
	return t
}
