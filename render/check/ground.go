package check

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"slices"

	"kic/render/colour"
	"kic/render/raster"
	"kic/render/scene"
)

// shotSide is the longer side, in pixels, of the picture in which contrast is measured. It shows every line of legible
// type at least three pixels high, and costs little beside the piece itself.
const shotSide = 600

// stray is the share of an area that may be of any colour: the soft edges of shapes.
const stray = 0.02

// shot is what lies behind the words and logos, in pixels: that part of a small picture of the page in which they stand.
type shot struct {
	*image.RGBA
	kx, ky float64     // pixels in a scene unit
	corner image.Point // of the part, in the whole small picture
}

// take draws the logos, each alone, and the shot, which stays in the memory of the engine.
func (p *piece) take() error {
	for i := range p.marks {
		p.marks[i].picture = p.picture(p.marks[i])
	}
	s := p.laid.Scene
	k := min(1, shotSide/max(s.W, s.H))
	w, h := max(1, math.Round(s.W*k)), max(1, math.Round(s.H*k))
	p.shot.kx, p.shot.ky = w/s.W, h/s.H
	var boxes []scene.Rect
	for _, para := range p.paragraphs {
		boxes = append(boxes, para.box)
	}
	for _, m := range p.marks {
		boxes = append(boxes, m.Box)
	}
	var seen scene.Rect
	for i, b := range boxes {
		seen = seen.Union(b)
		boxes[i] = b.Grow(2 / min(p.shot.kx, p.shot.ky))
	}
	part := p.shot.pixels(seen).Inset(-1).Intersect(image.Rect(0, 0, int(w), int(h)))
	if part.Empty() {
		part = image.Rect(0, 0, 1, 1)
	}
	p.shot.corner = part.Min
	to := scene.Translate(-float64(part.Min.X), -float64(part.Min.Y)).Mul(scene.Scale(p.shot.kx, p.shot.ky))
	items, _ := bare(s.Items)
	items = nearby(items, scene.Identity, boxes)
	s.W, s.H, s.Items = float64(part.Dx()), float64(part.Dy()), []scene.Item{scene.Group{Transform: to, Items: items}}
	var err error
	p.shot.RGBA, err = p.engine.Draw(s, part.Dx(), part.Dy(), nil)
	return err
}

// pixels are those of the whole small picture that show box: at least one.
func (s shot) pixels(box scene.Rect) image.Rectangle {
	r := image.Rect(int(math.Round(box.X*s.kx)), int(math.Round(box.Y*s.ky)), int(math.Round(box.Right()*s.kx)), int(math.Round(box.Bottom()*s.ky)))
	if r.Dx() == 0 {
		r.Max.X++
	}
	if r.Dy() == 0 {
		r.Max.Y++
	}
	return r
}

// bare is items without words and logos, and without groups that hold nothing else.
func bare(items []scene.Item) (out []scene.Item, changed bool) {
	for i, it := range items {
		kept := true
		switch g := it.(type) {
		case scene.Text:
			kept = false
		case scene.Group:
			if g.Role == scene.RoleLogo {
				kept = false
				break
			}
			var less bool
			if g.Items, less = bare(g.Items); less {
				changed, it = begin(&out, items, i, changed), g
				kept = len(g.Items) > 0
			}
		}
		if !kept {
			changed = begin(&out, items, i, changed)
		} else if changed {
			out = append(out, it)
		}
	}
	if !changed {
		return items, false
	}
	return out, true
}

// begin copies the first n items to out, unless a copy has begun already.
func begin(out *[]scene.Item, items []scene.Item, n int, begun bool) bool {
	if !begun {
		*out = append(make([]scene.Item, 0, len(items)), items[:n]...)
	}
	return true
}

// nearby is those of items, as to maps them, that may show in any of boxes.
func nearby(items []scene.Item, to scene.Matrix, boxes []scene.Rect) []scene.Item {
	apart := func(r scene.Rect) bool {
		r = to.ApplyRect(r)
		return !slices.ContainsFunc(boxes, r.Overlaps)
	}
	var near []scene.Item
	for _, it := range items {
		switch shown := it.(type) {
		case scene.Shape:
			if shown.Stroke == nil && apart(shown.Path.Bounds()) {
				continue
			}
		case scene.Group:
			in := to.Mul(shown.Transform)
			if c := shown.Clip; c != nil && len(nearby([]scene.Item{scene.Shape{Path: c.Path}}, in, boxes)) == 0 {
				continue
			}
			if shown.Items = nearby(shown.Items, in, boxes); len(shown.Items) == 0 {
				continue
			}
			it = shown
		}
		near = append(near, it)
	}
	return near
}

