package check_test

import (
	"fmt"
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"kic/brand"
	"kic/render/scene"
)

// sketch is a brand to be made: what an organisation would write into its folder.
type sketch struct {
	slug, name                 string
	primary, secondary, accent color.NRGBA // alpha 0: not given
	logo                       string      // SVG; empty: none
	intranet                   bool
	partners                   int
}

// load reads the sketch as a brand's folder.
func (s sketch) load(t testing.TB) *brand.Brand {
	var toml strings.Builder
	fmt.Fprintf(&toml, "name = %q\nslug = %q\n", s.name, s.slug)
	files := fstest.MapFS{}
	if s.logo != "" {
		toml.WriteString("[logo]\nfile = \"logo.svg\"\n")
		files["logo.svg"] = &fstest.MapFile{Data: []byte(s.logo)}
	}
	fmt.Fprintf(&toml, "[colours]\nprimary = %q\n", scene.Hex(s.primary))
	if s.secondary.A != 0 {
		fmt.Fprintf(&toml, "secondary = %q\n", scene.Hex(s.secondary))
	}
	if s.accent.A != 0 {
		fmt.Fprintf(&toml, "accent = %q\n", scene.Hex(s.accent))
	}
	toml.WriteString("[contact]\nreport_email = \"report@example.org\"\nhelpdesk = \"01632 960 123\"\n")
	if s.intranet {
		toml.WriteString("intranet = \"https://intranet.example.org/security\"\n")
	}
	for i := range s.partners {
		fmt.Fprintf(&toml, "[[partner]]\nname = \"Sample Partner %d\"\n", i+1)
	}
	files[brand.FileName] = &fstest.MapFile{Data: []byte(toml.String())}
	br, err := brand.Load(files, ".")
	if err != nil {
		t.Errorf("%s\n%s\n%v", toml.String(), s.logo, err)
		br, _ = brand.Default()
	}
	return br
}

// randomBrand is the brand of a number, always the same.
func randomBrand(n int) sketch {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	s := sketch{slug: fmt.Sprintf("brand-%d", n), name: randomName(r, 2+r.IntN(79)), primary: randomColour(r), intranet: r.IntN(3) == 0, partners: max(0, r.IntN(6)-2)}
	if r.IntN(2) == 0 {
		s.secondary = randomColour(r)
	}
	if r.IntN(2) == 0 {
		s.accent = randomColour(r)
	}
	if r.IntN(5) > 0 {
		s.logo = randomLogo(r, math.Exp((2*r.Float64()-1)*math.Log(6)))
	}
	return s
}

// extremeBrands are those at the ends: of lightness and colour, of the length of names, of the shape of logos.
func extremeBrands() []sketch {
	r := rand.New(rand.NewPCG(2, 0))
	rgb := func(v uint32) color.NRGBA { return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255} }
	all := []sketch{
		{name: "Tŷ", primary: rgb(0xFFFFFF), logo: letters(6, white)},
		{name: randomName(r, 80), primary: rgb(0x000000)},
		{name: randomName(r, 80), primary: rgb(0xFFFF00), intranet: true, partners: 3},
		{name: "Cymdeithas Gofal Cartref Ŵyn a Llŷn Sampl", primary: rgb(0x00FF00), logo: letters(1.0/6, rgb(0x000000)), intranet: true},
		{name: "Example Care", primary: rgb(0xFF0000), logo: letters(6, rgb(0xFF0000)), partners: 2},
		{name: "Example Trust", primary: rgb(0x808080), accent: rgb(0x808080), secondary: rgb(0x7F7F7F), logo: letters(1, rgb(0x808080))},
		{name: "Sample Homes", primary: rgb(0x0000FF), accent: rgb(0xFF00FF), logo: letters(1.0/6, white), intranet: true, partners: 1},
		{name: "Sample", primary: rgb(0x101820), secondary: rgb(0xFEE715), logo: letters(6, rgb(0xFEE715), rgb(0x101820))},
	}
	for i := range all {
		all[i].slug = fmt.Sprintf("extreme-%d", i)
	}
	return all
}

