// Package templates is what a piece looks like, as data: placements with their sizes, materials and channels with their
// names, looks with their layouts, artwork, and forms of the copy.
//
// The data lie beside the code: placements.toml, materials.toml, looks, art and copy. [Placements], [Channels], [Families] and
// [Looks] give what ships. [ParsePlacements] and [ParseLook] read the same forms from elsewhere, and report every mistake at
// once. [Formats] and [LayerKinds] are the names that such files may use. Code that draws them is in package layout.
package templates

// Placement is a place where a piece appears, with the size and the limits that the place imposes.
type Placement struct {
	ID        string   `toml:"id"`       // lower case with hyphens: "instagram-square"; where it ends in a size, in its own
	Name      string   `toml:"name"`     // for people: "Instagram square post"
	Material  Material `toml:"material"` // the family that it belongs to
	Kind      Kind     `toml:"kind"`     // a special use that layouts may ask for; mostly empty
	Channel   string   `toml:"channel"`  // the social platform: "x", "linkedin"; empty elsewhere
	Width     float64  `toml:"width"`    // of the finished piece, in Unit
	Height    float64  `toml:"height"`   // of the finished piece, in Unit
	Unit      Unit     `toml:"unit"`     // px or mm; px where empty
	Format    Format   `toml:"format"`   // png, jpeg or pdf; where empty, png for px and pdf for mm
	Bleed     float64  `toml:"bleed"`    // what a printer cuts off beyond each edge, in Unit; print only
	Safe      Insets   `toml:"safe"`     // text and logos keep inside these, in Unit
	Covered   []Box    `toml:"covered"`  // parts that the place itself covers, in Unit: an avatar, a clock
	MinText   float64  `toml:"min_text"` // smallest legible type in Unit, where the place shows the piece smaller than it is made; 0: the material's own rule
	MaxBytes  int      `toml:"max_bytes"`
	Text      int      `toml:"text_limit"` // characters of a post; 0: none known. The channel's, where it is left out
	Alt       int      `toml:"alt_limit"`  // characters of alternative text; 0: none known. The channel's, where it is left out
	Source    string   `toml:"source"`     // where the figures come from
	Grade     Grade    `toml:"grade"`      // how good the source is for the size and the limits
	SafeGrade Grade    `toml:"safe_grade"` // how good it is for Safe and Covered; empty where there are none
	Checked   string   `toml:"checked"`    // the day they were looked up: 2026-11-23

	Line int `toml:"-" json:"-"` // of its file, from 1; 0: not known. Nothing that is drawn depends on it
}

// Channel is a social platform and what it allows of the words beside a picture.
type Channel struct {
	ID       string   `toml:"id"`
	Name     string   `toml:"name"`
	Text     int      `toml:"text_limit"`  // of a post, counted as Counts says; 0: none known
	Alt      int      `toml:"alt_limit"`   // of alternative text; 0: none known
	Counts   Counting `toml:"counts"`      // what one character is; characters where empty
	Link     int      `toml:"link_counts"` // what any link counts as, however long it is; 0: its own length
	Hashtags int      `toml:"hashtags"`    // at most; 0: no limit known
	Source   string   `toml:"source"`
	Grade    Grade    `toml:"grade"`
	Checked  string   `toml:"checked"`
}

// Material is the id of a family of placements; it is also the folder of a pack. [Families] are all of them.
type Material string

// The materials that have rules of their own.
const (
	Screensavers Material = "screensavers"
	WebBanners   Material = "web-banners"
	Social       Material = "social"
	Inserts      Material = "inserts"
)

// Kind is a special use of a placement, for which a look may have layouts of its own.
type Kind string

// The kinds; most placements have none.
const (
	LockScreen        Kind = "lock-screen"        // the system draws a clock and more over it
	Cover             Kind = "cover"              // the head of a profile, cropped and covered by an avatar
	MeetingBackground Kind = "meeting-background" // somebody sits in front of it
	Poster            Kind = "poster"             // a page to be read from a distance
	Hero              Kind = "hero"               // the page writes its own title over the lower part
	Centre            Kind = "centre"             // cropped from all sides: only the middle is sure to be seen
	Story             Kind = "story"              // a whole phone: the platform writes over its top and its foot
)

// Unit is the unit of a placement's size.
type Unit string

// The units.
const (
	Pixels      Unit = "px"
	Millimetres Unit = "mm"
)

// Grade says how good a source is.
type Grade string

