// Package check finds what is wrong with a piece before anybody sees it: rules over its scene, the pixels behind its words,
// its logos and its artwork. It also holds brands and the words of a campaign to rules.
//
// [Piece] checks a piece as it was laid out, and [Words] a campaign. Others are about a brand: [Contacts], [Colours],
// [Addresses]. Each gives [Finding]s with a stable code, a place and a way out; [Codes] explains the codes. An error keeps a
// piece from being made, unless [Waive] allows its code.
package check

import (
	"fmt"
	"math"
	"strings"

	"kic/render/definition"
	"kic/render/layout"
	"kic/render/raster"
	"kic/render/scene"
	"kic/templates"
)

// Finding is one thing that is wrong.
type Finding struct {
	Code      Code     `json:"code"`
	Severity  Severity `json:"severity"`
	Brand     string   `json:"brand"` // slug
	Message   string   `json:"message,omitempty"`
	Placement string   `json:"placement,omitempty"`
	Look      string   `json:"look,omitempty"`
	Path      string   `json:"path,omitempty"` // of the piece in its pack
	File      string   `json:"file,omitempty"` // the definition in which it can be put right
	Line      int      `json:"line,omitempty"` // in File, from 1; 0: not known
	Where     *Box     `json:"where,omitempty"`
	What      string   `json:"what"`             // what is wrong, without a full stop
	Remedy    string   `json:"remedy,omitempty"` // what to do about it
	Waived    bool     `json:"waived,omitempty"` // its code was allowed
	Trace     string   `json:"trace,omitempty"`  // where the program itself failed, for those who maintain it
}

// Box is a place on a piece, from its top left corner.
type Box struct {
	X    float64    `json:"x"`
	Y    float64    `json:"y"`
	W    float64    `json:"w"`
	H    float64    `json:"h"`
	Unit scene.Unit `json:"unit"`
}

// String is b for people: "64,820 312×40 px".
func (b Box) String() string { return fmt.Sprintf("%g,%g %g×%g %s", b.X, b.Y, b.W, b.H, b.Unit) }

// Error is the whole finding on one line: whose and which piece, what, where, and the way out.
func (f Finding) Error() string {
	var s strings.Builder
	if f.File != "" && (f.Message == "" || f.Brand == "") {
		s.WriteString(definition.Visible(f.File))
		if f.Line > 0 {
			fmt.Fprintf(&s, ":%d", f.Line)
		}
	} else {
		fmt.Fprintf(&s, "brand %q", f.Brand)
	}
	for _, p := range [][2]string{{"message", f.Message}, {"placement", f.Placement}, {"look", f.Look}} {
		if p[1] != "" {
			fmt.Fprintf(&s, ", %s %q", p[0], p[1])
		}
	}
	s.WriteString(": " + definition.Visible(f.What))
	if f.Where != nil {
		fmt.Fprintf(&s, " (at %s)", f.Where)
	}
	if f.Remedy != "" {
		s.WriteString("; " + definition.Visible(f.Remedy))
	}
	return s.String()
}

// slack is how far something may reach over a limit before that counts, in scene units: less than an eye or a knife
// can tell.
const slack = 0.5

const pointsPerMM = 72 / 25.4

// Piece is all that is wrong with a piece as it was laid out; its scene has the alternative text that will be written.
// The same piece always gives the same findings, in the same order. Nothing of the input is changed. The engine draws
// small pictures on the way.
func Piece(in layout.Input, laid layout.Result, engine *raster.Engine) []Finding {
	p := &piece{in: in, laid: laid, unit: scale(in.Placement), engine: engine}
	p.collect()
	if err := p.take(); err != nil {
		return append(p.found, Failure(in, fmt.Errorf("the picture behind the words: %w", err)))
	}
	p.words()
	p.logos()
	p.private()
	p.artwork()
	p.alt()
	return p.found
}

// piece is one piece while it is looked at.
type piece struct {
	in         layout.Input
	laid       layout.Result
	unit       float64 // scene units in a unit of the placement
	paragraphs []paragraph
	marks      []mark
	codes      []scene.Rect // QR codes
	engine     *raster.Engine
	shot       shot
	found      []Finding
}

func scale(p *templates.Placement) float64 {
	if p.Unit == templates.Millimetres {
		return pointsPerMM
	}
	return 1
}

func (p *piece) add(code Code, where scene.Rect, remedy, format string, args ...any) *Finding {
	f := about(p.in, code)
	f.What, f.Remedy = fmt.Sprintf(format, args...), remedy
	f.Where = box(p.in, where)
	p.found = append(p.found, f)
	return &p.found[len(p.found)-1]
}

// box is a place on a piece to a tenth of its unit; nil where there is none.
func box(in layout.Input, r scene.Rect) *Box {
	if r.Empty() {
		return nil
	}
	unit := scene.Px
	if in.Placement.Unit == templates.Millimetres {
		unit = scene.Pt
	}
	tenth := func(v float64) float64 { return math.Round(v*10) / 10 }
	return &Box{tenth(r.X), tenth(r.Y), tenth(r.W), tenth(r.H), unit}
}

// about is a finding that says which piece it is about.
func about(in layout.Input, code Code) Finding {
	kind, _ := Known(code)
	return Finding{
		Code: code, Severity: kind.Severity, Brand: in.Brand.Slug,
		Message: in.Message.ID, Placement: in.Placement.ID, Look: in.Look.ID,
	}
}

// covered are the parts of the piece that its place covers, in scene units.
func (p *piece) covered() []templates.Box {
	boxes := make([]templates.Box, len(p.in.Placement.Covered))
	for i, b := range p.in.Placement.Covered {
		boxes[i] = templates.Box{X: b.X * p.unit, Y: b.Y * p.unit, W: b.W * p.unit, H: b.H * p.unit, What: b.What}
	}
	return boxes
}

func rect(b templates.Box) scene.Rect { return scene.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H} }
