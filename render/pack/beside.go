package pack

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Sheet is a contact sheet that lies beside packs, as it goes over several of them.
type Sheet struct {
	Picture, Page, Document             string // their paths on disk, in the same folder
	PictureData, PageData, DocumentData []byte
}

// Write puts the files in place, each by renaming, and reports false when they were there already. Files of the same
// names that kic didn't make are only replaced by force.
func (s Sheet) Write(force bool) (written bool, err error) {
	f, err := openFolder(filepath.Dir(s.Page))
	if err != nil {
		return false, err
	}
	page, pageErr := os.ReadFile(s.Page)
	picture, pictureErr := os.ReadFile(s.Picture)
	document, documentErr := os.ReadFile(s.Document)
	if bytes.Equal(page, s.PageData) && bytes.Equal(picture, s.PictureData) && bytes.Equal(document, s.DocumentData) {
		return false, nil
	}
	// The page comes first: a picture or document without a page of ours is somebody else's.
	ours := pageErr == nil && bytes.Contains(page[:min(len(page), 1024)], []byte(`<meta name="generator" content="kic`))
	there := false
	for _, err := range []error{pageErr, pictureErr, documentErr} {
		there = there || !errors.Is(err, fs.ErrNotExist)
	}
	if there && !ours && !force {
		return false, fmt.Errorf("%s, %s or %s is in the way and wasn't made by kic; move it, or replace it with --force",
			s.Picture, filepath.Base(s.Page), filepath.Base(s.Document))
	}
	for _, file := range []struct {
		name string
		data []byte
	}{{s.Page, s.PageData}, {s.Picture, s.PictureData}, {s.Document, s.DocumentData}} {
		if err := replaceFile(file.name, file.data); err != nil {
			return false, f.explain("writing the contact sheet", err)
		}
	}
	return true, nil
}

// replaceFile writes a file beside its place and moves it there.
func replaceFile(name string, data []byte) error {
	stage := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".tmp")
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(stage, data, 0o644)
	}
	if err == nil {
		err = os.Rename(stage, name)
	}
	if err != nil {
		os.Remove(stage)
	}
	return err
}
