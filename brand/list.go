package brand

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"kic/render/definition"
)

// The bounds of a list. Each of its rows has the bounds of a brand.toml.
const (
	MaxListBytes   = 64 << 20
	MaxListRows    = 50_000
	maxListColumns = 250
)

//go:embed list.template
var listTemplate string

// ListTemplate is a list to start from: all columns, and a row that shows what belongs into them. It has the byte order mark
// and the line ends by which spreadsheets know UTF-8.
func ListTemplate() []byte {
	return []byte("\uFEFF" + strings.ReplaceAll(listTemplate, "\n", "\r\n"))
}

// Entry is one row of a list: an organisation whose words are checked and whose logos are there, but not read yet.
type Entry struct {
	Row  int    // as a spreadsheet counts it: the first under the names of the columns is 2
	Name string // in full; may be empty where Err isn't nil
	Slug string // no other entry without an error has it
	Err  error  // what is wrong with the row, as [definition.Problems]; nil: it can be loaded

	list   *list
	record record
}

// Load reads the row's brand with its logos and fonts. It keeps nothing, so that a list may be longer than memory would
// hold. Its errors are [definition.Problems], and those of an entry that has an Err are that.
func (e *Entry) Load() (*Brand, error) {
	if e.Err != nil {
		return nil, e.Err
	}
	in, done, err := e.list.open()
	if err != nil {
		return nil, err
	}
	defer done()
	return e.list.brand(e.record, in, false)
}

// LoadList reads a list of brands: a CSV file, of which each column is a key of brand.toml ("name", "logo.file",
// "contact.report_email", "partner.1.name") or else a field of its own, and each row an organisation. It may be UTF-8,
// UTF-16 or Windows-1252, and have commas, semicolons or tabs. The files that it names lie in its own folder, under the same
// rules as those of a brand. fsys is read again by [Entry.Load].
//
// A mistake in a row is that entry's Err; the other rows are none the worse. What is wrong with the list as a whole, such
// as an unknown column, comes back as [definition.Problems] and leaves no entries.
func LoadList(fsys fs.FS, name string) ([]Entry, error) {
	name = path.Clean(name)
	if !fs.ValidPath(name) || name == "." {
		return nil, fmt.Errorf("list %q: is not a file's path", name)
	}
	in := newFolder(fsys, path.Dir(name), true)
	l := &list{file: name, open: func() (folder, func(), error) { return in, func() {}, nil }}
	return l.entries(path.Base(name))
}

// OpenList is [LoadList] for a file on disk. The operating system sees to it that nothing outside of its folder is read.
func OpenList(name string) ([]Entry, error) {
	dir := filepath.Dir(name)
	l := &list{file: filepath.ToSlash(name), open: func() (folder, func(), error) {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return folder{}, nil, definition.Problems{{File: filepath.ToSlash(name), What: fmt.Sprintf("its folder can't be read (%v)", plain(err))}}
		}
		return newFolder(root.FS(), ".", true), func() { root.Close() }, nil
	}}
	return l.entries(filepath.Base(name))
}

// list is a list of brands and where it lies.
type list struct {
	file    string // as the user named it
	open    func() (in folder, done func(), err error)
	columns []column
}

// entries reads the list, which is called base in its folder.
func (l *list) entries(base string) ([]Entry, error) {
	in, done, err := l.open()
	if err != nil {
		return nil, err
	}
	defer done()
	data, err := in.read(base, MaxListBytes)
	if errors.Is(err, errMissing) {
		err = errors.New("there is no such file")
	}
	var rows *table
	if err == nil {
		rows, err = newTable(data)
	}
	if err != nil {
		what, remedy := definition.Parts(err)
		return nil, definition.Problems{{File: l.file, What: what, Remedy: remedy}}
	}
	head, ok := rows.next()
	if err := l.head(head, ok); err != nil {
		return nil, err
	}
	var entries []Entry
	slugs := map[string]int{}
	for r, ok := rows.next(); ok; r, ok = rows.next() {
		if len(entries) == MaxListRows {
			return nil, definition.Problems{{File: l.file, Line: r.lines[0], What: fmt.Sprintf("has more than %d rows", MaxListRows), Remedy: "make it into several lists"}}
		}
		e := l.entry(r, in)
		if first, twice := slugs[e.Slug]; twice && e.Err == nil {
			e.Err = l.twice(r, e.Slug, first)
		} else if e.Err == nil {
			slugs[e.Slug] = e.Row
		}
		entries = append(entries, e)
	}
	if len(entries) == 0 {
		return nil, definition.Problems{{File: l.file, What: "has no rows under the names of its columns", Remedy: "add one for each organisation"}}
	}
	return entries, nil
}

