package definition

import (
	"strings"

	"github.com/BurntSushi/toml"
)

// maxDepth is how deep tables and arrays may nest. Ours nest four deep; the limit keeps a hostile file from filling
// the stack.
const maxDepth = 32

// scanner walks TOML source to learn where every key and element stands, which the decoder does not tell. It trusts the
// decoder to judge the syntax: on a broken file it stops somewhere, and what it has found so far is right.
type scanner struct {
	src  string
	pos  int
	line int
	deep int // line of the first nesting beyond maxDepth; 0: none
}

// scan indexes src. The second result is the line where it nests too deep, or 0.
func scan(src string) (*document, int) {
	s := &scanner{src: src, line: 1}
	root := &node{line: 1}
	doc := &document{src: src, root: root, sections: []*section{{nodes: []*node{root}}}}
	for s.skipBlank(); !s.done(); s.skipBlank() {
		start, now := s.pos, doc.sections[len(doc.sections)-1]
		if s.peek() == '[' {
			doc.sections = append(doc.sections, s.header(root))
		} else {
			now.statements = append(now.statements, s.pair(now.table(), 1))
		}
		if s.pos == start || s.deep > 0 {
			break
		}
	}
	return doc, s.deep
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

// header reads [a.b] or [[a.b]], which opens a section.
func (s *scanner) header(root *node) *section {
	line := s.line
	h := &section{from: s.pos, nodes: []*node{root}}
	s.accept('[')
	h.array = s.accept('[')
	parts := s.key()
	s.skipSpace()
	s.accept(']')
	if h.array {
		s.accept(']')
	}
	h.to = s.pos
	s.tooDeep(len(parts), line)
	if len(parts) == 0 || s.deep > 0 {
		return h
	}
	for i, part := range parts {
		at := h.table().child(part, line)
		h.nodes = append(h.nodes, at)
		if last := i == len(parts)-1; last && h.array {
			h.nodes = append(h.nodes, at.add(line))
		} else if element := at.latest(); !last && element != at {
			h.nodes = append(h.nodes, element)
		}
	}
	// A table may be named after its children: [a.b] before [a]. Its own header is the better place.
	h.table().line, h.table().section = line, h
	return h
}

// pair reads key = value into a table.
func (s *scanner) pair(table *node, depth int) *statement {
	line := s.line
	p := &statement{from: s.pos, to: s.pos, nodes: []*node{table}}
	parts := s.key()
	s.tooDeep(depth+len(parts), line)
	if len(parts) == 0 || s.deep > 0 {
		return p
	}
	for _, part := range parts {
		p.nodes = append(p.nodes, p.value().child(part, line))
	}
	s.skipSpace()
	p.equals = s.pos
	if s.accept('=') {
		s.skipSpace()
		s.value(p.value(), depth+len(parts))
	}
	p.to = p.value().to
	return p
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
	n.from = s.pos
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
	n.to = n.from + len(strings.TrimRight(s.src[n.from:s.pos], " \t"))
}

func (s *scanner) array(n *node, depth int) {
	s.accept('[')
	for s.skipBlank(); !s.done() && !s.accept(']'); s.skipBlank() {
		start, item := s.pos, n.add(s.line)
		s.value(item, depth+1)
		n.members = append(n.members, member{from: item.from, to: item.to, comma: s.comma()})
		if s.pos == start || s.deep > 0 {
			return
		}
	}
}

func (s *scanner) inline(n *node, depth int) {
	s.accept('{')
	for s.skipBlank(); !s.done() && !s.accept('}'); s.skipBlank() {
		start := s.pos
		p := s.pair(n, depth)
		n.members = append(n.members, member{from: p.from, to: p.to, comma: s.comma(), statement: p})
		if s.pos == start || s.deep > 0 {
			return
		}
	}
}

// comma moves past the comma after a member of a list or an inline table, and gives the place after it; 0: there is none.
func (s *scanner) comma() int {
	s.skipBlank()
	if s.accept(',') {
		return s.pos
	}
	return 0
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
