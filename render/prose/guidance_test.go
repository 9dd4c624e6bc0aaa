package prose_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"kic/render/campaign"
	"kic/render/prose"
)

// guidance is how to recognise, in one language, advice that people could come to harm by.
type guidance struct {
	forbids, secret, channel, give *regexp.Regexp // what forbids somebody to give something secret, by email or by phone
	asked                          *regexp.Regexp
	careGoesOn                     *regexp.Regexp
	ask, askNot                    *regexp.Regexp // what tells people to ask a stranger, and what tells them not to
	stranger, staffArea, ifSafe    *regexp.Regexp
	clicked, atOnce, noBlame       *regexp.Regexp
	manager                        *regexp.Regexp
	notEverywhere                  *regexp.Regexp // people whom a small provider doesn't have
	openQuestion, publish          *regexp.Regexp // what asks readers to tell everyone about themselves
	ownWords, nearYou              *regexp.Regexp
	buttonPlace                    *regexp.Regexp
}

func pattern(words string) *regexp.Regexp { return regexp.MustCompile(`(?is)` + words) }

var guidances = map[string]guidance{
	"en-GB": {
		forbids: pattern(`\b(never|don't|do not|avoid|keep|no)\b`), secret: pattern(`\b(passwords?|details|information)\b`),
		channel: pattern(`\b(e-?mails?|phones?|calls?|texts?)\b`), give: pattern(`\b(give|share|send|disclose|reveal)\b`), asked: pattern(`\bask(s|ed|ing)?\b`),
		careGoesOn: pattern(`care (go|carr\w+) on as usual|care comes first`),
		ask:        pattern(`\b(ask|challenge|stop)\b|friendly question|can I help`), askNot: pattern(`(not safe to|feel safe to|don't) ask`),
		stranger: pattern(`\b(pass|strangers?)\b`), staffArea: pattern(`staff (areas?|doors?)`), ifSafe: pattern(`\bsafe\b`),
		clicked: pattern(`\bclicked\b`), atOnce: pattern(`\bat once\b`), noBlame: pattern(`nobody (is|will be) blamed|nobody will blame`),
		manager:       pattern(`\bmanager\b`),
		notEverywhere: regexp.MustCompile(`(?i:\b(IT (team|department|support|helpdesk)|help ?desk|security (staff|team|guards?|officer)|or security)\b)|\b([Aa]sk|[Tt]ell|to|with|from) (your )?IT\b`),
		openQuestion:  pattern(`^(and |so )?(what|which|who|where|when|how)\b.*\byour?\b.*\?`), publish: pattern(`tell us|show us|comment below|in the comments|reply with|love to see`),
		ownWords: pattern(`(not|out|don't|no link)\b.*our picture|not ours|seen ours`), nearYou: pattern(`around (you|the room|your)`),
		buttonPlace: pattern(`on the (side|top|left|right)|side button`),
	},
	"cy": {
		forbids: pattern(`peidiwch|\bdim\b|cadwch|osgowch`), secret: pattern(`g?h?yfrinair|g?ch?yfrineiriau|[mf]anylion|g?wybodaeth`),
		channel: pattern(`e-b[oy]st|ffôn|galwad|alwad|neges`), give: pattern(`\b(rhoi|rhannu|anfon|datgelu)\b`), asked: pattern(`g?ofyn`),
		careGoesOn: pattern(`am ofal yn parhau fel arfer|gofal sy'n dod gyntaf`),
		ask:        pattern(`gofynnwch|heriwch|cwestiwn cyfeillgar|alla i eich helpu`), askNot: pattern(`ddim yn ddiogel gofyn|ddiogel gofyn|peidiwch â gofyn`),
		stranger: pattern(`\b[pb]às\b|[dn]dieithr|dieithr`), staffArea: pattern(`(ardal|ardaloedd|ddrws|ddrysau|drws|drysau) staff`), ifSafe: pattern(`ddiogel`),
		clicked: pattern(`wedi clicio`), atOnce: pattern(`ar unwaith`), noBlame: pattern(`ni fydd neb yn (eich|eu) beio`),
		manager:       pattern(`rheolwr`),
		notEverywhere: pattern(`(tîm|adran|cymorth|gymorth) TG|(d|dd)esg gymorth|swyddog(ion)? diogelwch|(\b(i|wrth|holwch)|â) TG\b`),
		openQuestion:  pattern(`^(a |felly )?(beth|pa|pwy|ble|pryd|sut)\b.*(\bchi\b|\beich\b|'ch\b).*\?`), publish: pattern(`dywedwch wrthym|dangoswch i ni|yn y sylwadau|wrth ein bodd yn ei weld`),
		ownWords: pattern(`(nid|dim|peidiwch|heb gysylltiad).*(ein|â'n) llun|nid ein rhai ni|gweld ein rhai ni`), nearYou: pattern(`o('ch|'r| eich)? c?gwmpas|o'ch cwmpas`),
		buttonPlace: pattern(`ar (yr )?(ochr|ben)`),
	},
}