// entry checks a row without reading its logos.
func (l *list) entry(r record, in folder) Entry {
	e := Entry{Row: r.row, list: l, record: r}
	b, err := l.brand(r, in, true)
	if err != nil {
		e.Err = err
		for i, c := range l.columns {
			if c.name == "name" && i < len(r.cells) {
				e.Name = r.cells[i]
			}
		}
		return e
	}
	e.Name, e.Slug = b.Name, b.Slug
	return e
}

func (l *list) twice(r record, slug string, first int) error {
	return l.problems(r, definition.Problems{{Key: "slug", What: fmt.Sprintf("%q is that of row %d as well", slug, first),
		Remedy: `give this row another in the column "slug"`}})
}

// brand makes a row's brand. With peek its logos and fonts only have to be there.
func (l *list) brand(r record, in folder, peek bool) (*Brand, error) {
	if r.err != nil {
		what, remedy := definition.Parts(r.err)
		return nil, l.problems(r, definition.Problems{{What: what, Remedy: remedy}})
	}
	f, surplus := l.row(r)
	b := &Brand{}
	m := maker{file: &f, folder: in, peek: peek, brand: b}
	m.make()
	if problems := append(surplus, m.problems...); len(problems) > 0 {
		return nil, l.problems(r, problems)
	}
	for i := range b.Leftovers {
		l.place(r, &b.Leftovers[i].Problem)
	}
	b.Dir = path.Dir(l.file)
	return b, nil
}

// row is what a row says, and the cells in it that no column takes.
func (l *list) row(r record) (f file, surplus definition.Problems) {
	f.Fields = map[string]string{}
	for i, value := range r.cells {
		switch {
		case value == "":
		case i < len(l.columns) && l.columns[i].set != nil:
			l.columns[i].set(&f, value)
		default:
			surplus = append(surplus, definition.Problem{What: fmt.Sprintf("%q stands in a column without a name", clipped(value)), Remedy: "name the column in the first row, or quote a cell that holds what parts the columns"})
		}
	}
	return f, surplus
}

// clipped is the start of a value, for a message.
func clipped(s string) string {
	const most = 40
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

var partnerKey = regexp.MustCompile(`^partner\[(\d+)\]`)

// problems puts a row's problems in their places.
func (l *list) problems(r record, found definition.Problems) error {
	for i := range found {
		l.place(r, &found[i])
	}
	return found.Err()
}

// place puts a row's problem in its place: the line of the cell, and the name of its column.
func (l *list) place(r record, p *definition.Problem) {
	p.File, p.Line = l.file, r.lines[0]
	p.Key = partnerKey.ReplaceAllString(p.Key, "partner.$1")
	of := column{name: p.Key}
	at := slices.IndexFunc(l.columns, func(c column) bool { return c.key() == of.key() })
	if p.Key != "" && at >= 0 && at < len(r.lines) {
		p.Line, p.Key = r.lines[at], l.columns[at].name
	}
	// A file of a row lies beside the list.
	p.What = strings.ReplaceAll(p.What, "the brand's folder", "the list's folder")
	if r.row != p.Line {
		p.What = fmt.Sprintf("%s (row %d of the table)", p.What, r.row)
	}
}
