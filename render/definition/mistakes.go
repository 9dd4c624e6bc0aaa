package definition

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// reader looks for mistakes that people make, in a text that the parser has refused. The parser stops at the first symptom,
// which may be far below its cause. The reader goes line by line, takes each for what it was most likely meant to be, and
// goes on after a mistake.
type reader struct {
	file     string
	lines    []string // without line ends
	shape    shape
	table    string           // the path of the table that a key would belong to: message[2].bulletin
	begun    map[string]int   // how many [[…]] there are so far, by path
	seen     map[string]place // of keys and of headings in single brackets
	stray    int              // the last line that is neither a key nor a heading nor a note; -1: none
	problems Problems
}

// place is where something first stands.
type place struct {
	line    int // from 0
	heading bool
}

// mistakes are all that the reader finds in a text.
func mistakes(file, text string, s shape) Problems {
	r := &reader{file: file, shape: s, begun: map[string]int{}, seen: map[string]place{}, stray: -2}
	for line := range strings.SplitSeq(text, "\n") {
		r.lines = append(r.lines, strings.TrimSuffix(line, "\r"))
	}
	for n := 0; n < len(r.lines); {
		n = max(r.statement(n), n+1)
	}
	return r.problems
}

// add notes a mistake in line n, from 0.
func (r *reader) add(n int, key, remedy, format string, args ...any) {
	path := ""
	if key != "" {
		path = Join(r.table, key)
		if strings.Contains(key, ".") {
			path = strings.TrimPrefix(r.table+"."+key, ".")
		}
	}
	r.problems = append(r.problems, Problem{File: r.file, Line: n + 1, Key: path, What: fmt.Sprintf(format, args...), Remedy: remedy})
}

// The forms of lines that begin something new, wherever they stand.
var (
	headingLine = regexp.MustCompile(`^\[\[?\s*[A-Za-z][\w-]*(\s*\.\s*[\w-]+)*\s*\]\]?\s*(#.*)?$`)
	pairLine    = regexp.MustCompile(`^([A-Za-z_][\w-]*)(\s*\.\s*[\w-]+)*\s*(=|:)\s*(["'\[“”‘’]|\d)`)
)

// begins reports whether line n begins a heading or a key of its own, so that what was open before it is no longer.
func (r *reader) begins(n int) bool {
	line := strings.TrimSpace(r.lines[n])
	if headingLine.MatchString(line) {
		return true
	}
	m := pairLine.FindStringSubmatch(line)
	return m != nil && (m[3] == "=" || len(r.shape.homes[m[1]]) > 0)
}

// statement reads what begins in line n, and gives the line after it.
func (r *reader) statement(n int) int {
	s := r.space(n, "", r.lines[n])
	switch {
	case s == "" || s[0] == '#':
		return n + 1
	case s[0] == '[':
		return r.heading(n, s)
	}
	return r.pair(n, s)
}

// space is s without the white space at its start. Of white space that isn't what it seems it notes the first.
func (r *reader) space(n int, key, s string) string {
	for i, c := range s {
		if c == ' ' || c == '\t' {
			continue
		}
		if _, odd := invisible[c]; !odd && !unicode.IsControl(c) && !unicode.IsSpace(c) {
			return s[i:]
		}
		rest := strings.TrimLeftFunc(s[i:], func(c rune) bool { _, odd := invisible[c]; return odd || unicode.IsSpace(c) || unicode.IsControl(c) })
		r.add(n, key, "delete it and type a space", "has %s before %q, which looks like a space and isn't one", Character(c), Short(rest))
		if rest == "" {
			r.problems[len(r.problems)-1].What = "ends with " + Character(c) + ", which looks like a space and isn't one"
			r.problems[len(r.problems)-1].Remedy = "delete it"
		}
		return rest
	}
	return ""
}

var (
	headingForm = regexp.MustCompile(`^(\[+)\s*([^\[\]]*?)\s*(\]*)$`)
	bareKey     = regexp.MustCompile(`^[A-Za-z0-9_-]+(\s*\.\s*[A-Za-z0-9_-]+)*$`)
)

