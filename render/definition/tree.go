package definition

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// plainTree is what the decoder gives, with all lists of the same type and all line breaks "\n", so that it can be compared.
func plainTree(x any) any {
	switch x := x.(type) {
	case map[string]any:
		out := make(map[string]any, len(x))
		for key, value := range x {
			out[key] = plainTree(value)
		}
		return out
	case string:
		return plainBreaks(x)
	case float64:
		if math.IsNaN(x) {
			return notANumber{} // which equals itself
		}
		return x
	}
	v := reflect.ValueOf(x)
	if v.Kind() != reflect.Slice {
		return x
	}
	out := make([]any, v.Len())
	for i := range out {
		out[i] = plainTree(v.Index(i).Interface())
	}
	return out
}

type notANumber struct{}

func plainBreaks(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

func sameTree(a, b any) bool { return reflect.DeepEqual(a, b) }

// plainValueOf is an edit's value as plainTree would give it, or else what is wrong with it.
func plainValueOf(v any, mayBeTable bool) (value any, problem string) {
	switch v := v.(type) {
	case bool, int64:
		return v, ""
	case int:
		return int64(v), ""
	case string:
		if !utf8.ValidString(v) {
			return nil, "the new text is not UTF-8"
		}
		return plainBreaks(v), ""
	case []string:
		list := make([]any, len(v))
		for i, text := range v {
			if list[i], problem = plainValueOf(text, false); problem != "" {
				return nil, problem
			}
		}
		return list, ""
	case Table:
		if !mayBeTable {
			return nil, "a table can only be appended"
		}
		table := map[string]any{}
		for _, p := range v {
			if _, twice := table[p.Key]; twice || !utf8.ValidString(p.Key) {
				return nil, fmt.Sprintf("the new table has the key %q twice, or it is not UTF-8", p.Key)
			}
			if table[p.Key], problem = plainValueOf(p.Value, false); problem != "" {
				return nil, problem
			}
		}
		return table, ""
	}
	return nil, fmt.Sprintf("a value of the type %T can't be written", v)
}

// expected is what the source should say after the edit.
func (e *editor) expected() any { return e.changed(e.tree, e.root, e.path) }

// gone stands for a value that is no longer there.
type gone struct{}

// changed is x, the value of n, after the edit at a path below it. A table or an array that only its keys or headers made
// is gone with the last of them.
func (e *editor) changed(x any, n *node, path []step) any {
	if len(path) == 0 {
		return e.result(x)
	}
	first, rest := path[0], path[1:]
	var below *node
	if n != nil {
		below = first.from(n)
	}
	if first.index > 0 {
		list, _ := x.([]any)
		i := first.index - 1
		if len(rest) == 0 && e.edit.Op == Insert {
			return slices.Insert(slices.Clone(list), min(i, len(list)), e.value)
		}
		if i >= len(list) {
			return x
		}
		list = slices.Clone(list)
		list[i] = e.changed(list[i], below, rest)
		if list[i] == any(gone{}) {
			list = slices.Delete(list, i, i+1)
		}
		if len(list) == 0 && n.to == 0 {
			return gone{}
		}
		return list
	}
	table, _ := x.(map[string]any)
	if table = maps.Clone(table); table == nil {
		table = map[string]any{}
	}
	if value := e.changed(table[first.key], below, rest); value != any(gone{}) {
		table[first.key] = value
		return table
	}
	delete(table, first.key)
	if len(table) == 0 && n != e.root && n.to == 0 && n.section == nil {
		return gone{}
	}
	return table
}

// result is what x becomes, the value that the edit names.
func (e *editor) result(x any) any {
	switch e.edit.Op {
	case Remove:
		return gone{}
	case Append:
		list, _ := x.([]any)
		return append(slices.Clone(list), e.value)
	}
	return e.value
}
