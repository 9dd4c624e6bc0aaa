// Package render is the front door: it opens a campaign and its brands, plans what to make, makes one piece in memory, and
// makes whole packs on disk.
//
// Start here. [Open] reads a campaign and [OpenBrand] an organisation's branding; [Campaign] and [Sample] are what ships.
// [NewPlan] works out the pieces. [Make] makes one of them in memory, and [Run] makes them all, a folder for each brand. The
// examples show each of these.
//
// A piece has findings, which say what is wrong with it, and files. Several pieces are made faster by one [Maker]. [Verify]
// checks a pack, and [Collect] brings together the reports of several machines.
//
// Most types here are those of the packages below, each of which has one job. What is said is in kic/render/campaign, whose
// it is in kic/brand, how it looks in kic/templates, and where it stands in kic/render/layout.
package render

import (
	"context"
	"errors"

	"kic/brand"
	"kic/fonts"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/pack"
	"kic/render/piece"
	"kic/render/plan"
	"kic/render/run"
	"kic/templates"
)

// What is planned.
type (
	Request   = plan.Request
	Selection = plan.Selection
	Plan      = plan.Plan
	Job       = plan.Job    // one piece
	Source    = plan.Source // a brand that is read when its turn comes
	Shard     = plan.Shard  // a part of a network
)

// MaxShards is the largest number of shards.
const MaxShards = plan.MaxShards

// What is made, and what is wrong with it.
type (
	Piece   = piece.Piece
	Finding = check.Finding
	Code    = check.Code // of a finding
	Damage  = pack.Damage
	Edited  = pack.Edited // a file of somebody's beside one of a pack
)

// MessageIncomplete is the code of what isn't made because a message lacks something. A build tells of it, too.
const MessageIncomplete = check.MessageIncomplete

// How packs are made, and what became of them.
type (
	Options     = run.Options
	Program     = run.Program
	Event       = run.Event
	Report      = run.Report
	PackReport  = run.PackReport
	SheetReport = run.SheetReport
	Results     = run.Results // of a network, over several runs
	Collection  = run.Collection
)

// The ways in which a pack can end.
const (
	Made        = run.Made
	Unchanged   = run.Unchanged
	Planned     = run.Planned
	Checked     = run.Checked
	Failed      = run.Failed
	Refused     = run.Refused
	Interrupted = run.Interrupted
)

// The ways in which a brand of a network can lack its pack, or a part of it.
const (
	OutcomeFailed     = run.OutcomeFailed
	OutcomeIncomplete = run.OutcomeIncomplete
)

// Open reads the campaign in the file called name, strictly: the error lists every mistake with its file and line.
func Open(name string) (*campaign.Campaign, error) { return campaign.Open(name) }

// OpenBrand reads the brand whose brand.toml lies in the folder called dir, as strictly. Nothing outside it is read.
func OpenBrand(dir string) (*brand.Brand, error) { return brand.Open(dir) }

// Campaign is the campaign that ships with the program.
func Campaign() (*campaign.Campaign, error) { return campaign.Default() }

// Sample is a sample organisation to begin with. Nothing that is made of it may be shown under another name.
func Sample() (*brand.Brand, error) { return brand.Default() }

// Loaded is a brand in memory, for a Request.
func Loaded(b *brand.Brand) Source { return plan.Loaded(b) }

// NewPlan works out what a request comes to. The error lists all that is wrong with it.
func NewPlan(r Request) (*Plan, error) { return plan.New(r) }

// Draft is a campaign and a plan of it while somebody is still at work on the definition in data, which the file called name
// holds: both can be used whenever its syntax is right, and the error says what is wrong with them all the same. Of what isn't
// known in sel, nothing is taken.
func Draft(name string, data []byte, sel Selection) (*campaign.Campaign, *Plan, error) {
	c, wrong := campaign.Draft(name, data)
	if c == nil {
		return nil, nil, wrong
	}
	p, err := plan.Draft(Request{Campaign: c, Select: sel})
	return c, p, errors.Join(wrong, err)
}

// Jobs are the pieces that p has for a brand. The error lists wordings that the brand can't fill; the pieces are those that can
// be made in spite of it.
func Jobs(p *Plan, b *brand.Brand) ([]Job, error) {
	pk, err := p.Pack(b)
	return pk.Jobs(), err
}

// Make makes one piece of a brand in memory. What is wrong with it stands in its Findings; with an error among them it has no
// Files. A [Maker] makes several of them faster.
func Make(b *brand.Brand, j Job) Piece { return NewMaker(j.Campaign).Make(b, j) }

// Maker makes pieces of one campaign, one at a time.
type Maker struct{ maker piece.Maker }

// NewMaker is a maker for a campaign's pieces, in any of its languages.
func NewMaker(c *campaign.Campaign) *Maker {
	return &Maker{piece.Maker{Kit: layout.NewKit(c.Messages)}}
}

// Make makes one piece; see [Make].
func (m *Maker) Make(b *brand.Brand, j Job) Piece {
	return m.maker.Make(piece.Spec{Job: j, Brand: b, Fonts: b.Fonts(fonts.Default())})
}

// Preview is a piece as a small PNG of width × height pixels, which it fills.
func (m *Maker) Preview(b *brand.Brand, j Job, width, height int) ([]byte, error) {
	return m.maker.Preview(piece.Spec{Job: j, Brand: b, Fonts: b.Fonts(fonts.Default())}, width, height)
}

// Run makes the packs of p; see [run.Packs].
func Run(ctx context.Context, p *Plan, opt Options) (Report, error) { return run.Packs(ctx, p, opt) }

// NewResults, ReadResults and Collect keep the results of a network; see package run.
var (
	NewResults  = run.NewResults
	ReadResults = run.ReadResults
	Collect     = run.Collect
)

// Verify holds every file of the pack in the folder dir against its checksum, and says what isn't as it was made.
func Verify(ctx context.Context, dir string) ([]Damage, error) { return pack.Verify(ctx, dir) }

// Codes are all kinds of findings, with what each means.
func Codes() []check.Kind { return check.Codes() }

// Placements are all sizes that a campaign has: those that ship, and its own.
func Placements(c *campaign.Campaign) ([]*templates.Placement, error) { return plan.Placements(c) }

// Misread is what is wrong with definitions that couldn't be read, as findings.
func Misread(err error) []Finding { return check.Brand("", err) }

// Errors is how many of the findings are errors that weren't allowed.
func Errors(found []Finding) int { return check.Errors(found) }
