package check_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"kic/brand"
	"kic/render/check"
	"kic/render/raster"
	"kic/render/scene"
)

// tile is a picture of w × h: black but for a ground with these margins (top, right, bottom, left) and a slit in the middle.
func tile(w, h int, ground color.NRGBA, margin [4]int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, black)
			if y < margin[0] || x >= w-margin[1] || y >= h-margin[2] || x < margin[3] || x == w/2 {
				img.SetNRGBA(x, y, ground)
			}
		}
	}
	return img
}

// logoFile is the mark of a brand whose logo is such a file.
func logoFile(t testing.TB, name string, data []byte) *brand.Mark {
	t.Helper()
	b, err := brand.Load(fstest.MapFS{
		brand.FileName: {Data: []byte("name = \"North\"\nslug = \"north\"\n[logo]\nfile = \"" + name + "\"\n")},
		name:           {Data: data},
	}, ".")
	if err != nil {
		t.Fatal(err)
	}
	return b.Logo
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// svgOf is an SVG that holds nothing but a picture; the attributes say where.
func svgOf(kind string, data []byte, viewBox, attributes string) []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="%s"><g><image %s href="data:image/%s;base64,%s"/></g></svg>`,
		viewBox, attributes, kind, base64Of(data))
}

func base64Of(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

func TestLogosWithMarginsAreNotTakenForStretched(t *testing.T) {
	even, uneven := [4]int{60, 60, 60, 60}, [4]int{10, 200, 40, 30}
	for what, m := range map[string]*brand.Mark{
		"a PNG with white margins":                logoFile(t, "logo.png", pngOf(t, tile(400, 220, white, even))),
		"an SVG that wraps it":                    logoFile(t, "logo.svg", svgOf("png", pngOf(t, tile(400, 220, white, even)), "0 0 400 220", `width="400" height="220"`)),
		"one with uneven margins":                 logoFile(t, "logo.svg", svgOf("png", pngOf(t, tile(400, 220, white, uneven)), "0 0 400 220", `width="400" height="220"`)),
		"one with transparent margins":            logoFile(t, "logo.svg", svgOf("png", pngOf(t, tile(400, 220, color.NRGBA{}, uneven)), "0 0 400 220", `width="400" height="220"`)),
		"one that wraps a JPEG":                   logoFile(t, "logo.svg", svgOf("jpeg", jpegOf(t, tile(400, 220, white, uneven)), "0 0 400 220", `width="400" height="220"`)),
		"one that is moved and made smaller":      logoFile(t, "logo.svg", svgOf("png", pngOf(t, tile(400, 220, white, even)), "0 0 600 600", `width="400" height="220" transform="translate(50 90) scale(1.2)"`)),
		"one in a box of another shape":           logoFile(t, "logo.svg", svgOf("png", pngOf(t, tile(400, 220, white, even)), "0 0 900 300", `width="900" height="300" preserveAspectRatio="xMinYMid"`)),
		"one that is cut by its box":              logoFile(t, "logo.svg", svgOf("png", pngOf(t, tile(400, 220, white, even)), "0 0 400 180", `width="400" height="180" preserveAspectRatio="xMidYMid slice"`)),
		"outlines on a white ground of their own": logoFile(t, "logo.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120"><path fill="#fff" d="M0 0H200V120H0Z"/><path d="M40 30H90V90H40ZM100 30H160V90H100Z"/></svg>`)),
	} {
		k := newTry()
		h := 80 / m.Ratio()
		k.place(m, scene.Rect{X: 240, Y: 60, W: 80, H: h}, white)
		if got := check.Piece(k.in, k.laid, new(raster.Engine)); len(got) > 0 {
			t.Errorf("%s: %v", what, got)
		}
		last := len(k.laid.Scene.Items) - 1
		k.laid.Scene.Items[last] = scene.Group{Transform: scene.Matrix{A: 1.02, D: 1, E: -5.6}, Items: []scene.Item{k.laid.Scene.Items[last]}}
		got := check.Piece(k.in, k.laid, new(raster.Engine))
		if codes(got) != "logo-distorted (error)" || !strings.Contains(got[0].What, "stretched to 102%") || got[0].Remedy == "" {
			t.Errorf("%s, stretched by a fiftieth: %v", what, got)
		}
	}
}