// area is a colour behind something and how many pixels have it.
type area struct {
	colour color.NRGBA
	n      int
}

// behind are the colours in box, with how many pixels there are in all. Where nothing was painted the page is white.
func (p *piece) behind(box scene.Rect) (areas []area, total int) {
	r := p.shot.pixels(box).Sub(p.shot.corner).Intersect(p.shot.Rect)
	counts := map[[3]uint8]int{}
	var last [3]uint8
	run := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := p.shot.Pix[p.shot.PixOffset(r.Min.X, y):p.shot.PixOffset(r.Max.X, y)]
		for i := 0; i < len(row); i += 4 {
			under := 255 - row[i+3]
			if c := [3]uint8{row[i] + under, row[i+1] + under, row[i+2] + under}; c != last {
				counts[last] += run
				last, run = c, 0
			}
			run++
		}
	}
	counts[last] += run
	for c, n := range counts {
		if n > 0 {
			areas = append(areas, area{color.NRGBA{c[0], c[1], c[2], 255}, n})
		}
	}
	return areas, r.Dx() * r.Dy()
}

// worst is the contrast of words in c with what lies behind l, and what that is: the lowest that more than stray pixels
// have in any part of the line.
func (p *piece) worst(l line, c color.NRGBA) (ratio float64, on color.NRGBA, where scene.Rect) {
	ratio, on, where = math.Inf(1), color.NRGBA{}, l.ink
	parts := max(1, math.Round(l.ink.W/(partWidth*l.size)))
	w := l.ink.W / parts
	for i := range int(parts) {
		box := scene.Rect{X: l.ink.X + float64(i)*w, Y: l.ink.Y, W: w, H: l.ink.H}
		areas, total := p.behind(box)
		if got, colour := lowest(areas, total, func(ground color.NRGBA) float64 { return colour.Contrast(over(c, ground), ground) }); got < ratio {
			ratio, on, where = got, colour, box
		}
	}
	return ratio, on, where
}

// partWidth is how long a part of a line is for itself, in em: a few letters.
const partWidth = 2.5

// lowest is the lowest of f over areas, those left out that are too small to count, and the colour that has it.
func lowest(areas []area, total int, f func(color.NRGBA) float64) (least float64, on color.NRGBA) {
	type rated struct {
		area
		value float64
	}
	all := make([]rated, len(areas))
	for i, a := range areas {
		all[i] = rated{a, f(a.colour)}
	}
	slices.SortFunc(all, func(a, b rated) int {
		return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(scene.Hex(a.colour), scene.Hex(b.colour)))
	})
	n := 0
	for _, a := range all {
		if n += a.n; float64(n) > stray*float64(total) {
			return a.value, a.colour
		}
	}
	return math.Inf(1), color.NRGBA{}
}

// over is c laid over an opaque ground.
func over(c, ground color.NRGBA) color.NRGBA {
	a := float64(c.A) / 255
	mix := func(x, y uint8) uint8 { return uint8(float64(x)*a + float64(y)*(1-a) + 0.5) }
	return color.NRGBA{mix(c.R, ground.R), mix(c.G, ground.G), mix(c.B, ground.B), 255}
}

// hidden reports whether something that is painted after an item, other than words and logos, lies over box, and where.
func (p *piece) hidden(box scene.Rect, item int) (where scene.Rect, hidden bool) {
	after, _ := bare(p.laid.Scene.Items[item+1:])
	var near []scene.Item
	for _, it := range after {
		if scene.Ink(scene.Group{Items: []scene.Item{it}}).Overlaps(box) {
			near = append(near, it)
		}
	}
	if len(near) == 0 {
		return scene.Rect{}, false
	}
	k := shotSide / max(p.laid.Scene.W, p.laid.Scene.H)
	w, h := math.Ceil(box.W*k), math.Ceil(box.H*k)
	cut := scene.Scene{W: w, H: h, Items: []scene.Item{scene.Group{Transform: scene.Scale(w/box.W, h/box.H).Mul(scene.Translate(-box.X, -box.Y)), Items: near}}}
	shot, err := raster.Draw(cut, int(w), int(h), nil)
	if err != nil {
		return scene.Rect{}, false // the piece itself can't be drawn, then
	}
	n := 0
	for i := 3; i < len(shot.Pix); i += 4 {
		if shot.Pix[i] > 25 {
			n++
		}
	}
	return box, float64(n) > stray*w*h
}
