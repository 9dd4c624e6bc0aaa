package pack

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Edited is a file of a user's that gave way to one of kic's, and lies beside it: one of kic's that somebody changed, or,
// by force, one that stood in the way. It is never touched again.
type Edited struct {
	Path string `json:"path"` // where it lies: "copy/phishing (edited).docx"
	Of   string `json:"of"`   // where it lay: "copy/phishing.docx"
}

// other is a file or an empty folder in the pack that kic didn't make, or that somebody has changed since.
type other struct {
	from, to string // paths in the pack
	folder   bool
}

// survey finds everything in the earlier pack that the next one takes over besides its own files, and what of it gives way
// to one of these. Call it once these are known, but for the manifest and the checksums.
func (w *Writer) survey() (others []other, edited []Edited, err error) {
	s := survey{Writer: w, folders: map[string]bool{}, moved: map[string]string{}, taken: map[string]bool{}}
	for p := range w.entries {
		for up := path.Dir(p); up != "."; up = path.Dir(up) {
			s.folders[up] = true
		}
	}
	if !exists(w.folder.dir) {
		return nil, nil, nil
	}
	err = filepath.WalkDir(w.folder.dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // it was moved or deleted just now
			return nil
		}
		if err != nil || name == w.folder.dir {
			return err
		}
		rel, err := filepath.Rel(w.folder.dir, name)
		if err != nil {
			return err
		}
		return s.visit(filepath.ToSlash(rel), d.IsDir())
	})
	return s.others, s.edited, err
}

type survey struct {
	*Writer
	folders map[string]bool   // of the next pack
	moved   map[string]string // the user's folders that give way to a file of kic's
	taken   map[string]bool   // paths beside
	others  []other
	edited  []Edited
}

func (s *survey) visit(p string, folder bool) error {
	switch {
	case folder && s.ours(p):
		s.moved[p] = s.aside(p)
		return nil
	case folder:
		if empty, err := isEmpty(s.folder.path(p)); err == nil && empty {
			s.others = append(s.others, other{from: p, to: s.place(p), folder: true})
		}
		return nil
	case s.stays(p):
	case !s.ours(p) && !s.folders[p]:
		if _, was := s.old[p]; !was || !s.isOurs(p) {
			to := s.place(p)
			if was {
				to = s.aside(p)
			}
			s.others = append(s.others, other{from: p, to: to})
		}
	case !s.isOurs(p) && !s.same(p):
		s.others = append(s.others, other{from: p, to: s.aside(p)})
	}
	return nil
}

// ours reports whether the next pack has a file of its own at p.
func (s *survey) ours(p string) bool {
	_, ok := s.entries[p]
	return ok || p == ManifestFile || p == SumsFile
}

// stays reports whether the file at p is one of the earlier pack's that the next one takes over.
func (s *survey) stays(p string) bool {
	_, ok := s.entries[p]
	return ok && !s.fresh[p]
}

// same reports whether the file at p is what the next pack has there anyway.
func (s *survey) same(p string) bool {
	e, ok := s.entries[p]
	return ok && isSum(s.folder.path(p), e.SHA256)
}

// aside is a path beside p for what gives way there.
func (s *survey) aside(p string) string {
	to := s.folder.free(s.place(p), func(p string) bool { return s.taken[p] || s.ours(p) || s.folders[p] })
	s.taken[to] = true
	s.edited = append(s.edited, Edited{Path: to, Of: p})
	return to
}

// place is where the file at p goes: to p, unless a folder above it gives way.
func (s *survey) place(p string) string {
	for up := path.Dir(p); up != "."; up = path.Dir(up) {
		if to, ok := s.moved[up]; ok {
			return to + strings.TrimPrefix(p, up)
		}
	}
	return p
}

// spot is the first path like p at which a file can be put into the folder dir, where another file may stand for one of the
// folders of p, or where p is going. first is the number of the name with which to begin: 0 for that of p itself.
func spot(dir, p string, first int) string {
	at, parts := "", strings.Split(p, "/")
	for i, part := range parts {
		last := i == len(parts)-1
		for n := 0; ; n++ {
			if last && n == 0 {
				n = first
			}
			try := path.Join(at, beside(part, n))
			info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(try)))
			if err != nil || !last && info.IsDir() {
				at = try
				break
			}
		}
	}
	return at
}

// free is the first path beside p at which nothing lies, and which isn't taken.
func (f *folder) free(p string, taken func(string) bool) string {
	for n := 1; ; n++ {
		try := path.Join(path.Dir(p), beside(path.Base(p), n))
		if !exists(f.path(try)) && !taken(try) {
			return try
		}
	}
}

// beside is the n-th name for a file that gives way: "phishing (edited).docx", "phishing (edited 2).docx".
func beside(name string, n int) string {
	if n == 0 {
		return name
	}
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if stem == "" {
		stem, ext = name, ""
	}
	if n == 1 {
		return stem + " (edited)" + ext
	}
	return fmt.Sprintf("%s (edited %d)%s", stem, n, ext)
}

// isOurs reports whether the file at p of the earlier pack is as kic wrote it.
func (w *Writer) isOurs(p string) bool {
	e, ok := w.old[p]
	return ok && w.folder.obstacleAbove(p) == "" && isSum(w.folder.path(p), e.SHA256)
}

// obstacleAbove is the first part of the path p that is there and isn't a folder; empty where all are.
func (f *folder) obstacleAbove(p string) string {
	for i := range len(p) {
		if p[i] != '/' {
			continue
		}
		if info, err := os.Lstat(f.path(p[:i])); err != nil {
			return ""
		} else if !info.IsDir() {
			return p[:i]
		}
	}
	return ""
}

// inTheWay says what of the user's stands where the file at p is to go; nil where nothing does.
func (w *Writer) inTheWay(p string) error {
	way := func(at, why string) error {
		to := w.folder.free(at, func(string) bool { return false })
		return fmt.Errorf("%s is in the way%s; move it, or use --force, which keeps it as %q", w.folder.path(at), why, path.Base(to))
	}
	if at := w.folder.obstacleAbove(p); at != "" {
		if w.isOurs(at) {
			return nil
		}
		if info, err := os.Lstat(w.folder.path(at)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return way(at, ": it is a link, and kic needs a folder of its own there")
		}
		return way(at, ": it is a file, and kic needs a folder there")
	}
	info, err := os.Lstat(w.folder.path(p))
	_, was := w.old[p]
	switch {
	case err != nil:
		return nil
	case info.IsDir():
		return way(p, ": it is a folder, and kic needs a file there")
	case !was:
		return way(p, " and wasn't made by kic")
	}
	return nil
}

// stillThere are those of the given files that nobody has moved or deleted.
func (f *folder) stillThere(all []Edited) []Edited {
	return slices.DeleteFunc(slices.Clone(all), func(e Edited) bool { return !exists(f.path(e.Path)) })
}
