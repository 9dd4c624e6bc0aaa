package svg

import (
	"image/color"
	"math"
	"strconv"
	"strings"
)

// parseColour reads a CSS colour: a name, a hexadecimal one, rgb() or hsl().
func parseColour(s string) (c color.NRGBA, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if strings.HasPrefix(s, "#") {
		return hexColour(s[1:])
	}
	if name, args, isFunc := strings.Cut(s, "("); isFunc {
		args, closed := strings.CutSuffix(strings.TrimSpace(args), ")")
		if !closed {
			return c, false
		}
		switch strings.TrimSpace(name) {
		case "rgb", "rgba":
			return rgbColour(args)
		case "hsl", "hsla":
			return hslColour(args)
		}
		return c, false
	}
	if s == "transparent" {
		return color.NRGBA{}, true
	}
	v, ok := colourNames[s]
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}, ok
}

func isHex(b byte) bool { return isDigit(b) || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F' }

func hexDigit(b byte) int {
	v, _ := strconv.ParseUint(string(b), 16, 8)
	return int(v)
}

func hexColour(s string) (color.NRGBA, bool) {
	for i := range len(s) {
		if !isHex(s[i]) {
			return color.NRGBA{}, false
		}
	}
	if len(s) == 3 || len(s) == 4 {
		long := make([]byte, 0, 8)
		for i := range len(s) {
			long = append(long, s[i], s[i])
		}
		s = string(long)
	}
	if len(s) == 6 {
		s += "ff"
	}
	if len(s) != 8 {
		return color.NRGBA{}, false
	}
	v, _ := strconv.ParseUint(s, 16, 32)
	return color.NRGBA{uint8(v >> 24), uint8(v >> 16), uint8(v >> 8), uint8(v)}, true
}

// arguments splits the arguments of a colour: three, and an alpha that is 1 when it isn't given.
func arguments(s string) (args [3]string, alpha float64, ok bool) {
	list := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '/' || r < 128 && isSpace(byte(r)) })
	if len(list) != 3 && len(list) != 4 {
		return args, 0, false
	}
	alpha = 1
	if len(list) == 4 {
		if alpha, ok = share(list[3]); !ok {
			return args, 0, false
		}
	}
	copy(args[:], list)
	return args, alpha, true
}

func rgbColour(s string) (color.NRGBA, bool) {
	args, alpha, ok := arguments(s)
	if !ok {
		return color.NRGBA{}, false
	}
	var rgb [3]uint8
	for i, a := range args {
		l, ok := parseLength(a)
		if !ok || l.unit != "" && l.unit != "%" {
			return color.NRGBA{}, false
		}
		rgb[i] = byteOf(l.in(255, 0) / 255)
	}
	return color.NRGBA{rgb[0], rgb[1], rgb[2], byteOf(alpha)}, true
}

func hslColour(s string) (color.NRGBA, bool) {
	args, alpha, ok := arguments(s)
	if !ok {
		return color.NRGBA{}, false
	}
	h, ok := parseAngle(args[0])
	sat, ok2 := share(args[1])
	light, ok3 := share(args[2])
	if !ok || !ok2 || !ok3 {
		return color.NRGBA{}, false
	}
	channel := func(n float64) uint8 { // CSS Color 4, section 7.1
		k := math.Mod(n+h/30, 12)
		if k < 0 {
			k += 12
		}
		a := sat * math.Min(light, 1-light)
		return byteOf(light - a*math.Max(-1, math.Min(math.Min(k-3, 9-k), 1)))
	}
	return color.NRGBA{channel(0), channel(8), channel(4), byteOf(alpha)}, true
}

// parseAngle reads an angle in degrees.
func parseAngle(s string) (degrees float64, ok bool) {
	c := scanner{s: strings.TrimSpace(s)}
	v, ok := c.number()
	per, known := map[string]float64{"": 1, "deg": 1, "rad": 180 / math.Pi, "grad": 0.9, "turn": 360}[strings.ToLower(c.s[c.i:])]
	return v * per, ok && known
}

// byteOf is the nearest of 256 levels to a share of one.
func byteOf(v float64) uint8 { return uint8(math.Round(math.Max(0, math.Min(1, v)) * 255)) }

// fade is c with its alpha multiplied by a share of one.
func fade(c color.NRGBA, by float64) color.NRGBA {
	c.A = byteOf(float64(c.A) / 255 * by)
	return c
}
