package raster

import (
	"encoding/binary"
	"image"
)

// stripPixels is about how many pixels of a picture are coded on their own, so that several cores can share a large one.
// A strip costs some bytes, and is the same whoever codes it.
const stripPixels = 1 << 19

// sketch is a picture on its way into a file.
type sketch struct {
	page   image.Rectangle
	steps  []step  // by which it is painted
	drawer *drawer // which finds them; nil: they are there
	first  bool    // of its kind
}

// stretch is a band of a sketch that isn't matched yet, or is.
type stretch struct {
	from, y0, y1 int       // the row that matches look back at, and those of the band
	key          bandKey   // of a band that other pictures may have too
	paints       []uint32  // the same
	kept         *keptBand // nil: not matched yet
	wanted       bool      // to be kept
}

// stretches are the bands of s, with those that have been kept.
func (s *sketch) stretches(shared *Shared) []stretch {
	rows, history := bandRows(s.page.Dx())
	h := s.page.Dy()
	all := make([]stretch, (h+rows-1)/rows)
	for i := range all {
		all[i] = stretch{from: max(0, i*rows-history), y0: i * rows, y1: min(h, (i+1)*rows)}
	}
	if shared == nil || s.drawer == nil {
		return all
	}
	seen := s.drawer.likenesses()
	for i := range all {
		t := &all[i]
		var ok bool
		if t.key, t.paints, ok = s.drawer.key(seen, t.from, t.y0, t.y1); ok {
			t.kept, t.wanted = shared.find(t.key, s.first)
		}
	}
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
		if n := len(parts) - 1; n >= 0 && t.from <= parts[n].Max.Y+near {
			parts[n].Max.Y = t.y1
		} else {
			parts = append(parts, image.Rect(0, t.from, s.page.Max.X, t.y1))
		}
	}
	err := s.drawer.draw(parts...)
	s.steps = s.drawer.steps
	return err
}

// strip is some bands of a picture, coded.
type strip struct {
	data   []byte
	sum    uint32
	bytes  int // before compression
	runs   int
	opaque bool
	colors []uint32 // some of them: all up to maxColors, and one more where there are others
}

// strip codes bands of a picture in their colours. The last strip ends the stream.
func (p *press) strip(s *sketch, part []stretch, shared *Shared, last bool) strip {
	out := strip{sum: 1, opaque: true}
	if p.seen == nil {
		p.seen = make(map[uint32]bool, maxColors)
	}
	clear(p.seen)
	p.deflater.reset()
	p.composer.shades.reset()
	p.next = -1
	p.tokens, p.colors = p.tokens[:0], p.colors[:0]
	for _, t := range part {
		n := len(p.colors)
		var b *band
		if t.kept != nil {
			b, p.colors = &t.kept.band, t.kept.colors(t.paints, p.colors)
		} else {
			fresh := p.match(s, t)
			b = &fresh
			for _, shade := range p.runs.shown {
				p.colors = append(p.colors, p.composer.shades.colors[shade])
			}
			if t.wanted {
				if k, ok := p.copier.copy(b, p.runs.shown, p.composer.shades.list, t.paints); ok {
					shared.keep(t.key, k)
				}
			}
		}
		colors := p.colors[n:]
		out.take(b, colors, p.seen)
		if p.deflater.add(tinted{b.tokens, colors}) {
			p.tokens, p.colors = p.tokens[:0], p.colors[:0]
		}
	}
	out.data = p.deflater.finish(last)
	return out
}

// take adds up what is to be known about b; seen are the colours before it.
func (s *strip) take(b *band, colors []uint32, seen map[uint32]bool) {
	s.sum = joinChecksums(s.sum, b.checksum(colors), b.bytes)
	s.bytes += b.bytes
	s.runs += b.runs
	for i, u := range b.uses {
		if u.pixels == 0 {
			continue
		}
		s.opaque = s.opaque && colors[i] >= opaqueBlack
		if len(s.colors) <= maxColors && !seen[colors[i]] {
			seen[colors[i]] = true
			s.colors = append(s.colors, colors[i])
		}
	}
}

// fewRuns is the part of pixels that begin a run, one of so many, above which a picture isn't flat art.
const fewRuns = 3

// compress is the rows of s, red, green and blue, as a zlib stream. It is empty for a picture that is better stored in
// another form: one with few colours, with clear ones, or with a new colour at every pixel, as a photograph has.
func (e *Engine) compress(s *sketch) (data []byte, err error) {
	all := s.stretches(e.Shared)
	if err := s.draw(all); err != nil {
		return nil, err
	}
	size := s.page.Dx() * s.page.Dy()
	strips := make([]strip, max(1, (size+stripPixels/2)/stripPixels))
	n := len(strips)
	e.spread(n, func(i int) {
		p := e.borrow()
		strips[i] = p.strip(s, all[len(all)*i/n:len(all)*(i+1)/n], e.Shared, i == n-1)
		e.giveBack(p)
	})
	return join(strips, size), nil
}

// join is the stream of strips, of so many pixels in all, or nothing.
func join(strips []strip, pixels int) []byte {
	data := []byte{0x78, 0xda} // deflate with the usual window, compressed hard
	sum, runs := uint32(1), 0
	colors := map[uint32]bool{}
	for _, s := range strips {
		if !s.opaque {
			return nil
		}
		for _, c := range s.colors {
			colors[c] = true
		}
		runs += s.runs
		data = append(data, s.data...)
		sum = joinChecksums(sum, s.sum, s.bytes)
	}
	if len(colors) <= maxColors || fewRuns*runs > pixels {
		return nil
	}
	return binary.BigEndian.AppendUint32(data, sum)
}
