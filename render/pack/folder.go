package pack

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// folder is the place of a pack, with the two names beside it that a change may pass through: the stage, in which the new
// pack grows, and the shelf, on which the old one waits while the new one moves in. A run that is killed leaves at most
// these two behind, and the next one clears them up.
type folder struct {
	dir, stage, shelf string
	staged            bool
	made              []string // folders above dir that this run made, the highest first
}

// openFolder finds where dir really is. It changes nothing.
func openFolder(dir string) (folder, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return folder{}, fmt.Errorf("%s: %w", dir, err)
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	for up := abs; ; up = filepath.Dir(up) {
		info, err := os.Stat(up)
		if err == nil && !info.IsDir() {
			return folder{}, fmt.Errorf("%s is a file, so no pack can be made there; choose another folder with --out", shown(dir, up, abs))
		}
		if err != nil {
			if _, err := os.Readlink(up); err == nil {
				return folder{}, fmt.Errorf("%s is a link that leads nowhere; mend it, or choose another folder with --out", shown(dir, up, abs))
			}
		}
		if err == nil || up == filepath.Dir(up) {
			break
		}
	}
	parent, name := filepath.Split(abs)
	return folder{dir: abs, stage: parent + "." + name + ".tmp", shelf: parent + "." + name + ".old"}, nil
}

// shown is the found part of a path in the words in which the user gave it, where that is possible.
func shown(dir, found, abs string) string {
	if rel, err := filepath.Rel(abs, found); err == nil {
		return filepath.Join(dir, rel)
	}
	return found
}

func (f *folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// recover leaves the old pack whole or the new pack whole, whatever moment an earlier run was killed at.
func (f *folder) recover() error {
	if exists(f.shelf) {
		if exists(f.dir) {
			if err := removeAll(f.shelf); err != nil {
				return err
			}
		} else if err := os.Rename(f.shelf, f.dir); err != nil {
			return err
		}
	}
	for _, half := range []string{f.stage, stageOf(f.dir + ".zip")} {
		if !exists(half) {
			continue // removing nothing is refused where nothing can be written
		}
		if err := removeAll(half); err != nil {
			return err
		}
	}
	return nil
}

// makeStage makes the folder for the new pack, and those above it that are missing.
func (f *folder) makeStage() error {
	if f.staged {
		return nil
	}
	var missing []string
	for up := filepath.Dir(f.stage); !exists(up); up = filepath.Dir(up) {
		missing = append([]string{up}, missing...)
	}
	f.made, f.staged = missing, true
	err := os.MkdirAll(f.stage, 0o755)
	if err != nil {
		f.discard()
	}
	return err
}

// write makes one file of the new pack.
func (f *folder) write(name string, data []byte) error {
	if err := f.makeStage(); err != nil {
		return err
	}
	to := filepath.Join(f.stage, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}

// carry takes one file of the earlier pack into the new one.
func (f *folder) carry(name string) error {
	from, to := f.path(name), filepath.Join(f.stage, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	info, err := os.Lstat(from)
	if err != nil {
		return err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(target, to)
	}
	if os.Link(from, to) == nil {
		return nil
	}
	return copyFile(from, to, info)
}

// carryOthers takes over everything that a user put into the pack, empty folders too.
func (f *folder) carryOthers(isOurs func(path string) bool) error {
	if !exists(f.dir) {
		return nil
	}
	return filepath.WalkDir(f.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == f.dir {
			return err
		}
		rel, err := filepath.Rel(f.dir, name)
		if err != nil {
			return err
		}
		if !d.IsDir() {
			if path := filepath.ToSlash(rel); !isOurs(path) {
				return f.carry(path)
			}
			return nil
		}
		if empty, err := isEmpty(name); err != nil || !empty {
			return err
		}
		return os.MkdirAll(filepath.Join(f.stage, rel), 0o755)
	})
}

// swap puts the new pack in the place of the earlier one: in one step where the file system can exchange two folders, so
// that there is a whole pack at every moment, else in two, which recover completes. The list of its files reaches the disk
// before its name does, so that a file which a power cut damaged is noticed by its size or its checksum.
func (f *folder) swap() error {
	for _, name := range []string{ManifestFile, SumsFile} {
		if err := flush(filepath.Join(f.stage, name)); err != nil {
			return err
		}
	}
	had := exists(f.dir)
	if had && exchange(f.stage, f.dir) == nil {
		f.staged = false
		removeAll(f.stage) // the earlier pack; what can't be removed now goes with the next run
		return nil
	}
	if had {
		if err := os.Rename(f.dir, f.shelf); err != nil {
			return err
		}
	}
	if err := os.Rename(f.stage, f.dir); err != nil {
		if had {
			err = errors.Join(err, os.Rename(f.shelf, f.dir))
		}
		return err
	}
	f.staged = false
	removeAll(f.shelf)
	return nil
}

// removeAll removes a folder with all that is in it, though somebody has made folders in it read-only.
func removeAll(dir string) error {
	err := os.RemoveAll(dir)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	filepath.WalkDir(dir, func(name string, d fs.DirEntry, _ error) error {
		if d != nil && d.IsDir() {
			os.Chmod(name, 0o755)
		}
		return nil
	})
	return os.RemoveAll(dir)
}

// discard removes the stage and those folders above it that this run made and that are still empty.
func (f *folder) discard() {
	if !f.staged {
		return
	}
	os.RemoveAll(f.stage)
	for i := len(f.made) - 1; i >= 0; i-- {
		os.Remove(f.made[i]) // fails, as it should, where somebody has put something in
	}
	f.staged = false
}

// windowsDiskFull is ERROR_DISK_FULL, which Go doesn't map to ENOSPC.
const windowsDiskFull = syscall.Errno(112)

// explain says what to do about a failure of the file system.
func (f *folder) explain(doing string, err error) error {
	err = plain(err)
	const untouched = "the last pack is as it was"
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, windowsDiskFull):
		return fmt.Errorf("%s: %s: %w; free some space, or choose another disk with --out; %s", f.dir, doing, err, untouched)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s: %s: %w; close programs that use the folder, ask for the right to write there, or choose another with --out; %s", f.dir, doing, err, untouched)
	default:
		return fmt.Errorf("%s: %s: %w; %s", f.dir, doing, err, untouched)
	}
}

// plain is a file system's error without the path of the stage, which means nothing to a user.
func plain(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

func isEmpty(dir string) (bool, error) {
	names, err := os.ReadDir(dir)
	return len(names) == 0, err
}

func flush(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func copyFile(from, to string, info fs.FileInfo) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
