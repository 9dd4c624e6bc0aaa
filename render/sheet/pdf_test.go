package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"github.com/tdewolff/font"

	"kic/fonts"
	"kic/render/scene"
	"kic/render/text"
)

// documentPage is the page of the document: A4 on its side, less a margin of half an inch.
var documentPage = scene.Rect{W: 841.89, H: 595.276}

func TestPagesOfTheDocumentHoldAllOfEveryPiece(t *testing.T) {
	for _, n := range []struct{ groups, pieces int }{{1, 1}, {8, 1}, {8, 8}, {40, 1}, {5, 24}, {2, 60}} {
		c := content(n.groups, n.pieces, map[string]int{})
		pages, err := leaves(c, text.NewShaper(fonts.Default()))
		if err != nil {
			t.Fatalf("%v: %v", n, err)
		}
		placed := map[string]int{}
		for i, l := range pages {
			where := fmt.Sprintf("%v, page %d", n, i+1)
			var taken []scene.Rect
			for _, th := range l.thumbs {
				placed[th.piece.Link]++
				taken = append(taken, th.box)
			}
			var said []string
			for _, it := range l.words {
				words := it.(scene.Text)
				said = append(said, strings.TrimSpace(words.String))
				taken = append(taken, words.Ink)
				if words.Size < 7 {
					t.Errorf("%s: %q is set in %.1f pt", where, words.String, words.Size)
				}
			}
			apart(t, where, taken)
			for j := range l.thumbs {
				if b := l.thumbs[j].box; math.Max(b.W, b.H) < 30 {
					t.Errorf("%s: a thumbnail of %.0f × %.0f pt", where, b.W, b.H)
				}
			}
			if want := fmt.Sprintf("Page %d of %d", i+1, len(pages)); !slices.Contains(said, want) || !slices.Contains(said, "Keep & hold: Example <Care> & Co") {
				t.Errorf("%s: its foot lacks %q or the title: %q", where, want, said)
			}
			if got := strings.Count(strings.Join(said, "\n"), `"Piece" <1>`); got != len(l.thumbs) {
				t.Errorf("%s: %d names for %d thumbnails", where, got, len(l.thumbs))
			}
		}
		if len(placed) != 2*n.groups*n.pieces {
			t.Errorf("%v: %d pieces are on the pages", n, len(placed))
		}
		for link, times := range placed {
			if times != 1 {
				t.Errorf("%v: %s is there %d times", n, link, times)
			}
		}
	}
}

// apart wants boxes inside the margins and off each other.
func apart(t *testing.T, where string, boxes []scene.Rect) {
	t.Helper()
	inside := documentPage.Grow(-35.9)
	for i, b := range boxes {
		if !inside.Grow(3).Contains(b, 0) {
			t.Errorf("%s: %v leaves the margins", where, b)
		}
		for _, other := range boxes[:i] {
			if b.Grow(-0.01).Overlaps(other) {
				t.Errorf("%s: %v lies on %v", where, b, other)
			}
		}
	}
}

func TestHeadingsStandOnThePageOfWhatTheyHead(t *testing.T) {
	for pieces := 1; pieces < 70; pieces++ {
		pages, err := leaves(content(1, pieces, map[string]int{}), text.NewShaper(fonts.Default()))
		if err != nil {
			t.Fatal(err)
		}
		var outline []string
		for i, l := range pages {
			for _, e := range l.entries {
				outline = append(outline, fmt.Sprint(e.level, e.name))
				if !slices.ContainsFunc(l.thumbs, func(th thumbnail) bool { return th.box.Y > e.y }) {
					t.Errorf("%d pieces: %q is the last thing on page %d", pieces, e.name, i+1)
				}
			}
		}
		if want := []string{"0Part 1", "1square-0-0", "0Part 2", "1square-1-0"}; !slices.Equal(outline, want) {
			t.Errorf("%d pieces: the outline is %q", pieces, outline)
		}
	}
}

