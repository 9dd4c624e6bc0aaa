package run

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"kic/render/check"
	"kic/render/gallery"
	"kic/render/pack"
	"kic/render/piece"
	"kic/render/plan"
	"kic/render/scene"
	"kic/render/sheet"
	"kic/render/text"
	"kic/templates"
)

// across reports whether a contact sheet of p goes over all brands: where several of them show the same placement.
func across(p *plan.Plan) bool { return len(p.Brands) > 1 && len(p.Placements) == 1 }

// wantsSheet reports whether every pack gets a contact sheet of its own.
func (r *runner) wantsSheet() bool { return r.opt.Sheet && !across(r.plan) && !r.opt.Check }

// sheetKey is the key of the contact sheets of a pack: a hash over all that they show.
func (a *assembly) sheetKey() string {
	shown, left := []string{"contact sheet"}, leftOut(a.report.Findings)
	for j, key := range a.keys {
		if !has(left, a.jobs[j].Path()) {
			shown = append(shown, key)
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(shown, " ")))
	return hex.EncodeToString(sum[:16])
}

// keepsSheets takes over the contact sheets of the earlier pack, and reports false unless they show what this one has.
func (a *assembly) keepsSheets() bool {
	key := a.sheetKey()
	paths := a.writer.Made(key)
	return slices.Contains(paths, gallery.SheetDocument) && a.writer.Keep(key, paths...)
}

// foreseeSheets reports which contact sheets a run would make.
func (r *runner) foreseeSheets(a *assembly, current func(path, key string) bool) {
	w := worker{generator: r.generator()}
	sheets, _, err := w.sheets(context.Background(), a)
	if err != nil {
		a.report.Findings = append(a.report.Findings, sheetFailed(a, err))
	}
	var paths []string
	for i := range sheets {
		picture, page := gallery.SheetFiles(i + 1)
		paths = append(paths, picture, page)
	}
	if len(sheets) > 0 {
		paths = append(paths, gallery.SheetDocument)
	}
	for _, path := range paths {
		a.expect(path, current(path, a.sheetKey()) && !r.opt.Force)
	}
}

// sheetFailed is the finding of contact sheets that can't be made.
func sheetFailed(a *assembly, err error) check.Finding {
	picture, _ := gallery.SheetFiles(1)
	return check.Finding{Code: check.PieceFailed, Severity: check.Error, Brand: a.report.Brand, Path: picture, What: err.Error()}
}

// drawSheets makes the contact sheets of a pack.
func (w *worker) drawSheets(ctx context.Context, a *assembly) ([]pack.File, error) {
	sheets, all, err := w.sheets(ctx, a)
	if err != nil {
		return nil, err
	}
	var files []pack.File
	key := a.sheetKey()
	for i, s := range sheets {
		pictureData, pageData, err := s.Make(piece.Outlines(a.fonts))
		if err != nil {
			return nil, err
		}
		picture, page := gallery.SheetFiles(i + 1)
		files = append(files, pack.File{Path: picture, Data: pictureData, Key: key}, pack.File{Path: page, Data: pageData, Key: key})
	}
	document, err := sheet.PDF(all, a.fonts)
	if err != nil {
		return nil, err
	}
	return append(files, pack.File{Path: gallery.SheetDocument, Data: document, Key: key}), nil
}

// sheets are the contact sheets of a pack, ready to be drawn, and all that they show, for the document: the pack without what
// is left out of it.
func (w *worker) sheets(ctx context.Context, a *assembly) (sheets []*sheet.Sheet, all sheet.Content, err error) {
	p, left := a.pack, leftOut(a.report.Findings)
	content := sheet.Content{
		Over: p.Brand.Name, Title: p.Campaign.Name, Lang: p.Campaign.Language, Brand: p.Brand, Generator: w.generator,
	}
	sizes, pieces := 0, 0
	for _, material := range templates.Families() {
		section := sheet.Section{Name: material.Name}
		for _, place := range p.Placements {
			if place.Material == material.ID {
				g := groupOf(place.ID, sizeOf(place), place)
				g.Pieces = w.pieces(ctx, a, place, left)
				if g.Run = len(g.Pieces) / len(p.Looks); g.Run*len(p.Looks) < len(g.Pieces) {
					g.Run = 0 // some are left out
				}
				if len(g.Pieces) > 0 {
					sizes, pieces = sizes+1, pieces+len(g.Pieces)
					section.Groups = append(section.Groups, g)
				}
			}
		}
		if len(section.Groups) > 0 {
			content.Sections = append(content.Sections, section)
		}
	}
	content.Notes = []string{sumOf(p, sizes, pieces), orderOf(p)}
	all = content // on the pages of a document, headings help with few placements, too
	if len(p.Placements) <= fewPlacements {
		content.Sections = []sheet.Section{joinedSections(content.Sections)}
	}
	sheets, err = sheet.Split(content, text.NewShaper(a.fonts))
	return sheets, all, err
}

