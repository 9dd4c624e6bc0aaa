package brand

import (
	"image"
	"image/color"
	"math"
	"slices"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"kic/render/colour"
	"kic/render/definition"
	"kic/render/scene"
)

// The size of the small picture by which a mark is judged: its longer side, and for a drawing of outlines, whose box doesn't hang
// on it, its area. Both are in pixels, and the most that it has.
const (
	thumbSide = 400
	thumbArea = 12_000
)

// LogoBlank is the code of a logo that shows nothing.
const LogoBlank = "logo-blank"

var errBlank = &definition.Reason{Code: LogoBlank, What: "shows nothing: all of it is transparent or of one colour"}

// drawn is the mark of a drawing of w × h.
func drawn(g scene.Group, w, h float64) (*Mark, error) {
	page := scene.Rect{W: w, H: h}
	seen, outlines := page, len(pictures(g)) == 0
	if ink := scene.Ink(g).Intersect(page); !outlines && !ink.Empty() {
		seen = ink // a narrow margin of a small picture would be lost between the pixels of the page
	}
	scale := thumbSide / max(seen.W, seen.H)
	if outlines {
		scale = min(scale, math.Sqrt(thumbArea/(w*h)))
	}
	touched, fixed := work(g, scene.Scale(scale, scale), scene.Scale(scale, scale).ApplyRect(seen))
	if fixed > maxFixed {
		return nil, errTooMuch
	}
	scale *= smaller(touched)
	cols, rows := max(1, math.Round(seen.W*scale)), max(1, math.Round(seen.H*scale))
	// Whole pixels, so that the edges of a ground show as what they are.
	small := scene.Scale(cols/seen.W, rows/seen.H).Mul(scene.Translate(-seen.X, -seen.Y))
	m := &Mark{Group: g, W: w, H: h}
	thumb, err := thumbnail(g, small, int(cols), int(rows))
	if err != nil {
		return nil, err
	}
	box, err := m.judge(thumb)
	if err != nil {
		return nil, err
	}
	draw := func(to scene.Matrix, w, h int) *image.NRGBA {
		to = to.Mul(small)
		if touched, _ := work(g, to, scene.Rect{W: float64(w), H: float64(h)}); touched > maxTouched {
			return nil
		}
		thumb, _ := thumbnail(g, to, w, h) // it could be drawn before
		return thumb
	}
	if !outlines {
		box = m.finer(box, scene.Rect{W: cols, H: rows}, draw)
	}
	m.Box = scene.Translate(seen.X, seen.Y).Mul(scene.Scale(seen.W/cols, seen.H/rows)).ApplyRect(box).Intersect(page)
	m.Pixels, m.detail = coarsest(pictures(g), m.Box)
	if exact := scene.Ink(g).Intersect(m.Box); !exact.Empty() && exact.Grow(2/scale).Contains(m.Box, 0) {
		m.Box = exact // the outlines themselves are finer than pixels, where nothing of them is unseen
	}
	return m, nil
}

// pictured is the mark of a picture, cut to its ink.
func pictured(img *image.NRGBA) (*Mark, error) {
	size := img.Bounds().Size()
	whole := scene.Rect{W: float64(size.X), H: float64(size.Y)}
	draw := func(to scene.Matrix, w, h int) *image.NRGBA {
		small := image.NewRGBA(image.Rect(0, 0, w, h))
		xdraw.CatmullRom.Transform(small, f64.Aff3{to.A, to.C, to.E, to.B, to.D, to.F}, img, img.Bounds(), xdraw.Src, nil)
		return straight(small)
	}
	thumb, back := img, scene.Identity
	if scale := thumbSide / max(whole.W, whole.H); scale < 1 {
		w, h := max(1, int(whole.W*scale)), max(1, int(whole.H*scale))
		thumb, back = draw(scene.Scale(float64(w)/whole.W, float64(h)/whole.H), w, h), scene.Scale(whole.W/float64(w), whole.H/float64(h))
	}
	m := &Mark{}
	box, err := m.judge(thumb)
	if err != nil {
		return nil, err
	}
	box = back.ApplyRect(box)
	if thumb != img {
		box = m.finer(box, whole, draw)
	}
	cut := image.Rect(int(box.X), int(box.Y), int(math.Ceil(box.Right())), int(math.Ceil(box.Bottom())))
	m.Image = cropped(img, cut.Intersect(img.Bounds()))
	m.W, m.H = float64(m.Image.Bounds().Dx()), float64(m.Image.Bounds().Dy())
	m.Box = scene.Rect{W: m.W, H: m.H}
	m.Pixels, m.detail = size, 1
	return m, nil
}

