package pack

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
)

// Put writes a file beside packs as a whole or not at all, and only when it differs from what is there.
func Put(name string, data []byte) error {
	if was, err := os.ReadFile(name); err == nil && bytes.Equal(was, data) {
		os.Remove(stageOf(name)) // what a killed run may have left
		return nil
	}
	f, err := openFolder(filepath.Dir(name))
	if err != nil {
		return err
	}
	stage := stageOf(filepath.Join(f.dir, filepath.Base(name)))
	err = os.MkdirAll(f.dir, 0o755)
	if err == nil {
		err = writeFlushed(stage, data)
	}
	if err == nil {
		err = os.Rename(stage, filepath.Join(f.dir, filepath.Base(name)))
	}
	if err != nil {
		os.Remove(stage)
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
