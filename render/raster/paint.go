package raster

import (
	"image"

	"kic/render/scene"
)

// fill draws the inside of a path.
func (d *drawer) fill(visible image.Rectangle, m scene.Matrix, p scene.Path, evenOdd bool, paint scene.Paint) {
	if pixels(m.ApplyRect(p.Bounds()), visible).Overlaps(d.rows) {
		d.paint(m, d.inside(visible, m, p, evenOdd), paint)
	}
}

// inside is what of the inside of a path is visible, valid until the next call.
func (d *drawer) inside(visible image.Rectangle, m scene.Matrix, p scene.Path, evenOdd bool) []span {
	d.figures.reset()
	d.figures.addPath(p, m, rectOf(visible.Intersect(d.rows)))
	return d.cover(visible, evenOdd)
}

// paint lays a paint down under spans.
func (d *drawer) paint(m scene.Matrix, spans []span, paint scene.Paint) {
	if len(spans) == 0 {
		return
	}
	s := step{does: lay, color: paint.Color}
	if paint.Gradient != nil {
		if g, ok := newGradient(paint.Gradient, m); ok {
			s.from = g
		} else {
			s.color = lastColor(paint.Gradient)
		}
	}
	d.lay(s, spans)
}

// lay adds a step that lays something down under spans.
func (d *drawer) lay(s step, spans []span) {
	s.spans = d.held(spans)
	s.box = image.Rect(0, int(spans[0].y), d.page.Max.X, int(spans[len(spans)-1].y)+1)
	d.step(s)
}

// held is a copy of spans that is valid until the next scene.
func (d *drawer) held(spans []span) []span {
	n := len(d.spans)
	d.spans = append(d.spans, spans...)
	return d.spans[n:len(d.spans):len(d.spans)]
}

func (d *drawer) step(s step) {
	s.box = s.box.Intersect(d.rows)
	d.steps = append(d.steps, s)
}
