package pack

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// build makes a pack of files in dir with any options.
func build(t *testing.T, dir string, opt Options, files ...File) (Result, error) {
	t.Helper()
	w, err := Open(dir, opt)
	if err != nil {
		return Result{}, err
	}
	defer w.Discard()
	for _, f := range files {
		if f.Asset != nil && w.Keep(f.Asset.Key, f.Path) {
			continue
		}
		if err := w.Add(f); err != nil {
			return Result{}, err
		}
	}
	return w.Finish(info(), pages)
}

// edit changes a file as only a program can that means to hide it: with the same size, and the time of the change set back.
func edit(t *testing.T, name string) string {
	t.Helper()
	was, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(name, was.ModTime(), was.ModTime()); err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func words(text string) File { return File{Path: "copy/phishing.docx", Data: []byte(text)} }

func TestAFileThatSomebodyEditedIsKeptBeside(t *testing.T) {
	one, two := square("phishing", "one"), square("phishing", "two")
	for _, c := range []struct {
		name, path, beside string
		opt                Options
		next               []File
	}{
		{"copy that is made again as it was", "copy/phishing.docx", "copy/phishing (edited).docx", Options{}, []File{one, words("words")}},
		{"copy that changes", "copy/phishing.docx", "copy/phishing (edited).docx", Options{}, []File{one, words("more words")}},
		{"copy, by force", "copy/phishing.docx", "copy/phishing (edited).docx", Options{Force: true}, []File{one, words("words")}},
		{"copy that is no longer made", "copy/phishing.docx", "copy/phishing (edited).docx", Options{}, []File{one}},
		{"a picture", one.Path, "social/square/phishing-bold (edited).png", Options{}, []File{one, words("words")}},
		{"a picture that changes", one.Path, "social/square/phishing-bold (edited).png", Options{}, []File{two, words("words")}},
		{"a picture, by force", one.Path, "social/square/phishing-bold (edited).png", Options{Force: true}, []File{two, words("words")}},
		{"a picture, when all are verified", one.Path, "social/square/phishing-bold (edited).png", Options{Verify: true}, []File{one, words("words")}},
		{"a picture that is no longer made", one.Path, "social/square/phishing-bold (edited).png", Options{}, []File{words("words")}},
		{"the gallery", page, "index (edited).html", Options{}, []File{one, words("words")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, fresh := filepath.Join(t.TempDir(), "example"), filepath.Join(t.TempDir(), "example")
			write(t, dir, one, words("words"))
			write(t, dir, one, words("words")) // which knows that nothing has changed
			mine := edit(t, filepath.Join(dir, filepath.FromSlash(c.path)))
			r, err := build(t, dir, c.opt, c.next...)
			if err != nil {
				t.Fatal(err)
			}
			want := Edited{Path: c.beside, Of: c.path}
			if !slices.Equal(r.Edited, []Edited{want}) || !slices.Equal(r.Manifest.Edited, r.Edited) {
				t.Errorf("kept %v, and the manifest lists %v; want %v", r.Edited, r.Manifest.Edited, want)
			}
			got := tree(t, dir)
			if got[c.beside] != mine {
				t.Errorf("%s holds %q, want %q", c.beside, got[c.beside], mine)
			}
			write(t, fresh, c.next...)
			rest := tree(t, fresh)
			for _, own := range []string{c.beside, ManifestFile, SumsFile} {
				delete(got, own)
				delete(rest, own)
			}
			same(t, got, rest)
			if damage, err := Verify(context.Background(), dir); err != nil || len(damage) > 0 {
				t.Errorf("the pack isn't whole: %v, %v", damage, err)
			}
			onlyPacks(t, filepath.Dir(dir), "example")
			again, err := build(t, dir, Options{}, c.next...)
			if err != nil || !again.Unchanged() || len(again.Edited) > 0 || len(again.Manifest.Edited) != 1 {
				t.Errorf("the next run: %+v, %v", again, err)
			}
		})
	}
}

func TestAnEditedManifestIsKeptBeside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	write(t, dir, square("phishing", "one"))
	name := filepath.Join(dir, ManifestFile)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ mine, beside string }{
		{strings.Replace(string(data), `"campaign": "Campaign"`, `"campaign": "Campaign, seen by me"`, 1), "manifest (edited).json"},
		{string(data[:300]), "manifest (edited 2).json"},
	} {
		put(t, name, c.mine)
		r := write(t, dir, square("phishing", "one"))
		if got := tree(t, dir)[c.beside]; got != c.mine || len(r.Edited) != 1 || r.Edited[0].Path != c.beside {
			t.Errorf("%v: %s holds %q", r.Edited, c.beside, got)
		}
	}
}

