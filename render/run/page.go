package run

import (
	"fmt"
	"slices"
	"strings"

	"kic/render/campaign"
	"kic/render/gallery"
	"kic/render/pack"
	"kic/render/plan"
	"kic/templates"
)

// info is what a pack says of itself.
func (r *runner) info(a *assembly) pack.Info {
	p := a.pack
	info := pack.Info{
		Generator: r.generator(), Edition: r.keyer.edition, Campaign: p.Campaign.Name, Brand: p.Brand.Name, Slug: p.Brand.Slug, Inputs: a.inputs,
		LeftOut: append(slices.Clone(a.report.Left), a.report.StillLeft...),
	}
	if a.report.Others > 0 { // a pack is as old as its oldest piece
		info.Edition = min(info.Edition, a.writer.Edition())
	}
	slices.SortFunc(info.LeftOut, func(x, y pack.LeftOut) int { return strings.Compare(x.Path, y.Path) })
	return info
}

// pages makes the gallery of a pack.
func (r *runner) pages(a *assembly, texts copies) pack.Pages {
	shown := r.shown(a, texts)
	return func(m pack.Manifest) ([]pack.File, error) {
		page, err := gallery.Page(shown, m)
		if err != nil {
			return nil, fmt.Errorf("gallery: %w", err)
		}
		return []pack.File{{Path: gallery.File, Data: page}}, nil
	}
}

// shown is what the gallery of a pack shows besides its files.
func (r *runner) shown(a *assembly, texts copies) gallery.Info {
	p := a.pack
	info := gallery.Info{
		Info: r.info(a), Tagline: p.Campaign.Tagline, Lang: p.Campaign.Language, Theme: gallery.ThemeOf(p.Brand.Colours),
		Colours: gallery.ColoursOf(a.report.Colours), Lists: texts.lists, Channels: templates.Outlets(p.Campaign.Channels), Looks: map[string]string{},
	}
	for _, place := range r.plan.Known {
		info.Places = append(info.Places, gallery.PlaceOf(place))
	}
	looks := p.Looks
	if len(a.others) > 0 { // which may have any look
		looks, _ = templates.Looks()
	}
	for _, look := range looks {
		info.Looks[look.ID] = look.Name
	}
	if len(p.Also) > 0 {
		info.Languages = map[string]string{}
		for _, c := range p.Speakers() {
			info.Languages[c.Language] = plan.LanguageName(c.Language)
		}
	}
	fields := p.Campaign.Fields(p.Brand.Fields)
	for _, m := range a.messages() {
		shown := gallery.Message{ID: m.ID, Name: m.Name, Texts: texts.of[m.ID].texts, Files: texts.of[m.ID].files}
		if headlines := campaign.Wordings(m.Headline, fields); len(headlines) > 0 {
			shown.Headline = headlines[0]
		}
		info.Messages = append(info.Messages, shown)
	}
	return info
}
