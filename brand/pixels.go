package brand

import (
	"image"
	"math"

	"kic/render/scene"
)

// placed is a picture inside a drawing, and how its box comes to lie there.
type placed struct {
	scene.Image
	to scene.Matrix
}

// pictures are the pictures that a drawing holds, in its masks, too.
func pictures(g scene.Group) (all []placed) {
	var visit func(it scene.Item, to scene.Matrix) bool
	visit = func(it scene.Item, to scene.Matrix) bool {
		if img, ok := it.(scene.Image); ok {
			all = append(all, placed{img, to})
		}
		if g, ok := it.(scene.Group); ok && g.Mask != nil {
			scene.Walk(g.Mask.Items, to.Mul(g.Transform), visit)
		}
		return true
	}
	scene.Walk([]scene.Item{g}, scene.Identity, visit)
	return all
}

// coarsest is the size of the picture with the fewest pixels for its size in a drawing, and how many it has in one unit, of
// those that are seen in box. Zero: there is none.
func coarsest(all []placed, box scene.Rect) (size image.Point, detail float64) {
	for _, p := range all {
		m := p.to.OrIdentity()
		if m.ApplyRect(p.Box).Intersect(box).Empty() || uniform(p.Source) {
			continue
		}
		px := p.Source.Bounds().Size()
		d := min(float64(px.X)/(p.Box.W*math.Hypot(m.A, m.B)), float64(px.Y)/(p.Box.H*math.Hypot(m.C, m.D)))
		if detail == 0 || d < detail {
			size, detail = px, d
		}
	}
	return size, detail
}

// uniform reports whether a picture is of one colour all over, and so has nothing to lose when it is enlarged.
func uniform(img image.Image) bool {
	b := img.Bounds()
	r, g, bl, a := img.At(b.Min.X, b.Min.Y).RGBA()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r2, g2, b2, a2 := img.At(x, y).RGBA(); r2 != r || g2 != g || b2 != bl || a2 != a {
				return false
			}
		}
	}
	return true
}
