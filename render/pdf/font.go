package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/tdewolff/font"

	"kic/fonts"
)

// fontbook is the faces that a document uses, in the order of first use.
type fontbook struct {
	set   *fonts.Set
	faces []*face
	known map[string]*face
	next  func() ref
}

// face is one font in the file. Its codes count the glyphs in the order of first use; a glyph that stands for different
// letters in different places has a code for each, so that every code says its letters.
type face struct {
	id     string
	name   string // in resources
	ref    ref
	sfnt   *font.SFNT
	from   *fonts.Face
	codes  map[said]uint16
	glyphs []uint16 // by code
	says   []string // by code
	err    error    // the first glyph that couldn't be shown
}

// said is a glyph and what it stands for.
type said struct {
	glyph uint16
	text  string
}

func (b *fontbook) face(id string) (*face, error) {
	if f, ok := b.known[id]; ok {
		return f, nil
	}
	from, ok := b.set.Face(id)
	if !ok {
		return nil, fmt.Errorf("face %q is not in the font set", id)
	}
	sfnt, err := parse(from.Data())
	if err != nil {
		return nil, fmt.Errorf("face %q: %w", id, err)
	}
	f := &face{id: id, name: fmt.Sprintf("F%d", len(b.faces)+1), ref: b.next(), sfnt: sfnt, from: from,
		codes: map[said]uint16{}, glyphs: []uint16{0}, says: []string{""}}
	b.known[id] = f
	b.faces = append(b.faces, f)
	return f, nil
}

// parse reads a font file. It is done again for each document, because subsetting changes what it reads.
func parse(data []byte) (sfnt *font.SFNT, err error) {
	defer damaged(&err)
	sfnt, err = font.ParseSFNT(data, 0)
	if err == nil && !sfnt.IsTrueType {
		err = errors.New("has no TrueType outlines; use a static TrueType font (.ttf)")
	}
	return sfnt, err
}

// damaged turns a panic of the font parser, which is not ours, over a brand's file, which is not to be trusted, into an error.
func damaged(err *error) {
	if r := recover(); r != nil {
		*err = errors.New("is damaged; export it again as a static TrueType font (.ttf)")
	}
}

// code is the number that shows a glyph where it stands for text. What can't be shown is kept in f.err and gets the number 0.
func (f *face) code(glyph uint32, text string) uint16 {
	key := said{uint16(glyph), text}
	if code, ok := f.codes[key]; ok && glyph <= math.MaxUint16 {
		return code
	}
	switch {
	case glyph == 0:
		f.fail(fmt.Errorf("face %q has no glyph for %q", f.id, text))
		return 0
	case glyph >= uint32(f.sfnt.NumGlyphs()):
		f.fail(fmt.Errorf("face %q has no glyph with the number %d", f.id, glyph))
		return 0
	case len(f.glyphs) > math.MaxUint16:
		f.fail(fmt.Errorf("face %q: too many glyphs for one document", f.id))
		return 0
	}
	code := uint16(len(f.glyphs))
	f.codes[key] = code
	f.glyphs = append(f.glyphs, key.glyph)
	f.says = append(f.says, text)
	return code
}

// fail keeps the first error.
func (f *face) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// space is the code of the face's space.
func (f *face) space() (code uint16, ok bool) {
	id := f.sfnt.GlyphIndex(' ')
	if id == 0 {
		return 0, false
	}
	return f.code(uint32(id), " "), true
}

// width is how far a code moves the pen, in thousandths of an em, as the file says it.
func (f *face) width(code uint16) float64 {
	w := float64(f.sfnt.GlyphAdvance(f.glyphs[code])) * 1000 / float64(f.sfnt.Head.UnitsPerEm)
	return math.Round(w*1000) / 1000
}

// embedFonts writes the faces, each with the glyphs that were used of it.
func (d *document) embedFonts() error {
	for _, f := range d.fonts.faces {
		if err := d.embed(f); err != nil {
			return fmt.Errorf("face %q: %w", f.id, err)
		}
	}
	return nil
}

