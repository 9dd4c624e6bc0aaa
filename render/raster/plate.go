package raster

import (
	"encoding/binary"
	"image"
)

// plate is a picture by the numbers of its shades, or a part of one: rect says where it lies on the page.
type plate struct {
	pix    []uint32
	stride int
	rect   image.Rectangle
}

// part is what of p lies in box, in the same memory.
func (p plate) part(box image.Rectangle) plate {
	box = box.Intersect(p.rect)
	if box.Empty() {
		return plate{}
	}
	return plate{p.pix[p.offset(box.Min.X, box.Min.Y):], p.stride, box}
}

func (p plate) offset(x, y int) int { return (y-p.rect.Min.Y)*p.stride + x - p.rect.Min.X }

// span is the pixels of row y from x0 up to x1.
func (p plate) span(y, x0, x1 int) []uint32 {
	i := p.offset(x0, y)
	return p.pix[i : i+x1-x0]
}

func (p plate) row(y int) []uint32 { return p.span(y, p.rect.Min.X, p.rect.Max.X) }

func (p plate) clear() {
	for y := p.rect.Min.Y; y < p.rect.Max.Y; y++ {
		clear(p.row(y))
	}
}

// color paints p into its place in img, in colors by the number of the shade.
func (p plate) color(img *image.RGBA, colors []uint32) {
	for y := p.rect.Min.Y; y < p.rect.Max.Y; y++ {
		out := img.Pix[img.PixOffset(p.rect.Min.X, y):]
		for i, n := range p.row(y) {
			binary.LittleEndian.PutUint32(out[4*i:], colors[n])
		}
	}
}

// row is the pixels of row y of a picture.
func row(p *image.RGBA, y int) []uint8 {
	i := p.PixOffset(p.Rect.Min.X, y)
	return p.Pix[i : i+4*p.Rect.Dx()]
}

// fill sets all of row.
func fill(row []uint32, n uint32) {
	const short = 16
	for i := range min(short, len(row)) {
		row[i] = n
	}
	for i := short; i < len(row); i *= 2 {
		copy(row[i:], row[:i])
	}
}

// repeats is how many pixels at the start of row, which isn't empty, are like the first.
func repeats(row []uint32) int {
	n, i := row[0], 1
	for ; i+8 <= len(row); i += 8 {
		b := (*[8]uint32)(row[i:])
		if (b[0]^n)|(b[1]^n)|(b[2]^n)|(b[3]^n)|(b[4]^n)|(b[5]^n)|(b[6]^n)|(b[7]^n) != 0 {
			break
		}
	}
	for i < len(row) && row[i] == n {
		i++
	}
	return i
}
