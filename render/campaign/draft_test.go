package campaign_test

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kic"
	"kic/brand"
	"kic/fonts"
	"kic/render/campaign"
	"kic/render/definition"
	"kic/render/layout"
	"kic/render/prose"
	"kic/render/text"
	"kic/templates"
)

func TestADraftWithoutMistakesIsTheCampaignItself(t *testing.T) {
	for _, data := range [][]byte{kic.DefaultTOML(), []byte(small)} {
		strict, err := campaign.Parse("c.toml", data)
		if err != nil {
			t.Fatal(err)
		}
		if draft, err := campaign.Draft("c.toml", data); err != nil || !reflect.DeepEqual(draft, strict) {
			t.Errorf("the draft is another campaign, or has problems: %v", err)
		}
	}
	if c, err := campaign.Draft("c.toml", []byte("name = \"")); c != nil || err == nil {
		t.Errorf("a file that isn't TOML gives %v, %v", c, err)
	}
}

func TestADraftKeepsWhatDoesNoHarm(t *testing.T) {
	const second = "[[message]]\nid = \"two\"\nname = \"Two\"\nheadline = [\"Fine\"]\nalt = \"Fine\"\n"
	for name, c := range map[string]struct {
		file   string
		got    func(*campaign.Campaign) any
		wanted any
	}{
		"wording that is longer than the one before it": {
			strings.Replace(small, `"Short"`, `"A headline that is longer"`, 1),
			func(c *campaign.Campaign) any { return c.Messages[0].Headline }, []string{"A long headline", "A headline that is longer"},
		},
		"a space at the end, as while somebody types": {
			strings.Replace(small, `"Short"`, `"Short "`, 1),
			func(c *campaign.Campaign) any { return c.Messages[0].Headline }, []string{"A long headline", "Short"},
		},
		"an empty wording": {
			strings.Replace(small, `"A long headline"`, `""`, 1),
			func(c *campaign.Campaign) any { return c.Messages[0].Headline }, []string{"Short"},
		},
		"a placeholder that no brand fills": {
			strings.Replace(small, `"Short"`, `"{wrad}"`, 1),
			func(c *campaign.Campaign) any { return c.Messages[0].Headline }, []string{"A long headline"},
		},
		"no headline": {
			strings.Replace(small, `headline`, `hedline`, 1),
			func(c *campaign.Campaign) any { return c.Messages[0].Headline }, []string{"One"},
		},
		"a description that is too long": {
			strings.Replace(small, `A picture`, strings.Repeat("a", 301), 1),
			func(c *campaign.Campaign) any { return c.Messages[0].Picture().Alt }, strings.Repeat("a", 301),
		},
		"unknown art": {
			small + "art = \"screams\"\n",
			func(c *campaign.Campaign) any { return c.Messages[0].Picture() }, campaign.Picture{Alt: "A picture"},
		},
		"no ids, where their stand-ins are taken": {
			strings.Replace(small, `id = "one"`, "", 1) + strings.Replace(second, `id = "two"`, "", 1) + strings.Replace(second, "two", "message-1", 1),
			func(c *campaign.Campaign) any { return []string{c.Messages[0].ID, c.Messages[1].ID, c.Messages[2].ID} },
			[]string{"message-2", "message-3", "message-1"},
		},
		"the id of an earlier message": {
			small + strings.Replace(second, "two", "one", 1) + second,
			func(c *campaign.Campaign) any {
				return []int{len(c.Messages), c.Line("one", "name"), c.Line("two", "name")}
			}, []int{2, 4, 14},
		},
		"no message": {
			"name = \"Small\"",
			func(c *campaign.Campaign) any {
				return []string{c.Messages[0].ID, c.Messages[0].Name, c.Messages[0].Headline[0]}
			},
			[]string{"message-1", "Message 1", "Message 1"},
		},
		"a translation of a picture that there isn't": {
			small + "[[message.cy.picture]]\nalt = \"a\"\n[[message.cy.picture]]\nalt = \"b\"\n",
			func(c *campaign.Campaign) any { return c.In("cy").Messages[0].Pictures }, []campaign.Picture{{Alt: "a"}},
		},
		"half of a bulletin in a translation": {
			small + "bulletin = { subject = \"s\", summary = \"s\", body = \"b\" }\n[message.cy]\nname = \"Un\"\nbulletin.subject = \"t\"\n",
			func(c *campaign.Campaign) any { return c.In("cy").Messages[0].Bulletin }, campaign.Bulletin{Subject: "s", Summary: "s", Body: "b"},
		},
		"a table that is no language": {
			small + "[message.tip]\nname = \"x\"\n",
			func(c *campaign.Campaign) any { return len(c.Messages[0].Translations) }, 0,
		},
		"a schedule out of all bounds": {
			small + "[schedule]\nweeks = 105\nstart = \"soon\"\n",
			func(c *campaign.Campaign) any { return c.Schedule }, campaign.Schedule{Weeks: 1},
		},
		"a heading that says nothing": {
			small + "[headings]\ntips = \"\"\n",
			func(c *campaign.Campaign) any { return c.Headings["tips"] }, "What you can do",
		},
		"a size that is half given": {
			small + "[[placement]]\nid = \"odd\"\n",
			func(c *campaign.Campaign) any { return len(c.Placements) }, 0,
		},
		"a language that is none": {
			"language = \"English\"\n" + small,
			func(c *campaign.Campaign) any { return []string{c.Language, c.Messages[0].Language} }, []string{"en-GB", "en-GB"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			draft, err := campaign.Draft("c.toml", []byte(c.file))
			if draft == nil || err == nil {
				t.Fatalf("got %v, %v", draft, err)
			}
			if got := c.got(draft); !reflect.DeepEqual(got, c.wanted) {
				t.Errorf("got  %v\nwant %v", got, c.wanted)
			}
		})
	}
}