func TestAnEditedListOfChecksumsIsKeptBeside(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(list string) string
		kept   int // the list and, where it contradicts the manifest, both
	}{
		{"a remark", func(list string) string { return list + "# checked on Monday\n" }, 1},
		{"a line taken out", func(list string) string { _, rest, _ := strings.Cut(list, "\n"); return rest }, 1},
		{"the manifest's checksum", func(list string) string {
			at := strings.Index(list, "  "+ManifestFile)
			return list[:at-3] + "fee" + list[at:]
		}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "example")
			write(t, dir, square("phishing", "one"))
			mine := c.change(tree(t, dir)[SumsFile])
			put(t, filepath.Join(dir, SumsFile), mine)
			r := write(t, dir, square("phishing", "one"))
			if got := tree(t, dir)["SHA256SUMS (edited)"]; got != mine || len(r.Edited) != c.kept {
				t.Errorf("kept %v, with %q", r.Edited, got)
			}
		})
	}
}

func TestOneEditDoesNotReplaceAnother(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	name := filepath.Join(dir, "copy", "phishing.docx")
	write(t, dir, words("words"))
	for i, want := range []string{"copy/phishing (edited).docx", "copy/phishing (edited 2).docx", "copy/phishing (edited 3).docx"} {
		mine := strings.Repeat("mine", i+1)
		put(t, name, mine)
		r := write(t, dir, words("words"))
		if len(r.Edited) != 1 || r.Edited[0].Path != want || len(r.Manifest.Edited) != i+1 || tree(t, dir)[want] != mine {
			t.Errorf("edit %d: kept %v, listed %v", i, r.Edited, r.Manifest.Edited)
		}
	}
	put(t, filepath.Join(dir, "copy", "phishing (edited 2).docx"), "worked on further")
	write(t, dir, words("other words"))
	if got := tree(t, dir)["copy/phishing (edited 2).docx"]; got != "worked on further" {
		t.Errorf("a kept file is %q after the next run", got)
	}
	if err := os.Remove(filepath.Join(dir, "copy", "phishing (edited).docx")); err != nil {
		t.Fatal(err)
	}
	if r := write(t, dir, words("other words")); len(r.Manifest.Edited) != 2 {
		t.Errorf("after one was deleted the manifest lists %v", r.Manifest.Edited)
	}
}

func TestDeletedFilesAreMadeAgainAndNothingElse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	write(t, dir, square("phishing", "one"), words("words"))
	want := tree(t, dir)
	for _, path := range []string{"copy/phishing.docx", square("phishing", "one").Path, page} {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(path))); err != nil {
			t.Fatal(err)
		}
	}
	if r := write(t, dir, square("phishing", "one"), words("words")); len(r.Edited) > 0 {
		t.Errorf("kept %v", r.Edited)
	}
	same(t, tree(t, dir), want)
}

// What a run sees of a pack in which nothing has changed must not grow with the pictures.
func TestPicturesAreReadOnlyWhenTheyMayHaveChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	one := square("phishing", "one")
	name := filepath.Join(dir, filepath.FromSlash(one.Path))
	entry := func() Entry {
		m, err := Read(dir)
		if err != nil || len(m.Assets) != 1 {
			t.Fatalf("%v, %v", m.Assets, err)
		}
		return m.Assets[0]
	}
	if !isSealable(t) {
		t.Skip("this file system doesn't say when files change")
	}
	current := func() bool { // a run that finds nothing to do, as it is sure of all files
		w, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer w.Discard()
		return w.Keep(one.Asset.Key, one.Path) && w.Current("inputs")
	}
	inputs := info()
	inputs.Inputs = "inputs"
	w, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(one); err != nil {
		t.Fatal(err)
	}
	time.Sleep(20 * time.Millisecond) // the clock of a file system has coarse steps, and drawing takes longer
	if _, err := w.Finish(inputs, pages); err != nil {
		t.Fatal(err)
	}
	if !entry().untouched(dir, sealOf(dir)) {
		t.Error("a picture that was just made would be read")
	}
	for _, c := range []struct {
		name   string
		change func() error
	}{
		{"the picture was given another mode", func() error { return os.Chmod(name, 0o600) }},
		{"its time was set", func() error { return os.Chtimes(name, time.Unix(1, 0), time.Unix(1, 0)) }},
		{"the list's time was set", func() error {
			return os.Chtimes(filepath.Join(dir, SumsFile), time.Now(), time.Now().Truncate(time.Second))
		}},
	} {
		if err := c.change(); err != nil {
			t.Fatal(err)
		}
		if entry().untouched(dir, sealOf(dir)) {
			t.Errorf("%s: it wouldn't be read", c.name)
		}
		time.Sleep(20 * time.Millisecond)
		if !current() {
			t.Errorf("%s: it was taken for changed", c.name)
		}
		if !entry().untouched(dir, sealOf(dir)) {
			t.Errorf("%s: after a run has read it, it would be read again", c.name)
		}
	}
	edit(t, name)
	if entry().untouched(dir, sealOf(dir)) || current() {
		t.Error("an edit was missed")
	}
}

