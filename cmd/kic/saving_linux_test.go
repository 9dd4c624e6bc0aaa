package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"kic/render/pack"
)

// long is how often something is done that goes wrong by chance: often with KIC_LONG, else as often as takes about a minute.
func long(often, else_ int) int {
	if os.Getenv("KIC_LONG") != "" {
		return often
	}
	return else_
}

// saver is a program that saves into a pack while kic is at work there: new files, files that it replaces by renaming as
// editors do, and files of kic's. Every state of a file that it doesn't replace itself must be found again.
type saver struct {
	pack string
	r    *rand.Rand
	n    int
	want map[string]bool // what was saved last under each name, by its words
	rest time.Duration   // about how long between two files
}

// place is a folder in which a program saves: by its path, which is looked up at every call, or, where open is set, the
// folder that it has opened, whatever becomes of its name.
type place struct {
	dir  string
	open *os.File
}

// at is name for a system call.
func (p place) at(name string) (int, string) {
	if p.open != nil {
		return int(p.open.Fd()), name
	}
	return unix.AT_FDCWD, filepath.Join(p.dir, name)
}

func (p place) write(name, words string) error {
	dir, file := p.at(name)
	fd, err := unix.Openat(dir, file, unix.O_WRONLY|unix.O_CREAT|unix.O_TRUNC|unix.O_CLOEXEC, 0o644)
	if err != nil {
		return err
	}
	f := os.NewFile(uintptr(fd), file)
	_, err = f.WriteString(words)
	return errors.Join(err, f.Close())
}

