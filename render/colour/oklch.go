package colour

import (
	"image/color"
	"math"
)

// LCH is a colour in OKLCH, a space in which equal numbers look like equal steps. L runs from 0 (black) to 1 (white); C
// is the chroma, 0 for greys and at most about 0.32 in sRGB; H is the hue in degrees: 30 red, 110 yellow, 145 green, 260 blue.
// The constants are those of Björn Ottosson's "A perceptual color space for image processing" (bottosson.github.io).
type LCH struct{ L, C, H float64 }

// oklab is the same space with straight axes, in which distances are differences that people see.
type oklab struct{ l, a, b float64 }

// leastChroma is where a hue stops meaning anything.
const leastChroma = 0.001

// ToLCH is c in OKLCH. Greys have chroma and hue 0. The alpha is left out.
func ToLCH(c color.NRGBA) LCH {
	lab := toLab(c)
	out := LCH{L: lab.l, C: math.Hypot(lab.a, lab.b)}
	if out.C < leastChroma {
		out.C = 0
		return out
	}
	out.H = math.Mod(math.Atan2(lab.b, lab.a)*180/math.Pi+360, 360)
	return out
}

// toLab is c in OKLab. The alpha is left out.
func toLab(c color.NRGBA) oklab {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return oklab{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// linearRGB is x in linear sRGB; outside 0 to 1 the screen can't show it.
func (x LCH) linearRGB() (r, g, b float64) {
	sin, cos := math.Sincos(x.H * math.Pi / 180)
	a, bb := x.C*cos, x.C*sin
	l := cube(x.L + 0.3963377774*a + 0.2158037573*bb)
	m := cube(x.L - 0.1055613458*a - 0.0638541728*bb)
	s := cube(x.L - 0.0894841775*a - 1.2914855480*bb)
	return 4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s
}

func cube(x float64) float64 { return x * x * x }

// inGamut reports whether sRGB has the colour, give or take half a step of 8 bits at the dark end.
func (x LCH) inGamut() bool {
	r, g, b := x.linearRGB()
	return min(r, g, b) >= -0.0002 && max(r, g, b) <= 1.0002
}

// RGB is x as an opaque sRGB colour. What the screen can't show keeps its lightness and hue and loses chroma.
func (x LCH) RGB() color.NRGBA {
	x.L, x.C = min(max(x.L, 0), 1), max(x.C, 0)
	if !x.inGamut() {
		low, high := 0.0, x.C
		for range 24 {
			x.C = (low + high) / 2
			if x.inGamut() {
				low = x.C
			} else {
				high = x.C
			}
		}
		x.C = low
	}
	r, g, b := x.linearRGB()
	return color.NRGBA{companded(r), companded(g), companded(b), 255}
}

// Distance is how different two colours look: 0.02 is just visible side by side, 1 is black on white.
func Distance(a, b color.NRGBA) float64 {
	p, q := toLab(a), toLab(b)
	return math.Sqrt((p.l-q.l)*(p.l-q.l) + (p.a-q.a)*(p.a-q.a) + (p.b-q.b)*(p.b-q.b))
}

// linear is an 8-bit sRGB value as light, 0 to 1.
func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// companded is light, 0 to 1, as an 8-bit sRGB value.
func companded(x float64) uint8 {
	x = min(max(x, 0), 1)
	if x <= 0.0031308 {
		x *= 12.92
	} else {
		x = 1.055*math.Pow(x, 1/2.4) - 0.055
	}
	return uint8(math.Round(x * 255))
}
