package definition

import (
	"iter"
	"strings"
)

// Places in the source. A line ends after its line break.

func (d *document) lineStart(at int) int { return strings.LastIndexByte(d.src[:at], '\n') + 1 }

// lineEnd is the start of the next line, or the end of the source.
func (d *document) lineEnd(at int) int {
	if i := strings.IndexByte(d.src[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(d.src)
}

// indent is the white space at the start of the line that holds at.
func (d *document) indent(at int) string {
	line := d.src[d.lineStart(at):at]
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// beginsLine reports whether nothing but white space comes before at in its line.
func (d *document) beginsLine(at int) bool {
	return strings.Trim(d.src[d.lineStart(at):at], " \t") == ""
}

// endsLine reports whether nothing but white space and a comment follows in the line.
func (d *document) endsLine(at int) bool {
	rest := strings.TrimLeft(d.src[at:d.lineEnd(at)], " \t\r")
	return rest == "" || rest[0] == '\n' || rest[0] == '#'
}

// isBlank reports whether the line that starts at has nothing in it. The end of the source is no line.
func (d *document) isBlank(at int) bool {
	return at < len(d.src) && strings.Trim(d.src[at:d.lineEnd(at)], " \t\r\n") == ""
}

func (d *document) isComment(at int) bool {
	return strings.HasPrefix(strings.TrimLeft(d.src[at:], " \t"), "#")
}

// eol is how the line before at ends, or else the first line of all.
func (d *document) eol(at int) string {
	i := strings.LastIndexByte(d.src[:at], '\n')
	if i < 0 {
		i = strings.IndexByte(d.src, '\n')
	}
	if i > 0 && d.src[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// lines puts whole lines in where a line starts. Behind a last line without a line break, they get none at their end.
func (d *document) lines(at int, text string) splice {
	if at == len(d.src) && at > 0 && d.src[at-1] != '\n' {
		eol := d.eol(at)
		text = eol + strings.TrimSuffix(text, eol)
	}
	return splice{at, at, text}
}

// cutLines takes out the lines from one place to another. Where the last line of the source has no end, the one before is
// left without one.
func (d *document) cutLines(from, to int) splice {
	from, to = d.lineStart(from), d.lineEnd(to)
	if to == len(d.src) && d.src[to-1] != '\n' && from > 0 {
		from -= len(d.eol(from))
	}
	return splice{from, to, ""}
}

// end is the place after a section's last line. The comments right under it are part of it, unless the next section starts
// right under them.
func (d *document) end(s *section) int {
	at := s.to
	if last := len(s.statements) - 1; last >= 0 {
		at = s.statements[last].to
	}
	at = d.lineEnd(at)
	comments := at
	for comments < len(d.src) && d.isComment(comments) {
		comments = d.lineEnd(comments)
	}
	if comments == len(d.src) || d.isBlank(comments) {
		return comments
	}
	return at
}

// statements are all that stand under headers, and the section of each, without those of inline tables.
func (d *document) statements() iter.Seq2[*statement, *section] {
	return func(yield func(*statement, *section) bool) {
		for _, section := range d.sections {
			for _, s := range section.statements {
				if !yield(s, section) {
					return
				}
			}
		}
	}
}

// nearest is the last value before at that fits, or else the first after it; nil where there is none. Values inside lists
// and inline tables don't count.
func (d *document) nearest(at int, fits func(*node) bool) *node {
	var found *node
	for s := range d.statements() {
		n := s.value()
		if n.from >= at && found != nil {
			break
		}
		if n.from != at && fits(n) {
			found = n
		}
	}
	return found
}
