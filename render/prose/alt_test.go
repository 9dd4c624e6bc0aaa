package prose_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"kic/render/prose"
	"kic/templates"
)

func TestAnAlternativeSaysWhoseItIsThenTheWordsThenThePicture(t *testing.T) {
	for name, c := range map[string]struct {
		shown prose.Shown
		want  string
	}{
		"all of it":           {prose.Shown{"North", []string{"North"}, []string{"Look twice.", "Ask IT"}, "A hook. A hand."}, "North. Look twice. Ask IT. A hook. A hand."},
		"no logo and no name": {prose.Shown{"North", nil, []string{"Look twice?"}, ""}, "North. Look twice?"},
		"a logo that shows more than the name": {
			prose.Shown{"North", []string{"North, with a star"}, []string{"Look twice!"}, "A hook"}, "North, with a star. Look twice! A hook.",
		},
		"a logo that says less than the name": {prose.Shown{"North Example Hospice", []string{"North Example"}, []string{"Look."}, ""}, "North Example Hospice. Look."},
		"a short name in place of a logo":     {prose.Shown{"Northern Example Hospice", []string{"NEH"}, []string{"Look."}, ""}, "Northern Example Hospice. NEH. Look."},
		"words that name it already":          {prose.Shown{"North", []string{"North"}, []string{"At North, we look twice."}, "A hook."}, "At North, we look twice. A hook."},
		"a name inside another word":          {prose.Shown{"North", nil, []string{"Northern lights."}, ""}, "North. Northern lights."},
		"words that are set twice": {
			prose.Shown{"North", nil, []string{"IT helpdesk: 01632 960 123", "Look twice.", "look twice", "IT helpdesk: 01632 960 123."}, ""}, "North. IT helpdesk: 01632 960 123. Look twice.",
		},
		"words inside longer ones": {prose.Shown{"North", nil, []string{"Stop, and look twice.", "Look twice."}, ""}, "North. Stop, and look twice. Look twice."},
		"quotes and brackets":      {prose.Shown{"North", nil, []string{`Say "stop!"`, "(Ask first.)", "And “wait”"}, ""}, `North. Say "stop!" (Ask first.) And “wait”.`},
		"initials":                 {prose.Shown{"North", nil, []string{"Look."}, "The team of I.T. Confidential. A hook."}, "North. Look. The team of I.T. Confidential. A hook."},
		"other scripts":            {prose.Shown{"North", nil, []string{"رکیں۔", "থামুন।", "قف؟"}, "گھڑی"}, "North. رکیں۔ থামুন। قف؟ گھڑی."},
		"signs alone":              {prose.Shown{"North", nil, []string{"★", "☆"}, ""}, "North. ★. ☆."},
		"no name":                  {prose.Shown{Words: []string{"Look."}}, "Look."},
		"nothing":                  {prose.Shown{}, ""},
	} {
		if got, left := prose.Alt(c.shown, 0); got != c.want || len(left) > 0 {
			t.Errorf("%s: got %q and left out %q, want %q", name, got, left, c.want)
		}
	}
}

func TestTheDescriptionGoesFirstAndWholeSentencesAtATime(t *testing.T) {
	shown := prose.Shown{Organisation: "North", Words: []string{"Look twice.", "Ŵyn asks IT."}, Picture: "A hook. A hand."}
	for _, c := range []struct {
		limit      int
		want, left string
	}{
		{0, "North. Look twice. Ŵyn asks IT. A hook. A hand.", ""},
		{47, "North. Look twice. Ŵyn asks IT. A hook. A hand.", ""},
		{46, "North. Look twice. Ŵyn asks IT. A hook.", ""},
		{39, "North. Look twice. Ŵyn asks IT. A hook.", ""},
		{38, "North. Look twice. Ŵyn asks IT.", ""},
		{31, "North. Look twice. Ŵyn asks IT.", ""},
		{30, "North. Look twice.", "Ŵyn asks IT."},
		{17, "North.", "Look twice. Ŵyn asks IT."},
		{1, "North.", "Look twice. Ŵyn asks IT."},
	} {
		got, left := prose.Alt(shown, c.limit)
		if got != c.want || strings.Join(left, " ") != c.left {
			t.Errorf("in %d characters: got %q (%d) and left out %q, want %q and %q", c.limit, got, utf8.RuneCountInString(got), left, c.want, c.left)
		}
	}
}

func TestAPlaceTakesAsManyCharactersAsItsChannelOrAThousand(t *testing.T) {
	for _, c := range []struct {
		p    templates.Placement
		want int
	}{
		{templates.Placement{Alt: 300, Format: templates.PNG}, 300}, {templates.Placement{Alt: 2000, Format: templates.JPEG}, 2000},
		{templates.Placement{Format: templates.PNG}, 1000}, {templates.Placement{Format: templates.PDF}, 0}, {templates.Placement{Alt: 50, Format: templates.PDF}, 50},
	} {
		if got := prose.AltLimit(&c.p); got != c.want {
			t.Errorf("%+v takes %d characters, want %d", c.p, got, c.want)
		}
	}
}