func TestLinesAreEvenAndKeepRunsTogether(t *testing.T) {
	for _, c := range []struct {
		pieces, run, fit int
		want             string
	}{
		{8, 0, 6, "[4 4]"}, {8, 8, 8, "[8]"}, {24, 8, 9, "[8 8 8]"}, {24, 8, 17, "[16 8]"}, {24, 8, 6, "[4 4 4 4 4 4]"}, {3, 1, 9, "[3]"}, {7, 0, 1, "[1 1 1 1 1 1 1]"},
	} {
		var got []int
		for _, line := range lines(&Group{Pieces: make([]Piece, c.pieces), Run: c.run}, c.fit) {
			got = append(got, len(line))
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%d pieces in runs of %d, %d in a line: %v, want %s", c.pieces, c.run, c.fit, got, c.want)
		}
	}
}

func TestLongNamesAreSetInFull(t *testing.T) {
	c := content(3, 2, map[string]int{})
	long := "Safeguarding-correspondence-between-neighbouring-organisations"
	for i := range c.Sections[0].Groups {
		c.Sections[0].Groups[i].Pieces[0].Name = long
	}
	pages, err := leaves(c, text.NewShaper(fonts.Default()))
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range pages {
		var boxes []scene.Rect
		for _, it := range l.words {
			boxes = append(boxes, it.(scene.Text).Ink)
		}
		apart(t, fmt.Sprintf("page %d", i+1), boxes)
	}
}

// document is content as PDF, read back.
func document(t *testing.T, c Content) ([]byte, *model.Context) {
	t.Helper()
	file, err := PDF(c, fonts.Default())
	if err != nil {
		t.Fatal(err)
	}
	api.DisableConfigDir()
	ctx, err := api.ReadAndValidate(bytes.NewReader(file), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatalf("pdfcpu refuses the document: %v", err)
	}
	return file, ctx
}

func TestTheDocumentSaysWhatItIs(t *testing.T) {
	drawn := map[string]int{}
	_, ctx := document(t, content(8, 3, drawn))
	root, err := ctx.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	if lang := root["Lang"]; lang == nil || lang.PDFString() != "(en-GB)" {
		t.Errorf("its language is %v", lang)
	}
	if ctx.Title != "Keep & hold: Example <Care> & Co" || root["Outlines"] == nil {
		t.Errorf("its title is %q, its outline %v", ctx.Title, root["Outlines"])
	}
	for link, n := range drawn {
		if n != 1 {
			t.Errorf("%s is drawn %d times", link, n)
		}
	}
	if len(drawn) != 48 {
		t.Errorf("%d pieces are drawn, want 48", len(drawn))
	}
}

func TestTheSameContentGivesTheSameDocument(t *testing.T) {
	var first []byte
	for i := range 4 {
		file, err := PDF(content(5, 9, map[string]int{}), fonts.Default())
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = file
		}
		if !bytes.Equal(first, file) {
			t.Fatal("two documents of the same content differ")
		}
	}
	if n := bytes.Count(first, []byte("/Subtype /Image")); n < 4 {
		t.Errorf("%d pictures are too few to come in another order", n)
	}
}

func TestThumbnailsHaveASizeThatReads(t *testing.T) {
	for _, c := range []struct {
		name          string
		w, h          float64
		pieces        int
		tw, th, cellW float64
	}{
		{"a square by itself grows to 1.7 of its size", 1080, 1080, 1, 108.8, 108.8, 110.9},
		{"a strip has the same area", 728, 90, 1, 309.4, 38.3, 309.4},
		{"a tower is no taller than 150 pt", 160, 600, 1, 40, 150, 78.9},
		{"eight wide screens fill a line", 1920, 1080, 8, 87.4, 49.2, 87.4},
		{"for which they shrink a little", 1200, 627, 8, 87.5, 45.7, 87.5},
		{"by no more than a twentieth", 1200, 600, 8, 87.3, 43.7, 87.3},
		{"and else stand in two lines", 1200, 560, 8, 159.3, 74.3, 159.3},
		{"lines of very wide ones grow as far as the page is wide", 5120, 1440, 8, 184.3, 51.8, 184.3},
		{"and none is taller than 150 pt", 1290, 2796, 5, 69.2, 150, 104},
	} {
		f := &flow{composer: composer{shaper: text.NewShaper(fonts.Default())}}
		got, err := f.shelves([]Group{{W: c.w, H: c.h, Pieces: make([]Piece, c.pieces)}})
		if err != nil {
			t.Fatal(err)
		}
		if s := got[0][0]; math.Abs(s.tw-c.tw) > 0.3 || math.Abs(s.th-c.th) > 0.3 || math.Abs(s.cell-c.cellW) > 0.3 {
			t.Errorf("%s: %.1f × %.1f pt in a cell of %.1f, want %.1f × %.1f in %.1f", c.name, s.tw, s.th, s.cell, c.tw, c.th, c.cellW)
		}
	}
}

