package raster

import (
	"image/color"
	"slices"
)

// shades are the colours of a picture, by number. Each says how it comes about: a paint, or one shade over another. Two
// pixels painted in the same way have the same number, whatever the colours are, so that what is found out about the
// numbers of one brand's picture holds for the next brand's too. Number 0 is clear.
type shades struct {
	list   []shade
	colors []uint32 // of list: premultiplied, red in the lowest byte
	table  []uint32 // a hash table of numbers, plus one; its size is a power of two
}

// shade is how a colour comes about.
type shade struct {
	how      how
	strength uint16 // up to whole
	a, b     uint32 // the numbers of other shades; of a paint and a pixel, its colour
}

// how is one of the ways in which a colour comes about.
type how uint8

const (
	aPaint      how = iota // a, a colour that isn't premultiplied
	aPixel                 // a, a premultiplied colour
	anOver                 // b over a, at a strength
	aBetween               // of the way from a to b, a strength
	byAlpha                // a, as far as b's alpha lets it through
	byLuminance            // a, as far as b's luminance does
)

// clearShade is the number of no colour.
const clearShade = 0

// reset forgets all shades but the clear one.
func (s *shades) reset() {
	const some = 1 << 12
	if cap(s.table) < some {
		s.table = make([]uint32, some)
	}
	s.table = s.table[:some]
	clear(s.table)
	s.list, s.colors = s.list[:0], s.colors[:0]
	s.number(shade{how: aPixel})
}

// number is that of a shade, which is new or known.
func (s *shades) number(sh shade) uint32 {
	mask := uint32(len(s.table) - 1)
	i := sh.hash() & mask
	for ; s.table[i] != 0; i = (i + 1) & mask {
		if n := s.table[i] - 1; s.list[n] == sh {
			return n
		}
	}
	n := uint32(len(s.list))
	s.list = append(s.list, sh)
	s.colors = append(s.colors, sh.color(s.colors))
	s.table[i] = n + 1
	if 2*len(s.list) > len(s.table) {
		s.grow()
	}
	return n
}

// grow makes the table twice as large.
func (s *shades) grow() {
	n := 2 * len(s.table)
	s.table = slices.Grow(s.table, n-len(s.table))[:n]
	clear(s.table)
	mask := uint32(n - 1)
	for n, sh := range s.list {
		i := sh.hash() & mask
		for s.table[i] != 0 {
			i = (i + 1) & mask
		}
		s.table[i] = uint32(n) + 1
	}
}

func (sh shade) hash() uint32 {
	h := uint64(sh.a)<<32 | uint64(sh.b)
	h ^= uint64(sh.strength)<<8 | uint64(sh.how)
	h *= 0x9e3779b97f4a7c15
	return uint32(h >> 32)
}

// color is what sh looks like, where colors are those of the shades that it is made from.
func (sh shade) color(colors []uint32) uint32 {
	switch sh.how {
	case aPixel:
		return sh.a
	case aPaint:
		return premultiply(sh.a)
	}
	return sh.how.color(colors[sh.a], colors[sh.b], uint32(sh.strength))
}

// color is what comes of two colours.
func (h how) color(a, b, strength uint32) uint32 {
	switch h {
	case anOver:
		return over(a, b, strength)
	case aBetween:
		return between(a, b, strength)
	}
	return through(a, b, h == byAlpha)
}

// paint is the shade of a paint of one colour.
func (s *shades) paint(c color.NRGBA) uint32 {
	return s.number(shade{how: aPaint, a: word(c)})
}

// pixel is the shade of a premultiplied colour.
func (s *shades) pixel(c uint32) uint32 {
	if c < 1<<24 {
		return clearShade
	}
	return s.number(shade{how: aPixel, a: c})
}

// opaque reports whether nothing shows through a shade.
func (s *shades) opaque(n uint32) bool { return s.colors[n] >= opaqueBlack }

// opaqueBlack is the least of the colours through which nothing shows.
const opaqueBlack = 0xff << 24

// over is shade b painted over shade a, at a strength of up to whole.
func (s *shades) over(a, b, strength uint32) uint32 {
	switch {
	case b == clearShade || strength == 0:
		return a
	case s.opaque(b) && (strength == whole || a == b):
		return b
	}
	return s.number(shade{how: anOver, a: a, b: b, strength: uint16(strength)})
}

// between is what lies a strength, of up to whole, of the way from shade a to shade b.
func (s *shades) between(a, b, strength uint32) uint32 {
	switch {
	case a == b || strength == 0:
		return a
	case strength == whole:
		return b
	}
	return s.number(shade{how: aBetween, a: a, b: b, strength: uint16(strength)})
}

// through is shade a as far as shade b lets it through.
func (s *shades) through(a, b uint32, by how) uint32 {
	if a == clearShade || b == clearShade {
		return clearShade
	}
	return s.number(shade{how: by, a: a, b: b})
}
