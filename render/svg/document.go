package svg

import (
	"math"
	"strings"

	"kic/render/scene"
)

// document draws the whole file; where anything was refused, what it gives is not used.
func (r *reader) document(root *node) *Document {
	doc := &Document{Boxes: map[string]scene.Rect{}}
	for _, k := range root.kids {
		if k.tag == "title" {
			doc.Title = strings.Join(strings.Fields(k.words()), " ")
			break
		}
	}
	vb, hasBox := r.viewBox(root)
	if hasBox && vb.Empty() {
		r.refuse(root, "svg-size", "give it the size of the drawing", "the viewBox has no area")
		return nil
	}
	w, h, known := r.size(root, vb)
	if !known { // as large as what it holds
		ink := scene.Ink(scene.Group{Items: r.contents(root, scene.Identity, scene.Rect{W: 100, H: 100})})
		w, h = ink.Right(), ink.Bottom()
		r.boxes = map[string]extent{}
	}
	if len(r.refused) == 0 && !(w > 0 && h > 0) {
		r.refuse(root, "svg-empty", "export the file again", "the drawing shows nothing")
	}
	if !(w <= maxPlace && h <= maxPlace) {
		r.refuse(root, "svg-size", "export it at the size of the drawing", "the drawing is more than %.0f px large", maxPlace)
	}
	if !hasBox {
		vb = scene.Rect{W: w, H: h}
	}
	m := scene.Identity
	if vb.W != w || vb.H != h || vb.X != 0 || vb.Y != 0 {
		m = fit(root.attrs["preserveAspectRatio"], vb, scene.Rect{W: w, H: h})
	}
	if len(r.refused) > 0 && !(w > 0 && h > 0) || flat(m) {
		m = scene.Identity // only to find what else is wrong
	}
	doc.W, doc.H, doc.ViewBox = w, h, vb
	doc.Group = scene.Group{Transform: matrix(m), Items: r.contents(root, m, vb)}
	page := scene.Rect{W: w, H: h}
	ink := scene.Ink(doc.Group)
	if !page.Contains(ink, 1e-3*math.Max(w, h)) {
		back, _ := m.Invert()
		doc.Group.Clip = &scene.Clip{Path: scene.RectPath(page).Transform(back)}
	}
	switch {
	case len(r.refused) > 0:
	case ink.Empty():
		r.refuse(root, "svg-empty", "export the file again", "the drawing shows nothing")
	case ink.Intersect(page).Empty():
		r.refuse(root, "svg-empty", "fit the page to the drawing and export it again", "the drawing lies outside its page")
	}
	if len(r.refused) == 0 && !finite(doc.Group) {
		r.refuse(root, "svg-number", "export the file again", "a number beyond all bounds")
	}
	for id, e := range r.boxes {
		doc.Boxes[id] = e.rect()
	}
	return doc
}

// contents draws what the root holds, with the root's own opacity, clip and transform.
func (r *reader) contents(root *node, m scene.Matrix, vb scene.Rect) []scene.Item {
	f := frame{st: initialStyle(r.opt.Color), ctm: m, vw: vb.W, vh: vb.H}
	f.st = r.styled(root, f)
	if strings.EqualFold(r.cascade(root)["display"], "none") || r.ownShare(root, "opacity") == 0 {
		f.hidden = true
	}
	turn := r.placing(root, f, func() scene.Rect { return vb })
	if flat(turn) {
		return nil
	}
	f.ctm = f.ctm.Mul(turn)
	r.active[root] = true
	defer delete(r.active, root)
	items := r.kids(root, f)
	if r.stopped || f.hidden {
		return nil
	}
	items, _ = prune(r.wrapped(root, turn, items, f))
	return items
}

