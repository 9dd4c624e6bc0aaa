package svg

import (
	"image/color"
	"math"
	"strings"

	"kic/render/scene"
)

// paint is a fill or a stroke of n as the scene paints it; bounds is the box of its outline.
func (r *reader) paint(n *node, p paint, opacity float64, bounds scene.Rect, f frame) scene.Paint {
	switch p.kind {
	case paintSolid:
		return scene.Solid(fade(p.c, opacity))
	case paintCurrent:
		return scene.Solid(fade(f.st.color, opacity))
	case paintNone:
		return scene.Paint{}
	}
	server := r.ids[p.id]
	fallback := scene.Paint{}
	if p.other != nil {
		fallback = r.paint(n, *p.other, opacity, bounds, f)
	}
	if server == nil {
		if p.other == nil {
			r.refuse(n, "svg-missing", "export the file again", "a fill or stroke refers to #%s, which isn't in the file", shorten(p.id))
		}
		return fallback
	}
	switch server.tag {
	case "linearGradient", "radialGradient":
		return fadePaint(r.gradient(server, bounds, fallback, f), opacity)
	case "pattern", "hatch":
		r.refuse(n, "svg-pattern", "expand the pattern to shapes, or flatten it to a picture", "a pattern fill")
	case "solidColor", "meshgradient", "meshGradient", "mesh":
		r.refuse(n, "svg-gradient", "use a linear or radial gradient", "a paint of the kind %s", server.tag)
	default:
		r.refuse(n, "svg-missing", "export the file again", "a fill or stroke refers to #%s, which is no gradient", shorten(p.id))
	}
	return fallback
}

// chain is a gradient and those that it takes what it doesn't say itself from.
func (r *reader) chain(n *node) []*node {
	all := []*node{n}
	for {
		ref := strings.TrimSpace(n.attrs["href"])
		if ref == "" || ref[0] != '#' {
			return all
		}
		next := r.ids[ref[1:]]
		if next == nil || next.tag != "linearGradient" && next.tag != "radialGradient" {
			return all
		}
		for _, seen := range all {
			if seen == next {
				r.refuse(n, "svg-cycle", "export the file again", "gradients refer to each other in a circle")
				return all
			}
		}
		if len(all) >= 16 {
			r.stop(n, "gradients refer to each other more than 16 deep")
			return all
		}
		all = append(all, next)
		n = next
	}
}

// gradient is the gradient n for an outline with the given box; fallback, where that has no area to stretch it over.
func (r *reader) gradient(n *node, bounds scene.Rect, fallback scene.Paint, f frame) scene.Paint {
	chain := r.chain(n)
	attr := func(name string) string {
		for _, c := range chain {
			if v, has := c.attrs[name]; has {
				return strings.TrimSpace(v)
			}
		}
		return ""
	}
	stops := r.stops(chain)
	if len(stops) == 0 {
		return scene.Paint{}
	}
	for _, c := range chain {
		if r.points += len(stops) + c.size/16; r.points > maxPoints {
			r.stop(n, "gradients with too many stops")
			return scene.Paint{}
		}
	}
	if f.st.linear || strings.EqualFold(r.cascade(n)["color-interpolation"], "linearRGB") {
		r.refuse(n, "svg-gradient", "export with sRGB blending", "a gradient that blends in linear light")
	}
	g := scene.Gradient{Radial: n.tag == "radialGradient", Stops: stops, Transform: scene.Identity}
	g.Spread = map[string]scene.Spread{"reflect": scene.Reflect, "repeat": scene.Repeat}[attr("spreadMethod")]
	vw, vh := f.vw, f.vh
	if attr("gradientUnits") != "userSpaceOnUse" {
		if bounds.Empty() {
			return fallback
		}
		g.Transform = scene.Matrix{A: bounds.W, D: bounds.H, E: bounds.X, F: bounds.Y}
		vw, vh = 1, 1
	}
	if t := attr("gradientTransform"); t != "" {
		m, ok := parseTransform(t)
		if !ok {
			r.refuse(n, "svg-syntax", "export the file again", "the gradientTransform %q isn't understood", shorten(t))
		} else if flat(m) { // renderers disagree on what that looks like
			r.refuse(n, "svg-gradient", "draw the gradient again", "a gradient squashed to a line")
		} else {
			g.Transform = g.Transform.Mul(m)
		}
	}
	g.Transform = matrix(g.Transform)
	at := func(name, otherwise string, whole float64) float64 {
		v := attr(name)
		if v == "" {
			v = otherwise
		}
		l, ok := parseLength(v)
		if !ok {
			r.refuse(n, "svg-syntax", "export the file again", "%s=%q isn't a length", name, shorten(v))
		}
		return l.in(whole, f.st.em)
	}
	if g.Radial {
		return r.radial(n, g, attr, at, vw, vh)
	}
	g.From = scene.Point{X: at("x1", "0%", vw), Y: at("y1", "0%", vh)}
	g.To = scene.Point{X: at("x2", "100%", vw), Y: at("y2", "0%", vh)}
	return plain(g, g.From == g.To)
}

