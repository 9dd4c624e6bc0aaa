package brand

import (
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"kic/render/colour"
	"kic/render/scene"
)

// randomColours are what the n-th of many organisations might give: any colours, greys, corners of the cube, and often one
// colour twice or two that hardly differ.
func randomColours(n int) Colours {
	r := rand.New(rand.NewPCG(9, uint64(n)))
	any := func() color.NRGBA {
		switch r.IntN(5) {
		case 0:
			g := uint8(r.IntN(256))
			return color.NRGBA{g, g, g, 255}
		case 1:
			c := func() uint8 { return uint8(r.IntN(2)) * 255 }
			return color.NRGBA{c(), c(), c(), 255}
		}
		return color.NRGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 255}
	}
	given := Colours{Primary: any()}
	like := func(c color.NRGBA) color.NRGBA {
		x := colour.ToLCH(c)
		return colour.LCH{L: clamp(x.L+0.2*r.Float64()-0.1, 0, 1), C: x.C, H: x.H}.RGB()
	}
	maybe := func(to *color.NRGBA) {
		switch r.IntN(5) {
		case 0:
		case 1:
			*to = given.Primary
		case 2:
			*to = like(given.Primary)
		default:
			*to = any()
		}
	}
	maybe(&given.Secondary)
	maybe(&given.Accent)
	if maybe(&given.Paper); colour.ToLCH(given.Paper).L < 0.75 { // a brand's file with such a paper is refused
		given.Paper = color.NRGBA{}
	}
	if maybe(&given.Ink); colour.ToLCH(given.Ink).L > 0.6 {
		given.Ink = color.NRGBA{}
	}
	return given
}

// otherHue is how far the hue of c is off that of given, as a distance in OKLab; 0.02 is just visible. What is as good as grey
// has no hue to be off, and must stay as good as grey.
func otherHue(c, given color.NRGBA) float64 {
	x, y := colour.ToLCH(c), colour.ToLCH(given)
	if y.C < 0.02 {
		return max(0, x.C-2*y.C)
	}
	turn := (x.H - y.H) * math.Pi / 180
	if math.Cos(turn) < 0 {
		return x.C
	}
	return math.Abs(x.C * math.Sin(turn))
}

func TestNoGivenColourTurnsIntoAnotherHue(t *testing.T) {
	for n := range 6000 {
		given := randomColours(n)
		r := Derive(given)
		accent := given.Accent
		if accent.A == 0 && r.placed(given) == "accent" {
			accent = given.Secondary
		}
		for role, pair := range map[string][2]color.NRGBA{
			"accent": {r.Accent, accent}, "paper": {r.Paper, given.Paper}, "ink": {r.Ink, given.Ink}, "primary": {r.Primary, given.Primary},
		} {
			if pair[1].A == 0 {
				continue
			}
			if off := otherHue(pair[0], pair[1]); off > 0.012 {
				t.Errorf("%s: %s %s became %s, whose hue is %.3f off", hexes(given), role, scene.Hex(pair[1]), scene.Hex(pair[0]), off)
			}
		}
		if s := r.standsOut(r.Accent); s < 0.995 {
			t.Errorf("%s: accent %s reaches only %.2f of what it should", hexes(given), scene.Hex(r.Accent), s)
		}
		if got := colour.Contrast(r.Ink, r.Paper); got < colour.AAA {
			t.Errorf("%s: ink %s has %.2f:1 on paper %s", hexes(given), scene.Hex(r.Ink), got, scene.Hex(r.Paper))
		}
		if d := colour.Distance(r.Paper, r.Primary); d < 0.069 {
			t.Errorf("%s: paper %s is only %.3f from primary", hexes(given), scene.Hex(r.Paper), d)
		}
	}
}

// hexes are the colours that a brand gives, for people.
func hexes(given Colours) string {
	var all []string
	for _, key := range []string{"primary", "secondary", "accent", "paper", "ink"} {
		if c, _ := given.named(key); c.A != 0 {
			all = append(all, key+" "+scene.Hex(c))
		}
	}
	return strings.Join(all, ", ")
}

