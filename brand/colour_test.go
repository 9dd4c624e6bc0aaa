package brand

import (
	"fmt"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kic/render/colour"
	"kic/render/scene"
)

// swatches are n colours that are the same in every run, after the ones that go wrong most easily.
func swatches(n int) []color.NRGBA {
	var all []color.NRGBA
	for _, s := range []string{
		"#000", "#FFF", "#FF0", "#808080", "#767676", "#777777", "#757575", "#005EB8", "#003087", "#00214D", "#FFB81C", "#FAE100", "#DA291C", "#0000FF", "#00FF00", "#F00",
		"#010101", "#FEFEFE", "#C0C0C0", "#E8EDEE", "#330072", "#78BE20", "#41B6E6", "#FFD1DC", "#F5F5DC",
	} {
		c, err := ParseColour(s)
		if err != nil {
			panic(err)
		}
		all = append(all, c)
	}
	r := rand.New(rand.NewPCG(20, 26))
	for len(all) < n {
		all = append(all, color.NRGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 255})
	}
	return all
}

func TestColoursAreReadAsTheyAreWritten(t *testing.T) {
	for s, want := range map[string]color.NRGBA{
		"#005EB8": {0x00, 0x5E, 0xB8, 0xFF},
		"#005eb8": {0x00, 0x5E, 0xB8, 0xFF},
		"#0af":    {0x00, 0xAA, 0xFF, 0xFF},
	} {
		if got, err := ParseColour(s); err != nil || got != want {
			t.Errorf("%s: got %v, %v; wanted %v", s, got, err, want)
		}
	}
}

func TestWhatIsNoColourIsExplained(t *testing.T) {
	for s, want := range map[string]string{
		"red":                 `"red" is not a colour; write it as "#RRGGBB", such as "#FF0000"`,
		"Dark Blue":           `such as "#00008B"`,
		"005EB8":              `did you mean "#005EB8"?`,
		" #005EB8 ":           `did you mean "#005EB8"?`,
		"#005EB8FF":           `leave out how transparent it is: "#005EB8"`,
		"rgb(0, 94, 184)":     `did you mean "#005EB8"?`,
		"0 94 184":            `did you mean "#005EB8"?`,
		"rgb(0, 94, 300)":     `write it as "#RRGGBB"`,
		"cmyk(100,49,0,28)":   "colour for screens (RGB)",
		"Pantone 300":         "colour for screens (RGB)",
		"":                    `write it as "#RRGGBB"`,
		"#12":                 `write it as "#RRGGBB"`,
		"#GGGGGG":             `write it as "#RRGGBB"`,
		"#005EB8; DROP":       `write it as "#RRGGBB"`,
		"url(#a)":             `write it as "#RRGGBB"`,
		"#\u0660\u0661\u0662": `write it as "#RRGGBB"`,
	} {
		_, err := ParseColour(s)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, wanted %s", s, err, want)
		}
	}
}

// ladder are the surfaces of r by name, in the order of their lightness.
func ladder(r Roles) (names []string, colours []color.NRGBA) {
	names = []string{"deep", "primary-dark", "primary", "tint", "paper"}
	slices.SortStableFunc(names, func(a, b string) int {
		x, _ := r.Named(a)
		y, _ := r.Named(b)
		return int(math.Copysign(1, colour.ToLCH(x).L-colour.ToLCH(y).L))
	})
	for _, n := range names {
		c, _ := r.Named(n)
		colours = append(colours, c)
	}
	return names, colours
}

func TestSurfacesStayApartForEveryPrimary(t *testing.T) {
	for _, primary := range swatches(4000) {
		r := Derive(Colours{Primary: primary})
		if r.Primary != primary {
			t.Fatalf("%s became %s", scene.Hex(primary), scene.Hex(r.Primary))
		}
		names, colours := ladder(r)
		for i := range len(colours) - 1 {
			if d := colour.Distance(colours[i], colours[i+1]); d < 0.069 {
				t.Errorf("primary %s: %s %s and %s %s differ by %.3f", scene.Hex(primary), names[i], scene.Hex(colours[i]), names[i+1], scene.Hex(colours[i+1]), d)
			}
		}
		for _, other := range []color.NRGBA{r.Paper, r.Tint, r.PrimaryDark, r.Deep} {
			if d := colour.Distance(r.Primary, other); d < 0.069 {
				t.Errorf("primary %s is only %.3f from %s", scene.Hex(primary), d, scene.Hex(other))
			}
		}
		if r.Deep == r.PrimaryDark || colour.Contrast(white, r.Deep) < colour.AAA {
			t.Errorf("primary %s: deep %s is not deep", scene.Hex(primary), scene.Hex(r.Deep))
		}
	}
}

