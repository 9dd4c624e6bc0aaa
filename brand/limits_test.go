package brand

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"kic/render/colour"
)

// sized is a PNG that says it has that many pixels, and is cut short after that.
func sized(w, h uint32) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	head = append(head, 8, 0, 0, 0, 0) // grey
	return binary.BigEndian.AppendUint32(append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...), crc32.ChecksumIEEE(head))
}

// shown is a grey picture of that many pixels, as a PNG.
func shown(t *testing.T, w, h int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 0x60
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestALogoIsTakenUpToItsLimitsAndRefusedJustBeyond(t *testing.T) {
	small := shown(t, 300, 100)
	padded := func(size int) []byte { return append(bytes.Clone(small), make([]byte, size-len(small))...) } // what follows a PNG is ignored
	rect := func(w, h string) []byte {
		return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s"><path d="M0 0h%sv%sH0Z"/></svg>`, w, h, w, h)
	}
	for name, c := range map[string]struct {
		taken, refused []byte
		want           string // that the refusal says
	}{
		"20 MB":                      {padded(20 << 20), padded(20<<20 + 1), "20.0 MB, more than is read (20 MB)"},
		"12,000 pixels wide":         {sized(12_000, 1000), sized(12_001, 1000), "more than a logo may have (12000 a side"},
		"12,000 pixels high":         {sized(1000, 12_000), sized(1000, 12_001), "more than a logo may have (12000 a side"},
		"25 million pixels":          {sized(5000, 5000), sized(5000, 5001), "more than a logo may have (12000 a side, 25 million in all)"},
		"8 pixels high":              {shown(t, 80, 8), shown(t, 80, 7), "is 80 × 7 pixels, too few for a logo"},
		"8 pixels wide":              {shown(t, 8, 80), shown(t, 7, 80), "is 7 × 80 pixels, too few for a logo"},
		"a picture 30 times as wide": {shown(t, 300, 10), shown(t, 310, 10), "too long and thin"},
		"a picture 30 times as high": {shown(t, 10, 300), shown(t, 10, 310), "too long and thin"},
		"a drawing 30 times as wide": {rect("30", "1"), rect("30.1", "1"), "too long and thin"},
		"a drawing 30 times as high": {rect("1", "30"), rect("1", "30.1"), "too long and thin"},
	} {
		file := "logo.png"
		if bytes.HasPrefix(c.taken, []byte("<svg")) {
			file = "logo.svg"
		}
		load := func(data []byte) error {
			_, err := Load(fstest.MapFS{"brand.toml": {Data: []byte("name = \"A\"\n[logo]\nfile = \"" + file + "\"\n")}, file: {Data: data}}, ".")
			return err
		}
		if err := load(c.taken); err != nil && !strings.Contains(err.Error(), "is cut short") {
			t.Errorf("%s: is refused: %v", name, err)
		}
		if err := load(c.refused); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: a little more gives %v, want %q", name, err, c.want)
		}
	}
}

// 2400 pixels are 20 cm at 300 to the inch.
func TestALogoIsKeptAtUpTo2400Pixels(t *testing.T) {
	for side, want := range map[int]int{2000: 2000, 2362: 2362, 2400: 2400, 2401: 2400, 3000: 2400} {
		m, err := readMark("logo.png", shown(t, side, 200))
		if err != nil {
			t.Fatal(err)
		}
		if m.Pixels.X != want {
			t.Errorf("a logo of %d pixels is kept at %d, want %d", side, m.Pixels.X, want)
		}
	}
}

