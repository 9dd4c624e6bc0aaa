package svg

import (
	"math"
	"strings"

	"kic/render/scene"
)

// shape draws one basic shape or path.
func (r *reader) shape(n *node, f frame) []scene.Item {
	path, ok := r.outline(n, f)
	if !ok || path.Empty() {
		return nil
	}
	if !r.inBounds(n, path, f) {
		return nil
	}
	r.box(n, path, f)
	s := scene.Shape{Path: path, EvenOdd: f.st.evenOdd}
	if f.hidden {
		return nil
	}
	if !f.st.visible {
		return []scene.Item{s}
	}
	bounds := path.Extent(scene.Identity)
	s.Fill = r.paint(n, f.st.fill, f.st.fillOpacity, bounds, f)
	stroke := r.stroke(n, path, bounds, f)
	r.kidsOfShape(n, f)
	if stroke == nil {
		return []scene.Item{s}
	}
	if f.st.strokeFirst && !s.Fill.IsZero() {
		return []scene.Item{scene.Shape{Path: path, Stroke: stroke}, s}
	}
	s.Stroke = stroke
	return []scene.Item{s}
}

// kidsOfShape looks for animations, the only elements in a shape that change it.
func (r *reader) kidsOfShape(n *node, f frame) {
	for _, k := range n.kids {
		r.unsupported(k, f)
	}
	if n.tag == "rect" || n.tag == "circle" || n.tag == "ellipse" {
		return
	}
	for _, m := range f.st.markers {
		if id, _, ok := urlOf(m); ok && r.ids[id] != nil {
			r.refuse(n, "svg-marker", "expand the arrowheads to paths (Illustrator: Object > Expand Appearance)", "markers (arrowheads) on a line")
			return
		}
	}
}

// inBounds reports whether the path stays within what we draw.
func (r *reader) inBounds(n *node, p scene.Path, f frame) bool {
	if r.points += len(p.Points); r.points > maxPoints {
		r.stop(n, "more than %d points are drawn", maxPoints)
		return false
	}
	for _, pt := range p.Points {
		at := f.ctm.Apply(pt)
		if !(math.Abs(at.X) < maxPlace && math.Abs(at.Y) < maxPlace) {
			if !f.hidden {
				r.refuse(n, "svg-number", "export the file again", "a point further than %.0f px away", maxPlace)
			}
			return false
		}
	}
	return true
}

// box notes where an element lies in the document, and with it all elements that it is in.
func (r *reader) box(n *node, p scene.Path, f frame) {
	if f.copied {
		n = f.user
	}
	e := extentOf(p.Extent(f.ctm))
	for ; n != nil; n = n.parent {
		if id := n.attrs["id"]; id != "" && r.ids[id] == n {
			r.boxes[id] = r.boxes[id].with(e)
		}
	}
}

// extent is a box that may have no area.
type extent struct {
	x0, y0, x1, y1 float64
	some           bool
}

func extentOf(b scene.Rect) extent { return extent{b.X, b.Y, b.Right(), b.Bottom(), true} }

func (e extent) with(o extent) extent {
	switch {
	case !e.some:
		return o
	case !o.some:
		return e
	}
	return extent{math.Min(e.x0, o.x0), math.Min(e.y0, o.y0), math.Max(e.x1, o.x1), math.Max(e.y1, o.y1), true}
}

func (e extent) rect() scene.Rect {
	return scene.Rect{X: e.x0, Y: e.y0, W: e.x1 - e.x0, H: e.y1 - e.y0}
}

// geometry is a length attribute that a style may set too; ok is false where neither does, or it says auto.
func (r *reader) geometry(n *node, name string, whole float64, f frame) (v float64, ok bool) {
	s, has := r.cascade(n)[name]
	if !has {
		s, has = n.attrs[name]
	}
	s = strings.TrimSpace(s)
	if !has || s == "" || strings.EqualFold(s, "auto") {
		return 0, false
	}
	l, ok := parseLength(s)
	if !ok {
		if !f.hidden {
			r.refuse(n, "svg-syntax", "export the file again", "%s=%q isn't a length", name, shorten(s))
		}
		return 0, false
	}
	return l.in(whole, f.st.em), true
}

// outline is the path of a shape in its own coordinates; ok is false for what isn't a shape.
func (r *reader) outline(n *node, f frame) (p scene.Path, ok bool) {
	x := func(name string) float64 { v, _ := r.geometry(n, name, f.vw, f); return v }
	y := func(name string) float64 { v, _ := r.geometry(n, name, f.vh, f); return v }
	switch n.tag {
	case "path":
		return r.pathData(n, f), true
	case "rect":
		return r.rect(n, f), true
	case "circle":
		radius, _ := r.geometry(n, "r", math.Hypot(f.vw, f.vh)/math.Sqrt2, f)
		return ellipse(x("cx"), y("cy"), radius, radius), true
	case "ellipse":
		rx, hasX := r.geometry(n, "rx", f.vw, f)
		ry, hasY := r.geometry(n, "ry", f.vh, f)
		if !hasX {
			rx = ry
		}
		if !hasY {
			ry = rx
		}
		return ellipse(x("cx"), y("cy"), rx, ry), true
	case "line":
		p.MoveTo(x("x1"), y("y1"))
		p.LineTo(x("x2"), y("y2"))
		return p, true
	case "polyline", "polygon":
		return r.polygon(n, f), true
	}
	return p, false
}

