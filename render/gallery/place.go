package gallery

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"kic/templates"
)

// Channel is where pieces go out, and what a gallery can be filtered by: a social platform, screens, print.
type Channel = templates.Outlet

// Place is a placement as a gallery shows it. Lengths are in the unit of its pieces, from the top left corner.
type Place struct {
	ID, Name string
	Channel  string          // the id of its channel
	Frame    Frame           // what to draw around a picture
	Safe     templates.Box   // words keep inside it; no area: there are no margins to keep
	Covered  []templates.Box // what the place itself covers
}

// Frame is what surrounds a picture where people meet it, drawn in the gallery's own neutral lines.
type Frame string

// The frames.
const (
	FrameBare    Frame = ""        // the picture by itself
	FramePost    Frame = "post"    // words, then the picture
	FramePhoto   Frame = "photo"   // the picture, then words
	FrameStory   Frame = "story"   // an upright screen that the picture fills
	FrameProfile Frame = "profile" // the head of a profile
	FrameVideo   Frame = "video"   // a still with its title below
	FrameChat    Frame = "chat"    // a bubble of a conversation
	FrameMeeting Frame = "meeting" // the window of a call
)

// cover is a part of a picture for the style sheet, in per cent of the picture.
type cover struct {
	What  string
	Style template.CSS
}

// covers are the parts of a picture of w by h that its place covers.
func (p Place) covers(w, h float64) []cover {
	var all []cover
	for _, z := range p.Covered {
		all = append(all, cover{z.What, within(z, w, h)})
	}
	return all
}

// margin is where words keep inside on a picture of w by h; empty where that is all of it.
func (p Place) margin(w, h float64) template.CSS {
	if p.Safe.W <= 0 || p.Safe.H <= 0 || p.Safe == (templates.Box{W: w, H: h}) {
		return ""
	}
	return within(p.Safe, w, h)
}

// within places r on a picture of w by h. It writes numbers only.
func within(r templates.Box, w, h float64) template.CSS {
	return template.CSS(fmt.Sprintf("left:%.4g%%;top:%.4g%%;width:%.4g%%;height:%.4g%%", r.X/w*100, r.Y/h*100, r.W/w*100, r.H/h*100))
}

// coveredBy says what covers a part of p: "clock, status and sign-in".
func (p Place) coveredBy() string {
	var whats []string
	for _, z := range p.Covered {
		if !slices.Contains(whats, z.What) {
			whats = append(whats, z.What)
		}
	}
	return list(whats)
}

// list joins words as a sentence does.
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
