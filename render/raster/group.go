package raster

import (
	"errors"
	"image"
	"math"

	"kic/render/scene"
)

var errOpacity = errors.New("a group's opacity is below 0 or not a number")

// group draws a group's items. Where nothing is done to the group as a whole, it draws straight onto what lies under them.
// Otherwise what they paint is taken back where the clip hides it, and in part where the group's opacity says so.
func (d *drawer) group(visible image.Rectangle, m scene.Matrix, g scene.Group) error {
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
		// A box along the pixels only makes the picture smaller.
		if box, ok := alongPixels(g.Clip.Path, m, visible); ok {
			visible, g.Clip = box, nil
		}
	}
	if visible.Empty() {
		return nil
	}
	if g.Clip == nil && g.Mask == nil && strength == whole {
		return d.items(visible, m, g.Items)
	}
	return d.isolate(visible, m, g, strength)
}

// isolate draws a group of which only a part shows. A layer blended in as a whole would come to the same: what is painted
// over the page, as far as it shows, and the page as far as it doesn't.
func (d *drawer) isolate(visible image.Rectangle, m scene.Matrix, g scene.Group, strength uint32) error {
	box := pixels(d.reach(m, g.Items), visible)
	if g.Clip != nil {
		box = pixels(m.ApplyRect(g.Clip.Path.Bounds()), box)
	}
	if g.Mask != nil {
		box = pixels(d.reach(m, g.Mask.Items), box)
	}
	if !box.Overlaps(d.rows) {
		return nil
	}
	d.step(step{does: remember, box: box})
	if err := d.content(box, m, g); err != nil {
		return err
	}
	keep := step{does: takeBack, box: box, strength: strength}
	if g.Clip != nil {
		keep.clipped, keep.spans = true, d.held(d.inside(box, m, g.Clip.Path, g.Clip.EvenOdd))
	}
	d.step(keep)
	return nil
}

// content draws the items of a group, and, where it has a mask, does so in a layer that is masked and then laid down.
func (d *drawer) content(box image.Rectangle, m scene.Matrix, g scene.Group) error {
	if g.Mask == nil {
		return d.items(box, m, g.Items)
	}
	d.step(step{does: addLayer, box: box})
	if err := d.items(box, m, g.Items); err != nil {
		return err
	}
	d.step(step{does: addLayer, box: box})
	if err := d.items(box, m, g.Mask.Items); err != nil {
		return err
	}
	mask := step{does: maskLayer, box: box, by: byLuminance}
	if g.Mask.Alpha {
		mask.by = byAlpha
	}
	d.step(mask)
	d.step(step{does: layDown, box: box})
	return nil
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
