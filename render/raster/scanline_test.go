package raster

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// pixelsOf is r as one value a pixel; it fails t where two neighbouring runs have one value, or a run has no pixels.
func pixelsOf(t *testing.T, r *scanline) []uint32 {
	t.Helper()
	var px []uint32
	for i, one := range r.runs {
		if r.stop(i) <= one.At || i > 0 && r.runs[i-1].Value == one.Value {
			t.Fatalf("run %d of %v, which ends at %d, has no pixels or those of the run ahead of it", i, r.runs, r.end)
		}
		for range r.stop(i) - one.At {
			px = append(px, one.Value)
		}
	}
	return px
}

func TestAScanlineShowsWhatWasPutIntoIt(t *testing.T) {
	const width = 40
	random := rand.New(rand.NewPCG(13, 14))
	for range 200 {
		r := &scanline{runs: []run{{At: 0, Value: 0}}, end: width}
		want := make([]uint32, width)
		for range 30 {
			x0 := random.IntN(width)
			x1 := x0 + 1 + random.IntN(width-x0)
			var with []run
			for x := x0; x < x1; x++ {
				if x == x0 || random.IntN(3) == 0 {
					with = add(with, uint32(x), uint32(random.IntN(3)))
				}
				want[x] = with[len(with)-1].Value
			}
			r.replace(uint32(x0), uint32(x1), with)
			if got := pixelsOf(t, r); !slices.Equal(got, want) {
				t.Fatalf("after %v was put between %d and %d it shows\n%v, want\n%v", with, x0, x1, got, want)
			}
		}
	}
}

func TestTwoScanlinesAreMixedPixelByPixel(t *testing.T) {
	const width = 30
	random := rand.New(rand.NewPCG(15, 16))
	line := func() *scanline {
		r := &scanline{end: width}
		for x := range uint32(width) {
			if x == 0 || random.IntN(4) == 0 {
				r.runs = add(r.runs, x, uint32(random.IntN(4)))
			}
		}
		return r
	}
	for range 100 {
		a, b := line(), line()
		x0 := uint32(random.IntN(width))
		x1 := x0 + 1 + uint32(random.IntN(int(width-x0)))
		from, with := a.from(x0), b.from(x0)
		got := &scanline{end: x1, runs: merge(nil, &from, &with, x1, func(a, b uint32) uint32 { return 4*a + b })}
		var want []uint32
		for x := x0; x < x1; x++ {
			want = append(want, 4*pixelsOf(t, a)[x]+pixelsOf(t, b)[x])
		}
		if px := pixelsOf(t, got); !slices.Equal(px, want) {
			t.Fatalf("%v and %v between %d and %d give\n%v, want\n%v", a.runs, b.runs, x0, x1, px, want)
		}
	}
}
