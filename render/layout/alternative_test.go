package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"kic/brand"
	"kic/render/campaign"
	packs "kic/render/plan"
	"kic/render/prose"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// setIn are the words that a scene shows, paragraph by paragraph, by what can be seen: glyphs, not records. Numbers of a list
// and words in the second language are told apart by their groups.
func setIn(items []scene.Item, see func(g scene.Group, words string)) {
	for _, it := range items {
		g, ok := it.(scene.Group)
		switch {
		case !ok || g.Role == scene.RoleLabel:
		case slices.Contains([]scene.Role{scene.RoleH1, scene.RoleH2, scene.RoleP, scene.RoleBody}, g.Role):
			var words strings.Builder
			walk(g.Items, func(t scene.Text) { words.WriteString(t.String + " ") })
			see(g, words.String())
		default:
			setIn(g.Items, see)
		}
	}
}

// bare are the words of a text by themselves.
func bare(words string) []string {
	return strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
}

// endsWhole reports whether a text ends with a sentence.
func endsWhole(alt string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(alt, "\"'”’)\u2069"))
	return unicode.Is(unicode.Sentence_Terminal, last) || last == ':' || last == '…'
}

// holds holds the alternatives of a piece to what it shows.
func (b *bench) holds(t *testing.T, in Input) {
	t.Helper()
	in.Shaper = text.NewShaper(in.Brand.Fonts(b.fonts))
	at := fmt.Sprintf("%s, %s, %s, %s", in.Brand.Slug, in.Look.ID, in.Placement.ID, in.Message.ID)
	r, err := b.kit.Lay(in)
	if err != nil {
		t.Errorf("%s: %v", at, err)
		return
	}
	limit := prose.AltLimit(in.Placement)
	if len(r.Scene.Alt) != 1+len(in.Also) {
		t.Fatalf("%s: %d alternatives", at, len(r.Scene.Alt))
	}
	for i, alt := range r.Scene.Alt {
		voice := campaign.Voice{Campaign: in.Campaign, Message: in.Message}
		if i > 0 {
			voice = in.Also[i-1]
		}
		if alt.Lang != voice.Message.Language {
			t.Errorf("%s: the alternative in %s says that it is in %q", at, voice.Message.Language, alt.Lang)
		}
		if !strings.Contains(alt.Words, in.Brand.Name) || strings.Count(alt.Words, in.Brand.Name+".") > 1 {
			t.Errorf("%s: the organisation isn't named once: %s", at, alt.Words)
		}
		if n := utf8.RuneCountInString(alt.Words); limit > 0 && n > limit || !endsWhole(alt.Words) {
			t.Errorf("%s: %d characters, or cut: %s", at, n, alt.Words)
		}
		said := bare(alt.Words)
		setIn(r.Scene.Items, func(g scene.Group, words string) {
			second := i > 0
			if len(in.Also) > 0 && g.ID != "campaign" && g.ID != "name" && g.ID != "partners" && g.ID != "qr address" &&
				strings.HasPrefix(g.ID, in.Also[0].Campaign.Language+" ") != second {
				return // it is in the other language
			}
			for _, word := range bare(words) {
				if !slices.Contains(said, word) && len(r.Unsaid) == 0 {
					t.Errorf("%s: %q of %s is set and not said: %s", at, word, g.ID, alt.Words)
				}
			}
		})
		if r.Focus.Empty() || len(r.Unsaid) > 0 {
			continue
		}
		drawn, other := voice.Message.Picture().Alt, voice.Message.Picture().EmblemAlt
		if slices.ContainsFunc(r.Scene.Items, func(it scene.Item) bool { g, ok := it.(scene.Group); return ok && g.ID == "emblem" }) {
			drawn, other = other, drawn
		}
		first := prose.Sentences(drawn)[0]
		if room := limit == 0 || utf8.RuneCountInString(alt.Words+first) < limit; room && !strings.Contains(alt.Words, strings.TrimRight(first, ".")) {
			t.Errorf("%s: it doesn't say %q: %s", at, first, alt.Words)
		}
		if !strings.Contains(drawn, prose.Sentences(other)[0]) && strings.Contains(alt.Words, prose.Sentences(other)[0]) {
			t.Errorf("%s: it says what isn't drawn: %s", at, alt.Words)
		}
	}
	if len(r.Unsaid) > 0 && in.Placement.Alt == 0 {
		t.Errorf("%s: no room for %q", at, r.Unsaid)
	}
}

