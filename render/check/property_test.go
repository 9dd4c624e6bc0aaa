package check_test

import (
	"fmt"
	"runtime"
	"sort"
	"sync"
	"testing"

	"kic/brand"
	"kic/fonts"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/raster"
	"kic/render/text"
	"kic/templates"
)

// How many brands the property is held against: all of them, and with -short.
const (
	brandsAll   = 200
	brandsShort = 20
)

// TestNoBrandMakesABadPiece is the promise of the gate turned round: whatever colours, name and logo an organisation
// has, no layout makes a piece that is refused. Every brand meets every layout of every look, with the messages and the
// placements that a layout serves in turn; the extremes meet every placement.
func TestNoBrandMakesABadPiece(t *testing.T) {
	b := newBench(t)
	n := brandsAll
	if testing.Short() {
		n = brandsShort
	}
	extremes := extremeBrands()
	faults := newTally()
	var work sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			for i := range next {
				if i < len(extremes) {
					b.everyPlacement(faults, extremes[i].load(t), i)
				} else {
					b.everyLayout(faults, randomBrand(i).load(t), i)
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	work.Wait()
	t.Logf("%d pieces", faults.pieces)
	faults.report(t)
}

// bench is what pieces are laid out with.
type bench struct {
	campaign   *campaign.Campaign
	kit        *layout.Kit
	looks      []*templates.Look
	placements []templates.Placement
	fonts      *fonts.Set
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var err error
	b.campaign, err = campaign.Default()
	must(err)
	b.looks, err = templates.Looks()
	must(err)
	b.placements, err = templates.Placements()
	must(err)
	b.fonts = fonts.Default()
	b.kit = layout.NewKit(b.campaign.Messages)
	return b
}

// everyPlacement lays out one piece for each look and placement.
func (b *bench) everyPlacement(faults *tally, br *brand.Brand, turn int) {
	shaper := text.NewShaper(br.Fonts(b.fonts))
	for _, look := range b.looks {
		for i := range b.placements {
			b.piece(faults, shaper, br, look, &b.placements[i], turn+i)
		}
	}
}

// everyLayout lays out one piece for each layout of each look, on one of the placements that it serves.
func (b *bench) everyLayout(faults *tally, br *brand.Brand, turn int) {
	shaper := text.NewShaper(br.Fonts(b.fonts))
	for _, look := range b.looks {
		served := map[string][]*templates.Placement{}
		for i := range b.placements {
			if l, ok := look.Layout(&b.placements[i]); ok {
				served[l.ID] = append(served[l.ID], &b.placements[i])
			}
		}
		for i, l := range look.Layouts {
			if places := served[l.ID]; len(places) > 0 {
				b.piece(faults, shaper, br, look, places[turn%len(places)], turn+i)
			}
		}
	}
}

func (b *bench) piece(faults *tally, shaper *text.Shaper, br *brand.Brand, look *templates.Look, p *templates.Placement, turn int) {
	m := &b.campaign.Messages[turn%len(b.campaign.Messages)]
	faults.add(b.check(shaper, br, m, look, p))
}

// check is what is found in one piece.
func (b *bench) check(shaper *text.Shaper, br *brand.Brand, m *campaign.Message, look *templates.Look, p *templates.Placement) []check.Finding {
	in := layout.Input{Campaign: b.campaign, Message: m, Brand: br, Placement: p, Look: look, Shaper: shaper}
	laid, err := b.kit.Lay(in)
	if err != nil {
		return []check.Finding{check.Failure(in, err)}
	}
	return check.Piece(in, laid, new(raster.Engine))
}

// tally gathers errors by their code and place; of each kind it keeps the first by its words, whoever was faster.
type tally struct {
	mu     sync.Mutex
	pieces int
	count  map[string]int
	sample map[string]string
}

func newTally() *tally { return &tally{count: map[string]int{}, sample: map[string]string{}} }

func (y *tally) add(found []check.Finding) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.pieces++
	for _, f := range found {
		if f.Severity != check.Error {
			continue
		}
		key := fmt.Sprintf("%s %s/%s", f.Code, f.Look, f.Placement)
		if y.count[key]++; y.sample[key] == "" || f.Error() < y.sample[key] {
			y.sample[key] = f.Error()
		}
	}
}

func (y *tally) report(t *testing.T) {
	t.Helper()
	var keys []string
	for k := range y.count {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		t.Errorf("%s, %d times; such as: %s", k, y.count[k], y.sample[k])
	}
}
