package render

import (
	"bytes"
	"context"
	"fmt"
	"maps"

	"kic/fonts"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/pack"
	"kic/render/pdf"
	"kic/render/raster"
	"kic/render/scene"
	"kic/render/svg"
	"kic/render/text"
	"kic/templates"
)

// worker makes pieces, one at a time. A shaper is bound to the fonts of a brand and isn't shared.
type worker struct {
	kit    *layout.Kit
	fonts  *fonts.Set
	shaper *text.Shaper
	engine raster.Engine

	generator string // the program and its version
	allowed   []Code // errors that don't stop a piece
	check     bool   // only find what is wrong with a piece: nothing is to be made
}

// use makes w ready for the pieces of a brand.
func (w *worker) use(set *fonts.Set) {
	if w.fonts != set {
		w.fonts, w.shaper = set, text.NewShaper(set)
	}
}

// do makes the files of one piece, or of a contact sheet, and says what is wrong with it and how it shows logos; there are no files when the
// task is only to be checked, or when what was found refuses the piece.
func (w *worker) do(ctx context.Context, t task) (files []pack.File, found []Finding, logos []check.Use) {
	w.use(t.of.fonts)
	if t.step == showing {
		files, err := w.drawSheets(ctx, t.of)
		if err != nil && ctx.Err() == nil {
			return nil, []Finding{sheetFailed(t.of, err)}, nil
		}
		return files, nil, nil
	}
	place := t.job().Placement
	var pages []layout.Result
	for _, page := range t.job().pages() {
		in := w.input(t.of.pack, page, 0)
		laid, err := w.kit.Lay(in)
		if err != nil {
			found = append(found, check.Failure(in, err))
			continue
		}
		found = append(found, check.Piece(in, laid, &w.engine)...)
		logos = append(logos, check.Uses(in, laid)...)
		pages = append(pages, laid)
	}
	waive(found, w.allowed)
	if refuses(found) || w.check && !mayBeLarge(place) {
		return nil, found, logos
	}
	files, err := w.files(t, pages, waived(found))
	if err != nil {
		found = append(found, check.Failure(w.input(t.of.pack, t.job(), 0), err))
	}
	if w.check {
		files = nil
	}
	return files, found, logos
}

// mayBeLarge reports whether a file for p could be over its limit: none has more bytes than its pixels do.
func mayBeLarge(p *templates.Placement) bool {
	return p.MaxBytes > 0 && p.Format != templates.PDF && float64(p.MaxBytes) < 3*p.Width*p.Height
}

// files are the files of a piece: the piece itself, and its copies for editing and for a printer where they are wanted.
func (w *worker) files(t task, pages []layout.Result, waived []string) ([]pack.File, error) {
	job := t.job()
	data, err := w.encode(t.of.pack, job, scenes(pages), t.of.index == 0)
	if err != nil || w.check {
		return nil, err
	}
	asset := describe(job, pages, t.of.keys[t.index])
	asset.Waived = waived
	files := []pack.File{{Path: job.Path(), Data: data, Asset: &asset}}
	for i, page := range job.pages() {
		if !t.of.svg {
			break
		}
		var b bytes.Buffer
		if err := svg.Write(&b, pages[i].Scene, w.outlines); err != nil {
			return nil, fmt.Errorf("svg: %w", err)
		}
		editable := asset
		editable.Format, editable.Lang = "svg", page.languages()
		editable.Tell(said(pages[i : i+1]))
		files = append(files, pack.File{Path: page.SVGPath(), Data: b.Bytes(), Asset: &editable})
	}
	if path := job.PrintPath(t.of.marks); t.of.print && path != "" {
		data, err := w.forPrint(t.of, job)
		if err != nil {
			return nil, fmt.Errorf("for print: %w", err)
		}
		printed := asset
		printed.Format = "print"
		files = append(files, pack.File{Path: path, Data: data, Asset: &printed})
	}
	return files, nil
}

func (w *worker) lay(p *Pack, job Job, bleed float64) (layout.Result, error) {
	return w.kit.Lay(w.input(p, job, bleed))
}

func (w *worker) input(p *Pack, job Job, bleed float64) layout.Input {
	in := layout.Input{
		Campaign: job.Campaign, Message: job.Message, Brand: p.Brand, Placement: job.Placement, Look: job.Look, Shaper: w.shaper,
		Bleed: bleed,
	}
	if job.Placement.Passed() {
		in.Also = job.Also
	}
	return in
}

