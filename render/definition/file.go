package definition

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// ReadFile reads a definition's file, and of one that is too long no more than [Decode] needs to refuse it.
func ReadFile(fsys fs.FS, name string) (data []byte, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s is a folder, not a file", name)
	}
	return io.ReadAll(io.LimitReader(f, maxBytes+1))
}
