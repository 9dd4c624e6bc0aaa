package piece

import (
	"testing"

	"kic/templates"
)

func TestEveryFormatHasAWriter(t *testing.T) {
	for _, f := range templates.Formats() {
		if writers[f] == nil {
			t.Errorf("nothing writes %s", f)
		}
		if f.Extension() == "" || f.Label() == "" || f.Picture() == f.Document() {
			t.Errorf("%s: extension %q, label %q, a picture: %t, a document: %t; a format has the first two, and is one of the others", f, f.Extension(), f.Label(), f.Picture(), f.Document())
		}
	}
	if len(writers) != len(templates.Formats()) {
		t.Errorf("there are %d writers for %d formats", len(writers), len(templates.Formats()))
	}
}
