package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kic/brand"
	"kic/render"
	"kic/render/definition"
)

// All words that a run says stand in this file, and in errors.go why it can't go on. Two kinds stand elsewhere: errors, where
// they are found, and what --help prints, in help.go.
//
// Paths and results go to the standard output, so that they can be piped; words go to the standard error. Messages are
// sentences about what happened and what to do next. No colours: nothing depends on them, and so NO_COLOR is kept.

// maxLines is how many lines of mistakes are shown at once: about a screen.
const maxLines = 20

// tellError prints an error: each mistake on a line, no more than a screen of them.
func tellError(w io.Writer, err error) {
	if err == nil || err.Error() == "" {
		return
	}
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	tellLines(w, lines)
	if len(lines) > 1 {
		fmt.Fprintf(w, "kic: %s; nothing was written\n", count(len(lines), "mistake"))
	}
}

// tellLines prints no more than a screen of lines.
func tellLines[T any](w io.Writer, lines []T) {
	for i, line := range lines {
		if i == maxLines {
			fmt.Fprintf(w, "kic: and %d more\n", len(lines)-i)
			return
		}
		fmt.Fprintf(w, "kic: %s\n", definition.Visible(fmt.Sprint(line)))
	}
}

// tellPack says in a sentence what became of a pack.
func tellPack(w io.Writer, p render.PackReport) {
	switch p.Status {
	case render.Made:
		fmt.Fprintf(w, "kic: %s: %s in %s: %s written, %d unchanged, %d removed\n",
			shown(p.Name), count(p.Pieces, "piece"), p.Dir, count(len(p.Written), "file"), p.Kept, len(p.Removed))
	case render.Unchanged:
		fmt.Fprintf(w, "kic: %s: up to date, %s; nothing written\n", shown(p.Name), count(p.Pieces, "piece"))
	case render.Planned:
		fmt.Fprintf(w, "kic: %s: would make %s in %s, %d are up to date; nothing written\n",
			shown(p.Name), count(len(p.Written), "piece"), p.Dir, p.Kept)
	case render.Interrupted:
		fmt.Fprintf(w, "kic: %s: not finished; the last pack, if there was one, is as it was\n", shown(p.Name))
	case render.Failed:
		tellLines(w, worstFirst(p.Findings))
		fmt.Fprintf(w, "kic: %s: no pack made; the last one, if there was one, is as it was\n", shown(p.Name))
	case render.Refused:
		tellLines(w, strings.Split(p.Why, "\n"))
	}
}

// tellOutdated says why pieces that seem up to date are made again.
func tellOutdated(w io.Writer, p render.PackReport) {
	if p.Outdated && p.Others == 0 && (p.Status == render.Made || p.Status == render.Planned) {
		fmt.Fprintf(w, "kic: %s: Chrome and Edge cut off some pictures of earlier versions of kic: every piece selected is made again\n", shown(p.Name))
	}
}

// tellEdited says where files lie that somebody had changed.
func tellEdited(w io.Writer, p render.PackReport) {
	var lines []string
	for _, e := range p.Edited {
		lines = append(lines, fmt.Sprintf("%s: %s wasn't as kic made it; it is kept as %s", shown(p.Name), shown(joined(p.Dir, e.Of)), shown(joined(p.Dir, e.Path))))
	}
	tellLines(w, lines)
	if p.Unmoved != "" {
		fmt.Fprintf(w, "kic: %s: %s holds files that were saved during the run and couldn't be moved; look at them there, and run kic again\n", shown(p.Name), shown(p.Unmoved))
	}
}

// tellAside says the same of pages beside the packs.
func tellAside(w io.Writer, files []render.Edited) {
	for _, e := range files {
		fmt.Fprintf(w, "kic: %s wasn't as kic made it; it is kept as %s\n", shown(e.Of), shown(e.Path))
	}
}

// tellLeftOut says which pieces a pack lacks, and why. Those of an earlier run that weren't selected are only counted.
func tellLeftOut(w io.Writer, p render.PackReport) {
	if !p.Status.Done() {
		return
	}
	var lines []string
	for _, l := range p.Left {
		lines = append(lines, l.Why...)
	}
	tellLines(w, lines)
	if n := len(p.Left); n > 0 {
		fmt.Fprintf(w, "kic: %s: %s left out, for the reasons above; all others are made, and the next run tries what is missing\n", shown(p.Name), count(n, "piece"))
	}
	if n := len(p.StillLeft); n > 0 {
		fmt.Fprintf(w, "kic: %s: still lacks %s that an earlier run left out, not selected this time\n", shown(p.Name), count(n, "piece"))
	}
}

