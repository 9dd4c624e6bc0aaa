package raster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
)

// The qualities of a JPEG: what is aimed at, what words need to stay clean, and where they begin to suffer.
const (
	bestQuality  = 95
	goodQuality  = 90
	leastQuality = 80
)

// JPEG writes img, which must be opaque, in at most maxBytes bytes; 0 is no limit. The quality is the highest from 95
// down to 90 that fits, then down to 80 if need be; what is still larger is a *[TooLargeError]. The file has a JFIF
// header with the resolution, an sRGB profile and m's words as XMP.
func JPEG(img *image.RGBA, m Meta, maxBytes int) ([]byte, error) {
	if img.Rect.Empty() {
		return nil, errNoPixels
	}
	if !img.Opaque() {
		return nil, errors.New("a JPEG has no transparency: paint a background over the whole page, or use png")
	}
	head, err := jpegHead(m)
	if err != nil {
		return nil, err
	}
	pixels := lumaChroma(img)
	data, err := jpegAt(pixels, head, bestQuality)
	if err != nil || maxBytes <= 0 || len(data) <= maxBytes {
		return data, err
	}
	for _, r := range [][2]int{{goodQuality, bestQuality}, {leastQuality, goodQuality}} {
		data, err = bestWithin(pixels, head, maxBytes, r[0], r[1])
		if err != nil || len(data) <= maxBytes {
			return data, err
		}
	}
	return nil, &TooLargeError{Format: FormatJPEG, Limit: maxBytes, Got: len(data)}
}

// lumaChroma is img in the colours of a JPEG, as the standard library would convert it, but each run of equal pixels once.
func lumaChroma(img *image.RGBA) *image.YCbCr {
	out := image.NewYCbCr(img.Rect, image.YCbCrSubsampleRatio444)
	for y := range img.Rect.Dy() {
		line, at := row(img, img.Rect.Min.Y+y), y*out.YStride
		for i := 0; i < len(line); {
			n := repeatsOld(line[i:], binary.LittleEndian.Uint32(line[i:]))
			luma, blue, red := color.RGBToYCbCr(line[i], line[i+1], line[i+2])
			fill8(out.Y[at:at+n], luma)
			fill8(out.Cb[at:at+n], blue)
			fill8(out.Cr[at:at+n], red)
			i, at = i+4*n, at+n
		}
	}
	return out
}

// fill sets all of b, which isn't empty.
func fill8(b []uint8, v uint8) {
	b[0] = v
	for n := 1; n < len(b); n *= 2 {
		copy(b[n:], b[:n])
	}
}

// bestWithin is img at the highest quality from least up to most, which is known to be too much, that fits into
// maxBytes; at the least one where none does.
func bestWithin(img *image.YCbCr, head []byte, maxBytes, least, most int) ([]byte, error) {
	best, err := jpegAt(img, head, least)
	if err != nil || len(best) > maxBytes {
		return best, err
	}
	for most-least > 1 {
		middle := (least + most) / 2
		data, err := jpegAt(img, head, middle)
		if err != nil {
			return nil, err
		}
		if len(data) > maxBytes {
			most = middle
		} else {
			best, least = data, middle
		}
	}
	return best, nil
}

// jpegAt is the standard library's JPEG with head in place of its start.
func jpegAt(img *image.YCbCr, head []byte, quality int) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("compress a JPEG: %w", err)
	}
	return append(bytes.Clone(head), b.Bytes()[2:]...), nil
}

// jpegHead is the start of a file: the marker for it, JFIF with the resolution, XMP and the profile.
func jpegHead(m Meta) ([]byte, error) {
	head := []byte{0xff, 0xd8}
	units, density := uint8(0), uint16(1) // no resolution: square pixels
	if dpi := math.Round(m.DPI); dpi >= 1 && dpi <= math.MaxUint16 {
		units, density = 1, uint16(dpi)
	}
	jfif := []byte("JFIF\x00\x01\x02")
	jfif = append(jfif, units)
	jfif = binary.BigEndian.AppendUint16(jfif, density)
	jfif = binary.BigEndian.AppendUint16(jfif, density)
	head = appendSegment(head, 0xe0, append(jfif, 0, 0)) // no thumbnail
	if xmp := m.xmp(); len(xmp) > 0 {
		data := append([]byte("http://ns.adobe.com/xap/1.0/\x00"), xmp...)
		const longest = math.MaxUint16 - 2
		if len(data) > longest {
			return nil, errors.New("the title and the alternative text are too long for a JPEG, which holds 64 KB of them")
		}
		head = appendSegment(head, 0xe1, data)
	}
	profile := append([]byte("ICC_PROFILE\x00\x01\x01"), sRGBProfile()...) // part 1 of 1
	return appendSegment(head, 0xe2, profile), nil
}

// appendSegment adds an application segment, whose length counts its own two bytes.
func appendSegment(head []byte, marker uint8, data []byte) []byte {
	head = append(head, 0xff, marker)
	head = binary.BigEndian.AppendUint16(head, uint16(len(data)+2))
	return append(head, data...)
}

// repeats is how many pixels at the start of line are px; the first one is.
func repeatsOld(line []uint8, px uint32) int {
	i := 4
	two := uint64(px)<<32 | uint64(px)
	for ; i+32 <= len(line); i += 32 {
		b := (*[32]uint8)(line[i:])
		other := binary.LittleEndian.Uint64(b[0:]) ^ two
		other |= binary.LittleEndian.Uint64(b[8:]) ^ two
		other |= binary.LittleEndian.Uint64(b[16:]) ^ two
		other |= binary.LittleEndian.Uint64(b[24:]) ^ two
		if other != 0 {
			break
		}
	}
	for i+8 <= len(line) && binary.LittleEndian.Uint64(line[i:]) == two {
		i += 8
	}
	for i+4 <= len(line) && binary.LittleEndian.Uint32(line[i:]) == px {
		i += 4
	}
	return i / 4
}
