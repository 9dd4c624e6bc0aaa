package run

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"kic/render/check"
)

// fault is a panic that was caught: a mistake in the program, which costs one brand its pack and no other.
type fault struct {
	said  string // in one line
	stack string // of the goroutine that panicked
}

// guard calls f, and returns its fault when it panicked.
func guard(f func()) (caught *fault) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		var ok bool
		if caught, ok = v.(*fault); !ok { // else another goroutine caught it, and knows where
			caught = &fault{said: strings.Join(strings.Fields(fmt.Sprint(v)), " "), stack: string(debug.Stack())}
		}
	}()
	f()
	return nil
}

// finding tells of f. doing says in the course of what it happened: "making this piece".
func (f *fault) finding(program Program, brand, doing string) check.Finding {
	return check.Finding{
		Code: check.ProgramFault, Severity: check.Error, Brand: brand,
		What:   fmt.Sprintf("kic failed while %s (%s)", doing, f.said),
		Remedy: "this is a mistake in kic, not in your files: send the people who maintain it the trace",
		Trace: fmt.Sprintf("kic %s (%s), %s, %s/%s\nwhile %s, brand %q\npanic: %s\n\n%s",
			program.Version, program.Build, runtime.Version(), runtime.GOOS, runtime.GOARCH, doing, brand, f.said, f.stack),
	}
}

// broken notes that a task of a pack ended in a fault.
func (r *runner) broken(a *assembly, m *made) {
	f := m.fault.finding(r.opt.Program, a.report.Brand, m.step.doing())
	if m.step == drawing {
		job := m.job()
		f.Message, f.Placement, f.Look = job.Message.ID, job.Placement.ID, job.Look.ID
	}
	for _, earlier := range a.report.Findings {
		if earlier.Trace != "" {
			f.Trace = "" // one is enough, and a mistake that hits one piece often hits all
		}
	}
	m.found = []check.Finding{f}
	if m.step == opening || m.step == closing {
		a.report.Status = Failed
		a.report.Findings = append(a.report.Findings, f)
	}
}

// doing is a step in words.
func (s step) doing() string {
	switch s {
	case opening:
		return "reading the brand and the last pack"
	case drawing:
		return "making this piece"
	case showing:
		return "making the contact sheet"
	}
	return "completing the pack"
}