func isSealable(t *testing.T) bool {
	t.Helper()
	name := filepath.Join(t.TempDir(), "x")
	put(t, name, "x")
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	_, ok := changed(name, info)
	return ok
}

func TestWhatStandsInTheWayIsNamedAndByForceKept(t *testing.T) {
	one := square("phishing", "one")
	link := func(t *testing.T, name string) {
		t.Helper()
		away := t.TempDir()
		put(t, filepath.Join(away, "square", "mine.png"), "mine")
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(away, name); err != nil {
			t.Skip(err)
		}
	}
	file := func(t *testing.T, name string) { put(t, name, "mine") }
	folder := func(t *testing.T, name string) {
		put(t, filepath.Join(name, "a.txt"), "mine")
		put(t, filepath.Join(name, "deep", "b.txt"), "mine")
	}
	for _, c := range []struct {
		name, path, beside string
		lay                func(t *testing.T, name string)
		said               string
		content            string // a file that must hold "mine" after the build by force
	}{
		{"a file for a folder", "social", "social (edited)", file, "a file, and kic needs a folder", "social (edited)"},
		{"a file for a folder in a folder", "social/square", "social/square (edited)", file, "a file, and kic needs a folder", "social/square (edited)"},
		{"a link for a folder", "social", "social (edited)", link, "a link, and kic needs a folder of its own", "social (edited)/square/mine.png"},
		{"a folder for a picture", one.Path, "social/square/phishing-bold (edited).png", folder, "a folder, and kic needs a file", "social/square/phishing-bold (edited).png/deep/b.txt"},
		{"a folder for the gallery", "index.html", "index (edited).html", folder, "a folder, and kic needs a file", "index (edited).html/a.txt"},
		{"a folder for the checksums", "SHA256SUMS", "SHA256SUMS (edited)", folder, "a folder, and kic needs a file", "SHA256SUMS (edited)/a.txt"},
		{"a file for a picture", one.Path, "social/square/phishing-bold (edited).png", file, "wasn't made by kic", "social/square/phishing-bold (edited).png"},
	} {
		for _, made := range []bool{false, true} { // before kic's first run, and after it
			t.Run(c.name, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "example")
				if made {
					write(t, dir, one)
					if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(c.path))); err != nil {
						t.Fatal(err)
					}
				}
				c.lay(t, filepath.Join(dir, filepath.FromSlash(c.path)))
				_, err := build(t, dir, Options{}, one)
				if made && c.name == "a file for a picture" {
					if err != nil { // it was kic's own, and somebody changed it
						t.Fatal(err)
					}
				} else {
					for _, want := range []string{filepath.Join(dir, filepath.FromSlash(c.path)), c.said, "--force", filepath.Base(c.beside)} {
						if err == nil || !strings.Contains(err.Error(), want) {
							t.Errorf("got %v, want it to say %q", err, want)
						}
					}
				}
				r, err := build(t, dir, Options{Force: true}, one)
				if err != nil {
					t.Fatal(err)
				}
				if got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(c.content))); err != nil || string(got) != "mine" {
					t.Errorf("%s holds %q, %v", c.content, got, err)
				}
				if want := (Edited{Path: c.beside, Of: c.path}); !slices.Contains(r.Manifest.Edited, want) {
					t.Errorf("listed %v, want %v", r.Manifest.Edited, want)
				}
				if damage, err := Verify(context.Background(), dir); err != nil || len(damage) > 0 {
					t.Errorf("the pack isn't whole: %v, %v", damage, err)
				}
				onlyPacks(t, filepath.Dir(dir), "example")
			})
		}
	}
}
