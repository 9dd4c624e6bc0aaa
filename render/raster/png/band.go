package png

// Band is some rows of a picture of which it is known what repeats: all of a file but its colours. Its values are numbered
// from 1, in the order in which they come in the rows.
type Band struct {
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

// Has reports whether value i of a band is that of any pixel in it.
func (b *Band) Has(i int) bool { return b.uses[i].pixels > 0 }

// uses adds up the runs from the given one on, by the numbers of their shades.
func (r *runs) uses(first int, to []use) []use {
	for range r.shown {
		to = append(to, use{})
	}
	end := uint64(r.list[r.count()].At)
	for i := first; i < r.count(); i++ {
		v := r.list[i].Value
		if v == 0 {
			continue
		}
		n := uint64(r.bytes(i) / pixelBytes)
		u := &to[v]
		u.pixels += uint16(n)
		u.weight = uint16((uint64(u.weight) + n*(end-uint64(r.list[i].At)) - pixelBytes*(n*(n-1)/2)) % adler)
	}
	return to
}

// checksum is the Adler-32 of a band in colors, by the numbers of its shades.
func (b *Band) checksum(colors []uint32) uint32 {
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
