package prose_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kic/render/campaign"
	"kic/render/prose"
)

// What the wording of the default campaign keeps to. The banners' 18 and 28 characters fit beside an emblem and a logo.
const (
	longestHeadline    = 60
	shortestHeadline   = 18
	shortestAction     = 28
	longestTip         = 90
	longestSentence    = 20
	highestGrade       = 7.0 // of one bulletin: a reading age of about 11 to 12
	highestMeanGrade   = 6.0 // over all of them
	shortestBody       = 120
	longestBody        = 180
	longestSocial      = 280
	longestSupport     = 115
	shortestSupport    = 40
	fewestTips         = 3
	mostTips           = 6
	longestOtherPost   = 700
	longestDescription = 125
	longestBulletinLn  = 60
)

// Brands with everything and with nothing but a name: the wording has to hold for both.
var (
	everything = map[string]string{
		"name": "Example Hospice", "short_name": "Example Hospice", "report_email": "report@example.org", "helpdesk": "0300 000 0000",
		"intranet": "intranet.example.org/data", "governance": "ig@example.org",
	}
	nothing = map[string]string{"name": "Example Hospice", "short_name": "Example Hospice"}
)

// eachMessage runs check for every message of the default campaign, for a brand with everything and one with nothing.
func eachMessage(t *testing.T, check func(t *testing.T, m campaign.Message, fields map[string]string)) {
	c := defaultCampaign(t)
	for name, brand := range map[string]map[string]string{"everything": everything, "nothing": nothing} {
		fields := c.Fields(brand)
		for _, m := range c.Messages {
			t.Run(m.ID+"/"+name, func(t *testing.T) { check(t, m, fields) })
		}
	}
}

func TestTheDefaultCampaignHasItsEightMessages(t *testing.T) {
	var ids []string
	for _, m := range defaultCampaign(t).Messages {
		ids = append(ids, m.ID)
	}
	want := []string{"passwords", "phishing", "sharing", "screens", "tailgating", "training", "social-engineering", "everyone"}
	if !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
}

func TestWordingsComeInThreeLengthsForEveryBrand(t *testing.T) {
	eachMessage(t, func(t *testing.T, m campaign.Message, fields map[string]string) {
		for slot, list := range map[string][]string{"headline": m.Headline, "support": m.Support, "action": m.Action} {
			filled := campaign.Wordings(list, fields)
			if len(list) < 3 || len(filled) < 2 {
				t.Errorf("%s has %d wordings, %d of them for this brand", slot, len(list), len(filled))
			}
			if len(filled) > 0 && filled[len(filled)-1] != list[len(list)-1] {
				t.Errorf("the last %s, %q, needs a placeholder", slot, list[len(list)-1])
			}
		}
		within(t, "longest headline", m.Headline[0], 45, longestHeadline)
		within(t, "middle headline", m.Headline[1], 20, 42)
		within(t, "shortest headline", last(m.Headline), 1, shortestHeadline)
		within(t, "longest support", m.Support[0], 80, longestSupport)
		within(t, "middle support", m.Support[1], 50, 75)
		within(t, "shortest support", last(m.Support), 1, shortestSupport)
		within(t, "shortest action", last(m.Action), 1, shortestAction)
	})
}

func TestTipsAreFewAndShort(t *testing.T) {
	eachMessage(t, func(t *testing.T, m campaign.Message, fields map[string]string) {
		if n := len(campaign.Wordings(m.Tips, fields)); n < fewestTips || n > mostTips {
			t.Errorf("%d tips, want %d to %d", n, fewestTips, mostTips)
		}
		for _, tip := range m.Tips {
			within(t, "tip", tip, 20, longestTip)
		}
		within(t, "question", m.Question, 20, longestTip)
	})
}

func TestEveryPictureIsDescribedTwiceOver(t *testing.T) {
	eachMessage(t, func(t *testing.T, m campaign.Message, _ map[string]string) {
		for _, p := range m.Pictures {
			within(t, "alt", p.Alt, 20, longestDescription)
			within(t, "emblem_alt", p.EmblemAlt, 20, longestDescription)
			if p.Alt == p.EmblemAlt {
				t.Errorf("the scene and its emblem are described alike: %q", p.Alt)
			}
		}
	})
}

func TestABulletinIsComplete(t *testing.T) {
	eachMessage(t, func(t *testing.T, m campaign.Message, fields map[string]string) {
		within(t, "subject", m.Bulletin.Subject, 10, longestBulletinLn)
		if n := len(prose.Words(m.Bulletin.Summary)); n < 20 || n > 60 {
			t.Errorf("the summary has %d words, want 20 to 60", n)
		}
		body, missing := campaign.Fill(m.Bulletin.Body, fields)
		if len(missing) > 0 {
			t.Errorf("the body needs %v", missing)
		}
		if n := len(prose.Words(body)); n < shortestBody || n > longestBody {
			t.Errorf("the body has %d words, want %d to %d", n, shortestBody, longestBody)
		}
		if n := len(m.Bulletin.Paragraphs()); n < 2 || n > 5 {
			t.Errorf("the body has %d paragraphs, want 2 to 5", n)
		}
	})
}

