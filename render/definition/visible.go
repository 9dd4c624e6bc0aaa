package definition

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortest is how many characters of a value a message shows: enough to find it by, and less than a line.
const shortest = 60

// Short is the beginning of a value, for a message: all of it up to 60 characters.
func Short(value string) string {
	runes := []rune(value)
	if len(runes) <= shortest {
		return value
	}
	return strings.TrimSpace(string(runes[:shortest-1])) + "…"
}

// Visible is s with everything written out, as JSON does, that would act on a screen instead of showing on it. Such are a
// bell, a line end, an escape sequence of a terminal, and an override of the reading direction. Bytes that are no text are
// written as \x9b. In valid JSON nothing changes its meaning.
func Visible(s string) string { return visible(s, "") }

// VisibleLines is [Visible] with line ends and tabs left as they are, for texts of several lines.
func VisibleLines(s string) string { return visible(s, "\n\t") }

func visible(s, but string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case Acts(r) && !strings.ContainsRune(but, r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

// Acts reports whether a screen would obey r: controls, line ends of Unicode, and what turns the reading direction of
// all that follows. Joiners and marks of direction don't count: words in several scripts need them.
func Acts(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || Overrides(r) || r >= '\u2066' && r <= '\u2069'
}

// Overrides reports whether r lets a text read other than it is written: the embeddings and overrides of direction. Isolates
// do that to less of it, and words from right to left may need them.
func Overrides(r rune) bool { return r >= '\u202A' && r <= '\u202E' }

// invisible are characters that nobody sees in an editor, by what people call them.
var invisible = map[rune]string{
	'\t': "a tab", '\r': "a line end", '\n': "a line end", '\u00A0': "a non-breaking space", '\u00AD': "a soft hyphen", '\u2007': "a wide space",
	'\u2009': "a thin space", '\u200A': "a thin space", '\u200B': "a space without width", '\u202F': "a narrow non-breaking space",
	'\u2028': "a line end from another program", '\u2029': "a line end from another program", '\u2060': "a word joiner", '\u3000': "a wide space", '\uFEFF': "a byte order mark",
}

// Character is what people call a character that can't be seen.
func Character(r rune) string {
	if name := invisible[r]; name != "" {
		return fmt.Sprintf("%s (%U)", name, r)
	}
	return fmt.Sprintf("the invisible character %U", r)
}
