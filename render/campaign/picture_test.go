package campaign_test

import (
	"reflect"
	"strings"
	"testing"

	"kic/render/campaign"
)

// pictured is a campaign of one message with these lines under it.
func pictured(lines string) []byte {
	return []byte("name = \"Small\"\n[[message]]\nid = \"one\"\nname = \"One\"\nheadline = [\"Short\"]\n" + lines)
}

func TestAMessageSaysWhatEachPictureShows(t *testing.T) {
	for name, c := range map[string]struct {
		lines        string
		english, wel []campaign.Picture
	}{
		"in short": {
			"art = \"screens\"\nalt = \"A laptop\"\ncy.alt = \"Gliniadur\"\n",
			[]campaign.Picture{{Art: "screens", Alt: "A laptop"}}, []campaign.Picture{{Art: "screens", Alt: "Gliniadur"}},
		},
		"as a list": {
			"[[message.picture]]\nart = \"screens\"\nalt = \"A laptop\"\nemblem = \"phishing\"\nemblem_alt = \"A hook\"\n[[message.picture]]\nalt = \"A lamp\"\n" +
				"[[message.cy.picture]]\nalt = \"Gliniadur\"\nemblem_alt = \"Bachyn\"\n",
			[]campaign.Picture{{"screens", "A laptop", "phishing", "A hook"}, {Alt: "A lamp"}},
			[]campaign.Picture{{"screens", "Gliniadur", "phishing", "Bachyn"}, {Alt: "A lamp"}},
		},
		"translated in short": {
			"cy.alt = \"Gliniadur\"\n[[message.picture]]\nalt = \"A laptop\"\nemblem_alt = \"A hook\"\n",
			[]campaign.Picture{{Alt: "A laptop", EmblemAlt: "A hook"}}, []campaign.Picture{{Alt: "Gliniadur", EmblemAlt: "A hook"}},
		},
		"a list, translated in part": {
			"[[message.picture]]\nalt = \"A laptop\"\nemblem_alt = \"A hook\"\n[[message.cy.picture]]\nemblem_alt = \"Bachyn\"\n",
			[]campaign.Picture{{Alt: "A laptop", EmblemAlt: "A hook"}}, []campaign.Picture{{Alt: "A laptop", EmblemAlt: "Bachyn"}},
		},
	} {
		got, err := campaign.Parse("c.toml", pictured(c.lines))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if welsh := got.In("cy").Messages[0].Pictures; !reflect.DeepEqual(welsh, c.wel) {
			t.Errorf("%s: the Welsh is %+v, want %+v", name, welsh, c.wel)
		}
		if english := got.Messages[0].Pictures; !reflect.DeepEqual(english, c.english) {
			t.Errorf("%s: the English is %+v, want %+v", name, english, c.english)
		}
	}
}

func TestMistakesOfPicturesAreTold(t *testing.T) {
	const list = "[[message.picture]]\nalt = \"A laptop\"\n"
	for _, c := range []struct{ lines, want string }{
		{"", "c.toml:2: message[1].alt: is missing; say what the picture shows"},
		{"picture = []\n", "c.toml:6: message[1].picture: has no picture; start one with [[message.picture]]"},
		{"alt = \"A laptop\"\n" + list, "c.toml:6: message[1].alt: is said of a message that has a [[message.picture]]; move it under [[message.picture]]"},
		{"art = \"screens\"\n" + list, "c.toml:6: message[1].art: is said of a message that has a [[message.picture]]"},
		{"[[message.picture]]\nart = \"screens\"\n", "c.toml:6: message[1].picture[1].alt: is missing; say what the picture shows"},
		{list + "art = \"screams\"\nemblem = \"fishing\"\n", "c.toml:8: message[1].picture[1].art: \"screams\" is no artwork that comes with the program"},
		{list + "emblem = \"fishing\"\n", "c.toml:8: message[1].picture[1].emblem: \"fishing\" is no artwork that comes with the program"},
		{list + "emblem_alt = \"" + strings.Repeat("ŵ", 301) + "\"\n", "c.toml:8: message[1].picture[1].emblem_alt: has 301 characters; use at most 300"},
		{list + "emblem_alt = \" x\"\n", "c.toml:8: message[1].picture[1].emblem_alt: starts or ends with a space"},
		{list + "[[message.cy.picture]]\nalt = \"Gliniadur {wrad}\"\n", "c.toml:9: message[1].cy.picture[1].alt: no brand fills {wrad}"},
		{list + "[[message.cy.picture]]\nart = \"screens\"\n", "c.toml:9: message[1].cy.picture[1].art: no such key"},
		{list + "[[message.cy.picture]]\nalt = \"a\"\n[[message.cy.picture]]\nalt = \"b\"\n", "c.toml:10: message[1].cy.picture[2]: the message has no such picture"},
		{"cy.alt = \"c\"\n" + list + "[[message.cy.picture]]\nalt = \"a\"\n", "message[1].cy.alt: says what the picture shows, and so does message[1].cy.picture[1]; leave one out"},
	} {
		if _, err := campaign.Parse("c.toml", pictured(c.lines)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q gives\n%v\nwant\n%s", c.lines, err, c.want)
		}
	}
	for _, lines := range []string{list + "emblem_alt = \"" + strings.Repeat("ŵ", 300) + "\"\n", "alt = \"" + strings.Repeat("ŵ", 300) + "\"\n"} {
		if _, err := campaign.Parse("c.toml", pictured(lines)); err != nil {
			t.Error(err)
		}
	}
}

func TestALineLeadsToADescription(t *testing.T) {
	list, err := campaign.Parse("c.toml", pictured("[[message.picture]]\nalt = \"A\"\nemblem_alt = \"B\"\n[[message.cy.picture]]\nemblem_alt = \"C\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	short, err := campaign.Parse("c.toml", pictured("alt = \"A\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		of   *campaign.Campaign
		key  string
		want int
	}{
		{list, "picture[1].alt", 7}, {list, "picture[1].emblem_alt", 8}, {list.In("cy"), "picture[1].emblem_alt", 10},
		{list.In("cy"), "picture[1].alt", 7}, {short, "picture[1].alt", 6},
	} {
		if got := c.of.Line("one", c.key); got != c.want {
			t.Errorf("%s in %s stands in line %d, want %d", c.key, c.of.Language, got, c.want)
		}
	}
}

func TestAPlacementTakesTheLimitsOfItsChannel(t *testing.T) {
	own := "alt = \"A\"\n[[placement]]\nid = \"ours\"\nname = \"Ours\"\nmaterial = \"social\"\nchannel = \"tiktok\"\nwidth = 600\nheight = 600\n"
	c, err := campaign.Parse("c.toml", pictured(own))
	if err != nil {
		t.Fatal(err)
	}
	if p := c.Placements[0]; p.Alt != 300 || p.Text != 2200 {
		t.Errorf("got the limits %d and %d", p.Alt, p.Text)
	}
	if c, err = campaign.Parse("c.toml", pictured(own+"alt_limit = 50\n")); err != nil || c.Placements[0].Alt != 50 {
		t.Errorf("its own limit is lost: %v, %v", c, err)
	}
}
