package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"kic/render"
	"kic/templates"
)

//go:embed completion/*
var completions embed.FS

var shells = []string{"bash", "zsh", "fish", "powershell"}

func completionCommand() *cli.Command {
	return &cli.Command{
		Name: "completion", Usage: wordsCompletion, ArgsUsage: "bash|zsh|fish|powershell", Description: wordsCompletionExamples,
		BashComplete: completeWords(shells),
		Action: func(c *cli.Context) error {
			script, err := fs.ReadFile(completions, "completion/kic."+c.Args().First())
			if err != nil || c.NArg() != 1 {
				return errOneOf("shell", c.Args().First(), shells)
			}
			_, err = c.App.Writer.Write(script)
			return err
		},
	}
}

// completeWords completes an argument from a list, and options.
func completeWords(words []string) cli.BashCompleteFunc {
	return func(c *cli.Context) {
		if c.NArg() == 0 && !strings.HasPrefix(typed(), "-") {
			for _, w := range words {
				fmt.Fprintln(c.App.Writer, w)
			}
			return
		}
		cli.DefaultCompleteWithFlags(c.Command)(c)
	}
}

// completeSelection completes the values of the options that take ids, and options.
func completeSelection(c *cli.Context) {
	for _, id := range values(typed()) {
		fmt.Fprintln(c.App.Writer, id)
	}
	cli.DefaultCompleteWithFlags(c.Command)(c)
}

// typed is the last word before the cursor. The flag that asks for completion comes behind it.
func typed() string {
	if len(os.Args) < 2 {
		return ""
	}
	return os.Args[len(os.Args)-2]
}

// values are the ids that may stand behind an option. What can't be read has no ids: completion says nothing of errors.
func values(option string) []string {
	var ids []string
	campaign, err := loadCampaign("")
	if err != nil {
		return nil
	}
	switch option {
	case "--message":
		for _, m := range campaign.Messages {
			ids = append(ids, m.ID)
		}
	case "--placement", "--only":
		placements, _ := render.Placements(campaign)
		for _, p := range placements {
			id := p.ID
			if option == "--only" {
				id = string(p.Material)
			}
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	case "--look":
		ids = templates.LookIDs()
	case "--format":
		return formats
	}
	return ids
}
