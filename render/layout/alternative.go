package layout

import (
	"slices"
	"strings"

	"kic/render/prose"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// The alternative text of a piece is that of its picture, with all of its words, in each of its languages. It is the same in
// the file of a picture, in an editable copy and in the lists of a pack. In a PDF the words are real text, so there a figure
// only says what its drawing shows; who reads the file hears the rest from its words.

// heard is something that a piece shows, as people who can't see it hear of it.
type heard struct {
	order int
	voice *voice // nil: in every language of the piece
	words string
}

// hear notes words that were set.
func (b *builder) hear(order int, v *voice, words string) {
	b.heard = append(b.heard, heard{order, v, words})
}

// hearLine notes a paragraph of a layer.
func (b *builder) hearLine(l *templates.Layer, ln line, words string) {
	switch {
	case ln.slot.Text == templates.TextName:
		b.names = append(b.names, words)
	case b.saysTwice(l):
		b.hear(ln.order, ln.voice, words)
	default:
		b.hear(ln.order, nil, words)
	}
}

// tell finishes the alternative text, once all layers are painted.
func (b *builder) tell() {
	slices.SortStableFunc(b.heard, func(x, y heard) int { return x.order - y.order })
	for i := range b.voices {
		v := &b.voices[i]
		shown := prose.Shown{Organisation: text.Curly(b.in.Brand.Name, v.language(templates.TextName)), Names: b.names, Picture: v.picture}
		for _, h := range b.heard {
			if h.voice == nil || h.voice == v {
				shown.Words = append(shown.Words, h.words)
			}
		}
		alt, left := prose.Alt(shown, prose.AltLimit(b.in.Placement))
		b.result.Scene.Alt = append(b.result.Scene.Alt, scene.Said{Lang: v.language(templates.TextHeadline), Words: alt})
		b.result.Unsaid = append(b.result.Unsaid, left...)
	}
}

// shows is what a drawing shows, in the words of the campaign, or in those of the drawing, which speaks English.
func (v *voice) shows(is templates.LayerKind, d drawing) scene.Said {
	p, language := v.Message.Picture(), v.language(templates.TextHeadline)
	words := p.Alt
	if is == templates.LayerEmblem {
		words = p.EmblemAlt
	}
	switch {
	case words != "":
		return scene.Said{Lang: language, Words: words}
	case strings.HasPrefix(language, "en"):
		return scene.Said{Lang: language, Words: d.title}
	}
	return scene.Said{Lang: "en-GB", Words: d.title}
}

// figure is what a drawing shows in each language of the piece, each once. The alternative text takes it over, but for the
// title of a drawing in words of another language.
func (b *builder) figure(is templates.LayerKind, d drawing) []scene.Said {
	var all []scene.Said
	for i := range b.voices {
		v := &b.voices[i]
		said := v.shows(is, d)
		if v.picture = said.Words; said.Lang != v.language(templates.TextHeadline) {
			v.picture = ""
		}
		if !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	return all
}

// code is what a QR code says in a language, with the heading and the address that stand beside it.
func (v *voice) code(link string) scene.Said {
	headings := v.Campaign.Headings
	return scene.Said{Lang: v.Campaign.Language, Words: headings["qr"] + ": " + headings["intranet"] + ", " + shown(link)}
}
