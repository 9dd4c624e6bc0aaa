package fonts

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// MaxBytes is the largest font file that Parse reads.
const MaxBytes = 24 << 20

// latin is what a face must have to be of any use here; letters beyond it come from the fallback chain.
const latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;!?'()-@/&"

// Parse reads a TrueType file. name is what errors call it. The error of a file that we can't embed or set words with says
// what to do. A file must have TrueType outlines, as OpenType with PostScript outlines can't go into our PDFs. It must be
// static, allow embedding and subsets (OS/2 fsType), and have the letters of English.
func Parse(name string, data []byte) (face *Face, err error) {
	defer func() {
		// The parser is not ours and the file is not to be trusted.
		if r := recover(); r != nil {
			face, err = nil, refuse("export it again as a static TrueType font (.ttf)", "font %s: damaged", name)
		}
	}()
	face, err = parse(data)
	var refused *Error
	if errors.As(err, &refused) {
		return nil, refused.of(name)
	}
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	return face, nil
}

// Error says why a font can't be used.
type Error struct{ What, Remedy string }

func (e *Error) Error() string { return e.What + "; " + e.Remedy }

// Parts is what is wrong, and what to do about it.
func (e *Error) Parts() (what, remedy string) { return e.What, e.Remedy }

// of is e about the file called name.
func (e *Error) of(name string) *Error { return &Error{"font " + name + ": " + e.What, e.Remedy} }

func refuse(remedy, format string, args ...any) *Error {
	return &Error{fmt.Sprintf(format, args...), remedy}
}

func parse(data []byte) (*Face, error) {
	read, err := readFile(data)
	if err != nil {
		return nil, err
	}
	about := read.font.Describe()
	face := &Face{
		Family: strings.TrimSpace(about.Family),
		Weight: int(about.Aspect.Weight),
		Italic: about.Aspect.Style == font.StyleItalic,
		file:   func() file { return read },
	}
	if face.Family == "" {
		return nil, refuse("set one in the font's name table", "has no family name")
	}
	face.ID = face.Family + "/" + strconv.Itoa(face.Weight)
	if face.Italic {
		face.ID += "/italic"
	}
	if missing := face.missing(latin); missing != "" {
		return nil, refuse("use a font with the whole Latin alphabet", "lacks %s", missing)
	}
	if empty := face.empty(latin); empty != "" {
		return nil, refuse("export it again as a static TrueType font (.ttf)", "has no shapes for %s", empty)
	}
	read.metrics, err = metrics(read.font)
	return face, err
}

// readFile reads a file whose tables are such as we can use, but for the metrics.
func readFile(data []byte) (file, error) {
	if err := checkFormat(data); err != nil {
		return file{}, err
	}
	if err := checkDirectory(data); err != nil {
		return file{}, err
	}
	loader, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		return file{}, refuse("export it again as a static TrueType font (.ttf)", "damaged (%v)", err)
	}
	if err := checkTables(loader); err != nil {
		return file{}, err
	}
	parsed, err := font.NewFont(loader)
	if err != nil {
		return file{}, refuse("export it again as a static TrueType font (.ttf)", "damaged (%v)", err)
	}
	return file{data: data, font: parsed}, nil
}

// checkFormat looks at the first four bytes, which tell the formats apart.
func checkFormat(data []byte) error {
	if len(data) > MaxBytes {
		return refuse("use a font with fewer scripts", "is larger than %d MB", MaxBytes>>20)
	}
	if len(data) < 12 {
		return refuse("use a static TrueType font (.ttf)", "isn't a font")
	}
	switch string(data[:4]) {
	case "\x00\x01\x00\x00", "true":
		return nil
	case "OTTO":
		return refuse("use the TrueType version (.ttf)", "has PostScript (CFF) outlines, which can't be embedded in PDF here")
	case "ttcf":
		return refuse("export the one font as a .ttf file", "is a collection of fonts")
	case "wOFF", "wOF2":
		return refuse("use the TrueType version (.ttf)", "is a web font")
	}
	return refuse("use a static TrueType font (.ttf)", "isn't a TrueType font")
}

// checkDirectory holds every table inside the file. The parser trusts the lengths and would reserve gigabytes for a lie.
func checkDirectory(data []byte) error {
	const header, record = 12, 16
	n := int(binary.BigEndian.Uint16(data[4:]))
	for i := range n {
		at := header + i*record
		if at+record > len(data) {
			return refuse("export it again as a static TrueType font (.ttf)", "damaged (its list of tables is cut short)")
		}
		offset := uint64(binary.BigEndian.Uint32(data[at+8:]))
		length := uint64(binary.BigEndian.Uint32(data[at+12:]))
		if offset+length > uint64(len(data)) {
			return refuse("export it again as a static TrueType font (.ttf)", "damaged (its %q table is cut short)", data[at:at+4])
		}
	}
	return nil
}

