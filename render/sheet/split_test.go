package sheet

import (
	"strings"
	"testing"

	"kic/render/scene"
)

func TestWhatOneSheetCannotShowIsPartedBeforeAnythingIsDrawn(t *testing.T) {
	shaper, _ := tools(t)
	for _, c := range []struct {
		name           string
		groups, pieces int // in each of two sections
		run            int
		several        bool
	}{
		{"a few", 3, 4, 0, false},
		{"as many as fit", 40, 24, 8, false},
		{"three looks of every size", 80, 60, 20, true},
		{"one size of very many brands", 1, 6000, 8, true},
		{"one run of very many", 1, 6000, 0, true},
	} {
		drawn := map[string]int{}
		all := content(c.groups, c.pieces, drawn)
		for i := range all.Sections {
			for j := range all.Sections[i].Groups {
				all.Sections[i].Groups[j].Run = c.run
			}
		}
		sheets, err := Split(all, shaper)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if (len(sheets) > 1) != c.several {
			t.Errorf("%s: %d sheets; several wanted: %t", c.name, len(sheets), c.several)
		}
		if len(drawn) > 0 {
			t.Errorf("%s: %d pieces are drawn to find out", c.name, len(drawn))
		}
		links := map[string]int{}
		for _, s := range sheets {
			if w, h := s.plan.w, s.plan.h; w*h > maxArea || w > maxWidth {
				t.Errorf("%s: a sheet of %d × %d px", c.name, w, h)
			}
			if numbered := strings.Contains(strings.Join(s.content.Notes, " "), "Sheet "); numbered != c.several {
				t.Errorf("%s: the notes are %q", c.name, s.content.Notes)
			}
			for _, section := range s.content.Sections {
				for _, g := range section.Groups {
					if c.run > 0 && len(g.Pieces)%c.run != 0 {
						t.Errorf("%s: %d pieces of %s break a run of %d", c.name, len(g.Pieces), g.Name, c.run)
					}
					for _, p := range g.Pieces {
						links[p.Link]++
					}
				}
			}
		}
		if want := 2 * c.groups * c.pieces; len(links) != want {
			t.Errorf("%s: %d pieces are shown, want %d", c.name, len(links), want)
		}
		for link, n := range links {
			if n != 1 {
				t.Fatalf("%s: %s is shown %d times", c.name, link, n)
			}
		}
	}
}

func TestTheDocumentHoldsAllPiecesWhicheverSheetsThereAre(t *testing.T) {
	shaper, _ := tools(t)
	for _, n := range []struct {
		groups, pieces int
		several        bool
	}{{2, 5, false}, {60, 40, true}, {1, 6000, true}} {
		all := content(n.groups, n.pieces, map[string]int{})
		sheets, err := Split(all, shaper)
		if err != nil {
			t.Fatal(err)
		}
		if (len(sheets) > 1) != n.several {
			t.Errorf("%v: %d sheets; several wanted: %t", n, len(sheets), n.several)
		}
		pages, err := leaves(all, shaper)
		if err != nil {
			t.Fatal(err)
		}
		placed := map[string]int{}
		for i, l := range pages {
			for _, th := range l.thumbs {
				placed[th.piece.Link]++
			}
			for _, it := range l.words {
				if words := it.(scene.Text).String; strings.HasPrefix(words, "Sheet ") {
					t.Errorf("%v: page %d says %q: the document is all sheets", n, i+1, words)
				}
			}
		}
		onSheets := 0
		for _, s := range sheets {
			for _, section := range s.content.Sections {
				for _, g := range section.Groups {
					for _, p := range g.Pieces {
						onSheets++
						if placed[p.Link] != 1 {
							t.Fatalf("%v: %s is on a sheet, and %d times in the document", n, p.Link, placed[p.Link])
						}
					}
				}
			}
		}
		if onSheets != len(placed) || len(placed) != 2*n.groups*n.pieces {
			t.Errorf("%v: %d pieces in the document and %d on sheets, want %d", n, len(placed), onSheets, 2*n.groups*n.pieces)
		}
	}
}

func TestHalvesAreAsEvenAsGroupsAllow(t *testing.T) {
	c := content(3, 4, map[string]int{}) // 24 pieces in 6 groups
	c.Sections[0].Groups[0].Pieces = c.Sections[0].Groups[0].Pieces[:2]
	parts := halves(c)
	for i, want := range []int{10, 12} {
		n := 0
		for _, s := range parts[i].Sections {
			for _, g := range s.Groups {
				n += len(g.Pieces)
			}
		}
		if n != want {
			t.Errorf("half %d has %d pieces, want %d", i+1, n, want)
		}
	}
}
