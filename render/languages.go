package render

import (
	"cmp"
	"slices"
	"strings"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/layout"
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
		if in := p.in(language); in != p.Campaign || in.Speaks(language) {
			all = append(all, in)
		}
	}
	if len(all) == 0 {
		return []*campaign.Campaign{p.Campaign}
	}
	return all
}

// speakers are the pack's campaign in each of its languages, the one that is read first in front.
func (p *Pack) speakers() []*campaign.Campaign {
	return append([]*campaign.Campaign{p.Campaign}, p.Also...)
}

// jobs are the pieces of one message in one look for one placement: none where the message lacks what its layout can't do
// without in one of the languages, or where the look has no layout for the placement.
func (p *Pack) jobs(m *campaign.Message, place *templates.Placement, look *templates.Look) []Job {
	if _, serves := look.Layout(place); !serves || len(p.lacks(m, place, look)) > 0 {
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
	if place.Passed() || place.Format == templates.PDF {
		for _, j := range jobs[1:] {
			jobs[0].Also = append(jobs[0].Also, layout.Voice{Campaign: j.Campaign, Message: j.Message})
		}
		return jobs[:1]
	}
	for i := range jobs {
		jobs[i].ending = "-" + jobs[i].Campaign.Language
	}
	return jobs
}

// lacks are the parts of a message that its piece can't do without, and that it doesn't have.
func (p *Pack) lacks(m *campaign.Message, place *templates.Placement, look *templates.Look) []string {
	var fields map[string]string
	if p.Brand != nil {
		fields = p.Brand.Fields
	}
	for _, c := range p.speakers() {
		if lacks := layout.Lacks(c.Message(m.ID), c.Fields(fields), look, place); len(lacks) > 0 {
			return lacks
		}
	}
	return nil
}

// incomplete is what isn't made of the pack's messages because they lack what it would say.
func (p *Pack) incomplete() []Finding {
	var found []Finding
	posts := slices.ContainsFunc(p.Placements, func(place *templates.Placement) bool { return place.Channel != "" })
	for _, m := range p.Messages {
		unmade := check.Unmade{}
		for _, place := range p.Placements {
			for _, look := range p.Looks {
				for _, part := range p.lacks(m, place, look) {
					unmade.Add(part, place.ID)
				}
			}
		}
		found = append(found, check.Incomplete(p.Campaign, m, unmade, posts)...)
	}
	return found
}

// pages are the jobs of the pages of a file: one, unless it has a page for each language.
func (j Job) pages() []Job {
	if len(j.Also) == 0 || j.Placement.Passed() {
		return []Job{j}
	}
	first := j
	first.Also = nil
	pages := []Job{first}
	for _, v := range j.Also {
		page := first
		page.Campaign, page.Message, page.ending = v.Campaign, v.Message, "-"+v.Campaign.Language
		pages = append(pages, page)
	}
	return pages
}

// languages are those that a piece speaks.
func (j Job) languages() string {
	all := []string{j.Campaign.Language}
	for _, v := range j.Also {
		all = append(all, v.Campaign.Language)
	}
	return strings.Join(all, " ")
}

// review is what is still to be done to the words of a piece.
func (j Job) review() string {
	all := []string{j.Message.Review}
	for _, v := range j.Also {
		all = append(all, v.Message.Review)
	}
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	return strings.Join(slices.Compact(all), "; ")
}

// ownNames are what those who speak a language call it; a longer list would make the program larger by a tenth.
var ownNames = map[string]string{
	"ar": "العربية", "bn": "বাংলা", "cy": "Cymraeg", "en": "English", "fr": "Français", "gu": "ગુજરાતી", "pa": "ਪੰਜਾਬੀ",
	"pl": "Polski", "pt": "Português", "ro": "Română", "so": "Soomaali", "ur": "اردو",
}

// nameOf is what those who speak a language call it, or its tag.
func nameOf(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return cmp.Or(ownNames[base], tag)
}
