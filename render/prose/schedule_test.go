package prose_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"kic/render/campaign"
	"kic/render/prose"
	"kic/templates"
)

// planned is the plan of a campaign that starts on a day, over some weeks: its rows and its calendar.
func planned(t testing.TB, start string, weeks int, wanted ...string) (rows [][]string, calendar string) {
	t.Helper()
	c := *defaultCampaign(t)
	c.Schedule = campaign.Schedule{Start: start, Weeks: weeks}
	var messages []*campaign.Message
	var pieces []prose.Piece
	x, cover := &templates.Placement{ID: "x-post", Material: templates.Social, Channel: "x"}, &templates.Placement{ID: "x-header", Material: templates.Social, Channel: "x", Kind: templates.Cover}
	for i := range c.Messages {
		m := &c.Messages[i]
		pieces = append(pieces, prose.Piece{Path: "social/x-header/" + m.ID + ".png", Message: m.ID, Placement: cover}, prose.Piece{Path: "social/x-post/" + m.ID + ".png", Message: m.ID, Placement: x, Alt: "Alt of " + m.ID})
		if len(wanted) == 0 || strings.Contains(strings.Join(wanted, " "), m.ID) {
			messages = append(messages, m)
		}
	}
	docs, err := prose.Schedule(&c, full(), messages, pieces, asItIs)
	if err != nil {
		t.Fatal(err)
	}
	if docs[0].Path != "campaign-plan.csv" || len(docs) > 1 && docs[1].Path != "campaign-plan.ics" {
		t.Fatalf("got %s and %d more", docs[0].Path, len(docs)-1)
	}
	if len(docs) > 1 {
		calendar = string(docs[1].Data)
	}
	return readAll(t, docs[0].Data), calendar
}

func asItIs(path string) string { return path }

// readAll is a list without its heading.
func readAll(t testing.TB, data []byte) [][]string {
	t.Helper()
	rows := read(t, data)
	if got := strings.Join(rows[0], ","); got != "week,from,until,message,channel,picture,alternative text,text,file" {
		t.Fatalf("the heading is %s", got)
	}
	return rows[1:]
}

