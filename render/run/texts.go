package run

import (
	"cmp"
	"errors"
	"path"
	"slices"
	"strings"

	"kic/render/campaign"
	"kic/render/gallery"
	"kic/render/pack"
	"kic/render/plan"
	"kic/render/prose"
	"kic/templates"
)

// copyOf is the copy of one message: texts for the gallery, and the files that hold them.
type copyOf struct {
	texts []gallery.Text
	files []gallery.Named
}

// copies are the copy of a pack for its gallery: of each message, by its id, and the lists over all of them.
type copies struct {
	of    map[string]copyOf
	lists []gallery.Named
}

// copyFiles is the copy that goes beside the pieces of a pack: documents of each message, lists over all of them, and the
// plan of what goes out when. Where the pack speaks two languages there is all of it in each, and its files end in their
// language.
func (a *assembly) copyFiles(placements []*templates.Placement) ([]pack.File, copies, error) {
	var pieces []pack.Entry
	if a.writer != nil {
		pieces = a.writer.Pieces()
	}
	var files []pack.File
	var errs []error
	texts := copies{of: map[string]copyOf{}}
	for _, c := range a.pack.Speakers() {
		in := spoken{assembly: a, campaign: c, pieces: slices.DeleteFunc(slices.Clone(pieces), func(e pack.Entry) bool {
			return !slices.Contains(strings.Fields(e.Lang), c.Language)
		})}
		if len(a.pack.Also) > 0 {
			in.ending, in.label = "-"+c.Language, " ("+plan.LanguageName(c.Language)+")"
		}
		made, err := in.copyFiles(placements, &texts)
		files, errs = append(files, made...), append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, texts, err
	}
	var languages []string
	for _, c := range a.pack.Speakers() {
		languages = append(languages, c.Language)
	}
	alt := prose.AltCSV(altRows(pieces), languages)
	if alt.Data != nil {
		files = append(files, pack.File{Path: alt.Path, Data: alt.Data})
		texts.lists = append(texts.lists, gallery.Named{ID: alt.Path, Name: alt.Label})
	}
	return files, texts, nil
}

// spoken is the copy of a pack in one of its languages.
type spoken struct {
	*assembly
	campaign      *campaign.Campaign
	pieces        []pack.Entry // that speak it
	ending, label string       // of the names of files, for programs and for people; empty where there is only one language
}

func (s spoken) copyFiles(placements []*templates.Placement, texts *copies) ([]pack.File, error) {
	var files []pack.File
	var errs []error
	add := func(docs ...prose.Document) {
		for _, d := range docs {
			if d.Data != nil {
				files = append(files, pack.File{Path: s.path(d.Path), Data: d.Data})
			}
		}
	}
	b, some := s.pack.Brand, *s.campaign
	some.Messages = nil
	var messages []*campaign.Message
	for _, m := range s.messages() {
		m = s.campaign.Message(m.ID)
		some.Messages, messages = append(some.Messages, *m), append(messages, m)
		pictures, err := s.pictures(m.ID)
		errs = append(errs, err)
		docs, err := prose.Message(s.campaign, m, b, pictures)
		errs = append(errs, err)
		add(docs...)
		of := texts.of[m.ID]
		for _, d := range docs {
			of.files = append(of.files, gallery.Named{ID: s.path(d.Path), Name: d.Label + s.label})
		}
		words, _ := prose.Texts(s.campaign, m, b) // its mistakes are those of the documents
		for _, t := range words {
			text := gallery.Text{Label: t.Label + s.label, Words: t.Words, Lang: s.campaign.Language}
			for _, p := range t.Posts {
				text.Posts = append(text.Posts, gallery.Post{Channel: p.Channel, Count: p.Count, Limit: p.Limit})
			}
			of.texts = append(of.texts, text)
		}
		texts.of[m.ID] = of
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	ready := s.planPieces(placements)
	social, err := prose.SocialCSV(&some, b, s.pack.Placements, ready)
	schedule, planErr := prose.Schedule(s.campaign, b, messages, ready, s.path)
	for _, list := range append(schedule, social) {
		add(list)
		texts.lists = append(texts.lists, gallery.Named{ID: s.path(list.Path), Name: list.Label + s.label})
	}
	return files, errors.Join(err, planErr)
}

// path is where a file of copy lies.
func (s spoken) path(name string) string {
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + s.ending + ext
}

// pictures are the pieces that go with the words of a message, as far as the pack has them.
func (s spoken) pictures(message string) (prose.Pictures, error) {
	find := func(placement string) (e pack.Entry, ok bool) {
		i := slices.IndexFunc(s.pieces, func(e pack.Entry) bool {
			return e.Message == message && e.Placement == placement && templates.Format(e.Format).Photo()
		})
		if i < 0 {
			return e, false
		}
		return s.pieces[i], true
	}
	var out prose.Pictures
	if e, ok := find(prose.NewsPlacement); ok {
		out.News = s.alt(e)
	}
	e, ok := find(prose.HeaderPlacement)
	if !ok {
		return out, nil
	}
	data, err := s.writer.File(e.Path)
	out.Header = prose.Picture{Path: e.Path, Width: int(e.Width), Height: int(e.Height), Alt: s.alt(e), Data: data}
	return out, err
}

// alt is the alternative text of a piece in s's language, or in the first of its own.
func (s spoken) alt(e pack.Entry) string {
	for i, language := range strings.Fields(e.Lang) {
		if told := e.Told(); language == s.campaign.Language && i < len(told) {
			return told[i].Alt
		}
	}
	return e.Alt
}

// planPieces are the pieces in the order of the placements, without copies for editing and for a printer.
func (s spoken) planPieces(placements []*templates.Placement) []prose.Piece {
	order := map[string]int{}
	for i, p := range placements {
		order[p.ID] = i
	}
	var out []prose.Piece
	for _, e := range s.pieces {
		if i, ok := order[e.Placement]; ok && templates.Format(e.Format).Copy() == 0 {
			out = append(out, prose.Piece{Path: e.Path, Message: e.Message, Placement: placements[i], Alt: s.alt(e)})
		}
	}
	slices.SortStableFunc(out, func(a, b prose.Piece) int { return cmp.Compare(order[a.Placement.ID], order[b.Placement.ID]) })
	return out
}

// altRows are the alternative texts of pieces. Those of a piece are in the order of its languages.
func altRows(pieces []pack.Entry) []prose.AltRow {
	var rows []prose.AltRow
	for _, e := range pieces {
		if templates.Format(e.Format).Copy() > 0 {
			continue
		}
		row, told := prose.AltRow{Path: e.Path, Alt: map[string]string{}}, e.Told()
		for i, language := range strings.Fields(e.Lang) {
			if i < len(told) {
				row.Alt[language] = told[i].Alt
			}
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b prose.AltRow) int { return strings.Compare(a.Path, b.Path) })
	return rows
}
