package pdf

import (
	"fmt"
	"image"
	"math"
	"strconv"
	"strings"
	"testing"

	"kic/fonts"
	"kic/render/scene"
)

func pixel() image.Image { return image.NewGray(image.Rect(0, 0, 1, 1)) }

// placed is a glyph as a reader finds it on the page.
type placed struct {
	says string
	x, y float64
}

// glyphs follows the text operators of the first page as ISO 32000-1, 9.4.4 says.
func (r *reader) glyphs() []placed {
	page := r.pages()[0]
	_, content := r.stream(page["Contents"])
	resources := r.dict(page["Resources"])
	var list []placed
	var font fontReader
	var size, x, y, lineX, lineY float64
	arg := func(op operation, i int) float64 { v, _ := strconv.ParseFloat(op.operands[i], 64); return v }
	for _, op := range operations(content) {
		switch op.name {
		case "Tf":
			font, size = r.font(r.at(resources, "Font", op.operands[0][1:])), arg(op, 1)
		case "Tm":
			lineX, lineY = arg(op, 4), arg(op, 5)
			x, y = lineX, lineY
		case "Td":
			lineX, lineY = lineX+arg(op, 0), lineY-arg(op, 1)
			x, y = lineX, lineY
		case "TJ":
			for _, c := range codes(op.operands[0]) {
				switch c := c.(type) {
				case int:
					list = append(list, placed{font.says[c], x, y})
					x += font.widths[c] * size / 1000
				case float64:
					x -= c * size / 1000
				}
			}
		}
	}
	return list
}

func TestGlyphsStandWhereTheSceneSays(t *testing.T) {
	s := newSetter(t)
	for _, words := range []string{"AVATAR To. Wyłączyć", "Tŷ ŵyr: fi ffi office", strings.Repeat("AV. ", 80) + "end"} {
		line := s.line(words, 31.4159, 77.7, style{size: 17.3})
		got := open(t, write(t, s, Info{}, sheet(scene.Group{Role: scene.RoleP, Items: []scene.Item{line}}))).glyphs()
		if len(got) != len(line.Glyphs) {
			t.Fatalf("%q: %d glyphs, want %d", words, len(got), len(line.Glyphs))
		}
		for i, g := range line.Glyphs {
			if dx := got[i].x - line.Origin.X - g.X; math.Abs(dx) > 0.001*line.Size {
				t.Errorf("%q: glyph %d (%q) is %.4f off", words, i, got[i].says, dx)
			}
		}
	}
}

func TestKerningIsKept(t *testing.T) {
	s := newSetter(t)
	got := open(t, write(t, s, Info{}, sheet(s.para(scene.RoleH1, 0, 50, style{size: 100}, "AVA")))).glyphs()
	a, _ := s.set.Face(regular)
	glyph, _ := a.Font().NominalGlyph('A')
	if advance := float64(a.Font().Upem()); got[1].x >= 100*advanceOf(a, uint32(glyph))/advance {
		t.Errorf("V stands at %.2f, as if there were no kerning", got[1].x)
	}
}

func advanceOf(f *fonts.Face, glyph uint32) float64 {
	sfnt, err := parse(f.Data())
	if err != nil {
		return 0
	}
	return float64(sfnt.GlyphAdvance(uint16(glyph)))
}

func TestGlyphsSayTheirLetters(t *testing.T) {
	// Glyphs are made up here: what counts is how clusters map to letters.
	s := newSetter(t)
	a := s.line("abc", 0, 0, style{}).Glyphs
	at := func(g scene.Glyph, x, advance float64, cluster int) scene.Glyph {
		g.X, g.Advance, g.Cluster = x, advance, cluster
		return g
	}
	for _, c := range []struct {
		name   string
		words  string
		rtl    bool
		glyphs []scene.Glyph
		want   string // of the structure tree
	}{
		{"a ligature says all its letters", "ffix", false, []scene.Glyph{at(a[0], 0, 10, 0), at(a[1], 10, 5, 3)}, `"ffix"`},
		{"one glyph says different letters in different places", "oO", false, []scene.Glyph{at(a[0], 0, 5, 0), at(a[0], 5, 5, 1)}, `"oO"`},
		{"a mark is said by its letter", "e\u0301x", false, []scene.Glyph{at(a[0], 0, 5, 0), at(a[1], 3, 0, 0), at(a[2], 5, 5, 3)}, `"e` + "\u0301" + `x"`},
		{"the space that a line break swallowed is there", "end ", false, []scene.Glyph{at(a[0], 0, 5, 0), at(a[1], 5, 5, 1), at(a[2], 10, 5, 2)}, `"end "`},
		{"a space with its own glyph isn't doubled", "a b ", false, s.line("a b x", 0, 0, style{}).Glyphs[:4], `"a b "`},
		{"words from right to left are said in reading order", "שלום", true, []scene.Glyph{at(a[0], 0, 5, 6), at(a[1], 5, 5, 4), at(a[2], 10, 5, 2), at(a[0], 15, 5, 0)}, `"שלום"`},
		{"a space swallowed from right to left is there", "לא ", true, []scene.Glyph{at(a[0], 0, 5, 2), at(a[1], 5, 5, 0)}, `"לא "`},
		{"a word that is written out of order is said as a whole", "কি ab", false, []scene.Glyph{at(a[0], 0, 5, 0), at(a[1], 5, 6, 0), at(s.line("x y", 0, 0, style{}).Glyphs[1], 11, 4, 6), at(a[0], 15, 5, 7), at(a[1], 20, 5, 8)}, "Span actualtext=কি"},
	} {
		t.Run(c.name, func(t *testing.T) {
			line := s.line("x", 100, 50, style{})
			line.String, line.RTL, line.Glyphs = c.words, c.rtl, c.glyphs
			got := open(t, write(t, s, Info{}, sheet(scene.Group{Role: scene.RoleP, Items: []scene.Item{line}}))).outline()
			if !strings.Contains(got, c.want) {
				t.Errorf("got\n%s\nwant %s", got, c.want)
			}
		})
	}
}

func TestOddClustersDoNoHarm(t *testing.T) {
	s := newSetter(t)
	for _, clusters := range [][]int{{-5, 99, 1}, {3, 3, 3}, {2, 1, 0}, {0, 0, 0}} {
		for _, words := range []string{"", "abc", " ", "日本", "\n"} {
			line := s.line("abc", 10, 10, style{})
			line.String = words
			for i, c := range clusters {
				line.Glyphs[i].Cluster = c
			}
			open(t, write(t, s, Info{}, sheet(scene.Group{Role: scene.RoleP, Items: []scene.Item{line}})))
		}
	}
}

// Arabic letters are joined, marked and written from right to left.
func TestArabicIsReadInOrder(t *testing.T) {
	s := newSetter(t)
	st := style{face: "Noto Sans Arabic/400", lang: "ar", rtl: true}
	got := open(t, write(t, s, Info{Lang: "ar"}, sheet(s.para(scene.RoleP, 50, 50, st, "كلمة المرور سرية ", "لا تشاركها مُحَمَّد")))).outline()
	if want := fmt.Sprintf("%q", "كلمة المرور سرية لا تشاركها مُحَمَّد"); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant %s", got, want)
	}
}
