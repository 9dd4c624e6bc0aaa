package piece

import (
	"bytes"
	"fmt"

	"kic/render/layout"
	"kic/render/pdf"
	"kic/render/raster"
	"kic/render/scene"
	"kic/render/svg"
	"kic/templates"
)

// writer writes the pages of a piece as one file.
type writer func(m *Maker, s Spec, pages []scene.Scene) ([]byte, error)

// writers say how each format is written; all else about a format stands in templates.
var writers = map[templates.Format]writer{
	templates.PNG:   (*Maker).picture,
	templates.JPEG:  (*Maker).picture,
	templates.PDF:   (*Maker).document,
	templates.Print: (*Maker).printed,
	templates.SVG:   (*Maker).editable,
}

// files are the files of a piece: the piece itself, and its copies where they are wanted.
func (m *Maker) files(s Spec, pages []layout.Result) ([]File, error) {
	all := []File{{Path: s.Path(), Format: s.Placement.Format, Languages: s.Languages(), Said: said(pages)}}
	shown := [][]scene.Scene{scenes(pages)}
	if s.SVG && !s.Check {
		for i, page := range s.Pages() {
			all = append(all, File{Path: page.SVGPath(), Format: templates.SVG, Languages: page.Languages(), Said: said(pages[i : i+1])})
			shown = append(shown, scenes(pages[i:i+1]))
		}
	}
	if path := s.PrintPath(s.Marks); s.Print && !s.Check && path != "" {
		all = append(all, File{Path: path, Format: templates.Print, Languages: s.Languages(), Said: said(pages)})
		shown = append(shown, nil) // it has a bleed, and so is laid out by itself
	}
	for i := range all {
		f := &all[i]
		var err error
		if f.Data, err = writers[f.Format](m, s, shown[i]); err != nil {
			if i > 0 {
				err = fmt.Errorf("%s: %w", f.Format.Label(), err)
			}
			return nil, err
		}
	}
	return all, nil
}

func scenes(pages []layout.Result) []scene.Scene {
	out := make([]scene.Scene, len(pages))
	for i, p := range pages {
		out[i] = p.Scene
	}
	return out
}

// said is the alternative text of pages, in each of their languages.
func said(pages []layout.Result) []scene.Said {
	var all []scene.Said
	for _, page := range pages {
		all = append(all, page.Scene.Alt...)
	}
	return all
}

// picture draws a scene at the exact size of its placement.
func (m *Maker) picture(s Spec, pages []scene.Scene) ([]byte, error) {
	place, shown := s.Placement, pages[0]
	return m.Engine.Write(raster.Picture{
		Scene: shown, W: int(place.Width), H: int(place.Height), Outlines: Outlines(m.fonts), Format: raster.Format(place.Format),
		Meta:     raster.Meta{Title: shown.Title, Alt: shown.Alt[0].Words, Lang: shown.Alt[0].Lang, Also: shown.Alt[1:]},
		MaxBytes: place.MaxBytes, First: s.First,
	})
}

func (m *Maker) document(s Spec, pages []scene.Scene) ([]byte, error) {
	var b bytes.Buffer
	err := pdf.Write(&b, pages, pageInfo(s, pages[0]), m.fonts)
	return b.Bytes(), err
}

// printed is a document with the bleed that its placement asks for, and crop marks where they are wanted.
func (m *Maker) printed(s Spec, _ []scene.Scene) ([]byte, error) {
	var pages []scene.Scene
	for _, page := range s.Pages() {
		laid, err := m.Kit.Lay(m.input(s, page, s.Placement.Bleed*72/25.4))
		if err != nil {
			return nil, err
		}
		pages = append(pages, laid.Scene)
	}
	info := pageInfo(s, pages[0])
	info.Print, info.Marks = true, s.Marks
	var b bytes.Buffer
	err := pdf.Write(&b, pages, info, m.fonts)
	return b.Bytes(), err
}

// pageInfo is what a document says of itself.
func pageInfo(s Spec, first scene.Scene) pdf.Info {
	return pdf.Info{Title: first.Title, Author: s.Brand.Name, Subject: s.Campaign.Name + ": " + s.Message.Name, Lang: first.Lang}
}

func (m *Maker) editable(_ Spec, pages []scene.Scene) ([]byte, error) {
	var b bytes.Buffer
	err := svg.Write(&b, pages[0], Outlines(m.fonts))
	return b.Bytes(), err
}