func TestMessagesAreSpreadOverTheWeeks(t *testing.T) {
	for _, c := range []struct {
		start string
		weeks int
		want  []string // week, from and until of each message
	}{
		{"2027-01-11", 8, []string{"1 2027-01-11 2027-01-17", "2 2027-01-18 2027-01-24", "3 2027-01-25 2027-01-31", "4 2027-02-01 2027-02-07", "5 2027-02-08 2027-02-14", "6 2027-02-15 2027-02-21", "7 2027-02-22 2027-02-28", "8 2027-03-01 2027-03-07"}},
		{"2027-01-16", 4, []string{"1 2027-01-18 2027-01-19", "1 2027-01-20 2027-01-24", "2 2027-01-25 2027-01-26", "2 2027-01-27 2027-01-31", "3 2027-02-01 2027-02-02", "3 2027-02-03 2027-02-07", "4 2027-02-08 2027-02-09", "4 2027-02-10 2027-02-14"}},
		{"", 16, []string{"1  ", "3  ", "5  ", "7  ", "9  ", "11  ", "13  ", "15  "}},
	} {
		rows, calendar := planned(t, c.start, c.weeks)
		var got []string
		for _, row := range rows {
			if s := strings.Join(row[:3], " "); len(got) == 0 || got[len(got)-1] != s {
				got = append(got, s)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("from %q over %d weeks:\ngot  %q\nwant %q", c.start, c.weeks, got, c.want)
		}
		if (calendar == "") != (c.start == "") {
			t.Errorf("from %q: a calendar of %d bytes", c.start, len(calendar))
		}
	}
}

func TestThePlanNamesThePictureAndTheWordsForEachChannel(t *testing.T) {
	rows, _ := planned(t, "", 8, "phishing")
	var channels []string
	for _, row := range rows {
		channels = append(channels, row[4])
		if row[0] != "2" || row[3] != "Phishing" {
			t.Errorf("a row for %s in week %s, where only phishing in its second week is wanted", row[3], row[0])
		}
		if row[4] == "X" {
			c := defaultCampaign(t)
			if want := []string{"social/x-post/phishing.png", "Alt of phishing", c.Message("phishing").Social["x"], ""}; fmt.Sprint(row[5:]) != fmt.Sprint(want) {
				t.Errorf("got  %q\nwant %q", row[5:], want)
			}
		} else if row[7] == "" || !strings.HasPrefix(row[8], "copy/phishing") {
			t.Errorf("%s has the text %q and the file %q", row[4], row[7], row[8])
		}
	}
	if got := strings.Join(channels, ", "); got != "Intranet, Email, Bulletin, Team briefing, X" {
		t.Errorf("the channels are %s", got)
	}
}

func TestACalendarKeepsToItsFormat(t *testing.T) {
	_, calendar := planned(t, "2027-01-11", 8)
	if !strings.HasPrefix(calendar, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") || !strings.HasSuffix(calendar, "\r\nEND:VCALENDAR\r\n") {
		t.Errorf("got %.60q … %.40q", calendar, calendar[len(calendar)-40:])
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(calendar, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("%d octets: %q", len(line), line)
		}
	}
	unfolded := strings.ReplaceAll(calendar, "\r\n ", "")
	seen := map[string]bool{}
	events := strings.Split(unfolded, "BEGIN:VEVENT\r\n")[1:]
	for _, e := range events {
		names := map[string]string{}
		e, _, _ = strings.Cut(e, "\r\nEND:VEVENT")
		for line := range strings.SplitSeq(e, "\r\n") {
			key, value, _ := strings.Cut(line, ":")
			name, _, _ := strings.Cut(key, ";")
			if names[name] != "" {
				t.Errorf("%s is there twice", name)
			}
			names[name] = value
		}
		for _, name := range []string{"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"} {
			if names[name] == "" {
				t.Errorf("an event has no %s", name)
			}
		}
		if seen[names["UID"]] || names["DTSTAMP"] != "20270111T000000Z" || names["DTEND"] <= names["DTSTART"] {
			t.Errorf("got %v", names)
		}
		seen[names["UID"]] = true
		if strings.ContainsAny(strings.NewReplacer(`\,`, "", `\;`, "", `\\`, "").Replace(names["DESCRIPTION"]), ",;") {
			t.Errorf("a comma or a semicolon isn't escaped: %s", names["DESCRIPTION"])
		}
	}
	if len(events) != 8 {
		t.Errorf("%d events for eight messages", len(events))
	}
}

func TestAnEventKeepsItsIdentityWhenTheCampaignMoves(t *testing.T) {
	uids := func(calendar string) (out []string) {
		for line := range strings.SplitSeq(calendar, "\r\n") {
			if strings.HasPrefix(line, "UID:") {
				out = append(out, line)
			}
		}
		return out
	}
	_, january := planned(t, "2027-01-11", 8)
	_, may := planned(t, "2027-05-03", 4)
	if a, b := uids(january), uids(may); len(a) != 8 || fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("got %v and %v", a, b)
	}
	if _, again := planned(t, "2027-01-11", 8); again != january {
		t.Error("two calendars of the same campaign differ")
	}
}

func TestADayThatIsNoneIsSaidSo(t *testing.T) {
	c := *defaultCampaign(t)
	c.Schedule.Start = "soon"
	if _, err := prose.Schedule(&c, full(), nil, nil, asItIs); err == nil || !strings.Contains(err.Error(), `"soon" is not a day; write it like "2027-01-11"`) {
		t.Errorf("got %v", err)
	}
}

func FuzzACalendarFoldsAnyWords(f *testing.F) {
	for _, seed := range []string{"plain", "a,b;c\\d\ne", strings.Repeat("ŵ", 80), strings.Repeat("👨‍👩‍👧", 20), "\r\nEND:VEVENT\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if !utf8.ValidString(name) {
			t.Skip()
		}
		c := *defaultCampaign(t)
		m := c.Messages[0]
		m.Name = strings.NewReplacer("{", "", "}", "").Replace(name)
		c.Messages, c.Schedule.Start = []campaign.Message{m}, "2027-01-11"
		docs, err := prose.Schedule(&c, full(), []*campaign.Message{&m}, nil, asItIs)
		if err != nil {
			t.Fatal(err)
		}
		calendar := string(docs[1].Data)
		for line := range strings.SplitSeq(calendar, "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
				t.Fatalf("%d octets: %q", len(line), line)
			}
		}
		if strings.Count(strings.ReplaceAll(calendar, "\r\n ", ""), "\r\nEND:VEVENT\r\n") != 1 {
			t.Fatalf("words ended the event: %q", calendar)
		}
	})
}
