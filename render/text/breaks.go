package text

import (
	"slices"
	"strings"
	"unicode"
)

// piece is what lies between two places where a line may break.
type piece struct {
	start, end int     // runes with ink
	next       int     // where the next piece starts: end, and the spaces that a break swallows
	cost       float64 // of breaking after it; 0 is neutral, below 0 is good
	word       bool    // a space follows, or the paragraph ends
	cuts       []int   // runes before which an address may be cut when it doesn't fit whole
	tail       bool    // it is a further part of an address that was cut
}

// The costs of a break in a headline, against the squared share by which a line is shorter or longer than it should be.
const (
	afterSentence  = -0.34 // where a reader pauses anyway
	afterComma     = -0.1
	afterShortWord = 0.1  // "the", "of": they lean on the next word
	afterFirstWord = 0.2  // of a sentence that begins on the line: it dangles
	insideWord     = 0.12 // at a hyphen or a slash
	insideAddress  = 0.4
	afterHyphen    = 0.6 // in an address, where a reader can't tell it from a hyphen of ours
)

// pieces finds where p may break: the opportunities of UAX 14 without those that our own rules forbid.
func (e engine) pieces(p *paragraph) []piece {
	e.breaks.Init(p.runes)
	var list []piece
	start := 0
	lines := e.breaks.LineIterator()
	for lines.Next() {
		line := lines.Line()
		next := line.Offset + len(line.Text)
		if next < len(p.runes) && (!p.startsCluster(next) || p.forbidden(next)) {
			continue
		}
		list = append(list, p.piece(start, next))
		start = next
	}
	return list
}

func (p *paragraph) piece(start, next int) piece {
	end := next
	for end > start+1 && unicode.IsSpace(p.runes[end-1]) {
		end--
	}
	k := piece{start: start, end: end, next: next, word: end < next || next == len(p.runes)}
	if isAddress(string(p.runes[start:end])) {
		k.cuts = p.cuts(start, end)
	}
	k.cost = p.cost(end, k.word)
	return k
}

// forbidden is our own rules on top of UAX 14: whether no line may begin at rune i.
func (p *paragraph) forbidden(i int) bool {
	before, after := token(p.runes, i, -1), token(p.runes, i, +1)
	if !unicode.IsSpace(p.runes[i-1]) {
		return insideForbidden(p.runes, i, before, after)
	}
	return isDash(after) || isNumber(before) && isUnit(after)
}

// insideForbidden decides between two runes without a space between them.
func insideForbidden(runes []rune, i int, before, after string) bool {
	switch prev := runes[i-1]; {
	case isAddress(before + after):
		return true // it is cut at places of our own, and only when it must be
	case prev == 0xAD || isDashRune(runes[i]):
		return true
	case prev == '.':
		return true // I.T., e.g., 1.5
	case prev == '-' || prev == 0x2010:
		const short = 4 // Wi-Fi, e-mail, log-in, co-op
		return letters(before) < short || letters(after) < short
	}
	return false
}

// cost says how good a break after rune end is.
func (p *paragraph) cost(end int, word bool) float64 {
	if !word {
		return insideWord
	}
	before := token(p.runes, end, -1)
	last := []rune(strings.TrimRight(before, "”’\"')]"))
	if len(last) == 0 {
		return 0
	}
	switch r := last[len(last)-1]; {
	case endsSentence(before):
		return afterSentence
	case strings.ContainsRune(",;:–—،؛", r):
		return afterComma
	}
	if isShort(before) {
		return afterShortWord
	}
	if start := end - len([]rune(before)); start > 0 && strings.ContainsAny(token(p.runes, start, -1), ".!?") {
		return afterFirstWord
	}
	return 0
}

// endsSentence reports whether a word is the last one of a sentence. One with further stops in it is an abbreviation: I.T., e.g.
func endsSentence(word string) bool {
	bare := []rune(strings.TrimRight(word, "”’\"')]"))
	last := len(bare) - 1
	if last < 0 || letters(word) <= 1 {
		return false
	}
	return strings.ContainsRune("!?…।؟۔", bare[last]) || bare[last] == '.' && !slices.Contains(bare[:last], '.')
}

