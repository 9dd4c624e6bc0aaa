package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// square is a picture of message in the placement "square"; its bytes and its key follow its words.
func square(message, words string) File {
	return File{
		Path: "social/square/" + message + "-bold.png",
		Data: []byte("picture of " + words),
		Asset: &Asset{
			Material: "social", Placement: "square", Message: message, Look: "bold", Format: "png",
			Width: 1080, Height: 1080, Unit: "px", Alt: words, SafeMet: true, Key: "key of " + words,
			Wording: map[string]string{"headline": words},
		},
	}
}

func info() Info {
	return Info{Generator: "kic test", Campaign: "Campaign", Brand: "Example", Slug: "example"}
}

// page is the one that pages makes.
const page = "index.html"

// pages is a page that lists the pieces of a pack.
func pages(m Manifest) ([]File, error) {
	var list strings.Builder
	for _, e := range m.Assets {
		fmt.Fprintln(&list, e.Path, e.Alt)
	}
	return []File{{Path: page, Data: []byte(list.String())}}, nil
}

// write makes a pack of files in dir.
func write(t *testing.T, dir string, files ...File) Result {
	t.Helper()
	w, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Asset != nil && w.Keep(f.Asset.Key, f.Path) {
			continue
		}
		if err := w.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	r, err := w.Finish(info(), pages)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tree is all files under dir with their contents, by path.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func same(t *testing.T, got, want map[string]string) {
	t.Helper()
	for path := range want {
		if got[path] != want[path] {
			t.Errorf("%s: got %.60q, want %.60q", path, got[path], want[path])
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Errorf("%s: is there, but should not be", path)
		}
	}
}

func TestPackHoldsItsFilesAManifestChecksumsAndAGallery(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out", "example")
	write(t, dir, square("phishing", "a hook"), File{Path: "copy/phishing.txt", Data: []byte("words")})
	got := tree(t, dir)
	for _, path := range []string{"social/square/phishing-bold.png", "copy/phishing.txt", ManifestFile, SumsFile, page} {
		if _, ok := got[path]; !ok {
			t.Errorf("%s is missing", path)
		}
	}
	for _, line := range strings.Split(strings.TrimSuffix(got[SumsFile], "\n"), "\n") {
		want, path, ok := strings.Cut(line, "  ")
		sum := sha256.Sum256([]byte(got[path]))
		if !ok || hex.EncodeToString(sum[:]) != want {
			t.Errorf("checksum line %q doesn't fit its file", line)
		}
	}
	if n := strings.Count(got[SumsFile], "\n"); n != len(got)-1 {
		t.Errorf("%d checksums for %d files; want all but SHA256SUMS itself", n, len(got))
	}
	var m Manifest
	if err := json.Unmarshal([]byte(got[ManifestFile]), &m); err != nil {
		t.Fatal(err)
	}
	e := m.Assets[0]
	if len(m.Assets) != 1 || e.Path != "social/square/phishing-bold.png" || e.Bytes != 17 || e.Width != 1080 || e.Alt != "a hook" || e.Wording["headline"] != "a hook" || !e.SafeMet {
		t.Errorf("the manifest says %+v", e)
	}
}

func TestSecondRunWritesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	files := []File{square("phishing", "a hook"), {Path: "copy/a.txt", Data: []byte("words")}}
	if r := write(t, dir, files...); r.Unchanged() || len(r.Written) != 5 {
		t.Errorf("first run: %+v", r)
	}
	before, _ := os.Stat(filepath.Join(dir, SumsFile))
	r := write(t, dir, files...)
	after, _ := os.Stat(filepath.Join(dir, SumsFile))
	if !r.Unchanged() || r.Kept != 5 || !os.SameFile(before, after) {
		t.Errorf("second run: %+v", r)
	}
	onlyPacks(t, filepath.Dir(dir), "example")
}

func TestSameFilesInAnyOrderMakeTheSamePack(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	write(t, a, square("phishing", "one"), square("screens", "two"))
	write(t, b, square("screens", "two"), square("phishing", "one"))
	same(t, tree(t, b), tree(t, a))
}

