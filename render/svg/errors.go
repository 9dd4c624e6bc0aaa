package svg

import (
	"fmt"
	"sort"
	"strings"
)

// Error is one reason why a file isn't drawn. Its codes are stable:
//
//	svg-not-svg   no SVG at all            svg-entity     an entity that is external or too large
//	svg-syntax    broken XML or values     svg-external   something outside the file
//	svg-too-large beyond a bound           svg-script     scripts and event handlers
//	svg-empty     paints nothing           svg-missing    a reference to an id that isn't there
//	svg-cycle     refers to itself         svg-text       live text
//	svg-size      no usable size           svg-filter     filter effects
//	svg-css       CSS beyond our reader    svg-pattern    patterns
//	svg-colour    colours beyond sRGB      svg-marker     markers
//	svg-gradient  a gradient of a rare kind svg-animation  animation
//	svg-stroke    a stroke of a rare kind  svg-foreign    HTML and media
//	svg-clip      a clip of a rare kind    svg-image      a picture that isn't PNG or JPEG
//	svg-blend     blend modes              svg-number     a number out of range
type Error struct {
	Code    string // stable, for machines
	Element string // tag, with #id where it has one
	Line    int    // in the file, from 1; 0: the file as a whole
	What    string // what is wrong
	Remedy  string // what to do about it
}

// Error is the whole message on one line.
func (e *Error) Error() string {
	said := e.said()
	if e.Remedy != "" {
		said += "; " + e.Remedy
	}
	return said + " [" + e.Code + "]"
}

// Parts is what is wrong, with its place and its code, and what to do about it.
func (e *Error) Parts() (what, remedy string) { return e.said() + " [" + e.Code + "]", e.Remedy }

func (e *Error) said() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", e.Line)
	}
	if e.Element != "" {
		fmt.Fprintf(&b, "%s: ", e.Element)
	}
	b.WriteString(e.What)
	return b.String()
}

// Errors are all the reasons why a file isn't drawn, in the order of its lines.
type Errors []*Error

// Error is all messages, one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives [errors.Is] and [errors.As] each of them.
func (e Errors) Unwrap() []error {
	errs := make([]error, len(e))
	for i, err := range e {
		errs[i] = err
	}
	return errs
}

// refusal is an error and how often it was met.
type refusal struct {
	Error
	seen map[*node]bool
}

// refuse notes that n can't be drawn; the same fault of many elements of one kind becomes one error with a count.
func (r *reader) refuse(n *node, code, remedy, format string, args ...any) {
	what := fmt.Sprintf(format, args...)
	key := code + "\x00" + n.tag + "\x00" + what
	if f := r.refused[key]; f != nil {
		f.seen[n] = true
		return
	}
	if len(r.refused) < 100 {
		r.refused[key] = &refusal{Error{code, n.name(), n.line, what, remedy}, map[*node]bool{n: true}}
	}
}

// stop refuses a file that goes beyond a bound; nothing more of it is looked at.
func (r *reader) stop(n *node, format string, args ...any) {
	if !r.stopped {
		r.stopped = true
		r.refuse(n, "svg-too-large", "simplify the drawing, or export it as PNG", format, args...)
	}
}

func (r *reader) errors() Errors {
	var errs Errors
	for _, f := range r.refused {
		e := f.Error
		if len(f.seen) > 1 {
			e.What += fmt.Sprintf(" (%d times)", len(f.seen))
		}
		errs = append(errs, &e)
	}
	sort.Slice(errs, func(i, j int) bool {
		a, b := errs[i], errs[j]
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Code+a.What < b.Code+b.What
	})
	return errs
}
