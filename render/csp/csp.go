// Package csp gives pages their Content-Security-Policy, by [Add]. Such a page shows the pictures of its own pack and runs the
// script that it was made with. It does nothing else, whatever somebody slips into its words.
package csp

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
)

// Policy is what a page may do. The zero Policy allows its style element, and pictures beside it.
type Policy struct {
	Script   string   // the text of the one script that may run; empty: none may
	Pictures []string // further sources of pictures: "data:"
	Inline   bool     // style attributes count, which no checksum covers: for email, where mail programs read no others
}

// marker is where a policy goes: it holds for what follows it, and the encoding must come first.
var marker = []byte(`<meta name="viewport"`)

// Add puts p into the head of a page, before the page's style. The page is UTF-8 with lines that end in a line feed, as
// browsers read it. A page without a viewport to put the policy before is an error.
func Add(page []byte, p Policy) ([]byte, error) {
	head, rest, ok := bytes.Cut(page, marker)
	if !ok {
		return nil, fmt.Errorf("page has no %s", marker)
	}
	meta := `<meta http-equiv="Content-Security-Policy" content="` + p.content(rest) + `" />` + "\n"
	return bytes.Join([][]byte{head, []byte(meta), marker, rest}, nil), nil
}

// content is the policy of a page whose style is in rest. Forms send nothing, and no link has another base. A browser may
// or may not take a page opened as a file for the origin of the files beside it, so pictures are allowed both ways.
func (p Policy) content(rest []byte) string {
	style := "'unsafe-inline'"
	if !p.Inline {
		_, from, _ := bytes.Cut(rest, []byte("<style>"))
		text, _, _ := bytes.Cut(from, []byte("</style>"))
		style = checksum(text)
	}
	all := []string{"default-src 'none'", strings.Join(append([]string{"img-src 'self' file:"}, p.Pictures...), " "), "style-src " + style}
	if p.Script != "" {
		all = append(all, "script-src "+checksum([]byte(p.Script)))
	}
	return strings.Join(append(all, "base-uri 'none'", "form-action 'none'"), "; ")
}

func checksum(text []byte) string {
	sum := sha256.Sum256(text)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
