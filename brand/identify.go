package brand

import (
	"os"
	"path"
	"path/filepath"

	"kic/render/definition"
)

// Identify is the slug and the name of the brand that [Open] would read, without reading its logos and fonts. Where the
// definition can't be used it is the best guess, which is never empty.
func Identify(name string) (slug, title string) {
	dir, base := name, FileName
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		dir, base = filepath.Split(name)
		dir = filepath.Clean(dir)
	}
	m := maker{file: &file{}, brand: &Brand{Dir: dir}}
	if root, err := os.OpenRoot(dir); err == nil {
		defer root.Close()
		if data, err := newFolder(root.FS(), ".", false).read(base, maxFile); err == nil {
			m.src, _ = definition.Decode(base, data, m.file)
		}
	}
	if m.src != nil {
		m.names()
		m.slug()
	}
	if m.brand.Slug != "" && len(m.problems) == 0 {
		return m.brand.Slug, m.brand.Name
	}
	if slug = Slug(path.Base(filepath.ToSlash(filepath.Clean(dir)))); slug == "" {
		slug = "brand"
	}
	if title = m.brand.Name; title == "" {
		title = dir
	}
	return slug, title
}