// The grades.
const (
	Vendor     Grade = "V" // the vendor's own, or another primary text
	Secondary  Grade = "S" // a page that quotes it
	Derived    Grade = "D" // worked out from such a figure
	Unverified Grade = "U" // general knowledge: no source was found
)

// Counting is what a platform counts as one character.
type Counting string

// The ways to count.
const (
	Characters Counting = "characters" // Unicode code points
	Graphemes  Counting = "graphemes"  // what a reader sees as one letter or one emoji
	UTF16      Counting = "utf-16"     // most emoji count as two
	Weighted   Counting = "weighted"   // as X does: Latin and its neighbours count as one, all else and each emoji as two
)

// Insets are distances from the four edges.
type Insets struct {
	Top    float64 `toml:"top"`
	Right  float64 `toml:"right"`
	Bottom float64 `toml:"bottom"`
	Left   float64 `toml:"left"`
}

// Box is a part of a placement, from its top left corner.
type Box struct {
	X    float64 `toml:"x"`
	Y    float64 `toml:"y"`
	W    float64 `toml:"w"`
	H    float64 `toml:"h"`
	What string  `toml:"what"` // what covers it: "avatar", "clock"
}

// Passed reports whether p is a place that people pass, whatever language they read: a screen that runs by itself or a
// poster. All that is sent, posted or put on a page reaches each reader by itself.
func (p *Placement) Passed() bool {
	return p.Material == Screensavers && p.Kind == "" || p.Kind == Poster
}

// The band of a landscape lock screen, in shares of its width and height. Windows fills every screen from one picture and
// cuts off what is too much, alike on both sides. Of a 16:9 picture a screen of 5:4 keeps 14.8 to 85.2% of the width, one
// of 32:9 keeps 25 to 75% of the height, and all others keep more. From 33 to 69% of the height the band is also below the
// clock of Windows 11, and above the clock of Windows 10 and the status line, as far as anybody has told (templates/placements.toml).
const (
	bandLeft, bandRight = 0.15, 0.85
	bandTop, bandBottom = 0.33, 0.69
)

// Band is the part of a landscape lock screen that every screen shows, in Unit; ok is false for all other placements.
func (p *Placement) Band() (b Box, ok bool) {
	if p.Kind != LockScreen || p.Width <= p.Height {
		return Box{}, false
	}
	return Box{X: bandLeft * p.Width, Y: bandTop * p.Height, W: (bandRight - bandLeft) * p.Width, H: (bandBottom - bandTop) * p.Height}, true
}

// SafeBox is p without its safe insets, in Unit; of a landscape lock screen, what lies in its band of that.
func (p *Placement) SafeBox() Box {
	left, top, right, bottom := p.Safe.Left, p.Safe.Top, p.Width-p.Safe.Right, p.Height-p.Safe.Bottom
	if b, ok := p.Band(); ok {
		left, top, right, bottom = max(left, b.X), max(top, b.Y), min(right, b.X+b.W), min(bottom, b.Y+b.H)
	}
	return Box{X: left, Y: top, W: right - left, H: bottom - top}
}

// ClearBox is the largest box inside the safe insets that nothing covers, in Unit. Of equally large ones it is the
// one furthest to the left, and then to the top. It has no area where everything is covered.
func (p *Placement) ClearBox() Box {
	safe := p.SafeBox()
	xs, ys := []float64{safe.X, safe.X + safe.W}, []float64{safe.Y, safe.Y + safe.H}
	for _, c := range p.Covered {
		xs, ys = append(xs, c.X, c.X+c.W), append(ys, c.Y, c.Y+c.H)
	}
	xs, ys = within(xs, safe.X, safe.X+safe.W), within(ys, safe.Y, safe.Y+safe.H)
	var best Box
	for i, left := range xs {
		for _, right := range xs[i+1:] {
			for j, top := range ys {
				for _, bottom := range ys[j+1:] {
					b := Box{X: left, Y: top, W: right - left, H: bottom - top}
					if b.W*b.H > best.W*best.H && !p.covers(b) {
						best = b
					}
				}
			}
		}
	}
	return best
}

// covers reports whether the place covers any part of b.
func (p *Placement) covers(b Box) bool {
	for _, c := range p.Covered {
		if c.X < b.X+b.W && b.X < c.X+c.W && c.Y < b.Y+b.H && b.Y < c.Y+c.H {
			return true
		}
	}
	return false
}