var white = color.NRGBA{255, 255, 255, 255}

// randomColour is any colour, an extreme one now and then.
func randomColour(r *rand.Rand) color.NRGBA {
	v := func() uint8 { return uint8(r.IntN(256)) }
	switch r.IntN(6) {
	case 0: // a corner of the cube
		c := func() uint8 { return uint8(r.IntN(2)) * 255 }
		return color.NRGBA{c(), c(), c(), 255}
	case 1: // a grey
		g := v()
		return color.NRGBA{g, g, g, 255}
	}
	return color.NRGBA{v(), v(), v(), 255}
}

// randomName is a name of n letters, of English, Welsh and accented words.
func randomName(r *rand.Rand, n int) string {
	words := []string{
		"Example", "Sample", "Trust", "Care", "Homes", "Partnership", "Hospice", "Ŵyn", "Llŷn", "Tŷ", "Gŵyr", "Ynys Môn",
		"Café", "Façade", "Gwasanaethau", "Cymdeithas", "Zoë’s", "St Brónach’s", "&", "of", "Federation", "Neighbourhood",
		"Ỳsgol", "Ẁern", "Ëlder", "Physiotherapists", "Commissioning", "North", "Support",
	}
	var name []rune
	for len(name) < n {
		if len(name) > 0 {
			name = append(name, ' ')
		}
		name = append(name, []rune(words[r.IntN(len(words))])...)
	}
	cut := strings.TrimRight(string(name[:n]), " &")
	if len([]rune(cut)) < 2 {
		return "Tŷ"
	}
	return cut
}

// randomLogo is a logo of the given width ÷ height: white, of one colour, or of several.
func randomLogo(r *rand.Rand, ratio float64) string {
	switch r.IntN(4) {
	case 0:
		return letters(ratio, white)
	case 1:
		return letters(ratio, randomColour(r))
	case 2:
		return letters(ratio, randomColour(r), randomColour(r), randomColour(r))
	}
	return badge(ratio, randomColour(r), randomColour(r))
}

// letters is a word mark of bars and rings in the given colours, one after the other.
func letters(ratio float64, colours ...color.NRGBA) string {
	w, h := 100*math.Sqrt(ratio), 100/math.Sqrt(ratio)
	n := max(3, int(ratio*1.4))
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.2f %.2f">`, w, h)
	step, tall := w/float64(n), h
	if ratio < 1 { // one above the other
		step, tall = h/float64(n), w
	}
	for i := range n {
		x, y, bw, bh := float64(i)*step, 0.0, step*0.8, tall
		if i == n-1 {
			bw = step
		}
		if ratio < 1 {
			x, y, bw, bh = y, x, bh, bw
		}
		fill := scene.Hex(colours[i%len(colours)])
		if i%2 == 0 {
			fmt.Fprintf(&b, `<rect x="%.2f" y="%.2f" width="%.2f" height="%.2f" fill="%s"/>`, x, y, bw, bh, fill)
		} else {
			fmt.Fprintf(&b, `<ellipse cx="%.2f" cy="%.2f" rx="%.2f" ry="%.2f" fill="%s"/>`, x+bw/2, y+bh/2, bw/2, bh/2, fill)
		}
	}
	b.WriteString(`</svg>`)
	return b.String()
}

// badge is a filled shape with a sign inside it.
func badge(ratio float64, outer, inner color.NRGBA) string {
	w, h := 100*math.Sqrt(ratio), 100/math.Sqrt(ratio)
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.2f %.2f"><rect width="%.2f" height="%.2f" rx="%.2f" fill="%s"/><ellipse cx="%.2f" cy="%.2f" rx="%.2f" ry="%.2f" fill="%s"/></svg>`,
		w, h, w, h, min(w, h)/3, scene.Hex(outer), w/2, h/2, w/4, h/4, scene.Hex(inner))
}
