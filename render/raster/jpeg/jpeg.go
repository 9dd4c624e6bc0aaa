// Package jpeg writes opaque pictures as baseline JPEGs with colour at full resolution, within a limit of bytes.
// [Press.Write] is all of it.
//
// A picture is cut into tiles; those of one colour are runs (tiling). Each other tile becomes a sum of waves (spectrum), in
// steps (quantiser). The tiles are written as symbols (scan), with codes made for the picture (code). All but the tiling is
// done once for each quality that is tried.
package jpeg

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"

	"kic/render/colour"
)

// The qualities of a JPEG: what is aimed at, what words need to stay clean, and where they begin to suffer.
const (
	bestQuality  = 95
	goodQuality  = 90
	leastQuality = 80
)

// About is what a file says besides its pixels.
type About struct {
	DPI float64 // pixels an inch; 0: not said
	XMP []byte  // an XMP packet of up to 64 KB; empty: none
}

// Press writes JPEGs, and keeps its buffers between them. The zero Press is ready. It writes one file at a time.
type Press struct {
	head         []byte
	tiles        tiling
	luma, chroma quantiser
	scan         scan
}

// Write gives img, which must be opaque, as a file of at most maxBytes bytes; 0 is no limit. The quality is the highest from
// 95 down to 90 that fits, then down to 80 if need be; where that is still too large, it is what Write gives. Colour has the
// same resolution as light, so that coloured edges stay sharp. The file has a JFIF header with the resolution, an sRGB
// profile and what a says. Equal pictures give equal bytes.
func (p *Press) Write(img *image.RGBA, a About, maxBytes int) ([]byte, error) {
	if err := p.load(img, a); err != nil {
		return nil, err
	}
	data := p.at(bestQuality)
	if maxBytes <= 0 || len(data) <= maxBytes {
		return data, nil
	}
	for _, r := range [][2]int{{goodQuality, bestQuality}, {leastQuality, goodQuality}} {
		if data = p.within(maxBytes, r[0], r[1]); len(data) <= maxBytes {
			break
		}
	}
	return data, nil
}

// load takes in a picture, and what is said about it.
func (p *Press) load(img *image.RGBA, a About) (err error) {
	if img.Rect.Empty() {
		return errors.New("a picture without pixels can't be written")
	}
	if w, h := img.Rect.Dx(), img.Rect.Dy(); w > math.MaxUint16 || h > math.MaxUint16 {
		return fmt.Errorf("cannot write a picture of %d×%d px as a JPEG: each side must be at most %d", w, h, math.MaxUint16)
	}
	if !p.tiles.read(img) {
		return errors.New("a JPEG has no transparency: paint a background over the whole page, or use png")
	}
	p.head, err = head(a)
	return err
}

// within is the picture at the highest quality from least up to most, which is known to be too much, that fits into
// maxBytes; at the least one where none does.
func (p *Press) within(maxBytes, least, most int) []byte {
	best := p.at(least)
	if len(best) > maxBytes {
		return best
	}
	for most-least > 1 {
		middle := (least + most) / 2
		if data := p.at(middle); len(data) > maxBytes {
			most = middle
		} else {
			best, least = data, middle
		}
	}
	return best
}

// at is the whole file at a quality: baseline, with codes made for this picture.
func (p *Press) at(quality int) []byte {
	p.luma.set(&lumaSteps, quality, faintLuma)
	p.chroma.set(&chromaSteps, quality, faintChroma)
	p.scan.read(&p.tiles, &p.luma, &p.chroma)

	out := appendSegment(slices.Clone(p.head), 0xdb, append([]byte{0}, p.luma.steps[:]...))
	out = appendSegment(out, 0xdb, append([]byte{1}, p.chroma.steps[:]...))
	frame := []byte{8} // bits a level
	frame = binary.BigEndian.AppendUint16(frame, uint16(p.tiles.h))
	frame = binary.BigEndian.AppendUint16(frame, uint16(p.tiles.w))
	// Three components: each with its number, at full resolution, with its steps.
	out = appendSegment(out, 0xc0, append(frame, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1))

	var entries [codeCount << 8]uint32
	for i := range codeCount {
		c := codeFor(p.scan.counts[i<<8 : (i+1)<<8])
		c.fill(entries[i<<8 : (i+1)<<8])
		number := byte(i/2 | i%2<<4) // luma or chroma; above, the lowest waves or the others
		out = appendSegment(out, 0xc4, append(append([]byte{number}, c.ofLength[:]...), c.symbols...))
	}
	// Three components: each with its number and its two codes; then all waves, at full precision.
	out = appendSegment(out, 0xda, []byte{3, 1, 0x00, 2, 0x11, 3, 0x11, 0, tileSize - 1, 0})
	out = appendStuffed(out, p.scan.bytes(&entries))
	return append(out, 0xff, 0xd9)
}

// head is the start of a file: the marker for it, JFIF with the resolution, XMP and the profile.
func head(a About) ([]byte, error) {
	head := []byte{0xff, 0xd8}
	units, density := uint8(0), uint16(1) // no resolution: square pixels
	if dpi := math.Round(a.DPI); dpi >= 1 && dpi <= math.MaxUint16 {
		units, density = 1, uint16(dpi)
	}
	jfif := []byte("JFIF\x00\x01\x02")
	jfif = append(jfif, units)
	jfif = binary.BigEndian.AppendUint16(jfif, density)
	jfif = binary.BigEndian.AppendUint16(jfif, density)
	head = appendSegment(head, 0xe0, append(jfif, 0, 0)) // no thumbnail
	if len(a.XMP) > 0 {
		data := append([]byte("http://ns.adobe.com/xap/1.0/\x00"), a.XMP...)
		const longest = math.MaxUint16 - 2
		if len(data) > longest {
			return nil, errors.New("the title and the alternative text are too long for a JPEG, which holds 64 KB of them")
		}
		head = appendSegment(head, 0xe1, data)
	}
	profile := append([]byte("ICC_PROFILE\x00\x01\x01"), colour.SRGB()...) // part 1 of 1
	return appendSegment(head, 0xe2, profile), nil
}

// appendSegment adds a segment, whose length counts its own two bytes.
func appendSegment(head []byte, marker uint8, data []byte) []byte {
	head = append(head, 0xff, marker)
	head = binary.BigEndian.AppendUint16(head, uint16(len(data)+2))
	return append(head, data...)
}
