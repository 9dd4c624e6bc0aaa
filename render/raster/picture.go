package raster

import (
	"encoding/binary"
	"image"
	"math"

	"golang.org/x/image/draw"

	"kic/render/scene"
)

// maxScaled bounds the pixels that scaling keeps between its two passes, at 32 bytes each.
const maxScaled = 1 << 24

// image paints a picture into its box, resampled with a Catmull-Rom kernel that widens as the picture shrinks.
//
// An upright box is moved to the nearest whole pixels, by half a pixel at most, so that a logo's own edges stay as
// sharp as they are; a turned or flipped one is mapped exactly, with smooth edges.
func (d *drawer) image(visible image.Rectangle, m scene.Matrix, it scene.Image) error {
	corner := m.Apply(scene.Point{X: it.Box.Right(), Y: it.Box.Bottom()})
	origin := m.Apply(scene.Point{X: it.Box.X, Y: it.Box.Y})
	if !finite(m.A, m.B, m.C, m.D, corner.X, corner.Y, origin.X, origin.Y) {
		return errNotFinite
	}
	if it.Source == nil || it.Source.Bounds().Empty() || it.Box.Empty() {
		return nil
	}
	box := m.ApplyRect(it.Box)
	if !pixels(box.Grow(1), visible).Overlaps(d.rows) {
		return nil
	}
	if m.B == 0 && m.C == 0 && m.A > 0 && m.D > 0 && box.W <= maxSide && box.H <= maxSide {
		// Scaling keeps a picture of the box's width and the source's height, so a huge one goes the other way.
		if to := nearest(box); to.Dx()*it.Source.Bounds().Dy() <= maxScaled {
			layer := image.NewRGBA(to.Intersect(visible))
			draw.CatmullRom.Scale(layer, to, it.Source, it.Source.Bounds(), draw.Src, nil)
			d.layPicture(layer)
			return nil
		}
	}
	d.turned(visible, m, it)
	return nil
}

// layPicture draws a picture where it is.
func (d *drawer) layPicture(img *image.RGBA) {
	if spans := allOf(img.Rect.Intersect(d.rows)); len(spans) > 0 {
		d.lay(step{does: lay, from: picture{img}}, spans)
	}
}

// allOf is the spans of a box.
func allOf(box image.Rectangle) []span {
	var spans []span
	for y := box.Min.Y; y < box.Max.Y; y++ {
		spans = append(spans, span{uint16(y), uint16(box.Min.X), uint16(box.Max.X), full})
	}
	return spans
}

// picture is pixels as a source. They hold every pixel that is asked for.
type picture struct{ *image.RGBA }

func (p picture) span(y, x0 int, to []uint32) {
	at := p.Pix[p.PixOffset(x0, y):]
	for i := range to {
		to[i] = binary.LittleEndian.Uint32(at[4*i:])
	}
}

// nearest is the whole pixels nearest to box, at least one.
func nearest(box scene.Rect) image.Rectangle {
	x0, y0 := int(math.Round(box.X)), int(math.Round(box.Y))
	x1, y1 := int(math.Round(box.Right())), int(math.Round(box.Bottom()))
	return image.Rect(x0, y0, max(x1, x0+1), max(y1, y0+1))
}

// turned paints a picture through any map: resampled into a layer, which is painted through the outline of the box.
func (d *drawer) turned(visible image.Rectangle, m scene.Matrix, it scene.Image) {
	box := pixels(m.ApplyRect(it.Box), visible)
	if box.Empty() {
		return
	}
	const edge = 3 // source pixels repeated round the picture, for the kernel to blend with at the edges
	src := framed(nearSize(it.Source, m, it.Box), edge)
	b := src.Rect.Inset(edge)
	toBox := scene.Translate(it.Box.X, it.Box.Y).Mul(scene.Scale(it.Box.W/float64(b.Dx()), it.Box.H/float64(b.Dy())))
	t := m.Mul(toBox).Mul(scene.Translate(-float64(b.Min.X), -float64(b.Min.Y)))
	if _, ok := t.Invert(); !ok {
		return
	}
	layer := image.NewRGBA(box)
	draw.CatmullRom.Transform(layer, [6]float64{t.A, t.C, t.E, t.B, t.D, t.F}, src, src.Rect, draw.Src, nil)
	if spans := d.inside(box, m, scene.RectPath(it.Box), false); len(spans) > 0 {
		d.lay(step{does: lay, from: picture{layer}}, spans)
	}
}

// nearSize is src, scaled down first when it has far more pixels than m leaves room for: scaling is quick, turning isn't.
func nearSize(src image.Image, m scene.Matrix, box scene.Rect) image.Image {
	b := src.Bounds()
	side := func(has int, want float64) int {
		return max(1, int(math.Min(float64(has), math.Ceil(want))))
	}
	w := side(b.Dx(), box.W*math.Hypot(m.A, m.B))
	h := side(b.Dy(), box.H*math.Hypot(m.C, m.D))
	if w == b.Dx() && h == b.Dy() {
		return src
	}
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(small, small.Rect, src, b, draw.Src, nil)
	return small
}

// framed is src with its outermost pixels repeated outwards by edge.
func framed(src image.Image, edge int) *image.RGBA {
	b := src.Bounds()
	img := image.NewRGBA(b.Inset(-edge))
	draw.Draw(img, b, src, b.Min, draw.Src)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		line := row(img, y)
		for x := range edge {
			copy(line[4*x:4*x+4], line[4*edge:])
			copy(line[len(line)-4*x-4:], line[len(line)-4*edge-4:len(line)-4*edge])
		}
	}
	for y := 1; y <= edge; y++ {
		copy(row(img, b.Min.Y-y), row(img, b.Min.Y))
		copy(row(img, b.Max.Y-1+y), row(img, b.Max.Y-1))
	}
	return img
}

// row is the pixels of row y of a picture.
func row(p *image.RGBA, y int) []uint8 {
	i := p.PixOffset(p.Rect.Min.X, y)
	return p.Pix[i : i+4*p.Rect.Dx()]
}
