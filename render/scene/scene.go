// Package scene is the display list: what a finished page shows, as plain data.
//
// Layout writes a [Scene]; raster, pdf and svg read it. Nothing in it is left to be measured: text is already shaped into
// positioned glyphs, colours are final, and every item carries its own paint. Coordinates start at the top left corner of
// the page, x to the right and y downwards, in the scene's own [Unit]. [Dump] prints one as text, for goldens; [Walk]
// visits its items.
package scene

import (
	"image"
	"image/color"
)

// Unit is what one unit of a scene's coordinates means.
type Unit string

// The two units: pixels for pictures, points (1/72 inch) for pages.
const (
	Px Unit = "px"
	Pt Unit = "pt"
)

// Scene is one page or picture, ready to be painted by any backend.
type Scene struct {
	Title string // document title, for people
	Lang  string // BCP 47 tag of the words
	Alt   []Said // what a person who can't see the picture should be told, in each of its languages
	Unit  Unit
	W, H  float64 // size of the trimmed page, in Unit
	Bleed float64 // how far the items carry on beyond each edge, in Unit; 0 for screens
	Safe  Rect    // text and logos stay inside; the page itself where nothing is covered
	Items []Item  // in painting order, the first at the back
}

// Said is the same in one of several languages.
type Said struct {
	Lang  string // BCP 47 tag
	Words string
}

// Item is one thing to paint: a [Shape], a [Text], an [Image] or a [Group] of items.
type Item interface{ item() }

func (Shape) item() {}
func (Text) item()  {}
func (Image) item() {}
func (Group) item() {}

// Shape is a path with a fill, a stroke or both; the fill is painted first.
type Shape struct {
	Path    Path
	EvenOdd bool    // fill rule; the default is non-zero winding
	Fill    Paint   // zero: not filled
	Stroke  *Stroke // nil: not stroked
}

// Stroke is how a path's outline is drawn.
type Stroke struct {
	Paint      Paint
	Width      float64 // in the units of the path
	Cap        Cap
	Join       Join
	MiterLimit float64 // ratio as in SVG; 0 means 4
	Dash       []float64
	DashOffset float64
}

// Cap is the shape of a stroke's ends.
type Cap uint8

// The caps of SVG and PDF.
const (
	ButtCap Cap = iota
	RoundCap
	SquareCap
)

// Join is the shape of a stroke's corners.
type Join uint8

// The joins of SVG and PDF.
const (
	MiterJoin Join = iota
	RoundJoin
	BevelJoin
)

// Paint is a colour or a gradient. The zero Paint paints nothing.
type Paint struct {
	Color    color.NRGBA // sRGB, not premultiplied; used when Gradient is nil
	Gradient *Gradient
}

// Solid is a paint of one colour.
func Solid(c color.NRGBA) Paint { return Paint{Color: c} }

// IsZero reports whether p paints nothing.
func (p Paint) IsZero() bool { return p.Gradient == nil && p.Color.A == 0 }

// Gradient is a linear or radial blend of colours, in the coordinates of the path that it paints.
type Gradient struct {
	Radial    bool
	From, To  Point   // linear: the axis; radial: focal point and centre
	Radius    float64 // radial only
	Transform Matrix  // from gradient space to path space; the zero Matrix means identity
	Spread    Spread
	Stops     []Stop // sorted by Offset, at least one
}

// Spread is what a gradient does beyond its ends.
type Spread uint8

// The spread methods of SVG.
const (
	Pad Spread = iota
	Reflect
	Repeat
)

// Stop is one colour of a gradient at Offset (0 to 1).
type Stop struct {
	Offset float64
	Color  color.NRGBA
}

// Text is one line, or one run of a line, of shaped text in one face. Backends place its glyphs and never measure.
type Text struct {
	Face   string  // identity of the face in the font set that shaped it
	Size   float64 // em, in scene units
	Origin Point   // where the baseline starts, at the left
	Glyphs []Glyph // in visual order, left to right
	Paint  Paint
	String string // the words in logical order, with the space that a line break swallowed at the end
	Lang   string // BCP 47; empty: the scene's
	RTL    bool   // reading direction of the run
	Bounds Rect   // the line box: from ascent to descent, the advance wide
	Ink    Rect   // the box round the outlines
}

// Glyph is one placed glyph. X and Y are offsets of its origin from the text's Origin, y downwards, in scene units.
type Glyph struct {
	ID      uint32
	X, Y    float64
	Advance float64 // how far it moves the pen, in scene units
	Cluster int     // byte offset into Text.String of the first letter that it stands for
}

// Image is a raster picture drawn into a box.
type Image struct {
	Source image.Image // never changed by a backend
	Box    Rect
	Alt    string // empty: decoration
}

// Group is a list of items that are moved, clipped, faded or read together.
type Group struct {
	ID        string  // a name for people and tests; from an SVG, the id of the element
	Transform Matrix  // from the group's coordinates to its parent's; the zero Matrix means identity
	Opacity   float64 // of the group as a whole, 0 to 1; 0 means 1
	Clip      *Clip   // in the group's own coordinates; nil: none
	Mask      *Mask   // in the group's own coordinates; nil: none
	Role      Role    // what it is to a reader; the empty Role: part of its parent
	Order     int     // place in reading order among its siblings; equal: painting order
	Alt       string  // for RoleFigure and RoleLogo
	Lang      string  // BCP 47 tag of Alt; empty: the scene's
	Also      []Said  // Alt in the further languages of the page
	Link      string  // where the whole group leads; empty: nowhere
	Items     []Item
}

// Clip cuts what lies outside a path.
type Clip struct {
	Path    Path
	EvenOdd bool
}

// Mask lets a group through by the luminance (or the alpha) of other items.
type Mask struct {
	Alpha bool // by alpha; the default is by luminance times alpha
	Items []Item
}

// Role is what a group is to somebody who reads or listens. The names are those of PDF structure types where one exists.
type Role string

// The roles. A group without one belongs to its parent; items under no role at all are decoration.
const (
	RoleH1       Role = "H1"
	RoleH2       Role = "H2"
	RoleP        Role = "P"
	RoleList     Role = "L"
	RoleListItem Role = "LI"
	RoleLabel    Role = "Lbl"
	RoleBody     Role = "LBody"
	RoleFigure   Role = "Figure"
	RoleLogo     Role = "Logo" // a Figure that is somebody's logo
	RoleLink     Role = "Link"
	RoleSection  Role = "Sect"
	RoleArtifact Role = "Artifact" // decoration, also when it lies inside something that is read
)
