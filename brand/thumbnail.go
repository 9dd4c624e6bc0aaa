package brand

import (
	"image"
	"math"

	"kic/render/definition"
	"kic/render/raster"
	"kic/render/scene"
)

// The work that a drawing may ask for while it is judged. Beyond maxTouched it is drawn smaller, beyond maxFixed refused.
const (
	maxTouched = 16_000_000 // pixels of the thumbnail, each as often as an item touches it
	maxFixed   = 64_000_000 // what has to be read at any size: pixels of its pictures, and steps of its gradients
)

// gradientCost is how many steps are worked out for a gradient before it is drawn.
const gradientCost = 4096

var errTooMuch = definition.Refuse("draw each picture once, and fewer gradients", "draws too many pictures and gradients for a logo")

// thumbnail draws g through a matrix into w × h pixels.
func thumbnail(g scene.Group, to scene.Matrix, w, h int) (*image.NRGBA, error) {
	page := scene.Scene{W: float64(w), H: float64(h), Items: []scene.Item{scene.Group{Transform: to, Items: []scene.Item{g}}}}
	img, err := raster.Draw(page, w, h, nil)
	if err != nil {
		return nil, definition.Refuse("export it again", "can't be drawn (%v)", err)
	}
	return straight(img), nil
}

// work is what g asks for when it is drawn through a matrix on a page: the pixels that it touches there, and what it costs
// at any size. A clip, a mask and a fade each touch the whole page.
func work(g scene.Group, to scene.Matrix, page scene.Rect) (touched, fixed float64) {
	touch := func(box scene.Rect) {
		box = box.Grow(1).Intersect(page) // the pixels at its edges, too
		touched += box.W * box.H
	}
	paint := func(box scene.Rect, p scene.Paint) {
		if p.IsZero() {
			return
		}
		if p.Gradient != nil {
			fixed += gradientCost
		}
		touch(box)
	}
	var visit func(it scene.Item, to scene.Matrix) bool
	visit = func(it scene.Item, to scene.Matrix) bool {
		switch it := it.(type) {
		case scene.Shape:
			paint(to.ApplyRect(it.Path.Bounds()), it.Fill)
			if it.Stroke != nil {
				paint(to.ApplyRect(it.Path.Bounds().Grow(it.Stroke.Width*max(2, it.Stroke.MiterLimit/2))), it.Stroke.Paint)
			}
		case scene.Image:
			size := it.Source.Bounds().Size()
			fixed += float64(size.X) * float64(size.Y)
			touch(to.ApplyRect(it.Box))
		case scene.Group:
			effects := count(it.Opacity != 0 && it.Opacity != 1) + count(it.Clip != nil) + count(it.Mask != nil)
			touched += float64(effects) * page.W * page.H
			if it.Mask != nil {
				scene.Walk(it.Mask.Items, to.Mul(it.Transform), visit)
			}
		}
		return true
	}
	scene.Walk([]scene.Item{g}, to, visit)
	return touched, fixed
}

// smaller is by how much a thumbnail has to shrink for a drawing to touch no more pixels than it may; 1 for nearly every logo.
func smaller(touched float64) float64 { return min(1, math.Sqrt(maxTouched/touched)) }
