package svg

import (
	"strings"

	"kic/render/scene"
)

// reader turns elements into scene items. It collects refusals as it goes, and counts what it spends.
type reader struct {
	opt   Options
	ids   map[string]*node
	sheet sheet
	boxes map[string]extent

	refused  map[string]*refusal
	stopped  bool // a bound was met
	matching int  // comparisons with selectors
	elements int
	points   int
	dashes   float64
	pixels   int
	pictures map[*node]*picture
	stopsOf  map[*node][]scene.Stop
	base     map[*node]style // of elements that are drawn from elsewhere
	active   map[*node]bool  // what is being resolved, against cycles
}

// frame is what an element meets where it is drawn.
type frame struct {
	st     style
	ctm    scene.Matrix // from here to the document's 0,0,W,H
	vw, vh float64      // the nearest viewport, for per cent
	depth  int
	hidden bool   // nothing here is seen, only its boxes are wanted
	copied bool   // inside a use, a clip or a mask: ids don't count
	user   *node  // the outermost use, whose box grows with what it shows
	w, h   string // what a use says of the size of the symbol or svg that it shows
}

// survey looks at every element once: ids, style sheets, and what is dangerous wherever it stands.
func (r *reader) survey(root *node) {
	var visit func(n *node)
	visit = func(n *node) {
		if id := n.attrs["id"]; id != "" && r.ids[id] == nil {
			r.ids[id] = n
		}
		for name := range n.attrs {
			if len(name) > 2 && strings.EqualFold(name[:2], "on") {
				r.refuse(n, "svg-script", "export it without scripts", "an event handler (%s)", shorten(name))
			}
		}
		r.surveyHref(n)
		if n.tag == "style" {
			r.styles(n)
		}
		for _, k := range n.kids {
			visit(k)
		}
	}
	visit(root)
}

// surveyHref refuses references out of the file; a link only leads there when it is followed, so it may.
func (r *reader) surveyHref(n *node) {
	ref := strings.TrimSpace(n.attrs["href"])
	squeezed := strings.ToLower(strings.Join(strings.Fields(ref), ""))
	switch {
	case strings.HasPrefix(squeezed, "javascript:"):
		r.refuse(n, "svg-script", "export it without scripts", "a link that runs a script")
	case n.tag != "a" && !inside(ref):
		r.refuse(n, "svg-external", "embed it, or export the file as plain SVG", "a reference to %q outside the file", shorten(ref))
	}
	for name, v := range n.attrs {
		if ref, outside := outsideURL(v); outside && (name == "style" || presentation[name]) {
			r.refuse(n, "svg-external", "put it into the file", "%s refers to %q outside the file", name, ref)
		}
	}
}

// element draws n and what is in it, as the frame's coordinates see it. Shapes without any paint are kept until the end, for
// the boxes of what they are in.
func (r *reader) element(n *node, f frame) []scene.Item {
	if r.stopped || ignored[n.tag] {
		return nil
	}
	return r.instance(n, f)
}

// instance draws n also where it is a symbol.
func (r *reader) instance(n *node, f frame) []scene.Item {
	if r.active[n] {
		r.refuse(n, "svg-cycle", "export the file again", "the element holds itself")
		return nil
	}
	r.active[n] = true
	defer delete(r.active, n)
	if !r.spend(n) {
		return nil
	}
	if f.depth++; f.depth > maxDepth {
		r.stop(n, "elements nested more than %d deep", maxDepth)
		return nil
	}
	if !r.applies(n) {
		return nil
	}
	f.st = r.styled(n, f)
	if strings.EqualFold(r.cascade(n)["display"], "none") || r.ownShare(n, "opacity") == 0 {
		f.hidden = true
	}
	if r.unsupported(n, f) {
		return nil
	}
	m := r.placing(n, f, func() scene.Rect { return r.outlineBox(n, f) })
	if flat(m) {
		f.hidden, m = true, scene.Identity
	}
	if n.tag != "svg" && n.tag != "symbol" {
		f.w, f.h = "", ""
	}
	if f.ctm = f.ctm.Mul(m); tiny(f.ctm) {
		f.hidden, f.ctm = true, scene.Identity
	}
	items := r.content(n, f)
	if f.hidden {
		return nil
	}
	return r.wrapped(n, m, items, f)
}

