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
	if err := removeAll(dir); err != nil { // else the test's own folder can't be removed
		t.Fatal(err)
	}
}
