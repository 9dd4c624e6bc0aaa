package svg

import (
	"image/color"
	"strings"
	"sync"

	"kic/render/scene"
)

// cut clips and masks the items of n.
func (r *reader) cut(n *node, items []scene.Item, f frame) []scene.Item {
	bounds := sync.OnceValue(func() extent { return r.contentBox(items) })
	if v := r.own(n, "clip-path"); v != "" {
		id, _, ok := urlOf(v)
		switch target := r.ids[id]; {
		case !ok:
			r.refuse(n, "svg-clip", "clip with a path", "the clip-path %q", shorten(v))
		case target != nil && target.tag == "clipPath":
			items = r.clipped(target, items, bounds, f)
		}
	}
	if v := r.own(n, "mask"); v != "" && len(items) > 0 {
		id, _, ok := urlOf(v)
		switch target := r.ids[id]; {
		case !ok:
			r.refuse(n, "svg-clip", "mask with a mask element", "the mask %q", shorten(v))
		case target != nil && target.tag == "mask":
			items = r.masked(target, items, bounds, f)
		}
	}
	return items
}

// piece is one shape of a clip.
type piece struct {
	scene.Clip
	by *node // a clipPath that cuts the piece itself
}

// clipped cuts the items by the clipPath target; bounds is the box of what is cut.
func (r *reader) clipped(target *node, items []scene.Item, bounds func() extent, f frame) []scene.Item {
	if r.active[target] {
		r.refuse(target, "svg-cycle", "export the file again", "the clip cuts itself")
		return nil
	}
	r.active[target] = true
	defer delete(r.active, target)
	f.st, f.copied, f.user = r.inherited(target, f), true, nil
	m := r.placing(target, f, func() scene.Rect { return bounds().rect() })
	if target.attrs["clipPathUnits"] == "objectBoundingBox" {
		b := bounds().rect()
		if b.Empty() {
			return nil
		}
		m = scene.Matrix{A: b.W, D: b.H, E: b.X, F: b.Y}.Mul(m)
		f.vw, f.vh = 1, 1
	}
	if flat(m) {
		return nil
	}
	var pieces []piece
	for _, k := range target.kids {
		pieces = append(pieces, r.pieces(k, m, f)...)
	}
	items = r.through(pieces, items, f)
	if v := r.own(target, "clip-path"); v != "" && len(items) > 0 {
		if id, _, ok := urlOf(v); ok && r.ids[id] != nil && r.ids[id].tag == "clipPath" {
			items = r.clipped(r.ids[id], items, bounds, f)
		}
	}
	return items
}

// pieces are the shapes that a child of a clipPath adds to it, mapped by m.
func (r *reader) pieces(n *node, m scene.Matrix, f frame) []piece {
	if !r.spend(n) || f.depth > maxDepth || ignored[n.tag] || !r.applies(n) || strings.EqualFold(r.cascade(n)["display"], "none") {
		return nil
	}
	f.st = r.styled(n, f)
	if !f.st.visible || r.unsupported(n, f) {
		return nil
	}
	m = m.Mul(r.placing(n, f, func() scene.Rect { return scene.Rect{} }))
	if flat(m) {
		return nil
	}
	if n.tag == "use" {
		target := r.target(n, f)
		if target == nil || target.tag == "use" || target.tag == "g" {
			return nil
		}
		x, _ := r.geometry(n, "x", f.vw, f)
		y, _ := r.geometry(n, "y", f.vh, f)
		f.depth++
		return r.pieces(target, m.Mul(scene.Translate(x, y)), f)
	}
	path, ok := r.outline(n, f)
	inner := f
	inner.ctm = f.ctm.Mul(m)
	if !ok || path.Empty() || !r.inBounds(n, path, inner) {
		return nil
	}
	p := piece{Clip: scene.Clip{Path: path.Transform(m), EvenOdd: f.st.clipEvenOdd}}
	if id, _, ok := urlOf(r.own(n, "clip-path")); ok && r.ids[id] != nil && r.ids[id].tag == "clipPath" {
		p.by = r.ids[id]
	}
	return []piece{p}
}

// through shows the items through the pieces: by a path where one says it, else by a mask.
func (r *reader) through(pieces []piece, items []scene.Item, f frame) []scene.Item {
	if len(pieces) == 0 {
		return nil
	}
	if clip, ok := merge(pieces); ok {
		return []scene.Item{scene.Group{Clip: &clip, Items: items}}
	}
	mask := &scene.Mask{Alpha: true}
	for _, p := range pieces {
		var it scene.Item = scene.Shape{Path: p.Path, EvenOdd: p.EvenOdd, Fill: scene.Solid(white)}
		if p.by == nil {
			mask.Items = append(mask.Items, it)
			continue
		}
		mask.Items = append(mask.Items, r.clipped(p.by, []scene.Item{it}, func() extent { return extentOf(p.Path.Extent(scene.Identity)) }, f)...)
	}
	if len(mask.Items) == 0 {
		return nil
	}
	return []scene.Item{scene.Group{Mask: mask, Items: items}}
}

