package png

import (
	"image"
	"image/color"
	"testing"
)

// clusters is a picture of 256 colours that lie far apart, 1000 pixels of each, but for so many of these whose blue is
// higher by the given levels. A palette has room for the 256 alone.
func clusters(strays, levels int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 1000, 256))
	for y := range 256 {
		for x := range 1000 {
			c := color.RGBA{uint8(y % 8 * 32), uint8(y / 8 % 8 * 32), uint8(y / 64 * 64), 255}
			if x < strays/256 || y < strays%256 && x == strays/256 {
				c.B += uint8(levels)
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

// 24 of 255 levels is what a small detail, such as a thin line, may lose, and a mean of one level what a gradient may.
func TestAPaletteIsTakenUpToAStrayOf24LevelsAndAMeanErrorOfOne(t *testing.T) {
	for _, c := range []struct {
		name           string
		strays, levels int
		want           bool
	}{
		{"one pixel of 24 levels", 1, 24, true},
		{"one pixel of 25 levels", 1, 25, false},
		{"one in a hundred of 20 levels, a mean of one over four channels", 2560, 20, true},
		{"forty pixels more", 2600, 20, false},
	} {
		p, ok := reduce(clusters(c.strays, c.levels))
		if ok != c.want {
			t.Errorf("%s: reduced %t, want %t", c.name, ok, c.want)
		}
		if ok && len(p.palette) != 256 {
			t.Errorf("%s: the palette has %d colours, want 256", c.name, len(p.palette))
		}
	}
}
