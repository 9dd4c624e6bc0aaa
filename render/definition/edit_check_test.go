package definition

import (
	"strings"
	"testing"
)

func TestAResultThatDiffersInAnythingElseIsRefused(t *testing.T) {
	for result, refused := range map[string]string{
		"a = 3\nb = [2]\n":         "",
		"a = 3\nb = [2, 2]\n":      "more than this would change",
		"a = 4\nb = [2]\n":         "more than this would change",
		"a = 3\nb = [2.0]\n":       "more than this would change",
		"a = 3\n":                  "more than this would change",
		"a = 3\nb = [2]\nc = {}\n": "more than this would change",
		"a = 3\nb = [2\n":          "could not be read after this change",
	} {
		doc, tree, err := parse("f", []byte("a = 1\nb = [2]\n"), shape{})
		if err != nil {
			t.Fatal(err)
		}
		e := &editor{document: doc, source: &Source{file: "f", root: doc.root}, tree: plainTree(tree), edit: Edit{Op: Set, Path: "a", Value: 3}}
		if err := e.prepare(); err != nil {
			t.Fatal(err)
		}
		err = e.check([]byte(result))
		if (err == nil) != (refused == "") || err != nil && !strings.Contains(err.Error(), refused) {
			t.Errorf("%q: %v, want %q", result, err, refused)
		}
	}
	for _, s := range [][]splice{{{0, 3, ""}, {2, 4, ""}}, {{3, 2, ""}}} {
		if _, ok := spliced("text", s); ok {
			t.Errorf("%v overlap", s)
		}
	}
}
