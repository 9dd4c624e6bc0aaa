package raster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image/jpeg"
	"math"
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
	data, err := Encode(img, FormatJPEG, Meta{Title: "Stairs", Alt: "A stair of tiles & a climber", Lang: "en", DPI: 96}, 0)
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

func TestAJPEGOverItsLimitIsRefused(t *testing.T) {
	img := drawn(t, 640, 360)
	_, err := Encode(img, FormatJPEG, Meta{}, 9000)
	var large *TooLargeError
	if !errors.As(err, &large) || large.Format != FormatJPEG || large.Limit != 9000 || large.Got <= 9000 {
		t.Fatalf("got error %v, want a TooLargeError", err)
	}
	if data, err := Encode(img, FormatJPEG, Meta{}, large.Got); err != nil || len(data) != large.Got {
		t.Errorf("with a limit of the %d bytes that it takes: got %d and error %v", large.Got, len(data), err)
	}
}
