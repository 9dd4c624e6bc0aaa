package brand

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"kic/render/definition"
)

// FileName is what a brand's definition is called in its folder.
const FileName = "brand.toml"

// maxFile is the largest brand.toml that is read, in bytes.
const maxFile = 1 << 20

// Load reads the brand in the folder dir of fsys; "." is fsys itself. Every mistake comes back at once, as
// [definition.Problems]. Nothing outside the folder is read, as far as fsys can tell links; for a folder on disk use [Open].
func Load(fsys fs.FS, dir string) (*Brand, error) {
	dir = path.Clean(dir)
	if !fs.ValidPath(dir) {
		return nil, fmt.Errorf("brand %q: is not a folder's path", dir)
	}
	return load(newFolder(fsys, dir, false), dir, FileName)
}

// Draft reads the brand in the folder dir of fsys as [Load] does, for a preview while somebody still works on it. The error
// is the one that Load gives: nil, and then the brand is Load's, or [definition.Problems] with every mistake.
//
// With mistakes there is still a brand, unless the definition can't be read or isn't TOML: then it is nil. The brand is fit
// for layout and drawing: what is right is there, and what is wrong counts as not given. Its name is then the [Slug] of the
// folder's name, or "Your organisation"; its short name is the name. Its slug is made from the name, or else from the
// folder's, or is "brand". Its language is en-GB. Colours are worked out by [Derive], a font is [fonts.DefaultFamily], and
// a logo is nil. A contact or field has no entry in Fields and Links. A partner without a name is left out; of too many
// partners or font files, all are.
func Draft(fsys fs.FS, dir string) (*Brand, error) {
	dir = path.Clean(dir)
	if !fs.ValidPath(dir) {
		return nil, fmt.Errorf("brand %q: is not a folder's path", dir)
	}
	return draft(newFolder(fsys, dir, false), dir, FileName)
}

// Open reads the brand in a folder on disk, or one whose definition the path names. The operating system sees to it that
// nothing outside the folder is read.
func Open(name string) (*Brand, error) {
	dir, base := name, FileName
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		dir, base = filepath.Split(name)
		dir = filepath.Clean(dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, definition.Problems{{File: name, What: "there is no such brand folder", Remedy: "kic init makes one"}}
		}
		return nil, fmt.Errorf("brand %q: %w", name, err)
	}
	defer root.Close()
	return load(newFolder(root.FS(), ".", false), dir, base)
}

// load reads the definition called base; shown is what the user calls the folder. With any mistake there is no brand.
func load(in folder, shown, base string) (*Brand, error) {
	b, err := draft(in, shown, base)
	if err != nil {
		return nil, err
	}
	return b, nil
}

// draft is load, but with mistakes it gives what is right of the brand, too.
func draft(in folder, shown, base string) (*Brand, error) {
	name := filepath.ToSlash(filepath.Join(shown, base))
	data, err := in.read(base, maxFile)
	if errors.Is(err, errMissing) {
		return nil, definition.Problems{{File: name, What: "there is no such file", Remedy: "kic init writes one"}}
	}
	if err != nil {
		return nil, definition.Problems{{File: name, What: err.Error()}}
	}
	var f file
	src, err := definition.Decode(name, data, &f)
	mistyped, rest := definition.Collect(err)
	if rest != nil || src == nil {
		return nil, err
	}
	m := maker{file: &f, src: src, folder: in, brand: &Brand{Dir: shown}, mistyped: mistyped}
	m.make()
	return m.brand, append(mistyped, m.problems...).Err()
}
