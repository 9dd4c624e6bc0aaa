package run

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kic/render/check"
	"kic/render/pack"
	"kic/render/plan"
)

// resultsSchema is the version of the form of a report on disk.
const resultsSchema = 1

// Results are what became of every brand of a network, or of one shard of it, as report.json keeps them beside the packs:
// over several runs, as far as these were about some of the brands only.
type Results struct {
	Schema    int          `json:"schema"`
	Generator string       `json:"generator"` // the program and its version
	Shard     string       `json:"shard,omitempty"`
	Network   plan.Network `json:"network"` // the shard's is the whole one
	Brands    Tally        `json:"brands"`
	Results   []Result     `json:"results"` // in the order of the network; a brand that failed has one for each reason, one that is incomplete for each piece

	Aside []pack.Edited `json:"-"` // pages over all brands that somebody had changed, and where they lie now

	brands []plan.Source       // that belong here, in their order
	of     map[string][]Result // by brand
}

// Tally counts brands.
type Tally struct {
	Done       int `json:"done"`
	Failed     int `json:"failed"`
	Incomplete int `json:"incomplete"` // their packs are there, and pieces of them couldn't be made
	Open       int `json:"open"`       // a run was stopped before their turn
}

// All is how many brands there are.
func (t Tally) All() int { return t.Done + t.Failed + t.Incomplete + t.Open }

// Result is what became of a brand, or why.
type Result struct {
	Brand   string     `json:"brand"` // slug
	Name    string     `json:"name"`
	Asset   string     `json:"asset"`  // by its path in the pack; empty where it is about the whole brand
	Status  Outcome    `json:"status"` // of the brand
	Code    check.Code `json:"code"`   // why it failed, or the asset was left out
	Message string     `json:"message"`
	Trace   string     `json:"trace,omitempty"`  // where the program itself failed, for those who maintain it
	Seconds float64    `json:"seconds"`          // that the pack took when it was last made, or the asset until it failed
	Pieces  int        `json:"pieces,omitempty"` // of the pack
	Thumb   string     `json:"thumbnail,omitempty"`
}

// The codes that a report has besides those of findings.
const (
	NotWritten check.Code = "not-written" // the pack can't be put where it should go
	Damaged    check.Code = "damaged"     // a file of a pack isn't as it was made
	Twice      check.Code = "twice"       // several shards say that they made the pack
)

// Outcome is whether a brand has its pack.
type Outcome string

// The outcomes.
const (
	OutcomeDone       Outcome = "done"
	OutcomeFailed     Outcome = "failed"
	OutcomeIncomplete Outcome = "incomplete" // it has one, and a piece of it couldn't be made
	OutcomeOpen       Outcome = "open"       // a run was stopped before its turn
)

// NewResults are the results of p before it runs: those of the last run, and all open that last knows nothing of. last may
// be nil.
func NewResults(p *plan.Plan, program Program, last *Results) *Results {
	r := &Results{
		Schema: resultsSchema, Generator: "kic " + program.Version, Shard: p.Shard.String(), Network: p.Network,
		brands: p.All, of: map[string][]Result{},
	}
	for _, s := range r.brands {
		if last != nil && len(last.of[s.Slug]) > 0 {
			r.of[s.Slug] = last.of[s.Slug]
		} else {
			r.of[s.Slug] = []Result{{Brand: s.Slug, Name: s.Name, Status: OutcomeOpen}}
		}
	}
	return r
}

// Done reports whether the brand called slug has its pack, with every piece.
func (r *Results) Done(slug string) bool {
	of := r.of[slug]
	return len(of) > 0 && of[0].Status == OutcomeDone
}

// made reports whether the brand called slug has a pack, though pieces of it may have been left out.
func (r *Results) made(slug string) bool {
	of := r.of[slug]
	return r.Done(slug) || len(of) > 0 && of[0].Status == OutcomeIncomplete
}

// Left are the folders of packs in out that r knows of, and that are of no brand of p any more. A shard has none: its
// brands may be those of another shard.
func (r *Results) Left(p *plan.Plan, out string) []string {
	if r == nil || p.Shard.Count > 0 {
		return nil
	}
	wanted := map[string]bool{}
	for _, s := range p.All {
		wanted[s.Slug] = true
	}
	var left []string
	for _, s := range r.brands {
		if dir := filepath.Join(out, s.Slug); !wanted[s.Slug] && isFile(filepath.Join(dir, pack.ManifestFile)) {
			left = append(left, dir)
		}
	}
	return left
}

