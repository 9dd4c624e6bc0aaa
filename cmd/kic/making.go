package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/urfave/cli/v2"

	"kic/render"
)

// making tells of a run while it goes on, and keeps its results.
type making struct {
	stdout, stderr io.Writer
	shown          *progress
	plan           *render.Plan
	out            string
	results        *render.Results // nil: of one brand alone, and of a dry run, none are kept
	begun          bool            // the results on disk say what is open
	json           *jsonList       // nil: paths are printed
	force          bool
	lacking        []string // what messages lack, as it was told
	told           int      // packs
	open           int      // packs that weren't reached
	err            error    // of printing
	wrong          bool     // what goes beside the packs couldn't be written
	traced         bool     // a trace of a mistake in the program has been shown: one is enough
}

// ready narrows the plan down to the shard, and to what failed last time, and prepares to tell.
func ready(c *cli.Context, plan *render.Plan, program render.Program) (*making, error) {
	m := &making{
		stdout: c.App.Writer, stderr: c.App.ErrWriter, shown: newProgress(c.App.ErrWriter), plan: plan, out: c.String("out"), force: c.Bool("force"),
	}
	if c.Bool("json") {
		m.json = &jsonList{w: m.stdout}
	}
	if plan.Network.Brands > 1 || c.IsSet("shard") {
		shard, err := chosenShard(c, m.stderr)
		if err != nil {
			return nil, err
		}
		if shard.Count > 0 {
			plan.TakeShard(shard)
		}
	}
	if plan.Network.Brands == 1 && plan.Shard.Count == 0 && !c.Bool("only-failed") {
		return m, nil
	}
	last, err := render.ReadResults(m.out, plan.Shard)
	if err != nil {
		return nil, err
	}
	tellLeft(m.stderr, last.Left(plan, m.out))
	if c.Bool("only-failed") {
		if last == nil {
			return nil, errNoReport(m.out)
		}
		plan.Pass(last.Done)
		tellOnlyFailed(m.stderr, len(plan.Brands))
	}
	if !c.Bool("dry-run") {
		m.results = render.NewResults(plan, program, last)
		m.results.Begin(plan)
	}
	return m, nil
}

// chosenShard is the shard that --shard names, or else the scheduler of an array job.
func chosenShard(c *cli.Context, stderr io.Writer) (render.Shard, error) {
	if c.IsSet("shard") {
		return parseShard(c.String("shard"))
	}
	shard, variable, err := arrayShard(os.Getenv)
	if err == nil && shard.Count > 0 {
		tellShard(stderr, shard, variable)
	}
	return shard, err
}

// event follows one piece. Before the first that is drawn, the results on disk say what will be open if the run is killed.
func (m *making) event(e render.Event) {
	if !e.Kept && !m.begun && m.results != nil {
		m.begun = true
		m.results.Write(m.out) // a failure is told at the end, when it is tried again
	}
	m.shown.event(e)
}

// packed tells of one pack.
func (m *making) packed(p render.PackReport) {
	m.told++
	m.shown.clear()
	alone := len(m.plan.Brands) == 1
	switch {
	case p.Status == render.Interrupted:
		m.open++
	case p.Status != render.Unchanged || alone || len(p.Left) > 0:
		tellOutdated(m.stderr, p)
		tellPack(m.stderr, p)
		tellEdited(m.stderr, p)
		m.incomplete(p)
		tellPassed(m.stderr, p)
		m.traced = m.traced || tellTrace(m.stderr, p.Findings)
	}
	tellLeftOut(m.stderr, p)
	tellOthers(m.stderr, p)
	if m.results != nil {
		m.results.Add(p)
	}
	if m.err == nil {
		m.err = m.print(p)
	}
	if alone {
		tellWhere(m.stderr, p)
	}
}

// incomplete tells what isn't made as messages lack something, once for all packs.
func (m *making) incomplete(p render.PackReport) {
	if p.Status != render.Made {
		return
	}
	var lines []string
	for _, f := range p.Findings {
		if line := f.Error(); f.Code == render.MessageIncomplete && !f.Waived && !slices.Contains(m.lacking, line) {
			lines = append(lines, line)
		}
	}
	m.lacking = append(m.lacking, lines...)
	tellLines(m.stderr, lines)
}

// print prints what there is now: the folder of a pack and its archive, or in a dry run the pieces.
func (m *making) print(p render.PackReport) error {
	if m.json != nil {
		return m.json.add(p)
	}
	var lines []string
	switch {
	case p.Status.Done():
		lines = []string{p.Dir}
		if p.Zip != "" {
			lines = append(lines, p.Zip)
		}
	case p.Status == render.Planned:
		for _, path := range p.Written {
			lines = append(lines, joined(p.Dir, path))
		}
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(m.stdout, line); err != nil {
			return err
		}
	}
	return nil
}

// end writes the results and the page over all brands, and tells the sum.
func (m *making) end(report render.Report) error {
	if m.results != nil {
		m.beside(m.results.Write(m.out))
		if m.plan.Shard.Count == 0 {
			m.beside(m.results.WriteIndex(m.out, m.plan.Campaign, m.force))
			tellAside(m.stderr, m.results.Aside)
		}
		tellSum(m.stderr, report, m.results, m.out)
	}
	if m.open > 0 {
		tellOpen(m.stderr, m.open)
	}
	switch {
	case m.err != nil:
		return m.err
	case m.json != nil:
		return m.json.end(report.Sheet)
	case report.Sheet != nil && report.Sheet.Status != render.Refused && report.Sheet.Status != render.Interrupted:
		for _, path := range append([]string{report.Sheet.Picture, report.Sheet.Page, report.Sheet.Document}, report.Sheet.More...) {
			if _, err := fmt.Fprintln(m.stdout, path); err != nil {
				return err
			}
		}
	}
	return nil
}

// beside tells of something that goes beside the packs and couldn't be written.
func (m *making) beside(err error) {
	if err != nil {
		m.wrong = true
		tellError(m.stderr, err)
	}
}

// jsonList prints a report pack by pack, so that a large one needn't be held.
type jsonList struct {
	w io.Writer
	n int
}

func (l *jsonList) add(p render.PackReport) error {
	data, err := json.MarshalIndent(p, "    ", "  ")
	if err != nil {
		return err
	}
	before := ",\n    "
	if l.n == 0 {
		before = "{\n  \"packs\": [\n    "
	}
	l.n++
	_, err = fmt.Fprintf(l.w, "%s%s", before, data)
	return err
}

func (l *jsonList) end(sheet *render.SheetReport) error {
	begin, end := "", "\n  ]"
	if l.n == 0 {
		begin, end = "{\n  \"packs\": [", "]"
	}
	if sheet != nil {
		data, err := json.MarshalIndent(sheet, "  ", "  ")
		if err != nil {
			return err
		}
		end += ",\n  \"contact_sheet\": " + string(data)
	}
	_, err := fmt.Fprintf(l.w, "%s%s\n}\n", begin, end)
	return err
}
