package run

import (
	"context"
	"maps"

	"kic/render/check"
	"kic/render/pack"
	"kic/render/piece"
	"kic/render/plan"
	"kic/render/scene"
)

// worker makes pieces, one at a time.
type worker struct {
	maker     piece.Maker
	generator string // the program and its version
	allowed   []check.Code
	check     bool // only find what is wrong with a piece: nothing is to be made
}

// do makes the files of one piece, or of the contact sheets, and says what is wrong with it and how it shows logos.
func (w *worker) do(ctx context.Context, t task) (files []pack.File, found []check.Finding, logos []check.Use) {
	if t.step == showing {
		files, err := w.drawSheets(ctx, t.of)
		if err != nil && ctx.Err() == nil {
			return nil, []check.Finding{sheetFailed(t.of, err)}, nil
		}
		return files, nil, nil
	}
	made := w.maker.Make(w.spec(t.of, t.job()))
	for i := range made.Files {
		files = append(files, fileOf(t, &made, &made.Files[i]))
	}
	return files, made.Findings, made.Logos
}

// spec is how a piece of a pack is to be made.
func (w *worker) spec(a *assembly, job plan.Job) piece.Spec {
	return piece.Spec{
		Job: job, Brand: a.pack.Brand, Fonts: a.fonts, Allow: w.allowed, Check: w.check,
		SVG: a.svg, Print: a.print, Marks: a.marks, First: a.index == 0,
	}
}

// fileOf is a file of a piece as a pack takes it.
func fileOf(t task, made *piece.Piece, f *piece.File) pack.File {
	job := t.job()
	asset := pack.Asset{
		Material: string(job.Placement.Material), Placement: job.Placement.ID, Message: job.Message.ID, Look: job.Look.ID,
		Format: string(f.Format), Width: job.Placement.Width, Height: job.Placement.Height, Unit: string(job.Placement.Unit),
		Lang: f.Languages, Review: job.Review(), SafeMet: made.SafeMet(), Wording: wording(made), Waived: made.Waived(), Key: t.of.keys[t.index],
	}
	asset.Tell(told(f.Said))
	return pack.File{Path: f.Path, Data: f.Data, Asset: &asset}
}

// wording is what a piece says, by slots; those of further pages by their language, too.
func wording(made *piece.Piece) map[string]string {
	all := maps.Clone(made.Pages[0].Wording)
	for _, page := range made.Pages[1:] {
		for slot, words := range page.Wording {
			all[page.Scene.Lang+" "+slot] = words
		}
	}
	return all
}

func told(all []scene.Said) []pack.Said {
	out := make([]pack.Said, len(all))
	for i, said := range all {
		out[i] = pack.Said{Lang: said.Lang, Alt: said.Words}
	}
	return out
}
