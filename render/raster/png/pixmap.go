package png

import (
	"encoding/binary"
	"image"
)

// pixmap is a picture as PNG stores it, before it is filtered and compressed.
type pixmap struct {
	w, h    int
	kind    uint8 // PNG's colour type
	depth   uint8 // bits a sample
	stride  int   // bytes a row
	rows    []uint8
	palette [][4]uint8 // not premultiplied; for kindIndexed only
}

// PNG's colour types (11.2.1).
const (
	kindRGB     = 2
	kindIndexed = 3
	kindRGBA    = 6
)

// pixelBytes is the distance that the filters look back, in bytes.
func (p pixmap) pixelBytes() int {
	switch p.kind {
	case kindRGB:
		return 3
	case kindRGBA:
		return 4
	}
	return 1
}

func (p pixmap) header() []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(p.w))
	b = binary.BigEndian.AppendUint32(b, uint32(p.h))
	return append(b, p.depth, p.kind, 0, 0, 0)
}

// pack is img in the smallest of PNG's forms that keeps every pixel: up to 256 colours as indices of as few bits as
// will do, an opaque picture without alpha.
func pack(img *image.RGBA) pixmap {
	if colors := fewColors(img); colors != nil {
		return indexed(img, colors)
	}
	if img.Opaque() {
		return opaquePixmap(img)
	}
	return alphaPixmap(img)
}

func newPixmap(img *image.RGBA, kind, depth uint8, stride int) pixmap {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	return pixmap{w: w, h: h, kind: kind, depth: depth, stride: stride, rows: make([]uint8, stride*h)}
}

func opaquePixmap(img *image.RGBA) pixmap {
	p := newPixmap(img, kindRGB, 8, 3*img.Rect.Dx())
	for y := range p.h {
		in, out := row(img, img.Rect.Min.Y+y), p.rows[y*p.stride:(y+1)*p.stride]
		for x := 0; x < p.w; x++ {
			s, d := in[4*x:4*x+4:4*x+4], out[3*x:3*x+3:3*x+3]
			d[0], d[1], d[2] = s[0], s[1], s[2]
		}
	}
	return p
}

func alphaPixmap(img *image.RGBA) pixmap {
	p := newPixmap(img, kindRGBA, 8, 4*img.Rect.Dx())
	for y := range p.h {
		in, out := row(img, img.Rect.Min.Y+y), p.rows[y*p.stride:(y+1)*p.stride]
		for i := 0; i < len(in); i += 4 {
			*(*[4]uint8)(out[i:]) = straight([4]uint8(in[i:]))
		}
	}
	return p
}

// straight is a premultiplied colour with its alpha divided out, rounded, so that multiplying again gives it back.
func straight(c [4]uint8) [4]uint8 {
	a := uint32(c[3])
	if a == 255 || a == 0 {
		return [4]uint8{c[0] & c[3], c[1] & c[3], c[2] & c[3], c[3]}
	}
	divide := func(v uint8) uint8 { return uint8(min(255, (uint32(v)*255+a/2)/a)) }
	return [4]uint8{divide(c[0]), divide(c[1]), divide(c[2]), c[3]}
}

// maxColors is what a palette holds.
const maxColors = 256

// fewColors is the colours of img in the order in which they come, premultiplied; nil when they are too many.
func fewColors(img *image.RGBA) map[[4]uint8]uint8 {
	seen := make(map[[4]uint8]uint8, maxColors)
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		line := row(img, y)
		for i := 0; i < len(line); i += 4 {
			c := [4]uint8(line[i:])
			if i > 0 && c == [4]uint8(line[i-4:]) {
				continue
			}
			if _, ok := seen[c]; ok {
				continue
			}
			if len(seen) == maxColors {
				return nil
			}
			seen[c] = uint8(len(seen))
		}
	}
	return seen
}

// indexed is img by the numbers of its colours.
func indexed(img *image.RGBA, numbers map[[4]uint8]uint8) pixmap {
	palette := make([][4]uint8, len(numbers))
	for c, n := range numbers {
		palette[n] = straight(c)
	}
	return indexedBy(img, palette, func(c [4]uint8) uint8 { return numbers[c] })
}

// indexedBy is img with the colour of palette that number chooses for each of its colours.
func indexedBy(img *image.RGBA, palette [][4]uint8, number func(c [4]uint8) uint8) pixmap {
	depth := bitsFor(len(palette))
	w := img.Rect.Dx()
	p := newPixmap(img, kindIndexed, depth, (w*int(depth)+7)/8)
	p.palette = palette
	perByte := 8 / int(depth)
	for y := range p.h {
		in, out := row(img, img.Rect.Min.Y+y), p.rows[y*p.stride:(y+1)*p.stride]
		var last [4]uint8
		var n uint8
		for x := range w {
			if c := [4]uint8(in[4*x:]); x == 0 || c != last {
				last, n = c, number(c)
			}
			shift := (perByte - 1 - x%perByte) * int(depth)
			out[x/perByte] |= n << shift
		}
	}
	return p
}

// bitsFor is the fewest bits of PNG's that tell n colours apart.
func bitsFor(n int) uint8 {
	for _, bits := range []uint8{1, 2, 4} {
		if n <= 1<<bits {
			return bits
		}
	}
	return 8
}

// row is the pixels of row y of a picture.
func row(p *image.RGBA, y int) []uint8 {
	i := p.PixOffset(p.Rect.Min.X, y)
	return p.Pix[i : i+4*p.Rect.Dx()]
}
