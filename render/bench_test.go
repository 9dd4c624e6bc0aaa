package render_test

import (
	"bytes"
	"fmt"
	"testing"

	"kic"
	"kic/brand"
	"kic/render"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/piece"
)

// BenchmarkRedraft is what a live preview takes after a word was changed: the definition read anew, and 1 or 24 pieces of
// 480x270 made of it.
func BenchmarkRedraft(b *testing.B) {
	br := sample(b)
	for _, n := range []int{1, 24} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			words := 0
			for b.Loop() {
				words++
				c, p, err := render.Draft("campaign.toml", bytes.Replace(kic.DefaultTOML(), []byte("Good bait"), fmt.Appendf(nil, "Good bait %d", words), 1),
					render.Selection{Placements: []string{"screensaver-1920x1080"}, Looks: []string{"bold", "light", "night"}})
				if err != nil {
					b.Fatal(err)
				}
				jobs, err := render.Jobs(p, br)
				if err != nil || len(jobs) < n {
					b.Fatal(len(jobs), err)
				}
				maker := render.NewMaker(c)
				for _, j := range jobs[:n] {
					if _, err := maker.Preview(br, j, 480, 270); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// BenchmarkMessage is all pieces of a message laid out and checked, and nothing drawn but what a check needs.
func BenchmarkMessage(b *testing.B) {
	br := sample(b)
	c, err := render.Campaign()
	if err != nil {
		b.Fatal(err)
	}
	p, err := render.NewPlan(render.Request{Campaign: c, Select: render.Selection{Messages: []string{"phishing"}}})
	if err != nil {
		b.Fatal(err)
	}
	jobs, err := render.Jobs(p, br)
	if err != nil {
		b.Fatal(err)
	}
	maker := piece.Maker{Kit: layout.NewKit(c.Messages)}
	for b.Loop() {
		for _, j := range jobs {
			if made := maker.Make(piece.Spec{Job: j, Brand: br, Check: true}); check.Refuses(made.Findings) {
				b.Fatal(made.Findings)
			}
		}
	}
	b.ReportMetric(float64(len(jobs)), "pieces")
}

func sample(b *testing.B) *brand.Brand {
	b.Helper()
	br, err := render.Sample()
	if err != nil {
		b.Fatal(err)
	}
	return br
}
