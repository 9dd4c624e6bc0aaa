package templates

import (
	_ "embed" // for placements.toml
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"kic/render/definition"
)

//go:embed placements.toml
var placementsTOML []byte

// Catalogue is the contents of a placements file.
type Catalogue struct {
	Channels   []Channel   `toml:"channel"`
	Placements []Placement `toml:"placement"`
}

// Placements are the placements that the program ships, in the order of their file. They are read once. The slice is the
// caller's own, to change and to point into; what a placement points to, its covered boxes, is shared and must not be changed.
func Placements() ([]Placement, error) {
	c, err := catalogue()
	if err != nil {
		return nil, err
	}
	return slices.Clone(c.Placements), nil
}

// Channels are the social platforms that the program knows, in the order of their file. They are read once, and the slice
// is the caller's own.
func Channels() ([]Channel, error) {
	c, err := catalogue()
	if err != nil {
		return nil, err
	}
	return slices.Clone(c.Channels), nil
}

// catalogue is what the program's own file holds, read once.
var catalogue = sync.OnceValues(func() (*Catalogue, error) { return ParsePlacements("placements.toml", placementsTOML) })

// ParsePlacements reads a placements file. Every placement comes back with its unit and format set and with the
// limits of its channel. All mistakes come back together, as [definition.Problems].
func ParsePlacements(file string, data []byte) (*Catalogue, error) {
	var c Catalogue
	src, err := definition.Decode(file, data, &c)
	mistyped, rest := definition.Collect(err)
	if rest != nil || src == nil {
		return nil, err
	}
	var ps definition.Problems
	channels := map[string]*Channel{}
	for i := range c.Channels {
		ch, at := &c.Channels[i], definition.Element("channel", i)
		ch.Counts = orDefault(ch.Counts, Characters)
		ps = append(ps, ch.Validate(src, at)...)
		if channels[ch.ID] != nil {
			ps = append(ps, src.Problem(at+".id", "give each channel an id of its own", "%q is there already", ch.ID))
		}
		if slices.Contains(outletIDs(), ch.ID) {
			ps = append(ps, src.Problem(at+".id", "give each channel an id of its own", "%q is a material or one of its outlets", ch.ID))
		}
		channels[ch.ID] = ch
	}
	seen := map[string]int{}
	for i := range c.Placements {
		p, at := &c.Placements[i], definition.Element("placement", i)
		ps = append(ps, p.Validate(src, at)...)
		if line := seen[p.ID]; line > 0 {
			ps = append(ps, src.Problem(at+".id", "give each placement an id of its own", "%q is there already, in line %d", p.ID, line))
		}
		seen[p.ID] = src.Line(at + ".id")
		ps = append(ps, p.settle(channels, src, at)...)
	}
	ps = slices.DeleteFunc(ps, func(p definition.Problem) bool { // a wrong type has been reported
		return slices.ContainsFunc(mistyped, func(m definition.Problem) bool { return m.Key == p.Key })
	})
	if err := append(mistyped, ps...).Err(); err != nil {
		return nil, err
	}
	return &c, nil
}

// settle fills in what p leaves to its channel and to the defaults.
func (p *Placement) settle(channels map[string]*Channel, src *definition.Source, at string) definition.Problems {
	p.Defaults()
	if p.Channel == "" {
		return nil
	}
	ch, ok := channels[p.Channel]
	if !ok {
		names := make([]string, 0, len(channels))
		for name := range channels {
			names = append(names, name)
		}
		slices.Sort(names)
		return definition.Problems{src.Problem(at+".channel", nearestOf(p.Channel, names), "%q is not a channel", p.Channel)}
	}
	p.Inherit(*ch)
	return nil
}

// Inherit sets the limits of words that p leaves to its channel.
func (p *Placement) Inherit(ch Channel) {
	p.Text, p.Alt = orDefault(p.Text, ch.Text), orDefault(p.Alt, ch.Alt)
}

