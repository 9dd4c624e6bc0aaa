package raster

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"kic/render/raster/png/pngtest"
	"kic/render/scene"
)

// colored is a w × h picture of n colours, the first one more often than the others; alpha gives each its alpha.
func colored(w, h, n int, alpha func(i int) uint8) *image.RGBA {
	random := rand.New(rand.NewPCG(uint64(n), uint64(w)))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		k := i
		if i >= n {
			k = random.IntN(2 * n)
		}
		if k >= n {
			k = 0
		}
		binary.LittleEndian.PutUint32(img.Pix[4*i:], premultiply(word(color.NRGBA{uint8(k * 7), uint8(k >> 1), uint8(k), alpha(k)})))
	}
	return img
}

func opaque(int) uint8 { return 255 }

func TestAPNGHoldsExactlyThePixelsInTheSmallestForm(t *testing.T) {
	moved := image.NewRGBA(image.Rect(-5, 7, 12, 20))
	copy(moved.Pix, photo(17, 13).Pix)
	part := photo(60, 40).SubImage(image.Rect(10, 10, 33, 31)).(*image.RGBA)
	for _, c := range []struct {
		name string
		img  *image.RGBA
		want string // colour type and depth
	}{
		{"one colour", colored(17, 9, 1, opaque), "indexed 1"},
		{"two", colored(17, 9, 2, opaque), "indexed 1"},
		{"three", colored(17, 9, 3, opaque), "indexed 2"},
		{"four", colored(18, 9, 4, opaque), "indexed 2"},
		{"five", colored(19, 9, 5, opaque), "indexed 4"},
		{"sixteen", colored(21, 9, 16, opaque), "indexed 4"},
		{"seventeen", colored(21, 9, 17, opaque), "indexed 8"},
		{"256", colored(50, 40, 256, opaque), "indexed 8"},
		{"257", colored(50, 40, 257, opaque), "rgb 8"},
		{"few, some transparent", colored(30, 20, 20, func(i int) uint8 { return uint8(i * 13) }), "indexed 8"},
		{"many, some transparent", colored(50, 40, 400, func(i int) uint8 { return uint8(255 - i%3*90) }), "rgba 8"},
		{"noise", photo(33, 21), "rgb 8"},
		{"one pixel", photo(1, 1), "indexed 1"},
		{"a picture that doesn't start at 0,0", moved, "indexed 8"},
		{"part of a picture", part, "rgb 8"},
		{"art", drawn(t, 320, 180), "rgb 8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := PNG(c.img, Meta{Title: "A title", DPI: 96})
			if err != nil {
				t.Fatal(err)
			}
			again, _ := PNG(c.img, Meta{Title: "A title", DPI: 96})
			if !bytes.Equal(data, again) {
				t.Error("writing it twice gives two files")
			}
			_, bodies := pngtest.Chunks(t, data)
			kinds := map[byte]string{2: "rgb", 3: "indexed", 6: "rgba"}
			head := bodies["IHDR"]
			if got := kinds[head[9]] + " " + string('0'+head[8]); got != c.want {
				t.Errorf("it is written as %s, want %s", got, c.want)
			}
			got := strictly(t, data)
			want := *c.img
			want.Rect = want.Rect.Sub(want.Rect.Min)
			same(t, premultiplied(got), &want, 0)
			checkWithTool(t, data, "pngcheck", "-q")
		})
	}
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

