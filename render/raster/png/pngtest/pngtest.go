// Package pngtest reads PNGs as the strictest program would, for tests of what writes them. It has nothing in common with the
// writer but the standards: PNG (third edition), zlib (RFC 1950) and deflate (RFC 1951).
package pngtest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/adler32"
	"hash/crc32"
	"image"
	"image/png"
	"testing"
)

// reader reads a zlib stream (RFC 1950, 1951) as the strictest program would: what the standards don't allow is an
// error, and so is what they leave open but no writer needs.
type reader struct {
	in     []byte
	at     int    // in bits
	out    []byte // what came of it
	window int
	blocks []Block
}

// Block is a block of deflate that was read.
type Block struct {
	Kind  int // 0: stored, 1: fixed code, 2: code of its own
	Bytes int // that came of it
}

// Inflate is what a zlib stream holds, and the blocks in which it is told.
func Inflate(data []byte) ([]byte, []Block, error) {
	if len(data) < 6 {
		return nil, nil, errors.New("too short for a zlib stream")
	}
	head, body, sum := data[:2], data[2:len(data)-4], binary.BigEndian.Uint32(data[len(data)-4:])
	switch {
	case head[0]&0xf != 8 || head[0]>>4 > 7:
		return nil, nil, fmt.Errorf("the method is %02x", head[0])
	case binary.BigEndian.Uint16(head)%31 != 0:
		return nil, nil, errors.New("the check of the header is wrong")
	case head[1]&0x20 != 0:
		return nil, nil, errors.New("it needs a dictionary")
	}
	r := reader{in: body, window: 1 << (head[0]>>4 + 8)}
	for last := false; !last; {
		var err error
		if last, err = r.block(); err != nil {
			return nil, r.blocks, fmt.Errorf("block %d, bit %d of %d: %w", len(r.blocks)+1, r.at, 8*len(r.in), err)
		}
	}
	if err := r.toByte(); err != nil {
		return nil, r.blocks, err
	}
	if left := len(r.in) - r.at/8; left > 0 {
		return nil, r.blocks, fmt.Errorf("%d bytes between the last block and the checksum", left)
	}
	if got := adler32.Checksum(r.out); got != sum {
		return nil, r.blocks, fmt.Errorf("the checksum is %08x and should be %08x", sum, got)
	}
	return r.out, r.blocks, nil
}

// The numbers of deflate (RFC 1951).
const (
	literals   = 286 // bytes, the end of a block and the codes of lengths
	distances  = 30
	endOfBlock = 256
	maxBits    = 15 // of a code
	minMatch   = 3
	maxMatch   = 258
	lastLength = 28 // the code of the longest match, which has no extra bits
)

// order is that in which a block has the lengths of the codes for lengths (RFC 1951, 3.2.7).
var order = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// extraOfLength is how many bits of a length follow its code.
func extraOfLength(code int) int {
	if code < 8 || code == lastLength {
		return 0
	}
	return code/4 - 1
}

// extraOfDistance is how many bits of a distance follow its code.
func extraOfDistance(code int) int { return max(0, code/2-1) }

var errCut = errors.New("the stream ends too early")

// bits reads n bits, the lowest first.
func (r *reader) bits(n int) (v int, err error) {
	for i := range n {
		if r.at >= 8*len(r.in) {
			return 0, errCut
		}
		v |= int(r.in[r.at/8]>>(r.at%8)&1) << i
		r.at++
	}
	return v, nil
}

// toByte goes on at the next whole byte.
func (r *reader) toByte() error {
	if v, err := r.bits(-r.at & 7); err != nil || v != 0 {
		return errors.New("the bits that fill up a byte aren't 0")
	}
	return nil
}

func (r *reader) block() (last bool, err error) {
	head, err := r.bits(3)
	if err != nil {
		return false, err
	}
	before := len(r.out)
	switch head >> 1 {
	case 0:
		err = r.stored()
	case 1:
		err = r.fixed()
	case 2:
		err = r.dynamic()
	default:
		err = errors.New("its kind is reserved")
	}
	r.blocks = append(r.blocks, Block{head >> 1, len(r.out) - before})
	return head&1 == 1, err
}

