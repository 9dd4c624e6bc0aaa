package raster

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"

	"kic/render/scene"
)

var (
	white = color.NRGBA{255, 255, 255, 255}
	black = color.NRGBA{0, 0, 0, 255}
	blue  = color.NRGBA{0, 94, 184, 255}
	gold  = color.NRGBA{255, 184, 28, 255}
	ink   = color.NRGBA{33, 43, 50, 255}
)

// page is a scene of w × h pixels that holds items.
func page(w, h float64, items ...scene.Item) scene.Scene {
	return scene.Scene{Title: "test", Unit: scene.Px, W: w, H: h, Items: items}
}

func filled(p scene.Path, c color.NRGBA) scene.Shape {
	return scene.Shape{Path: p, Fill: scene.Solid(c)}
}

func rect(x, y, w, h float64, c color.NRGBA) scene.Shape {
	return filled(scene.RectPath(scene.Rect{X: x, Y: y, W: w, H: h}), c)
}

func disc(x, y, r float64, c color.NRGBA) scene.Shape {
	return filled(scene.EllipsePath(scene.Rect{X: x - r, Y: y - r, W: 2 * r, H: 2 * r}), c)
}

func polygon(pts ...scene.Point) scene.Path {
	var p scene.Path
	for i, pt := range pts {
		if i == 0 {
			p.MoveTo(pt.X, pt.Y)
		} else {
			p.LineTo(pt.X, pt.Y)
		}
	}
	p.Close()
	return p
}

// star is a five-pointed star in one stroke, so that the fill rules differ in its middle.
func star(x, y, r float64) scene.Path {
	pts := make([]scene.Point, 5)
	for i := range pts {
		sin, cos := math.Sincos(float64(i) * 4 * math.Pi / 5)
		pts[i] = scene.Point{X: x + r*sin, Y: y - r*cos}
	}
	return polygon(pts...)
}

// letters stands for a font: glyph 0 is a space, the others are a ring, a stem with a bowl, and a wedge.
func letters(face string, glyph uint32) (scene.Path, bool) {
	if face != "Test/400" || glyph > 3 {
		return scene.Path{}, false
	}
	var p scene.Path
	switch glyph {
	case 1:
		p = scene.EllipsePath(scene.Rect{X: 0.05, Y: -0.7, W: 0.5, H: 0.7})
		hole := scene.EllipsePath(scene.Rect{X: 0.15, Y: -0.6, W: 0.3, H: 0.5})
		p.Append(hole.Transform(scene.Matrix{A: -1, D: 1, E: 0.6}))
	case 2:
		p = scene.RectPath(scene.Rect{X: 0.05, Y: -1, W: 0.12, H: 1})
		p.Append(scene.EllipsePath(scene.Rect{X: 0.1, Y: -0.5, W: 0.4, H: 0.5}))
	case 3:
		p = polygon(scene.Point{X: 0.05, Y: -0.7}, scene.Point{X: 0.55, Y: -0.7}, scene.Point{X: 0.3})
	}
	return p, true
}

// words is a line of n letters.
func words(x, y, size float64, n int, c color.NRGBA) scene.Text {
	t := scene.Text{Face: "Test/400", Size: size, Origin: scene.Point{X: x, Y: y}, Paint: scene.Solid(c), String: "test"}
	for i := range n {
		t.Glyphs = append(t.Glyphs, scene.Glyph{ID: uint32(i % 4), X: float64(i) * 0.6 * size})
	}
	return t
}

// flatArt is a picture like those that are made: a diagonal gradient, waves, discs, cards, blobs, strokes and lines of
// text, drawn in units of a 1920 × 1080 page.
func flatArt() scene.Scene {
	random := rand.New(rand.NewPCG(1, 2))
	in := func(low, high float64) float64 { return low + random.Float64()*(high-low) }
	shade := func(alpha uint8) color.NRGBA {
		return color.NRGBA{uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256)), alpha}
	}
	ground := &scene.Gradient{To: scene.Point{X: 1920, Y: 1080}, Stops: []scene.Stop{
		{Offset: 0, Color: blue}, {Offset: 0.6, Color: color.NRGBA{0, 48, 135, 255}}, {Offset: 1, Color: color.NRGBA{0, 33, 77, 255}},
	}}
	s := page(1920, 1080, scene.Shape{Path: scene.RectPath(scene.Rect{W: 1920, H: 1080}), Fill: scene.Paint{Gradient: ground}})
	for i := range 4 {
		y := 600 + 100*float64(i)
		var wave scene.Path
		wave.MoveTo(-50, y)
		wave.CubeTo(600, y-in(50, 200), 1200, y+in(50, 200), 1970, y)
		wave.LineTo(1970, 1130)
		wave.LineTo(-50, 1130)
		wave.Close()
		s.Items = append(s.Items, filled(wave, shade(255)))
	}
	for range 6 {
		s.Items = append(s.Items, disc(in(0, 1920), in(0, 1080), in(80, 300), shade(90)))
	}
	for i := range 30 {
		r := scene.Rect{X: in(900, 1700), Y: in(100, 800), W: in(20, 200), H: in(20, 160)}
		p := scene.RoundRectPath(r, scene.Radii{TopLeft: 12, TopRight: 12, BottomRight: 12, BottomLeft: 12})
		sh := filled(p, shade(255))
		if i%5 == 0 {
			sh.Stroke = &scene.Stroke{Paint: scene.Solid(ink), Width: 4, Join: scene.RoundJoin}
		}
		s.Items = append(s.Items, sh)
	}
	for i := range 6 {
		s.Items = append(s.Items, words(115, 240+70*float64(i), 56, 22, white))
	}
	return s
}

// photo is noise that no two neighbouring pixels share.
func photo(w, h int) *image.RGBA {
	random := rand.New(rand.NewPCG(3, 4))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = uint8(random.IntN(256))
		if i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	return img
}
