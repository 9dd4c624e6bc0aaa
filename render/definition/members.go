package definition

import (
	"reflect"
	"slices"
	"strings"
)

// insertElement puts the value into a list that is written as one, at index i from 0.
func (e *editor) insertElement(list *node, i int) ([]splice, error) {
	switch {
	case list == nil:
		return nil, e.refuse("insert the list", "there is no such list")
	case list.to == 0 && len(list.items) > 0:
		return nil, e.refuse("append a table", "[[…]] holds tables, and they are only put at its end")
	case list.to == 0 || e.src[list.from] != '[':
		return nil, e.refuse("set it", "is not a list")
	case i > len(list.items):
		return nil, e.refuse("append it", "is beyond the end of the list")
	}
	return e.insertMembers(list, i, e.elements(list, i, e.edit.Value)), nil
}

// elements are values as they are to be written at index i of a list.
func (e *editor) elements(list *node, i int, values ...any) []string {
	in := slot{at: list.from}
	if len(list.members) > 0 {
		m := list.members[max(0, i-1)]
		in = slot{at: m.from, like: e.src[m.from:m.to]}
	}
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = e.write(v, in)
	}
	return texts
}

// setList makes the elements of a list those, and leaves the ones that stay the same untouched, with their comments.
func (e *editor) setList(n *node, values []string) []splice {
	old, _ := valueAt(e.tree, e.path).([]any)
	wanted := e.value.([]any)
	same := 0
	for same < min(len(old), len(wanted)) && reflect.DeepEqual(old[same], wanted[same]) {
		same++
	}
	tail := 0
	for tail < min(len(old), len(wanted))-same && reflect.DeepEqual(old[len(old)-1-tail], wanted[len(wanted)-1-tail]) {
		tail++
	}
	end, last := len(old)-tail, len(values)-tail
	i := same
	var out []splice
	for ; i < min(end, last); i++ {
		m := n.members[i]
		in := slot{at: m.from, like: e.src[m.from:m.to]}
		out = append(out, splice{m.from, m.to, e.write(values[i], in)})
	}
	if i < end {
		return append(out, e.removeMembers(n, i, end)...)
	}
	var more []any
	for _, v := range values[i:last] {
		more = append(more, v)
	}
	if len(more) == 0 {
		return out
	}
	return append(out, e.insertMembers(n, i, e.elements(n, i, more...))...)
}

// valueAt is what a tree holds at a path of keys and indices that it has.
func valueAt(x any, path []step) any {
	for _, s := range path {
		if list, ok := x.([]any); ok {
			x = list[s.index-1]
		} else {
			x = x.(map[string]any)[s.key]
		}
	}
	return x
}

// insertMembers puts texts into a list or an inline table before member i.
func (e *editor) insertMembers(n *node, i int, texts []string) []splice {
	m := n.members
	switch {
	case len(m) == 0:
		return e.fill(n, texts)
	case i == 0 && e.beginsLine(m[0].from):
		at := e.lineStart(m[0].from)
		return []splice{{at, at, e.memberLines(texts, e.indent(m[0].from), at, ",")}}
	case i == 0:
		return []splice{{m[0].from, m[0].from, strings.Join(texts, ","+e.gap(n)) + "," + e.gap(n)}}
	}
	before := m[i-1]
	last := i == len(m)
	after, comma := before.comma, ","
	var out []splice
	if before.comma == 0 {
		after, comma = before.to, ""
		out = []splice{{before.to, before.to, ","}}
	}
	if !e.endsLine(after) {
		return append(out, splice{after, after, e.gap(n) + strings.Join(texts, ","+e.gap(n)) + comma})
	}
	indent := e.indent(n.to-1) + e.unit(n)
	if !last && e.beginsLine(m[i].from) {
		indent = e.indent(m[i].from)
	} else if e.beginsLine(before.from) {
		indent = e.indent(before.from)
	}
	at := e.lineEnd(after)
	return append(out, splice{at, at, e.memberLines(texts, indent, at, comma)})
}

// fill puts texts into a list or an inline table that is empty.
func (e *editor) fill(n *node, texts []string) []splice {
	from, to := n.from+1, n.to-1
	text := strings.Join(texts, ", ")
	if strings.Contains(e.src[from:to], "\n") {
		at, comma := e.lineStart(to), ","
		if e.src[n.from] == '{' {
			comma = ""
		}
		return []splice{{at, at, e.memberLines(texts, e.indent(to)+e.unit(n), at, comma)}}
	}
	if e.src[n.from] == '{' {
		text = " " + text + " "
	}
	return []splice{{from, to, text}}
}

// memberLines are texts on lines of their own, with a comma or none after the last.
func (e *editor) memberLines(texts []string, indent string, at int, comma string) string {
	eol := e.eol(at)
	return indent + strings.Join(texts, ","+eol+indent) + comma + eol
}

// gap is what stands after a comma.
func (e *editor) gap(n *node) string {
	for i, m := range n.members[1:] {
		if before := n.members[i]; before.comma > 0 && !strings.Contains(e.src[before.comma:m.from], "\n") {
			return e.src[before.comma:m.from]
		}
	}
	return " "
}

// unit is by how much members that stand on lines of their own are indented.
func (e *editor) unit(n *node) string {
	if strings.Contains(e.indent(n.to-1), "\t") {
		return "\t"
	}
	return "  "
}

// removeMembers takes members i to j-1 out of a list or an inline table.
func (e *editor) removeMembers(n *node, i, j int) []splice {
	m := n.members
	from, to := m[i].from, max(m[j-1].to, m[j-1].comma)
	var out []splice
	if j == len(m) && m[j-1].comma == 0 && i > 0 {
		out = append(out, splice{m[i-1].comma - 1, m[i-1].comma, ""})
	}
	if e.beginsLine(from) && e.endsLine(to) {
		return append(out, splice{e.lineStart(from), e.lineEnd(to), ""})
	}
	switch ends := e.endsLine(to); {
	case j < len(m) && !ends:
		to = m[j].from
	case ends:
		to = e.lineEnd(to) - len(e.eol(e.lineEnd(to)))
		fallthrough
	default:
		for from > n.from+1 && (e.src[from-1] == ' ' || e.src[from-1] == '\t') {
			from--
		}
	}
	return append(out, splice{from, to, ""})
}

// removeStatements takes those statements out of an inline table that lead to a node or through it.
func (e *editor) removeStatements(inline, to *node) []splice {
	var out []splice
	for i := 0; i < len(inline.members); i++ {
		j := i
		for j < len(inline.members) && slices.Contains(inline.members[j].statement.nodes, to) {
			j++
		}
		if j > i {
			out = append(out, e.removeMembers(inline, i, j)...)
			i = j
		}
	}
	return out
}
