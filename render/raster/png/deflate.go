package png

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// The numbers of deflate (RFC 1951).
const (
	literals   = 286 // bytes, the end of a block and the codes of lengths
	distances  = 30
	endOfBlock = 256
	maxBits    = 15 // of a code
	minMatch   = 3
	maxMatch   = 258
	window     = 1 << 15 // how far back a match may lie
)

// blockTokens is about how many tokens share a code: few enough that it fits the colours of one part of a picture.
const blockTokens = 4000

// token is a pixel to be written as it is, or a match. A pixel has the number of its shade, where 0 is the byte that begins
// a row. A match has the codes of its length and its distance, and what the bits after each say.
type token uint32

const (
	isMatch     token = 1 << 31
	lengthShift       = 23 // above it is the code of the length, and below it, 5 bits, what follows that
	lowShift          = 18
	farShift          = 13 // above it is the code of the distance, and below it what follows that
)

// appendMatch adds n bytes, at least three, from so far back.
func appendMatch(to []token, n, back int) []token {
	f := farCode(back)
	far := token(f)<<farShift | token(back-1)&(1<<farExtra[f]-1)
	for n > 0 {
		part := min(n, maxMatch)
		if rest := n - part; rest > 0 && rest < minMatch {
			part -= minMatch
		}
		c, low := lengthCode(part)
		to = append(to, isMatch|token(c)<<lengthShift|token(low)<<lowShift|far)
		n -= part
	}
	return to
}

// prices is what matches usually cost in bits.
type prices struct {
	length [maxMatch + 1]int32
	far    [distances]int32
}

// usual is what codes come to on average in pictures like ours.
var usual = func() (p prices) {
	for n := minMatch; n <= maxMatch; n++ {
		c, _ := lengthCode(n)
		p.length[n] = 7 + int32(lengthExtra[c])
	}
	p.length[minMatch], p.length[maxMatch] = 3, 5 // a second pixel, and the middle of long runs
	for c := range p.far {
		p.far[c] = 4 + int32(farExtra[c])
	}
	return p
}()

// match is what a match of n bytes costs, near enough, when its distance costs far.
func (p *prices) match(n int, far int32) int32 {
	if n <= maxMatch {
		return far + p.length[n]
	}
	price := int32(n/maxMatch) * (far + p.length[maxMatch])
	if rest := n % maxMatch; rest > 0 {
		price += far + p.length[max(rest, minMatch)]
	}
	return price
}

// deflater writes one stretch of a deflate stream, block by block.
type deflater struct {
	out    []byte
	hold   uint64 // bits that don't fill a byte yet
	held   uint
	block  []tinted
	tokens int              // in block
	counts [literals]uint32 // of them
	fars   [distances]uint32
	code   code
	far    code
}

// tinted is tokens, and the colours of the shades that they name.
type tinted struct {
	tokens []token
	colors []uint32
}

// reset begins a new stretch, which is expected to be about as long as the last.
func (d *deflater) reset() {
	d.out, d.hold, d.held, d.block, d.tokens = make([]byte, 0, len(d.out)+1<<12), 0, 0, d.block[:0], 0
	d.counts, d.fars = [literals]uint32{}, [distances]uint32{}
}

// add takes in more of the stretch, and reports whether all that was taken in is written.
func (d *deflater) add(c tinted) (written bool) {
	for _, t := range c.tokens {
		switch {
		case t >= isMatch:
			d.counts[endOfBlock+1+t>>lengthShift&31]++
			d.fars[t>>farShift&31]++
		case t == 0:
			d.counts[0]++
		default:
			px := c.colors[t]
			d.counts[px&0xff]++
			d.counts[px>>8&0xff]++
			d.counts[px>>16&0xff]++
		}
	}
	d.block = append(d.block, c)
	if d.tokens += len(c.tokens); d.tokens < blockTokens {
		return false
	}
	d.flush(false)
	return true
}

// emptyBlock is a last block of nothing, in the fixed code. With a code of its own it would have one literal, the end of the
// block, and so an incomplete tree: that is allowed for distances only (RFC 1951, 3.2.7), and strict readers stop there.
const (
	emptyBlock = 1 | 1<<1 // the last one, with the fixed code; the end of the block is seven bits of 0
	emptyBits  = 3 + 7
)

// finish ends the stretch: the stream, when it is the last one, else at the end of a byte, for another one to follow.
func (d *deflater) finish(last bool) []byte {
	switch {
	case d.tokens > 0:
		d.flush(last)
	case last:
		d.bits(emptyBlock, emptyBits)
	}
	if !last {
		d.bits(0, 3) // an empty block that isn't compressed starts at a byte
	}
	d.held = (d.held + 7) &^ 7
	d.align()
	if !last {
		d.out = append(d.out, 0, 0, 0xff, 0xff)
	}
	d.hold = 0
	return d.out
}

// flush writes what was taken in, which is at least one token, as one block with a code of its own.
func (d *deflater) flush(last bool) {
	d.counts[endOfBlock]++
	d.code.assign(d.counts[:], maxBits)
	d.far.assign(d.fars[:], maxBits)
	d.header(last)
	for _, c := range d.block {
		d.write(c)
	}
	d.bits(uint64(d.code.bits[endOfBlock]), d.code.lens[endOfBlock])
	d.block, d.tokens = d.block[:0], 0
	d.counts, d.fars = [literals]uint32{}, [distances]uint32{}
}

