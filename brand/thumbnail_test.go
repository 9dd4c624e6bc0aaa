package brand

import (
	"encoding/base64"
	"fmt"
	"image"
	"math"
	"strings"
	"testing"

	"kic/render/scene"
	"kic/render/svg"
)

func groupOf(t *testing.T, body string) scene.Group {
	t.Helper()
	doc, err := svg.Read([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">`+body+`</svg>`), svg.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc.Group
}

func TestTheWorkOfADrawingIsCounted(t *testing.T) {
	picture := base64.StdEncoding.EncodeToString(encoded(t, flag(white)))
	const gradient = `<linearGradient id="g"><stop stop-color="#005EB8"/><stop offset="1" stop-color="#fff"/></linearGradient>`
	const page = 100 * 100
	for what, c := range map[string]struct {
		body           string
		touched, fixed float64
	}{
		"a fill":          {`<path d="M10 10H30V20H10Z"/>`, 22 * 12, 0},
		"a stroke":        {`<path fill="none" stroke="#000" stroke-width="2" d="M40 50H60"/>`, (20 + 2*5) * 2 * 5, 0},
		"both":            {`<path stroke="#000" stroke-width="2" d="M40 50H60"/>`, 22*2 + 30*10, 0},
		"nothing painted": {`<path fill="none" d="M10 10H30V20H10Z"/>`, 0, 0},
		"beyond the page": {`<path d="M200 10H300V20H200Z"/>`, 0, 0},
		"a gradient":      {gradient + `<path fill="url(#g)" d="M10 10H30V20H10Z"/>`, 22 * 12, gradientCost},
		"a fade":          {`<g opacity=".5"><path d="M10 10H30V20H10Z"/><path d="M10 10H30V20H10Z"/></g>`, page + 2*22*12, 0},
		"a clip":          {`<clipPath id="c"><circle cx="15" cy="15" r="9"/></clipPath><g clip-path="url(#c)"><path d="M10 10H30V20H10Z"/></g>`, page + 22*12, 0},
		"a mask":          {`<mask id="m"><path d="M10 10H30V20H10Z"/></mask><g mask="url(#m)"><path d="M10 10H30V20H10Z"/></g>`, page + 2*22*12, 0},
		"a picture":       {`<image x="10" y="10" width="60" height="40" href="data:image/png;base64,` + picture + `"/>`, 62 * 42, 60 * 40},
		"a picture twice": {`<image id="i" width="60" height="40" href="data:image/png;base64,` + picture + `"/><use href="#i"/>`, 2 * 61 * 41, 2 * 60 * 40},
	} {
		g := groupOf(t, c.body+`<path d="M0 0H1V1H0Z"/>`) // which touches four pixels
		touched, fixed := work(g, scene.Identity, scene.Rect{W: 100, H: 100})
		if g.Clip != nil { // what goes beyond the page is cut
			touched -= page
		}
		if touched -= 4; math.Abs(touched-c.touched) > 1e-6 || fixed != c.fixed {
			t.Errorf("%s: touches %v and has to read %v, wanted %v and %v", what, touched, fixed, c.touched, c.fixed)
		}
	}
}

func TestADrawingThatAsksForMuchWorkIsDrawnSmaller(t *testing.T) {
	for touched, want := range map[float64]float64{0: 1, 1: 1, maxTouched: 1, 1.21 * maxTouched: 1 / 1.1, 4 * maxTouched: 0.5, 1e6 * maxTouched: 1e-3} {
		if got := smaller(touched); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v pixels touched: made %v as large, wanted %v", touched, got, want)
		}
	}
	for what, body := range map[string]string{
		"fills":   strings.Repeat(`<path fill="#005EB8" fill-opacity=".5" d="M10 20H90V80H10Z"/>`, 9000),
		"strokes": strings.Repeat(`<path fill="none" stroke="#005EB8" stroke-width="60" d="M10 50H90"/>`, 9000),
		"clips": `<clipPath id="c"><path d="M10 20H90V80H10Z"/><circle cx="50" cy="50" r="1"/></clipPath>` +
			strings.Repeat(`<path clip-path="url(#c)" fill="#005EB8" d="M0 0H100V100H0Z"/>`, 9000),
	} {
		m := svgMark(t, "0 0 100 100", body)
		g := groupOf(t, body)
		side := math.Sqrt(thumbArea)
		touched, _ := work(g, scene.Scale(side/100, side/100), scene.Rect{W: side, H: side})
		if k := smaller(touched); k > 0.95 || k < 0.2 {
			t.Errorf("%s: is drawn %.2f as large; the test means a drawing that is too much at its full size", what, k)
		}
		if want := (scene.Rect{X: 10, Y: 20, W: 80, H: 60}); !m.Box.Contains(want, 4) || !want.Contains(m.Box, 4) || !near(m.Colour(), blue, 3) {
			t.Errorf("%s: box %v and colour %v, wanted %v and blue", what, m.Box, m.Colour(), want)
		}
	}
}

func TestADrawingThatCostsTooMuchAtAnySizeIsRefused(t *testing.T) {
	const head = `<linearGradient id="g"><stop stop-color="#005EB8"/><stop offset="1" stop-color="#fff"/></linearGradient><path fill="#005EB8" d="M10 20H90V80H10Z"/>`
	const most = maxFixed / gradientCost
	for n, ok := range map[int]bool{most: true, most + 1: false} { // none of them is seen, so that drawing them takes no time
		body := head + strings.Repeat(`<path fill="url(#g)" d="M-9-9h1v1Z"/>`, n)
		_, err := readMark("logo.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">`+body+`</svg>`))
		if (err == nil) != ok || err != nil && !strings.Contains(err.Error(), "draws too many pictures and gradients for a logo; draw each picture once") {
			t.Errorf("%d gradients: %v", n, err)
		}
	}
	large := base64.StdEncoding.EncodeToString(encoded(t, image.NewGray(image.Rect(0, 0, 4000, 4000))))
	body := fmt.Sprintf(`<image id="i" width="90" height="90" href="data:image/png;base64,%s"/>`, large) + strings.Repeat(`<use href="#i"/>`, 4)
	if _, err := readMark("logo.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">`+body+`</svg>`)); err == nil || !strings.Contains(err.Error(), "too many pictures") {
		t.Errorf("a picture of 16 million pixels, five times: %v", err)
	}
}

func TestInksAreThoseThatAreSeen(t *testing.T) {
	const gradient = `<linearGradient id="g"><stop offset=".5" stop-color="#FAE100"/><stop offset=".5" stop-color="#003087"/></linearGradient>`
	m := svgMark(t, "0 0 100 20", gradient+`<path fill="url(#g)" d="M0 0H100V20H0Z"/>`)
	if c := m.Contrast(white); c > 1.5 {
		t.Errorf("half yellow and half navy has %.2f on white, where the yellow half is lost", c)
	}
	dashed := svgMark(t, "0 0 100 20", `<path fill="none" stroke="#005EB8" stroke-width="20" stroke-dasharray="10" d="M0 10H100"/>`)
	if dashed.density < 0.54 || dashed.density > 0.57 {
		t.Errorf("a line of dashes is %.2f ink, wanted 50 of 90", dashed.density)
	}
	faded := svgMark(t, "0 0 100 20", `<g opacity=".5"><path fill="#005EB8" d="M0 0H100V20H0Z"/><path fill="#005EB8" d="M0 0H100V20H0Z"/></g>`)
	if faded.density < 0.48 || faded.density > 0.52 {
		t.Errorf("a group that is faded as a whole is %.2f ink, wanted half", faded.density)
	}
}

func TestANarrowMarginOfASmallPictureIsSeen(t *testing.T) {
	for _, scale := range []string{".4", ".25", ".15"} {
		data := base64.StdEncoding.EncodeToString(encoded(t, margined(white, [4]int{10, 120, 60, 5})))
		m := svgMark(t, "0 0 1000 1000", `<g transform="translate(120 60) scale(`+scale+`)"><image width="325" height="150" href="data:image/png;base64,`+data+`"/></g>`)
		if m.Back != white || math.Abs(m.Ratio()-2.5) > 0.06 {
			t.Errorf("at %s: its ground is %v and its ink %.3f times as wide as high, wanted white and 2.5", scale, m.Back, m.Ratio())
		}
	}
}
