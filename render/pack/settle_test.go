package pack

import (
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// during makes a pack while something else happens in it: act is called when all files are taken over, and the next pack is
// to take the place of the earlier one.
func during(t *testing.T, dir string, act func(old string), files ...File) Result {
	t.Helper()
	w, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := w.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	m, others, err := w.complete(info(), pages)
	if err != nil {
		t.Fatal(err)
	}
	act(dir) // what is saved now isn't among the others
	if err := w.replace(others); err != nil {
		t.Fatal(err)
	}
	r := Result{Manifest: m, Edited: w.edited}
	w.Discard()
	return r
}

func TestFilesThatAreSavedAtTheLastMomentMoveOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	write(t, dir, square("phishing", "one"), words("words"))
	put(t, filepath.Join(dir, "notes.txt"), "first")
	put(t, filepath.Join(dir, "plan.txt"), "first")
	r := during(t, dir, func(old string) {
		put(t, filepath.Join(old, "new.txt"), "mine")
		put(t, filepath.Join(old, "social", "square", "new.jpg"), "mine")
		put(t, filepath.Join(old, "a", "b", "new.txt"), "mine")
		put(t, filepath.Join(old, "plan.txt"), "second")
		put(t, filepath.Join(old, "notes.txt~"), "second")
		move(t, filepath.Join(old, "notes.txt~"), filepath.Join(old, "notes.txt")) // as editors save
		put(t, filepath.Join(old, "copy", "x~"), "my words")
		move(t, filepath.Join(old, "copy", "x~"), filepath.Join(old, "copy", "phishing.docx"))
		if err := os.MkdirAll(filepath.Join(old, "empty", "folder"), 0o755); err != nil {
			t.Fatal(err)
		}
	}, square("phishing", "two"), words("other words"))
	got := tree(t, dir)
	for path, want := range map[string]string{
		"new.txt": "mine", "social/square/new.jpg": "mine", "a/b/new.txt": "mine", "plan.txt": "second", "notes.txt": "second",
		"copy/phishing (edited).docx": "my words", "copy/phishing.docx": "other words", "social/square/phishing-bold.png": "picture of two",
	} {
		if got[path] != want {
			t.Errorf("%s holds %q, want %q", path, got[path], want)
		}
	}
	if !exists(filepath.Join(dir, "empty", "folder")) {
		t.Error("an empty folder is gone")
	}
	if len(r.Edited) != 1 || len(got) != 11 {
		t.Errorf("kept %v; there are %v", r.Edited, slices.Sorted(maps.Keys(got)))
	}
	onlyPacks(t, filepath.Dir(dir), "example")
}

func TestWhatIsSavedInTheEarlierPackAfterTheSwapMovesOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	write(t, dir, square("phishing", "one"), words("words"))
	put(t, filepath.Join(dir, "notes.txt"), "first")
	put(t, filepath.Join(dir, "plan.txt"), "first")
	w, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(square("phishing", "two")); err != nil {
		t.Fatal(err)
	}
	_, others, err := w.complete(info(), pages)
	if err != nil {
		t.Fatal(err)
	}
	carried := map[string]fs.FileInfo{}
	if err := w.carry(); err != nil {
		t.Fatal(err)
	}
	for _, o := range others {
		if carried[o.to], err = w.folder.carryOther(o); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.folder.swap(); err != nil {
		t.Fatal(err)
	}
	old := w.folder.shelf // where a program still is that was at work in the folder
	put(t, filepath.Join(old, "late.txt"), "mine")
	put(t, filepath.Join(old, "copy", "phishing.docx"), "my words")
	put(t, filepath.Join(old, "notes.txt~"), "second")
	move(t, filepath.Join(old, "notes.txt~"), filepath.Join(old, "notes.txt"))
	put(t, filepath.Join(dir, "plan.txt~"), "third") // both places were written to
	move(t, filepath.Join(dir, "plan.txt~"), filepath.Join(dir, "plan.txt"))
	put(t, filepath.Join(old, "plan.txt~"), "second")
	move(t, filepath.Join(old, "plan.txt~"), filepath.Join(old, "plan.txt"))
	k := known{}
	k.add(w.old)
	k.add(w.entries)
	edited := w.folder.settle(k, nil, carried)
	w.Discard()
	got := tree(t, dir)
	for path, want := range map[string]string{
		"late.txt": "mine", "copy/phishing (edited).docx": "my words", "notes.txt": "second", "plan.txt": "third", "plan (edited).txt": "second",
	} {
		if got[path] != want {
			t.Errorf("%s holds %q, want %q", path, got[path], want)
		}
	}
	if len(edited) != 2 {
		t.Errorf("told of %v", edited)
	}
	onlyPacks(t, filepath.Dir(dir), "example")
}

