package text

import (
	"strings"
	"unicode"
)

// Curly is words with the apostrophes and quotation marks of print in place of the straight ones of typewriters. In a language
// that has other quotation marks than “ ” these stay as they are. Addresses stay as they are in any language.
func Curly(words, language string) string {
	if !strings.ContainsAny(words, `'"`) {
		return words
	}
	runes := []rune(words)
	for start := 0; start < len(runes); {
		end := start
		for end < len(runes) && !unicode.IsSpace(runes[end]) {
			end++
		}
		if !isAddress(string(runes[start:end])) {
			curl(runes, start, end, language)
		}
		start = end + 1
	}
	return string(runes)
}

// curl does so for the marks of the word from start to end.
func curl(runes []rune, start, end int, language string) {
	for i := start; i < end; i++ {
		begins := i == start || strings.ContainsRune("([{“‘–—-/", runes[i-1])
		measure := i > start && unicode.IsDigit(runes[i-1]) && (i+1 == end || !unicode.IsLetter(runes[i+1])) // feet and inches
		switch {
		case measure:
		case runes[i] == '\'' && begins && !elided(string(runes[i+1:end])):
			runes[i] = '‘'
		case runes[i] == '\'':
			runes[i] = '’'
		case runes[i] == '"' && otherMarks[base(language)]:
		case runes[i] == '"' && begins:
			runes[i] = '“'
		case runes[i] == '"':
			runes[i] = '”'
		}
	}
}

// elided reports whether what follows an apostrophe is the rest of a word that lost its beginning: 'n, 'r, 'tis, the '90s.
func elided(rest string) bool {
	word := strings.ToLower(strings.TrimRight(rest, ".,;:!?)]}”’'\""))
	return elisions[word] || word != "" && unicode.IsDigit([]rune(word)[0])
}

var elisions = set("n r m tis twas em til cause u w ch th") // English and Welsh

// otherMarks are languages whose quotation marks are „ “, « » or 「 」.
var otherMarks = set("pl ro de fr cs sk hu bg hr sr sl lt et is ru uk be ja zh fi sv da nb no")

func base(language string) string {
	b, _, _ := strings.Cut(strings.ToLower(language), "-")
	return b
}
