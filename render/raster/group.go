package raster

import (
	"errors"
	"image"
	"math"
	"slices"

	"kic/render/scene"
)

var errOpacity = errors.New("a group's opacity is below 0 or not a number")

// group paints a group's items: straight into dst where nothing is done to the group as a whole, else into a layer of
// its own, no larger than what shows of it, which is then masked and painted through the clip at the group's opacity.
func (d *drawer) group(dst *image.RGBA, m scene.Matrix, g scene.Group) error {
	m = m.Mul(g.Transform)
	if !(g.Opacity >= 0) {
		return errOpacity
	}
	strength := uint32(whole)
	if g.Opacity > 0 && g.Opacity < 1 {
		strength = uint32(g.Opacity*whole + 0.5)
	}
	if g.Clip != nil {
		if err := checkPath(g.Clip.Path, m); err != nil {
			return err
		}
		// A box along the pixels needs no layer: it only makes the picture smaller.
		if box, ok := alongPixels(g.Clip.Path, m, dst.Rect); ok {
			dst, g.Clip = dst.SubImage(box).(*image.RGBA), nil
		}
	}
	if dst.Rect.Empty() {
		return nil
	}
	if g.Clip == nil && g.Mask == nil && strength == whole {
		return d.items(dst, m, g.Items)
	}
	return d.isolate(dst, m, g, strength)
}

// isolate paints a group by way of a layer.
func (d *drawer) isolate(dst *image.RGBA, m scene.Matrix, g scene.Group, strength uint32) error {
	box := pixels(d.reach(m, g.Items), dst.Rect)
	if g.Clip != nil {
		box = pixels(m.ApplyRect(g.Clip.Path.Bounds()), box)
	}
	if g.Mask != nil {
		box = pixels(d.reach(m, g.Mask.Items), box)
	}
	if box.Empty() {
		return nil
	}
	dst = dst.SubImage(box).(*image.RGBA)
	if g.Mask == nil {
		return d.paintThrough(dst, m, g, strength)
	}
	content := d.layer(box)
	defer d.release(content)
	if err := d.items(content, m, g.Items); err != nil {
		return err
	}
	if err := d.mask(content, m, *g.Mask); err != nil {
		return err
	}
	under := d.copyOf(dst)
	defer d.release(under)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		over(row(dst, y), row(content, y), whole)
	}
	d.keep(dst, under, m, g.Clip, strength)
	return nil
}

// paintThrough paints a group's items straight into dst, and then takes back what its clip hides. A layer blended in as
// a whole would come to the same: what is painted over dst, as far as it shows, and dst as far as it doesn't.
func (d *drawer) paintThrough(dst *image.RGBA, m scene.Matrix, g scene.Group, strength uint32) error {
	under := d.copyOf(dst)
	defer d.release(under)
	if err := d.items(dst, m, g.Items); err != nil {
		return err
	}
	d.keep(dst, under, m, g.Clip, strength)
	return nil
}

// keep takes back what was painted over under: wholly outside clip, and in part where an edge or a strength of less than
// whole says so. Without a clip it is the same everywhere.
func (d *drawer) keep(dst, under *image.RGBA, m scene.Matrix, clip *scene.Clip, strength uint32) {
	box := dst.Rect
	if clip == nil {
		for y := box.Min.Y; y < box.Max.Y; y++ {
			takeBack(row(dst, y), row(under, y), strength)
		}
		return
	}
	spans := d.inside(box, m, clip.Path, clip.EvenOdd)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		painted, old := row(dst, y), row(under, y)
		done := 0 // bytes
		for ; len(spans) > 0 && int(spans[0].y) == y; spans = spans[1:] {
			s := spans[0]
			from, to := 4*(int(s.x0)-box.Min.X), 4*(int(s.x1)-box.Min.X)
			copy(painted[done:from], old[done:from])
			takeBack(painted[from:to], old[from:to], uint32(s.cover)*strength/full)
			done = to
		}
		copy(painted[done:], old[done:])
	}
}

// takeBack moves a row back towards what was under it: all of it stays at a strength of whole, nothing at 0.
func takeBack(painted, under []uint8, strength uint32) {
	if strength == whole {
		return
	}
	for i := 0; i < len(painted) && i < len(under); i++ {
		if p, u := painted[i], under[i]; p != u {
			painted[i] = uint8((uint32(p)*strength + uint32(u)*(whole-strength) + whole/2) / whole)
		}
	}
}

// copyOf is a layer with the pixels of a picture.
func (d *drawer) copyOf(p *image.RGBA) *image.RGBA {
	layer := d.space(p.Rect)
	for y := p.Rect.Min.Y; y < p.Rect.Max.Y; y++ {
		copy(row(layer, y), row(p, y))
	}
	return layer
}

// mask lets content through by the luminance or the alpha of the mask's items.
func (d *drawer) mask(content *image.RGBA, m scene.Matrix, mask scene.Mask) error {
	holes := d.layer(content.Rect)
	defer d.release(holes)
	if err := d.items(holes, m, mask.Items); err != nil {
		return err
	}
	for y := content.Rect.Min.Y; y < content.Rect.Max.Y; y++ {
		px, by := row(content, y), row(holes, y)
		for i := 0; i+4 <= len(px) && i+4 <= len(by); i += 4 {
			let := uint32(by[i+3]) * 10000
			if !mask.Alpha {
				let = luminance(by[i], by[i+1], by[i+2])
			}
			for c := i; c < i+4; c++ {
				px[c] = uint8((uint32(px[c])*let + 255*5000) / (255 * 10000))
			}
		}
	}
	return nil
}

