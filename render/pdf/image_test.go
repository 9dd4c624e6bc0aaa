package pdf

import (
	"image"
	"image/color"
	"testing"

	"kic/render/scene"
)

func TestPicturesAreWrittenAsTheyCame(t *testing.T) {
	s := newSetter(t)
	photo := image.NewYCbCr(image.Rect(0, 0, 60, 40), image.YCbCrSubsampleRatio420)
	glass := image.NewNRGBA(image.Rect(5, 5, 65, 45)) // doesn't begin at nought
	for i := range glass.Pix {
		glass.Pix[i] = uint8(i)
	}
	flat := image.NewPaletted(image.Rect(0, 0, 60, 40), color.Palette{navy, amber})
	large := image.NewYCbCr(image.Rect(0, 0, 900, 600), image.YCbCrSubsampleRatio444)
	for _, c := range []struct {
		name   string
		source image.Image
		filter string
		mask   bool
		w, h   float64
	}{
		{"a photograph as JPEG", photo, "DCTDecode", false, 60, 40},
		{"a flat picture without loss", flat, "FlateDecode", false, 60, 40},
		{"a transparent picture with its opacity apart", glass, "FlateDecode", true, 60, 40},
		{"a large photograph at 300 dots an inch", large, "DCTDecode", false, 600, 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			box := scene.Rect{X: 10, Y: 10, W: 72, H: 48} // one inch, in a group that doubles it
			r := open(t, write(t, s, Info{}, sheet(scene.Group{Transform: scene.Scale(2, 2), Items: []scene.Item{scene.Image{Source: c.source, Box: box}}})))
			objects := r.dict(r.at(r.pages()[0], "Resources", "XObject"))
			if len(objects) != 1 {
				t.Fatalf("%d pictures on the page", len(objects))
			}
			for _, o := range objects {
				d := r.dict(o)
				if r.says(d["Filter"]) != c.filter || r.number(d["Width"]) != c.w || r.number(d["Height"]) != c.h || (d["SMask"] != nil) != c.mask {
					t.Errorf("got %v", d)
				}
			}
		})
	}
}

func TestPicturesOfNothingAreLeftOut(t *testing.T) {
	s := newSetter(t)
	r := open(t, write(t, s, Info{}, sheet(
		scene.Image{Box: scene.Rect{W: 10, H: 10}},
		scene.Image{Source: image.NewGray(image.Rectangle{}), Box: scene.Rect{W: 10, H: 10}},
		scene.Image{Source: pixel(), Box: scene.Rect{W: 10}},
	)))
	if x := r.at(r.pages()[0], "Resources", "XObject"); x != nil {
		t.Errorf("the page has %v", x)
	}
}
