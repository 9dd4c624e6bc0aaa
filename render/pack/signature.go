package pack

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
)

// Pages beside packs have no manifest that says how they were made: they end with a signature.

// sign ends a page with the checksums of it and of the files that go with it.
func sign(page []byte, with ...[]byte) []byte { return append(page, signature(page, with)...) }

// isSigned reports whether a page is as it was signed, and so is what goes with it.
func isSigned(page []byte, with ...[]byte) bool {
	at := bytes.LastIndex(page, []byte(signatureStart))
	return at >= 0 && bytes.Equal(page[at:], signature(page[:at:at], with))
}

const signatureStart = "<!-- as kic made it:"

func signature(page []byte, with [][]byte) []byte {
	words := []byte(signatureStart)
	for _, data := range append([][]byte{page}, with...) {
		words = fmt.Appendf(words, " %x", sha256.Sum256(data))
	}
	return append(words, " -->\n"...)
}

// putAside renames a file that gives way to one of kic's, and says where it lies now; the zero Edited where there is none.
func putAside(name string) (Edited, error) {
	if !exists(name) {
		return Edited{}, nil
	}
	f := folder{dir: filepath.Dir(name)}
	e := Edited{Path: f.path(f.free(filepath.Base(name), func(string) bool { return false })), Of: name}
	if err := os.Rename(name, e.Path); err != nil {
		return Edited{}, f.explain("putting "+filepath.Base(name)+" aside", err)
	}
	return e, nil
}
