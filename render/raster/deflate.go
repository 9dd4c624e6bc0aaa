package raster

import "math/bits"

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

// blockTokens is how many tokens share a code: few enough that it fits the colours of one part of a picture.
const blockTokens = 1 << 13

// token is a byte, or a match: then its distance, less one, and above them its length.
type token uint32

const lengthShift = 16

// deflater writes one stretch of a deflate stream, block by block.
type deflater struct {
	out    []byte
	hold   uint64 // bits that don't fill a byte yet
	held   uint
	tokens []token
	counts [literals]uint32
	fars   [distances]uint32 // counts of distances
	code   code
	far    code
	price  prices
}

// prices is what things cost in bits, by the codes of the last block.
type prices struct {
	literal [256]int32
	length  [maxMatch + 1]int32
	far     [distances]int32
}

// reset begins a new stretch, which is expected to be about as long as the last.
func (d *deflater) reset() {
	d.out, d.hold, d.held, d.tokens = make([]byte, 0, len(d.out)+1<<12), 0, 0, d.tokens[:0]
	d.counts, d.fars = [literals]uint32{}, [distances]uint32{}
	for i := range d.price.literal {
		d.price.literal[i] = 7
	}
	for n := minMatch; n <= maxMatch; n++ {
		c, _ := lengthCode(n)
		d.price.length[n] = 5 + int32(lengthExtra[c])
	}
	for c := range d.price.far {
		d.price.far[c] = 4 + int32(farExtra(c))
	}
}

func (d *deflater) literal(b uint8) {
	d.counts[b]++
	d.push(token(b))
}

// match repeats n bytes, at least three, from so far back.
func (d *deflater) match(n, back int) {
	for n > 0 {
		part := min(n, maxMatch)
		if rest := n - part; rest > 0 && rest < minMatch {
			part -= minMatch
		}
		c, _ := lengthCode(part)
		d.counts[endOfBlock+1+c]++
		d.fars[farCode(back)]++
		d.push(token(part<<lengthShift | (back - 1)))
		n -= part
	}
}

func (d *deflater) push(t token) {
	if d.tokens = append(d.tokens, t); len(d.tokens) >= blockTokens {
		d.flush(false)
	}
}

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

// finish ends the stretch: the stream, when it is the last one, else at the end of a byte, for another one to follow.
func (d *deflater) finish(last bool) []byte {
	if last || len(d.tokens) > 0 {
		d.flush(last)
	}
	if !last {
		d.bits(0, 3) // an empty block that isn't compressed starts at a byte
	}
	for d.held%8 != 0 {
		d.held++
	}
	for ; d.held > 0; d.held -= 8 {
		d.out = append(d.out, byte(d.hold))
		d.hold >>= 8
	}
	if !last {
		d.out = append(d.out, 0, 0, 0xff, 0xff)
	}
	d.hold = 0
	return d.out
}

// flush writes the tokens as one block with a code of its own.
func (d *deflater) flush(last bool) {
	d.counts[endOfBlock]++
	d.code.assign(d.counts[:], maxBits)
	d.far.assign(d.fars[:], maxBits)
	d.header(last)
	for _, t := range d.tokens {
		n := int(t >> lengthShift)
		if n == 0 {
			d.bits(uint64(d.code.bits[t]), d.code.lens[t])
			continue
		}
		back := int(t&(1<<lengthShift-1)) + 1
		c, low := lengthCode(n)
		width := d.code.lens[endOfBlock+1+c]
		d.bits(uint64(d.code.bits[endOfBlock+1+c])|uint64(low)<<width, width+lengthExtra[c])
		f := farCode(back)
		width, extra := d.far.lens[f], farExtra(f)
		d.bits(uint64(d.far.bits[f])|uint64(back-1)&(1<<extra-1)<<width, width+extra)
	}
	d.bits(uint64(d.code.bits[endOfBlock]), d.code.lens[endOfBlock])
	d.learn()
	d.tokens, d.counts, d.fars = d.tokens[:0], [literals]uint32{}, [distances]uint32{}
}

// learn takes over prices from the codes; what didn't occur is dear.
func (d *deflater) learn() {
	or := func(n uint8, otherwise int32) int32 {
		if n == 0 {
			return otherwise
		}
		return int32(n)
	}
	for b := range d.price.literal {
		d.price.literal[b] = or(d.code.lens[b], 13)
	}
	for n := minMatch; n <= maxMatch; n++ {
		c, _ := lengthCode(n)
		d.price.length[n] = or(d.code.lens[endOfBlock+1+c], 13) + int32(lengthExtra[c])
	}
	for c := range d.price.far {
		d.price.far[c] = or(d.far.lens[c], 11) + int32(farExtra(c))
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
	steps := squeeze(lens)
	var counts [19]uint32
	for _, s := range steps {
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
	for _, s := range steps {
		d.bits(uint64(c.bits[s.symbol]), c.lens[s.symbol])
		d.bits(uint64(s.more), s.extra)
	}
}

// step is a length, or several equal ones: then more says how many, in so many extra bits.
type step struct{ symbol, more, extra uint8 }

// squeeze tells lengths by their repetitions.
func squeeze(lens []uint8) []step {
	steps := make([]step, 0, len(lens))
	for i := 0; i < len(lens); {
		v, n := lens[i], 1
		for i+n < len(lens) && lens[i+n] == v {
			n++
		}
		i += n
		if v != 0 {
			steps = append(steps, step{symbol: v})
			n--
		}
		for n > 0 {
			switch {
			case v == 0 && n >= 11:
				k := min(n, 138)
				steps, n = append(steps, step{18, uint8(k - 11), 7}), n-k
			case v == 0 && n >= 3:
				steps, n = append(steps, step{17, uint8(n - 3), 3}), 0
			case n >= 3:
				k := min(n, 6)
				steps, n = append(steps, step{16, uint8(k - 3), 2}), n-k
			default:
				steps, n = append(steps, step{symbol: v}), n-1
			}
		}
	}
	return steps
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
func farExtra(code int) uint8 {
	if code < 4 {
		return 0
	}
	return uint8(code/2 - 1)
}
