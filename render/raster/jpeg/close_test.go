package jpeg

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"testing"
)

// checkered is w × h pixels in squares of so many a side, in turn of the colours.
func checkered(w, h, side int, colors ...color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		x, y := i%w, i/w
		img.SetRGBA(x, y, colors[(x/side+y/side)%len(colors)])
	}
	return img
}

// slope is w × h pixels that change gently, but not evenly.
func slope(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		x, y := float64(i%w), float64(i/w)
		level := func(v float64) uint8 { return uint8(127.5 + 127.5*math.Sin(v)) }
		img.SetRGBA(i%w, i/w, color.RGBA{level(x / 40), level((x + y) / 30), level(y / 50), 255})
	}
	return img
}

var (
	pureBlack = color.RGBA{0, 0, 0, 255}
	pureWhite = color.RGBA{255, 255, 255, 255}
	pureRed   = color.RGBA{255, 0, 0, 255}
	pureBlue  = color.RGBA{0, 0, 255, 255}
)

// decoded is a JPEG as the standard library shows it.
func decoded(t testing.TB, data []byte) *image.RGBA {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if c, ok := img.(*image.YCbCr); !ok || c.SubsampleRatio != image.YCbCrSubsampleRatio444 {
		t.Fatalf("it is a %T, or its colours have less than full resolution", img)
	}
	return rgba(img)
}

// differences is how far got's red, green and blue are from want's: on average, and at most.
func differences(got, want *image.RGBA) (mean float64, most int) {
	b, sum := got.Rect, 0
	for y := range b.Dy() {
		for x := range b.Dx() {
			i := want.PixOffset(want.Rect.Min.X+x, want.Rect.Min.Y+y)
			for c, v := range got.Pix[got.PixOffset(x, y):][:3] {
				d := max(int(v)-int(want.Pix[i+c]), int(want.Pix[i+c])-int(v))
				sum, most = sum+d, max(most, d)
			}
		}
	}
	return float64(sum) / float64(3*b.Dx()*b.Dy()), most
}

func TestAJPEGIsCloseToAnyPicture(t *testing.T) {
	moved := image.NewRGBA(image.Rect(-5, 7, 28, 24))
	copy(moved.Pix, slope(33, 17).Pix)
	for _, c := range []struct {
		name string
		img  *image.RGBA
		mean float64 // levels at quality 95
		most int
	}{
		{"flat art", art(t, "art-640x360"), 1, 60},
		{"noise", photo(64, 48), 5, 40},
		{"noise of 1 × 1", photo(1, 1), 2, 4},
		{"noise of 7 × 9", photo(7, 9), 5, 30},
		{"noise of 8 × 8", photo(8, 8), 5, 30},
		{"noise of 17 × 33", photo(17, 33), 5, 40},
		{"a slope of 1 × 1", slope(1, 1), 2, 4},
		{"a slope of 1 × 100", slope(1, 100), 2, 8},
		{"a slope of 7 × 9", slope(7, 9), 2, 8},
		{"a slope of 8 × 8", slope(8, 8), 2, 8},
		{"a slope of 17 × 33", slope(17, 33), 2, 8},
		{"a slope elsewhere", moved, 2, 8},
		{"a part", slope(60, 40).SubImage(image.Rect(10, 10, 33, 31)).(*image.RGBA), 2, 8},
		{"one colour", checkered(40, 24, 1, color.RGBA{0, 94, 184, 255}), 1, 2},
		{"black and white pixels", checkered(40, 40, 1, pureBlack, pureWhite), 4, 16},
		{"red and blue pixels", checkered(40, 40, 1, pureRed, pureBlue), 4, 40},
		{"all four pixels", checkered(41, 39, 1, pureBlack, pureWhite, pureRed, pureBlue), 4, 40},
		{"black and white squares of 3", checkered(40, 40, 3, pureBlack, pureWhite), 4, 30},
		{"red and blue squares of 5", checkered(40, 40, 5, pureRed, pureBlue), 4, 40},
		{"all four squares of 4", checkered(41, 39, 4, pureBlack, pureWhite, pureRed, pureBlue), 4, 40},
		{"all four squares of 8", checkered(41, 39, 8, pureBlack, pureWhite, pureRed, pureBlue), 1, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, quality := range []int{95, 90, 80} {
				data := at(t, c.img, quality)
				got := decoded(t, data)
				if got.Rect.Size() != c.img.Rect.Size() {
					t.Fatalf("at %d it is %v, want %v", quality, got.Rect.Size(), c.img.Rect.Size())
				}
				coarser := (100 - quality) / 5 // than at 95
				mean, most := differences(got, c.img)
				if mean > c.mean*float64(coarser) || most > c.most*coarser {
					t.Errorf("at %d it is %.2f levels off on average and at most %d, want %.2f and %d",
						quality, mean, most, c.mean*float64(coarser), c.most*coarser)
				}
				checkWithTool(t, data, "djpeg", "-strict", "-outfile", "/dev/null")
			}
		})
	}
}

// Measured of drawn art at 640 × 360 and 1080 × 608: at quality 95, 1.19 and 1.16 times the bytes of the standard library,
// which halves the resolution of colour, at half its mean error; at 80, 1.17 and 1.14 times.
func TestAJPEGIsCloserThanTheStandardLibrarysAndLittleLarger(t *testing.T) {
	start, err := head(About{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		img  *image.RGBA
		most float64 // of the size
	}{
		{"drawn art", art(t, "art-640x360"), 1.2},
		{"larger drawn art", art(t, "art-1080x608"), 1.2},
		{"noise", photo(200, 100), 1.7},
		{"a slope", slope(200, 100), 1.05},
		{"one colour", checkered(400, 200, 1, pureBlue), 0.7},
	} {
		for _, quality := range []int{95, 90, 80} {
			data := at(t, c.img, quality)
			var standard bytes.Buffer
			if err := jpeg.Encode(&standard, c.img, &jpeg.Options{Quality: quality}); err != nil {
				t.Fatal(err)
			}
			// Theirs has no profile, nor a JFIF header.
			size := float64(len(data)-len(start)) / float64(standard.Len())
			theirs, err := jpeg.Decode(&standard)
			if err != nil {
				t.Fatal(err)
			}
			got, _ := differences(decoded(t, data), c.img)
			want, _ := differences(rgba(theirs), c.img)
			if got > want {
				t.Errorf("%s at %d: %.3f levels off on average, the standard library %.3f", c.name, quality, got, want)
			}
			if size > c.most {
				t.Errorf("%s at %d: %d bytes are %.3f of the standard library's, want %.2f at most", c.name, quality, len(data), size, c.most)
			}
		}
	}
}
