package raster

import (
	"encoding/binary"
	"slices"

	"kic/render/raster/png"
)

// scanline is a row of a picture, or a part of one, as runs of pixels of one shade. No two neighbouring runs have the same.
type scanline struct {
	runs []run
	end  uint32 // where the last run ends
}

// run says where pixels of one shade start.
type run = png.Run

// add carries on a list of runs.
func add(to []run, at, value uint32) []run {
	if n := len(to); n > 0 && to[n-1].Value == value {
		return to
	}
	return append(to, run{At: at, Value: value})
}

// index is the number of the run in which x lies.
func (r *scanline) index(x uint32) int {
	low, high := 0, len(r.runs)
	for high-low > 1 {
		if middle := (low + high) / 2; r.runs[middle].At <= x {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// stop is where run i ends.
func (r *scanline) stop(i int) uint32 {
	if i+1 < len(r.runs) {
		return r.runs[i+1].At
	}
	return r.end
}

// cursor walks along a scanline.
type cursor struct {
	of *scanline
	i  int    // the run at hand
	x  uint32 // in it
}

func (r *scanline) from(x uint32) cursor { return cursor{r, r.index(x), x} }

// next is the value at hand, and walks to the end of its run, but not beyond end.
func (c *cursor) next(end uint32) (value uint32) {
	value = c.of.runs[c.i].Value
	stop := c.of.stop(c.i)
	if c.x = min(stop, end); c.x == stop {
		c.i++
	}
	return value
}

// copy adds what c shows up to end to other runs.
func (c *cursor) copy(to []run, end uint32) []run {
	for c.x < end {
		x := c.x
		to = add(to, x, c.next(end))
	}
	return to
}

// skip walks to x.
func (c *cursor) skip(x uint32) {
	for c.x = x; c.i < len(c.of.runs) && c.of.stop(c.i) <= x; c.i++ {
	}
}

// merge adds what mix makes of two cursors at the same place, up to end, to other runs.
func merge(to []run, a, b *cursor, end uint32, mix func(a, b uint32) uint32) []run {
	for a.x < end {
		x, stop := a.x, min(a.of.stop(a.i), b.of.stop(b.i), end)
		to = add(to, x, mix(a.next(stop), b.next(stop)))
	}
	return to
}

// replace puts runs that start at x0 in the place of all from there up to x1. It may add to them.
func (r *scanline) replace(x0, x1 uint32, with []run) {
	from, to := r.index(x0), r.index(x1-1)
	if r.runs[from].At < x0 {
		from++
	}
	if r.stop(to) > x1 {
		with = add(with, x1, r.runs[to].Value)
	} else if to+1 < len(r.runs) && r.runs[to+1].Value == with[len(with)-1].Value {
		to++
	}
	if from > 0 && r.runs[from-1].Value == with[0].Value {
		with = with[1:]
	}
	r.runs = slices.Replace(r.runs, from, to+1, with...)
}

// color paints r, which starts at the left of the page, into pixels, in colors by the number of the shade.
func (r *scanline) color(pix []uint8, colors []uint32) {
	for i, one := range r.runs {
		c := colors[one.Value]
		px := pix[4*one.At : 4*r.stop(i)]
		for ; len(px) >= 4; px = px[4:] {
			binary.LittleEndian.PutUint32(px, c)
		}
	}
}
