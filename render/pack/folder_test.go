package pack

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestAPackThatSomebodyMadeReadOnlyIsReplacedWholly(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("needs a user whom permissions bind")
	}
	dir := filepath.Join(t.TempDir(), "example")
	for _, words := range []string{"one", "two", "three"} {
		write(t, dir, square("phishing", words))
		mine := filepath.Join(dir, "social", "square", words+".txt")
		if err := os.WriteFile(mine, []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				err = os.Chmod(name, 0o555)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		onlyPacks(t, filepath.Dir(dir), "example")
	}
	for _, words := range []string{"one", "two", "three"} {
		if got, err := os.ReadFile(filepath.Join(dir, "social", "square", words+".txt")); string(got) != words {
			t.Errorf("a user's file holds %q (%v), want %q", got, err, words)
		}
	}
	if err := removeAll(dir); err != nil { // else the test's own folder can't be removed
		t.Fatal(err)
	}
}
