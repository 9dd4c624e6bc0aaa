package brand

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"kic/render/definition"
)

// folder is a brand's folder. Nothing outside it is read.
type folder struct {
	fsys   fs.FS
	dir    string // in fsys; "." for all of it
	shared bool   // the files of several organisations lie in it
	files  func() *listing
}

// newFolder is a folder whose files are listed when one is first missed, and once.
func newFolder(fsys fs.FS, dir string, shared bool) folder {
	f := folder{fsys: fsys, dir: dir, shared: shared}
	f.files = sync.OnceValue(f.list)
	return f
}

var (
	urlShape   = regexp.MustCompile(`^(?i:[a-z][a-z0-9+.-]+://|//|data:|file:|mailto:)`)
	driveShape = regexp.MustCompile(`^[A-Za-z]:`)
)

// read is what the named file of the folder holds. The errors don't repeat the name.
func (f folder) read(name string, limit int64) ([]byte, error) {
	full, err := f.find(name, limit)
	if err != nil {
		return nil, err
	}
	file, err := f.fsys.Open(full)
	if err != nil {
		return nil, plain(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, plain(err)
	}
	if int64(len(data)) > limit { // it grew, or its size was a lie
		return nil, tooLarge(int64(len(data)), limit)
	}
	return data, nil
}

// find is where the named file lies in the file system: a plain file of at most limit bytes, in the folder.
func (f folder) find(name string, limit int64) (full string, err error) {
	name, err = f.inside(name)
	if err != nil {
		return "", err
	}
	full = path.Join(f.dir, name)
	info, err := fs.Stat(f.fsys, full)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", f.missing(name)
	case err != nil:
		return "", plain(err)
	case info.IsDir():
		return "", definition.Refuse("name a file in it", "is a folder")
	case !info.Mode().IsRegular():
		return "", definition.Refuse("copy the file itself into the brand's folder", "is not a plain file")
	case info.Size() > limit:
		return "", tooLarge(info.Size(), limit)
	}
	return full, nil
}

func tooLarge(size, limit int64) error {
	return definition.Refuse("export it smaller", "has %.1f MB, more than is read (%.0f MB)", float64(size)/(1<<20), float64(limit)/(1<<20))
}

// plain is a file system's error without the path, which the report names already.
func plain(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	if strings.Contains(err.Error(), "escapes") { // what an os.Root says
		return errLeadsOut
	}
	if errors.Is(err, fs.ErrPermission) {
		return definition.Refuse("let yourself read it", "may not be read")
	}
	return err
}

var errLeadsOut = definition.Refuse("copy the file itself into the folder", "is a link that leads out of the brand's folder")

// inside is name as a path in the folder, or an error where it would leave it: by its parts or by a symbolic link.
func (f folder) inside(name string) (string, error) {
	switch {
	case urlShape.MatchString(name):
		return "", definition.Refuse("nothing is fetched, so save the file in the brand's folder and give its name", "is an address")
	case strings.HasPrefix(name, "/"), strings.HasPrefix(name, `\`), strings.HasPrefix(name, "~"), driveShape.MatchString(name):
		return "", definition.Refuse("copy the file into the brand's folder and give its name", "is a path from elsewhere")
	case strings.Contains(name, `\`):
		return "", definition.Refuse(fmt.Sprintf("write %q", strings.ReplaceAll(name, `\`, "/")), "has a backslash")
	}
	clean := path.Clean(name)
	if clean == ".." || strings.HasPrefix(clean, "../") {
		return "", definition.Refuse("copy the file into the folder and give its name", "leads out of the brand's folder")
	}
	if !fs.ValidPath(clean) || strings.ContainsFunc(clean, func(r rune) bool { return r < ' ' }) {
		return "", definition.Refuse(`write / for \ in a path`, "is not a file name")
	}
	return f.follow(f.stored(clean))
}

// stored is a path as the file system has it. A letter with an accent can be written in two ways that look the same: most
// systems keep the one that was typed, a Mac may keep the other.
func (f folder) stored(name string) string {
	if norm.NFD.IsNormalString(name) && norm.NFC.IsNormalString(name) { // it has only one way
		return name
	}
	done := "."
	for part := range strings.SplitSeq(name, "/") {
		if _, err := fs.Stat(f.fsys, path.Join(f.dir, done, part)); errors.Is(err, fs.ErrNotExist) {
			entries, _ := fs.ReadDir(f.fsys, path.Join(f.dir, done)) // a folder that can't be read has nothing to match
			same := func(e fs.DirEntry) bool { return norm.NFC.String(e.Name()) == norm.NFC.String(part) }
			if i := slices.IndexFunc(entries, same); i >= 0 {
				part = entries[i].Name()
			}
		}
		done = path.Join(done, part)
	}
	return done
}

// maxLinks is how many symbolic links one name may lead through.
const maxLinks = 16

// follow resolves the symbolic links of name, part by part, and refuses one that leads out of the folder. File systems
// without links have none to follow.
func (f folder) follow(name string) (string, error) {
	links, ok := f.fsys.(fs.ReadLinkFS)
	if !ok {
		return name, nil
	}
	done, rest, seen := ".", strings.Split(name, "/"), 0
	for len(rest) > 0 {
		next := path.Join(done, rest[0])
		rest = rest[1:]
		full := path.Join(f.dir, next)
		info, err := links.Lstat(full)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			done = next // a missing file is reported later
			continue
		}
		if seen++; seen > maxLinks {
			return "", definition.Refuse("copy the file itself into the brand's folder", "is a link that leads to itself")
		}
		target, err := links.ReadLink(full)
		if err != nil {
			return "", plain(err)
		}
		to := path.Join(done, target)
		if path.IsAbs(target) || driveShape.MatchString(target) || strings.Contains(target, `\`) || to == ".." || strings.HasPrefix(to, "../") {
			return "", errLeadsOut
		}
		rest = append(strings.Split(to, "/"), rest...)
		done = "."
	}
	return done, nil
}

var errMissing = definition.Refuse("copy it there", "is not in the brand's folder")

// missing says that a file isn't there, and which one may be meant. In a folder of several organisations a file of a like
// name is mostly the logo of another: there only the same name counts, elsewhere or written otherwise.
func (f folder) missing(name string) error {
	files := f.files()
	near := files.same(name)
	if near == "" && !f.shared {
		if near = definition.Nearest(path.Base(name), files.in(path.Dir(name))); near != "" {
			near = path.Join(path.Dir(name), near)
		}
	}
	if near != "" {
		return definition.Refuse(fmt.Sprintf("did you mean %q?", near), "is not in the brand's folder")
	}
	return errMissing
}
