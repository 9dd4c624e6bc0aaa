package plan

import (
	"errors"
	"fmt"
	"strings"

	"kic/brand"
	"kic/render/campaign"
	"kic/templates"
)

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
				jobs = append(jobs, p.JobsOf(m, place, look)...)
			}
		}
	}
	return jobs
}

// Pack is what is to be made for b, in its languages. Wordings of which it can fill not one are an error; the pack is whole
// in spite of it, but for the pieces that need them.
func (p *Plan) Pack(b *brand.Brand) (*Pack, error) {
	voices := p.voices(b)
	c := voices[0]
	pk := &Pack{Brand: b, Campaign: c, Also: voices[1:], Placements: p.Placements, Looks: p.Looks}
	for _, m := range p.Messages {
		pk.Messages = append(pk.Messages, c.Message(m.ID))
	}
	return pk, fillable(pk)
}

// InGeneral is what is to be made for every brand, in the campaign's own language.
func (p *Plan) InGeneral() *Pack {
	return &Pack{Campaign: p.Campaign, Messages: p.Messages, Placements: p.Placements, Looks: p.Looks}
}

// Unserved are the placements for which some of the pack's looks have no layout, each with the ids of these looks.
func (p *Pack) Unserved() []Unserved {
	var all []Unserved
	for _, place := range p.Placements {
		one := Unserved{Placement: place}
		for _, look := range p.Looks {
			if _, ok := look.Layout(place); !ok {
				one.Looks = append(one.Looks, look.ID)
			}
		}
		if len(one.Looks) > 0 {
			all = append(all, one)
		}
	}
	return all
}

// Unserved is a placement with the looks that have no layout for it.
type Unserved struct {
	Placement *templates.Placement
	Looks     []string // their ids
}

// fillable finds wordings of which a brand can fill not one.
func fillable(p *Pack) error {
	var errs []error
	for _, c := range p.Speakers() {
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
