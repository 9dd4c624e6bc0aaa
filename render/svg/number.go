package svg

import (
	"math"
	"strconv"
	"strings"
)

// scanner reads numbers and names from an attribute, as path data and lists write them.
type scanner struct {
	s string
	i int
}

func (c *scanner) done() bool { return c.i >= len(c.s) }

// space skips white space.
func (c *scanner) space() {
	for c.i < len(c.s) && isSpace(c.s[c.i]) {
		c.i++
	}
}

// comma skips white space with at most one comma in it.
func (c *scanner) comma() {
	c.space()
	if c.i < len(c.s) && c.s[c.i] == ',' {
		c.i++
		c.space()
	}
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f' }
func isDigit(b byte) bool { return b >= '0' && b <= '9' }
func isAlpha(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// number reads a number at the scanner's place; ok is false, and the place the same, where there is none in range.
func (c *scanner) number() (v float64, ok bool) {
	i, digits := c.i, 0
	if i < len(c.s) && (c.s[i] == '+' || c.s[i] == '-') {
		i++
	}
	for ; i < len(c.s) && isDigit(c.s[i]); i++ {
		digits++
	}
	if i < len(c.s) && c.s[i] == '.' {
		for i++; i < len(c.s) && isDigit(c.s[i]); i++ {
			digits++
		}
	}
	if digits == 0 {
		return 0, false
	}
	if j := i; j < len(c.s) && (c.s[j] == 'e' || c.s[j] == 'E') { // but 1em is a length
		if j++; j < len(c.s) && (c.s[j] == '+' || c.s[j] == '-') {
			j++
		}
		if j < len(c.s) && isDigit(c.s[j]) {
			for j < len(c.s) && isDigit(c.s[j]) {
				j++
			}
			i = j
		}
	}
	v, err := strconv.ParseFloat(c.s[c.i:i], 64)
	if err != nil || math.Abs(v) > maxNumber {
		return 0, false
	}
	c.i = i
	return v, true
}

// word reads letters.
func (c *scanner) word() string {
	start := c.i
	for c.i < len(c.s) && (isAlpha(c.s[c.i]) || c.s[c.i] == '-') {
		c.i++
	}
	return c.s[start:c.i]
}

// take skips b where it comes next.
func (c *scanner) take(b byte) bool {
	if c.i < len(c.s) && c.s[c.i] == b {
		c.i++
		return true
	}
	return false
}

// numbers reads a list of numbers parted by white space and commas; ok is false when anything else is in it.
func numbers(s string) (list []float64, ok bool) {
	c := scanner{s: s}
	for c.space(); !c.done(); c.comma() {
		v, ok := c.number()
		if !ok {
			return list, false
		}
		list = append(list, v)
	}
	return list, true
}

// length is a number with its unit.
type length struct {
	v    float64
	unit string // lower case; empty: user units
}

// parseLength reads one length.
func parseLength(s string) (l length, ok bool) {
	c := scanner{s: strings.TrimSpace(s)}
	if l.v, ok = c.number(); !ok {
		return l, false
	}
	l.unit = strings.ToLower(c.s[c.i:])
	_, known := pixels[l.unit]
	return l, known || l.unit == "%" || l.unit == "em" || l.unit == "rem" || l.unit == "ex" || l.unit == "ch"
}

// pixels are the units of fixed size, at CSS's 96 px an inch.
var pixels = map[string]float64{
	"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6,
}

// in gives l in user units, where a per cent is of whole and an em is em long.
func (l length) in(whole, em float64) float64 {
	switch l.unit {
	case "%":
		return l.v / 100 * whole
	case "em":
		return l.v * em
	case "rem":
		return l.v * defaultEm
	case "ex", "ch":
		return l.v * em / 2
	}
	return l.v * pixels[l.unit]
}

// defaultEm is CSS's medium font size, in px.
const defaultEm = 16

// share reads a number or a per cent as a share of one, kept between 0 and 1.
func share(s string) (v float64, ok bool) {
	l, ok := parseLength(s)
	if !ok || l.unit != "" && l.unit != "%" {
		return 0, false
	}
	return math.Max(0, math.Min(1, l.in(1, 0))), true
}
