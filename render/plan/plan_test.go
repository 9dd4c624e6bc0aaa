package plan

import (
	"strings"
	"testing"
	"testing/fstest"

	"kic/brand"
	"kic/render/campaign"
)

// twoMessages has a message with tips and a bulletin, and one without.
const twoMessages = `
name = "Two"
language = "en-GB"

[[message]]
id = "full"
name = "Full"
headline = ["Look twice"]
tips = ["Tell {helpdesk}"]
art = "phishing"
alt = "A hook."
[message.bulletin]
subject = "s"
summary = "Look."
body = "Look twice."

[[message]]
id = "bare"
name = "Bare"
headline = ["Lock it"]
art = "screens"
alt = "A screen."
`

func request(t *testing.T, toml string) Request {
	t.Helper()
	c, err := campaign.Parse("campaign.toml", []byte(toml))
	if err != nil {
		t.Fatal(err)
	}
	b, err := brand.Load(fstest.MapFS{brand.FileName: {Data: []byte("name = \"Ant Sample\"\n[contact]\nhelpdesk = \"0300 000 0000\"\n")}}, ".")
	if err != nil {
		t.Fatal(err)
	}
	return Request{Campaign: c, Brands: []Source{Loaded(b)}}
}

func TestTheNumberOfPiecesIsWithoutThoseThatAMessageLacksWordsFor(t *testing.T) {
	r := request(t, twoMessages)
	r.Select = Selection{Placements: []string{"insert-a4", "banner-300x250"}, Looks: []string{"bold"}}
	p, err := New(r)
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.Brands[0].Brand()
	if err != nil {
		t.Fatal(err)
	}
	pk, err := p.Pack(b)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.Size(), len(pk.Jobs()); got != want || want != 3 {
		t.Errorf("the plan has %d pieces and its pack %d, want 3: no page of a message without tips and bulletin", got, want)
	}
}

func TestADraftLeavesOutWhatIsNotKnown(t *testing.T) {
	for _, c := range []struct {
		sel                        Selection
		messages, placements, look int // how many; 0: all
		wrong                      []string
	}{
		{Selection{Messages: []string{"full", "fool"}}, 1, 0, 0, []string{`no message "fool"; did you mean "full"?`}},
		{Selection{Messages: []string{"fool"}}, 0, 0, 0, []string{`no message "fool"`}},
		{Selection{Placements: []string{"instagram-square", "x"}, Looks: []string{"bald", "night"}}, 0, 1, 1, []string{`no placement "x"`, `no look "bald"; did you mean "bold"?`}},
		{Selection{Materials: []string{"socials"}}, 0, 0, 0, []string{`no material "socials"; did you mean "social"?`}},
		{Selection{Materials: []string{"inserts"}, Placements: []string{"instagram-square"}}, 0, 0, 0, []string{"none of the placements instagram-square is one of the material inserts"}},
		{Selection{Looks: []string{"night"}}, 0, 0, 1, nil},
	} {
		r := request(t, twoMessages)
		all, err := New(r)
		if err != nil {
			t.Fatal(err)
		}
		r.Select = c.sel
		p, err := Draft(r)
		for _, n := range [][3]int{
			{len(p.Messages), c.messages, len(all.Messages)}, {len(p.Placements), c.placements, len(all.Placements)}, {len(p.Looks), c.look, len(all.Looks)},
		} {
			if want := n[1]; n[0] != want && (want != 0 || n[0] != n[2]) {
				t.Errorf("%+v: %d are left, want %d of %d (0: all)", c.sel, n[0], n[1], n[2])
			}
		}
		strict, strictErr := New(r)
		if (err == nil) != (len(c.wrong) == 0) || (strictErr == nil) != (err == nil) || (strict == nil) != (err != nil) {
			t.Errorf("%+v: the draft says %v, and New %v with %v", c.sel, err, strictErr, strict)
		}
		for _, want := range c.wrong {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%+v: got %v, want %s", c.sel, err, want)
			}
		}
	}
}
