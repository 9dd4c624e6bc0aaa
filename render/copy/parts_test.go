package copy_test

import (
	"strings"
	"testing"

	"kic"
	"kic/render/copy"
)

// one is a campaign of one message, with the channels that the program knows.
func one(t *testing.T, m kic.Message) *kic.Campaign {
	t.Helper()
	m.ID, m.Name, m.Headline, m.Alt = "one", "One", []string{"Headline"}, "A picture."
	c := *defaultCampaign(t)
	c.Messages = []kic.Message{m}
	return &c
}

// texts are the words of the only message, by their label.
func texts(t *testing.T, c *kic.Campaign) (labels []string, by map[string]string) {
	t.Helper()
	all, err := copy.Texts(c, &c.Messages[0], bare())
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
		all, err := copy.Texts(defaultCampaign(t), &m, full())
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
	labels, by := texts(t, one(t, kic.Message{}))
	if got := strings.Join(labels, "; "); got != "Intranet news item; Email; Team briefing: talking points; Pictures" {
		t.Errorf("got %s", got)
	}
	if want := "Subject: Headline\n\nHello everyone,\n\nBare"; by["Email"] != want {
		t.Errorf("the email is %q, want %q", by["Email"], want)
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
		c := one(t, kic.Message{Bulletin: kic.Bulletin{Subject: "s", Summary: summary, Body: "b"}})
		_, by := texts(t, c)
		if got := strings.TrimPrefix(by["Team briefing: talking points"], "Headline\n\n"); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestADefaultPostGoesOnlyWhereItFits(t *testing.T) {
	long := strings.Repeat("a", 350)
	labels, _ := texts(t, one(t, kic.Message{Social: map[string]string{"default": long, "x": "Short"}}))
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
		c := one(t, kic.Message{Social: map[string]string{"default": "d", "instagram": text}})
		_, err := copy.Posts(c, &c.Messages[0], bare())
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}
