package jpeg

import (
	"math/bits"
	"slices"
)

// scan is the tiles of a picture as a JPEG tells them, in steps but not coded yet (ITU-T T.81, F.1.2).
type scan struct {
	// words are each a symbol's index, and below it the bits that follow its code; or, marked as still, how many tiles
	// of one colour are like the one before.
	words    []uint32
	counts   [codeCount << 8]uint32 // how often a symbol occurs, by its index: its code, and below it the symbol
	last     [3]int32               // the lowest waves of the last tile
	spectrum spectrum
	bits     []byte // what bytes gives
}

// There are codes for luma's lowest waves and, next to it, for its other ones, and two such codes for both chromas. The
// four lowest bits of a symbol say how many bits follow its code, the others how many waves are left out before it.
const (
	lumaCode   = 0
	chromaCode = 2
	codeCount  = 4
	indexShift = 16
	endOfTile  = 0x00 // the waves that remain are left out
	sixteen    = 0xf0 // sixteen waves are left out
	isStill    = 1 << 31
)

// read tells all of t, in steps of luma and of chroma.
func (s *scan) read(t *tiling, luma, chroma *quantiser) {
	const usual = 16 // words for a component of a tile with edges
	s.words = slices.Grow(s.words[:0], 6*len(t.list)+3*usual*len(t.details))
	s.counts, s.last = [len(s.counts)]uint32{}, [3]int32{}
	quantisers, details := [3]*quantiser{luma, chroma, chroma}, t.details
	for _, tiles := range t.list {
		if tiles.pixel == 0 {
			start := len(s.words)
			for i, q := range quantisers {
				s.tile(i, &details[0][i], q)
			}
			details = details[1:]
			for range tiles.n - 1 {
				start = s.again(start)
			}
			continue
		}
		for i, q := range quantisers {
			s.flat(i, q.flat(uint8(tiles.color>>(8*i))))
		}
		if tiles.n > 1 {
			s.still(uint32(tiles.n - 1))
		}
	}
}

// codeOf is the code of the lowest waves of component i; that of its others is the next.
func codeOf(i int) uint32 {
	if i == 0 {
		return lumaCode
	}
	return chromaCode
}

// flat tells a tile of component i where all levels are the same.
func (s *scan) flat(i int, lowest int32) {
	s.lowest(i, lowest)
	s.word(codeOf(i)+1, endOfTile, 0)
}

// again tells the last tile, whose words begin at start, once more. It says where the new ones begin.
func (s *scan) again(start int) int {
	end := len(s.words)
	for _, word := range s.words[start:end] {
		index := word >> indexShift
		if index>>8&1 == 0 { // a lowest wave: it differs no more
			index &^= 0xff
			word = index << indexShift
		}
		s.counts[index&(codeCount<<8-1)]++
		s.words = append(s.words, word)
	}
	return end
}

// tile tells a tile of component i.
func (s *scan) tile(i int, l *levels, q *quantiser) {
	if l.equal() {
		s.flat(i, q.flat(l[0]))
		return
	}
	waves := s.spectrum.read(l)
	s.lowest(i, q.count(&s.spectrum, 0))
	code := (codeOf(i) + 1) << 8
	counts := (*[1 << 8]uint32)(s.counts[code:])
	words := s.words
	k := 0 // the last wave told
	for waves = q.strong(&s.spectrum, waves) &^ 1; waves != 0; waves &= waves - 1 {
		next := bits.TrailingZeros64(waves)
		zeros := next - k - 1
		k = next
		for ; zeros >= 16; zeros -= 16 {
			counts[sixteen]++
			words = append(words, (code|sixteen)<<indexShift)
		}
		size, low := sized(q.count(&s.spectrum, k))
		symbol := uint32(zeros)<<4 | size
		counts[symbol&0xff]++
		words = append(words, (code|symbol)<<indexShift|low)
	}
	s.words = words
	if k < len(s.spectrum)-1 {
		s.word(codeOf(i)+1, endOfTile, 0)
	}
}

// lowest tells the lowest wave of component i, by its difference from the last one.
func (s *scan) lowest(i int, wave int32) {
	size, low := sized(wave - s.last[i])
	s.last[i] = wave
	s.word(codeOf(i), size, low)
}

func (s *scan) word(code, symbol, low uint32) {
	index := code<<8 | symbol
	s.counts[index]++
	s.words = append(s.words, index<<indexShift|low)
}

// stillIndexes are the symbols of a tile of one colour that is like the last one.
var stillIndexes = [6]uint32{
	lumaCode << 8, (lumaCode+1)<<8 | endOfTile, chromaCode << 8, (chromaCode+1)<<8 | endOfTile,
	chromaCode << 8, (chromaCode+1)<<8 | endOfTile,
}

// still tells n tiles of one colour that are like the last one.
func (s *scan) still(n uint32) {
	for _, index := range stillIndexes {
		s.counts[index] += n
	}
	s.words = append(s.words, isStill|n)
}

// sized is how many bits v takes, and these: of a negative one, less one, so that they begin with a 0.
func sized(v int32) (size, low uint32) {
	sign := v >> 31
	n := bits.Len32(uint32((v ^ sign) - sign))
	return uint32(n), uint32(v+sign) & (1<<(n&31) - 1)
}

// bytes is the scan as it is written, by its symbols' entries; the slice is good until the next call.
func (s *scan) bytes(entries *[codeCount << 8]uint32) []byte {
	size := 0 // bits
	for index, n := range &s.counts {
		size += int(n) * int(entries[index]&(1<<sizeBits-1))
	}
	s.bits = slices.Grow(s.bits[:0], size/8+16)[:size/8+16]
	var end bitEnd
	for words := s.words; len(words) > 0; {
		var n int
		if n, end = end.write(s.bits, words, entries); n < len(words) {
			end = end.repeat(s.bits, words[n]&^isStill, entries)
			n++
		}
		words = words[n:]
	}
	if end.held > 0 { // the last byte is filled with ones
		end = end.put(s.bits, 1<<(8-end.held)-1, 8-end.held)
	}
	return s.bits[:end.at]
}
