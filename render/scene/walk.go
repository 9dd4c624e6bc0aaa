package scene

// Walk calls visit with all items in painting order, a group before what it holds. It also gives the map from an item's
// coordinates to those of to; for a group, that is from the coordinates in which its own transform stands. Where visit
// returns false for a group, what it holds is left out. Masks are left out too, as they aren't painted; their group holds
// them.
func Walk(items []Item, to Matrix, visit func(it Item, to Matrix) (enter bool)) {
	for _, it := range items {
		if enter := visit(it, to); !enter {
			continue
		}
		if g, ok := it.(Group); ok {
			Walk(g.Items, to.Mul(g.Transform), visit)
		}
	}
}
