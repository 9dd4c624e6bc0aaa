package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"kic/render"
	"kic/render/campaign"
)

// The places in which definitions are looked for when none is named.
const (
	campaignFile = "campaign.toml"
	brandFolder  = "brand"
	outFolder    = "out" // of the packs, when none is named
)

// selectionFlags say what a command is about.
func selectionFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "campaign", Usage: wordsFlagCampaign},
		&cli.StringSliceFlag{Name: "brand", Usage: wordsFlagBrand},
		&cli.StringSliceFlag{Name: "only", Usage: wordsFlagOnly()},
		&cli.StringSliceFlag{Name: "message", Usage: wordsFlagMessage},
		&cli.StringSliceFlag{Name: "placement", Usage: wordsFlagPlacement},
		&cli.StringSliceFlag{Name: "look", Usage: wordsFlagLook},
	}
}

// selected is what a command line selects.
type selected struct {
	plan   *render.Plan
	sample bool // no brand was named or found, and the built-in sample stands in
}

// unread are files beside the definitions of which somebody may think that they are read.
func (s selected) unread() []string {
	all := unread(s.plan.Campaign.File)
	if !s.sample && len(s.plan.Brands) == 1 {
		all = append(all, unread(s.plan.Brands[0].File)...)
	}
	return all
}

// selection reads the definitions that the flags name, and plans. One brand alone is loaded at once, so that its mistakes
// are told with those of the campaign; those of a network wait for their turn.
func selection(c *cli.Context) (selected, error) {
	campaign, campaignErr := loadCampaign(c.String("campaign"))
	brands, sample, err := chosenBrands(c.StringSlice("brand"), c.String("campaign"))
	if err == nil && len(brands) == 1 && !sample {
		brands[0], err = loaded(brands[0])
	}
	if err := errors.Join(campaignErr, err); err != nil {
		return selected{}, err
	}
	if start := c.String("start"); start != "" {
		if _, err := time.Parse(time.DateOnly, start); err != nil {
			return selected{}, errStart(start)
		}
		campaign.Schedule.Start = start
	}
	plan, err := render.NewPlan(render.Request{
		Campaign: campaign,
		Brands:   brands,
		Select: render.Selection{
			Materials: list(c, "only"), Messages: list(c, "message"), Placements: list(c, "placement"), Looks: list(c, "look"),
		},
	})
	return selected{plan, sample}, err
}

func loaded(s render.Source) (render.Source, error) {
	if s.Err != nil {
		return s, s.Err
	}
	b, err := s.Load()
	if err != nil {
		return s, err
	}
	one := render.Loaded(b)
	one.From, one.File = s.From, s.File
	return one, nil
}

// list is the ids of a flag, which are given with commas between them, or by the flag several times.
func list(c *cli.Context, name string) []string {
	var ids []string
	for _, value := range c.StringSlice(name) {
		for id := range strings.SplitSeq(value, ",") {
			if id = strings.TrimSpace(id); id != "" {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// loadCampaign reads the campaign from a file, or the built-in one when there is none.
func loadCampaign(path string) (*campaign.Campaign, error) {
	if path == "" {
		if isFree(campaignFile) {
			entries, _ := os.ReadDir(".") // one that can't be read holds nothing for us
			if err := misnamed(campaignFile, ".", entries); err != nil {
				return nil, err
			}
			return campaign.Default()
		}
		path = campaignFile
	}
	c, err := campaign.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errMissing("campaign", path)
	}
	return c, err
}
