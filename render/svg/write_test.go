package svg_test

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"kic/render/scene"
	"kic/render/svg"
)

var (
	blue  = color.NRGBA{0x00, 0x5E, 0xB8, 0xFF}
	amber = color.NRGBA{0xFF, 0xB8, 0x1C, 0x80}
)

// square is an outline for any glyph: half an em wide and high, on the baseline.
func square(_ string, glyph uint32) (scene.Path, bool) {
	if glyph == 0 {
		return scene.Path{}, false
	}
	return scene.RectPath(scene.Rect{Y: -0.5, W: 0.5, H: 0.5}), true
}

func sample() scene.Scene {
	picture := image.NewNRGBA(image.Rect(0, 0, 2, 2))
	picture.SetNRGBA(1, 0, blue)
	stops := []scene.Stop{{Offset: 0, Color: blue}, {Offset: 0.25, Color: amber}, {Offset: 1, Color: color.NRGBA{0, 0, 0, 255}}}
	linear := scene.Paint{Gradient: &scene.Gradient{From: scene.Point{X: 10}, To: scene.Point{X: 90}, Stops: stops, Spread: scene.Reflect}}
	radial := scene.Paint{Gradient: &scene.Gradient{Radial: true, From: scene.Point{X: 40, Y: 40}, To: scene.Point{X: 50, Y: 50}, Radius: 30, Stops: stops, Transform: scene.Scale(1, 0.5)}}
	ring := scene.EllipsePath(scene.Rect{X: 10, Y: 10, W: 40, H: 40})
	ring.Append(scene.EllipsePath(scene.Rect{X: 20, Y: 20, W: 20, H: 20}))
	var wave scene.Path
	wave.MoveTo(10, 80)
	wave.QuadTo(30, 60, 50, 80)
	wave.CubeTo(60, 90, 70, 90, 90, 75)
	return scene.Scene{
		Title: `Keep "it" <secret>`, Alt: []scene.Said{{Lang: "en-GB", Words: "A ring & a wave"}}, Lang: "en-GB", Unit: scene.Px, W: 100, H: 100,
		Items: []scene.Item{
			scene.Shape{Path: scene.RectPath(scene.Rect{W: 100, H: 100}), Fill: linear},
			scene.Shape{Path: scene.RectPath(scene.Rect{X: 5, Y: 5, W: 90, H: 90}), Fill: linear},
			scene.Group{ID: "art", Transform: scene.Matrix{A: 0.5, B: 0.1, C: -0.1, D: 0.5, E: 20, F: 10}, Opacity: 0.5, Role: scene.RoleFigure, Alt: "A ring", Items: []scene.Item{
				scene.Shape{Path: ring, EvenOdd: true, Fill: radial},
				scene.Shape{Path: wave, Stroke: &scene.Stroke{Paint: scene.Solid(amber), Width: 3, Cap: scene.RoundCap, Join: scene.BevelJoin, Dash: []float64{4, 2}, DashOffset: 1}},
			}},
			scene.Group{ID: "art", Clip: &scene.Clip{Path: scene.EllipsePath(scene.Rect{X: 60, Y: 10, W: 30, H: 30})}, Items: []scene.Item{
				scene.Shape{Path: scene.RectPath(scene.Rect{X: 60, Y: 10, W: 30, H: 30}), Fill: scene.Solid(blue)},
				scene.Shape{Path: scene.RectPath(scene.Rect{X: 65, Y: 15, W: 30, H: 30}), Fill: scene.Solid(amber)},
			}},
			scene.Group{ID: "faded", Mask: &scene.Mask{Items: []scene.Item{scene.Shape{Path: scene.RectPath(scene.Rect{W: 50, H: 50}), Fill: linear}}}, Items: []scene.Item{
				scene.Shape{Path: ring, Fill: scene.Solid(blue), Stroke: &scene.Stroke{Paint: linear, Width: 2, MiterLimit: 10}},
			}},
			scene.Image{Source: picture, Box: scene.Rect{X: 50, Y: 50, W: 20, H: 20}},
		},
	}
}

func TestWhatIsWrittenReadsAsTheSameScene(t *testing.T) {
	for _, unit := range []scene.Unit{scene.Px, scene.Pt} {
		s := sample()
		s.Unit = unit
		doc := reread(t, s)
		size := 100.0
		if unit == scene.Pt {
			size = 100 * 96.0 / 72
		}
		if math.Abs(doc.W-size) > 1e-9 || math.Abs(doc.H-size) > 1e-9 || doc.Title != s.Title {
			t.Errorf("%s: reads as %g×%g px, title %q", unit, doc.W, doc.H, doc.Title)
		}
		got, want := dump(t, doc.Group.Items), dump(t, s.Items)
		want = strings.Replace(want, "#art clip", "#art-2 clip", 1) // an id stands once in a file
		want = strings.Replace(want, " role=Figure", "", 1)
		want = strings.Replace(want, " alt=\"A ring\"", "", 1)
		if got != want {
			t.Errorf("%s: reads as\n%s, want\n%s", unit, got, want)
		}
	}
}

