package definition

import (
	"strings"

	"github.com/BurntSushi/toml"
)

// maxDepth is how deep tables and arrays may nest. Ours nest four deep; the limit keeps a hostile file from filling
// the stack.
const maxDepth = 32

// node is a key, a table or an array element of the source, with the line where it starts.
type node struct {
	line     int
	keys     []string // of a table, in file order
	children map[string]*node
	items    []*node // of an array
}

// child finds or makes the child of that name.
func (n *node) child(key string, line int) *node {
	if c := n.children[key]; c != nil {
		return c
	}
	if n.children == nil {
		n.children = map[string]*node{}
	}
	c := &node{line: line}
	n.children[key] = c
	n.keys = append(n.keys, key)
	return c
}

// add appends an array element.
func (n *node) add(line int) *node {
	c := &node{line: line}
	n.items = append(n.items, c)
	return c
}

// latest is the table that a header means: of an array of tables, its last element.
func (n *node) latest() *node {
	if len(n.items) > 0 {
		return n.items[len(n.items)-1]
	}
	return n
}

// scanner walks TOML source to learn the line of every key and element, which the decoder does not tell. It trusts the
// decoder to judge the syntax: on a broken file it stops somewhere, and what it has found so far is right.
type scanner struct {
	src  string
	pos  int
	line int
	deep int // line of the first nesting beyond maxDepth; 0: none
}

// scan indexes src. The second result is the line where it nests too deep, or 0.
func scan(src string) (*node, int) {
	s := &scanner{src: src, line: 1}
	root := &node{line: 1}
	table := root
	for s.skipBlank(); !s.done(); s.skipBlank() {
		start := s.pos
		if s.peek() == '[' {
			table = s.header(root)
		} else {
			s.pair(table, 1)
		}
		if s.pos == start || s.deep > 0 {
			break
		}
	}
	return root, s.deep
}

func (s *scanner) done() bool { return s.pos >= len(s.src) }

func (s *scanner) peek() byte {
	if s.done() {
		return 0
	}
	return s.src[s.pos]
}

func (s *scanner) has(prefix string) bool { return strings.HasPrefix(s.src[s.pos:], prefix) }

// accept moves past c when it comes next.
func (s *scanner) accept(c byte) bool {
	if s.peek() != c || s.done() {
		return false
	}
	s.pos++
	return true
}

// next moves on by a byte and counts lines.
func (s *scanner) next() {
	if s.src[s.pos] == '\n' {
		s.line++
	}
	s.pos++
}

func (s *scanner) skipSpace() {
	for s.peek() == ' ' || s.peek() == '\t' {
		s.pos++
	}
}

// skipBlank moves past space, line ends and comments.
func (s *scanner) skipBlank() {
	for !s.done() {
		switch s.peek() {
		case ' ', '\t', '\r', '\n':
			s.next()
		case '#':
			for !s.done() && s.peek() != '\n' {
				s.pos++
			}
		default:
			return
		}
	}
}

// header reads [a.b] or [[a.b]] and returns the table that it opens.
func (s *scanner) header(root *node) *node {
	line := s.line
	s.accept('[')
	array := s.accept('[')
	parts := s.key()
	s.skipSpace()
	s.accept(']')
	if array {
		s.accept(']')
	}
	s.tooDeep(len(parts), line)
	if len(parts) == 0 || s.deep > 0 {
		return root
	}
	at := root
	for _, part := range parts[:len(parts)-1] {
		at = at.child(part, line).latest()
	}
	last := at.child(parts[len(parts)-1], line)
	if array {
		return last.add(line)
	}
	// A table may be named after its children: [a.b] before [a]. Its own header is the better place.
	last.line = line
	return last
}

// pair reads key = value into a table.
func (s *scanner) pair(table *node, depth int) {
	line := s.line
	parts := s.key()
	s.tooDeep(depth+len(parts), line)
	if len(parts) == 0 || s.deep > 0 {
		return
	}
	at := table
	for _, part := range parts {
		at = at.child(part, line)
	}
	s.skipSpace()
	if s.accept('=') {
		s.skipSpace()
		s.value(at, depth+len(parts))
	}
}

// key reads a bare, quoted or dotted key as its parts.
func (s *scanner) key() []string {
	var parts []string
	for {
		s.skipSpace()
		start := s.pos
		switch s.peek() {
		case '"', '\'':
			s.quoted()
			parts = append(parts, unquote(s.src[start:s.pos]))
		default:
			for !s.done() && !strings.ContainsRune(" \t\r\n.=[]{}\"'#,", rune(s.peek())) {
				s.pos++
			}
			if s.pos == start {
				return parts
			}
			parts = append(parts, s.src[start:s.pos])
		}
		s.skipSpace()
		if !s.accept('.') {
			return parts
		}
	}
}

// unquote is the text of a quoted key. Only the decoder knows all escapes, so it is asked.
func unquote(quoted string) string {
	if len(quoted) < 2 {
		return quoted
	}
	if !strings.Contains(quoted, `\`) || quoted[0] == '\'' {
		return quoted[1 : len(quoted)-1]
	}
	var v struct{ K string }
	if _, err := toml.Decode("K = "+quoted, &v); err != nil {
		return quoted[1 : len(quoted)-1]
	}
	return v.K
}

// value reads a value, with the elements and keys in it, into n.
func (s *scanner) value(n *node, depth int) {
	if s.tooDeep(depth, s.line); s.deep > 0 {
		return
	}
	switch s.peek() {
	case '"', '\'':
		s.quoted()
	case '[':
		s.array(n, depth)
	case '{':
		s.inline(n, depth)
	default:
		for !s.done() && !strings.ContainsRune(",]}#\r\n", rune(s.peek())) {
			s.pos++
		}
	}
}

func (s *scanner) array(n *node, depth int) {
	s.accept('[')
	for s.skipBlank(); !s.done() && !s.accept(']'); s.skipBlank() {
		start := s.pos
		s.value(n.add(s.line), depth+1)
		s.skipBlank()
		s.accept(',')
		if s.pos == start || s.deep > 0 {
			return
		}
	}
}

func (s *scanner) inline(n *node, depth int) {
	s.accept('{')
	for s.skipBlank(); !s.done() && !s.accept('}'); s.skipBlank() {
		start := s.pos
		s.pair(n, depth)
		s.skipBlank()
		s.accept(',')
		if s.pos == start || s.deep > 0 {
			return
		}
	}
}

// quoted moves past a string of any of the four kinds.
func (s *scanner) quoted() {
	quote := s.src[s.pos : s.pos+1]
	escapes := quote == `"`
	if triple := strings.Repeat(quote, 3); s.has(triple) {
		s.pos += 3
		s.until(triple, escapes)
		// Up to two quotes may stand right before the closing three.
		for i := 0; i < 2 && s.accept(quote[0]); i++ {
		}
		return
	}
	s.pos++
	s.until(quote, escapes)
}

// until moves past the closing quote.
func (s *scanner) until(closing string, escapes bool) {
	for !s.done() {
		if s.has(closing) {
			s.pos += len(closing)
			return
		}
		if escapes && s.peek() == '\\' {
			s.next()
		}
		if !s.done() {
			s.next()
		}
	}
}

// tooDeep notes the line where the source first nests beyond the limit.
func (s *scanner) tooDeep(depth, line int) {
	if depth > maxDepth && s.deep == 0 {
		s.deep = line
	}
}