func checkTables(loader *opentype.Loader) error {
	has := func(tag string) bool { return loader.HasTable(opentype.MustNewTag(tag)) }
	for _, tag := range []string{"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2"} {
		if !has(tag) {
			return refuse("export it again as a static TrueType font (.ttf)", "lacks its %s table", tag)
		}
	}
	if has("fvar") {
		return refuse("use the static TrueType files (.ttf), one for each weight", "is a variable font")
	}
	os2, err := loader.RawTable(opentype.MustNewTag("OS/2"))
	if err != nil || len(os2) < 10 {
		return refuse("export it again as a static TrueType font (.ttf)", "has a damaged OS/2 table")
	}
	return checkEmbedding(binary.BigEndian.Uint16(os2[8:]))
}

// checkEmbedding reads OS/2 fsType (OpenType 1.9.1): bits 0 to 3 give the permission, 0 being all of them and the
// least strict counting where several are set; bit 8 forbids subsets and bit 9 anything but bitmaps.
func checkEmbedding(fsType uint16) error {
	const restricted, preview, editable, noSubset, bitmapOnly = 0x2, 0x4, 0x8, 0x100, 0x200
	remedy := "ask its maker for a licence to embed it, or use another font"
	switch {
	case fsType&restricted != 0 && fsType&(preview|editable) == 0:
		return refuse(remedy, "forbids embedding in documents (OS/2 fsType)")
	case fsType&bitmapOnly != 0:
		return refuse(remedy, "forbids embedding its outlines in documents (OS/2 fsType)")
	case fsType&noSubset != 0:
		return refuse(remedy, "forbids embedding only the letters used (OS/2 fsType)")
	}
	return nil
}

// missing lists the runes of alphabet that f has no glyph for, ready for an error.
func (f *Face) missing(alphabet string) string {
	return list(alphabet, func(r rune) bool { return !f.Has(r) })
}

// empty lists the runes of alphabet whose glyph draws nothing.
func (f *Face) empty(alphabet string) string {
	return list(alphabet, func(r rune) bool {
		glyph, _ := f.Font().NominalGlyph(r)
		return r != ' ' && f.Outline(uint32(glyph)).Empty()
	})
}

// list is the runes of alphabet that are bad, for an error; the first few of them where there are many.
func list(alphabet string, bad func(rune) bool) string {
	var list []string
	for _, r := range alphabet {
		if bad(r) {
			list = append(list, strconv.QuoteRune(r))
		}
	}
	if n := len(list); n > 8 {
		list = append(list[:8], fmt.Sprintf("and %d more letters", n-8))
	}
	return strings.Join(list, ", ")
}

func metrics(parsed *font.Font) (Metrics, error) {
	face := font.NewFace(parsed)
	em := float64(parsed.Upem())
	extents, ok := face.FontHExtents()
	m := Metrics{
		Ascent:    float64(extents.Ascender) / em,
		Descent:   -float64(extents.Descender) / em,
		CapHeight: height(face, 'H') / em,
		XHeight:   height(face, 'x') / em,
	}
	if !ok || m.Ascent <= 0 || m.Descent < 0 || m.CapHeight <= 0 || m.XHeight <= 0 {
		return m, refuse("export it again as a static TrueType font (.ttf)", "has no usable heights")
	}
	return m, nil
}

// height is how far a letter stands above the baseline, in font units. We measure the letter itself, because what
// fonts declare as cap height and x-height is often wrong.
func height(face *font.Face, r rune) float64 {
	glyph, _ := face.NominalGlyph(r)
	extents, _ := face.GlyphExtents(glyph)
	return float64(extents.YBearing)
}

// Invisible reports whether r is set without a glyph of its own: spaces, line ends, joiners, variation selectors and
// the marks that steer direction and line breaks.
func Invisible(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\v' || r == '\f' || r == '\r' || r == 0x85:
		return true
	case unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp) && r != 0x1680:
		return true
	}
	return unicode.In(r, ignorable)
}

// ignorable are the code points with the Unicode property Default_Ignorable_Code_Point that text may hold.
var ignorable = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x00AD, 0x00AD, 1}, {0x034F, 0x034F, 1}, {0x061C, 0x061C, 1}, {0x17B4, 0x17B5, 1}, {0x180B, 0x180F, 1},
		{0x200B, 0x200F, 1}, {0x202A, 0x202E, 1}, {0x2060, 0x206F, 1}, {0xFE00, 0xFE0F, 1}, {0xFEFF, 0xFEFF, 1},
	},
	R32:         []unicode.Range32{{0xE0100, 0xE01EF, 1}},
	LatinOffset: 1,
}
