package check_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/prose"
	"kic/templates"
)

// campaign is one of a message "one", to which lines are added, below what all messages share.
func read(t *testing.T, shared, message string) *campaign.Campaign {
	t.Helper()
	c, err := campaign.Parse("c.toml", []byte("name = \"Small\"\n"+shared+"\n[[message]]\nid = \"one\"\nname = \"One\"\nalt = \"A picture.\"\n"+message))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const headline = "headline = [\"Short\"]\n"

func TestTheCampaignThatIsShippedReadsWell(t *testing.T) {
	c, err := campaign.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range check.Words(c) {
		t.Error(f)
	}
	for _, b := range []*brand.Brand{full(), {Slug: "bare", Name: "Bare"}} {
		for _, f := range check.Addresses(c, b) {
			t.Error(f)
		}
	}
}

func full() *brand.Brand {
	fields := map[string]string{"report_email": "report@mail.north.example.nhs.uk", "intranet": "https://intranet.north.example/data", "helpdesk": "01632 960 123"}
	return &brand.Brand{Slug: "north", Name: "North", ShortName: "North", Fields: fields}
}

func TestWordsAreHeldToWhatReadersNeed(t *testing.T) {
	long := strings.Repeat("word ", 25) + "word."
	hard := strings.Repeat("Organisational responsibilities necessitate comprehensive documentation. ", 12)
	for _, c := range []struct {
		name, shared, message string
		want                  []string // code and line
	}{
		{"nothing", "", headline, nil},
		{"a long sentence", "", headline + `question = "` + long + `"`, []string{"sentence-too-long 8"}},
		{"25 words", "", headline + `question = "` + long[5:] + `"`, nil},
		{"hard words", "", headline + "[message.bulletin]\nsubject = \"s\"\nsummary = \"s\"\nbody = \"" + hard + "\"", []string{"reading-grade 11"}},
		{"an acronym", "", headline + `tips = ["Fine", "Read the DSPT, and DSPT again"]`, []string{"acronym-unexplained 8"}},
		{"an acronym explained in the message", "", headline + "tips = [\"Read the DSPT\"]\nquestion = \"What is the Data Security and Protection Toolkit (DSPT)?\"", nil},
		{"acronyms that everyone knows", "", headline + `tips = ["The NHS and IT", "GP or PIN, #ABC, at https://HOST.example.org/ABC"]`, nil},
		{"an acronym that the campaign allows", `acronyms = ["DSPT"]`, headline + `tips = ["Read the DSPT", "Read the COSHH"]`, []string{"acronym-unexplained 8"}},
		{"a headline in capitals", "", `headline = ["STOP. THINK. REPORT IT AT ONCE", "REPORT"]`, nil},
		{"a sentence in capitals", "", headline + `tips = ["Some mail is odd. DELETE THE MAIL. Then breathe"]`, nil},
		{"one word stressed", "", headline + `tips = ["NEVER share it", "We do NOT ask", "You MUST call"]`, nil},
		{"a word that stands in small letters elsewhere", "", headline + `tips = ["Leave the BADGE at home", "Wear a badge"]`, nil},
		{"a long word", "", headline + `tips = ["This is CONFIDENTIAL to us", "Read it THOROUGHLY first"]`, nil},
		{"six letters and seven", "", headline + `tips = ["Tell RIDDOR of it", "Tell RIDDORS of it"]`, []string{"acronym-unexplained 8"}},
		{"an acronym beside a stressed word", "", headline + `tips = ["NEVER send the DSPT out"]`, []string{"acronym-unexplained 8"}},
		{"an empty link text", "", headline + `tips = ["Click here to learn more"]`, []string{"link-text 8"}},
		{"a link that says where it leads", "", headline + `tips = ["The staff handbook is on the intranet. Click with care"]`, nil},
		{"urgency", "", headline + `tips = ["Act now, it is Urgent"]`, []string{"reads-like-phishing 8"}},
		{"a scam described", "", headline + `tips = ["Pause when a message presses you to act fast"]`, nil},
		{"a shortener", "", headline + `tips = ["See bit.ly/abc", "See HTTPS://TinyURL.com/abc."]`, []string{"reads-like-phishing 8", "reads-like-phishing 8"}},
		{"American spelling", "", headline + `tips = ["Organize a center. Its organizers' behavior counts"]`, []string{"spelling 8", "spelling 8", "spelling 8", "spelling 8"}},
		{"American spelling where it belongs", `language = "en-US"`, headline + `tips = ["Organize a center"]`, nil},
		{"words that look American", "", headline + `tips = ["An honorary laboratory program of practice, the size of a prize, at color.org #color"]`, nil},
		{"phrases", "[phrases]\nhelp = [\"Click here\"]", headline, []string{"link-text 3"}},
		{"a description", "", headline + "[[message.cy.picture]]\nemblem_alt = \"Click here\"", nil},
		{"another language", `language = "cy"`, headline + `tips = ["URGENT DSPT click here organize"]`, nil},
		{"a shortener in another language", `language = "cy"`, headline + `tips = ["bit.ly/a"]`, []string{"reads-like-phishing 8"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := check.Words(read(t, c.shared, c.message))
			var got []string
			for _, f := range found {
				got = append(got, fmt.Sprintf("%s %d", f.Code, f.Line))
				kind, ok := check.Known(f.Code)
				if !ok || f.Severity != kind.Severity || f.Remedy == "" || f.File != "c.toml" {
					t.Errorf("got %+v", f)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v\n%v", got, c.want, found)
			}
		})
	}
}

func TestAFindingAboutWordsSaysWhereAndWhatToDo(t *testing.T) {
	found := check.Words(read(t, "", headline+`tips = ["Organize it"]`))
	if want := `c.toml:8, message "one": tips[1] spells "Organize" as Americans do; write "Organise"`; len(found) != 1 || found[0].Error() != want {
		t.Errorf("got  %v\nwant %s", found, want)
	}
}

func TestAddressesBelongToTheOrganisation(t *testing.T) {
	with := func(name, value string) *brand.Brand {
		b := full()
		b.Fields[name] = value
		return b
	}
	for _, c := range []struct {
		tip  string
		b    *brand.Brand
		want string
	}{
		{"Nothing", full(), ""},
		{"See https://intranet.north.example/more or www.north.example", full(), ""},
		{"See https://www.ncsc.gov.uk/collection, nhs.uk and mail x@y.nhs.net", full(), ""},
		{"See https://north.example.evil.com/x", full(), `brand "north", message "one": tips[1] leads to north.example.evil.com, which isn't an address of North; leave it out, or have the organisation's own page lead there`},
		{"See https://north.example@evil.org", full(), `tips[1] leads to evil.org, which`},
		{"Write to help@support-north.co.uk.", full(), `tips[1] leads to support-north.co.uk, which`},
		{"bit.ly/abc", full(), ""}, // Words says so, once for all brands
		{"Stop.Then go", full(), ""},
		{"a", with("report_email", "north@gmail.com"), `contact.report_email is at gmail.com, where anybody can have an address; use an address of the organisation's own`},
		{"a", with("intranet", "http://intranet.north.example"), `contact.intranet isn't secure: browsers warn of http://; use https://`},
		{"a", with("intranet", "https://10.1.2.3/x"), `contact.intranet leads to the number 10.1.2.3`},
		{"a", with("intranet", "https://xn--nrth-xqa.example/"), `in plain letters`},
		{"a", with("intranet", "https://nоrth.example/"), `in plain letters`},
		{"a", with("intranet", "https://bit.ly/x"), `contact.intranet hides where it leads behind bit.ly`},
	} {
		found := check.Addresses(read(t, "", headline+"tips = ["+fmt.Sprintf("%q", c.tip)+"]"), c.b)
		if got := fmt.Sprint(found); c.want == "" && len(found) > 0 || c.want != "" && (len(found) != 1 || !strings.Contains(got, c.want)) {
			t.Errorf("%q, %v:\ngot  %s\nwant %s", c.tip, c.b.Fields, got, c.want)
		}
	}
}

func TestMistakesOfCopyKeepTheirPlace(t *testing.T) {
	c := read(t, "placeholders = [\"ward\"]", headline+"question = \"Who is in {ward}?\"\nsocial = { default = \"d\", x = \""+strings.Repeat("a", 281)+"\" }")
	_, err := prose.Message(c, &c.Messages[0], full(), prose.Pictures{})
	found := check.Copy(c, "north", errors.Join(nil, err, errors.New("the disk: is full; free some")))
	var got []string
	for _, f := range found {
		got = append(got, fmt.Sprintf("%s %d %s", f.Code, f.Line, f.Error()))
	}
	want := []string{
		`copy-failed 8 brand "north", message "one": question needs {ward}, which the brand doesn't have; add it to its brand.toml`,
		`post-too-long 9 brand "north", message "one": social.x has 281 characters, but X takes 280; shorten it, or write a shorter social.x`,
		`copy-failed 0 c.toml: the disk: is full; free some`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func FuzzAnyWordsCanBeRead(f *testing.F) {
	for _, seed := range []string{"", "Act now: https://a@b:1/?#", "x@y.z http://[::1]/ ＃", "A.B.C. ŵ’s\n\n.", "\xff.com"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := &campaign.Campaign{Language: "en-GB", Messages: []campaign.Message{{ID: "one", Headline: []string{text}, Tips: []string{text}, Pictures: []campaign.Picture{{Alt: text, EmblemAlt: text}}, Bulletin: campaign.Bulletin{Body: text}}}}
		c.Channels = []templates.Channel{{ID: "x", Name: "X"}}
		b := full()
		b.Fields["intranet"] = text
		for _, found := range append(check.Words(c), check.Addresses(c, b)...) {
			if found.What == "" || found.Remedy == "" || found.Severity == "" {
				t.Fatalf("got %+v", found)
			}
		}
	})
}
