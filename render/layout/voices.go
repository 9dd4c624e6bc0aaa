package layout

import (
	"cmp"
	"errors"
	"maps"
	"slices"

	"kic/render/campaign"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// voice is one of the languages of a piece.
type voice struct {
	campaign.Voice
	fields map[string]string // what the placeholders of the wordings stand for
	prefix string            // of the names of its paragraphs: "en " for the second language, nothing for the first

	picture string // what the drawing shows, as the alternative text says it; empty: no drawing, or nobody has said it
}

// language is that of a text: of the campaign, for what all messages share, and otherwise of the message, which may not
// be translated.
func (v *voice) language(slot templates.SlotText) string {
	switch slot {
	case templates.TextCampaign, templates.TextName, templates.TextTipsHeading, templates.TextReportHeading, templates.TextContacts:
		return v.Campaign.Language
	}
	return cmp.Or(v.Message.Language, v.Campaign.Language)
}

// order is where a text of the voice stands in reading order. What comes second is read after all of what comes first.
func (v *voice) order(slot templates.SlotText) int {
	if v.prefix != "" {
		return orderAction
	}
	return orders[slot]
}

func voices(in Input) []voice {
	var out []voice
	for i, v := range append([]campaign.Voice{{Campaign: in.Campaign, Message: in.Message}}, in.Also...) {
		prefix := ""
		if i > 0 {
			prefix = v.Campaign.Language + " "
		}
		fields := v.Campaign.Fields(spoken(in.Brand.Fields, in.Brand.Links, v.Campaign.Language))
		out = append(out, voice{Voice: v, fields: fields, prefix: prefix})
	}
	return out
}

// spoken are a brand's fields as people read them: addresses without the parts that only machines need, and in words from
// right to left all that leads somewhere kept the way round that it has.
func spoken(fields, links map[string]string, language string) map[string]string {
	out := maps.Clone(fields)
	for name, value := range out {
		out[name] = shown(value)
		if links[name] != "" {
			out[name] = scene.Isolated(out[name], language)
		}
	}
	return out
}

// saysTwice reports whether a layer says the same in each of the piece's languages. Names are said once.
func (b *builder) saysTwice(l *templates.Layer) bool {
	return len(b.voices) > 1 && slices.ContainsFunc(l.Slots, func(s templates.Slot) bool {
		return s.Text != templates.TextCampaign && s.Text != templates.TextName
	})
}

// voicesComfort is how small type may become, beside the layer's comfort, before less is said in each language.
const voicesComfort = 0.68

// betweenVoices is the room between two languages: more than between any two slots of one of them.
func (b *builder) betweenVoices(l *templates.Layer) float64 {
	room := 0.95 * b.plan.length(l.Slots[0].Size, 0)
	for _, s := range l.Slots {
		room = max(room, 1.4*b.plan.length(s.Gap, 0))
	}
	return room
}

// fitVoices sets the slots of a layer in one language below the other, all at one scale and each in the same one of its
// wordings. No language is set smaller, says less, or leaves out what another says.
func (b *builder) fitVoices(l *templates.Layer, box scene.Rect) ([]line, text.Fitted, error) {
	var lines []line
	var best text.Fitted
	var failed error
	said := 0
	for _, try := range tries(l.Slots, b.mostWordings(l), b.layout.Pages) {
		if len(try.slots) < said { // all of it can be read somehow
			break
		}
		all, stack := b.stack(l, box, b.voiceParts(try))
		for i := range stack.Slots {
			stack.Slots[i].Optional = false
			if ln := all[i]; ln.voice != &b.voices[0] && ln.slot == &l.Slots[0] {
				stack.Slots[i].GapBefore = b.betweenVoices(l)
			}
		}
		fitted, err := b.in.Shaper.Fit(stack)
		var overflow *text.OverflowError
		switch {
		case err != nil && !errors.As(err, &overflow):
			return nil, fitted, err
		case err != nil:
			failed = err
		case fitted.Scale > best.Scale:
			lines, best, said = all, fitted, len(try.slots)
		}
		if best.Scale >= voicesComfort*l.Comfort {
			break
		}
	}
	if lines == nil && !l.Slots[0].Optional {
		return nil, best, failed
	}
	for _, left := range l.Slots[said:] {
		for i := range b.voices {
			b.result.Dropped = append(b.result.Dropped, b.voices[i].prefix+string(left.Text))
		}
	}
	return lines, best, nil
}

// try is one way to say something in every language: these slots, each in the wording of that index, or its last.
type try struct {
	slots                    []templates.Slot
	headline, action, others int
}

// mostWordings is how many wordings the longest list has that a layer chooses from, in any language.
func (b *builder) mostWordings(l *templates.Layer) int {
	most := 1
	for v := range b.voices {
		for i := range l.Slots {
			for _, ln := range b.lines(&l.Slots[i], &b.voices[v]) {
				most = max(most, len(ln.wordings))
			}
		}
	}
	return most
}

// tries are the ways to say what slots say, the fullest first: shorter wordings before fewer slots. On a page, which is read
// from close by, an action keeps its longest wording longest, as only that says at which address to tell whom.
func tries(slots []templates.Slot, wordings int, page bool) []try {
	var all []try
	for {
		if page {
			for action := range wordings {
				for headline := range wordings {
					for others := headline; others < wordings; others++ {
						all = append(all, try{slots, headline, action, others})
					}
				}
			}
		} else {
			for headline := range wordings {
				for others := headline; others < wordings; others++ {
					all = append(all, try{slots, headline, others, others})
				}
			}
		}
		if slots = slots[:len(slots)-1]; len(slots) == 0 || !all[len(all)-1].slots[len(slots)].Optional {
			return all
		}
	}
}

// voiceParts are the slots of a try in each language, one language after the other.
func (b *builder) voiceParts(t try) []part {
	var parts []part
	for v := range b.voices {
		for i := range t.slots {
			s := &t.slots[i]
			index := t.others
			switch s.Text {
			case templates.TextHeadline:
				index = t.headline
			case templates.TextAction:
				index = t.action
			}
			lines := b.lines(s, &b.voices[v])
			for n, ln := range lines {
				if last := len(ln.wordings) - 1; last > 0 {
					at := min(index+s.From+b.concession.skip, last)
					lines[n].wordings = ln.wordings[at : at+1]
				}
			}
			parts = append(parts, part{s, lines})
		}
	}
	return parts
}