// size is the natural size of the file in px; known is false where it states none.
func (r *reader) size(root *node, vb scene.Rect) (w, h float64, known bool) {
	read := func(name string, whole float64) (float64, bool) {
		s := strings.TrimSpace(root.attrs[name])
		l, ok := parseLength(s)
		switch {
		case s == "" || strings.EqualFold(s, "auto"):
			return 0, false
		case !ok:
			r.refuse(root, "svg-size", "give a size such as 300 or 80mm", "%s=%q isn't a size", name, shorten(s))
			return 0, false
		case l.v <= 0:
			r.refuse(root, "svg-size", "give a size such as 300 or 80mm", "%s is %s", name, shorten(s))
			return 0, false
		case l.unit == "%":
			return l.in(whole, 0), whole > 0
		}
		return l.in(0, defaultEm), true
	}
	w, hasW := read("width", vb.W)
	h, hasH := read("height", vb.H)
	switch {
	case hasW && hasH:
	case vb.Empty():
		return 0, 0, false
	case hasW:
		h = w * vb.H / vb.W
	case hasH:
		w = h * vb.W / vb.H
	default:
		w, h = vb.W, vb.H
	}
	return w, h, true
}

// prune takes out what paints nothing, clips that cut nothing and groups that do nothing. ink is a box round what is left.
func prune(items []scene.Item) (left []scene.Item, ink extent) {
	for _, it := range items {
		g, ok := it.(scene.Group)
		if !ok {
			if painted([]scene.Item{it}) {
				left = append(left, it)
				ink = ink.with(inkOf(it))
			}
			continue
		}
		kept, box := pruneGroup(g)
		left = append(left, kept...)
		ink = ink.with(box)
	}
	return left, ink
}

func inkOf(it scene.Item) extent {
	return extentOf(scene.Ink(scene.Group{Items: []scene.Item{it}}))
}

func pruneGroup(g scene.Group) ([]scene.Item, extent) {
	items, ink := prune(g.Items)
	if len(items) == 0 {
		return nil, extent{}
	}
	g.Items = items
	if g.Clip != nil {
		cut := g.Clip.Path.Extent(scene.Identity)
		if isBox(g.Clip.Path) && cut.Contains(ink.rect(), 1e-6*math.Max(cut.W, cut.H)) {
			g.Clip = nil
		} else if !cut.Overlaps(ink.rect().Grow(1e-9)) {
			return nil, extent{}
		} else {
			ink = extentOf(cut.Intersect(ink.rect().Grow(1e-9)))
		}
	}
	if g.Mask != nil {
		mask := *g.Mask
		if mask.Items, _ = prune(mask.Items); len(mask.Items) == 0 {
			return nil, extent{}
		}
		g.Mask = &mask
	}
	m := g.Transform.OrIdentity()
	ink = extentOf(m.ApplyRect(ink.rect()))
	if g.ID == "" && g.Clip == nil && g.Mask == nil && (g.Opacity == 0 || g.Opacity == 1) {
		if baked, ok := bake(items, m); ok {
			return baked, ink
		}
	}
	return []scene.Item{g}, ink
}

// isBox reports whether p is a single upright rectangle.
func isBox(p scene.Path) bool {
	if len(p.Points) < 4 || len(p.Points) > 5 || p.Verbs[0] != scene.MoveTo {
		return false
	}
	for i, v := range p.Verbs[1:] {
		if v != scene.LineTo && (v != scene.ClosePath || i != len(p.Verbs)-2) {
			return false
		}
	}
	b := p.Bounds()
	eps := 1e-9 * (math.Abs(b.X) + math.Abs(b.Y) + b.W + b.H)
	near := func(a, b float64) bool { return math.Abs(a-b) <= eps }
	for i, pt := range p.Points {
		next := p.Points[(i+1)%len(p.Points)]
		if !near(pt.X, next.X) && !near(pt.Y, next.Y) {
			return false
		}
		if !near(pt.X, b.X) && !near(pt.X, b.Right()) || !near(pt.Y, b.Y) && !near(pt.Y, b.Bottom()) {
			return false
		}
	}
	apart := func(a, c scene.Point) bool { return !near(a.X, c.X) && !near(a.Y, c.Y) }
	return apart(p.Points[0], p.Points[2]) && apart(p.Points[1], p.Points[3])
}
