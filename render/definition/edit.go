package definition

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// Op is what an [Edit] does.
type Op string

const (
	Set    Op = "set"    // gives a key or a list element that is there another value
	Insert Op = "insert" // adds a key to its table, or an element to a list, before the one that has its index
	Append Op = "append" // adds an element at the end of a list, or a [[table]] after those that are there
	Remove Op = "remove" // takes out a key, a list element, or a table with all that belongs to it
)

// Edit is one change of a definition.
type Edit struct {
	Op Op

	// Path is the key or the list element that changes, as [Source] writes it: message[2].headline[1]. An element that
	// has an id may be called by it: message[phishing].headline[1]. For Append it is the list. The tables on the way to
	// a key that is inserted are made where they are missing.
	Path string

	// Value is a string, []string, bool, int or int64; for Append also a [Table]. Remove has none. A line break in a
	// string may be "\n" or "\r\n": it is written as the file has its own.
	Value any
}

// Table is the keys of a table that is appended, in their order.
type Table []Pair

// Pair is a key with its value, which is of the types of [Edit]'s Value, but no Table.
type Pair struct {
	Key   string
	Value any
}

// Apply makes edits in TOML source, one after the other, and leaves every other byte as it was: comments, order,
// indentation, line ends, byte order mark. What is new is written as its neighbours are: their quotes, the alignment
// of their equals signs, lists on one line or on many. file is the source's name, for errors.
//
// A key goes with its line and the comment behind it; a comment above it stays. A table goes with its header, its keys,
// its subtables, and the comments among these and right under them.
//
// The result is read again. Should anything differ from src but the values that the edits name, or an edit not fit the
// source, then nothing changes: the error is [Problems] for the first such edit, and src is untouched. The same holds
// for a result that is no longer a definition, such as one without anything in it.
func Apply(file string, src []byte, edits ...Edit) ([]byte, error) {
	out := bytes.Clone(src)
	for _, edit := range edits {
		var err error
		if out, err = apply(file, out, edit); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func apply(file string, src []byte, edit Edit) ([]byte, error) {
	doc, tree, err := parse(file, src, shape{})
	if err != nil {
		return nil, err
	}
	e := &editor{document: doc, source: &Source{file: file, root: doc.root}, tree: plainTree(tree), edit: edit}
	if err := e.prepare(); err != nil {
		return nil, err
	}
	splices, err := e.splices()
	if err != nil {
		return nil, err
	}
	text, ok := spliced(doc.src, splices)
	if !ok {
		return nil, e.unsafe()
	}
	mark := src[:len(src)-len(doc.src)]
	out := append(bytes.Clone(mark), text...)
	if err := e.check(out); err != nil {
		return nil, err
	}
	return out, nil
}

// check reads the source after the edit, which is to have changed what it names and nothing else.
func (e *editor) check(out []byte) error {
	_, after, err := parse(e.source.file, out, shape{})
	if err != nil {
		return e.refuse("change it in the file itself", "the file could not be read after this change: %v", err)
	}
	if !sameTree(plainTree(after), e.expected()) {
		return e.unsafe()
	}
	return nil
}

// editor is a source and the edit that is to be made in it.
type editor struct {
	*document
	source *Source
	tree   any // what the source says
	edit   Edit
	path   []step // of the edit, with indices for ids
	value  any    // of the edit, as the source would say it
}

// refuse is why the edit isn't made.
func (e *editor) refuse(remedy, format string, args ...any) error {
	return Problems{e.source.Problem(e.edit.Path, remedy, format, args...)}
}

func (e *editor) unsafe() error {
	return e.refuse("change it in the file itself", "more than this would change in the file")
}

// prepare checks the edit's value, and finds the elements that its path calls by their ids.
func (e *editor) prepare() error {
	if e.edit.Op != Remove {
		value, problem := plainValueOf(e.edit.Value, e.edit.Op == Append)
		if problem != "" {
			return e.refuse("", "%s", problem)
		}
		e.value = value
	}
	at := e.tree
	for _, s := range steps(e.edit.Path) {
		list, _ := at.([]any)
		if s.id != "" {
			i := slices.IndexFunc(list, func(x any) bool {
				table, _ := x.(map[string]any)
				return table["id"] == s.id
			})
			if i < 0 {
				return e.refuse("use the id or the number of one that is there", "there is none with the id %q", s.id)
			}
			s = step{index: i + 1}
		}
		if table, ok := at.(map[string]any); ok && s.index == 0 {
			at = table[s.key]
		} else if s.index > 0 && s.index <= len(list) {
			at = list[s.index-1]
		} else {
			at = nil
		}
		e.path = append(e.path, s)
	}
	if len(e.path) == 0 {
		return e.refuse("name a key", "the path is empty")
	}
	return nil
}

// find is the node at a path of keys and indices; nil where there is none.
func (e *editor) find(path []step) *node {
	n := e.root
	for _, s := range path {
		if n = s.from(n); n == nil {
			return nil
		}
	}
	return n
}

// splices are the changes of the text that make the edit.
func (e *editor) splices() ([]splice, error) {
	n, above, last := e.find(e.path), e.path[:len(e.path)-1], e.path[len(e.path)-1]
	missing := func() error {
		return e.refuse("insert it", "there is no such %s", kindOf(last))
	}
	switch e.edit.Op {
	case Set:
		if n == nil {
			return nil, missing()
		}
		return e.set(n)
	case Insert:
		if last.index > 0 {
			return e.insertElement(e.find(above), last.index-1)
		}
		if n != nil {
			return nil, e.refuse("set it", "is there already")
		}
		return e.insertKey(e.path)
	case Append:
		if table, ok := e.edit.Value.(Table); ok {
			return e.appendTable(n, table)
		}
		if n == nil {
			return nil, missing()
		}
		return e.insertElement(n, len(n.items))
	case Remove:
		if n == nil {
			return nil, e.refuse("", "there is no such %s", kindOf(last))
		}
		return e.remove(n), nil
	}
	return nil, e.refuse("use set, insert, append or remove", "%q is not a kind of edit", string(e.edit.Op))
}

func kindOf(s step) string {
	if s.index > 0 {
		return "element"
	}
	return "key"
}

// set gives a value that is written as one another.
func (e *editor) set(n *node) ([]splice, error) {
	switch {
	case n.to == 0 || e.src[n.from] == '{':
		return nil, e.refuse("set its keys one by one", "is a table, not a value")
	case e.src[n.from] == '[':
		if values, ok := e.edit.Value.([]string); ok {
			return e.setList(n, values), nil
		}
	}
	in := slot{at: n.from, like: e.src[n.from:n.to], indent: e.indent(n.from)}
	for s := range e.statements() {
		in.own = in.own || s.value() == n
	}
	return []splice{{n.from, n.to, e.write(e.edit.Value, in)}}, nil
}

// splice puts text in the place of src[from:to].
type splice struct {
	from, to int
	text     string
}

// spliced is src with all splices made; ok is false where two of them overlap.
func spliced(src string, splices []splice) (text string, ok bool) {
	slices.SortStableFunc(splices, func(a, b splice) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var b strings.Builder
	done := 0
	for _, s := range splices {
		if s.from < done || s.to < s.from {
			return "", false
		}
		b.WriteString(src[done:s.from])
		b.WriteString(s.text)
		done = s.to
	}
	b.WriteString(src[done:])
	return b.String(), true
}