// tellPassed counts the warnings of a pack that was made.
func tellPassed(w io.Writer, p render.PackReport) {
	passed := slices.DeleteFunc(slices.Clone(p.Findings), func(f render.Finding) bool { return render.Errors([]render.Finding{f}) > 0 })
	if n := len(passed); n > 0 && p.Status == render.Made {
		them := "them"
		if n == 1 {
			them = "it"
		}
		fmt.Fprintf(w, "kic: %s: %s: run kic check to see %s\n", shown(p.Name), count(n, "warning"), them)
	}
}

// tellTrace shows where the program itself failed, so that it can be sent on; it reports false where it didn't.
func tellTrace(w io.Writer, found []render.Finding) bool {
	for _, f := range found {
		if f.Trace != "" {
			tellFault(w, f.Trace)
			return true
		}
	}
	return false
}

// tellBroken says that the program itself failed outside the work on any brand.
func tellBroken(w io.Writer, trace string) {
	fmt.Fprintln(w, "kic: kic itself failed: this is a mistake in the program, not in your files; nothing half-made is in any pack")
	tellFault(w, trace)
}

func tellFault(w io.Writer, trace string) {
	fmt.Fprintf(w, "kic: the trace, for the people who maintain kic:\n-----\n%s\n-----\n", strings.TrimSpace(trace))
}

// worstFirst are findings with those first that stop a build.
func worstFirst(found []render.Finding) []render.Finding {
	sorted := slices.Clone(found)
	slices.SortStableFunc(sorted, func(a, b render.Finding) int {
		return render.Errors([]render.Finding{b}) - render.Errors([]render.Finding{a})
	})
	return sorted
}

// tellOthers says what a selection left alone.
func tellOthers(w io.Writer, p render.PackReport) {
	switch {
	case p.Others == 0 || !p.Status.Done():
	case p.Outdated:
		fmt.Fprintf(w, "kic: %s: keeps %s of an earlier version of kic, not selected this time, some of which Chrome and Edge may cut off; kic build without a selection makes them again\n",
			shown(p.Name), count(p.Others, "piece"))
	default:
		fmt.Fprintf(w, "kic: %s: keeps %s of an earlier run, not selected this time\n", shown(p.Name), count(p.Others, "piece"))
	}
}

// tellSheet says what became of a contact sheet over several brands.
func tellSheet(w io.Writer, report render.Report) {
	s := report.Sheet
	if s == nil {
		return
	}
	tellAside(w, s.Edited)
	switch s.Status {
	case render.Made:
		fmt.Fprintf(w, "kic: the contact sheet of all brands is %s\n", s.Page)
	case render.Unchanged:
		fmt.Fprintf(w, "kic: the contact sheet %s is up to date\n", s.Page)
	case render.Refused:
		tellLines(w, strings.Split(s.Why, "\n"))
		if s.Trace != "" {
			tellFault(w, s.Trace)
		}
	}
}

// tellWhere says how to look at what was made.
func tellWhere(w io.Writer, p render.PackReport) {
	if p.Status.Done() {
		fmt.Fprintf(w, "kic: open %s in a browser to see it all\n", joined(p.Dir, "index.html"))
	}
}

func tellStart(w io.Writer, plan *render.Plan) {
	what := count(plan.Size(), "piece")
	if len(plan.Brands) == 1 {
		fmt.Fprintf(w, "kic: %s for %s\n", what, shown(plan.Brands[0].Name))
		return
	}
	fmt.Fprintf(w, "kic: %s for %s\n", what, count(len(plan.Brands), "brand"))
}

// tellSum says how a network stands after a run.
func tellSum(w io.Writer, report render.Report, r *render.Results, out string) {
	made, kept := 0, 0
	for _, p := range report.Packs {
		switch p.Status {
		case render.Made:
			made++
		case render.Unchanged:
			kept++
		}
	}
	fmt.Fprintf(w, "kic: %s made, %d up to date; %d of %s done, as %s says\n",
		count(made, "brand"), kept, r.Brands.Done, count(r.Brands.All(), "brand"), r.File(out))
	if n := r.Brands.Failed + r.Brands.Incomplete; n > 0 {
		fmt.Fprintf(w, "kic: once the %d that failed or lack pieces are fixed, the same command with --only-failed makes them\n", n)
	}
}

func tellOpen(w io.Writer, open int) {
	fmt.Fprintf(w, "kic: %s not made; any last packs are as they were\n", count(open, "brand"))
}

func tellLeft(w io.Writer, packs []string) {
	var lines []string
	for _, dir := range packs {
		lines = append(lines, dir+" belongs to an organisation no longer on the list; remove it if it isn't wanted")
	}
	tellLines(w, lines)
}