func TestPostsFitTheirPlatforms(t *testing.T) {
	eachMessage(t, func(t *testing.T, m campaign.Message, fields map[string]string) {
		if !strings.Contains(m.Social["default"], "#KeepITConfidential") {
			t.Error("the default post lacks the campaign's hashtag")
		}
		for _, channel := range []string{"default", "x", "linkedin", "facebook"} {
			post, missing := campaign.Fill(m.Social[channel], fields)
			limit := longestOtherPost
			if channel == "default" || channel == "x" {
				limit = longestSocial
			}
			within(t, channel, post, 60, limit)
			if len(missing) > 0 {
				t.Errorf("%s needs %v", channel, missing)
			}
		}
	})
}

func TestEverySentenceIsShortAndPlain(t *testing.T) {
	var total float64
	var bodies int
	eachMessage(t, func(t *testing.T, m campaign.Message, fields map[string]string) {
		for _, text := range allText(m) {
			text, _ = campaign.Fill(text, fields)
			for _, sentence := range prose.Sentences(text) {
				if n := len(prose.Words(sentence)); n > longestSentence {
					t.Errorf("%d words: %s", n, sentence)
				}
			}
		}
		body, _ := campaign.Fill(m.Bulletin.Summary+"\n\n"+m.Bulletin.Body, fields)
		grade := prose.Grade(body)
		total, bodies = total+grade, bodies+1
		t.Logf("grade %.1f", grade)
		if grade > highestGrade {
			t.Errorf("the bulletin has grade %.1f, want at most %.1f", grade, highestGrade)
		}
	})
	if mean := total / float64(bodies); mean > highestMeanGrade {
		t.Errorf("the bulletins have a mean grade of %.1f, want at most %.1f", mean, highestMeanGrade)
	}
}

func TestNoWordsBlamePressOrReadLikePhishing(t *testing.T) {
	banned := []string{
		"click here", "urgent", "immediately", "act now", "right away", "straight away", "last chance", "final notice", "verify your",
		"your account", "bit.ly", "tinyurl", "http://", "victim", "careless", "stupid", "fault", "human error", "weakest link",
		"hacker", "you must", "failure to", "disciplinary", "never ever", "utilise", "in order to", "ensure", "please note",
		"per cent", "%", "statistics", "prior to", "commence", "robust", "leverage", "stakeholder", "cyber-", "colour-coded",
		"organization", "recognize", "behavior", "color ", "center", "e-mail", "—",
	}
	eachMessage(t, func(t *testing.T, m campaign.Message, fields map[string]string) {
		for _, text := range allText(m) {
			filled, _ := campaign.Fill(text, fields)
			lower := strings.ToLower(filled)
			for _, word := range banned {
				if strings.Contains(lower, word) {
					t.Errorf("%q in: %s", word, filled)
				}
			}
			if strings.Contains(strings.ReplaceAll(filled, "Keep I.T. Confidential", ""), "I.T.") {
				t.Errorf("I.T. outside the campaign's name: %s", filled)
			}
			if strings.ContainsAny(strings.Join(prose.Words(filled), ""), "ÀÁ") || strings.Contains(filled, "  ") {
				t.Errorf("stray characters or double spaces: %q", filled)
			}
		}
	})
}

func TestEveryMessageHasItsOwnPhrases(t *testing.T) {
	seen := map[string]string{}
	for _, m := range defaultCampaign(t).Messages {
		for _, text := range append(slices.Concat(m.Headline, m.Support, m.Action[:1]), m.Picture().Alt, m.Picture().EmblemAlt, m.Bulletin.Subject, m.Bulletin.Summary) {
			if other := seen[text]; other != "" && other != m.ID {
				t.Errorf("%s and %s both say %q", other, m.ID, text)
			}
			seen[text] = m.ID
		}
	}
}

func TestABrandWithNothingGetsASentenceForEveryPhrase(t *testing.T) {
	c := defaultCampaign(t)
	with, without := c.Fields(everything), c.Fields(nothing)
	for name := range c.Phrases {
		if with[name] == "" || without[name] == "" || with[name] == without[name] {
			t.Errorf("%s: %q with contacts, %q without", name, with[name], without[name])
		}
	}
}

// allText is everything that a message says, apart from its name.
func allText(m campaign.Message) []string {
	out := slices.Concat(m.Headline, m.Support, m.Action, m.Tips, []string{m.Question, m.Picture().Alt, m.Picture().EmblemAlt, m.Bulletin.Subject, m.Bulletin.Summary})
	out = append(out, m.Bulletin.Paragraphs()...)
	for _, channel := range []string{"default", "x", "linkedin", "facebook"} {
		out = append(out, m.Social[channel])
	}
	return out
}

func within(t *testing.T, what, text string, least, most int) {
	t.Helper()
	if n := utf8.RuneCountInString(text); n < least || n > most {
		t.Errorf("%s has %d characters, want %d to %d: %s", what, n, least, most, text)
	}
}
