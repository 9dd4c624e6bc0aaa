package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"kic/fonts"
	"kic/render"
	"kic/render/definition"
	"kic/templates"
)

// row is one line of a list: the names of its columns with their values, in order.
type row []cell

type cell struct{ name, value string }

// lists are what kic list can show.
var lists = []struct {
	name string
	rows func(c *cli.Context) ([]row, error)
}{
	{"placements", listPlacements},
	{"messages", listMessages},
	{"looks", listLooks},
	{"fonts", listFonts},
	{"brands", listBrands},
	{"codes", listCodes},
}

func listNames() []string {
	var names []string
	for _, l := range lists {
		names = append(names, l.name)
	}
	return names
}

func listCommand() *cli.Command {
	return &cli.Command{
		Name: "list", Usage: wordsList, ArgsUsage: strings.Join(listNames(), "|"), Description: wordsListExamples,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "campaign", Usage: wordsFlagCampaign},
			&cli.StringSliceFlag{Name: "brand", Usage: wordsFlagBrand},
			&cli.BoolFlag{Name: "json", Usage: wordsFlagJSON},
		},
		BashComplete: completeWords(listNames()),
		Action: func(c *cli.Context) error {
			if c.NArg() > 1 {
				return errExtra("kic list", c.Args().Tail())
			}
			for _, l := range lists {
				if l.name == c.Args().First() {
					rows, err := l.rows(c)
					if err != nil {
						return err
					}
					return printRows(c.App.Writer, rows, c.Bool("json"))
				}
			}
			return errOneOf("list", c.Args().First(), listNames())
		},
	}
}

func listPlacements(c *cli.Context) ([]row, error) {
	campaign, err := loadCampaign(c.String("campaign"))
	if err != nil {
		return nil, err
	}
	placements, err := render.Placements(campaign)
	var rows []row
	for _, p := range placements {
		size := fmt.Sprintf("%gx%g %s", p.Width, p.Height, p.Unit)
		rows = append(rows, row{{"id", p.ID}, {"size", size}, {"format", string(p.Format)}, {"material", string(p.Material)}, {"name", p.Name}})
	}
	return rows, err
}

func listMessages(c *cli.Context) ([]row, error) {
	campaign, err := loadCampaign(c.String("campaign"))
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, m := range campaign.Messages {
		headline := ""
		if len(m.Headline) > 0 {
			headline = m.Headline[0]
		}
		rows = append(rows, row{{"id", m.ID}, {"name", m.Name}, {"headline", headline}})
	}
	return rows, nil
}

func listLooks(*cli.Context) ([]row, error) {
	looks, err := templates.Looks()
	var rows []row
	for _, l := range looks {
		rows = append(rows, row{{"id", l.ID}, {"name", l.Name}, {"summary", l.Summary}})
	}
	return rows, err
}

func listFonts(*cli.Context) ([]row, error) {
	set := fonts.Default()
	var rows []row
	for _, family := range set.Families() {
		var weights []string
		for _, f := range set.Faces() {
			if f.Family == family && !f.Italic {
				weights = append(weights, strconv.Itoa(f.Weight))
			}
		}
		rows = append(rows, row{{"family", family}, {"weights", strings.Join(weights, ", ")}})
	}
	return rows, nil
}

func listBrands(c *cli.Context) ([]row, error) {
	all, _, err := chosenBrands(c.StringSlice("brand"), c.String("campaign"))
	var rows []row
	errs := []error{err}
	for _, s := range all {
		one, err := loaded(s)
		if err == nil {
			rows = append(rows, row{{"slug", one.Slug}, {"name", one.Name}, {"folder", s.From}})
		}
		errs = append(errs, err)
	}
	return rows, errors.Join(errs...)
}

// listCodes shows what kic check can find.
func listCodes(*cli.Context) ([]row, error) {
	var rows []row
	for _, k := range render.Codes() {
		rows = append(rows, row{{"code", string(k.Code)}, {"severity", string(k.Severity)}, {"means", k.Means}})
	}
	return rows, nil
}

// printRows prints a table, without a heading so that it can be piped, or an array of objects.
func printRows(w io.Writer, rows []row, asJSON bool) error {
	if asJSON {
		all := []map[string]string{}
		for _, r := range rows {
			object := map[string]string{}
			for _, c := range r {
				object[c.name] = c.value
			}
			all = append(all, object)
		}
		return printJSON(w, all)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		var values []string
		for _, c := range r {
			values = append(values, definition.Visible(c.value))
		}
		fmt.Fprintln(t, strings.Join(values, "\t"))
	}
	return t.Flush()
}
