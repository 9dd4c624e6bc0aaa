package layout

import (
	"slices"
	"strconv"
	"strings"

	"kic/brand/contact"
	"kic/render/campaign"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// line is one paragraph of a text layer: a slot of the look, or one of the paragraphs that a slot stands for.
type line struct {
	slot     *templates.Slot
	voice    *voice
	language string
	name     string // in errors and in Result.Wording
	wordings []string
	role     scene.Role
	order    int
	link     string
	number   int // of a tip, from 1; 0: no number
}

// orders is where the texts stand in reading order.
var orders = map[templates.SlotText]int{
	templates.TextHeadline: orderHeadline, templates.TextSupport: orderSupport, templates.TextSummary: orderSupport, templates.TextBody: orderSupport,
	templates.TextTips: orderTips, templates.TextTipsHeading: orderTips, templates.TextAction: orderAction,
	templates.TextReportHeading: orderReport, templates.TextContacts: orderReport, templates.TextCampaign: orderPartners, templates.TextName: orderLogo,
}

// lines are the paragraphs that a slot stands for, in one language, as they are set: none where there is nothing to say. A
// heading goes with what stands under it.
func (b *builder) lines(s *templates.Slot, v *voice) []line {
	all := b.said(s, v)
	for i := range all {
		l := &all[i]
		l.wordings = slices.Clone(l.wordings)
		for j, w := range l.wordings {
			l.wordings[j] = text.Curly(w, l.language)
		}
	}
	return all
}

// said are these paragraphs as the campaign and the brand write them.
func (b *builder) said(s *templates.Slot, v *voice) []line {
	m := v.Message
	base := line{slot: s, voice: v, language: v.language(s.Text), name: v.prefix + string(s.Text), role: scene.RoleP, order: v.order(s.Text)}
	one := func(wordings []string, role scene.Role) []line {
		l := base
		l.wordings, l.role = campaign.Wordings(wordings, v.fields), role
		if len(l.wordings) == 0 || l.wordings[0] == "" {
			return nil
		}
		return []line{l}
	}
	switch s.Text {
	case templates.TextHeadline:
		return one(m.Headline, scene.RoleH1)
	case templates.TextSupport:
		return one(m.Support, scene.RoleP)
	case templates.TextAction:
		return one(m.Action, scene.RoleP)
	case templates.TextSummary:
		return one([]string{m.Bulletin.Summary}, scene.RoleP)
	case templates.TextCampaign:
		return one([]string{v.Campaign.Name}, scene.RoleP)
	case templates.TextName:
		return one([]string{b.in.Brand.Name, b.in.Brand.ShortName}, scene.RoleP)
	case templates.TextTipsHeading:
		if len(campaign.Wordings(m.Tips, v.fields)) == 0 {
			return nil
		}
		return one([]string{v.Campaign.Headings["tips"]}, scene.RoleH2)
	case templates.TextReportHeading:
		if len(b.contacts(base)) == 0 {
			return nil
		}
		return one([]string{v.Campaign.Headings["report"]}, scene.RoleH2)
	case templates.TextBody:
		return b.many(base, m.Bulletin.Paragraphs())
	case templates.TextTips:
		tips := b.many(base, m.Tips)
		for i := range tips {
			tips[i].number, tips[i].role = i+1, scene.RoleListItem
		}
		return tips
	case templates.TextContacts:
		return b.contacts(base)
	}
	return nil
}

// many is a line for each text that the brand can fill.
func (b *builder) many(base line, texts []string) []line {
	var out []line
	for i, t := range campaign.Wordings(texts, base.voice.fields) {
		l := base
		l.name, l.wordings = base.name+" "+strconv.Itoa(i+1), []string{t}
		out = append(out, l)
	}
	return out
}

// contacts are the organisation's own ways to report and to ask, each with its heading and its link. Where it has given
// none, the campaign's own sentence about help stands there.
func (b *builder) contacts(base line) []line {
	var out []line
	for _, field := range contact.Keys(contact.Shown()) {
		if b.in.Brand.Fields[field] == "" {
			continue
		}
		l := base
		l.name, l.link = field, b.in.Brand.Links[field]
		l.wordings = []string{l.voice.Campaign.Headings[field] + ": " + l.voice.fields[field]}
		out = append(out, l)
	}
	if len(out) == 0 {
		base.wordings = campaign.Wordings([]string{"{help}"}, base.voice.fields)
		if len(base.wordings) == 0 { // a campaign without the phrase
			base.wordings = campaign.Wordings(base.voice.Message.Action, base.voice.fields)
		}
		if len(base.wordings) > 0 {
			out = append(out, base)
		}
	}
	return out
}

// shown is an address as people read it, without the parts that only machines need.
func shown(address string) string {
	for _, scheme := range []string{"https://", "http://"} {
		address = strings.TrimPrefix(address, scheme)
	}
	return strings.TrimSuffix(address, "/")
}
