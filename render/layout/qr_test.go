package layout

import (
	"image"
	"slices"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"kic/render/raster"
	"kic/render/scene"
)

// The code is read again from the pixels of the finished page at print size, as a phone would.
func TestQRCodeLeadsToTheIntranetPage(t *testing.T) {
	b := newBench(t)
	br := defaultBrand(t)
	want := br.Links["intranet"]
	if want == "" {
		t.Fatal("the default brand has no intranet page")
	}
	const dpi = 300
	for _, look := range b.looks {
		for i := range b.placements {
			p := &b.placements[i]
			if p.ID != "insert-a4" && p.ID != "poster-a3" {
				continue
			}
			r, err := b.lay(br, b.message(t, "phishing"), look, p)
			if err != nil {
				t.Fatal(err)
			}
			if r.Wording["qr"] != want {
				t.Errorf("%s, %s: the code holds %q, want %q", look.ID, p.ID, r.Wording["qr"], want)
				continue
			}
			if got := read(t, b, r.Scene, dpi); got != want {
				t.Errorf("%s, %s: the printed code reads %q, want %q", look.ID, p.ID, got, want)
			}
		}
	}
}

func TestEveryCodeHasWordsThatSayWhereItLeads(t *testing.T) {
	b := newBench(t)
	for _, page := range []string{"https://a.example", "https://intranet.example-care.example/a/page/far/down/about/security"} {
		br := *defaultBrand(t)
		br.Links = map[string]string{"intranet": page}
		for _, look := range b.looks {
			for i := range b.placements {
				p := &b.placements[i]
				r, err := b.lay(&br, b.message(t, "phishing"), look, p)
				if err != nil {
					t.Fatal(err)
				}
				if r.Wording["qr"] == "" {
					continue
				}
				card := cardOf(t, r.Scene)
				named := slices.ContainsFunc(r.Texts, func(w Words) bool {
					return w.Slot == "qr heading" && !w.Box.Overlaps(card) && w.Box.Overlaps(card.Grow(card.H/2))
				})
				if !named {
					t.Errorf("%s, %s, %s: nothing beside the code says what it is for", look.ID, p.ID, page)
				}
			}
		}
	}
}

// cardOf is the paper that the code of a scene is printed on.
func cardOf(t *testing.T, s scene.Scene) scene.Rect {
	t.Helper()
	for _, it := range s.Items {
		if g, ok := it.(scene.Group); ok && g.ID == "qr" {
			return g.Items[0].(scene.Shape).Path.Bounds()
		}
	}
	t.Fatal("the scene has no code")
	return scene.Rect{}
}

// read looks at the page where the code is, as somebody does who points a phone at it.
func read(t *testing.T, b *bench, s scene.Scene, dpi float64) string {
	t.Helper()
	img, err := raster.Draw(s, int(s.W*dpi/72+0.5), int(s.H*dpi/72+0.5), func(face string, glyph uint32) (scene.Path, bool) {
		f, ok := b.fonts.Face(face)
		if !ok {
			return scene.Path{}, false
		}
		return f.Outline(glyph), true
	})
	if err != nil {
		t.Fatal(err)
	}
	card, scale := cardOf(t, s).Grow(10), dpi/72
	view := img.SubImage(image.Rect(int(card.X*scale), int(card.Y*scale), int(card.Right()*scale), int(card.Bottom()*scale)))
	bitmap, err := gozxing.NewBinaryBitmapFromImage(view)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return err.Error()
	}
	return result.GetText()
}

func TestCodesOfEveryLengthAreDrawn(t *testing.T) {
	card := scene.Rect{W: 100, H: 100}
	for n := range 120 {
		link := "https://a.example/" + strings.Repeat("b", n)
		path, zone, err := modules(link, card)
		if err != nil {
			t.Fatalf("%s: %v", link, err)
		}
		if box := path.Bounds(); !card.Grow(-zone).Contains(box, 0.1) {
			t.Errorf("%s: modules in %v, outside the quiet zone", link, box)
		}
	}
}
