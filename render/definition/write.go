package definition

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// lineWidth is how long a new list may be on one line where no other list shows the style, in letters.
const lineWidth = 100

// slot is where a value is to be written, and what its neighbours look like.
type slot struct {
	at     int    // offset
	like   string // a string whose quotes the value takes, as it is written; any other text: those of the nearest string
	own    bool   // the value is that of a key with its own line, so that it may have many lines
	indent string // of the line that it starts in
}

// write is a value as TOML.
func (e *editor) write(v any, in slot) string {
	switch v := v.(type) {
	case string:
		return e.writeString(plainBreaks(v), in)
	case []string:
		return e.writeList(v, in)
	case Table:
		pairs := make([]string, len(v))
		in.own = false
		for i, p := range v {
			pairs[i] = writeKey(p.Key) + " = " + e.write(p.Value, in)
		}
		if len(pairs) == 0 {
			return "{}"
		}
		return "{ " + strings.Join(pairs, ", ") + " }"
	}
	return fmt.Sprint(v) // true, 12
}

// writeKey is a key as TOML.
func writeKey(key string) string {
	if bare(key) {
		return key
	}
	return basic(key)
}

func isQuoted(s string) bool { return s != "" && (s[0] == '"' || s[0] == '\'') }

// isMulti reports whether a string is written in three quotes.
func isMulti(s string) bool {
	return strings.HasPrefix(s, `"""`) || strings.HasPrefix(s, "'''")
}

func (e *editor) writeString(v string, in slot) string {
	like := in.like
	if !isQuoted(like) {
		like = `"`
		if n := e.nearest(in.at, func(n *node) bool { return isQuoted(e.src[n.from:n.to]) }); n != nil {
			like = e.src[n.from : n.from+1] // one quote: whether it has three is its own affair
		}
	}
	if in.own && strings.Contains(v, "\n") && !isMulti(like) {
		like = strings.Repeat(like[:1], 3) + "\n"
	}
	multi := isMulti(like)
	literal := like[0] == '\'' && !strings.ContainsFunc(v, func(r rune) bool {
		return r != '\t' && (r != '\n' || !multi) && isControl(r)
	})
	if !multi {
		if literal && !strings.Contains(v, "'") {
			return "'" + v + "'"
		}
		return basic(v)
	}
	open := ""
	if rest := strings.TrimPrefix(like[3:], "\r"); strings.HasPrefix(rest, "\n") || strings.HasPrefix(v, "\n") {
		open = "\n" // which is not part of the text
	}
	quote, body := `"""`, ""
	if literal && !strings.Contains(v, "'''") && !strings.HasSuffix(v, "'") {
		quote, body = "'''", v
	} else {
		body = escaped(v, true)
	}
	return quote + strings.ReplaceAll(open+body, "\n", e.eol(in.at)) + quote
}

func basic(v string) string { return `"` + escaped(v, false) + `"` }

// isControl reports what TOML wants escaped, and the further control characters, which nobody sees.
func isControl(r rune) bool { return r < ' ' || r >= 0x7F && r < 0xA0 }

// escaped is the inside of a string in double quotes. Between three of them, line breaks, tabs and most quotes stand for
// themselves.
func escaped(v string, multi bool) string {
	var b strings.Builder
	run := 0 // of quotes
	for i, r := range v {
		if r != '"' {
			run = 0
		}
		switch {
		case r == '"':
			if run++; !multi || run == 3 || i == len(v)-1 {
				b.WriteByte('\\')
				run = 0
			}
			b.WriteByte('"')
		case r == '\\':
			b.WriteString(`\\`)
		case multi && (r == '\n' || r == '\t'):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case isControl(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (e *editor) writeList(v []string, in slot) string {
	model := e.nearest(in.at, func(n *node) bool {
		return len(n.members) > 0 && e.src[n.from] == '[' && isQuoted(e.src[n.members[0].from:])
	})
	texts := make([]string, len(v))
	inner := slot{at: in.at}
	if !isMulti(in.like) {
		inner.like = in.like
	}
	if model != nil {
		if first := e.src[model.members[0].from:model.members[0].to]; !isMulti(first) {
			inner.like = first
		}
	}
	for i, s := range v {
		texts[i] = e.write(s, inner)
	}
	line := "[" + strings.Join(texts, ", ") + "]"
	many, comma, unit := utf8.RuneCountInString(line) > lineWidth, ",", "  "
	if model != nil {
		first := model.members[0].from
		many = e.beginsLine(first)
		if many {
			unit = strings.TrimPrefix(e.indent(first), e.indent(model.from))
		}
		if model.members[len(model.members)-1].comma == 0 {
			comma = ""
		}
	}
	if !many || !in.own || len(v) == 0 {
		return line
	}
	eol := e.eol(in.at)
	inside := eol + in.indent + unit
	return "[" + inside + strings.Join(texts, ","+inside) + comma + eol + in.indent + "]"
}

// dotted is the key that a path comes to, as TOML: its keys without the indices.
func dotted(path []step) string {
	var parts []string
	for _, s := range path {
		if s.index == 0 {
			parts = append(parts, writeKey(s.key))
		}
	}
	return strings.Join(parts, ".")
}
