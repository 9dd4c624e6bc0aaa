package brand

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"path"
	"strings"
	"testing"

	"kic/render/scene"
)

var (
	green = color.NRGBA{0x00, 0x6B, 0x54, 0xFF}
	red   = color.NRGBA{0xC0, 0x20, 0x20, 0xFF}
	blue  = color.NRGBA{0x00, 0x5E, 0xB8, 0xFF}
)

func markOf(t testing.TB, name string, data []byte) *Mark {
	t.Helper()
	m, err := readMark(name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return m
}

func svgMark(t testing.TB, viewBox, body string) *Mark {
	t.Helper()
	return markOf(t, "logo.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="`+viewBox+`">`+body+`</svg>`))
}

func encoded(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// flag is a picture of 60 × 40: green at the left, red at the upper right, and nothing (or white) elsewhere.
func flag(ground color.NRGBA) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, 60, 40))
	for y := range 40 {
		for x := range 60 {
			switch {
			case x < 20:
				img.SetNRGBA(x, y, green)
			case x >= 40 && y < 16:
				img.SetNRGBA(x, y, red)
			default:
				img.SetNRGBA(x, y, ground)
			}
		}
	}
	return img
}

func near(a, b color.NRGBA, tolerance int) bool {
	return max(off(a.R, b.R), off(a.G, b.G), off(a.B, b.B), off(a.A, b.A)) <= tolerance
}

func TestEveryKindOfPictureIsReadAlike(t *testing.T) {
	luma := func(c color.NRGBA) color.NRGBA {
		g := color.GrayModel.Convert(c).(color.Gray).Y
		return color.NRGBA{g, g, g, 255}
	}
	cases := []struct {
		file      string
		grey      bool
		see       bool // what is no ink is transparent, not white
		tolerance int
	}{
		{"interlaced.png", false, true, 0}, {"sixteen-bit.png", false, true, 0}, {"indexed.png", false, true, 0},
		{"grey-alpha.png", true, true, 16}, {"grey.png", true, false, 16}, {"grey.jpg", true, false, 14},
		{"baseline.jpg", false, false, 8}, {"progressive.jpg", false, false, 8}, {"cmyk.jpg", false, false, 24},
	}
	for _, c := range cases {
		data, err := os.ReadFile(path.Join("testdata/pictures", c.file))
		if err != nil {
			t.Fatal(err)
		}
		m := markOf(t, c.file, data)
		img := m.Image.(*image.NRGBA)
		if img.Bounds().Size() != image.Pt(60, 40) {
			t.Errorf("%s: is %v, wanted 60 × 40", c.file, img.Bounds().Size())
			continue
		}
		left, right, rest := green, red, color.NRGBA{255, 255, 255, 255}
		if c.grey {
			left, right = luma(left), luma(right)
		}
		if c.see {
			rest = color.NRGBA{}
		}
		for _, p := range []struct {
			x, y int
			want color.NRGBA
		}{{5, 20, left}, {52, 5, right}, {52, 33, rest}} {
			got := img.NRGBAAt(p.x, p.y)
			if !near(got, p.want, c.tolerance) && !(p.want.A == 0 && got.A == 0) {
				t.Errorf("%s: at %d,%d got %v, wanted %v", c.file, p.x, p.y, got, p.want)
			}
		}
	}
}

