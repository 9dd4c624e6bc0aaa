// Package colour is what is known of colours apart from where they are shown. [ToLCH] says how light they look, and
// [Distance] how different. [Contrast] says how well one reads on another (WCAG), and [On] chooses one for words. [SRGB] is
// the ICC profile by which a file says that its colours are sRGB.
package colour

import "image/color"

var (
	black = color.NRGBA{A: 255}
	white = color.NRGBA{255, 255, 255, 255}
)

// The contrast ratios that WCAG 2.2 asks for: AA for small words, AALarge for large words and graphics,
// AAA for small words that read well.
const (
	AA      = 4.5
	AALarge = 3.0
	AAA     = 7.0
)

// Contrast is the contrast ratio of two opaque colours by WCAG 2.2: 1 for equal ones, 21 for black on white.
func Contrast(a, b color.NRGBA) float64 {
	x, y := Luminance(a), Luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

// Luminance is the relative luminance of WCAG 2.2, 0 to 1.
func Luminance(c color.NRGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// On is the colour for words on an opaque ground: the first preferred one with a contrast of 7:1 (WCAG AAA), else the best
// of them if it has 4.5:1 (AA), else black or white, whichever reads better. Its contrast is always at least 4.5:1, because
// black and white never both fall short of it.
func On(ground color.NRGBA, prefer ...color.NRGBA) color.NRGBA {
	best, most := black, 0.0
	for _, c := range prefer {
		ratio := Contrast(c, ground)
		if ratio >= AAA {
			return c
		}
		if ratio > most {
			best, most = c, ratio
		}
	}
	if most >= AA {
		return best
	}
	if Contrast(white, ground) > Contrast(black, ground) {
		return white
	}
	return black
}
