//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kic"
	"kic/render/pack"
)

// bench is a network of a few brands, with two states of a campaign between which runs change to and fro.
type bench struct {
	dir, program string
	packs        map[string]map[string]string // by campaign: the checksums of every pack when it is whole
}

var crashBrands = []string{"ant-sample", "bee-sample", "cat-sample"}

func newBench(t *testing.T) *bench {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{dir: t.TempDir(), packs: map[string]map[string]string{}}
	b.program = filepath.Join(b.dir, "kic") // by this name the test program is kic
	if err := os.Symlink(self, b.program); err != nil {
		t.Fatal(err)
	}
	put := func(name, words string) {
		if err := os.WriteFile(filepath.Join(b.dir, name), []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("network.csv", "name\nAnt Sample\nBee Sample\nCat Sample\n")
	words := string(kic.DefaultTOML())
	put("a.toml", words)
	put("b.toml", strings.ReplaceAll(words, "Take your break", "Have your break"))
	for _, campaign := range []string{"a", "b"} {
		fresh := filepath.Join(b.dir, "fresh-"+campaign)
		if out, err := b.command(fresh, campaign).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		b.packs[campaign] = b.sums(t, fresh)
	}
	if maps.Equal(b.packs["a"], b.packs["b"]) {
		t.Fatal("the two campaigns make the same packs")
	}
	return b
}

// command is a build of the network into out.
func (b *bench) command(out, campaign string, more ...string) *exec.Cmd {
	args := append([]string{"build", "--brand", "network.csv", "--campaign", campaign + ".toml", "--out", out,
		"--placement", "banner-300x250,banner-320x50,banner-728x90", "--message", "phishing,screens"}, more...)
	c := exec.Command(b.program, args...)
	c.Dir = b.dir
	return c
}

// sums are the checksums of all packs in out, every one of which must be whole.
func (b *bench) sums(t *testing.T, out string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, slug := range crashBrands {
		dir := filepath.Join(out, slug)
		list, err := os.ReadFile(filepath.Join(dir, pack.SumsFile))
		if errors.Is(err, fs.ErrNotExist) {
			if _, err := os.Stat(dir); err == nil {
				t.Errorf("%s is there without its checksums", slug)
			}
			continue
		}
		damage, err := pack.Verify(context.Background(), dir)
		if err != nil || len(damage) > 0 {
			t.Errorf("%s is not whole: %v %v", slug, err, damage)
		}
		all[slug] = string(list)
	}
	return all
}

// oneOf holds every pack to be that of one campaign or the other.
func (b *bench) oneOf(t *testing.T, out string) map[string]string {
	t.Helper()
	got := b.sums(t, out)
	for slug, sums := range got {
		if sums != b.packs["a"][slug] && sums != b.packs["b"][slug] {
			t.Errorf("%s is of neither campaign", slug)
		}
		archive, err := zip.OpenReader(filepath.Join(out, slug+".zip"))
		if err == nil {
			archive.Close()
		} else if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the archive of %s: %v", slug, err)
		}
	}
	return got
}

// completes runs a build, which must leave the packs of the campaign and nothing else.
func (b *bench) completes(t *testing.T, out, campaign string) {
	t.Helper()
	if said, err := b.command(out, campaign).CombinedOutput(); err != nil {
		t.Fatalf("the next run: %v: %s", err, said)
	}
	if !maps.Equal(b.sums(t, out), b.packs[campaign]) {
		t.Errorf("the next run didn't make the packs of campaign %s", campaign)
	}
	b.tidy(t, out)
}

// tidy holds out to have no files that begin with a dot.
func (b *bench) tidy(t *testing.T, out string) {
	t.Helper()
	entries, _ := os.ReadDir(out)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s was left", e.Name())
		}
	}
}

func TestARunThatIsKilledLeavesEveryPackWhole(t *testing.T) {
	b, out := newBench(t), filepath.Join(t.TempDir(), "out")
	began := time.Now()
	b.completes(t, out, "a")
	whole := time.Since(began)
	const seed, runs = 20261123, 24
	r := rand.New(rand.NewPCG(seed, 1))
	killed := 0
	for i := range runs {
		campaign := []string{"a", "b"}[r.IntN(2)]
		var more []string
		if r.IntN(2) == 0 {
			more = append(more, "--force")
		}
		if r.IntN(3) == 0 {
			more = append(more, "--zip")
		}
		c := b.command(out, campaign, more...)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(whole))))
		c.Process.Kill()
		if c.Wait() != nil {
			killed++
		}
		got := b.oneOf(t, out)
		if exchanges := len(got) == len(crashBrands); !exchanges {
			t.Errorf("run %d: only %v are there; want every pack at every moment", i, slices.Sorted(maps.Keys(got)))
		}
		if t.Failed() {
			t.Fatalf("after run %d of seed %d, campaign %s %v", i, seed, campaign, more)
		}
		if i%6 == 5 {
			b.completes(t, out, campaign)
		}
	}
	t.Logf("%d of %d runs were killed before their end; a whole one takes %v", killed, runs, whole)
	b.completes(t, out, "b")
}

