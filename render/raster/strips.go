package raster

import (
	"encoding/binary"
	"image"
	"math"
)

// stripPixels is about how many pixels of a picture are compressed on their own, so that several cores can share a large
// one. A strip costs some bytes, and is the same whoever compresses it.
const stripPixels = 1 << 19

// press compresses strips of opaque pictures, and keeps its buffers between them.
type press struct {
	runs     runs
	matcher  matcher
	deflater deflater
}

// strip is some rows of a picture, compressed.
type strip struct {
	data []byte
	raw  int    // bytes before they were compressed
	sum  uint32 // of these
	ok   bool   // all pixels are opaque
}

// strip compresses the rows from y0 up to y1, filtered by f. The last strip ends the stream.
func (p *press) strip(img *image.RGBA, f filter, y0, y1 int, last bool) strip {
	if !p.runs.read(img, f, y0, y1) {
		return strip{}
	}
	p.deflater.reset()
	p.matcher.runs, p.matcher.out = &p.runs, &p.deflater
	p.matcher.run()
	raw := (y1 - y0) * (1 + pixelBytes*img.Rect.Dx())
	return strip{p.deflater.finish(last), raw, p.runs.checksum(), true}
}

// compressOpaque is img's rows, red, green and blue, as a zlib stream; ok is false when a pixel isn't opaque.
func (e *Engine) compressOpaque(img *image.RGBA) (data []byte, ok bool) {
	p := e.borrow()
	f, ok := p.bestFilter(img)
	e.giveBack(p)
	if !ok {
		return nil, false
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	n := max(1, (w*h+stripPixels/2)/stripPixels)
	strips := make([]strip, n)
	e.spread(n, func(i int) {
		p := e.borrow()
		strips[i] = p.strip(img, f, h*i/n, h*(i+1)/n, i == n-1)
		e.giveBack(p)
	})
	data = []byte{0x78, 0xda} // deflate with the usual window, compressed hard
	sum := uint32(1)
	for _, s := range strips {
		if !s.ok {
			return nil, false
		}
		data = append(data, s.data...)
		sum = joinChecksums(sum, s.sum, s.raw)
	}
	return binary.BigEndian.AppendUint32(data, sum), true
}

// The trial compresses two bands of rows, each high enough for what repeats to show.
const (
	trialBands = 2
	trialRows  = 32
)

// fewRuns is the part of pixels that begin a run, one of so many, below which filters can only hurt.
const fewRuns = 3

// bestFilter is the filter by which a sample of the rows comes out smallest. Flat art repeats itself byte for byte and is
// smallest as it is; photographs and fine gradients aren't.
func (p *press) bestFilter(img *image.RGBA) (best filter, ok bool) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	least := math.MaxInt
	for _, f := range []filter{filterNone, filterSub, filterUp} {
		size, begun, rows := 0, 0, 0
		for i := range trialBands {
			// Each band lies in the middle of its part of the picture.
			y0 := max(0, (2*i+1)*h/(2*trialBands)-trialRows/2)
			y1 := min(y0+trialRows, h)
			if !p.runs.read(img, f, y0, y1) {
				return best, false
			}
			begun, rows = begun+p.runs.count(), rows+y1-y0
			if f != filterNone || fewRuns*begun > w*rows {
				size += len(p.strip(img, f, y0, y1, true).data)
			}
		}
		if f == filterNone && fewRuns*begun <= w*rows {
			return filterNone, true
		}
		if size < least {
			best, least = f, size
		}
	}
	return best, true
}
