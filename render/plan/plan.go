// Package plan works out which pieces to make from a campaign, some brands and a selection.
//
// [New] takes a [Request] and gives a [Plan], or reports everything wrong with the request. A plan is plain data: after it,
// no id can turn out to be misspelt. Brands of a network are loaded one at a time, as [Source]s, so mistakes in a brand are
// found when its turn comes. [Plan.Pack] gives the [Job]s of one brand: the pieces of its pack.
package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"kic/render/campaign"
	"kic/templates"
)

// Request is what somebody wants made.
type Request struct {
	Campaign *campaign.Campaign
	Brands   []Source
	Select   Selection
}

// Selection narrows a campaign down, by ids. An empty list takes all; of the looks, those that the campaign names.
type Selection struct {
	Materials  []string
	Messages   []string
	Placements []string
	Looks      []string
}

func (s Selection) narrow() bool {
	return len(s.Materials)+len(s.Messages)+len(s.Placements)+len(s.Looks) > 0
}

// Plan is what is to be made: each message in each look for each placement, for every brand.
type Plan struct {
	Campaign   *campaign.Campaign
	Messages   []*campaign.Message
	Placements []*templates.Placement
	Looks      []*templates.Look
	Known      []*templates.Placement // all that the campaign has, selected or not
	Narrow     bool                   // a selection of the campaign: pieces outside it that an earlier run made stay as they are

	PackSize int // pieces of a pack; see Size

	Brands  []Source // in the order in which they are made
	All     []Source // of the shard: Brands are those of them that are to be made this time
	Network Network  // of which they may be a part
	Shard   Shard
}

// Network is all brands that a plan was asked for.
type Network struct {
	Brands int    `json:"brands"`
	Digest string `json:"digest"` // tells one list of brands from another
}

// New works out what is to be made for every brand. All that is wrong with the request comes back at once: unknown ids with
// the nearest right one. What is wrong with a brand is found when its turn comes, so that it stops no other.
func New(r Request) (*Plan, error) {
	p, err := Draft(r)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// Draft is New for a request that somebody is still at work on: what isn't known is left out, and where nothing is left of
// a list, all of it is taken. The plan is nil only where the program's own definitions can't be read.
func Draft(r Request) (*Plan, error) {
	known, err := Placements(r.Campaign)
	if err != nil {
		return nil, err
	}
	brands := apart(r.Brands)
	p := &Plan{
		Campaign: r.Campaign, Known: known, Narrow: r.Select.narrow(),
		Brands: brands, All: brands, Network: Network{len(brands), digest(brands)},
	}
	var errs [5]error
	named := r.Select.Looks
	if len(named) == 0 {
		named = r.Campaign.Looks
		if err := unknown("look", named, templates.LookIDs()); err != nil {
			errs[0] = fmt.Errorf("%s: looks: %w", r.Campaign.File, err)
		}
	}
	looks, err := templates.Looks()
	if err != nil {
		return nil, err
	}
	errs[1] = unknown("material", r.Select.Materials, materials(known))
	p.Placements, errs[2] = choose("placement", known, placementID, r.Select.Placements)
	p.Looks, errs[3] = choose("look", looks, lookID, named)
	if errs[0] != nil {
		errs[3] = nil // it is the same, and there it says where
	}
	p.Messages, errs[4] = choose("message", Pointers(r.Campaign.Messages), messageID, r.Select.Messages)
	if len(r.Select.Materials) > 0 && errs[1] == nil {
		p.Placements = slices.DeleteFunc(slices.Clone(p.Placements), func(p *templates.Placement) bool {
			return !slices.Contains(r.Select.Materials, string(p.Material))
		})
	}
	err = errors.Join(errs[:]...)
	if len(p.Placements) == 0 {
		p.Placements = known
		if err == nil {
			err = fmt.Errorf("none of the placements %s is one of the material %s; widen --placement or --only",
				strings.Join(r.Select.Placements, ", "), strings.Join(r.Select.Materials, ", "))
		}
	}
	p.PackSize = len(p.InGeneral().Jobs())
	return p, err
}

// Placements are the shipped placements with those of the campaign: one of the same id takes its place, others follow.
func Placements(c *campaign.Campaign) ([]*templates.Placement, error) {
	shipped, err := templates.Placements()
	if err != nil {
		return nil, fmt.Errorf("placements: %w", err)
	}
	all := Pointers(shipped)
	for i := range c.Placements {
		own := &c.Placements[i]
		at := slices.IndexFunc(all, func(p *templates.Placement) bool { return p.ID == own.ID })
		if at < 0 {
			all = append(all, own)
		} else {
			all[at] = own
		}
	}
	return all, nil
}

// Size is how many pieces the plan has in all packs, as far as that is known before the brands are read: one language for
// each, with all contacts that wordings name.
func (p *Plan) Size() int { return len(p.Brands) * p.PackSize }

// TakeShard narrows the plan down to the brands of one shard.
func (p *Plan) TakeShard(shard Shard) {
	p.Shard = shard
	p.All = slices.DeleteFunc(slices.Clone(p.All), func(s Source) bool { return !shard.has(s.Slug) })
	p.Brands = p.All
}

// Pass leaves out the brands that done reports.
func (p *Plan) Pass(done func(slug string) bool) {
	p.Brands = slices.DeleteFunc(slices.Clone(p.Brands), func(s Source) bool { return done(s.Slug) })
}
