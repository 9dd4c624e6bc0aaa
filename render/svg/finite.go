package svg

import (
	"math"

	"kic/render/scene"
)

// finite reports whether every number in g is one that a backend can work with.
func finite(g scene.Group) bool {
	all := true
	var visit func(it scene.Item, _ scene.Matrix) bool
	visit = func(it scene.Item, _ scene.Matrix) bool {
		all = all && itemFinite(it)
		if g, ok := it.(scene.Group); ok && g.Mask != nil && all {
			scene.Walk(g.Mask.Items, scene.Identity, visit)
		}
		return all
	}
	scene.Walk([]scene.Item{g}, scene.Identity, visit)
	return all
}

// itemFinite is the same of an item, but for what a group holds.
func itemFinite(it scene.Item) bool {
	switch it := it.(type) {
	case scene.Group:
		return numbersFinite(it.Opacity) && matrixFinite(it.Transform) && (it.Clip == nil || pathFinite(it.Clip.Path))
	case scene.Image:
		return numbersFinite(it.Box.X, it.Box.Y, it.Box.W, it.Box.H)
	case scene.Shape:
		ok := pathFinite(it.Path) && paintFinite(it.Fill)
		if s := it.Stroke; s != nil {
			ok = ok && paintFinite(s.Paint) && numbersFinite(s.Width, s.MiterLimit, s.DashOffset) && numbersFinite(s.Dash...)
		}
		return ok
	}
	return true
}

func paintFinite(p scene.Paint) bool {
	g := p.Gradient
	return g == nil || numbersFinite(g.From.X, g.From.Y, g.To.X, g.To.Y, g.Radius) && matrixFinite(g.Transform)
}

func matrixFinite(m scene.Matrix) bool { return numbersFinite(m.A, m.B, m.C, m.D, m.E, m.F) }

func pathFinite(p scene.Path) bool {
	for _, pt := range p.Points {
		if !numbersFinite(pt.X, pt.Y) {
			return false
		}
	}
	return true
}

func numbersFinite(vs ...float64) bool {
	for _, v := range vs {
		if math.IsNaN(v) || math.Abs(v) > 1e30 {
			return false
		}
	}
	return true
}
