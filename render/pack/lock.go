package pack

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrBusy says that another run is at work in a folder.
var ErrBusy = errors.New("another run of kic is at work there")

// Lock keeps other runs out of a folder of packs. The operating system releases it when the process ends, however that
// happens, so that a killed run never stands in the way.
type Lock struct {
	held []*heldFile
	made []string // folders that were made to hold the lock, the highest first
}

// Hold locks the folder out for one run. A run that makes one shard of a network names it, "2-of-4". Different shards work
// side by side; the same shard twice, or a shard beside a run that makes everything, do not. It is an error that wraps
// [ErrBusy] when another run holds the folder. Where no lock can be made, as nothing can be written there or the file
// system has no locks, Hold succeeds: the error comes when a pack is put there.
func Hold(out, shard string) (*Lock, error) {
	l := &Lock{}
	for up := filepath.Clean(out); !exists(up); up = filepath.Dir(up) {
		l.made = append([]string{up}, l.made...)
	}
	if os.MkdirAll(out, 0o755) != nil {
		l.Release()
		return l, nil
	}
	err := l.hold(filepath.Join(out, ".kic.lock"), shard != "")
	if err == nil && shard != "" {
		err = l.hold(filepath.Join(out, ".kic-"+shard+".lock"), false)
	}
	if errors.Is(err, ErrBusy) {
		l.Release()
		return nil, fmt.Errorf("%s: %w; wait until it ends, or choose another folder with --out", out, ErrBusy)
	}
	return l, nil
}

func (l *Lock) hold(name string, shared bool) error {
	f, err := holdFile(name, shared)
	if err == nil {
		l.held = append(l.held, f)
	}
	return err
}

// isLockFile reports whether the file called name may be removed: a lock has nothing in it.
func isLockFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Size() == 0
}

// Release lets other runs in. It leaves nothing behind: no lock files, and no folders that were made for them and are
// still empty.
func (l *Lock) Release() {
	for _, f := range l.held {
		f.release()
	}
	for i := len(l.made) - 1; i >= 0; i-- {
		os.Remove(l.made[i]) // fails, as it should, where something is in it
	}
	l.held, l.made = nil, nil
}
