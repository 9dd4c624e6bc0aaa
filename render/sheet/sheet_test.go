package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"strings"
	"testing"

	"kic/fonts"
	"kic/render/raster"
	"kic/render/scene"
	"kic/render/text"
)

// sizes are shapes of all kinds, from strips to towers and pages.
var sizes = []Group{
	{Name: "square", W: 1080, H: 1080, Pixels: true, Safe: scene.Rect{X: 100, Y: 100, W: 880, H: 880}},
	{Name: "strip", W: 728, H: 90, Pixels: true},
	{Name: "tower", W: 160, H: 600, Pixels: true},
	{Name: "tiny", W: 320, H: 50, Pixels: true},
	{Name: "wide", W: 5120, H: 1440, Pixels: true, Covered: []scene.Rect{{X: 0, Y: 0, W: 2000, H: 700}}},
	{Name: "story", W: 1080, H: 1920, Pixels: true, Safe: scene.Rect{X: 60, Y: 250, W: 960, H: 1300}},
	{Name: "page", W: 210, H: 297, Safe: scene.Rect{X: 10, Y: 10, W: 190, H: 277}},
	{Name: "half", W: 210, H: 148.5},
}

// content has n groups of pieces of the given number in each of two sections. It counts how often each piece is drawn.
func content(n, pieces int, drawn map[string]int) Content {
	c := Content{Over: "Example <Care> & Co", Title: "Keep & hold", Notes: []string{"All of it.", ""}, Lang: "cy", Generator: "kic test"}
	for s := range 2 {
		section := Section{Name: fmt.Sprintf("Part %d", s+1)}
		for i := range n {
			g := sizes[i%len(sizes)]
			g.Name = fmt.Sprintf("%s-%d-%d", g.Name, s, i)
			g.Detail = fmt.Sprintf("%v × %v", g.W, g.H)
			for j := range pieces {
				link := fmt.Sprintf("a b/%s/%d.png", g.Name, j)
				g.Pieces = append(g.Pieces, Piece{Name: `"Piece" <1>`, Link: link, Thumb: func(w, h int) (*image.RGBA, string, error) {
					drawn[link]++
					return plain(w, h, color.RGBA{0, 94, 184, 255}), `It's <b>"alt"</b> & more`, nil
				}})
			}
			section.Groups = append(section.Groups, g)
		}
		c.Sections = append(c.Sections, section)
	}
	return c
}

func plain(w, h int, c color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return img
}

func tools(t testing.TB) (*text.Shaper, raster.Outlines) {
	t.Helper()
	set := fonts.Default()
	return text.NewShaper(set), func(face string, glyph uint32) (scene.Path, bool) {
		f, ok := set.Face(face)
		if !ok {
			return scene.Path{}, false
		}
		return f.Outline(glyph), true
	}
}

func made(t testing.TB, c Content) (s *Sheet, picture, page []byte) {
	t.Helper()
	shaper, outlines := tools(t)
	s, err := New(c, shaper)
	if err != nil {
		t.Fatal(err)
	}
	picture, page, err = s.Make(outlines)
	if err != nil {
		t.Fatal(err)
	}
	return s, picture, page
}

func TestNothingOverlapsAndAllLiesInsideTheMargins(t *testing.T) {
	shaper, _ := tools(t)
	for _, n := range []struct{ groups, pieces int }{{1, 1}, {3, 1}, {8, 1}, {8, 8}, {40, 1}, {40, 8}, {40, 24}, {5, 7}, {2, 60}} {
		s, err := New(content(n.groups, n.pieces, map[string]int{}), shaper)
		if err != nil {
			t.Fatalf("%v: %v", n, err)
		}
		w, h := s.plan.w, s.plan.h
		if w > maxWidth || w < minWidth || w*h > maxArea {
			t.Errorf("%v: the sheet is %d × %d px", n, w, h)
		}
		inside := scene.Rect{W: float64(w), H: float64(h)}.Grow(-s.plan.margin)
		var taken []scene.Rect
		for i := range s.plan.blocks {
			b := &s.plan.blocks[i]
			box := scene.Rect{X: b.x, Y: b.y, W: b.w, H: b.h}
			if !inside.Contains(box, 1) {
				t.Errorf("%v: %s at %v leaves the margins %v", n, b.group.Name, box, inside)
			}
			for _, other := range taken {
				if box.Overlaps(other) {
					t.Errorf("%v: %s at %v overlaps %v", n, b.group.Name, box, other)
				}
			}
			taken = append(taken, box)
			inBlock(t, b)
		}
	}
}