func TestWhatARunFindsTooLateIsListedAllTheSame(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	write(t, dir, square("phishing", "one"), words("words"))
	// A killed run had swapped the packs, and a program has since saved into the earlier one.
	work := filepath.Join(filepath.Dir(dir), ".example.tmp")
	last := filepath.Join(t.TempDir(), "example")
	write(t, last, square("phishing", "last"), words("last words"))
	put(t, filepath.Join(last, "copy", "phishing.docx"), "my words")
	put(t, filepath.Join(last, "notes.txt"), "mine")
	put(t, filepath.Join(work, workNote), workWords)
	move(t, last, filepath.Join(work, workShelf))
	r := write(t, dir, square("phishing", "one"), words("words"))
	if len(r.Edited) != 1 || !slices.Equal(r.Edited, r.Manifest.Edited) {
		t.Errorf("kept %v, listed %v", r.Edited, r.Manifest.Edited)
	}
	got := tree(t, dir)
	if got["copy/phishing (edited).docx"] != "my words" || got["notes.txt"] != "mine" || len(got) != 7 {
		t.Errorf("there are %v", slices.Sorted(maps.Keys(got)))
	}
	var m Manifest
	if err := json.Unmarshal([]byte(got[ManifestFile]), &m); err != nil || len(m.Edited) != 1 {
		t.Errorf("the manifest lists %v, %v", m.Edited, err)
	}
}

func TestARunThatWasKilledWhileClearingUpIsCompletedWithoutRest(t *testing.T) {
	files := []File{square("phishing", "last"), square("screens", "last"), words("last words")}
	order := []string{"copy/phishing.docx", "index.html", "social/square/phishing-bold.png", "social/square/screens-bold.png", ManifestFile, SumsFile}
	for gone := range len(order) + 1 {
		dir := filepath.Join(t.TempDir(), "example")
		write(t, dir, square("phishing", "one"), words("words"))
		want := tree(t, dir)
		work, last := filepath.Join(filepath.Dir(dir), ".example.tmp"), filepath.Join(t.TempDir(), "example")
		write(t, last, files...)
		for _, path := range order[:gone] {
			if err := os.Remove(filepath.Join(last, filepath.FromSlash(path))); err != nil {
				t.Fatal(err)
			}
		}
		put(t, filepath.Join(work, workNote), workWords)
		move(t, last, filepath.Join(work, workShelf))
		write(t, dir, square("phishing", "one"), words("words"))
		same(t, tree(t, dir), want)
		onlyPacks(t, filepath.Dir(dir), "example")
	}
}

func TestFoldersOfAUsersBesideThePackAreLeftAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	mine := []string{".example.tmp", ".example.old"}
	for _, name := range mine {
		put(t, filepath.Join(filepath.Dir(dir), name, "new", "mine.txt"), "mine")
		put(t, filepath.Join(filepath.Dir(dir), name, "kic.txt"), "notes about kic")
	}
	for _, words := range []string{"one", "two"} {
		write(t, dir, square("phishing", words))
		if _, err := Zip(context.Background(), dir, dir+".zip", false); err != nil {
			t.Fatal(err)
		}
		for _, name := range mine {
			if got := tree(t, filepath.Join(filepath.Dir(dir), name)); got["new/mine.txt"] != "mine" || len(got) != 2 {
				t.Errorf("%s holds %v", name, got)
			}
		}
		onlyPacks(t, filepath.Dir(dir), ".example.old", ".example.tmp", "example", "example.zip")
	}
	put(t, filepath.Join(filepath.Dir(dir), ".example.kic.tmp", "mine.txt"), "mine")
	_, err := build(t, dir, Options{}, square("phishing", "three"))
	if err == nil || !strings.Contains(err.Error(), ".example.tmp and ") || !strings.Contains(err.Error(), "move one of them") {
		t.Errorf("with both names taken: %v", err)
	}
}

func TestAFileThatIsSavedAnewUnderANameThatWasMovedOnReplacesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	put(t, filepath.Join(dir, "plan.txt"), "first")
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	was, err := os.Lstat(filepath.Join(dir, "plan.txt"))
	if err != nil {
		t.Fatal(err)
	}
	s := settler{folder: &f, known: known{}, carried: map[string]fs.FileInfo{"plan.txt": was}, seen: map[string]bool{}}
	for _, words := range []string{"first", "second"} {
		put(t, filepath.Join(f.shelf, "plan.txt"), words)
		s.sweep(s.shelf, ".", s.hold)
	}
	if got := tree(t, dir); got["plan.txt"] != "first" || got["plan (edited).txt"] != "second" || len(s.edited) != 1 {
		t.Errorf("there are %v; told of %v", got, s.edited)
	}
}
