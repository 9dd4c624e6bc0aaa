package check_test

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"kic/brand"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/scene"
	"kic/templates"
)

// shownAt are the findings for a logo that is shown so many px wide, or on pages so many pt.
func shownAt(m *brand.Mark, unit templates.Unit, widths ...float64) []check.Finding {
	var uses []check.Use
	for i, w := range widths {
		in := layout.Input{Placement: &templates.Placement{ID: fmt.Sprintf("size-%d", i), Unit: unit}}
		uses = append(uses, check.Uses(in, layout.Result{Marks: []layout.Mark{{Of: "North", Logo: m, Box: scene.Rect{W: w, H: w / m.Ratio()}}}})...)
	}
	return check.Resolution(&brand.Brand{Slug: "north", Name: "North", Logo: m}, uses)
}

// narrow is a picture of 200 × 100 with an ink of 100 × 50 in its middle.
func narrow(ground color.NRGBA) *image.NRGBA { return tile(200, 100, ground, [4]int{25, 50, 25, 50}) }

func TestALogoNeedsEnoughPixels(t *testing.T) {
	small, onWhite := pngOf(t, narrow(color.NRGBA{})), jpegOf(t, narrow(white))
	const whole = `width="200" height="100"`
	among := func(kind string, data []byte, others string) *brand.Mark {
		return logoFile(t, "logo.svg", []byte(strings.Replace(string(svgOf(kind, data, "0 0 200 100", whole)), "<g>", others+"<g>", 1)))
	}
	for what, m := range map[string]*brand.Mark{
		"a PNG":                     logoFile(t, "logo.png", small),
		"a PNG on white":            logoFile(t, "logo.png", pngOf(t, narrow(white))),
		"a JPEG":                    logoFile(t, "logo.jpg", onWhite),
		"an SVG with a PNG":         logoFile(t, "logo.svg", svgOf("png", small, "0 0 200 100", whole)),
		"an SVG in other units":     logoFile(t, "logo.svg", svgOf("png", small, "0 0 20 10", `width="20" height="10"`)),
		"an SVG with a JPEG":        logoFile(t, "logo.svg", svgOf("jpeg", onWhite, "0 0 200 100", whole)),
		"an SVG that moves it":      logoFile(t, "logo.svg", svgOf("png", small, "0 0 1000 1000", `width="20" height="10" transform="translate(200 300) scale(30)"`)),
		"an SVG that turns it":      logoFile(t, "logo.svg", svgOf("png", small, "0 0 200 100", whole+` transform="rotate(180 100 50)"`)),
		"an SVG with outlines, too": among("png", small, `<path d="M60 30h5v5h-5z"/>`),
		"an SVG with a better one":  among("png", small, `<image x="60" y="30" width="10" height="5" href="data:image/png;base64,`+base64Of(small)+`"/>`),
	} {
		for unit, widths := range map[templates.Unit][2]float64{
			templates.Pixels:      {123, 127},   // 100 pixels of ink do for 125 of a screen
			templates.Millimetres: {35.4, 36.6}, // and for half an inch: 36 pt
		} {
			if got := shownAt(m, unit, widths[0]); len(got) > 0 {
				t.Errorf("%s, %v %s wide: %v", what, widths[0], unit, got)
			}
			got := shownAt(m, unit, widths[1])
			if codes(got) != "logo-low-resolution (warning)" || !strings.Contains(got[0].What, "has 200 × 100 pixels") {
				t.Errorf("%s, %v %s wide: %v", what, widths[1], unit, got)
			}
		}
	}
	plain := base64Of(pngOf(t, tile(1, 1, black, [4]int{0, 0, 0, 1})))
	for what, m := range map[string]*brand.Mark{
		"outlines": logo(t, black),
		"outlines on a picture of one colour": logoFile(t, "logo.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">
			<image width="20" height="10" preserveAspectRatio="none" href="data:image/png;base64,`+plain+`"/><path d="M0 0H5V5H0Z" fill="#fff"/></svg>`)),
	} {
		if got := shownAt(m, templates.Pixels, 100_000); len(got) > 0 {
			t.Errorf("%s: %v", what, got)
		}
	}
}

func TestALowResolutionSaysWhatItIsGoodForAndWhatItNeeds(t *testing.T) {
	m := logoFile(t, "logo.png", pngOf(t, narrow(color.NRGBA{})))
	for _, c := range []struct {
		widths []float64
		want   string
	}{
		{[]float64{100, 60, 400, 300}, "the logo of North, logo.png, has 200 × 100 pixels, too few for 2 of 4 sizes: good up to size-0, and size-2 needs 640 pixels across; give an SVG drawn in outlines, or a picture at least 640 pixels wide"},
		{[]float64{400}, "too few for 1 of 1 sizes: large enough for none, and size-0 needs 640 pixels across; give an SVG"},
		{[]float64{1499}, "needs 2399 pixels across; give an SVG drawn in outlines, or a picture at least 2399 pixels wide"},
		{[]float64{1501}, "give an SVG drawn in outlines; of a picture no more than 2400 pixels a side are kept"},
	} {
		got := shownAt(m, templates.Pixels, c.widths...)
		if len(got) != 1 || !strings.Contains(got[0].Error(), c.want) {
			t.Errorf("%v: got %v, wanted %s", c.widths, got, c.want)
		}
	}
}

func TestEveryLogoOfABrandNeedsEnoughPixels(t *testing.T) {
	small := func() *brand.Mark { return logoFile(t, "logo.png", pngOf(t, narrow(color.NRGBA{}))) }
	b := &brand.Brand{Slug: "north", Name: "North", Logo: small(), Reversed: small(), Partners: []brand.Partner{{Name: "South", Logo: small()}, {Name: "East"}}}
	laid := layout.Result{Marks: []layout.Mark{{Of: "North", Text: true}}}
	for i, m := range []*brand.Mark{b.Partners[0].Logo, b.Reversed, b.Logo} {
		laid.Marks = append(laid.Marks, layout.Mark{Of: []string{"South", "North", "North"}[i], Logo: m, Box: scene.Rect{W: 400, H: 200}})
	}
	uses := check.Uses(layout.Input{Placement: &templates.Placement{ID: "wide"}}, laid)
	got := check.Resolution(b, append(uses, uses...))
	if len(got) != 3 || !strings.Contains(got[0].What, "North") || !strings.Contains(got[2].What, "South") {
		t.Errorf("got %v, wanted one finding for each of three logos", got)
	}
}