// luminance is that of a premultiplied colour, and so times its alpha, in 255·10000ths: SVG 1.1's weights (14.4).
func luminance(r, g, b uint8) uint32 {
	return 2125*uint32(r) + 7154*uint32(g) + 721*uint32(b)
}

// picture is pixels already painted, as a source. They hold every pixel that is asked for.
type picture struct{ *image.RGBA }

func (p picture) span(y, x0, x1 int) []uint8 {
	i := p.PixOffset(x0, y)
	return p.Pix[i : i+4*(x1-x0)]
}

func (p picture) opaque() bool { return false }

// row is the pixels of row y of a picture.
func row(p *image.RGBA, y int) []uint8 {
	i := p.PixOffset(p.Rect.Min.X, y)
	return p.Pix[i : i+4*p.Rect.Dx()]
}

// layer is a clear picture over box.
func (d *drawer) layer(box image.Rectangle) *image.RGBA {
	img := d.space(box)
	clear(img.Pix)
	return img
}

// space is a picture over box with any pixels, out of memory that was used before where some is large enough.
func (d *drawer) space(box image.Rectangle) *image.RGBA {
	size := 4 * box.Dx() * box.Dy()
	img := &image.RGBA{Stride: 4 * box.Dx(), Rect: box}
	for i, pix := range d.free {
		if cap(pix) >= size {
			d.free[i] = d.free[len(d.free)-1]
			d.free = d.free[:len(d.free)-1]
			img.Pix = pix[:size]
			return img
		}
	}
	img.Pix = make([]uint8, size)
	return img
}

// release keeps a layer's memory for another one: of a few, the largest.
func (d *drawer) release(layer *image.RGBA) {
	const few = 2
	d.free = append(d.free, layer.Pix)
	if len(d.free) > few {
		slices.SortFunc(d.free, func(a, b []uint8) int { return cap(b) - cap(a) })
		clear(d.free[few:])
		d.free = d.free[:few]
	}
}

// reach is a box, in pixels, outside which the items paint nothing.
func (d *drawer) reach(m scene.Matrix, items []scene.Item) scene.Rect {
	var all scene.Rect
	for _, it := range items {
		all = all.Union(d.reachOf(m, it))
	}
	return all
}

func (d *drawer) reachOf(m scene.Matrix, it scene.Item) scene.Rect {
	const edge = 1 // pixel, so that a line without a height has an area too
	switch it := it.(type) {
	case scene.Shape:
		r := it.Path.Bounds()
		if it.Stroke != nil {
			r = r.Grow(strokeReach(*it.Stroke))
		}
		return m.ApplyRect(r).Grow(edge)
	case scene.Text:
		words, err := d.words(it)
		if err != nil {
			return everywhere // painting it will report the error
		}
		return m.ApplyRect(words.Bounds()).Grow(edge)
	case scene.Image:
		return m.ApplyRect(it.Box).Grow(edge)
	case scene.Group:
		m = m.Mul(it.Transform)
		r := d.reach(m, it.Items)
		if it.Clip != nil {
			r = r.Intersect(m.ApplyRect(it.Clip.Path.Bounds()).Grow(edge))
		}
		return r
	}
	return scene.Rect{}
}

// everywhere holds every page.
var everywhere = scene.Rect{X: -farthest, Y: -farthest, W: 2 * farthest, H: 2 * farthest}

// alongPixels is the part of limit inside p, when p as m maps it is a box whose edges either lie between pixels, to
// within what coverage can tell, or outside limit.
func alongPixels(p scene.Path, m scene.Matrix, limit image.Rectangle) (image.Rectangle, bool) {
	r, ok := upright(p, m)
	if !ok {
		return limit, false
	}
	edge := func(v float64, lo, hi int) (int, bool) {
		near := math.Round(max(float64(lo), min(float64(hi), v)))
		return int(near), math.Abs(v-near) < 1.0/256 || v < float64(lo) || v > float64(hi)
	}
	x0, a := edge(r.X, limit.Min.X, limit.Max.X)
	x1, b := edge(r.Right(), limit.Min.X, limit.Max.X)
	y0, c := edge(r.Y, limit.Min.Y, limit.Max.Y)
	y1, e := edge(r.Bottom(), limit.Min.Y, limit.Max.Y)
	box := image.Rectangle{Min: image.Pt(x0, y0), Max: image.Pt(x1, y1)}
	return box, a && b && c && e
}

// upright is the box that p is as m maps it; ok is false when it is anything else than one upright box.
func upright(p scene.Path, m scene.Matrix) (r scene.Rect, ok bool) {
	n := len(p.Points)
	if n == 5 && p.Points[4] == p.Points[0] {
		n = 4
	}
	if n != 4 {
		return r, false
	}
	for i, v := range p.Verbs {
		if (v == scene.MoveTo) != (i == 0) || v == scene.QuadTo || v == scene.CubeTo || v == scene.ClosePath && i < n {
			return r, false
		}
	}
	var q [4]scene.Point
	for i := range q {
		q[i] = m.Apply(p.Points[i])
	}
	across := q[0].Y == q[1].Y && q[1].X == q[2].X && q[2].Y == q[3].Y && q[3].X == q[0].X
	down := q[0].X == q[1].X && q[1].Y == q[2].Y && q[2].X == q[3].X && q[3].Y == q[0].Y
	if !across && !down {
		return r, false
	}
	x0, x1 := min(q[0].X, q[2].X), max(q[0].X, q[2].X)
	y0, y1 := min(q[0].Y, q[2].Y), max(q[0].Y, q[2].Y)
	return scene.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}, true
}
