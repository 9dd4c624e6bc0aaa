package raster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/adler32"
	"hash/crc32"
	"image"
	"io"
	"math"

	"github.com/klauspost/compress/flate"
)

// The two levels of the general compressor: the hard one is a fifth smaller and takes three times as long.
const (
	usualLevel = 8
	hardLevel  = 9
)

var errNoPixels = errors.New("a picture without pixels can't be written")

// PNG writes img without loss: with a palette where it has no more than 256 colours, without alpha where it is opaque.
// It is marked as sRGB and carries m's words both as text chunks and as XMP. Equal pictures give equal bytes.
func PNG(img *image.RGBA, m Meta) ([]byte, error) { return Encode(img, FormatPNG, m, 0) }

// png writes s as PNG. One that is over the limit is made as small as it takes: harder compressed, then with fewer
// colours than the eye would miss.
func (e *Engine) png(s *sketch, m Meta, limit int) ([]byte, error) {
	data, err := e.compress(s)
	if err != nil {
		return nil, err
	}
	if data != nil {
		data = pngFile(pixmap{w: s.page.Dx(), h: s.page.Dy(), kind: kindRGB, depth: 8}, data, m)
		if limit <= 0 || len(data) <= limit {
			return data, nil
		}
	}
	if s.drawer != nil {
		if err := s.drawer.draw(s.page); err != nil {
			return nil, err
		}
		s.steps = s.drawer.steps
	}
	return pngWithin(e.picture(s.steps, s.page), m, limit, data)
}

// pngWithin writes img by way of a general compressor, where data, which may be empty, is too large.
func pngWithin(img *image.RGBA, m Meta, limit int, data []byte) ([]byte, error) {
	least := math.MaxInt
	if data != nil {
		least = len(data)
	}
	tries := []func() (p pixmap, level int, ok bool){
		func() (pixmap, int, bool) { return pack(img), usualLevel, data == nil },
		func() (pixmap, int, bool) { return pack(img), hardLevel, true },
		func() (pixmap, int, bool) { p, ok := reduce(img); return p, hardLevel, ok },
	}
	for _, try := range tries {
		p, level, ok := try()
		if !ok {
			continue
		}
		data, err := pngPacked(p, m, level)
		if err != nil || limit <= 0 || len(data) <= limit {
			return data, err
		}
		least = min(least, len(data))
	}
	return nil, &TooLargeError{Format: FormatPNG, Limit: limit, Got: least}
}

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

func pngPacked(p pixmap, m Meta, level int) ([]byte, error) {
	data, err := p.compress(level)
	if err != nil {
		return nil, fmt.Errorf("compress a PNG: %w", err)
	}
	return pngFile(p, data, m), nil
}

// pngFile is a whole file, of which data is the compressed rows.
func pngFile(p pixmap, data []byte, m Meta) []byte {
	f := &chunks{}
	f.WriteString("\x89PNG\r\n\x1a\n")
	f.chunk("IHDR", p.header())
	f.chunk("sRGB", []byte{0}) // perceptual intent
	if perMetre := math.Round(m.DPI / 0.0254); perMetre >= 1 && perMetre < math.MaxInt32 {
		b := binary.BigEndian.AppendUint32(nil, uint32(perMetre))
		f.chunk("pHYs", append(binary.BigEndian.AppendUint32(b, uint32(perMetre)), 1))
	}
	if p.kind == kindIndexed {
		f.palette(p.palette)
	}
	f.text("Title", m.lang(), plain(m.Title))
	f.text("Description", m.lang(), plain(m.Alt))
	for _, said := range m.Also {
		f.text("Description", tag(said.Lang), plain(said.Words))
	}
	f.text("XML:com.adobe.xmp", "", string(m.xmp()))
	f.chunk("IDAT", data)
	f.chunk("IEND", nil)
	return f.Bytes()
}

func (p pixmap) header() []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(p.w))
	b = binary.BigEndian.AppendUint32(b, uint32(p.h))
	return append(b, p.depth, p.kind, 0, 0, 0)
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

// text writes words under a keyword, in UTF-8 and uncompressed, so that any program finds them.
func (f *chunks) text(keyword, lang, words string) {
	if words != "" {
		f.chunk("iTXt", []byte(keyword+"\x00\x00\x00"+lang+"\x00\x00"+words))
	}
}
