package run

import (
	"testing"

	"kic/render/pack"
)

func TestAPackIsShownByItsSmallestFileOfAtLeast200By150(t *testing.T) {
	piece := func(path string, w, h float64, bytes int64) pack.Entry {
		return pack.Entry{Path: path, Bytes: bytes, Asset: &pack.Asset{Format: "png", Width: w, Height: h}}
	}
	large := piece("large", 1000, 800, 9000)
	for _, c := range []struct {
		w, h float64
		want string
	}{{200, 150, "small"}, {199, 150, "large"}, {200, 149, "large"}, {190, 160, "large"}, {210, 140, "large"}} {
		if got := thumbOf([]pack.Entry{large, piece("small", c.w, c.h, 100)}); got != c.want {
			t.Errorf("beside one of %g × %g, the %s one is shown, want the %s one", c.w, c.h, got, c.want)
		}
	}
}
