package brand

import (
	"image/color"
	"math"

	"kic/render/colour"
)

// Colours are the colours that an organisation gives. One with alpha 0 was not given.
type Colours struct{ Primary, Secondary, Accent, Paper, Ink color.NRGBA }

// Roles are the colours of a brand by what they are for; all are opaque sRGB. [Derive] says how they relate.
type Roles struct {
	Primary     color.NRGBA // the organisation's main colour, as given
	PrimaryDark color.NRGBA // depth on primary
	Tint        color.NRGBA // a quiet light surface
	Accent      color.NRGBA // what the eye should find first
	Paper       color.NRGBA // the page
	Ink         color.NRGBA // words on paper
	Shade       color.NRGBA // depth on paper
	Deep        color.NRGBA // the darkest surface, and the ground of the night
}

// RoleNames are the names that [Roles.Named] knows.
func RoleNames() []string {
	return []string{"primary", "primary-dark", "tint", "accent", "paper", "ink", "shade", "deep"}
}

// Named is the colour of the role of that name; ok is false where there is none.
func (r Roles) Named(role string) (c color.NRGBA, ok bool) {
	switch role {
	case "primary":
		return r.Primary, true
	case "primary-dark":
		return r.PrimaryDark, true
	case "tint":
		return r.Tint, true
	case "accent":
		return r.Accent, true
	case "paper":
		return r.Paper, true
	case "ink":
		return r.Ink, true
	case "shade":
		return r.Shade, true
	case "deep":
		return r.Deep, true
	}
	return color.NRGBA{}, false
}

// housePrimary is the main colour of a brand that gives none.
var housePrimary = color.NRGBA{0x1F, 0x5F, 0xA6, 0xFF}

// The lightness (OKLCH) that the roles have where the primary leaves them free.
const (
	deepL, darkL, shadeL, tintL, inkL = 0.26, 0.52, 0.79, 0.90, 0.27
	paperLeast                        = 0.93  // a page is light
	leastStep                         = 0.12  // between neighbours on the ladder, where there is room
	tightStep                         = 0.07  // and where there isn't
	blackest                          = 0.12  // below, screens show one black
	apart                             = 0.10  // the least distance between surfaces that touch
	accentApart                       = 0.115 // the least distance of an accent whose contrast is under 3:1; each hue has a lightness that keeps it
)

// Derive works out all roles from what an organisation gives, in OKLCH.
//
// The primary stays as it is given. The others keep to the ladder on which artwork relies: deep, primary-dark, primary, tint
// and paper, each at least 0.12 lighter than the one before. A primary near one end leaves too little room on its far side;
// then its neighbours move past it, so that all stay apart:
//
//   - very light (white, yellow): tint is darker than primary;
//   - white, or nearly: paper is a shade darker, as near to white as tells them apart;
//   - dark (navy): steps as small as 0.09, then primary-dark lighter than primary;
//   - black: deep and primary-dark lighter than primary.
//
// A secondary colour becomes primary-dark or tint where its lightness suits, else the accent where none is given. An accent too near
// to primary, primary-dark or tint (under 3:1 and hardly different in colour) is made lighter or darker in its own hue. Only a brand
// that gives neither gets an accent of ours. Paper is light, and ink has at least 7:1 on it. What was given stays as it is
// wherever it meets these rules, and otherwise keeps its hue; [Choices] says what was changed and why.
func Derive(given Colours) Roles {
	r := Roles{Primary: orColour(given.Primary, housePrimary)}
	r.Paper = paper(given.Paper, r.Primary)
	r.ladder()
	second := given.Secondary
	if second.A != 0 {
		second = r.place(second)
	}
	r.Ink = inkOn(given.Ink, r.Primary, r.Paper)
	r.Shade = r.shade()
	r.Accent = r.accent(given.Accent, second)
	return r
}

func orColour(c, otherwise color.NRGBA) color.NRGBA {
	if c.A == 0 {
		c = otherwise
	}
	c.A = 255
	return c
}

