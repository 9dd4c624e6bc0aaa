package definition

import (
	"fmt"
	"strings"
)

// Nearest is the name that was most likely meant by name, or "" when none is near. Case, hyphens and
// underscores don't count. Of equally near names it takes the first.
func Nearest(name string, names []string) string {
	const longest = 64 // names are short; anything longer is not a slip of the pen
	if len(name) > longest {
		return ""
	}
	best, least := "", slips(name)+1
	for _, candidate := range names {
		if len(candidate) > longest {
			continue
		}
		if d := distance(plain(name), plain(candidate)); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// mostSuggested is how many names one suggestion holds.
const mostSuggested = 8

// Suggest asks whether one of names was meant: the nearest, or those that have name as a word of theirs, as
// "instagram-square" has "instagram". It is empty where none is near.
func Suggest(name string, names []string) string {
	if near := Nearest(name, names); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	var meant []string
	for _, candidate := range names {
		if hasWords(plainly(candidate), plainly(name)) {
			meant = append(meant, candidate)
		}
	}
	switch n := len(meant); {
	case n == 0:
		return ""
	case n == 1:
		return fmt.Sprintf("did you mean %q?", meant[0])
	case n > mostSuggested:
		return fmt.Sprintf("did you mean one of %s and %d more?", strings.Join(meant[:mostSuggested], ", "), n-mostSuggested)
	}
	return fmt.Sprintf("did you mean one of %s?", strings.Join(meant, ", "))
}

// shortestWord is how many letters say enough of a name.
const shortestWord = 2

// hasWords reports whether words stand in a name, from the start of a word on.
func hasWords(name, words string) bool {
	return len(words) >= shortestWord && strings.Contains("-"+name, "-"+words)
}

// plainly is a name in small letters with its words parted by hyphens.
func plainly(name string) string {
	return strings.Trim(strings.NewReplacer("_", "-", " ", "-", ".", "-").Replace(strings.ToLower(name)), "-")
}

// slips is how many letters may differ: a longer word has room for more.
func slips(name string) int {
	switch n := len([]rune(name)); {
	case n < 4:
		return 1
	case n < 8:
		return 2
	}
	return 3
}

func plain(name string) []rune {
	return []rune(strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name)))
}

// distance counts the letters to insert, delete, replace or swap with their neighbour that turn a into b.
func distance(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}

// list writes names for a sentence: "a", "b" and "c".
func list(names []string) string {
	var b strings.Builder
	for i, name := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			b.WriteString(" and ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(name)
	}
	return b.String()
}