func TestEveryWordOfAPieceIsInItsAlternative(t *testing.T) {
	b := newBench(t)
	welsh := b.campaign.In("cy")
	full, two := defaultBrand(t), *defaultBrand(t)
	two.Slug = "two-languages"
	plain := hostileBrand()
	plain.Name, plain.ShortName = "North Example Hospice", "North Example"
	plain.Fields = map[string]string{"name": plain.Name, "short_name": plain.ShortName}
	partners := *full
	partners.Slug, partners.Partners = "partners", []brand.Partner{{Name: "Sample Council"}, {Name: "Sample Homes", Logo: full.Logo}}
	for _, m := range b.campaign.Messages {
		for _, look := range b.looks {
			for i := range b.placements {
				p := &b.placements[i]
				in := Input{Campaign: b.campaign, Message: b.campaign.Message(m.ID), Brand: full, Placement: p, Look: look}
				b.holds(t, in)
				for _, br := range []*brand.Brand{plain, &partners} {
					in.Brand = br
					b.holds(t, in)
				}
				in.Brand, in.Campaign, in.Message = &two, welsh, welsh.Message(m.ID)
				if p.Passed() {
					in.Also = []campaign.Voice{{Campaign: b.campaign, Message: b.campaign.Message(m.ID)}}
				}
				b.holds(t, in)
			}
		}
	}
}

