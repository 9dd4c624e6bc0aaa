package check_test

import (
	"strings"
	"testing"

	"kic/fonts"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/raster"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// locked is a lock screen of 1600 × 900 on which nothing lies. Its band is from 240 to 1360 and from 297 to 621.
func locked() *try {
	k := newTry()
	k.in.Placement = &templates.Placement{ID: "lock", Kind: templates.LockScreen, Width: 1600, Height: 900, Unit: templates.Pixels, MinText: 11}
	k.laid.Scene = scene.Scene{Unit: scene.Px, W: 1600, H: 900, Safe: scene.Rect{W: 1600, H: 900}}
	k.fill(scene.Rect{W: 1600, H: 900}, white)
	return k
}

func TestWordsAndLogosOfALyingLockScreenKeepToItsBand(t *testing.T) {
	for _, c := range []struct {
		name string
		box  scene.Rect
		out  bool
	}{
		{"at the upper left of the band", scene.Rect{X: 240, Y: 297, W: 80, H: 40}, false},
		{"at the lower right of the band", scene.Rect{X: 1280, Y: 581, W: 80, H: 40}, false},
		{"too far left", scene.Rect{X: 239, Y: 400, W: 80, H: 40}, true},
		{"too far right", scene.Rect{X: 1281, Y: 400, W: 80, H: 40}, true},
		{"too high", scene.Rect{X: 600, Y: 296, W: 80, H: 40}, true},
		{"too low", scene.Rect{X: 600, Y: 582, W: 80, H: 40}, true},
	} {
		want := ""
		if c.out {
			want = "lock-band (error)"
		}
		for what, put := range map[string]func(k *try){
			"words":  func(k *try) { k.write("headline", c.box, 24, black) },
			"a logo": func(k *try) { k.place(logo(t, black), c.box, white) },
		} {
			k := locked()
			put(k)
			if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); got != want {
				t.Errorf("%s %s: got %q, want %q", what, c.name, got, want)
			}
			k.in.Placement.Width, k.in.Placement.Height = 900, 1600 // an upright one has no band
			if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); strings.Contains(got, "lock-band") {
				t.Errorf("upright, %s %s: got %q", what, c.name, got)
			}
		}
	}
}

func TestAnOwnSafeAreaOfALockScreenCountsBesideItsBand(t *testing.T) {
	k := locked()
	k.laid.Scene.Safe = scene.Rect{X: 400, Y: 297, W: 960, H: 324}
	k.write("headline", scene.Rect{X: 300, Y: 400, W: 200, H: 40}, 24, black)
	if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); got != "text-outside-safe (error)" {
		t.Errorf("got %q, want text-outside-safe", got)
	}
}

func TestALockScreenTellsPassersByNothingThatOnlyStaffNeed(t *testing.T) {
	for _, c := range []struct {
		words   string
		private bool
	}{
		{"Report it to report@north.example", true},
		{"Report it to report@trust.nhs.uk.", true},
		{"Find out more: intranet.north.example", true},
		{"See https://north.example", true},
		{"See www.example.org", true},
		{"See staff.lan/security", true},
		{"IT helpdesk: 01632 960 123", true},
		{"IT helpdesk: \u206601632 960 123\u2069", true},
		{"IT helpdesk: +44 (0)1632-960-123", true},
		{"Ring 12345", true},
		{"Say 12345", true},
		{"مكتب المساعدة: ٠١٦٣٢ ٩٦٠ ١٢٣", true},
		{"Ask the IT team on extension 2020", true},
		{"Bleep 42", true},
		{"Ask the ward clerk, room 9", true}, // the brand's own contact
		{"Look twice before you bite.", false},
		{"Take 20 tries, or 1,000, by 10:30 on 1/2/2027", false},
		{"From 2027-01-11 to 2027-03-05", false},
		{"Room 1234", false},
		{"Keep I.T. Confidential", false},
		{"Dim pàs? Gofynnwch", false},
	} {
		k := locked()
		k.in.Brand.Fields = map[string]string{"helpdesk": "the ward clerk, room 9", "intranet": "https://intranet.north.example/", "governance": "your manager"}
		k.write("support", scene.Rect{X: 600, Y: 400, W: 200, H: 40}, 24, black)
		group := k.laid.Scene.Items[1].(scene.Group)
		line := group.Items[0].(scene.Text)
		line.String = c.words
		group.Items[0] = line
		want := ""
		if c.private {
			want = "lock-private (warning)"
		}
		if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); got != want {
			t.Errorf("%q: got %q, want %q", c.words, got, want)
		}
		k.in.Placement.Kind = ""
		if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); got != "" {
			t.Errorf("%q, on a screensaver: got %q", c.words, got)
		}
	}
}