// Begin notes that the brands of p are about to be made, so that a run that is killed leaves word of what it didn't do.
func (r *Results) Begin(p *plan.Plan) {
	for _, s := range p.Brands {
		if !r.Done(s.Slug) {
			continue
		}
		open := r.of[s.Slug][0]
		open.Status = OutcomeOpen
		r.of[s.Slug] = []Result{open}
	}
}

// Add notes what became of a pack. Of one that was up to date stays what it was when it was made.
func (r *Results) Add(p PackReport) {
	one := Result{Brand: p.Brand, Name: p.Name, Status: OutcomeDone, Seconds: milli(p.Seconds), Pieces: p.Pieces, Thumb: p.Thumb}
	switch p.Status {
	case Unchanged:
		if of := r.of[p.Brand]; len(of) == 1 && of[0].Status != OutcomeFailed && of[0].Pieces == one.Pieces && of[0].Thumb == one.Thumb {
			one.Seconds = of[0].Seconds
		}
	case Interrupted:
		one.Status = OutcomeOpen
	case Refused:
		one.Status, one.Code, one.Message, one.Thumb = OutcomeFailed, NotWritten, p.Why, ""
	case Failed:
		var all []Result
		for _, f := range p.Findings {
			if check.Refuses([]check.Finding{f}) {
				all = append(all, Result{Brand: p.Brand, Name: p.Name, Asset: f.Path, Status: OutcomeFailed, Code: f.Code, Message: f.Error(), Trace: f.Trace, Seconds: milli(p.seconds[f.Path])})
			}
		}
		r.of[p.Brand] = all
		return
	}
	r.of[p.Brand] = []Result{one}
	if left := slices.Concat(p.Left, p.StillLeft); p.Status.Done() && len(left) > 0 {
		r.of[p.Brand] = lacking(one, left)
	}
}

// lacking are the results of a brand whose pack lacks pieces: one for each of them.
func lacking(made Result, left []pack.LeftOut) []Result {
	var all []Result
	for _, l := range left {
		one := made
		one.Status, one.Asset, one.Code, one.Message = OutcomeIncomplete, l.Path, check.Code(l.Codes[0]), strings.Join(l.Why, "\n")
		all = append(all, one)
	}
	return all
}

// milli rounds seconds to thousandths.
func milli(s float64) float64 { return math.Round(s*1000) / 1000 }

// list puts the results in their order, and counts.
func (r *Results) list() {
	r.Results, r.Brands = []Result{}, Tally{}
	for _, s := range r.brands {
		of := r.of[s.Slug]
		r.Results = append(r.Results, of...)
		switch of[0].Status {
		case OutcomeDone:
			r.Brands.Done++
		case OutcomeFailed:
			r.Brands.Failed++
		case OutcomeIncomplete:
			r.Brands.Incomplete++
		default:
			r.Brands.Open++
		}
	}
}

// resultsFile is what the report of a run is called.
func resultsFile(shard string) string {
	if shard == "" {
		return "report.json"
	}
	return "report-" + shard + ".json"
}

// File is where the results lie when the packs are in the folder out.
func (r *Results) File(out string) string { return filepath.Join(out, resultsFile(r.Shard)) }

// ReadResults reads what the last run left in the folder out; nil where there is nothing.
func ReadResults(out string, shard plan.Shard) (*Results, error) {
	return readResults(filepath.Join(out, resultsFile(shard.String())))
}

func readResults(name string) (*Results, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the report of the last run: %w", err)
	}
	r := &Results{of: map[string][]Result{}}
	if err := json.Unmarshal(data, r); err != nil || r.Schema == 0 || r.Schema > resultsSchema {
		return nil, fmt.Errorf("%s isn't a report that this kic understands; move it away, or choose another folder with --out", name)
	}
	for _, one := range r.Results {
		if len(r.of[one.Brand]) == 0 {
			r.brands = append(r.brands, plan.Source{Slug: one.Brand, Name: one.Name})
		}
		r.of[one.Brand] = append(r.of[one.Brand], one)
	}
	return r, nil
}

// Write puts the results into the folder out as a whole, unless they are there already.
func (r *Results) Write(out string) error {
	r.list()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(r); err != nil {
		return err
	}
	if err := pack.Put(r.File(out), b.Bytes()); err != nil {
		return fmt.Errorf("the report: %w", err)
	}
	return nil
}
