package raster

import (
	"image/color"
	"testing"

	"kic/render/scene"
)

var blackToWhite = []scene.Stop{{Offset: 0, Color: black}, {Offset: 1, Color: white}}

// under paints a page of w × h pixels with a gradient.
func under(t *testing.T, w, h int, g scene.Gradient) func(x, y int) color.RGBA {
	t.Helper()
	all := scene.RectPath(scene.Rect{W: float64(w), H: float64(h)})
	return paint(t, w, h, scene.Shape{Path: all, Fill: scene.Paint{Gradient: &g}}).RGBAAt
}

func TestAGradientHasTheColoursThatItsGeometrySays(t *testing.T) {
	pt := func(x, y float64) scene.Point { return scene.Point{X: x, Y: y} }
	across := scene.Gradient{To: pt(100, 0), Stops: blackToWhite}
	middle := scene.Gradient{From: pt(40, 0), To: pt(60, 0), Stops: blackToWhite}
	ring := scene.Gradient{Radial: true, From: pt(50, 50), To: pt(50, 50), Radius: 50, Stops: blackToWhite}
	with := func(g scene.Gradient, change func(g *scene.Gradient)) scene.Gradient { change(&g); return g }
	for _, c := range []struct {
		name string
		g    scene.Gradient
		x, y int
		want float64 // grey, 0 to 255, at the middle of the pixel
	}{
		{"linear, start", across, 0, 50, 255 * 0.005},
		{"linear, a quarter", across, 25, 0, 255 * 0.255},
		{"linear, end", across, 99, 99, 255 * 0.995},
		{"down", with(across, func(g *scene.Gradient) { g.To = pt(0, 100) }), 99, 25, 255 * 0.255},
		{"diagonal", with(across, func(g *scene.Gradient) { g.To = pt(100, 100) }), 99, 0, 255 * 0.5},
		{"pad before", middle, 10, 0, 0},
		{"pad after", middle, 90, 0, 255},
		{"repeat", with(middle, func(g *scene.Gradient) { g.Spread = scene.Repeat }), 25, 0, 255 * 5.5 / 20},
		{"reflect", with(middle, func(g *scene.Gradient) { g.Spread = scene.Reflect }), 25, 0, 255 * 14.5 / 20},
		{"reflect, on the far side", with(middle, func(g *scene.Gradient) { g.Spread = scene.Reflect }), 65, 0, 255 * 14.5 / 20},
		{"its own transform", with(across, func(g *scene.Gradient) { g.Transform = scene.Scale(0.5, 1) }), 25, 0, 255 * 0.51},
		{"radial, middle", ring, 50, 50, 255 * 0.0141},
		{"radial, half way", ring, 75, 50, 255 * 0.51},
		{"radial, corner", ring, 0, 0, 255},
		{"radial, with a focus", with(ring, func(g *scene.Gradient) { g.From = pt(25, 50) }), 62, 50, 255 * 0.5},
		{"radial, a focus outside", with(ring, func(g *scene.Gradient) { g.From = pt(-50, 50) }), 50, 50, 255 * 0.505},
		{"without a length", with(across, func(g *scene.Gradient) { g.To = pt(0, 0) }), 0, 0, 255},
		{"without a radius", with(ring, func(g *scene.Gradient) { g.Radius = 0 }), 50, 50, 255},
		{"flattened", with(across, func(g *scene.Gradient) { g.Transform = scene.Matrix{A: 1, B: 1} }), 0, 0, 255},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := under(t, 100, 100, c.g)(c.x, c.y)
			if d := float64(got.R) - c.want; d > 1.3 || d < -1.3 || got.A != 255 {
				t.Errorf("the colour at %d,%d is %v, want a grey of %.1f", c.x, c.y, got, c.want)
			}
		})
	}
}

func TestAHardStopIsHardAndATransparentOneKeepsItsHue(t *testing.T) {
	g := scene.Gradient{To: scene.Point{X: 100}, Stops: []scene.Stop{{Offset: 0.5, Color: blue}, {Offset: 0.5, Color: gold}}}
	at := under(t, 100, 1, g)
	if got := at(49, 0); got != (color.RGBA{0, 94, 184, 255}) {
		t.Errorf("before the stop: %v", got)
	}
	if got := at(50, 0); got != (color.RGBA{255, 184, 28, 255}) {
		t.Errorf("after the stop: %v", got)
	}
	g.Stops = []scene.Stop{{Offset: 0, Color: white}, {Offset: 1, Color: color.NRGBA{255, 255, 255, 0}}}
	if got := under(t, 100, 1, g)(50, 0); got.R != got.A || got.A < 125 || got.A > 128 {
		t.Errorf("white that fades is %v half way, want white at half", got)
	}
}

func TestWithoutStopsNothingIsPainted(t *testing.T) {
	if got := under(t, 10, 10, scene.Gradient{To: scene.Point{X: 10}})(5, 5); got != (color.RGBA{}) {
		t.Errorf("got %v", got)
	}
}

func TestAGradientMovesWithItsGroup(t *testing.T) {
	g := &scene.Gradient{To: scene.Point{X: 50}, Stops: blackToWhite}
	strip := scene.Shape{Path: scene.RectPath(scene.Rect{W: 50, H: 10}), Fill: scene.Paint{Gradient: g}}
	img := paint(t, 200, 50, scene.Group{Transform: scene.Scale(2, 2).Mul(scene.Translate(50, 5)), Items: []scene.Item{strip}})
	for _, c := range []struct {
		x    int
		want int
	}{{100, 1}, {150, 129}, {199, 254}} {
		if got := int(img.RGBAAt(c.x, 15).R); got < c.want-1 || got > c.want+1 {
			t.Errorf("at %d the grey is %d, want %d", c.x, got, c.want)
		}
	}
}
