package raster

import (
	"math/bits"
	"slices"
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
	ofLength := lengthsOf(sorted, most)
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
func (c *code) number(symbols, most int, ofLength [maxDepth + 1]int) {
	var next [maxDepth + 1]uint16
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

// maxDepth bounds the depth of a tree before it is limited: the counts of one block are far too small for more.
const maxDepth = 32

// lengthsOf says how many symbols get a code of each length; sorted has their counts above bit 16, the rarest first.
func lengthsOf(sorted []uint64, most int) (ofLength [maxDepth + 1]int) {
	n := len(sorted)
	if n < 2 {
		ofLength[1] = n
		return ofLength
	}
	// The two rarest become one, again and again. Joined ones come out in order, so that they queue behind the symbols.
	var count [2 * literals]uint64
	var parent [2 * literals]int16
	leaf, joined := 0, n
	rarest := func(top int) int {
		if leaf < n && (joined == top || sorted[leaf]>>16 <= count[joined]) {
			count[leaf] = sorted[leaf] >> 16
			leaf++
			return leaf - 1
		}
		joined++
		return joined - 1
	}
	root := 2*n - 2
	for top := n; top <= root; top++ {
		a := rarest(top)
		b := rarest(top)
		count[top] = count[a] + count[b]
		parent[a], parent[b] = int16(top), int16(top)
	}
	var depth [2 * literals]uint8
	for i := root - 1; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
		if i < n {
			ofLength[min(int(depth[i]), maxDepth)]++
		}
	}
	limit(&ofLength, most)
	return ofLength
}

// limit shortens codes that are longer than most, and makes room by lengthening others as little as it takes.
func limit(ofLength *[maxDepth + 1]int, most int) {
	for length := most + 1; length <= maxDepth; length++ {
		ofLength[most] += ofLength[length]
		ofLength[length] = 0
	}
	room := -(1 << most) // what the codes take beyond all that there is, in codes of the greatest length
	for length := 1; length <= most; length++ {
		room += ofLength[length] << (most - length)
	}
	for ; room > 0; room-- {
		ofLength[most]--
		for length := most - 1; length > 0; length-- {
			if ofLength[length] > 0 {
				ofLength[length]--
				ofLength[length+1] += 2
				break
			}
		}
	}
}
