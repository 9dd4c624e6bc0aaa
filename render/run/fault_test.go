package run

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"kic/brand"
	"kic/render/check"
	"kic/render/pack"
	"kic/render/scene"
)

// trap is a context that panics once, when it is first asked by a function of the given name.
type trap struct {
	context.Context
	in     string
	sprung atomic.Bool
}

func (t *trap) Err() error {
	callers := make([]uintptr, 8)
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers)])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, "."+t.in) && t.sprung.CompareAndSwap(false, true) {
			panic("sprung in " + t.in)
		}
		if !more {
			return t.Context.Err()
		}
	}
}

func TestAPanicInAnyStepFailsOneBrandAndNoOther(t *testing.T) {
	for _, c := range []struct{ in, doing string }{
		{"keep", "reading the brand"},
		{"thumb", "making the contact sheet"},
		{"finish", "completing the pack"},
	} {
		t.Run(c.in, func(t *testing.T) {
			out := t.TempDir()
			brands := []*brand.Brand{sample(t, "Ant Sample"), sample(t, "Moth Sample"), sample(t, "Zebra Sample")}
			run(t, small(t, brands...), Options{Out: out})
			r, err := Packs(&trap{Context: context.Background(), in: c.in}, small(t, brands...), Options{
				Out: out, Jobs: 3, Force: true, Sheet: true, Program: Program{Version: "1.2.3", Build: "abc"},
			})
			if err != nil {
				t.Fatal(err)
			}
			oneFault(t, r.Packs, c.doing, "sprung in "+c.in)
			whole(t, out, r.Packs)
		})
	}
}

func TestABrandThatCannotBeReadWithoutAPanicFailsAlone(t *testing.T) {
	p := small(t, sample(t, "Ant Sample"), sample(t, "Moth Sample"))
	p.Brands[0].Load = func() (*brand.Brand, error) { panic("no such luck") }
	oneFault(t, run(t, p, Options{Out: t.TempDir()}), "reading the brand", "no such luck")
}

func TestAPictureThatCannotBeDrawnWithoutAPanicFailsItsBrandAlone(t *testing.T) {
	broken := sample(t, "Moth Sample")
	broken.Logo = &brand.Mark{Image: &image.NRGBA{Stride: 800, Rect: image.Rect(0, 0, 200, 100)}, W: 200, H: 100, Box: scene.Rect{W: 200, H: 100}, Alt: "Moth Sample"}
	p := small(t, sample(t, "Ant Sample"), broken, sample(t, "Zebra Sample"))
	for _, opt := range []Options{{Jobs: 1}, {Jobs: 3}, {Jobs: 2, Check: true}} {
		opt.Out = t.TempDir()
		packs := run(t, p, opt)
		oneFault(t, packs, "making this piece", "index out of range")
		for _, f := range packs[1].Findings {
			if f.Code != check.ContactMissing && (f.Placement == "" || f.Message == "" || f.Path == "") {
				t.Errorf("which piece? %+v", f)
			}
		}
	}
}

// oneFault wants one pack that failed for a mistake in the program, and all others done.
func oneFault(t *testing.T, packs []PackReport, said ...string) {
	t.Helper()
	failed, traces := 0, 0
	for _, p := range packs {
		if p.Status.Done() || p.Status == Checked {
			continue
		}
		failed++
		if p.Status != Failed || p.Misread || len(p.Findings) == 0 {
			t.Fatalf("%s: %s, %s, %v", p.Brand, p.Status, p.Why, p.Findings)
		}
		for _, f := range p.Findings {
			if f.Code == check.ContactMissing { // the samples here give no contacts
				continue
			}
			if f.Code != check.ProgramFault || f.Remedy == "" || !strings.Contains(f.Error(), p.Brand) {
				t.Errorf("finding %+v", f)
			}
			if f.Trace == "" {
				continue
			}
			traces++
			for _, want := range append(said, "goroutine ", p.Brand) {
				if !strings.Contains(f.Trace, want) {
					t.Errorf("the trace lacks %q: %s", want, f.Trace)
				}
			}
		}
	}
	if failed != 1 || traces != 1 {
		t.Errorf("%d packs failed with %d traces; want one with one", failed, traces)
	}
}

// whole wants every pack to be as its list says, and nothing beside them.
func whole(t *testing.T, out string, packs []PackReport) {
	t.Helper()
	for _, p := range packs {
		if damage, err := pack.Verify(context.Background(), filepath.Join(out, p.Brand)); err != nil || len(damage) > 0 {
			t.Errorf("%s: %v, %v", p.Brand, damage, err)
		}
	}
	if left, _ := os.ReadDir(out); len(left) != len(packs) {
		t.Errorf("%d packs, but there are %v", len(packs), left)
	}
}

func TestAFaultIsInTheResultsOnDisk(t *testing.T) {
	p, out := small(t, sample(t, "Ant Sample"), sample(t, "Moth Sample")), t.TempDir()
	p.Brands[1].Load = func() (*brand.Brand, error) { panic("no such luck") }
	r := NewResults(p, Program{Version: "1"}, nil)
	for _, one := range run(t, p, Options{Out: out}) {
		r.Add(one)
	}
	if err := r.Write(out); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(r.File(out))
	if err != nil || !strings.Contains(string(data), `"code": "program-fault"`) || !strings.Contains(string(data), "fault_test.go") {
		t.Errorf("%v: %s", err, data)
	}
}

func TestAPanicInASharedPieceOfWorkReachesTheCallerWhenAllOthersHaveEnded(t *testing.T) {
	const parts = 400
	for _, bad := range []int{0, 7, parts - 1} {
		c := make(cores, 4)
		c.take()
		var working atomic.Int32
		f := guard(func() {
			c.spread(parts, func(i int) {
				working.Add(1)
				defer working.Add(-1)
				if i == bad {
					panic("part")
				}
				runtime.Gosched()
			})
		})
		if f == nil || f.said != "part" || !strings.Contains(f.stack, "fault_test.go") {
			t.Errorf("part %d: got %+v", bad, f)
		}
		if working.Load() != 0 || len(c) != 1 {
			t.Errorf("part %d: %d parts are in work and %d cores taken", bad, working.Load(), len(c))
		}
	}
}
