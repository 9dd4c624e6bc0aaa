package layout

import (
	"bytes"
	"errors"
	"fmt"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kic/brand"
	"kic/fonts"
	"kic/render/campaign"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// bench is what the tests of this room lay out with.
type bench struct {
	campaign   *campaign.Campaign
	kit        *Kit
	looks      []*templates.Look
	placements []templates.Placement
	fonts      *fonts.Set
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{}
	var errs [3]error
	b.campaign, errs[0] = campaign.Default()
	b.looks, errs[1] = templates.Looks()
	b.placements, errs[2] = templates.Placements()
	b.fonts = fonts.Default()
	if b.campaign != nil {
		b.kit = NewKit(b.campaign.Messages)
	}
	if err := errors.Join(errs[:]...); err != nil {
		t.Fatal(err)
	}
	return b
}

// lay makes one piece for a brand.
func (b *bench) lay(br *brand.Brand, m *campaign.Message, look *templates.Look, p *templates.Placement) (Result, error) {
	return b.kit.Lay(Input{
		Campaign: b.campaign, Message: m, Brand: br, Placement: p, Look: look,
		Shaper: text.NewShaper(br.Fonts(b.fonts)),
	})
}

func defaultBrand(t testing.TB) *brand.Brand {
	t.Helper()
	br, err := brand.Default()
	if err != nil {
		t.Fatal(err)
	}
	return br
}

// hostileBrand has the longest name that people give an organisation, no logo, a pale yellow, and partners.
func hostileBrand() *brand.Brand {
	yellow := color.NRGBA{R: 0xFF, G: 0xFF, A: 0xFF}
	name := "Gwasanaeth Ŵyn & Llŷn <b>“Example”</b> Federation of Care at Home Ltd"
	return &brand.Brand{
		Slug: "hostile", Name: name, ShortName: name, Language: "en-GB", Colours: brand.Derive(brand.Colours{Primary: yellow}),
		Heading: fonts.DefaultFamily, Body: fonts.DefaultFamily,
		Fields:   map[string]string{"name": name, "short_name": name},
		Partners: []brand.Partner{{Name: "Example Partner With a Long Name Ltd"}, {Name: "Sample Council"}},
	}
}

// hostileMessage has words that are long, accented, quoted and full of signs.
func hostileMessage(m campaign.Message) *campaign.Message {
	m.Headline = []string{
		"Llanfairpwllgwyngyll staff: don’t let “someone else’s” emergency hurry you into a mistake today",
		"Don’t let “urgency” hurry you & yours: stop, think, ask",
		"Stop & think <first>",
	}
	m.Support = []string{"Überprüfung naïve façade — ŵ ŷ ẁ ẅ ỳ £1,000 at 10:30 on 1/2/2027; ask I.T. first, then act, then tell your manager or the helpdesk."}
	m.Tips = append(m.Tips, strings.Repeat("an unusually long tip that goes on and on ", 4))
	return &m
}

// UPDATE=1 go test ./... writes the goldens anew.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; UPDATE=1 go test ./render/layout writes it", err)
	}
	if bytes.Equal(got, want) {
		return
	}
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("%s:%d\n got %s\nwant %s", file, i+1, g[i], w[i])
		}
	}
	t.Fatalf("%s: got %d lines, want %d", file, len(g), len(w))
}

// withoutArt empties drawings and logos: their shapes are judged where they are drawn.
func withoutArt(items []scene.Item) []scene.Item {
	out := make([]scene.Item, 0, len(items))
	for _, it := range items {
		if g, ok := it.(scene.Group); ok {
			if g.ID == "art" || g.ID == "emblem" || g.ID == "sign" || g.Role == scene.RoleLogo {
				g.Items = nil
			}
			it = g
		}
		out = append(out, it)
	}
	return out
}