func TestAPNGSaysWhatItShows(t *testing.T) {
	m := Meta{Title: "Pass & lanyard", Alt: "A selfie <with> a pass, held up.\nŵ ✓\x00\x07", Lang: "en-GB", DPI: 300}
	data, err := PNG(photo(9, 9), m)
	if err != nil {
		t.Fatal(err)
	}
	names, bodies := pngtest.Chunks(t, data)
	if got, want := strings.Join(names, ", "), "IHDR, sRGB, pHYs, PLTE, iTXt Title, iTXt Description, iTXt XML:com.adobe.xmp, IDAT, IEND"; got != want {
		t.Errorf("its chunks are\n%s, want\n%s", got, want)
	}
	for _, c := range []struct{ name, want string }{
		{"sRGB", "\x00"},
		{"pHYs", "\x00\x00\x2e\x23\x00\x00\x2e\x23\x01"}, // 11811 to the metre
		{"iTXt Title", "Title\x00\x00\x00en-GB\x00\x00Pass & lanyard"},
		{"iTXt Description", "Description\x00\x00\x00en-GB\x00\x00A selfie <with> a pass, held up.\nŵ ✓  "},
	} {
		if got := string(bodies[c.name]); got != c.want {
			t.Errorf("%s holds %q, want %q", c.name, got, c.want)
		}
	}
	xmp, _ := bytes.CutPrefix(bodies["iTXt XML:com.adobe.xmp"], []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"))
	checkXMP(t, xmp, "Pass & lanyard", "A selfie <with> a pass, held up.\nŵ ✓  ", "en-GB")
}

func TestAPictureOfTwoLanguagesSaysWhatItShowsInBoth(t *testing.T) {
	m := Meta{Title: "Bachyn", Alt: "Bachyn <ac> amlen.", Lang: "cy", Also: []scene.Said{{Lang: "en-GB", Words: "A hook & an envelope."}, {Lang: "no tag!", Words: "lost"}}}
	data, err := PNG(photo(9, 9), m)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Description\x00\x00\x00cy\x00\x00Bachyn <ac> amlen.", "Description\x00\x00\x00en-GB\x00\x00A hook & an envelope."} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the PNG lacks %q", want)
		}
	}
	jpeg, err := Encode(photo(9, 9), FormatJPEG, m, 0)
	if err != nil {
		t.Fatal(err)
	}
	for format, data := range map[string][]byte{"PNG": data, "JPEG": jpeg} {
		start, end := bytes.Index(data, []byte("<?xpacket begin")), bytes.Index(data, []byte(`<?xpacket end="r"?>`))
		var x struct {
			Lang []string `xml:"RDF>Description>language>Bag>li"`
			Alt  []struct {
				Lang  string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
				Words string `xml:",chardata"`
			} `xml:"RDF>Description>AltTextAccessibility>Alt>li"`
		}
		if err := xml.Unmarshal(data[start:end], &x); err != nil {
			t.Fatal(err)
		}
		if got, want := fmt.Sprint(x.Alt), "[{x-default Bachyn <ac> amlen.} {cy Bachyn <ac> amlen.} {en-GB A hook & an envelope.}]"; got != want {
			t.Errorf("%s: the XMP says %s, want %s", format, got, want)
		}
		if got := fmt.Sprint(x.Lang); got != "[cy en-GB]" {
			t.Errorf("%s: the XMP is in %s", format, got)
		}
	}
}

// checkXMP reads a packet as XML and compares the words in it.
func checkXMP(t *testing.T, packet []byte, title, alt, lang string) {
	t.Helper()
	const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns# "
	var x struct {
		Lang        string `xml:"RDF>Description>language>Bag>li"`
		Title       string `xml:"RDF>Description>title>Alt>li"`
		Description string `xml:"RDF>Description>description>Alt>li"`
		Alt         string `xml:"RDF>Description>AltTextAccessibility>Alt>li"`
	}
	if err := xml.Unmarshal(packet, &x); err != nil {
		t.Fatalf("the XMP isn't XML: %v\n%s", err, packet)
	}
	if x.Title != title || x.Description != alt || x.Alt != alt || x.Lang != lang {
		t.Errorf("the XMP says %+v, want title %q, alternative text %q, language %q", x, title, alt, lang)
	}
	for _, ns := range []string{rdf[:len(rdf)-1], "http://purl.org/dc/elements/1.1/", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"} {
		if !bytes.Contains(packet, []byte(`"`+ns+`"`)) {
			t.Errorf("the XMP lacks the namespace %s", ns)
		}
	}
}

func TestAPNGWithoutWordsHasNoTextAndABadLanguageIsLeftOut(t *testing.T) {
	data, err := PNG(photo(9, 9), Meta{})
	if err != nil {
		t.Fatal(err)
	}
	if names, _ := pngtest.Chunks(t, data); strings.Join(names, " ") != "IHDR sRGB PLTE IDAT IEND" {
		t.Errorf("its chunks are %v", names)
	}
	data, err = PNG(photo(9, 9), Meta{Title: "T", Lang: "en_GB<>"})
	if err != nil {
		t.Fatal(err)
	}
	if _, bodies := pngtest.Chunks(t, data); string(bodies["iTXt Title"]) != "Title\x00\x00\x00\x00\x00T" {
		t.Errorf("the title chunk is %q", bodies["iTXt Title"])
	}
	if _, err := PNG(image.NewRGBA(image.Rectangle{}), Meta{}); err == nil {
		t.Error("a picture without pixels is written")
	}
}

