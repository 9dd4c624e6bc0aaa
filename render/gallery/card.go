package gallery

import (
	"cmp"
	"fmt"
	"html/template"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"

	"kic/render/pack"
	"kic/templates"
)

// section is one message of the gallery.
type section struct {
	Message
	Lead         *card  // a wide picture to stand beside the words; nil: there is none
	Face         *card  // the piece that stands for the message among all; nil: nothing is drawn
	Words        []Text // that no group shows
	Groups       []group
	Count        int    // of its pieces
	Before, Next *Named // the messages on either side; nil: there is none
}

// few is how many pieces a message shows at once, without choosing a channel.
const few = 12

// Few reports whether all pieces of s can be shown at once.
func (s section) Few() bool { return s.Count <= few }

// group is the pieces of a message for one channel, and the posts to go with them.
type group struct {
	Channel
	Posts []post
	Cards []card
}

// post is a text as one channel takes it.
type post struct {
	Text
	Size string // "133 of 280 characters"
}

// card is one piece with all its formats, the first of them the one to show.
type card struct {
	Name, Look string
	Alt, Lang  string
	AltLang    string      // of Alt
	Alts       []pack.Said // the alternative text in each language
	Size       string      // "1080 × 1080 px"
	W, H       string      // whole numbers, for the picture's place on the page
	Picture    string      // its path; empty: a page, which browsers don't show as a picture
	Words      string      // the largest words on it
	Frame      Frame
	Said       string // the post that it goes with, in the same language
	Safe       template.CSS
	Covers     []cover
	Covered    string // what covers it, in words
	Files      []link

	channel string
	order   int     // of its placement
	ratio   float64 // width ÷ height
}

// Shape is the piece's proportions for the style sheet.
func (c card) Shape() template.CSS { return template.CSS("aspect-ratio:" + c.W + "/" + c.H) }

// Others are the files beside the one to show.
func (c card) Others() []link { return c.Files[1:] }

type link struct {
	Label, Path, Bytes string
	Name               string // under which it is saved

	format templates.Format
}

// sections are the messages that the pack has something of.
func sections(info Info, assets []pack.Entry) []section {
	byMessage := map[string][]pack.Entry{}
	for _, e := range assets {
		byMessage[e.Message] = append(byMessage[e.Message], e)
	}
	var all []section
	for _, msg := range info.Messages {
		s := sectionOf(info, msg, cards(info, byMessage[msg.ID]))
		if len(s.Groups) > 0 || len(s.Words) > 0 {
			all = append(all, s)
		}
	}
	for i := range all[:max(0, len(all)-1)] {
		here, next := &all[i], &all[i+1]
		here.Next, next.Before = &Named{next.ID, next.Message.Name}, &Named{here.ID, here.Message.Name}
	}
	return all
}

func sectionOf(info Info, msg Message, all []card) section {
	s := section{Message: msg, Lead: lead(all), Count: len(all)}
	s.Face = face(s.Lead, all)
	shown := map[string]bool{}
	for _, ch := range info.Channels {
		g := group{Channel: ch}
		for _, c := range all {
			if c.channel == ch.ID {
				g.Cards = append(g.Cards, c)
			}
		}
		if len(g.Cards) > 0 {
			g.Posts = posts(msg.Texts, ch.ID)
			for i := range g.Cards {
				g.Cards[i].Said = said(g.Posts, g.Cards[i].Lang)
			}
			s.Groups = append(s.Groups, g)
			shown[ch.ID] = true
		}
	}
	for _, t := range msg.Texts {
		if len(t.Posts) == 0 || !slices.ContainsFunc(t.Posts, func(p Post) bool { return shown[p.Channel] }) {
			s.Words = append(s.Words, t)
		}
	}
	return s
}

// posts are the texts that a channel takes.
func posts(texts []Text, channel string) []post {
	var all []post
	for _, t := range texts {
		for _, p := range t.Posts {
			if p.Channel != channel {
				continue
			}
			size := thousands(p.Count) + " characters"
			if p.Limit > 0 {
				size = thousands(p.Count) + " of " + thousands(p.Limit) + " characters"
			}
			all = append(all, post{t, size})
		}
	}
	return all
}

// said is the post in a language; the first one where there is none.
func said(posts []post, lang string) string {
	for _, p := range posts {
		if p.Lang == lang {
			return p.Words
		}
	}
	if len(posts) > 0 {
		return posts[0].Words
	}
	return ""
}

