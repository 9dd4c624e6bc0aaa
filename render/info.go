package render

import (
	"image/color"
	"slices"
	"strings"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/colour"
	"kic/render/pack"
	"kic/render/scene"
)

// info is what a pack says of itself.
func (r *runner) info(a *assembly, texts copies) pack.Info {
	p := a.pack
	info := pack.Info{
		Generator: r.generator(), Edition: r.keyer.edition, Campaign: p.Campaign.Name, Tagline: p.Campaign.Tagline,
		Brand: p.Brand.Name, Slug: p.Brand.Slug, Inputs: a.inputs, Lang: p.Campaign.Language, Theme: theme(p.Brand.Colours),
		Colours: colours(a.report.Colours), Lists: texts.lists, Channels: channels(p.Campaign.Channels), Looks: map[string]string{},
	}
	if a.report.Others > 0 { // a pack is as old as its oldest piece
		info.Edition = min(info.Edition, a.writer.Edition())
	}
	for _, place := range r.plan.placements {
		info.Places = append(info.Places, placeOf(place))
	}
	looks := p.Looks
	if len(a.others) > 0 { // which may have any look
		looks, _ = readLooks(nil)
	}
	for _, look := range looks {
		info.Looks[look.ID] = look.Name
	}
	if len(p.Also) > 0 {
		info.Languages = map[string]string{}
		for _, c := range p.speakers() {
			info.Languages[c.Language] = nameOf(c.Language)
		}
	}
	info.LeftOut = append(slices.Clone(a.report.Left), a.report.StillLeft...)
	slices.SortFunc(info.LeftOut, func(x, y pack.LeftOut) int { return strings.Compare(x.Path, y.Path) })
	fields := p.Campaign.Fields(p.Brand.Fields)
	for _, m := range a.messages() {
		shown := pack.Message{ID: m.ID, Name: m.Name, Texts: texts.of[m.ID].texts, Files: texts.of[m.ID].files}
		if headlines := campaign.Wordings(m.Headline, fields); len(headlines) > 0 {
			shown.Headline = headlines[0]
		}
		info.Messages = append(info.Messages, shown)
	}
	return info
}

// colours are how a brand's colours were chosen, for a gallery.
func colours(choices []brand.Choice) []pack.Colour {
	var all []pack.Colour
	for _, c := range choices {
		shown := pack.Colour{Name: c.Role, Hex: scene.Hex(c.Colour), From: "given", Why: c.Why}
		switch {
		case c.Role == "":
			shown.Name, shown.From = c.Key, "not used"
		case c.Changed():
			shown.From = "changed"
		case c.Key == "":
			shown.From = "derived"
		}
		all = append(all, shown)
	}
	return all
}

// theme is a brand's colours for a page on screen: each only where it can be read.
func theme(c brand.Roles) pack.Theme {
	const readable = 4.5 // WCAG 2.2 AA
	white := color.NRGBA{255, 255, 255, 255}
	band := c.PrimaryDark
	link := color.NRGBA{0x1d, 0x27, 0x33, 0xff}
	wanted := []color.NRGBA{c.Primary, c.PrimaryDark, c.Deep}
	// Links also stand on the grey of the panels, which takes a little from the contrast.
	if i := slices.IndexFunc(wanted, func(w color.NRGBA) bool { return colour.Contrast(w, white) >= readable*1.15 }); i >= 0 {
		link = wanted[i]
	}
	return pack.Theme{Band: scene.Hex(band), On: scene.Hex(colour.On(band, white, c.Paper, c.Ink)), Rule: scene.Hex(c.Accent), Link: scene.Hex(link)}
}
