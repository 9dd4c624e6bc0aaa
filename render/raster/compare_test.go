package raster

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"kic/render/scene"
)

// same fails t where got and want differ in bounds, or in any channel of any pixel by more than tolerance levels. The
// pictures, and where they differ, are kept among t's artifacts.
func same(t *testing.T, got, want *image.RGBA, tolerance int) {
	t.Helper()
	if got.Rect != want.Rect {
		t.Fatalf("the picture's bounds are %v, want %v", got.Rect, want.Rect)
	}
	differ := image.NewGray(got.Rect)
	worst, wrong := 0, 0
	var at image.Point
	for y := got.Rect.Min.Y; y < got.Rect.Max.Y; y++ {
		for x := got.Rect.Min.X; x < got.Rect.Max.X; x++ {
			d := distance(got, want, x, y)
			differ.Pix[differ.PixOffset(x, y)] = uint8(min(255, 8*d))
			if d > tolerance {
				wrong++
			}
			if d > worst {
				worst, at = d, image.Pt(x, y)
			}
		}
	}
	if wrong == 0 {
		return
	}
	dir := t.ArtifactDir()
	keep(t, filepath.Join(dir, "got.png"), got)
	keep(t, filepath.Join(dir, "want.png"), want)
	keep(t, filepath.Join(dir, "differ.png"), differ)
	t.Errorf("%d pixels differ by more than %d levels; the worst, at %v, is %v and should be %v; see %s (-artifacts keeps it)",
		wrong, tolerance, at, got.RGBAAt(at.X, at.Y), want.RGBAAt(at.X, at.Y), dir)
}

// distance is the largest difference between two pixels' channels, alpha too.
func distance(a, b *image.RGBA, x, y int) int {
	i, j, d := a.PixOffset(x, y), b.PixOffset(x, y), 0
	for c := range 4 {
		d = max(d, int(a.Pix[i+c])-int(b.Pix[j+c]), int(b.Pix[j+c])-int(a.Pix[i+c]))
	}
	return d
}

func keep(t testing.TB, name string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// golden compares img with testdata/name.png; UPDATE=1 writes it.
func golden(t *testing.T, name string, img *image.RGBA) {
	t.Helper()
	file := filepath.Join("testdata", name+".png")
	if os.Getenv("UPDATE") == "1" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		data, err := PNG(img, Meta{})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatalf("%v; UPDATE=1 go test writes it", err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	same(t, img, premultiplied(want), 2)
}

// premultiplied is img as Draw would have given it.
func premultiplied(img image.Image) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(b)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			binary.LittleEndian.PutUint32(out.Pix[out.PixOffset(x, y):], premultiply(word(c)))
		}
	}
	return out
}

// paint draws items on a page of w × h pixels.
func paint(t testing.TB, w, h int, items ...scene.Item) *image.RGBA {
	t.Helper()
	img, err := Draw(page(float64(w), float64(h), items...), w, h, letters)
	if err != nil {
		t.Fatal(err)
	}
	return img
}
