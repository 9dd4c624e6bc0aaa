package definition

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// list reads a list, which starts with s in line n, and gives the line after it.
func (r *reader) list(n int, key, s string) int {
	l := &lister{reader: r, key: key, line: n, last: n, rest: s[1:], depth: 1}
	for l.depth > 0 {
		if !l.forward() {
			return l.line
		}
		l.item()
	}
	if !l.skipped {
		r.after(l.line, key, "]", l.rest)
	}
	return l.line + 1
}

// lister is a list while it is read.
type lister struct {
	*reader
	key     string
	line    int    // that is read
	rest    string // of the line
	last    int    // line of the last value
	value   bool   // a value comes before, so that a comma or the end must follow
	depth   int    // brackets that are open
	skipped bool   // the rest of the line isn't judged: a mistake came before
}

// forward goes on to what comes next, over line ends; ok is false where the list was never closed.
func (l *lister) forward() (ok bool) {
	for {
		l.rest = l.space(l.line, l.key, l.rest)
		if l.rest != "" && l.rest[0] != '#' {
			return true
		}
		l.line++
		if l.line == len(l.lines) || l.begins(l.line) {
			l.add(l.last, l.key, "put ] after its last value", "is a list that is never closed: it lacks its ]")
			return false
		}
		l.rest, l.skipped = l.lines[l.line], false
	}
}

// item reads one value, comma or bracket.
func (l *lister) item() {
	first, size := utf8.DecodeRuneInString(l.rest)
	switch {
	case first == ']':
		l.depth, l.value, l.rest = l.depth-1, true, l.rest[1:]
	case first == ',':
		if !l.value {
			l.add(l.line, l.key, "take one out", "has a comma with no value before it")
		}
		l.value, l.rest = false, l.rest[1:]
	case first == ';':
		l.add(l.line, l.key, "separate values with commas", "has a ; in its list")
		l.value, l.rest = false, l.rest[1:]
	case first == '[':
		l.comma()
		l.depth, l.value, l.rest = l.depth+1, false, l.rest[1:]
	case first == '"' || first == '\'':
		l.comma()
		l.text()
	case strings.ContainsRune(curlyMarks, first):
		l.wrong(quoteAdvice, "has a text in quotes of another kind: %c", first)
	case first == ')' || first == '}' || first == '>':
		l.add(l.line, l.key, "close it with ]", "is a list that is closed with %c", first)
		l.depth, l.rest = l.depth-1, l.rest[size:]
	default:
		l.bare()
	}
	l.last = l.line
}

// comma notes that a value follows another without one.
func (l *lister) comma() {
	if l.value {
		l.add(l.last, l.key, "put a comma between two values", "lacks a comma before %s", Short(leading(l.rest)))
	}
}

// leading is the first value of a list's rest.
func leading(s string) string {
	if isQuote(s) {
		if end := closing(s); end > 0 {
			return s[:end+1]
		}
	}
	value, _, _ := strings.Cut(s, ",")
	return strings.TrimRight(value, " \t]")
}

// wrong notes a mistake and passes over the rest of the line, with which the list ends where it ends with a bracket.
func (l *lister) wrong(remedy, format string, args ...any) {
	l.add(l.line, l.key, remedy, format, args...)
	l.pass()
}

func (l *lister) pass() {
	if strings.HasSuffix(strings.TrimRight(l.rest, " \t,;"), "]") {
		l.depth = 0
	}
	l.rest, l.skipped, l.value = "", true, !strings.HasSuffix(strings.TrimRight(l.lines[l.line], " \t"), ",")
	if l.value && l.depth > 0 { // in a line with a mistake, a missing comma can't be told from it
		l.value = false
	}
}

// text reads a text, and finds out whether its quotes are where they belong.
func (l *lister) text() {
	if triple := l.rest[:min(3, len(l.rest))]; triple == `"""` || triple == "'''" {
		l.pass()
		return
	}
	whole := l.rest
	end := closing(whole)
	if end < 0 {
		next := l.unclosed(l.line, l.key, whole)
		l.line = next - 1
		l.rest = l.lines[l.line]
		l.pass()
		return
	}
	quote := string(whole[0])
	inner, rest := whole[1:end], whole[end+1:]
	trimmed := strings.TrimLeft(rest, " \t")
	next, _ := utf8.DecodeRuneInString(trimmed)
	switch {
	case trimmed == "" || strings.ContainsRune(",;]#)}", next) || l.isOdd(next):
	case next == rune(whole[0]) && trimmed != rest:
	case strings.HasSuffix(strings.TrimSpace(inner), ","):
		l.wrong(`put " after the last word of each text`, "has a text without its closing quote: %s", Short(quote+strings.TrimRight(inner, ", ")))
		return
	case strings.Contains(rest, quote) && !isDash(trimmed):
		l.inside(l.line, l.key, strings.TrimRight(whole, " \t,]"))
		l.pass()
		return
	default:
		l.wrong("start a note with #, and put a comma between two values", "has %q after a text in its list", Short(trimmed))
		return
	}
	l.escapes(l.line, l.key, whole[:end+1])
	l.value, l.rest = true, rest
}

