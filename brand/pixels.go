package brand

import "kic/render/scene"

// placed is a picture inside a drawing, and how its box comes to lie there.
type placed struct {
	scene.Image
	to scene.Matrix
}

// pictures are the pictures that a drawing holds, in its masks, too.
func pictures(g scene.Group) []placed {
	return picturesIn([]scene.Item{g}, scene.Identity)
}

func picturesIn(items []scene.Item, to scene.Matrix) []placed {
	var all []placed
	for _, it := range items {
		switch it := it.(type) {
		case scene.Image:
			all = append(all, placed{it, to})
		case scene.Group:
			in := to.Mul(it.Transform)
			if it.Mask != nil {
				all = append(all, picturesIn(it.Mask.Items, in)...)
			}
			all = append(all, picturesIn(it.Items, in)...)
		}
	}
	return all
}
