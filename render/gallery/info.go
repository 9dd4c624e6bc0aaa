package gallery

import (
	"image/color"
	"slices"

	"kic/brand"
	"kic/render/colour"
	"kic/render/pack"
	"kic/render/scene"
)

// Info is what a gallery shows besides the files of its pack.
type Info struct {
	pack.Info
	Tagline   string
	Lang      string // BCP 47 tag of the words
	Theme     Theme
	Colours   []Colour          // how the brand's colours were chosen; empty: not shown
	Messages  []Message         // in the campaign's order
	Lists     []Named           // files for the whole campaign: path, and what it is; shown where the pack has them
	Channels  []Channel         // in the order in which to show them
	Places    []Place           // the placements, in the order in which to show them
	Looks     map[string]string // a look's name for people, by id; shown when a pack has more than one
	Languages map[string]string // names of languages, by tag, where pieces differ in theirs
}

// Named is an id with its name for people.
type Named struct{ ID, Name string }

// Message is one message of the campaign with the copy that goes with its pictures.
type Message struct {
	ID, Name, Headline string
	Texts              []Text
	Files              []Named // copy files of the pack that belong to it: path, and what it is
}

// Text is a piece of copy to paste somewhere.
type Text struct {
	Label string // "Post for X"
	Lang  string // BCP 47 tag; empty: that of the pack
	Words string // paragraphs are parted by blank lines
	Posts []Post // the channels that it is a post for; empty: it is something else
}

// Post is the use of a text as a post on one channel.
type Post struct {
	Channel      string // the id of the channel
	Count, Limit int    // characters as the channel counts them; a Limit of 0: none is known
}

// Theme is the gallery's colours, as #RRGGBB: On is read on Band, Link on white.
type Theme struct {
	Band string // the ground of the heading
	On   string // words on Band
	Rule string // a line of colour under Band
	Link string // links and buttons on white, at 4.5:1 or more
}

// ThemeOf is a brand's colours for a page on screen: each only where it can be read.
func ThemeOf(c brand.Roles) Theme {
	const readable = 4.5 // WCAG 2.2 AA
	white := color.NRGBA{255, 255, 255, 255}
	band := c.PrimaryDark
	link := color.NRGBA{0x1d, 0x27, 0x33, 0xff}
	wanted := []color.NRGBA{c.Primary, c.PrimaryDark, c.Deep}
	// Links also stand on the grey of the panels, which takes a little from the contrast.
	if i := slices.IndexFunc(wanted, func(w color.NRGBA) bool { return colour.Contrast(w, white) >= readable*1.15 }); i >= 0 {
		link = wanted[i]
	}
	return Theme{Band: scene.Hex(band), On: scene.Hex(colour.On(band, white, c.Paper, c.Ink)), Rule: scene.Hex(c.Accent), Link: scene.Hex(link)}
}

// Colour is one of the brand's colours, and how it was chosen.
type Colour struct {
	Name string // "accent"
	Hex  string // #RRGGBB, as it is shown
	From string // "given", "changed", "derived" or "not used"
	Why  string
}

// ColoursOf are how a brand's colours were chosen.
func ColoursOf(choices []brand.Choice) []Colour {
	var all []Colour
	for _, c := range choices {
		shown := Colour{Name: c.Role, Hex: scene.Hex(c.Colour), From: "given", Why: c.Why}
		switch {
		case c.Role == "":
			shown.Name, shown.From = c.Key, "not used"
		case c.Changed():
			shown.From = "changed"
		case c.Key == "":
			shown.From = "derived"
		}
		all = append(all, shown)
	}
	return all
}
