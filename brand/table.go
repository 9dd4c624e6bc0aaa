package brand

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"kic/render/definition"
)

// record is one row of a table.
type record struct {
	row   int      // as a spreadsheet counts it, from 1
	lines []int    // line of the file in which each cell starts, from 1
	cells []string // without white space round them, and each break in them a space
	err   error    // a quote that is out of place; then there are no cells
}

// table reads a comma-separated file row by row.
type table struct {
	csv     *csv.Reader
	text    []byte // what was read, as UTF-8 without a byte order mark
	extra   int    // lines that cells with line breaks have added so far
	skipped int    // bytes of the text before what csv reads
}

// newTable is the table that data holds. It finds out the encoding (UTF-8, UTF-16 with a byte order mark, or else
// Windows-1252) and what parts the cells (comma, semicolon or tab).
func newTable(data []byte) (*table, error) {
	data, err := asUTF8(data)
	if err != nil {
		return nil, err
	}
	t := &table{text: data}
	comma, named := separator(data)
	if named { // by a first line that is no row; left blank, it keeps the count of lines right
		t.skipped, t.extra = bytes.IndexByte(data, byte(comma))+1, 1
	}
	t.csv = csv.NewReader(bytes.NewReader(data[t.skipped:]))
	t.csv.Comma, t.csv.FieldsPerRecord = comma, -1
	return t, nil
}

const utf8Mark = "\xEF\xBB\xBF"

// asUTF8 is a text file's bytes as UTF-8 without a byte order mark.
func asUTF8(data []byte) ([]byte, error) {
	from := encodingOf(data)
	switch {
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte(utf8Mark)))) == 0:
		return nil, errors.New("is empty")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return nil, definition.Refuse(`save it as "CSV UTF-8 (comma delimited)"`, `is a spreadsheet`)
	case from == nil && bytes.IndexByte(data, 0) < 0:
		return bytes.TrimPrefix(data, []byte(utf8Mark)), nil
	case (from == nil || from == charmap.Windows1252) && bytes.IndexByte(data, 0) >= 0:
		return nil, definition.Refuse(`save it as "CSV UTF-8 (comma delimited)"`, `is not a text file`)
	}
	out, err := from.NewDecoder().Bytes(data)
	if err != nil || bytes.IndexByte(out, 0) >= 0 {
		return nil, definition.Refuse(`save it as "CSV UTF-8 (comma delimited)"`, `is not a text file`)
	}
	return bytes.TrimPrefix(out, []byte(utf8Mark)), nil
}

// encodingOf is the encoding of a text file, which keeps its byte order mark as a letter; nil for UTF-8.
func encodingOf(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case !utf8.Valid(data):
		return charmap.Windows1252
	}
	return nil
}

// separator is what parts the cells of a table: what a line "sep=;" at its start names, as some spreadsheets write it, else
// whichever is the most frequent in the first row outside of quotes.
func separator(data []byte) (comma rune, named bool) {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	if s := strings.TrimSpace(strings.ToLower(string(first)) + "."); len(s) >= 5 && strings.HasPrefix(s, "sep=") && strings.Contains(",;\t", s[4:5]) {
		return rune(s[4]), true
	}
	counts, quoted := map[byte]int{}, false
	for _, c := range data {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ',' || c == ';' || c == '\t':
			counts[c]++
		}
		if c == '\n' && !quoted && len(counts) > 0 {
			break
		}
	}
	comma = ','
	for _, c := range []byte(";\t") {
		if counts[c] > counts[byte(comma)] {
			comma = rune(c)
		}
	}
	return comma, false
}

// next is the next row that isn't blank; ok is false after the last. After a quote out of place it goes on with the next
// line.
func (t *table) next() (r record, ok bool) {
	for {
		r, _, ok = t.read()
		if !ok || r.err != nil || !r.blank() {
			return r, ok
		}
	}
}

// read is the next row, blank or not, and its cells as they are written but for their quotes.
func (t *table) read() (r record, written []string, ok bool) {
	written, err := t.csv.Read()
	var wrong *csv.ParseError
	if err != nil && !errors.As(err, &wrong) { // the end
		return record{}, nil, false
	}
	if wrong != nil {
		r = record{row: wrong.StartLine - t.extra, lines: []int{wrong.StartLine}, err: misquoted(wrong)}
		t.extra += wrong.Line - wrong.StartLine
		return r, nil, true
	}
	start, _ := t.csv.FieldPos(0)
	r = record{row: start - t.extra, cells: make([]string, len(written)), lines: make([]int, len(written))}
	for i, cell := range written {
		r.cells[i] = strings.Join(strings.Fields(cell), " ")
		r.lines[i], _ = t.csv.FieldPos(i)
		t.extra += strings.Count(cell, "\n")
	}
	return r, written, true
}

func (r record) blank() bool {
	return !slices.ContainsFunc(r.cells, func(cell string) bool { return cell != "" })
}

// misquoted says what is wrong with a quote.
func misquoted(wrong *csv.ParseError) error {
	if wrong.Line > wrong.StartLine {
		return definition.Refuse("put two quotes for one that belongs to the words", "has a quote that is not closed properly, up to line %d", wrong.Line)
	}
	return definition.Refuse("put the whole cell in quotes, and two quotes for one that belongs to the words", "has a quote out of place")
}