func (r *reader) stored() error {
	if err := r.toByte(); err != nil {
		return err
	}
	n, err := r.bits(16)
	if err != nil {
		return err
	}
	if not, err := r.bits(16); err != nil || not != n^0xffff {
		return errors.New("its length and the complement of that differ")
	}
	if r.at/8+n > len(r.in) {
		return errCut
	}
	r.out = append(r.out, r.in[r.at/8:r.at/8+n]...)
	r.at += 8 * n
	return nil
}

// code finds a symbol by the length of its code, above bit 16, and its code.
type code map[int]int

// The three kinds of code of a block, by what may be missing in them.
const (
	ofLengths   = iota // nothing
	ofLiterals         // nothing, and the end of a block must be there
	ofDistances        // all, or all but one code of one bit (3.2.7)
)

// newCode makes the code of symbols with codes of such lengths.
func newCode(lens []int, kind int) (code, error) {
	code, next, used, room := code{}, 0, 0, 1<<maxBits
	for length := 1; length <= maxBits; length++ {
		next <<= 1
		for symbol, n := range lens {
			if n == length {
				code[length<<16|next] = symbol
				next++
				used++
				room -= 1 << (maxBits - length)
			}
		}
	}
	single := used == 1 && room == 1<<(maxBits-1)
	name := [...]string{"lengths", "literals", "distances"}[kind]
	switch {
	case room < 0:
		return nil, fmt.Errorf("the code of %s is oversubscribed", name)
	case room > 0 && !(kind == ofDistances && (used == 0 || single)):
		return nil, fmt.Errorf("the code of %s is incomplete: %d symbols", name, used)
	case kind == ofLiterals && lens[endOfBlock] == 0:
		return nil, errors.New("the code of literals has no end of a block")
	}
	return code, nil
}

func (r *reader) symbol(c code) (int, error) {
	v := 0
	for length := 1; length <= maxBits; length++ {
		bit, err := r.bits(1)
		if err != nil {
			return 0, err
		}
		v = v<<1 | bit
		if symbol, ok := c[length<<16|v]; ok {
			return symbol, nil
		}
	}
	return 0, errors.New("a code that stands for nothing")
}

func (r *reader) fixed() error {
	lens := make([]int, 288)
	for i := range lens {
		switch {
		case i < 144 || i >= 280:
			lens[i] = 8
		case i < 256:
			lens[i] = 9
		}
		if i >= 256 && i < 280 {
			lens[i] = 7
		}
	}
	literal, err := newCode(lens, ofLiterals)
	if err != nil {
		return err
	}
	far, err := newCode(bytesOf(32, 5), ofDistances)
	if err != nil {
		return err
	}
	return r.codes(literal, far)
}

// bytesOf is n numbers v.
func bytesOf(n, v int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = v
	}
	return all
}

func (r *reader) dynamic() error {
	head, err := r.bits(14)
	if err != nil {
		return err
	}
	literalCount, farCount, lengthCount := head&31+257, head>>5&31+1, head>>10+4
	if literalCount > literals || farCount > distances {
		return fmt.Errorf("%d literals and %d distances", literalCount, farCount)
	}
	ofCodes := make([]int, len(order))
	for _, symbol := range order[:lengthCount] {
		if ofCodes[symbol], err = r.bits(3); err != nil {
			return err
		}
	}
	lengths, err := newCode(ofCodes, ofLengths)
	if err != nil {
		return err
	}
	lens, err := r.lengths(lengths, literalCount+farCount)
	if err != nil {
		return err
	}
	literal, err := newCode(lens[:literalCount], ofLiterals)
	if err != nil {
		return err
	}
	far, err := newCode(lens[literalCount:], ofDistances)
	if err != nil {
		return err
	}
	return r.codes(literal, far)
}

// lengths reads n lengths of codes.
func (r *reader) lengths(c code, n int) (lens []int, err error) {
	for len(lens) < n {
		symbol, err := r.symbol(c)
		if err != nil {
			return nil, err
		}
		if symbol < 16 {
			lens = append(lens, symbol)
			continue
		}
		v, repeat := 0, [...]struct{ least, extra int }{{3, 2}, {3, 3}, {11, 7}}[symbol-16]
		more, err := r.bits(repeat.extra)
		if err != nil {
			return nil, err
		}
		if symbol == 16 {
			if len(lens) == 0 {
				return nil, errors.New("the first length repeats the one before it")
			}
			v = lens[len(lens)-1]
		}
		lens = append(lens, bytesOf(repeat.least+more, v)...)
	}
	if len(lens) > n {
		return nil, fmt.Errorf("%d lengths of %d codes", len(lens), n)
	}
	return lens, nil
}

