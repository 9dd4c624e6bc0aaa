package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestZipHoldsThePackAndIsMadeOnce(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "example")
	write(t, dir, square("phishing", "one"), File{Path: "copy/a.txt", Data: []byte("words")})
	put(t, filepath.Join(dir, "notes.txt"), "mine")
	for i, want := range []bool{true, false} {
		if written, err := Zip(context.Background(), dir, dir+".zip", false); err != nil || written != want {
			t.Fatalf("run %d: written %t, error %v", i, written, err)
		}
	}
	first, _ := os.ReadFile(dir + ".zip")
	r, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		path, ok := strings.CutPrefix(f.Name, "example/")
		if !ok || path == "notes.txt" || (strings.HasSuffix(path, ".png") && f.Method != zip.Store) {
			t.Errorf("the archive holds %s by method %d", f.Name, f.Method)
		}
	}
	if len(r.File) != 5 {
		t.Errorf("the archive holds %d files, want 5", len(r.File))
	}
	other := filepath.Join(t.TempDir(), "example")
	write(t, other, square("phishing", "one"), File{Path: "copy/a.txt", Data: []byte("words")})
	if _, err := Zip(context.Background(), other, other+".zip", false); err != nil {
		t.Fatal(err)
	}
	if second, _ := os.ReadFile(other + ".zip"); !bytes.Equal(first, second) {
		t.Error("equal packs gave different archives")
	}
	write(t, dir, square("phishing", "two"))
	if written, err := Zip(context.Background(), dir, dir+".zip", false); err != nil || !written {
		t.Errorf("after a change: written %t, error %v", written, err)
	}
	onlyPacks(t, top, "example", "example.zip")
}

func TestAnArchiveOfAUsersIsLeftAlone(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(t *testing.T, name string)
		said   string
	}{
		{"another program's", func(t *testing.T, name string) { put(t, name, "PK or so") }, "wasn't made by kic"},
		{"one that was added to", addToArchive, "was changed since"},
		{"a folder", func(t *testing.T, name string) {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(name, "mine.txt"), "mine")
		}, "is a folder"},
		{"a link", func(t *testing.T, name string) {
			away := filepath.Join(t.TempDir(), "away.zip")
			move(t, name, away)
			if err := os.Symlink(away, name); err != nil {
				t.Skip(err)
			}
		}, "is a link"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "example")
			zipped := func() (bool, error) { return Zip(context.Background(), dir, dir+".zip", false) }
			write(t, dir, square("phishing", "one"))
			if _, err := zipped(); err != nil {
				t.Fatal(err)
			}
			c.change(t, dir+".zip")
			write(t, dir, square("phishing", "two"))
			before := tree(t, filepath.Dir(dir))
			_, err := zipped()
			for _, want := range []string{dir + ".zip is in the way", c.said, "--force", "example (edited).zip"} {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("got %v, want it to say %q", err, want)
				}
			}
			same(t, tree(t, filepath.Dir(dir)), before)
			want := Edited{Path: "../example (edited).zip", Of: "../example.zip"}
			if aside, err := ZipPlace(dir+".zip", true); err != nil || aside != want {
				t.Fatalf("put aside as %v, %v", aside, err)
			}
			if written, err := zipped(); err != nil || !written {
				t.Errorf("by force: %t, %v", written, err)
			}
			onlyPacks(t, filepath.Dir(dir), "example", "example (edited).zip", "example.zip")
		})
	}
}

// addToArchive puts a file into an archive as other programs do: they keep its comment.
func addToArchive(t *testing.T, name string) {
	t.Helper()
	r, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range r.File {
		if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Create("example/mine.txt"); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.SetComment(r.Comment), w.Close(), r.Close()); err != nil {
		t.Fatal(err)
	}
	put(t, name, b.String())
}
