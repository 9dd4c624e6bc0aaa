package definition_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"kic/render/definition"
)

// awkward are values that need care.
var awkward = []string{"", "plain", `"`, `'`, `\`, `\"`, `"""`, `'''`, `""""""'`, "it's", `C:\new\table`, "a\nb", "\n", "\n\nx\n", "a\r\nb", "a\rb", "tab\tx",
	"# no comment", "] } , =", "Tŷ 🔑 \u202e\ufeff", "\x00\x01\x1b\x7f\u0080", "  spaces  ", `ends with "`, `ends with '`, "ends with \\\n", `\u0041`}

// definitions are the files that edits are tried on, by name.
func definitions(t testing.TB) map[string]string {
	files := map[string]string{}
	names := []string{"../../campaign.toml", "../../brand/brand.toml", "testdata/oddities.toml"}
	samples, _ := filepath.Glob("../../brand/samples/*/brand.toml")
	if len(samples) == 0 {
		t.Fatal("no samples")
	}
	for _, name := range append(names, samples...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	// Each message is a definition of its own, and so small that all of its values can be tried.
	for i, part := range strings.Split(files["../../campaign.toml"], "\n[[message]]") {
		if i > 0 {
			part = "[[message]]" + part
		}
		files[fmt.Sprintf("../../campaign.toml, part %d", i)] = part
	}
	delete(files, "../../campaign.toml")
	odd := files["testdata/oddities.toml"]
	files["CRLF"] = strings.ReplaceAll(odd, "\n", "\r\n")
	files["byte order mark"] = "\ufeff" + odd
	files["no final line end"] = strings.TrimSuffix(odd, "# only a comment\n") + `k = "v"`
	files["all of these"] = "\ufeff" + strings.ReplaceAll(files["no final line end"], "\n", "\r\n")
	return files
}

// tree is what BurntSushi reads, with every list as []any and every line break as "\n".
func tree(t testing.TB, src string) any {
	t.Helper()
	var tree map[string]any
	if _, err := toml.Decode(strings.TrimPrefix(src, "\ufeff"), &tree); err != nil {
		t.Fatalf("%v in\n%s", err, src)
	}
	return alike(tree)
}

func alike(x any) any {
	switch x := x.(type) {
	case map[string]any:
		for key := range x {
			x[key] = alike(x[key])
		}
	case string:
		return strings.ReplaceAll(x, "\r\n", "\n")
	case float64:
		if math.IsNaN(x) {
			return "not a number"
		}
	case []any, []map[string]any:
		list := make([]any, reflect.ValueOf(x).Len())
		for i := range list {
			list[i] = alike(reflect.ValueOf(x).Index(i).Interface())
		}
		return list
	}
	return x
}

// spot is a value in a tree: in a table by its key, in a list by its index.
type spot struct {
	path  string
	value any
	in    any
	key   string
	index int    // -1 in a table
	above string // the path of in
}

// spots are all values of a tree, in order.
func spots(x any, path string) []spot {
	var all []spot
	switch x := x.(type) {
	case map[string]any:
		var keys []string
		for key := range x {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			at := definition.Join(path, key)
			all = append(append(all, spot{at, x[key], x, key, -1, path}), spots(x[key], at)...)
		}
	case []any:
		for i, value := range x {
			at := definition.Element(path, i)
			all = append(append(all, spot{at, value, x, "", i, path}), spots(value, at)...)
		}
	}
	return all
}

func at(x any, path string) (spot, bool) {
	for _, s := range spots(x, "") {
		if s.path == path {
			return s, true
		}
	}
	return spot{}, false
}

// put gives the table or list at path in x another value.
func put(x any, path string, value any) any {
	s, ok := at(x, path)
	switch {
	case path == "" || !ok:
		return value
	case s.index >= 0:
		s.in.([]any)[s.index] = value
	default:
		s.in.(map[string]any)[s.key] = value
	}
	return x
}

func apply(t testing.TB, src string, edits ...definition.Edit) string {
	t.Helper()
	got, err := definition.Apply("f.toml", []byte(src), edits...)
	if err != nil {
		t.Fatalf("%v: %v", edits, err)
	}
	return string(got)
}

// changedPart is what differs between a and b, from the first byte to the last that does.
func changedPart(a, b string) (old, new string) {
	from := 0
	for from < min(len(a), len(b)) && a[from] == b[from] {
		from++
	}
	tail := 0
	for tail < min(len(a), len(b))-from && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return a[from : len(a)-tail], b[from : len(b)-tail]
}

func isTable(x any) bool { _, is := x.(map[string]any); return is }

// checkSet sets a value and holds that nothing else changes.
func checkSet(t testing.TB, src string, s spot, value any) string {
	t.Helper()
	got := apply(t, src, definition.Edit{Op: definition.Set, Path: s.path, Value: value})
	after := tree(t, got)
	now, ok := at(after, s.path)
	want := alike(value)
	if list, is := value.([]string); is {
		var all []any
		for _, v := range list {
			all = append(all, v)
		}
		want = alike(append([]any{}, all...))
	}
	if !ok || !reflect.DeepEqual(now.value, want) {
		t.Fatalf("%s is %#v, want %#v", s.path, now.value, want)
	}
	if before := tree(t, src); !reflect.DeepEqual(put(after, s.path, s.value), before) {
		t.Fatalf("setting %s to %q changed more:\n%s", s.path, value, got)
	}
	return got
}

func TestEveryStringCanBeSetAndNothingElseChanges(t *testing.T) {
	for name, src := range definitions(t) {
		t.Run(name, func(t *testing.T) {
			count := 0
			for i, s := range spots(tree(t, src), "") {
				old, is := s.value.(string)
				if !is || s.value == "not a number" {
					continue
				}
				count++
				values := awkward
				if name != "testdata/oddities.toml" { // one each, so that all of them come up
					values = []string{awkward[i%len(awkward)]}
				}
				for _, value := range values {
					got := checkSet(t, src, s, value)
					was, is := changedPart(src, got)
					if strings.ContainsAny(was, "#=") && !strings.ContainsAny(old, "#=") {
						t.Fatalf("setting %s to %q took %q for %q", s.path, value, was, is)
					}
					if !strings.HasPrefix(name, "../..") || strings.Contains(value, "\n") {
						continue
					}
					if back := apply(t, got, definition.Edit{Op: definition.Set, Path: s.path, Value: old}); back != src {
						was, is := changedPart(src, back)
						t.Fatalf("%s set to %q and back: %q for %q", s.path, value, is, was)
					}
				}
			}
			if count < 3 {
				t.Errorf("only %d strings", count)
			}
		})
	}
}

// stringsOf is a list of nothing but strings.
func stringsOf(x any) (list []string, ok bool) {
	all, ok := x.([]any)
	for _, v := range all {
		s, is := v.(string)
		if !is {
			return nil, false
		}
		list = append(list, s)
	}
	return list, ok
}

func TestEveryListCanBeSetAndNothingElseChanges(t *testing.T) {
	for name, src := range definitions(t) {
		t.Run(name, func(t *testing.T) {
			for i, s := range spots(tree(t, src), "") {
				list, ok := stringsOf(s.value)
				if !ok {
					continue
				}
				some := []string{awkward[i%len(awkward)], awkward[(i+5)%len(awkward)], "new"}
				for _, value := range [][]string{{}, some, append(slices.Clone(list), some...), append(slices.Clone(some), list...), {"first", "first"}} {
					checkSet(t, src, s, value)
				}
				for i := range list { // what stays in a list keeps its comments
					got := checkSet(t, src, s, slices.Delete(slices.Clone(list), i, i+1))
					got = checkSet(t, got, spotAt(t, got, s.path), slices.Concat(list[:i], []string{"one", "two"}, list[i:]))
					if a, b := strings.Count(src, "#"), strings.Count(got, "#"); b < a-1 {
						t.Fatalf("%s lost %d comments", s.path, a-b)
					}
				}
			}
		})
	}
}

func spotAt(t testing.TB, src, path string) spot {
	t.Helper()
	s, ok := at(tree(t, src), path)
	if !ok {
		t.Fatalf("there is no %s", path)
	}
	return s
}

// checkRemove removes a value and holds that it can be put back in the tree.
func checkRemove(t testing.TB, src string, s spot, got string) {
	t.Helper()
	before, after := tree(t, src), tree(t, got)
	for path := s.above; ; { // a table that only its keys made is gone with the last of them
		whole, _ := at(before, path)
		if _, still := at(after, path); path == "" || still {
			break
		}
		if reflect.ValueOf(whole.value).Len() != 1 {
			t.Fatalf("%s went with %s:\n%s", path, s.path, got)
		}
		s, path = whole, whole.above
	}
	if s.index >= 0 {
		list := before.(map[string]any)
		whole := spotAt(t, src, s.above).value.([]any)
		put(list, s.above, slices.Delete(slices.Clone(whole), s.index, s.index+1))
	} else if now := before; s.above == "" {
		delete(now.(map[string]any), s.key)
	} else {
		in, _ := at(now, s.above)
		delete(in.value.(map[string]any), s.key)
	}
	if !reflect.DeepEqual(before, after) {
		t.Fatalf("removing %s changed more:\n%s", s.path, got)
	}
}

func TestEveryValueCanBeRemovedAndNothingElseChanges(t *testing.T) {
	for name, src := range definitions(t) {
		t.Run(name, func(t *testing.T) {
			all := spots(tree(t, src), "")
			for _, s := range all {
				checkRemove(t, src, s, apply(t, src, definition.Edit{Op: definition.Remove, Path: s.path}))
			}
		})
	}
}

// checkInsert inserts a value, and holds that without it everything is as before.
func checkInsert(t testing.TB, src string, edit definition.Edit, above string, index int) string {
	t.Helper()
	got := apply(t, src, edit)
	after := tree(t, got)
	if now, ok := at(after, edit.Path); !ok || !reflect.DeepEqual(now.value, alike(edit.Value)) {
		t.Fatalf("%s is %#v, want %#v:\n%s", edit.Path, now.value, edit.Value, got)
	}
	s, _ := at(after, above)
	switch in := s.value.(type) {
	case []any:
		put(after, above, slices.Delete(slices.Clone(in), index, index+1))
	case map[string]any:
		delete(in, "new_key")
	default:
		delete(after.(map[string]any), "new_key")
	}
	if !reflect.DeepEqual(after, tree(t, src)) {
		t.Fatalf("inserting %s changed more:\n%s", edit.Path, got)
	}
	return got
}

func TestInsertedValuesCanBeRemovedAgainByteByByte(t *testing.T) {
	for name, src := range definitions(t) {
		t.Run(name, func(t *testing.T) {
			all := append(spots(tree(t, src), ""), spot{value: map[string]any{}})
			for i, s := range all {
				path, indices := definition.Join(s.path, "new_key"), []int{-1}
				list, isList := s.value.([]any)
				if isList && len(list) > 0 && isTable(list[0]) && !strings.HasPrefix(s.path, "points") {
					continue // [[…]]
				} else if isList {
					indices = nil
					for i := range len(list) + 1 {
						indices = append(indices, i)
					}
				} else if !isTable(s.value) {
					continue
				}
				for _, index := range indices {
					if isList {
						path = definition.Element(s.path, index)
					}
					edit := definition.Edit{Op: definition.Insert, Path: path, Value: awkward[i%len(awkward)]}
					got := checkInsert(t, src, edit, s.path, index)
					back := apply(t, got, definition.Edit{Op: definition.Remove, Path: path})
					if was, is := changedPart(src, back); strings.Trim(was+is, " \n\r,") != "" && !strings.Contains(is, "]") || strings.HasPrefix(name, "../..") && back != src && path != "new_key" {
						t.Fatalf("%s inserted and removed: %q for %q in\n%s", path, is, was, got)
					}
				}
			}
		})
	}
}
