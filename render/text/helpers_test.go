package text

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"kic/fonts"
	"kic/render/scene"
)

// fontFile parses a font by folder and weight, from those that ship or from testdata.
func fontFile(t testing.TB, name string) *fonts.Face {
	t.Helper()
	for _, dir := range []string{"../../fonts", "testdata"} {
		data, err := os.ReadFile(filepath.Join(dir, name+".ttf"))
		if err != nil {
			continue
		}
		face, err := fonts.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		return face
	}
	t.Fatalf("no font file %s.ttf", name)
	return nil
}

// shipped is the set of shipped fonts.
func shipped(t testing.TB) *fonts.Set {
	t.Helper()
	return fonts.Default()
}

// withArabic is the shipped set with a face for Arabic.
func withArabic(t testing.TB) *fonts.Set {
	t.Helper()
	return shipped(t).With(fontFile(t, "noto-sans-arabic/400"))
}

// rows are the words of each line of b, as they stand above each other, without the spaces that breaks swallow.
func rows(b Block) []string {
	var list []string
	y := 0.0
	for i, l := range b.Lines {
		if i == 0 || l.Origin.Y != y {
			list = append(list, "")
		}
		y = l.Origin.Y
		list[len(list)-1] += l.String
	}
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

// words are all strings of b, joined.
func words(b Block) string {
	var s strings.Builder
	for _, l := range b.Lines {
		s.WriteString(l.String)
	}
	return s.String()
}

// check fails if b doesn't place every rune of want once, in order, with its ink inside a box of that width.
func check(t *testing.T, b Block, want string, width float64) {
	t.Helper()
	if got := words(b); got != want {
		t.Errorf("the lines of %q have the words %q", want, got)
	}
	box := scene.Rect{W: width, H: b.Y + b.Height}
	for _, l := range b.Lines {
		if !l.Ink.Empty() && !box.Contains(l.Ink, 1e-6) {
			t.Errorf("%q in %q: ink %s outside %s", l.String, want, l.Ink, box)
		}
		pen := 0.0
		for _, g := range l.Glyphs {
			if g.Cluster < 0 || g.Cluster >= len(l.String) || !utf8.RuneStart(l.String[g.Cluster]) {
				t.Errorf("%q: glyph %d has the cluster %d", l.String, g.ID, g.Cluster)
			}
			pen += g.Advance
		}
		if math.Abs(pen-l.Bounds.W) > 1e-6 {
			t.Errorf("%q: the advances make %g, the bounds %g", l.String, pen, l.Bounds.W)
		}
	}
}
