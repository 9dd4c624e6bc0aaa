package run

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/pack"
	"kic/render/plan"
)

// lazily are n brands, each of which is made when it is loaded, with so much of a logo that keeping them would show.
func lazily(t testing.TB, n int, loaded func()) []plan.Source {
	t.Helper()
	all := make([]plan.Source, n)
	for i := range all {
		name := fmt.Sprintf("Care Partner %d", i+1)
		all[i] = plan.Source{Slug: brand.Slug(name), Name: name, From: "list", Load: func() (*brand.Brand, error) {
			if loaded != nil {
				loaded()
			}
			return brand.Load(fstest.MapFS{"brand.toml": {Data: []byte("name = \"" + name + "\"\n[fields]\nweight = \"" + strings.Repeat("x", 250) + "\"\n")}}, ".")
		}}
	}
	return all
}

func planOf(t testing.TB, brands []plan.Source, sel plan.Selection) *plan.Plan {
	t.Helper()
	c, err := campaign.Default()
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.New(plan.Request{Campaign: c, Brands: brands, Select: sel})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestMemoryDoesNotGrowWithTheNetwork(t *testing.T) {
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	const n, early = 20_000, 2_000
	p := planOf(t, lazily(t, n, nil), plan.Selection{Messages: []string{"phishing"}, Placements: []string{"banner-320x50"}, Looks: []string{"bold"}})
	var first, last uint64
	seen := 0
	r, err := Packs(context.Background(), p, Options{Out: t.TempDir(), DryRun: true, Packed: func(pk PackReport) {
		if pk.Status != Planned {
			t.Fatalf("%s is %s", pk.Brand, pk.Status)
		}
		switch seen++; seen {
		case early:
			first = heap()
		case n:
			last = heap()
		}
	}})
	if err != nil || len(r.Packs) != n || seen != n {
		t.Fatalf("%d packs, %d told, error %v", len(r.Packs), seen, err)
	}
	// What is said of a pack stays; its brand doesn't.
	if grown := (int64(last) - int64(first)) / (n - early); grown > 1000 {
		t.Errorf("each brand has left %d bytes in memory", grown)
	}
}

func TestBrandsAreLoadedWhenTheirTurnComes(t *testing.T) {
	loaded := 0
	ctx, cancel := context.WithCancel(context.Background())
	p := planOf(t, lazily(t, 50, func() { loaded++ }), plan.Selection{Messages: []string{"phishing"}, Placements: []string{"banner-320x50"}, Looks: []string{"bold"}})
	if loaded != 0 {
		t.Errorf("the plan has loaded %d brands", loaded)
	}
	r, err := Packs(ctx, p, Options{Out: t.TempDir(), Jobs: 1, Packed: func(PackReport) { cancel() }})
	if err != nil {
		t.Fatal(err)
	}
	if loaded > 5 {
		t.Errorf("when the first pack was done %d brands had been loaded", loaded)
	}
	open := 0
	for _, pk := range r.Packs {
		if pk.Status == Interrupted {
			open++
		}
	}
	if len(r.Packs) != 50 || open < 45 {
		t.Errorf("%d packs, %d of them open; want all 50 told", len(r.Packs), open)
	}
}

func TestEveryPathOfAPackCanBeUnpackedOnWindows(t *testing.T) {
	name := strings.Repeat("long-name-", 6)[:59] + "x" // as long as a slug can be
	p := planOf(t, []plan.Source{{Slug: name}}, plan.Selection{Looks: []string{"bold", "light", "night"}})
	seen := map[string]bool{}
	for _, job := range p.InGeneral().Jobs() {
		for _, path := range []string{job.Path(), job.SVGPath(), job.PrintPath(true)} {
			if path == "" {
				continue
			}
			if err := pack.Fit(name, path); err != nil {
				t.Error(err)
			}
			if low := strings.ToLower(path); seen[low] {
				t.Errorf("%s is there twice where case doesn't count", path)
			} else {
				seen[low] = true
			}
		}
	}
	if len(seen) < 1000 {
		t.Errorf("only %d paths", len(seen))
	}
}

func TestResultsTellWhatBecameOfEveryBrand(t *testing.T) {
	out := t.TempDir()
	p := planOf(t, lazily(t, 4, nil), plan.Selection{Messages: []string{"phishing"}})
	r := NewResults(p, Program{Version: "test"}, nil)
	r.Begin(p)
	r.Add(PackReport{Brand: "care-partner-1", Name: "Care Partner 1", Status: Made, Pieces: 2, Seconds: 1.23456})
	r.Add(PackReport{Brand: "care-partner-2", Status: Refused, Why: "the disk is full"})
	r.Add(PackReport{Brand: "care-partner-3", Status: Failed, Findings: []check.Finding{{Code: "overflow", Severity: "error", What: "too long", Path: "x.png"}, {Code: "look", Severity: "warning"}}})
	if err := r.Write(out); err != nil {
		t.Fatal(err)
	}
	last, err := ReadResults(out, plan.Shard{})
	if err != nil {
		t.Fatal(err)
	}
	if last.Brands != (Tally{Done: 1, Failed: 2, Open: 1}) || len(last.Results) != 4 {
		t.Errorf("got %+v", last)
	}
	if one := last.Results[2]; one.Asset != "x.png" || one.Code != "overflow" || one.Status != OutcomeFailed || !strings.Contains(one.Message, "too long") {
		t.Errorf("the third brand: %+v", one)
	}
	for slug, want := range map[string]bool{"care-partner-1": true, "care-partner-2": false, "care-partner-3": false, "care-partner-4": false, "unknown": false} {
		if last.Done(slug) != want {
			t.Errorf("%s is done: %t, want %t", slug, last.Done(slug), want)
		}
	}

	// A run that finds a pack up to date doesn't change what is said of it, and so not the file.
	before, err := os.Stat(filepath.Join(out, "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	r = NewResults(p, Program{Version: "test"}, last)
	p.Pass(func(slug string) bool { return slug != "care-partner-1" })
	r.Begin(p)
	r.Add(PackReport{Brand: "care-partner-1", Name: "Care Partner 1", Status: Unchanged, Pieces: 2, Seconds: 0.001})
	if err := r.Write(out); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(filepath.Join(out, "report.json")); err != nil || !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("the report was written again: %v", err)
	}
}

func TestThePageOverABrandEscapesAndSorts(t *testing.T) {
	out := t.TempDir()
	p := planOf(t, []plan.Source{{Slug: "z", Name: "Zebra <b>"}, {Slug: "a", Name: "ant & co"}}, plan.Selection{})
	r := NewResults(p, Program{}, nil)
	r.Add(PackReport{Brand: "z", Name: "Zebra <b>", Status: Failed, Findings: []check.Finding{{Severity: "error", What: "<script>"}}})
	if err := r.WriteIndex(out, p.Campaign, false); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(out, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	got := string(page)
	if strings.Contains(got, "<script>") || strings.Contains(got, "Zebra <b>") || strings.LastIndex(got, "ant &amp; co") > strings.LastIndex(got, "Zebra &lt;b&gt;") {
		t.Errorf("the page: %s", got)
	}
}

func TestSecondsComeFromTheClockThatIsGiven(t *testing.T) {
	ticks := time.Unix(0, 0)
	p := small(t, sample(t, "Ant Sample"))
	packs := run(t, p, Options{Out: t.TempDir(), Jobs: 1, Now: func() time.Time { ticks = ticks.Add(time.Second); return ticks }})
	if packs[0].Seconds < 5 {
		t.Errorf("the pack took %v seconds, want some", packs[0].Seconds)
	}
}