// isOdd reports whether c is a character that nobody sees; space tells of it.
func (l *lister) isOdd(c rune) bool { _, odd := invisible[c]; return odd }

var plainValue = regexp.MustCompile(`^(?:true|false|[+-]?(?:inf|nan)|[+-]?(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9]+)?|0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+|\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d(?::\d\d)?(?:\.\d+)?)$`)

// bare reads a value of a list without quotes.
func (l *lister) bare() {
	end := strings.IndexAny(l.rest, ",]#;")
	if end < 0 {
		end = len(l.rest)
	}
	value := strings.TrimSpace(l.rest[:end])
	switch {
	case plainValue.MatchString(value):
		l.comma()
		l.value, l.rest = true, l.rest[end:]
	case strings.HasPrefix(value, "{"):
		l.comma()
		l.table()
	case strings.HasSuffix(value, `"`):
		l.wrong(`put " before its first word`, "has a text without its opening quote: %s", Short(value))
	case isDash(value) || l.value:
		l.wrong("start a note with #", "has %q after a value in its list", Short(strings.TrimSpace(l.rest)))
	default:
		l.add(l.line, l.key, fmt.Sprintf("write %q", Short(value)), "has a text without quotes in its list")
		l.value, l.rest = true, l.rest[end:]
	}
}

// table passes over a table in braces, on one line or several.
func (l *lister) table() {
	depth, start := 0, l.line
	for {
		for i := 0; i < len(l.rest); i++ {
			switch c := l.rest[i]; c {
			case '"', '\'':
				if end := closing(l.rest[i:]); end > 0 {
					i += end
				}
			case '{':
				depth++
			case '}':
				if depth--; depth == 0 {
					l.value, l.rest = true, l.rest[i+1:]
					return
				}
			}
		}
		if l.line+1 >= len(l.lines) || l.begins(l.line+1) && headingLine.MatchString(strings.TrimSpace(l.lines[l.line+1])) {
			l.add(start, l.key, "put } after its last value", "has a { that is never closed")
			l.rest, l.depth, l.skipped = "", 0, true
			return
		}
		l.line++
		l.rest = l.lines[l.line]
	}
}

// braced judges a value in brackets of another kind than a list's.
func (r *reader) braced(n int, key, s string) {
	inner := strings.TrimSpace(s[1:])
	closers := map[byte]byte{'{': '}', '(': ')', '<': '>'}
	switch end := strings.LastIndexByte(s, closers[s[0]]); {
	case s[0] != '{' || strings.HasPrefix(inner, `"`) && !strings.Contains(inner, "="):
		r.add(n, key, `write it as ["…", "…"]`, "has its values in %c, where [ belongs", s[0])
	case end < 0 && strings.HasSuffix(strings.TrimSpace(s), "]"):
		r.add(n, key, "close it with }", "starts with { and ends with ]")
	case end < 0:
		r.add(n, key, "put } after its last value", "starts with { and lacks its closing }")
	case strings.Contains(s, ":") && !strings.Contains(s, "="):
		r.add(n, key, "write = after each key", "has : where = belongs")
	}
}

var (
	number    = regexp.MustCompile(`^\+?[0-9][0-9,._ ]*`)
	hexColour = regexp.MustCompile(`^#[0-9A-Fa-f]{3,8}\b`)
)

// bare judges a value without quotes.
func (r *reader) bare(n int, key, s string) {
	value, _, _ := strings.Cut(s, "#")
	value = strings.TrimSpace(value)
	shorn := strings.TrimRight(value, ",; ")
	switch {
	case hexColour.MatchString(s):
		r.add(n, key, fmt.Sprintf(`put the colour in straight quotes: "%s"`, hexColour.FindString(s)), "has no value, because # starts a note")
	case value == "":
		r.add(n, key, "write it after the =, or take the line out", "has no value before its note")
	case plainValue.MatchString(value):
	case plainValue.MatchString(shorn):
		r.add(n, key, "take it out", "has %s after the value", value[len(shorn):])
	case strings.EqualFold(value, "true"), strings.EqualFold(value, "false"):
		r.add(n, key, "write "+strings.ToLower(value), "has capitals in %s", value)
	case strings.HasSuffix(shorn, `"`) && strings.Count(shorn, `"`) == 1:
		r.add(n, key, `put " before its first word`, "lacks its opening quote: %s", Short(shorn))
	case r.shape.numbers[bareOf(Join(r.table, key))] && number.MatchString(value):
		digits := strings.TrimRight(strings.NewReplacer(",", "", " ", "", "_", "").Replace(number.FindString(value)), ".")
		r.add(n, key, "write "+key+" = "+strings.TrimLeft(digits, "+0"), "%q is not a number", Short(value))
	case isDash(value) && len(value) > 1 && value[1] == ' ':
		r.add(n, key, "start a note with #, and write a value before it", "has no value but %q", Short(value))
	default:
		r.add(n, key, fmt.Sprintf("put text in straight quotes: %s = \"%s\"", key, Short(strings.Trim(shorn, `"'`+curlyMarks))), "has text without quotes")
	}
}
