package definition

import (
	"reflect"
	"regexp"
)

// shape is what a definition may hold, as the Go type says that it is read into.
type shape struct {
	homes map[string][]string // the tables that a key belongs to, by key: "primary" to "colours"; "" is the whole file
	lists map[string]bool     // every table; true where there can be several, under [[…]]

	numbers map[string]bool // the paths of what is a number
}

func shapeOf(t reflect.Type) shape {
	s := shape{homes: map[string][]string{}, lists: map[string]bool{}, numbers: map[string]bool{}}
	s.add(t, "", 0)
	return s
}

func (s shape) add(t reflect.Type, table string, depth int) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || depth > maxDepth || readsItself(t) {
		return
	}
	for i := range t.NumField() {
		field := t.Field(i)
		key := keyOf(field)
		switch {
		case field.Anonymous:
			s.add(field.Type, table, depth+1)
			continue
		case key == "" || key == "*":
			continue
		}
		s.homes[key] = append(s.homes[key], table)
		of, at := field.Type, Join(table, key)
		for of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		s.numbers[at] = of.Kind() >= reflect.Int && of.Kind() <= reflect.Float64
		switch isList := of.Kind() == reflect.Slice; {
		case isList && of.Elem().Kind() == reflect.Struct && !readsItself(of.Elem()):
			s.lists[at] = true
			s.add(of.Elem(), at, depth+1)
		case of.Kind() == reflect.Struct && !readsItself(of), of.Kind() == reflect.Map:
			s.lists[at] = false
			s.add(of, at, depth+1)
		}
	}
}

// heading is how a table of that path is begun: [colours], [[message]].
func (s shape) heading(path string) string {
	path = bareOf(path)
	if s.lists[path] {
		return "[[" + path + "]]"
	}
	return "[" + Short(path) + "]"
}

// home is the one table other than at that a key belongs to; ok is false where there is none, or more than one.
func (s shape) home(key, at string) (table string, ok bool) {
	homes := s.homes[key]
	if len(homes) != 1 || homes[0] == bareOf(at) {
		return "", false
	}
	return homes[0], true
}

var indices = regexp.MustCompile(`\[\d+\]`)

// bareOf is a path without its indices.
func bareOf(path string) string { return indices.ReplaceAllString(path, "") }