// radial sets the circles of a radial gradient.
func (r *reader) radial(n *node, g scene.Gradient, attr func(string) string, at func(string, string, float64) float64, vw, vh float64) scene.Paint {
	diagonal := math.Hypot(vw, vh) / math.Sqrt2
	g.To = scene.Point{X: at("cx", "50%", vw), Y: at("cy", "50%", vh)}
	g.Radius = at("r", "50%", diagonal)
	g.From = g.To
	if attr("fx") != "" {
		g.From.X = at("fx", "", vw)
	}
	if attr("fy") != "" {
		g.From.Y = at("fy", "", vh)
	}
	inner := at("fr", "0", diagonal)
	dx, dy := g.From.X-g.To.X, g.From.Y-g.To.Y
	if off, most := math.Hypot(dx, dy), g.Radius*0.999; off > most && off > 0 { // SVG 1.1: the focus stays inside the circle
		g.From = scene.Point{X: g.To.X + dx/off*most, Y: g.To.Y + dy/off*most}
	}
	if inner > 0 && inner < g.Radius {
		if dx != 0 || dy != 0 || g.Spread != scene.Pad {
			r.refuse(n, "svg-gradient", "use a radial gradient without an inner radius", "a radial gradient with an inner radius")
		}
		g.Stops = append([]scene.Stop(nil), g.Stops...)
		for i := range g.Stops {
			g.Stops[i].Offset = (inner + g.Stops[i].Offset*(g.Radius-inner)) / g.Radius
		}
	}
	return plain(g, g.Radius <= 0)
}

// plain is g, or its last colour where it has no extent or only one stop.
func plain(g scene.Gradient, noExtent bool) scene.Paint {
	if noExtent || len(g.Stops) == 1 {
		return scene.Solid(g.Stops[len(g.Stops)-1].Color)
	}
	return scene.Paint{Gradient: &g}
}

// stops are those of the first gradient in the chain that has any.
func (r *reader) stops(chain []*node) []scene.Stop {
	if stops, known := r.stopsOf[chain[0]]; known {
		return stops
	}
	var stops []scene.Stop
	for _, c := range chain {
		for _, k := range c.kids {
			r.unsupported(k, frame{st: style{visible: true}})
			if k.tag != "stop" {
				continue
			}
			offset, _ := share(strings.TrimSpace(k.attrs["offset"]))
			if len(stops) > 0 {
				offset = math.Max(offset, stops[len(stops)-1].Offset)
			}
			stops = append(stops, scene.Stop{Offset: offset, Color: r.stopColour(k)})
			if len(stops) > maxStops {
				r.stop(c, "a gradient with more than %d stops", maxStops)
				return nil
			}
		}
		if len(stops) > 0 {
			break
		}
	}
	r.stopsOf[chain[0]] = stops
	return stops
}

func (r *reader) stopColour(n *node) color.NRGBA {
	v := r.own(n, "stop-color")
	c := color.NRGBA{A: 255}
	switch {
	case strings.EqualFold(v, "currentcolor"):
		c = r.currentColour(n)
	case strings.EqualFold(v, "inherit"):
		if n.parent != nil {
			c = r.stopColour(n.parent)
		}
	case v != "":
		c, _ = parseColour(v)
	}
	r.refuseStrange(n)
	return fade(c, r.ownShare(n, "stop-opacity"))
}

// currentColour is the color property where n stands in the file.
func (r *reader) currentColour(n *node) color.NRGBA {
	for ; n != nil; n = n.parent {
		if v := r.own(n, "color"); v != "" && !strings.EqualFold(v, "inherit") && !strings.EqualFold(v, "currentcolor") {
			c, _ := parseColour(v)
			return c
		}
	}
	return r.opt.Color
}
