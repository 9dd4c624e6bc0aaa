package prose_test

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/prose"
	"kic/templates"
)

// full has every contact, bare has none.
func full() *brand.Brand {
	return &brand.Brand{
		Slug: "example-hospice", Name: "Example Hospice & Friends", ShortName: "Example Hospice",
		Colours: brand.Roles{Primary: color.NRGBA{0xff, 0xee, 0, 255}},
		Fields: map[string]string{
			"name": "Example Hospice & Friends", "short_name": "Example Hospice", "report_email": "report@example.org", "helpdesk": "0300 000 0000",
			"intranet": "https://intranet.example.org/data", "governance": "ig@example.org",
		},
		Links: map[string]string{
			"report_email": "mailto:report@example.org", "helpdesk": "tel:03000000000", "intranet": "https://intranet.example.org/data", "governance": "mailto:ig@example.org",
		},
	}
}

func bare() *brand.Brand {
	return &brand.Brand{Slug: "bare", Name: "Bare", ShortName: "Bare", Fields: map[string]string{"name": "Bare", "short_name": "Bare"}}
}

func defaultCampaign(t testing.TB) *campaign.Campaign {
	t.Helper()
	c, err := campaign.Default()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func message(t testing.TB, c *campaign.Campaign, id string, b *brand.Brand) map[string]string {
	t.Helper()
	docs, err := prose.Message(c, c.Message(id), b, prose.Pictures{Header: header(), News: "Words on the news picture. What it shows."})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, doc := range docs {
		if path.Ext(doc.Path) != ".docx" { // an archive, which has tests of its own
			out[doc.Path] = string(doc.Data)
		}
	}
	return out
}

// header stands for the picture at the head of newsletters and documents.
func header() prose.Picture {
	return prose.Picture{Path: "web-banners/email-header/phishing-bold.png", Width: 1200, Height: 400, Alt: `Words & "what it shows"`, Data: []byte("\x89PNG\r\n\x1a\n")}
}

func TestTheCopyOfAMessageIsAsReviewed(t *testing.T) {
	c := defaultCampaign(t)
	for _, b := range []*brand.Brand{full(), bare()} {
		for name, got := range message(t, c, "phishing", b) {
			golden := filepath.Join("testdata", b.Slug+"-"+path.Base(name))
			if os.Getenv("UPDATE") != "" {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs from %s; look at it, then run UPDATE=1 go test", name, golden)
			}
		}
	}
}

func TestEveryMessageHasCopyForEveryBrand(t *testing.T) {
	c := defaultCampaign(t)
	for _, b := range []*brand.Brand{full(), bare()} {
		for _, m := range c.Messages {
			for path, got := range message(t, c, m.ID, b) {
				if strings.ContainsAny(strings.Split(got, "<style>")[0]+last(strings.Split(got, "</style>")), "{}") {
					t.Errorf("%s: %s has a brace left in it", b.Slug, path)
				}
				if strings.Contains(got, "\n\n\n\n") || strings.Contains(got, " \n") || strings.Contains(got, "ZgotmplZ") || !strings.HasSuffix(got, "\n") {
					t.Errorf("%s: %s is untidy:\n%s", b.Slug, path, got)
				}
			}
		}
	}
}

func TestPagesAreWellFormedWithHeadingsInOrder(t *testing.T) {
	c := defaultCampaign(t)
	for _, b := range []*brand.Brand{full(), bare()} {
		for _, m := range c.Messages {
			page := message(t, c, m.ID, b)["copy/"+m.ID+".html"]
			d := xml.NewDecoder(strings.NewReader(page))
			d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
			var open, headings []string
			for {
				token, err := d.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("%s: %v", m.ID, err)
				}
				switch e := token.(type) {
				case xml.StartElement:
					open = append(open, e.Name.Local)
					if strings.HasPrefix(e.Name.Local, "h") && len(e.Name.Local) == 2 {
						headings = append(headings, e.Name.Local)
					}
				case xml.EndElement:
					if last(open) != e.Name.Local {
						t.Fatalf("%s: </%s> closes <%s>", m.ID, e.Name.Local, last(open))
					}
					open = open[:len(open)-1]
				}
			}
			if len(open) > 0 || len(headings) < 2 || headings[0] != "h1" || slices.Contains(headings[1:], "h1") {
				t.Errorf("%s: headings %v, left open %v", m.ID, headings, open)
			}
		}
	}
}