// finer is the box round the ink of a mark that lies in whole, measured again in a picture of its surroundings alone. Where
// margins are wide, the first picture has few pixels for the ink. draw draws the mark through a matrix; it is nil where
// that would be too much work, and then the box stays as it is.
func (m *Mark) finer(box, whole scene.Rect, draw func(to scene.Matrix, w, h int) *image.NRGBA) scene.Rect {
	near := box.Grow(0.02 * max(whole.W, whole.H)).Intersect(whole)
	k := thumbSide / max(near.W, near.H)
	thumb := draw(scene.Scale(k, k).Mul(scene.Translate(-near.X, -near.Y)), int(math.Ceil(near.W*k)), int(math.Ceil(near.H*k)))
	if thumb == nil {
		return box
	}
	_, found := m.inked(thumb)
	if found.Empty() {
		return box
	}
	return scene.Translate(near.X, near.Y).Mul(scene.Scale(1/k, 1/k)).ApplyRect(found).Intersect(near)
}

// cropped is a copy of the part r of img, from 0,0.
func cropped(img *image.NRGBA, r image.Rectangle) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	for y := range r.Dy() {
		copy(out.Pix[y*out.Stride:(y+1)*out.Stride], img.Pix[img.PixOffset(r.Min.X, r.Min.Y+y):])
	}
	return out
}

// straight is img without premultiplied alpha.
func straight(img *image.RGBA) *image.NRGBA {
	out := image.NewNRGBA(img.Bounds())
	xdraw.Draw(out, out.Bounds(), img, img.Bounds().Min, xdraw.Src)
	return out
}

// judge finds the colours, the density and the own ground of a mark in its thumbnail, and returns the box round its ink.
func (m *Mark) judge(thumb *image.NRGBA) (box scene.Rect, err error) {
	m.Back = ground(thumb)
	inked, box := m.inked(thumb)
	if box.Empty() && !solid(thumb) { // white signs cut out of nothing else
		m.Back = color.NRGBA{}
		inked, box = m.inked(thumb)
	}
	if box.Empty() {
		return box, errBlank
	}
	w, h := thumb.Bounds().Dx(), thumb.Bounds().Dy()
	isInk := func(x, y int) bool { return x >= 0 && y >= 0 && x < w && y < h && inked[y*w+x] }
	all, rim := &tally{}, &tally{}
	for i := range inked {
		if !inked[i] {
			continue
		}
		x, y := i%w, i/w
		all.add(thumb.NRGBAAt(x, y))
		for _, out := range [...]image.Point{{X: -1}, {X: 1}, {Y: -1}, {Y: 1}} {
			if !isInk(x+out.X, y+out.Y) {
				rim.add(m.unblended(thumb, isInk, x, y, out))
				break
			}
		}
	}
	m.inks, m.rim = all.inks(), rim.inks()
	m.density = float64(all.total) / 255 / (box.W * box.H)
	return box, nil
}

// unblended is the colour of the ink at an edge; out points to where it ends. Ink on a ground of its own blends into it over a
// pixel or two, so there it is what differs most from the ground.
func (m *Mark) unblended(thumb *image.NRGBA, isInk func(x, y int) bool, x, y int, out image.Point) color.NRGBA {
	c := thumb.NRGBAAt(x, y)
	for range 2 {
		x, y = x-out.X, y-out.Y
		if m.Back.A == 0 || !isInk(x, y) {
			break
		}
		if next := thumb.NRGBAAt(x, y); colour.Distance(next, m.Back) > colour.Distance(c, m.Back) {
			c = next
		}
	}
	return c
}

