package raster

import (
	"image"
	"image/color"
	"image/draw"
	"testing"

	"kic/render/scene"
)

// quarters is a picture of four colours, red at the top left, then green, blue and grey by rows.
func quarters(n int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 2*n, 2*n))
	for i, c := range []color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {99, 99, 99, 255}} {
		at := image.Pt(i%2*n, i/2*n)
		draw.Draw(img, image.Rectangle{at, at.Add(image.Pt(n, n))}, image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img
}

func TestAnImageAtItsOwnSizeIsCopied(t *testing.T) {
	src := photo(20, 10)
	img := paint(t, 40, 30, scene.Image{Source: src, Box: scene.Rect{X: 7, Y: 9, W: 20, H: 10}})
	want := image.NewRGBA(img.Rect)
	draw.Draw(want, image.Rect(7, 9, 27, 19), src, image.Point{}, draw.Src)
	same(t, img, want, 1)
}

func TestAnImageFillsItsBoxHoweverItIsTurned(t *testing.T) {
	box := scene.Rect{X: 20, Y: 20, W: 60, H: 60}
	for _, c := range []struct {
		name string
		m    scene.Matrix
		want [4]byte // colours round the middle, row by row
	}{
		{"upright", scene.Identity, [4]byte{'r', 'g', 'b', 'k'}},
		{"mirrored", scene.Matrix{A: -1, D: 1, E: 100}, [4]byte{'g', 'r', 'k', 'b'}},
		{"upside down", scene.Matrix{A: -1, D: -1, E: 100, F: 100}, [4]byte{'k', 'b', 'g', 'r'}},
		{"a quarter turn", scene.Matrix{B: 1, C: -1, E: 100}, [4]byte{'b', 'r', 'k', 'g'}},
	} {
		for _, n := range []int{1, 8, 30, 300} {
			if n == 1 && c.name == "upright" {
				continue // four pixels blown up blur into each other
			}
			img := paint(t, 100, 100, scene.Group{Transform: c.m, Items: []scene.Item{scene.Image{Source: quarters(n), Box: box}}})
			names := map[byte]color.RGBA{'r': {255, 0, 0, 255}, 'g': {0, 255, 0, 255}, 'b': {0, 0, 255, 255}, 'k': {99, 99, 99, 255}}
			for i, at := range []image.Point{{25, 25}, {74, 25}, {25, 74}, {74, 74}} {
				got, want := img.RGBAAt(at.X, at.Y), names[c.want[i]]
				if n > 1 && got != want {
					t.Errorf("%s, %d px: the colour at %v is %v, want %v", c.name, 2*n, at, got, want)
				}
			}
			for _, at := range []image.Point{{20, 20}, {79, 79}, {20, 79}} {
				if got := img.RGBAAt(at.X, at.Y).A; got != 255 {
					t.Errorf("%s, %d px: alpha in the corner %v is %d, want 255", c.name, 2*n, at, got)
				}
			}
			for _, at := range []image.Point{{19, 50}, {80, 50}, {50, 19}, {50, 80}} {
				if got := img.RGBAAt(at.X, at.Y).A; got != 0 {
					t.Errorf("%s, %d px: alpha beside the box at %v is %d, want 0", c.name, 2*n, at, got)
				}
			}
		}
	}
}

func TestATurnedImageHasTheEdgesOfItsBox(t *testing.T) {
	uniform := image.NewRGBA(image.Rect(5, 5, 45, 35))
	draw.Draw(uniform, uniform.Rect, image.NewUniform(ink), image.Point{}, draw.Src)
	box := scene.Rect{X: 20, Y: 25, W: 50, H: 40}
	m := scene.Matrix{A: 0.9, B: 0.3, C: -0.3, D: 0.9, E: 10, F: -5}
	img := paint(t, 100, 100, scene.Group{Transform: m, Items: []scene.Item{scene.Image{Source: uniform, Box: box}}})
	same(t, img, paint(t, 100, 100, filled(scene.RectPath(box).Transform(m), ink)), 2)
}

func TestATransparentImageLetsThePageThrough(t *testing.T) {
	src := image.NewNRGBA(image.Rect(0, 0, 10, 10))
	draw.Draw(src, src.Rect, image.NewUniform(color.NRGBA{255, 255, 255, 128}), image.Point{}, draw.Src)
	img := paint(t, 10, 10, rect(0, 0, 10, 10, black), scene.Image{Source: src, Box: scene.Rect{W: 10, H: 10}})
	if got := img.RGBAAt(5, 5); got.R < 127 || got.R > 129 || got.A != 255 {
		t.Errorf("half of white over black is %v", got)
	}
}

func TestAnImageWithoutPixelsOrABoxPaintsNothing(t *testing.T) {
	for _, it := range []scene.Image{
		{Box: scene.Rect{W: 9, H: 9}},
		{Source: image.NewRGBA(image.Rectangle{}), Box: scene.Rect{W: 9, H: 9}},
		{Source: photo(3, 3)},
		{Source: photo(3, 3), Box: scene.Rect{X: 1e7, Y: 1e7, W: 1e9, H: 1e9}},
	} {
		same(t, paint(t, 9, 9, it), paint(t, 9, 9), 0)
	}
}

func TestAnImageFarLargerThanThePageIsCut(t *testing.T) {
	for _, size := range []float64{900, 1e5, 1e8} {
		img := paint(t, 20, 20, scene.Image{Source: quarters(50), Box: scene.Rect{X: -size / 4, Y: -size / 4, W: size, H: size}})
		if got := img.RGBAAt(10, 10); got != (color.RGBA{255, 0, 0, 255}) {
			t.Errorf("at %g px across, the page is %v, want red", size, got)
		}
	}
}
