package jpeg

import (
	"bytes"
	"encoding/binary"
	"slices"

	"kic/render/raster/huffman"
)

// code is a Huffman code as a JPEG defines it: how many symbols have a code of each length from 1 to 16, and all
// symbols, those with the shortest codes first.
type code struct {
	ofLength [longestCode]uint8
	symbols  []uint8
}

const longestCode = 16

// codeFor is the best code for symbols that occur so often. None of its codes is all ones (ITU-T T.81, C).
func codeFor(counts []uint32) code {
	// A symbol that never occurs, and so has the longest code, stands for the one of all ones.
	const nobody = 1 << 8
	sorted := []uint64{nobody}
	for symbol, n := range counts {
		if n > 0 {
			sorted = append(sorted, uint64(n)<<16|uint64(symbol))
		}
	}
	slices.Sort(sorted)
	ofLength := huffman.Lengths(sorted, longestCode)
	var c code
	longest := 0
	for i := range c.ofLength {
		if c.ofLength[i] = uint8(ofLength[i+1]); ofLength[i+1] > 0 {
			longest = i
		}
	}
	c.ofLength[longest]--
	for i := len(sorted) - 1; i > 0; i-- {
		c.symbols = append(c.symbols, uint8(sorted[i]))
	}
	return c
}

// sizeBits is how many bits in an entry say how many bits are written, of which there are at most 16 and 11.
const sizeBits = 5

// fill sets what symbols are written as: their bits, with room for those that follow, and below them how many these are.
func (c *code) fill(entries []uint32) {
	code, at := uint32(0), 0
	for i, n := range c.ofLength {
		for range n {
			symbol := c.symbols[at]
			follow := uint32(symbol & 0xf)
			entries[symbol] = code<<follow<<sizeBits | uint32(i+1) + follow
			code++
			at++
		}
		code <<= 1
	}
}

// write writes words up to the first one that stands for tiles like the last. It says how many these are.
func (e bitEnd) write(out []byte, words []uint32, entries *[codeCount << 8]uint32) (int, bitEnd) {
	for i, word := range words {
		if word&isStill != 0 {
			return i, e
		}
		code := entries[word>>indexShift&(codeCount<<8-1)]
		e = e.put(out, uint64(code>>sizeBits|word&(1<<indexShift-1)), uint(code&(1<<sizeBits-1)))
	}
	return len(words), e
}

// repeat writes n tiles that are like the last.
func (e bitEnd) repeat(out []byte, n uint32, entries *[codeCount << 8]uint32) bitEnd {
	var codes [len(stillIndexes) / 2]uint64
	var sizes [len(stillIndexes) / 2]uint
	for i, index := range &stillIndexes {
		code := entries[index]
		size := uint(code & (1<<sizeBits - 1))
		codes[i/2] = codes[i/2]<<size | uint64(code>>sizeBits)
		sizes[i/2] += size
	}
	for range n {
		for i, code := range &codes {
			e = e.put(out, code, sizes[i])
		}
	}
	return e
}

// bitEnd is where bits end that are written highest first.
type bitEnd struct {
	at   int    // whole bytes
	hold uint64 // the lowest bits don't fill a byte yet, the others are written
	held uint   // how many don't
}

// put adds the n lowest bits of v, from 1 to 57; the others must be 0. It may set up to eight bytes of out past the end.
func (e bitEnd) put(out []byte, v uint64, n uint) bitEnd {
	e.hold = e.hold<<(n&63) | v
	e.held += n
	binary.BigEndian.PutUint64(out[e.at:], e.hold<<(-e.held&63))
	e.at += int(e.held / 8)
	e.held %= 8
	return e
}

// appendStuffed adds raw. After each byte of all ones, a zero tells that it begins no marker.
func appendStuffed(out, raw []byte) []byte {
	out = slices.Grow(out, len(raw)+bytes.Count(raw, []byte{0xff}))
	for {
		n := bytes.IndexByte(raw, 0xff) + 1
		if n == 0 {
			return append(out, raw...)
		}
		out = append(append(out, raw[:n]...), 0)
		raw = raw[n:]
	}
}