// byteOrder is what both orders can do.
type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// withOrientation puts an Exif header with the given orientation into a JPEG.
func withOrientation(data []byte, o uint16, order byteOrder) []byte {
	tiff := append([]byte("II"), order.AppendUint16(nil, 42)...)
	if order == byteOrder(binary.BigEndian) {
		copy(tiff, "MM")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 1)
	tiff = order.AppendUint16(tiff, 0x0112)
	tiff = order.AppendUint16(tiff, 3)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(tiff, o)
	tiff = append(tiff, 0, 0, 0, 0, 0, 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	head := binary.BigEndian.AppendUint16([]byte{0xFF, 0xD8, 0xFF, 0xE1}, uint16(len(body)+2))
	return append(append(head, body...), data[2:]...)
}

func TestPhotographsComeUpright(t *testing.T) {
	// Where the corner that is red in the upright picture lies, for each orientation as it is stored.
	stored := func(o int) *image.NRGBA {
		inverse := map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}[o]
		return upright(flag(white), inverse)
	}
	for o := 1; o <= 8; o++ {
		for _, order := range []byteOrder{binary.LittleEndian, binary.BigEndian} {
			var b bytes.Buffer
			if err := jpeg.Encode(&b, stored(o), &jpeg.Options{Quality: 95}); err != nil {
				t.Fatal(err)
			}
			m := markOf(t, "logo.jpg", withOrientation(b.Bytes(), uint16(o), order))
			img := m.Image.(*image.NRGBA)
			if img.Bounds().Size() != image.Pt(60, 40) || !near(img.NRGBAAt(5, 20), green, 30) || !near(img.NRGBAAt(52, 5), red, 30) || !near(img.NRGBAAt(52, 33), white, 30) {
				t.Errorf("orientation %d, %v: is %v with %v, %v, %v", o, order, img.Bounds().Size(), img.NRGBAAt(5, 20), img.NRGBAAt(52, 5), img.NRGBAAt(52, 33))
			}
		}
	}
}

