package layout

import (
	"math"
	"slices"
	"testing"

	"kic/render/scene"
	"kic/templates"
)

// tight is a look whose words stand right under the logo, on a panel that doesn't move.
const tight = `name = "Tight"
summary = "S"
[[layout]]
id = "one"
margin = "5vmin"
region = [
  { name = "top", of = "page", side = "top", size = "50%", rest = "words" },
  { name = "logo", of = "top", side = "bottom", size = "64%" },
]
layer = [
  { is = "fill", region = "page", colour = "paper" },
  { is = "logo", region = "logo", on = "paper", plate = "none", across = "right", down = "bottom" },
  { is = "text", region = "words", on = "paper", panel = "paper", least = 0.9, slot = [
    { text = "headline", size = "9vmin", weight = 800, leading = 1.05, lines = 1 },
  ] },
]
`

func TestALayoutTakesTheNextWordingAndThenASmallerLogoBeforeItBreaksARule(t *testing.T) {
	b := newBench(t)
	look, err := templates.ParseLook("looks/tight.toml", []byte(tight))
	if err != nil {
		t.Fatal(err)
	}
	place := &templates.Placement{ID: "p", Name: "P", Material: templates.WebBanners, Width: 600, Height: 300, Unit: templates.Pixels, Format: templates.PNG}
	const long, short = "A headline that runs under its own logo", "Short"
	var whole float64 // height of the logo as the look says
	for i, c := range []struct {
		headline []string
		want     string
		smaller  bool
		breaks   bool
	}{
		{[]string{short}, short, false, false},
		{[]string{long, short}, short, false, false},
		{[]string{long, "Its clear space lies in this one as", short}, short, false, false},
		{[]string{"Its clear space lies in this one"}, "Its clear space lies in this one", true, false},
	} {
		m := *b.message(t, "phishing")
		m.Headline, m.Support, m.Action = c.headline, nil, nil
		got, err := b.lay(defaultBrand(t), &m, look, place)
		if err != nil {
			t.Fatal(err)
		}
		if got.Wording["headline"] != c.want {
			t.Errorf("%q: took %q, want %q", c.headline, got.Wording["headline"], c.want)
		}
		h := got.Marks[0].Box.H
		if i == 0 {
			whole = h
		}
		if (h < whole) != c.smaller {
			t.Errorf("%q: the logo is %.1f px high, and %.1f as the look says; smaller wanted: %t", c.headline, h, whole, c.smaller)
		}
		for _, it := range got.Scene.Items {
			for _, ink := range inksOf(it, scene.Identity) {
				if meets(ink, got.Marks[0].Safe) != c.breaks {
					t.Errorf("%q: words at %v, clear space %v", c.headline, ink, got.Marks[0].Safe)
				}
			}
		}
	}
}

func TestWordsMayReachHalfAPixelIntoClearSpaceAndNoMore(t *testing.T) {
	for over, want := range map[float64]bool{0.45: false, 0.55: true} {
		if got := meets(scene.Rect{W: 10, H: 10}, scene.Rect{X: 10 - over, W: 10, H: 10}); got != want {
			t.Errorf("%v px: breaks a rule: %t, want %t", over, got, want)
		}
	}
}

func TestALogoIsNeverMadeTooSmallToBeMadeOut(t *testing.T) {
	place := &templates.Placement{Material: templates.WebBanners, Width: 600, Height: 300, Unit: templates.Pixels} // its smallest type is 11 px
	b := &builder{in: Input{Placement: place}, concession: concession{logo: 0.7}}
	for _, c := range []struct{ w, h, wantW, wantH float64 }{
		{100, 50, 70, 35},
		{20, 10, 17.6, 8.8},    // 1.6 of the smallest type
		{100, 3, 91.667, 2.75}, // a quarter of it
		{15, 10, 15, 10},       // it is never enlarged
	} {
		if w, h := b.smaller(c.w, c.h); math.Abs(w-c.wantW) > 0.01 || math.Abs(h-c.wantH) > 0.01 {
			t.Errorf("%v × %v becomes %.3f × %.3f, want %v × %v", c.w, c.h, w, h, c.wantW, c.wantH)
		}
	}
}

func TestEveryWordingIsTriedBeforeTheLogoBecomesSmaller(t *testing.T) {
	want := []concession{{0, 1}, {1, 1}, {0, 0.85}, {1, 0.85}, {0, 0.7}, {1, 0.7}}
	if got := concessions(2); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := concessions(0); len(got) != 3 {
		t.Errorf("a message without wordings: %v, want the logo in its three sizes", got)
	}
}
