package brand

import (
	"image"
	"image/color"
	"math"

	"github.com/golang/freetype/raster"
	"golang.org/x/image/math/fixed"

	"kic/render/scene"
)

// canvas draws scene items roughly: for finding out which colours a drawing has and where, not for showing. A gradient
// is drawn in its mean colour, and a fading group fades each of its items.
type canvas struct {
	w, h  int
	pix   []float32 // red, green, blue and alpha of each pixel, premultiplied, 0 to 1
	fill  *raster.Rasterizer
	masks *int // how many more clips, masks and fades are honoured; it bounds the work that a file can ask for
}

// maxMasks is far beyond what logos have.
const maxMasks = 1000

func newCanvas(w, h int) *canvas {
	w, h = max(w, 1), max(h, 1)
	masks := maxMasks
	return &canvas{w: w, h: h, pix: make([]float32, 4*w*h), fill: raster.NewRasterizer(w, h), masks: &masks}
}

// coverage is how much of each pixel shows, 0 to 1. A nil coverage shows all.
type coverage []float32

func (c *canvas) items(items []scene.Item, m scene.Matrix, through coverage) {
	for _, it := range items {
		switch it := it.(type) {
		case scene.Group:
			c.group(it, m, through)
		case scene.Shape:
			c.shape(it, m, through)
		case scene.Image:
			c.picture(it, m, through)
		}
	}
}

func (c *canvas) group(g scene.Group, m scene.Matrix, through coverage) {
	m = m.Mul(g.Transform)
	if g.Opacity != 0 && g.Opacity != 1 && c.may() {
		through = c.narrowed(through, func(int) float32 { return float32(g.Opacity) })
	}
	if g.Clip != nil && c.may() {
		inside := make(coverage, c.w*c.h)
		c.trace(g.Clip.Path.Transform(m), g.Clip.EvenOdd)
		c.spans(func(i int, a float32) { inside[i] = a })
		through = c.narrowed(through, func(i int) float32 { return inside[i] })
	}
	if g.Mask != nil && c.may() {
		mask := newCanvas(c.w, c.h)
		mask.masks = c.masks
		mask.items(g.Mask.Items, m, nil)
		through = c.narrowed(through, func(i int) float32 {
			p := mask.pix[4*i : 4*i+4]
			if g.Mask.Alpha {
				return p[3]
			}
			return 0.2126*p[0] + 0.7152*p[1] + 0.0722*p[2]
		})
	}
	c.items(g.Items, m, through)
}

// may reports whether there is still room for a clip, a mask or a fade, and takes it.
func (c *canvas) may() bool {
	*c.masks--
	return *c.masks >= 0
}

// narrowed is through with every pixel multiplied by f of its index.
func (c *canvas) narrowed(through coverage, f func(i int) float32) coverage {
	out := make(coverage, c.w*c.h)
	for i := range out {
		out[i] = f(i)
		if through != nil {
			out[i] *= through[i]
		}
	}
	return out
}

func (c *canvas) shape(s scene.Shape, m scene.Matrix, through coverage) {
	path := s.Path.Transform(m)
	if !s.Fill.IsZero() {
		c.trace(path, s.EvenOdd)
		c.paint(mean(s.Fill), through)
	}
	if s.Stroke != nil && !s.Stroke.Paint.IsZero() {
		c.outline(path, s.Stroke.Width*m.MeanScale())
		c.paint(mean(s.Stroke.Paint), through)
	}
}

// trace readies the inside of a path for spans.
func (c *canvas) trace(p scene.Path, evenOdd bool) {
	c.fill.Clear()
	c.fill.UseNonZeroWinding = !evenOdd
	c.add(c.fill, p, true)
}

// outline readies the outline of a path, so many pixels wide, for spans.
func (c *canvas) outline(p scene.Path, pixels float64) {
	var line raster.Path
	c.fill.Clear()
	c.fill.UseNonZeroWinding = true
	width := fixed.Int26_6(clamp(pixels*64, 1, 64*thumbSide))
	for _, figure := range figures(p) {
		line.Clear()
		c.add(&line, straightened(figure), false)
		if len(line) > 0 {
			raster.Stroke(c.fill, line, width, nil, nil)
		}
	}
}

// straightened is p with its curves as short lines, which are all that the stroker can follow.
func straightened(p scene.Path) scene.Path {
	const parts = 12
	var out scene.Path
	var at, start scene.Point
	p.Walk(func(v scene.Verb, pts []scene.Point) {
		switch v {
		case scene.MoveTo:
			start = pts[0]
			out.MoveTo(start.X, start.Y)
		case scene.ClosePath:
			out.Close()
			at = start
			return
		default:
			for i := 1; i <= parts; i++ {
				q := along(at, pts, float64(i)/parts)
				out.LineTo(q.X, q.Y)
			}
		}
		at = pts[len(pts)-1]
	})
	return out
}

// along is the point at t, from 0 to 1, of a Bézier curve from a by the given points.
func along(a scene.Point, pts []scene.Point, t float64) scene.Point {
	curve := append([]scene.Point{a}, pts...)
	for n := len(curve) - 1; n > 0; n-- {
		for i := range n {
			curve[i] = scene.Point{X: curve[i].X + (curve[i+1].X-curve[i].X)*t, Y: curve[i].Y + (curve[i+1].Y-curve[i].Y)*t}
		}
	}
	return curve[0]
}

