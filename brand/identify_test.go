package brand

import (
	"os"
	"path/filepath"
	"testing"
)

func TestIdentifyIsWhatOpenWouldSay(t *testing.T) {
	for _, c := range []struct{ name, toml, slug, title string }{
		{"a name", `name = "North Sample"`, "north-sample", "North Sample"},
		{"a slug", "name = \"North Sample\"\nslug = \"north\"", "north", "North Sample"},
		{"a name without letters to make a slug from", `name = "北"`, "my-folder", "北"},
		{"a missing logo", "name = \"North Sample\"\n[logo]\nfile = \"missing.svg\"", "north-sample", "North Sample"},
		{"an unknown key", "nam = \"North Sample\"", "my-folder", ""},
		{"a slug that is no slug", "name = \"North Sample\"\nslug = \"North Sample\"", "my-folder", "North Sample"},
		{"no TOML", "<html>", "my-folder", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "My Folder")
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, FileName), []byte(c.toml), 0o644); err != nil {
				t.Fatal(err)
			}
			if c.title == "" {
				c.title = dir
			}
			for _, path := range []string{dir, filepath.Join(dir, FileName)} {
				if slug, title := Identify(path); slug != c.slug || title != c.title {
					t.Errorf("got %q, %q; want %q, %q", slug, title, c.slug, c.title)
				}
			}
			if b, err := Open(dir); err == nil && (b.Slug != c.slug || b.Name != c.title) {
				t.Errorf("Open says %q, %q", b.Slug, b.Name)
			}
		})
	}
}