// codes reads what a block tells by its codes, down to the end of the block.
func (r *reader) codes(literal, far code) error {
	for {
		symbol, err := r.symbol(literal)
		switch {
		case err != nil:
			return err
		case symbol < endOfBlock:
			r.out = append(r.out, byte(symbol))
			continue
		case symbol == endOfBlock:
			return nil
		case symbol >= literals:
			return fmt.Errorf("the length code %d is reserved", symbol)
		}
		if err := r.match(symbol-endOfBlock-1, far); err != nil {
			return err
		}
	}
}

func (r *reader) match(length int, far code) error {
	least := minMatch // the shortest match of the code
	for c := range length {
		least += 1 << extraOfLength(c)
	}
	if length == lastLength {
		least = maxMatch
	}
	more, err := r.bits(extraOfLength(length))
	if err != nil {
		return err
	}
	n := least + more
	if n == maxMatch && least < maxMatch {
		return fmt.Errorf("a match of %d bytes has another code", n)
	}
	symbol, err := r.symbol(far)
	if err != nil {
		return err
	}
	if symbol >= distances {
		return fmt.Errorf("the distance code %d is reserved", symbol)
	}
	back := 1
	for c := range symbol {
		back += 1 << extraOfDistance(c)
	}
	if more, err = r.bits(extraOfDistance(symbol)); err != nil {
		return err
	}
	if back += more; back > len(r.out) || back > r.window {
		return fmt.Errorf("a match %d bytes back, after %d bytes in a window of %d", back, len(r.out), r.window)
	}
	for range n {
		r.out = append(r.out, r.out[len(r.out)-back])
	}
	return nil
}

// Read decodes a PNG and fails t where anything is other than the standards have it.
func Read(t testing.TB, data []byte) (img image.Image, blocks []Block) {
	t.Helper()
	names, bodies := Chunks(t, data)
	if names[0] != "IHDR" || names[len(names)-1] != "IEND" || len(names) != len(bodies) {
		t.Fatalf("its chunks are %v", names)
	}
	head := bodies["IHDR"]
	w, h := int(binary.BigEndian.Uint32(head)), int(binary.BigEndian.Uint32(head[4:]))
	samples := map[uint8]int{2: 3, 3: 1, 6: 4}[head[9]]
	stride := 1 + (w*samples*int(head[8])+7)/8
	rows, blocks, err := Inflate(bodies["IDAT"])
	if err != nil {
		t.Fatalf("a strict reader stops: %v", err)
	}
	if len(rows) != stride*h {
		t.Fatalf("it holds %d bytes, want %d rows of %d", len(rows), h, stride)
	}
	for y := range h {
		if filter := rows[y*stride]; filter > 4 {
			t.Fatalf("row %d has the filter %d", y, filter)
		}
	}
	if img, err = png.Decode(bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	return img, blocks
}

// Chunks takes a PNG apart and fails t where a length or a sum is wrong; text chunks are named with their keyword.
func Chunks(t testing.TB, data []byte) (names []string, bodies map[string][]byte) {
	t.Helper()
	rest, ok := bytes.CutPrefix(data, []byte("\x89PNG\r\n\x1a\n"))
	if !ok {
		t.Fatal("no PNG signature")
	}
	bodies = map[string][]byte{}
	for len(rest) > 0 {
		n := int(binary.BigEndian.Uint32(rest))
		kind, body := rest[4:8+n], rest[8:8+n]
		if got, want := binary.BigEndian.Uint32(rest[8+n:]), crc32.ChecksumIEEE(kind); got != want {
			t.Errorf("the sum of %s is %08x, want %08x", kind[:4], got, want)
		}
		name := string(kind[:4])
		if name == "iTXt" {
			key, _, _ := bytes.Cut(body, []byte{0})
			name += " " + string(key)
		}
		names, bodies[name] = append(names, name), body
		rest = rest[12+n:]
	}
	return names, bodies
}