func reread(t *testing.T, s scene.Scene) *svg.Document {
	t.Helper()
	var b bytes.Buffer
	if err := svg.Write(&b, s, square); err != nil {
		t.Fatal(err)
	}
	doc, err := svg.Read(b.Bytes(), svg.Options{})
	if err != nil {
		t.Fatalf("can't read what we wrote: %v\n%s", err, b.String())
	}
	return doc
}

func dump(t *testing.T, items []scene.Item) string {
	t.Helper()
	var b strings.Builder
	if err := scene.Dump(&b, scene.Scene{Items: items}); err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(b.String(), "\n")
	return body
}

func TestWrittenFileIsCleanAndTheSameEveryTime(t *testing.T) {
	s := sample()
	s.Items = append(s.Items, scene.Text{
		Face: "F", Size: 10, Origin: scene.Point{X: 10, Y: 95}, String: "Hi & bye ", Paint: scene.Solid(blue),
		Glyphs: []scene.Glyph{{ID: 1}, {ID: 2, X: 6}},
	})
	var first, second bytes.Buffer
	if err := svg.Write(&first, s, square); err != nil {
		t.Fatal(err)
	}
	if err := svg.Write(&second, s, square); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same scene gave other bytes")
	}
	golden(t, "testdata/write.golden.svg", first.Bytes())
}

func TestWriteRefusesWhatItCannotWrite(t *testing.T) {
	line := scene.Text{Face: "F", Size: 10, String: "Hi", Paint: scene.Solid(blue), Glyphs: []scene.Glyph{{ID: 0}}}
	bad := scene.Shape{Path: scene.RectPath(scene.Rect{W: math.NaN(), H: 1}), Fill: scene.Solid(blue)}
	for want, it := range map[string]scene.Item{`text "Hi": glyph 0 of face "F"`: line, "isn't finite": bad} {
		var b bytes.Buffer
		err := svg.Write(&b, scene.Scene{W: 10, H: 10, Items: []scene.Item{it}}, square)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
		if b.Len() > 0 {
			t.Errorf("wrote %d bytes beside the error", b.Len())
		}
	}
}

func TestRecolourMapsEveryPaintAndLeavesItsInputAlone(t *testing.T) {
	group := scene.Group{Items: sample().Items}
	before := dump(t, group.Items)
	white := color.NRGBA{255, 255, 255, 255}
	got, unknown := svg.Recolour(group, func(c color.NRGBA) (color.NRGBA, bool) {
		return white, c != color.NRGBA{A: 255}
	})
	if dump(t, group.Items) != before {
		t.Error("the input has changed")
	}
	if len(unknown) != 1 || unknown[0] != (color.NRGBA{A: 255}) {
		t.Errorf("unknown colours %v, want black only", unknown)
	}
	if text := dump(t, got.Items); strings.Contains(text, "#005EB8") || !strings.Contains(text, "#FFFFFF80") {
		t.Errorf("not every paint is mapped with its alpha:\n%s", text)
	}
	fill := got.Items[0].(scene.Shape).Fill.Gradient.Stops[1].Color
	if fill != (color.NRGBA{255, 255, 255, 0x80}) {
		t.Errorf("a stop became %v, want white with its alpha", fill)
	}
	mask := got.Items[4].(scene.Group).Mask.Items[0].(scene.Shape).Fill.Gradient.Stops[0].Color
	if mask != blue {
		t.Errorf("a mask's colour became %v", mask)
	}
}

func TestAPictureOfTwoLanguagesIsDescribedInBoth(t *testing.T) {
	for _, c := range []struct {
		alt  []scene.Said
		want string
	}{
		{[]scene.Said{{Lang: "en-GB", Words: "A <ring>"}}, "  <desc>A &lt;ring&gt;</desc>\n"},
		{[]scene.Said{{Lang: "cy", Words: "Modrwy"}}, "  <desc xml:lang=\"cy\">Modrwy</desc>\n"},
		{[]scene.Said{{Lang: "cy", Words: "Modrwy"}, {Lang: "en-GB", Words: "A ring"}}, "  <desc xml:lang=\"cy\">Modrwy</desc>\n  <desc xml:lang=\"en-GB\">A ring</desc>\n"},
		{nil, ""},
	} {
		var out bytes.Buffer
		if err := svg.Write(&out, scene.Scene{Lang: "en-GB", W: 9, H: 9, Alt: c.alt}, nil); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); !strings.Contains(got, "role=\"img\" lang=\"en-GB\">\n"+c.want+"</svg>") {
			t.Errorf("%v is written as\n%s", c.alt, got)
		}
	}
}
