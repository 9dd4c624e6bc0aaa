package definition

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

const (
	saveAsText = "save it as plain text: in Word choose Save as, Plain text (.txt) and UTF-8; in TextEdit choose Format, Make Plain Text"
	saveAsUTF8 = "save it as UTF-8: in Notepad choose File, Save as and Encoding: UTF-8"
	startAgain = "open the .toml file in Notepad, TextEdit or another editor of plain text; kic init writes one to start from"
)

// kinds are files that people have for a definition because of their names, by how they begin.
var kinds = []struct{ begins, within, what, remedy string }{
	{`{\rtf`, "", "is a document with formatting (RTF), not plain text", saveAsText},
	{"PK\x03\x04", "word/", "is a Word document, not plain text", saveAsText},
	{"PK\x03\x04", "xl/", "is a spreadsheet, not plain text", startAgain},
	{"PK\x03\x04", "opendocument", "is an OpenDocument file, not plain text", saveAsText},
	{"PK\x03\x04", "", "is a zip file, or a document that is kept as one, not plain text", saveAsText},
	{"\xD0\xCF\x11\xE0", "", "is a document of an old Word or Excel, not plain text", saveAsText},
	{"%PDF", "", "is a PDF, not plain text", startAgain},
	{"<svg", "", "is a picture, not plain text", startAgain},
	{"\x89PNG", "", "is a picture, not plain text", startAgain},
	{"\xFF\xD8\xFF", "", "is a picture, not plain text", startAgain},
	{"GIF8", "", "is a picture, not plain text", startAgain},
	{"<", "", "is a web page (HTML), not plain text", startAgain},
	{"{", "", "starts with {, as JSON does, and not like a .toml file", startAgain},
}

// notText is what is wrong with data that is no plain text at all; nil where it is text.
func notText(data []byte) *Problem {
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\uFEFF")))
	switch {
	case len(trimmed) == 0:
		return &Problem{What: "is empty", Remedy: "kic init writes one to start from"}
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}), isWide(data):
		return &Problem{What: "is saved as UTF-16", Remedy: saveAsUTF8}
	}
	for _, k := range kinds {
		if bytes.HasPrefix(trimmed, []byte(k.begins)) && bytes.Contains(data, []byte(k.within)) {
			return &Problem{What: k.what, Remedy: k.remedy}
		}
	}
	if len(data) > maxBytes {
		return &Problem{What: fmt.Sprintf("has %d bytes, more than a definition may have (%d)", len(data), maxBytes)}
	}
	lineOf := func(at int) int { return 1 + bytes.Count(data[:at], []byte{'\n'}) }
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return &Problem{Line: lineOf(at), What: "holds a zero byte, so it is not text", Remedy: startAgain}
	}
	if at := firstInvalid(data); at >= 0 {
		return &Problem{Line: lineOf(at), What: "is not UTF-8: it has a letter here as older programs save it", Remedy: saveAsUTF8}
	}
	return nil
}

// isWide reports whether data is UTF-16 without a mark: every second byte of its beginning is zero.
func isWide(data []byte) bool {
	if len(data) < 4 {
		return false
	}
	return data[0] == 0 && data[2] == 0 && data[1] != 0 && data[3] != 0 || data[1] == 0 && data[3] == 0 && data[0] != 0 && data[2] != 0
}

func firstInvalid(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}
