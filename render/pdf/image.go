package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"

	xdraw "golang.org/x/image/draw"

	"kic/render/scene"
)

const (
	maxDPI      = 300 // pixels an inch beyond which a picture is made smaller
	jpegQuality = 92  // for pictures that came as JPEG
)

// imagebook knows the pictures that are in the file, by a hash of what was written of them.
type imagebook map[[sha256.Size]byte]ref

// image paints a picture into its box. One with alternative text is a figure unless it already lies in one.
func (p *painter) image(c *canvas, it scene.Image, at place) error {
	if it.Box.Empty() || it.Source == nil || it.Source.Bounds().Empty() {
		return nil
	}
	target := at.target()
	if it.Alt != "" && !at.whole && !c.mute {
		target = at.node.inline(0).child("Figure", 0)
		target.alt, target.bounds = it.Alt, at.toPage.ApplyRect(it.Box).Intersect(p.page.media)
	}
	r, err := p.doc.addImage(fit(it, at.toPage))
	if err != nil {
		return fmt.Errorf("picture %q: %w", it.Alt, err)
	}
	c.mark(target)
	c.setOpacity(p.doc, 255)
	c.push()
	c.transform(scene.Matrix{A: it.Box.W, D: -it.Box.H, E: it.Box.X, F: it.Box.Bottom()})
	c.draw(r)
	c.pop()
	return nil
}

// fit is it's picture, made smaller where it has more pixels than paper can show.
func fit(it scene.Image, toPage scene.Matrix) image.Image {
	b := it.Source.Bounds()
	w := pixels(b.Dx(), it.Box.W*math.Hypot(toPage.A, toPage.B))
	h := pixels(b.Dy(), it.Box.H*math.Hypot(toPage.C, toPage.D))
	if w == b.Dx() && h == b.Dy() {
		return it.Source
	}
	small := image.NewNRGBA(image.Rect(0, 0, w, h))
	xdraw.CatmullRom.Scale(small, small.Rect, it.Source, b, draw.Src, nil)
	if _, photo := it.Source.(*image.YCbCr); photo {
		return photograph{small}
	}
	return small
}

// pixels is how many of n pixels a side of the given length in points keeps.
func pixels(n int, points float64) int {
	limit := int(math.Ceil(points / 72 * maxDPI))
	return max(1, min(n, limit))
}

// photograph is a picture for which JPEG is the right form.
type photograph struct{ *image.NRGBA }

// addImage writes img: as JPEG where it came as one, else without loss, its opacity apart.
func (d *document) addImage(img image.Image) (ref, error) {
	b := img.Bounds()
	keys := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", b.Dx(), b.Dy())
	switch src := img.(type) {
	case *image.YCbCr, photograph:
		var data bytes.Buffer
		if err := jpeg.Encode(&data, src, &jpeg.Options{Quality: jpegQuality}); err != nil {
			return 0, err
		}
		return d.once(keys+"/ColorSpace/DeviceRGB/Filter/DCTDecode", data.Bytes()), nil
	}
	colours, alpha := split(img)
	if alpha != nil {
		data, err := d.idat(alpha)
		if err != nil {
			return 0, err
		}
		mask := d.once(keys+"/ColorSpace/DeviceGray"+predictor(1, b.Dx()), data)
		keys += "/SMask " + mask.String()
	}
	data, err := d.idat(colours)
	if err != nil {
		return 0, err
	}
	return d.once(keys+"/ColorSpace/DeviceRGB"+predictor(3, b.Dx()), data), nil
}

// pngBuffer lends the encoder its memory again for the next picture.
type pngBuffer struct{ idle *png.EncoderBuffer }

// Get gives the memory, or nil for the first picture.
func (p *pngBuffer) Get() *png.EncoderBuffer { return p.idle }

// Put keeps b for the next picture.
func (p *pngBuffer) Put(b *png.EncoderBuffer) { p.idle = b }

// once adds a stream, or gives the one that was added before with the same keys and data.
func (d *document) once(keys string, data []byte) ref {
	body := rawStream(keys, data)
	sum := sha256.Sum256([]byte(body))
	r, ok := d.images[sum]
	if !ok {
		r = d.add(body)
		d.images[sum] = r
	}
	return r
}

// predictor says that rows are filtered as PNG does.
func predictor(components, width int) string {
	return fmt.Sprintf("/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent 8/Columns %d>>", components, width)
}

// split parts a picture into its colours, all opaque, and its opacity; nil where nothing is transparent.
func split(img image.Image) (colours *image.NRGBA, alpha *image.Gray) {
	b := img.Bounds()
	colours = image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	mask := image.NewGray(colours.Rect)
	for y := range b.Dy() {
		for x := range b.Dx() {
			c := color.NRGBAModel.Convert(img.At(b.Min.X+x, b.Min.Y+y)).(color.NRGBA)
			mask.Pix[mask.PixOffset(x, y)] = c.A
			if c.A < 255 {
				alpha = mask
			}
			i := colours.PixOffset(x, y)
			colours.Pix[i], colours.Pix[i+1], colours.Pix[i+2], colours.Pix[i+3] = c.R, c.G, c.B, 255
		}
	}
	return colours, alpha
}

// idat is img compressed as PNG does it, which PDF reads too: the data chunks of a PNG file.
func (d *document) idat(img image.Image) ([]byte, error) {
	var file bytes.Buffer
	if err := (&png.Encoder{BufferPool: &d.encoder}).Encode(&file, img); err != nil {
		return nil, err
	}
	var data []byte
	for rest := file.Bytes()[8:]; len(rest) >= 12; {
		n := int(binary.BigEndian.Uint32(rest))
		if string(rest[4:8]) == "IDAT" {
			data = append(data, rest[8:8+n]...)
		}
		rest = rest[12+n:]
	}
	return data, nil
}