func TestShelvesAreAsWideAsThePageUnlessTheirPiecesWouldBeTooLarge(t *testing.T) {
	for _, pieces := range []int{1, 2, 3, 4, 5, 7, 8, 16, 24} {
		for _, size := range append(sizes, Group{Name: "screen", W: 1920, H: 1080}, Group{Name: "link", W: 1200, H: 627}) {
			f := &flow{composer: composer{shaper: text.NewShaper(fonts.Default())}}
			size.Pieces = make([]Piece, pieces)
			got, err := f.shelves([]Group{size, size, size, size, size})
			if err != nil {
				t.Fatal(err)
			}
			for _, shelf := range got[:len(got)-1] { // the last has what is left
				w, plain := width(shelf), leafThumbWidth(size)
				if w > inner.W+0.01 {
					t.Errorf("%d of %s: %.0f pt wide on a page of %.0f", pieces, size.Name, w, inner.W)
				}
				if g := shelf[0]; w < 0.95*inner.W && g.tw < 1.69*plain && g.th < 149 {
					t.Errorf("%d of %s: %.0f pt of %.0f are used, and thumbnails of %.0f × %.0f pt could grow from %.0f", pieces, size.Name, w, inner.W, g.tw, g.th, plain)
				}
			}
		}
	}
}

// leafThumbWidth is the width of a thumbnail before it grows.
func leafThumbWidth(g Group) float64 {
	w, _ := leafThumb(g.W / g.H)
	return w
}

func TestThumbnailsOfTheDocumentKeepTheirColours(t *testing.T) {
	c := content(1, 1, map[string]int{})
	for i := range c.Sections {
		c.Sections[i].Groups[0].Pieces[0].Thumb = func(w, h int) (*image.RGBA, string, error) {
			img := plain(w, h, color.RGBA{255, 0, 0, 255})
			for y := range h {
				for x := range w / 2 {
					img.SetRGBA(2*x, y, color.RGBA{0, 0, 255, 255}) // every other column: colour at half resolution would blend them
				}
			}
			return img, "", nil
		}
	}
	_, ctx := document(t, c)
	seen := map[[3]byte]bool{}
	for _, entry := range ctx.Table {
		s, ok := entry.Object.(types.StreamDict)
		if !ok || s.Subtype() == nil || *s.Subtype() != "Image" {
			continue
		}
		images, err := pdfcpu.ExtractImage(ctx, &s, false, "", 0, false)
		if err != nil || images == nil {
			t.Fatalf("%v: %v", s.Dict, err)
		}
		img, err := png.Decode(images)
		if err != nil {
			t.Fatal(err)
		}
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				r, g, b, _ := img.At(x, y).RGBA()
				seen[[3]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8)}] = true
			}
		}
	}
	want := map[[3]byte]bool{{255, 0, 0}: true, {0, 0, 255}: true, {255, 255, 255}: true}
	if !maps.Equal(seen, want) {
		t.Errorf("%d colours, want red, blue and the white round them", len(seen))
	}
}

func TestThumbnailsOfTheDocumentHave150PixelsAnInch(t *testing.T) {
	c := content(1, 1, map[string]int{})
	pages, err := leaves(c, text.NewShaper(fonts.Default()))
	if err != nil {
		t.Fatal(err)
	}
	box := pages[0].thumbs[0].box
	c.Sections[0].Groups[0].Pieces[0].Thumb = func(w, h int) (*image.RGBA, string, error) {
		if got := float64(w) / box.W * 72; math.Abs(got-150) > 1 {
			t.Errorf("%d × %d pixels for %.1f × %.1f pt", w, h, box.W, box.H)
		}
		return plain(w, h, color.RGBA{A: 255}), "", nil
	}
	document(t, c)
}