// inBlock wants the pieces of a block apart, below its caption and inside its box.
func inBlock(t *testing.T, b *block) {
	t.Helper()
	box := scene.Rect{X: b.x, Y: b.y + b.label, W: b.w, H: b.h - b.label}
	var taken []scene.Rect
	for i := range b.group.Pieces {
		x, y := b.thumb(i)
		r := scene.Rect{X: float64(x), Y: float64(y), W: float64(b.tw), H: float64(b.th)}
		if !box.Contains(r, 1) {
			t.Errorf("%s: piece %d at %v leaves its block %v", b.group.Name, i, r, box)
		}
		for _, other := range taken {
			if r.Overlaps(other) {
				t.Errorf("%s: piece %d at %v overlaps %v", b.group.Name, i, r, other)
			}
		}
		taken = append(taken, r)
	}
}

func TestThumbnailsKeepTheirProportionsAndShareAScale(t *testing.T) {
	const unit = 200
	for _, g := range sizes {
		w, h := thumbSize(&g, unit, 3800)
		if off := float64(w)/g.W - float64(h)/g.H; off*g.W > 0.51 && off*g.H > 0.51 || -off*g.W > 0.51 && -off*g.H > 0.51 {
			t.Errorf("%s: %d × %d px is out of proportion", g.Name, w, h)
		}
		if g.Pixels && (float64(w) > g.W || float64(h) > g.H) {
			t.Errorf("%s: %d × %d px is larger than the piece", g.Name, w, h)
		}
		if area := float64(w * h); area > unit*unit*1.03 || area < unit*unit*0.97 && g.Name != "tiny" {
			t.Errorf("%s: %d × %d px is not the share of the others", g.Name, w, h)
		}
	}
}

func TestRunsOfPiecesKeepToRowsOfTheirOwn(t *testing.T) {
	for _, c := range []struct{ n, run int }{{24, 8}, {16, 8}, {6, 2}, {3, 1}, {24, 0}, {8, 8}} {
		for _, g := range sizes {
			w, h := thumbSize(&g, 180, 3800)
			cols, rows := grid(c.n, c.run, float64(w)+10, float64(h)+10, 180, 3800)
			if cols*rows != c.n || c.run > 1 && c.run%cols != 0 && cols%c.run != 0 {
				t.Errorf("%s: %d pieces in runs of %d stand in %d rows of %d", g.Name, c.n, c.run, rows, cols)
			}
		}
	}
}

func TestEveryPieceIsDrawnOnceAndLinkedOnce(t *testing.T) {
	drawn := map[string]int{}
	_, picture, page := made(t, content(8, 3, drawn))
	if len(drawn) != 48 {
		t.Errorf("%d pieces are drawn, want 48", len(drawn))
	}
	for link, n := range drawn {
		href := `href="` + strings.ReplaceAll(link, " ", "%20") + `"`
		if got := bytes.Count(page, []byte(href)); n != 1 || got != 1 {
			t.Errorf("%s is drawn %d times and linked %d times", link, n, got)
		}
	}
	if _, err := png.Decode(bytes.NewReader(picture)); err != nil {
		t.Error(err)
	}
}

func TestSameContentGivesTheSameBytes(t *testing.T) {
	_, picture, page := made(t, content(8, 2, map[string]int{}))
	_, picture2, page2 := made(t, content(8, 2, map[string]int{}))
	if !bytes.Equal(picture, picture2) || !bytes.Equal(page, page2) {
		t.Error("two sheets of the same content differ")
	}
}