func tellOnlyFailed(w io.Writer, n int) {
	if n == 0 {
		fmt.Fprintln(w, "kic: nothing failed last time")
	}
}

func tellShard(w io.Writer, s render.Shard, variable string) {
	fmt.Fprintf(w, "kic: shard %d of %d, as %s says; --shard 1/1 makes everything\n", s.Index, s.Count, variable)
}

// tellCollected says what shards come to.
func tellCollected(w io.Writer, c *render.Collection) {
	var wrong []string
	for _, one := range c.Results.Results {
		if one.Status == render.OutcomeFailed || one.Status == render.OutcomeIncomplete {
			wrong = append(wrong, one.Message)
		}
	}
	tellLines(w, c.Missing)
	tellLines(w, wrong)
	b := c.Results.Brands
	fmt.Fprintf(w, "kic: %d of %s done and every file of theirs verified\n", b.Done, count(c.Results.Network.Brands, "brand"))
	if b.Incomplete > 0 {
		fmt.Fprintf(w, "kic: pieces of %s are left out; the others are verified\n", count(b.Incomplete, "brand"))
	}
}

// wordsBuiltIn is where the sample lies.
const wordsBuiltIn = "built-in sample"

// tellSamples says which of the organisations are invented ones that come with the program.
func tellSamples(w io.Writer, chosen selected) {
	if chosen.sample {
		here, _ := os.Getwd()
		fmt.Fprintf(w, "kic: this is a sample organisation, as there is neither a campaign.toml nor a brand in %s; kic init starts your own\n", here)
		return
	}
	var lines []string
	for _, s := range chosen.plan.Brands {
		if brand.IsSample(s.Name) {
			where := s.From
			if isTOML(s.File) {
				where = s.File
			}
			lines = append(lines, fmt.Sprintf("%s is a sample organisation; put your own in its place in %s", s.Name, where))
		}
	}
	tellLines(w, lines)
}

// tellUnread says which files have been left alone although they look like definitions.
func tellUnread(w io.Writer, names []string) {
	for _, name := range names {
		base := name[:len(name)-len(filepath.Ext(name))]
		fmt.Fprintf(w, "kic: %s isn't read, but %s is; if the first is the newer one, save it as the other\n", name, base)
	}
}

func tellProgress(w io.Writer, done, total int) {
	fmt.Fprintf(w, "kic: %d of %s\n", done, count(total, "piece"))
}

func tellStopped(w io.Writer) { fmt.Fprintln(w, "kic: stopped; nothing half-made is left behind") }

func tellSome(w io.Writer, failed, incomplete, all int) {
	if failed > 0 {
		fmt.Fprintf(w, "kic: %d of %s failed; the others are done\n", failed, count(all, "brand"))
	}
	if incomplete > 0 {
		fmt.Fprintf(w, "kic: pieces of %d of %s are left out; all others are made\n", incomplete, count(all, "brand"))
	}
}

func tellKept(w io.Writer, name string) {
	fmt.Fprintf(w, "kic: %s was there already and stays as it is\n", name)
}

func tellStarted(w io.Writer, dir string, network bool) {
	told, command := "your name, logo, colour and contacts into "+joined(dir, "brand", "brand.toml"), "kic build"
	if network {
		told, command = "your organisations into "+joined(dir, networkFile)+" and their logos beside it", "kic build --brand "+joined(networkFolder)
	}
	if dir != "." {
		command = "cd " + quoted(dir) + ", and there: " + command
	}
	fmt.Fprintf(w, "kic: put %s, then: %s\n", told, command)
}

// tellColours says which colours a brand's pieces have, and why.
func tellColours(w io.Writer, choices []brand.Choice) {
	for _, c := range choices {
		fmt.Fprintf(w, "kic: colour %s\n", c)
	}
}

func tellChecked(w io.Writer, pieces, errors, findings int) {
	switch {
	case findings == 0:
		fmt.Fprintf(w, "kic: %s checked, no findings\n", count(pieces, "piece"))
	case errors == 0:
		fmt.Fprintf(w, "kic: %s checked, %s, none of which stops a build\n", count(pieces, "piece"), count(findings, "finding"))
	default:
		fmt.Fprintf(w, "kic: %s checked, %s, %s; kic list codes explains them\n", count(pieces, "piece"), count(errors, "error"), count(findings-errors, "other finding"))
	}
}

// shown is a path or a word of a command line as messages show it: on one line, whatever it holds.
func shown(s string) string { return definition.Visible(s) }

// quoted is a path as any shell takes it, Windows' ones included.
func quoted(path string) string {
	if strings.ContainsAny(path, " &()'") {
		return `"` + path + `"`
	}
	return path
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
