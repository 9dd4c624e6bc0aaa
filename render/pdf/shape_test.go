package pdf

import (
	"image/color"
	"testing"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"kic/fonts"
	"kic/render/scene"
)

const (
	regular = "Atkinson Hyperlegible Next/400"
	bold    = "Atkinson Hyperlegible Next/700"
)

var (
	navy  = color.NRGBA{0, 0x30, 0x87, 255}
	blue  = color.NRGBA{0, 0x5E, 0xB8, 255}
	amber = color.NRGBA{0xFF, 0xB8, 0x1C, 255}
	ink   = color.NRGBA{0x21, 0x2B, 0x32, 255}
	white = color.NRGBA{255, 255, 255, 255}
)

// setter sets lines for tests.
type setter struct {
	t   testing.TB
	set *fonts.Set
}

func newSetter(t testing.TB) setter {
	t.Helper()
	return setter{t, fonts.Default()}
}

// style is how a line is set; the zero style is 12-unit regular ink.
type style struct {
	face  string
	size  float64
	color color.NRGBA
	lang  string
	rtl   bool
}

// line is words with the baseline at x and y. A space at the end of words gets no glyph, as if a line had ended there.
func (s setter) line(words string, x, y float64, st style) scene.Text {
	s.t.Helper()
	if st.face == "" {
		st.face = regular
	}
	if st.size == 0 {
		st.size = 12
	}
	if st.color == (color.NRGBA{}) {
		st.color = ink
	}
	f, ok := s.set.Face(st.face)
	if !ok {
		s.t.Fatalf("no face %q", st.face)
	}
	runes := []rune(words)
	shown := len(runes)
	for shown > 0 && runes[shown-1] == ' ' {
		shown--
	}
	in := shaping.Input{Text: runes, RunEnd: shown, Face: font.NewFace(f.Font()), Size: fixed.I(1000), Script: language.LookupScript(runes[0]), Language: "en"}
	if st.rtl {
		in.Direction = di.DirectionRTL
	}
	out := (&shaping.HarfbuzzShaper{}).Shape(in)
	offsets := make([]int, 0, len(runes)+1)
	for i := range words {
		offsets = append(offsets, i)
	}
	k := st.size / 1000 / 64
	t := scene.Text{Face: st.face, Size: st.size, Origin: scene.Point{X: x, Y: y}, Paint: scene.Solid(st.color), String: words, Lang: st.lang, RTL: st.rtl}
	pen := 0.0
	for _, g := range out.Glyphs {
		t.Glyphs = append(t.Glyphs, scene.Glyph{
			ID: uint32(g.GlyphID), X: pen + float64(g.XOffset)*k, Y: -float64(g.YOffset) * k,
			Advance: float64(g.Advance) * k, Cluster: offsets[g.TextIndex()],
		})
		pen += float64(g.Advance) * k
	}
	t.Bounds = scene.Rect{X: x, Y: y - 0.95*st.size, W: pen, H: 1.25 * st.size}
	t.Ink = scene.Rect{X: x, Y: y - 0.75*st.size, W: pen, H: st.size}
	return t
}

// para is a group of lines, one below the other.
func (s setter) para(role scene.Role, x, y float64, st style, lines ...string) scene.Group {
	g := scene.Group{Role: role}
	if st.size == 0 {
		st.size = 12
	}
	for i, words := range lines {
		g.Items = append(g.Items, s.line(words, x, y+float64(i)*1.35*st.size, st))
	}
	return g
}

// outline is how the raster asks for glyphs.
func (s setter) outline(face string, glyph uint32) (scene.Path, bool) {
	f, ok := s.set.Face(face)
	if !ok {
		return scene.Path{}, false
	}
	return f.Outline(glyph), true
}
