package check

import (
	"fmt"

	"kic/render/campaign"
	"kic/templates"
)

// Unserved is a placement that a look has no layout for, or none of looks where look is empty. Its pieces would lie under
// path. It is the campaign's own: those that the program ships are all served.
func Unserved(c *campaign.Campaign, p *templates.Placement, look string, looks []*templates.Look, path string) Finding {
	kind, _ := Known(ShapeUnserved)
	size := fmt.Sprintf("%v × %v %s", p.Width, p.Height, p.Unit)
	f := Finding{
		Code: ShapeUnserved, Severity: kind.Severity, Placement: p.ID, Look: look, Path: path, File: c.File, Line: p.Line,
		What: "no look has a layout for " + size, Remedy: "change the size, or take the placement out: such a piece " + templates.Served(looks, p),
	}
	if look != "" {
		f.What = "the look has no layout for " + size + ", so it is made in the others only"
	}
	return f
}