func scenes(pages []layout.Result) []scene.Scene {
	out := make([]scene.Scene, len(pages))
	for i, p := range pages {
		out[i] = p.Scene
	}
	return out
}

// forPrint is a page with the bleed that its placement asks for, and crop marks where they are wanted.
func (w *worker) forPrint(a *assembly, job Job) ([]byte, error) {
	var pages []scene.Scene
	for _, page := range job.pages() {
		laid, err := w.lay(a.pack, page, job.Placement.Bleed*72/25.4)
		if err != nil {
			return nil, err
		}
		pages = append(pages, laid.Scene)
	}
	info := pageInfo(a.pack, job, pages[0])
	info.Print, info.Marks = true, a.marks
	var b bytes.Buffer
	err := pdf.Write(&b, pages, info, w.fonts)
	return b.Bytes(), err
}

// pageInfo is what a page says of itself.
func pageInfo(p *Pack, job Job, s scene.Scene) pdf.Info {
	return pdf.Info{Title: s.Title, Author: p.Brand.Name, Subject: job.Campaign.Name + ": " + job.Message.Name, Lang: s.Lang}
}

// encode draws the scene of a picture, or the pages of a document, in the format and at the exact size of its placement.
// first says that it is of the first brand.
func (w *worker) encode(p *Pack, job Job, pages []scene.Scene, first bool) ([]byte, error) {
	place, s := job.Placement, pages[0]
	if place.Format == templates.PDF {
		var b bytes.Buffer
		err := pdf.Write(&b, pages, pageInfo(p, job, s), w.fonts)
		return b.Bytes(), err
	}
	return w.engine.Write(raster.Picture{
		Scene: s, W: int(place.Width), H: int(place.Height), Outlines: w.outlines,
		Format: raster.Format(place.Format), Meta: raster.Meta{Title: s.Title, Alt: s.Alt[0].Words, Lang: s.Alt[0].Lang, Also: s.Alt[1:]}, MaxBytes: place.MaxBytes, First: first,
	})
}

// outlines gives the backends the shapes of glyphs.
func (w *worker) outlines(face string, glyph uint32) (scene.Path, bool) {
	f, ok := w.fonts.Face(face)
	if !ok {
		return scene.Path{}, false
	}
	return f.Outline(glyph), true
}

func describe(job Job, pages []layout.Result, key string) pack.Asset {
	laid, safe := pages[0], true
	wording := maps.Clone(laid.Wording)
	for i, page := range pages {
		safe = safe && safeMet(page)
		for slot, words := range page.Wording {
			if i > 0 {
				wording[page.Scene.Lang+" "+slot] = words
			}
		}
	}
	asset := pack.Asset{
		Material: string(job.Placement.Material), Placement: job.Placement.ID, Message: job.Message.ID, Look: job.Look.ID,
		Format: string(job.Placement.Format), Width: job.Placement.Width, Height: job.Placement.Height, Unit: string(job.Placement.Unit),
		Lang: job.languages(), Review: job.review(), SafeMet: safe, Wording: wording, Key: key,
	}
	asset.Tell(said(pages))
	return asset
}

// said is the alternative text of pages, in each of their languages.
func said(pages []layout.Result) []scene.Said {
	var all []scene.Said
	for _, page := range pages {
		all = append(all, page.Scene.Alt...)
	}
	return all
}

// safeMet reports whether all words and logos of a piece lie inside the safe area.
func safeMet(laid layout.Result) bool {
	const slack = 0.5 // of a pixel or point
	safe := laid.Scene.Safe
	for _, m := range laid.Marks {
		if !safe.Contains(m.Box, slack) {
			return false
		}
	}
	return wordsInside(laid.Scene.Items, safe.Grow(slack))
}

func wordsInside(items []scene.Item, safe scene.Rect) bool {
	inside := true
	scene.Walk(items, scene.Identity, func(it scene.Item, to scene.Matrix) bool {
		switch it := it.(type) {
		case scene.Text:
			inside = inside && (it.Ink.Empty() || safe.Contains(to.ApplyRect(it.Ink), 0))
		case scene.Group:
			return inside && it.Role != scene.RoleArtifact
		}
		return true
	})
	return inside
}
