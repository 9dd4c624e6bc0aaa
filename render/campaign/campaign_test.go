package campaign_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"kic"
	"kic/render/campaign"
	"kic/render/definition"
)

// small is the least that a campaign needs.
const small = `name = "Small"
[[message]]
id = "one"
name = "One"
headline = ["A long headline", "Short"]
alt = "A picture"
`

func defaultCampaign(t *testing.T) *campaign.Campaign {
	t.Helper()
	c, err := campaign.Default()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestASmallCampaignLoadsWithSensibleDefaults(t *testing.T) {
	c, err := campaign.Parse("c.toml", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	if c.Language != "en-GB" || c.Schedule.Weeks != 1 || c.Headings["tips"] != "What you can do" || c.File != "c.toml" || c.Message("one") == nil || c.Message("two") != nil {
		t.Errorf("got %+v", c)
	}
}

func TestACampaignLastsAWeekForEachMessageUnlessItSaysHowLong(t *testing.T) {
	another := func(id string) string {
		return strings.ReplaceAll(small[strings.Index(small, "[[message]]"):], `"one"`, `"`+id+`"`)
	}
	for _, c := range []struct {
		text string
		want int
	}{
		{small, 1},
		{small + another("two") + another("three"), 3},
		{"schedule = { weeks = 2 }\n" + small + another("two") + another("three"), 2},
		{"schedule = { weeks = 104 }\n" + small, 104},
	} {
		read, err := campaign.Parse("c.toml", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if got := read.Schedule.Weeks; got != c.want {
			t.Errorf("%d messages are spread over %d weeks, want %d", len(read.Messages), got, c.want)
		}
	}
	_, err := campaign.Parse("c.toml", []byte("schedule = { weeks = 105 }\n"+small))
	if err == nil || !strings.Contains(err.Error(), "schedule.weeks: is 105; use 1 to 104") {
		t.Errorf("more than two years give %v", err)
	}
}

func TestEveryMistakeOfACampaignComesInOneReport(t *testing.T) {
	const file = `nam = "Small"
language = "English"
looks = ["bold", "Bold", "bold"]
placeholders = ["ward", "name", "{site}"]
acronyms = ["DSPT", "dspt", "DSPT", "A", "D S"]
[schedule]
start = "11 January"
weeks = 0
[headings]
tips = ""
[phrases]
name = ["x"]
report = ["Tell {report_emial}", "Tell {report}"]
[[message]]
id = "Pass words"
headline = ["Short", "Much longer", "", "Short"]
support = []
action = [" space", "Ask {ward} or {wrad}", "{broken"]
[message.bulletin]
subject = "ok"
sumary = "x"
[message.social]
twitter = "x"
linkedn = "y"
[message.tip]
x = 1
[[message]]
id = "con"
name = "Con"
headline = "not a list"
alt = """
two
lines"""
[[message]]
id = "two"
name = "Two"
headline = ["Fine"]
alt = "Fine"
[message.cy]
headline = ["Iawn", "Iawn hir"]
hedline = ["Iawn"]
[[message]]
id = "two"
name = "Two\u202E"
headline = ["Fine"]
alt = "Fine"
[[placement]]
id = "odd"
`
	_, err := campaign.Parse("c.toml", []byte(file))
	if err == nil {
		t.Fatal("no mistake was found")
	}
	for _, want := range []string{
		`c.toml:1: nam: no such key; did you mean "name"?`,
		`c.toml: name: is missing; add the campaign's name: name = "…"`,
		`c.toml:2: language: "English" is not a language; write it like "en-GB"`,
		`c.toml:3: looks[2]: "Bold" is not an id; use lower-case letters, digits and single hyphens`,
		`c.toml:3: looks[3]: "bold" is there already; remove one`,
		`c.toml:4: placeholders[2]: "name" is known already; remove it`,
		`c.toml:4: placeholders[3]: "{site}" is not a name; use lower-case letters, digits and underscores, without braces`,
		`c.toml:5: acronyms[2]: "dspt" is not a word in capitals; write it in capitals, such as "DSPT"`,
		`c.toml:5: acronyms[3]: "DSPT" is there already; remove one`,
		`c.toml:5: acronyms[4]: "A" is not a word in capitals; write it in capitals, such as "DSPT"`,
		`c.toml:5: acronyms[5]: "D S" is not a word in capitals; write it in capitals, such as "DSPT"`,
		`c.toml:7: schedule.start: "11 January" is not a day; write it like "2027-01-11"`,
		`c.toml:8: schedule.weeks: is 0; use 1 to 104`,
		`c.toml:10: headings.tips: is empty; give it words, or leave it out`,
		`c.toml:12: phrases.name: "name" is what a brand fills in; choose another`,
		`c.toml:13: phrases.report[1]: no brand fills {report_emial}; did you mean {report_email}?`,
		`c.toml:13: phrases.report[2]: no brand fills {report}`,
		`c.toml:15: message[1].id: "Pass words" is not an id; use lower-case letters, digits and single hyphens`,
		`c.toml:14: message[1].name: is missing; say what people call it: name = "…"`,
		`c.toml:14: message[1].alt: is missing; say what the picture shows`,
		`c.toml:16: message[1].headline[2]: is longer than message[1].headline[1]; order them from the longest to the shortest`,
		`c.toml:16: message[1].headline[3]: is empty; give it words, or leave it out`,
		`c.toml:16: message[1].headline[4]: says the same as message[1].headline[1]; remove one`,
		`c.toml:17: message[1].support: has no wording; give it a wording, or leave it out`,
		`c.toml:18: message[1].action[1]: starts or ends with a space; take the space away`,
		`c.toml:18: message[1].action[2]: no brand fills {wrad}; did you mean {ward}?`,
		`c.toml:18: message[1].action[3]: has a brace that belongs to no placeholder; write a placeholder like {report_email}`,
		`c.toml:21: message[1].bulletin.sumary: no such key; did you mean "summary"?`,
		`c.toml:19: message[1].bulletin.summary: is missing; say it in up to 60 words`,
		`c.toml:19: message[1].bulletin.body: is missing`,
		`c.toml:22: message[1].social.default: is missing`,
		`c.toml:23: message[1].social.twitter: no such key`,
		`c.toml:24: message[1].social.linkedn: no such key; did you mean "linkedin"?`,
		`c.toml:25: message[1].tip: no such key; did you mean "tips"?`,
		`c.toml:28: message[2].id: "con" can't name a file on Windows; choose another`,
		`c.toml:30: message[2].headline: is text, but a list of texts is wanted here; write it as ["…", "…"]`,
		`c.toml:31: message[2].alt: has a line break in it; write it on one line`,
		`c.toml:40: message[3].cy.headline[2]: is longer than message[3].cy.headline[1]`,
		`c.toml:41: message[3].cy.hedline: no such key; did you mean "headline"?`,
		`c.toml:43: message[4].id: "two" is there already, as message[3].id on line 35; give each message an id of its own`,
		`c.toml:44: message[4].name: has the invisible character U+202E in it; remove it`,
		`c.toml:47: placement[1].width: is missing`,
	} {
		if !strings.Contains("\n"+err.Error(), "\n"+want) {
			t.Errorf("the report lacks: %s", want)
		}
	}
	if strings.Contains(err.Error(), "message[2].headline: is missing") {
		t.Error("a headline of the wrong type is also called missing")
	}
	if t.Failed() {
		t.Logf("the report is:\n%v", err)
	}
}

func TestLimitsOfWordingAreKept(t *testing.T) {
	cases := map[string]struct{ add, want string }{
		"alt":      {`cy.alt = "` + strings.Repeat("a", 301) + `"`, "message[1].cy.alt: has 301 characters; use at most 300"},
		"subject":  {`bulletin = { subject = "` + strings.Repeat("a", 61) + `", summary = "s", body = "b" }`, "message[1].bulletin.subject: has 61 characters; use at most 60"},
		"summary":  {`bulletin = { subject = "s", summary = "` + strings.TrimSpace(strings.Repeat("a ", 61)) + `", body = "b" }`, "message[1].bulletin.summary: has 61 words; use at most 60"},
		"long id":  {"[[message]]\nid = \"" + strings.Repeat("a", 41) + "\"", "message[2].id: \"" + strings.Repeat("a", 41) + "\" has 41 characters; use at most 40"},
		"language": {`Welsh.alt = "a"`, "message[1].Welsh: no such key; the keys here are id, name, headline, support, action, tips, question, picture, art, alt, bulletin and social"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := campaign.Parse("c.toml", []byte(small+c.add))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
	for name, add := range map[string]string{
		"alt":     `cy.alt = "` + strings.Repeat("a", 300) + `"`,
		"subject": `bulletin = { subject = "` + strings.Repeat("a", 60) + `", summary = "s", body = "b" }`,
		"summary": `bulletin = { subject = "s", summary = "` + strings.TrimSpace(strings.Repeat("a ", 60)) + `", body = "b" }`,
		"long id": strings.Replace(small[strings.Index(small, "[[message]]"):], `"one"`, `"`+strings.Repeat("a", 40)+`"`, 1),
	} {
		if _, err := campaign.Parse("c.toml", []byte(small+add)); err != nil {
			t.Errorf("%s: as long as it may be gives %v", name, err)
		}
	}
	if _, err := campaign.Parse("c.toml", []byte(`name = "No message"`)); err == nil || !strings.Contains(err.Error(), "at least one message") {
		t.Errorf("a campaign without messages gives %v", err)
	}
}

// Two letters are a language, also where a key is one letter away: "ar" is Arabic, and not "art".
func TestATranslationMayBeNamedLikeAKey(t *testing.T) {
	c, err := campaign.Parse("c.toml", []byte(small+"ar.alt = \"صورة\"\n"))
	if err != nil || c.Messages[0].Translations["ar"].Pictures == nil {
		t.Errorf("error %v", err)
	}
}

// What turns the direction of reading lets words say something else than is written.
func TestWordsThatActOnTheTextAreRefused(t *testing.T) {
	for r, fits := range map[rune]bool{'\u2029': true, '\u202A': false, '\u202E': false, '\u202F': true, '\uFEFF': false, '\u0007': false} {
		_, err := campaign.Parse("c.toml", []byte(strings.Replace(small, "Short", fmt.Sprintf(`S\u%04Xt`, r), 1)))
		if (err == nil) != fits {
			t.Errorf("U+%04X: %v; fits: want %t", r, err, fits)
		}
	}
}

func TestAPlacementOfOnesOwnGetsItsDefaults(t *testing.T) {
	own := small + "[[placement]]\nid = \"reception-tv\"\nname = \"Reception screen\"\nmaterial = \"screensavers\"\nwidth = 1360\nheight = 768\n"
	c, err := campaign.Parse("c.toml", []byte(own))
	if err != nil {
		t.Fatal(err)
	}
	if p := c.Placements[0]; p.Unit != "px" || p.Format != "png" {
		t.Errorf("got %+v", p)
	}
	if _, err := campaign.Parse("c.toml", []byte(own+own[strings.Index(own, "[[placement]]"):])); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("two placements of one id give %v", err)
	}
}

func TestATranslationTakesThePlaceOfWhatItTranslates(t *testing.T) {
	c, err := campaign.Parse("c.toml", []byte(small+`
support = ["English support"]
social.default = "post"
[message.cy]
headline = ["Pennawd"]
alt = "Llun"
[headings]
tips = "Tips"
report = "Report"
[phrases]
help = ["Ask"]
[cy]
tagline = "Camau bach"
headings.tips = "Awgrymiadau"
phrases.help = ["Gofynnwch"]
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, same := range []string{"en", "en-US", "fr"} {
		if c.In(same) != c {
			t.Errorf("%s gives another campaign", same)
		}
	}
	cy := c.In("cy-GB")
	m := cy.Messages[0]
	got := []string{cy.Language, cy.Name, cy.Tagline, cy.Headings["tips"], cy.Headings["report"], cy.Phrases["help"][0], m.ID, m.Name, m.Headline[0], m.Picture().Alt, m.Support[0], m.Social["default"]}
	want := []string{"cy-GB", "Small", "Camau bach", "Awgrymiadau", "Report", "Gofynnwch", "one", "One", "Pennawd", "Llun", "English support", "post"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if c.Messages[0].Headline[0] != "A long headline" || c.Headings["tips"] != "Tips" {
		t.Error("the original has changed")
	}
}

func TestALineLeadsToTheWords(t *testing.T) {
	c, err := campaign.Parse("c.toml", []byte(small+"tips = [\"a\", \"b\"]\n[message.cy]\nalt = \"Llun\"\n[phrases]\nhelp = [\"Ask\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []struct {
		c            *campaign.Campaign
		message, key string
		want         int
	}{
		{c, "one", "headline[2]", 5}, {c, "one", "alt", 6}, {c, "one", "tips[1]", 7}, {c.In("cy"), "one", "alt", 9}, {c.In("cy-GB"), "one", "alt", 9},
		{c.In("cy"), "one", "headline[1]", 5}, {c, "", "phrases.help[1]", 11}, {c, "", "name", 1}, {c, "two", "alt", 0}, {c, "one", "nothing", 0}, {&campaign.Campaign{}, "one", "alt", 0},
	} {
		if got := of.c.Line(of.message, of.key); got != of.want {
			t.Errorf("%s of %q in %s stands in line %d, want %d", of.key, of.message, of.c.Language, got, of.want)
		}
	}
}

func TestATranslationNamesNothingThatTheOriginalLacks(t *testing.T) {
	_, err := campaign.Parse("c.toml", []byte(small+"[phrases]\nhelp = [\"Ask\"]\n[cy.phrases]\nhelpp = [\"Gofynnwch\"]\n"))
	if want := `c.toml:10: cy.phrases.helpp: no such key; did you mean "help"?`; err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestOpenReadsAFileAndNamesOneThatIsNotThere(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "campaign.toml")
	if err := os.WriteFile(file, []byte(small), 0o644); err != nil {
		t.Fatal(err)
	}
	if c, err := campaign.Open(file); err != nil || c.File != file {
		t.Errorf("got %v, %v", c, err)
	}
	for _, name := range []string{filepath.Join(dir, "b.toml"), dir} {
		if _, err := campaign.Open(name); err == nil || !strings.Contains(err.Error(), filepath.Base(name)) {
			t.Errorf("%s: got %v, want an error that names it", name, err)
		}
	}
}

func TestTheDefaultTextIsTheDefaultCampaign(t *testing.T) {
	parsed, err := campaign.Parse("campaign.toml", kic.DefaultTOML())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(parsed, defaultCampaign(t)) {
		t.Error("DefaultTOML and Default differ")
	}
	kic.DefaultTOML()[0] = 'x'
	if kic.DefaultTOML()[0] == 'x' {
		t.Error("a caller can change the default campaign")
	}
}

func FuzzParseFindsMistakesWithoutFalling(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(small + "[message.cy]\nalt=\"x\"\n[cy.phrases]\nhelp=[\"{name}\"]\n[[placement]]\nid=\"a\"\nwidth=1e9\n"))
	f.Add([]byte("[[message]]\nheadline=[\"{\", \"{a}\"]\nsocial={default=\"\"}\n[schedule]\nweeks=9999999\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := campaign.Parse("f", data)
		if err != nil {
			if problems, other := definition.Collect(err); other != nil || len(problems) == 0 {
				t.Fatalf("not a report of problems: %v", err)
			}
			return
		}
		for _, m := range c.In("cy").Messages {
			if m.ID == "" || len(m.Headline) == 0 || strings.TrimSpace(m.Headline[0]) == "" {
				t.Fatalf("a message without an id or a headline was accepted: %+v", m)
			}
			for _, wording := range m.Headline {
				campaign.Fill(wording, c.Fields(map[string]string{"name": "x"}))
			}
		}
	})
}

func TestTheStandardHeadingsAreThoseOfTheDefaultCampaign(t *testing.T) {
	c, err := campaign.Parse("c.toml", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	if want := defaultCampaign(t).Headings; !reflect.DeepEqual(c.Headings, want) {
		t.Errorf("got  %q\nwant %q", c.Headings, want)
	}
}

func TestFillSaysWhatIsMissing(t *testing.T) {
	cases := []struct{ wording, want, missing string }{
		{"plain", "plain", "[]"},
		{"Ask {name}.", "Ask Us.", "[]"},
		{"{gone} and {name} and {empty} and {gone}", "{gone} and Us and {empty} and {gone}", "[gone empty]"},
		{"{Not one} {name", "{Not one} {name", "[]"},
	}
	for _, c := range cases {
		got, missing := campaign.Fill(c.wording, map[string]string{"name": "Us", "empty": ""})
		if got != c.want || fmt.Sprint(missing) != c.missing {
			t.Errorf("Fill(%q) = %q, %v; want %q, %s", c.wording, got, missing, c.want, c.missing)
		}
	}
}

func TestTheWelshSaysAllThatTheEnglishDoesAndAsksForAReview(t *testing.T) {
	c := defaultCampaign(t)
	shared, ok := c.Translation("cy")
	if !ok || shared.Review == "" || len(shared.Headings) != len(c.Headings) || len(shared.Phrases) != len(c.Phrases) || shared.Tagline == "" {
		t.Errorf("what all messages share: %+v", shared)
	}
	for _, m := range c.Messages {
		cy, ok := m.Translation("cy")
		if !ok || cy.Review == "" || cy.Name == "" || len(cy.Pictures) != len(m.Pictures) || cy.Question == "" || cy.Bulletin.Body == "" {
			t.Errorf("%s: the Welsh isn't whole: %+v", m.ID, cy)
			continue
		}
		for key, list := range map[string][2][]string{
			"headline": {m.Headline, cy.Headline}, "support": {m.Support, cy.Support}, "action": {m.Action, cy.Action}, "tips": {m.Tips, cy.Tips},
		} {
			if len(list[0]) != len(list[1]) {
				t.Errorf("%s: %s has %d lines in English and %d in Welsh", m.ID, key, len(list[0]), len(list[1]))
			}
		}
		if last := cy.Headline[len(cy.Headline)-1]; utf8.RuneCountInString(last) > 18 {
			t.Errorf("%s: the shortest headline, %q, is for the smallest banners: 18 letters at most", m.ID, last)
		}
		if english, welsh := placeholdersOf(m.Bulletin.Body), placeholdersOf(cy.Bulletin.Body); !reflect.DeepEqual(english, welsh) {
			t.Errorf("%s: the bulletin fills %v in English and %v in Welsh", m.ID, english, welsh)
		}
		for channel, post := range m.Social {
			if cy.Social[channel] == "" {
				t.Errorf("%s: there is no Welsh post for %s", m.ID, channel)
			}
			if channel == "default" || channel == "x" {
				if n := utf8.RuneCountInString(cy.Social[channel]); n > 280 {
					t.Errorf("%s: the Welsh post for %s has %d letters, %d more than %q", m.ID, channel, n, n-280, post)
				}
			}
		}
	}
}

func placeholdersOf(words string) []string {
	_, names := campaign.Fill(words, nil)
	return names
}