func TestChangedPackHoldsOnlyWhatItShould(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	write(t, dir, square("phishing", "one"), square("screens", "two"))
	write2 := []File{square("phishing", "changed")}
	r := write(t, dir, write2...)
	if len(r.Removed) != 1 || r.Removed[0] != "social/square/screens-bold.png" {
		t.Errorf("removed %v", r.Removed)
	}
	fresh := filepath.Join(t.TempDir(), "example")
	write(t, fresh, write2...)
	same(t, tree(t, dir), tree(t, fresh))
	onlyPacks(t, filepath.Dir(dir), "example")
}

func TestUsersOwnFilesStay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	write(t, dir, square("phishing", "one"))
	put(t, filepath.Join(dir, "notes.txt"), "mine")
	put(t, filepath.Join(dir, "social", "square", "photo.jpg"), "mine too")
	if err := os.Mkdir(filepath.Join(dir, "ideas"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, dir, square("phishing", "two"))
	got := tree(t, dir)
	if got["notes.txt"] != "mine" || got["social/square/photo.jpg"] != "mine too" || got["social/square/phishing-bold.png"] != "picture of two" {
		t.Errorf("after the second run there are %v", sorted(got))
	}
	if !exists(filepath.Join(dir, "ideas")) {
		t.Error("an empty folder of the user's is gone")
	}
}

func TestAFileThatKicDidNotMakeIsNotReplaced(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	put(t, filepath.Join(dir, "social", "square", "phishing-bold.png"), "mine")
	w, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = w.Add(square("phishing", "one"))
	w.Discard()
	if err == nil || !strings.Contains(err.Error(), "in the way") || !strings.Contains(err.Error(), "--force") {
		t.Errorf("got %v", err)
	}
	w, err = Open(dir, Options{Force: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(square("phishing", "one")); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Finish(info(), pages); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir)["social/square/phishing-bold.png"]; got != "picture of one" {
		t.Errorf("with --force the file is %q", got)
	}
}

func TestKeepRefusesWhatIsNoLongerTheSame(t *testing.T) {
	f := square("phishing", "one")
	for _, c := range []struct {
		name   string
		key    string
		change func(name string) error
		want   bool
	}{
		{"nothing changed", f.Asset.Key, func(string) error { return nil }, true},
		{"other inputs", "another key", func(string) error { return nil }, false},
		{"deleted", f.Asset.Key, os.Remove, false},
		{"cut short", f.Asset.Key, func(name string) error { return os.Truncate(name, 3) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "example")
			write(t, dir, f)
			if err := c.change(filepath.Join(dir, filepath.FromSlash(f.Path))); err != nil {
				t.Fatal(err)
			}
			w, err := Open(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer w.Discard()
			m, _ := Read(dir)
			if got := m.Current(dir)(f.Path, c.key); got != c.want {
				t.Errorf("Current is %t, want %t", got, c.want)
			}
			if got := w.Keep(c.key, f.Path); got != c.want {
				t.Errorf("Keep is %t, want %t", got, c.want)
			}
		})
	}
}

func TestAPageIsKnownByItsFirstKilobyte(t *testing.T) {
	const named = `<meta name="generator" content="kic`
	for end, ours := range map[int]bool{len(named): true, 1000: true, 1024: true, 1025: false, 1100: false} {
		name := filepath.Join(t.TempDir(), "index.html")
		if err := os.WriteFile(name, []byte(strings.Repeat(" ", end-len(named))+named+" 1\">edited"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := PutPage(name, []byte("<p>new</p>"), false); (err == nil) != ours {
			t.Errorf("a page that names kic up to its byte %d: %v; kic's: want %t", end, err, ours)
		}
	}
}

// Without a key nobody can tell what a piece was made from, so that it isn't taken over unseen.
func TestOtherPiecesAreKeptWhenTheyHaveAKeyAreWholeAndWanted(t *testing.T) {
	for _, c := range []struct {
		name, key   string
		wanted, cut bool
		want        int
	}{
		{"as it was made", "key", true, false, 1},
		{"not wanted", "key", false, false, 0},
		{"without a key", "", true, false, 0},
		{"cut short since", "key", true, true, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, other := filepath.Join(t.TempDir(), "example"), square("screens", "two")
			other.Asset.Key = c.key
			write(t, dir, square("phishing", "one"), other, words("no piece"))
			if c.cut {
				if err := os.Truncate(filepath.Join(dir, filepath.FromSlash(other.Path)), 3); err != nil {
					t.Fatal(err)
				}
			}
			w, err := Open(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer w.Discard()
			if !w.Keep(square("phishing", "one").Asset.Key, square("phishing", "one").Path) {
				t.Fatal("the first piece isn't kept")
			}
			asked := 0
			got := w.KeepOthers(func(path string, piece Asset) bool { asked++; return c.wanted })
			if got != c.want || len(w.Pieces()) != 1+c.want || asked > 1 {
				t.Errorf("%d kept, %d pieces in all, asked %d times; want %d kept", got, len(w.Pieces()), asked, c.want)
			}
		})
	}
}

func TestADamagedFileIsMadeAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	write(t, dir, square("phishing", "one"))
	want := tree(t, dir)
	for _, path := range sorted(want) {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(path))); err != nil {
			t.Fatal(err)
		}
		if path == ManifestFile {
			continue // without it nothing is known to be kic's; see below
		}
		write(t, dir, square("phishing", "one"))
		same(t, tree(t, dir), want)
	}
}