// spend counts an element that is drawn; false says that the file has used up its bounds.
func (r *reader) spend(n *node) bool {
	r.cascade(n)
	if r.elements++; r.elements > maxElements {
		r.stop(n, "more than %d elements are drawn", maxElements)
	}
	if r.points += n.size / 16; r.points > maxPoints {
		r.stop(n, "more than %d points are drawn", maxPoints)
	}
	return !r.stopped
}

// ignored are elements that paint nothing where they stand.
var ignored = map[string]bool{
	"defs": true, "clipPath": true, "mask": true, "symbol": true, "linearGradient": true, "radialGradient": true, "stop": true,
	"pattern": true, "marker": true, "filter": true, "style": true, "title": true, "desc": true, "metadata": true, "view": true,
	"cursor": true, "font": true, "font-face": true, "color-profile": true, "solidColor": true, "meshgradient": true,
	"hatch": true, "mpath": true,
}

// content draws what n holds, in the coordinates inside n.
func (r *reader) content(n *node, f frame) []scene.Item {
	switch n.tag {
	case "g", "a":
		return r.kids(n, f)
	case "switch":
		for _, k := range n.kids {
			if !ignored[k.tag] && r.applies(k) {
				return r.element(k, f)
			}
		}
		return nil
	case "svg", "symbol":
		return r.viewport(n, f)
	case "use":
		return r.use(n, f)
	case "image":
		return r.image(n, f)
	}
	return r.shape(n, f)
}

func (r *reader) kids(n *node, f frame) []scene.Item {
	var items []scene.Item
	for _, k := range n.kids {
		items = append(items, r.element(k, f)...)
	}
	return items
}

// applies reports whether n's conditions hold: no extensions, and our language.
func (r *reader) applies(n *node) bool {
	if _, has := n.attrs["requiredExtensions"]; has {
		return false
	}
	langs, has := n.attrs["systemLanguage"]
	if !has {
		return true
	}
	want := strings.ToLower(r.opt.Lang)
	for _, l := range strings.Split(strings.ToLower(langs), ",") {
		l = strings.TrimSpace(l)
		if l != "" && (l == want || strings.HasPrefix(l, want+"-") || strings.HasPrefix(want, l+"-")) {
			return true
		}
	}
	return false
}

const outlineText = "convert text to outlines (Illustrator: Type > Create Outlines; Inkscape: Path > Object to Path)"

// unsupported refuses elements that we can't draw; it is true for those that need no further look.
func (r *reader) unsupported(n *node, f frame) bool {
	code, what, remedy := "", "", ""
	switch n.tag {
	case "text", "tspan", "textPath", "tref", "flowRoot", "altGlyph":
		if !n.hasWords() || f.st.fill.kind == paintNone && f.st.stroke.kind == paintNone {
			return true
		}
		code, what, remedy = "svg-text", "live text depends on fonts that may not be here", outlineText
	case "animate", "animateTransform", "animateMotion", "animateColor", "set", "discard":
		code, what, remedy = "svg-animation", "an animation has no still picture", "export a still version"
	case "foreignObject", "iframe", "video", "audio", "canvas", "embed", "object":
		code, what, remedy = "svg-foreign", "HTML or media inside the drawing", "export the drawing without it"
	case "mesh", "meshGradient":
		code, what, remedy = "svg-gradient", "a gradient mesh", "flatten it to a picture"
	default:
		return false
	}
	if !f.hidden && (f.st.visible || code == "svg-animation") {
		r.refuse(n, code, remedy, "%s", what)
	}
	return true
}

// wrapped gives the items of n their transform, opacity, clip and mask, with as few groups as do the same.
func (r *reader) wrapped(n *node, m scene.Matrix, items []scene.Item, f frame) []scene.Item {
	if len(items) == 0 {
		return nil
	}
	id := ""
	if n.tag == "g" {
		id = n.attrs["id"]
	}
	if painted(items) {
		r.effects(n, f)
		if items = r.faded(items, r.ownShare(n, "opacity")); r.own(n, "clip-path") != "" || r.own(n, "mask") != "" {
			items = r.cut(n, items, f)
		}
	}
	if id == "" {
		if moved, ok := bake(items, m); ok {
			return moved
		}
	}
	if len(items) == 1 { // the group of the opacity or the clip serves
		if g, ok := items[0].(scene.Group); ok && g.ID == "" && g.Transform == (scene.Matrix{}) {
			g.ID, g.Transform = id, matrix(m)
			return []scene.Item{g}
		}
	}
	return []scene.Item{scene.Group{ID: id, Transform: matrix(m), Items: items}}
}

