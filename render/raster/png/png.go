// Package png writes pictures as PNG, in one of two ways.
//
// Flat art comes as rows of runs ([Run]): stretches of one value, which stands for a colour. A [Press] finds what repeats
// among the runs of a band of rows, knowing only which values are equal ([Band]). It then writes the band in colours as part
// of a deflate stream ([Strip]). Several presses may work on strips of one picture at the same time. A band can be written
// again in other colours, for another picture, without another search ([Store]). [Join] makes a file of strips.
//
// Any other picture comes as pixels ([Encode]). It gets the smallest of PNG's forms (pixmap), is filtered, and goes through a
// general compressor.
package png

import (
	"bytes"
	"fmt"
	"hash/adler32"
	"image"
	"io"

	"github.com/klauspost/compress/flate"
)

// The two levels of the general compressor: the hard one is a fifth smaller and takes three times as long.
const (
	usualLevel = 8
	hardLevel  = 9
)

// Encode gives img, which has pixels, as a file of at most maxBytes bytes; 0 is no limit. It is written without loss: with a
// palette where it has no more than 256 colours, without alpha where it is opaque. One that is over the limit is compressed
// harder, then gets fewer colours where the eye would miss nothing. Where that is still too large, what Encode gives is the
// smallest file. joined is one that [Join] made of the same picture, which is too large; it may be empty.
func Encode(img *image.RGBA, a About, maxBytes int, joined []byte) ([]byte, error) {
	least := joined
	tries := []func() (p pixmap, level int, ok bool){
		func() (pixmap, int, bool) { return pack(img), usualLevel, len(joined) == 0 },
		func() (pixmap, int, bool) { return pack(img), hardLevel, true },
		func() (pixmap, int, bool) { p, ok := reduce(img); return p, hardLevel, ok },
	}
	for _, try := range tries {
		p, level, ok := try()
		if !ok {
			continue
		}
		stream, err := p.compress(level)
		if err != nil {
			return nil, fmt.Errorf("compress a PNG: %w", err)
		}
		data := file(p, stream, a)
		if maxBytes <= 0 || len(data) <= maxBytes {
			return data, nil
		}
		if len(least) == 0 || len(data) < len(least) {
			least = data
		}
	}
	return least, nil
}

// compress filters the rows, all in the way that a trial finds best, and deflates them into a zlib stream (RFC 1950).
func (p pixmap) compress(level int) ([]byte, error) {
	z, err := flate.NewWriter(nil, level)
	if err != nil {
		return nil, err
	}
	best, err := p.bestFilter(z)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer([]byte{0x78, 0xda}) // deflate with the usual window, compressed hard
	z.Reset(out)
	sum := adler32.New()
	if err := p.filter(io.MultiWriter(z, sum), best, 0, p.h); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return sum.Sum(out.Bytes()), nil
}
