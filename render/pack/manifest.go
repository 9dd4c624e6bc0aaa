package pack

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
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
	Campaign  string  `json:"campaign"`
	Brand     string  `json:"brand"`
	Slug      string  `json:"slug"`
	Inputs    string  `json:"input_key"` // the same key means the same pack, as far as it holds the same pieces
	Assets    []Entry `json:"assets"`    // pictures and pages, by path
	Files     []Entry `json:"files"`     // the other files, by path, but for the manifest and the checksums

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

// salvage finds the files of a pack that has lost its manifest by its checksums, and reports whether there are any. They
// are known to be ours, and nothing more.
func salvage(dir string, into map[string]Entry) bool {
	list, err := os.ReadFile(filepath.Join(dir, SumsFile))
	if err != nil {
		return false
	}
	found := map[string]Entry{SumsFile: {Path: SumsFile}}
	for line := range strings.Lines(string(list)) {
		_, path, ok := sumLine(strings.TrimSuffix(line, "\n"))
		if !ok {
			return false
		}
		found[path] = Entry{Path: path}
	}
	_, ours := found[ManifestFile]
	if ours {
		maps.Copy(into, found)
	}
	return ours
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
	if m.Schema > Schema {
		return Manifest{}, fmt.Errorf("%s was written by a newer kic (%s); use that one, or replace the pack with --force", name, m.Generator)
	}
	for _, e := range m.Assets {
		if e.Asset == nil {
			return Manifest{}, fmt.Errorf("%s doesn't say what %q is; replace the pack with --force", name, e.Path)
		}
	}
	for _, e := range m.all() {
		if !validPath(e.Path) {
			return Manifest{}, fmt.Errorf("%s names %q, which is not a path inside the pack; replace the pack with --force", name, e.Path)
		}
	}
	return m, nil
}

// Current tells of a path whether the pack in dir holds it in its full size, made from the inputs of key.
func (m Manifest) Current(dir string) func(path, key string) bool {
	byPath := make(map[string]Entry, len(m.Assets))
	for _, e := range m.all() {
		byPath[e.Path] = e
	}
	return func(path, key string) bool {
		e := byPath[path]
		return key != "" && e.key() == key && e.there(dir)
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

func manifest(info Info, entries map[string]Entry) Manifest {
	m := Manifest{
		Schema: Schema, Generator: info.Generator, Campaign: info.Campaign, Brand: info.Brand, Slug: info.Slug, Inputs: info.Inputs,
		Assets: []Entry{}, Files: []Entry{}, LeftOut: info.LeftOut,
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
