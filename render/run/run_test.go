package run

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kic"
	"kic/brand"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/pack"
	"kic/render/plan"
)

// sample is an organisation called name that says nothing more of itself.
func sample(t testing.TB, name string) *brand.Brand {
	t.Helper()
	b, err := brand.Load(fstest.MapFS{"brand.toml": {Data: []byte("name = \"" + name + "\"\n")}}, ".")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// small is a plan of two messages in two sizes for every brand.
func small(t testing.TB, brands ...*brand.Brand) *plan.Plan {
	t.Helper()
	c, err := campaign.Default()
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.New(plan.Request{Campaign: c, Brands: loadedAll(brands), Select: plan.Selection{
		Messages: []string{"phishing", "screens"}, Placements: []string{"banner-320x50", "banner-300x250"}, Looks: []string{"bold"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// loadedAll are the sources of brands.
func loadedAll(brands []*brand.Brand) []plan.Source {
	var all []plan.Source
	for _, b := range brands {
		all = append(all, plan.Loaded(b))
	}
	return all
}

// packOf is what p makes for its first brand.
func packOf(t testing.TB, p *plan.Plan) *plan.Pack {
	t.Helper()
	b, err := p.Brands[0].Load()
	if err != nil {
		t.Fatal(err)
	}
	pk, err := p.Pack(b)
	if err != nil {
		t.Fatal(err)
	}
	return pk
}

func run(t testing.TB, p *plan.Plan, opt Options) []PackReport {
	t.Helper()
	r, err := Packs(context.Background(), p, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r.Packs
}

func TestRunReportsEveryPackInTheOrderOfThePlan(t *testing.T) {
	p := small(t, sample(t, "Zebra Sample"), sample(t, "Ant Sample"), sample(t, "Moth Sample"))
	var events []Event
	packs := run(t, p, Options{Out: t.TempDir(), Jobs: 4, Progress: func(e Event) { events = append(events, e) }})
	var got []string
	for _, pk := range packs {
		got = append(got, pk.Brand+" "+string(pk.Status))
	}
	if want := []string{"zebra-sample made", "ant-sample made", "moth-sample made"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if last := events[len(events)-1]; len(events) != 12 || last.Done != 12 || last.Total != 12 {
		t.Errorf("%d events, the last %+v; want 12", len(events), last)
	}
}

func TestAFailureOfOnePackLeavesTheOthersAlone(t *testing.T) {
	out := t.TempDir()
	if err := os.WriteFile(filepath.Join(out, "moth-sample"), []byte("a file"), 0o644); err != nil {
		t.Fatal(err)
	}
	p := small(t, sample(t, "Ant Sample"), sample(t, "Moth Sample"), sample(t, "Tall \U00013000 Sample"), sample(t, "Zebra Sample"))
	packs := run(t, p, Options{Out: out})
	want := []Status{Made, Refused, Failed, Made}
	for i, pk := range packs {
		if pk.Status != want[i] {
			t.Errorf("%s: %s, want %s (%s, %v)", pk.Brand, pk.Status, want[i], pk.Why, pk.Findings)
		}
	}
	for _, f := range packs[2].Findings {
		if f.Code != check.GlyphMissing {
			t.Errorf("finding %+v, want a missing glyph", f)
		}
	}
	if n := len(packs[2].Findings); n < 4 {
		t.Errorf("%d findings; want one for each piece", n)
	}
}

func TestAnEndedContextLeavesWhatWasThere(t *testing.T) {
	out, p := t.TempDir(), small(t, sample(t, "Ant Sample"))
	run(t, p, Options{Out: out})
	before, err := pack.Read(filepath.Join(out, "ant-sample"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r, err := Packs(ctx, p, Options{Out: out, Force: true, Jobs: 1, Progress: func(Event) { cancel() }})
	if err != nil {
		t.Fatal(err)
	}
	if r.Packs[0].Status != Interrupted {
		t.Errorf("the pack is %s, want %s", r.Packs[0].Status, Interrupted)
	}
	after, err := pack.Read(filepath.Join(out, "ant-sample"))
	if err != nil || len(after.Assets) != len(before.Assets) {
		t.Errorf("%d assets, error %v; want the %d from before", len(after.Assets), err, len(before.Assets))
	}
	if entries, _ := os.ReadDir(out); len(entries) != 1 {
		t.Errorf("%d entries in the folder, want the pack alone", len(entries))
	}
}

func TestEveryPieceHasItsExactSizeAndItsWords(t *testing.T) {
	out := t.TempDir()
	run(t, small(t, sample(t, "Ant Sample")), Options{Out: out, Program: Program{Version: "test"}})
	m, err := pack.Read(filepath.Join(out, "ant-sample"))
	if err != nil {
		t.Fatal(err)
	}
	if m.Generator != "kic test" || len(m.Assets) != 4 {
		t.Fatalf("the manifest is by %q and has %d assets", m.Generator, len(m.Assets))
	}
	for _, e := range m.Assets {
		if e.Wording["headline"] == "" || !strings.HasPrefix(e.Alt, "Ant Sample. "+strings.TrimRight(e.Wording["headline"], ".")) {
			t.Errorf("%s: wording %v, alternative text %q", e.Path, e.Wording, e.Alt)
		}
		if len([]rune(e.Alt)) > 1000 || !e.SafeMet {
			t.Errorf("%s: alternative text of %d characters, safe area met: %t", e.Path, len([]rune(e.Alt)), e.SafeMet)
		}
	}
}

func TestKeysFollowWhatAPieceDependsOn(t *testing.T) {
	program := Program{Version: "1", Build: "a"}
	base := small(t, sample(t, "Ant Sample"))
	of := func(p *plan.Plan, program Program) []string {
		t.Helper()
		pk := packOf(t, p)
		_, k, err := newKeyer(p, program, nil).keys(pk, pk.Jobs())
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	want := of(base, program)
	if got := of(small(t, sample(t, "Ant Sample")), program); !slices.Equal(got, want) {
		t.Error("the same inputs gave other keys")
	}
	if unique := slices.Compact(slices.Sorted(slices.Values(want))); len(unique) != len(want) {
		t.Error("two pieces have one key")
	}
	for _, c := range []struct {
		name    string
		changed int // of the four pieces
		plan    func() *plan.Plan
		program Program
	}{
		{"another program", 4, func() *plan.Plan { return small(t, sample(t, "Ant Sample")) }, Program{"1", "b"}},
		{"another name", 4, func() *plan.Plan { return small(t, sample(t, "Bee Sample")) }, program},
		{"another colour", 4, func() *plan.Plan {
			b := *sample(t, "Ant Sample")
			b.Colours.Accent.R ^= 1
			return small(t, &b)
		}, program},
		{"another wording of one message", 2, func() *plan.Plan {
			p := small(t, sample(t, "Ant Sample"))
			p.Messages[0].Headline[0] += "!"
			return p
		}, program},
		{"another size of one placement", 2, func() *plan.Plan {
			p := small(t, sample(t, "Ant Sample"))
			place := *p.Placements[0]
			place.Safe.Top++
			p.Placements[0] = &place
			return p
		}, program},
		{"another weight in the look", 4, func() *plan.Plan {
			p := small(t, sample(t, "Ant Sample"))
			look := *p.Looks[0]
			look.Layouts = slices.Clone(look.Layouts)
			look.Layouts[0].Margin.Value++
			p.Looks[0] = &look
			return p
		}, program},
	} {
		changed := 0
		for i, k := range of(c.plan(), c.program) {
			if k != want[i] {
				changed++
			}
		}
		if changed != c.changed {
			t.Errorf("%s: %d keys changed, want %d", c.name, changed, c.changed)
		}
	}
}

func TestPlanTakesACampaignsOwnSizes(t *testing.T) {
	c, err := campaign.Parse("campaign.toml", append(kic.DefaultTOML(), []byte(`
[[placement]]
id = "banner-320x50"
name = "Our small banner"
material = "web-banners"
width = 320
height = 50
[[placement]]
id = "reception-tv"
name = "Reception screen"
material = "screensavers"
width = 1360
height = 768
`)...))
	if err != nil {
		t.Fatal(err)
	}
	all, err := plan.Placements(c)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]string{}
	for _, p := range all {
		if byID[p.ID] != "" {
			t.Errorf("%s is there twice", p.ID)
		}
		byID[p.ID] = p.Name
	}
	if byID["banner-320x50"] != "Our small banner" || byID["reception-tv"] != "Reception screen" {
		t.Errorf("got %q and %q", byID["banner-320x50"], byID["reception-tv"])
	}
}

func BenchmarkRunOf4Pieces(b *testing.B) {
	p := small(b, sample(b, "Ant Sample"))
	b.ReportAllocs()
	for b.Loop() {
		run(b, p, Options{Out: b.TempDir()})
	}
}

func BenchmarkRerunOfAWholePack(b *testing.B) {
	c, err := campaign.Default()
	if err != nil {
		b.Fatal(err)
	}
	p, err := plan.New(plan.Request{Campaign: c, Brands: loadedAll([]*brand.Brand{sample(b, "Ant Sample")}), Select: plan.Selection{Materials: []string{"web-banners"}}})
	if err != nil {
		b.Fatal(err)
	}
	out := b.TempDir()
	run(b, p, Options{Out: out})
	b.ReportAllocs()
	for b.Loop() {
		run(b, p, Options{Out: out})
	}
}

func TestAPackOfAnEarlierEditionIsMadeAnewByTheSameVersion(t *testing.T) {
	out, p := t.TempDir(), small(t, sample(t, "Ant Sample"))
	opt := Options{Out: out, Program: Program{Version: "v1.2.3", Build: "v1.2.3"}}
	earlier := start(p, opt)
	earlier.keyer.edition = edition - 1
	earlier.work(context.Background())
	drawn := 0
	opt.Progress = func(e Event) {
		if !e.Kept {
			drawn++
		}
	}
	if again := run(t, p, opt)[0]; drawn != 4 || !again.Outdated {
		t.Errorf("%d pieces were drawn, outdated: %t; want all 4 of an outdated pack", drawn, again.Outdated)
	}
	m, err := pack.Read(filepath.Join(out, "ant-sample"))
	if err != nil || m.Edition != edition {
		t.Errorf("the manifest says edition %d, error %v, want %d", m.Edition, err, edition)
	}
	drawn = 0
	if third := run(t, p, opt)[0]; drawn != 0 || third.Outdated || third.Status != Unchanged {
		t.Errorf("then %d pieces were drawn, outdated: %t, the pack is %s; want it unchanged", drawn, third.Outdated, third.Status)
	}
}
