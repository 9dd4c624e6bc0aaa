package check

import (
	"fmt"
	"strings"

	"kic/brand"
	"kic/render/scene"
)

// Colours is one finding where a colour that a brand gives isn't shown as it was given.
func Colours(b *brand.Brand) []Finding {
	var changes []string
	for _, c := range brand.Choices(b.Given) {
		switch {
		case !c.Changed():
		case c.Role == "":
			changes = append(changes, fmt.Sprintf("%s %s is %s", c.Key, scene.Hex(c.Given), c.Why))
		default:
			changes = append(changes, fmt.Sprintf("%s is %s, %s", c.Role, scene.Hex(c.Colour), c.Why))
		}
	}
	if len(changes) == 0 {
		return nil
	}
	return []Finding{{
		Code: ColourAdjusted, Severity: Warning, Brand: b.Slug, What: "colours are not all shown as given: " + strings.Join(changes, "; "),
		Remedy: "give other colours under [colours] if these won't do",
	}}
}
