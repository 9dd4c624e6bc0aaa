package pack

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
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
	mark := zipMark + hex.EncodeToString(sum[:])
	if isArchive(to, mark, verify) {
		return false, nil
	}
	if _, err := ZipPlace(to, false); err != nil {
		return false, err
	}
	f := folder{dir: to}
	if f.work, err = workFor(dir); err != nil {
		return false, err
	}
	defer f.work.remove()
	stage := f.work.path(workFile)
	err = f.work.make()
	if err == nil {
		err = writeZip(ctx, stage, dir, m, mark)
	}
	if err == nil {
		err = os.Rename(stage, to)
	}
	if err != nil {
		return false, f.explain("writing the archive", err)
	}
	return true, nil
}

// ZipPlace says what stands in the way of an archive at to; nil where there is nothing, or an archive that kic made and
// nobody has changed. By force, what is in the way is put aside, and ZipPlace says where it lies, seen from the pack.
func ZipPlace(to string, force bool) (aside Edited, err error) {
	info, err := os.Lstat(to)
	if err != nil || info.Mode().IsRegular() && isOwnArchive(to) {
		return Edited{}, nil
	}
	why := "wasn't made by kic, or was changed since"
	switch {
	case info.IsDir():
		why = "is a folder"
	case info.Mode()&fs.ModeSymlink != 0:
		why = "is a link"
	}
	if force {
		aside, err = putAside(to)
		return Edited{Path: "../" + filepath.Base(aside.Path), Of: "../" + filepath.Base(to)}, err
	}
	f := folder{dir: filepath.Dir(to)}
	name := f.free(filepath.Base(to), func(string) bool { return false })
	return Edited{}, fmt.Errorf("%s is in the way of the archive and %s; move it, or use --force, which keeps it as %q", to, why, name)
}

// isOwnArchive reports whether kic wrote the archive called name, and nobody has put anything in or taken anything out.
func isOwnArchive(name string) bool {
	r, err := zip.OpenReader(name)
	if err != nil {
		return false
	}
	defer r.Close()
	return isOwn(r)
}

func isOwn(r *zip.ReadCloser) bool {
	var list zipLines
	for _, f := range r.File {
		list.add(f.Name, f.UncompressedSize64, f.CRC32)
	}
	return strings.HasPrefix(r.Comment, zipMark) && strings.HasSuffix(r.Comment, list.mark())
}

// zipMark begins the comment of an archive, which goes on with the checksum of the list of its pack, and with that of the
// list of the archive itself.
const zipMark = "kic pack "

// zipLines is the names, sizes and checksums of the files in an archive.
type zipLines struct{ strings.Builder }

func (l *zipLines) add(name string, size uint64, crc uint32) {
	fmt.Fprintf(l, "%q %d %x\n", name, size, crc)
}

func (l *zipLines) mark() string {
	sum := sha256.Sum256([]byte(l.String()))
	return ", files " + hex.EncodeToString(sum[:])
}

// isArchive reports whether the file called name is the archive with mark, which says what pack it was made from.
func isArchive(name, mark string, verify bool) bool {
	r, err := zip.OpenReader(name)
	if err != nil {
		return false
	}
	defer r.Close()
	if !strings.HasPrefix(r.Comment, mark) || !isOwn(r) {
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
	var list zipLines
	entries := map[string]Entry{}
	for _, e := range m.all() {
		entries[e.Path] = e
	}
	for _, p := range sorted(entries) {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = addToZip(z, &list, filepath.Join(dir, filepath.FromSlash(p)), path.Join(filepath.Base(dir), p))
		}
	}
	if err == nil {
		err = z.SetComment(mark + list.mark())
	}
	return errors.Join(err, z.Close(), out.Sync(), out.Close())
}

// zipTime is the date of all files in an archive: the first that the format knows, so that equal packs have equal bytes.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func addToZip(z *zip.Writer, list *zipLines, from, name string) error {
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
	sum := crc32.NewIEEE()
	n, err := io.Copy(io.MultiWriter(w, sum), in)
	list.add(name, uint64(n), sum.Sum32())
	return err
}
