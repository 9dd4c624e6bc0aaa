package raster

import "image/color"

// Colours are blended as words of four bytes: premultiplied, red in the lowest one.

// whole is the measure of strengths: of coverage, and of how far a group shows.
const whole = 0xffff

// over is colour b painted over colour a, at a strength of up to whole. Over an opaque colour the result is opaque.
func over(a, b, strength uint32) uint32 {
	return added(b, strength, a, whole-(b>>24*strength+127)/255)
}

// between is the colour that lies a strength, of up to whole, of the way from a to b.
func between(a, b, strength uint32) uint32 { return added(b, strength, a, whole-strength) }

// through is colour a as far as b lets it through: by its alpha, or by its luminance.
func through(a, b uint32, alpha bool) uint32 {
	const most = 255 * 10000
	let := b >> 24 * 10000
	if !alpha {
		let = luminance(b)
	}
	out := uint32(0)
	for shift := 0; shift < 32; shift += 8 {
		out |= (a>>shift&0xff*let + most/2) / most << shift
	}
	return out
}

// luminance is that of a premultiplied colour, and so times its alpha, in 255·10000ths: SVG 1.1's weights (14.4).
func luminance(c uint32) uint32 { return 2125*(c&0xff) + 7154*(c>>8&0xff) + 721*(c>>16&0xff) }

// word is c as it is, not premultiplied.
func word(c color.NRGBA) uint32 {
	return uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | uint32(c.A)<<24
}

// premultiply is a colour with its red, green and blue times its alpha, rounded.
func premultiply(c uint32) uint32 {
	a := c >> 24
	if a == 255 {
		return c
	}
	out := a << 24
	for shift := 0; shift < 24; shift += 8 {
		out |= (c>>shift&0xff*a + 127) / 255 << shift
	}
	return out
}

// inLanes are the lowest bytes of the two halves of a word, in each of which one channel is worked out.
const inLanes = 0x000000ff_000000ff

// lanes is the four channels of c times k, the first and third of them in low and the others in high.
func lanes(c, k uint32) (low, high uint64) {
	both := uint64(c) | uint64(c)<<16 // 0 and 2 lie in their places now, and 1 and 3 a byte above
	return both & inLanes * uint64(k), both >> 8 & inLanes * uint64(k)
}

// added is a times j plus b times k, in wholes. No channel may come to more than 255.
func added(a, j, b, k uint32) uint32 {
	al, ah := lanes(a, j)
	bl, bh := lanes(b, k)
	l, h := divided(al+bl), divided(ah+bh)
	return uint32(l) | uint32(l>>16) | uint32(h)<<8 | uint32(h>>16)<<8
}

// divided is both lanes divided by whole, rounded. They are up to 255·whole.
func divided(v uint64) uint64 {
	const half = 0x00008000_00008000
	v += half
	return (v + v>>16&0x0000ffff_0000ffff) >> 16 & inLanes
}