func TestWordsOfABrandAreTakenUpToTheirLimitsAndRefusedJustBeyond(t *testing.T) {
	for name, c := range map[string]struct {
		limit int
		with  func(n int) string
		want  string
	}{
		"a name":  {120, func(n int) string { return fmt.Sprintf("name = %q\n", strings.Repeat("é", n)) }, "use at most 120"},
		"a slug":  {60, func(n int) string { return fmt.Sprintf("name = \"A\"\nslug = %q\n", strings.Repeat("a", n)) }, "use at most 60"},
		"a field": {300, func(n int) string { return fmt.Sprintf("name = \"A\"\n[fields]\nlead = %q\n", strings.Repeat("é", n)) }, "use at most 300"},
		"words for alt": {250, func(n int) string {
			return fmt.Sprintf("name = \"A\"\n[logo]\nfile = \"logo.svg\"\nalt = %q\n", strings.Repeat("é", n))
		}, "use at most 250"},
		"partners":   {12, func(n int) string { return "name = \"A\"\n" + strings.Repeat("[[partner]]\nname = \"B\"\n", n) }, "name at most 12"},
		"font files": {12, func(n int) string { return "name = \"A\"\n[fonts]\nfiles = [" + strings.Repeat(`"a.ttf", `, n) + "]\n" }, "name at most 12"},
		"languages": {2, func(n int) string {
			return "name = \"A\"\nlanguages = [" + strings.Join([]string{`"cy"`, `"en-GB"`, `"fr"`}[:n], ", ") + "]\n"
		}, "name at most 2"},
		"a whole file": {1 << 20, func(n int) string { return "name = \"A\"\n#" + strings.Repeat("x", n-len("name = \"A\"\n#")) }, "1.0 MB, more than is read (1 MB)"},
	} {
		for _, n := range []int{c.limit, c.limit + 1} {
			_, err := Load(fstest.MapFS{"brand.toml": {Data: []byte(c.with(n))}, "logo.svg": {Data: []byte(someSVG)}}, ".")
			if refused := err != nil && strings.Contains(err.Error(), c.want); refused != (n > c.limit) {
				t.Errorf("%s of %d: refused %t, error %.200v", name, n, refused, err)
			}
		}
	}
}

func TestAListHasUpTo250Columns(t *testing.T) {
	columns := func(n int) string {
		var b strings.Builder
		b.WriteString("name")
		for i := range n - 1 {
			fmt.Fprintf(&b, ",field_%c%c", 'a'+i/26, 'a'+i%26)
		}
		return b.String() + "\nA" + strings.Repeat(",x", n-1) + "\n"
	}
	for n, want := range map[int]string{250: "", 251: "has 251 columns; use at most 250"} {
		_, err := LoadList(fstest.MapFS{"list.csv": {Data: []byte(columns(n))}}, "list.csv")
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%d columns give %v, want %q", n, err, want)
		}
	}
}

// Words stand on paper in ink: paper that is darker than a middling grey, or ink that is lighter than one, can't be read.
func TestPaperMustBeLightAndInkDark(t *testing.T) {
	for v := range 256 {
		grey := fmt.Sprintf("#%02X%02X%02X", v, v, v)
		c, err := ParseColour(grey)
		if err != nil {
			t.Fatal(err)
		}
		light := colour.ToLCH(c).L
		load := func(role string) error {
			_, err := Load(fstest.MapFS{"brand.toml": {Data: []byte("name = \"A\"\n[colours]\nprimary = \"#005EB8\"\n" + role + " = \"" + grey + "\"\n")}}, ".")
			return err
		}
		if err := load("paper"); (err != nil) != (light < 0.75) {
			t.Errorf("paper %s, of a lightness of %.3f: %v", grey, light, err)
		}
		if err := load("ink"); (err != nil) != (light > 0.6) {
			t.Errorf("ink %s, of a lightness of %.3f: %v", grey, light, err)
		}
	}
}

func TestALogoMayLieBehind16LinksAndNoMore(t *testing.T) {
	for n, want := range map[int]bool{1: true, 16: true, 17: false} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "0.svg"), []byte(someSVG), 0o644); err != nil {
			t.Fatal(err)
		}
		for i := range n {
			if err := os.Symlink(fmt.Sprint(i, ".svg"), filepath.Join(dir, fmt.Sprint(i+1, ".svg"))); err != nil {
				t.Skipf("no links here: %v", err)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, FileName), fmt.Appendf(nil, "name = \"A\"\n[logo]\nfile = \"%d.svg\"\n", n), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir); (err == nil) != want {
			t.Errorf("a logo behind %d links: %v", n, err)
		}
	}
}