// hugePNG is the head of a PNG that claims to be w × h.
func hugePNG(w, h uint32) []byte {
	ihdr := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	ihdr = append(ihdr, 8, 6, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	return binary.BigEndian.AppendUint32(append(out, ihdr...), crc32.ChecksumIEEE(ihdr))
}

func TestBadLogosAreRefusedWithAReason(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, flag(white), nil); err != nil {
		t.Fatal(err)
	}
	good := encoded(t, flag(color.NRGBA{}))
	cases := []struct{ what, name, data, want string }{
		{"a bomb", "logo.png", string(hugePNG(50_000, 50_000)), "is 50000 × 50000 pixels, more than a logo may have"},
		{"many pixels", "logo.png", string(hugePNG(11_000, 11_000)), "25 million in all"},
		{"too small", "logo.png", string(encoded(t, image.NewNRGBA(image.Rect(0, 0, 4, 4)))), "too few for a logo"},
		{"half a JPEG", "logo.jpg", photo.String()[:photo.Len()/2], "is cut short: the JPEG ends before the picture does"},
		{"the head of a JPEG", "logo.jpg", photo.String()[:10], "is cut short"},
		{"half a PNG", "logo.png", string(good[:len(good)/2]), "is cut short: the PNG ends"},
		{"a damaged PNG", "logo.png", string(good[:60]) + "xxxx" + string(good[64:]), "is damaged"},
		{"nothing", "logo.png", "", "is empty; copy the logo's file again"},
		{"white space", "logo.svg", " \n\t", "is empty"},
		{"words", "logo.png", "a logo, I promise", "does not hold what its name says (.png)"},
		{"another name", "logo.bmpx", "a logo, I promise", "give an SVG, PNG or JPEG file"},
		{"JPEG called PNG", "logo.png", photo.String(), "holds JPEG, not what its name says; rename it to logo.jpg"},
		{"PNG called JPEG", "a/logo.jpeg", string(good), "rename it to logo.png"},
		{"SVG called PNG", "logo.png", `<?xml version="1.0"?><svg/>`, "rename it to logo.svg"},
		{"GIF", "logo.gif", "GIF89a....", "holds a GIF file, which is not read as a logo; export it as SVG or PNG"},
		{"EPS", "logo.eps", "%!PS-Adobe", "holds an EPS file, which is not read as a logo; export it as SVG"},
		{"PDF", "logo.pdf", "%PDF-1.7", "export it as SVG"},
		{"gzip", "logo.svgz", "\x1f\x8b\x08", "save it as plain SVG"},
		{"HEIC", "logo.jpg", "\x00\x00\x00\x18ftypheic\x00\x00", "HEIC"},
		{"transparent", "logo.png", string(encoded(t, image.NewNRGBA(image.Rect(0, 0, 50, 50)))), "shows nothing"},
		{"white on white", "logo.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#fff" d="M0 0H9V9H0Z"/></svg>`, "shows nothing"},
		{"a hair", "logo.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 9"><path d="M0 0H900V9H0Z"/></svg>`, "too long and thin"},
		{"a hair with margins", "logo.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 400"><path d="M0 0H900V9H0Z"/></svg>`, "too long and thin"},
		{"a script", "logo.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><path d="M0 0H9V9Z"/></svg>`, "script"},
		{"a bomb of entities", "logo.svg", `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><title>&b;</title></svg>`, "[svg-"},
		{"something outside", "logo.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image width="9" height="9" href="https://example.org/a.png"/></svg>`, "[svg-external]"},
	}
	for _, c := range cases {
		m, err := readMark(c.name, []byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v and %v, wanted %q", c.what, m, err, c.want)
		}
	}
}

func TestAMarkIsCutToItsInk(t *testing.T) {
	m := svgMark(t, "0 0 400 200", `<path fill="#005EB8" d="M100 50H300V150H100Z"/>`)
	want := scene.Rect{X: 100, Y: 50, W: 200, H: 100}
	if !m.Box.Contains(want, 0.01) || m.Box.W > 204 || m.Box.H > 104 {
		t.Errorf("the drawing's box is %v, wanted about %v", m.Box, want)
	}
	img := image.NewNRGBA(image.Rect(0, 0, 1000, 500))
	for y := 200; y < 300; y++ {
		for x := 100; x < 900; x++ {
			img.SetNRGBA(x, y, blue)
		}
	}
	m = markOf(t, "logo.png", encoded(t, img))
	if b := m.Image.Bounds(); b.Dx() < 800 || b.Dx() > 808 || b.Dy() < 100 || b.Dy() > 108 {
		t.Errorf("the picture is %v, wanted about 800 × 100", b)
	}
}

func TestAnItemShowsTheInkUndistortedInTheMiddle(t *testing.T) {
	box := scene.Rect{X: 10, Y: 20, W: 300, H: 90}
	m := svgMark(t, "0 0 400 200", `<path d="M100 50H300V150H100Z"/>`)
	g := m.Item(box).(scene.Group)
	if g.Role != scene.RoleLogo {
		t.Errorf("its role is %q", g.Role)
	}
	got := g.Items[0].(scene.Group).Transform.ApplyRect(m.Box)
	if want := (scene.Rect{X: 70, Y: 20, W: 180, H: 90}); !want.Contains(got, 3) || !got.Contains(want, 3) {
		t.Errorf("the drawing's ink is at %v, wanted %v", got, want)
	}
	p := markOf(t, "logo.png", encoded(t, flag(color.NRGBA{})))
	at := p.Item(box).(scene.Group).Items[0].(scene.Image).Box
	if want := (scene.Rect{X: 92.5, Y: 20, W: 135, H: 90}); !want.Contains(at, 0.01) || !at.Contains(want, 0.01) {
		t.Errorf("the picture is at %v, wanted %v", at, want)
	}
}

func TestSizesLookEquallyImportant(t *testing.T) {
	bar := func(w, h string) *Mark {
		return svgMark(t, "0 0 "+w+" "+h, `<path d="M0 0H`+w+`V`+h+`H0Z"/>`)
	}
	const weight = 100
	square, _ := bar("100", "100").Size(1000, 1000, weight)
	for _, m := range []*Mark{bar("600", "100"), bar("300", "100"), bar("100", "300"), bar("100", "600")} {
		w, h := m.Size(1000, 1000, weight)
		if r := w / h; math.Abs(r/m.Ratio()-1) > 1e-9 {
			t.Errorf("%v: distorted to %v × %v", m.Box, w, h)
		}
		if share := w * h / (square * square); share < 0.75 || share > 1.35 {
			t.Errorf("%v: %.0f × %.0f has %.2f of the square's area", m.Box, w, h, share)
		}
	}
	if w, h := bar("600", "100").Size(120, 90, weight); w > 120+1e-9 || h > 90 || w < 119.9 {
		t.Errorf("%.1f × %.1f is not the largest within 120 × 90", w, h)
	}
	thin, _ := svgMark(t, "0 0 100 100", `<circle cx="50" cy="50" r="48" fill="none" stroke="#000" stroke-width="4"/>`).Size(1000, 1000, weight)
	if thin <= square {
		t.Errorf("thin lines are %.1f, the solid square %.1f", thin, square)
	}
}

func TestContrastIsThatOfMostOfTheEdges(t *testing.T) {
	row := func(fills ...string) *Mark {
		body := ""
		for i, fill := range fills {
			body += fmt.Sprintf(`<path fill="%s" d="M%d 0h10v10h-10z"/>`, fill, 15*i)
		}
		return svgMark(t, "0 0 70 10", body)
	}
	const navy, yellow = "#003087", "#FAE100"
	if c := row(yellow, yellow, yellow, navy, navy).Contrast(white); c > 1.5 {
		t.Errorf("three fifths yellow on white: %.2f", c)
	}
	most := row(navy, navy, yellow, navy, navy)
	if c := most.Contrast(white); math.Abs(c-11.85) > 0.3 {
		t.Errorf("four fifths navy on white: %.2f, wanted about 11.85", c)
	}
	if c := most.Contrast(color.NRGBA{0, 0x21, 0x4D, 255}); c > 1.5 {
		t.Errorf("four fifths navy on deep blue: %.2f", c)
	}
}

func TestAWhiteMarkGetsADarkPlate(t *testing.T) {
	m := svgMark(t, "0 0 100 100", `<circle cx="50" cy="50" r="40" fill="#fff"/>`)
	if !m.White() || m.Back.A != 0 {
		t.Errorf("white %t, back %v", m.White(), m.Back)
	}
	yellow := color.NRGBA{255, 255, 0, 255}
	if got := m.Plate(white, yellow, blue); got != blue {
		t.Errorf("the plate is %v, wanted blue", got)
	}
	if got := m.Plate(white, yellow); got != black {
		t.Errorf("where nothing preferred will do the plate is %v, wanted black", got)
	}
}

func TestAWhiteGroundIsNotInk(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 200, 120))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y := 30; y < 90; y++ {
		for x := 40; x < 160; x++ {
			img.SetNRGBA(x, y, blue)
		}
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	for _, m := range []*Mark{
		markOf(t, "logo.jpg", photo.Bytes()),
		svgMark(t, "0 0 200 120", `<path fill="#fff" d="M0 0H200V120H0Z"/><path fill="#005EB8" d="M40 30H160V90H40Z"/>`),
	} {
		if !near(m.Back, white, 3) || m.Box.W > 126 || m.Box.H > 66 || !near(m.Colour(), blue, 6) {
			t.Errorf("back %v, box %v, colour %v", m.Back, m.Box, m.Colour())
		}
		if on, off := m.Contrast(m.Back), m.Contrast(blue); on < 6 || off != 1 {
			t.Errorf("contrast %.2f on its own ground and %.2f on blue", on, off)
		}
		if got := m.Plate(blue); got != m.Back {
			t.Errorf("the plate is %v", got)
		}
	}
	if m := svgMark(t, "0 0 20 10", `<path fill="#005EB8" d="M0 0H20V10H0Z"/><path fill="#fff" d="M5 3H15V7H5Z"/>`); m.Back.A != 0 || m.Box.W < 19.9 {
		t.Errorf("a lozenge with white letters is all ink, but its back is %v and its box %v", m.Back, m.Box)
	}
}

