package run

import (
	"context"
	"slices"
	"strings"
	"time"

	"kic/brand"
	"kic/fonts"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/pack"
	"kic/render/plan"
	"kic/templates"
)

// assembly is one pack in the making.
type assembly struct {
	source  plan.Source
	index   int // in the plan
	report  PackReport
	pack    *plan.Pack
	fonts   *fonts.Set
	jobs    []plan.Job
	kept    []bool   // of the jobs: up to date
	others  []string // messages of pieces that aren't part of the selection, and stay
	keys    []string // of the jobs
	inputs  string   // key of the whole pack
	svg     bool
	sheet   bool // a contact sheet is still to be made
	print   bool
	marks   bool
	writer  *pack.Writer
	pending int // pieces that are waiting or in work
	logos   []check.Use
	began   time.Time
	seconds map[string]float64 // that pieces took with which something is wrong
}

// prepare loads a brand and finds out what of its pack is to be made. The status of the report stays Interrupted when
// there is more to do.
func (r *runner) prepare(ctx context.Context, a *assembly) {
	if !r.load(a) || !r.own(a) {
		return
	}
	a.jobs, a.report.Findings = a.pack.Jobs(), append(a.report.Findings, unserved(a.pack)...)
	a.kept, a.report.Pieces = make([]bool, len(a.jobs)), len(a.jobs)
	a.svg, a.print, a.marks = r.opt.SVG, r.opt.Print, r.opt.Marks
	if r.opt.Check {
		return
	}
	var err error
	if a.inputs, a.keys, err = r.keyer.keys(a.pack, a.jobs); err != nil {
		a.refuse(err)
		return
	}
	if r.opt.DryRun {
		r.foresee(a)
		return
	}
	if a.writer, err = pack.Open(a.report.Dir, pack.Options{Force: r.opt.Force, Verify: r.opt.Verify}); err != nil {
		a.refuse(err)
		return
	}
	a.report.Outdated = r.outdated(a.writer.Edition())
	if r.opt.Zip {
		aside, err := pack.ZipPlace(a.report.Dir+".zip", r.opt.Force)
		if err != nil {
			a.refuse(err)
			return
		}
		if aside.Of != "" {
			a.report.Edited = append(a.report.Edited, aside)
		}
	}
	draw := r.keep(ctx, a)
	switch {
	case ctx.Err() != nil:
	case draw > 0:
		if err := a.writer.Begin(); err != nil {
			a.refuse(err)
		}
	case !a.sheet && a.writer.Current(a.inputs):
		a.report.Status, a.report.Kept, a.report.Left = Unchanged, a.writer.Size(), leftOut(a.report.Findings)
		r.complete(ctx, a)
	}
}

// outdated reports whether a pack of an edition, 0 for none, should no longer be used.
func (r *runner) outdated(edition int) bool { return edition > 0 && edition < r.keyer.edition }

// load loads the brand, and reports whether it can be used.
func (r *runner) load(a *assembly) bool {
	b, err := a.source.Brand()
	if err == nil {
		a.report.Name, a.report.Colours, a.fonts = b.Name, brand.Choices(b.Given), b.Fonts(r.fonts)
		a.pack, err = r.plan.Pack(b)
	}
	if err == nil {
		return true
	}
	a.report.Status, a.report.Misread = Failed, true
	a.report.Findings = check.Brand(a.report.Brand, err)
	return false
}

// own looks for what the brand still has of a sample organisation, and reports whether to go on. A check goes on, to find
// everything else that is wrong. A build stops, as nobody may show such pieces.
func (r *runner) own(a *assembly) bool {
	a.report.Findings = check.Sample(a.pack.Brand)
	if r.opt.Check {
		a.report.Findings = append(a.report.Findings, check.Contacts(a.pack.Brand)...)
		check.Waive(a.report.Findings, r.opt.Allow)
		return true
	}
	if check.Refuses(a.report.Findings) {
		a.report.Status = Failed
		return false
	}
	return true
}

// keep takes over what is up to date, and says how many pieces aren't.
func (r *runner) keep(ctx context.Context, a *assembly) int {
	draw := 0
	for j, job := range a.jobs {
		if ctx.Err() != nil {
			return draw
		}
		if a.kept[j] = a.writer.Keep(a.keys[j], a.paths(job)...); !a.kept[j] {
			draw++
		}
	}
	if r.plan.Narrow {
		r.keepOthers(a)
	}
	a.sheet = r.wantsSheet() && (draw > 0 || !a.keepsSheets())
	return draw
}

// keepOthers takes over the pieces that an earlier run made and that aren't selected this time, as long as the campaign
// still has them.
func (r *runner) keepOthers(a *assembly) {
	selected := map[string]bool{}
	for _, job := range a.jobs {
		selected[job.Path()], selected[job.SVGPath()] = true, true
	}
	wanted := func(path string, piece pack.Asset) bool {
		return !selected[path] && a.pack.Campaign.Message(piece.Message) != nil &&
			slices.ContainsFunc(r.plan.Known, func(p *templates.Placement) bool { return p.ID == piece.Placement }) && slices.Contains(templates.LookIDs(), piece.Look)
	}
	a.report.Others = a.writer.KeepOthers(func(path string, piece pack.Asset) bool {
		if !wanted(path, piece) {
			return false
		}
		a.others = append(a.others, piece.Message)
		return true
	})
	a.stays(wanted)
}

