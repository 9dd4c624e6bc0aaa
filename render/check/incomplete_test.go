package check_test

import (
	"fmt"
	"strings"
	"testing"

	"kic/render/check"
)

func TestWhatAMessageLacksIsSaidWithWhatItCosts(t *testing.T) {
	const bulletin, social = "[message.bulletin]\nsubject = \"s\"\nsummary = \"s\"\nbody = \"b\"\n", "[message.social]\ndefault = \"p\"\n"
	for name, c := range map[string]struct {
		lines    string
		unmade   check.Unmade
		channels bool
		want     []string
	}{
		"nothing":                 {bulletin + social, nil, true, nil},
		"no bulletin":             {social, nil, true, []string{"has no bulletin, so its copy has none; write one under [message.bulletin]"}},
		"no bulletin and a page":  {social, check.Unmade{"bulletin": {"insert-a4", "ours"}}, true, []string{"has no bulletin, so its copy has none, and it isn't made for insert-a4, ours; write one under [message.bulletin]"}},
		"no tips":                 {bulletin + social, check.Unmade{"tips": {"insert-a5"}}, true, []string{`has no tips, so it isn't made for insert-a5; add tips = ["…", "…"]`}},
		"no post":                 {bulletin, nil, true, []string{"has no post, so its pictures for social media have no words to go with them; write one under [message.social]"}},
		"no post and none needed": {bulletin, nil, false, nil},
		"support and action": {bulletin + social, check.Unmade{"support": {"a"}, "action": {"b"}}, true, []string{
			`has no support, so it isn't made for a; add support = ["…"]`, `has no action, so it isn't made for b; add action = ["…"]`,
		}},
	} {
		said := read(t, "", "headline = [\"Lock it\"]\n"+c.lines)
		found := check.Incomplete(said, &said.Messages[0], c.unmade, c.channels)
		var got []string
		for _, f := range found {
			if f.Code != check.MessageIncomplete || f.Severity != check.Warning || f.Message != "one" || f.Line == 0 {
				t.Errorf("%s: got %+v", name, f)
			}
			got = append(got, f.What+"; "+f.Remedy)
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestAPlacementIsNotedOnce(t *testing.T) {
	u := check.Unmade{}
	for _, place := range []string{"a", "b", "a"} {
		u.Add("tips", place)
	}
	if got := fmt.Sprint(u); got != "map[tips:[a b]]" {
		t.Error(got)
	}
}
