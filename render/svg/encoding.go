package svg

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

var declared = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// toUTF8 gives the file as UTF-8: by its byte order mark, else by the encoding that it declares.
func toUTF8(data []byte) ([]byte, *Error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		data = fromUTF16(data[2:], binary.BigEndian)
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		data = fromUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte{0x1F, 0x8B}):
		return nil, &Error{Code: "svg-not-svg", What: "the file is compressed (svgz)", Remedy: "save it as plain SVG"}
	default:
		if m := declared.FindSubmatch(data[:min(len(data), 200)]); m != nil {
			switch strings.ToLower(string(m[1])) {
			case "iso-8859-1", "latin1", "windows-1252":
				data = fromLatin1(data)
			case "utf-8", "utf8", "us-ascii", "ascii":
			default:
				return nil, &Error{Code: "svg-syntax", Line: 1, What: "the encoding " + string(m[1]) + " isn't known here", Remedy: "save the file as UTF-8"}
			}
		}
	}
	if !utf8.Valid(data) {
		return nil, &Error{Code: "svg-not-svg", What: "the file isn't text in UTF-8", Remedy: "save it as SVG in UTF-8"}
	}
	return data, nil
}

func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

func fromLatin1(data []byte) []byte {
	runes := make([]rune, len(data))
	for i, b := range data {
		runes[i] = rune(b)
	}
	return []byte(string(runes))
}

const (
	maxEntities    = 200
	maxEntityBytes = 4 << 10 // of one entity, expanded
	maxExpansion   = 1 << 20 // of all entities where the file uses them
)

var entityDecl = regexp.MustCompile(`(?s)<!ENTITY\s+(%\s+)?([^\s%"'>]+)\s+(?:"([^"]*)"|'([^']*)'|([A-Z]+))`)

// entities reads the entities of a DOCTYPE, as Illustrator writes them for namespaces. The file's own DTD is never fetched.
func entities(directive, file []byte) (map[string]string, *Error) {
	found := entityDecl.FindAllSubmatch(directive, -1)
	if len(found) > maxEntities {
		return nil, entityError("more than %d entities", maxEntities)
	}
	raw := map[string]string{}
	for _, m := range found {
		name := string(m[2])
		switch {
		case len(m[1]) > 0 || len(m[5]) > 0:
			return nil, entityError("the entity %q stands for something outside the file", name)
		case bytes.IndexByte(m[0][len("<!"):], '<') >= 0:
			return nil, entityError("the entity %q holds elements", name)
		}
		if _, again := raw[name]; !again {
			raw[name] = string(m[3]) + string(m[4])
		}
	}
	x := expander{raw: raw, done: map[string]string{}, open: map[string]bool{}}
	for name := range raw {
		if _, ok := x.expand(name); !ok {
			return nil, entityError("the entity %q is too large or stands for itself", name)
		}
	}
	return x.done, bounded(x.done, file)
}

func entityError(format string, args ...any) *Error {
	return &Error{Code: "svg-entity", What: fmt.Sprintf(format, args...), Remedy: "export the file as plain SVG"}
}

var reference = regexp.MustCompile(`&[^;&\s]{1,64};`)

// expander replaces entities inside entities, each once.
type expander struct {
	raw, done map[string]string
	open      map[string]bool // being expanded
}

// expand is the text of an entity; ok is false when it is too large or stands for itself.
func (x *expander) expand(name string) (text string, ok bool) {
	if text, ok = x.done[name]; ok {
		return text, true
	}
	if x.open[name] || len(x.raw[name]) > maxEntityBytes {
		return "", false
	}
	x.open[name] = true
	var b strings.Builder
	rest := x.raw[name]
	last := 0
	for _, at := range reference.FindAllStringIndex(rest, -1) {
		b.WriteString(rest[last:at[0]])
		last = at[1]
		ref := rest[at[0]:at[1]]
		inner := ref[1 : len(ref)-1]
		v := character(ref)
		if _, known := x.raw[inner]; known {
			if v, ok = x.expand(inner); !ok {
				return "", false
			}
		}
		b.WriteString(v)
		if b.Len() > maxEntityBytes {
			return "", false
		}
	}
	b.WriteString(rest[last:])
	x.done[name] = b.String()
	return x.done[name], b.Len() <= maxEntityBytes
}

// character resolves the references that XML itself knows.
func character(ref string) string {
	switch ref {
	case "&amp;":
		return "&"
	case "&lt;":
		return "<"
	case "&gt;":
		return ">"
	case "&quot;":
		return `"`
	case "&apos;":
		return "'"
	}
	if digits, isNumber := strings.CutPrefix(ref[1:len(ref)-1], "#"); isNumber {
		base := 10
		if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
			digits, base = hex, 16
		}
		if v, err := strconv.ParseUint(digits, base, 21); err == nil && utf8.ValidRune(rune(v)) {
			return string(rune(v))
		}
	}
	return ref
}

// bounded checks how much text the entities would add to the whole file.
func bounded(all map[string]string, file []byte) *Error {
	total := 0
	for rest := file; len(all) > 0; {
		i := bytes.IndexByte(rest, '&')
		if i < 0 {
			break
		}
		rest = rest[i+1:]
		if end := bytes.IndexByte(rest[:min(len(rest), 65)], ';'); end > 0 {
			total += len(all[string(rest[:end])])
		}
		if total > maxExpansion {
			return entityError("the entities add more than %d bytes", maxExpansion)
		}
	}
	return nil
}
