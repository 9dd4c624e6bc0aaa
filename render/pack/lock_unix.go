//go:build unix

package pack

import (
	"errors"
	"os"
	"syscall"
)

// heldFile is a file with an flock on it.
type heldFile struct{ file *os.File }

// holdFile locks the file called name, which it makes where it is missing.
func holdFile(name string, shared bool) (*heldFile, error) {
	how := syscall.LOCK_EX
	if shared {
		how = syscall.LOCK_SH
	}
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		if err := flock(f, how); err != nil {
			f.Close()
			if errors.Is(err, syscall.EWOULDBLOCK) {
				return nil, ErrBusy
			}
			return nil, err
		}
		if isStill(name, f) {
			return &heldFile{f}, nil
		}
		f.Close() // the run that held it has just removed it
	}
}

// release removes the file, unless others hold it too or it is a user's, and closes it.
func (h *heldFile) release() {
	if flock(h.file, syscall.LOCK_EX) == nil && isStill(h.file.Name(), h.file) && isLockFile(h.file.Name()) {
		os.Remove(h.file.Name())
	}
	h.file.Close()
}

func flock(f *os.File, how int) error {
	for {
		err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
		if err != syscall.EINTR {
			return err
		}
	}
}

// isStill reports whether name is the very file f.
func isStill(name string, f *os.File) bool {
	a, err := os.Stat(name)
	if err != nil {
		return false
	}
	b, err := f.Stat()
	return err == nil && os.SameFile(a, b)
}
