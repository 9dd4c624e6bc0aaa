package pdf

import (
	"fmt"
	"image/color"

	"kic/render/scene"
)

// shape paints a path's fill and then its stroke.
func (p *painter) shape(c *canvas, s scene.Shape) error {
	if len(s.Path.Points) < 2 {
		return nil
	}
	fill, stroke := visible(s.Fill), s.Stroke != nil && s.Stroke.Width > 0 && visible(s.Stroke.Paint)
	fillOp, bothOp := "f", "B"
	if s.EvenOdd {
		fillOp, bothOp = "f*", "B*"
	}
	area := s.Path.Bounds()
	if fill && stroke && opaque(s.Fill) && opaque(s.Stroke.Paint) {
		p.choose(c, s.Fill, false, area)
		p.choose(c, s.Stroke.Paint, true, area)
		c.setLine(*s.Stroke)
		c.path(s.Path)
		c.raw(bothOp)
		return nil
	}
	if fill {
		layered := p.choose(c, s.Fill, false, area)
		c.path(s.Path)
		c.raw(fillOp)
		c.popIf(layered)
	}
	if stroke {
		layered := p.choose(c, s.Stroke.Paint, true, area.Grow(4*s.Stroke.Width))
		c.setLine(*s.Stroke)
		c.path(s.Path)
		c.raw("S")
		c.popIf(layered)
	}
	return nil
}

func (c *canvas) popIf(pushed bool) {
	if pushed {
		c.pop()
	}
}

// choose makes the next fill or stroke paint with pt. Area is the box that it will cover. Where pt needs a mask of its own,
// the state is pushed first and the caller pops it.
func (p *painter) choose(c *canvas, pt scene.Paint, stroke bool, area scene.Rect) (pushed bool) {
	if g := pt.Gradient; g != nil {
		if last, flat := flat(*g); flat {
			return p.choose(c, scene.Solid(last), stroke, area)
		}
		return p.chooseGradient(c, *g, stroke, area)
	}
	c.setOpacity(p.doc, pt.Color.A)
	c.setPaint(stroke, components(pt.Color, c.grey)+operator(stroke, " RG", " rg"))
	return false
}

// chooseGradient is choose for a blend. Stops of one opacity need no mask.
func (p *painter) chooseGradient(c *canvas, g scene.Gradient, stroke bool, area scene.Rect) (pushed bool) {
	alpha, same := g.Stops[0].Color.A, true
	for _, s := range g.Stops {
		same = same && s.Color.A == alpha
	}
	if same {
		c.setOpacity(p.doc, alpha)
	} else {
		c.push()
		c.graphicsState(p.doc, 1, 1, fmt.Sprintf("/SMask<</S/Luminosity/G %s>>", p.veil(g, area)))
	}
	name := c.pattern(p.doc, g, area, func(col color.NRGBA) string { return components(col, c.grey) })
	c.setPaint(stroke, operator(stroke, "/Pattern CS /", "/Pattern cs /")+name+operator(stroke, " SCN", " scn"))
	return !same
}

// veil is a form that lets through as much of area as g's stops are opaque there.
func (p *painter) veil(g scene.Gradient, area scene.Rect) ref {
	c := newCanvas()
	c.mute = true
	area = area.Grow(1)
	name := c.pattern(p.doc, g, area, func(col color.NRGBA) string {
		v := float64(col.A) / 255
		return numbers(4, v, v, v)
	})
	c.raw("/Pattern cs /" + name + " scn")
	c.op("re", area.X, area.Y, area.W, area.H)
	c.raw("f")
	r := p.doc.reserve()
	p.doc.setForm(r, &c, area)
	return r
}

// setOpacity sets the opacity of fills and strokes, 255 being opaque.
func (c *canvas) setOpacity(d *document, alpha uint8) {
	a := float64(alpha) / 255
	c.graphicsState(d, a, a, "")
}

// setPaint chooses what the next operators fill or stroke with, in the words of PDF.
func (c *canvas) setPaint(stroke bool, words string) {
	now := &c.state.fill
	if stroke {
		now = &c.state.stroke
	}
	if *now != words {
		*now = words
		c.raw(words)
	}
}

func operator(stroke bool, forStroke, forFill string) string {
	if stroke {
		return forStroke
	}
	return forFill
}

// components are col's red, green and blue from 0 to 1, its alpha left out; where grey is set, its luminance three times, by
// the weights that SVG gives masks.
func components(col color.NRGBA, grey bool) string {
	r, g, b := float64(col.R)/255, float64(col.G)/255, float64(col.B)/255
	if grey {
		l := 0.2125*r + 0.7154*g + 0.0721*b
		r, g, b = l, l, l
	}
	return numbers(4, r, g, b)
}

// visible reports whether pt paints anything.
func visible(pt scene.Paint) bool {
	if pt.Gradient == nil {
		return pt.Color.A > 0
	}
	for _, s := range pt.Gradient.Stops {
		if s.Color.A > 0 {
			return true
		}
	}
	return false
}

// opaque reports whether nothing shows through pt.
func opaque(pt scene.Paint) bool {
	if pt.Gradient == nil {
		return pt.Color.A == 255
	}
	for _, s := range pt.Gradient.Stops {
		if s.Color.A < 255 {
			return false
		}
	}
	return true
}
