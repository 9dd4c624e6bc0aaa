package png

import (
	"math/bits"
	"slices"

	"kic/render/raster/huffman"
)

// code is a Huffman code of deflate (RFC 1951, 3.2.2), by symbol: the bits in the order in which they are written, and
// how many they are; 0 for a symbol that doesn't occur.
type code struct {
	bits [literals]uint16
	lens [literals]uint8
}

// assign makes the best code for symbols that occur so often, of which none is longer than most bits.
func (c *code) assign(counts []uint32, most int) {
	var used [literals]uint64 // how often, and which symbol
	n := 0
	for s, k := range counts {
		c.lens[s] = 0
		if k > 0 {
			used[n] = uint64(k)<<16 | uint64(s)
			n++
		}
	}
	sorted := used[:n]
	slices.Sort(sorted)
	ofLength := huffman.Lengths(sorted, most)
	next := 0
	for length := most; length > 0; length-- { // the rarest have the longest
		for range ofLength[length] {
			c.lens[sorted[next]&0xffff] = uint8(length)
			next++
		}
	}
	c.number(len(counts), most, ofLength)
}

// number gives the codes their values: those of one length follow each other.
func (c *code) number(symbols, most int, ofLength [huffman.MaxDepth + 1]int) {
	var next [huffman.MaxDepth + 1]uint16
	for length := 1; length <= most; length++ {
		next[length] = (next[length-1] + uint16(ofLength[length-1])) << 1
	}
	for s := range symbols {
		if n := c.lens[s]; n > 0 {
			c.bits[s] = bits.Reverse16(next[n]) >> (16 - n)
			next[n]++
		}
	}
}
