package raster

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"kic/render/scene"
)

func TestAPictureHasExactlyTheSizeAskedFor(t *testing.T) {
	for _, c := range []struct {
		name string
		s    scene.Scene
		w, h int
		want string // in the error; empty: none
	}{
		{"same size", page(300, 250), 300, 250, ""},
		{"twice the size", page(300, 250), 600, 500, ""},
		{"half a size that is odd", page(301, 251), 150, 125, ""},
		{"points at 300 dpi", page(419.53, 595.28), 1748, 2480, ""},
		{"tiny", page(5120, 1440), 32, 9, ""},
		{"distorted", page(300, 250), 300, 252, "distorted"},
		{"turned", page(300, 250), 250, 300, "distorted"},
		{"no width", page(300, 250), 0, 250, "each side must be 1 to 32768"},
		{"too large", page(100, 100), 40000, 40000, "each side must be 1 to 32768"},
		{"too much", page(100, 100), 30000, 30000, "the area at most"},
		{"no area", page(0, 250), 1, 1, "has no area"},
		{"not a number", page(math.NaN(), 250), 1, 1, "has no area"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.s.Items = []scene.Item{rect(0, 0, c.s.W, c.s.H, blue)}
			img, err := Draw(c.s, c.w, c.h, nil)
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Fatalf("got error %v, want one that says %q", err, c.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if want := image.Rect(0, 0, c.w, c.h); img.Rect != want {
				t.Fatalf("bounds are %v, want %v", img.Rect, want)
			}
			for _, at := range []image.Point{{0, 0}, {c.w - 1, 0}, {0, c.h - 1}, {c.w - 1, c.h - 1}} {
				if got := img.RGBAAt(at.X, at.Y); got != (color.RGBA{0, 94, 184, 255}) {
					t.Errorf("a background leaves the corner %v as %v", at, got)
				}
			}
		})
	}
}

func TestAnEmptyPageIsTransparent(t *testing.T) {
	if img := paint(t, 8, 8); !bytes.Equal(img.Pix, make([]byte, 8*8*4)) {
		t.Error("something was painted")
	}
}

func TestDrawingTwiceGivesTheSamePixelsAndChangesNothing(t *testing.T) {
	source := photo(40, 30)
	s := flatArt()
	s.Items = append(s.Items,
		scene.Image{Source: source, Box: scene.Rect{X: 100, Y: 700, W: 400, H: 300}},
		scene.Group{Opacity: 0.5, Transform: scene.Translate(10, 10), Items: []scene.Item{disc(900, 500, 100, gold)},
			Clip: &scene.Clip{Path: star(900, 500, 120)}, Mask: &scene.Mask{Items: []scene.Item{rect(800, 400, 150, 300, white)}}})
	var before, after bytes.Buffer
	if err := scene.Dump(&before, s); err != nil {
		t.Fatal(err)
	}
	pix := bytes.Clone(source.Pix)
	first, err := Draw(s, 640, 360, letters)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Draw(s, 640, 360, letters)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Pix, second.Pix) {
		t.Error("the second picture differs from the first")
	}
	if err := scene.Dump(&after, s); err != nil {
		t.Fatal(err)
	}
	if before.String() != after.String() || !bytes.Equal(pix, source.Pix) {
		t.Error("drawing changed the scene or its image")
	}
}

func TestEveryBadNumberIsAnErrorThatSaysWhere(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	stroked := func(s scene.Stroke) scene.Shape {
		s.Paint = scene.Solid(black)
		return scene.Shape{Path: star(50, 50, 40), Stroke: &s}
	}
	for _, c := range []struct {
		name string
		item scene.Item
		want string
	}{
		{"a point", filled(polygon(scene.Point{}, scene.Point{X: nan}, scene.Point{Y: 9}), black), "item 1, a shape: a coordinate"},
		{"an infinity", filled(polygon(scene.Point{}, scene.Point{X: inf}, scene.Point{Y: 9}), black), "item 1, a shape: a coordinate"},
		{"a transform", scene.Group{ID: "logo", Transform: scene.Scale(nan, 1), Items: []scene.Item{rect(0, 0, 9, 9, black)}}, `item 1, group "logo": item 1, a shape: a coordinate`},
		{"an overflow", scene.Group{Transform: scene.Scale(1e300, 1), Items: []scene.Item{rect(0, 0, 1e300, 9, black)}}, "a coordinate"},
		{"an opacity", scene.Group{Opacity: nan}, "opacity"},
		{"an opacity below 0", scene.Group{Opacity: -1}, "opacity"},
		{"a clip", scene.Group{Clip: &scene.Clip{Path: star(nan, 0, 9)}}, "a coordinate"},
		{"a mask", scene.Group{Items: []scene.Item{rect(0, 0, 9, 9, black)}, Mask: &scene.Mask{Items: []scene.Item{rect(0, nan, 9, 9, black)}}}, "a coordinate"},
		{"an image", scene.Image{Source: photo(2, 2), Box: scene.Rect{X: nan, W: 9, H: 9}}, "item 1, an image: a coordinate"},
		{"a text's size", words(9, 9, nan, 4, black), `item 1, text "test": a coordinate`},
		{"a width", stroked(scene.Stroke{Width: nan}), "a stroke's width"},
		{"a dash", stroked(scene.Stroke{Width: 2, Dash: []float64{3, -1}}), "a stroke's width"},
		{"a path cut short", filled(scene.Path{Verbs: []scene.Verb{scene.MoveTo, scene.CubeTo}, Points: make([]scene.Point, 2)}, black), "a path has 2 points where its steps use 4"},
		{"a step that isn't one", filled(scene.Path{Verbs: []scene.Verb{9}}, black), "unknown step 9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			img, err := Draw(page(100, 100, c.item), 100, 100, letters)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one that says %q", err, c.want)
			}
			if img != nil {
				t.Error("there is a picture beside the error")
			}
		})
	}
}

