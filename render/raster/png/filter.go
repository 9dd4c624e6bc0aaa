package png

import (
	"io"
	"math"

	"github.com/klauspost/compress/flate"
)

// filter is one of PNG's ways to write a row as differences (9.2). Drawn art repeats itself byte for byte and is
// smallest as it is; photographs and gradients aren't.
type filter uint8

const (
	filterNone filter = 0
	filterSub  filter = 1
	filterUp   filter = 2
)

// filter writes the rows from y0 up to y1, each by f.
func (p pixmap) filter(w io.Writer, f filter, y0, y1 int) error {
	line := make([]uint8, 1+p.stride)
	line[0] = byte(f)
	back := p.pixelBytes()
	for y := y0; y < y1; y++ {
		row := p.rows[y*p.stride : (y+1)*p.stride]
		out := line[1:]
		switch {
		case f == filterSub:
			copy(out[:back], row)
			subtract(out[back:], row[back:], row)
		case f == filterUp && y > 0:
			subtract(out, row, p.rows[(y-1)*p.stride:])
		default:
			copy(out, row)
		}
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// subtract is a - b, byte by byte; b may be longer.
func subtract(out, a, b []uint8) {
	b = b[:len(a)]
	out = out[:len(a)]
	for i := range a {
		out[i] = a[i] - b[i]
	}
}

// bestFilter is the filter by which a sample of the rows comes out smallest from z.
func (p pixmap) bestFilter(z *flate.Writer) (best filter, err error) {
	if p.kind == kindIndexed {
		return filterNone, nil // neighbouring numbers of colours mean nothing
	}
	least := math.MaxInt
	for _, f := range []filter{filterNone, filterSub, filterUp} {
		n, err := p.trial(z, f)
		if err != nil {
			return best, err
		}
		if n < least {
			best, least = f, n
		}
	}
	return best, nil
}

// The trial compresses two bands of rows, each high enough for what repeats to show.
const (
	trialBands = 2
	trialRows  = 32
)

// trial is how many bytes the sample takes by f.
func (p pixmap) trial(z *flate.Writer, f filter) (int, error) {
	var n counter
	z.Reset(&n)
	for i := range trialBands {
		// Each band lies in the middle of its part of the picture.
		y := max(0, (2*i+1)*p.h/(2*trialBands)-trialRows/2)
		if err := p.filter(z, f, y, min(y+trialRows, p.h)); err != nil {
			return 0, err
		}
	}
	err := z.Close()
	return int(n), err
}

// counter counts what is written to it.
type counter int

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}
