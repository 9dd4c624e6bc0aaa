package pack

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestOneRunAtATimeHoldsAFolder(t *testing.T) {
	for _, c := range []struct {
		name          string
		first, second string // shards
		busy          bool
	}{
		{name: "two whole runs", busy: true},
		{name: "a shard beside a whole run", second: "1-of-2", busy: true},
		{name: "a whole run beside a shard", first: "1-of-2", busy: true},
		{name: "two different shards", first: "1-of-2", second: "2-of-2"},
		{name: "one shard twice", first: "1-of-2", second: "1-of-2", busy: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "a", "out")
			first, err := Hold(out, c.first)
			if err != nil {
				t.Fatal(err)
			}
			second, err := Hold(out, c.second)
			if errors.Is(err, ErrBusy) != c.busy {
				t.Fatalf("the second run got %v; busy: want %t", err, c.busy)
			}
			first.Release()
			if c.busy {
				if second, err = Hold(out, c.second); err != nil {
					t.Fatalf("after the first run's end: %v", err)
				}
			}
			second.Release()
			if left, _ := os.ReadDir(out); len(left) > 0 {
				t.Errorf("%s was left", left[0].Name())
			}
		})
	}
}

func TestALockThatAKilledRunLeftIsNoLock(t *testing.T) {
	out := t.TempDir()
	if err := os.WriteFile(filepath.Join(out, ".kic.lock"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := Hold(out, "")
	if err != nil {
		t.Fatal(err)
	}
	l.Release()
	if left, _ := os.ReadDir(out); len(left) > 0 {
		t.Errorf("%s was left", left[0].Name())
	}
}

func TestAFolderWithContentsOutlivesItsLock(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	l, err := Hold(out, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(out, "pack"), 0o755); err != nil {
		t.Fatal(err)
	}
	l.Release()
	if !exists(filepath.Join(out, "pack")) || exists(filepath.Join(out, ".kic.lock")) {
		t.Error("want the pack and no lock")
	}
}

func TestAFolderThatWasMadeForALockGoesWithIt(t *testing.T) {
	out := filepath.Join(t.TempDir(), "a", "out")
	l, err := Hold(out, "")
	if err != nil {
		t.Fatal(err)
	}
	l.Release()
	if exists(filepath.Dir(out)) {
		t.Error("the folder is still there")
	}
}

func TestAFileOfAUsersThatIsNamedLikeALockStays(t *testing.T) {
	out := t.TempDir()
	for _, name := range []string{".kic.lock", ".kic-1-of-2.lock"} {
		put(t, filepath.Join(out, name), "mine")
	}
	for _, shard := range []string{"", "1-of-2"} {
		l, err := Hold(out, shard)
		if err != nil {
			t.Fatal(err)
		}
		l.Release()
	}
	if left := tree(t, out); left[".kic.lock"] != "mine" || left[".kic-1-of-2.lock"] != "mine" {
		t.Errorf("left: %v", left)
	}
}
