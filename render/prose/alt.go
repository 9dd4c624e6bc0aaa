package prose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kic/templates"
)

// usualAltLimit is how many characters an alternative text may have where the place states no limit: what X, Instagram,
// LinkedIn and Threads take, so that a picture can be posted elsewhere with the same text. No standard asks for fewer.
const usualAltLimit = 1000

// AltLimit is how many characters the alternative text of a piece for p may have; 0: any number. Pages have no limit: their
// words are the text of the file itself, and no platform takes the alternative, which stands in the lists of a pack.
func AltLimit(p *templates.Placement) int {
	switch {
	case p.Alt > 0:
		return p.Alt
	case p.Format == templates.PDF:
		return 0
	}
	return usualAltLimit
}

// Shown is what a piece shows, in one language.
type Shown struct {
	Organisation string   // its full name
	Names        []string // what stands for it on the piece: what its logo says, or its name as it was set
	Words        []string // all other words, as they were set, in reading order
	Picture      string   // what the drawing shows; empty: there is none, or nobody has said it
}

// Alt is the alternative text of a piece: whose it is, all words on it, then what the picture shows. Nothing is said twice.
// Where that has more characters than limit, whole sentences are left out, of the description first and each time the
// last; left are those of the words. The first sentence always stays. A limit of 0 is none.
func Alt(s Shown, limit int) (alt string, left []string) {
	all := s.sentences()
	words := len(all)
	all = append(all, Sentences(s.Picture)...)
	for i := range all {
		all[i] = ended(all[i])
	}
	kept := len(all)
	for kept > 1 && limit > 0 && utf8.RuneCountInString(strings.Join(all[:kept], " ")) > limit {
		kept--
	}
	return strings.Join(all[:kept], " "), all[min(kept, words):words]
}

// sentences are the organisation and the words, each once. A name is said only where the words don't say as much.
func (s Shown) sentences() []string {
	var words, names []string
	for _, w := range s.Words {
		again := func(said string) bool { return said == w || bare(said) == bare(w) && bare(w) != "" }
		if w = strings.TrimSpace(w); w != "" && !slices.ContainsFunc(words, again) {
			words = append(words, w)
		}
	}
	if s.Organisation != "" && !says(slices.Concat(words, s.Names), s.Organisation) {
		names = append(names, s.Organisation)
	}
	for _, name := range s.Names {
		if name != "" && !says(slices.Concat(words, names), name) {
			names = append(names, name)
		}
	}
	return append(names, words...)
}

// says reports whether one of the sentences has the words of another in it, one after the other.
func says(sentences []string, words string) bool {
	return slices.ContainsFunc(sentences, func(s string) bool { return strings.Contains(" "+bare(s)+" ", " "+bare(words)+" ") })
}

// bare are the words of a text without what stands round each of them.
func bare(text string) string {
	words := strings.Fields(strings.ToLower(text))
	for i, w := range words {
		words[i] = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

// ended is a sentence with a full stop, unless it ends in a mark of its own.
func ended(sentence string) string {
	bare := strings.TrimRightFunc(sentence, func(r rune) bool { return unicode.In(r, unicode.Pe, unicode.Pf, unicode.Cf) || r == '"' || r == '\'' })
	last, _ := utf8.DecodeLastRuneInString(bare)
	if unicode.Is(unicode.Sentence_Terminal, last) || last == ':' || last == '…' {
		return sentence
	}
	return sentence + "."
}