func (d *document) embed(f *face) error {
	data, err := f.subset()
	if err != nil {
		return err
	}
	name := subsetTag(data) + "+" + f.postScriptName()
	file := d.addStream(fmt.Sprintf("/Length1 %d", len(data)), data)
	descriptor := d.add(f.descriptor(name, file))
	cid := d.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %s/CIDToGIDMap/Identity/DW 1000/W[0[%s]]>>", name, descriptor, f.widths()))
	unicode := d.addStream("", f.toUnicode())
	d.set(f.ref, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>", name, cid, unicode))
	return nil
}

// subset is a font file with the glyphs that were used, by their codes.
func (f *face) subset() (data []byte, err error) {
	defer damaged(&err)
	s, err := f.sfnt.Subset(append([]uint16(nil), f.glyphs...), font.SubsetOptions{Tables: font.KeepPDFTables})
	if err != nil {
		return nil, err
	}
	data = s.Write()
	return data, forgetTime(data)
}

func (f *face) widths() string {
	list := make([]float64, len(f.glyphs))
	for i := range list {
		list[i] = f.width(uint16(i))
	}
	return numbers(3, list...)
}

// descriptor is the FontDescriptor. Flags: the glyphs have no standard encoding (4), are all of one width (1), have serifs
// (2), slant (64). StemV is guessed from the weight; readers use it only for a font that isn't embedded.
func (f *face) descriptor(name string, file ref) string {
	s := f.sfnt
	k := 1000 / float64(s.Head.UnitsPerEm)
	capHeight, weight := 0.7*float64(s.Hhea.Ascender), 400.0
	flags := 4
	if s.OS2 != nil {
		weight = float64(s.OS2.UsWeightClass)
		if s.OS2.SCapHeight > 0 {
			capHeight = float64(s.OS2.SCapHeight)
		}
		if class := s.OS2.SFamilyClass >> 8; class >= 1 && class <= 7 && class != 6 {
			flags |= 2
		}
	}
	if s.Post.IsFixedPitch != 0 {
		flags |= 1
	}
	if s.Post.ItalicAngle != 0 {
		flags |= 64
	}
	return fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%s]/ItalicAngle %s/Ascent %s/Descent %s/CapHeight %s/StemV %s/FontFile2 %s>>",
		name, flags, numbers(0, float64(s.Head.XMin)*k, float64(s.Head.YMin)*k, float64(s.Head.XMax)*k, float64(s.Head.YMax)*k),
		numbers(1, s.Post.ItalicAngle), numbers(0, float64(s.Hhea.Ascender)*k), numbers(0, float64(s.Hhea.Descender)*k),
		numbers(0, capHeight*k), numbers(0, 10+220*(weight-50)/900), file)
}

// postScriptName is the name that the font file gives itself, with nothing in it that a PDF name can't hold.
func (f *face) postScriptName() string {
	name := f.id
	if list := f.sfnt.Name.Get(font.NamePostScript); len(list) > 0 {
		name = list[0].String()
	}
	name = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' || r == '_' {
			return r
		}
		return -1
	}, name)
	return first(name, "Font")
}

// subsetTag is six capitals that are the same for the same subset.
func subsetTag(data []byte) string {
	sum := sha256.Sum256(data)
	n := binary.BigEndian.Uint64(sum[:])
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + byte(n%26)
		n /= 26
	}
	return string(tag)
}

// toUnicode is the CMap that says what each code stands for.
func (f *face) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 1; from < len(f.says); from += 100 {
		until := min(from+100, len(f.says))
		fmt.Fprintf(&b, "%d beginbfchar\n", until-from)
		for code := from; code < until; code++ {
			fmt.Fprintf(&b, "<%04X> <%s>\n", code, hexUTF16(f.says[code]))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

var errTables = errors.New("the subset has no head table")

// forgetTime clears the moment of change that the subsetter stamps on a font file, and mends the sums over it.
func forgetTime(file []byte) error {
	be := binary.BigEndian
	for i := range int(be.Uint16(file[4:])) {
		entry := file[12+16*i:]
		if string(entry[:4]) != "head" {
			continue
		}
		head := file[be.Uint32(entry[8:]):]
		if len(head) < 56 {
			return errTables
		}
		clear(head[28:36])
		be.PutUint32(head[8:], 0)
		be.PutUint32(entry[4:], checksum(head[:56])) // 54 bytes and their padding
		be.PutUint32(head[8:], 0xB1B0AFBA-checksum(file))
		return nil
	}
	return errTables
}

// checksum is the sum of data's 32-bit words.
func checksum(data []byte) uint32 {
	var sum uint32
	for ; len(data) >= 4; data = data[4:] {
		sum += binary.BigEndian.Uint32(data)
	}
	return sum
}
