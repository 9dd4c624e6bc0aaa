package pack

import (
	"errors"
	"os"
	"syscall"
)

// heldFile is a file that is open in a way in which nobody else can open it, or only those who share it.
type heldFile struct {
	name   string
	handle syscall.Handle
}

const sharingViolation = syscall.Errno(32) // ERROR_SHARING_VIOLATION

// holdFile opens the file called name, which it makes where it is missing, and keeps it open.
func holdFile(name string, shared bool) (*heldFile, error) {
	path, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	share := uint32(0)
	if shared {
		share = syscall.FILE_SHARE_READ
	}
	h, err := syscall.CreateFile(path, syscall.GENERIC_READ, share, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_HIDDEN, 0)
	if errors.Is(err, sharingViolation) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, err
	}
	return &heldFile{name, h}, nil
}

// release closes the file and removes it, which fails, as it should, while others have it open.
func (h *heldFile) release() {
	syscall.CloseHandle(h.handle)
	if isLockFile(h.name) {
		os.Remove(h.name)
	}
}
