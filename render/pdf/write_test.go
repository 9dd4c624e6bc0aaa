package pdf

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"kic/render/colour"
	"kic/render/scene"
)

var day = time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC)

func TestBoxesAreExact(t *testing.T) {
	s := newSetter(t)
	a4 := scene.Scene{Title: "t", Unit: scene.Pt, W: a4w, H: a4h, Bleed: 3 * mm}
	for _, c := range []struct {
		name               string
		page               scene.Scene
		info               Info
		media, bleed, trim string
	}{
		{"A4 for screens is the trimmed page", a4, Info{}, "0 0 595.276 841.89", "0 0 595.276 841.89", "0 0 595.276 841.89"},
		{"A4 for print has its bleed", a4, Info{Print: true}, "0 0 612.283 858.898", "0 0 612.283 858.898", "8.504 8.504 603.78 850.394"},
		{"crop marks stand 3 mm off and are 5 mm long", a4, Info{Print: true, Marks: true}, "0 0 640.63 887.244", "14.173 14.173 626.457 873.071", "22.677 22.677 617.953 864.567"},
		{"marks are for print alone", a4, Info{Marks: true}, "0 0 595.276 841.89", "0 0 595.276 841.89", "0 0 595.276 841.89"},
		{"a page of pixels has 96 to the inch", scene.Scene{Title: "t", Unit: scene.Px, W: 1080, H: 1350}, Info{}, "0 0 810 1012.5", "0 0 810 1012.5", "0 0 810 1012.5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := open(t, write(t, s, c.info, c.page))
			page := r.pages()[0]
			for key, want := range map[string]string{"MediaBox": c.media, "CropBox": c.media, "BleedBox": c.bleed, "TrimBox": c.trim} {
				var got []string
				for _, v := range r.array(page[key]) {
					got = append(got, scene.Number(r.number(v)))
				}
				if strings.Join(got, " ") != want {
					t.Errorf("%s is %s, want %s", key, got, want)
				}
			}
		})
	}
}

func TestTheSamePagesGiveTheSameBytes(t *testing.T) {
	s := newSetter(t)
	for _, info := range []Info{{Created: day}, {}, {Created: day, Print: true, Marks: true}} {
		if a, b := write(t, s, info, insert(s), insert(s)), write(t, newSetter(t), info, insert(s), insert(s)); !bytes.Equal(a, b) {
			t.Errorf("two runs with %+v differ", info)
		}
	}
}