func TestEveryGivenColourIsShownOrItsChangeIsTold(t *testing.T) {
	for n := range 2000 {
		given := randomColours(n)
		r, told, roles := Derive(given), map[string]int{}, 0
		for _, c := range Choices(given) {
			if c.Why == "" {
				t.Errorf("%s: %s isn't explained", hexes(given), c.Role)
			}
			if c.Role != "" {
				if shown, ok := r.Named(c.Role); !ok || shown != c.Colour {
					t.Errorf("%s: %s is told as %s and is %s", hexes(given), c.Role, scene.Hex(c.Colour), scene.Hex(shown))
				}
				roles++
			}
			if c.Key == "" {
				continue
			}
			told[c.Key]++
			was, ok := given.named(c.Key)
			if !ok || c.Given != was || c.Changed() != (c.Role == "" || was != c.Colour) || c.Changed() == strings.Contains(c.Why, "as given") {
				t.Errorf("%s: %+v", hexes(given), c)
			}
		}
		for _, key := range []string{"primary", "secondary", "accent", "paper", "ink"} {
			if c, _ := given.named(key); told[key] != int(c.A)/255 {
				t.Errorf("%s: %s is told of %d times", hexes(given), key, told[key])
			}
		}
		if roles != len(RoleNames()) {
			t.Errorf("%s: %d roles", hexes(given), roles)
		}
	}
}

func TestAccentsThatWereLostStayInTheirHue(t *testing.T) {
	for _, c := range []struct{ primary, secondary, accent, want string }{
		{"#F2A900", "", "#FF6A13", "#FF6A13"},        // orange on amber is told apart
		{"#005EB8", "#F2A900", "#FF6A13", "#FF6A13"}, // whatever the secondary colour is
		{"#FF6A13", "#F2A900", "#F2A900", "#F2A900"},
		{"#FAE100", "", "#FAE100", "#9F8E00"}, // a yellow on itself is made darker
		{"#005EB8", "", "#005EB8", "#3583E0"},
		{"#78BE20", "", "#FFFFFF", "#BABABA"}, // white is lost on a tint
		{"#005EB8", "", "#0067C5", "#2D83E3"},
		{"#00FFFF", "#00FFFF", "#00FFFF", "#CDFFFE"}, // nearly as light as an accent gets
		{"#3D0673", "#2A0053", "#2A0054", "#1F0041"}, // nearly as dark
		{"#500951", "#500951", "#5A155A", "#A1599F"}, // darker ones would be nearer, but nearly black
	} {
		given := Colours{}
		for to, hex := range map[*color.NRGBA]string{&given.Primary: c.primary, &given.Secondary: c.secondary, &given.Accent: c.accent} {
			if hex != "" {
				*to, _ = ParseColour(hex)
			}
		}
		if got := scene.Hex(Derive(given).Accent); got != c.want {
			t.Errorf("%s: accent %s, wanted %s", hexes(given), got, c.want)
		}
	}
}

func TestAChangeIsToldWithItsReason(t *testing.T) {
	for toml, want := range map[string]string{
		"primary=#FAE100 accent=#FAE100":                   "accent #9F8E00: darker than your accent #FAE100, in the same hue: that is lost on primary #FAE100, with a contrast of 1.0:1",
		"primary=#005EB8 secondary=#78BE20 accent=#FFB81C": "secondary #78BE20: not used: it is neither dark enough for depth on your primary nor pale enough for panels, and an accent is given",
		"primary=#005EB8 paper=#D9D9D9":                    "paper #E8E8E8: lighter than your paper #D9D9D9, in the same hue: a page is light",
		"primary=#FFFFFF paper=#FFFFFF":                    "paper #E4E4E4: darker than your paper #FFFFFF, in the same hue: a page must differ from your primary #FFFFFF",
		"primary=#005EB8 ink=#777777":                      "ink #555555: darker than your ink #777777, in the same hue: that has a contrast of 4.5:1 on paper #FFFFFF, and small words want 7:1",
		"primary=#005EB8 secondary=#003087 accent=#41B6E6": "",
	} {
		given := Colours{}
		for _, pair := range strings.Fields(toml) {
			key, hex, _ := strings.Cut(pair, "=")
			c, _ := ParseColour(hex)
			*map[string]*color.NRGBA{"primary": &given.Primary, "secondary": &given.Secondary, "accent": &given.Accent, "paper": &given.Paper, "ink": &given.Ink}[key] = c
		}
		var told []string
		for _, c := range Choices(given) {
			if c.Changed() {
				told = append(told, c.String())
			}
		}
		if got := strings.Join(told, "\n"); got != want {
			t.Errorf("%s: got\n%s\nwanted\n%s", toml, got, want)
		}
	}
}