func (r *reader) pathData(n *node, f frame) scene.Path {
	d := n.attrs["d"]
	if css, has := r.cascade(n)["d"]; has && strings.HasPrefix(css, "path(") {
		d = unquote(strings.TrimSuffix(strings.TrimPrefix(css, "path("), ")"))
	}
	p, err := parsePath(d)
	if err != nil && !f.hidden {
		r.refuse(n, "svg-syntax", "export the file again", "%v", err)
	}
	return p
}

func (r *reader) polygon(n *node, f frame) (p scene.Path) {
	list, ok := numbers(n.attrs["points"])
	if !ok && !f.hidden {
		r.refuse(n, "svg-syntax", "export the file again", "points that aren't numbers")
	}
	for i := 0; i+1 < len(list); i += 2 {
		if i == 0 {
			p.MoveTo(list[0], list[1])
		} else {
			p.LineTo(list[i], list[i+1])
		}
	}
	if n.tag == "polygon" && len(list) >= 2 {
		p.Close()
	}
	return p
}

func ellipse(cx, cy, rx, ry float64) scene.Path {
	if rx <= 0 || ry <= 0 {
		return scene.Path{}
	}
	return scene.EllipsePath(scene.Rect{X: cx - rx, Y: cy - ry, W: 2 * rx, H: 2 * ry})
}

func (r *reader) rect(n *node, f frame) scene.Path {
	x, _ := r.geometry(n, "x", f.vw, f)
	y, _ := r.geometry(n, "y", f.vh, f)
	w, _ := r.geometry(n, "width", f.vw, f)
	h, _ := r.geometry(n, "height", f.vh, f)
	rx, hasX := r.geometry(n, "rx", f.vw, f)
	ry, hasY := r.geometry(n, "ry", f.vh, f)
	if w <= 0 || h <= 0 {
		return scene.Path{}
	}
	if !hasX || rx < 0 {
		rx = ry
	}
	if !hasY || ry < 0 {
		ry = rx
	}
	box := scene.Rect{X: x, Y: y, W: w, H: h}
	rx, ry = math.Min(rx, w/2), math.Min(ry, h/2)
	if rx <= 0 || ry <= 0 {
		return scene.RectPath(box)
	}
	// A rectangle with round corners, stretched until the corners are as wide as they should be.
	stretch := scene.Translate(x, y).Mul(scene.Scale(rx/ry, 1))
	p := scene.RoundRectPath(scene.Rect{W: w * ry / rx, H: h}, scene.Radii{TopLeft: ry, TopRight: ry, BottomRight: ry, BottomLeft: ry})
	return p.Transform(stretch)
}

// outlineBox is the box of what n draws, in the coordinates inside n.
func (r *reader) outlineBox(n *node, f frame) scene.Rect {
	f.hidden, f.copied = false, true
	return r.contentBox(r.content(n, f)).rect()
}

// contentBox is the box round the outlines of items, without strokes, painted or not.
func (r *reader) contentBox(items []scene.Item) (e extent) {
	scene.Walk(items, scene.Identity, func(it scene.Item, m scene.Matrix) bool {
		switch it := it.(type) {
		case scene.Shape:
			if r.points += len(it.Path.Points) / 8; r.points > maxPoints {
				r.stop(&node{tag: "svg"}, "more than %d points are measured", maxPoints)
				break
			}
			e = e.with(extentOf(it.Path.Extent(m)))
		case scene.Image:
			e = e.with(extentOf(m.ApplyRect(it.Box)))
		}
		return r.points <= maxPoints
	})
	return e
}

// stroke is how the outline of n is drawn; nil for not at all.
func (r *reader) stroke(n *node, path scene.Path, bounds scene.Rect, f frame) *scene.Stroke {
	st := f.st
	if st.width <= 0 || st.stroke.kind == paintNone {
		return nil
	}
	p := r.paint(n, st.stroke, st.strokeOpacity, bounds, f)
	if p.IsZero() {
		return nil
	}
	if strings.EqualFold(r.own(n, "vector-effect"), "non-scaling-stroke") && (!similar(f.ctm) || math.Abs(f.ctm.MeanScale()-1) > 1e-3) {
		r.refuse(n, "svg-stroke", "expand the strokes before export", "a stroke that doesn't scale with the drawing")
	}
	if st.width*f.ctm.MeanScale() > maxPlace {
		r.refuse(n, "svg-number", "export the file again", "a stroke wider than %.0f px", maxPlace)
		return nil
	}
	if len(st.dash) > 100 {
		r.refuse(n, "svg-stroke", "expand the stroke before export", "a dash pattern of more than 100 lengths")
		return nil
	}
	if st.dash != nil && !r.dashable(n, path, st.dash) {
		return nil
	}
	return &scene.Stroke{
		Paint: p, Width: st.width, Cap: st.cap, Join: st.join, MiterLimit: st.miter, Dash: st.dash, DashOffset: st.dashOffset,
	}
}

// dashable counts the dashes of a path at most, by the length of its control polygon.
func (r *reader) dashable(n *node, path scene.Path, dash []float64) bool {
	var pen, start scene.Point
	total, sum := 0.0, 0.0
	path.Walk(func(v scene.Verb, pts []scene.Point) {
		switch v {
		case scene.MoveTo:
			pen, start = pts[0], pts[0]
			return
		case scene.ClosePath:
			pts = []scene.Point{start}
		}
		for _, p := range pts {
			total += math.Hypot(p.X-pen.X, p.Y-pen.Y)
			pen = p
		}
	})
	for _, d := range dash {
		sum += d
	}
	if r.dashes += total / sum * float64(len(dash)); !(r.dashes < maxDashes) {
		r.stop(n, "more than %d dashes are drawn", maxDashes)
		return false
	}
	return true
}