// fewPlacements is how many stand together on a sheet: headings are for finding something among many.
const fewPlacements = 20

func joinedSections(all []sheet.Section) sheet.Section {
	var one sheet.Section
	for _, s := range all {
		one.Groups = append(one.Groups, s.Groups...)
	}
	return one
}

// pieces are the pieces of a pack for one placement.
func (w *worker) pieces(ctx context.Context, a *assembly, place *templates.Placement, left []pack.LeftOut) []sheet.Piece {
	return piecesOf(a.pack, place, "", left, func(job plan.Job, width, height int) (*image.RGBA, string, error) {
		return w.thumb(ctx, a, job, width, height)
	})
}

// piecesOf are the pieces of a pack for one placement, look by look, without those that are left out. Their links start
// with under.
func piecesOf(p *plan.Pack, place *templates.Placement, under string, left []pack.LeftOut, thumb func(job plan.Job, width, height int) (*image.RGBA, string, error)) []sheet.Piece {
	var out []sheet.Piece
	for _, look := range p.Looks {
		for _, m := range p.Messages {
			for _, job := range p.JobsOf(m, place, look) {
				if has(left, job.Path()) {
					continue
				}
				piece := sheet.Piece{
					Name: job.Message.Name, Lang: job.Campaign.Language, Link: path.Join(under, job.Path()),
					Thumb: func(width, height int) (*image.RGBA, string, error) { return thumb(job, width, height) },
				}
				if len(p.Looks) > 1 {
					piece.Name += ", " + look.Name
				}
				out = append(out, piece)
			}
		}
	}
	return out
}

// thumb draws a piece again, small.
func (w *worker) thumb(ctx context.Context, a *assembly, job plan.Job, width, height int) (*image.RGBA, string, error) {
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	return w.maker.Draw(w.spec(a, job), width, height)
}

func groupOf(name, detail string, place *templates.Placement) sheet.Group {
	g := sheet.Group{
		Name: name, Detail: detail, W: place.Width, H: place.Height, Pixels: place.Unit == templates.Pixels,
		Safe: rectOf(place.SafeBox()),
	}
	for _, c := range place.Covered {
		g.Covered = append(g.Covered, rectOf(c))
	}
	return g
}

func rectOf(b templates.Box) scene.Rect { return scene.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H} }

func sizeOf(place *templates.Placement) string {
	return fmt.Sprintf("%v × %v %s", place.Width, place.Height, place.Unit)
}

