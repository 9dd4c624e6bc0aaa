package pdf

import (
	"fmt"
	"math"

	"kic/render/scene"
)

// mm is a millimetre in points.
const mm = 72 / 25.4

const (
	markOffset = 3 * mm // from the trimmed edge to the near end of a crop mark, unless the bleed is wider
	markLength = 5 * mm
)

// page is one page in the making. Boxes are in points, from the lower left corner of the sheet.
type page struct {
	canvas
	ref                ref
	media, bleed, trim scene.Rect
	base               scene.Matrix // from the scene to the sheet
	annots             []ref
	key                int // of its marked content in the parent tree; -1: none
}

// newPage works out the boxes of a page for s.
func (d *document) newPage(s scene.Scene) (*page, error) {
	k := 1.0
	if s.Unit == scene.Px {
		k = 0.75
	}
	w, h := s.W*k, s.H*k
	if !(w > 0 && h > 0) || math.IsInf(w, 0) || math.IsInf(h, 0) {
		return nil, fmt.Errorf("a size of %s × %s: give the scene a width and a height", scene.Number(s.W), scene.Number(s.H))
	}
	var bleed, margin float64
	if d.info.Print {
		bleed = math.Max(0, s.Bleed*k)
		margin = bleed
		if d.info.Marks {
			margin = math.Max(bleed, markOffset) + markLength
		}
	}
	trim := scene.Rect{X: margin, Y: margin, W: w, H: h}
	return &page{
		canvas: newCanvas(),
		ref:    d.reserve(),
		media:  scene.Rect{W: w + 2*margin, H: h + 2*margin},
		bleed:  trim.Grow(bleed),
		trim:   trim,
		base:   scene.Matrix{A: k, D: -k, E: margin, F: h + margin},
		key:    -1,
	}, nil
}

// pageBody is the dictionary of pg, all its boxes given.
func (d *document) pageBody(pg *page, contents ref) string {
	body := fmt.Sprintf("<</Type/Page/Parent %s/MediaBox%s/CropBox%s/BleedBox%s/TrimBox%s/Resources%s/Contents %s/Tabs/S",
		d.root, box(pg.media), box(pg.media), box(pg.bleed), box(pg.trim), pg.res, contents)
	if pg.key >= 0 {
		body += fmt.Sprintf("/StructParents %d", pg.key)
	}
	if len(pg.annots) > 0 {
		body += "/Annots" + refs(pg.annots)
	}
	return body + "/Group<</S/Transparency/CS/DeviceRGB>>>>"
}

// box is r as a PDF rectangle: two corners, to a thousandth of a point.
func box(r scene.Rect) string {
	return "[" + numbers(3, r.X, r.Y, r.Right(), r.Bottom()) + "]"
}

// cropMarks draws the eight lines that show a printer where to cut, from the top down. They lie outside the bleed.
func (pg *page) cropMarks() {
	off := math.Max(markOffset, pg.trim.X-pg.bleed.X)
	near, far := pg.trim.Grow(off), pg.trim.Grow(off+markLength)
	pg.mark(nil)
	pg.setPaint(true, "0 0 0 RG")
	pg.setLine(scene.Stroke{Width: 0.25})
	line := func(x0, y0, x1, y1 float64) {
		pg.op("m", x0, y0)
		pg.op("l", x1, y1)
	}
	for _, x := range []float64{pg.trim.X, pg.trim.Right()} {
		line(x, far.Bottom(), x, near.Bottom())
		line(x, near.Y, x, far.Y)
	}
	for _, y := range []float64{pg.trim.Y, pg.trim.Bottom()} {
		line(far.X, y, near.X, y)
		line(near.Right(), y, far.Right(), y)
	}
	pg.raw("S")
	pg.unmark()
}
