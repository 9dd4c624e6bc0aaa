package brand

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"kic/brand/contact"
)

// The sample organisations: the default one where a brand of one's own goes, in the folder brand, and the others in a
// folder each.
//
//go:embed brand.toml logo.svg logo-reversed.svg samples
var shipped embed.FS

// defaultDir is what the folder of the default brand is called: where a brand of one's own would lie.
const defaultDir = "brand"

// sampleFolders are the folders of shipped that hold a sample organisation each, the default one in front.
func sampleFolders() []string {
	folders, err := fs.Glob(shipped, path.Join("samples", "*"))
	if err != nil || len(folders) == 0 {
		panic("brand: the samples are not in the program")
	}
	return append([]string{"."}, folders...)
}

// Default is the brand of a pack for which none is named: an invented organisation, whose name says so.
func Default() (*Brand, error) {
	b, err := load(newFolder(shipped, ".", false), defaultDir, FileName)
	if err != nil {
		return nil, fmt.Errorf("default brand: %w", err)
	}
	return b, nil
}

// ownValues are the lines of the default brand that are of no use to another organisation, but for the three that every
// organisation changes: its name, its logo and its main colour.
var ownValues = regexp.MustCompile(`(?m)^(short_name|slug|reversed|alt|accent|` + strings.Join(contact.Keys(contact.Fields()), "|") + `) *=`)

// Template are the files of a brand to start from, by name: the definition of the default brand, of which only what every
// organisation has stands as it is and the rest is a comment, and its logo.
func Template() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, name := range []string{FileName, "logo.svg"} {
		data, err := shipped.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("brand template: %w", err)
		}
		files[name] = data
	}
	files[FileName] = ownValues.ReplaceAll(files[FileName], []byte("# $0"))
	return files, nil
}
