package brand

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"path"
	"strings"

	xdraw "golang.org/x/image/draw"

	"kic/render/definition"
	"kic/render/scene"
	"kic/render/svg"
)

// The bounds of a logo's file, which keep reading it quick and small.
const (
	maxLogoBytes = 20 << 20
	maxLogoSide  = 12_000
	maxLogoArea  = 25_000_000
)

// KeptSide is the longer side, in pixels, that a logo is kept at: a larger picture is made smaller, which still prints at 300
// dpi over 20 cm.
const KeptSide = 2400

// readMark reads a logo: SVG, PNG or JPEG. Its errors say what to do about them.
func readMark(name string, data []byte) (*Mark, error) {
	kind, err := kindOf(name, data)
	if err != nil {
		return nil, err
	}
	if kind == "svg" {
		doc, err := svg.Read(data, svg.Options{})
		if err != nil {
			return nil, err
		}
		if lowest, highest := min(doc.W, doc.H), max(doc.W, doc.H); lowest <= 0 || highest/lowest > maxRatio {
			return nil, shapeError(doc.W, doc.H)
		}
		return checked(drawn(doc.Group, doc.W, doc.H))
	}
	img, err := readPicture(kind, data)
	if err != nil {
		return nil, err
	}
	return checked(pictured(img))
}

// maxRatio is the longest shape that a logo can have and still be seen.
const maxRatio = 30

func shapeError(w, h float64) error {
	return definition.Refuse("crop the file to the logo", "is %s × %s, too long and thin for a logo", scene.Number(w), scene.Number(h))
}

// checked refuses a mark that can't be placed.
func checked(m *Mark, err error) (*Mark, error) {
	if err != nil {
		return nil, err
	}
	if r := m.Ratio(); r > maxRatio || r < 1.0/maxRatio {
		return nil, shapeError(m.Box.W, m.Box.H)
	}
	return m, nil
}

// signatures are the first bytes of kinds of file. A kind that we don't read says what to do instead.
var signatures = []struct{ start, kind, instead string }{
	{"\x89PNG\r\n\x1a\n", "png", ""},
	{"\xFF\xD8\xFF", "jpeg", ""},
	{"\x1F\x8B", "a compressed SVG", "save it as plain SVG"},
	{"%PDF", "a PDF", "export it as SVG"},
	{"%!PS", "an EPS", "export it as SVG"},
	{"\xC5\xD0\xD3\xC6", "an EPS", "export it as SVG"},
	{"GIF8", "a GIF", "export it as SVG or PNG"},
	{"BM", "a BMP", "export it as SVG or PNG"},
	{"II*\x00", "a TIFF", "export it as SVG or PNG"},
	{"MM\x00*", "a TIFF", "export it as SVG or PNG"},
	{"8BPS", "a Photoshop", "export it as SVG or PNG"},
	{"PK\x03\x04", "a ZIP or Office", "export the logo as SVG or PNG"},
	{"\xD0\xCF\x11\xE0", "an Office", "export the logo as SVG or PNG"},
	{"\x00\x00\x01\x00", "an icon", "export it as SVG or PNG"},
	{"RIFF", "a WebP", "export it as SVG or PNG"},
}

// endings are the file name endings of the kinds that we read.
var endings = map[string]string{".svg": "svg", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}

// kindOf is "svg", "png" or "jpeg" by what the file holds, which its name has to agree with.
func kindOf(name string, data []byte) (string, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return "", definition.Refuse("copy the logo's file again", "is empty")
	}
	kind := ""
	for _, s := range signatures {
		if !bytes.HasPrefix(data, []byte(s.start)) {
			continue
		}
		if s.instead != "" {
			return "", definition.Refuse(s.instead, "holds %s file, which is not read as a logo", s.kind)
		}
		kind = s.kind
	}
	ending := strings.ToLower(path.Ext(name))
	named := endings[ending]
	if len(data) > 12 && string(data[4:8]) == "ftyp" {
		return "", definition.Refuse("export it as SVG or PNG", "holds a HEIC or AVIF file, which is not read as a logo")
	}
	if kind == "" && looksLikeMarkup(data) {
		kind = "svg"
	}
	switch {
	case kind == "" && named == "":
		return "", definition.Refuse("give an SVG, PNG or JPEG file", "is not a picture that is read as a logo")
	case kind == "":
		return "", definition.Refuse("export the logo again as SVG, PNG or JPEG", "does not hold what its name says (%s)", ending)
	case kind != named:
		return "", definition.Refuse("rename it to "+strings.TrimSuffix(path.Base(name), path.Ext(name))+usualEnding[kind], "holds %s, not what its name says", strings.ToUpper(kind))
	}
	return kind, nil
}

