// Package run carries out a plan: it makes packs in parallel, and reports on each. It is the only place with concurrency.
//
// [Packs] makes the packs of a plan, as [Options] say. One goroutine decides and keeps all state; workers make pieces, one
// at a time each. A mistake in one brand, or a fault in the program, costs that brand its pack and no other. The order of
// reports doesn't depend on how many workers there are.
//
// For a network, [NewResults] keeps what became of each brand over several runs, as report.json, and [Collect] brings the
// reports of several machines together.
package run

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"kic/fonts"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/gallery"
	"kic/render/layout"
	"kic/render/pack"
	"kic/render/plan"
	"kic/render/raster"
)

// Packs makes the packs of p. What goes wrong with one brand is in its report and doesn't stop another one. When ctx ends,
// it stops soon; packs that aren't finished by then stay as they were. The error says that nothing could be begun; it
// wraps [pack.ErrBusy] when another run is at work in the same folder.
func Packs(ctx context.Context, p *plan.Plan, opt Options) (Report, error) {
	r := start(p, opt)
	if !opt.Check && !opt.DryRun {
		lock, err := pack.Hold(opt.Out, p.Shard.String())
		if err != nil {
			return Report{}, err
		}
		defer lock.Release()
	}
	r.work(ctx)
	if opt.Check {
		if f := guard(func() { r.report.Words = r.words() }); f != nil {
			r.report.Words = []check.Finding{f.finding(opt.Program, "", "reading the campaign's words")}
		}
	}
	if opt.Sheet && across(p) && !opt.Check {
		r.acrossBrands(ctx)
	}
	return r.report, nil
}

// runner hands out tasks and takes in what comes of them. All its state belongs to one goroutine. A pack is worked on by
// one task at a time, but for its pieces.
type runner struct {
	plan    *plan.Plan
	opt     Options
	kit     *layout.Kit
	fonts   *fonts.Set
	keyer   *keyer
	report  Report
	next    int                 // the brand to open next
	waiting []task              // to hand out
	open    map[int]*assembly   // packs that are being worked on, by their place in the plan
	ended   map[int]*PackReport // packs that are done before others that come first
	done    int                 // pieces
	total   int                 // pieces, of the whole plan
	cores   cores
	shared  *raster.Shared // what the pieces of several brands have in common; nil for one brand
}

// generator is the program and its version, as files name it.
func (r *runner) generator() string { return "kic " + r.opt.Program.Version }

// step is what is to be done for a pack.
type step int

const (
	opening step = iota // load the brand, and find out what is to be made
	drawing             // make a piece
	showing             // make the contact sheet
	closing             // complete the pack and put it in place
)

// task is one step of one pack.
type task struct {
	step
	of    *assembly
	index int // drawing: in the jobs of the pack
}

func (t task) job() plan.Job { return t.of.jobs[t.index] }

// path is that of the piece, or of the sheet, in its pack.
func (t task) path() string {
	if t.step == showing {
		sheet, _ := gallery.SheetFiles(1)
		return sheet
	}
	return t.job().Path()
}

// made is what came of a task.
type made struct {
	task
	found   []check.Finding // what is wrong with the piece
	logos   []check.Use
	refused error  // its files can't be put where they should go
	fault   *fault // the program failed in it
	seconds float64
}

func start(p *plan.Plan, opt Options) *runner {
	var messages []campaign.Message
	for _, m := range p.Messages {
		messages = append(messages, *m)
	}
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if opt.Now == nil {
		opt.Now = func() time.Time { return time.Time{} }
	}
	var shared *raster.Shared
	if len(p.Brands) > 1 {
		shared = new(raster.Shared)
	}
	return &runner{
		plan: p, opt: opt, kit: layout.NewKit(messages), fonts: fonts.Default(), keyer: newKeyer(p, opt.Program, opt.Allow),
		cores: make(cores, opt.Jobs), shared: shared, total: p.Size(), open: map[int]*assembly{}, ended: map[int]*PackReport{},
	}
}

// work runs until every pack is done or ctx ends. A new brand is opened only when nothing else waits, so that a network
// of any size needs no more memory than a few packs.
func (r *runner) work(ctx context.Context) {
	tasks, results := make(chan task), make(chan made)
	var workers sync.WaitGroup
	for range r.opt.Jobs {
		workers.Go(func() {
			w := r.worker()
			for t := range tasks {
				r.cores.take()
				m := r.do(ctx, w, t)
				r.cores.leave()
				if m.fault != nil {
					w = r.worker() // what it was in the middle of is in disorder
				}
				results <- m
			}
		})
	}
	busy := 0
	for ctx.Err() == nil {
		if len(r.waiting) == 0 && r.next < len(r.plan.Brands) {
			r.waiting = append(r.waiting, task{step: opening, of: r.assemble(r.next)})
			r.next++
		}
		if len(r.waiting) == 0 && busy == 0 {
			break
		}
		var out chan task
		var first task
		if len(r.waiting) > 0 {
			out, first = tasks, r.waiting[0]
		}
		select {
		case out <- first:
			r.waiting = r.waiting[1:]
			busy++
		case m := <-results:
			busy--
			r.take(m)
		case <-ctx.Done():
		}
	}
	close(tasks)
	for range busy {
		if m := <-results; m.step == closing || m.step == opening {
			r.take(m) // it may have been completed
		}
	}
	workers.Wait()
	r.giveUp()
}

