package brand

import (
	"cmp"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// The bounds of looking for a file that isn't where it should be.
const (
	mostListed    = 20_000 // files
	deepestListed = 3      // folders under the brand's
)

// listing is what lies in a folder and in those under it, without hidden files.
type listing struct {
	paths []string          // in order
	names map[string]string // the first path by its file's plain name
	stems map[string]string // of pictures, by the plain name without its ending
}

// list looks through the folder. What can't be read isn't listed.
func (f folder) list() *listing {
	l := &listing{names: map[string]string{}, stems: map[string]string{}}
	_ = fs.WalkDir(f.fsys, f.dir, func(full string, d fs.DirEntry, err error) error {
		name := strings.TrimPrefix(full, f.dir+"/")
		switch hidden := full != f.dir && strings.HasPrefix(path.Base(full), "."); {
		case len(l.paths) == mostListed:
			return fs.SkipAll
		case err != nil && d != nil && d.IsDir(), d != nil && d.IsDir() && hidden, d != nil && d.IsDir() && full != f.dir && strings.Count(name, "/") >= deepestListed:
			return fs.SkipDir
		case err == nil && !d.IsDir() && !hidden:
			l.add(name)
		}
		return nil
	})
	return l
}

func (l *listing) add(name string) {
	l.paths = append(l.paths, name)
	base, ext := path.Base(name), path.Ext(name)
	l.names[plainName(base)] = cmp.Or(l.names[plainName(base)], name)
	if stem := plainName(strings.TrimSuffix(base, ext)); endings[strings.ToLower(ext)] != "" {
		l.stems[stem] = cmp.Or(l.stems[stem], name)
	}
}

// same is a file of the same name, but for its folder, its capitals, what parts its words, or its ending where it is a
// picture's; empty where there is none.
func (l *listing) same(name string) string {
	base := path.Base(name)
	return cmp.Or(l.names[plainName(base)], l.stems[plainName(strings.TrimSuffix(base, path.Ext(base)))])
}

// in are the names of the files that lie right in a folder.
func (l *listing) in(dir string) []string {
	var names []string
	for _, p := range l.paths {
		if path.Dir(p) == dir {
			names = append(names, path.Base(p))
		}
	}
	return names
}

// plainName is a file name without what people and systems write differently.
func plainName(name string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(norm.NFC.String(name)))
}
