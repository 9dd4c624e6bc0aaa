package raster

import "image"

// bandBytes is how many bytes of a picture make a band, at least, and historyBytes how far matches look back from it.
const (
	bandBytes    = 3 * window / 2
	historyBytes = window
)

// bandRows is how many rows of a picture make a band, and how many ahead of them its matches look back at.
func bandRows(width int) (rows, history int) {
	stride := 1 + pixelBytes*width
	return (bandBytes + stride - 1) / stride, (historyBytes + stride - 1) / stride
}

// band is some rows of a picture of which it is known what repeats: all of a file but its colours.
type band struct {
	bytes  int // before compression
	runs   int
	tokens []token
	uses   []use // by the numbers of tokens
}

// use is how many pixels of a band have a shade; and their weight in the checksum, which is how many bytes there are
// from the first one of each to the band's end, in all, modulo adler.
type use struct{ pixels, weight uint16 }

// adler is the modulus of a zlib stream's checksum (RFC 1950, 8.2).
const adler = 65521

// press makes bands of pictures, and compresses them, and keeps its buffers between them.
type press struct {
	composer composer
	next     int // the row after the last one that runs holds
	runs     runs
	matcher  matcher
	uses     []use
	copier   copier

	deflater deflater
	tokens   []token         // of the block at hand
	colors   []uint32        // the same
	seen     map[uint32]bool // colours
}

// match paints a band of a page and finds what repeats in it. What it says is valid until the next one.
func (p *press) match(s *sketch, t stretch) band {
	w := s.page.Dx()
	from, keep := t.y0, t.y0-t.from
	if p.next != t.y0 {
		from, keep = t.from, 0
	}
	p.runs.read(p.composer.compose(s.steps, image.Rect(0, from, w, t.y1)).rows, keep)
	p.next = t.y1
	stride := 1 + pixelBytes*w
	p.runs.renumber(stride, len(p.composer.shades.list))
	p.matcher.runs = &p.runs
	n, first := len(p.tokens), p.runs.after(uint32(stride*(t.y0-t.from)))
	p.tokens = p.matcher.match(first, p.tokens)
	p.uses = p.runs.uses(first, p.uses[:0])
	return band{
		bytes: stride * (t.y1 - t.y0), runs: p.runs.count() - first,
		tokens: p.tokens[n:len(p.tokens):len(p.tokens)], uses: p.uses,
	}
}

// uses adds up the runs from the given one on, by the numbers of their shades.
func (r *runs) uses(first int, to []use) []use {
	for range r.shown {
		to = append(to, use{})
	}
	end := uint64(r.list[r.count()].at)
	for i := first; i < r.count(); i++ {
		v := r.list[i].value
		if v == 0 {
			continue
		}
		n := uint64(r.bytes(i) / pixelBytes)
		u := &to[v]
		u.pixels += uint16(n)
		u.weight = uint16((uint64(u.weight) + n*(end-uint64(r.list[i].at)) - pixelBytes*(n*(n-1)/2)) % adler)
	}
	return to
}

// checksum is the Adler-32 of a band in colors, by the numbers of its shades.
func (b *band) checksum(colors []uint32) uint32 {
	low, high := uint64(1), uint64(b.bytes)
	for i, u := range b.uses {
		if u.pixels == 0 {
			continue
		}
		c := colors[i]
		red, green, blue := uint64(c&0xff), uint64(c>>8&0xff), uint64(c>>16&0xff)
		sum, n := red+green+blue, uint64(u.pixels)
		low += n * sum
		high += uint64(u.weight)*sum + adler - n%adler*(green+2*blue)%adler
	}
	return uint32(high%adler)<<16 | uint32(low%adler)
}

// joinChecksums is the Adler-32 of bytes with the sum first and n more bytes with the sum second.
func joinChecksums(first, second uint32, n int) uint32 {
	a1, b1 := uint64(first&0xffff), uint64(first>>16)
	a2, b2 := uint64(second&0xffff), uint64(second>>16)
	a := a1 + a2 + adler - 1
	b := b1 + b2 + uint64(n)%adler*(a1+adler-1)
	return uint32(b%adler)<<16 | uint32(a%adler)
}
