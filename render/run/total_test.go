package run

import (
	"testing"
	"testing/fstest"

	"kic/brand"
	"kic/render/plan"
)

func TestProgressEndsAtTheNumberOfPiecesInEveryKindOfPack(t *testing.T) {
	for name, toml := range map[string]string{
		"one language":  "",
		"two languages": "languages = [\"cy\", \"en-GB\"]\n",
	} {
		t.Run(name, func(t *testing.T) {
			b, err := brand.Load(fstest.MapFS{brand.FileName: {Data: []byte("name = \"North Sample\"\n" + toml)}}, ".")
			if err != nil {
				t.Fatal(err)
			}
			sel := plan.Selection{Placements: []string{"banner-320x50", "banner-300x250", "poster-a4"}, Messages: []string{"phishing", "screens"}, Looks: []string{"bold"}}
			p := planOf(t, []plan.Source{plan.Loaded(b), plan.Loaded(sample(t, "South Sample"))}, sel)
			out := t.TempDir()
			for _, opt := range []Options{{Out: out}, {Out: out}, {Check: true}, {Out: out, Force: true}} { // made, kept, checked, made anew
				var last Event
				events := 0
				opt.Progress = func(e Event) { last, events = e, events+1 }
				pieces := 0
				for _, pk := range run(t, p, opt) {
					pieces += pk.Pieces
				}
				if last.Done != last.Total || last.Total != pieces || events != pieces {
					t.Errorf("check %t: after %d events it says %d of %d, and the packs have %d pieces", opt.Check, events, last.Done, last.Total, pieces)
				}
			}
		})
	}
}