func (r *runner) worker() *worker {
	w := &worker{generator: r.generator(), allowed: r.opt.Allow, check: r.opt.Check}
	w.maker.Kit, w.maker.Engine.Shared, w.maker.Engine.Spread = r.kit, r.shared, r.cores.spread
	return w
}

// do is what a worker does with a task. It touches nothing of the runner's that changes.
func (r *runner) do(ctx context.Context, w *worker, t task) made {
	began, m := r.opt.Now(), made{task: t}
	if t.step == opening {
		t.of.began = began
	}
	m.fault = guard(func() {
		switch t.step {
		case opening:
			r.prepare(ctx, t.of)
		case closing:
			r.finish(ctx, t.of)
		default:
			var files []pack.File
			files, m.found, m.logos = w.do(ctx, t)
			for _, f := range files {
				if m.refused = t.of.writer.Add(f); m.refused != nil {
					break
				}
			}
		}
	})
	m.seconds = r.opt.Now().Sub(began).Seconds()
	return m
}

// take goes on with a pack after one of its tasks.
func (r *runner) take(m made) {
	a := m.of
	if m.fault != nil {
		r.broken(a, &m)
	}
	switch m.step {
	case opening:
		r.opened(a)
		return
	case closing:
		r.end(a)
		return
	}
	a.pending--
	a.logos = append(a.logos, m.logos...)
	switch {
	case a.report.Status == Refused:
	case m.refused != nil:
		r.refuse(a, m.refused)
	}
	for _, f := range m.found {
		f.Path = m.path()
		a.report.Findings = append(a.report.Findings, f)
		a.took(f.Path, m.seconds)
	}
	if m.step == drawing && a.report.Status != Refused {
		r.progress(a, m.job(), false)
	}
	r.advance(a)
}

// opened goes on with a pack of which it is known what is to be made.
func (r *runner) opened(a *assembly) {
	r.total += len(a.jobs) - r.plan.PackSize // a brand may ask for more than one language, or a message lack something
	switch a.report.Status {
	case Failed, Refused:
		r.total -= len(a.jobs)
		r.end(a)
		return
	case Planned:
		r.end(a)
		return
	}
	r.keptAll(a)
	if a.report.Status == Unchanged {
		r.end(a)
		return
	}
	for j := range a.jobs {
		if !a.kept[j] {
			r.waiting = append(r.waiting, task{step: drawing, of: a, index: j})
			a.pending++
		}
	}
	r.advance(a)
}

// keptAll tells of the pieces that are up to date.
func (r *runner) keptAll(a *assembly) {
	for j, kept := range a.kept {
		if kept {
			r.progress(a, a.jobs[j], true)
		}
	}
}

// advance goes on with a pack of which no piece is waiting or in work any more.
func (r *runner) advance(a *assembly) {
	switch {
	case a.pending > 0:
	case a.report.Status == Refused:
		r.end(a)
	case a.sheet && !a.keepsSheets():
		a.sheet, a.pending = false, 1
		r.waiting = slices.Insert(r.waiting, 0, task{step: showing, of: a})
	default:
		r.waiting = slices.Insert(r.waiting, 0, task{step: closing, of: a})
	}
}

// refuse gives up a pack that can't be put where it should go. The pieces that wait are dropped; those in work come back
// and are not looked at.
func (r *runner) refuse(a *assembly, err error) {
	a.refuse(err)
	r.waiting = slices.DeleteFunc(r.waiting, func(t task) bool {
		if t.of == a {
			a.pending--
		}
		return t.of == a
	})
}

// end releases a finished pack and reports packs in plan order.
func (r *runner) end(a *assembly) {
	a.discard()
	if !a.began.IsZero() {
		a.report.Seconds = r.opt.Now().Sub(a.began).Seconds()
	}
	a.report.seconds = a.seconds
	delete(r.open, a.index)
	r.ended[a.index] = &a.report
	for r.ended[len(r.report.Packs)] != nil {
		r.tell(r.ended[len(r.report.Packs)])
	}
}

func (r *runner) tell(p *PackReport) {
	delete(r.ended, len(r.report.Packs))
	if r.opt.Packed != nil {
		r.opt.Packed(*p)
		*p = p.withoutLists()
	}
	r.report.Packs = append(r.report.Packs, *p)
}

// giveUp tells of the packs that an interrupted run hasn't done.
func (r *runner) giveUp() {
	for i := len(r.report.Packs); i < len(r.plan.Brands); i++ {
		switch {
		case r.ended[i] != nil:
			r.tell(r.ended[i])
		case r.open[i] != nil:
			r.open[i].discard()
			r.tell(&r.open[i].report)
		default:
			r.tell(&r.assemble(i).report)
		}
	}
}

// assemble begins with a brand, which isn't loaded yet.
func (r *runner) assemble(i int) *assembly {
	s := r.plan.Brands[i]
	a := &assembly{source: s, index: i, report: PackReport{
		Brand: s.Slug, Name: s.Name, Dir: filepath.Join(r.opt.Out, s.Slug), Status: Interrupted, Pieces: r.plan.PackSize,
	}}
	r.open[i] = a
	return a
}

func (r *runner) progress(a *assembly, job plan.Job, kept bool) {
	r.done++
	if r.opt.Progress != nil {
		r.opt.Progress(Event{Brand: a.report.Brand, Path: job.Path(), Kept: kept, Done: r.done, Total: r.total})
	}
}
