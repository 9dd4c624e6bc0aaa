package check_test

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"kic/render/check"
	"kic/render/layout"
	"kic/render/raster"
	"kic/render/scene"
	"kic/templates"
)

// level is a grey; its contrast with white is given where it matters.
func level(v uint8) color.NRGBA { return color.NRGBA{v, v, v, 255} }

func TestEveryLimitOfAPieceIsWhereItIsPromised(t *testing.T) {
	corner := scene.Rect{X: 240, Y: 100, W: 80, H: 40}
	line := scene.Rect{X: 40, Y: 40, W: 200, H: 30}
	edge := func(x float64) func(k *try) {
		return func(k *try) { k.write("support", scene.Rect{X: x, Y: 40, W: 90, H: 12}, 12, black) }
	}
	face := func(name string, size float64) func(k *try) {
		return func(k *try) {
			k.write("headline", line, size, grey) // 3.5:1, as large words alone may have it
			words := k.laid.Scene.Items[len(k.laid.Scene.Items)-1].(scene.Group)
			set := words.Items[0].(scene.Text)
			set.Face = name
			words.Items[0] = set
		}
	}
	stretched := func(by float64) func(k *try) {
		return func(k *try) {
			k.place(logo(t, black), corner, white)
			last := len(k.laid.Scene.Items) - 1
			k.laid.Scene.Items[last] = scene.Group{Transform: scene.Matrix{A: by, D: 1, E: 240 * (1 - by)}, Items: []scene.Item{k.laid.Scene.Items[last]}}
		}
	}
	coloured := func(c color.NRGBA) func(k *try) { return func(k *try) { k.place(logo(t, c), corner, white) } }
	partner := func(h float64) func(k *try) { // so wide that its height decides
		return func(k *try) {
			box := scene.Rect{X: 240, Y: 100, W: 8 * h, H: h}
			k.place(wordMark(t, 8, black), box, white)
			k.laid.Marks[0].Partner = true
		}
	}
	cut := func(by float64) func(k *try) {
		return func(k *try) {
			k.art(scene.Rect{X: 200, Y: 50, W: 100, H: 100}, scene.Rect{X: 200 + by, W: 180, H: 200})
		}
	}
	_, shortest := layout.SmallestLogo(newTry().in.Placement)
	for _, c := range []struct {
		name      string
		good, bad func(k *try)
		code      string
	}{
		{"half a pixel over the safe area", edge(19.52), edge(19.48), "text-outside-safe (error)"},
		{"a contrast of 4.5:1", func(k *try) { k.write("support", words, 12, level(0x76)) }, func(k *try) { k.write("support", words, 12, level(0x77)) }, "contrast (error)"},
		{"a contrast of 3:1 of large words", func(k *try) { k.write("headline", line, 36, level(0x94)) }, func(k *try) { k.write("headline", line, 36, level(0x96)) }, "contrast (error)"},
		{"24 pixels are large", face("Sans/400", 24), face("Sans/400", 23.9), "contrast (error)"},
		{"so are 18⅔ in bold", face("Sans/700", 18.7), face("Sans/700", 18.6), "contrast (error)"},
		{"bold is 700", face("Sans/700", 20), face("Sans/699", 20), "contrast (error)"},
		{"a logo stretched by a hundredth", stretched(1.009), stretched(1.011), "logo-distorted (error)"},
		{"a logo squeezed by a hundredth", stretched(0.991), stretched(0.989), "logo-distorted (error)"},
		{"a logo with a contrast of 3:1", coloured(level(0x94)), coloured(level(0x96)), "logo-lost (error)"},
		{"a partner's logo of three fifths of the smallest", partner(shortest * 0.605), partner(shortest * 0.595), "logo-too-small (error)"},
		{"two hundredths of an illustration's focus cut", cut(1.95), cut(2.05), "focus-cropped (error)"},
	} {
		for _, side := range []struct {
			name string
			make func(k *try)
			want string
		}{{"just within", c.good, ""}, {"just beyond", c.bad, c.code}} {
			k := newTry()
			side.make(k)
			if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); got != side.want {
				t.Errorf("%s, %s: got %q, want %q", c.name, side.name, got, side.want)
			}
		}
	}
}

