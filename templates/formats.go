package templates

import (
	"maps"
	"slices"
)

// Format is how a file of a piece is written. All that the rest of the program asks of a format stands in the table formats;
// how it is written, in package piece.
type Format string

// The formats.
const (
	PNG   Format = "png"
	JPEG  Format = "jpeg"
	PDF   Format = "pdf"   // a page for screens
	Print Format = "print" // a copy of a page for a printer, with its bleed
	SVG   Format = "svg"   // a copy of a piece that can be edited
)

var formats = map[Format]struct {
	extension, label string
	picture          bool
	document         bool
	copy             int // of a piece in another format: the later it stands after it, the higher
}{
	PNG:   {extension: "png", label: "PNG", picture: true},
	JPEG:  {extension: "jpg", label: "JPG", picture: true},
	PDF:   {extension: "pdf", label: "PDF", document: true},
	Print: {extension: "pdf", label: "PDF for print", document: true, copy: 1},
	SVG:   {extension: "svg", label: "SVG", picture: true, copy: 2},
}

// Extension is that of its files, without the dot: "jpg".
func (f Format) Extension() string { return formats[f].extension }

// Label is its name for people: "PDF for print".
func (f Format) Label() string { return formats[f].label }

// Picture reports whether browsers show it as a picture.
func (f Format) Picture() bool { return formats[f].picture }

// Document reports whether it has pages, of which one file can hold several, and is measured on paper.
func (f Format) Document() bool { return formats[f].document }

// Copy tells how far behind the piece itself a copy of it in this format is listed; 0: it is no copy, but a piece.
func (f Format) Copy() int { return formats[f].copy }

// Photo reports whether it is a piece that mail and other programs show as a picture, which SVG they don't.
func (f Format) Photo() bool { return f.Picture() && f.Copy() == 0 }

// Formats are all that there are, by name.
func Formats() []Format { return slices.Sorted(maps.Keys(formats)) }
