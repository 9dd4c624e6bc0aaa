package brand

import (
	"fmt"
	"image/color"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"

	"kic/render/definition"
	"kic/render/scene"
)

var (
	black = color.NRGBA{A: 255}
	white = color.NRGBA{255, 255, 255, 255}
)

var (
	hexColour  = regexp.MustCompile(`^#?(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`)
	hexAlpha   = regexp.MustCompile(`^#?(?:[0-9A-Fa-f]{4}|[0-9A-Fa-f]{8})$`)
	rgbColour  = regexp.MustCompile(`^(?i:rgb)?\(?\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)?$`)
	cmykColour = regexp.MustCompile(`(?i)cmyk|pantone|^c\s*\d`)
)

// ParseColour reads "#RGB" or "#RRGGBB". Of anything else the error says what it is and how to write it.
func ParseColour(s string) (color.NRGBA, error) {
	if hexColour.MatchString(s) && s[0] == '#' {
		return hex(s[1:]), nil
	}
	trimmed := strings.TrimSpace(s)
	named, isName := colornames.Map[strings.ToLower(strings.ReplaceAll(trimmed, " ", ""))]
	switch {
	case trimmed == "":
		return color.NRGBA{}, &colourError{s, `write it as "#RRGGBB"`}
	case isName:
		c := color.NRGBA{named.R, named.G, named.B, 255}
		return color.NRGBA{}, &colourError{s, fmt.Sprintf("write it as \"#RRGGBB\", such as %q", scene.Hex(c))}
	case hexColour.MatchString(trimmed):
		return color.NRGBA{}, &colourError{s, fmt.Sprintf("did you mean \"#%s\"?", strings.TrimPrefix(trimmed, "#"))}
	case hexAlpha.MatchString(trimmed):
		digits := strings.TrimPrefix(trimmed, "#")
		return color.NRGBA{}, &colourError{s, fmt.Sprintf("leave out how transparent it is: \"#%s\"", digits[:len(digits)/4*3])}
	case rgbColour.MatchString(trimmed):
		if c, ok := decimal(trimmed); ok {
			return color.NRGBA{}, &colourError{s, fmt.Sprintf("did you mean %q?", scene.Hex(c))}
		}
	case cmykColour.MatchString(trimmed):
		return color.NRGBA{}, &colourError{s, `give the colour for screens (RGB), as "#RRGGBB"`}
	}
	return color.NRGBA{}, &colourError{s, `write it as "#RRGGBB", such as "#005EB8"`}
}

// colourError says that some text is no colour, and how to write it.
type colourError struct{ text, remedy string }

func (e *colourError) Error() string {
	what, remedy := e.Parts()
	return what + "; " + remedy
}

// Parts is what is wrong, and what to do about it.
func (e *colourError) Parts() (what, remedy string) {
	return fmt.Sprintf("%q is not a colour", definition.Short(e.text)), e.remedy
}

// hex is the opaque colour of three or six hexadecimal digits.
func hex(digits string) color.NRGBA {
	n, _ := strconv.ParseUint(digits, 16, 32)
	if len(digits) == 3 {
		return color.NRGBA{uint8(n>>8&15) * 17, uint8(n>>4&15) * 17, uint8(n&15) * 17, 255}
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}

// decimal is the opaque colour of three numbers up to 255.
func decimal(s string) (color.NRGBA, bool) {
	var v [3]uint8
	for i, digits := range rgbColour.FindStringSubmatch(s)[1:] {
		n, err := strconv.ParseUint(digits, 10, 8)
		if err != nil {
			return color.NRGBA{}, false
		}
		v[i] = uint8(n)
	}
	return color.NRGBA{v[0], v[1], v[2], 255}, true
}