func TestPagesEscapeWhatABrandSays(t *testing.T) {
	b := full()
	b.Name = `<script>alert("x")</script>`
	b.Fields["helpdesk"], b.Links["helpdesk"] = `"><img src=x onerror=alert(1)>`, "javascript:alert(1)"
	for _, m := range defaultCampaign(t).Messages {
		page := message(t, defaultCampaign(t), m.ID, b)["copy/"+m.ID+".html"]
		for _, bad := range []string{"<script", "<img src=x", "javascript:"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s: the page has %s", m.ID, bad)
			}
		}
	}
}

func TestContactsAreLinks(t *testing.T) {
	page := message(t, defaultCampaign(t), "phishing", full())["copy/phishing.html"]
	for _, want := range []string{
		`as an attachment to <a href="mailto:report@example.org">report@example.org</a>.`,
		`<a href="tel:03000000000">0300 000 0000</a>`, `<a href="https://intranet.example.org/data">https://intranet.example.org/data</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestWordingThatABrandCannotFillIsNamed(t *testing.T) {
	c := &campaign.Campaign{Language: "en-GB", Channels: defaultCampaign(t).Channels, Messages: []campaign.Message{{
		ID: "one", Name: "One", Headline: []string{"For {ward}", "For {site}"}, Pictures: []campaign.Picture{{Alt: "A picture"}},
		Bulletin: campaign.Bulletin{Subject: "For {ward}", Summary: "s", Body: "b"}, Social: map[string]string{"default": strings.Repeat("a", 281), "mastodon": "m"},
	}}}
	_, err := prose.Message(c, &c.Messages[0], bare(), prose.Pictures{})
	_, err2 := prose.SocialCSV(c, bare(), []*templates.Placement{{Channel: "x"}}, nil)
	if err == nil || err2 == nil {
		t.Fatalf("got %v, %v", err, err2)
	}
	for _, want := range []string{
		`brand "bare": message "one": headline needs {site}, which the brand doesn't have; add it to its brand.toml`,
		`brand "bare": message "one": bulletin.subject needs {ward}`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	if want := `message "one": social.default has 281 characters, but X takes 280; shorten it, or write a shorter social.x`; !strings.Contains(err2.Error(), want) {
		t.Errorf("got  %v\nwant %s", err2, want)
	}
}

func TestSocialListHasARowForEveryPicture(t *testing.T) {
	c := defaultCampaign(t)
	post, cover := &templates.Placement{ID: "x-post", Channel: "x"}, &templates.Placement{ID: "x-header", Channel: "x", Kind: templates.Cover}
	sky, banner := &templates.Placement{ID: "bluesky-post", Channel: "bluesky"}, &templates.Placement{ID: "banner"}
	var pieces []prose.Piece
	for _, p := range []*templates.Placement{sky, post, cover, banner} {
		for _, m := range c.Messages {
			for _, look := range []string{"bold", "light"} {
				file := p.ID + "/" + m.ID + "-" + look + ".png"
				pieces = append(pieces, prose.Piece{Path: file, Message: m.ID, Placement: p, Alt: "Alt of " + file})
			}
		}
	}
	doc, err := prose.SocialCSV(c, full(), []*templates.Placement{sky, post, cover, banner}, pieces)
	if err != nil {
		t.Fatal(err)
	}
	rows := read(t, doc.Data)
	if len(rows) != 1+6*len(c.Messages) || strings.Join(rows[0], ",") != "message,channel,file,text,characters,limit,alt" {
		t.Fatalf("got %d rows under %v", len(rows), rows[0])
	}
	for _, row := range rows[1:] {
		if row[6] != "Alt of "+row[2] || !strings.Contains(row[2], row[0]) || !strings.HasPrefix(row[2], row[1]) {
			t.Errorf("%s has the alternative %q, for %s on %s", row[2], row[6], row[0], row[1])
		}
		if own := strings.HasPrefix(row[2], "x-header"); (row[3] == "") != own || (row[4] == "") != own || (row[5] == "") != own {
			t.Errorf("%s goes with the post %q", row[2], row[3])
		}
	}
	if got := strings.Join(rows[1][:3], " ") + " " + rows[1][5]; got != "passwords x x-post/passwords-bold.png 280" {
		t.Errorf("the first row is %s", got)
	}
	if kept, err := prose.SocialCSV(c, full(), nil, pieces); err != nil || string(kept.Data) != string(doc.Data) {
		t.Errorf("pictures of an earlier run lose their posts: %s, %v", kept.Data, err)
	}
	if doc, err := prose.SocialCSV(c, full(), nil, nil); err != nil || doc.Data != nil {
		t.Errorf("without social placements got %d bytes, %v", len(doc.Data), err)
	}
}

func TestPicturesOfAMessageWithoutPostsAreListedToo(t *testing.T) {
	c := one(t, campaign.Message{})
	x := &templates.Placement{Channel: "x"}
	doc, err := prose.SocialCSV(c, full(), []*templates.Placement{x}, []prose.Piece{{Path: "a.png", Message: "one", Placement: x, Alt: "A"}})
	if err != nil {
		t.Fatal(err)
	}
	if rows := read(t, doc.Data); len(rows) != 2 || strings.Join(rows[1], "|") != "one|x|a.png||||A" {
		t.Errorf("got %q", rows)
	}
}

func TestNoDefaultPostIsTooLongForAnyChannel(t *testing.T) {
	all, err := templates.Placements()
	if err != nil {
		t.Fatal(err)
	}
	var each []*templates.Placement
	for i := range all {
		each = append(each, &all[i])
	}
	if _, err := prose.SocialCSV(defaultCampaign(t), full(), each, nil); err != nil {
		t.Error(err)
	}
}

func TestListsOpenInASpreadsheetAsTheyAre(t *testing.T) {
	row := func(path, alt string) prose.AltRow {
		return prose.AltRow{Path: path, Alt: map[string]string{"en-GB": alt}}
	}
	data := prose.AltCSV([]prose.AltRow{row("a.png", `say "hi", café`), row("b.png", "=1+1"), row("c.png", "-x"), row("d.png", "＋1"), row("@e.png", "two\nlines")}, []string{"en-GB"}).Data
	want := "\uFEFFfile,alt\r\na.png,\"say \"\"hi\"\", café\"\r\nb.png,'=1+1\r\nc.png,'-x\r\nd.png,'＋1\r\n'@e.png,\"two\r\nlines\"\r\n"
	if string(data) != want {
		t.Errorf("got  %q\nwant %q", data, want)
	}
}

func TestLanguagesHaveColumnsOfTheirOwn(t *testing.T) {
	rows := []prose.AltRow{{Path: "a.png", Alt: map[string]string{"cy": "Llun.", "en-GB": "A picture."}}, {Path: "b.png", Alt: map[string]string{"en-GB": "B."}}}
	got := read(t, prose.AltCSV(rows, []string{"cy", "en-GB"}).Data)
	if want := "[[file alt (cy) alt (en-GB)] [a.png Llun. A picture.] [b.png  B.]]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestCountCountsAsThePlatformDoes(t *testing.T) {
	x := templates.Channel{Counts: templates.Weighted, Link: 23}
	bluesky := templates.Channel{Counts: templates.Graphemes}
	family := "👨‍👩‍👧‍👦"
	for _, c := range []struct {
		text    string
		channel templates.Channel
		want    int
	}{
		{"hello", x, 5}, {"café ŵ “q” …", x, 12 + 1}, {"日本", x, 4}, {family, x, 2}, {"☕️", x, 2}, {"🇬🇧!", x, 3}, {"1️⃣", x, 2},
		{"see https://example.org/a/very/long/path?with=all&sorts now", x, 4 + 23 + 4}, {"see intranet.example.org/x", x, 4 + 23}, {"Keep I.T. Confidential", x, 22},
		{family + "é", bluesky, 2}, {"see https://example.org", bluesky, 23}, {family, templates.Channel{Counts: templates.UTF16}, 11}, {family, templates.Channel{}, 7},
	} {
		if got := prose.Count(c.text, c.channel); got != c.want {
			t.Errorf("Count(%q, %s) = %d, want %d", c.text, c.channel.Counts, got, c.want)
		}
	}
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	c := defaultCampaign(t)
	for range 5 {
		a, b := message(t, c, "phishing", full()), message(t, c, "phishing", full())
		for path := range a {
			if a[path] != b[path] {
				t.Fatalf("%s differs from run to run", path)
			}
		}
	}
}

func BenchmarkMessage(b *testing.B) {
	c, org := defaultCampaign(b), full()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := prose.Message(c, &c.Messages[0], org, prose.Pictures{}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzCellsAreReadBackAndNeverFormulas(f *testing.F) {
	for _, seed := range []string{"=1", "a,b", "\"", "\r\n", "\t=1", "'", "＝"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		rows := read(t, prose.AltCSV([]prose.AltRow{{Path: "a", Alt: map[string]string{"en": cell}}}, []string{"en"}).Data)
		if len(rows) != 2 || len(rows[1]) != 2 {
			t.Fatalf("got %q", rows)
		}
		got := rows[1][1]
		if got != "" && strings.ContainsAny(got[:1], "=+-@\t\r") {
			t.Fatalf("%q would run", got)
		}
	})
}

func read(t testing.TB, data []byte) [][]string {
	t.Helper()
	if !bytes.HasPrefix(data, []byte("\uFEFF")) {
		t.Fatal("no byte order mark")
	}
	rows, err := csv.NewReader(bytes.NewReader(data[3:])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func last(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1]
}
