package brand

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"strings"
	"testing"

	"kic/render/colour"
)

// margined is a sign of 200 × 80 in two colours with margins (top, right, bottom, left) of a ground.
func margined(ground color.NRGBA, m [4]int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, m[3]+200+m[1], m[0]+80+m[2]))
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			u, v := x-m[3], y-m[0]
			switch {
			case u < 0 || v < 0 || u >= 200 || v >= 80 || u > 60 && u < 90:
				img.SetNRGBA(x, y, ground)
			case u <= 60:
				img.SetNRGBA(x, y, green)
			default:
				img.SetNRGBA(x, y, red)
			}
		}
	}
	return img
}

// enlarged is img with every pixel as a square of n × n.
func enlarged(img *image.NRGBA, n int) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, n*img.Rect.Dx(), n*img.Rect.Dy()))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			out.SetNRGBA(x, y, img.NRGBAAt(x/n, y/n))
		}
	}
	return out
}

func photo(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestASVGThatWrapsAPictureIsTrimmedLikeThePicture(t *testing.T) {
	pictures := map[string]struct {
		name string
		data []byte
	}{
		"white margins":         {"logo.png", encoded(t, margined(white, [4]int{40, 40, 40, 40}))},
		"uneven white margins":  {"logo.png", encoded(t, margined(white, [4]int{10, 120, 60, 5}))},
		"wide white margins":    {"logo.png", encoded(t, margined(white, [4]int{300, 30, 300, 30}))},
		"transparent margins":   {"logo.png", encoded(t, margined(color.NRGBA{}, [4]int{20, 60, 80, 10}))},
		"no margins":            {"logo.png", encoded(t, margined(white, [4]int{}))},
		"a JPEG":                {"logo.jpg", photo(t, margined(white, [4]int{30, 90, 50, 20}))},
		"a JPEG, off-white":     {"logo.jpg", photo(t, margined(color.NRGBA{0xF8, 0xF8, 0xF2, 255}, [4]int{30, 90, 50, 20}))},
		"a large one":           {"logo.png", encoded(t, enlarged(margined(white, [4]int{25, 70, 45, 5}), 4))},
		"a large one, see-thru": {"logo.png", encoded(t, enlarged(margined(color.NRGBA{}, [4]int{25, 70, 45, 5}), 4))},
	}
	const element = `<image %s href="data:image/%s;base64,%s"/>`
	wrappings := map[string]struct{ viewBox, at, before, after string }{
		"as it is":        {"0 0 %w %h", `width="%w" height="%h"`, "", ""},
		"in groups":       {"0 0 %w %h", `width="%w" height="%h"`, `<g><g id="a">`, `</g></g>`},
		"moved":           {"0 0 1000 1000", `width="%w" height="%h"`, `<g transform="translate(120 60)"><g transform="scale(.4)">`, `</g></g>`},
		"upside down":     {"0 0 %w %h", `width="%w" height="%h"`, `<g transform="rotate(180 %cx %cy)">`, `</g>`},
		"in a wider box":  {"0 0 900 300", `x="100" y="50" width="700" height="200"`, "", ""},
		"in a higher box": {"0 0 400 900", `width="400" height="900" preserveAspectRatio="xMidYMax meet"`, "", ""},
		"clipped to itself": {"0 0 %w %h", `width="%w" height="%h" clip-path="url(#c)"`,
			`<clipPath id="c"><path d="M0 0H%wV%hH0Z"/></clipPath>`, ""},
	}
	for what, p := range pictures {
		bare := markOf(t, p.name, p.data)
		shown, _, err := image.DecodeConfig(bytes.NewReader(p.data))
		if err != nil {
			t.Fatal(err)
		}
		size := image.Pt(shown.Width, shown.Height)
		kind := map[string]string{"logo.png": "png", "logo.jpg": "jpeg"}[p.name]
		for how, w := range wrappings {
			fill := func(s string) string {
				return strings.NewReplacer(
					"%w", fmt.Sprint(size.X), "%h", fmt.Sprint(size.Y), "%cx", fmt.Sprint(float64(size.X)/2), "%cy", fmt.Sprint(float64(size.Y)/2),
				).Replace(s)
			}
			m := svgMark(t, fill(w.viewBox), fill(w.before)+fmt.Sprintf(element, fill(w.at), kind, base64.StdEncoding.EncodeToString(p.data))+fill(w.after))
			if got, want := m.Ratio(), bare.Ratio(); math.Abs(got/want-1) > 0.025 {
				t.Errorf("%s, %s: the ink is %.3f times as wide as high, wanted %.3f as of the picture alone (box %v)", what, how, got, want, m.Box)
			}
			if (m.Back.A != 0) != (bare.Back.A != 0) || m.Back.A != 0 && colour.Distance(m.Back, bare.Back) > 0.01 {
				t.Errorf("%s, %s: its ground is %v, wanted %v", what, how, m.Back, bare.Back)
			}
			if !near(m.Colour(), bare.Colour(), 12) {
				t.Errorf("%s, %s: its colour is %v, wanted %v", what, how, m.Colour(), bare.Colour())
			}
		}
	}
}
