package svg

import "strings"

// stripComments takes out comments and the marks of an old HTML comment round a style sheet.
func stripComments(css string) string {
	var b strings.Builder
	for {
		head, rest, found := strings.Cut(css, "/*")
		b.WriteString(head)
		if !found {
			break
		}
		b.WriteByte(' ')
		_, css, _ = strings.Cut(rest, "*/")
	}
	return strings.NewReplacer("<!--", " ", "-->", " ").Replace(b.String())
}

// until cuts s at the first of the stop characters that isn't inside quotes or brackets.
func until(s, stops string) (head string, stop byte, rest string) {
	var quote byte
	depth := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth = max(0, depth-1)
		case depth == 0 && strings.IndexByte(stops, c) >= 0:
			return s[:i], c, s[i+1:]
		}
	}
	return s, 0, ""
}

// block cuts s behind the brace that closes the one before it.
func block(s string) (body, rest string) {
	depth, at := 1, 0
	for {
		head, stop, after := until(s[at:], "{}")
		switch stop {
		case 0:
			return s, ""
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			return s[:at+len(head)], after
		}
		at = len(s) - len(after)
	}
}

// splitTop splits s at sep outside quotes and brackets.
func splitTop(s string, sep byte) []string {
	var parts []string
	for {
		head, stop, rest := until(s, string(sep))
		parts = append(parts, head)
		if stop == 0 {
			return parts
		}
		s = rest
	}
}

// declarations reads the body of a rule or a style attribute.
func declarations(body string) []declaration {
	var all []declaration
	for body != "" {
		var one string
		one, _, body = until(body, ";")
		name, value, ok := strings.Cut(one, ":")
		if !ok {
			continue
		}
		d := declaration{name: strings.ToLower(strings.TrimSpace(name)), value: strings.TrimSpace(value)}
		if i := strings.LastIndexByte(d.value, '!'); i >= 0 && strings.EqualFold(strings.TrimSpace(d.value[i+1:]), "important") {
			d.value, d.important = strings.TrimSpace(d.value[:i]), true
		}
		if d.name == "marker" {
			for _, m := range markerProperties {
				all = append(all, declaration{m, d.value, d.important})
			}
			continue
		}
		all = append(all, d)
	}
	return all
}

// What became of a selector.
const (
	selectorRead    = iota
	selectorNever   // speaks of something that a still picture never shows
	selectorUnknown // not understood
)

// selector reads one selector without commas.
func selector(s string) ([]compound, int) {
	var parts []compound
	s = strings.TrimSpace(s)
	child := false
	for s != "" {
		c, rest, verdict := compoundOf(s)
		if verdict != selectorRead {
			return nil, verdict
		}
		c.child = child
		parts = append(parts, c)
		trimmed := strings.TrimSpace(rest)
		child = strings.HasPrefix(trimmed, ">")
		if child {
			trimmed = strings.TrimSpace(trimmed[1:])
		}
		if trimmed == "" && child || trimmed != "" && !child && len(trimmed) == len(rest) || len(parts) > 16 || len(c.classes)+len(c.attrs) > 16 {
			return nil, selectorUnknown
		}
		s = trimmed
	}
	if len(parts) == 0 {
		return nil, selectorUnknown
	}
	return parts, selectorRead
}

// compoundOf reads the part of a selector at the start of s.
func compoundOf(s string) (c compound, rest string, verdict int) {
	start := len(s)
	for s != "" {
		switch s[0] {
		case '*':
			s = s[1:]
		case '#':
			c.id, s = ident(s[1:])
			if c.id == "" {
				return c, s, selectorUnknown
			}
		case '.':
			var class string
			if class, s = ident(s[1:]); class == "" {
				return c, s, selectorUnknown
			}
			c.classes = append(c.classes, class)
		case '[':
			in, _, after := strings.Cut(s[1:], "]")
			name, value, valued := strings.Cut(in, "=")
			if name = strings.TrimSpace(name); strings.ContainsAny(name, "~|^$*") || !after {
				return c, s, selectorUnknown
			}
			c.attrs = append(c.attrs, attrTest{name, strings.Trim(strings.TrimSpace(value), `"'`), !valued})
			s = s[1+len(in)+1:]
		case ':':
			var name string
			name, s = ident(strings.TrimLeft(s, ":"))
			switch strings.ToLower(name) {
			case "root":
				c.root = true
			case "first-child":
				c.first = true
			case "hover", "focus", "active", "visited", "target", "focus-visible", "focus-within", "before", "after", "selection":
				return c, s, selectorNever
			default:
				return c, s, selectorUnknown
			}
		default:
			name, after := ident(s)
			if name == "" || len(s) != start {
				return c, s, verdictAfter(len(s) != start)
			}
			c.tag, s = name, after
			if strings.HasPrefix(s, "|") { // svg|path
				c.tag, s = ident(s[1:])
			}
		}
	}
	return c, s, selectorRead
}

// verdictAfter says whether an end of a compound may follow what was read of it.
func verdictAfter(some bool) int {
	if some {
		return selectorRead
	}
	return selectorUnknown
}

// ident reads a name at the start of s, with its escapes.
func ident(s string) (name, rest string) {
	var b strings.Builder
	i := 0
	for i < len(s) {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s):
			r, n := unescape(s[i+1:])
			b.WriteString(r)
			i += 1 + n
			continue
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c >= 0x80:
			b.WriteByte(c)
		default:
			return b.String(), s[i:]
		}
		i++
	}
	return b.String(), ""
}

// unescape reads what follows a backslash: up to six hexadecimal digits and a space, or one character.
func unescape(s string) (text string, n int) {
	v := 0
	for n < len(s) && n < 6 && isHex(s[n]) {
		v = v*16 + hexDigit(s[n])
		n++
	}
	if n == 0 {
		return s[:1], 1
	}
	if n < len(s) && s[n] == ' ' {
		n++
	}
	return string(rune(v)), n
}

// outsideURL finds a url() that leads out of the file.
func outsideURL(css string) (ref string, outside bool) {
	for {
		i := strings.IndexByte(css, '(')
		if i < 0 {
			return "", false
		}
		isURL := i >= 3 && strings.EqualFold(css[i-3:i], "url")
		css = css[i+1:]
		if !isURL {
			continue
		}
		ref, _, _ = strings.Cut(css, ")")
		if ref = unquote(ref); !inside(ref) {
			return shorten(ref), true
		}
	}
}

// inside reports whether a reference stays in the file: an id, or the data themselves.
func inside(ref string) bool {
	return ref == "" || ref[0] == '#' || len(ref) > 5 && strings.EqualFold(ref[:5], "data:")
}

func unquote(s string) string { return strings.Trim(strings.TrimSpace(s), `"'`) }

// shorten keeps a value from the file fit for a message.
func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "…"
	}
	return s
}
