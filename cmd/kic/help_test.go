package main

import (
	"bytes"
	"strings"
	"testing"

	"kic/templates"
)

func TestHelpNamesEveryMaterialOfTheTemplates(t *testing.T) {
	var out bytes.Buffer
	if err := newApp(nil, &out, &out).Run([]string{"kic", "build", "--help"}); err != nil {
		t.Fatal(err)
	}
	_, only, _ := strings.Cut(out.String(), "--only MATERIAL")
	only, _, _ = strings.Cut(only, "\n")
	for _, f := range templates.Families() {
		if !strings.Contains(only, string(f.ID)) {
			t.Errorf("--only doesn't offer %q: %q", f.ID, only)
		}
	}
}
