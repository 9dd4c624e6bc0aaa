package colour

import (
	"fmt"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

// swatches are n colours that are the same in every run, after the ones that go wrong most easily.
func swatches(n int) []color.NRGBA {
	var all []color.NRGBA
	for _, s := range []string{
		"#000", "#FFF", "#FF0", "#808080", "#767676", "#777777", "#757575", "#005EB8", "#003087", "#00214D", "#FFB81C", "#FAE100", "#DA291C", "#0000FF", "#00FF00", "#F00",
		"#010101", "#FEFEFE", "#C0C0C0", "#E8EDEE", "#330072", "#78BE20", "#41B6E6", "#FFD1DC", "#F5F5DC",
	} {
		all = append(all, hex(s))
	}
	r := rand.New(rand.NewPCG(20, 26))
	for len(all) < n {
		all = append(all, color.NRGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 255})
	}
	return all
}

// hex is the colour that "#RRGGBB" or "#RGB" stands for.
func hex(s string) color.NRGBA {
	c := color.NRGBA{A: 255}
	if len(s) == 4 {
		s = string([]byte{'#', s[1], s[1], s[2], s[2], s[3], s[3]})
	}
	fmt.Sscanf(s, "#%02X%02X%02X", &c.R, &c.G, &c.B)
	return c
}

// written is c as brands write it.
func written(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

func TestContrastIsThatOfWCAG(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000", "#FFF", 21}, {"#FFF", "#FFF", 1}, {"#005EB8", "#FFF", 6.38}, {"#003087", "#FFF", 11.85}, {"#768692", "#FFF", 3.75}, {"#FAE100", "#212B32", 10.87},
	} {
		a := hex(c.a)
		b := hex(c.b)
		if got := Contrast(a, b); math.Abs(got-c.want) > 0.01 || got != Contrast(b, a) {
			t.Errorf("%s on %s: got %.3f, wanted %.2f either way", c.a, c.b, got, c.want)
		}
	}
}

func TestBlackOrWhiteAlwaysReads(t *testing.T) {
	// The contrast of black falls and that of white rises with the luminance of the ground, so the worst ground is where
	// they cross: L = √(1.05 × 0.05) − 0.05.
	if worst := math.Sqrt(1.05*0.05) / 0.05; worst < AA {
		t.Fatalf("where black and white are equal, they have %.3f", worst)
	}
	for i := range 1 << 15 { // every fifth bit pattern of 15 bits, spread over the cube
		c := color.NRGBA{uint8(i>>10) << 3, uint8(i>>5&31) << 3, uint8(i&31) << 3, 255}
		if got := Contrast(On(c), c); got < AA {
			t.Fatalf("on %s: %.3f", written(c), got)
		}
	}
}

func TestOnAlwaysReadsWhateverIsPreferred(t *testing.T) {
	all := swatches(6000)
	for i, ground := range all {
		prefer := []color.NRGBA{all[(i*7+1)%len(all)], all[(i*13+5)%len(all)], all[(i*31+9)%len(all)]}
		for n := range prefer {
			if got := On(ground, prefer[:n]...); Contrast(got, ground) < AA {
				t.Errorf("on %s with %v preferred: %s has %.2f", written(ground), prefer[:n], written(got), Contrast(got, ground))
			}
		}
	}
}

// #595959 and #767676 are the lightest greys with 7:1 and 4.5:1 on white, as WCAG has it (1.4.6, 1.4.3); 3:1 is its number for
// large type and for shapes.
func TestWordsAreHeldToTheNumbersOfWCAG(t *testing.T) {
	for _, c := range []struct {
		prefer []string
		want   string
	}{
		{[]string{"#595959", "#000000"}, "#595959"}, {[]string{"#5A5A5A", "#000000"}, "#000000"},
		{[]string{"#767676"}, "#767676"}, {[]string{"#777777"}, "#000000"},
	} {
		var prefer []color.NRGBA
		for _, p := range c.prefer {
			prefer = append(prefer, hex(p))
		}
		if got := On(white, prefer...); got != hex(c.want) {
			t.Errorf("with %v preferred, words on white are %s, want %s", c.prefer, written(got), c.want)
		}
	}
	if AALarge != 3 {
		t.Errorf("large type needs %v:1, want 3:1", AALarge)
	}
}

func TestOnTakesTheFirstPreferredThatReadsWell(t *testing.T) {
	blue := hex("#005EB8")
	navy := hex("#003087")
	grey := hex("#808080")
	ink := hex("#212B32")
	for _, c := range []struct {
		name   string
		ground color.NRGBA
		prefer []color.NRGBA
		want   color.NRGBA
	}{
		{"7:1 wins by order", white, []color.NRGBA{navy, black}, navy},
		{"below 7:1 the best wins", blue, []color.NRGBA{ink, white}, white},
		{"where none reaches 4.5:1, black or white", grey, []color.NRGBA{ink, white}, black},
		{"nothing preferred", navy, nil, white},
	} {
		if got := On(c.ground, c.prefer...); got != c.want {
			t.Errorf("%s: got %s, wanted %s", c.name, written(got), written(c.want))
		}
	}
}
