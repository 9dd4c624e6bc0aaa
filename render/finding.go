package render

import (
	"slices"

	"kic/brand"
	"kic/render/check"
)

// Finding is something that is wrong with a piece, or with what goes beside the pieces.
type Finding = check.Finding

// Choice is how a colour of a brand was chosen.
type Choice = brand.Choice

// Code names a kind of finding.
type Code = check.Code

// MessageIncomplete is the code of what isn't made because a message lacks something. A build tells of it too.
const MessageIncomplete = check.MessageIncomplete

// Codes are all kinds of findings, with what each means.
func Codes() []check.Kind { return check.Codes() }

// Misread is what is wrong with definitions that couldn't be read, as findings.
func Misread(err error) []Finding { return check.Brand("", err) }

// Errors is how many of the findings are errors that weren't allowed.
func Errors(found []Finding) int {
	n := 0
	for _, f := range found {
		if f.Severity == check.Error && !f.Waived {
			n++
		}
	}
	return n
}

// refuses reports whether one of the findings stops a build: an error that wasn't allowed.
func refuses(found []Finding) bool {
	return Errors(found) > 0
}

// waive marks the findings whose codes are allowed. Where there is no piece in spite of that, nothing is to be allowed.
func waive(found []Finding, allowed []Code) {
	for i := range found {
		kind, ok := check.Known(found[i].Code)
		found[i].Waived = ok && kind.Waivable && slices.Contains(allowed, found[i].Code)
	}
}

// waived are the codes of errors that were allowed, sorted.
func waived(found []Finding) []string {
	var codes []string
	for _, f := range found {
		if f.Waived && f.Severity == check.Error {
			codes = append(codes, string(f.Code))
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}