func TestFailedRunLeavesTheLastPack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	write(t, dir, square("phishing", "one"))
	want := tree(t, dir)
	w, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(square("phishing", "two")); err != nil {
		t.Fatal(err)
	}
	if err := w.Add(square("phishing", "three")); err == nil {
		t.Error("one path was written twice without an error")
	}
	w.Discard()
	same(t, tree(t, dir), want)
	onlyPacks(t, filepath.Dir(dir), "example")
}

func TestFailedFirstRunLeavesNoFolder(t *testing.T) {
	top := t.TempDir()
	w, err := Open(filepath.Join(top, "out", "packs", "example"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(square("phishing", "one")); err != nil {
		t.Fatal(err)
	}
	w.Discard()
	onlyPacks(t, top)
}

func TestKilledRunIsRecovered(t *testing.T) {
	for _, c := range []struct {
		name  string
		state func(t *testing.T, dir, work string) // what a kill left
	}{
		{"before its note was written", func(t *testing.T, dir, work string) {
			if err := os.Mkdir(work, 0o755); err != nil {
				t.Fatal(err)
			}
		}},
		{"while drawing", func(t *testing.T, dir, work string) {
			put(t, filepath.Join(work, workNote), workWords)
			put(t, filepath.Join(work, workStage, "social", "half.png"), "ha")
		}},
		{"while writing an archive", func(t *testing.T, dir, work string) {
			put(t, filepath.Join(work, workNote), workWords)
			put(t, filepath.Join(work, workFile), "PK")
		}},
		{"between the two renames", func(t *testing.T, dir, work string) {
			put(t, filepath.Join(work, workNote), workWords)
			put(t, filepath.Join(work, workStage, "social", "x.png"), "new")
			move(t, dir, filepath.Join(work, workShelf))
		}},
		{"before the exchange", func(t *testing.T, dir, work string) {
			put(t, filepath.Join(work, workNote), workWords)
			next := filepath.Join(t.TempDir(), "example")
			write(t, next, square("phishing", "next"))
			move(t, next, filepath.Join(work, workShelf))
		}},
		{"after the exchange", func(t *testing.T, dir, work string) {
			put(t, filepath.Join(work, workNote), workWords)
			last := filepath.Join(t.TempDir(), "example")
			write(t, last, square("phishing", "last"), square("screens", "last"))
			move(t, last, filepath.Join(work, workShelf))
		}},
		{"before the old one was cleared away wholly", func(t *testing.T, dir, work string) {
			put(t, filepath.Join(work, workNote), workWords)
			put(t, filepath.Join(work, workHeld, "social", "square", "phishing-bold.png"), "picture of one")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "example")
			write(t, dir, square("phishing", "one"))
			want := tree(t, dir)
			c.state(t, dir, filepath.Join(filepath.Dir(dir), ".example.tmp"))
			if r := write(t, dir, square("phishing", "one")); !r.Unchanged() {
				t.Errorf("the recovered pack was written again: %+v", r)
			}
			same(t, tree(t, dir), want)
			onlyPacks(t, filepath.Dir(dir), "example")
		})
	}
}

func TestOpenRefusesWhatItCannotUnderstand(t *testing.T) {
	for _, c := range []struct {
		name, path, content string
		dir                 string
		want                []string
	}{
		{"the pack is a file", "example", "x", "example", []string{"example is a file", "--out"}},
		{"the folder above is a file", "out", "x", "out/example", []string{"out is a file", "--out"}},
		{"another program's manifest", "example/manifest.json", `{"name":"app"}`, "example", []string{"isn't a manifest that kic wrote", "--force"}},
		{"a manifest cut short", "example/manifest.json", `{"schema":1,`, "example", []string{"isn't a manifest that kic wrote", "--force"}},
		{"a newer manifest", "example/manifest.json", `{"schema":99,"generator":"kic 9"}`, "example", []string{"newer kic", "kic 9"}},
		{"a manifest that leads outside", "example/manifest.json", `{"schema":1,"files":[{"path":"../../x"}]}`, "example", []string{"not a path inside the pack"}},
		{"a manifest without facts", "example/manifest.json", `{"schema":1,"assets":[{"path":"x"}]}`, "example", []string{"doesn't say"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			top := t.TempDir()
			put(t, filepath.Join(top, filepath.FromSlash(c.path)), c.content)
			before := tree(t, top)
			_, err := Open(filepath.Join(top, filepath.FromSlash(c.dir)), Options{})
			for _, want := range c.want {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("got %v, want it to say %q", err, want)
				}
			}
			same(t, tree(t, top), before)
		})
	}
}

