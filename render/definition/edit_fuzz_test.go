package definition_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"kic/render/definition"
)

// An edit changes what it names and nothing else, whatever the file, or is refused as a mistake.
func FuzzApply(f *testing.F) {
	odd, err := os.ReadFile("testdata/oddities.toml")
	if err != nil {
		f.Fatal(err)
	}
	for part := range strings.SplitSeq(string(odd), "\n\n") { // short seeds: long ones keep the fuzzer busy with shortening them
		for op := range uint8(4) {
			f.Add([]byte(part+"\n"), op, uint8(op*3), "a\"b\\\n'c")
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, op, which uint8, value string) {
		var any1 map[string]any
		if _, err := toml.Decode(strings.TrimPrefix(string(data), "\ufeff"), &any1); err != nil {
			return
		}
		all := spots(alike(any1), "")
		if len(all) == 0 {
			return
		}
		s := all[int(which)%len(all)]
		edit := definition.Edit{Op: definition.Op([]string{"set", "insert", "append", "remove"}[op%4]), Path: s.path, Value: value}
		if edit.Op == definition.Insert && isTable(s.value) {
			edit.Path = definition.Join(s.path, "new_key")
		}
		was := bytes.Clone(data)
		got, err := definition.Apply("f", data, edit)
		if !bytes.Equal(was, data) {
			t.Fatal("the source was changed")
		}
		if err != nil {
			if _, rest := definition.Collect(err); rest != nil {
				t.Fatalf("the error is no Problems: %v", rest)
			}
			if strings.Contains(err.Error(), "more than this") || strings.Contains(err.Error(), "could not be read") && !strings.Contains(err.Error(), "is empty") {
				t.Fatalf("%s %s of %q: %v", edit.Op, edit.Path, data, err)
			}
			return
		}
		switch {
		case edit.Op == definition.Set:
			checkSet(t, string(data), s, value)
		case edit.Op == definition.Remove:
			checkRemove(t, string(data), s, string(got))
		case edit.Op == definition.Insert && isTable(s.value):
			checkInsert(t, string(data), edit, s.path, -1)
		case edit.Op == definition.Insert:
			checkInsert(t, string(data), edit, s.above, s.index)
		case edit.Op == definition.Append:
			edit = definition.Edit{Op: definition.Insert, Path: fmt.Sprintf("%s[%d]", s.path, len(s.value.([]any))+1), Value: value}
			checkInsert(t, string(data), edit, s.path, len(s.value.([]any)))
		}
	})
}
