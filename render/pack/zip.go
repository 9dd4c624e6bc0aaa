package pack

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"time"
)

// Zip writes the pack in dir, as its manifest lists it, to a zip archive beside it that unpacks into a folder of the
// pack's name. The same pack gives the same bytes. It reports false when the archive was there already and belongs to
// this very pack, and with verify only when it can be unpacked, too. A run that fails, or whose ctx ends, leaves the last
// good archive.
func Zip(ctx context.Context, dir, to string, verify bool) (written bool, err error) {
	m, err := Read(dir)
	if err != nil {
		return false, err
	}
	list, err := os.ReadFile(filepath.Join(dir, SumsFile))
	if err != nil {
		return false, fmt.Errorf("%s: %w", dir, plain(err))
	}
	sum := sha256.Sum256(list)
	mark := "kic pack " + hex.EncodeToString(sum[:])
	if isArchive(to, mark, verify) {
		return false, nil
	}
	f := folder{dir: to}
	if info, err := os.Stat(to); err == nil && info.IsDir() {
		return false, fmt.Errorf("%s is a folder, so no archive can be written there; move it away", to)
	}
	stage := stageOf(to)
	if err := writeZip(ctx, stage, dir, m, mark); err != nil {
		os.Remove(stage)
		return false, f.explain("writing the archive", err)
	}
	if err := os.Rename(stage, to); err != nil {
		os.Remove(stage)
		return false, f.explain("writing the archive", err)
	}
	return true, nil
}

// stageOf is where a file that lies beside packs grows before it is put in its place.
func stageOf(to string) string {
	return filepath.Join(filepath.Dir(to), "."+filepath.Base(to)+".tmp")
}

// isArchive reports whether the file called name is the archive with mark, the comment that says which pack it was made
// from.
func isArchive(name, mark string, verify bool) bool {
	r, err := zip.OpenReader(name)
	if err != nil {
		return false
	}
	defer r.Close()
	if r.Comment != mark {
		return false
	}
	for _, f := range r.File {
		if verify && unpack(f) != nil {
			return false
		}
	}
	return true
}

// unpack reads a file of an archive to its end, where its checksum is compared.
func unpack(f *zip.File) error {
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	_, err = io.Copy(io.Discard, in)
	return err
}

func writeZip(ctx context.Context, name, dir string, m Manifest, mark string) error {
	out, err := os.Create(name)
	if err != nil {
		return err
	}
	z := zip.NewWriter(out)
	err = z.SetComment(mark)
	entries := map[string]Entry{}
	for _, e := range m.all() {
		entries[e.Path] = e
	}
	for _, p := range sorted(entries) {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = addToZip(z, filepath.Join(dir, filepath.FromSlash(p)), path.Join(filepath.Base(dir), p))
		}
	}
	return errors.Join(err, z.Close(), out.Sync(), out.Close())
}

// zipTime is the date of all files in an archive: the first that the format knows, so that equal packs have equal bytes.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func addToZip(z *zip.Writer, from, name string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: zipTime}
	h.SetMode(0o644)
	switch path.Ext(name) {
	case ".png", ".jpg", ".jpeg", ".pdf", ".docx": // compressed in themselves
		h.Method = zip.Store
	}
	w, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, in)
	return err
}