// Defaults sets the unit and the format where they are empty: pixels, PNG for pixels and PDF for millimetres.
func (p *Placement) Defaults() {
	p.Unit = orDefault(p.Unit, Pixels)
	if p.Unit == Millimetres {
		p.Format = orDefault(p.Format, PDF)
	}
	p.Format = orDefault(p.Format, PNG)
}

func orDefault[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// The sizes that a placement may have. The largest picture is that of two 8K screens side by side, the largest page A0.
const (
	minPixels, maxPixels           = 16, 16384
	maxArea                        = 16384 * 4320
	minMillimetres, maxMillimetres = 20, 1189
)

// maxCovered is how many covered boxes a placement may have; [Placement.ClearBox] tries every pair of their edges.
const maxCovered = 12

var (
	idShape   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	sizeInID  = regexp.MustCompile(`-(\d+)x(\d+)$`)
	kinds     = []string{string(LockScreen), string(Cover), string(MeetingBackground), string(Poster), string(Hero), string(Centre), string(Story)}
	units     = []string{string(Pixels), string(Millimetres)}
	pieces    = []string{string(PNG), string(JPEG), string(PDF)} // formats
	grades    = []string{string(Vendor), string(Secondary), string(Derived), string(Unverified)}
	countings = []string{string(Characters), string(Graphemes), string(UTF16), string(Weighted)}
)

// Validate finds every mistake of p, which stands at the given path of src. An empty unit or format is none, and
// neither is a missing source: an organisation's own sizes have none. It also notes the line in which p begins.
func (p *Placement) Validate(src *definition.Source, at string) definition.Problems {
	p.Line = src.Line(at)
	c := checker{src: src, at: at}
	c.id(p.ID)
	c.words("name", p.Name)
	c.oneOf("material", string(p.Material), materialIDs(), false)
	c.oneOf("kind", string(p.Kind), kinds, true)
	c.oneOf("unit", string(p.Unit), units, true)
	c.oneOf("format", string(p.Format), pieces, true)
	c.size(p)
	c.insets(p)
	c.covered(p)
	c.notNegative("bleed", p.Bleed)
	c.notNegative("min_text", p.MinText)
	c.notNegative("max_bytes", float64(p.MaxBytes))
	c.notNegative("text_limit", float64(p.Text))
	c.notNegative("alt_limit", float64(p.Alt))
	c.oneOf("grade", string(p.Grade), grades, true)
	c.oneOf("safe_grade", string(p.SafeGrade), grades, true)
	c.day(p.Checked)
	return c.problems
}

// Validate finds every mistake of ch, which stands at the given path of src.
func (ch *Channel) Validate(src *definition.Source, at string) definition.Problems {
	c := checker{src: src, at: at}
	c.id(ch.ID)
	c.words("name", ch.Name)
	c.oneOf("counts", string(ch.Counts), countings, true)
	c.notNegative("text_limit", float64(ch.Text))
	c.notNegative("alt_limit", float64(ch.Alt))
	c.notNegative("link_counts", float64(ch.Link))
	c.notNegative("hashtags", float64(ch.Hashtags))
	c.oneOf("grade", string(ch.Grade), grades, true)
	c.day(ch.Checked)
	return c.problems
}

// checker collects the mistakes of one table.
type checker struct {
	src      *definition.Source
	at       string
	problems definition.Problems
}

func (c *checker) add(key, remedy, format string, args ...any) {
	c.problems = append(c.problems, c.src.Problem(c.at+"."+key, remedy, format, args...))
}

func (c *checker) id(id string) {
	switch {
	case id == "":
		c.add("id", `add one, such as id = "reception-tv"`, "is missing")
	case !idShape.MatchString(id):
		c.add("id", "use lower-case letters, digits and single hyphens", "%q is not an id", id)
	case len(id) > 60:
		c.add("id", "use at most 60 characters", "%q has %d characters", id, len(id))
	}
}

func (c *checker) words(key, s string) {
	if s == "" {
		c.add(key, "say what people call it", "is missing")
	}
}

func (c *checker) oneOf(key, value string, names []string, optional bool) {
	if value == "" && optional || slices.Contains(names, value) {
		return
	}
	if value == "" {
		c.add(key, nearestOf("", names), "is missing")
		return
	}
	c.add(key, nearestOf(value, names), "%q is not a %s", value, key)
}

func nearestOf(value string, names []string) string {
	if near := definition.Nearest(value, names); near != "" && value != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "use one of " + strings.Join(names, ", ")
}

func (c *checker) size(p *Placement) {
	low, high, unit := float64(minPixels), float64(maxPixels), "px"
	if p.Unit == Millimetres {
		low, high, unit = minMillimetres, maxMillimetres, "mm"
	}
	for _, side := range []struct {
		key string
		v   float64
	}{{"width", p.Width}, {"height", p.Height}} {
		switch {
		case side.v == 0 && !c.src.Has(c.at+"."+side.key):
			c.add(side.key, "say how large it is, in "+unit, "is missing")
		case !(side.v >= low && side.v <= high):
			c.add(side.key, "", "%v %s is not from %v to %v", side.v, unit, low, high)
		case p.Unit != Millimetres && side.v != math.Trunc(side.v):
			c.add(side.key, "", "%v is not a whole number of pixels", side.v)
		}
	}
	if p.Unit != Millimetres && p.Width*p.Height > maxArea {
		c.add("width", fmt.Sprintf("keep it to %d pixels in all", maxArea), "%v × %v pixels are too many", p.Width, p.Height)
	}
	if m := sizeInID.FindStringSubmatch(p.ID); m != nil && m[0] != fmt.Sprintf("-%vx%v", p.Width, p.Height) {
		c.add("id", "let the id end in its size, or in none", "%q ends in a size that is not %v × %v", p.ID, p.Width, p.Height)
	}
	if (p.Unit == Millimetres) != p.Format.Document() && p.Unit != "" && p.Format != "" {
		c.add("format", "use pdf with mm, and png or jpeg with px", "%q does not go with the unit %q", p.Format, p.Unit)
	}
}

func (c *checker) insets(p *Placement) {
	for _, in := range []struct {
		key   string
		v, of float64
	}{{"safe.top", p.Safe.Top, p.Height}, {"safe.right", p.Safe.Right, p.Width}, {"safe.bottom", p.Safe.Bottom, p.Height}, {"safe.left", p.Safe.Left, p.Width}} {
		if in.v < 0 || in.v >= in.of && in.of > 0 {
			c.add(in.key, "", "%v is not from 0 to %v", in.v, in.of)
		}
	}
	if box := p.SafeBox(); p.Width > 0 && p.Height > 0 && (box.W <= 0 || box.H <= 0) {
		c.add("safe", "make the insets smaller", "leaves nothing of %v × %v", p.Width, p.Height)
	}
}

func (c *checker) covered(p *Placement) {
	if len(p.Covered) > maxCovered {
		c.add("covered", "join some", "has %d boxes, more than %d", len(p.Covered), maxCovered)
		return
	}
	for i, b := range p.Covered {
		key := definition.Element("covered", i)
		switch {
		case !(b.W > 0 && b.H > 0):
			c.add(key, "give it a width w and a height h", "covers nothing")
		case b.X < 0 || b.Y < 0 || b.X+b.W > p.Width || b.Y+b.H > p.Height:
			c.add(key, "", "lies outside the %v × %v of the placement", p.Width, p.Height)
		}
		if b.What == "" {
			c.add(key+".what", `say what covers it, such as what = "avatar"`, "is missing")
		}
	}
	if box := p.ClearBox(); len(p.Covered) > 0 && box.W*box.H == 0 {
		c.add("covered", "leave room for the words", "covers everything inside the safe insets")
	}
}

func (c *checker) notNegative(key string, v float64) {
	if v < 0 {
		c.add(key, "", "%v is less than nothing", v)
	}
}

func (c *checker) day(s string) {
	if s == "" {
		return
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		c.add("checked", "write it as 2026-11-23", "%q is not a day", s)
	}
}

// within is the values from low to high, sorted, each once.
func within(values []float64, low, high float64) []float64 {
	values = slices.DeleteFunc(values, func(v float64) bool { return v < low || v > high })
	slices.Sort(values)
	return slices.Compact(values)
}
