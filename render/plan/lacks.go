package plan

import (
	"slices"

	"kic/render/campaign"
	"kic/templates"
)

// Lacks are the parts of a message that a look's layout for a place can't do without and that the message, as a brand with
// these fields says it, doesn't have: tips, bulletin, support, action. Without them a page would be half empty. Nil fields are
// those of a brand that has all that wordings name.
func Lacks(m *campaign.Message, fields map[string]string, look *templates.Look, p *templates.Placement) []string {
	l, ok := look.Layout(p)
	if !ok {
		return nil
	}
	var lacks []string
	for _, layer := range l.Layers {
		for _, s := range layer.Slots {
			if part, has := partOf(m, fields, s.Text); !s.Optional && !has && !slices.Contains(lacks, part) {
				lacks = append(lacks, part)
			}
		}
	}
	return lacks
}

// partOf is the part of a message that a slot says, and whether the message has it. What every message has has no name.
func partOf(m *campaign.Message, fields map[string]string, text templates.SlotText) (part string, has bool) {
	switch text {
	case templates.TextTips:
		return "tips", len(m.Tips) > 0 && (fields == nil || len(campaign.Wordings(m.Tips, fields)) > 0)
	case templates.TextSummary, templates.TextBody:
		return "bulletin", m.Bulletin != (campaign.Bulletin{})
	case templates.TextSupport:
		return "support", len(m.Support) > 0
	case templates.TextAction:
		return "action", len(m.Action) > 0
	}
	return "", true
}
