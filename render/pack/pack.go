// Package pack writes all finished files of one brand as one folder, which appears whole or not at all.
//
// Start with [Open], which gives a [Writer]: Begin, then Keep or Add for each file, then Finish. It collects files in a folder
// beside the pack, and puts that in the pack's place at the end, by renaming. Files that are the same as last time are
// carried over, and when nothing differs nothing is written. [Hold] keeps other runs out, [Zip] archives a pack, [Verify]
// compares it with its checksums, and [Read] gives its [Manifest].
//
// What a user put into the pack stays there. Only files that kic made, and that are still as it made them, are ever removed
// or replaced. One that somebody changed is kept beside the new one; see [Edited].
package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
)

// The files that say of every pack what is in it.
const (
	ManifestFile = "manifest.json"
	SumsFile     = "SHA256SUMS"
)

// File is one finished file.
type File struct {
	Path  string // inside the pack, with forward slashes: "social/x/phishing-bold.png"
	Data  []byte
	Asset *Asset // nil for what isn't a picture or a page: copy, lists
	Key   string // of a file without an Asset that is worth keeping: the same key means the same bytes; see [Writer.Keep]
}

// Options are how a pack is opened.
type Options struct {
	Force  bool // redo everything, and put aside what stands in the way although kic didn't make it; see [Edited]
	Verify bool // hold every file against its checksum, though nothing says that it was changed
}

// Result is what became of a pack.
type Result struct {
	Manifest Manifest
	Written  []string // new and changed files, sorted
	Kept     int      // files carried over unchanged
	Removed  []string // files of the earlier pack that are no longer part of it, sorted
	Edited   []Edited // files of a user's that were put beside those which took their place
	Left     string   // a folder with files of a user's that couldn't be moved into the pack; empty: there are none
}

// Unchanged reports whether the pack was already as it should be, so that nothing was written.
func (r Result) Unchanged() bool { return len(r.Written) == 0 && len(r.Removed) == 0 }

// Writer makes one pack. Its Add is safe for concurrent use once Begin has been called; the rest is for one goroutine.
type Writer struct {
	folder folder
	opt    Options
	last   Manifest         // of the earlier pack
	old    map[string]Entry // the earlier pack as it was made, by path
	edited []Edited         // what was put beside just now
	sealed time.Time        // the earlier pack; see seal.go
	since  time.Time        // before anything of it was looked at; zero where it needs no new seal
	pages  []string         // files of the new pack that speak of all its others

	mu      sync.Mutex
	entries map[string]Entry // the new pack, by path
	fresh   map[string]bool  // paths that lie in the stage
}

// Open prepares a pack in dir, which needn't exist, and first finishes or undoes what a killed run left beside it.
// It is an error when dir or a folder above it is a file, or when dir holds a pack that this program doesn't understand.
// A pack whose manifest is lost or damaged is known by its checksums, and made again.
func Open(dir string, opt Options) (*Writer, error) {
	f, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	edited, err := f.recover()
	if err != nil {
		return nil, f.explain("recovering an unfinished run", err)
	}
	w := &Writer{folder: f, opt: opt, edited: edited, sealed: sealOf(f.dir), entries: map[string]Entry{}, fresh: map[string]bool{}}
	w.last, w.old, err = recorded(f.dir)
	if err != nil && !opt.Force {
		return nil, err
	}
	if slices.ContainsFunc(w.last.Assets, func(e Entry) bool { return !e.untouched(f.dir, w.sealed) }) {
		w.since, _ = w.folder.work.now() // where nothing can be written, there will be no seal
		w.folder.work.remove()
	}
	return w, nil
}

// Begin makes the folder in which the new pack grows. Call it when something is to be drawn, so that a place that can't
// be written is found out before the work.
func (w *Writer) Begin() error {
	if err := w.folder.makeStage(); err != nil {
		return w.folder.explain("making a folder for the pack", err)
	}
	return nil
}

// Keep takes the files of one piece, or others that have a key, over from the earlier pack. It reports false, and does nothing, unless all of them
// are there with the same key and as they were made.
func (w *Writer) Keep(key string, paths ...string) bool {
	for _, path := range paths {
		if e, ok := w.old[path]; !ok || w.opt.Force || key == "" || e.key() != key || !w.whole(e) {
			return false
		}
	}
	for _, path := range paths {
		w.entries[path] = w.old[path]
	}
	return true
}

