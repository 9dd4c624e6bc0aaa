package raster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"strings"
	"testing"

	"kic/render/colour"
)

// segmentsOf is the application segments of a JPEG, by marker.
func segmentsOf(t *testing.T, data []byte) map[byte][]byte {
	t.Helper()
	segments := map[byte][]byte{}
	for at := 2; data[at+1] >= 0xe0; {
		n := int(binary.BigEndian.Uint16(data[at+2:]))
		segments[data[at+1]] = data[at+4 : at+2+n]
		at += 2 + n
		if data[at] != 0xff {
			t.Fatalf("no marker at %d", at)
		}
	}
	return segments
}

func TestAJPEGShowsThePictureAndSaysWhatItShows(t *testing.T) {
	img := drawn(t, 640, 360)
	data, err := JPEG(img, Meta{Title: "Stairs", Alt: "A stair of tiles & a climber", Lang: "en", DPI: 96}, 0)
	if err != nil {
		t.Fatal(err)
	}
	got, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != img.Rect {
		t.Errorf("bounds are %v, want %v", got.Bounds(), img.Rect)
	}
	sum := 0.0
	for i, v := range premultiplied(got).Pix {
		sum += math.Abs(float64(v) - float64(img.Pix[i]))
	}
	if mean := sum / float64(len(img.Pix)); mean > 2 {
		t.Errorf("it is %.2f levels off on average", mean)
	}
	s := segmentsOf(t, data)
	if want := "JFIF\x00\x01\x02\x01\x00\x60\x00\x60\x00\x00"; string(s[0xe0]) != want {
		t.Errorf("its JFIF header is %q, want %q", s[0xe0], want)
	}
	xmp, ok := bytes.CutPrefix(s[0xe1], []byte("http://ns.adobe.com/xap/1.0/\x00"))
	if !ok {
		t.Fatal("no XMP")
	}
	checkXMP(t, xmp, "Stairs", "A stair of tiles & a climber", "en")
	icc, ok := bytes.CutPrefix(s[0xe2], []byte("ICC_PROFILE\x00\x01\x01"))
	if !ok {
		t.Fatal("no ICC profile")
	}
	if !bytes.Equal(icc, colour.SRGB()) {
		t.Errorf("its profile is not that of sRGB: %q", icc)
	}
	checkWithTool(t, data, "djpeg", "-strict", "-outfile", "/dev/null")
}

// jpegAt is img at a quality, without words.
func jpegAt(t testing.TB, img *image.RGBA, quality int) []byte {
	t.Helper()
	var p jpegPress
	if err := p.load(img, Meta{}); err != nil {
		t.Fatal(err)
	}
	return p.at(quality)
}

func TestAJPEGKeepsToItsLimitAtTheBestQualityThatFits(t *testing.T) {
	img := drawn(t, 640, 360)
	at := func(quality int) int { return len(jpegAt(t, img, quality)) }
	for _, c := range []struct {
		name        string
		limit, want int // bytes
	}{
		{"no limit", 0, at(95)},
		{"enough for 95", at(95), at(95)},
		{"a byte short of 95", at(95) - 1, at(94)},
		{"enough for 92", at(92), at(92)},
		{"enough for 85", at(85), at(85)},
		{"enough for 80", at(80), at(80)},
		{"too little", at(80) - 1, 0},
	} {
		data, err := Encode(img, FormatJPEG, Meta{}, c.limit)
		var large *TooLargeError
		if c.want == 0 {
			if !errors.As(err, &large) || large.Got != at(80) || large.Limit != c.limit {
				t.Errorf("%s: got %d bytes and error %v", c.name, len(data), err)
			}
		} else if err != nil || len(data) != c.want {
			t.Errorf("%s: got %d bytes and error %v, want %d bytes", c.name, len(data), err, c.want)
		}
	}
}

func TestAJPEGOfATransparentPictureIsAnError(t *testing.T) {
	img := paint(t, 20, 20, disc(10, 10, 9, color.NRGBA{1, 2, 3, 255}))
	if _, err := JPEG(img, Meta{}, 0); err == nil || !strings.Contains(err.Error(), "no transparency") {
		t.Errorf("got error %v", err)
	}
	if _, err := JPEG(image.NewRGBA(image.Rectangle{}), Meta{}, 0); err == nil {
		t.Error("a picture without pixels is written")
	}
	if _, err := JPEG(photo(1<<16, 1), Meta{}, 0); err == nil || !strings.Contains(err.Error(), "65535") {
		t.Errorf("a side that a JPEG can't say gives error %v", err)
	}
	if _, err := JPEG(photo(2, 2), Meta{Alt: strings.Repeat("long ", 20000)}, 0); err == nil || !strings.Contains(err.Error(), "64 KB") {
		t.Errorf("words that don't fit give error %v", err)
	}
}
