package brand

import (
	"fmt"
	"image/color"

	"kic/render/colour"
	"kic/render/scene"
)

// Choice is how a colour of a brand was chosen.
type Choice struct {
	Role   string      // as [RoleNames] has it; empty where a given colour serves no role
	Colour color.NRGBA // that is shown
	Key    string      // the key under [colours] in brand.toml from which it comes: "accent"; empty where it was worked out
	Given  color.NRGBA // what that key says
	Why    string      // in a few words
}

// Changed reports whether a given colour isn't shown as it was given.
func (c Choice) Changed() bool { return c.Key != "" && (c.Role == "" || c.Colour != c.Given) }

// String is c for people: "accent #F2B134: as given".
func (c Choice) String() string {
	name := c.Role
	if name == "" {
		name = c.Key
	}
	return fmt.Sprintf("%s %s: %s", name, scene.Hex(c.Colour), c.Why)
}

// Choices are how each role of [Derive] was chosen, in the order of [RoleNames], and then a given colour that serves none.
func Choices(given Colours) []Choice {
	r := Derive(given)
	from := map[string]string{} // the role that each given colour serves
	if given.Secondary.A != 0 {
		from[r.placed(given)] = "secondary"
	}
	for role, c := range map[string]color.NRGBA{"primary": given.Primary, "accent": given.Accent, "paper": given.Paper, "ink": given.Ink} {
		if c.A != 0 {
			from[role] = role
		}
	}
	var all []Choice
	for _, role := range append(RoleNames(), "") {
		c := Choice{Role: role, Key: from[role]}
		c.Colour, _ = r.Named(role)
		c.Given, _ = given.named(c.Key)
		if role == "" {
			c.Colour = c.Given
		}
		switch {
		case role == "" && c.Key == "":
			continue
		case c.Key == "":
			c.Why = r.workedOut(role)
		case c.Changed():
			c.Why = r.changed(c)
		case c.Key != role:
			c.Why = "your " + c.Key + " colour, as given"
		default:
			c.Why = "as given"
		}
		all = append(all, c)
	}
	return all
}

// named is the colour of a key under [colours].
func (c Colours) named(key string) (color.NRGBA, bool) {
	switch key {
	case "primary":
		return c.Primary, true
	case "secondary":
		return c.Secondary, true
	case "accent":
		return c.Accent, true
	case "paper":
		return c.Paper, true
	case "ink":
		return c.Ink, true
	}
	return color.NRGBA{}, false
}

// placed is the role that a secondary colour serves; empty for none.
func (r *Roles) placed(given Colours) string {
	switch {
	case r.PrimaryDark == given.Secondary:
		return "primary-dark"
	case r.Tint == given.Secondary:
		return "tint"
	case given.Accent.A == 0:
		return "accent"
	}
	return ""
}

// workedOut is why a role has a colour that nobody gave.
func (r *Roles) workedOut(role string) string {
	switch role {
	case "primary":
		return "the program's own, as no colours are given"
	case "primary-dark":
		return "from your primary, for depth on it"
	case "tint":
		return "from your primary, for quiet panels"
	case "accent":
		return "chosen to stand out, as no accent is given"
	case "paper":
		if r.Paper != white {
			return "as near to white as differs from your primary"
		}
		return "white"
	case "ink":
		return "nearly black with a breath of your primary, for words"
	case "shade":
		return "a grey with a breath of your primary, for depth on paper"
	}
	return "from your primary, the darkest ground"
}

// changed is why a given colour isn't shown as it was given.
func (r *Roles) changed(c Choice) string {
	way := "darker"
	if colour.ToLCH(c.Colour).L > colour.ToLCH(c.Given).L {
		way = "lighter"
	}
	was := fmt.Sprintf("%s than your %s %s, in the same hue: ", way, c.Key, scene.Hex(c.Given))
	switch c.Role {
	case "accent":
		g := r.hides(c.Given)
		return was + fmt.Sprintf("that is lost on %s %s, with a contrast of %.1f:1", g.name, scene.Hex(g.colour), colour.Contrast(c.Given, g.colour))
	case "paper":
		if way == "lighter" {
			return was + "a page is light"
		}
		return was + fmt.Sprintf("a page must differ from your primary %s", scene.Hex(r.Primary))
	case "ink":
		return was + fmt.Sprintf("that has a contrast of %.1f:1 on paper %s, and small words want 7:1", colour.Contrast(c.Given, r.Paper), scene.Hex(r.Paper))
	}
	return "not used: it is neither dark enough for depth on your primary nor pale enough for panels, and an accent is given"
}

// hides is the ground of accents on which c is seen least.
func (r *Roles) hides(c color.NRGBA) surface {
	var worst surface
	least := 0.0
	for i, g := range r.accentGrounds() {
		if s := g.shows(c); i == 0 || s < least {
			worst, least = g, s
		}
	}
	return worst
}