// inked is which pixels of a thumbnail are ink, row by row, and the box round them.
func (m *Mark) inked(thumb *image.NRGBA) (inked []bool, box scene.Rect) {
	w, h := thumb.Bounds().Dx(), thumb.Bounds().Dy()
	inked = make([]bool, w*h)
	x0, y0, x1, y1 := w, h, -1, -1
	for i := range inked {
		p := thumb.Pix[4*i : 4*i+4 : 4*i+4] // a thumbnail starts at 0,0 and has no gaps
		c := color.NRGBA{p[0], p[1], p[2], p[3]}
		if c.A < 20 || m.Back.A != 0 && colour.Distance(c, m.Back) < 0.06 {
			continue
		}
		inked[i] = true
		x0, x1, y0, y1 = min(x0, i%w), max(x1, i%w), min(y0, i/w), max(y1, i/w)
	}
	return inked, scene.Rect{X: float64(x0), Y: float64(y0), W: float64(x1 - x0 + 1), H: float64(y1 - y0 + 1)}
}

// tally counts colours, like ones together: by the four high bits of each channel.
type tally struct {
	place [1 << 12]uint16 // of such a colour in sums, from 1; 0 where it hasn't occurred
	sums  [][4]uint64     // red, green, blue and weight, which is alpha
	total uint64
}

func (t *tally) add(c color.NRGBA) {
	at := &t.place[int(c.R>>4)<<8|int(c.G>>4)<<4|int(c.B>>4)]
	if *at == 0 {
		t.sums = append(t.sums, [4]uint64{})
		*at = uint16(len(t.sums))
	}
	sum := &t.sums[*at-1]
	a := uint64(c.A)
	sum[0] += uint64(c.R) * a
	sum[1] += uint64(c.G) * a
	sum[2] += uint64(c.B) * a
	sum[3] += a
	t.total += a
}

// inks are the colours with their shares, the most used first, and not more than 64 of them.
func (t *tally) inks() []ink {
	var list []ink
	for _, sum := range t.sums {
		n := sum[3] // never 0: what is transparent is no ink
		mean := func(v uint64) uint8 { return uint8((v + n/2) / n) }
		list = append(list, ink{color.NRGBA{mean(sum[0]), mean(sum[1]), mean(sum[2]), 255}, float64(n) / float64(t.total)})
	}
	slices.SortFunc(list, byShare)
	return list[:min(len(list), 64)]
}

// byShare puts the most used colour first; equal ones in order of their values, so that the order never varies.
func byShare(a, b ink) int {
	switch {
	case a.share > b.share:
		return -1
	case a.share < b.share:
		return 1
	}
	number := func(c color.NRGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
	return number(a.colour) - number(b.colour)
}

// solidAlpha is the least alpha of what hides all behind it.
const solidAlpha = 250

// solid reports whether nothing of a picture can be seen through.
func solid(img *image.NRGBA) bool {
	for i := 3; i < len(img.Pix); i += 4 {
		if img.Pix[i] < solidAlpha {
			return false
		}
	}
	return true
}

// ground is the near-white that all edges of a thumbnail have, inside whatever empty margins it has, or no colour.
func ground(img *image.NRGBA) color.NRGBA {
	b := solidBox(img)
	first := img.NRGBAAt(b.Min.X, b.Min.Y)
	if first.A < solidAlpha || colour.ToLCH(first).L < 0.93 || colour.ToLCH(first).C > 0.03 {
		return color.NRGBA{}
	}
	same := func(x, y int) bool {
		c := img.NRGBAAt(x, y)
		return c.A >= solidAlpha && colour.Distance(c, first) < 0.04
	}
	off := 0
	for x := b.Min.X; x < b.Max.X; x++ {
		off += count(!same(x, b.Min.Y)) + count(!same(x, b.Max.Y-1))
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		off += count(!same(b.Min.X, y)) + count(!same(b.Max.X-1, y))
	}
	if off*20 > 2*(b.Dx()+b.Dy()) {
		return color.NRGBA{}
	}
	first.A = 255
	return first
}

// solidBox is the box round what hides all behind it, which is empty for no such thing.
func solidBox(img *image.NRGBA) image.Rectangle {
	var box image.Rectangle
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if img.Pix[y*img.Stride+4*x+3] >= solidAlpha {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
