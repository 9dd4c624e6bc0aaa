package piece

import (
	"slices"
	"testing"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/plan"
	"kic/render/scene"
	"kic/templates"
)

// Half a pixel is as far as rounding to whole pixels moves them.
func TestWordsAndLogosMayLieHalfAPixelOutsideTheSafeArea(t *testing.T) {
	safe := scene.Rect{X: 10, Y: 10, W: 100, H: 50}
	for name, of := range map[string]func(box scene.Rect) layout.Result{
		"a logo": func(box scene.Rect) layout.Result { return layout.Result{Marks: []layout.Mark{{Box: box}}} },
		"words": func(box scene.Rect) layout.Result {
			return layout.Result{Scene: scene.Scene{Items: []scene.Item{scene.Text{Ink: box}}}}
		},
		"words in a group that moves them": func(box scene.Rect) layout.Result {
			box.X -= 30
			return layout.Result{Scene: scene.Scene{Items: []scene.Item{scene.Group{Transform: scene.Translate(30, 0), Items: []scene.Item{scene.Text{Ink: box}}}}}}
		},
	} {
		for _, side := range []struct {
			name               string
			dx, dy, wide, tall float64
		}{{"left", -1, 0, 0, 0}, {"top", 0, -1, 0, 0}, {"right", 0, 0, 1, 0}, {"bottom", 0, 0, 0, 1}} {
			for by, met := range map[float64]bool{0: true, 0.49: true, 0.51: false, 1: false, 40: false} {
				laid := of(scene.Rect{X: safe.X + by*side.dx, Y: safe.Y + by*side.dy, W: safe.W + by*(side.wide-side.dx), H: safe.H + by*(side.tall-side.dy)})
				laid.Scene.Safe = safe
				if got := (&Piece{Pages: []layout.Result{{Scene: scene.Scene{Safe: safe}}, laid}}).SafeMet(); got != met {
					t.Errorf("%s over the %s edge by %g: safe is %t, want %t", name, side.name, by, got, met)
				}
			}
		}
	}
}

// spec is the picture of one message as a PNG that may have at most so many bytes.
func spec(t *testing.T, most int) Spec {
	t.Helper()
	c, err := campaign.Default()
	if err != nil {
		t.Fatal(err)
	}
	b, err := brand.Default()
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.New(plan.Request{Campaign: c, Select: plan.Selection{Messages: []string{"phishing"}, Placements: []string{"banner-300x250"}, Looks: []string{"bold"}}})
	if err != nil {
		t.Fatal(err)
	}
	pk, err := p.Pack(b)
	if err != nil {
		t.Fatal(err)
	}
	s := Spec{Job: pk.Jobs()[0], Brand: b}
	limited := *s.Placement
	limited.MaxBytes = most
	s.Placement = &limited
	return s
}

func TestAFileOverItsLimitIsFoundAlsoWhenNoFileIsAskedFor(t *testing.T) {
	m := Maker{Kit: layout.NewKit(spec(t, 0).Campaign.Messages)}
	whole := m.Make(spec(t, 0))
	if len(whole.Files) != 1 {
		t.Fatalf("%d files, findings %v", len(whole.Files), whole.Findings)
	}
	for most, want := range map[int]bool{0: false, 1 << 30: false, len(whole.Files[0].Data): false, 500: true} {
		for _, only := range []bool{false, true} {
			s := spec(t, most)
			s.Check = only
			p := m.Make(s)
			if got := slices.ContainsFunc(p.Findings, func(f check.Finding) bool { return f.Code == check.FileTooLarge }); got != want {
				t.Errorf("at most %d bytes, check alone %t: too large is %t, want %t: %v", most, only, got, want, p.Findings)
			}
			if made := len(p.Files) > 0; made != (!want && !only) {
				t.Errorf("at most %d bytes, check alone %t: made is %t", most, only, made)
			}
		}
	}
}

// Three bytes a pixel are what colours take when nothing is pressed.
func TestOnlyAFileThatCouldBeOverItsLimitIsDrawnForACheck(t *testing.T) {
	for _, c := range []struct {
		most int
		of   templates.Format
		want bool
	}{
		{0, templates.PNG, false}, {3*200*100 - 1, templates.PNG, true}, {3 * 200 * 100, templates.PNG, false},
		{1, templates.JPEG, true}, {1, templates.PDF, false},
	} {
		if got := mayBeLarge(&templates.Placement{Width: 200, Height: 100, MaxBytes: c.most, Format: c.of}); got != c.want {
			t.Errorf("200 x 100 as %s, at most %d bytes: drawn %t, want %t", c.of, c.most, got, c.want)
		}
	}
}

func TestEveryFormatHasAWriter(t *testing.T) {
	for _, f := range templates.Formats() {
		if writers[f] == nil {
			t.Errorf("nothing writes %s", f)
		}
		if f.Extension() == "" || f.Label() == "" || f.Picture() == f.Document() {
			t.Errorf("%s: extension %q, label %q, a picture: %t, a document: %t; a format has the first two, and is one of the others", f, f.Extension(), f.Label(), f.Picture(), f.Document())
		}
	}
	if len(writers) != len(templates.Formats()) {
		t.Errorf("there are %d writers for %d formats", len(writers), len(templates.Formats()))
	}
}