func TestTwoRunsDoNotWorkInOneFolderAtOnce(t *testing.T) {
	b, out := newBench(t), filepath.Join(t.TempDir(), "out")
	first := b.command(out, "a", "--force", "--placement", "screensaver-3840x2160")
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, filepath.Join(out, ".kic.lock"))
	said, err := b.command(out, "b").CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitUsage || !bytes.Contains(said, []byte("another run of kic is at work there")) {
		t.Errorf("the second run: %v: %s", err, said)
	}
	first.Process.Kill() // what it holds doesn't stand in the way of the next
	first.Wait()
	if said, err := b.command(out, "b").CombinedOutput(); err != nil {
		t.Errorf("the next run: %v: %s", err, said)
	}
	if got := b.sums(t, out); len(got) != len(crashBrands) {
		t.Errorf("after the next run there are %d packs, want %d", len(got), len(crashBrands))
	}
	b.tidy(t, out)
}

func TestAnInterruptedRunStopsSoonAndLeavesNothingHalfMade(t *testing.T) {
	b, out := newBench(t), filepath.Join(t.TempDir(), "out")
	b.completes(t, out, "a")
	c := b.command(out, "b", "--force", "--placement", "screensaver-3840x2160,screensaver-2560x1440", "--message", "training,passwords,everyone,sharing,tailgating")
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, filepath.Join(out, "."+crashBrands[0]+".tmp"))
	if err := c.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	c.Wait()
	if code := c.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("it exited with %d; want %d: %s", code, exitInterrupted, said.String())
	}
	for _, m := range regexp.MustCompile(`(\d+) of (\d+) pieces`).FindAllStringSubmatch(said.String(), -1) {
		if m[1] == m[2] {
			t.Errorf("it went on to the end: %s", said.String())
		}
	}
	b.oneOf(t, out)
	b.tidy(t, out)
	b.completes(t, out, "b")
}

func TestAFullDiskLeavesEveryPackWhole(t *testing.T) {
	b := newBench(t)
	size := bytesIn(t, filepath.Join(b.dir, "fresh-a"))
	disk := mount(t, size+32<<10)
	out := filepath.Join(disk, "out")
	b.completes(t, out, "a")
	said, err := b.command(out, "b", "--force").CombinedOutput()
	if err == nil {
		t.Fatalf("the disk wasn't full: %s", said)
	}
	if !bytes.Contains(said, []byte("no space left on device; free some space")) {
		t.Errorf("it said: %s", said)
	}
	b.oneOf(t, out)
	b.tidy(t, out)
	remount(t, disk, fmt.Sprintf("size=%d", 4*size))
	b.completes(t, out, "b")
}

func TestAFolderThatCanOnlyBeReadStaysAsItIs(t *testing.T) {
	b := newBench(t)
	disk := mount(t, 4*bytesIn(t, filepath.Join(b.dir, "fresh-a")))
	out := filepath.Join(disk, "out")
	b.completes(t, out, "a")
	remount(t, disk, "ro")
	if said, err := b.command(out, "a").CombinedOutput(); err != nil || !bytes.Contains(said, []byte("3 up to date")) {
		t.Errorf("a run with nothing to do: %v: %s", err, said)
	}
	said, err := b.command(out, "b").CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitUsage || !bytes.Contains(said, []byte("read-only file system")) {
		t.Errorf("a run that has something to write: %v: %s", err, said)
	}
	if !maps.Equal(b.sums(t, out), b.packs["a"]) {
		t.Error("the packs aren't as they were")
	}
	remount(t, disk, "rw")
	b.completes(t, out, "b")
}

// mount makes a disk of its own in memory. Only the superuser may; without the right the test is passed over, unless
// KIC_MOUNTS says that it must run.
func mount(t *testing.T, size int64) string {
	t.Helper()
	dir := t.TempDir()
	out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%d", size), "tmpfs", dir).CombinedOutput()
	if err != nil && os.Getenv("KIC_MOUNTS") != "" {
		t.Fatalf("no disk can be mounted: %v: %s", err, out)
	}
	if err != nil {
		t.Skipf("this needs the right to mount a disk; unshare --map-root-user --mount gives it on Linux: %s", out)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	return dir
}

func remount(t *testing.T, dir, option string) {
	t.Helper()
	if out, err := exec.Command("mount", "-o", "remount,"+option, dir).CombinedOutput(); err != nil {
		t.Fatalf("remount: %v: %s", err, out)
	}
}

func bytesIn(t *testing.T, dir string) int64 {
	t.Helper()
	var n int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		n += (info.Size() + 4095) / 4096 * 4096 // as the disk counts it
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func waitFor(t *testing.T, name string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if _, err := os.Lstat(name); err == nil {
			return
		}
	}
	t.Fatalf("%s didn't come up", name)
}