func TestOutlinesStandOnThePiecesOnly(t *testing.T) {
	s, picture, _ := made(t, content(8, 1, map[string]int{}))
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.plan.blocks {
		b := &s.plan.blocks[i]
		x, y := b.thumb(0)
		guided := 0
		for dy := range b.th {
			for dx := range b.tw {
				if r, g, bl, _ := img.At(x+dx, y+dy).RGBA(); r>>8 > 0x90 && g>>8 < 0x30 && bl>>8 < 0x90 {
					guided++
				}
			}
		}
		if b.group.outlined() != (guided > 0) {
			t.Errorf("%s: outlines wanted: %t, pixels of them: %d", b.group.Name, b.group.outlined(), guided)
		}
		if r, g, bl, _ := img.At(x+b.tw/2, y+b.th-4).RGBA(); !b.group.outlined() && (r>>8 != 0 || g>>8 != 94 || bl>>8 != 184) {
			t.Errorf("%s: the piece isn't where it should be", b.group.Name)
		}
	}
}

func TestThePageIsWellFormedAndEscaped(t *testing.T) {
	_, _, page := made(t, content(8, 2, map[string]int{}))
	d := xml.NewDecoder(bytes.NewReader(page))
	ids, images, headings := map[string]bool{}, 0, ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("line %d: %v", bytes.Count(page[:d.InputOffset()], []byte("\n"))+1, err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		at := map[string]string{}
		for _, a := range e.Attr {
			at[a.Name.Local] = a.Value
		}
		if id := at["id"]; id != "" && ids[id] {
			t.Errorf("the id %q is there twice", id)
		}
		ids[at["id"]] = true
		switch e.Name.Local {
		case "b", "script", "link", "iframe":
			t.Errorf("the page has an element %s", e.Name.Local)
		case "img":
			images++
			if at["alt"] != `It's <b>"alt"</b> & more` || at["lang"] != "cy" || !strings.HasPrefix(at["src"], "data:image/jpeg;base64,") {
				t.Errorf("alt %q, lang %q, src %.30q", at["alt"], at["lang"], at["src"])
			}
		case "h1", "h2", "h3":
			headings += e.Name.Local[1:]
		case "label":
			if !ids[at["for"]] {
				t.Errorf("a label for %q, which isn't there", at["for"])
			}
		}
	}
	if images != 32 || headings != "1"+strings.Repeat("2"+strings.Repeat("3", 8), 2) {
		t.Errorf("%d pictures and headings %s", images, headings)
	}
	for _, outside := range []string{"http://", "https://", "ZgotmplZ", "url("} {
		if bytes.Contains(page, []byte(outside)) {
			t.Errorf("the page contains %q", outside)
		}
	}
}

func TestTheToggleIsThereOnlyWhereThereAreOutlines(t *testing.T) {
	c := content(2, 1, map[string]int{}) // a square with a safe area and a strip
	_, _, page := made(t, c)
	if !bytes.Contains(page, []byte(`id="outlines"`)) {
		t.Error("outlines without a toggle")
	}
	for i := range c.Sections {
		c.Sections[i].Groups = c.Sections[i].Groups[1:]
	}
	if _, _, page = made(t, c); bytes.Contains(page, []byte(`id="outlines"`)) {
		t.Error("a toggle without outlines")
	}
}

func TestAPieceThatCannotBeDrawnIsNamed(t *testing.T) {
	shaper, outlines := tools(t)
	c := content(1, 1, map[string]int{})
	broken := errors.New("no ink")
	c.Sections[1].Groups[0].Pieces[0].Thumb = func(int, int) (*image.RGBA, string, error) { return nil, "", broken }
	s, err := New(c, shaper)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err = s.Make(outlines); !errors.Is(err, broken) || !strings.Contains(err.Error(), "square-1-0/0.png") {
		t.Errorf("got %v", err)
	}
}

func TestTooManyPiecesAreRefusedWithAWayOut(t *testing.T) {
	shaper, _ := tools(t)
	if _, err := New(content(80, 60, map[string]int{}), shaper); !errors.Is(err, errTooMany) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkSheetOf64Pieces(b *testing.B) {
	shaper, outlines := tools(b)
	c := content(8, 4, map[string]int{})
	b.ReportAllocs()
	for b.Loop() {
		s, err := New(c, shaper)
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := s.Make(outlines); err != nil {
			b.Fatal(err)
		}
	}
}
