package pack

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
)

// maxPath is how long the path of a file may be with the folder of its pack. So a pack can be unpacked in a deep folder on
// Windows, where a whole path has at most 259 characters.
const maxPath = 179

// reserved are names that Windows keeps for devices, whatever ending they have.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(\.|$)`)

// validPath reports whether path names a file inside a folder on every system.
func validPath(path string) bool {
	return fs.ValidPath(path) && path != "." && filepath.IsLocal(filepath.FromSlash(path)) && !strings.ContainsAny(path, "\\:\n\r")
}

// Fit says why path can't lie in the pack called name so that it can be unpacked on every system; nil when it can.
func Fit(name, path string) error {
	if !validPath(path) {
		return fmt.Errorf("%q can't be a path in a pack; paths are relative, with forward slashes", path)
	}
	for part := range strings.SplitSeq(path, "/") {
		switch {
		case reserved.MatchString(part):
			return fmt.Errorf("%s can't be a path in a pack, as Windows keeps the name %s for itself; use another id", path, part)
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || strings.ContainsAny(part, `<>"|?*`) || strings.ContainsFunc(part, func(r rune) bool { return r < ' ' }):
			return fmt.Errorf("%s can't be a path in a pack, as Windows can't write the name %q; use another id", path, part)
		}
	}
	if n := len(name) + 1 + len(path); n > maxPath {
		return fmt.Errorf("%s/%s has %d characters, and Windows may not unpack more than %d; use shorter ids or a shorter slug", name, path, n, maxPath)
	}
	return nil
}
