package brand

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"kic/render/definition"
)

// Cell is a cell of a list and what it is to say.
type Cell struct {
	Row    int    // as [Entry] counts it
	Column string // its name in the first row, such as "contact.helpdesk"; capitals don't matter
	Value  string // a line break in it, of any kind, is written as "\n", as spreadsheets do
}

// SetCells changes cells of a list, and leaves every other byte of it as it was: encoding, byte order mark, separators,
// quotes, line ends. A cell keeps its quotes, and gets them where its value needs them. A row that ends before the column
// is extended to it. Of two values for a cell the later one counts.
//
// file is the list's name, for errors. The result is read again. Should any other cell differ, a cell not be there, or
// the list's encoding lack a letter, then nothing changes: the error is [definition.Problems], for all cells that can't be
// set, and data is untouched.
func SetCells(file string, data []byte, cells ...Cell) ([]byte, error) {
	s, err := openSheet(data)
	if err != nil {
		return nil, definition.Problems{{File: file, What: err.Error()}}
	}
	var problems definition.Problems
	for _, c := range cells {
		if p := s.set(c); p.What != "" {
			p.File, p.Key = file, c.Column
			problems = append(problems, p)
		}
	}
	if len(problems) > 0 {
		return nil, problems.Err()
	}
	out := s.bytes()
	after, err := openSheet(out)
	if err != nil || len(out) > MaxListBytes || !s.becomes(after) {
		return nil, definition.Problems{{File: file, What: "more than these cells would change", Remedy: "change them in the list itself"}}
	}
	return out, nil
}

// sheet is a list with the place of each cell, and the changes to be made in it.
type sheet struct {
	data  []byte
	text  []byte // data as UTF-8 without a byte order mark
	comma rune
	rows  []*sheetRow // blank ones and that with the columns' names among them
}

type sheetRow struct {
	record
	written []string       // the cells without their quotes
	from    []int          // offsets in the text: where each cell starts, and last, where one more would
	values  map[int]string // new ones by column
}

func openSheet(data []byte) (*sheet, error) {
	t, err := newTable(data)
	if err != nil {
		return nil, err
	}
	s := &sheet{data: data, text: t.text, comma: t.csv.Comma}
	lines := []int{0, t.skipped} // where each starts, from 1
	for i, c := range s.text {
		if c == '\n' {
			lines = append(lines, i+1)
		}
	}
	for r, written, ok := t.read(); ok; r, written, ok = t.read() {
		row := &sheetRow{record: r, written: slices.Clone(written), values: map[int]string{}}
		for i := range written {
			line, column := t.csv.FieldPos(i)
			row.from = append(row.from, lines[line]+column-1)
		}
		end := t.skipped + int(t.csv.InputOffset())
		row.from = append(row.from, len(withoutBreak(s.text[:end], end == len(s.text)))+1)
		s.rows = append(s.rows, row)
	}
	return s, nil
}

// withoutBreak is a text without the line break at its end; at the end of a file, half a line break is one.
func withoutBreak(text []byte, last bool) []byte {
	if line, ok := bytes.CutSuffix(text, []byte("\n")); ok {
		return bytes.TrimSuffix(line, []byte("\r"))
	}
	if last {
		return bytes.TrimSuffix(text, []byte("\r"))
	}
	return text
}

// set notes a new value, or says what is wrong with it.
func (s *sheet) set(c Cell) (p definition.Problem) {
	head := slices.IndexFunc(s.rows, func(r *sheetRow) bool { return r.err != nil || !r.blank() })
	at := slices.IndexFunc(s.rows, func(r *sheetRow) bool { return r.row == c.Row })
	if at >= 0 {
		p.Line = s.rows[at].lines[0]
	}
	switch {
	case head < 0 || s.rows[head].err != nil:
		p.What, p.Remedy = "the columns have no names that can be read", "name them in the first row"
		return p
	case at < 0:
		p.What, p.Remedy = fmt.Sprintf("there is no row %d", c.Row), "open the list again"
		return p
	case at <= head:
		p.What, p.Remedy = fmt.Sprintf("row %d names the columns", c.Row), "change it in the list itself"
		return p
	case s.rows[at].err != nil:
		p.What, p.Remedy = s.rows[at].err.Error(), "do that in the list itself first"
		return p
	}
	var columns []int
	for i, name := range s.rows[head].cells {
		if name != "" && (column{name: strings.ToLower(name)}).key() == (column{name: strings.ToLower(c.Column)}).key() {
			columns = append(columns, i)
		}
	}
	value := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(c.Value)
	switch err := s.holds(value); {
	case len(columns) == 0:
		p.What, p.Remedy = "there is no such column", "add it to the first row"
	case len(columns) > 1:
		p.What, p.Remedy = "is the name of two columns", "take one of them out"
	case err != nil:
		p.What, p.Remedy = err.Error(), `save the list as "CSV UTF-8 (comma delimited)"`
	default:
		s.rows[at].values[columns[0]] = value
	}
	return p
}

