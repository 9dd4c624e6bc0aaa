package check

import "slices"

// Errors is how many of the findings are errors that weren't allowed.
func Errors(found []Finding) int {
	n := 0
	for _, f := range found {
		if f.Severity == Error && !f.Waived {
			n++
		}
	}
	return n
}

// Refuses reports whether one of the findings stops a build: an error that wasn't allowed.
func Refuses(found []Finding) bool { return Errors(found) > 0 }

// Waive marks the findings whose codes are allowed. Allow none for a piece that couldn't be made.
func Waive(found []Finding, allowed []Code) {
	for i := range found {
		kind, ok := Known(found[i].Code)
		found[i].Waived = ok && kind.Waivable && slices.Contains(allowed, found[i].Code)
	}
}

// Waived are the codes of errors that were allowed, sorted.
func Waived(found []Finding) []string {
	var codes []string
	for _, f := range found {
		if f.Waived && f.Severity == Error {
			codes = append(codes, string(f.Code))
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}