// messages are those of which the pack has pieces, in the campaign's order.
func (a *assembly) messages() []*campaign.Message {
	var all []*campaign.Message
	for _, m := range plan.Pointers(a.pack.Campaign.Messages) {
		if slices.Contains(a.pack.Messages, m) || slices.Contains(a.others, m.ID) {
			all = append(all, m)
		}
	}
	return all
}

// paths are the files of a piece.
func (a *assembly) paths(job plan.Job) []string {
	paths := []string{job.Path()}
	if a.svg {
		for _, page := range job.Pages() {
			paths = append(paths, page.SVGPath())
		}
	}
	if path := job.PrintPath(a.marks); a.print && path != "" {
		paths = append(paths, path)
	}
	return paths
}

// foresee reports what a run would make.
func (r *runner) foresee(a *assembly) {
	last, err := pack.Read(a.report.Dir)
	if err != nil && !r.opt.Force {
		a.refuse(err)
		return
	}
	a.report.Status, a.report.Outdated = Planned, r.outdated(last.Edition)
	current := last.Current(a.report.Dir)
	for j, job := range a.jobs {
		for _, path := range a.paths(job) {
			a.expect(path, current(path, a.keys[j]) && !r.opt.Force)
		}
	}
	if r.wantsSheet() {
		r.foreseeSheets(a, current)
	}
}

func (a *assembly) expect(path string, current bool) {
	if current {
		a.report.Kept++
	} else {
		a.report.Written = append(a.report.Written, path)
	}
}

// finish completes a pack with what goes beside the pieces, and puts it in place.
func (r *runner) finish(ctx context.Context, a *assembly) {
	a.report.spoken = a.pack.Speakers()
	a.report.Findings = append(a.report.Findings, r.brandOf(a)...)
	a.report.Findings = append(a.report.Findings, r.wordsOf(a.pack)...)
	files, texts, err := a.copyFiles(r.plan.Known)
	if err != nil {
		a.report.Findings = append(a.report.Findings, check.Copy(a.pack.Campaign, a.report.Brand, err)...)
	}
	if a.settle(r.opt.Check) || ctx.Err() != nil {
		return
	}
	a.report.Pieces -= len(slices.DeleteFunc(slices.Clone(a.jobs), func(j plan.Job) bool { return !has(a.report.Left, j.Path()) }))
	for _, f := range files {
		if err := a.writer.Add(f); err != nil {
			a.refuse(err)
			return
		}
	}
	result, err := a.writer.Finish(r.info(a), r.pages(a, texts))
	if err != nil {
		a.refuse(err)
		return
	}
	a.report.Status, a.report.Written, a.report.Removed, a.report.Kept = Made, result.Written, result.Removed, result.Kept
	a.report.Edited, a.report.Unmoved = append(a.report.Edited, result.Edited...), result.Left
	if result.Unchanged() {
		a.report.Status = Unchanged
	}
	r.complete(ctx, a)
}

// brandOf is what is wrong with the brand itself, whichever piece shows it.
func (r *runner) brandOf(a *assembly) []check.Finding {
	found := append(check.Colours(a.pack.Brand), check.Resolution(a.pack.Brand, a.logos)...)
	check.Waive(found, r.opt.Allow)
	return found
}

// complete does what follows when a pack is in place.
func (r *runner) complete(ctx context.Context, a *assembly) {
	a.report.Thumb = thumbOf(a.writer.Pieces())
	if !r.opt.Zip {
		return
	}
	a.report.Zip = a.report.Dir + ".zip"
	written, err := pack.Zip(ctx, a.report.Dir, a.report.Zip, r.opt.Verify)
	switch {
	case ctx.Err() != nil:
		a.report.Status = Interrupted
	case err != nil:
		a.refuse(err)
	case written:
		a.report.Status = Made
	}
}

// settle decides about a pack that was only checked, or that a finding refuses, or of which not one piece could be made.
// Findings are sorted, as pieces come back in any order.
func (a *assembly) settle(onlyCheck bool) bool {
	slices.SortStableFunc(a.report.Findings, func(x, y check.Finding) int { return strings.Compare(x.Path, y.Path) })
	if onlyCheck {
		a.report.Status = Checked
		if check.Refuses(a.report.Findings) {
			a.report.Status = Failed
		}
		return true
	}
	a.report.Left = leftOut(a.report.Findings)
	if refusesPack(a.report.Findings) || len(a.report.Left) > 0 && len(a.writer.Pieces()) == 0 {
		a.report.Status, a.report.Left = Failed, nil
		return true
	}
	return false
}

// took notes how long a piece took with which something is wrong.
func (a *assembly) took(path string, seconds float64) {
	if a.seconds == nil {
		a.seconds = map[string]float64{}
	}
	a.seconds[path] = seconds
}

// refuse notes that a pack can't be put where it should go.
func (a *assembly) refuse(err error) { a.report.Status, a.report.Why = Refused, err.Error() }

// discard removes what was prepared; the last pack stays.
func (a *assembly) discard() {
	if a.writer != nil {
		a.writer.Discard()
	}
}

// thumbOf is the path of a small picture that stands for a pack: the smallest file of those that show something.
func thumbOf(pieces []pack.Entry) string {
	best := -1
	for i, e := range pieces {
		shows := templates.Format(e.Format).Photo() && e.Width >= 200 && e.Height >= 150
		if shows && (best < 0 || e.Bytes < pieces[best].Bytes) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return pieces[best].Path
}