// sumOf says how much there is of a pack: pieces in so many sizes.
func sumOf(p *plan.Pack, sizes, pieces int) string {
	shown := counted(sizes, "size")
	if len(p.Looks) > 1 {
		shown += " and " + counted(len(p.Looks), "look")
	}
	if len(p.Messages) == 1 {
		return fmt.Sprintf("%s, in %s.", p.Messages[0].Name, shown)
	}
	return fmt.Sprintf("%s in %s: %s.", counted(len(p.Messages), "message"), shown, counted(pieces, "piece"))
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// orderOf says what stands where in a group; nothing where a group is one piece.
func orderOf(p *plan.Pack) string {
	var messages, looks []string
	for _, m := range p.Messages {
		messages = append(messages, m.Name)
	}
	for _, l := range p.Looks {
		looks = append(looks, l.Name)
	}
	switch {
	case len(messages) == 1 && len(looks) == 1:
		return ""
	case len(messages) == 1:
		return "In each group: " + strings.Join(looks, ", ") + "."
	case len(looks) == 1:
		return "In each group, row by row: " + strings.Join(messages, ", ") + "."
	}
	return "In each group, row by row: " + strings.Join(messages, ", ") + "; in " + strings.Join(looks, ", then in ") + "."
}

// acrossBrands makes the contact sheet of one placement over all brands whose packs are as they should be. It lies beside
// the packs, and where one can't show all of it, others follow.
func (r *runner) acrossBrands(ctx context.Context) {
	place := r.plan.Placements[0]
	base := filepath.Join(r.opt.Out, "contact-sheet-"+place.ID)
	report := &SheetReport{Picture: base + ".png", Page: base + ".html", Document: base + ".pdf", Status: Interrupted}
	r.report.Sheet = report
	if r.opt.DryRun {
		report.Status = Planned
		return
	}
	var wrote bool
	var err error
	if f := guard(func() { wrote, err = r.writeAcross(ctx, place, base, report) }); f != nil {
		finding := f.finding(r.opt.Program, "", showing.doing())
		report.Trace, err = finding.Trace, errors.New(finding.What+"; "+finding.Remedy)
	}
	switch {
	case ctx.Err() != nil:
	case errors.Is(err, errNoBrands):
		r.report.Sheet = nil
	case err != nil:
		report.Status, report.Why = Refused, err.Error()
	case wrote:
		report.Status = Made
	default:
		report.Status = Unchanged
	}
}

// writeAcross draws and writes those sheets, whose files have names that begin with base, and notes them in the report. The
// document, which holds all of them, goes with the first. wrote says whether one of them has changed.
func (r *runner) writeAcross(ctx context.Context, place *templates.Placement, base string, report *SheetReport) (wrote bool, err error) {
	sheets, content, err := r.overBrands(ctx, place)
	for i := 0; i < len(sheets) && err == nil; i++ {
		name := base
		if i > 0 {
			name += "-" + strconv.Itoa(i+1)
			report.More = append(report.More, name+".png", name+".html")
		}
		files := pack.Sheet{Picture: name + ".png", Page: name + ".html"}
		if files.PictureData, files.PageData, err = sheets[i].Make(piece.Outlines(r.fonts)); err != nil {
			break
		}
		if i == 0 {
			files.Document = report.Document
			if files.DocumentData, err = sheet.PDF(content, r.fonts); err != nil {
				break
			}
		}
		var fresh bool
		fresh, err = files.Write(r.opt.Force)
		report.Edited = append(report.Edited, files.Edited...)
		wrote = wrote || fresh
	}
	return wrote, err
}

// errNoBrands is the error of a sheet when no pack could be made; the packs' reports say why.
var errNoBrands = errors.New("no brand has a piece to show")

// overBrands are those sheets, ready to be drawn, and all that they show, for the document.
func (r *runner) overBrands(ctx context.Context, place *templates.Placement) (sheets []*sheet.Sheet, content sheet.Content, err error) {
	names := text.NewShaper(r.fonts)
	content = sheet.Content{
		Over: r.plan.Campaign.Name, Title: place.Name, Lang: r.plan.Campaign.Language, Generator: r.generator(),
		Sections: make([]sheet.Section, 1),
	}
	groups := &content.Sections[0].Groups
	all, again := r.plan.InGeneral(), again{runner: r}
	for i, report := range r.report.Packs {
		if !report.Status.Done() {
			continue
		}
		g := groupOf(report.Name, report.Brand, place)
		if g.Run = len(all.Messages); len(report.Left) > 0 {
			g.Run = 0
		}
		g.Pieces = piecesOf(all, place, report.Brand, report.Left, func(job plan.Job, width, height int) (*image.RGBA, string, error) {
			return again.thumb(ctx, r.plan.Brands[i], job, width, height)
		})
		*groups = append(*groups, g)
	}
	if len(*groups) == 0 {
		return nil, content, errNoBrands
	}
	content.Notes = []string{
		fmt.Sprintf("%s, %s, for %s: %s.", place.ID, sizeOf(place), counted(len(*groups), "organisation"), counted(len(*groups)*len(all.Jobs()), "piece")),
		orderOf(all),
	}
	if len(all.Messages) == 1 {
		content.Title += ": " + all.Messages[0].Name
	}
	sheets, err = sheet.Split(content, names)
	return sheets, content, err
}

// again loads brands once more whose packs are done, one at a time.
type again struct {
	*runner
	assembly assembly
	worker   worker
}

func (a *again) thumb(ctx context.Context, of plan.Source, job plan.Job, width, height int) (*image.RGBA, string, error) {
	if a.assembly.source.Slug != of.Slug {
		b, err := of.Brand()
		if err != nil {
			return nil, "", err
		}
		pk, err := a.plan.Pack(b)
		if err != nil {
			return nil, "", err
		}
		a.assembly, a.worker = assembly{source: of, pack: pk, fonts: b.Fonts(a.fonts)}, worker{maker: piece.Maker{Kit: a.kit}}
	}
	job.Message = a.assembly.pack.Campaign.Message(job.Message.ID)
	return a.worker.thumb(ctx, &a.assembly, job, width, height)
}