// eachLanguage runs check for every message in every language of the default campaign, for a brand with everything and one
// with nothing.
func eachLanguage(t *testing.T, check func(t *testing.T, g guidance, m campaign.Message, fields map[string]string)) {
	for language, g := range guidances {
		c := defaultCampaign(t).In(language)
		if c.Language != language {
			t.Fatalf("the default campaign doesn't speak %s", language)
		}
		for name, brand := range map[string]map[string]string{"everything": everything, "nothing": nothing} {
			fields := c.Fields(brand)
			for _, m := range c.Messages {
				t.Run(language+"/"+m.ID+"/"+name, func(t *testing.T) { check(t, g, m, fields) })
			}
		}
	}
}

func TestEveryLanguageOfTheCampaignHasItsGuidance(t *testing.T) {
	for _, m := range defaultCampaign(t).Messages {
		for language := range m.Translations {
			if _, ok := guidances[language]; !ok {
				t.Errorf("%s speaks %s, whose guidance nobody checks", m.ID, language)
			}
		}
	}
}

func TestSecretsAreOnlyRefusedToThoseWhoAskForThem(t *testing.T) {
	refuses := func(g guidance, sentence string) bool {
		return g.forbids.MatchString(sentence) && g.secret.MatchString(sentence) && (g.channel.MatchString(sentence) || g.give.MatchString(sentence)) && !g.asked.MatchString(sentence)
	}
	for _, bad := range []string{"Never give a password or sensitive information by email, phone or text.", "Keep passwords and sensitive details out of emails, calls and texts.", "Don't share information."} {
		if !refuses(guidances["en-GB"], bad) {
			t.Errorf("let pass: %s", bad)
		}
	}
	eachLanguage(t, func(t *testing.T, g guidance, m campaign.Message, fields map[string]string) {
		for _, text := range allText(m) {
			for _, sentence := range prose.Sentences(text) {
				if refuses(g, sentence) {
					t.Errorf("forbids to pass on what care needs, as nobody has asked for it: %s", sentence)
				}
			}
		}
	})
}

func TestMessagesThatMakePeopleHoldBackSayThatCareGoesOn(t *testing.T) {
	eachLanguage(t, func(t *testing.T, g guidance, m campaign.Message, _ map[string]string) {
		if (m.ID == "phishing" || m.ID == "social-engineering") && !g.careGoesOn.MatchString(m.Bulletin.Body) {
			t.Error("the bulletin doesn't say that care goes on, or comes first")
		}
	})
}

func TestStrangersAreAskedInStaffAreasAndOnlyWhereItIsSafe(t *testing.T) {
	eachLanguage(t, func(t *testing.T, g guidance, m campaign.Message, fields map[string]string) {
		for _, text := range allText(m) {
			if m.ID != "tailgating" && !g.stranger.MatchString(text) || text == m.Question {
				continue
			}
			if asks := g.askNot.ReplaceAllString(text, ""); g.ask.MatchString(asks) && !(g.staffArea.MatchString(asks) && g.ifSafe.MatchString(asks)) {
				t.Errorf("tells people to ask a stranger, without staff areas or without safety: %s", text)
			}
		}
	})
}

