package check_test

import (
	"errors"
	"fmt"
	"image/color"
	"strings"
	"testing"
	"testing/fstest"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/raster"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

var (
	black = color.NRGBA{A: 255}
	grey  = color.NRGBA{0x90, 0x90, 0x90, 255}
)

// try is a piece of 400 × 200 px as a test wants it.
type try struct {
	in   layout.Input
	laid layout.Result
}

// newTry is a white piece with nothing on it, whose safe area leaves out 20 px all round.
func newTry() *try {
	safe := scene.Rect{X: 20, Y: 20, W: 360, H: 160}
	k := &try{
		in: layout.Input{
			Brand: &brand.Brand{Slug: "north", Name: "North", Colours: brand.Derive(brand.Colours{})}, Message: &campaign.Message{ID: "phishing"},
			Placement: &templates.Placement{ID: "tile", Width: 400, Height: 200, Unit: templates.Pixels, MinText: 11, Alt: 100},
			Look:      &templates.Look{ID: "bold"},
		},
		laid: layout.Result{Scene: scene.Scene{Unit: scene.Px, W: 400, H: 200, Safe: safe}},
	}
	k.fill(scene.Rect{W: 400, H: 200}, white)
	return k
}

func (k *try) fill(box scene.Rect, c color.NRGBA) {
	k.laid.Scene.Items = append(k.laid.Scene.Items, scene.Shape{Path: scene.RectPath(box), Fill: scene.Solid(c)})
}

// write puts a paragraph of one line on the piece, whose ink fills box.
func (k *try) write(slot string, box scene.Rect, size float64, c color.NRGBA) {
	k.laid.Scene.Items = append(k.laid.Scene.Items, scene.Group{ID: slot, Role: scene.RoleP, Items: []scene.Item{
		scene.Text{Face: "Sans/400", Size: size, Ink: box, Bounds: box, Paint: scene.Solid(c), String: "Look twice"},
	}})
}

// place puts a logo on the piece.
func (k *try) place(m *brand.Mark, box scene.Rect, ground color.NRGBA) {
	k.laid.Marks = append(k.laid.Marks, layout.Mark{Of: "North", Logo: m, Box: box, Safe: box.Grow(box.H / 4), Ground: ground})
	k.laid.Scene.Items = append(k.laid.Scene.Items, m.Item(box))
}

// art puts an illustration on the piece whose focus lies in box, cut to clip.
func (k *try) art(focus, clip scene.Rect) {
	k.laid.Focus = focus
	k.laid.Scene.Items = append(k.laid.Scene.Items, scene.Group{
		ID: "art", Role: scene.RoleFigure, Clip: &scene.Clip{Path: scene.RectPath(clip)},
		Items: []scene.Item{scene.Shape{Path: scene.RectPath(focus), Fill: scene.Solid(grey)}},
	})
}

// logo is a mark of 40 × 20 of the given colours, read as a brand's would be.
func logo(t *testing.T, colours ...color.NRGBA) *brand.Mark {
	return wordMark(t, 2, colours...)
}

// wordMark is a mark of another width ÷ height.
func wordMark(t *testing.T, ratio float64, colours ...color.NRGBA) *brand.Mark {
	t.Helper()
	files := fstest.MapFS{
		brand.FileName: {Data: []byte("name = \"North\"\nslug = \"north\"\n[logo]\nfile = \"logo.svg\"\n")},
		"logo.svg":     {Data: []byte(letters(ratio, colours...))},
	}
	b, err := brand.Load(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	return b.Logo
}

func codes(found []check.Finding) string {
	var all []string
	for _, f := range found {
		all = append(all, fmt.Sprintf("%s (%s)", f.Code, f.Severity))
	}
	return strings.Join(all, ", ")
}

// words is where a harmless line stands.
var words = scene.Rect{X: 40, Y: 40, W: 100, H: 12}

func TestEveryRuleFindsWhatBreaksItAndNothingElse(t *testing.T) {
	covered := []templates.Box{{X: 0, Y: 0, W: 60, H: 60, What: "avatar"}}
	corner := scene.Rect{X: 240, Y: 100, W: 80, H: 40}
	cases := []struct {
		name string
		make func(k *try)
		want string // codes, in order; empty: nothing is found
	}{
		{"words inside the safe area", func(k *try) { k.write("support", words, 12, black) }, ""},
		{"words that a hair reaches out", func(k *try) { k.write("support", scene.Rect{X: 19.7, Y: 40, W: 90, H: 12}, 12, black) }, ""},
		{"words outside the safe area", func(k *try) { k.write("support", scene.Rect{X: 10, Y: 40, W: 90, H: 12}, 12, black) }, "text-outside-safe (error)"},
		{"words off the page", func(k *try) { k.write("support", scene.Rect{X: 500, Y: 40, W: 90, H: 12}, 12, black) }, "text-outside-safe (error)"},

		{"words beside the avatar", func(k *try) {
			k.in.Placement.Covered = covered
			k.write("support", scene.Rect{X: 60, Y: 40, W: 90, H: 12}, 12, black)
		}, ""},
		{"words under the avatar", func(k *try) { k.in.Placement.Covered = covered; k.write("support", words, 12, black) }, "text-covered (error)"},
		{"words in front of a panel", func(k *try) { k.fill(words.Grow(5), white); k.write("support", words, 12, black) }, ""},
		{"words behind a panel", func(k *try) { k.write("support", words, 12, black); k.fill(words.Grow(-2), white) }, "text-covered (error)"},

		{"two paragraphs apart", func(k *try) {
			k.write("support", words, 12, black)
			k.write("action", scene.Rect{X: 40, Y: 54, W: 100, H: 12}, 12, black)
		}, ""},
		{"two paragraphs one over the other", func(k *try) {
			k.write("support", words, 12, black)
			k.write("action", scene.Rect{X: 60, Y: 46, W: 100, H: 12}, 12, black)
		}, "text-overlap (error)"},
		{"words over a logo", func(k *try) {
			k.place(logo(t, black), corner, white)
			k.write("support", scene.Rect{X: 200, Y: 110, W: 60, H: 12}, 12, black)
		}, "text-overlap (error)"},
		{"words over a QR code", func(k *try) {
			k.laid.Scene.Items = append(k.laid.Scene.Items, scene.Group{ID: "qr", Role: scene.RoleFigure, Items: []scene.Item{scene.Shape{Path: scene.RectPath(words), Fill: scene.Solid(white)}}})
			k.write("support", words, 12, black)
		}, "text-overlap (error)"},
		{"words inside a logo's clear space", func(k *try) {
			k.place(logo(t, black), corner, white)
			k.write("support", scene.Rect{X: 200, Y: 110, W: 35, H: 12}, 12, black)
		}, "logo-clear-space (error)"},
		{"words outside a logo's clear space", func(k *try) {
			k.place(logo(t, black), corner, white)
			k.write("support", scene.Rect{X: 180, Y: 110, W: 50, H: 12}, 12, black)
		}, ""},

		{"the smallest type", func(k *try) { k.write("support", words, 11, black) }, ""},
		{"type under the smallest", func(k *try) { k.write("support", words, 10.9, black) }, "text-too-small (error)"},
		{"a name in place of a logo may be smaller", func(k *try) { k.write("name", words, 10, black) }, ""},

		{"grey words on white", func(k *try) { k.write("support", words, 12, grey) }, "contrast (error)"},
		{"large grey words on white", func(k *try) { k.write("headline", scene.Rect{X: 40, Y: 40, W: 200, H: 30}, 36, grey) }, ""},
		{"large pale words on white", func(k *try) {
			k.write("headline", scene.Rect{X: 40, Y: 40, W: 200, H: 30}, 36, color.NRGBA{0xB0, 0xB0, 0xB0, 255})
		}, "contrast (error)"},
		{"words that end on a dark shape", func(k *try) {
			k.fill(scene.Rect{X: 130, Y: 0, W: 100, H: 200}, black)
			k.write("support", words, 12, black)
		}, "contrast (error)"},
		{"words beside a dark shape", func(k *try) {
			k.fill(scene.Rect{X: 140, Y: 0, W: 100, H: 200}, black)
			k.write("support", words, 12, black)
		}, ""},
		{"words on a gradient that grows dark", func(k *try) {
			k.laid.Scene.Items = append(k.laid.Scene.Items, scene.Shape{Path: scene.RectPath(scene.Rect{W: 400, H: 200}), Fill: scene.Paint{Gradient: &scene.Gradient{
				To: scene.Point{X: 200}, Stops: []scene.Stop{{Color: white}, {Offset: 1, Color: black}},
			}}})
			k.write("support", words, 12, black)
		}, "contrast (error)"},
		{"words that are half transparent", func(k *try) { k.write("support", words, 12, color.NRGBA{A: 120}) }, "contrast (error)"},

		{"a paragraph with a widow", func(k *try) { k.laid.Texts = []layout.Words{{Slot: "support", Widow: true}} }, "line-widow (warning)"},

		{"a logo inside the safe area", func(k *try) { k.place(logo(t, black), corner, white) }, ""},
		{"a logo outside the safe area", func(k *try) { k.place(logo(t, black), scene.Rect{X: 310, Y: 100, W: 80, H: 40}, white) }, "logo-outside-safe (error)"},
		{"a logo under the avatar", func(k *try) {
			k.in.Placement.Covered = covered
			k.place(logo(t, black), scene.Rect{X: 30, Y: 30, W: 80, H: 40}, white)
		}, "logo-covered (error)"},
		{"a logo behind a panel", func(k *try) { k.place(logo(t, black), corner, white); k.fill(corner, white) }, "logo-covered (error)"},
		{"two logos apart", func(k *try) {
			k.place(logo(t, black), corner, white)
			k.place(logo(t, black), scene.Rect{X: 140, Y: 100, W: 80, H: 40}, white)
		}, ""},
		{"two logos side by side", func(k *try) {
			k.place(logo(t, black), corner, white)
			k.place(logo(t, black), scene.Rect{X: 155, Y: 100, W: 80, H: 40}, white)
		}, "logo-clear-space (error)"},
		{"a small logo", func(k *try) { k.place(logo(t, black), scene.Rect{X: 240, Y: 100, W: 20, H: 10}, white) }, ""},
		{"a tiny logo", func(k *try) { k.place(logo(t, black), scene.Rect{X: 240, Y: 100, W: 16, H: 8}, white) }, "logo-too-small (error)"},
		{"a stretched logo", func(k *try) {
			k.place(logo(t, black), corner, white)
			last := len(k.laid.Scene.Items) - 1
			k.laid.Scene.Items[last] = scene.Group{Transform: scene.Matrix{A: 1.1, D: 1, E: -28}, Items: []scene.Item{k.laid.Scene.Items[last]}}
		}, "logo-distorted (error)"},
		{"a logo that was never drawn", func(k *try) {
			k.place(logo(t, black), corner, white)
			k.laid.Scene.Items = k.laid.Scene.Items[:1]
		}, "logo-blank (error)"},
		{"a white logo on white", func(k *try) { k.place(logo(t, white), corner, white) }, "logo-blank (error)"},
		{"a white logo on its plate", func(k *try) { k.fill(corner.Grow(10), black); k.place(logo(t, white), corner, black) }, ""},
		{"a pale logo on white", func(k *try) { k.place(logo(t, color.NRGBA{0xFF, 0xD0, 0x40, 255}), corner, white) }, "logo-lost (error)"},
		{"a logo that crosses onto its own colour", func(k *try) {
			k.fill(scene.Rect{X: 280, W: 120, H: 200}, black)
			k.place(logo(t, black), corner, white)
		}, "logo-lost (error)"},
		{"a logo that no ground shows all of, on the best one", func(k *try) {
			k.place(wordMark(t, 3, black, black, white, white), scene.Rect{X: 240, Y: 100, W: 90, H: 30}, white)
		}, "logo-lost (warning)"},

		{"art with its focus on the page", func(k *try) { k.art(scene.Rect{X: 200, Y: 50, W: 100, H: 100}, scene.Rect{X: 180, W: 220, H: 200}) }, ""},
		{"a focus that its panel cuts", func(k *try) { k.art(scene.Rect{X: 200, Y: 50, W: 100, H: 100}, scene.Rect{X: 220, W: 180, H: 200}) }, "focus-cropped (error)"},
		{"a focus off the page", func(k *try) { k.art(scene.Rect{X: 350, Y: 50, W: 100, H: 100}, scene.Rect{X: 180, W: 400, H: 200}) }, "focus-cropped (error)"},

		{"alternative text within the limit", func(k *try) { k.laid.Scene.Alt = []scene.Said{{Words: strings.Repeat("ŵ", 100)}} }, ""},
		{"alternative text over the limit", func(k *try) { k.laid.Scene.Alt = []scene.Said{{Words: strings.Repeat("ŵ", 101)}} }, "alt-too-long (warning)"},
		{"a second language over the limit", func(k *try) { k.laid.Scene.Alt = []scene.Said{{Words: "a"}, {Words: strings.Repeat("ŵ", 101)}} }, "alt-too-long (warning)"},
		{"words that the alternative text leaves out", func(k *try) { k.laid.Unsaid = []string{"Lock it."} }, "alt-too-long (warning)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			k := newTry()
			c.make(k)
			found := check.Piece(k.in, k.laid, new(raster.Engine))
			if got := codes(found); got != c.want {
				t.Errorf("got %q, want %q\n%v", got, c.want, found)
			}
			for _, f := range found {
				if f.Brand != "north" || f.Message != "phishing" || f.Placement != "tile" || f.Look != "bold" || f.What == "" {
					t.Errorf("it doesn't say where it is: %+v", f)
				}
			}
		})
	}
}

func TestPagesAreMeasuredInPoints(t *testing.T) {
	for size, want := range map[float64]string{8.9: "text-too-small (error), contrast (error)", 9: "contrast (error)", 17.9: "contrast (error)", 18: ""} {
		k := newTry()
		k.in.Placement = &templates.Placement{ID: "a4", Width: 400 * 25.4 / 72, Height: 200 * 25.4 / 72, Unit: templates.Millimetres}
		k.laid.Scene.Unit = scene.Pt
		k.write("support", words, size, grey)
		if got := codes(check.Piece(k.in, k.laid, new(raster.Engine))); got != want {
			t.Errorf("%g pt: got %q, want %q", size, got, want)
		}
	}
}

func TestFailuresKeepTheirCodeAndPlace(t *testing.T) {
	in := newTry().in
	where := text.Where{Brand: "North", Message: "phishing", Placement: "tile", Box: scene.Rect{X: 1, Y: 2, W: 30, H: 40}}
	for _, c := range []struct {
		err  error
		code check.Code
		says string
	}{
		{&text.OverflowError{Where: where, Slot: "headline", Words: "Look twice", MinSize: 11, NeededW: 99}, check.TextOverflow, "give a shorter wording"},
		{fmt.Errorf("layout: %w", &text.GlyphError{Where: where, Slot: "headline", Words: "Look 𓀀", Rune: '𓀀'}), check.GlyphMissing, "U+13000"},
		{&raster.TooLargeError{Format: raster.FormatPNG, Limit: 10, Got: 20}, check.FileTooLarge, "limit"},
		{errors.New("the barn is on fire"), check.PieceFailed, "the barn is on fire"},
	} {
		f := check.Failure(in, c.err)
		if f.Code != c.code || !strings.Contains(f.Error(), c.says) {
			t.Errorf("got %s: %v, want %s and %q", f.Code, f, c.code, c.says)
		}
		if n := strings.Count(f.Error(), "phishing"); n != 1 {
			t.Errorf("the message is named %d times: %v", n, f)
		}
	}
}

func TestLogosThatCantBeDrawnSayWhatToExport(t *testing.T) {
	for name, c := range map[string]struct {
		svg  string
		code check.Code
	}{
		"live text": {`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><text x="1" y="5">North</text></svg>`, check.SVGUnsupported},
		"a filter":  {`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><filter id="f"><feGaussianBlur stdDeviation="1"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`, check.SVGUnsupported},
		"nothing":   {`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"></svg>`, check.LogoBlank},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := brand.Load(fstest.MapFS{
				brand.FileName: {Data: []byte("name = \"North\"\nslug = \"north\"\n[logo]\nfile = \"logo.svg\"\n")},
				"logo.svg":     {Data: []byte(c.svg)},
			}, ".")
			found := check.Brand("north", err)
			if len(found) == 0 || found[0].Code != c.code || found[0].Remedy == "" || found[0].Line != 4 {
				t.Errorf("got %+v, want a finding %s on line 4 with a remedy", found, c.code)
			}
		})
	}
}

