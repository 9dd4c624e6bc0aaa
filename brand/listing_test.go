package brand

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"
)

func TestAListNeverSuggestsTheLogoOfAnother(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{"cafe.png", "logos/northgate.png", "logos/Ash Grove.SVG", "logos/old/elm.svg", "north.png", "a/b/c/d/deep.png", ".hidden/secret.png"} {
		files[name] = &fstest.MapFile{Data: []byte(someSVG)}
	}
	for logo, want := range map[string]string{
		"dale.png":            "",
		"nort.png":            "",
		"south.png":           "",
		"northgate.png":       `did you mean "logos/northgate.png"?`,
		"logo/northgate.png":  `did you mean "logos/northgate.png"?`,
		"logos/northgate.jpg": `did you mean "logos/northgate.png"?`,
		"NorthGate.png":       `did you mean "logos/northgate.png"?`,
		"ash-grove.svg":       `did you mean "logos/Ash Grove.SVG"?`,
		"elm.png":             `did you mean "logos/old/elm.svg"?`,
		"deep.png":            "",
		"secret.png":          "",
	} {
		files["list.csv"] = &fstest.MapFile{Data: []byte("name,logo.file\nDale Example," + logo + "\nCafe Example,cafe.png\n")}
		entries, err := LoadList(files, "list.csv")
		if err != nil {
			t.Fatal(err)
		}
		said := fmt.Sprint(entries[0].Err)
		if !strings.Contains(said, "is not in the list's folder") || !strings.Contains(said, want) || want == "" && strings.Contains(said, "mean") {
			t.Errorf("%s: got %s, want %q", logo, said, want)
		}
	}
}

func TestABrandsOwnFolderSuggestsALikeName(t *testing.T) {
	files := fstest.MapFS{"brand.toml": {Data: []byte("name = \"A\"\n[logo]\nfile = \"lgoo.svg\"\n")}, "logo.svg": {Data: []byte(someSVG)}}
	if _, err := Load(files, "."); err == nil || !strings.Contains(err.Error(), `did you mean "logo.svg"?`) {
		t.Errorf("got %v", err)
	}
}

func TestAccentsMatchHoweverTheyAreStored(t *testing.T) {
	const name = "arwyddion/Tŷ Gwyn é.svg"
	for _, stored := range []func(string) string{norm.NFC.String, norm.NFD.String} {
		for _, named := range []func(string) string{norm.NFC.String, norm.NFD.String} {
			dir := t.TempDir()
			file := filepath.Join(dir, filepath.FromSlash(stored("Tŷ/"+name)))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			toml := "name = \"A\"\n[logo]\nfile = \"" + named("Tŷ/"+name) + "\"\n"
			for path, data := range map[string]string{file: someSVG, filepath.Join(dir, FileName): toml} {
				if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if b, err := Open(dir); err != nil || b.Logo == nil {
				t.Errorf("stored as %+q, named %+q: %v", stored(name), named(name), err)
			}
		}
	}
}

func TestAccentsLeadNobodyOutOfTheFolder(t *testing.T) {
	dir := t.TempDir()
	for path, data := range map[string]string{"secret.svg": someSVG, "brand/" + FileName: "name = \"A\"\n[logo]\nfile = \"é.svg\"\n"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, path), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if os.Symlink("../secret.svg", filepath.Join(dir, "brand", norm.NFD.String("é.svg"))) != nil {
		t.Skip("no symbolic links here")
	}
	if _, err := Open(filepath.Join(dir, "brand")); err == nil || !strings.Contains(err.Error(), "leads out of the brand's folder") {
		t.Errorf("got %v", err)
	}
}

func TestListingHasItsBounds(t *testing.T) {
	files := fstest.MapFS{}
	for i := range mostListed + 1 {
		files[fmt.Sprintf("f%06d.png", i)] = &fstest.MapFile{}
	}
	l := newFolder(files, ".", true).files()
	if last := fmt.Sprintf("f%06d.png", mostListed); len(l.paths) != mostListed || l.same(last) != "" || l.same("f000000.jpg") != "f000000.png" {
		t.Errorf("%d files are listed", len(l.paths))
	}
	files = fstest.MapFS{"a/b/c/in.png": {}, "a/b/c/d/out.png": {}}
	if l := newFolder(files, ".", true).files(); l.same("in.png") != "a/b/c/in.png" || l.same("out.png") != "" {
		t.Errorf("listed %v", l.paths)
	}
}