// usualEnding is the usual ending of a kind.
var usualEnding = map[string]string{"svg": ".svg", "png": ".png", "jpeg": ".jpg"}

// looksLikeMarkup reports whether data starts as XML does, in UTF-8 or UTF-16; whether it is SVG the reader finds out.
func looksLikeMarkup(data []byte) bool {
	start := data[:min(len(data), 256)]
	start = bytes.TrimPrefix(bytes.ReplaceAll(start, []byte{0}, nil), []byte("\xEF\xBB\xBF"))
	start = bytes.TrimPrefix(bytes.TrimPrefix(start, []byte{0xFF, 0xFE}), []byte{0xFE, 0xFF})
	return bytes.HasPrefix(bytes.TrimSpace(start), []byte("<"))
}

// readPicture decodes a PNG or JPEG file whose size was looked at first, upright and at most KeptSide long.
func readPicture(kind string, data []byte) (*image.NRGBA, error) {
	config, decode := png.DecodeConfig, png.Decode
	if kind == "jpeg" {
		config, decode = jpeg.DecodeConfig, jpeg.Decode
	}
	c, err := config(bytes.NewReader(data))
	if err != nil {
		return nil, pictureError(kind, err)
	}
	if c.Width > maxLogoSide || c.Height > maxLogoSide || c.Width*c.Height > maxLogoArea {
		return nil, definition.Refuse("export it at 2000 pixels", "is %d × %d pixels, more than a logo may have (%d a side, %d million in all)", c.Width, c.Height, maxLogoSide, maxLogoArea/1_000_000)
	}
	if c.Width < 8 || c.Height < 8 {
		return nil, definition.Refuse("export it at 1000 pixels or more, or as SVG", "is %d × %d pixels, too few for a logo", c.Width, c.Height)
	}
	img, err := decode(bytes.NewReader(data))
	if err != nil {
		return nil, pictureError(kind, err)
	}
	picture := kept(img)
	if kind == "jpeg" {
		picture = upright(picture, orientation(data))
	}
	return picture, nil
}

// pictureError says in plain words why a picture can't be decoded.
func pictureError(kind string, err error) error {
	name := strings.ToUpper(kind)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || strings.Contains(err.Error(), "not enough pixel data") {
		return definition.Refuse("copy the file again", "is cut short: the %s ends before the picture does", name)
	}
	var rareJPEG jpeg.UnsupportedError
	var rarePNG png.UnsupportedError
	if errors.As(err, &rareJPEG) || errors.As(err, &rarePNG) {
		return definition.Refuse("export it again as PNG", "is a rare kind of %s (%v)", name, err)
	}
	return definition.Refuse("export it again", "is damaged (%v)", err)
}

// kept is img with straight alpha and at most KeptSide long.
func kept(img image.Image) *image.NRGBA {
	size := img.Bounds().Size()
	scale := min(1, KeptSide/float64(max(size.X, size.Y)))
	if scale == 1 {
		out := image.NewNRGBA(image.Rect(0, 0, size.X, size.Y))
		xdraw.Draw(out, out.Bounds(), img, img.Bounds().Min, xdraw.Src)
		return out
	}
	small := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(size.X)*scale)), max(1, int(float64(size.Y)*scale))))
	xdraw.CatmullRom.Scale(small, small.Bounds(), img, img.Bounds(), xdraw.Src, nil)
	return straight(small)
}

// upright turns and mirrors img as its Exif orientation (1 to 8) asks.
func upright(img *image.NRGBA, orientation int) *image.NRGBA {
	if orientation < 2 || orientation > 8 {
		return img
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewNRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			u, v := x, y
			switch orientation {
			case 2:
				u = w - 1 - x
			case 3:
				u, v = w-1-x, h-1-y
			case 4:
				v = h - 1 - y
			case 5:
				u, v = y, x
			case 6:
				u, v = h-1-y, x
			case 7:
				u, v = h-1-y, w-1-x
			case 8:
				u, v = y, w-1-x
			}
			copy(out.Pix[out.PixOffset(u, v):], img.Pix[img.PixOffset(x, y):img.PixOffset(x, y)+4])
		}
	}
	return out
}
