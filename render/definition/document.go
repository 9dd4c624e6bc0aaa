package definition

// document is a TOML source with the place of everything in it. Places are offsets into src, in bytes.
type document struct {
	src      string
	root     *node
	sections []*section // the first is what stands above all headers
}

// section is a header, [a.b] or [[a.b]], and the statements under it.
type section struct {
	from, to   int     // the header; 0, 0 above all headers
	array      bool    // the header has double brackets
	nodes      []*node // from the root to the table that it opens, with the elements of arrays on the way
	statements []*statement
}

func (s *section) table() *node { return s.nodes[len(s.nodes)-1] }

// statement is a key with its value.
type statement struct {
	from, to int     // from the key to the end of the value
	equals   int     // the place of =
	nodes    []*node // from the table that it stands in to the value: two, and more where the key is dotted
}

func (s *statement) value() *node { return s.nodes[len(s.nodes)-1] }

// member is an element of a list, or a statement of an inline table.
type member struct {
	from, to  int
	comma     int        // the place after the comma that follows; 0: there is none
	statement *statement // nil in a list
}

// node is a key, a table or an array element of the source, with the line where it starts.
type node struct {
	line     int
	keys     []string // of a table, in file order
	children map[string]*node
	items    []*node // of an array

	from, to int      // the value as it is written; 0, 0 where keys or headers make the table or the array
	members  []member // of a list or an inline table that is written as a value
	section  *section // of a table that a header opens, the last that does
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
