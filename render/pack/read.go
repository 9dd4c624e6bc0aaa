package pack

import (
	"fmt"
	"os"
	"path/filepath"
)

// File is a file that the new pack has so far: one that was added, or one that was kept.
func (w *Writer) File(path string) ([]byte, error) {
	if _, ok := w.entries[path]; !ok {
		return nil, fmt.Errorf("%s is not in the pack", path)
	}
	name := w.folder.path(path)
	if w.fresh[path] {
		name = filepath.Join(w.folder.stage, filepath.FromSlash(path))
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, w.folder.explain("reading "+path, err)
	}
	return data, nil
}
