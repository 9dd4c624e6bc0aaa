package raster

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"testing"

	"kic/render/raster/png/pngtest"
	"kic/render/scene"
)

// mosaic is a picture in cells of so many pixels across and one down, each in one of n random colours; clear ones, too.
func mosaic(seed uint64, w, h, cell, n int, clear bool) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 6))
	colors := make([]uint32, n)
	for i := range colors {
		c := random.Uint32() | 0xff000000
		if clear {
			c = premultiply(word(color.NRGBA{uint8(c), uint8(c >> 8), uint8(c >> 16), uint8(random.IntN(256))}))
		}
		colors[i] = c
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		c := colors[random.IntN(n)]
		for x := range w {
			if x%cell == 0 {
				c = colors[random.IntN(n)]
			}
			binary.LittleEndian.PutUint32(img.Pix[img.PixOffset(x, y):], c)
		}
	}
	return img
}

// checkWhole writes img and holds the file to a strict reader. It says whether the last block is empty.
func checkWhole(t *testing.T, name string, img *image.RGBA) (empty bool) {
	t.Helper()
	data, err := PNG(img, Meta{})
	if err != nil {
		t.Fatal(err)
	}
	got, blocks := pngtest.Read(t, data)
	same(t, premultiplied(got), img, 0)
	if t.Failed() {
		t.Fatalf("%s: the picture isn't whole; its blocks are %v", name, blocks)
	}
	return blocks[len(blocks)-1].Bytes == 0
}

func TestAPictureOfAnySizeIsWhole(t *testing.T) {
	sizes := []image.Point{{120, 120}, {160, 90}, {468, 60}, {60, 468}, {1, 5000}, {5000, 1}, {1000, 800}}
	for w := 1; w <= 12; w++ {
		for h := 1; h <= 12; h++ {
			sizes = append(sizes, image.Pt(w, h))
		}
	}
	atBorder := 0
	for i, size := range sizes { // the largest in two strips
		for _, n := range []int{1, 5, 200, 3000} {
			for _, clear := range []bool{false, true} {
				name := fmt.Sprintf("%d colours of %v, clear: %t", n, size, clear)
				if checkWhole(t, name, mosaic(uint64(i), size.X, size.Y, 4+i%9, n, clear)) {
					atBorder++
				}
			}
		}
	}
	if atBorder < 3 {
		t.Errorf("%d pictures end where a block does, want more to try it with", atBorder)
	}
}

func TestEveryKindOfPictureIsWhole(t *testing.T) {
	half := color.NRGBA{0, 94, 184, 128}
	blend := &scene.Gradient{To: scene.Point{X: 300, Y: 200}, Stops: []scene.Stop{{Color: gold}, {Offset: 1, Color: blue}}}
	faded := &scene.Gradient{To: scene.Point{X: 300}, Stops: []scene.Stop{{Color: gold}, {Offset: 1, Color: color.NRGBA{0, 94, 184, 0}}}}
	filling := func(g *scene.Gradient) scene.Scene {
		return page(300, 200, scene.Shape{Path: scene.RectPath(scene.Rect{W: 300, H: 200}), Fill: scene.Paint{Gradient: g}}, words(20, 90, 30, 8, white))
	}
	picture := scene.Image{Source: photo(200, 150), Box: scene.Rect{X: 30, Y: 20, W: 200, H: 150}}
	for name, s := range map[string]scene.Scene{
		"art":                           flatArt(),
		"one colour":                    page(300, 200, rect(0, 0, 300, 200, blue)),
		"one pixel":                     page(1, 1, rect(0, 0, 1, 1, gold)),
		"one clear pixel":               page(1, 1, rect(0, 0, 1, 1, half)),
		"a palette":                     page(300, 200, rect(0, 0, 300, 200, white), disc(100, 100, 80, ink)),
		"a palette with clear parts":    page(300, 200, disc(100, 100, 80, half)),
		"a gradient":                    filling(blend),
		"a gradient that fades":         filling(faded),
		"a picture":                     page(300, 200, rect(0, 0, 300, 200, white), picture),
		"a picture on clear ground":     page(300, 200, picture),
		"flat art with some words":      piece(bluish, 8),
		"flat art with longer words":    piece(bluish, 15),
		"flat art with somebody's logo": piece(bluish, 8, disc(60, 60, 40, half)),
	} {
		t.Run(name, func(t *testing.T) {
			want, err := Draw(s, int(s.W), int(s.H), letters)
			if err != nil {
				t.Fatal(err)
			}
			data := written(t, new(Engine), s)
			same(t, premultiplied(strictly(t, data)), want, 0)
			for _, limit := range []int{len(data) - 1, len(data) * 3 / 4} { // compressed harder, and with fewer colours
				if data, err := Encode(want, FormatPNG, Meta{}, limit); err == nil {
					strictly(t, data)
				}
			}
		})
	}
}

// strictly is the picture that a strict reader finds in a PNG.
func strictly(t testing.TB, data []byte) image.Image {
	t.Helper()
	img, _ := pngtest.Read(t, data)
	return img
}

func TestTheNextBrandsPictureIsWholeWhereverItsBlocksEnd(t *testing.T) {
	tiles := func(brand uint8) scene.Scene { // in colours of its own, each once
		s := page(120, 120)
		for i := range 30 * 120 {
			s.Items = append(s.Items, rect(float64(i%30*4), float64(i/30), 4, 1, color.NRGBA{uint8(i), uint8(i >> 8), 50 * brand, 255}))
		}
		return s
	}
	engine := &Engine{Shared: new(Shared)}
	for brand := range uint8(3) {
		data := written(t, engine, tiles(brand))
		if _, blocks := pngtest.Read(t, data); blocks[len(blocks)-1].Bytes > 0 {
			t.Errorf("brand %d: its blocks are %v, want nothing in the last one", brand+1, blocks)
		}
		if drawn := len(engine.drawer.steps) > 0; drawn != (brand == 0) {
			t.Errorf("brand %d is drawn: %t, want the first alone", brand+1, drawn)
		}
	}
}

func FuzzPictureIsWhole(f *testing.F) {
	f.Add(uint64(1), uint16(1), uint16(1), uint8(1), uint16(1), false)
	f.Add(uint64(2), uint16(120), uint16(120), uint8(4), uint16(3000), false)
	f.Add(uint64(3), uint16(468), uint16(60), uint8(9), uint16(300), true)
	f.Fuzz(func(t *testing.T, seed uint64, w, h uint16, cell uint8, n uint16, clear bool) {
		checkWhole(t, "it", mosaic(seed, 1+int(w%700), 1+int(h%300), 1+int(cell%40), 1+int(n%4000), clear))
	})
}
