package jpeg

import (
	"encoding/binary"
	"image"
	"slices"
)

// A JPEG is made of tiles of so many pixels a side, and altogether. Each row is so many bytes of a picture.
const (
	tileSide  = 8
	tileSize  = tileSide * tileSide
	tileBytes = 4 * tileSide
)

// tiling is an opaque picture cut into tiles, row by row, in the colours of a JPEG. Where the picture ends within a
// tile, its last pixels go on.
type tiling struct {
	w, h    int // pixels
	list    []tileRun
	details []detail // the tiles of several colours, in turn
}

// tileRun is n equal tiles, one after the other.
type tileRun struct {
	pixel uint32 // the only one; 0 where there are several: then the tile is the next of the details
	color uint32 // its luma and chroma
	n     int
}

// detail is the levels of a tile's luma, blueness and redness.
type detail [3]levels

// levels is a tile of one component, row by row.
type levels [tileSize]uint8

// read takes img in. ok is false when not every pixel is opaque.
func (t *tiling) read(img *image.RGBA) (ok bool) {
	t.w, t.h = img.Rect.Dx(), img.Rect.Dy()
	const edges = 4 // in flat art about one tile of so many has some
	t.list, t.details = t.list[:0], slices.Grow(t.details[:0], t.w*t.h/tileSize/edges)
	var lines [tileSide][]uint8
	var square [tileSide]*[tileBytes]uint8
	for y := 0; y < t.h; y += tileSide {
		for i := range lines {
			lines[i] = row(img, img.Rect.Min.Y+min(y+i, t.h-1))
		}
		at := 0
		for ; at+tileBytes <= 4*t.w; at += tileBytes {
			for i := range square {
				square[i] = (*[tileBytes]uint8)(lines[i][at:])
			}
			if !t.add(&square) {
				return false
			}
		}
		if at < 4*t.w && !t.addLast(&lines, at) {
			return false
		}
	}
	return true
}

// addLast adds the tile at the end of lines, which are too short for it.
func (t *tiling) addLast(lines *[tileSide][]uint8, at int) (ok bool) {
	var filled [tileSide][tileBytes]uint8
	var square [tileSide]*[tileBytes]uint8
	for i, line := range lines {
		for n := copy(filled[i][:], line[at:]); n < tileBytes; n += 4 {
			copy(filled[i][n:], line[len(line)-4:])
		}
		square[i] = &filled[i]
	}
	return t.add(&square)
}

func (t *tiling) add(square *[tileSide]*[tileBytes]uint8) (ok bool) {
	px := binary.LittleEndian.Uint32(square[0][:])
	ok = px >= opaqueBlack
	if !isOneColor(square) {
		px = 0
		n := len(t.details)
		t.details = append(t.details, detail{})
		ok = t.details[n].read(square)
	}
	if n := len(t.list); n > 0 && t.list[n-1].pixel == px && (px > 0 || t.repeats()) {
		t.list[n-1].n++
	} else {
		t.list = append(t.list, tileRun{px, lumaChroma(px), 1})
	}
	return ok
}

// repeats drops the last detail where it equals the one before.
func (t *tiling) repeats() bool {
	n := len(t.details)
	if n < 2 || t.details[n-1] != t.details[n-2] {
		return false
	}
	t.details = t.details[:n-1]
	return true
}

func isOneColor(square *[tileSide]*[tileBytes]uint8) bool {
	two := uint64(binary.LittleEndian.Uint32(square[0][:]))
	two |= two << 32
	for _, line := range square {
		other := binary.LittleEndian.Uint64(line[0:]) ^ two
		other |= binary.LittleEndian.Uint64(line[8:]) ^ two
		other |= binary.LittleEndian.Uint64(line[16:]) ^ two
		other |= binary.LittleEndian.Uint64(line[24:]) ^ two
		if other != 0 {
			return false
		}
	}
	return true
}

func equalRows(a, b *[tileBytes]uint8) bool {
	other := binary.LittleEndian.Uint64(a[0:]) ^ binary.LittleEndian.Uint64(b[0:])
	other |= binary.LittleEndian.Uint64(a[8:]) ^ binary.LittleEndian.Uint64(b[8:])
	other |= binary.LittleEndian.Uint64(a[16:]) ^ binary.LittleEndian.Uint64(b[16:])
	other |= binary.LittleEndian.Uint64(a[24:]) ^ binary.LittleEndian.Uint64(b[24:])
	return other == 0
}

// read converts a tile, each run of equal pixels once. ok is false when not every pixel is opaque.
func (d *detail) read(square *[tileSide]*[tileBytes]uint8) (ok bool) {
	last := binary.LittleEndian.Uint32(square[0][:])
	c := lumaChroma(last)
	all := last
	var luma, blue, red uint64 // of a row, the first pixel lowest
	for y, line := range square {
		if y == 0 || !equalRows(line, square[y-1]) {
			for x := 0; x < tileBytes; x += 4 {
				if px := binary.LittleEndian.Uint32(line[x:]); px != last {
					last, c = px, lumaChroma(px)
					all &= px
				}
				luma = luma>>8 | uint64(c)<<56
				blue = blue>>8 | uint64(c>>8)<<56
				red = red>>8 | uint64(c>>16)<<56
			}
		}
		binary.LittleEndian.PutUint64(d[0][y*tileSide:], luma)
		binary.LittleEndian.PutUint64(d[1][y*tileSide:], blue)
		binary.LittleEndian.PutUint64(d[2][y*tileSide:], red)
	}
	return all >= opaqueBlack
}

// lumaChroma is a pixel in the colours of JFIF 1.02 (page 3), each rounded to a byte: luma, blueness above it, then
// redness.
func lumaChroma(px uint32) uint32 {
	// In units of 1/65536, with a half to round by; what would become 256 stays just below.
	const half, middle = 1 << 15, 128<<16 + 1<<15 - 1
	r, g, b := int32(px&0xff), int32(px>>8&0xff), int32(px>>16&0xff)
	luma := (19595*r + 38470*g + 7471*b + half) >> 16
	blue := (-11058*r - 21710*g + 32768*b + middle) >> 16
	red := (32768*r - 27439*g - 5329*b + middle) >> 16
	return uint32(luma | blue<<8 | red<<16)
}

// inEachByte times a byte is that byte eight times.
const inEachByte = 0x0101010101010101

func (l *levels) equal() bool {
	first := binary.LittleEndian.Uint64(l[:])
	if first != first&0xff*inEachByte {
		return false
	}
	for y := tileSide; y < len(l); y += tileSide {
		if binary.LittleEndian.Uint64(l[y:]) != first {
			return false
		}
	}
	return true
}

// opaqueBlack is the least of the colours through which nothing shows.
const opaqueBlack = 0xff << 24

// row is the pixels of row y of a picture.
func row(p *image.RGBA, y int) []uint8 {
	i := p.PixOffset(p.Rect.Min.X, y)
	return p.Pix[i : i+4*p.Rect.Dx()]
}