func TestAGlyphWithoutAnOutlineIsAnError(t *testing.T) {
	text := words(10, 50, 20, 3, black)
	text.Glyphs[2].ID = 99
	for _, c := range []struct {
		name     string
		outlines Outlines
		want     string
	}{
		{"unknown glyph", letters, `text "test": face "Test/400" has no outline for glyph 99`},
		{"no font at all", nil, "no outlines"},
	} {
		if _, err := Draw(page(100, 100, text), 100, 100, c.outlines); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want one that says %q", c.name, err, c.want)
		}
	}
}

func TestTextIsItsGlyphsFilledAtTheirPlaces(t *testing.T) {
	ring, _ := letters("Test/400", 1)
	wedge, _ := letters("Test/400", 3)
	at := func(x float64) scene.Matrix { return scene.Matrix{A: 40, D: 40, E: x, F: 60} }
	both := ring.Transform(at(10 + 24))
	both.Append(wedge.Transform(at(10 + 72)))
	want := paint(t, 120, 80, filled(both, ink))
	text := words(10, 60, 40, 4, ink)
	text.Glyphs = []scene.Glyph{text.Glyphs[0], text.Glyphs[1], text.Glyphs[3]}
	same(t, paint(t, 120, 80, text), want, 0)
}

func TestWhatLiesOffThePageLeavesNoTrace(t *testing.T) {
	far := disc(-400, -400, 100, gold)
	curl := scene.Path{}
	curl.MoveTo(-5000, 300)
	curl.CubeTo(5000, 900, -5000, 400, 5000, 200)
	items := []scene.Item{
		far,
		filled(curl, gold),
		scene.Shape{Path: curl, Stroke: &scene.Stroke{Paint: scene.Solid(gold), Width: 60}},
		words(-900, 50, 30, 9, gold),
		scene.Image{Source: photo(4, 4), Box: scene.Rect{X: 200, Y: 300, W: 9, H: 9}},
		scene.Group{Opacity: 0.5, Items: []scene.Item{far}},
		scene.Group{Clip: &scene.Clip{Path: star(-300, 0, 90)}, Items: []scene.Item{rect(-500, -500, 999, 999, gold)}},
	}
	same(t, paint(t, 100, 100, items...), paint(t, 100, 100), 0)
}

func TestShapesFarLargerThanThePageAreCutAndNotLost(t *testing.T) {
	for _, size := range []float64{5e3, 1e5, 1e8, 1e12, 1e200} {
		hole := scene.RectPath(scene.Rect{X: -size, Y: -size, W: 2 * size, H: 2 * size})
		hole.Append(scene.RectPath(scene.Rect{X: 20, Y: 20, W: 60, H: 60}))
		framed := scene.Shape{Path: hole, EvenOdd: true, Fill: scene.Solid(blue)}
		want := paint(t, 100, 100, rect(0, 0, 100, 20, blue), rect(0, 80, 100, 20, blue), rect(0, 20, 20, 60, blue), rect(80, 20, 20, 60, blue))
		same(t, paint(t, 100, 100, framed), want, 0)
		same(t, paint(t, 100, 100, disc(50, 50, size, blue)), paint(t, 100, 100, rect(0, 0, 100, 100, blue)), 0)
	}
}

func TestACurveThatIsCutKeepsItsEdge(t *testing.T) {
	// The same disc on a page that holds it and on one that cuts it on all sides.
	whole := paint(t, 400, 400, disc(200, 200, 150, ink))
	part := scene.Group{Transform: scene.Translate(-150, -150), Items: []scene.Item{disc(200, 200, 150, ink)}}
	want := image.NewRGBA(image.Rect(0, 0, 200, 200))
	for y := range 200 {
		copy(row(want, y), whole.Pix[whole.PixOffset(150, 150+y):])
	}
	same(t, paint(t, 200, 200, part), want, 9)
}

func TestBlendingRoundsToTheNearestLevel(t *testing.T) {
	for _, coverage := range []uint32{1, 255, 9999, whole / 2, whole - 1, whole} {
		for a := range uint32(256) {
			for d := range uint32(256) {
				src, dst := [4]uint8{0, uint8(a / 3), uint8(a), uint8(a)}, [4]uint8{uint8(d), uint8(d / 2), 0, 255}
				rest := whole - (a*coverage+127)/255
				var want [4]uint8
				for c := range want {
					want[c] = uint8((uint32(src[c])*coverage + uint32(dst[c])*rest + whole/2) / whole)
				}
				got := over(binary.LittleEndian.Uint32(dst[:]), binary.LittleEndian.Uint32(src[:]), coverage)
				if got != binary.LittleEndian.Uint32(want[:]) {
					t.Fatalf("%v at %d over %d gives %08x, want %v", src, coverage, d, got, want)
				}
			}
		}
	}
}
