package png

import (
	"encoding/binary"
	"hash/adler32"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kic/render/raster/png/pngtest"
)

// zlibOf is a zlib stream of what write tells a deflater; sum is the checksum of want.
func zlibOf(write func(d *deflater), want []byte) []byte {
	var d deflater
	write(&d)
	d.held = (d.held + 7) &^ 7
	d.align()
	return binary.BigEndian.AppendUint32(append([]byte{0x78, 0xda}, d.out...), adler32.Checksum(want))
}

// codesOf starts a last block with codes of the given lengths, up to 15 bits; other literals have none.
func codesOf(d *deflater, literal map[int]uint8, far ...uint8) {
	lens := make([]uint8, endOfBlock+1, literals)
	for symbol, n := range literal {
		lens = append(lens, make([]uint8, max(0, symbol+1-len(lens)))...)
		lens[symbol] = n
	}
	d.bits(0b101, 3)
	d.bits(uint64(len(lens)-257), 5)
	d.bits(uint64(len(far)-1), 5)
	d.bits(15, 4)
	for _, symbol := range order { // the code of each length is the length, in four bits
		if symbol < 16 {
			d.bits(4, 3)
		} else {
			d.bits(0, 3)
		}
	}
	for _, n := range append(lens, far...) {
		d.bits(uint64(n&1<<3|n&2<<1|n&4>>1|n&8>>3), 4)
	}
}

func TestTheStrictReaderTakesWhatTheStandardAllows(t *testing.T) {
	for _, c := range []struct {
		name, want string
		write      func(d *deflater)
	}{
		{"nothing, in the fixed code", "", func(d *deflater) { d.bits(0b011, 10) }},
		{"a stored block", "ab", func(d *deflater) {
			d.bits(1, 8)
			d.bits(2|0xfffd<<16, 32)
			d.bits('a'|'b'<<8, 16)
		}},
		{"one distance of one bit", "aaaa", func(d *deflater) {
			codesOf(d, map[int]uint8{'a': 1, endOfBlock: 2, endOfBlock + 1: 2}, 1)
			d.bits(0b01_0_11_0, 6) // a, three bytes from one byte back, the end
		}},
		{"no distance", "a", func(d *deflater) {
			codesOf(d, map[int]uint8{'a': 1, endOfBlock: 1}, 0)
			d.bits(0b10, 2)
		}},
	} {
		got, _, err := pngtest.Inflate(zlibOf(c.write, []byte(c.want)))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %q and error %v, want %q", c.name, got, err, c.want)
		}
	}
}

func TestTheStrictReaderRefusesWhatTheStandardForbids(t *testing.T) {
	empty := func(d *deflater) { d.bits(0b011, 10) }
	edited := func(at int, v byte) []byte {
		data := zlibOf(empty, nil)
		data[(len(data)+at)%len(data)] ^= v
		return data
	}
	two := map[int]uint8{'a': 1, endOfBlock: 1}
	dynamic := func(literal map[int]uint8, far ...uint8) []byte {
		return zlibOf(func(d *deflater) { codesOf(d, literal, far...); d.bits(0b10, 2) }, []byte("a"))
	}
	fixed := func(v uint64, n uint8, want string) []byte {
		return zlibOf(func(d *deflater) { d.bits(0b011, 3); d.bits(v, n) }, []byte(want))
	}
	for _, c := range []struct {
		want string // of the error
		data []byte
	}{
		{"literals is incomplete: 1 symbol", zlibOf(func(d *deflater) { d.flush(true) }, nil)},
		{"literals is incomplete: 2 symbols", dynamic(map[int]uint8{'a': 1, endOfBlock: 2}, 0)},
		{"literals is oversubscribed", dynamic(map[int]uint8{'a': 1, 'b': 1, endOfBlock: 1}, 0)},
		{"no end of a block", dynamic(map[int]uint8{'a': 1, 'b': 1}, 0)},
		{"distances is incomplete: 1 symbol", dynamic(two, 2)},
		{"distances is incomplete: 2 symbols", dynamic(two, 1, 2)},
		{"distances is oversubscribed", dynamic(two, 1, 1, 1)},
		{"distances is oversubscribed", dynamic(two, 1, 2, 2, 15)},
		{"32 distances", dynamic(two, slices.Repeat([]uint8{5}, 32)...)},
		{"lengths is incomplete", zlibOf(func(d *deflater) { d.bits(0b101, 17); d.bits(0b001, 12) }, nil)},
		{"code 286 is reserved", fixed(0b01100011, 8, "")},
		{"code 30 is reserved", fixed(0b01111_1000000, 12, "")},
		{"1 bytes back, after 0", fixed(0b00000_1000000, 12, "")},
		{"kind is reserved", zlibOf(func(d *deflater) { d.bits(0b111, 3) }, nil)},
		{"complement", zlibOf(func(d *deflater) { d.bits(1, 8); d.bits(2|0xfffc<<16, 32) }, nil)},
		{"ends too early", zlibOf(func(d *deflater) { d.bits(0b010, 10) }, nil)},
		{"aren't 0", zlibOf(func(d *deflater) { d.bits(0b011|1<<12, 13) }, nil)},
		{"1 bytes between", zlibOf(func(d *deflater) { d.bits(0b011, 24) }, nil)},
		{"checksum", edited(-1, 1)},
		{"check of the header", edited(1, 1)},
		{"method", edited(0, 1)},
	} {
		if _, _, err := pngtest.Inflate(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got error %v, want one that says %q", err, c.want)
		}
	}
	// A window of 256 bytes, and a match further back.
	body := zlibOf(func(d *deflater) {
		d.bits(0b011, 3)
		d.bits(0, 0)
		for range 300 {
			d.bits(0b00001100, 8) // the byte 0
		}
		d.bits(0b00001_1000000, 12) // from a distance of code 16, which starts at 257
		d.bits(0, 7)
		d.bits(0, 7)
	}, make([]byte, 303))
	if _, _, err := pngtest.Inflate(body); err != nil {
		t.Errorf("a match within the window: %v", err)
	}
	body[0], body[1] = 0x08, 0x1d
	if _, _, err := pngtest.Inflate(body); err == nil || !strings.Contains(err.Error(), "window of 256") {
		t.Errorf("a match beyond the window gives the error %v", err)
	}
}

