package jpeg

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"
)

func TestEqualPicturesGiveEqualJPEGs(t *testing.T) {
	whole := art(t, "art-640x360")
	part := whole.SubImage(image.Rect(51, 33, 202, 120)).(*image.RGBA)
	copied := image.NewRGBA(image.Rect(0, 0, 151, 87))
	draw.Draw(copied, copied.Rect, part, part.Rect.Min, draw.Src)
	want := at(t, part, 95)
	var used Press
	for _, img := range []*image.RGBA{photo(99, 77), checkered(500, 9, 16, pureRed, pureBlue), copied} {
		if err := used.load(img, About{}); err != nil {
			t.Fatal(err)
		}
		used.at(80)
	}
	for name, got := range map[string][]byte{
		"the same picture":                 at(t, part, 95),
		"its copy":                         at(t, copied, 95),
		"its copy, in buffers used before": used.at(95),
	} {
		if !bytes.Equal(got, want) {
			t.Errorf("%s has %d bytes that aren't the %d bytes of the picture", name, len(got), len(want))
		}
	}
}

func TestTheLastPixelsOfAPictureGoOnToTheEdgeOfATile(t *testing.T) {
	var flat, pair tiling
	if !flat.read(checkered(9, 17, 1, pureBlue)) || len(flat.list) != 1 || flat.list[0].n != 6 {
		t.Errorf("9 × 17 pixels of blue are the tiles %+v, want 6 equal ones", flat.list)
	}
	if !pair.read(checkered(2, 1, 1, pureBlack, pureWhite)) || len(pair.details) != 1 {
		t.Fatalf("two pixels are %d tiles of several colours, want 1", len(pair.details))
	}
	for i, got := range pair.details[0][0] {
		if want := uint8(255 * min(i%8, 1)); got != want {
			t.Errorf("the luma at %d, %d is %d, want %d", i%8, i/8, got, want)
		}
	}
}

func TestAByteOfAllOnesInAJPEGBeginsNoMarker(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"", ""},
		{"ab", "ab"},
		{"\xff", "\xff\x00"},
		{"a\xff\xff\xd9b\xff", "a\xff\x00\xff\x00\xd9b\xff\x00"},
	} {
		if got := appendStuffed([]byte("-"), []byte(c.raw)); string(got) != "-"+c.want {
			t.Errorf("%q is written as %q, want %q", c.raw, got, "-"+c.want)
		}
	}
	data := at(t, photo(100, 100), 95)
	at := bytes.Index(data, []byte("\xff\xda")) + 2
	ones := 0
	for i, b := range data[at : len(data)-2] {
		if b == 0xff {
			ones++
			if next := data[at+i+1]; next != 0 {
				t.Errorf("at %d there is a marker %02x", at+i, next)
			}
		}
	}
	if ones == 0 {
		t.Error("there is no byte of all ones to try it with")
	}
}

func TestAJPEGHasTheStepsOfTheStandardLibrarys(t *testing.T) {
	// stepsOf is the quantisers of a file, luma's and chroma's.
	stepsOf := func(data []byte) (steps []byte) {
		for at := 2; data[at+1] != 0xda; at += 2 + int(data[at+2])<<8 + int(data[at+3]) {
			if data[at+1] != 0xdb {
				continue
			}
			for part := data[at+4 : at+2+int(data[at+2])<<8+int(data[at+3])]; len(part) > 0; part = part[1+tileSize:] {
				steps = append(steps, part[1:1+tileSize]...)
			}
		}
		return steps
	}
	img := photo(8, 8)
	for quality := leastQuality; quality <= bestQuality; quality++ {
		var standard bytes.Buffer
		if err := jpeg.Encode(&standard, img, &jpeg.Options{Quality: quality}); err != nil {
			t.Fatal(err)
		}
		if got, want := stepsOf(at(t, img, quality)), stepsOf(standard.Bytes()); !bytes.Equal(got, want) {
			t.Errorf("at quality %d they are\n%d, want\n%d", quality, got, want)
		}
	}
}

func TestASpectrumIsTheCosineTransform(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var noise [tileSize]uint8
	for i := range noise {
		noise[i] = uint8(random.IntN(256))
	}
	for _, c := range []struct {
		name  string
		waves uint64
		at    func(x, y int) uint8
	}{
		{"noise", allWaves, func(x, y int) uint8 { return noise[8*y+x] }},
		{"equal rows", acrossWaves, func(x, _ int) uint8 { return noise[x] }},
		{"equal columns", downWaves, func(_, y int) uint8 { return noise[y] }},
		{"two kinds of rows", allWaves, func(x, y int) uint8 { return noise[8*(y/4)+x] }},
		{"one row with several levels", allWaves, func(x, y int) uint8 { return noise[y/5*y%5*x] }},
		{"extremes", allWaves, func(x, y int) uint8 { return uint8(255 * ((x + y) % 2)) }},
	} {
		var l levels
		for i := range l {
			l[i] = c.at(i%8, i/8)
		}
		var s spectrum
		waves := s.read(&l)
		if waves != c.waves {
			t.Errorf("%s: the waves are %x, want %x", c.name, waves, c.waves)
		}
		for k, at := range zigzag {
			u, v := int(at)%8, int(at)/8
			got := float64(s[at]) * waveScale(u) * waveScale(v)
			if waves>>k&1 == 0 {
				got = 0
			}
			if want := wave(&l, u, v); math.Abs(got-want) > 0.001 {
				t.Errorf("%s: the wave %d, %d is %.4f, want %.4f", c.name, u, v, got, want)
			}
		}
	}
}

