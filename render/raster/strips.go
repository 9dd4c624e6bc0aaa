package raster

import (
	"image"

	"kic/render/raster/png"
)

// sketch is a picture on its way into a file.
type sketch struct {
	page   image.Rectangle
	steps  []step  // by which it is painted
	drawer *drawer // which finds them; nil: they are there
	first  bool    // of its kind
}

// stretch is a band of a sketch that isn't matched yet, or is.
type stretch struct {
	png.Stretch
	key    bandKey   // of a band that other pictures may have too
	paints []uint32  // the same
	kept   *keptBand // nil: not matched yet
	wanted bool      // to be kept
}

// stretches are the bands of s, with those that have been kept.
func (s *sketch) stretches(shared *Shared) []stretch {
	bands := png.Stretches(s.page.Dx(), s.page.Dy())
	all := make([]stretch, len(bands))
	for i, b := range bands {
		all[i].Stretch = b
	}
	shared.recall(s, all)
	return all
}

// draw finds the steps to the bands that aren't kept.
func (s *sketch) draw(all []stretch) error {
	if s.drawer == nil {
		return nil
	}
	const near = 24 // rows that cost less than beginning anew
	var parts []image.Rectangle
	for _, t := range all {
		if t.kept != nil {
			continue
		}
		if n := len(parts) - 1; n >= 0 && t.From <= parts[n].Max.Y+near {
			parts[n].Max.Y = t.Y1
		} else {
			parts = append(parts, image.Rect(0, t.From, s.page.Max.X, t.Y1))
		}
	}
	err := s.drawer.draw(parts...)
	s.steps = s.drawer.steps
	return err
}

// press paints bands of pictures and codes them, and keeps its buffers between them.
type press struct {
	composer composer
	coder    png.Press
	copier   copier
	colors   []uint32 // of the band at hand
}

// strip codes bands of a picture in their colours. The last strip ends the stream.
func (p *press) strip(s *sketch, part []stretch, shared *Shared, last bool) png.Strip {
	p.coder.Begin(s.page.Dx())
	p.composer.shades.reset()
	for _, t := range part {
		if t.kept != nil {
			p.colors = t.kept.colors(t.paints, p.colors[:0])
			p.coder.Add(&t.kept.Band, p.colors)
			continue
		}
		b, shown := p.match(s, t)
		p.colors = p.colors[:0]
		for _, shade := range shown {
			p.colors = append(p.colors, p.composer.shades.colors[shade])
		}
		if t.wanted {
			if made, ok := p.copier.recipes(&b, shown, p.composer.shades.list, t.paints); ok {
				shared.keep(t.key, b, made, p.copier.numbers)
			}
		}
		p.coder.Add(&b, p.colors)
	}
	return p.coder.End(last)
}

// match paints a band of a page and finds what repeats in it. What it says is valid until the next one.
func (p *press) match(s *sketch, t stretch) (b png.Band, shown []uint32) {
	box := image.Rect(0, p.coder.Next(t.Stretch), s.page.Dx(), t.Y1)
	rows := p.composer.compose(s.steps, box).rows
	for i := range rows {
		p.coder.Row(rows[i].runs)
	}
	return p.coder.Match(t.Stretch, len(p.composer.shades.list))
}

// join is the PNG of s, drawn and coded in strips. It is empty for a picture that is better stored in another form.
func (e *Engine) join(s *sketch, about png.About) (data []byte, err error) {
	all := s.stretches(e.Shared)
	if err := s.draw(all); err != nil {
		return nil, err
	}
	size := s.page.Size()
	strips := make([]png.Strip, png.Strips(size.X, size.Y))
	n := len(strips)
	e.spread(n, func(i int) {
		p := e.borrow()
		strips[i] = p.strip(s, all[len(all)*i/n:len(all)*(i+1)/n], e.Shared, i == n-1)
		e.giveBack(p)
	})
	return png.Join(size, strips, about), nil
}
