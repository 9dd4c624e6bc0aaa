package prose

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// initials end like a sentence and are none: "I.T."
var initials = regexp.MustCompile(`(^|[\s(])(\p{Lu}\.){2,}\s*$`)

// Sentences are the sentences of a text, in whatever script.
func Sentences(text string) []string {
	var out []string
	state, begun := -1, ""
	for text != "" {
		var s string
		s, text, state = uniseg.FirstSentenceInString(text, state)
		begun += s
		if next, _ := utf8.DecodeRuneInString(text); text != "" && (unicode.IsLower(next) || initials.MatchString(begun)) {
			continue // somebody asked: "Who is it?" in the middle of a sentence, or it only had a name such as I.T. in it
		}
		if s = strings.TrimSpace(begun); s != "" {
			out = append(out, s)
		}
		begun = ""
	}
	return out
}

// Words are the words of a text. An address is one.
func Words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("'’-@#_./", r)
	})
}

// Grade is the reading grade of an English text by Flesch and Kincaid, to a tenth: five less than the age from which it is
// easy to read. Texts of fewer than some dozens of words have no meaningful one.
func Grade(text string) float64 {
	all, count := Words(text), 0
	if len(all) == 0 {
		return 0
	}
	for _, w := range all {
		count += syllables(w)
	}
	n := float64(len(all))
	return math.Round(10*(0.39*n/float64(len(Sentences(text)))+11.8*float64(count)/n-15.59)) / 10
}

var vowels = regexp.MustCompile(`[aeiouy]+`)

// syllables counts groups of vowels, with the silent endings taken off: good enough to notice words that are hard to read.
func syllables(word string) int {
	w := strings.ToLower(strings.Trim(word, "'’-@#_./"))
	w = strings.TrimSuffix(w, "'s")
	n := len(vowels.FindAllString(w, -1))
	switch {
	case strings.HasSuffix(w, "le") && len(w) > 2 && !strings.ContainsRune("aeiouy", rune(w[len(w)-3])):
	case strings.HasSuffix(w, "e"), strings.HasSuffix(w, "es") && !sibilant(w[:len(w)-2]):
		n--
	case strings.HasSuffix(w, "ed") && len(w) > 3 && !strings.ContainsRune("td", rune(w[len(w)-3])):
		n--
	}
	return max(n, 1)
}

func sibilant(stem string) bool {
	for _, end := range []string{"s", "x", "z", "ch", "sh", "c", "g"} {
		if strings.HasSuffix(stem, end) {
			return true
		}
	}
	return false
}