// heading reads [colours] or [[message]].
func (r *reader) heading(n int, s string) int {
	body, after := s, ""
	if end := strings.LastIndexByte(s, ']'); end >= 0 {
		body, after = s[:end+1], s[end+1:]
	} else {
		body, _, _ = strings.Cut(s, "#")
	}
	if hash := strings.IndexByte(body, '#'); hash >= 0 { // the bracket stands in a note
		body, after = strings.TrimSpace(body[:hash]), ""
	}
	m := headingForm.FindStringSubmatch(strings.TrimSpace(body))
	if m == nil {
		r.add(n, "", "write a heading like [colours], and a list like looks = [\"…\", \"…\"]", "%q starts with [ and is no heading", Short(s))
		return n + 1
	}
	opened, name, closed := m[1], strings.Trim(m[2], `"'“”‘’ `), m[3]
	name = strings.ReplaceAll(name, " .", ".")
	want := r.shape.heading(name)
	switch {
	case name == "":
		r.add(n, "", "write the name of a table in it, such as [colours], or take the line out", "%q is a heading without a name", Short(body))
		return n + 1
	case !bareKey.MatchString(name) && !strings.ContainsAny(m[2], `"'`) || strings.ContainsAny(m[2], "“”‘’"):
		r.add(n, "", "a heading is one word of plain letters, such as [colours]", "[%s] can't be a heading", Short(name))
		return n + 1
	case len(opened) == len(closed) && len(opened) <= 2:
		r.noted(n, "", "the heading "+body, r.space(n, "", after))
		r.enter(n, name, len(opened) == 2)
		return n + 1
	case len(opened) > 2:
		r.add(n, "", "write "+want, "%q has too many brackets", Short(body))
	case len(closed) < len(opened):
		r.add(n, "", "write "+want, "the heading %q lacks its closing %s", Short(strings.TrimSpace(body)), strings.Repeat("]", len(opened)-len(closed)))
	default:
		r.add(n, "", "write "+want, "the heading %q has more closing brackets than opening ones", Short(body))
	}
	r.enter(n, name, strings.HasPrefix(want, "[["))
	return n + 1
}

// enter makes the table of a heading the one that keys belong to.
func (r *reader) enter(n int, name string, several bool) {
	path, parts := "", strings.Split(name, ".")
	for i, part := range parts {
		path = Join(path, strings.Trim(strings.TrimSpace(part), `"'`))
		if count := r.begun[path]; count > 0 && i < len(parts)-1 {
			path = Element(path, count-1)
		}
	}
	isList, known := r.shape.lists[bareOf(path)]
	first, twice := r.seen[path]
	switch {
	case known && isList && !several:
		r.add(n, "", "write [["+bareOf(path)+"]]", "[%s] stands in single brackets, and there can be several of them", bareOf(path))
		several = true
	case known && !isList && several:
		r.add(n, "", "write ["+bareOf(path)+"]", "[[%s]] stands in double brackets, and there can be only one", bareOf(path))
		several = false
	case !several && twice && first.heading:
		r.add(n, "", "put all of its lines under the first, and take this heading out", "the heading [%s] is there already, on line %d", bareOf(path), first.line+1)
	case twice && !first.heading:
		r.add(n, "", "take one of the two out", "%s is there already, with a value of its own, on line %d", bareOf(path), first.line+1)
	}
	if parent := parts[0]; len(parts) > 1 && r.shape.lists[parent] && r.begun[parent] == 0 {
		r.add(n, "", "move it, with the lines under it, below its [["+parent+"]]", "[%s] stands above the [[%s]] that it belongs to", name, parent)
	}
	if several {
		r.begun[path]++
		r.table = Element(path, r.begun[path]-1)
		return
	}
	if !twice {
		r.seen[path] = place{n, true}
	}
	r.table = path
}

// pair reads key = value.
func (r *reader) pair(n int, s string) int {
	key, rest := cutKey(s)
	trimmed := strings.TrimRightFunc(key, func(c rune) bool { _, odd := invisible[c]; return odd || unicode.IsSpace(c) })
	name := strings.Trim(trimmed, `"'`)
	known := len(r.shape.homes[name]) > 0
	oneWord := bareKey.MatchString(name)
	value := strings.TrimLeft(strings.TrimLeft(rest, ":=> "), "\u00A0\t ")
	switch {
	case strings.HasPrefix(rest, "="):
		r.space(n, name, key[len(trimmed):]+"=")
		name = r.key(n, name, trimmed)
		if doubled := rest[:len(rest)-len(strings.TrimLeft(rest, "=:>"))]; doubled != "=" {
			r.add(n, name, "use a single =", "has %s between it and its value", doubled)
			rest = "=" + rest[len(doubled):]
		}
		r.known(n, name)
		return r.value(n, name, r.space(n, name, rest[1:]))
	case strings.HasPrefix(rest, ":") && oneWord && (known || startsValue(value)):
		r.add(n, name, "write "+name+" = "+Short(example1(value)), "has : between it and its value, where = belongs")
		r.known(n, name)
		return r.value(n, name, value)
	case rest != "" && strings.ContainsRune("\"'“‘”’[", []rune(rest)[0]) && oneWord:
		r.add(n, name, "write "+name+" = "+Short(rest), "has no = between it and its value")
		r.known(n, name)
		return r.value(n, name, rest)
	}
	r.strange(n, s)
	return n + 1
}