func TestWhatCoversWordsOfAPageIsMeasuredInMillimetres(t *testing.T) {
	for x, want := range map[float64]string{50.1: "", 49.7: "text-covered (error)"} { // where the words begin, in mm
		k := newTry()
		k.in.Placement = &templates.Placement{ID: "a4", Width: 400 * 25.4 / 72, Height: 200 * 25.4 / 72, Unit: templates.Millimetres,
			Covered: []templates.Box{{W: 50, H: 50, What: "a hole"}}}
		k.laid.Scene.Unit = scene.Pt
		k.write("support", scene.Rect{X: x * 72 / 25.4, Y: 40, W: 100, H: 12}, 12, black)
		if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); got != want {
			t.Errorf("words from %g mm on beside what covers 50 mm: got %q, want %q", x, got, want)
		}
	}
}

// A tenth of a colour over words leaves them to be read.
func TestWordsAreCoveredByMoreThanATenthOfAColour(t *testing.T) {
	for alpha, want := range map[uint8]string{0: "", 25: "", 26: "text-covered (error)", 255: "text-covered (error)"} {
		k := newTry()
		k.write("support", words, 12, black)
		k.fill(words.Grow(-2), color.NRGBA{255, 255, 255, alpha})
		if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); got != want {
			t.Errorf("an opacity of %d of 255: got %q, want %q", alpha, got, want)
		}
	}
}

// Nobody sees a contrast under about 1.12:1: such a logo is blank, and not only lost.
func TestALogoIsBlankUpToTheContrastThatAnEyeCanTell(t *testing.T) {
	for v, want := range map[uint8]string{0xF0: "logo-lost", 0xF1: "logo-lost", 0xF2: "logo-blank", 0xF4: "logo-blank"} {
		k := newTry()
		k.place(logo(t, level(v)), scene.Rect{X: 240, Y: 100, W: 80, H: 40}, white)
		if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); !strings.HasPrefix(got, want) {
			t.Errorf("a logo of the level %d on white: got %q, want %s", v, got, want)
		}
	}
}

func TestWordsHaveAGradeFrom60OnAndUpToGradeEight(t *testing.T) {
	body := func(sentence string, n int) string {
		return headline + "[message.bulletin]\nsubject = \"s\"\nsummary = \"" + strings.TrimSpace(sentence) + "\"\nbody = \"" + strings.TrimSpace(strings.Repeat(sentence, n-1)) + "\""
	}
	for name, c := range map[string]struct {
		message string
		graded  bool
	}{
		"60 hard words": {body("Colleagues necessitate documentation of identity. ", 12), true},
		"55 hard words": {body("Colleagues necessitate documentation of identity. ", 11), false},
		"grade 7.8":     {body("Cat cat cat cat paper paper paper paper paper paper. Cat cat cat paper paper paper paper paper paper paper. ", 4), false},
		"grade 8.4":     {body("Cat cat cat paper paper paper paper paper paper paper. ", 8), true},
	} {
		got := false
		for _, f := range check.Words(read(t, "", c.message)) {
			got = got || f.Code == check.ReadingGrade
		}
		if got != c.graded {
			t.Errorf("%s: graded as hard: %t, want %t", name, got, c.graded)
		}
	}
}

func TestALongSentenceIsFoundByItsFirstEightWords(t *testing.T) {
	var words []string
	for i := range 26 {
		words = append(words, fmt.Sprintf("w%c", 'a'+i))
	}
	found := check.Words(read(t, "", headline+`question = "`+strings.Join(words, " ")+`."`))
	if len(found) != 1 || !strings.Contains(found[0].What, `"wa wb wc wd we wf wg wh …"`) {
		t.Errorf("got %v", found)
	}
}
