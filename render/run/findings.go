package run

import (
	"maps"
	"slices"

	"kic/render/campaign"
	"kic/render/check"
	"kic/render/plan"
)

// wordsOf is what is wrong with the words of a pack: words that nobody has read or translated yet, and words that are
// missing, so that pieces aren't made. In a check it is also addresses that aren't the organisation's own.
func (r *runner) wordsOf(p *plan.Pack) []check.Finding {
	found := append(check.Translation(r.plan.Campaign, p.Brand, p.Messages), incomplete(p)...)
	if r.opt.Check {
		for _, c := range p.Speakers() {
			found = append(found, r.chosen(check.Addresses(c, p.Brand))...)
		}
	}
	check.Waive(found, r.opt.Allow)
	return unique(found)
}

// words is what is wrong with the words of the campaign in each language that a brand speaks, whichever brand says them.
func (r *runner) words() []check.Finding {
	spoken := map[string]*campaign.Campaign{}
	for _, p := range r.report.Packs {
		for _, c := range p.spoken {
			spoken[c.Language] = c
		}
	}
	var found []check.Finding
	for _, language := range slices.Sorted(maps.Keys(spoken)) {
		found = append(found, r.chosen(check.Words(spoken[language]))...)
	}
	check.Waive(found, r.opt.Allow)
	return unique(found)
}

// chosen are those findings that concern a message which is to be made, or all of them.
func (r *runner) chosen(found []check.Finding) []check.Finding {
	return slices.DeleteFunc(found, func(f check.Finding) bool {
		return f.Message != "" && !slices.ContainsFunc(r.plan.Messages, func(m *campaign.Message) bool { return m.ID == f.Message })
	})
}

// unique is found with each finding once: words that two languages share are found in both.
func unique(found []check.Finding) []check.Finding {
	seen := map[string]bool{}
	return slices.DeleteFunc(found, func(f check.Finding) bool {
		said := string(f.Code) + f.Error()
		if seen[said] {
			return true
		}
		seen[said] = true
		return false
	})
}