func TestALockScreenWithAQRCodeIsWorthAWarning(t *testing.T) {
	k := locked()
	code := scene.Rect{X: 600, Y: 400, W: 100, H: 100}
	k.laid.Scene.Items = append(k.laid.Scene.Items, scene.Group{ID: "qr", Role: scene.RoleFigure, Items: []scene.Item{scene.Shape{Path: scene.RectPath(code), Fill: scene.Solid(black)}}})
	if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); got != "lock-private (warning)" {
		t.Errorf("got %q, want lock-private", got)
	}
}

// TestEveryScreenShowsAllWordsOfALockPicture crops every lying lock picture as Windows does for each shape of screen, for
// brands of every kind, and looks for words, logos and their clear space outside what is left.
func TestEveryScreenShowsAllWordsOfALockPicture(t *testing.T) {
	b := newBench(t)
	brands := extremeBrands()
	for n := range 12 {
		brands = append(brands, randomBrand(n))
	}
	urdu, welsh := *b, *b
	welsh.campaign = b.campaign.In("cy")
	ur := *b.campaign
	ur.Language = "ur"
	urdu.campaign = &ur
	for n, s := range brands {
		br := s.load(t)
		shaper := text.NewShaper(br.Fonts(fonts.Default()))
		for i := range b.placements {
			p := &b.placements[i]
			if p.Kind != templates.LockScreen || p.Width < p.Height {
				continue
			}
			for _, look := range b.looks {
				for j, say := range []*bench{b, &welsh, &urdu} {
					m := &say.campaign.Messages[(n+i+j)%len(say.campaign.Messages)]
					laid, err := b.kit.Lay(layout.Input{Campaign: say.campaign, Message: m, Brand: br, Placement: p, Look: look, Shaper: shaper})
					if err != nil {
						t.Errorf("%s, %s, %s: %v", s.name, look.ID, p.ID, err)
						continue
					}
					for _, shape := range screens {
						holds(t, laid, cropped(p.Width, p.Height, shape), look.ID+", "+p.ID+", "+m.ID+", brand "+s.slug+" "+s.name)
					}
				}
			}
		}
	}
}

// screens are the shapes of screens, width ÷ height.
var screens = []float64{5.0 / 4, 4.0 / 3, 3.0 / 2, 16.0 / 10, 16.0 / 9, 21.0 / 9, 3440.0 / 1440, 32.0 / 9}

// cropped is what a screen shows of a picture that fills it, centred.
func cropped(w, h, screen float64) scene.Rect {
	if w/h > screen {
		return scene.Rect{X: (w - h*screen) / 2, W: h * screen, H: h}
	}
	return scene.Rect{Y: (h - w/screen) / 2, W: w, H: w / screen}
}

func holds(t *testing.T, laid layout.Result, seen scene.Rect, which string) {
	t.Helper()
	for _, m := range laid.Marks {
		if !seen.Contains(m.Safe, 0.5) {
			t.Errorf("%s: the logo with its clear space, %v, isn't in %v", which, m.Safe, seen)
		}
	}
	for _, w := range laid.Texts {
		if !seen.Contains(w.Box, 0.5) {
			t.Errorf("%s: %s, %v, isn't in %v", which, w.Slot, w.Box, seen)
		}
	}
}

func TestTheBandIsInEveryCrop(t *testing.T) {
	p := templates.Placement{Kind: templates.LockScreen, Width: 1600, Height: 900}
	b, ok := p.Band()
	if !ok || (b != templates.Box{X: 240, Y: 297, W: 1120, H: 324}) {
		t.Errorf("the band is %v, %v", b, ok)
	}
	for _, shape := range screens {
		if seen := cropped(p.Width, p.Height, shape); !seen.Contains(scene.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H}, 0) {
			t.Errorf("a screen of %.2f shows %v of %v", shape, seen, b)
		}
	}
}