var white = color.NRGBA{255, 255, 255, 255}

// merge joins pieces that lie apart and follow one fill rule; where they overlap, their windings could cancel.
func merge(pieces []piece) (clip scene.Clip, ok bool) {
	if len(pieces) > 500 {
		return clip, false
	}
	var boxes []scene.Rect
	clip.EvenOdd = pieces[0].EvenOdd
	for _, p := range pieces {
		if p.by != nil || p.EvenOdd != clip.EvenOdd {
			return clip, false
		}
		b := p.Path.Extent(scene.Identity)
		for _, o := range boxes {
			if o.Overlaps(b) {
				return clip, false
			}
		}
		boxes = append(boxes, b)
		clip.Path.Append(p.Path)
	}
	return clip, true
}

// masked shows the items through the mask target; bounds is the box of what is masked.
func (r *reader) masked(target *node, items []scene.Item, bounds func() extent, f frame) []scene.Item {
	if r.active[target] {
		r.refuse(target, "svg-cycle", "export the file again", "the mask masks itself")
		return nil
	}
	r.active[target] = true
	defer delete(r.active, target)
	f.st, f.copied, f.user = r.inherited(target, f), true, nil
	if f.st.linear {
		r.refuse(target, "svg-clip", "export with sRGB blending", "a mask that blends in linear light")
	}
	region, ok := r.maskRegion(target, bounds, f)
	if !ok {
		return nil
	}
	inner, m := f, scene.Identity
	if target.attrs["maskContentUnits"] == "objectBoundingBox" {
		b := bounds().rect()
		if b.Empty() {
			return nil
		}
		m = scene.Matrix{A: b.W, D: b.H, E: b.X, F: b.Y}
		inner.ctm, inner.vw, inner.vh = f.ctm.Mul(m), 1, 1
	}
	shown := r.kids(target, inner)
	if baked, ok := bake(shown, m); ok {
		shown = baked
	} else {
		shown = []scene.Item{scene.Group{Transform: m, Items: shown}}
	}
	shown, _ = prune(shown)
	alpha := strings.EqualFold(r.own(target, "mask-type"), "alpha")
	if pieces, ok := stencil(shown, alpha); ok {
		items = r.through(pieces, items, f)
		if len(items) > 0 {
			items = []scene.Item{scene.Group{Clip: &scene.Clip{Path: scene.RectPath(region)}, Items: items}}
		}
	} else {
		shown = []scene.Item{scene.Group{Clip: &scene.Clip{Path: scene.RectPath(region)}, Items: shown}}
		items = []scene.Item{scene.Group{Mask: &scene.Mask{Alpha: alpha, Items: shown}, Items: items}}
	}
	return r.cut(target, items, f)
}

// maskRegion is the box outside which a mask shows nothing.
func (r *reader) maskRegion(target *node, bounds func() extent, f frame) (region scene.Rect, ok bool) {
	var b scene.Rect
	relative := target.attrs["maskUnits"] != "userSpaceOnUse"
	whole := scene.Rect{W: f.vw, H: f.vh}
	if relative {
		if b = bounds().rect(); b.Empty() {
			return region, false
		}
		whole = scene.Rect{W: 1, H: 1}
	}
	at := func(name string, size, share float64) float64 {
		if v, ok := r.geometry(target, name, size, f); ok {
			return v
		}
		return share * size
	}
	region = scene.Rect{X: at("x", whole.W, -0.1), Y: at("y", whole.H, -0.1), W: at("width", whole.W, 1.2), H: at("height", whole.H, 1.2)}
	if relative {
		region = scene.Rect{X: b.X + region.X*b.W, Y: b.Y + region.Y*b.H, W: region.W * b.W, H: region.H * b.H}
	}
	return region, !region.Empty()
}

// stencil is a mask of plain white shapes as the clip that does the same.
func stencil(items []scene.Item, alpha bool) (pieces []piece, ok bool) {
	for _, it := range items {
		s, ok := it.(scene.Shape)
		if !ok || s.Stroke != nil || s.Fill.Gradient != nil || s.Fill.Color.A != 255 || !alpha && s.Fill.Color != white {
			return nil, false
		}
		pieces = append(pieces, piece{Clip: scene.Clip{Path: s.Path, EvenOdd: s.EvenOdd}})
	}
	return pieces, true
}

// inherited is the style of n where it stands in the file, for elements that are drawn from elsewhere.
func (r *reader) inherited(n *node, f frame) style {
	if st, known := r.base[n]; known {
		return st
	}
	f.st = initialStyle(r.opt.Color)
	if n.parent != nil {
		f.st = r.inherited(n.parent, f)
	}
	st := r.styled(n, f)
	r.base[n] = st
	return st
}
