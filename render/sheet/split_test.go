package sheet

import (
	"strings"
	"testing"
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
			if w, h := s.Size(); w*h > maxArea || w > maxWidth {
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
