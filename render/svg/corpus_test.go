package svg_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"kic/render/raster"
	"kic/render/scene"
	"kic/render/svg"
)

// TestReadsLogosAsResvgDoes compares our pictures of a folder of SVG files with the PNG of the same name beside each, as
// corpus.mjs writes them. It runs where KIC_SVG_CORPUS names the folder. Right means: less than 1 % difference on average
// and less than 1 % of the pixels off by more than 40 of 255.
func TestReadsLogosAsResvgDoes(t *testing.T) {
	folder := os.Getenv("KIC_SVG_CORPUS")
	if folder == "" {
		t.Skip("KIC_SVG_CORPUS names no folder")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.svg"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no SVG files in %s: %v", folder, err)
	}
	right, refused, wrong := 0, map[string]int{}, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(file, ".svg")
		doc, err := svg.Read(data, svg.Options{})
		var errs svg.Errors
		if errors.As(err, &errs) {
			refused[errs[0].Code]++
			t.Logf("refused %s: %v", filepath.Base(name), errs[0])
			continue
		}
		mean, off := difference(t, doc, name)
		if mean < 0.01 && off < 0.01 {
			right++
			continue
		}
		wrong++
		t.Logf("wrong   %s: mean %.2f %%, off %.2f %%", filepath.Base(name), 100*mean, 100*off)
	}
	total := len(files)
	t.Logf("%d files: %d right (%.1f %%), %d wrong", total, right, 100*float64(right)/float64(total), wrong)
	var codes []string
	for code := range refused {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	for _, code := range codes {
		t.Logf("refused for %s: %d", code, refused[code])
	}
	if float64(right) < 0.95*float64(total) || wrong > total/100 {
		t.Errorf("fewer than 95 %% right, or more than 1 %% wrong")
	}
}

// difference compares our picture of doc with name.png, and leaves ours at name.got.
func difference(t *testing.T, doc *svg.Document, name string) (mean, off float64) {
	t.Helper()
	data, err := os.ReadFile(name + ".png")
	if err != nil {
		t.Fatal(err)
	}
	want, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b := want.Bounds()
	fit := scene.Scale(float64(b.Dx())/doc.W, float64(b.Dy())/doc.H)
	page := scene.Scene{Unit: scene.Px, W: float64(b.Dx()), H: float64(b.Dy()), Items: []scene.Item{scene.Group{Transform: fit, Items: []scene.Item{doc.Group}}}}
	drawn, err := raster.Draw(page, b.Dx(), b.Dy(), nil)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return 1, 1
	}
	got := image.NewRGBA(b)
	draw.Draw(got, b, image.White, image.Point{}, draw.Src)
	draw.Draw(got, b, drawn, drawn.Bounds().Min, draw.Over)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			most := 0.0
			p, q := got.RGBAAt(x, y), color.NRGBAModel.Convert(want.At(x, y)).(color.NRGBA)
			for _, d := range []int{int(p.R) - int(q.R), int(p.G) - int(q.G), int(p.B) - int(q.B)} {
				d := float64(max(d, -d))
				mean += d / 255 / 3
				most = max(most, d)
			}
			if most > 40 {
				off++
			}
		}
	}
	pixels := float64(b.Dx() * b.Dy())
	mean, off = mean/pixels, off/pixels
	if mean >= 0.01 || off >= 0.01 {
		var out bytes.Buffer
		if err := png.Encode(&out, got); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name+".got", out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return mean, off
}