// KeepOthers takes over those pieces of the earlier pack that wanted accepts, and says how many there are. Whoever calls
// it answers for their being as they should.
func (w *Writer) KeepOthers(wanted func(path string, piece Asset) bool) int {
	n := 0
	for _, path := range sorted(w.old) {
		e := w.old[path]
		if _, taken := w.entries[path]; taken || e.Asset == nil || e.Key == "" || !wanted(path, *e.Asset) || !w.whole(e) {
			continue
		}
		w.entries[path] = e
		n++
	}
	return n
}

// Current reports whether the whole earlier pack is as it should be, so that there is nothing to finish. It was made from
// the same inputs, all that has a key has been kept, the other files are there, and the checksums are those of its files.
func (w *Writer) Current(inputs string) bool {
	if w.opt.Force || inputs == "" || w.last.Inputs != inputs || len(w.edited) > 0 || len(w.folder.stillThere(w.last.Edited)) < len(w.last.Edited) {
		return false
	}
	all := map[string]Entry{}
	for _, e := range append(append([]Entry{}, w.last.Assets...), w.last.Files...) {
		all[e.Path] = e
		if _, kept := w.entries[e.Path]; !kept && (e.key() != "" || !w.whole(e)) {
			return false
		}
	}
	sum, err := sumOf(w.folder.path(ManifestFile))
	if err != nil {
		return false
	}
	all[ManifestFile] = Entry{Path: ManifestFile, SHA256: sum}
	list, err := os.ReadFile(w.folder.path(SumsFile))
	if err != nil || !bytes.Equal(list, sums(all)) {
		return false
	}
	seal(w.folder.dir, w.since)
	return true
}

// Edition is that of the earlier pack; 0 where there is none whose manifest can be read.
func (w *Writer) Edition() int { return w.last.Edition }

// Size is how many files the earlier pack has.
func (w *Writer) Size() int { return len(w.old) }

// whole reports whether the file of e is as it was made.
func (w *Writer) whole(e Entry) bool {
	sealed := w.sealed
	if w.opt.Verify {
		sealed = time.Time{}
	}
	return w.folder.obstacleAbove(e.Path) == "" && e.whole(w.folder.dir, sealed)
}

// Pieces are the pictures and pages that the new pack has so far, by path.
func (w *Writer) Pieces() []Entry {
	var out []Entry
	for _, path := range sorted(w.entries) {
		if e := w.entries[path]; e.Asset != nil {
			out = append(out, e)
		}
	}
	return out
}

// Add puts a file into the pack. A file that equals the earlier one isn't written again.
func (w *Writer) Add(f File) error {
	if err := Fit(filepath.Base(w.folder.dir), f.Path); err != nil {
		return err
	}
	sum := sha256.Sum256(f.Data)
	w.mu.Lock()
	_, twice := w.entries[f.Path]
	w.entries[f.Path] = Entry{Path: f.Path, Bytes: int64(len(f.Data)), SHA256: hex.EncodeToString(sum[:]), Inputs: f.Key, Asset: f.Asset}
	w.mu.Unlock()
	if twice {
		return fmt.Errorf("%s would be written twice", f.Path)
	}
	if w.folder.obstacleAbove(f.Path) == "" && isSum(w.folder.path(f.Path), hex.EncodeToString(sum[:])) {
		return nil
	}
	if !w.opt.Force {
		if err := w.inTheWay(f.Path); err != nil {
			return err
		}
	}
	if err := w.folder.write(f.Path, f.Data); err != nil {
		return w.folder.explain("writing "+f.Path, err)
	}
	w.mu.Lock()
	w.fresh[f.Path] = true
	w.mu.Unlock()
	return nil
}

// Pages makes the files of a pack that speak of all its others, such as a gallery. They aren't in the manifest that it gets.
type Pages func(Manifest) ([]File, error)

// Finish adds pages, the manifest and the checksums, and puts the new pack in the place of the earlier one, unless the two
// are the same. After an error the earlier pack is as it was.
func (w *Writer) Finish(info Info, pages Pages) (Result, error) {
	defer w.Discard()
	m, others, err := w.complete(info, pages)
	if err != nil {
		return Result{}, err
	}
	r := Result{Manifest: m, Written: sorted(w.fresh), Removed: w.removed(), Kept: len(w.entries) - len(w.fresh), Edited: w.edited}
	if r.Unchanged() {
		return r, nil
	}
	if err := w.replace(others); err != nil {
		return Result{}, err
	}
	const rounds = 3 // a bound for programs that change files of the pack without a pause
	for n := 0; n < rounds && len(w.edited) > len(r.Edited); n++ {
		// Somebody changed files of the earlier pack at the last moment. They lie in the new one by now, and it is made once
		// more to list them. Where that fails, the pack is as good as before.
		r.Edited = slices.Clone(w.edited)
		w.again(m)
		if m, others, err = w.complete(info, pages); err != nil || w.replace(others) != nil {
			break
		}
		r.Manifest = m
	}
	r.Edited = w.folder.stillThere(w.edited)
	if exists(w.folder.shelf) || exists(w.folder.held) {
		r.Left = w.folder.work.dir
	}
	return r, nil
}

