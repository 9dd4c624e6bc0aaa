package definition

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// insertKey adds the key at a path to its table, which may be missing as well.
func (e *editor) insertKey(path []step) ([]splice, error) {
	depth := len(path) - 1
	for e.find(path[:depth]) == nil {
		depth--
	}
	if slices.ContainsFunc(path[depth:], func(s step) bool { return s.index > 0 }) {
		return nil, e.refuse("append it", "there is no such table")
	}
	if inline, at := e.written(path[:depth]); inline != nil {
		if e.src[inline.from] != '{' {
			return nil, e.refuse("name a key of a table", "is to be added to what is not a table")
		}
		text := dotted(path[at:]) + " = " + e.write(e.edit.Value, slot{at: inline.from})
		return e.insertMembers(inline, len(inline.members), []string{text}), nil
	}
	table := e.find(path[:depth])
	if len(table.items) > 0 {
		return nil, e.refuse("say which, as in message[2]", "is to be added to a list of tables")
	}
	if s, home := e.through(table); s != nil {
		keys := path[depth-slices.Index(s.nodes, table):]
		return []splice{e.insertStatement(home, s, dotted(keys))}, nil
	}
	if depth < len(path)-1 || table != e.root && table.section == nil {
		header := "[" + dotted(path[:len(path)-1]) + "]"
		pairs := Table{{path[len(path)-1].key, e.edit.Value}}
		return []splice{e.newSection(table, keysIn(path)-1, header, pairs, depth == len(path)-1)}, nil
	}
	home := table.section
	if home == nil {
		home = e.sections[0]
	}
	var last *statement
	if n := len(home.statements); n > 0 {
		last = home.statements[n-1]
	}
	return []splice{e.insertStatement(home, last, dotted(path[len(path)-1:]))}, nil
}

// written is the innermost value on the way to the end of a path that is written as one, such as an inline table, and how
// much of the path leads to it.
func (e *editor) written(path []step) (found *node, at int) {
	n := e.root
	for i, s := range path {
		if n = s.from(n); n.to > 0 {
			found, at = n, i+1
		}
	}
	return found, at
}

// through is the last statement whose dotted key makes a table, and its section.
func (e *editor) through(table *node) (last *statement, home *section) {
	for s, section := range e.statements() {
		if i := slices.Index(s.nodes, table); i > 0 && i < len(s.nodes)-1 {
			last, home = s, section
		}
	}
	return last, home
}

// insertStatement adds a key with the edit's value under a header: after a statement, or right under the header.
func (e *editor) insertStatement(home *section, after *statement, key string) splice {
	at, indent, gap := 0, "", ""
	switch {
	case after != nil:
		at, indent = e.lineEnd(after.to), e.indent(after.from)
	case home.to > 0:
		at, indent = e.lineEnd(home.to), e.indent(home.from)
	default:
		if at = e.afterTitle(); at < len(e.src) {
			gap = e.eol(at)
		}
	}
	value := e.write(e.edit.Value, slot{at: at, own: true, indent: indent})
	before, behind := e.equals(home, after, utf8.RuneCountInString(key))
	return e.lines(at, indent+key+before+"="+behind+value+e.eol(at)+gap)
}

// afterTitle is where the first key goes into a source that starts with a header: after the comment at its start, if an
// empty line comes after that.
func (e *editor) afterTitle() int {
	at := 0
	for at < len(e.src) && e.isComment(at) {
		at = e.lineEnd(at)
	}
	switch {
	case at == len(e.src):
		return at
	case at > 0 && e.isBlank(at):
		return e.lineEnd(at)
	}
	return 0
}

// equals is the space before and behind the = of a new key of that length. It stands under those of the statements right
// above it where all of them are aligned.
func (e *editor) equals(home *section, last *statement, length int) (before, behind string) {
	if last == nil {
		return " ", " "
	}
	behind = e.src[last.equals+1 : last.value().from]
	column, aligned := 0, 0
	for i := slices.Index(home.statements, last); i >= 0; i-- {
		s := home.statements[i]
		if aligned > 0 && e.lineEnd(s.to) != e.lineStart(home.statements[i+1].from) {
			break
		}
		here := utf8.RuneCountInString(e.src[s.from:s.equals])
		if aligned > 0 && here != column {
			aligned = 0
			break
		}
		column = here
		aligned++
	}
	written := e.src[last.from:last.equals]
	before = written[len(strings.TrimRight(written, " \t")):]
	switch {
	case aligned > 1 && column > length:
		return strings.Repeat(" ", column-length), behind
	case len(before) > 1:
		return " ", behind
	}
	return before, behind
}