func TestDrawnArtIsAboutAsSmallAsTheStandardLibraryMakesIt(t *testing.T) {
	for _, size := range sizes {
		img := drawn(t, size.w, size.h)
		ours, err := PNG(img, Meta{})
		if err != nil {
			t.Fatal(err)
		}
		var standard counter
		if err := png.Encode(io.Writer(&standard), img); err != nil {
			t.Fatal(err)
		}
		if r := float64(len(ours)) / float64(standard); r > 1.1 {
			t.Errorf("%s: %d bytes, %.2f of the standard library's", size.name, len(ours), r)
		}
	}
}

func TestAPNGOverItsLimitIsMadeSmallerOrRefused(t *testing.T) {
	art := drawn(t, 600, 338)
	flat := paint(t, 300, 250, rect(0, 0, 300, 250, blue), disc(150, 120, 80, gold), disc(150, 120, 60, ink), disc(90, 200, 33, white), words(20, 220, 40, 9, white))
	hues := scene.Gradient{Radial: true, From: scene.Point{X: 150, Y: 100}, To: scene.Point{X: 150, Y: 100}, Radius: 200,
		Stops: []scene.Stop{{Offset: 0, Color: gold}, {Offset: 0.5, Color: blue}, {Offset: 1, Color: white}}}
	bands := paint(t, 300, 250, scene.Shape{Path: scene.RectPath(scene.Rect{W: 300, H: 250}), Fill: scene.Paint{Gradient: &hues}}, disc(60, 60, 30, ink), words(20, 220, 40, 9, white))
	usual, err := PNG(art, Meta{})
	if err != nil {
		t.Fatal(err)
	}
	flatUsual, err := PNG(flat, Meta{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		img   *image.RGBA
		limit int
		exact bool
		fails bool
	}{
		{"no limit", art, 0, true, false},
		{"within", art, len(usual), true, false},
		{"harder compression is enough", art, len(usual) - 1, true, false},
		{"a palette is enough", flat, len(flatUsual) * 7 / 10, false, false},
		{"gradients would show bands", bands, 8000, false, true},
		{"nothing is enough", flat, 100, false, true},
		{"noise", photo(200, 200), 1000, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := Encode(c.img, FormatPNG, Meta{}, c.limit)
			var large *TooLargeError
			if c.fails {
				if !errors.As(err, &large) || large.Limit != c.limit || large.Got <= c.limit || data != nil {
					t.Fatalf("got %d bytes and error %v, want a TooLargeError", len(data), err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if c.limit > 0 && len(data) > c.limit {
				t.Errorf("%d bytes, over the limit of %d", len(data), c.limit)
			}
			got := strictly(t, data)
			tolerance := 12
			if c.exact {
				tolerance = 0
			}
			same(t, premultiplied(got), c.img, tolerance)
		})
	}
}

func TestAnUnknownFormatIsAnError(t *testing.T) {
	if _, err := Encode(photo(2, 2), "gif", Meta{}, 0); err == nil || !strings.Contains(err.Error(), "png and jpeg") {
		t.Errorf("got error %v", err)
	}
}

func FuzzPNGRoundTrip(f *testing.F) {
	f.Add(uint16(7), uint16(5), []byte("\x00\x00\x00\x00\xff\xff\xff\xff"), "title", "alt", "cy")
	f.Add(uint16(300), uint16(70), []byte("\x01\x02\x03\x04\x80\x80\x80\x80\x10"), "", "\xff\x00", "x-y-z")
	f.Fuzz(func(t *testing.T, w, h uint16, pix []byte, title, alt, lang string) {
		img := image.NewRGBA(image.Rect(0, 0, int(w%400)+1, int(h%80)+1))
		for i := range img.Pix {
			if len(pix) > 0 {
				img.Pix[i] = pix[(i+i/len(pix)*i%97)%len(pix)]
			}
		}
		for i := 0; i < len(img.Pix); i += 4 { // colours can't be brighter than their alpha
			for c := range 3 {
				img.Pix[i+c] = min(img.Pix[i+c], img.Pix[i+3])
			}
		}
		data, err := PNG(img, Meta{Title: title, Alt: alt, Lang: lang, DPI: float64(len(pix))})
		if err != nil {
			t.Fatal(err)
		}
		same(t, premultiplied(strictly(t, data)), img, 0)
	})
}
