package sheet

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"

	"github.com/fogleman/gg"

	"kic/render/scene"
)

// guide is the colour of the outlines. Dashes of it alternate with white ones, so that they show on any artwork.
var guide = color.NRGBA{0xc2, 0x00, 0x6b, 0xff}

// veilAlpha is the strength of the colour over what is covered.
const veilAlpha = 0x2e

// ringWidth is the width of the outlines, in pixels.
const ringWidth = 1.25

// thumbQuality is that of the page's small copies, as JPEG counts it.
const thumbQuality = 88

// small is the copy of a piece for the page.
type small struct {
	jpeg []byte
	alt  string
}

// paint draws the pieces into page, block by block, and returns their copies for the page in the same order.
func (s *Sheet) paint(page *image.RGBA) ([][]small, error) {
	dc := gg.NewContextForRGBA(page)
	all := make([][]small, len(s.plan.blocks))
	for i := range s.plan.blocks {
		b := &s.plan.blocks[i]
		for j, piece := range b.group.Pieces {
			img, alt, err := piece.Thumb(b.tw, b.th)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", piece.Link, err)
			}
			x, y := b.thumb(j)
			frame(dc, img, x, y)
			outline(dc, b, float64(x), float64(y))
			var file bytes.Buffer
			if err := jpeg.Encode(&file, img, &jpeg.Options{Quality: thumbQuality}); err != nil {
				return nil, fmt.Errorf("%s: %w", piece.Link, err)
			}
			all[i] = append(all[i], small{jpeg: file.Bytes(), alt: alt})
		}
	}
	return all, nil
}

// frame places a thumbnail on a soft shadow and draws a fine line round it, outside its pixels.
func frame(dc *gg.Context, img *image.RGBA, x, y int) {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	fx, fy := float64(x), float64(y)
	for _, d := range []float64{3, 2, 1} {
		dc.SetRGBA(0.15, 0.12, 0.05, 0.035)
		dc.DrawRoundedRectangle(fx-d, fy-d+1, w+2*d, h+2*d, d+1)
		dc.Fill()
	}
	dc.DrawImage(img, x, y)
	dc.SetColor(color.NRGBA{0x1f, 0x25, 0x2d, 0x40})
	dc.SetLineWidth(1)
	dc.SetDash()
	dc.DrawRoundedRectangle(fx-0.5, fy-0.5, w+1, h+1, 1.5)
	dc.Stroke()
}

// outline draws the safe area of a piece and what is covered of it.
func outline(dc *gg.Context, b *block, x, y float64) {
	g := b.group
	sx, sy := float64(b.tw)/g.W, float64(b.th)/g.H
	for _, c := range g.Covered {
		r := scene.Rect{X: x + c.X*sx, Y: y + c.Y*sy, W: c.W * sx, H: c.H * sy}
		dc.SetRGBA255(int(guide.R), int(guide.G), int(guide.B), veilAlpha)
		dc.DrawRectangle(r.X, r.Y, r.W, r.H)
		dc.Fill()
		ring(dc, r, nil)
	}
	if g.insets() {
		// Outside the safe area, so that it doesn't cross what stands at its edge; but on the piece.
		r := scene.Rect{X: x + g.Safe.X*sx, Y: y + g.Safe.Y*sy, W: g.Safe.W * sx, H: g.Safe.H * sy}.Grow(2 * ringWidth)
		ring(dc, r.Intersect(scene.Rect{X: x, Y: y, W: float64(b.tw), H: float64(b.th)}), []float64{5, 4})
	}
}

// ring draws a line just inside r: white under the guide's colour, dashed or whole.
func ring(dc *gg.Context, r scene.Rect, dash []float64) {
	in := r.Grow(-ringWidth / 2)
	if in.Empty() {
		return
	}
	dc.SetLineWidth(ringWidth)
	dc.SetDash()
	dc.SetRGBA(1, 1, 1, 0.85)
	dc.DrawRectangle(in.X, in.Y, in.W, in.H)
	dc.Stroke()
	dc.SetDash(dash...)
	dc.SetColor(guide)
	dc.DrawRectangle(in.X, in.Y, in.W, in.H)
	dc.Stroke()
	dc.SetDash()
}
