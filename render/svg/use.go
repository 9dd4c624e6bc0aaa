package svg

import (
	"math"
	"strings"

	"kic/render/scene"
)

// target is what a use shows; nil where there is nothing to show.
func (r *reader) target(n *node, f frame) *node {
	ref := strings.TrimSpace(n.attrs["href"])
	if !strings.HasPrefix(ref, "#") {
		if ref != "" && inside(ref) && !f.hidden {
			r.refuse(n, "svg-external", "put the drawing itself into the file", "a drawing inside a data: reference")
		}
		return nil
	}
	t := r.ids[ref[1:]]
	if t == nil && !f.hidden {
		r.refuse(n, "svg-missing", "export the file again", "it shows #%s, which isn't in the file", shorten(ref[1:]))
	}
	return t
}

// use draws another element again.
func (r *reader) use(n *node, f frame) []scene.Item {
	target := r.target(n, f)
	if target == nil || f.hidden || ignored[target.tag] && target.tag != "symbol" {
		return nil
	}
	x, _ := r.geometry(n, "x", f.vw, f)
	y, _ := r.geometry(n, "y", f.vh, f)
	m := scene.Translate(x, y)
	f.ctm = f.ctm.Mul(m)
	if !f.copied {
		f.copied, f.user = true, n
	}
	f.w, f.h = n.attrs["width"], n.attrs["height"]
	items := r.instance(target, f)
	if baked, ok := bake(items, m); ok || len(items) == 0 {
		return baked
	}
	return []scene.Item{scene.Group{Transform: m, Items: items}}
}

// viewport draws what is in an inner svg or a symbol into its box.
func (r *reader) viewport(n *node, f frame) []scene.Item {
	box := scene.Rect{W: f.vw, H: f.vh}
	if n.tag == "svg" {
		box.X, _ = r.geometry(n, "x", f.vw, f)
		box.Y, _ = r.geometry(n, "y", f.vh, f)
	}
	if v, ok := r.geometry(n, "width", f.vw, f); ok {
		box.W = v
	}
	if v, ok := r.geometry(n, "height", f.vh, f); ok {
		box.H = v
	}
	if l, ok := parseLength(f.w); ok {
		box.W = l.in(f.vw, f.st.em)
	}
	if l, ok := parseLength(f.h); ok {
		box.H = l.in(f.vh, f.st.em)
	}
	f.w, f.h = "", ""
	if box.Empty() {
		return nil
	}
	m := scene.Translate(box.X, box.Y)
	f.vw, f.vh = box.W, box.H
	if vb, has := r.viewBox(n); has {
		if vb.Empty() {
			return nil
		}
		m = fit(n.attrs["preserveAspectRatio"], vb, box)
		f.vw, f.vh = vb.W, vb.H
	}
	if flat(m) {
		return nil
	}
	f.ctm = f.ctm.Mul(m)
	items := r.kids(n, f)
	if len(items) == 0 {
		return nil
	}
	if m != scene.Identity {
		items = []scene.Item{scene.Group{Transform: m, Items: items}}
	}
	switch strings.ToLower(r.cascade(n)["overflow"]) {
	case "visible", "auto":
		return items
	}
	return []scene.Item{scene.Group{Clip: &scene.Clip{Path: scene.RectPath(box)}, Items: items}}
}

// viewBox is the viewBox of n; has is false where it has none that can be read.
func (r *reader) viewBox(n *node) (vb scene.Rect, has bool) {
	s := strings.TrimSpace(n.attrs["viewBox"])
	if s == "" {
		return vb, false
	}
	v, ok := numbers(s)
	if !ok || len(v) != 4 {
		r.refuse(n, "svg-size", "export the file again", "the viewBox %q isn't four numbers", shorten(s))
		return vb, false
	}
	return scene.Rect{X: v[0], Y: v[1], W: v[2], H: v[3]}, true
}

// fit maps the viewBox vb into box as preserveAspectRatio says.
func fit(aspect string, vb, box scene.Rect) scene.Matrix {
	sx, sy := box.W/vb.W, box.H/vb.H
	words := strings.Fields(aspect)
	if len(words) > 0 && words[0] == "defer" {
		words = words[1:]
	}
	align := "xMidYMid"
	if len(words) > 0 {
		align = words[0]
	}
	if align != "none" {
		if len(words) > 1 && words[1] == "slice" {
			sx = math.Max(sx, sy)
		} else {
			sx = math.Min(sx, sy)
		}
		sy = sx
	}
	share := func(axis string) float64 {
		switch {
		case align == "none", strings.Contains(align, axis+"Min"):
			return 0
		case strings.Contains(align, axis+"Max"):
			return 1
		}
		return 0.5
	}
	return scene.Matrix{
		A: sx, D: sy,
		E: box.X - vb.X*sx + (box.W-vb.W*sx)*share("x"),
		F: box.Y - vb.Y*sy + (box.H-vb.H*sy)*share("Y"),
	}
}
