package text

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"kic/render/scene"
)

// Where says what is being set, for errors. Box is where on the piece; its size is taken from the call where it is zero.
type Where struct {
	Brand     string
	Message   string
	Placement string
	Box       scene.Rect
}

// String is brand, message and placement, as far as they are known.
func (w Where) String() string {
	var parts []string
	for _, p := range [][2]string{{"brand", w.Brand}, {"message", w.Message}, {"placement", w.Placement}} {
		if p[1] != "" {
			parts = append(parts, fmt.Sprintf("%s %q", p[0], p[1]))
		}
	}
	return strings.Join(parts, ", ")
}

// prefix is w and the slot, ready to stand before what went wrong.
func (w Where) prefix(slot string) string {
	p := w.String()
	if p != "" {
		p += ": "
	}
	if slot != "" {
		p += slot + ": "
	}
	return p
}

// in adds w to an error of a shaper.
func (w Where) in(err error, slot string) error {
	var missing *GlyphError
	if errors.As(err, &missing) {
		return &GlyphError{Where: w, Slot: slot, Words: missing.Words, Rune: missing.Rune, Chain: missing.Chain}
	}
	return fmt.Errorf("%s%w", w.prefix(slot), err)
}

// OverflowError says that words don't fit their box at the smallest legible size.
type OverflowError struct {
	Where
	Slot    string // empty: the call had no slots
	Words   string // the shortest wording
	MinSize float64
	Lines   int     // that it may take; 0: any number
	NeededW float64 // width of the widest part that can't be broken; 0 where the width is enough
	NeededH float64 // height of all that must stand in the box; 0 where the height is enough
	Word    string  // the part that can't be broken and is too wide; empty where the width is enough
	Room    int     // about how many characters fit: of Word on a line, or of Words in the box
}

func (e *OverflowError) Error() string { return whole(e.Parts()) }

// Parts is what is wrong, and what to do about it.
func (e *OverflowError) Parts() (what, remedy string) {
	const shorter = "give a shorter wording"
	words := fmt.Sprintf("%s%q has ", e.prefix(e.Slot), brief(e.Words))
	switch {
	case e.Word != "" && e.Word == e.Words:
		return words + fmt.Sprintf("%s, about %d fit on a line", characters(e.Word), e.Room), shorter
	case e.Word != "":
		return words + fmt.Sprintf("%s in the word %q, about %d fit on a line", characters(e.Word), brief(e.Word), e.Room), shorter
	case e.Room == 0:
		return words + fmt.Sprintf("%s, and there is no room for any at a size that can be read", characters(e.Words)), shorter + ", here or to what stands with it"
	}
	return words + fmt.Sprintf("%s, about %d fit", characters(e.Words), e.Room), shorter
}

func characters(s string) string {
	if n := utf8.RuneCountInString(s); n != 1 {
		return fmt.Sprintf("%d characters", n)
	}
	return "1 character"
}

// brief is how words begin, for a message to name them by.
func brief(words string) string {
	const most = 60
	if runes := []rune(words); len(runes) > most {
		return strings.TrimSpace(string(runes[:most-1])) + "…"
	}
	return words
}

// GlyphError says that no face of the fallback chain has a letter.
type GlyphError struct {
	Where
	Slot  string
	Words string
	Rune  rune
	Chain []string // IDs of the faces that were asked
}

func (e *GlyphError) Error() string { return whole(e.Parts()) }

// Parts is what is wrong, and what to do about it.
func (e *GlyphError) Parts() (what, remedy string) {
	asked := strings.Join(e.Chain[:min(1, len(e.Chain))], "")
	if others := len(e.Chain) - 1; others > 0 {
		asked += fmt.Sprintf(" and %d more", others)
	}
	return fmt.Sprintf("%s%q has %q (U+%04X), which no font has (%s)", e.prefix(e.Slot), brief(e.Words), string(e.Rune), e.Rune, asked),
		"reword it, or give the brand a font that has it"
}

// whole is an error's message from its parts.
func whole(what, remedy string) string { return what + "; " + remedy }
