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

// folder is the place of a pack, with a work folder beside it through which a change passes. In the work folder there is
// the stage, in which the new pack grows, and the shelf, on which the old one waits while the new one moves in. What a
// killed run leaves there, the next one clears up.
type folder struct {
	dir                string
	work               work
	stage, shelf, held string
	staged             bool
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
				return folder{}, fmt.Errorf("%s is a link that leads nowhere; fix it, or choose another folder with --out", shown(dir, up, abs))
			}
		}
		if err == nil || up == filepath.Dir(up) {
			break
		}
	}
	w, err := workFor(abs)
	return folder{dir: abs, work: w, stage: w.path(workStage), shelf: w.path(workShelf), held: w.path(workHeld)}, err
}

// shown is the found part of a path in the words in which the user gave it, where that is possible.
func shown(dir, found, abs string) string {
	if rel, err := filepath.Rel(abs, found); err == nil {
		return filepath.Join(dir, rel)
	}
	return found
}

func (f *folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// recover leaves the old pack whole or the new pack whole, whatever moment an earlier run was killed at. What that run
// hadn't moved into the pack by then is moved now; recover returns what it had to put beside other files.
func (f *folder) recover() ([]Edited, error) {
	if !isWork(f.work.dir) {
		return nil, nil
	}
	if !exists(f.dir) && exists(f.shelf) {
		if err := os.Rename(f.shelf, f.dir); err != nil {
			return nil, err
		}
	}
	var edited []Edited
	if exists(f.shelf) || exists(f.held) {
		k, aside := known{}, []Edited{}
		for _, dir := range []string{f.shelf, f.dir} {
			m, entries, _ := recorded(dir) // a pack that can't be understood has nothing that is known to be kic's
			k.add(entries)
			aside = append(aside, m.Edited...)
		}
		edited = f.settle(k, aside, nil)
	}
	return edited, f.work.remove()
}

// makeStage makes the folder for the new pack, and those above it that are missing.
func (f *folder) makeStage() error {
	if f.staged {
		return nil
	}
	err := f.work.make()
	if err == nil {
		err = os.MkdirAll(f.stage, 0o755)
	}
	f.staged = true
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

// carry takes one file of the earlier pack into the new one, as the path to, and reports whether it is still the same file.
func (f *folder) carry(name, to string) (linked bool, err error) {
	from, to := f.path(name), filepath.Join(f.stage, filepath.FromSlash(to))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return false, err
	}
	info, err := os.Lstat(from)
	if err != nil {
		return false, err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		target, err := os.Readlink(from)
		if err != nil {
			return false, err
		}
		return false, os.Symlink(target, to)
	}
	if os.Link(from, to) == nil {
		return true, nil
	}
	return false, copyFile(from, to, info)
}

// carryOther takes over what a user put into the pack, or changed in it. What is gone by now isn't missed.
func (f *folder) carryOther(o other) (fs.FileInfo, error) {
	to := filepath.Join(f.stage, filepath.FromSlash(o.to))
	if o.folder {
		return nil, os.MkdirAll(to, 0o755)
	}
	if _, err := f.carry(o.from, o.to); err != nil {
		if errors.Is(err, fs.ErrNotExist) && !exists(f.path(o.from)) {
			err = nil
		}
		return nil, err
	}
	return os.Lstat(to)
}

// swap puts the new pack in the place of the earlier one, which goes on the shelf. Where the file system can exchange two
// folders, that is one step, and there is a whole pack at every moment; elsewhere it is two, which recover completes. The
// list of its files reaches the disk before its name does, so that a file which a power cut damaged is noticed by its
// checksum.
func (f *folder) swap() error {
	for _, name := range []string{ManifestFile, SumsFile} {
		if err := flush(filepath.Join(f.stage, name)); err != nil {
			return err
		}
	}
	info, err := os.Lstat(f.dir)
	if err != nil {
		if err := os.Rename(f.stage, f.dir); err != nil {
			return err
		}
		f.staged = false
		return nil
	}
	// A folder that may not be written to can't move to another one.
	if mode := info.Mode(); mode.IsDir() && mode.Perm()&0o200 == 0 {
		if err := os.Chmod(f.dir, mode.Perm()|0o200); err != nil {
			return err
		}
		defer func() {
			if f.staged {
				os.Chmod(f.dir, mode) // the earlier pack stays, as it was
			}
		}()
	}
	// The new pack goes by way of the shelf: nothing on the shelf is ever taken for half a pack and thrown away.
	if err := os.Rename(f.stage, f.shelf); err != nil {
		return err
	}
	if exchange(f.shelf, f.dir) == nil {
		f.staged = false
		return nil
	}
	if err := os.Rename(f.shelf, f.stage); err != nil {
		return err
	}
	if err := os.Rename(f.dir, f.shelf); err != nil {
		return err
	}
	if err := os.Rename(f.stage, f.dir); err != nil {
		return errors.Join(err, os.Rename(f.shelf, f.dir))
	}
	f.staged = false
	return nil
}

// removeAll removes a folder with all that is in it, though somebody has made folders in it read-only.
func removeAll(dir string) error {
	err := os.RemoveAll(dir)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	unlock(dir)
	return os.RemoveAll(dir)
}

// unlock makes every folder of dir one that this user may change, as far as the user may do that.
func unlock(dir string) {
	filepath.WalkDir(dir, func(name string, d fs.DirEntry, _ error) error {
		if d == nil || !d.IsDir() {
			return nil
		}
		if info, err := d.Info(); err == nil && info.Mode().Perm()&0o700 != 0o700 {
			os.Chmod(name, 0o755)
		}
		return nil
	})
}

// discard removes the work folder, and those folders above it that this run made and that are still empty.
func (f *folder) discard() {
	f.work.remove()
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
