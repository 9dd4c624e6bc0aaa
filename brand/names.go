package brand

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"kic/render/definition"
)

func (m *maker) names() {
	f, b := m.file, m.brand
	if strings.TrimSpace(f.Name) == "" {
		m.add("name", "add the organisation's name", "is missing")
	}
	b.Name = m.words("name", f.Name, maxName)
	b.ShortName = m.words("short_name", f.ShortName, maxName)
	if b.Name != "" && utf8.RuneCountInString(b.ShortName) > utf8.RuneCountInString(b.Name) {
		m.add("short_name", "shorten it, or leave it out", "is longer than the name")
		b.ShortName = ""
	}
	if b.ShortName == "" {
		b.ShortName = b.Name
	}
}

// standIns gives a brand without a name or a slug others, so that a draft of it can be drawn.
func (m *maker) standIns() {
	b := m.brand
	folder := Slug(path.Base(filepath.ToSlash(b.Dir)))
	b.Name = cmp.Or(b.Name, folder, "Your organisation")
	b.ShortName = cmp.Or(b.ShortName, b.Name)
	b.Slug = cmp.Or(b.Slug, Slug(b.Name), folder, "brand")
}

// words is s without spaces round it. It is empty where it is too long or holds characters that nobody sees, which is noted.
func (m *maker) words(key, s string, limit int) string {
	if m.src.Has(key) && strings.TrimSpace(s) == "" && s != "" || m.src.Has(key) && s == "" && key != "name" {
		m.add(key, "fill it in or leave the line out", "is empty")
		return ""
	}
	s = norm.NFC.String(strings.TrimSpace(s))
	if n := utf8.RuneCountInString(s); n > limit {
		m.add(key, fmt.Sprintf("use at most %d", limit), "has %d characters", n)
		return ""
	}
	for _, r := range s {
		if definition.Acts(r) || r == utf8.RuneError {
			m.add(key, "take it out", "holds the character %U, which can't be seen", r)
			return ""
		}
	}
	return s
}

var (
	slugShape     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	reservedShape = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin|conout)$`)
)

func (m *maker) slug() {
	s := m.file.Slug
	switch {
	case s == "" && m.src.Has("slug"):
		m.add("slug", "fill it in or leave the line out", "is empty")
		return
	case s == "":
		s = cmp.Or(Slug(m.brand.Name), Slug(path.Base(filepath.ToSlash(m.brand.Dir))))
		if s == "" && m.brand.Name != "" {
			m.add("slug", `add a short name for folders, such as "north-example"`, "is missing, and the name has no letters to make it from")
		}
	case !slugShape.MatchString(s):
		m.add("slug", slugRemedy(s), "%q is not fit for a folder's name", s)
		return
	case reservedShape.MatchString(s):
		m.add("slug", "use another", "%q is a name that Windows keeps for itself", s)
		return
	case len(s) > maxSlug:
		m.add("slug", fmt.Sprintf("use at most %d", maxSlug), "has %d characters", len(s))
		return
	}
	m.brand.Slug = s
}

func slugRemedy(s string) string {
	if made := Slug(s); made != "" {
		return fmt.Sprintf("did you mean %q?", made)
	}
	return "use lower-case letters, digits and single hyphens"
}

// Slug is a name as a folder is called: lower-case letters without accents, digits and single hyphens, at most 60 of
// them, and no name that Windows reserves. It is empty where the name has no such letters.
func Slug(name string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFKD.String(strings.ToLower(strings.NewReplacer("&", " and ", "'", "", "’", "").Replace(name))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			hyphen = false
		case unicode.Is(unicode.Mn, r): // an accent
		default:
			hyphen = true
		}
	}
	s := b.String()
	if len(s) > maxSlug {
		s = s[:maxSlug]
		if i := strings.LastIndexByte(s, '-'); i > maxSlug/2 {
			s = s[:i]
		}
		s = strings.TrimRight(s, "-")
	}
	if reservedShape.MatchString(s) {
		s = "brand-" + s
	}
	return s
}

// maxLanguages is how many languages the same materials can speak: a poster has room for two.
const maxLanguages = 2

// languages are those that language or languages name; one of the two keys is enough.
func (m *maker) languages() {
	f, b := m.file, m.brand
	switch n := len(f.Languages); {
	case n == 0:
		if m.src.Has("languages") {
			m.add("languages", `write it as languages = ["cy", "en"], or leave it out`, "is empty")
		}
		if f.Language != "" || m.src.Has("language") {
			m.speak(m.language("language", f.Language))
		}
	case n > maxLanguages:
		m.add("languages", fmt.Sprintf("name at most %d", maxLanguages), "names %d", n)
	default:
		if f.Language != "" {
			m.add("language", "leave it out: languages says it; put the language that is read first in front", "is there as well as languages")
		}
		for i, s := range f.Languages {
			at := definition.Element("languages", i)
			tag := m.language(at, s)
			if slices.Contains(b.Languages, tag) {
				m.add(at, "remove one", "%q is there already", tag)
				continue
			}
			m.speak(tag)
		}
	}
	if len(b.Languages) == 0 {
		m.speak(defaultLanguage)
	}
	b.Language = b.Languages[0]
}

// speak adds a language, unless it is none.
func (m *maker) speak(tag string) {
	if tag != "" {
		m.brand.Languages = append(m.brand.Languages, tag)
	}
}

// language is a language tag in its usual form; empty where it is none, which is noted.
func (m *maker) language(key, s string) string {
	tag, err := language.Parse(s)
	base, _ := tag.Base()
	switch usual := tag.String(); {
	case strings.EqualFold(s, "english"):
		m.add(key, `did you mean "en-GB"?`, "%q is not a language tag", s)
	case strings.EqualFold(s, "welsh"), strings.EqualFold(s, "cymraeg"):
		m.add(key, `did you mean "cy"?`, "%q is not a language tag", s)
	case err != nil, strings.HasPrefix(usual, "und"), base.String() == "und":
		m.add(key, `write it as "en-GB", "cy" or "ur"`, "%q is not a language tag", s)
	case !strings.EqualFold(usual, s): // en_GB, en-UK, wel
		m.add(key, fmt.Sprintf("did you mean %q?", usual), "%q is not how the language is written", s)
	default:
		return usual
	}
	return ""
}
