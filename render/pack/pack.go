// Package pack writes all finished files of one brand as one folder, which appears whole or not at all.
//
// A [Writer] collects files in a folder beside the pack and puts it in the pack's place at the end, by renaming. Files
// that are the same as last time are carried over, and when nothing differs nothing is written. What a user put into the
// pack stays there: only files that an earlier manifest names are ever removed or replaced.
package pack

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"

	"kic/render/scene"
)

// The files that every pack has.
const (
	ManifestFile = "manifest.json"
	SumsFile     = "SHA256SUMS"
	GalleryFile  = "index.html"
)

// SheetFiles are the picture and the page of the n-th contact sheet, from 1, which a pack has when one is asked for.
func SheetFiles(n int) (picture, page string) {
	name := "contact-sheet"
	if n > 1 {
		name += "-" + strconv.Itoa(n)
	}
	return name + ".png", name + ".html"
}

// File is one finished file.
type File struct {
	Path  string // inside the pack, with forward slashes: "social/x/phishing-bold.png"
	Data  []byte
	Asset *Asset // nil for what isn't a picture or a page: copy, lists
	Key   string // of a file without an Asset that is worth keeping: the same key means the same bytes; see [Writer.Keep]
}

// Asset is what a picture or a page is, for the manifest and the gallery.
type Asset struct {
	Material  string            `json:"material"`  // "social"
	Placement string            `json:"placement"` // "instagram-square"
	Message   string            `json:"message"`   // "phishing"
	Look      string            `json:"look"`      // "bold"
	Format    string            `json:"format"`    // png, jpeg, pdf, svg, or print: a pdf with bleed
	Width     float64           `json:"width"`     // in Unit
	Height    float64           `json:"height"`    // in Unit
	Unit      string            `json:"unit"`      // px or mm
	Lang      string            `json:"lang"`      // BCP 47 tags of its words: "cy en-GB"
	Alt       string            `json:"alt"`       // alternative text, in the first of them unless AltLang says otherwise; see [Asset.Tell]
	AltLang   string            `json:"alt_lang,omitempty"`
	AltAlso   []Said            `json:"alt_also,omitempty"` // in its further languages
	SafeMet   bool              `json:"safe_area_met"`      // all words and logos lie inside the safe area
	Wording   map[string]string `json:"wording,omitempty"`
	Review    string            `json:"review,omitempty"` // what is still to be done to its words
	Waived    []string          `json:"waived,omitempty"` // codes of findings that were allowed
	Key       string            `json:"input_key"`        // the same key means the same bytes; see [Writer.Keep]
}

// Said is an alternative text in one of several languages.
type Said struct {
	Lang string `json:"lang"` // BCP 47 tag
	Alt  string `json:"alt"`
}

// Tell sets the alternative text in each of a's languages, of which there is at least one.
func (a *Asset) Tell(all []scene.Said) {
	a.Alt, a.AltLang, a.AltAlso = all[0].Words, "", nil
	if first, _, _ := strings.Cut(a.Lang, " "); all[0].Lang != first {
		a.AltLang = all[0].Lang
	}
	for _, said := range all[1:] {
		a.AltAlso = append(a.AltAlso, Said{said.Lang, said.Words})
	}
}

// Told is the alternative text in each of a's languages.
func (a *Asset) Told() []Said {
	first, _, _ := strings.Cut(a.Lang, " ")
	return append([]Said{{cmp.Or(a.AltLang, first), a.Alt}}, a.AltAlso...)
}

// Options are how a pack is opened.
type Options struct {
	Force  bool // redo everything, and replace files that stand in the way although kic didn't make them
	Verify bool // hold files against their checksums, where otherwise their sizes tell whether they are as they were
}

// Result is what became of a pack.
type Result struct {
	Manifest Manifest
	Written  []string // new and changed files, sorted
	Kept     int      // files carried over unchanged
	Removed  []string // files of the earlier pack that are no longer part of it, sorted
}

// Unchanged reports whether the pack was already as it should be, so that nothing was written.
func (r Result) Unchanged() bool { return len(r.Written) == 0 && len(r.Removed) == 0 }

// Writer makes one pack. Its Add is safe for concurrent use once Begin has been called; the rest is for one goroutine.
type Writer struct {
	folder folder
	opt    Options
	last   Manifest         // of the earlier pack
	old    map[string]Entry // the earlier pack, by path

	mu      sync.Mutex
	entries map[string]Entry // the new pack, by path
	fresh   map[string]bool  // paths that lie in the stage
}