// randomTokens is n tokens of pixels, row ends and matches, and the bytes that they stand for, after others.
func randomTokens(random *rand.Rand, n int, colors []uint32, before []byte) (tokens []token, all []byte) {
	all = before
	for len(tokens) < n {
		switch at := random.IntN(8); {
		case at == 0:
			tokens, all = append(tokens, 0), append(all, 0)
		case at < 4 && len(all) > 0:
			back := 1 + random.IntN(min(len(all), window))
			length := minMatch + random.IntN(maxMatch-minMatch+1)
			tokens = appendMatch(tokens, length, back)
			for range length {
				all = append(all, all[len(all)-back])
			}
		default:
			k := 1 + random.IntN(len(colors)-1)
			px := colors[k]
			tokens, all = append(tokens, token(k)), append(all, byte(px), byte(px>>8), byte(px>>16))
		}
	}
	return tokens, all
}

// checkBands writes bands of so many tokens as strips, and holds what comes of it to a strict reader. A band of 0 tokens
// ends a strip. It says how many blocks are empty.
func checkBands(t *testing.T, seed uint64, bands ...int) (empty int) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 5))
	colors := []uint32{0}
	for range 1 + random.IntN(400) {
		colors = append(colors, random.Uint32())
	}
	stream, want := []byte{0x78, 0xda}, []byte(nil)
	var d deflater
	d.reset()
	for _, n := range bands {
		if n == 0 {
			stream = append(stream, d.finish(false)...)
			d.reset()
			continue
		}
		var tokens []token
		tokens, want = randomTokens(random, n, colors, want)
		d.add(tinted{tokens, colors})
	}
	stream = append(stream, d.finish(true)...)
	stream = binary.BigEndian.AppendUint32(stream, adler32.Checksum(want))
	got, blocks, err := pngtest.Inflate(stream)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("bands of %v tokens: %d bytes of %d and error %v; the blocks are %v", bands, len(got), len(want), err, blocks)
	}
	for _, b := range blocks {
		if b.Kind != 0 && b.Bytes == 0 {
			empty++
		}
	}
	return empty
}

func TestAStreamIsWholeWhereverItsBlocksEnd(t *testing.T) {
	for _, c := range []struct {
		name  string
		bands []int
		empty int // blocks at the end
	}{
		{"one token", []int{1}, 0},
		{"a token less than a block", []int{blockTokens - 1}, 0},
		{"a block", []int{blockTokens}, 1},
		{"a token more than a block", []int{blockTokens + 1}, 1},
		{"a block of two bands", []int{blockTokens - 1, 1}, 1},
		{"two blocks", []int{blockTokens, blockTokens}, 1},
		{"a block and a token", []int{blockTokens, 1}, 0},
		{"a block and almost another", []int{blockTokens, 1, blockTokens - 2}, 0},
		{"a strip of a block ahead", []int{blockTokens, 0, 1}, 0},
		{"a strip of a block and a token ahead", []int{blockTokens, 1, 0, blockTokens}, 1},
		{"strips of a block", []int{blockTokens, 0, blockTokens, 0, blockTokens}, 1},
		{"nothing", nil, 1},
	} {
		for seed := range uint64(5) {
			if got := checkBands(t, seed, c.bands...); got != c.empty {
				t.Errorf("%s: %d blocks are empty, want %d", c.name, got, c.empty)
			}
		}
	}
}

func FuzzStreamIsWhole(f *testing.F) {
	f.Add(uint64(1), uint16(1), uint16(0), uint16(1))
	f.Add(uint64(2), uint16(blockTokens-1), uint16(1), uint16(blockTokens))
	f.Add(uint64(3), uint16(blockTokens), uint16(0), uint16(blockTokens))
	f.Fuzz(func(t *testing.T, seed uint64, a, b, c uint16) {
		bands := []int{int(a % (2 * blockTokens)), int(b % (2 * blockTokens)), int(c % (2 * blockTokens))}
		checkBands(t, seed, bands...)
		if full := (bands[0] + bands[1] + bands[2]) % blockTokens; full > 0 {
			checkBands(t, seed, append(bands, blockTokens-full)...)
		}
	})
}
