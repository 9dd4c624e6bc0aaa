package jpeg

import (
	"encoding/binary"
	"math"
)

// spectrum is a tile of one component as a sum of waves. Their frequency along a row rises with the column, that along a
// column with the row. The wave in row v and column u is waveScale(u) × waveScale(v) times as strong as its number says:
// so the transform multiplies little, and the division by a step takes the factor in.
type spectrum [tileSize]float32

// The cosines of 1, 2 and 3 eighths of half a turn.
const (
	cos1 = 0.92387953251128675613
	cos2 = 0.70710678118654752440
	cos3 = 0.38268343236508977173
)

// cosines is Σ xₙ cos((2n+1)kπ/16) for k from 0 to 7, the latter times 2 cos(kπ/16) but the first. With that factor
// the product of two cosines is cos(nkπ/8) + cos((n+1)kπ/8), so that sums of neighbours meet few different cosines.
//
// A product is converted before it is added to, lest some machines round once and others twice.
func cosines(x0, x1, x2, x3, x4, x5, x6, x7 float32) (y0, y1, y2, y3, y4, y5, y6, y7 float32) {
	// An even k sees the sums of x from both ends, an odd one their differences.
	s0, s1, s2, s3 := x0+x7, x1+x6, x2+x5, x3+x4
	d0, d1, d2, d3 := x0-x7, x1-x6, x2-x5, x3-x4

	outer, inner := s0+s3, s1+s2
	y0, y4 = outer+inner, outer-inner
	outer, inner = s0-s3, s1-s2
	turned := float32((outer + inner) * cos2)
	y2, y6 = outer+turned, outer-turned

	e1, e2, e3 := d0+d1, float32((d1+d2)*cos2), d2+d3
	near, far := d0+e2, d0-e2
	a := float32(e1*cos1) + float32(e3*cos3)
	b := float32(e1*cos3) - float32(e3*cos1)
	return y0, near + a, y2, far + b, y4, far - b, y6, near - a
}

// waveScale is what a wave along one side is to be multiplied with, after cosines, by frequency.
func waveScale(k int) float64 {
	if k == 0 {
		return 1 / math.Sqrt(8)
	}
	return 1 / (4 * math.Cos(float64(k)*math.Pi/16))
}

// middleLevel is what levels count from in a spectrum.
const middleLevel = 128

// The waves that vary along a row alone, and those along a column alone, as bits in zigzag order.
const (
	allWaves    = 1<<64 - 1
	acrossWaves = 1<<0 | 1<<1 | 1<<5 | 1<<6 | 1<<14 | 1<<15 | 1<<27 | 1<<28
	downWaves   = 1<<0 | 1<<2 | 1<<3 | 1<<9 | 1<<10 | 1<<20 | 1<<21 | 1<<35
)

// read takes the waves of l apart, first along its rows, and says which there may be, as bits in zigzag order; the others
// aren't set. Much of flat art varies in one direction alone.
func (s *spectrum) read(l *levels) uint64 {
	last := ^binary.LittleEndian.Uint64(l[:])
	across, down := false, false // a row has several levels; two rows differ
	var r0, r1, r2, r3, r4, r5, r6, r7 float32
	for y := 0; y < len(s); y += tileSide {
		line := binary.LittleEndian.Uint64(l[y:])
		if line != last {
			down = down || y > 0
			if line == line&0xff*inEachByte {
				r0, r1, r2, r3, r4, r5, r6, r7 = float32(line&0xff*tileSide), 0, 0, 0, 0, 0, 0, 0
			} else {
				across = true
				r0, r1, r2, r3, r4, r5, r6, r7 = cosines(
					float32(int32(line&0xff)), float32(int32(line>>8&0xff)),
					float32(int32(line>>16&0xff)), float32(int32(line>>24&0xff)),
					float32(int32(line>>32&0xff)), float32(int32(line>>40&0xff)),
					float32(int32(line>>48&0xff)), float32(int32(line>>56)))
			}
			last = line
		}
		r := (*[tileSide]float32)(s[y:])
		r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7] = r0, r1, r2, r3, r4, r5, r6, r7
	}
	columns, waves := tileSide, uint64(allWaves)
	switch {
	case !down:
		for x := range s[:tileSide] {
			s[x] *= tileSide
		}
		columns, waves = 0, acrossWaves
	case !across:
		columns, waves = 1, downWaves
	}
	for x := range columns {
		c := s[x : x+57 : x+57]
		c[0], c[8], c[16], c[24], c[32], c[40], c[48], c[56] = cosines(c[0], c[8], c[16], c[24], c[32], c[40], c[48], c[56])
	}
	s[0] -= middleLevel * tileSize
	return waves
}
