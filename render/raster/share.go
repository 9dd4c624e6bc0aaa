package raster

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

// Shared keeps what repeats in the bands of pictures, for those that show the same in other colours: the pictures of the
// next brand. The zero Shared is ready, and serves several engines at the same time. What a file holds doesn't depend on it.
type Shared struct {
	mu    sync.Mutex
	bands map[bandKey]*keptBand
	met   []uint64 // how keys begin that were asked for in vain, by some bits of that
	room  int      // bytes taken
	slabs struct {
		tokens slab[token]
		uses   slab[use]
		made   slab[recipe]
	}
}

// sharedRoom bounds the memory, in bytes: that of the bands of some 600 pictures. What comes first stays: every brand asks
// for the same bands in the same order, so that throwing out the oldest ones would throw out all before they are asked
// for again.
const sharedRoom = 256 << 20

// metKeys is how many keys are remembered. It is a power of two.
const metKeys = 1 << 18

// bandKey is a hash of all that a band depends on but its colours.
type bandKey [sha256.Size]byte

// keptBand is a band with recipes for its shades.
type keptBand struct {
	band
	made []recipe // by the numbers of tokens
}

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

// find is the band with the key k; nil where there is none. Then wanted says whether to keep it: where there is room, and
// it is the first of its kind or has been asked for before. A band with somebody's own words or logo is asked for once.
func (s *Shared) find(k bandKey, first bool) (b *keptBand, wanted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b = s.bands[k]; b != nil || s.room >= sharedRoom {
		return b, false
	}
	if s.met == nil {
		s.met = make([]uint64, metKeys)
	}
	start := binary.LittleEndian.Uint64(k[:])
	met := &s.met[start%metKeys]
	wanted = first || *met == start
	*met = start
	return nil, wanted
}

// keep takes a copy of a band.
func (s *Shared) keep(k bandKey, b keptBand) {
	const each = 128
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bands == nil {
		s.bands = map[bandKey]*keptBand{}
	}
	if s.bands[k] != nil {
		return
	}
	b.tokens, b.uses, b.made = s.slabs.tokens.copy(b.tokens), s.slabs.uses.copy(b.uses), s.slabs.made.copy(b.made)
	s.bands[k] = &b
	s.room += each + 4*len(b.tokens) + 4*len(b.uses) + 8*len(b.made)
}

// slab holds many small lists in few large ones.
type slab[T any] []T

func (s *slab[T]) copy(list []T) []T {
	const many = 1 << 16
	if len(*s)+len(list) > cap(*s) {
		*s = make([]T, 0, max(many, len(list)))
	}
	n := len(*s)
	*s = append(*s, list...)
	return (*s)[n:len(*s):len(*s)]
}

// copier makes bands that stand for themselves.
type copier struct {
	from   []shade
	paints []uint32
	places []uint16 // by the number of a shade of from: its recipe
	done   []uint32 // the shades that have one
	number []uint16 // by the number of a band's shade: its recipe
	tokens []token
	uses   []use
	made   []recipe
}

// copy is b with recipes for its shades, which are those shown, from the given ones and their paints. It is valid until
// the next one; ok is false when there are too many for it.
func (c *copier) copy(b *band, shown []uint32, from []shade, paints []uint32) (k keptBand, ok bool) {
	c.from, c.paints = from, paints
	if len(c.places) < len(from) {
		c.places = make([]uint16, len(from)+len(from)/4)
	}
	c.tokens, c.uses, c.made, c.number = c.tokens[:0], c.uses[:0], append(c.made[:0], recipe{how: aPixel}), append(c.number[:0], 0)
	for i, n := range shown[1:] {
		place := uint16(0)
		if b.uses[i+1].pixels > 0 {
			place = c.add(n)
		}
		c.number = append(c.number, place)
	}
	for _, n := range c.done {
		c.places[n] = 0
	}
	c.done = c.done[:0]
	for range c.made {
		c.uses = append(c.uses, use{})
	}
	for i, n := range c.number {
		if n > 0 {
			c.uses[n] = b.uses[i]
		}
	}
	for _, t := range b.tokens {
		if t < isMatch {
			t = token(c.number[t])
		}
		c.tokens = append(c.tokens, t)
	}
	return keptBand{band{b.bytes, b.runs, c.tokens, c.uses}, c.made}, len(c.made) <= math.MaxUint16
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
