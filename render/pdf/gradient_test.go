package pdf

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"kic/render/scene"
)

func TestBlendsCoverTheirArea(t *testing.T) {
	stops := []scene.Stop{{Offset: 0, Color: navy}, {Offset: 1, Color: amber}}
	area := scene.Rect{X: -5, Y: 0, W: 30, H: 10}
	for _, c := range []struct {
		name     string
		g        scene.Gradient
		from, to float64
	}{
		{"a plain one is written once", scene.Gradient{To: scene.Point{X: 10}}, 0, 1},
		{"one that repeats is written as often as it shows", scene.Gradient{To: scene.Point{X: 10}, Spread: scene.Repeat}, -1, 3},
		{"one whose space is stretched is measured there", scene.Gradient{To: scene.Point{X: 10}, Spread: scene.Reflect, Transform: scene.Scale(2, 2)}, -1, 2},
		{"a radial one begins at its focus", scene.Gradient{Radial: true, Radius: 10, Spread: scene.Repeat}, 0, 3},
		{"a fine one doesn't go on for ever", scene.Gradient{To: scene.Point{X: 1e-6}, Spread: scene.Repeat}, -maxPeriods, maxPeriods},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.g.Stops = stops
			if from, to := periods(c.g, area); from != c.from || to != c.to {
				t.Errorf("from %g to %g, want %g to %g", from, to, c.from, c.to)
			}
		})
	}
}

func TestBlendsAreStitchedFromTheirStops(t *testing.T) {
	name := func(c color.NRGBA) string {
		return map[color.NRGBA]string{navy: "navy", amber: "amber", white: "white"}[c]
	}
	at := func(stops ...scene.Stop) []scene.Stop { return stops }
	for _, c := range []struct {
		name     string
		stops    []scene.Stop
		spread   scene.Spread
		from, to float64
		pieces   string // the colours of each piece, from and to
		bounds   string
	}{
		{"two stops are one piece", at(scene.Stop{Offset: 0, Color: navy}, scene.Stop{Offset: 1, Color: amber}), scene.Pad, 0, 1, "navy-amber", ""},
		{"three are two", at(scene.Stop{Offset: 0, Color: navy}, scene.Stop{Offset: 0.25, Color: amber}, scene.Stop{Offset: 1, Color: white}), scene.Pad, 0, 1, "navy-amber amber-white", "0.25"},
		{"the ends are filled up", at(scene.Stop{Offset: 0.2, Color: navy}, scene.Stop{Offset: 0.8, Color: amber}), scene.Pad, 0, 1, "navy-navy navy-amber amber-amber", "0.2 0.8"},
		{"a hard edge takes no room", at(scene.Stop{Offset: 0, Color: navy}, scene.Stop{Offset: 0.5, Color: navy}, scene.Stop{Offset: 0.5, Color: amber}, scene.Stop{Offset: 1, Color: amber}), scene.Pad, 0, 1, "navy-navy amber-amber", "0.5"},
		{"stops out of order are brought into it", at(scene.Stop{Offset: 0.5, Color: navy}, scene.Stop{Offset: 0.2, Color: amber}), scene.Pad, 0, 1, "navy-navy amber-amber", "0.5"},
		{"repeated", at(scene.Stop{Offset: 0, Color: navy}, scene.Stop{Offset: 1, Color: amber}), scene.Repeat, -1, 1, "navy-amber navy-amber", "0"},
		{"reflected", at(scene.Stop{Offset: 0, Color: navy}, scene.Stop{Offset: 1, Color: amber}), scene.Reflect, -1, 2, "amber-navy navy-amber amber-navy", "0 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := blend(scene.Gradient{Stops: c.stops, Spread: c.spread}, c.from, c.to, name)
			var pieces []string
			for _, part := range strings.Split(f, "/C0[")[1:] {
				a, rest, _ := strings.Cut(part, "]/C1[")
				b, _, _ := strings.Cut(rest, "]")
				pieces = append(pieces, a+"-"+b)
			}
			_, bounds, _ := strings.Cut(f, "/Bounds[")
			bounds, _, _ = strings.Cut(bounds, "]")
			if got := strings.Join(pieces, " "); got != c.pieces || bounds != c.bounds {
				t.Errorf("pieces %s at %q, want %s at %q", got, bounds, c.pieces, c.bounds)
			}
		})
	}
}

// Readers paint nothing where the focus lies on the circle or outside; a thousandth inside nobody sees.
func TestAFocusOutsideItsCircleIsBroughtAThousandthInside(t *testing.T) {
	centre := scene.Point{X: 100, Y: 50}
	for far, want := range map[float64]float64{0: 0, 0.5: 0.5, 0.99: 0.99, 1: 0.999, 2: 0.999} { // in radii
		g := scene.Gradient{Radial: true, Radius: 40, To: centre, From: scene.Point{X: 100 + far*24, Y: 50 - far*32}}
		if f := focus(g); math.Abs(math.Hypot(f.X-centre.X, f.Y-centre.Y)/40-want) > 1e-4 {
			t.Errorf("a focus %g radii off comes to lie at %v", far, f)
		}
	}
}

func TestAFineBlendIsWrittenOut128TimesEachWay(t *testing.T) {
	for n, want := range map[float64]float64{100: 100, 128: 128, 129: 128} {
		if from, to := periods(scene.Gradient{To: scene.Point{X: 1}, Spread: scene.Repeat}, scene.Rect{X: -n, W: 2 * n, H: 1}); from != -want || to != want {
			t.Errorf("from %g to %g, want %g each way", from, to, want)
		}
	}
}

// The weights of SVG 1.1 for masks (14.4, 15.10).
func TestAMaskWeighsColoursAsSVGDoes(t *testing.T) {
	for _, c := range []struct {
		of   color.NRGBA
		want string
	}{
		{color.NRGBA{R: 255, A: 255}, "0.2125 0.2125 0.2125"}, {color.NRGBA{G: 255, A: 255}, "0.7154 0.7154 0.7154"},
		{color.NRGBA{B: 255, A: 255}, "0.0721 0.0721 0.0721"}, {color.NRGBA{255, 255, 255, 255}, "1 1 1"},
	} {
		if got := components(c.of, true); got != c.want {
			t.Errorf("%v weighs %s, want %s", c.of, got, c.want)
		}
	}
}

// SVG's default, and no less than 1 (11.4).
func TestALineWithoutAMiterLimitHasThatOfSVG(t *testing.T) {
	for limit, want := range map[float64]string{0: " 4 M", 0.5: " 1 M", 7: " 7 M"} {
		c := newCanvas()
		c.setLine(scene.Stroke{Width: 1, MiterLimit: limit})
		if !strings.Contains(string(c.buf), want) {
			t.Errorf("a limit of %g: %s, want%s", limit, c.buf, want)
		}
	}
}

func TestGradientsWithoutALengthAreTheirLastColour(t *testing.T) {
	stops := []scene.Stop{{Offset: 0, Color: navy}, {Offset: 1, Color: amber}}
	for name, g := range map[string]scene.Gradient{
		"one stop":            {To: scene.Point{X: 1}, Stops: stops[1:]},
		"no axis":             {From: scene.Point{X: 1}, To: scene.Point{X: 1}, Stops: stops},
		"no radius":           {Radial: true, Stops: stops},
		"a flattened space":   {To: scene.Point{X: 1}, Stops: stops, Transform: scene.Matrix{A: 1}},
		"no radius to divide": {Radial: true, Spread: scene.Repeat, Stops: stops},
	} {
		if last, ok := flat(g); !ok || last != amber {
			t.Errorf("%s: got %v, %t", name, last, ok)
		}
	}
}