func TestADescriptionIsOfTheArtThatWasDrawn(t *testing.T) {
	b := newBench(t)
	of := func(c *campaign.Campaign, placement string) (Result, *campaign.Message) {
		b.kit = NewKit(c.Messages)
		p := b.placement(t, placement)
		r, err := b.kit.Lay(Input{Campaign: c, Message: &c.Messages[0], Brand: defaultBrand(t), Placement: p, Look: b.looks[0], Shaper: text.NewShaper(b.fonts)})
		if err != nil {
			t.Fatal(err)
		}
		return r, &c.Messages[0]
	}
	parse := func(language, lines string) *campaign.Campaign {
		c, err := campaign.Parse("c.toml", []byte("name = \"Keep\"\nlanguage = \""+language+"\"\n[[message]]\nid = \"one\"\nname = \"One\"\nheadline = [\"Lock it\"]\n"+lines))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	const short = "art = \"screens\"\nalt = \"Told in short.\"\n"
	const list = "[[message.picture]]\nart = \"screens\"\nalt = \"The scene.\"\nemblem = \"phishing\"\nemblem_alt = \"The emblem.\"\n[[message.picture]]\nart = \"sharing\"\nalt = \"Another.\"\n"
	for _, c := range []struct {
		language, lines, placement   string
		alternative, figure, written string // what the piece and its figure say; the language of the figure where that isn't the piece's
	}{
		{"en-GB", short, "banner-300x600", "Told in short.", "Told in short.", ""},
		{"en-GB", short, "banner-300x250", "A laptop whose screen shows a closed padlock.", "A laptop whose screen shows a closed padlock", ""},
		{"en-US", short, "banner-300x250", "A laptop whose screen shows a closed padlock.", "A laptop whose screen shows a closed padlock", ""},
		{"cy", short, "banner-300x250", "", "A laptop whose screen shows a closed padlock", "en-GB"},
		{"cy", short, "banner-300x600", "Told in short.", "Told in short.", ""},
		{"en-GB", list, "banner-300x600", "The scene.", "The scene.", ""},
		{"en-GB", list, "banner-300x250", "The emblem.", "The emblem.", ""},
		{"cy", list, "banner-300x250", "The emblem.", "The emblem.", ""},
	} {
		r, _ := of(parse(c.language, c.lines), c.placement)
		alt := r.Scene.Alt[0].Words
		if want := strings.TrimSpace("Example Care Partnership. Lock it. " + c.alternative); !strings.HasPrefix(alt, "Example Care Partnership. Lock it.") || !strings.HasSuffix(alt, want[len("Example Care Partnership. Lock it."):]) ||
			c.alternative == "" && strings.Contains(alt, "laptop") {
			t.Errorf("%s, %q, %s: the alternative is %q, want %q", c.language, c.lines, c.placement, alt, want)
		}
		found := false
		for _, it := range r.Scene.Items {
			if g, ok := it.(scene.Group); ok && g.Role == scene.RoleFigure {
				if found = true; g.Alt != c.figure || g.Lang != c.written {
					t.Errorf("%s, %q, %s: the figure says %q in %q", c.language, c.lines, c.placement, g.Alt, g.Lang)
				}
			}
		}
		if !found {
			t.Errorf("%s: nothing is drawn", c.placement)
		}
	}
}

func TestAFigureOfTwoLanguagesIsDescribedInBoth(t *testing.T) {
	b := newBench(t)
	r := b.say(t, "screens", b.looks[0], b.placement(t, "poster-a4"), b.campaign.In("cy"), b.campaign)
	want := map[string]string{"art": b.campaign.Message("screens").Picture().Alt, "qr": "QR code: Find out more, intranet.example-care.example/security"}
	for _, it := range r.Scene.Items {
		if g, ok := it.(scene.Group); ok && want[g.ID] != "" {
			if len(g.Also) != 1 || g.Also[0] != (scene.Said{Lang: "en-GB", Words: want[g.ID]}) || g.Alt == want[g.ID] {
				t.Errorf("%s says %q, and %v", g.ID, g.Alt, g.Also)
			}
			delete(want, g.ID)
		}
	}
	if len(want) > 0 {
		t.Errorf("nothing says %v", want)
	}
}

func TestAPageWithoutTipsHasNoHeadingForThem(t *testing.T) {
	b := newBench(t)
	br := hostileBrand() // no contacts
	for _, look := range b.looks {
		for _, id := range []string{"insert-a4", "insert-a5", "insert-a4-half", "insert-dl", "insert-a4-quarter", "poster-a4", "screensaver-1920x1080"} {
			for lacks := range 16 {
				c := *b.campaign
				m := *c.Message("screens")
				for bit, empty := range []func(){func() { m.Tips = nil }, func() { m.Bulletin = campaign.Bulletin{} }, func() { m.Action = nil }, func() { m.Support = nil }} {
					if lacks&(1<<bit) != 0 {
						empty()
					}
				}
				c.Phrases = nil // and no help
				p := b.placement(t, id)
				r, err := b.kit.Lay(Input{Campaign: &c, Message: &m, Brand: br, Placement: p, Look: look, Shaper: text.NewShaper(b.fonts), Also: alsoIn(&c, &m, p)})
				if err != nil {
					t.Fatalf("%s, %s, lacking %04b: %v", look.ID, id, lacks, err)
				}
				for heading, under := range map[string]string{"tips-heading": "tips 1", "report-heading": "contacts"} {
					if (r.Wording[heading] == "") != (r.Wording[under] == "") {
						t.Errorf("%s, %s, lacking %04b: the heading %q stands above %q", look.ID, id, lacks, r.Wording[heading], r.Wording[under])
					}
				}
				for slot, words := range r.Wording {
					if words == "" {
						t.Errorf("%s, %s, lacking %04b: %s is empty", look.ID, id, lacks, slot)
					}
				}
				if got, want := len(packs.Lacks(&m, br.Fields, look, p)) > 0, lacks&1 != 0 && needs(id, "tips") || lacks&2 != 0 && needs(id, "bulletin"); got != want {
					t.Errorf("%s, %s, lacking %04b: %v is left out: %t", look.ID, id, lacks, packs.Lacks(&m, br.Fields, look, p), want)
				}
			}
		}
	}
}

// alsoIn is the same message once more, for a place that says it in two languages.
func alsoIn(c *campaign.Campaign, m *campaign.Message, p *templates.Placement) []campaign.Voice {
	if !p.Passed() {
		return nil
	}
	return []campaign.Voice{{Campaign: c, Message: m}}
}

// needs reports whether a page would be half empty without tips or a bulletin.
func needs(placement, part string) bool {
	pages := []string{"insert-a4"}
	if part == "tips" {
		pages = append(pages, "insert-a5", "insert-a4-half", "insert-dl")
	}
	return slices.Contains(pages, placement)
}
