package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"kic/render"
)

func collectCommand() *cli.Command {
	return &cli.Command{
		Name: "collect", Usage: wordsCollect, ArgsUsage: "[folder]", Description: wordsCollectExamples,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "campaign", Usage: wordsFlagCampaign},
			&cli.IntFlag{Name: "jobs", Usage: wordsFlagVerifyJobs, DefaultText: "cores"},
			&cli.BoolFlag{Name: "force", Usage: wordsFlagForceIndex},
		},
		Action: collect,
	}
}

func collect(c *cli.Context) error {
	if c.NArg() > 1 {
		return errExtra("kic collect", c.Args().Tail())
	}
	out := c.Args().First()
	if out == "" {
		out = "out"
	}
	campaign, err := loadCampaign(c.String("campaign"))
	if err != nil {
		return err
	}
	all, err := render.Collect(c.Context, out, c.Int("jobs"))
	if err != nil {
		return err
	}
	if err := all.Results.Write(out); err != nil {
		return err
	}
	if err := all.Results.WriteIndex(out, campaign, c.Bool("force")); err != nil {
		return err
	}
	tellAside(c.App.ErrWriter, all.Results.Aside)
	if _, err := fmt.Fprintln(c.App.Writer, all.Results.File(out)); err != nil {
		return err
	}
	tellCollected(c.App.ErrWriter, all)
	switch brands := all.Results.Brands; {
	case len(all.Missing) > 0 || brands.Done == 0:
		return ended{exitFindings, errNothing}
	case brands.Failed+brands.Incomplete > 0:
		return ended{exitSome, errNothing}
	}
	return nil
}