// cards are the pieces in the order of their places.
func cards(info Info, assets []pack.Entry) []card {
	var all []card
	at := map[string]int{}
	for _, e := range assets {
		id := e.Placement + "/" + e.Look + "/" + e.Lang
		i, seen := at[id]
		if !seen {
			i = len(all)
			at[id] = i
			all = append(all, cardOf(info, e))
		}
		all[i].Files = append(all[i].Files, linkOf(info, e))
	}
	for i := range all {
		all[i].settle()
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].order < all[j].order })
	return all
}

// settle sorts the files, now that all are known, and finds the one to show. A page has a picture where it has a copy
// for editing.
func (c *card) settle() {
	// Copies for a printer and for editing stand behind the picture or page that they are copies of.
	sort.SliceStable(c.Files, func(i, j int) bool { return c.Files[i].format.Copy() < c.Files[j].format.Copy() })
	i := slices.IndexFunc(c.Files, func(l link) bool { return l.format.Picture() })
	if i < 0 {
		c.Safe, c.Covers = "", nil
		return
	}
	c.Picture = c.Files[i].Path
}

func cardOf(info Info, e pack.Entry) card {
	c := card{
		Name: e.Placement, Alt: e.Alt, Alts: e.Told(), order: len(info.Places), channel: e.Material, Words: e.Wording["headline"],
		Size: fmt.Sprintf("%s × %s %s", number(e.Width), number(e.Height), e.Unit),
		W:    strconv.Itoa(int(e.Width + 0.5)), H: strconv.Itoa(int(e.Height + 0.5)), ratio: e.Width / e.Height,
	}
	if i := slices.IndexFunc(info.Places, func(p Place) bool { return p.ID == e.Placement }); i >= 0 {
		place := info.Places[i]
		// The size stands below the name: it needn't be said twice.
		c.Name = strings.TrimSuffix(place.Name, fmt.Sprintf(" (%s × %s)", number(e.Width), number(e.Height)))
		c.order, c.channel, c.Frame = i, place.Channel, place.Frame
		c.Safe, c.Covers, c.Covered = place.margin(e.Width, e.Height), place.covers(e.Width, e.Height), place.coveredBy()
	}
	if !slices.ContainsFunc(info.Channels, func(ch Channel) bool { return ch.ID == c.channel }) {
		c.channel = e.Material
	}
	c.Look = info.Looks[e.Look]
	c.Lang, _, _ = strings.Cut(cmp.Or(e.Lang, info.Lang), " ")
	c.AltLang = c.Alts[0].Lang
	if info.Languages[e.Lang] != "" {
		c.Look = strings.TrimPrefix(c.Look+", "+info.Languages[e.Lang], ", ")
	}
	return c
}

// lead is the first picture of a screen's shape, which stands for the whole message.
func lead(all []card) *card {
	i := slices.IndexFunc(all, func(c card) bool { return c.Picture != "" && len(c.Covers) == 0 && c.ratio > 1.6 && c.ratio < 1.95 })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// face is the lead, or else the first picture, or else the first page.
func face(lead *card, all []card) *card {
	if lead != nil || len(all) == 0 {
		return lead
	}
	return &all[max(0, slices.IndexFunc(all, func(c card) bool { return c.Picture != "" }))]
}

func linkOf(info Info, e pack.Entry) link {
	format := templates.Format(e.Format)
	return link{Label: format.Label(), Path: e.Path, Bytes: size(e.Bytes), Name: info.nameOf(e), format: format}
}

// nameOf is the name under which a piece is saved, which says whose it is, what it says and where it goes. In the pack the
// folders say so.
func (i Info) nameOf(e pack.Entry) string {
	parts := []string{i.Slug, e.Message, e.Placement}
	size := number(e.Width) + "x" + number(e.Height)
	if !strings.Contains(e.Placement, size) {
		if e.Unit != "px" {
			size += e.Unit
		}
		parts = append(parts, size)
	}
	parts = append(parts, e.Look)
	if len(i.Languages) > 0 {
		parts = append(parts, strings.ReplaceAll(e.Lang, " ", "-"))
	}
	if templates.Format(e.Format) == templates.Print {
		parts = append(parts, e.Format)
	}
	return strings.Join(parts, "-") + path.Ext(e.Path)
}

// saved is the name under which a file of copy is saved; empty for a page or text, which browsers show.
func (i Info) saved(name string) string {
	switch path.Ext(name) {
	case ".html", ".txt":
		return ""
	}
	return i.Slug + "-" + path.Base(name)
}
