package run

import (
	"context"
	"fmt"
	"testing"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/plan"
	"kic/templates"
)

// planned is the built-in campaign's plan for some brands.
func planned(b *testing.B, sel plan.Selection, brands ...*brand.Brand) *plan.Plan {
	b.Helper()
	c, err := campaign.Default()
	if err != nil {
		b.Fatal(err)
	}
	p, err := plan.New(plan.Request{Campaign: c, Brands: loadedAll(brands), Select: sel})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// measure builds a plan again and again, each time anew, and reports how many megapixels and assets a second come out.
func measure(b *testing.B, p *plan.Plan) {
	b.Helper()
	b.ReportAllocs()
	pixels := 0.0
	for _, job := range p.InGeneral().Jobs() {
		if job.Placement.Unit == templates.Pixels {
			pixels += job.Placement.Width * job.Placement.Height * float64(len(p.Brands))
		}
	}
	for b.Loop() {
		b.StopTimer()
		out := b.TempDir()
		b.StartTimer()
		report, err := Packs(context.Background(), p, Options{Out: out})
		if err != nil {
			b.Fatal(err)
		}
		for _, pk := range report.Packs {
			if pk.Status != Made {
				b.Fatalf("%s: %s: %v %v", pk.Brand, pk.Status, pk.Why, pk.Findings)
			}
		}
	}
	runs := float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(pixels*runs/1e6, "MP/s")
	b.ReportMetric(float64(p.Size())*runs, "assets/s")
}

// BenchmarkPack is one brand with everything.
func BenchmarkPack(b *testing.B) {
	measure(b, planned(b, plan.Selection{}, sample(b, "Ant Sample")))
}

// BenchmarkNetwork is several brands, each of its own name, with the web banners and pictures for social media: what a
// further one costs is the difference between two of the counts.
func BenchmarkNetwork(b *testing.B) {
	for _, n := range []int{1, 2, 8} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var brands []*brand.Brand
			for i := range n {
				brands = append(brands, sample(b, fmt.Sprintf("Care Partner %d", i+1)))
			}
			measure(b, planned(b, plan.Selection{Materials: []string{"web-banners", "social"}}, brands...))
		})
	}
}

// BenchmarkPlacement is all messages in one placement.
func BenchmarkPlacement(b *testing.B) {
	for _, id := range []string{"screensaver-3840x2160", "screensaver-1920x1080", "instagram-square", "banner-300x250", "insert-a4"} {
		b.Run(id, func(b *testing.B) {
			measure(b, planned(b, plan.Selection{Placements: []string{id}}, sample(b, "Ant Sample")))
		})
	}
}
