package definition

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	curlyMarks  = "“”„‟‘’‚‛«»″′´`＂"
	quoteAdvice = `start and end text with straight quotes: "`
)

func startsValue(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune(`"'[{0123456789`+curlyMarks, r)
}

// value reads the value of a key, which starts with s in line n, and gives the line after it.
func (r *reader) value(n int, key, s string) int {
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case s == "":
		return r.missing(n, key)
	case strings.HasPrefix(s, `"""`), strings.HasPrefix(s, "'''"):
		return r.long(n, key, s)
	case strings.HasPrefix(s, `""`) && strings.HasSuffix(s, `""`) && len(s) > 4:
		r.add(n, key, "leave one", "has two quotes at its start and at its end")
	case first == '"', first == '\'':
		rest, next, ok := r.text(n, key, s)
		if ok {
			r.after(n, key, s, rest)
		}
		return next
	case strings.ContainsRune(curlyMarks, first):
		r.add(n, key, quoteAdvice, "has the text in quotes of another kind: %c", first)
	case first == '[':
		return r.list(n, key, s)
	case first == '{', first == '(', first == '<':
		r.braced(n, key, s)
	default:
		r.bare(n, key, s)
	}
	return n + 1
}

// missing says that a key has no value, or has it in the next line.
func (r *reader) missing(n int, key string) int {
	if n+1 < len(r.lines) && !r.begins(n+1) {
		if s := strings.TrimSpace(r.lines[n+1]); startsValue(s) && s[0] != '{' {
			r.add(n, key, "move it up, behind the =", "has its value in the next line")
			return r.value(n+1, key, s)
		}
	}
	r.add(n, key, "write it after the =, or take the line out", "has no value")
	return n + 1
}

// closing is where the quote stands that ends the text that s starts with; -1 where there is none.
func closing(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && s[0] == '"':
			i++
		case s[i] == s[0]:
			return i
		}
	}
	return -1
}

// text reads a text on one line, and gives what follows it. It isn't ok where the text has no end: then that has been
// told, and next is the line to go on with.
func (r *reader) text(n int, key, s string) (rest string, next int, ok bool) {
	end := closing(s)
	if end < 0 {
		return "", r.unclosed(n, key, s), false
	}
	r.escapes(n, key, s[:end+1])
	return s[end+1:], n + 1, true
}

// unclosed says why a text has no closing quote in its line, and gives the line to go on with.
func (r *reader) unclosed(n int, key, s string) int {
	body := strings.TrimRight(s[1:], " \t,])")
	last, _ := utf8.DecodeLastRuneInString(body)
	switch {
	case strings.HasSuffix(body, `\"`):
		r.add(n, key, `write / for \, and none before the last quote`, `ends with \", which is read as a quote inside the text`)
	case strings.ContainsRune(curlyMarks, last) && last != '’' || last == '’' && s[0] == '\'':
		r.add(n, key, quoteAdvice, "has a straight quote at its start and %c at its end", last)
	case s[0] == '"' && last == '\'':
		r.add(n, key, quoteAdvice, "has a double quote at its start and a single one at its end")
	default:
		if end := r.goesOn(n, s[0]); end > n {
			r.add(n, key, `write it on one line, or put """ at its start and its end`, "goes on over the end of the line, to line %d", end+1)
			return end + 1
		}
		r.add(n, key, `put " after its last word`, "lacks its closing quote")
	}
	return n + 1
}

// mostBroken is over how many lines a text is looked for that its author broke.
const mostBroken = 20

// goesOn is the line in which a text ends that line n begins and doesn't end; n where there is none.
func (r *reader) goesOn(n int, quote byte) int {
	for m := n + 1; m < len(r.lines) && m <= n+mostBroken && !r.begins(m); m++ {
		line := strings.TrimSpace(r.lines[m])
		if line == "" || line[0] == '#' || line[0] == quote {
			return n
		}
		if strings.Count(line, string(quote))%2 == 1 {
			return m
		}
	}
	return n
}

var (
	drive    = regexp.MustCompile(`^"[A-Za-z]:\\`)
	pathLike = regexp.MustCompile(`\\[^\\]+\.[A-Za-z0-9]{2,5}"$`)
)

// escapes finds a backslash that means nothing, and characters that can't stand in a text.
func (r *reader) escapes(n int, key, s string) {
	for _, c := range s {
		if unicode.IsControl(c) && c != '\t' {
			r.add(n, key, "delete it", "holds %s", Character(c))
			return
		}
	}
	if s[0] != '"' {
		return
	}
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			continue
		}
		if size := escape(s[i+1:]); size > 0 {
			i += size
			continue
		}
		remedy := `write \\ for a backslash`
		if drive.MatchString(s) || pathLike.MatchString(s) {
			remedy = `write / for \ in a path`
		}
		r.add(n, key, remedy, `has a backslash, which stands for something else in quotes: %s`, Short(s))
		return
	}
}