func TestADrawingIsJudgedAsItIsSeen(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want scene.Rect
	}{
		"clip":     {`<clipPath id="c"><path d="M20 20H60V60H20Z"/></clipPath><path clip-path="url(#c)" fill="#005EB8" d="M0 0H100V100H0Z"/>`, scene.Rect{X: 20, Y: 20, W: 40, H: 40}},
		"mask":     {`<mask id="m"><path fill="#fff" d="M20 20H60V60H20Z"/></mask><path mask="url(#m)" fill="#005EB8" d="M0 0H100V100H0Z"/>`, scene.Rect{X: 20, Y: 20, W: 40, H: 40}},
		"even-odd": {`<path fill-rule="evenodd" fill="#005EB8" d="M10 10H90V90H10ZM0 0Z"/>`, scene.Rect{X: 10, Y: 10, W: 80, H: 80}},
		"stroke":   {`<path fill="none" stroke="#005EB8" stroke-width="10" d="M20 50H80"/>`, scene.Rect{X: 15, Y: 45, W: 70, H: 10}},
		"moved":    {`<g transform="translate(50 0) scale(.5)"><path fill="#005EB8" d="M0 0H100V100H0Z"/></g>`, scene.Rect{X: 50, Y: 0, W: 50, H: 50}},
		"gradient": {`<linearGradient id="g"><stop stop-color="#005EB8"/><stop offset="1" stop-color="#005EB8"/></linearGradient><path fill="url(#g)" d="M20 20H60V60H20Z"/>`, scene.Rect{X: 20, Y: 20, W: 40, H: 40}},
		"unclosed": {`<path fill="#005EB8" d="M20 20H60V60H20M0 0"/>`, scene.Rect{X: 20, Y: 20, W: 40, H: 40}},
		"far away": {`<path fill="#005EB8" d="M-90000 20H90000V60H-90000Z"/>`, scene.Rect{X: 0, Y: 20, W: 100, H: 40}},
	} {
		m := svgMark(t, "0 0 100 100", c.body)
		if !m.Box.Contains(c.want, 5.01) || !c.want.Contains(m.Box, 5.01) || (name != "stroke" && !c.want.Contains(m.Box, 0.6)) {
			t.Errorf("%s: box %v, wanted %v", name, m.Box, c.want)
		}
		if !near(m.Colour(), blue, 2) {
			t.Errorf("%s: colour %v, wanted blue", name, m.Colour())
		}
	}
}