// example1 is a value as an example shows it: on one line, without what follows a comma.
func example1(value string) string { return strings.TrimRight(value, ",; ") }

// cutKey parts a line before its first sign that ends a key.
func cutKey(s string) (key, rest string) {
	if s[0] == '"' || s[0] == '\'' {
		if end := strings.IndexByte(s[1:], s[0]); end >= 0 {
			return s[:end+2], strings.TrimLeft(s[end+2:], " \t")
		}
	}
	from := 0
	if c := []rune(s)[0]; strings.ContainsRune("“”‘’", c) {
		from = len(string(c))
	}
	if i := strings.IndexAny(s[from:], `=:"'“‘[{#`); i >= 0 {
		return s[:from+i], s[from+i:]
	}
	return s, ""
}

// key checks the form of a key, and gives what it most likely is.
func (r *reader) key(n int, name, written string) string {
	if bareKey.MatchString(name) || name != written && !strings.ContainsAny(written, "“”‘’") {
		return name
	}
	plainly := strings.Trim(name, "“”‘’\"' -–—•*\t")
	guess := Nearest(strings.ReplaceAll(plainly, " ", "_"), keys(r.shape.homes))
	remedy := "use plain letters, digits, - and _, and no spaces"
	if guess != "" {
		remedy = "write " + guess
	} else if bareKey.MatchString(plainly) {
		remedy, guess = "write "+plainly, plainly
	}
	if name == "" {
		r.add(n, "", "write what it is for, such as name = \"…\"", "has nothing before its =")
		return ""
	}
	what := "%q can't stand before ="
	if strings.Contains(name, " ") {
		what = "%q has a space in it, and one word stands before ="
	}
	r.add(n, "", remedy, what, Short(written))
	return guess
}

func keys(homes map[string][]string) []string {
	var all []string
	for key := range homes {
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}

// known notes a key that its table has already.
func (r *reader) known(n int, key string) {
	if key == "" {
		return
	}
	path := Join(r.table, key)
	if first, twice := r.seen[path]; twice {
		what := ""
		if first.heading {
			what = " as a heading"
		}
		r.add(n, key, "take one of the two out", "is there already,%s on line %d", what, first.line+1)
		return
	}
	r.seen[path] = place{line: n}
}

var enclosed = regexp.MustCompile(`^[\[({<]*\s*([A-Za-z][\w.-]*)\s*[\])}>:]*$`)

// strange says of a line that has neither a heading nor a key what it may be. A run of such lines is told once.
func (r *reader) strange(n int, s string) {
	follows := r.stray == n-1
	r.stray = n
	first, _, more := strings.Cut(s, " ")
	body, _, _ := strings.Cut(s, "#")
	body = strings.TrimSpace(body)
	if m := enclosed.FindStringSubmatch(body); m != nil {
		if _, table := r.shape.lists[m[1]]; table || strings.HasSuffix(body, "]") {
			r.add(n, "", "write "+r.shape.heading(m[1]), "%q is not how a heading is written", Short(body))
			r.enter(n, m[1], r.shape.lists[m[1]])
			return
		}
	}
	switch known := len(r.shape.homes[first]) > 0; {
	case follows:
	case known && more && !strings.ContainsAny(s, ":="):
		r.add(n, first, fmt.Sprintf("write %s = %q", first, Short(strings.TrimSpace(s[len(first):]))), "has no = between it and its value")
	case strings.Trim(body, "])},; ") == "":
		r.add(n, "", "take it out", "%q closes something that isn't open", Short(body))
	case strings.HasPrefix(s, `"""`), strings.HasPrefix(s, "'''"):
		r.add(n, "", "take it out, or start the text with it, too: body = "+s[:3], "%s ends a text that doesn't start with it", s[:3])
	case strings.HasPrefix(s, "//"), strings.HasPrefix(s, "/*"), strings.HasPrefix(s, "<!--"), strings.HasPrefix(s, ";"):
		r.add(n, "", "start a note with #", "%q is a note as other files have them", Short(s))
	default:
		r.add(n, "", "if it is a note, put # in front of it", "%q is neither a heading such as [colours] nor a line such as name = \"…\"", Short(s))
	}
}
