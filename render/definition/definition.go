// Package definition reads TOML definitions strictly: every mistake of a file in one report, each with its line, the key it
// concerns and a way out. It also edits them.
//
// [Decode] reads a file into a struct and gives its [Source], which knows where every key stands. Mistakes are [Problems].
// [Apply] makes [Edit]s in a file and leaves every other byte as it was. [Nearest] and [Suggest] find what somebody meant.
// [Visible] shows text from elsewhere safely.
package definition

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Problem is one mistake in a definition.
type Problem struct {
	File   string // as the user named it
	Line   int    // from 1; 0 when the mistake has no line, such as a missing key
	Key    string // dotted, with indices from 1: message[2].headline
	What   string // what is wrong, without a full stop
	Remedy string // what to do about it; may be empty
	Code   string // for programs, of mistakes that have one: "logo-blank", "svg-text"
}

func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(Visible(p.File))
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": ")
	if p.Key != "" {
		fmt.Fprintf(&b, "%s: ", Visible(Short(p.Key)))
	}
	b.WriteString(Visible(p.What))
	if p.Remedy != "" {
		b.WriteString("; " + Visible(p.Remedy))
	}
	return b.String()
}

// Problems are all mistakes that were found, in the order of the file.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Collect takes the problems out of err, however deep they are joined or wrapped; other errors come back as rest.
func Collect(err error) (ps Problems, rest error) {
	if err == nil {
		return nil, nil
	}
	var one Problem
	var many Problems
	if j, ok := err.(interface{ Unwrap() []error }); ok {
		var others []error
		for _, e := range j.Unwrap() {
			p, r := Collect(e)
			ps = append(ps, p...)
			if r != nil {
				others = append(others, r)
			}
		}
		return ps, errors.Join(others...)
	}
	switch {
	case errors.As(err, &many):
		return many, nil
	case errors.As(err, &one):
		return Problems{one}, nil
	}
	return nil, err
}

// Err is the problems as an error in the order of the file: those without a line first, and nil when there are none. A
// very long list is cut short, and says so.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	sorted := slices.Clone(ps)
	slices.SortStableFunc(sorted, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	if more := len(sorted) - maxProblems; more > 0 {
		last := Problem{File: sorted[maxProblems].File, What: fmt.Sprintf("has %d further problems", more)}
		sorted = append(sorted[:maxProblems], last)
	}
	return sorted
}
