package pack

// Info is what a pack says of itself, in its manifest and its gallery.
type Info struct {
	Generator string // the program and its version
	Edition   int    // of the earliest of the pack's files; see [Manifest]
	Campaign  string
	Tagline   string
	Brand     string // the organisation's name
	Slug      string
	Inputs    string // key of all that the pack is made from; see [Writer.Current]
	Lang      string // BCP 47 tag of the words
	Theme     Theme
	Colours   []Colour          // how the brand's colours were chosen; empty: not shown
	Messages  []Message         // in the campaign's order
	Lists     []Named           // files for the whole campaign: path, and what it is; shown where the pack has them
	Channels  []Channel         // in the order in which to show them
	Places    []Place           // the placements, in the order in which to show them
	Looks     map[string]string // a look's name for people, by id; shown when a pack has more than one
	Languages map[string]string // names of languages, by tag, where pieces differ in theirs
	LeftOut   []LeftOut         // pieces that couldn't be made, by path
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

// Theme is the gallery's colours, as #RRGGBB. The caller sees to the contrast: On is read on Band, Link on white.
type Theme struct {
	Band string // the ground of the heading
	On   string // words on Band
	Rule string // a line of colour under Band
	Link string // links and buttons on white, at 4.5:1 or more
}

// Colour is one of the brand's colours, and how it was chosen.
type Colour struct {
	Name string // "accent"
	Hex  string // #RRGGBB, as it is shown
	From string // "given", "changed", "derived" or "not used"
	Why  string
}
