package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Schema is the version of the manifest's form that this program reads and writes.
const Schema = 1

// Manifest says what is in a pack.
type Manifest struct {
	Schema    int     `json:"schema"`
	Generator string  `json:"generator"` // the program and its version
	Edition   int     `json:"edition"`   // of how the program writes files, that of the earliest one; 1 where it isn't said
	Campaign  string  `json:"campaign"`
	Brand     string  `json:"brand"`
	Slug      string  `json:"slug"`
	Inputs    string  `json:"input_key"` // the same key means the same pack, as far as it holds the same pieces
	Assets    []Entry `json:"assets"`    // pictures and pages, by path
	Files     []Entry `json:"files"`     // the other files, by path, but for the manifest and the checksums

	// Edited are files of a user's that lie beside those which took their place. They are no part of the pack.
	Edited  []Edited  `json:"edited,omitempty"`
	LeftOut []LeftOut `json:"left_out,omitempty"` // pieces that couldn't be made, by path
}

// Entry is one file of a pack. Asset is nil for other files than pictures and pages.
type Entry struct {
	Path   string `json:"path"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Inputs string `json:"inputs,omitempty"` // the key of a file that is no asset
	*Asset
}

// key is what tells whether a file was made from the same inputs; empty where nothing does.
func (e Entry) key() string {
	if e.Asset != nil {
		return e.Key
	}
	return e.Inputs
}

// there reports whether the file of e lies in dir in its full size.
func (e Entry) there(dir string) bool {
	info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(e.Path)))
	return err == nil && info.Mode().IsRegular() && info.Size() == e.Bytes
}

// recorded is the manifest of the pack in dir, and all its files as kic wrote them, by path. Where the manifest can't be
// used, the list of checksums tells which files are kic's, and nothing more; without either there is an error, or no pack.
func recorded(dir string) (Manifest, map[string]Entry, error) {
	m, err := Read(dir)
	all, listed := map[string]Entry{}, listedSums(dir)
	if m.Schema == 0 && listed[ManifestFile] == "" {
		return m, all, err
	}
	if m.Schema == 0 {
		for path, sum := range listed {
			all[path] = Entry{Path: path, Bytes: -1, SHA256: sum}
		}
	}
	for _, e := range append(append([]Entry{}, m.Assets...), m.Files...) {
		all[e.Path] = e
	}
	own := Entry{Path: ManifestFile, SHA256: listed[ManifestFile]}
	there, missing := sumOf(filepath.Join(dir, ManifestFile))
	if listed == nil { // nothing tells what it was like
		own.SHA256 = there
	}
	all[ManifestFile] = own
	// Where the two don't fit together, one of them was edited, and only a seal tells that it wasn't the list.
	if missing != nil || there == own.SHA256 || !sealOf(dir).IsZero() {
		list := sha256.Sum256(sums(all))
		all[SumsFile] = Entry{Path: SumsFile, SHA256: hex.EncodeToString(list[:])}
	} else {
		all[SumsFile] = Entry{Path: SumsFile}
	}
	return m, all, nil
}

// listedSums are the checksums that the pack in dir lists, by path; nil where there are none.
func listedSums(dir string) map[string]string {
	list, err := os.ReadFile(filepath.Join(dir, SumsFile))
	if err != nil {
		return nil
	}
	var all map[string]string
	for line := range strings.Lines(string(list)) {
		if sum, path, ok := sumLine(strings.TrimRight(line, "\r\n")); ok {
			if all == nil {
				all = map[string]string{}
			}
			all[path] = sum
		}
	}
	return all
}

// Read is the manifest of the pack in dir; the zero Manifest where dir holds none.
func Read(dir string) (Manifest, error) {
	name := filepath.Join(dir, ManifestFile)
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Manifest{}, nil
	}
	if err != nil {
		return Manifest{}, fmt.Errorf("reading %s: %w", name, plain(err))
	}
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil || m.Schema == 0 {
		return Manifest{}, fmt.Errorf("%s isn't a manifest that kic wrote; choose another folder with --out, or replace the pack with --force", name)
	}
	m.Edition = max(1, m.Edition)
	if m.Schema > Schema {
		return Manifest{}, fmt.Errorf("%s was written by a newer kic (%s); use that one, or replace the pack with --force", name, m.Generator)
	}
	for _, e := range m.Assets {
		if e.Asset == nil {
			return Manifest{}, fmt.Errorf("%s doesn't say what %q is; replace the pack with --force", name, e.Path)
		}
	}
	paths := []string{}
	for _, e := range m.all() {
		paths = append(paths, e.Path)
	}
	for _, e := range m.Edited {
		paths = append(paths, e.Path, e.Of)
	}
	for _, path := range paths {
		if !validPath(path) {
			return Manifest{}, fmt.Errorf("%s names %q, which is not a path inside the pack; replace the pack with --force", name, path)
		}
	}
	return m, nil
}

// Current tells of a path whether the pack in dir holds it as it was made, from the inputs of key.
func (m Manifest) Current(dir string) func(path, key string) bool {
	byPath, sealed := make(map[string]Entry, len(m.Assets)), sealOf(dir)
	for _, e := range m.all() {
		byPath[e.Path] = e
	}
	return func(path, key string) bool {
		e := byPath[path]
		return key != "" && e.key() == key && e.whole(dir, sealed)
	}
}

// all is every file that the pack of m consists of.
func (m Manifest) all() []Entry {
	if m.Schema == 0 {
		return nil
	}
	all := append(append([]Entry{}, m.Assets...), m.Files...)
	return append(all, Entry{Path: ManifestFile}, Entry{Path: SumsFile})
}

func manifest(info Info, entries map[string]Entry, edited []Edited) Manifest {
	m := Manifest{
		Schema: Schema, Generator: info.Generator, Edition: info.Edition, Campaign: info.Campaign, Brand: info.Brand, Slug: info.Slug, Inputs: info.Inputs,
		Assets: []Entry{}, Files: []Entry{}, Edited: edited, LeftOut: info.LeftOut,
	}
	for _, path := range sorted(entries) {
		if e := entries[path]; e.Asset != nil {
			m.Assets = append(m.Assets, e)
		} else {
			m.Files = append(m.Files, e)
		}
	}
	return m
}

// encode is m as indented JSON that leaves & and < readable.
func (m Manifest) encode() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(m)
	return b.Bytes(), err
}

// sums is the checksums of entries as sha256sum writes and checks them.
func sums(entries map[string]Entry) []byte {
	var b strings.Builder
	for _, path := range sorted(entries) {
		fmt.Fprintf(&b, "%s  %s\n", entries[path].SHA256, path)
	}
	return []byte(b.String())
}
