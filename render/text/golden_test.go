package text

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"kic/fonts"
)

func TestShapingGivesWhatHarfBuzzGives(t *testing.T) {
	table, err := os.ReadFile("testdata/shaping.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		n++
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		face, words, want := fontFile(t, columns[0]), columns[1], columns[2]
		lang := "en"
		if strings.Contains(columns[0], "arabic") {
			lang = "ar"
		}
		sh := newEngine().shape(key{words: words, lang: lang}, []*fonts.Face{face})
		if sh.err != nil {
			t.Errorf("%s %q: %v", columns[0], words, sh.err)
			continue
		}
		if got := asHarfBuzz(sh.paragraphs[0], float64(face.Font().Upem())); got != want {
			t.Errorf("%s %q\n got %s\nwant %s", columns[0], words, got, want)
		}
	}
	if n < 20 {
		t.Errorf("%d strings, want 20 at least", n)
	}
}

// asHarfBuzz writes the glyphs of p in visual order as hb-shape does: id=cluster@x,y+advance.
func asHarfBuzz(p *paragraph, em float64) string {
	var list []string
	for _, r := range visual(p.runs) {
		for _, g := range r.glyphs {
			unit := func(v float64) int { return int(math.Round(v * em)) }
			s := fmt.Sprintf("%d=%d", g.id, g.cluster)
			if x, y := unit(g.x), unit(-g.y); x != 0 || y != 0 {
				s += fmt.Sprintf("@%d,%d", x, y)
			}
			list = append(list, fmt.Sprintf("%s+%d", s, unit(g.advance)))
		}
	}
	return "[" + strings.Join(list, "|") + "]"
}