// wave is one wave of l, as ITU-T T.81 has it (A.3.3).
func wave(l *levels, u, v int) float64 {
	sum := 0.0
	for i, level := range l {
		x, y := float64(i%8), float64(i/8)
		sum += (float64(level) - 128) * math.Cos((2*x+1)*float64(u)*math.Pi/16) * math.Cos((2*y+1)*float64(v)*math.Pi/16)
	}
	for _, k := range []int{u, v} {
		if k == 0 {
			sum /= math.Sqrt2
		}
	}
	return sum / 4
}

func TestACodeOfAJPEGCanBeReadAndHasNoneOfAllOnes(t *testing.T) {
	fibonacci := []uint32{1, 1}
	for len(fibonacci) < 40 {
		n := len(fibonacci)
		fibonacci = append(fibonacci, fibonacci[n-1]+fibonacci[n-2])
	}
	random := rand.New(rand.NewPCG(7, 8))
	mixed := make([]uint32, 162)
	for i := range mixed {
		mixed[i] = uint32(1) << random.IntN(20)
	}
	equal := make([]uint32, 256)
	for i := range 255 {
		equal[i] = 7
	}
	for _, c := range []struct {
		name    string
		counts  []uint32
		longest int
	}{
		{"one symbol", []uint32{0, 0, 9}, 1},
		{"two symbols", []uint32{3, 0, 9}, 2},
		{"three symbols as often", []uint32{5, 5, 5}, 2},
		{"255 symbols as often", equal, 8},
		{"counts that call for long codes", fibonacci, longestCode},
		{"counts of all sizes", mixed, longestCode},
	} {
		code := codeFor(c.counts)
		var entries [256]uint32
		code.fill(entries[:])
		room, longest := 1<<longestCode, 0 // what is left, in codes of the greatest length
		for symbol, n := range c.counts {
			size := int(entries[symbol]&(1<<sizeBits-1)) - symbol&0xf
			if n == 0 {
				if entries[symbol] != 0 {
					t.Errorf("%s: the symbol %d has a code and doesn't occur", c.name, symbol)
				}
				continue
			}
			if size < 1 || size > longestCode {
				t.Fatalf("%s: the symbol %d has a code of %d bits", c.name, symbol, size)
			}
			room -= 1 << (longestCode - size)
			longest = max(longest, size)
			if value := entries[symbol] >> sizeBits >> (symbol & 0xf); bits.OnesCount32(value) == size {
				t.Errorf("%s: the symbol %d has the code of %d ones", c.name, symbol, size)
			}
		}
		if room < 1 || longest > c.longest {
			t.Errorf("%s: the codes take all but %d of the room and at most %d bits, want some and %d", c.name, room, longest, c.longest)
		}
	}
}

func TestANumberInAJPEGIsSized(t *testing.T) {
	for _, c := range []struct {
		v         int32
		size, low uint32
	}{{0, 0, 0}, {1, 1, 1}, {-1, 1, 0}, {2, 2, 2}, {3, 2, 3}, {-2, 2, 1}, {-3, 2, 0}, {2040, 11, 2040}, {-2040, 11, 7}} {
		if size, low := sized(c.v); size != c.size || low != c.low {
			t.Errorf("%d takes %d bits, %b, want %d, %b", c.v, size, low, c.size, c.low)
		}
	}
}

func FuzzJPEG(f *testing.F) {
	f.Add(uint16(7), uint16(5), uint8(1), []byte("\x00\x00\x00\xff\xff\xff"))
	f.Add(uint16(300), uint16(70), uint8(9), []byte("\xff\x00\x00\x00\x00\xff\xff\xff\xff"))
	f.Add(uint16(33), uint16(17), uint8(16), []byte("\x01\x02\x03\x04\x80\x80\x80\x80\x10"))
	f.Fuzz(func(t *testing.T, w, h uint16, side uint8, pix []byte) {
		colors := []color.RGBA{pureBlack}
		for ; len(pix) >= 3; pix = pix[3:] {
			colors = append(colors, color.RGBA{pix[0], pix[1], pix[2], 255})
		}
		img := checkered(int(w%400)+1, int(h%80)+1, int(side%40)+1, colors...)
		for _, quality := range []int{bestQuality, leastQuality} {
			got := decoded(t, at(t, img, quality))
			if got.Rect != img.Rect {
				t.Fatalf("bounds are %v, want %v", got.Rect, img.Rect)
			}
			if mean, most := differences(got, img); quality == bestQuality && (mean > 6 || most > 60) {
				t.Errorf("it is %.2f levels off on average and at most %d", mean, most)
			}
		}
	})
}
