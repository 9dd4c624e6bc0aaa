package raster

import (
	"encoding/binary"
	"image"
	"image/color"

	"kic/render/scene"
)

// source is the colour of every pixel of the page, as far as one fill needs it.
type source interface {
	// span is the premultiplied colours of row y from x0 up to x1, four bytes each, valid until the next call.
	span(y, x0, x1 int) []uint8
	// opaque promises that no pixel lets through what lies under it.
	opaque() bool
}

// fill paints the inside of a path.
func (d *drawer) fill(dst *image.RGBA, m scene.Matrix, p scene.Path, evenOdd bool, paint scene.Paint) {
	if pixels(m.ApplyRect(p.Bounds()), dst.Rect).Empty() {
		return
	}
	d.paint(dst, d.source(dst, m, paint), d.inside(dst.Rect, m, p, evenOdd))
}

// inside is what the inside of a path covers.
func (d *drawer) inside(visible image.Rectangle, m scene.Matrix, p scene.Path, evenOdd bool) []span {
	return d.covered(visible, m, p, evenOdd, nil, func() []span {
		d.figures.reset()
		d.figures.addPath(p, m, rectOf(visible))
		return d.spans(visible, evenOdd)
	})
}

func (d *drawer) source(dst *image.RGBA, m scene.Matrix, paint scene.Paint) source {
	if paint.Gradient == nil {
		return d.solid(dst.Rect.Dx(), paint.Color)
	}
	if g, ok := newGradient(paint.Gradient, m, dst.Rect.Dx()); ok {
		return g
	}
	return d.solid(dst.Rect.Dx(), lastColor(paint.Gradient))
}

// solid is one colour everywhere.
type solid struct {
	row   []uint8
	px    uint32
	cover bool
}

func (d *drawer) solid(width int, c color.NRGBA) solid {
	if len(d.row) < 4*width {
		d.row = make([]uint8, 4*width)
	}
	row := d.row[:4*width]
	px := premultiply(c)
	if width > 0 {
		copy(row, px[:])
	}
	for n := 4; n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
	return solid{row, binary.LittleEndian.Uint32(px[:]), c.A == 255}
}

func (s solid) span(_, x0, x1 int) []uint8 { return s.row[:4*(x1-x0)] }
func (s solid) opaque() bool               { return s.cover }

// premultiply is c with its colours times its alpha, rounded.
func premultiply(c color.NRGBA) [4]uint8 {
	times := func(v uint8) uint8 { return uint8((uint32(v)*uint32(c.A) + 127) / 255) }
	return [4]uint8{times(c.R), times(c.G), times(c.B), c.A}
}

// paint blends a source into a picture under spans, all of which lie inside it.
func (d *drawer) paint(dst *image.RGBA, src source, spans []span) {
	opaque := src.opaque()
	one, plain := src.(solid)
	for _, s := range spans {
		i := dst.PixOffset(int(s.x0), int(s.y))
		under := dst.Pix[i : i+4*int(s.x1-s.x0)]
		row := one.row
		if !plain {
			row = src.span(int(s.y), int(s.x0), int(s.x1))
		}
		switch {
		case plain && !opaque:
			overAll(under, one.px, uint32(s.cover)*whole/full)
		case !opaque:
			over(under, row, uint32(s.cover)*whole/full)
		case s.cover == full:
			copy(under, row)
		default:
			mix(under, row, uint32(s.cover))
		}
	}
}

// mix moves a row of colours towards another one, by a coverage of up to full.
func mix(dst, src []uint8, cover uint32) {
	const (
		even = 0x00ff00ff // two of the four channels, with room above each
		half = (full / 2) * 0x00010001
	)
	rest := full - cover
	for i := 0; i+4 <= len(dst) && i+4 <= len(src); i += 4 {
		s, d := binary.LittleEndian.Uint32(src[i:]), binary.LittleEndian.Uint32(dst[i:])
		low := ((s&even)*cover + (d&even)*rest + half) / full & even
		high := ((s>>8&even)*cover + (d>>8&even)*rest + half) / full & even
		binary.LittleEndian.PutUint32(dst[i:], low|high<<8)
	}
}

// whole is the finer measure of coverage that over takes.
const whole = 0xffff

// over paints a row of premultiplied colours over another, at a coverage of up to whole. An opaque pixel stays opaque.
func over(dst, src []uint8, coverage uint32) {
	for i := 0; i+4 <= len(dst) && i+4 <= len(src); i += 4 {
		s := binary.LittleEndian.Uint32(src[i:])
		a := s >> 24 * coverage
		if a == 0 {
			continue
		}
		low, high := lanes(s, coverage)
		binary.LittleEndian.PutUint32(dst[i:], onto(low, high, binary.LittleEndian.Uint32(dst[i:]), whole-(a+127)/255))
	}
}

// overAll is over with the same colour everywhere. What lies under it is mostly runs of one colour, too.
func overAll(dst []uint8, s, coverage uint32) {
	a := s >> 24 * coverage
	if a == 0 {
		return
	}
	low, high := lanes(s, coverage)
	rest := whole - (a+127)/255
	under, painted := uint32(0), onto(low, high, 0, rest)
	for i := 0; i+4 <= len(dst); i += 4 {
		if d := binary.LittleEndian.Uint32(dst[i:]); d != under {
			under, painted = d, onto(low, high, d, rest)
		}
		binary.LittleEndian.PutUint32(dst[i:], painted)
	}
}

// inLanes are the lowest bytes of the two halves of a word, in each of which one channel is worked out.
const inLanes = 0x000000ff_000000ff

// lanes is the four channels of s times k, the first and third of them in low and the others in high.
func lanes(s, k uint32) (low, high uint64) {
	both := uint64(s) | uint64(s)<<16 // 0 and 2 lie in their places now, and 1 and 3 a byte above
	return both & inLanes * uint64(k), both >> 8 & inLanes * uint64(k)
}

// onto is a colour times its coverage, as lanes has it, with d times the rest under it.
func onto(low, high uint64, d, rest uint32) uint32 {
	l, h := lanes(d, rest)
	l, h = divided(low+l), divided(high+h)
	return uint32(l) | uint32(l>>16) | uint32(h)<<8 | uint32(h>>16)<<8
}

// divided is both lanes divided by whole, rounded. They are up to 255·whole.
func divided(v uint64) uint64 {
	const half = 0x00008000_00008000
	v += half
	return (v + v>>16&0x0000ffff_0000ffff) >> 16 & inLanes
}