// paper is the given paper, or white, made light enough to be a page and other than primary. A given one keeps its hue.
func paper(given, primary color.NRGBA) color.NRGBA {
	c := orColour(given, white)
	p := colour.ToLCH(c)
	if p.L < paperLeast {
		p.L, p.C = paperLeast, min(p.C, 0.03)
		c = p.RGB()
	}
	if colour.Distance(c, primary) >= tightStep {
		return c
	}
	near, hue := colour.ToLCH(primary), p
	if given.A == 0 {
		hue = near
	}
	// as little darker as tells them apart: a page must not turn grey
	return colour.LCH{L: min(near.L, 1) - tightStep - 0.01, C: min(hue.C, 0.025), H: hue.H}.RGB()
}

// ladder sets deep, primary-dark and tint by the lightness of primary and paper.
func (r *Roles) ladder() {
	p, top := colour.ToLCH(r.Primary), colour.ToLCH(r.Paper).L
	var dark, deep float64
	switch {
	case p.L < blackest+leastStep: // black: both are lighter
		deep = max(p.L+leastStep+0.02, 0.20)
		dark = deep + leastStep + 0.02
	case p.L < blackest+2*0.09+0.01: // nearly black: primary-dark is lighter
		deep, dark = max(p.L-leastStep-0.01, blackest), p.L+leastStep+0.02
	case p.L < blackest+2*leastStep: // dark: small steps
		step := (p.L - blackest) / 2
		dark, deep = p.L-step, blackest
	default:
		dark = min(p.L-leastStep, p.L-(p.L-0.20)*0.45, darkL)
		deep = min(deepL, dark-leastStep)
	}
	r.PrimaryDark = darker(p, dark, 0.9).RGB()
	r.Deep = darker(p, deep, 0.6).RGB()

	tint := clamp(tintL, p.L+leastStep, top-leastStep+0.02)
	switch {
	case top-p.L < 2*tightStep: // no room between primary and paper
		tint = min(p.L, top) - leastStep - 0.02
	case top-p.L < 2*leastStep: // little room
		tint = (p.L + top) / 2
	}
	if tint < p.L {
		pastel := min(1, p.C/0.03) * max(0, 1-p.C/0.12)
		t := darker(p, tint, 0.8)
		t.C += vivid / 2 * pastel * (p.L - tint) // a pastel would turn grey
		r.Tint = t.RGB()
		return
	}
	r.Tint = colour.LCH{L: tint, C: min(p.C*0.35, 0.04), H: p.H}.RGB()
}

// darker is c at another lightness with some of its chroma. Yellow turns towards orange as it darkens, as it does in
// print and in the light; otherwise it would go green.
func darker(c colour.LCH, l, chroma float64) colour.LCH {
	if turn := c.L - l; turn > 0 && c.H > 70 && c.H < 130 && c.C > 0.03 {
		c.H = max(72, c.H-turn*70)
	}
	return colour.LCH{L: l, C: c.C * chroma, H: c.H}
}

// place gives a secondary colour the role of primary-dark or tint where it suits the ladder. What is returned is the
// colour if no role was found, and none otherwise.
func (r *Roles) place(second color.NRGBA) (left color.NRGBA) {
	second.A = 255
	s, p, top := colour.ToLCH(second).L, colour.ToLCH(r.Primary).L, colour.ToLCH(r.Paper).L
	switch {
	case s >= blackest+0.09 && s <= p-leastStep && s <= darkL+0.05:
		r.PrimaryDark = second
		if d := colour.ToLCH(r.Deep); d.L > s-0.09 {
			d.L = s - 0.09
			r.Deep = d.RGB()
		}
	case s >= 0.84 && s >= p+leastStep && s <= top-tightStep:
		r.Tint = second
	default:
		return second
	}
	return color.NRGBA{}
}

// inkOn is the given ink, or a near-black of the primary's hue, dark enough to read at 7:1 on paper.
func inkOn(given, primary, paper color.NRGBA) color.NRGBA {
	p := colour.ToLCH(primary)
	ink := colour.LCH{L: inkL, C: min(p.C*0.25, 0.025), H: p.H}.RGB()
	if given.A != 0 {
		ink = given
	}
	for c := colour.ToLCH(ink); c.L > 0 && colour.Contrast(ink, paper) < colour.AAA; {
		c.L -= 0.02
		ink = c.RGB()
	}
	return ink
}

