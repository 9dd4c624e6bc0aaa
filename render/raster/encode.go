package raster

import (
	"fmt"
	"image"
)

// Meta is what a picture's file says about the picture.
type Meta struct {
	Title string
	Alt   string  // what a person who can't see the picture should be told
	Lang  string  // BCP 47 tag of Title and Alt
	DPI   float64 // pixels an inch; 0: not said
}

// Format is the kind of a picture's file.
type Format string

// The formats that Encode writes.
const (
	FormatPNG  Format = "png"
	FormatJPEG Format = "jpeg"
)

// Encode writes img as format in at most maxBytes bytes; 0 is no limit.
//
// A PNG over the limit is first compressed harder, then given a palette of 256 colours where that can't be seen. A JPEG
// starts at quality 95 and goes down to 80. What is still too large is a *[TooLargeError].
func Encode(img *image.RGBA, format Format, m Meta, maxBytes int) ([]byte, error) {
	return new(Engine).Encode(img, format, m, maxBytes)
}

// Encode is [Encode] with the engine's buffers.
func (e *Engine) Encode(img *image.RGBA, format Format, m Meta, maxBytes int) ([]byte, error) {
	switch format {
	case FormatPNG:
		return e.pngWithin(img, m, maxBytes)
	case FormatJPEG:
		return JPEG(img, m, maxBytes)
	}
	return nil, fmt.Errorf("cannot write pictures as %q: the formats are %s and %s", format, FormatPNG, FormatJPEG)
}

// TooLargeError says that a picture can't be written within its limit without harm.
type TooLargeError struct {
	Format Format
	Limit  int // bytes
	Got    int // bytes of the smallest file that still looks right
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the %s takes %d bytes and its limit is %d: use fewer details or gradients, or raise the placement's limit",
		e.Format, e.Got, e.Limit)
}
