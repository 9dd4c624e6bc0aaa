package run

import (
	"kic/brand"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/pack"
)

// Status is how a pack ended.
type Status string

// The ways in which a pack can end.
const (
	Made        Status = "made"
	Unchanged   Status = "unchanged"   // it was as it should be: nothing was written
	Planned     Status = "planned"     // a dry run
	Checked     Status = "checked"     // only checked, and without an error
	Failed      Status = "failed"      // the brand can't be used, or not one piece can be made: see the findings
	Refused     Status = "refused"     // the pack can't be put where it should go
	Interrupted Status = "interrupted" // the last pack, if there was one, is as it was
)

// Done reports whether there is a pack now that is as it should be, but for pieces that were left out.
func (s Status) Done() bool { return s == Made || s == Unchanged }

// Report is what became of a plan, pack by pack in the plan's order.
type Report struct {
	Packs []PackReport    `json:"packs"`
	Words []check.Finding `json:"words,omitempty"`         // in a check: what is wrong with the campaign's words, whichever brand says them
	Sheet *SheetReport    `json:"contact_sheet,omitempty"` // of one placement over all brands; nil: none
}

// SheetReport is what became of a contact sheet that belongs to no single pack.
type SheetReport struct {
	Picture  string `json:"picture"`
	Page     string `json:"page"`
	Document string `json:"document"` // all of it as a PDF
	Status   Status `json:"status"`
	Why      string `json:"why,omitempty"`   // why it was refused
	Trace    string `json:"trace,omitempty"` // where the program failed, for those who maintain it

	More   []string      `json:"more,omitempty"`   // the files of further sheets, where one can't show all of it
	Edited []pack.Edited `json:"edited,omitempty"` // earlier files that somebody had changed, and where they lie now
}

// PackReport is what became of one pack.
type PackReport struct {
	Brand    string          `json:"brand"` // slug
	Name     string          `json:"name"`
	Dir      string          `json:"folder"`
	Zip      string          `json:"zip,omitempty"` // the archive, where one was asked for
	Status   Status          `json:"status"`
	Pieces   int             `json:"pieces"`             // that the pack consists of, without those that were left out
	Written  []string        `json:"written,omitempty"`  // files that were written; in a dry run, pieces that would be
	Kept     int             `json:"kept"`               // files that were up to date
	Others   int             `json:"others,omitempty"`   // pieces of an earlier run that weren't selected and stay as they are
	Removed  []string        `json:"removed,omitempty"`  // files of an earlier run that are no longer part of the pack
	Outdated bool            `json:"outdated,omitempty"` // the earlier pack was written in a way that is no longer good: see edition
	Edited   []pack.Edited   `json:"edited,omitempty"`   // files that somebody had changed, and that lie beside the new ones now
	Unmoved  string          `json:"unmoved,omitempty"`  // a folder with files of a user's that couldn't be moved into the pack
	Findings []check.Finding `json:"findings,omitempty"` // of the pieces that were made or checked; those that were kept had been checked before
	Misread  bool            `json:"misread,omitempty"`  // failed as the brand's definition can't be used

	Left      []pack.LeftOut `json:"left_out,omitempty"`       // pieces that couldn't be made, by path; all others are in the pack
	StillLeft []pack.LeftOut `json:"still_left_out,omitempty"` // pieces that an earlier run couldn't make and that weren't selected

	Why     string         `json:"why,omitempty"` // why the pack was refused
	Thumb   string         `json:"-"`             // a small picture of the pack, by its path in it; may be empty
	Colours []brand.Choice `json:"-"`             // how the brand's colours were chosen
	Seconds float64        `json:"seconds,omitempty"`

	spoken  []*campaign.Campaign // the campaign in each language of the brand
	seconds map[string]float64   // of pieces with which something is wrong, by path
}

// withoutLists is p without what grows with the number of files.
func (p PackReport) withoutLists() PackReport {
	p.Written, p.Removed, p.Colours, p.seconds = nil, nil, nil, nil
	return p
}
