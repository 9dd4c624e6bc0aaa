package raster

import (
	"encoding/binary"
	"image"
)

// pixelBytes is what a pixel takes in a picture told as runs: red, green and blue.
const pixelBytes = 3

// runs is rows of an opaque picture as PNG stores them, told as runs of equal pixels. Between the rows stands the number
// of each row's filter, as a run of one byte, so that whatever repeats can be found across rows too.
type runs struct {
	list []run   // at the end stands one more, of no bytes
	line []uint8 // a filtered row
}

type run struct {
	at    uint32 // where it starts, in bytes
	value uint32 // its pixel, red lowest, with isPixel above; or the filter
}

// isPixel marks a pixel. It is its alpha, too.
const isPixel = 0xff << 24

// bytes is how many bytes run i has.
func (r *runs) bytes(i int) int { return int(r.list[i+1].at - r.list[i].at) }

// count is how many runs there are.
func (r *runs) count() int { return len(r.list) - 1 }

// read takes in the rows from y0 up to y1, all filtered by f. ok is false when not every pixel is opaque.
func (r *runs) read(img *image.RGBA, f filter, y0, y1 int) (ok bool) {
	list := r.list[:0]
	at := uint32(0)
	for y := y0; y < y1; y++ {
		line := row(img, img.Rect.Min.Y+y)
		if f != filterNone {
			line = r.filtered(img, f, y)
		}
		list = append(list, run{at: at, value: uint32(f)})
		at++
		for i := 0; i < len(line); {
			px := binary.LittleEndian.Uint32(line[i:])
			if px < isPixel {
				return false
			}
			n := repeats(line[i:], px)
			list = append(list, run{at: at, value: px})
			at += uint32(n) * pixelBytes
			i += 4 * n
		}
	}
	r.list = append(list, run{at: at})
	return true
}

// repeats is how many pixels at the start of line are px; the first one is.
func repeats(line []uint8, px uint32) int {
	i := 4
	two := uint64(px)<<32 | uint64(px)
	for ; i+32 <= len(line); i += 32 {
		b := (*[32]uint8)(line[i:])
		other := binary.LittleEndian.Uint64(b[0:]) ^ two
		other |= binary.LittleEndian.Uint64(b[8:]) ^ two
		other |= binary.LittleEndian.Uint64(b[16:]) ^ two
		other |= binary.LittleEndian.Uint64(b[24:]) ^ two
		if other != 0 {
			break
		}
	}
	for i+8 <= len(line) && binary.LittleEndian.Uint64(line[i:]) == two {
		i += 8
	}
	for i+4 <= len(line) && binary.LittleEndian.Uint32(line[i:]) == px {
		i += 4
	}
	return i / 4
}

// filtered is row y as differences: from the pixels on the left, or from those above.
func (r *runs) filtered(img *image.RGBA, f filter, y int) []uint8 {
	line := row(img, img.Rect.Min.Y+y)
	if len(r.line) < len(line) {
		r.line = make([]uint8, len(line))
	}
	out := r.line[:len(line)]
	var above []uint8
	if y > 0 {
		above = row(img, img.Rect.Min.Y+y-1)
	}
	last := uint32(0)
	for i := 0; i < len(line); i += 4 {
		px := binary.LittleEndian.Uint32(line[i:])
		from := last
		if f == filterUp {
			from = 0
			if above != nil {
				from = binary.LittleEndian.Uint32(above[i:])
			}
		}
		last = px
		if px >= isPixel { // else read will find it out
			px = difference(px, from) | isPixel
		}
		binary.LittleEndian.PutUint32(out[i:], px)
	}
	return out
}

// difference is a - b for each of the four bytes.
func difference(a, b uint32) uint32 {
	const top = 0x80808080
	return ((a | top) - (b &^ top)) ^ ((a ^ ^b) & top)
}

// checksum is the Adler-32 of the bytes (RFC 1950, 8.2), found run by run.
func (r *runs) checksum() uint32 {
	const mod = 65521
	a, b := uint64(1), uint64(0)
	for i, n := 0, r.count(); i < n; i++ {
		v := r.list[i].value
		if v < isPixel {
			a += uint64(v)
			b += a
			continue
		}
		// Of n pixels, each byte counts as often as there are bytes from it to the end.
		n := uint64(r.bytes(i) / pixelBytes)
		red, green, blue := uint64(v&0xff), uint64(v>>8&0xff), uint64(v>>16&0xff)
		sum := red + green + blue
		b += pixelBytes*n*a + pixelBytes*sum*(n*(n+1)/2) - n*(green+2*blue)
		a += n * sum
		if a >= 1<<30 {
			a %= mod
		}
		if b >= 1<<62 {
			b %= mod
		}
	}
	return uint32(b%mod)<<16 | uint32(a%mod)
}

// joinChecksums is the Adler-32 of bytes with the sum first and n more bytes with the sum second.
func joinChecksums(first, second uint32, n int) uint32 {
	const mod = 65521
	a1, b1 := uint64(first&0xffff), uint64(first>>16)
	a2, b2 := uint64(second&0xffff), uint64(second>>16)
	a := a1 + a2 + mod - 1
	b := b1 + b2 + uint64(n)%mod*(a1+mod-1)
	return uint32(b%mod)<<16 | uint32(a%mod)
}
