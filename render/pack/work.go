package pack

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// work is a folder beside a pack, or beside a file, in which the next one grows. A run that is killed leaves it behind, and
// the next one clears it up. It is known by a note in it, so that a folder of the same name that a user made is left alone.
type work struct {
	dir  string
	made []string // folders above it that this run made, the highest first
}

// The parts of a work folder.
const (
	workNote  = "kic.txt"
	workFile  = "file" // that goes to a place of its own: an archive, a report
	workStage = "new"  // the next pack, while it grows
	workShelf = "old"  // a whole pack: the earlier one, or for a moment the next one
	workHeld  = "held" // files of the shelf of which it is being decided where they go
)

const workWords = "kic works in this folder while it runs, and removes it at the end.\n"

// workFor is the folder for what lies at place. There are two names, so that a user's folder is never in the way.
func workFor(place string) (work, error) {
	base := filepath.Join(filepath.Dir(place), "."+filepath.Base(place))
	names := []string{base + ".tmp", base + ".kic.tmp"}
	for _, name := range names {
		if isWork(name) {
			return work{dir: name}, nil
		}
	}
	for _, name := range names {
		if !exists(name) {
			return work{dir: name}, nil
		}
	}
	return work{}, fmt.Errorf("%s and %s are in the way and weren't made by kic; move one of them", names[0], names[1])
}

// isWork reports whether the folder called name was made by kic. One with nothing in it may be: its note comes a moment
// later, and there is nothing to lose.
func isWork(name string) bool {
	info, err := os.Lstat(name)
	if err != nil || !info.IsDir() {
		return false
	}
	note, err := os.ReadFile(filepath.Join(name, workNote))
	if err == nil {
		return string(note) == workWords || len(note) == 0
	}
	empty, err := isEmpty(name)
	return err == nil && empty
}

func (w *work) path(part string) string { return filepath.Join(w.dir, part) }

// make makes the folder, and those above it that are missing.
func (w *work) make() error {
	if exists(w.path(workNote)) {
		return nil
	}
	for up := filepath.Dir(w.dir); !exists(up); up = filepath.Dir(up) {
		w.made = append([]string{up}, w.made...)
	}
	err := os.MkdirAll(w.dir, 0o755)
	if err == nil {
		err = os.WriteFile(w.path(workNote), []byte(workWords), 0o644)
	}
	if err != nil {
		w.remove()
	}
	return err
}

// now is the time by the clock of the file system, which may be another machine's. It makes the folder.
func (w *work) now() (time.Time, error) {
	if err := w.make(); err != nil {
		return time.Time{}, err
	}
	if err := os.WriteFile(w.path(workNote), []byte(workWords), 0o644); err != nil {
		return time.Time{}, err
	}
	info, err := os.Stat(w.path(workNote))
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}

// remove removes the folder with what this package alone has put into it, and the folders above it that this run made and
// that are still empty. While anything else is in it, the folder stays.
func (w *work) remove() error {
	var err error
	if isWork(w.dir) { // removing nothing is refused where nothing can be written
		err = errors.Join(removeAll(w.path(workStage)), removeAll(w.path(workFile)))
		if left, _ := os.ReadDir(w.dir); len(left) == 0 || len(left) == 1 && left[0].Name() == workNote {
			os.Remove(w.path(workNote))
			err = errors.Join(err, os.Remove(w.dir))
		}
	}
	for i := len(w.made) - 1; i >= 0; i-- {
		os.Remove(w.made[i]) // fails, as it should, where somebody has put something in
	}
	return err
}