func TestDocumentSaysWhatItIs(t *testing.T) {
	s := newSetter(t)
	info := Info{Title: "Seiber – diogelwch", Author: "Bwrdd Iechyd Ŵy", Subject: "For <staff> & friends", Lang: "cy", Created: day}
	file := write(t, s, info, sheet())
	r := open(t, file)
	if got := r.says(r.root["Lang"]); got != "cy" {
		t.Errorf("language is %q", got)
	}
	if v, _ := r.get(r.at(r.root, "ViewerPreferences", "DisplayDocTitle")).(types.Boolean); !bool(v) {
		t.Error("the title isn't shown")
	}
	about := r.dict(*r.ctx.Info)
	for key, want := range map[string]string{"Title": info.Title, "Author": info.Author, "Subject": info.Subject, "CreationDate": "D:20261005090000+00'00'", "ModDate": "D:20261005090000+00'00'"} {
		if got := r.says(about[key]); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	_, packet := r.stream(r.root["Metadata"])
	for _, want := range []string{info.Title, info.Author, "For &lt;staff&gt; &amp; friends", "<pdfuaid:part>1<", "2026-10-05T09:00:00Z"} {
		if !bytes.Contains(packet, []byte(want)) {
			t.Errorf("metadata lacks %q:\n%s", want, packet)
		}
	}
}

func TestPrintFilesSayTheirColoursAndLeadNowhere(t *testing.T) {
	s := newSetter(t)
	r := open(t, write(t, s, Info{Print: true, Marks: true}, insert(s)))
	intent := r.dict(r.array(r.root["OutputIntents"])[0])
	d, profile := r.stream(intent["DestOutputProfile"])
	if r.number(d["N"]) != 3 || !bytes.Equal(profile, colour.SRGB()) {
		t.Errorf("the output profile of %d bytes isn't that of sRGB", len(profile))
	}
	if r.pages()[0]["Annots"] != nil {
		t.Error("a page for print has links")
	}
	if _, packet := r.stream(r.root["Metadata"]); bytes.Contains(packet, []byte("pdfuaid:part")) {
		t.Error("a file for print claims to be made to PDF/UA")
	}
	if strings.Contains(r.outline(), "Link") {
		t.Errorf("Link elements without a link:\n%s", r.outline())
	}
}

func TestMistakesAreNamed(t *testing.T) {
	s := newSetter(t)
	odd := s.line("odd", 10, 20, style{})
	odd.Face = "Comic Sans/400"
	missing := s.line("miss", 10, 20, style{})
	missing.Glyphs[1].ID = 0
	beyond := s.line("far", 10, 20, style{})
	beyond.Glyphs[1].ID = 60000
	for _, c := range []struct {
		name  string
		pages []scene.Scene
		want  string
	}{
		{"no pages", nil, "no pages"},
		{"no title", []scene.Scene{{W: 10, H: 10}}, "no title"},
		{"no size", []scene.Scene{{Title: "t", W: 10}}, "page 1: a size of 10 × 0"},
		{"no number for a size", []scene.Scene{{Title: "t", W: 10, H: math.NaN()}}, "page 1: a size"},
		{"a face that isn't there", []scene.Scene{sheet(), sheet(odd)}, `page 2: text "odd": face "Comic Sans/400" is not in the font set`},
		{"a letter without a glyph", []scene.Scene{sheet(missing)}, `text "miss": face "Atkinson Hyperlegible Next/400" has no glyph for "i"`},
		{"a glyph beyond the font", []scene.Scene{sheet(beyond)}, `text "far": face "Atkinson Hyperlegible Next/400" has no glyph with the number 60000`},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := Write(io.Discard, c.pages, Info{}, s.set)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

var exponent = regexp.MustCompile(`[0-9.][eE][+-]?[0-9]`)

func TestNumbersHaveNoExponents(t *testing.T) {
	for _, v := range []float64{0, -0.00000004, 4e-8, 1e21, -1e300, math.Inf(1), math.NaN(), 123456789.125, 0.1 + 0.2} {
		if got := numbers(6, v); exponent.MatchString(got) || strings.ContainsAny(got, "NI") || got == "-0" {
			t.Errorf("%v is written as %s", v, got)
		}
	}
	s := newSetter(t)
	tiny := scene.Group{Transform: scene.Matrix{A: 1e-7, D: 1e9, E: -1e-9}, Items: []scene.Item{
		scene.Shape{Path: scene.RectPath(scene.Rect{X: 1e-8, Y: 1e12, W: 1e18, H: 1e-9}), Fill: blend3(0, 0, 1e-9, 1e9, navy, blue, amber), Stroke: &scene.Stroke{Paint: scene.Solid(navy), Width: 1e-7}},
	}}
	r := open(t, write(t, s, Info{}, sheet(tiny)))
	_, content := r.stream(r.pages()[0]["Contents"])
	if bad := exponent.Find(content); bad != nil {
		t.Errorf("the page's content has a number with %s:\n%s", bad, content)
	}
}

func TestManyPagesShareFontsAndPictures(t *testing.T) {
	s := newSetter(t)
	one := write(t, s, Info{}, insert(s))
	var pages []scene.Scene
	for range 10 {
		pages = append(pages, insert(s))
	}
	ten := write(t, s, Info{}, pages...)
	if limit := len(one) + 9*9000; len(ten) > limit {
		t.Errorf("ten pages take %d bytes, one takes %d", len(ten), len(one))
	}
	fonts, pictures := map[string]bool{}, map[string]bool{}
	r := open(t, ten)
	for _, p := range r.pages() {
		for _, f := range r.dict(r.at(p, "Resources", "Font")) {
			fonts[fmt.Sprint(f)] = true
		}
		for _, x := range r.dict(r.at(p, "Resources", "XObject")) {
			if r.says(r.dict(x)["Subtype"]) == "Image" {
				pictures[fmt.Sprint(x)] = true
			}
		}
	}
	if len(fonts) != 2 || len(pictures) != 1 {
		t.Errorf("%d fonts and %d pictures in the file, want 2 and 1", len(fonts), len(pictures))
	}
}

// FuzzScenes makes shapes, gradients and groups of any numbers: the file must stay whole.
func FuzzScenes(f *testing.F) {
	f.Add([]byte{0, 1, 4, 2, 3, 4}, 1.0, 2.0, 1e-9, uint8(0))
	f.Add([]byte{1, 1, 1}, math.NaN(), math.Inf(-1), 1e300, uint8(7))
	f.Add([]byte{4, 2, 4, 0}, -5.0, 0.0, 0.0, uint8(3))
	s := newSetter(f)
	f.Fuzz(func(t *testing.T, verbs []byte, a, b, c float64, kind uint8) {
		var p scene.Path
		for _, v := range verbs {
			[]func(){
				func() { p.MoveTo(a, b) }, func() { p.LineTo(b, c) }, func() { p.QuadTo(a, c, b, b) }, func() { p.CubeTo(a, b, c, a, b, c) }, p.Close,
			}[v%5]()
		}
		g := scene.Gradient{Radial: kind&1 > 0, From: scene.Point{X: a, Y: b}, To: scene.Point{X: b, Y: c}, Radius: c, Spread: scene.Spread(kind >> 1 % 3),
			Stops: []scene.Stop{{Offset: a, Color: navy}, {Offset: b, Color: amber}, {Offset: c, Color: white}}}
		g.Stops[1].Color.A = kind
		shape := scene.Shape{Path: p, Fill: scene.Paint{Gradient: &g}, Stroke: &scene.Stroke{Paint: scene.Solid(navy), Width: a, Dash: []float64{b, c}, MiterLimit: b}}
		page := sheet(scene.Group{Transform: scene.Matrix{A: a, B: b, C: c, D: a, E: b}, Opacity: c, Clip: &scene.Clip{Path: p}, Items: []scene.Item{shape}}, shape,
			scene.Group{Role: scene.RoleFigure, Alt: "x", Items: []scene.Item{shape}})
		r := open(t, write(t, s, Info{}, page))
		_, content := r.stream(r.pages()[0]["Contents"])
		if bad := exponent.Find(content); bad != nil {
			t.Errorf("a number with %s:\n%s", bad, content)
		}
		r.checkMarks(t, "page", content, r.dict(r.pages()[0]["Resources"]), false)
	})
}
