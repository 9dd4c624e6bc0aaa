package main

import (
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/urfave/cli/v2"

	"kic/render"
)

func buildCommand() *cli.Command {
	return &cli.Command{
		Name: "build", Usage: wordsBuild, Description: wordsBuildExamples,
		Flags: append(selectionFlags(),
			&cli.StringFlag{Name: "out", Usage: wordsFlagOut, Value: outFolder},
			&cli.StringFlag{Name: "start", Usage: wordsFlagStart},
			&cli.BoolFlag{Name: "svg", Usage: wordsFlagSVG},
			&cli.BoolFlag{Name: "print", Usage: wordsFlagPrint},
			&cli.BoolFlag{Name: "crop-marks", Usage: wordsFlagMarks},
			&cli.BoolFlag{Name: "contact-sheet", Usage: wordsFlagSheet},
			&cli.BoolFlag{Name: "zip", Usage: wordsFlagZip},
			&cli.StringSliceFlag{Name: "allow", Usage: wordsFlagAllow},
			&cli.StringFlag{Name: "shard", Usage: wordsFlagShard},
			&cli.BoolFlag{Name: "only-failed", Usage: wordsFlagOnlyFailed},
			&cli.BoolFlag{Name: "verify", Usage: wordsFlagVerify},
			&cli.BoolFlag{Name: "force", Usage: wordsFlagForce},
			&cli.BoolFlag{Name: "dry-run", Usage: wordsFlagDryRun},
			&cli.BoolFlag{Name: "json", Usage: wordsFlagJSON},
			&cli.IntFlag{Name: "jobs", Usage: wordsFlagJobs, DefaultText: "cores"},
		),
		BashComplete: completeSelection,
		Action:       build,
	}
}

func build(c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	allow, err := allowed(c)
	if err != nil {
		return err
	}
	program, err := self()
	if err != nil {
		return err
	}
	chosen, err := selection(c)
	if err != nil {
		return err
	}
	if err := checkPlace(c.String("out"), chosen.plan); err != nil {
		return err
	}
	made, err := ready(c, chosen.plan, program)
	if err != nil {
		return err
	}
	stderr := c.App.ErrWriter
	tellStart(stderr, chosen.plan)
	tellUnread(stderr, chosen.unread())
	tellSamples(stderr, chosen)
	report, err := render.Run(c.Context, chosen.plan, render.Options{
		Out: c.String("out"), Jobs: c.Int("jobs"), Force: c.Bool("force"), Verify: c.Bool("verify"), Zip: c.Bool("zip"), SVG: c.Bool("svg"),
		Sheet: c.Bool("contact-sheet"), Print: c.Bool("print") || c.Bool("crop-marks"), Marks: c.Bool("crop-marks"),
		DryRun: c.Bool("dry-run"), Allow: allow, Program: program, Now: time.Now, Progress: made.event, Packed: made.packed,
	})
	made.shown.stop()
	if err != nil {
		return err
	}
	tellSheet(stderr, report)
	err = errors.Join(made.end(report), outcome(stderr, report, made.wrong))
	tellSamples(stderr, chosen) // last, as what stands above may have scrolled away
	return err
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// outcome is the exit code that a run earns, as an error without words: they have been said. wrong says that what goes
// beside the packs couldn't be written.
func outcome(w io.Writer, report render.Report, wrong bool) error {
	bad, incomplete, failed := 0, 0, false
	for _, p := range report.Packs {
		switch {
		case p.Status == render.Failed || p.Status == render.Refused:
			bad++
		case len(p.Left) > 0:
			incomplete++
		}
		failed = failed || len(p.Left) > 0 || p.Status == render.Failed && !p.Misread
	}
	wrong = wrong || report.Sheet != nil && report.Sheet.Status == render.Refused
	switch {
	case bad+incomplete == 0 && wrong:
		return ended{exitUsage, errNothing}
	case bad+incomplete == 0:
		return nil
	case bad+incomplete < len(report.Packs) || len(report.Packs) > 1 && incomplete > 0:
		tellSome(w, bad, incomplete, len(report.Packs))
		return ended{exitSome, errNothing}
	case failed:
		return ended{exitFindings, errNothing}
	}
	return ended{exitUsage, errNothing}
}