// figures takes a path apart at its moves.
func figures(p scene.Path) []scene.Path {
	var out []scene.Path
	p.Walk(func(v scene.Verb, pts []scene.Point) {
		if v == scene.MoveTo || len(out) == 0 {
			out = append(out, scene.Path{})
		}
		last := &out[len(out)-1]
		last.Verbs, last.Points = append(last.Verbs, v), append(last.Points, pts...)
	})
	return out
}

// spans calls f with each pixel that what is ready covers, and how much of it.
func (c *canvas) spans(f func(i int, a float32)) {
	c.fill.Rasterize(raster.PainterFunc(func(spans []raster.Span, _ bool) {
		for _, s := range spans {
			for x := s.X0; x < s.X1; x++ {
				f(s.Y*c.w+x, float32(s.Alpha)/0xFFFF)
			}
		}
	}))
}

// add draws p with to. Filled figures are closed.
func (c *canvas) add(to raster.Adder, p scene.Path, closed bool) {
	var start, at fixed.Point26_6
	open := false
	end := func() {
		if open && closed && at != start {
			to.Add1(start)
		}
	}
	p.Walk(func(v scene.Verb, pts []scene.Point) {
		var q [3]fixed.Point26_6
		for i, pt := range pts {
			q[i] = c.fixed(pt)
		}
		if v != scene.MoveTo && v != scene.ClosePath && !open {
			to.Start(at)
			start, open = at, true
		}
		switch v {
		case scene.MoveTo:
			end()
			to.Start(q[0])
			start, at, open = q[0], q[0], true
		case scene.LineTo:
			to.Add1(q[0])
			at = q[0]
		case scene.QuadTo:
			to.Add2(q[0], q[1])
			at = q[1]
		case scene.CubeTo:
			to.Add3(q[0], q[1], q[2])
			at = q[2]
		case scene.ClosePath:
			if open && at != start {
				to.Add1(start)
			}
			at, open = start, false
		}
	})
	end()
}

// fixed is p in the rasteriser's numbers. What lies far outside the canvas is pulled near, where it does as well.
func (c *canvas) fixed(p scene.Point) fixed.Point26_6 {
	far := float64(4 * thumbSide)
	return fixed.Point26_6{X: fixed.Int26_6(math.Round(clamp(p.X, -far, far) * 64)), Y: fixed.Int26_6(math.Round(clamp(p.Y, -far, far) * 64))}
}

// paint lays a colour over what is ready, as far as the coverage lets it.
func (c *canvas) paint(colour color.NRGBA, through coverage) {
	c.spans(func(i int, a float32) {
		if through != nil {
			a *= through[i]
		}
		c.over(i, colour, a)
	})
}

// over lays a colour with the given coverage over one pixel.
func (c *canvas) over(i int, colour color.NRGBA, a float32) {
	a *= float32(colour.A) / 255
	p := c.pix[4*i : 4*i+4]
	for j, v := range []uint8{colour.R, colour.G, colour.B, 255} {
		p[j] = float32(v)/255*a + p[j]*(1-a)
	}
}

// picture draws an embedded picture by the pixels nearest to each of the canvas.
func (c *canvas) picture(img scene.Image, m scene.Matrix, through coverage) {
	back, ok := m.Invert()
	if !ok || img.Box.Empty() {
		return
	}
	b := img.Source.Bounds()
	area := m.ApplyRect(img.Box).Intersect(scene.Rect{W: float64(c.w), H: float64(c.h)})
	for y := int(area.Y); y < min(c.h, int(math.Ceil(area.Bottom()))); y++ {
		for x := int(area.X); x < min(c.w, int(math.Ceil(area.Right()))); x++ {
			p := back.Apply(scene.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			u, v := (p.X-img.Box.X)/img.Box.W, (p.Y-img.Box.Y)/img.Box.H
			if u < 0 || v < 0 || u >= 1 || v >= 1 {
				continue
			}
			a := float32(1)
			if through != nil {
				a = through[y*c.w+x]
			}
			at := img.Source.At(b.Min.X+int(u*float64(b.Dx())), b.Min.Y+int(v*float64(b.Dy())))
			c.over(y*c.w+x, color.NRGBAModel.Convert(at).(color.NRGBA), a)
		}
	}
}

// mean is a paint's colour, or the mean of its gradient's stops.
func mean(p scene.Paint) color.NRGBA {
	if p.Gradient == nil {
		return p.Color
	}
	var sum [4]float64
	for _, s := range p.Gradient.Stops {
		for i, v := range []uint8{s.Color.R, s.Color.G, s.Color.B, s.Color.A} {
			sum[i] += float64(v)
		}
	}
	n := max(1, float64(len(p.Gradient.Stops)))
	return color.NRGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), uint8(sum[3] / n)}
}

// image is the canvas without premultiplied alpha.
func (c *canvas) image() *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, c.w, c.h))
	for i := 0; i < len(c.pix); i += 4 {
		a := c.pix[i+3]
		if a <= 0 {
			continue
		}
		for j := range 3 {
			out.Pix[i+j] = uint8(min(c.pix[i+j]/a, 1)*255 + 0.5)
		}
		out.Pix[i+3] = uint8(min(a, 1)*255 + 0.5)
	}
	return out
}
