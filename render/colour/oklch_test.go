package colour

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestColoursSurviveTheWayToOKLCHAndBack(t *testing.T) {
	for _, c := range swatches(5000) {
		if got := ToLCH(c).RGB(); max(off(got.R, c.R), off(got.G, c.G), off(got.B, c.B)) > 1 {
			t.Errorf("%s came back as %s", written(c), written(got))
		}
	}
	if l := ToLCH(white).L; math.Abs(l-1) > 1e-6 {
		t.Errorf("white has lightness %v", l)
	}
}

func off(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

func TestWhatTheScreenLacksLosesChromaOnly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		x := LCH{L: 0.05 + 0.9*r.Float64(), C: 0.4 * r.Float64(), H: 360 * r.Float64()}
		got := ToLCH(x.RGB())
		if math.Abs(got.L-x.L) > 0.02 || got.C > x.C+0.02 {
			t.Errorf("%+v became %+v", x, got)
		}
	}
}