func TestPeopleWhoHaveClickedLearnWhatToDoAndAreNotBlamed(t *testing.T) {
	eachLanguage(t, func(t *testing.T, g guidance, m campaign.Message, fields map[string]string) {
		if m.ID != "phishing" {
			return
		}
		tells := func(text string) bool {
			return g.clicked.MatchString(text) && g.atOnce.MatchString(text) && g.noBlame.MatchString(text)
		}
		body, _ := campaign.Fill(m.Bulletin.Body, fields)
		tips, actions := campaign.Wordings(m.Tips, fields), campaign.Wordings(m.Action, fields)
		tip := slices.IndexFunc(tips, tells)
		if tip < 0 || tip == len(tips)-1 {
			t.Errorf("tip %d of %d says it, and small pages leave out the last: %q", tip+1, len(tips), tips)
		}
		for where, text := range map[string]string{"the bulletin": body, "the longest action": actions[0], "the post": m.Social["default"], "the post on X": m.Social["x"]} {
			if !tells(text) {
				t.Errorf("%s doesn't say it: %s", where, text)
			}
		}
		for _, text := range []string{body, strings.Join(tips, "\n")} {
			if !g.manager.MatchString(text) && !strings.Contains(text, everything["helpdesk"]) {
				t.Errorf("it names nobody to tell: %s", text)
			}
		}
	})
}

func TestWordsWithoutContactsReachPeopleWhomEveryProviderHas(t *testing.T) {
	eachLanguage(t, func(t *testing.T, g guidance, m campaign.Message, fields map[string]string) {
		if fields["helpdesk"] != "" {
			return
		}
		for _, text := range allText(m) {
			if filled, missing := campaign.Fill(text, fields); len(missing) == 0 && g.notEverywhere.MatchString(filled) {
				t.Errorf("sends people to %q, whom a small provider doesn't have: %s", g.notEverywhere.FindString(filled), filled)
			}
		}
	})
	for language, g := range guidances {
		for name, wordings := range defaultCampaign(t).In(language).Phrases {
			if text := last(wordings); !g.manager.MatchString(text) || g.notEverywhere.MatchString(text) {
				t.Errorf("%s: the last wording of %s leads to nobody whom every provider has: %s", language, name, text)
			}
		}
	}
}

func TestNoPostAsksReadersToTellEveryoneAboutThemselves(t *testing.T) {
	eachLanguage(t, func(t *testing.T, g guidance, m campaign.Message, fields map[string]string) {
		for channel, post := range m.Social {
			for _, sentence := range prose.Sentences(post) {
				if g.openQuestion.MatchString(sentence) || g.publish.MatchString(sentence) {
					t.Errorf("the post for %s asks readers about themselves: %s", channel, sentence)
				}
			}
		}
	})
}

func TestNobodyIsToUseTheWordsInThePicture(t *testing.T) {
	eachLanguage(t, func(t *testing.T, g guidance, m campaign.Message, fields map[string]string) {
		if m.ID != "passwords" {
			return
		}
		says := map[string]string{"tips": strings.Join(m.Tips[:2], "\n"), "the bulletin": m.Bulletin.Body, "the longest support": m.Support[0], "the longest action": m.Action[0], "the next action": m.Action[1]}
		for channel, post := range m.Social {
			says["the post for "+channel] = post
		}
		for where, text := range says {
			if !g.ownWords.MatchString(text) {
				t.Errorf("%s: nothing says to leave the words in the picture alone: %s", where, text)
			}
		}
		for _, text := range allText(m) {
			if g.nearYou.MatchString(text) {
				t.Errorf("what stands around somebody can be guessed: %s", text)
			}
		}
	})
}

func TestNoDeviceIsSaidToHaveItsButtonInOnePlace(t *testing.T) {
	eachLanguage(t, func(t *testing.T, g guidance, m campaign.Message, fields map[string]string) {
		for _, text := range allText(m) {
			if found := g.buttonPlace.FindString(text); m.ID == "screens" && found != "" {
				t.Errorf("%q is wrong for some phones and tablets: %s", found, text)
			}
		}
	})
}
