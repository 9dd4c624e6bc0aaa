package jpeg

import (
	"image"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// art is drawn art, as the rasteriser once made it.
func art(t testing.TB, name string) *image.RGBA {
	t.Helper()
	f, err := os.Open("testdata/" + name + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return rgba(img)
}

// rgba is img with its pixels in memory, from its own corner on.
func rgba(img image.Image) *image.RGBA {
	out := image.NewRGBA(img.Bounds())
	draw.Draw(out, out.Rect, img, out.Rect.Min, draw.Src)
	return out
}

// photo is noise that no two neighbouring pixels share.
func photo(w, h int) *image.RGBA {
	random := rand.New(rand.NewPCG(3, 4))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = uint8(random.IntN(256))
		if i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	return img
}

// checkWithTool has another program judge a file, where this machine has it.
func checkWithTool(t *testing.T, data []byte, tool string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Logf("%s isn't installed here", tool)
		return
	}
	file := t.TempDir() + "/picture"
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(tool, append(args, file)...).CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", tool, err, out)
	}
}

// at is img at a quality, without words.
func at(t testing.TB, img *image.RGBA, quality int) []byte {
	t.Helper()
	var p Press
	if err := p.load(img, About{}); err != nil {
		t.Fatal(err)
	}
	return p.at(quality)
}

func TestAJPEGKeepsToItsLimitAtTheBestQualityThatFits(t *testing.T) {
	img := art(t, "art-640x360")
	size := func(quality int) int { return len(at(t, img, quality)) }
	for _, c := range []struct {
		name        string
		limit, want int // bytes
	}{
		{"no limit", 0, size(95)},
		{"enough for 95", size(95), size(95)},
		{"a byte short of 95", size(95) - 1, size(94)},
		{"enough for 92", size(92), size(92)},
		{"enough for 85", size(85), size(85)},
		{"enough for 80", size(80), size(80)},
		{"too little", size(80) - 1, size(80)},
	} {
		data, err := new(Press).Write(img, About{}, c.limit)
		if err != nil || len(data) != c.want {
			t.Errorf("%s: got %d bytes and error %v, want %d bytes", c.name, len(data), err, c.want)
		}
	}
}

func TestAJPEGOfATransparentPictureIsAnError(t *testing.T) {
	img := photo(20, 20)
	img.Pix[4*150+3] = 254
	for c := range 3 {
		img.Pix[4*150+c] = 0
	}
	if _, err := new(Press).Write(img, About{}, 0); err == nil || !strings.Contains(err.Error(), "no transparency") {
		t.Errorf("got error %v", err)
	}
	if _, err := new(Press).Write(image.NewRGBA(image.Rectangle{}), About{}, 0); err == nil {
		t.Error("a picture without pixels is written")
	}
	if _, err := new(Press).Write(photo(1<<16, 1), About{}, 0); err == nil || !strings.Contains(err.Error(), "65535") {
		t.Errorf("a side that a JPEG can't say gives error %v", err)
	}
	if _, err := new(Press).Write(photo(2, 2), About{XMP: make([]byte, 1<<16)}, 0); err == nil || !strings.Contains(err.Error(), "64 KB") {
		t.Errorf("words that don't fit give error %v", err)
	}
}
