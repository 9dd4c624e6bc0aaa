package pack

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// Sheet is a contact sheet that lies beside packs, as it goes over several of them.
type Sheet struct {
	Picture, Page         string // their paths on disk, in the same folder
	PictureData, PageData []byte
	Edited                []Edited // after Write: earlier files that somebody had changed, and where they lie now
}

// Write puts both files in place, each by renaming, and reports false when they were there already. What kic made and
// somebody has edited is put aside, and by force what kic didn't make.
func (s *Sheet) Write(force bool) (written bool, err error) {
	s.PageData = sign(s.PageData, s.PictureData)
	page, pageErr := os.ReadFile(s.Page)
	picture, _ := os.ReadFile(s.Picture)
	if bytes.Equal(page, s.PageData) && bytes.Equal(picture, s.PictureData) {
		return false, nil
	}
	// The page comes first: a picture without a page of ours is somebody else's.
	ours := pageErr == nil && bytes.Contains(page[:min(len(page), 1024)], []byte(`<meta name="generator" content="kic`))
	there := exists(s.Page) || exists(s.Picture)
	if there && !ours && !force {
		return false, fmt.Errorf("%s or %s is in the way and wasn't made by kic; move it, or use --force, which keeps it beside the new one", s.Picture, filepath.Base(s.Page))
	}
	for _, file := range []struct {
		name string
		was  []byte
		data []byte
	}{{s.Page, page, s.PageData}, {s.Picture, picture, s.PictureData}} {
		if !isSigned(page, picture) && !bytes.Equal(file.was, file.data) {
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