func TestScenesOfEveryLayoutAndShape(t *testing.T) {
	b := newBench(t)
	ordinary, hostile := defaultBrand(t), hostileBrand()
	for _, look := range b.looks {
		dumps := map[string]*bytes.Buffer{}
		for i := range b.placements {
			p := &b.placements[i]
			layout, ok := look.Layout(p)
			if !ok {
				t.Errorf("look %q has no layout for %s", look.ID, p.ID)
				continue
			}
			w := dumps[layout.ID]
			if w == nil {
				w = &bytes.Buffer{}
				dumps[layout.ID] = w
			}
			m := &b.campaign.Messages[i%len(b.campaign.Messages)]
			b.dump(w, "ordinary", ordinary, m, look, p)
			b.dump(w, "hostile", hostile, hostileMessage(*m), look, p)
		}
		for id, w := range dumps {
			t.Run(look.ID+"/"+id, func(t *testing.T) { golden(t, filepath.Join(look.ID, id+".txt"), w.Bytes()) })
		}
	}
}

func (b *bench) dump(w *bytes.Buffer, content string, br *brand.Brand, m *campaign.Message, look *templates.Look, p *templates.Placement) {
	fmt.Fprintf(w, "== %s, %s, %s\n", p.ID, m.ID, content)
	r, err := b.lay(br, m, look, p)
	if err != nil {
		fmt.Fprintln(w, err)
		return
	}
	r.Scene.Items = withoutArt(r.Scene.Items)
	_ = scene.Dump(w, r.Scene) // a buffer takes everything
	if len(r.Dropped) > 0 {
		fmt.Fprintln(w, "dropped:", strings.Join(r.Dropped, ", "))
	}
}

func TestHeadlineAndLogoNeverDrop(t *testing.T) {
	b := newBench(t)
	br := defaultBrand(t)
	for _, look := range b.looks {
		for i := range b.placements {
			p := &b.placements[i]
			m := &b.campaign.Messages[i%len(b.campaign.Messages)]
			r, err := b.lay(br, m, look, p)
			if err != nil {
				t.Errorf("%s, %s: %v", look.ID, p.ID, err)
				continue
			}
			if r.Wording["headline"] == "" {
				t.Errorf("%s, %s: no headline", look.ID, p.ID)
			}
			if len(r.Marks) == 0 || r.Marks[0].Of != br.Name {
				t.Errorf("%s, %s: no logo", look.ID, p.ID)
			}
		}
	}
}

func TestSameInputGivesTheSameScene(t *testing.T) {
	b := newBench(t)
	br := defaultBrand(t)
	p := &b.placements[0]
	var dumps [2]bytes.Buffer
	for i := range dumps {
		r, err := b.lay(br, &b.campaign.Messages[0], b.looks[0], p)
		if err != nil {
			t.Fatal(err)
		}
		if err := scene.Dump(&dumps[i], r.Scene); err != nil {
			t.Fatal(err)
		}
	}
	if dumps[0].String() != dumps[1].String() {
		t.Error("two scenes of one piece differ")
	}
}

func TestFocusStaysOnThePage(t *testing.T) {
	b := newBench(t)
	br := defaultBrand(t)
	for _, look := range b.looks {
		for i := range b.placements {
			p := &b.placements[i]
			r, err := b.lay(br, b.message(t, "phishing"), look, p)
			if err != nil {
				t.Errorf("%s, %s: %v", look.ID, p.ID, err)
				continue
			}
			if page := (scene.Rect{W: r.Scene.W, H: r.Scene.H}); !page.Contains(r.Focus, 0.5) {
				t.Errorf("%s, %s: the focus %v leaves the page %v", look.ID, p.ID, r.Focus, page)
			}
		}
	}
}

func (b *bench) message(t *testing.T, id string) *campaign.Message {
	t.Helper()
	for i := range b.campaign.Messages {
		if b.campaign.Messages[i].ID == id {
			return &b.campaign.Messages[i]
		}
	}
	t.Fatalf("no message %q", id)
	return nil
}

