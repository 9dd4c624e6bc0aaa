package sheet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode"

	"github.com/tdewolff/font"

	"kic/fonts"
)

// oneByOne reports whether words read as they should when each letter is shown by its own glyph of face, from left to right.
func oneByOne(words string, face *fonts.Face) bool {
	for _, r := range words {
		if r > 0xFFFF || !face.Has(r) || !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common) {
			return false
		}
	}
	return true
}

// embed is the name of face in the file; empty where fpdf can't read its font.
func (w *writer) embed(face *fonts.Face) string {
	name, known := w.names[face.ID]
	if !known {
		if data := bytes.Clone(face.Data()); embeddable(data) {
			name = fmt.Sprintf("face%d", len(w.names)+1)
			w.pdf.AddUTF8FontFromBytes(name, "", data)
		}
		w.names[face.ID] = name
	}
	return name
}

// embeddable reports whether fpdf can be trusted with a font. It takes what it reads on trust, as it may for those that
// ship with the program; a brand's could otherwise have it print complaints, or descend for ever through glyphs that are
// made of themselves.
func embeddable(data []byte) (ok bool) {
	defer func() {
		if recover() != nil { // the parser isn't ours
			ok = false
		}
	}()
	f, err := font.ParseSFNT(data, 0)
	if err != nil || !f.IsTrueType {
		return false
	}
	number := func(table string, at int) uint16 { return binary.BigEndian.Uint16(f.Tables[table][at:]) }
	const nameFormat, locaFormat, glyphFormat, metricFormat, metrics = 0, 50, 52, 32, 34
	if number("name", nameFormat) != 0 || number("head", locaFormat) > 1 || number("head", glyphFormat) != 0 ||
		number("hhea", metricFormat) != 0 || number("hhea", metrics) == 0 || !hasUnicodeMap(f.Tables["cmap"]) {
		return false
	}
	for glyph := range f.NumGlyphs() {
		if _, err := f.Glyf.Dependencies(glyph); err != nil {
			return false
		}
	}
	return true
}

// hasUnicodeMap reports whether a cmap table has a map in format 4, the only one that fpdf reads.
func hasUnicodeMap(cmap []byte) bool {
	be := binary.BigEndian
	for i := range int(be.Uint16(cmap[2:])) {
		entry := cmap[4+8*i:]
		platform, encoding := be.Uint16(entry), be.Uint16(entry[2:])
		if (platform == 0 || platform == 3 && encoding == 1) && be.Uint16(cmap[be.Uint32(entry[4:]):]) == 4 {
			return true
		}
	}
	return false
}
