package pack

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
)

// Put writes a file beside packs as a whole or not at all, and only when it differs from what is there.
func Put(name string, data []byte) error {
	f, err := openFolder(filepath.Dir(name))
	if err != nil {
		return err
	}
	to := filepath.Join(f.dir, filepath.Base(name))
	if f.work, err = workFor(to); err != nil {
		return err
	}
	if isWork(f.work.dir) {
		f.work.remove() // what a killed run may have left
	}
	if was, err := os.ReadFile(to); err == nil && bytes.Equal(was, data) {
		return nil
	}
	stage := f.work.path(workFile)
	err = os.MkdirAll(f.dir, 0o755) // which the work folder would take along
	if err == nil {
		err = f.work.make()
	}
	if err == nil {
		err = writeFlushed(stage, data)
	}
	if err == nil {
		err = os.Rename(stage, to)
	}
	f.work.remove()
	if err != nil {
		return f.explain("writing "+filepath.Base(name), err)
	}
	return nil
}

func writeFlushed(name string, data []byte) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}
