package raster

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/fogleman/gg"

	"kic/render/scene"
)

// samples is how many points a side of a pixel the reference tests.
const samples = 16

// reference is the true coverage of every pixel, from 0 to 1, by testing points.
func reference(w, h int, inside func(x, y float64) bool) []float64 {
	out := make([]float64, w*h)
	for i := range out {
		x, y := float64(i%w), float64(i/w)
		hits := 0
		for j := range samples * samples {
			if inside(x+(float64(j%samples)+0.5)/samples, y+(float64(j/samples)+0.5)/samples) {
				hits++
			}
		}
		out[i] = float64(hits) / samples / samples
	}
	return out
}

// near fails t where img's alpha strays from the true coverage: on average over the edges, or anywhere; in levels.
func near(t *testing.T, img *image.RGBA, want []float64, mean, worst float64) {
	t.Helper()
	sum, edges, most, at := 0.0, 0.0, 0.0, 0
	for i, v := range want {
		d := math.Abs(float64(img.Pix[4*i+3]) - 255*v)
		if v > 0 && v < 1 {
			sum, edges = sum+d, edges+1
		}
		if d > most {
			most, at = d, i
		}
	}
	if average := sum / math.Max(1, edges); average > mean || most > worst {
		keep(t, t.ArtifactDir()+"/got.png", img)
		w := img.Rect.Dx()
		t.Errorf("edges are %.1f levels off on average, want up to %.1f; the worst, at %d,%d, is %.0f, want up to %.0f (-artifacts keeps the picture)",
			average, mean, at%w, at/w, most, worst)
	}
}

// winding counts how often pts, a closed polygon, goes round (x, y).
func winding(pts []scene.Point, x, y float64) int {
	n := 0
	for i, b := range pts {
		a := pts[(i+len(pts)-1)%len(pts)]
		if (a.Y <= y) == (b.Y <= y) {
			continue
		}
		if cross := (b.X-a.X)*(y-a.Y) - (x-a.X)*(b.Y-a.Y); (cross > 0) == (b.Y > a.Y) {
			if b.Y > a.Y {
				n++
			} else {
				n--
			}
		}
	}
	return n
}

func TestEdgesAreAsSmoothAsASupersampledReference(t *testing.T) {
	const w, h = 120, 120
	round := func(x, y, r float64) func(px, py float64) bool {
		return func(px, py float64) bool { return math.Hypot(px-x, py-y) < r }
	}
	five := star(60.3, 62.7, 55)
	wedge := polygon(scene.Point{X: 2, Y: 3}, scene.Point{X: 118, Y: 9}, scene.Point{X: 2, Y: 6})
	for _, c := range []struct {
		name   string
		shape  scene.Shape
		worst  float64 // where edges cross within a pixel, the engine only adds up their areas
		inside func(x, y float64) bool
	}{
		{"disc", disc(60, 60, 50, black), 12, round(60, 60, 50)},
		{"small disc off the grid", disc(60.37, 59.81, 2.6, black), 12, round(60.37, 59.81, 2.6)},
		{"star, non-zero", filled(five, black), 60, func(x, y float64) bool { return winding(five.Points, x, y) != 0 }},
		{"star, even-odd", scene.Shape{Path: five, EvenOdd: true, Fill: scene.Solid(black)}, 110, func(x, y float64) bool { return winding(five.Points, x, y)%2 != 0 }},
		{"thin wedge", filled(wedge, black), 12, func(x, y float64) bool { return winding(wedge.Points, x, y) != 0 }},
		{"box off the grid", rect(10.25, 20.5, 60.5, 40.125, black), 12, func(x, y float64) bool { return x > 10.25 && x < 70.75 && y > 20.5 && y < 60.625 }},
		{"cut by the page", disc(0, 0, 100, black), 12, round(0, 0, 100)},
	} {
		t.Run(c.name, func(t *testing.T) {
			near(t, paint(t, w, h, c.shape), reference(w, h, c.inside), 2.8, c.worst)
		})
	}
}

func TestFillsAgreeWithGG(t *testing.T) {
	const w, h = 160, 120
	random := rand.New(rand.NewPCG(5, 6))
	at := func() (x, y float64) { return random.Float64() * w, random.Float64() * h } // gg is wrong left of its page
	for range 20 {
		var p scene.Path
		dc := gg.NewContext(w, h)
		x, y := at()
		p.MoveTo(x, y)
		dc.MoveTo(x, y)
		for range 4 {
			ax, ay := at()
			bx, by := at()
			cx, cy := at()
			p.CubeTo(ax, ay, bx, by, cx, cy)
			dc.CubicTo(ax, ay, bx, by, cx, cy)
		}
		p.Close()
		dc.ClosePath()
		dc.SetColor(ink)
		dc.Fill()
		want := dc.Image().(*image.RGBA)
		same(t, paint(t, w, h, filled(p, ink)), want, 24) // gg walks curves in steps of a pixel, on the 64th grid
		if t.Failed() {
			t.Fatal(p)
		}
	}
}

func TestTranslucentColoursBlendToTheNearestLevel(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		under := color.NRGBA{uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256)), 255}
		on := color.NRGBA{uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256))}
		got := paint(t, 1, 1, rect(0, 0, 1, 1, under), rect(0, 0, 1, 1, on)).RGBAAt(0, 0)
		want := func(below, above uint8) float64 {
			return (float64(above)*float64(on.A) + float64(below)*(255-float64(on.A))) / 255
		}
		for i, v := range [3][2]uint8{{under.R, on.R}, {under.G, on.G}, {under.B, on.B}} {
			if d := math.Abs(float64([]uint8{got.R, got.G, got.B}[i]) - want(v[0], v[1])); d > 1.01 {
				t.Errorf("%v on %v is %v, %.2f levels off", on, under, got, d)
			}
		}
		if got.A != 255 {
			t.Errorf("%v on %v isn't opaque any more: alpha %d", on, under, got.A)
		}
	}
}

func TestAnEdgeOnAnOpaquePageLeavesItOpaque(t *testing.T) {
	img := paint(t, 200, 200, rect(0, 0, 200, 200, blue), disc(100, 100, 80.3, gold), disc(90, 90, 60.7, color.NRGBA{1, 2, 3, 77}),
		scene.Group{Opacity: 0.37, Items: []scene.Item{scene.Shape{Path: star(100, 100, 90), Fill: scene.Solid(white)}}})
	if !img.Opaque() {
		t.Error("some pixels let light through")
	}
}
