package raster

import (
	"image/color"
	"testing"

	"kic/render/scene"
)

// TestPicturesLookAsTheyDid compares whole pictures, one for each kind of thing that can be painted.
func TestPicturesLookAsTheyDid(t *testing.T) {
	half := func(c color.NRGBA) color.NRGBA { c.A = 128; return c }
	box := func(x, y float64) scene.Path { return scene.RectPath(scene.Rect{X: x, Y: y, W: 60, H: 60}) }
	blend := func(p scene.Path, g scene.Gradient) scene.Shape {
		g.Stops = []scene.Stop{{Offset: 0, Color: gold}, {Offset: 0.5, Color: blue}, {Offset: 1, Color: half(ink)}}
		return scene.Shape{Path: p, Fill: scene.Paint{Gradient: &g}}
	}
	var curl scene.Path
	curl.MoveTo(15, 80)
	curl.CubeTo(60, -60, 90, 190, 140, 20)
	zig := along(scene.Point{X: 15, Y: 20}, scene.Point{X: 60, Y: 60}, scene.Point{X: 75, Y: 15}, scene.Point{X: 120, Y: 85})
	pull := func(p scene.Path, c color.NRGBA, s scene.Stroke) scene.Shape {
		s.Paint = scene.Solid(c)
		return scene.Shape{Path: p, Stroke: &s}
	}
	for name, items := range map[string][]scene.Item{
		"shapes": {
			rect(0, 0, 160, 50, blue), filled(star(45, 50, 40), gold),
			scene.Shape{Path: star(115, 50, 40), EvenOdd: true, Fill: scene.Solid(ink)}, disc(80, 60, 25, half(white)),
		},
		"strokes": {
			pull(curl, blue, scene.Stroke{Width: 12, Cap: scene.RoundCap}), pull(zig, ink, scene.Stroke{Width: 7, Join: scene.MiterJoin, MiterLimit: 10}),
			pull(curl, gold, scene.Stroke{Width: 3, Dash: []float64{9, 5}}), pull(box(90, 20), half(ink), scene.Stroke{Width: 8, Join: scene.RoundJoin}),
		},
		"gradients": {
			blend(box(10, 20), scene.Gradient{From: scene.Point{X: 10, Y: 20}, To: scene.Point{X: 70, Y: 80}}),
			blend(box(90, 20), scene.Gradient{Radial: true, From: scene.Point{X: 110, Y: 40}, To: scene.Point{X: 120, Y: 50}, Radius: 40, Spread: scene.Reflect, Transform: scene.Translate(0, 2)}),
		},
		"groups": {
			rect(0, 40, 160, 20, gold),
			scene.Group{Opacity: 0.6, Items: []scene.Item{disc(40, 40, 25, blue), disc(60, 55, 25, ink)}},
			scene.Group{Transform: scene.Matrix{A: 0.8, B: 0.3, C: -0.3, D: 0.8, E: 40, F: -20}, Clip: &scene.Clip{Path: star(110, 50, 50)}, Items: []scene.Item{
				rect(60, 0, 100, 100, blue), scene.Group{Mask: &scene.Mask{Items: []scene.Item{disc(110, 50, 30, white), disc(110, 50, 15, half(black))}}, Items: []scene.Item{rect(60, 0, 100, 100, gold)}},
			}},
		},
		"text": {rect(0, 0, 160, 100, ink), words(10, 40, 30, 8, white), words(10, 60, 11, 22, gold), words(10, 90, 24, 4, half(white))},
		"images": {
			rect(0, 0, 160, 50, ink), scene.Image{Source: quarters(20), Box: scene.Rect{X: 10, Y: 20, W: 60.4, H: 59.7}},
			scene.Group{Transform: scene.Matrix{A: 0.8, B: 0.4, C: -0.4, D: 0.8, E: 110, F: 10}, Items: []scene.Item{scene.Image{Source: quarters(100), Box: scene.Rect{W: 50, H: 50}}}},
		},
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, paint(t, 160, 100, items...)) })
	}
}

// FuzzDraw draws random paths in every way: none may panic, hang or give other than finite pixels below their alpha.
func FuzzDraw(f *testing.F) {
	f.Add([]byte("\x00\x10\x10\x01\x80\x20\x03\x10\x90\xff\xff\x20\x20\x04"), 1.0, 0.5, 3.0)
	f.Add([]byte("\x02\x10\x90\xff\xff\x04\x04\x01\x01\x01\x00\x00\x00\x03\x01\x01\x01\x01\x01\x01"), 1e9, -1e-9, 0.0)
	f.Add([]byte("\x00\x00\x00\x01\x40\x40\x01\x80\x00\x04\x01\x00\x00"), 1e30, 1e300, 1e12)
	f.Fuzz(func(t *testing.T, steps []byte, scale, skew, width float64) {
		p := pathOf(steps)
		g := &scene.Gradient{Radial: len(steps)%2 == 0, From: scene.Point{X: skew}, To: scene.Point{X: 50}, Radius: width, Spread: scene.Spread(len(steps) % 3), Stops: blackToWhite}
		s := page(64, 48,
			scene.Shape{Path: p, EvenOdd: len(steps)%3 == 0, Fill: scene.Paint{Gradient: g}},
			pulled(p, scene.Stroke{Width: width, Cap: scene.Cap(len(steps) % 3), Join: scene.Join(len(steps) / 3 % 3), Dash: []float64{width, skew}}),
			scene.Group{
				Transform: scene.Matrix{A: scale, B: skew, C: -skew, D: scale, E: 5},
				Opacity:   0.5,
				Clip:      &scene.Clip{Path: p},
				Items:     []scene.Item{rect(0, 0, 40, 40, gold), scene.Image{Source: quarters(3), Box: scene.Rect{X: skew, W: 30, H: 20}}, pulled(p, scene.Stroke{Width: 2})},
			})
		img, err := Draw(s, 64, 48, nil)
		if err != nil {
			return
		}
		for i := 0; i < len(img.Pix); i += 4 {
			if a := img.Pix[i+3]; max(img.Pix[i], img.Pix[i+1], img.Pix[i+2]) > a {
				t.Fatalf("pixel %d is %v, brighter than its alpha", i/4, img.Pix[i:i+4])
			}
		}
	})
}

// pathOf reads steps as verbs with points of a byte a coordinate, some of them far away.
func pathOf(steps []byte) scene.Path {
	var p scene.Path
	next := func() float64 {
		if len(steps) == 0 {
			return 0
		}
		v := float64(steps[0])/2 - 20
		steps = steps[1:]
		if v > 106 {
			return v * 1e7
		}
		return v
	}
	for len(steps) > 0 && len(p.Verbs) < 200 {
		v := scene.Verb(steps[0] % 5)
		steps = steps[1:]
		switch v {
		case scene.MoveTo:
			p.MoveTo(next(), next())
		case scene.LineTo:
			p.LineTo(next(), next())
		case scene.QuadTo:
			p.QuadTo(next(), next(), next(), next())
		case scene.CubeTo:
			p.CubeTo(next(), next(), next(), next(), next(), next())
		case scene.ClosePath:
			p.Close()
		}
	}
	return p
}
