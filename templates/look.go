package templates

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Look is a complete family of layouts with one character: how a message appears at every shape.
type Look struct {
	ID       string            // the file's name without its ending: "bold"
	Name     string            `toml:"name"`
	Summary  string            `toml:"summary"`
	Backdrop map[string]string `toml:"backdrop"` // colour role in the backdrop of the artwork → role, or Dusk, that replaces it; others stay
	Layouts  []Layout          `toml:"layout"`
}

// Dusk is what a look may name besides the roles, for the ground of artwork and for what stands on that ground: a dark
// surface on which all of a drawing shows.
const Dusk = "dusk"

// Wall and Floor are what a look may name besides, in a fill and for what stands on it: the colours of the wall and of
// the floor in the message's scene, as the look's backdrop has them. Where a scene is dark, they are.
const (
	Wall  = "wall"
	Floor = "floor"
)

// Layout serves a range of shapes: it cuts the page into named regions and puts layers in them, the first at the back.
type Layout struct {
	ID       string   `toml:"id"`
	Kinds    []Kind   `toml:"kinds"`     // the kinds of placement that it serves; empty: those without a kind
	Pages    bool     `toml:"pages"`     // it serves pages, in mm; otherwise it serves pictures, in px
	MinRatio float64  `toml:"min_ratio"` // width ÷ height, included
	MaxRatio float64  `toml:"max_ratio"` // width ÷ height, not included; 0: no upper end
	MinSide  float64  `toml:"min_side"`  // shorter side in the placement's unit, included
	MaxSide  float64  `toml:"max_side"`  // shorter side in the placement's unit, not included; 0: no upper end
	Margin   Length   `toml:"margin"`    // what the unit "m" means
	Regions  []Region `toml:"region"`
	Layers   []Layer  `toml:"layer"`
}

// Region is a named part of the page. With a Side it is a piece cut from another region, whose remainder may be named
// too; without one it is the other region made smaller by Pad. "page" and "safe" are given.
type Region struct {
	Name  string   `toml:"name"`
	Of    string   `toml:"of"`
	Side  Side     `toml:"side"`
	Size  Length   `toml:"size"`  // how much of Of the piece takes
	Tall  Length   `toml:"tall"`  // the same where the brand's logo is taller than wide; Size where left out
	Two   Length   `toml:"two"`   // the same where the piece says everything in two languages; Size where left out
	Rest  string   `toml:"rest"`  // name of what is left
	When  When     `toml:"when"`  // only where the brand has this; otherwise the piece takes nothing and its layers are skipped
	Safe  bool     `toml:"safe"`  // the piece, its pad taken off, keeps inside the placement's safe area and off what the place covers
	Bleed []Side   `toml:"bleed"` // sides on which the piece, before its pad, carries on to the edge of the page
	Pad   []Length `toml:"pad"`   // one for all sides, or top, right, bottom, left; applied to the piece, not to the rest
}

// Layer is one thing in a region. Which fields it uses depends on what it is.
type Layer struct {
	Is      LayerKind `toml:"is"`
	Region  string    `toml:"region"`
	Colour  string    `toml:"colour"`  // role of what is painted
	On      string    `toml:"on"`      // role of what lies behind words and logos
	Bleed   []Side    `toml:"bleed"`   // sides on which a fill or art carries on to the edge of the page
	Within  string    `toml:"within"`  // art: the region that its panel fills, where that is more than its own; bleeding is from there
	Corners []Length  `toml:"corners"` // radii: top left, top right, bottom right, bottom left
	Opacity float64   `toml:"opacity"` // 0 means 1
	Corner  string    `toml:"corner"`  // disc: the corner of the region that is its centre; logo: the corner of the page that its tab grows from
	Radius  Length    `toml:"radius"`  // disc
	Bare    bool      `toml:"bare"`    // art: leave its backdrop out
	Crop    bool      `toml:"crop"`    // art: it may leave the page, but for what the drawing says to keep
	Quiet   bool      `toml:"quiet"`   // text, and a name in the place of a logo: keep to the part of the region that lies in the quiet box of the art below, or beside that art
	// Backdrop of an art layer stands in the place of the look's. An emblem has no backdrop: there it is for all of the drawing.
	Backdrop map[string]string `toml:"backdrop"`
	Across   string            `toml:"across"`  // left, centre or right; left where empty
	Down     string            `toml:"down"`    // top, middle or bottom; top where empty
	Panel    string            `toml:"panel"`   // text: role of a panel behind all of its words; empty: none
	Plate    Plate             `toml:"plate"`   // logo
	Least    float64           `toml:"least"`   // text: smallest scale of all sizes, 0 to 1
	Comfort  float64           `toml:"comfort"` // text: scale that a longer wording must reach to be taken
	Slots    []Slot            `toml:"slot"`
}