func (p place) read(name string) ([]byte, error) {
	dir, file := p.at(name)
	fd, err := unix.Openat(dir, file, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	f := os.NewFile(uintptr(fd), file)
	defer f.Close()
	return io.ReadAll(f)
}

// swap gives a file the name of another, which gets its name where there is one: so the program knows what it replaces.
func (p place) swap(from, to string) (replaced bool, err error) {
	dir, a := p.at(from)
	_, b := p.at(to)
	err = unix.Renameat2(dir, a, dir, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.ENOENT) {
		return false, unix.Renameat2(dir, a, dir, b, unix.RENAME_NOREPLACE)
	}
	return true, err
}

// save saves one file. What fails is no loss: the program knows of it.
func (s *saver) save(in place) {
	s.n++
	how := map[bool]string{false: "by path", true: "in the open folder"}[in.open != nil]
	words := fmt.Sprintf("number %d, saved %s, %s", s.n, how, strings.Repeat("x", s.r.IntN(5000)))
	switch s.r.IntN(4) {
	case 0:
		s.saved(in.write(fmt.Sprintf("new-%d.txt", s.n), words), words)
	case 1:
		folder := fmt.Sprintf("copy/folder-%d", s.n)
		if dir, name := in.at(folder); unix.Mkdirat(dir, name, 0o755) == nil {
			s.saved(in.write(folder+"/new.txt", words), words)
		}
	case 2:
		s.replace(in, fmt.Sprintf("journal-%d.txt", s.r.IntN(3)), words)
	case 3:
		s.replace(in, ownFiles[s.r.IntN(len(ownFiles))], words)
	}
}

// ownFiles are some that kic makes.
var ownFiles = []string{"index.html", "copy/phishing.txt", "copy/screens.docx", "web-banners/banner-320x50/phishing-bold.png"}

// replace saves as editors do: a draft beside, which takes the name of the file.
func (s *saver) replace(in place, name, words string) {
	words = name + ", " + words
	draft := path.Join(path.Dir(name), fmt.Sprintf("draft-%d~", s.n))
	if in.write(draft, words) != nil {
		return
	}
	s.saved(nil, words) // under the name of the draft at least
	replaced, err := in.swap(draft, name)
	if err != nil {
		return
	}
	if was, err := in.read(draft); replaced && err == nil && string(was) != words {
		delete(s.want, string(was))
		dir, file := in.at(draft)
		unix.Unlinkat(dir, file, 0)
	}
}

func (s *saver) saved(err error, words string) {
	if err == nil {
		s.want[words] = true
	}
}

// run saves until done is closed.
func (s *saver) run(done <-chan struct{}) {
	for {
		open, err := os.Open(s.pack)
		for range 20 {
			select {
			case <-done:
				open.Close()
				return
			default:
			}
			in := place{dir: s.pack}
			if err == nil && s.r.IntN(2) == 0 {
				in.open = open
			}
			s.save(in)
			time.Sleep(time.Duration(s.r.Int64N(int64(2*s.rest + 1))))
		}
		open.Close()
	}
}

// lost is what of want isn't in any file under dir.
func lost(t *testing.T, dir string, want map[string]bool) []string {
	t.Helper()
	missing := maps.Clone(want)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		delete(missing, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for words := range missing {
		all = append(all, strings.TrimRight(words, "x"))
	}
	slices.Sort(all)
	return all
}

func TestNothingIsLostThatAnotherProgramSavesDuringABuild(t *testing.T) {
	b, out := newBench(t), filepath.Join(t.TempDir(), "out")
	if err := os.WriteFile(filepath.Join(b.dir, "one.csv"), []byte("name\nBee Sample\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	build := func(campaign string, more ...string) (said []byte, took time.Duration, err error) {
		began := time.Now()
		c := exec.Command(b.program, append([]string{"build", "--brand", "one.csv", "--campaign", campaign + ".toml", "--out", out,
			"--placement", "banner-320x50", "--message", "phishing,screens"}, more...)...)
		c.Dir = b.dir
		said, err = c.CombinedOutput()
		return said, time.Since(began), err
	}
	said, took, err := build("a")
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	const seed, each = 20270107, 60 // files saved during a build
	s := &saver{pack: filepath.Join(out, "bee-sample"), r: rand.New(rand.NewPCG(seed, 1)), want: map[string]bool{}}
	busy := 0
	for i := range long(500, 50) {
		s.rest = took / each
		done := make(chan struct{})
		var saving sync.WaitGroup
		saving.Go(func() { s.run(done) })
		said, took, err = build([]string{"b", "a"}[i%2], []string{"--print", "--zip"}[i/2%2])
		close(done)
		saving.Wait()
		if err != nil && strings.Contains(string(said), "while kic was at work") {
			busy++ // it says so, and leaves the pack as it was
		} else if err != nil {
			t.Fatalf("build %d of seed %d: %v: %s", i, seed, err, said)
		}
		if missing := lost(t, out, s.want); len(missing) > 0 {
			t.Fatalf("build %d of seed %d lost %q; it said: %s", i, seed, missing, said)
		}
		b.tidy(t, out)
		if t.Failed() {
			t.Fatalf("after build %d: %s", i, said)
		}
		if i%10 == 9 { // else the pack would grow and grow
			if err := os.RemoveAll(out); err != nil {
				t.Fatal(err)
			}
			s.want = map[string]bool{}
			if said, took, err = build("a"); err != nil {
				t.Fatalf("%v: %s", err, said)
			}
		}
	}
	t.Logf("%d files were saved; %d builds gave way", s.n, busy)
}

func TestAKilledRunLosesNothingOfAUsers(t *testing.T) {
	b, out := newBench(t), filepath.Join(t.TempDir(), "out")
	began := time.Now()
	b.completes(t, out, "a")
	whole := time.Since(began)
	const seed = 20270108
	r := rand.New(rand.NewPCG(seed, 1))
	want := map[string]bool{}
	put := func(slug, name, words string) {
		words = slug + " " + words
		if err := os.WriteFile(filepath.Join(out, slug, name), []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
		want[words] = true
	}
	for _, slug := range crashBrands {
		put(slug, "notes.txt", "notes")
		put(slug, "copy/mine.txt", "mine")
		put(slug, "web-banners/banner-320x50/photo.png", "photo")
	}
	runs := long(200, 30)
	for i := range runs {
		slug, name := crashBrands[r.IntN(len(crashBrands))], ownFiles[r.IntN(len(ownFiles))]
		if was, err := os.ReadFile(filepath.Join(out, slug, name)); err == nil {
			delete(want, string(was)) // this test replaces it itself
		}
		put(slug, name, fmt.Sprintf("edit %d", i))
		campaign := []string{"a", "b"}[r.IntN(2)]
		c := b.command(out, campaign, []string{"--json", "--force"}[r.IntN(2)])
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(whole))))
		c.Process.Kill()
		c.Wait()
		for _, slug := range crashBrands {
			damage, err := pack.Verify(context.Background(), filepath.Join(out, slug))
			if err != nil {
				t.Errorf("%s: %v", slug, err)
			}
			for _, d := range damage {
				if now, err := os.ReadFile(filepath.Join(out, slug, d.Path)); err != nil || !want[string(now)] {
					t.Errorf("%s: %s %s", slug, d.Path, d.What)
				}
			}
		}
		if missing := lost(t, out, want); len(missing) > 0 {
			t.Errorf("lost %q", missing)
		}
		if t.Failed() {
			t.Fatalf("after run %d of seed %d, campaign %s", i, seed, campaign)
		}
	}
	var exit *exec.ExitError
	if said, err := b.command(out, "b").CombinedOutput(); errors.As(err, &exit) {
		t.Fatalf("the next run: %v: %s", err, said)
	}
	b.tidy(t, out)
	if missing := lost(t, out, want); len(missing) > 0 {
		t.Errorf("the next run lost %q", missing)
	}
	for _, slug := range crashBrands {
		if damage, err := pack.Verify(context.Background(), filepath.Join(out, slug)); err != nil || len(damage) > 0 {
			t.Errorf("%s isn't whole: %v, %v", slug, damage, err)
		}
		for _, name := range []string{"notes.txt", "copy/mine.txt", "web-banners/banner-320x50/photo.png"} {
			if _, err := os.Stat(filepath.Join(out, slug, name)); err != nil {
				t.Error(err)
			}
		}
	}
}