// shade is a grey with a breath of the primary, apart from the surfaces that it lies on.
func (r *Roles) shade() color.NRGBA {
	p := colour.ToLCH(r.Primary)
	best, most := color.NRGBA{}, -1.0
	for _, l := range []float64{shadeL, 0.74, 0.70, 0.66, 0.62} {
		c := colour.LCH{L: l, C: min(p.C*0.12, 0.018), H: p.H}.RGB()
		least := min(colour.Distance(c, r.Primary), colour.Distance(c, r.Tint), colour.Distance(c, r.Paper))
		if least >= apart {
			return c
		}
		if least > most {
			best, most = c, least
		}
	}
	return best
}

// accents are tried in this order where a brand gives none: amber, teal, coral, blue, plum.
var accents = []colour.LCH{
	{L: 0.83, C: 0.165, H: 80}, {L: 0.76, C: 0.115, H: 190}, {L: 0.70, C: 0.16, H: 35}, {L: 0.48, C: 0.15, H: 255}, {L: 0.45, C: 0.13, H: 330},
}

// accent is the given accent, or the secondary colour, lighter or darker if need be. Without either it is the first of our
// own that stands out.
func (r *Roles) accent(given, second color.NRGBA) color.NRGBA {
	switch {
	case given.A != 0:
		return r.lifted(given)
	case second.A != 0:
		return r.lifted(second)
	}
	best, most := color.NRGBA{}, -1.0
	for _, a := range accents {
		c := a.RGB()
		if r.standsOut(c) >= 1 {
			return c
		}
		if s := r.standsOut(c); s > most {
			best, most = c, s
		}
	}
	return best
}

// vivid is how much chroma a colour gains for each step darker, so that a pale peach turns to apricot and not to mud. Greys stay
// grey, and what is nearly grey stays nearly so.
const vivid = 0.5

// Between these an accent is made lighter or darker: beyond, no hue is left to be seen.
const darkestAccent, lightestAccent = 0.20, 0.97

// lifted is c, or c made as little lighter or darker as lets it stand out. Its hue stays. Where no lightness stands out it
// is the one that comes nearest to it.
func (r *Roles) lifted(c color.NRGBA) color.NRGBA {
	c.A = 255
	best, most := c, r.standsOut(c)
	x := colour.ToLCH(c)
	for step := 0.01; step < 1 && most < 1; step += 0.01 {
		for _, l := range []float64{x.L + step, x.L - step} {
			if l < darkestAccent || l > lightestAccent {
				continue
			}
			gain := max(0, vivid*(x.L-l)) * min(1, x.C*x.C/(0.08*0.08))
			try := colour.LCH{L: l, C: x.C + gain, H: x.H}.RGB()
			if s := r.standsOut(try); s > most && most < 1 {
				best, most = try, s
			}
		}
	}
	return best
}

// standsOut is at least 1 when c has 3:1 on each ground that accents are painted on, or else a colour well apart from it.
func (r *Roles) standsOut(c color.NRGBA) float64 {
	least := math.Inf(1)
	for _, g := range r.accentGrounds() {
		least = min(least, g.shows(c))
	}
	return least
}

// surface is a ground by the name that people know it by.
type surface struct {
	name   string
	colour color.NRGBA
}

// shows is how well an accent is seen on s; 1 is enough.
func (s surface) shows(c color.NRGBA) float64 {
	return max(colour.Contrast(c, s.colour)/colour.AALarge, colour.Distance(c, s.colour)/accentApart)
}

// accentGrounds are what looks and artwork paint accents on: fields of primary and primary-dark, panels of tint, and the dark
// ground of the night, which lies halfway between deep and primary-dark.
func (r *Roles) accentGrounds() []surface {
	mid := func(x, y uint8) uint8 { return uint8((int(x) + int(y)) / 2) }
	a, b := r.Deep, r.PrimaryDark
	night := color.NRGBA{mid(a.R, b.R), mid(a.G, b.G), mid(a.B, b.B), 255}
	return []surface{{"primary", r.Primary}, {"primary-dark", r.PrimaryDark}, {"tint", r.Tint}, {"the ground of the night", night}}
}

func clamp(x, low, high float64) float64 { return min(max(x, low), high) }
