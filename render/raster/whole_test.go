package raster

import (
	"encoding/binary"
	"fmt"
	"hash/adler32"
	"image"
	"image/color"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kic/render/scene"
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
		got, _, err := inflateStrictly(zlibOf(c.write, []byte(c.want)))
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
		if _, _, err := inflateStrictly(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
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
	if _, _, err := inflateStrictly(body); err != nil {
		t.Errorf("a match within the window: %v", err)
	}
	body[0], body[1] = 0x08, 0x1d
	if _, _, err := inflateStrictly(body); err == nil || !strings.Contains(err.Error(), "window of 256") {
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
	got, blocks, err := inflateStrictly(stream)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("bands of %v tokens: %d bytes of %d and error %v; the blocks are %v", bands, len(got), len(want), err, blocks)
	}
	for _, b := range blocks {
		if b.kind != 0 && b.bytes == 0 {
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

// mosaic is a picture in cells of so many pixels across and one down, each in one of n random colours; clear ones, too.
func mosaic(seed uint64, w, h, cell, n int, clear bool) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 6))
	colors := make([]uint32, n)
	for i := range colors {
		c := random.Uint32() | 0xff000000
		if clear {
			c = premultiply(word(color.NRGBA{uint8(c), uint8(c >> 8), uint8(c >> 16), uint8(random.IntN(256))}))
		}
		colors[i] = c
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		c := colors[random.IntN(n)]
		for x := range w {
			if x%cell == 0 {
				c = colors[random.IntN(n)]
			}
			binary.LittleEndian.PutUint32(img.Pix[img.PixOffset(x, y):], c)
		}
	}
	return img
}

// checkWhole writes img and holds the file to a strict reader. It says whether the last block is empty.
func checkWhole(t *testing.T, name string, img *image.RGBA) (empty bool) {
	t.Helper()
	data, err := PNG(img, Meta{})
	if err != nil {
		t.Fatal(err)
	}
	got, blocks := readStrictly(t, data)
	same(t, premultiplied(got), img, 0)
	if t.Failed() {
		t.Fatalf("%s: the picture isn't whole; its blocks are %v", name, blocks)
	}
	return blocks[len(blocks)-1].bytes == 0
}

func TestAPictureOfAnySizeIsWhole(t *testing.T) {
	sizes := []image.Point{{120, 120}, {160, 90}, {468, 60}, {60, 468}, {1, 5000}, {5000, 1}, {1000, 800}}
	for w := 1; w <= 12; w++ {
		for h := 1; h <= 12; h++ {
			sizes = append(sizes, image.Pt(w, h))
		}
	}
	atBorder := 0
	for i, size := range sizes { // the largest in two strips
		for _, n := range []int{1, 5, 200, 3000} {
			for _, clear := range []bool{false, true} {
				name := fmt.Sprintf("%d colours of %v, clear: %t", n, size, clear)
				if checkWhole(t, name, mosaic(uint64(i), size.X, size.Y, 4+i%9, n, clear)) {
					atBorder++
				}
			}
		}
	}
	if atBorder < 3 {
		t.Errorf("%d pictures end where a block does, want more to try it with", atBorder)
	}
}

func TestEveryKindOfPictureIsWhole(t *testing.T) {
	half := color.NRGBA{0, 94, 184, 128}
	blend := &scene.Gradient{To: scene.Point{X: 300, Y: 200}, Stops: []scene.Stop{{Color: gold}, {Offset: 1, Color: blue}}}
	faded := &scene.Gradient{To: scene.Point{X: 300}, Stops: []scene.Stop{{Color: gold}, {Offset: 1, Color: color.NRGBA{0, 94, 184, 0}}}}
	filling := func(g *scene.Gradient) scene.Scene {
		return page(300, 200, scene.Shape{Path: scene.RectPath(scene.Rect{W: 300, H: 200}), Fill: scene.Paint{Gradient: g}}, words(20, 90, 30, 8, white))
	}
	picture := scene.Image{Source: photo(200, 150), Box: scene.Rect{X: 30, Y: 20, W: 200, H: 150}}
	for name, s := range map[string]scene.Scene{
		"art":                           flatArt(),
		"one colour":                    page(300, 200, rect(0, 0, 300, 200, blue)),
		"one pixel":                     page(1, 1, rect(0, 0, 1, 1, gold)),
		"one clear pixel":               page(1, 1, rect(0, 0, 1, 1, half)),
		"a palette":                     page(300, 200, rect(0, 0, 300, 200, white), disc(100, 100, 80, ink)),
		"a palette with clear parts":    page(300, 200, disc(100, 100, 80, half)),
		"a gradient":                    filling(blend),
		"a gradient that fades":         filling(faded),
		"a picture":                     page(300, 200, rect(0, 0, 300, 200, white), picture),
		"a picture on clear ground":     page(300, 200, picture),
		"flat art with some words":      piece(bluish, 8),
		"flat art with longer words":    piece(bluish, 15),
		"flat art with somebody's logo": piece(bluish, 8, disc(60, 60, 40, half)),
	} {
		t.Run(name, func(t *testing.T) {
			want, err := Draw(s, int(s.W), int(s.H), letters)
			if err != nil {
				t.Fatal(err)
			}
			data := written(t, new(Engine), s)
			same(t, premultiplied(strictly(t, data)), want, 0)
			for _, limit := range []int{len(data) - 1, len(data) * 3 / 4} { // compressed harder, and with fewer colours
				if data, err := Encode(want, FormatPNG, Meta{}, limit); err == nil {
					strictly(t, data)
				}
			}
		})
	}
}

// strictly is the picture that a strict reader finds in a PNG.
func strictly(t testing.TB, data []byte) image.Image {
	t.Helper()
	img, _ := readStrictly(t, data)
	return img
}

func TestTheNextBrandsPictureIsWholeWhereverItsBlocksEnd(t *testing.T) {
	tiles := func(brand uint8) scene.Scene { // in colours of its own, each once
		s := page(120, 120)
		for i := range 30 * 120 {
			s.Items = append(s.Items, rect(float64(i%30*4), float64(i/30), 4, 1, color.NRGBA{uint8(i), uint8(i >> 8), 50 * brand, 255}))
		}
		return s
	}
	engine := &Engine{Shared: new(Shared)}
	for brand := range uint8(3) {
		data := written(t, engine, tiles(brand))
		if _, blocks := readStrictly(t, data); blocks[len(blocks)-1].bytes > 0 {
			t.Errorf("brand %d: its blocks are %v, want nothing in the last one", brand+1, blocks)
		}
		if drawn := len(engine.drawer.steps) > 0; drawn != (brand == 0) {
			t.Errorf("brand %d is drawn: %t, want the first alone", brand+1, drawn)
		}
	}
}

func FuzzPictureIsWhole(f *testing.F) {
	f.Add(uint64(1), uint16(1), uint16(1), uint8(1), uint16(1), false)
	f.Add(uint64(2), uint16(120), uint16(120), uint8(4), uint16(3000), false)
	f.Add(uint64(3), uint16(468), uint16(60), uint8(9), uint16(300), true)
	f.Fuzz(func(t *testing.T, seed uint64, w, h uint16, cell uint8, n uint16, clear bool) {
		checkWhole(t, "it", mosaic(seed, 1+int(w%700), 1+int(h%300), 1+int(cell%40), 1+int(n%4000), clear))
	})
}