var escapeForm = regexp.MustCompile(`^(?:[btnfre"\\]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})`)

// escape is how long what follows a backslash is; 0 where it is nothing that TOML knows.
func escape(s string) int { return len(escapeForm.FindString(s)) }

// long reads a text between triple quotes, and gives the line after it.
func (r *reader) long(n int, key, s string) int {
	triple := s[:3]
	rest := s[3:]
	for m := n; ; m++ {
		if m > n {
			if m == len(r.lines) || r.begins(m) {
				r.add(n, key, "put "+triple+" after its last line", "starts with %s and is never closed", triple)
				return m
			}
			rest = r.lines[m]
		}
		end := endOfLong(rest, triple)
		if end < 0 {
			r.longEscapes(m, key, rest, triple)
			continue
		}
		r.longEscapes(m, key, rest[:end], triple)
		r.after(m, key, rest, rest[end+3:])
		return m + 1
	}
}

// endOfLong is where the quotes start that end a long text; up to two more may stand before them.
func endOfLong(s, triple string) int {
	for i := 0; i+3 <= len(s); i++ {
		if s[i] == '\\' && triple[0] == '"' {
			i++
			continue
		}
		if s[i:i+3] == triple {
			for j := 0; j < 2 && strings.HasPrefix(s[i+1:], triple); j++ {
				i++
			}
			return i
		}
	}
	return -1
}

func (r *reader) longEscapes(n int, key, s, triple string) {
	if triple[0] == '"' {
		s = strings.TrimSuffix(strings.TrimRight(s, " \t"), `\`) // it joins two lines
	}
	r.escapes(n, key, triple[:1]+s)
}

var another = regexp.MustCompile(`^[A-Za-z_][\w-]*\s*=\s*["'\[]`)

// after judges what stands behind a value in its line. s is the line from the value on.
func (r *reader) after(n int, key, s, rest string) {
	direct := rest
	rest = r.space(n, key, rest)
	straight := strings.TrimRight(rest, " \t,;")
	switch {
	case rest == "" || rest[0] == '#':
	case strings.HasPrefix(rest, ",") && strings.HasPrefix(strings.TrimSpace(rest[1:]), `"`) && strings.HasPrefix(s, `"`):
		r.add(n, key, fmt.Sprintf("write %s = [%s]", key, Short(s)), "has several values, which belong in square brackets")
	case another.MatchString(rest):
		r.add(n, key, "start a new line there", "has more behind it in its line: %s", Short(strings.Join(strings.Fields(rest), " ")))
	case isQuote(s) && direct[0] == s[0] && strings.Trim(straight, string(s[0])) == "":
		r.add(n, key, "leave one", "has more than one quote at its end")
	case isQuote(s) && strings.HasSuffix(straight, string(s[0])) && !isDash(rest):
		r.inside(n, key, s)
	case isQuote(s) && strings.Count(s, string(s[0]))%2 == 1 && !isDash(rest):
		r.add(n, key, quoteAdvice, "has a quote too few or too many in its line: %s", Short(s))
	default:
		r.noted(n, key, "the value", rest)
	}
}

func isQuote(s string) bool { return s[0] == '"' || s[0] == '\'' }

// inside says that a quote stands inside a text that the same quotes enclose.
func (r *reader) inside(n int, key, s string) {
	if s[0] == '\'' {
		r.add(n, key, `put the text in double quotes: "`, "has an apostrophe inside a text in single quotes: %s", Short(s))
		return
	}
	r.add(n, key, `write \" for a quote inside, or use curly ones there: “ ”`, "has a straight quote inside its text: %s", Short(s))
}

func isDash(s string) bool {
	return strings.HasPrefix(s, "–") || strings.HasPrefix(s, "—") || strings.HasPrefix(s, "-") || strings.HasPrefix(s, "//")
}

// noted judges what stands behind a value or a heading, called what.
func (r *reader) noted(n int, key, what, rest string) {
	if rest == "" || rest[0] == '#' {
		return
	}
	if sign := strings.Trim(rest, " \t"); len(sign) == 1 && strings.Contains(",;.:=", sign) {
		r.add(n, key, "take it out", "has %s after %s", sign, what)
		return
	}
	if strings.ContainsRune("])}", rune(rest[0])) {
		r.add(n, key, "take it out, or put its opening one before the value", "has a closing %c after %s and no opening one", rest[0], what)
		return
	}
	r.add(n, key, "start a note with #", "has %q after %s", Short(rest), what)
}