// newSection adds a header with keys after all that belongs to a table, or before it. depth is how many keys the header
// names.
func (e *editor) newSection(table *node, depth int, header string, pairs Table, before bool) splice {
	at, indent := len(e.src), ""
	for i, s := range e.sections {
		if i == 0 || !slices.Contains(s.nodes, table) {
			continue
		}
		if before {
			at, indent = e.lineStart(s.from), e.indent(s.from)
			break
		}
		if len(s.nodes) > 1 && (s.table() == table || keysOf(s) == depth) {
			indent = e.indent(s.from)
		}
		if table != e.root {
			at = e.end(s)
		}
	}
	eol, width := e.eol(at), 0
	for _, p := range pairs {
		if e.aligns(at) {
			width = max(width, utf8.RuneCountInString(writeKey(p.Key)))
		}
	}
	var b strings.Builder
	if at > 0 && !before && !e.isBlank(e.lineStart(at-1)) {
		b.WriteString(eol)
	}
	b.WriteString(indent + header + eol)
	for _, p := range pairs {
		key := writeKey(p.Key)
		value := e.write(p.Value, slot{at: at, own: true, indent: indent})
		b.WriteString(indent + key + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(key))) + " = " + value + eol)
	}
	if at < len(e.src) && !e.isBlank(at) {
		b.WriteString(eol)
	}
	return e.lines(at, b.String())
}

// aligns reports whether the last section before at that has several keys has their = under each other. Without such a
// section a new one does.
func (e *editor) aligns(at int) bool {
	aligned := true
	for _, s := range e.sections {
		if len(s.statements) > 1 && s.to < at {
			a, b := s.statements[0], s.statements[1]
			aligned = utf8.RuneCountInString(e.src[a.from:a.equals]) == utf8.RuneCountInString(e.src[b.from:b.equals])
		}
	}
	return aligned
}

// keysIn is how many keys a path has, without its indices.
func keysIn(path []step) int {
	count := 0
	for _, s := range path {
		if s.index == 0 {
			count++
		}
	}
	return count
}

// keysOf is how many keys a header names.
func keysOf(s *section) int {
	count := 0
	for i, n := range s.nodes[1:] {
		if !slices.Contains(s.nodes[i].items, n) {
			count++
		}
	}
	return count
}

// appendTable adds a table to the array n, which may be missing.
func (e *editor) appendTable(n *node, pairs Table) ([]splice, error) {
	switch {
	case n != nil && n.to > 0:
		return e.insertElement(n, len(n.items))
	case n != nil && len(n.items) == 0:
		return nil, e.refuse("insert its keys one by one", "is a table, not a list of tables")
	case n != nil:
		return []splice{e.newSection(n.latest(), keysIn(e.path), "[["+dotted(e.path)+"]]", pairs, false)}, nil
	}
	depth := len(e.path) - 1
	for e.find(e.path[:depth]) == nil {
		depth--
	}
	table := e.find(e.path[:depth])
	inline, _ := e.written(e.path[:depth])
	if inline != nil || len(table.items) > 0 || slices.ContainsFunc(e.path[depth:], func(s step) bool { return s.index > 0 }) {
		return nil, e.refuse("append to a list that is there", "there is no such list of tables, and none can be begun here")
	}
	return []splice{e.newSection(table, keysIn(e.path), "[["+dotted(e.path)+"]]", pairs, false)}, nil
}

// remove takes out a node with all that belongs to it.
func (e *editor) remove(n *node) []splice {
	above := e.path[:len(e.path)-1]
	if written, _ := e.written(above); written != nil {
		if i := slices.Index(written.items, n); i >= 0 {
			return e.removeMembers(written, i, i+1)
		}
		return e.removeStatements(written, n)
	}
	var out []splice
	for i := 0; i < len(e.sections); i++ {
		from := i
		for i < len(e.sections) && slices.Contains(e.sections[i].nodes, n) {
			i++
		}
		if i > from {
			out = append(out, e.cutSections(from, i))
		}
		if i == len(e.sections) {
			break
		}
		for _, s := range e.sections[i].statements {
			if slices.Contains(s.nodes[1:], n) {
				out = append(out, e.cutLines(s.from, s.to))
			}
		}
	}
	return out
}

// cutSections takes out sections i to j-1, and the empty lines that stood between them and what comes before, or else after.
func (e *editor) cutSections(i, j int) splice {
	from, to := e.lineStart(e.sections[i].from), e.end(e.sections[j-1])
	start := from
	if to == len(e.src) || e.isBlank(to) {
		for start > 0 && e.isBlank(e.lineStart(start-1)) {
			start = e.lineStart(start - 1)
		}
		for start == 0 && e.isBlank(to) {
			to = e.lineEnd(to)
		}
	}
	if to == len(e.src) && e.src[to-1] != '\n' && start > 0 {
		start -= len(e.eol(start))
	}
	return splice{start, to, ""}
}
