// Package render makes packs: [NewPlan] works out which pieces a campaign, some brands and a selection come to, and
// [Plan.Run] lays them out, draws and writes them on all cores. It is the only place where anything runs at once.
package render

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/definition"
	"kic/render/layout"
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

// Plan is what is to be made. Nothing in it can turn out to be misspelt or missing later, but for what a brand says.
type Plan struct {
	Campaign *campaign.Campaign
	Brands   []Source // in the order in which they are made
	Network  Network  // of which they may be a part
	Shard    Shard

	chosen     choice
	narrow     bool // a selection of the campaign: pieces outside it that an earlier run made stay as they are
	placements []*templates.Placement

	all []Source // of the shard: Brands are those of them that are to be made this time

	mu       sync.Mutex
	versions map[string]*campaign.Campaign // by language; each is made once, as much is worked out once for each
}

// Network is all brands that a plan was asked for.
type Network struct {
	Brands int    `json:"brands"`
	Digest string `json:"digest"` // tells one list of brands from another
}

// choice is what of the campaign is to be made for every brand.
type choice struct {
	messages   []*campaign.Message
	placements []*templates.Placement
	looks      []*templates.Look
}

func (c choice) size() int { return len(c.placements) * len(c.messages) * len(c.looks) }

// Pack is what is to be made for one brand: each message in each look for each placement.
type Pack struct {
	Brand      *brand.Brand
	Campaign   *campaign.Campaign   // in the brand's language, or the first of them
	Also       []*campaign.Campaign // the same in the brand's other languages
	Messages   []*campaign.Message  // of Campaign
	Placements []*templates.Placement
	Looks      []*templates.Look
}

// Jobs are the pieces of the pack, in the order of the placements, the messages and the looks.
func (p *Pack) Jobs() []Job {
	var jobs []Job
	for _, place := range p.Placements {
		for _, m := range p.Messages {
			for _, look := range p.Looks {
				jobs = append(jobs, p.jobs(m, place, look)...)
			}
		}
	}
	return jobs
}

func (p *Pack) size() int { return len(p.Jobs()) }

// Job is one piece to be made.
type Job struct {
	Campaign  *campaign.Campaign // in the language of the piece
	Message   *campaign.Message
	Placement *templates.Placement
	Look      *templates.Look
	Also      []layout.Voice // further languages that the piece speaks

	ending string // of the file's name: the language, where each language has a piece
}

// Path is where the piece lies in its pack: a folder for each placement, ready for a slideshow.
func (j Job) Path() string { return j.file("", extension[j.Placement.Format]) }

// SVGPath is where the editable copy of the piece lies, apart from the pictures so that a slideshow doesn't meet it.
func (j Job) SVGPath() string { return j.file("svg/", "svg") }

// PrintPath is where the copy for a printer lies that a page has beside it; empty for a picture. Crop marks show in its
// name, so that a file with them is never taken for one without.
func (j Job) PrintPath(marks bool) string {
	switch {
	case j.Placement.Format != templates.PDF:
		return ""
	case marks:
		return strings.TrimSuffix(j.Path(), ".pdf") + "-print-marks.pdf"
	}
	return strings.TrimSuffix(j.Path(), ".pdf") + "-print.pdf"
}

func (j Job) file(under, ext string) string {
	return fmt.Sprintf("%s%s/%s/%s-%s%s.%s", under, j.Placement.Material, j.Placement.ID, j.Message.ID, j.Look.ID, j.ending, ext)
}

var extension = map[templates.Format]string{templates.PNG: "png", templates.JPEG: "jpg", templates.PDF: "pdf"}

// Size is how many pieces the plan has in all packs.
func (p *Plan) Size() int { return len(p.Brands) * p.chosen.size() }

// TakeShard narrows the plan down to the brands of one shard.
func (p *Plan) TakeShard(shard Shard) {
	p.Shard = shard
	p.all = slices.DeleteFunc(slices.Clone(p.all), func(s Source) bool { return !shard.has(s.Slug) })
	p.Brands = p.all
}

// Pass leaves out the brands that done reports.
func (p *Plan) Pass(done func(slug string) bool) {
	p.Brands = slices.DeleteFunc(slices.Clone(p.Brands), func(s Source) bool { return done(s.Slug) })
}