func TestWhatAFindingQuotesDecidesNeitherItsCodeNorItsRemedy(t *testing.T) {
	const solid = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="9" height="9"/></svg>`
	for _, c := range []struct {
		name, toml string
		files      map[string]string
		code       check.Code
		remedy     string // that it begins with
	}{
		{"a colour", `[colours]` + "\n" + `primary = "shows nothing"`, nil, check.Definition, "write it as"},
		{"a colour with a code", `[colours]` + "\n" + `primary = "[svg-text]"`, nil, check.Definition, "write it as"},
		{"a colour with a semicolon", `[colours]` + "\n" + `primary = "red; blue"`, nil, check.Definition, "write it as"},
		{"a file that isn't there", `[logo]` + "\n" + `file = "[svg-empty]; shows nothing.svg"`, nil, check.Definition, "copy it there"},
		{"a file that is empty", `[logo]` + "\n" + `file = "a; [svg-x].svg"`, map[string]string{"a; [svg-x].svg": " "}, check.Definition, "copy the logo's file again"},
		{"a font", `[fonts]` + "\n" + `heading = "shows nothing; x.ttf"`, map[string]string{"shows nothing; x.ttf": "plain words here"}, check.Definition, "use a static TrueType font"},
		{"a blank picture", `[logo]` + "\n" + `file = "a.svg"`, map[string]string{"a.svg": strings.ReplaceAll(solid, `<rect width="9" height="9"`, `<rect width="10" height="10" fill="#fff"`)}, check.LogoBlank, ""},
		{"live text; with a sign", `[logo]` + "\n" + `file = "a; b.svg"`, map[string]string{"a; b.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><text id="x;y">N</text></svg>`}, check.SVGUnsupported, "convert"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fstest.MapFS{brand.FileName: {Data: []byte("name = \"North\"\nslug = \"north\"\n" + c.toml + "\n")}}
			for name, data := range c.files {
				files[name] = &fstest.MapFile{Data: []byte(data)}
			}
			_, err := brand.Load(files, ".")
			found := check.Brand("north", err)
			if len(found) == 0 || found[0].Code != c.code || !strings.HasPrefix(found[0].Remedy, c.remedy) {
				t.Errorf("got %+v, want code %s and a remedy that begins with %q", found, c.code, c.remedy)
			}
		})
	}
}

func TestCodesAreUniqueAndExplained(t *testing.T) {
	seen := map[check.Code]bool{}
	for _, k := range check.Codes() {
		if seen[k.Code] || k.Means == "" || strings.HasSuffix(k.Means, ".") || (k.Severity != check.Error && k.Severity != check.Warning) {
			t.Errorf("%+v: the code is there twice, or isn't explained in a line", k)
		}
		seen[k.Code] = true
	}
}

func TestCheckingChangesNothing(t *testing.T) {
	k := newTry()
	k.place(logo(t, black), scene.Rect{X: 240, Y: 100, W: 80, H: 40}, white)
	k.write("support", words, 12, grey)
	var before, after strings.Builder
	_ = scene.Dump(&before, k.laid.Scene)
	first := fmt.Sprint(check.Piece(k.in, k.laid, new(raster.Engine)))
	if second := fmt.Sprint(check.Piece(k.in, k.laid, new(raster.Engine))); first != second {
		t.Errorf("two checks of one piece differ: %s and %s", first, second)
	}
	_ = scene.Dump(&after, k.laid.Scene)
	if before.String() != after.String() {
		t.Errorf("the scene was changed:\n%s\n%s", before.String(), after.String())
	}
}
