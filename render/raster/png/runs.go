package png

import (
	"cmp"
	"slices"
)

// pixelBytes is what a pixel takes in a picture told as runs: red, green and blue.
const pixelBytes = 3

// Run says where pixels of one value begin, counted from the left of the page. It ends where the next one begins, or the row
// does. Two runs next to each other have different values.
type Run struct{ At, Value uint32 }

// runs is rows of a picture as PNG stores them, told as runs of pixels of one shade. Shades are numbered anew for every
// band, in the order in which they come in it and in the rows that its matches look back at, so that pictures that differ
// only in their colours have the same runs. Number 0 is the byte that begins each row.
type runs struct {
	rows   []Run    // in pixels, by the shades of the picture
	starts []int    // where each row begins in rows, and where the last one ends
	list   []Run    // in bytes from the start of the first row, by the new numbers; at the end stands one more, of no bytes
	shown  []uint32 // by the new number: the shade; the first one stands for the byte
	number []uint32 // by the shade: its new number, or 0
}

// bytes is how many bytes run i has.
func (r *runs) bytes(i int) int { return int(r.list[i+1].At - r.list[i].At) }

// count is how many runs there are.
func (r *runs) count() int { return len(r.list) - 1 }

// add takes in a row.
func (r *runs) add(row []Run) {
	r.rows = append(r.rows, row...)
	r.starts = append(r.starts, len(r.rows))
}

// forget drops all rows but the last, of which it keeps so many.
func (r *runs) forget(keep int) {
	if len(r.starts) == 0 {
		r.starts = append(r.starts, 0)
	}
	gone := max(0, len(r.starts)-1-keep)
	n := r.starts[gone]
	r.rows = r.rows[:copy(r.rows, r.rows[n:])]
	r.starts = r.starts[:copy(r.starts, r.starts[gone:])]
	for i := range r.starts {
		r.starts[i] -= n
	}
}

// renumber makes list of the rows, of so many bytes each, of shades below the given number.
func (r *runs) renumber(stride, shades int) {
	for _, n := range r.shown {
		r.number[n] = 0
	}
	if len(r.number) < shades {
		r.number = make([]uint32, shades+shades/4)
	}
	r.shown = append(r.shown[:0], 0)
	list, at := r.list[:0], uint32(0)
	for i, from := range r.starts[:len(r.starts)-1] {
		list = append(list, Run{At: at})
		for _, one := range r.rows[from:r.starts[i+1]] {
			n := r.number[one.Value]
			if n == 0 {
				n = uint32(len(r.shown))
				r.shown = append(r.shown, one.Value)
				r.number[one.Value] = n
			}
			list = append(list, Run{at + 1 + pixelBytes*one.At, n})
		}
		at += uint32(stride)
	}
	r.list = append(list, Run{At: at})
}

// after is the first run of list at byte at or after it.
func (r *runs) after(at uint32) int {
	i, _ := slices.BinarySearchFunc(r.list, at, func(one Run, at uint32) int { return cmp.Compare(one.At, at) })
	return i
}