// write codes tokens. Each takes at most 48 bits, and so all of one go into a word with what the last one left.
func (d *deflater) write(c tinted) {
	const most = 6 // bytes a token
	d.align()
	out := slices.Grow(d.out, most*len(c.tokens)+8)
	out = out[:cap(out)]
	at, hold, held := len(d.out), d.hold, d.held
	code, far := &d.code, &d.far
	for _, t := range c.tokens {
		switch {
		case t >= isMatch:
			n := t >> lengthShift & 31
			hold |= uint64(code.bits[endOfBlock+1+n]) << held
			held += uint(code.lens[endOfBlock+1+n])
			hold |= uint64(t>>lowShift&31) << held
			held += uint(lengthExtra[n])
			n = t >> farShift & 31
			hold |= uint64(far.bits[n]) << held
			held += uint(far.lens[n])
			hold |= uint64(t&(1<<farShift-1)) << held
			held += uint(farExtra[n])
		case t == 0:
			hold |= uint64(code.bits[0]) << held
			held += uint(code.lens[0])
		default:
			px := c.colors[t]
			for range pixelBytes {
				hold |= uint64(code.bits[px&0xff]) << held
				held += uint(code.lens[px&0xff])
				px >>= 8
			}
		}
		binary.LittleEndian.PutUint64(out[at:], hold)
		at += int(held / 8)
		hold >>= held &^ 7
		held &= 7
	}
	d.out, d.hold, d.held = out[:at], hold, held
}

// align writes the bytes that are full.
func (d *deflater) align() {
	for ; d.held >= 8; d.held -= 8 {
		d.out = append(d.out, byte(d.hold))
		d.hold >>= 8
	}
}

// order is that in which a header has the lengths of the codes for lengths (RFC 1951, 3.2.7).
var order = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// header starts a block with the two codes, themselves coded.
func (d *deflater) header(last bool) {
	nl, nd := literals, distances
	for nl > endOfBlock+1 && d.code.lens[nl-1] == 0 {
		nl--
	}
	for nd > 1 && d.far.lens[nd-1] == 0 {
		nd--
	}
	lens := append(append(make([]uint8, 0, literals+distances), d.code.lens[:nl]...), d.far.lens[:nd]...)
	if nd == 1 && d.far.lens[0] == 0 {
		lens[nl] = 1 // a block without matches still has a code for them
	}
	repeats := squeeze(lens)
	var counts [19]uint32
	for _, s := range repeats {
		counts[s.symbol]++
	}
	var c code
	c.assign(counts[:], 7)
	n := len(order)
	for n > 4 && c.lens[order[n-1]] == 0 {
		n--
	}
	if last {
		d.bits(1, 1)
	} else {
		d.bits(0, 1)
	}
	d.bits(2, 2) // codes of its own
	d.bits(uint64(nl-257), 5)
	d.bits(uint64(nd-1), 5)
	d.bits(uint64(n-4), 4)
	for _, s := range order[:n] {
		d.bits(uint64(c.lens[s]), 3)
	}
	for _, s := range repeats {
		d.bits(uint64(c.bits[s.symbol]), c.lens[s.symbol])
		d.bits(uint64(s.more), s.extra)
	}
}

// repeat is a length, or several equal ones: then more says how many, in so many extra bits.
type repeat struct{ symbol, more, extra uint8 }

// squeeze tells lengths by their repetitions.
func squeeze(lens []uint8) []repeat {
	repeats := make([]repeat, 0, len(lens))
	for i := 0; i < len(lens); {
		v, n := lens[i], 1
		for i+n < len(lens) && lens[i+n] == v {
			n++
		}
		i += n
		if v != 0 {
			repeats = append(repeats, repeat{symbol: v})
			n--
		}
		for n > 0 {
			switch {
			case v == 0 && n >= 11:
				k := min(n, 138)
				repeats, n = append(repeats, repeat{18, uint8(k - 11), 7}), n-k
			case v == 0 && n >= 3:
				repeats, n = append(repeats, repeat{17, uint8(n - 3), 3}), 0
			case n >= 3:
				k := min(n, 6)
				repeats, n = append(repeats, repeat{16, uint8(k - 3), 2}), n-k
			default:
				repeats, n = append(repeats, repeat{symbol: v}), n-1
			}
		}
	}
	return repeats
}

// bits writes the n lowest bits of v, at most 32; the others must be 0.
func (d *deflater) bits(v uint64, n uint8) {
	d.hold |= v << d.held
	if d.held += uint(n); d.held >= 32 {
		d.out = append(d.out, byte(d.hold), byte(d.hold>>8), byte(d.hold>>16), byte(d.hold>>24))
		d.hold >>= 32
		d.held -= 32
	}
}

// lengthExtra is how many bits of a length follow each of its codes.
var lengthExtra = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}

// lengthCode is the code of a length, from 0, and what the bits after it say.
func lengthCode(n int) (code, low int) {
	if n == maxMatch {
		return 28, 0
	}
	if n -= minMatch; n < 8 {
		return n, 0
	}
	extra := bits.Len(uint(n)) - 3
	return 4*extra + n>>extra, n & (1<<extra - 1)
}

// farCode is the code of a distance.
func farCode(back int) int {
	if back--; back < 4 {
		return back
	}
	n := bits.Len(uint(back)) - 1
	return 2*n + back>>(n-1)&1
}

// farExtra is how many bits of a distance follow a code of one.
var farExtra = [distances]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