// Every kind of value of the built-in campaign is spoilt, each in a sixth of the ways, and ids in all of them: of a list of
// messages or wordings the second one, where there is one, as it may be taken for the first.
func TestAnyOneMistakeLeavesADraftToShow(t *testing.T) {
	data := kic.DefaultTOML()
	strict, err := campaign.Parse("c.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	show := newStage(t)
	mistakes := 0
	for i, path := range kinds(t, data) {
		for n, edit := range spoilings(path) {
			if (i+n)%6 != 0 && !strings.HasSuffix(path, ".id") {
				continue
			}
			spoilt, err := definition.Apply("c.toml", data, edit)
			if err != nil {
				continue // this can't be written there
			}
			_, wanted := campaign.Parse("c.toml", spoilt)
			draft, err := campaign.Draft("c.toml", spoilt)
			if fmt.Sprint(err) != fmt.Sprint(wanted) {
				t.Errorf("%+v: the draft has the problems\n%v\nand the campaign\n%v", edit, err, wanted)
			}
			if draft == nil {
				t.Errorf("%+v: no draft", edit)
				continue
			}
			if wanted == nil {
				continue
			}
			mistakes++
			usable(t, edit, draft, strict)
			show.message(t, edit, draft)
		}
	}
	if mistakes < 100 {
		t.Errorf("only %d mistakes were made: does the test still find the values?", mistakes)
	}
}

// kinds are the paths of a campaign's values and tables, one for each that differs in more than its indices.
func kinds(t *testing.T, data []byte) []string {
	t.Helper()
	source, err := definition.Decode("c.toml", data, &struct {
		Any map[string]any `toml:"*"`
	}{})
	if source == nil {
		t.Fatal(err)
	}
	var all []string
	seen := map[string]bool{}
	index := regexp.MustCompile(`\[\d+\]`)
	var walk func(path string)
	walk = func(path string) {
		kind := index.ReplaceAllString(path, "[]")
		if !seen[kind] && path != "" {
			seen[kind] = true
			all = append(all, path)
		}
		for _, key := range source.Keys(path) {
			walk(definition.Join(path, key))
		}
		for _, i := range []int{1, 0, 2, 3, 4, 5, 6, 7} { // some messages have what others lack
			if at := definition.Element(path, i); path != "" && source.Has(at) {
				walk(at)
			}
		}
	}
	walk("")
	return all
}

// spoilings are the ways to spoil what stands at a path.
func spoilings(path string) []definition.Edit {
	var all []definition.Edit
	for _, value := range []any{7, "", " ", []string{}, []string{""}, "two\nlines", strings.Repeat("words ", 120) + "words", "{wrad} {", "a\u202Eb", "passwords", true} {
		all = append(all, definition.Edit{Op: definition.Set, Path: path, Value: value})
	}
	return append(all, definition.Edit{Op: definition.Remove, Path: path}, definition.Edit{Op: definition.Insert, Path: path + ".unknown", Value: "x"})
}

// usable holds that a draft has all that a preview needs, and that a mistake in one message leaves the others alone.
func usable(t *testing.T, edit definition.Edit, draft, strict *campaign.Campaign) {
	t.Helper()
	if len(draft.Messages) == 0 {
		t.Errorf("%+v: no message", edit)
	}
	ids := map[string]bool{}
	for i := range draft.Messages {
		m := &draft.Messages[i]
		if m.ID == "" || m.Name == "" || len(m.Headline) == 0 || slices.Contains(m.Headline, "") || ids[m.ID] {
			t.Errorf("%+v: message %d is %q, %q, %q", edit, i+1, m.ID, m.Name, m.Headline)
		}
		ids[m.ID] = true
		if was := strict.Message(m.ID); was != nil && strings.HasPrefix(edit.Path, "message[") && !reflect.DeepEqual(m, was) {
			if draft.Line(m.ID, "id") != strict.Line(m.ID, "id") || !strings.HasPrefix(edit.Path, definition.Element("message", indexOf(strict, m.ID))) {
				t.Errorf("%+v: message %q has changed too", edit, m.ID)
			}
		}
	}
}

func indexOf(c *campaign.Campaign, id string) int {
	return slices.IndexFunc(c.Messages, func(m campaign.Message) bool { return m.ID == id })
}

// stage is what drafts are shown on.
type stage struct {
	brand     *brand.Brand
	look      *templates.Look
	placement *templates.Placement
	shaper    *text.Shaper
}

func newStage(t *testing.T) *stage {
	t.Helper()
	b, errB := brand.Default()
	looks, errL := templates.Looks()
	placements, errP := templates.Placements()
	if err := errors.Join(errB, errL, errP); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(placements, func(p templates.Placement) bool { return p.ID == "insert-a4" })
	return &stage{b, looks[0], &placements[i], text.NewShaper(b.Fonts(fonts.Default()))}
}

// message shows one message of a draft, the second where there is one, in English and in Welsh. Words may be too long for it; all
// others it has to take.
func (s *stage) message(t *testing.T, edit definition.Edit, draft *campaign.Campaign) {
	t.Helper()
	kit := layout.NewKit(draft.Messages)
	for _, c := range []*campaign.Campaign{draft, draft.In("cy")} {
		m := &c.Messages[min(1, len(c.Messages)-1)]
		_, err := kit.Lay(layout.Input{Campaign: c, Message: m, Brand: s.brand, Placement: s.placement, Look: s.look, Shaper: s.shaper})
		var overflow *text.OverflowError
		if err != nil && !errors.As(err, &overflow) {
			t.Errorf("%+v: in %s: %v", edit, c.Language, err)
		}
		prose.Message(c, m, s.brand, prose.Pictures{}) // has mistakes of its own to report, and doesn't panic
	}
}
