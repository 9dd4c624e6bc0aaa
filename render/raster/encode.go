package raster

import (
	"errors"
	"fmt"
	"image"

	"kic/render/raster/jpeg"
	"kic/render/raster/png"
	"kic/render/scene"
)

// Meta is what a picture's file says about the picture.
type Meta struct {
	Title string
	Alt   string       // what a person who can't see the picture should be told
	Lang  string       // BCP 47 tag of Title and Alt
	Also  []scene.Said // Alt in the picture's further languages
	DPI   float64      // pixels an inch; 0: not said
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
	switch format {
	case FormatPNG:
		if img.Rect.Empty() {
			return nil, errors.New("a picture without pixels can't be written")
		}
		at := *img
		at.Rect = at.Rect.Sub(at.Rect.Min)
		all := step{does: lay, box: at.Rect, spans: allOf(at.Rect), from: picture{&at}}
		return new(Engine).png(&sketch{page: at.Rect, steps: []step{all}}, m, maxBytes)
	case FormatJPEG:
		return writeJPEG(new(jpeg.Press), img, m, maxBytes)
	}
	return nil, format.unknown()
}

// PNG writes img without loss: with a palette where it has no more than 256 colours, without alpha where it is opaque.
// It is marked as sRGB and carries m's words both as text chunks and as XMP. Equal pictures give equal bytes.
func PNG(img *image.RGBA, m Meta) ([]byte, error) { return Encode(img, FormatPNG, m, 0) }

// Picture is a scene to be drawn and written as a file.
type Picture struct {
	Scene    scene.Scene
	W, H     int // pixels
	Outlines Outlines
	Format   Format
	Meta     Meta
	MaxBytes int // 0: no limit

	// First says that no other picture like it has been written: what repeats in it is kept for those to come, where the
	// engine shares it. What repeats in others is kept when it has been met before.
	First bool
}

// Write draws a picture, as [Draw] does, and writes it, as [Encode] does.
func (e *Engine) Write(p Picture) ([]byte, error) {
	d := &e.drawer
	if err := d.begin(p.Scene, p.W, p.H, p.Outlines); err != nil {
		return nil, err
	}
	switch p.Format {
	case FormatPNG:
		return e.png(&sketch{page: d.page, drawer: d, first: p.First}, p.Meta, p.MaxBytes)
	case FormatJPEG:
		if err := d.draw(d.page); err != nil {
			return nil, err
		}
		return writeJPEG(&e.jpeg, e.picture(d.steps, d.page), p.Meta, p.MaxBytes)
	}
	return nil, p.Format.unknown()
}

// png writes s as PNG.
func (e *Engine) png(s *sketch, m Meta, maxBytes int) ([]byte, error) {
	about := png.About{DPI: m.DPI, Text: m.texts()}
	data, err := e.join(s, about)
	if err != nil || data != nil && (maxBytes <= 0 || len(data) <= maxBytes) {
		return data, err
	}
	if s.drawer != nil {
		if err := s.drawer.draw(s.page); err != nil {
			return nil, err
		}
		s.steps = s.drawer.steps
	}
	data, err = png.Encode(e.picture(s.steps, s.page), about, maxBytes, data)
	return limited(FormatPNG, data, maxBytes, err)
}

func writeJPEG(p *jpeg.Press, img *image.RGBA, m Meta, maxBytes int) ([]byte, error) {
	data, err := p.Write(img, jpeg.About{DPI: m.DPI, XMP: m.xmp()}, maxBytes)
	return limited(FormatJPEG, data, maxBytes, err)
}

// limited is data, or an error where that is over the limit.
func limited(f Format, data []byte, limit int, err error) ([]byte, error) {
	if err != nil || limit <= 0 || len(data) <= limit {
		return data, err
	}
	return nil, &TooLargeError{Format: f, Limit: limit, Got: len(data)}
}

func (f Format) unknown() error {
	return fmt.Errorf("cannot write pictures as %q: the formats are %s and %s", f, FormatPNG, FormatJPEG)
}

// TooLargeError says that a picture can't be written within its limit without harm.
type TooLargeError struct {
	Format Format
	Limit  int // bytes
	Got    int // bytes of the smallest file that still looks right
}

func (e *TooLargeError) Error() string {
	what, remedy := e.Parts()
	return what + "; " + remedy
}

// Parts is what is wrong, and what to do about it.
func (e *TooLargeError) Parts() (what, remedy string) {
	return fmt.Sprintf("the %s takes %d bytes and its limit is %d", e.Format, e.Got, e.Limit), "use fewer details or gradients, or raise the placement's limit"
}