// Slot is one wording of a text layer.
type Slot struct {
	Text     SlotText `toml:"text"`
	Size     Length   `toml:"size"` // of the type, at scale 1
	Weight   int      `toml:"weight"`
	Leading  float64  `toml:"leading"` // line height ÷ size
	Gap      Length   `toml:"gap"`     // to what stands above, at scale 1
	Between  Length   `toml:"between"` // from one paragraph of a list to the next; the gap where left out
	Colour   string   `toml:"colour"`  // role that is wanted; used where it reads well on the ground
	Mark     string   `toml:"mark"`    // tips: role that is wanted for their numbers; primary where empty
	Lines    int      `toml:"lines"`   // at most; 0: as many as fit
	From     int      `toml:"from"`    // skip so many of the longer wordings
	Fill     bool     `toml:"fill"`    // each line as large as the region is wide, Size at most; the only slot of its layer
	Optional bool     `toml:"optional"`
	Tab      string   `toml:"tab"` // role of a tab drawn behind the words; empty: none
}

// Length is a number with a unit as in CSS. Per cent is of the side that is cut ("46%"); "8vmin" is of the page's shorter
// side, "5vw" of its width, "5vh" of its height. "1m" is a margin, and "11px" and "9pt" are pixels and points.
type Length struct {
	Value float64
	Unit  string
}

var lengthUnits = []string{"vmin", "vw", "vh", "px", "pt", "mm", "%", "m"}

// UnmarshalText reads a length such as "8vmin"; "0" needs no unit.
func (l *Length) UnmarshalText(b []byte) error {
	s := strings.TrimSpace(string(b))
	if s == "0" {
		*l = Length{}
		return nil
	}
	for _, u := range lengthUnits {
		digits, ok := strings.CutSuffix(s, u)
		if !ok {
			continue
		}
		v, err := strconv.ParseFloat(digits, 64)
		if err != nil {
			break
		}
		*l = Length{v, u}
		return nil
	}
	return fmt.Errorf("%q is not a length; write a number and one of %s, such as \"8vmin\"", s, strings.Join(lengthUnits, ", "))
}

// IsZero reports whether l was left out.
func (l Length) IsZero() bool { return l.Value == 0 }

// Serves reports whether the layout is made for shapes such as p's; whether it is made for p's kind is not looked at.
func (l *Layout) Serves(p *Placement) bool {
	ratio, side := p.Width/p.Height, min(p.Width, p.Height)
	return l.Pages == (p.Unit == Millimetres) && ratio >= l.MinRatio && (l.MaxRatio == 0 || ratio < l.MaxRatio) &&
		side >= l.MinSide && (l.MaxSide == 0 || side < l.MaxSide)
}

// Layout is the first layout of the look that serves p: one for its kind, or where there is none, one for any kind.
func (k *Look) Layout(p *Placement) (layout *Layout, ok bool) {
	for _, kind := range []Kind{p.Kind, ""} {
		for i := range k.Layouts {
			l := &k.Layouts[i]
			if (kind == "" && len(l.Kinds) == 0 || slices.Contains(l.Kinds, kind)) && l.Serves(p) {
				return l, true
			}
		}
	}
	return nil, false
}
