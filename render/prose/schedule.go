package prose

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"kic/brand"
	"kic/render/campaign"
	"kic/templates"
)

// Piece is a finished picture or page of a pack, for the plan of what goes out when.
type Piece struct {
	Path      string // inside the pack, with forward slashes
	Message   string // id
	Placement *templates.Placement
	Alt       string // in the language of the plan
}

// outlet is a place, other than a social channel, in which a message goes out.
type outlet struct {
	name      string
	part      string             // whose words go out there; empty: only a picture does
	file      string             // the end of the name of the file that holds them
	placement string             // of the picture
	otherwise templates.Material // whose first picture will do where there is none for the placement; empty: none will
}

var outlets = []outlet{
	{name: "Intranet", part: "intranet", file: ".html", placement: NewsPlacement},
	{name: "Email", part: "email", file: "-newsletter.html", placement: HeaderPlacement},
	{name: "Bulletin", part: "bulletin-short", file: ".txt", placement: "insert-a5", otherwise: templates.Inserts},
	{name: "Team briefing", part: "briefing", file: ".docx"},
	{name: "Screensavers", placement: "screensaver-1920x1080", otherwise: templates.Screensavers},
	{name: "Posters", placement: "poster-a4"},
}

// slot is the time of one message. Without a day on which the campaign starts, only the week is known.
type slot struct {
	week        int       // from 1
	from, until time.Time // days, both included; zero: open
}

// entry is one thing to do: a message in one channel.
type entry struct {
	channel string
	asset   Piece
	text    string
	file    string // inside the pack; empty: none
}

// Schedule is the plan of a campaign: each message with the picture and the words for each channel, spread over the weeks
// that the campaign states. It comes as a list for a spreadsheet and, where the campaign says on which day it starts, as a
// calendar. Messages keep their turns in the whole campaign, also where only some of them are wanted. Pieces are in the
// order of preference. Named is where a pack has a document of [Message].
func Schedule(c *campaign.Campaign, b *brand.Brand, messages []*campaign.Message, pieces []Piece, named func(path string) string) ([]Document, error) {
	start, err := firstDay(c.Schedule.Start)
	if err != nil {
		return nil, err
	}
	rows := [][]string{{"week", "from", "until", "message", "channel", "picture", "alternative text", "text", "file"}}
	cal := calendar{campaign: c, brand: b, stamp: start}
	var errs []error
	for i := range c.Messages {
		m := &c.Messages[i]
		if !slices.ContainsFunc(messages, func(wanted *campaign.Message) bool { return wanted.ID == m.ID }) {
			continue
		}
		w, err := wordsOf(c, m, b)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		s, todo := turn(c, start, i), w.entries(m.ID, pieces)
		for i := range todo {
			if e := &todo[i]; e.file != "" {
				e.file = named(e.file)
			}
		}
		for _, e := range todo {
			rows = append(rows, []string{strconv.Itoa(s.week), day(s.from), day(s.until), w.Name, e.channel, e.asset.Path, e.asset.Alt, e.text, e.file})
		}
		cal.add(m.ID, w, s, todo)
	}
	docs := []Document{{Path: "campaign-plan.csv", Label: "Campaign plan", Data: table(rows)}}
	if !start.IsZero() {
		docs = append(docs, Document{Path: "campaign-plan.ics", Label: "Campaign plan for a calendar", Data: cal.bytes()})
	}
	return docs, errors.Join(errs...)
}

// firstDay is the first working day of a campaign, which starts on the day given, or zero.
func firstDay(start string) (time.Time, error) {
	if start == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, start)
	if err != nil {
		return t, fmt.Errorf(`schedule.start: %q is not a day; write it like "2027-01-11"`, start)
	}
	return working(t, 0), nil
}

// working is the day that many working days, Monday to Friday, after the first one from t on.
func working(t time.Time, days int) time.Time {
	for ; ; t = t.AddDate(0, 0, 1) {
		if day := t.Weekday(); day == time.Saturday || day == time.Sunday {
			continue
		}
		if days == 0 {
			return t
		}
		days--
	}
}

// turn is the time of the i-th message. All have equal shares of the campaign's working days.
func turn(c *campaign.Campaign, start time.Time, i int) slot {
	days := func(i int) int { return i * 5 * c.Schedule.Weeks / len(c.Messages) }
	s := slot{week: days(i)/5 + 1}
	if start.IsZero() {
		return s
	}
	s.from = working(start, days(i))
	s.until = working(start, days(i+1)).AddDate(0, 0, -1)
	if s.until.Before(s.from) {
		s.until = s.from
	}
	return s
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// entries are what there is to do for a message: the outlets first, then the social channels.
func (w *words) entries(message string, pieces []Piece) []entry {
	parts := map[string]string{}
	for _, p := range w.Parts() {
		parts[p.ID] = p.text()
	}
	find := func(fits func(*templates.Placement) bool) Piece {
		i := slices.IndexFunc(pieces, func(p Piece) bool { return p.Message == message && fits(p.Placement) })
		if i < 0 {
			return Piece{}
		}
		return pieces[i]
	}
	var out []entry
	add := func(e entry) {
		if e.asset.Path != "" || e.text != "" {
			out = append(out, e)
		}
	}
	for _, o := range outlets {
		e := entry{channel: o.name, text: parts[o.part]}
		if e.text != "" {
			e.file = "copy/" + message + o.file
		}
		e.asset = find(func(p *templates.Placement) bool { return p.ID == o.placement })
		if e.asset.Path == "" && o.otherwise != "" {
			e.asset = find(func(p *templates.Placement) bool { return p.Material == o.otherwise && p.Kind == "" })
		}
		add(e)
	}
	for _, post := range w.Posts {
		e := entry{channel: post.Name, text: post.Text}
		e.asset = find(func(p *templates.Placement) bool { return p.Channel == post.Channel && p.Kind == "" })
		if e.asset.Path != "" { // a channel that isn't served has no place in the plan
			add(e)
		}
	}
	return out
}

// lines are an entry as text: where, with what, and which words.
func (e entry) lines() string {
	out := e.channel + ":"
	for _, path := range []string{e.asset.Path, e.file} {
		if path != "" {
			out += " " + path
		}
	}
	if e.file == "" && e.text != "" {
		out += "\n" + strings.TrimSpace(e.text)
	}
	return out
}
