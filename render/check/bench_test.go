package check_test

import (
	"testing"

	"kic/brand"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/raster"
	"kic/render/text"
)

// BenchmarkPieceOfEverySize checks one piece of each placement in turn.
func BenchmarkPieceOfEverySize(b *testing.B) {
	room := newBench(b)
	br, err := brand.Default()
	if err != nil {
		b.Fatal(err)
	}
	shaper := text.NewShaper(br.Fonts(room.fonts))
	type laid struct {
		in  layout.Input
		out layout.Result
	}
	var pieces []laid
	for i := range room.placements {
		in := layout.Input{
			Campaign: room.campaign, Message: &room.campaign.Messages[i%len(room.campaign.Messages)], Brand: br,
			Placement: &room.placements[i], Look: room.looks[0], Shaper: shaper,
		}
		out, err := room.kit.Lay(in)
		if err != nil {
			b.Fatal(err)
		}
		pieces = append(pieces, laid{in, out})
	}
	engine := new(raster.Engine)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p := pieces[i%len(pieces)]
		check.Piece(p.in, p.out, engine)
	}
}
