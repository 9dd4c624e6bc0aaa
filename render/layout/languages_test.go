package layout

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kic/render/campaign"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// arabic is the campaign of one message in Arabic with which the program is tested.
func arabic(t testing.TB) *campaign.Campaign {
	t.Helper()
	session, err := txtar.ParseFile(filepath.Join("..", "..", "cmd", "kic", "testdata", "languages_arabic.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range session.Files {
		if f.Name != "arabic.toml" {
			continue
		}
		c, err := campaign.Parse(f.Name, f.Data)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	t.Fatal("the session has no arabic.toml")
	return nil
}

// say lays out a message of a campaign, and says the same in the others.
func (b *bench) say(t *testing.T, id string, look *templates.Look, p *templates.Placement, in ...*campaign.Campaign) Result {
	t.Helper()
	br := defaultBrand(t)
	input := Input{
		Campaign: in[0], Message: in[0].Message(id), Brand: br, Placement: p, Look: look, Shaper: text.NewShaper(br.Fonts(b.fonts)),
	}
	for _, c := range in[1:] {
		input.Also = append(input.Also, campaign.Voice{Campaign: c, Message: c.Message(id)})
	}
	r, err := b.kit.Lay(input)
	if err != nil {
		t.Fatalf("%s, %s: %v", look.ID, p.ID, err)
	}
	return r
}

func (b *bench) placement(t *testing.T, id string) *templates.Placement {
	t.Helper()
	for i := range b.placements {
		if b.placements[i].ID == id {
			return &b.placements[i]
		}
	}
	t.Fatalf("no placement %q", id)
	return nil
}

func TestWordsFromRightToLeftHaveTheirLogoAtTheRight(t *testing.T) {
	b, c := newBench(t), arabic(t)
	for _, look := range b.looks {
		for _, id := range []string{"screensaver-1920x1080", "insert-a4", "banner-300x250", "instagram-portrait", "poster-a3"} {
			p := b.placement(t, id)
			ltr, rtl := b.say(t, "phishing", look, p, b.campaign), b.say(t, "phishing", look, p, c)
			there, here := ltr.Marks[0].Box, rtl.Marks[0].Box
			if math.Abs(there.X-(ltr.Scene.W-here.Right())) > 0.01 || there.Y != here.Y {
				t.Errorf("%s, %s: the logo is at %v, and in Arabic at %v of %v", look.ID, id, there, here, rtl.Scene.W)
			}
			if rtl.Scene.Lang != "ar" {
				t.Errorf("%s, %s: the scene says that it is in %q", look.ID, id, rtl.Scene.Lang)
			}
		}
	}
}

func TestWhatAPlaceCoversStaysWhereItIs(t *testing.T) {
	b := newBench(t)
	for id, want := range map[string]bool{
		"screensaver-1920x1080": true, "insert-a4": true, "story-1080x1920": true,
		"lock-screen-1920x1080": true,
		"x-header":              false, "linkedin-page-cover": false, "youtube-thumbnail": false,
	} {
		if p := b.placement(t, id); turns("ur-PK", p) != want || turns("cy", p) {
			t.Errorf("%s: mirrored for Urdu %v, for Welsh %v", id, turns("ur-PK", p), turns("cy", p))
		}
	}
}

func TestAMirrorTurnsEverySideOfALayoutAndBackAgain(t *testing.T) {
	for _, look := range newBench(t).looks {
		for i := range look.Layouts {
			l := &look.Layouts[i]
			page := scene.Rect{W: 900, H: 700}
			safe := page.Inset(10, 20, 30, 20)
			has := map[templates.When]bool{templates.WhenLogo: true, templates.WhenIntranet: true}
			here, err := cut(l, &plan{page: page, safe: safe}, has)
			if err != nil {
				continue // the layout isn't made for this shape
			}
			there, err := cut(mirrored(l), &plan{page: page, safe: safe}, has)
			if err != nil {
				t.Fatalf("%s, %s: %v", look.ID, l.ID, err)
			}
			for name, r := range here.regions {
				if m := there.regions[name]; !r.Empty() && (math.Abs(m.X-(page.W-r.Right())) > 1e-9 || math.Abs(m.W-r.W) > 1e-9 || m.Y != r.Y || m.H != r.H) {
					t.Errorf("%s, %s, region %s: %v, in the mirror %v", look.ID, l.ID, name, r, m)
				}
			}
		}
	}
}

func TestAddressesKeepTheirWayRoundInArabic(t *testing.T) {
	b, c := newBench(t), arabic(t)
	r := b.say(t, "phishing", b.looks[0], b.placement(t, "insert-a4"), c)
	if got := r.Wording["helpdesk"]; !strings.Contains(got, "\u206601632 960 123\u2069") {
		t.Errorf("the number isn't isolated: %q", got)
	}
	var groups []scene.Text
	walk(r.Scene.Items, func(x scene.Text) {
		if strings.Contains(x.String, "01632") {
			groups = append(groups, x)
		}
	})
	if len(groups) == 0 {
		t.Fatal("no number on the page")
	}
	for _, g := range groups {
		if g.RTL || !strings.Contains(g.String, "01632 960 123") {
			t.Errorf("the number is set as %q, right to left: %v", g.String, g.RTL)
		}
	}
}

func walk(items []scene.Item, see func(scene.Text)) {
	for _, it := range items {
		switch it := it.(type) {
		case scene.Text:
			see(it)
		case scene.Group:
			walk(it.Items, see)
		}
	}
}

func TestEveryMessageFitsEveryPlaceInWelsh(t *testing.T) {
	b := newBench(t)
	welsh := b.campaign.In("cy")
	for i := range b.placements {
		for j := range welsh.Messages {
			m := &welsh.Messages[j]
			r := b.say(t, m.ID, b.looks[i%len(b.looks)], &b.placements[i], welsh)
			walk(r.Scene.Items, func(x scene.Text) {
				if x.Lang != "cy" {
					t.Errorf("%s, %s: %q is in %q", m.ID, b.placements[i].ID, x.String, x.Lang)
				}
			})
		}
	}
}

func TestTwoLanguagesAreSetAlike(t *testing.T) {
	b := newBench(t)
	welsh := b.campaign.In("cy")
	for i := range b.placements {
		p := &b.placements[i]
		if !p.Passed() {
			continue
		}
		for j := range welsh.Messages {
			look, id := b.looks[j%len(b.looks)], welsh.Messages[j].ID
			r := b.say(t, id, look, p, welsh, b.campaign)
			sizes := map[string]float64{}
			tops := map[string]float64{}
			for _, w := range r.Texts {
				sizes[w.Slot], tops[w.Slot] = w.Size, w.Box.Y
			}
			for _, slot := range []string{"headline", "support", "action"} {
				if one, two := sizes[slot], sizes["en-GB "+slot]; one != two {
					t.Errorf("%s, %s, %s: %s is set in %v in Welsh and in %v in English", look.ID, p.ID, id, slot, one, two)
				}
				if sizes[slot] > 0 && tops[slot] >= tops["en-GB "+slot] {
					t.Errorf("%s, %s, %s: the Welsh %s isn't above the English", look.ID, p.ID, id, slot)
				}
			}
			if at := index(welsh.Messages[j].Headline, r.Wording["headline"]); at < 0 || at != index(b.campaign.Messages[j].Headline, r.Wording["en-GB headline"]) {
				t.Errorf("%s, %s, %s: %q and %q are not wordings of one length", look.ID, p.ID, id, r.Wording["headline"], r.Wording["en-GB headline"])
			}
		}
	}
}

func index(all []string, s string) int {
	for i := range all {
		if text.Curly(all[i], "en-GB") == s {
			return i
		}
	}
	return -1
}