func TestTextIsNeverSmallerThanItsPlaceAllows(t *testing.T) {
	b := newBench(t)
	for _, br := range []*brand.Brand{defaultBrand(t), hostileBrand()} {
		for _, look := range b.looks {
			for i := range b.placements {
				p := &b.placements[i]
				r, err := b.lay(br, b.message(t, "social-engineering"), look, p)
				if err != nil {
					t.Errorf("%s, %s: %v", look.ID, p.ID, err)
					continue
				}
				for _, w := range r.Texts {
					least := SmallestText(p)
					if w.Slot == "name" || w.Slot == "partners" {
						least = SmallestMark(p)
					}
					if w.Size < least-1e-9 {
						t.Errorf("%s, %s: %s is set in %.2f, less than %.2f", look.ID, p.ID, w.Slot, w.Size, least)
					}
				}
			}
		}
	}
}

func TestArtworkMustKeepToTheKeyPalette(t *testing.T) {
	svg := func(body string) []byte {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">` + body + `</svg>`)
	}
	for name, c := range map[string]struct{ body, want string }{
		"a strange colour": {`<title>T</title><rect id="focus" width="9" height="9" fill="#FF0000"/>`, "#FF0000"},
		"no focus":         {`<title>T</title><rect width="9" height="9" fill="#005EB8"/>`, "focus"},
		"no title":         {`<rect id="focus" width="9" height="9" fill="#005EB8"/>`, "title"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseDrawing("x", svg(c.body))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error that says %q", err, c.want)
			}
		})
	}
}

func TestRegionsFillTheirPage(t *testing.T) {
	l := &templates.Layout{Margin: templates.Length{Value: 10, Unit: "vmin"}, Regions: []templates.Region{
		{Name: "art", Of: "page", Side: "right", Size: templates.Length{Value: 25, Unit: "%"}, Rest: "left"},
		{Name: "foot", Of: "left", Side: "bottom", Size: templates.Length{Value: 1, Unit: "m"}, Rest: "words"},
		{Name: "inner", Of: "words", Pad: []templates.Length{{Value: 1, Unit: "m"}}},
		{Name: "none", Of: "page", Side: "top", Size: templates.Length{Value: 50, Unit: "%"}, Rest: "all", When: "partners"},
	}}
	page := scene.Rect{W: 400, H: 200}
	p, err := cut(l, &plan{page: page, safe: page}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]scene.Rect{
		"art": {X: 300, Y: 0, W: 100, H: 200}, "left": {W: 300, H: 200}, "foot": {X: 0, Y: 180, W: 300, H: 20},
		"words": {W: 300, H: 180}, "inner": {X: 20, Y: 20, W: 260, H: 140}, "none": {}, "all": page,
	} {
		if got := p.regions[name]; math.Abs(got.X-want.X)+math.Abs(got.Y-want.Y)+math.Abs(got.W-want.W)+math.Abs(got.H-want.H) > 1e-9 {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestSafeRegionsKeepClearOfWhatThePlaceCovers(t *testing.T) {
	p := &plan{
		page: scene.Rect{W: 400, H: 200}, safe: scene.Rect{X: 20, W: 360, H: 200},
		covered: []scene.Rect{{Y: 150, W: 60, H: 50}, {X: 300, Y: 170, W: 100, H: 30}},
	}
	for _, c := range []struct{ region, want scene.Rect }{
		{scene.Rect{X: 5, Y: 10, W: 100, H: 100}, scene.Rect{X: 20, Y: 10, W: 85, H: 100}},     // the safe area
		{scene.Rect{X: 30, Y: 10, W: 200, H: 180}, scene.Rect{X: 60, Y: 10, W: 170, H: 180}},   // an avatar at the lower left
		{scene.Rect{X: 250, Y: 10, W: 120, H: 180}, scene.Rect{X: 250, Y: 10, W: 120, H: 160}}, // a duration at the lower right
		{scene.Rect{X: 0, Y: 0, W: 400, H: 200}, scene.Rect{X: 60, Y: 0, W: 320, H: 170}},      // both
		{scene.Rect{X: 100, Y: 100, W: 100, H: 50}, scene.Rect{X: 100, Y: 100, W: 100, H: 50}}, // neither
		{scene.Rect{X: 310, Y: 175, W: 20, H: 20}, scene.Rect{}},                               // nothing is left
	} {
		if got := p.clear(c.region); got != c.want {
			t.Errorf("%v: got %v, want %v", c.region, got, c.want)
		}
	}
}