// Open prepares a pack in dir, which needn't exist, and first finishes or undoes what a killed run left beside it.
// It is an error when dir or a folder above it is a file, or when dir holds a pack that this program doesn't understand.
// A pack whose manifest is lost or damaged is known by its checksums, and made anew.
func Open(dir string, opt Options) (*Writer, error) {
	f, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	if err := f.recover(); err != nil {
		return nil, f.explain("recovering an unfinished run", err)
	}
	w := &Writer{folder: f, opt: opt, old: map[string]Entry{}, entries: map[string]Entry{}, fresh: map[string]bool{}}
	w.last, err = Read(f.dir)
	if w.last.Schema == 0 && salvage(f.dir, w.old) {
		return w, nil
	}
	if err != nil && !opt.Force {
		return nil, err
	}
	for _, e := range w.last.all() {
		w.old[e.Path] = e
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
// are there with the same key and their full size.
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

// Current reports whether the whole earlier pack is as it should be: it was made from the same inputs, all that has a key
// has been kept, the other files are there, and the checksums are those of its files. Then there is nothing to finish.
func (w *Writer) Current(inputs string) bool {
	if w.opt.Force || inputs == "" || w.last.Inputs != inputs {
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
	return err == nil && bytes.Equal(list, sums(all))
}

// Size is how many files the earlier pack has.
func (w *Writer) Size() int { return len(w.old) }

// whole reports whether the file of e is as it was made, as far as the options want to know.
func (w *Writer) whole(e Entry) bool {
	if !e.there(w.folder.dir) {
		return false
	}
	if !w.opt.Verify {
		return true
	}
	sum, err := sumOf(w.folder.path(e.Path))
	return err == nil && sum == e.SHA256
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
	was, err := os.ReadFile(w.folder.path(f.Path))
	if err == nil && bytes.Equal(was, f.Data) {
		return nil
	}
	if _, ours := w.old[f.Path]; !ours && !w.opt.Force && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is in the way and wasn't made by kic; move it, or replace it with --force", w.folder.path(f.Path))
	}
	if err := w.folder.write(f.Path, f.Data); err != nil {
		return w.folder.explain("writing "+f.Path, err)
	}
	w.mu.Lock()
	w.fresh[f.Path] = true
	w.mu.Unlock()
	return nil
}

// Finish adds the gallery, the manifest and the checksums, and puts the new pack in the place of the earlier one, unless
// the two are the same. After an error the earlier pack is as it was.
func (w *Writer) Finish(info Info) (Result, error) {
	m, err := w.complete(info)
	if err != nil {
		w.Discard()
		return Result{}, err
	}
	r := Result{Manifest: m, Written: sorted(w.fresh), Removed: w.removed(), Kept: len(w.entries) - len(w.fresh)}
	if r.Unchanged() {
		w.Discard()
		return r, nil
	}
	if err := w.replace(); err != nil {
		w.Discard()
		return Result{}, w.folder.explain("putting the pack in place", err)
	}
	return r, nil
}

// Discard removes what was prepared; the earlier pack stays. After Finish it does nothing.
func (w *Writer) Discard() { w.folder.discard() }

// complete adds the files that speak of all the others.
func (w *Writer) complete(info Info) (Manifest, error) {
	m := manifest(info, w.entries)
	page, err := gallery(info, m)
	if err != nil {
		return m, fmt.Errorf("gallery: %w", err)
	}
	if err := w.Add(File{Path: GalleryFile, Data: page}); err != nil {
		return m, err
	}
	m = manifest(info, w.entries)
	data, err := m.encode()
	if err != nil {
		return m, fmt.Errorf("manifest: %w", err)
	}
	if err := w.Add(File{Path: ManifestFile, Data: data}); err != nil {
		return m, err
	}
	return m, w.Add(File{Path: SumsFile, Data: sums(w.entries)})
}

// replace carries over what stays and swaps the folders.
func (w *Writer) replace() error {
	if err := w.folder.makeStage(); err != nil {
		return err
	}
	for _, path := range sorted(w.entries) {
		if !w.fresh[path] {
			if err := w.folder.carry(path); err != nil {
				return err
			}
		}
	}
	isOurs := func(path string) bool {
		_, old := w.old[path]
		_, now := w.entries[path]
		return old || now
	}
	if err := w.folder.carryOthers(isOurs); err != nil {
		return err
	}
	return w.folder.swap()
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
