package prose_test

import (
	"slices"
	"strings"
	"testing"

	"kic/render/campaign"
	"kic/render/prose"
)

// one is a campaign of one message, with the channels that the program knows.
func one(t *testing.T, m campaign.Message) *campaign.Campaign {
	t.Helper()
	m.ID, m.Name, m.Headline, m.Pictures = "one", "One", []string{"Headline"}, []campaign.Picture{{Alt: "A picture."}}
	c := *defaultCampaign(t)
	c.Messages = []campaign.Message{m}
	return &c
}

// texts are the words of the only message, by their label.
func texts(t *testing.T, c *campaign.Campaign) (labels []string, by map[string]string) {
	t.Helper()
	all, err := prose.Texts(c, &c.Messages[0], bare())
	if err != nil {
		t.Fatal(err)
	}
	by = map[string]string{}
	for _, text := range all {
		labels, by[text.Label] = append(labels, text.Label), text.Words
	}
	return labels, by
}

func TestAMessageHasWordsForEveryUse(t *testing.T) {
	for _, m := range defaultCampaign(t).Messages {
		all, err := prose.Texts(defaultCampaign(t), &m, full())
		if err != nil {
			t.Fatal(err)
		}
		var labels []string
		for _, text := range all {
			labels = append(labels, text.Label)
			if strings.TrimSpace(text.Words) != text.Words || text.Words == "" || strings.ContainsAny(text.Words, "{}") {
				t.Errorf("%s: %s is %q", m.ID, text.Label, text.Words)
			}
		}
		want := "Bulletin, short; Bulletin, long; Intranet news item; Email; Team briefing: talking points; Post for X; Post for Facebook; " +
			"Post for Instagram, Threads, Bluesky, Mastodon, YouTube, TikTok, WhatsApp, Nextdoor and Viva Engage; Post for LinkedIn; Pictures"
		if got := strings.Join(labels, "; "); got != want {
			t.Errorf("%s: got  %s\nwant %s", m.ID, got, want)
		}
	}
}

func TestAMessageWithTheLeastSaysWhatItCan(t *testing.T) {
	labels, by := texts(t, one(t, campaign.Message{}))
	if got := strings.Join(labels, "; "); got != "Pictures" || by["Pictures"] != "What the picture shows: A picture.\n\nHeadline: Headline" {
		t.Errorf("got %s, and %q", got, by)
	}
}

// Half a use of the words is none: a news item that only has a title, an email that only says hello.
func TestAUseIsLeftOutWhereThereIsNothingToSay(t *testing.T) {
	full := *defaultCampaign(t).Message("screens")
	parts := []struct {
		name string
		take func(m *campaign.Message)
	}{
		{"support", func(m *campaign.Message) { m.Support = full.Support }}, {"action", func(m *campaign.Message) { m.Action = full.Action }},
		{"tips", func(m *campaign.Message) { m.Tips = full.Tips }}, {"question", func(m *campaign.Message) { m.Question = full.Question }},
		{"bulletin", func(m *campaign.Message) { m.Bulletin = full.Bulletin }}, {"social", func(m *campaign.Message) { m.Social = full.Social }},
	}
	for chosen := range 1 << len(parts) {
		var m campaign.Message
		has := map[string]bool{}
		for i, p := range parts {
			if has[p.name] = chosen&(1<<i) != 0; has[p.name] {
				p.take(&m)
			}
		}
		c := one(t, m)
		labels, by := texts(t, c)
		sends := has["support"] || has["action"] || has["tips"] || has["bulletin"]
		for label, want := range map[string]bool{
			"Bulletin, short": has["bulletin"], "Bulletin, long": has["bulletin"], "Intranet news item": has["support"] || has["tips"] || has["bulletin"],
			"Email": sends, "Team briefing: talking points": sends || has["question"], "Post for X": has["social"], "Pictures": true,
		} {
			if got := slices.Contains(labels, label); got != want {
				t.Errorf("with %v there is %q: %t", has, label, got)
			}
		}
		for label, words := range by {
			if strings.Contains(words, "What you can do") != (has["tips"] && slices.Contains([]string{"Intranet news item", "Email", "Team briefing: talking points"}, label)) {
				t.Errorf("with %v, %s says %q", has, label, words)
			}
		}
		docs, err := prose.Message(c, &c.Messages[0], bare(), prose.Pictures{})
		if err != nil {
			t.Fatal(err)
		}
		for _, doc := range docs {
			if strings.Contains(string(doc.Data), "What you can do") && !has["tips"] {
				t.Errorf("with %v, %s has a heading for tips", has, doc.Path)
			}
		}
		if newsletter := strings.HasSuffix(docs[len(docs)-1].Path, "-newsletter.html"); newsletter != sends {
			t.Errorf("with %v there is a newsletter: %t", has, newsletter)
		}
	}
}

func TestTalkingPointsAreWholeSentences(t *testing.T) {
	for summary, want := range map[string]string{
		"One. Two? Three!": "- One.\n- Two?\n- Three!",
		"That is what Keep I.T. Confidential is about. Lock it.": "- That is what Keep I.T. Confidential is about.\n- Lock it.",
		`"Can I help you?" is enough. Ask.`:                      "- \"Can I help you?\" is enough.\n- Ask.",
		"پہلا جملہ۔ دوسرا جملہ؟ تیسرا":                           "- پہلا جملہ۔\n- دوسرا جملہ؟\n- تیسرا",
		"প্রথম বাক্য। দ্বিতীয় বাক্য।":                           "- প্রথম বাক্য।\n- দ্বিতীয় বাক্য।",
	} {
		c := one(t, campaign.Message{Bulletin: campaign.Bulletin{Subject: "s", Summary: summary, Body: "b"}})
		_, by := texts(t, c)
		if got := strings.TrimPrefix(by["Team briefing: talking points"], "Headline\n\n"); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestADefaultPostGoesOnlyWhereItFits(t *testing.T) {
	long := strings.Repeat("a", 350)
	labels, _ := texts(t, one(t, campaign.Message{Social: map[string]string{"default": long, "x": "Short"}}))
	got := strings.Join(labels, "; ")
	if !strings.Contains(got, "Post for X; ") || strings.Contains(got, "Bluesky") || !strings.Contains(got, "Facebook, Instagram, LinkedIn, Threads, Mastodon") {
		t.Errorf("got %s", got)
	}
}

func TestTooManyHashtagsAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		"#a #b #c #d #e #f": `message "one": social.instagram has 6 hashtags, but Instagram takes 5; leave some out, or write a social.instagram with fewer`,
		"#a #b #c #d #e":    "", "see https://example.org/#a#b #c #d #e #ŵ": "", "C#, A&#39;B #1": "",
	} {
		c := one(t, campaign.Message{Social: map[string]string{"default": "d", "instagram": text}})
		_, err := prose.Texts(c, &c.Messages[0], bare())
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}