// again starts from the pack that is in place now.
func (w *Writer) again(m Manifest) {
	w.last, w.old, w.fresh = m, w.entries, map[string]bool{}
	w.entries = maps.Clone(w.old)
	for _, path := range append([]string{ManifestFile, SumsFile}, w.pages...) {
		delete(w.entries, path)
	}
	w.pages = nil
}

// Discard removes what was prepared; the earlier pack stays. After Finish it does nothing.
func (w *Writer) Discard() { w.folder.discard() }

// complete adds the files that speak of all the others, and finds what of the earlier pack is the user's.
func (w *Writer) complete(info Info, pages Pages) (Manifest, []other, error) {
	m := manifest(info, w.entries, nil)
	files, err := pages(m)
	if err != nil {
		return m, nil, err
	}
	for _, f := range files {
		if err := w.Add(f); err != nil {
			return m, nil, err
		}
		w.pages = append(w.pages, f.Path)
	}
	others, edited, err := w.survey()
	if err != nil {
		return m, nil, w.folder.explain("looking for files that kic didn't make", err)
	}
	w.edited = append(w.edited, edited...)
	m = manifest(info, w.entries, w.list())
	data, err := m.encode()
	if err != nil {
		return m, nil, fmt.Errorf("manifest: %w", err)
	}
	if err := w.Add(File{Path: ManifestFile, Data: data}); err != nil {
		return m, nil, err
	}
	return m, others, w.Add(File{Path: SumsFile, Data: sums(w.entries)})
}

// list is everything that was put beside files of the pack, now or by earlier runs, as far as it is still there, by path.
func (w *Writer) list() []Edited {
	all := append(w.folder.stillThere(w.last.Edited), w.edited...)
	slices.SortFunc(all, func(a, b Edited) int { return strings.Compare(a.Path, b.Path) })
	return slices.Compact(all)
}

// replace carries over what stays, swaps the folders, and sees to what somebody did in the earlier one meanwhile.
func (w *Writer) replace(others []other) error {
	explain := func(err error) error { return w.folder.explain("putting the pack in place", err) }
	if err := w.folder.makeStage(); err != nil {
		return explain(err)
	}
	if err := w.carry(); err != nil {
		return err
	}
	carried := map[string]fs.FileInfo{}
	for _, o := range others {
		info, err := w.folder.carryOther(o)
		if err != nil {
			return explain(err)
		}
		if info != nil && o.from == o.to {
			carried[o.to] = info
		}
	}
	// The seal vouches for what kic wrote just now. What was taken over by a link counts as changed once the earlier pack is
	// removed, and is read by the next run.
	at, err := w.folder.work.now()
	if err != nil {
		return explain(err)
	}
	seal(w.folder.stage, at)
	if err := w.folder.swap(); err != nil {
		return explain(err)
	}
	k := known{}
	k.add(w.old)
	k.add(w.entries)
	w.edited = append(w.edited, w.folder.settle(k, w.edited, carried)...)
	return nil
}

// carry takes over the files of the earlier pack that stay.
func (w *Writer) carry() error {
	for _, path := range sorted(w.entries) {
		if w.fresh[path] {
			continue
		}
		linked, err := w.folder.carry(path, path)
		gone := errors.Is(err, fs.ErrNotExist)
		if err == nil && !linked {
			gone = !isSum(filepath.Join(w.folder.stage, filepath.FromSlash(path)), w.entries[path].SHA256)
		}
		switch {
		case gone:
			return fmt.Errorf("%s was changed or moved while kic was at work, and is as it was left; run kic again", w.folder.path(path))
		case err != nil:
			return w.folder.explain("putting the pack in place", err)
		}
	}
	return nil
}

func (w *Writer) removed() []string {
	var gone []string
	for path := range w.old {
		if _, stays := w.entries[path]; !stays {
			gone = append(gone, path)
		}
	}
	sort.Strings(gone)
	return gone
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
