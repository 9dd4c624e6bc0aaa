package jpeg

import (
	"math"
	"math/bits"
)

// zigzag is where the waves of a spectrum are, by rising frequency in the order of a file (ITU-T T.81, figure A.6).
var zigzag = [tileSize]uint8{
	0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
	12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
	58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
}

// The steps for luma and for chroma at quality 50 (ITU-T T.81, K.1).
var (
	lumaSteps = [tileSize]uint8{
		16, 11, 10, 16, 24, 40, 51, 61,
		12, 12, 14, 19, 26, 58, 60, 55,
		14, 13, 16, 24, 40, 57, 69, 56,
		14, 17, 22, 29, 51, 87, 80, 62,
		18, 22, 37, 56, 68, 109, 103, 77,
		24, 35, 55, 64, 81, 104, 113, 92,
		49, 64, 78, 87, 103, 121, 120, 101,
		72, 92, 95, 98, 112, 100, 103, 99,
	}
	chromaSteps = [tileSize]uint8{
		17, 18, 24, 47, 99, 99, 99, 99,
		18, 21, 26, 66, 99, 99, 99, 99,
		24, 26, 56, 99, 99, 99, 99, 99,
		47, 66, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
	}
)

// Waves weaker than these parts of a step are left out, where rounding to the nearest would leave out those below a half.
// It makes up for some of what colour at full resolution takes: at quality 95, square pieces for Instagram have 1.13 times
// the bytes of the standard library's JPEGs, which halve it, and not 1.24; the drawn art of the tests, at 1080 × 608, 1.16
// times and not 1.29. The mean squared error of the former is 2.0 and not 1.5; the standard library's is 15.
const (
	faintLuma   = 0.6
	faintChroma = 0.9
)

// quantiser rounds the waves of a spectrum to multiples of a step each. All its numbers are in zigzag order.
type quantiser struct {
	steps  [tileSize]uint8
	factor [tileSize]float32 // what a wave's number is multiplied with to count in steps
	least  [tileSize]uint32  // the weakest number that isn't left out, as its bits without the sign
}

// set takes steps made for quality 50 over at another quality, from 50 to 100, as libjpeg scales them. Waves weaker than
// faint, in steps, are left out; it is more than a half.
func (q *quantiser) set(steps *[tileSize]uint8, quality int, faint float64) {
	percent := 200 - 2*quality
	for k, at := range &zigzag {
		q.steps[k] = uint8(max((int(steps[at])*percent+50)/100, 1))
		wave := waveScale(int(at)/tileSide) * waveScale(int(at)%tileSide)
		step := float64(q.steps[k])
		q.factor[k] = float32(wave / step)
		q.least[k] = math.Float32bits(float32(step*faint/wave)) << 1
	}
}

// strong is waves, as bits in zigzag order, without those that are left out.
func (q *quantiser) strong(s *spectrum, waves uint64) uint64 {
	// Without their signs, numbers are ordered as their bits are.
	if waves != allWaves {
		for w := waves; w != 0; w &= w - 1 {
			k := bits.TrailingZeros64(w) & 63
			if math.Float32bits(s[zigzag[k]&63])<<1 < q.least[k] {
				waves &^= 1 << k
			}
		}
		return waves
	}
	for k := len(q.least) - 1; k >= 0; k-- {
		size := math.Float32bits(s[zigzag[k]&63]) << 1
		waves = waves<<1 | (uint64(q.least[k])-1-uint64(size))>>63
	}
	return waves
}

// count is the k-th wave of s in steps.
func (q *quantiser) count(s *spectrum, k int) int32 {
	return nearestWhole(float32(s[zigzag[k&63]&63] * q.factor[k&63]))
}

// flat is what the lowest wave is, in steps, where all levels are the same.
func (q *quantiser) flat(level uint8) int32 {
	return nearestWhole(float32((float32(level) - middleLevel) * tileSize * q.factor[0]))
}

// rounder is so large that a number added to it has no room for a fraction, and rounderBits is how it is stored.
const (
	rounder     = 3 << 22
	rounderBits = 0x4b400000
)

// nearestWhole is x to the nearest whole number.
func nearestWhole(x float32) int32 { return int32(math.Float32bits(x+rounder) - rounderBits) }
