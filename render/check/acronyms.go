package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kic/render/campaign"
	"kic/render/prose"
)

var (
	// A long form with its short one in brackets, or the other way round.
	explanation = regexp.MustCompile(`\pL\s+\((\p{Lu}{2,})\)|\b(\p{Lu}{2,})\s+\(\pL`)
	acronym     = regexp.MustCompile(`\b\p{Lu}{2,}\b`)
)

// plainAcronyms need no explanation for anybody who works in health or care.
var plainAcronyms = strings.Fields("CCTV EU FAQ GP ID IT NHS OK PC PDF PIN QR TV UK")

func (r *reader) acronyms(s said) {
	for _, a := range unique(capitals(s.text)) {
		if !r.explained[a] && !slices.Contains(plainAcronyms, a) && !slices.Contains(r.campaign.Acronyms, a) && !r.isWord(a) {
			r.add(Acronym, s, fmt.Sprintf("write it out once, with %s in brackets behind it, or if everybody knows it, add it to the campaign's list: acronyms = [%q]", a, a),
				"says %s, which the message doesn't explain", a)
		}
	}
}

// capitals are the words in capitals of a text that may be acronyms. In a sentence that is all in capitals, as headlines and
// shouts are, nobody can tell, so it has none.
func capitals(text string) []string {
	var found []string
	for _, sentence := range prose.Sentences(withoutAddresses(text)) {
		if letters := strings.Map(onlyLetters, sentence); letters != strings.ToUpper(letters) {
			found = append(found, acronym.FindAllString(sentence, -1)...)
		}
	}
	return found
}

func onlyLetters(r rune) rune {
	if unicode.IsLetter(r) {
		return r
	}
	return -1
}

// longestAcronym is how many letters an acronym has at most: more are a word, written large.
const longestAcronym = 6

// stressed are words that are written in capitals to stress them.
var stressed = strings.Fields(`ALL ALWAYS AND ANY ARE ASK BEFORE CALL CAN CHECK CLICK DELETE DO EVER EVERY FIRST FOR FREE FROM IF IN IS KEEP LOCK LOOK
	MAY MORE MUST MY NEVER NEW NO NOT NOW OF OFF ON ONE ONLY OPEN OR OUR OUT PHONE PLEASE READ REPORT SAFE SAY SEND SHARE SHOULD STAFF STAY STOP TAKE TALK TELL
	THE THINK THIS TIPS TO TODAY TWICE US USE WAIT WE WHY WITH YES YOU YOUR`)

// isWord reports whether what stands in capitals is an ordinary word: a long one, one that people stress, or one that the
// campaign has in small letters elsewhere.
func (r *reader) isWord(a string) bool {
	return utf8.RuneCountInString(a) > longestAcronym || slices.Contains(stressed, a) || r.words[strings.ToLower(a)]
}

// smallWords are the words that a campaign has in small letters.
func smallWords(c *campaign.Campaign) map[string]bool {
	words := map[string]bool{}
	for i := range c.Messages {
		for _, s := range wordings(&c.Messages[i]) {
			for _, w := range prose.Words(withoutAddresses(s.text)) {
				if w == strings.ToLower(w) {
					words[w] = true
				}
			}
		}
	}
	return words
}
