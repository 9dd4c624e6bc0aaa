package pack

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// known is the checksums that kic's own files have, by path.
type known map[string][]string

func (k known) add(entries map[string]Entry) {
	for p, e := range entries {
		if e.SHA256 != "" {
			k[p] = append(k[p], e.SHA256)
		}
	}
}

// settler empties the shelf once the next pack is in place: it removes what kic made, known by its checksum, and moves
// everything else into the pack. A program may have been saving into the folder all the time, and may still do so.
type settler struct {
	*folder
	known   known
	aside   []Edited               // where files of the shelf lie in the pack already, beside what took their place
	carried map[string]fs.FileInfo // of the user's files, as the pack took them over from the shelf
	edited  []Edited               // what gave way to another file of the pack
	seen    map[string]bool        // folders
}

// settle returns what it had to put beside files of the pack. What can't be moved stays on the shelf, for the next run.
func (f *folder) settle(k known, aside []Edited, carried map[string]fs.FileInfo) []Edited {
	const rounds = 100 // a bound for programs that don't stop saving
	s := settler{folder: f, known: k, aside: aside, carried: carried, seen: map[string]bool{}}
	unlock(s.shelf)
	for range rounds {
		s.sweep(s.held, ".", s.decide)
		s.sweep(s.shelf, ".", s.hold)
		s.removeLists()
		if !exists(s.shelf) && !exists(s.held) {
			break
		}
	}
	return s.edited
}

// sweep calls do for every file in the folder p of root, and removes the folders that are empty then.
func (s *settler) sweep(root, p string, do func(p string)) {
	dir := filepath.Join(root, filepath.FromSlash(p))
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	if root == s.shelf && len(entries) == 0 && !s.seen[p] {
		os.MkdirAll(s.path(p), 0o755) // a user's empty folder, which may be there already
	}
	s.seen[p] = true
	for _, e := range entries {
		if at := path.Join(p, e.Name()); e.IsDir() {
			s.sweep(root, at, do)
		} else if root != s.shelf || !isList(at) {
			do(at)
		}
	}
	os.Remove(dir) // fails, as it should, when something is in it
}

// isList reports whether p is one of the files which say what in a pack is kic's. They are the last to go, so that a run
// that goes on where this one was killed knows it, too.
func isList(p string) bool { return p == ManifestFile || p == SumsFile }

// removeLists removes the lists of the pack on the shelf, once there is nothing else.
func (s *settler) removeLists() {
	entries, err := os.ReadDir(s.shelf)
	if err != nil || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !isList(e.Name()) }) {
		return
	}
	for _, p := range []string{ManifestFile, SumsFile} {
		name := filepath.Join(s.shelf, p)
		if slices.ContainsFunc(s.known[p], func(sum string) bool { return isSum(name, sum) }) {
			os.Remove(name)
		} else {
			s.hold(p)
		}
	}
	os.Remove(s.shelf)
}

// hold takes a file from the shelf, so that nobody can put another in its place while it is looked at.
func (s *settler) hold(p string) {
	from, to := filepath.Join(s.shelf, filepath.FromSlash(p)), filepath.Join(s.held, filepath.FromSlash(p))
	if exists(to) || os.MkdirAll(filepath.Dir(to), 0o755) != nil { // an earlier one is still held: the next round sees to both
		return
	}
	if os.Rename(from, to) == nil {
		s.decide(p)
	}
}

// decide removes the held file p, where it is kic's or the pack has it, or moves it into the pack.
func (s *settler) decide(p string) {
	held := filepath.Join(s.held, filepath.FromSlash(p))
	before, err := os.Lstat(held)
	if err != nil {
		return
	}
	sums, ours := s.known[p]
	isOurs := slices.ContainsFunc(sums, func(sum string) bool { return isSum(held, sum) })
	if isOurs || equal(held, s.path(p)) || s.isAside(held, p) {
		if after, err := os.Lstat(held); err == nil && unchanged(before, after) { // else somebody is writing it
			os.Remove(held)
			delete(s.carried, p) // a further file of this name replaces nothing that its program can have seen
		}
		return
	}
	if _, err := os.Lstat(s.path(p)); !ours && err == nil && s.replace(held, p) {
		return
	}
	for first := 0; ; first++ {
		if ours {
			first = max(first, 1)
		}
		to := spot(s.dir, p, first)
		err := place(held, s.path(to))
		if err == nil && to != p {
			s.edited = append(s.edited, Edited{Path: to, Of: p})
		}
		if !errors.Is(err, fs.ErrExist) {
			return
		}
	}
}

// isAside reports whether the held file p lies in the pack by another name. A run that is killed at the moment of the swap
// leaves the next pack on the shelf, and then it is the other way about.
func (s *settler) isAside(held, p string) bool {
	return slices.ContainsFunc(s.aside, func(e Edited) bool {
		if under, ok := strings.CutPrefix(p, e.Of); ok && (under == "" || under[0] == '/') && equal(held, s.path(e.Path+under)) {
			return true
		}
		under, ok := strings.CutPrefix(p, e.Path)
		return ok && (under == "" || under[0] == '/') && equal(held, s.path(e.Of+under))
	})
}

// replace puts a user's file in the place of an earlier state of it that the pack took over, and reports false where that
// is no longer there.
func (s *settler) replace(held, p string) bool {
	was, ok := s.carried[p]
	now, err := os.Lstat(s.path(p))
	if !ok || err != nil || !os.SameFile(was, now) || !unchanged(was, now) {
		return false
	}
	if exchange(held, s.path(p)) != nil {
		return os.Rename(held, s.path(p)) == nil
	}
	out, err := os.Lstat(held)
	if err == nil && os.SameFile(was, out) && unchanged(was, out) {
		os.Remove(held)
	}
	return true // anything else that came out is looked at in the next round
}

// place moves a file to where nothing lies yet; the error wraps fs.ErrExist where something does.
func place(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	info, err := os.Lstat(from)
	if err != nil {
		return err
	}
	if info.Mode().IsRegular() {
		err := os.Link(from, to)
		if err == nil {
			return os.Remove(from)
		}
		if errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	if exists(to) {
		return fs.ErrExist
	}
	return os.Rename(from, to)
}

// unchanged reports whether a file has the same size and time of modification as before.
func unchanged(before, after fs.FileInfo) bool {
	return before.Mode() == after.Mode() && before.Size() == after.Size() && before.ModTime().Equal(after.ModTime())
}

// equal reports whether two files are the same, or hold the same.
func equal(a, b string) bool {
	infoA, errA := os.Lstat(a)
	infoB, errB := os.Lstat(b)
	switch {
	case errA != nil || errB != nil || infoA.Mode().Type() != infoB.Mode().Type():
		return false
	case os.SameFile(infoA, infoB):
		return true
	case infoA.Mode()&fs.ModeSymlink != 0:
		linkA, errA := os.Readlink(a)
		linkB, errB := os.Readlink(b)
		return errA == nil && errB == nil && linkA == linkB
	case !infoA.Mode().IsRegular() || infoA.Size() != infoB.Size():
		return false
	}
	sum, err := sumOf(a)
	return err == nil && isSum(b, sum)
}