// parted is words with a line end in place of the space after each sentence.
func parted(words string) string {
	out := []byte(words)
	for i := 1; i < len(words)-1; i++ {
		if words[i] != ' ' {
			continue
		}
		word := words[:i]
		if at := strings.LastIndexByte(word, ' '); at >= 0 {
			word = word[at+1:]
		}
		if endsSentence(word) && strings.TrimSpace(words[i:]) != "" {
			out[i] = '\n'
		}
	}
	return string(out)
}

// mixed reports whether a line from piece i up to j holds the end of a sentence and a part of another one.
func mixed(pieces []piece, i, j int) bool {
	ends := func(k int) bool { return k == 0 || k == len(pieces) || pieces[k-1].cost == afterSentence }
	if ends(i) && ends(j) {
		return false
	}
	for k := i + 1; k < j; k++ {
		if ends(k) {
			return true
		}
	}
	return false
}

// token is the stretch without spaces that ends (way -1) or begins (way +1) at rune i, over the spaces in between.
func token(runes []rune, i, way int) string {
	if way < 0 {
		for i > 0 && unicode.IsSpace(runes[i-1]) {
			i--
		}
		j := i
		for j > 0 && !unicode.IsSpace(runes[j-1]) {
			j--
		}
		return string(runes[j:i])
	}
	for i < len(runes) && unicode.IsSpace(runes[i]) {
		i++
	}
	j := i
	for j < len(runes) && !unicode.IsSpace(runes[j]) {
		j++
	}
	return string(runes[i:j])
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// shortWords lean on what follows them; English and Welsh.
var shortWords = set("a an the and or but if as at by for from in into of off on to up with your our its is it are be do not no " +
	"my so we you he she they who how why i y yr yn a’r o'r ac ar at dy eich ein ei fy gan heb i’r mewn na neu nid o o’r os pan rhag trwy ym &")

func isShort(word string) bool {
	word = strings.ToLower(strings.Trim(word, "“‘\"'(["))
	return shortWords[word] || len([]rune(word)) == 1 && letters(word) == 1
}

// units stay with the number before them; English and Welsh.
var units = set("kb mb gb tb kib mib gib px pt mm cm m km in ft g kg mg ml l w kw v a c f s ms mph % °c °f am pm a.m p.m noon " +
	"second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks month months year years " +
	"per percent hundred thousand million billion m bn k times tries letters characters words people steps digits " +
	"eiliad munud munudau awr oriau diwrnod dydd wythnos mis blwyddyn blynedd gair geiriau")

// isUnit also takes a second group of digits, so that telephone numbers stay whole.
func isUnit(word string) bool {
	word = strings.ToLower(strings.Trim(word, ".,;:!?)]”’\"'"))
	return units[word] || isNumber(word)
}

func isNumber(word string) bool {
	word = strings.Trim(word, "([“‘\"'£€$+~≈.,;:!?)]”’")
	digits := 0
	for _, r := range word {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !strings.ContainsRune(".,:/-–", r):
			return false
		}
	}
	return digits > 0
}

func isDashRune(r rune) bool { return r == '–' || r == '—' || r == '―' }

// isDash reports whether a word is a mark that must not begin a line.
func isDash(word string) bool {
	return strings.Trim(word, "-–—―|·•/+=→") == "" && word != ""
}

// isAddress reports whether a word is an email or a web address.
func isAddress(word string) bool {
	word = strings.Trim(word, "<>()[]{}.,;:!?“”‘’\"'")
	if i := strings.IndexByte(word, '@'); i > 0 && i < len(word)-1 {
		return true
	}
	if strings.Contains(word, "://") || strings.HasPrefix(strings.ToLower(word), "www.") {
		return true
	}
	host, _, _ := strings.Cut(word, "/")
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return false
	}
	for _, label := range labels {
		if letters(label) < 2 || strings.ContainsFunc(label, notInHost) {
			return false
		}
	}
	return true
}

func notInHost(r rune) bool { return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// cuts are the places in an address after which it may be cut: its own separators, but not within the scheme, and not so
// that fewer than three letters stand alone.
func (p *paragraph) cuts(start, end int) []int {
	const alone = 3
	var list []int
	last := start
	for i := start + 1; i < end; i++ {
		if !strings.ContainsRune("@./-_?&=", p.runes[i-1]) || strings.ContainsRune("@./-_?&=", p.runes[i]) {
			continue
		}
		if i-last >= alone && end-i >= alone && p.startsCluster(i) {
			list = append(list, i)
			last = i
		}
	}
	return list
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