func TestPathsThatLeaveThePackAreRefused(t *testing.T) {
	w, err := Open(filepath.Join(t.TempDir(), "example"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"", ".", "..", "../x", "/x", "a/../../x", `a\b`, "c:x", "a//b", "a\nb"} {
		if err := w.Add(File{Path: path}); err == nil {
			w.Discard()
			t.Errorf("path %q was taken", path)
		}
	}
}

func TestFailuresOfTheDiskSayWhatToDo(t *testing.T) {
	f := folder{dir: "out/example"}
	for _, c := range []struct {
		err  error
		want []string
	}{
		{&fs.PathError{Op: "write", Path: "out/.example.tmp/x", Err: syscall.ENOSPC}, []string{"out/example", "free some space", "last pack is as it was"}},
		{&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.EACCES}, []string{"permission denied", "--out"}},
		{errors.New("something else"), []string{"something else"}},
	} {
		got := f.explain("writing x", c.err).Error()
		for _, want := range c.want {
			if !strings.Contains(got, want) || strings.Contains(got, ".tmp") {
				t.Errorf("%v is told as %q, want it to say %q", c.err, got, want)
			}
		}
	}
}

// onlyPacks fails when dir holds anything but names.
func onlyPacks(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("%s holds %v, want %v", dir, got, names)
	}
}

func put(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func move(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkRerunOf500Files(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "example")
	var files []File
	for i := range 500 {
		f := square("phishing", "words")
		f.Path = "social/square/" + string(rune('a'+i/26)) + string(rune('a'+i%26)) + ".png"
		f.Data = bytes.Repeat([]byte{byte(i)}, 200_000)
		files = append(files, f)
	}
	run := func() {
		w, err := Open(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range files {
			if !w.Keep(f.Asset.Key, f.Path) {
				if err := w.Add(f); err != nil {
					b.Fatal(err)
				}
			}
		}
		if _, err := w.Finish(info(), pages); err != nil {
			b.Fatal(err)
		}
	}
	run()
	b.ReportAllocs()
	for b.Loop() {
		run()
	}
}
