package png

import (
	"encoding/binary"
	"image"
)

// bandBytes is how many bytes of a picture make a band, at least, and historyBytes how far matches look back from it.
const (
	bandBytes    = 3 * window / 2
	historyBytes = window
)

// Stretch is the rows of a band, from Y0 up to Y1, and those ahead of them that its matches look back at, from From on.
type Stretch struct{ From, Y0, Y1 int }

// Stretches are the bands of a picture, from top to bottom.
func Stretches(w, h int) []Stretch {
	stride := 1 + pixelBytes*w
	rows, history := (bandBytes+stride-1)/stride, (historyBytes+stride-1)/stride
	all := make([]Stretch, (h+rows-1)/rows)
	for i := range all {
		all[i] = Stretch{From: max(0, i*rows-history), Y0: i * rows, Y1: min(h, (i+1)*rows)}
	}
	return all
}

// stripPixels is about how many pixels of a picture are coded on their own, so that several cores can share a large one.
// A strip costs some bytes, and is the same whoever codes it.
const stripPixels = 1 << 19

// Strips is how many strips a picture has.
func Strips(w, h int) int { return max(1, (w*h+stripPixels/2)/stripPixels) }

// Press finds what repeats in bands of a picture, and codes them, and keeps its buffers between them. The zero Press is
// ready. For each strip, there is a Begin, then for each of its bands an Add, then an End. A band that isn't known yet is
// found by a Next, a Row for each of its rows, and a Match.
type Press struct {
	stride  int // bytes a row
	next    int // the row after the last one that runs holds
	runs    runs
	matcher matcher
	uses    []use

	deflater deflater
	strip    Strip
	tokens   []token         // of the block at hand
	colors   []uint32        // the same
	seen     map[uint32]bool // colours
}

// Begin starts a strip of a picture that is so many pixels wide. Values may stand for other colours than in the last one.
func (p *Press) Begin(width int) {
	if p.seen == nil {
		p.seen = make(map[uint32]bool, maxColors)
	}
	clear(p.seen)
	p.deflater.reset()
	p.stride, p.next = 1+pixelBytes*width, -1
	p.strip = Strip{sum: 1, opaque: true}
	p.tokens, p.colors = p.tokens[:0], p.colors[:0]
}

// Next makes ready to be given the rows of s. It says which is the first: those ahead of it are still there.
func (p *Press) Next(s Stretch) (from int) {
	from, keep := s.Y0, s.Y0-s.From
	if p.next != s.Y0 {
		from, keep = s.From, 0
	}
	p.runs.forget(keep)
	return from
}

// Row takes in a row.
func (p *Press) Row(runs []Run) { p.runs.add(runs) }

// Match finds what repeats in the band of s, of which all rows were given. Its values are less than the given number. shown
// has the band's own numbers for them: shown[i] is the value that it calls i, and shown[0] stands for none. Both are
// valid until the next Match; the band, where it is added, until the End.
func (p *Press) Match(s Stretch, values int) (b Band, shown []uint32) {
	p.next = s.Y1
	p.runs.renumber(p.stride, values)
	p.matcher.runs = &p.runs
	n, first := len(p.tokens), p.runs.after(uint32(p.stride*(s.Y0-s.From)))
	p.tokens = p.matcher.match(first, p.tokens)
	p.uses = p.runs.uses(first, p.uses[:0])
	return Band{
		bytes: p.stride * (s.Y1 - s.Y0), runs: p.runs.count() - first,
		tokens: p.tokens[n:len(p.tokens):len(p.tokens)], uses: p.uses,
	}, p.runs.shown
}

// Add codes the next band of a strip. colors has the colour of each of its values, by its own numbers: premultiplied, red in
// the lowest byte.
func (p *Press) Add(b *Band, colors []uint32) {
	n := len(p.colors)
	p.colors = append(p.colors, colors...) // the deflater holds them until it has enough for a block
	colors = p.colors[n:]
	p.strip.take(b, colors, p.seen)
	if p.deflater.add(tinted{b.tokens, colors}) {
		p.tokens, p.colors = p.tokens[:0], p.colors[:0]
	}
}

// End gives the strip. The last one of a picture ends the stream.
func (p *Press) End(last bool) Strip {
	p.strip.data = p.deflater.finish(last)
	return p.strip
}

// Strip is some bands of a picture, coded.
type Strip struct {
	data   []byte
	sum    uint32
	bytes  int // before compression
	runs   int
	opaque bool
	colors []uint32 // some of them: all up to maxColors, and one more where there are others
}

// take adds up what is to be known about b; seen are the colours before it.
func (s *Strip) take(b *Band, colors []uint32, seen map[uint32]bool) {
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

// opaqueBlack is the least of the colours through which nothing shows.
const opaqueBlack = 0xff << 24

// fewRuns is the part of pixels that begin a run, one of so many, above which a picture isn't flat art.
const fewRuns = 3

// Join is the file of a picture of such a size in all its strips. It is empty for a picture that is better stored in another
// form (Encode): one with few colours, with clear ones, or with a new colour at every pixel, as a photograph has.
func Join(size image.Point, strips []Strip, a About) []byte {
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
	if len(colors) <= maxColors || fewRuns*runs > size.X*size.Y {
		return nil
	}
	data = binary.BigEndian.AppendUint32(data, sum)
	return file(pixmap{w: size.X, h: size.Y, kind: kindRGB, depth: 8}, data, a)
}