func TestADocumentsPieceThatCannotBeDrawnIsNamed(t *testing.T) {
	c := content(1, 1, map[string]int{})
	broken := errors.New("no ink")
	c.Sections[1].Groups[0].Pieces[0].Thumb = func(int, int) (*image.RGBA, string, error) { return nil, "", broken }
	if _, err := PDF(c, fonts.Default()); !errors.Is(err, broken) || !strings.Contains(err.Error(), "square-1-0/0.png") {
		t.Errorf("got %v", err)
	}
}

func TestWordsOfManyGlyphsALetterAreDrawn(t *testing.T) {
	set := fonts.Default()
	shaper := text.NewShaper(set)
	for words, embedded := range map[string]bool{
		"Phishing, Bold": true, "Tŷ Dŵr – £5": true, "Безпека": true, "Ασφάλεια": true,
		"أمن": false, "নিরাপত্তা": false, "ਸੁਰੱਖਿਆ": false, "e\u0301x\u0332": false,
	} {
		w := newWriter(Content{}, set)
		w.pdf.AddPage()
		b, err := shaper.Set(text.Where{}, words, text.Style{Weight: 400, Size: 9, LineHeight: 1.2, Paint: scene.Solid(ink)}, math.Inf(1))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range b.Lines {
			w.text(line)
		}
		if got := len(w.names) > 0; got != embedded || w.pdf.Err() {
			t.Errorf("%q: a font is embedded: %t, want %t; %v", words, got, embedded, w.pdf.Error())
		}
	}
}

func TestWordsOfTheDocumentStandWhereTheyWereMeasured(t *testing.T) {
	set := fonts.Default()
	b, err := text.NewShaper(set).Set(text.Where{}, "AVATAR To. WAVY To. end", text.Style{Weight: 400, Size: 30, LineHeight: 1.2, Paint: scene.Solid(ink)}, math.Inf(1))
	if err != nil {
		t.Fatal(err)
	}
	line := b.Lines[0]
	i := slices.IndexFunc(line.Glyphs, func(g scene.Glyph) bool { return g.Cluster == strings.Index(line.String, "end") })
	w := newWriter(Content{}, set)
	w.pdf.SetCompression(false)
	w.pdf.AddPage()
	w.text(line)
	var out bytes.Buffer
	if err := w.pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("BT %.2f ", line.Origin.X+line.Glyphs[i].X); !bytes.Contains(out.Bytes(), []byte(want)) {
		t.Errorf("no word begins at %q", want)
	}
}

func TestOnlyFontsThatCanBeTrustedAreEmbedded(t *testing.T) {
	for _, f := range fonts.Default().Faces() {
		if !embeddable(f.Data()) {
			t.Errorf("%s isn't embedded", f.ID)
		}
	}
	be := binary.BigEndian
	table := func(f *font.SFNT, name string) []byte { return f.Tables[name] }
	for name, spoil := range map[string]func(f *font.SFNT){
		"a letter made of itself": func(f *font.SFNT) {
			for _, r := range "éèêâîôûäëïöüñçŵŷ" {
				if id := f.GlyphIndex(r); f.Glyf.IsComposite(id) {
					be.PutUint16(f.Glyf.Get(id)[12:], id)
					return
				}
			}
			t.Fatal("the font has no letter that is made of others")
		},
		"names in a later format":   func(f *font.SFNT) { be.PutUint16(table(f, "name"), 1) },
		"a later format of glyphs":  func(f *font.SFNT) { be.PutUint16(table(f, "head")[52:], 1) },
		"no widths":                 func(f *font.SFNT) { be.PutUint16(table(f, "hhea")[34:], 0) },
		"a later format of widths":  func(f *font.SFNT) { be.PutUint16(table(f, "hhea")[32:], 1) },
		"no map from letters":       func(f *font.SFNT) { be.PutUint16(table(f, "cmap")[2:], 0) },
		"a file that is cut short":  func(f *font.SFNT) {},
		"a map that lies elsewhere": func(f *font.SFNT) { be.PutUint32(table(f, "cmap")[8:], 1<<30) },
	} {
		face, _ := fonts.Default().Face("Source Sans 3/400")
		data := bytes.Clone(face.Data())
		f, err := font.ParseSFNT(data, 0)
		if err != nil {
			t.Fatal(err)
		}
		spoil(f)
		if name == "a file that is cut short" {
			data = data[:len(data)/2]
		}
		if embeddable(data) {
			t.Errorf("a font with %s is embedded", name)
		}
	}
}
