package png

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"
)

// About is what a file says besides its pixels.
type About struct {
	DPI  float64 // pixels an inch; 0: not said
	Text []Text  // in the order of the file
}

// Text is words under a keyword (11.3.3.4); empty ones are left out. They must be valid UTF-8 without control characters
// but line ends, and Lang a language tag or empty.
type Text struct{ Keyword, Lang, Words string }

// file is a whole file, marked as sRGB, of which data is the compressed rows.
func file(p pixmap, data []byte, a About) []byte {
	f := &chunks{}
	f.WriteString("\x89PNG\r\n\x1a\n")
	f.chunk("IHDR", p.header())
	f.chunk("sRGB", []byte{0}) // perceptual intent
	if perMetre := math.Round(a.DPI / 0.0254); perMetre >= 1 && perMetre < math.MaxInt32 {
		b := binary.BigEndian.AppendUint32(nil, uint32(perMetre))
		f.chunk("pHYs", append(binary.BigEndian.AppendUint32(b, uint32(perMetre)), 1))
	}
	if p.kind == kindIndexed {
		f.palette(p.palette)
	}
	for _, t := range a.Text {
		f.text(t)
	}
	f.chunk("IDAT", data)
	f.chunk("IEND", nil)
	return f.Bytes()
}

// chunks is a PNG file as it grows.
type chunks struct{ bytes.Buffer }

func (f *chunks) chunk(kind string, data []byte) {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(data)))
	f.Write(n[:])
	f.WriteString(kind)
	f.Write(data)
	sum := crc32.Update(crc32.ChecksumIEEE([]byte(kind)), crc32.IEEETable, data)
	binary.BigEndian.PutUint32(n[:], sum)
	f.Write(n[:])
}

// palette writes the colours, and the alphas up to the last one that isn't opaque.
func (f *chunks) palette(colors [][4]uint8) {
	var rgb, alpha []byte
	last := 0
	for i, c := range colors {
		rgb = append(rgb, c[0], c[1], c[2])
		alpha = append(alpha, c[3])
		if c[3] != 255 {
			last = i + 1
		}
	}
	f.chunk("PLTE", rgb)
	if last > 0 {
		f.chunk("tRNS", alpha[:last])
	}
}

// text writes words in UTF-8 and uncompressed, so that any program finds them.
func (f *chunks) text(t Text) {
	if t.Words != "" {
		f.chunk("iTXt", []byte(t.Keyword+"\x00\x00\x00"+t.Lang+"\x00\x00"+t.Words))
	}
}
