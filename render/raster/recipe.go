package raster

import (
	"math"
	"slices"

	"kic/render/raster/png"
)

// recipe is how the colour of a shade comes about: that of a, a paint by its place among those of the band, or of other
// recipes ahead of it.
type recipe struct {
	a, b, strength uint16
	how            how
}

// colors is what comes of the recipes with the given paints, added to another list.
func (k *keptBand) colors(paints, to []uint32) []uint32 {
	n := len(to)
	for _, r := range k.made {
		switch r.how {
		case aPaint:
			to = append(to, premultiply(paints[r.a]))
		case aPixel:
			to = append(to, 0) // the clear one: other pixels aren't shared
		default:
			to = append(to, r.how.color(to[n+int(r.a)], to[n+int(r.b)], uint32(r.strength)))
		}
	}
	return to
}

// copier writes recipes for the shades of bands.
type copier struct {
	from    []shade
	paints  []uint32
	places  []uint16 // by the number of a shade of from: its recipe
	done    []uint32 // the shades that have one
	numbers []uint16 // by the number of a band's shade: its recipe
	made    []recipe
}

// recipes are those for the shades of a band, of which shown has the numbers, from the given ones and their paints. Then
// numbers has the recipe of each number of the band. They are valid until the next ones; ok is false when there are too
// many.
func (c *copier) recipes(b *png.Band, shown []uint32, from []shade, paints []uint32) (made []recipe, ok bool) {
	c.from, c.paints = from, paints
	if len(c.places) < len(from) {
		c.places = make([]uint16, len(from)+len(from)/4)
	}
	c.made, c.numbers = append(c.made[:0], recipe{how: aPixel}), append(c.numbers[:0], 0)
	for i, n := range shown[1:] {
		place := uint16(0)
		if b.Has(i + 1) {
			place = c.add(n)
		}
		c.numbers = append(c.numbers, place)
	}
	for _, n := range c.done {
		c.places[n] = 0
	}
	c.done = c.done[:0]
	return c.made, len(c.made) <= math.MaxUint16
}

// add is the place of the recipe for shade n, which is never the first.
func (c *copier) add(n uint32) uint16 {
	if c.places[n] > 0 {
		return c.places[n]
	}
	sh := c.from[n]
	r := recipe{how: sh.how, strength: sh.strength}
	switch sh.how {
	case aPaint:
		r.a = uint16(slices.Index(c.paints, sh.a)) // which are those of all items that touch the band
	case aPixel:
	default:
		r.a, r.b = c.add(sh.a), c.add(sh.b)
	}
	c.places[n] = uint16(len(c.made))
	c.made = append(c.made, r)
	c.done = append(c.done, n)
	return c.places[n]
}
