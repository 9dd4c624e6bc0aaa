package pack

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// Sheet is a contact sheet that lies beside packs, as it goes over several of them.
type Sheet struct {
	Picture, Page, Document             string // their paths on disk, in the same folder; no document: empty
	PictureData, PageData, DocumentData []byte
	Edited                              []Edited // after Write: earlier files that somebody had changed, and where they lie now
}

// besideFile is a file of a sheet, as it was and as it is to be.
type besideFile struct {
	name      string
	was, data []byte
}

// Write puts the files in place, each by renaming, and reports false when they were there already. What kic made and
// somebody has edited is put aside, and by force what kic didn't make.
func (s *Sheet) Write(force bool) (written bool, err error) {
	with := []besideFile{{name: s.Picture, data: s.PictureData}}
	if s.Document != "" {
		with = append(with, besideFile{name: s.Document, data: s.DocumentData})
	}
	var had, have [][]byte // what goes with the page
	there, same := exists(s.Page), true
	for i := range with {
		f := &with[i]
		f.was, _ = os.ReadFile(f.name)
		if have = append(have, f.data); exists(f.name) {
			had, there = append(had, f.was), true
		}
		same = same && bytes.Equal(f.was, f.data)
	}
	s.PageData = sign(s.PageData, have...)
	page, pageErr := os.ReadFile(s.Page)
	if same && bytes.Equal(page, s.PageData) {
		return false, nil
	}
	// The page comes first: a picture or document without a page of ours is somebody else's.
	if there && !(pageErr == nil && isPage(page)) && !force {
		return false, fmt.Errorf("%s is in the way and wasn't made by kic; move it, or use --force, which keeps it beside the new one", s.names())
	}
	made := isSigned(page, had...)
	for _, file := range append([]besideFile{{s.Page, page, s.PageData}}, with...) {
		if !made && !bytes.Equal(file.was, file.data) {
			aside, err := putAside(file.name)
			if err != nil {
				return false, err
			}
			if aside.Of != "" {
				s.Edited = append(s.Edited, aside)
			}
		}
		if err := Put(file.name, file.data); err != nil {
			return false, err
		}
	}
	return true, nil
}

// names are the files, any of which may be in the way.
func (s *Sheet) names() string {
	if s.Document == "" {
		return s.Picture + " or " + filepath.Base(s.Page)
	}
	return s.Picture + ", " + filepath.Base(s.Page) + " or " + filepath.Base(s.Document)
}

// PutPage writes a page beside packs, such as the index of a network, unless it is there already. A page that kic made and
// somebody has edited is put aside, and by force one that kic didn't make; PutPage says where it lies.
func PutPage(name string, page []byte, force bool) (aside Edited, err error) {
	page = sign(page)
	if was, err := os.ReadFile(name); exists(name) && !bytes.Equal(was, page) && !isSigned(was) {
		if ours := err == nil && isPage(was); !ours && !force {
			return Edited{}, fmt.Errorf("%s is in the way and wasn't made by kic; move it, or use --force, which keeps it beside the new one", name)
		}
		if aside, err = putAside(name); err != nil {
			return Edited{}, err
		}
	}
	return aside, Put(name, page)
}

// isPage reports whether kic wrote the page, though somebody may have edited it since: near its start it names its generator.
func isPage(page []byte) bool {
	return bytes.Contains(page[:min(len(page), 1024)], []byte(`<meta name="generator" content="kic`))
}