// NewPlan works out what is to be made for every brand. All that is wrong with the request comes back at once: unknown
// ids with the nearest right one. What is wrong with a brand is found when its turn comes, so that it stops no other.
func NewPlan(r Request) (*Plan, error) {
	placements, err := Placements(r.Campaign)
	if err != nil {
		return nil, err
	}
	brands := apart(r.Brands)
	plan := &Plan{
		Campaign: r.Campaign, Brands: brands, all: brands, Network: Network{len(brands), digest(brands)},
		narrow: r.Select.narrow(), placements: placements, versions: map[string]*campaign.Campaign{},
	}
	var errs []error
	named := r.Select.Looks
	if len(named) == 0 {
		named = r.Campaign.Looks
		if err := known("look", named, templates.LookIDs()); err != nil {
			return nil, fmt.Errorf("%s: looks: %w", r.Campaign.File, err)
		}
	}
	errs = append(errs, known("material", r.Select.Materials, materials(placements)))
	placements, err = choose("placement", placements, placementID, r.Select.Placements)
	errs = append(errs, err)
	looks, err := readLooks(named)
	errs = append(errs, err)
	messages, err := choose("message", pointers(r.Campaign.Messages), messageID, r.Select.Messages)
	errs = append(errs, err)
	if len(r.Select.Materials) > 0 {
		placements = slices.DeleteFunc(slices.Clone(placements), func(p *templates.Placement) bool {
			return !slices.Contains(r.Select.Materials, string(p.Material))
		})
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	if len(placements) == 0 {
		return nil, fmt.Errorf("none of the placements %s is one of the material %s; widen --placement or --only",
			strings.Join(r.Select.Placements, ", "), strings.Join(r.Select.Materials, ", "))
	}
	plan.chosen = choice{messages, placements, looks}
	return plan, nil
}

// pack is what is to be made for b, in its language. Wordings of which it can fill not one are an error.
func (p *Plan) pack(b *brand.Brand) (*Pack, error) {
	voices := p.voices(b)
	c := voices[0]
	pk := &Pack{Brand: b, Campaign: c, Also: voices[1:], Placements: p.chosen.placements, Looks: p.chosen.looks}
	for _, m := range p.chosen.messages {
		pk.Messages = append(pk.Messages, c.Message(m.ID))
	}
	return pk, fillable(pk)
}

// inGeneral is what is to be made for every brand, in the campaign's own language.
func (p *Plan) inGeneral() *Pack {
	return &Pack{Campaign: p.Campaign, Messages: p.chosen.messages, Placements: p.chosen.placements, Looks: p.chosen.looks}
}

// in is the campaign in a language.
func (p *Plan) in(language string) *campaign.Campaign {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.versions[language] == nil {
		p.versions[language] = p.Campaign.In(language)
	}
	return p.versions[language]
}

// Placements are the shipped placements with those of the campaign: one of the same id takes its place, others follow.
func Placements(c *campaign.Campaign) ([]*templates.Placement, error) {
	shipped, err := templates.Placements()
	if err != nil {
		return nil, fmt.Errorf("placements: %w", err)
	}
	all := pointers(shipped)
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

// fillable finds wordings of which a brand can fill not one.
func fillable(p *Pack) error {
	var errs []error
	for _, c := range p.speakers() {
		errs = append(errs, fillableIn(c, p))
	}
	return errors.Join(errs...)
}

// fillableIn does so for a language.
func fillableIn(c *campaign.Campaign, p *Pack) error {
	b := p.Brand
	fields := c.Fields(b.Fields)
	var errs []error
	for _, m := range p.Messages {
		m = c.Message(m.ID)
		for _, list := range []struct {
			key      string
			wordings []string
		}{{"headline", m.Headline}, {"support", m.Support}, {"action", m.Action}} {
			if len(list.wordings) == 0 || len(campaign.Wordings(list.wordings, fields)) > 0 {
				continue
			}
			_, missing := campaign.Fill(list.wordings[len(list.wordings)-1], fields)
			errs = append(errs, fmt.Errorf("brand %q: message %q: %s: every wording needs something that the brand doesn't say; add %s to its brand.toml, or a wording without {%s} to %s",
				b.Slug, m.ID, list.key, strings.Join(missing, " and "), strings.Join(missing, "}, {"), c.File))
		}
	}
	return errors.Join(errs...)
}

// readLooks are the looks with the wanted ids; all where none is wanted.
func readLooks(wanted []string) ([]*templates.Look, error) {
	if err := known("look", wanted, templates.LookIDs()); err != nil {
		return nil, err
	}
	var looks []*templates.Look
	for _, id := range templates.LookIDs() {
		if len(wanted) > 0 && !slices.Contains(wanted, id) {
			continue
		}
		look, err := templates.ReadLook(id)
		if err != nil {
			return nil, fmt.Errorf("look %q: %w", id, err)
		}
		looks = append(looks, look)
	}
	return looks, nil
}

// choose is those of all whose ids are wanted, in the order of all; all of them when none is named.
func choose[T any](kind string, all []*T, id func(*T) string, wanted []string) ([]*T, error) {
	if len(wanted) == 0 {
		return all, nil
	}
	var out []*T
	for _, v := range all {
		if slices.Contains(wanted, id(v)) {
			out = append(out, v)
		}
	}
	return out, known(kind, wanted, ids(all, id))
}

// known says which of the wanted ids don't exist, and what was probably meant.
func known(kind string, wanted, all []string) error {
	var errs []error
	for _, id := range wanted {
		if slices.Contains(all, id) {
			continue
		}
		remedy := fmt.Sprintf("kic list %ss shows all", kind)
		if kind == "material" {
			remedy = "use one of " + strings.Join(all, ", ")
		}
		if meant := definition.Suggest(id, all); meant != "" {
			remedy = meant
		}
		errs = append(errs, fmt.Errorf("there is no %s %q; %s", kind, definition.Short(id), remedy))
	}
	return errors.Join(errs...)
}

func materials(placements []*templates.Placement) []string {
	var all []string
	for _, p := range placements {
		if !slices.Contains(all, string(p.Material)) {
			all = append(all, string(p.Material))
		}
	}
	return all
}

func ids[T any](all []*T, id func(*T) string) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = id(v)
	}
	return out
}

func pointers[T any](all []T) []*T {
	out := make([]*T, len(all))
	for i := range all {
		out[i] = &all[i]
	}
	return out
}

func placementID(p *templates.Placement) string { return p.ID }
func messageID(m *campaign.Message) string      { return m.ID }