// holds says what the list can't hold of a value.
func (s *sheet) holds(value string) error {
	switch {
	case !utf8.ValidString(value):
		return errors.New("the new value is not UTF-8")
	case strings.ContainsRune(value, 0):
		return errors.New("the new value holds a zero byte")
	}
	from := encodingOf(s.data)
	if from == nil {
		return nil
	}
	for _, r := range value {
		if _, err := from.NewEncoder().String(string(r)); err != nil {
			return fmt.Errorf("the list's encoding has no letter %q", r)
		}
	}
	return nil
}

// bytes is the list with the new values.
func (s *sheet) bytes() []byte {
	in := encodingOf(s.data)
	read, copied := 0, markLength(s.data) // how far, in the text and in the data
	out := slices.Clone(s.data[:copied])
	for _, r := range s.rows {
		for _, c := range r.changes(s) {
			until := copied + sizeIn(in, s.text[read:c.from])
			out = append(append(out, s.data[copied:min(until, len(s.data))]...), encodedIn(in, c.text)...)
			read, copied = c.to, until+sizeIn(in, s.text[c.from:c.to])
		}
	}
	return append(out, s.data[min(copied, len(s.data)):]...)
}

// change is what takes the place of text[from:to].
type change struct {
	from, to int
	text     string
}

// changes are those of a row, in order.
func (r *sheetRow) changes(s *sheet) []change {
	var all []change
	have, end := len(r.written), r.from[len(r.from)-1]-1
	added := change{from: end, to: end}
	for _, i := range slices.Sorted(maps.Keys(r.values)) {
		if i < have {
			all = append(all, change{r.from[i], r.from[i+1] - 1, r.quoted(s, i)})
			continue
		}
		added.text += strings.Repeat(string(s.comma), i-have+1) + r.quoted(s, i)
		have = i + 1
	}
	if added.text != "" {
		all = append(all, added)
	}
	return all
}

// quoted is the new value of a column: in quotes if the cell has them, if the value needs them, or if the cell is empty and
// all others that aren't have them.
func (r *sheetRow) quoted(s *sheet, i int) string {
	value := r.values[i]
	had, others, plain := false, 0, 0
	for j, written := range r.written {
		switch has := s.text[min(r.from[j], len(s.text)-1)] == '"'; {
		case j == i:
			had = has
		case has:
			others++
		case written != "":
			plain++
		}
	}
	fresh := i >= len(r.written) || r.written[i] == ""
	switch {
	case had, fresh && others > 0 && plain == 0, value != strings.TrimSpace(value),
		strings.ContainsAny(value, "\"\n"+string(s.comma)), value == "" && len(r.written) == 1 && i == 0:
		return `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
	}
	return value
}

// markLength is how many bytes of data are its byte order mark.
func markLength(data []byte) int {
	switch in := encodingOf(data); {
	case in == nil && bytes.HasPrefix(data, []byte(utf8Mark)):
		return len(utf8Mark)
	case in == nil, in == charmap.Windows1252:
		return 0
	}
	return 2
}

// sizeIn is how many bytes a text has in an encoding; nil is UTF-8.
func sizeIn(in encoding.Encoding, text []byte) int {
	switch in {
	case nil:
		return len(text)
	case charmap.Windows1252:
		return utf8.RuneCount(text)
	}
	size := 0
	for _, r := range string(text) {
		size += 2 * utf16.RuneLen(r)
	}
	return size
}

// encodedIn is a text in an encoding that can hold it; nil is UTF-8.
func encodedIn(in encoding.Encoding, text string) []byte {
	if in == nil {
		return []byte(text)
	}
	out, _ := in.NewEncoder().Bytes([]byte(text)) // set made sure of it
	return out
}

// becomes reports whether a list that was read again says what this one should say after its changes.
func (s *sheet) becomes(after *sheet) bool {
	return slices.EqualFunc(s.rows, after.rows, func(old, new *sheetRow) bool {
		wanted := slices.Clone(old.written)
		for _, i := range slices.Sorted(maps.Keys(old.values)) {
			for len(wanted) <= i {
				wanted = append(wanted, "")
			}
			wanted[i] = old.values[i]
		}
		return old.row == new.row && (old.err == nil) == (new.err == nil) && slices.Equal(wanted, new.written)
	}) && s.comma == after.comma
}
