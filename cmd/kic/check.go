package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"kic/render"
)

var formats = []string{"text", "json", "github"}

func checkCommand() *cli.Command {
	return &cli.Command{
		Name: "check", Usage: wordsCheck, Description: wordsCheckExamples,
		Flags: append(selectionFlags(),
			&cli.StringFlag{Name: "format", Usage: wordsFlagFormat, Value: "text"},
			&cli.StringSliceFlag{Name: "allow", Usage: wordsFlagAllow},
			&cli.IntFlag{Name: "jobs", Usage: wordsFlagJobs, DefaultText: "cores"},
		),
		BashComplete: completeSelection,
		Action:       check,
	}
}

func check(c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	if !slices.Contains(formats, c.String("format")) {
		return errOneOf("format", c.String("format"), formats)
	}
	allow, err := allowed(c)
	if err != nil {
		return err
	}
	format := c.String("format")
	chosen, err := selection(c)
	if err != nil && format != "text" { // a program reads what is printed, so mistakes of definitions are findings too
		return errors.Join(printFindings(c.App.Writer, format, render.Misread(err)), ended{exitUsage, errNothing})
	}
	if err != nil {
		return err
	}
	report, err := render.Run(c.Context, chosen.plan, render.Options{Jobs: c.Int("jobs"), Check: true, Allow: allow, Program: render.Program{Version: version()}})
	if err != nil {
		return err
	}
	findings := findingsOf(chosen, report)
	if err := printFindings(c.App.Writer, format, findings); err != nil {
		return err
	}
	tellTrace(c.App.ErrWriter, findings)
	if len(report.Packs) == 1 && format == "text" {
		tellColours(c.App.ErrWriter, report.Packs[0].Colours)
	}
	tellChecked(c.App.ErrWriter, pieces(report), render.Errors(findings), len(findings))
	tellUnread(c.App.ErrWriter, chosen.unread())
	tellSamples(c.App.ErrWriter, chosen)
	switch {
	case slices.ContainsFunc(report.Packs, func(p render.PackReport) bool { return p.Misread }):
		return ended{exitUsage, errNothing}
	case render.Errors(findings) > 0:
		return ended{exitFindings, errNothing}
	}
	return nil
}

// pieces is how many there are in all packs.
func pieces(report render.Report) int {
	n := 0
	for _, p := range report.Packs {
		n += p.Pieces
	}
	return n
}

// allowed are the codes of --allow.
func allowed(c *cli.Context) ([]render.Code, error) {
	var names []string
	for _, k := range render.Codes() {
		if k.Waivable {
			names = append(names, string(k.Code))
		}
	}
	var codes []render.Code
	for _, name := range list(c, "allow") {
		if !slices.Contains(names, name) {
			return nil, errOneOf("code that can be allowed", name, names)
		}
		codes = append(codes, render.Code(name))
	}
	return codes, nil
}

// findingsOf are all findings of a run. One about a piece names the brand's own file, unless the brand is a sample.
func findingsOf(chosen selected, report render.Report) []render.Finding {
	all := append([]render.Finding{}, report.Words...)
	for i, p := range report.Packs {
		for _, f := range p.Findings {
			if f.Brand == "" && slices.ContainsFunc(all, func(g render.Finding) bool { return g.Error() == f.Error() }) {
				continue // it is about the campaign, and other brands say the same
			}
			if f.File == "" && !chosen.sample {
				f.File = filepath.ToSlash(chosen.plan.Brands[i].File)
			}
			all = append(all, f)
		}
	}
	return all
}

// printFindings prints a line for each finding, or all of them as JSON. The lines of GitHub are workflow commands, which
// show beside the file that they name.
func printFindings(w io.Writer, format string, findings []render.Finding) error {
	if format == "json" {
		return printJSON(w, findings)
	}
	for _, f := range findings {
		line := fmt.Sprintf("%s %s: %s", f.Severity, f.Code, f)
		switch {
		case format == "github":
			line = annotation(f)
		case f.Waived:
			line = "allowed " + line
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// annotation is a workflow command of GitHub: ::error file=brand/brand.toml,line=4,title=contrast::what is wrong.
func annotation(f render.Finding) string {
	level := string(f.Severity)
	if f.Waived {
		level = "notice"
	}
	var at []string
	if f.File != "" {
		at = append(at, "file="+githubProperty.Replace(f.File))
	}
	if f.Line > 0 {
		at = append(at, fmt.Sprintf("line=%d", f.Line))
	}
	at = append(at, "title="+string(f.Code))
	said := f.Error()
	if f.Brand == "" && f.File == "" { // about the command itself
		said = f.What
	}
	return fmt.Sprintf("::%s %s::%s", level, strings.Join(at, ","), githubValue.Replace(said))
}

// What would end a workflow command, or one of its properties, is escaped.
var (
	githubValue    = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
