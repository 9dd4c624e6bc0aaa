package pdf

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"kic/render/scene"
)

// maxPeriods is how often a blend that repeats is written out. What lies further off is painted as the last one ends.
const maxPeriods = 128

// flat is the one colour of a gradient that blends nothing: of one stop, or without a length to blend along, where SVG
// paints the last stop.
func flat(g scene.Gradient) (last color.NRGBA, ok bool) {
	last = g.Stops[len(g.Stops)-1].Color
	short := g.From == g.To
	if g.Radial {
		short = !(g.Radius > 0)
	}
	_, turns := g.Transform.Invert()
	return last, len(g.Stops) == 1 || short || !turns
}

// pattern adds g as a shading pattern and gives its name. Paint puts a stop's colour into the three components of DeviceRGB.
func (c *canvas) pattern(d *document, g scene.Gradient, area scene.Rect, paint func(color.NRGBA) string) string {
	from, to := periods(g, area)
	kind, coords := 2, numbers(6, lerp(g.From.X, g.To.X, from), lerp(g.From.Y, g.To.Y, from), lerp(g.From.X, g.To.X, to), lerp(g.From.Y, g.To.Y, to))
	if g.Radial {
		f := focus(g)
		kind = 3
		coords = numbers(6, f.X, f.Y, 0, lerp(f.X, g.To.X, to), lerp(f.Y, g.To.Y, to), g.Radius*to)
	}
	m := c.ctm.Mul(g.Transform)
	body := fmt.Sprintf("<</PatternType 2/Matrix[%s]/Shading<</ShadingType %d/ColorSpace/DeviceRGB/Coords[%s]/Domain[%s]/Function%s/Extend[true true]>>>>",
		numbers(8, m.A, m.B, m.C, m.D, m.E, m.F), kind, coords, numbers(0, from, to), blend(g, from, to, paint))
	r, ok := d.patterns[body]
	if !ok {
		r = d.add(body)
		d.patterns[body] = r
	}
	name := fmt.Sprintf("P%d", int(r))
	use(&c.res.patterns, name, r.String())
	return name
}

func lerp(a, b, t float64) float64 { return a + (b-a)*t }

// focus is g's focal point, brought inside the circle where it lies outside, as SVG 1.1 has it.
func focus(g scene.Gradient) scene.Point {
	dx, dy := g.From.X-g.To.X, g.From.Y-g.To.Y
	if far := math.Hypot(dx, dy); far > 0.999*g.Radius {
		k := 0.999 * g.Radius / far
		return scene.Point{X: g.To.X + dx*k, Y: g.To.Y + dy*k}
	}
	return g.From
}

// periods is the stretch of g's axis that covers area, in whole lengths of it; 0 to 1 where it doesn't repeat.
func periods(g scene.Gradient, area scene.Rect) (from, to float64) {
	inv, ok := g.Transform.Invert()
	if g.Spread == scene.Pad || !ok {
		return 0, 1
	}
	from, to = 0, 1
	for _, corner := range []scene.Point{{X: area.X, Y: area.Y}, {X: area.Right(), Y: area.Y}, {X: area.X, Y: area.Bottom()}, {X: area.Right(), Y: area.Bottom()}} {
		t := along(g, inv.Apply(corner))
		from, to = math.Min(from, math.Floor(t)), math.Max(to, math.Ceil(t))
	}
	if !(from < to) { // not numbers
		return 0, 1
	}
	return math.Max(from, -maxPeriods), math.Min(to, maxPeriods)
}

// along is how far p lies along g's axis, in lengths of it; for a radial gradient never less than that.
func along(g scene.Gradient, p scene.Point) float64 {
	if g.Radial {
		f := focus(g)
		return math.Hypot(p.X-f.X, p.Y-f.Y) / (g.Radius - math.Hypot(g.To.X-f.X, g.To.Y-f.Y))
	}
	dx, dy := g.To.X-g.From.X, g.To.Y-g.From.Y
	return ((p.X-g.From.X)*dx + (p.Y-g.From.Y)*dy) / (dx*dx + dy*dy)
}

// knot is a colour at a place on a gradient's axis.
type knot struct {
	at    float64
	color string
}

// blend is a function from the stretch of the axis to colours: stitched from one piece between each two stops.
func blend(g scene.Gradient, from, to float64, paint func(color.NRGBA) string) string {
	stops := knots(g.Stops, paint)
	var pieces, bounds, encode []string
	var last knot
	for period := from; period < to; period++ {
		for i := range stops {
			k := stops[i]
			if g.Spread == scene.Reflect && math.Mod(math.Abs(period), 2) == 1 {
				k = stops[len(stops)-1-i]
				k.at = 1 - k.at
			}
			k.at += period
			if (period > from || i > 0) && k.at-last.at > 1e-6 {
				pieces = append(pieces, fmt.Sprintf("<</FunctionType 2/Domain[0 1]/C0[%s]/C1[%s]/N 1>>", last.color, k.color))
				bounds = append(bounds, numbers(6, k.at))
				encode = append(encode, "0 1")
			}
			last = k
		}
	}
	if len(pieces) == 1 && from == 0 && to == 1 {
		return pieces[0]
	}
	return fmt.Sprintf("<</FunctionType 3/Domain[%s]/Functions[%s]/Bounds[%s]/Encode[%s]>>", numbers(0, from, to),
		strings.Join(pieces, ""), strings.Join(bounds[:len(bounds)-1], " "), strings.Join(encode, " "))
}

// knots are the stops in rising order from 0 to 1, both ends given.
func knots(stops []scene.Stop, paint func(color.NRGBA) string) []knot {
	list := []knot{{0, paint(stops[0].Color)}}
	for _, s := range stops {
		at := list[len(list)-1].at
		if s.Offset > at {
			at = math.Min(s.Offset, 1)
		}
		list = append(list, knot{at, paint(s.Color)})
	}
	return append(list, knot{1, list[len(list)-1].color})
}
