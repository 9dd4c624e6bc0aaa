package definition

import (
	"fmt"
	"strconv"
	"strings"
)

// Source is a definition that was read: it knows where everything stands in the file. Its paths are dotted, with
// indices from 1: message[2].headline[1]. A key that holds anything but letters, digits, - and _ is in double quotes.
// A nil Source knows nothing and says so with line 0.
type Source struct {
	file string
	root *node
}

// File is the file's name, as the user gave it.
func (s *Source) File() string {
	if s == nil {
		return ""
	}
	return s.file
}

// Line is the line of a path, from 1; 0 when the file has no such path.
func (s *Source) Line(path string) int {
	if n := s.find(path); n != nil && path != "" {
		return n.line
	}
	return 0
}

// Has reports whether the file has that path.
func (s *Source) Has(path string) bool { return s.find(path) != nil }

// Keys are the keys of the table at path, in the order of the file. The path "" is the whole file.
func (s *Source) Keys(path string) []string {
	n := s.find(path)
	if n == nil {
		return nil
	}
	return append([]string(nil), n.keys...)
}

// Problem is a mistake at path. A path that the file lacks takes the line of the nearest part that it has, so that a
// missing key points at its table. Long texts among args are shortened, as they are values.
func (s *Source) Problem(path, remedy, format string, args ...any) Problem {
	for i, arg := range args {
		if value, ok := arg.(string); ok {
			args[i] = Short(value)
		}
	}
	return Problem{
		File:   s.File(),
		Line:   s.nearestLine(path),
		Key:    path,
		What:   fmt.Sprintf(format, args...),
		Remedy: remedy,
	}
}

// Unknown is the mistake of a key that nothing reads, with the nearest of those that would be.
func (s *Source) Unknown(path, key string, known []string) Problem {
	remedy := "the keys here are " + list(known)
	if meant := Suggest(key, known); meant != "" {
		remedy = meant
	} else if len(known) == 0 {
		remedy = "remove it"
	}
	return s.Problem(path, remedy, "no such key")
}

func (s *Source) find(path string) *node {
	if s == nil {
		return nil
	}
	n := s.root
	for _, step := range steps(path) {
		if n = step.from(n); n == nil {
			return nil
		}
	}
	return n
}

func (s *Source) nearestLine(path string) int {
	if s == nil {
		return 0
	}
	n, line := s.root, 0
	for _, step := range steps(path) {
		if n = step.from(n); n == nil {
			return line
		}
		line = n.line
	}
	return line
}

// step is one part of a path: a key, an index from 1, or the id of an element, which only [Apply] looks up.
type step struct {
	key   string
	index int
	id    string
}

func (p step) from(n *node) *node {
	if p.id != "" {
		return nil
	}
	if p.index == 0 {
		return n.children[p.key]
	}
	if p.index > len(n.items) {
		return nil
	}
	return n.items[p.index-1]
}

// steps takes a path apart.
func steps(path string) []step {
	var out []step
	for path != "" {
		switch path[0] {
		case '.':
			path = path[1:]
		case '[':
			name, after, closed := strings.Cut(path[1:], "]")
			i, err := strconv.Atoi(name)
			switch {
			case name == "" || !closed || err == nil && i < 1:
				return append(out, step{key: path})
			case err == nil:
				out, path = append(out, step{index: i}), after
			default:
				out, path = append(out, step{id: name}), after
			}
		case '"':
			quoted, err := strconv.QuotedPrefix(path)
			if err != nil {
				return append(out, step{key: path})
			}
			key, _ := strconv.Unquote(quoted)
			out, path = append(out, step{key: key}), path[len(quoted):]
		default:
			end := strings.IndexAny(path, ".[")
			if end < 0 {
				end = len(path)
			}
			out, path = append(out, step{key: path[:end]}), path[end:]
		}
	}
	return out
}

// Join is the path of a key in the table at path.
func Join(path, key string) string {
	if !bare(key) {
		key = strconv.Quote(key)
	}
	if path == "" {
		return key
	}
	return path + "." + key
}

// Element is the path of the i-th element, from 0, of the array at path.
func Element(path string, i int) string { return path + "[" + strconv.Itoa(i+1) + "]" }

func bare(key string) bool {
	for _, r := range key {
		if r > 'z' || !(r >= 'a' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_') || r == '`' {
			return false
		}
	}
	return key != ""
}