// matrix keeps the zero Matrix for the identity, so that equal groups are equal.
func matrix(m scene.Matrix) scene.Matrix {
	if m == scene.Identity {
		return scene.Matrix{}
	}
	return m
}

// bake moves the items themselves where that needs no group: nothing to do, or one shape that keeps its stroke.
func bake(items []scene.Item, m scene.Matrix) ([]scene.Item, bool) {
	if m == scene.Identity {
		return items, true
	}
	if len(items) != 1 {
		return nil, false
	}
	s, ok := items[0].(scene.Shape)
	if !ok || s.Stroke != nil && !similar(m) {
		return nil, false
	}
	s.Path = s.Path.Transform(m)
	s.Fill = moved(s.Fill, m)
	if s.Stroke != nil {
		st := *s.Stroke
		st.Paint = moved(st.Paint, m)
		scale := m.MeanScale()
		st.Width *= scale
		st.DashOffset *= scale
		st.Dash = append([]float64(nil), st.Dash...)
		for i := range st.Dash {
			st.Dash[i] *= scale
		}
		s.Stroke = &st
	}
	return []scene.Item{s}, true
}

func moved(p scene.Paint, m scene.Matrix) scene.Paint {
	if p.Gradient != nil {
		g := *p.Gradient
		g.Transform = m.Mul(g.Transform)
		p.Gradient = &g
	}
	return p
}

// faded gives the items an opacity as a whole. One shape with one paint carries it in that paint.
func (r *reader) faded(items []scene.Item, opacity float64) []scene.Item {
	if opacity == 1 {
		return items
	}
	if s, ok := items[0].(scene.Shape); ok && len(items) == 1 && (s.Stroke == nil || s.Fill.IsZero()) {
		s.Fill = fadePaint(s.Fill, opacity)
		if s.Stroke != nil {
			st := *s.Stroke
			st.Paint = fadePaint(st.Paint, opacity)
			s.Stroke = &st
		}
		return []scene.Item{s}
	}
	return []scene.Item{scene.Group{Opacity: opacity, Items: items}}
}

func fadePaint(p scene.Paint, by float64) scene.Paint {
	if p.Gradient == nil {
		p.Color = fade(p.Color, by)
		return p
	}
	g := *p.Gradient
	g.Stops = append([]scene.Stop(nil), g.Stops...)
	for i := range g.Stops {
		g.Stops[i].Color = fade(g.Stops[i].Color, by)
	}
	p.Gradient = &g
	return p
}

// beyondUs are styles that move or change an element in ways that we don't draw.
var beyondUs = []string{
	"animation", "animation-name", "offset-path", "rotate", "scale", "translate", "mask-image", "backdrop-filter",
}

// effects refuses what changes the look of n as a whole.
func (r *reader) effects(n *node, f frame) {
	if v := r.own(n, "filter"); v != "" {
		if id, _, ok := urlOf(v); !ok || r.ids[id] != nil {
			r.refuse(n, "svg-filter", "flatten the effect to a picture, or remove it", "a filter effect (blur, shadow, glow)")
		}
	}
	for _, name := range []string{"mix-blend-mode", "background-blend-mode"} {
		if v := r.own(n, name); v != "" {
			r.refuse(n, "svg-blend", "flatten transparency before export", "the blend mode %q", shorten(v))
		}
	}
	for _, name := range beyondUs {
		if v := r.own(n, name); v != "" {
			code := "svg-css"
			if strings.HasPrefix(name, "animation") {
				code = "svg-animation"
			}
			r.refuse(n, code, "export a still version with plain attributes", "the style %q", name)
		}
	}
}

// painted reports whether any item leaves a mark.
func painted(items []scene.Item) bool {
	for _, it := range items {
		switch it := it.(type) {
		case scene.Shape:
			if !it.Fill.IsZero() || it.Stroke != nil {
				return true
			}
		case scene.Group:
			if painted(it.Items) {
				return true
			}
		default:
			return true
		}
	}
	return false
}
