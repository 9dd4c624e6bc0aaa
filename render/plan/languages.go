package plan

import (
	"cmp"
	"strings"

	"kic/brand"
	"kic/render/campaign"
	"kic/templates"
)

// How a pack speaks two languages, so that neither is smaller, later or left out:
//   - a place that people pass, a screen or a poster, says it in both on one piece;
//   - a page is one file with a page for each, the language that is read first in front;
//   - everything else is a piece for each, whose file ends in its language.

// voices is the campaign in each of a brand's languages that it is written in; in its own where it is in none of them.
func (p *Plan) voices(b *brand.Brand) []*campaign.Campaign {
	var all []*campaign.Campaign
	for _, language := range b.Languages {
		if in := p.Campaign.In(language); in != p.Campaign || in.Speaks(language) {
			all = append(all, in)
		}
	}
	if len(all) == 0 {
		return []*campaign.Campaign{p.Campaign}
	}
	return all
}

// Speakers are the pack's campaign in each of its languages, the one that is read first in front.
func (p *Pack) Speakers() []*campaign.Campaign {
	return append([]*campaign.Campaign{p.Campaign}, p.Also...)
}

// JobsOf are the pieces of one message in one look for one placement. There are none where the look has no layout for the
// placement. Nor are there any where the message lacks, in one of the languages, what its layout needs.
func (p *Pack) JobsOf(m *campaign.Message, place *templates.Placement, look *templates.Look) []Job {
	if _, serves := look.Layout(place); !serves || len(p.Lacks(m, place, look)) > 0 {
		return nil
	}
	first := Job{Campaign: p.Campaign, Message: m, Placement: place, Look: look}
	if len(p.Also) == 0 {
		return []Job{first}
	}
	jobs := []Job{first}
	for _, c := range p.Also {
		jobs = append(jobs, Job{Campaign: c, Message: c.Message(m.ID), Placement: place, Look: look})
	}
	if place.Passed() || place.Format.Document() {
		for _, j := range jobs[1:] {
			jobs[0].Also = append(jobs[0].Also, campaign.Voice{Campaign: j.Campaign, Message: j.Message})
		}
		return jobs[:1]
	}
	for i := range jobs {
		jobs[i].Ending = "-" + jobs[i].Campaign.Language
	}
	return jobs
}

// Lacks are the parts of a message that its piece can't do without, and that it doesn't have.
func (p *Pack) Lacks(m *campaign.Message, place *templates.Placement, look *templates.Look) []string {
	for _, c := range p.Speakers() {
		var fields map[string]string // nil: those that a brand may have
		if p.Brand != nil {
			fields = c.Fields(p.Brand.Fields)
		}
		if lacks := Lacks(c.Message(m.ID), fields, look, place); len(lacks) > 0 {
			return lacks
		}
	}
	return nil
}

// ownNames are what those who speak a language call it; a longer list would make the program larger by a tenth.
var ownNames = map[string]string{
	"ar": "العربية", "bn": "বাংলা", "cy": "Cymraeg", "en": "English", "fr": "Français", "gu": "ગુજરાતી", "pa": "ਪੰਜਾਬੀ",
	"pl": "Polski", "pt": "Português", "ro": "Română", "so": "Soomaali", "ur": "اردو",
}

// LanguageName is what those who speak a language call it, or its tag.
func LanguageName(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return cmp.Or(ownNames[base], tag)
}