func TestTheLadderKeepsItsOrderWhereThereIsRoom(t *testing.T) {
	want := "[deep primary-dark primary tint paper]"
	for _, primary := range swatches(4000) {
		l := colour.ToLCH(primary).L
		if l < 0.37 || l > 0.75 {
			continue
		}
		names, colours := ladder(Derive(Colours{Primary: primary}))
		if got := fmt.Sprint(names); got != want {
			t.Errorf("primary %s (lightness %.2f): %s", scene.Hex(primary), l, got)
		}
		for i := range len(colours) - 1 {
			if step := colour.ToLCH(colours[i+1]).L - colour.ToLCH(colours[i]).L; step < 0.095 {
				t.Errorf("primary %s: from %s to %s is a step of %.3f", scene.Hex(primary), names[i], names[i+1], step)
			}
		}
	}
}

func TestNearTheEndsTheNeighboursMovePast(t *testing.T) {
	for primary, want := range map[string]string{
		"#FFFF00": "[deep primary-dark tint primary paper]",
		"#FFFFFF": "[deep primary-dark tint paper primary]",
		"#000000": "[primary deep primary-dark tint paper]",
		"#00214D": "[deep primary primary-dark tint paper]",
		"#003087": "[deep primary-dark primary tint paper]",
	} {
		c, _ := ParseColour(primary)
		if names, _ := ladder(Derive(Colours{Primary: c})); fmt.Sprint(names) != want {
			t.Errorf("%s: got %s, wanted %s", primary, names, want)
		}
	}
}

func TestWordsReadOnEveryRole(t *testing.T) {
	for i, primary := range swatches(3000) {
		given := Colours{Primary: primary}
		if all := swatches(3000); i%2 == 1 {
			given.Secondary, given.Accent, given.Paper, given.Ink = all[(i*3)%3000], all[(i*5)%3000], all[(i*7)%3000], all[(i*11)%3000]
		}
		r := Derive(given)
		if got := colour.Contrast(r.Ink, r.Paper); got < colour.AAA {
			t.Errorf("%v: ink %s on paper %s has %.2f", given, scene.Hex(r.Ink), scene.Hex(r.Paper), got)
		}
		for _, name := range RoleNames() {
			ground, ok := r.Named(name)
			if !ok || ground.A != 255 {
				t.Fatalf("role %s of %v is %v", name, given, ground)
			}
			if c := colour.On(ground, r.Paper, r.Ink, r.Accent); colour.Contrast(c, ground) < colour.AA {
				t.Errorf("%v: on %s %s the words have %.2f", given, name, scene.Hex(ground), colour.Contrast(c, ground))
			}
		}
	}
}

func TestTheAccentStandsOut(t *testing.T) {
	all := swatches(3000)
	for i, primary := range all {
		for _, given := range []Colours{{Primary: primary}, {Primary: primary, Accent: all[(i*17+3)%3000]}, {Primary: primary, Accent: primary}} {
			r := Derive(given)
			if s := r.standsOut(r.Accent); s < 0.85 {
				t.Errorf("%s with accent %s given: %s reaches %.2f of what it should", scene.Hex(primary), scene.Hex(given.Accent), scene.Hex(r.Accent), s)
			}
		}
	}
}

func TestAGoodAccentStaysAsGiven(t *testing.T) {
	blue, _ := ParseColour("#005EB8")
	amber, _ := ParseColour("#FFB81C")
	if r := Derive(Colours{Primary: blue, Accent: amber}); r.Accent != amber {
		t.Errorf("got %s", scene.Hex(r.Accent))
	}
	if r := Derive(Colours{Primary: blue, Secondary: amber}); r.Accent != amber {
		t.Errorf("a secondary colour without a place of its own: got accent %s", scene.Hex(r.Accent))
	}
}

func TestASecondaryColourTakesTheRoleThatSuitsIt(t *testing.T) {
	blue, _ := ParseColour("#005EB8")
	navy, _ := ParseColour("#003087")
	pale, _ := ParseColour("#D5E8F5")
	if r := Derive(Colours{Primary: blue, Secondary: navy}); r.PrimaryDark != navy || colour.ToLCH(r.Deep).L > colour.ToLCH(navy).L-0.08 {
		t.Errorf("dark: primary-dark %s, deep %s", scene.Hex(r.PrimaryDark), scene.Hex(r.Deep))
	}
	if r := Derive(Colours{Primary: blue, Secondary: pale}); r.Tint != pale {
		t.Errorf("pale: tint %s", scene.Hex(r.Tint))
	}
}

func TestRolesAreFoundByName(t *testing.T) {
	r := Derive(Colours{})
	for _, name := range RoleNames() {
		if _, ok := r.Named(name); !ok {
			t.Errorf("%s is not found", name)
		}
	}
	if _, ok := r.Named("Primary"); ok {
		t.Error("a name that isn't one is found")
	}
}

func FuzzParseColour(f *testing.F) {
	f.Add("#005EB8")
	f.Add("rgb(1,2,3)")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseColour(s)
		if (err == nil) != (c.A == 255) {
			t.Errorf("%q: %v, %v", s, c, err)
		}
	})
}

func BenchmarkDerive(b *testing.B) {
	b.ReportAllocs()
	given := Colours{Primary: housePrimary}
	for b.Loop() {
		Derive(given)
	}
}