func TestALargePictureIsMadeSmaller(t *testing.T) {
	img := image.NewPaletted(image.Rect(0, 0, 4800, 1200), color.Palette{blue})
	m := markOf(t, "logo.png", encoded(t, img))
	if m.W != KeptSide || m.H != KeptSide/4 {
		t.Errorf("is kept at %v × %v", m.W, m.H)
	}
}

func FuzzReadMark(f *testing.F) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, flag(white), nil); err != nil {
		f.Fatal(err)
	}
	f.Add("logo.jpg", withOrientation(photo.Bytes(), 6, binary.LittleEndian))
	f.Add("logo.png", encoded(f, flag(color.NRGBA{})))
	f.Add("logo.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9Z"/></svg>`))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		m, err := readMark(name, data)
		if err != nil {
			return
		}
		w, h := m.Size(100, 100, 50)
		if !(w > 0 && h > 0 && w <= 100.001 && h <= 100.001) || m.Box.Empty() || len(m.inks) == 0 {
			t.Errorf("accepted a mark with box %v, size %v × %v, %d inks", m.Box, w, h, len(m.inks))
		}
		if c := m.Contrast(white); !(c >= 1 && c <= 21) {
			t.Errorf("contrast %v", c)
		}
	})
}

func FuzzOrientation(f *testing.F) {
	f.Add(withOrientation([]byte{0xFF, 0xD8, 0xFF, 0xD9}, 6, binary.BigEndian))
	f.Fuzz(func(t *testing.T, data []byte) {
		if o := orientation(data); o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
	})
}

func BenchmarkReadMarkSVG(b *testing.B) {
	b.ReportAllocs()
	data, err := os.ReadFile("logo.svg")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := readMark("logo.svg", data); err != nil {
			b.Fatal(err)
		}
	}
}

func TestInkInsideOtherInkDoesNotMeetTheGround(t *testing.T) {
	badge := svgMark(t, "0 0 100 100", `<circle cx="50" cy="50" r="48" fill="#006B54"/><circle cx="50" cy="50" r="38" fill="#fff"/>`)
	if c := badge.Contrast(white); c < 6 {
		t.Errorf("a green ring round white has %.2f on white", c)
	}
	if c := badge.Contrast(color.NRGBA{0, 0x60, 0x4A, 255}); c > 1.5 {
		t.Errorf("a green ring round white has %.2f on green", c)
	}
}

func off(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
