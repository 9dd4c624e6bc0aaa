package svg

import (
	"image/color"
	"sort"

	"kic/render/scene"
)

// Recolour is g with every colour of its fills, strokes and gradient stops replaced by f, which is asked for the opaque
// colour; the alpha is kept, multiplied by that of the answer. Colours that f doesn't know (ok false) stay and are returned,
// each once, sorted. Pictures and masks are left alone: a mask's colours are degrees, not colours. g isn't changed.
func Recolour(g scene.Group, f func(color.NRGBA) (c color.NRGBA, ok bool)) (scene.Group, []color.NRGBA) {
	r := recolourer{f: f, unknown: map[color.NRGBA]bool{}}
	g = r.group(g)
	var unknown []color.NRGBA
	for c := range r.unknown {
		unknown = append(unknown, c)
	}
	sort.Slice(unknown, func(i, j int) bool {
		a, b := unknown[i], unknown[j]
		return uint32(a.R)<<16|uint32(a.G)<<8|uint32(a.B) < uint32(b.R)<<16|uint32(b.G)<<8|uint32(b.B)
	})
	return g, unknown
}

type recolourer struct {
	f       func(color.NRGBA) (color.NRGBA, bool)
	unknown map[color.NRGBA]bool
}

func (r *recolourer) group(g scene.Group) scene.Group {
	items := make([]scene.Item, len(g.Items))
	for i, it := range g.Items {
		switch it := it.(type) {
		case scene.Group:
			items[i] = r.group(it)
		case scene.Text:
			it.Paint = r.paint(it.Paint)
			items[i] = it
		case scene.Shape:
			it.Fill = r.paint(it.Fill)
			if it.Stroke != nil {
				stroke := *it.Stroke
				stroke.Paint = r.paint(stroke.Paint)
				it.Stroke = &stroke
			}
			items[i] = it
		default:
			items[i] = it
		}
	}
	g.Items = items
	return g
}

func (r *recolourer) paint(p scene.Paint) scene.Paint {
	if p.Gradient == nil {
		p.Color = r.colour(p.Color)
		return p
	}
	g := *p.Gradient
	g.Stops = append([]scene.Stop(nil), g.Stops...)
	for i := range g.Stops {
		g.Stops[i].Color = r.colour(g.Stops[i].Color)
	}
	p.Gradient = &g
	return p
}

// colour leaves the zero colour alone: that is no paint. A stop that fades to nothing has a colour all the same.
func (r *recolourer) colour(c color.NRGBA) color.NRGBA {
	if c == (color.NRGBA{}) {
		return c
	}
	opaque := c
	opaque.A = 255
	to, ok := r.f(opaque)
	if !ok {
		r.unknown[opaque] = true
		return c
	}
	return fade(to, float64(c.A)/255)
}
