package check

import (
	"fmt"
	"slices"
	"strings"

	"kic/render/campaign"
)

// Unmade are the placements for which a message has no piece, by the part of it that they can't do without: "tips".
type Unmade map[string][]string

// Add notes a placement, once.
func (u Unmade) Add(part, placement string) {
	if !slices.Contains(u[part], placement) {
		u[part] = append(u[part], placement)
	}
}

// The parts of a message that it may lack, and how each is written.
var messageParts = []struct{ name, remedy string }{
	{"tips", `add tips = ["…", "…"]`},
	{"bulletin", "write one under [message.bulletin]"},
	{"support", `add support = ["…"]`},
	{"action", `add action = ["…"]`},
	{"post", "write one under [message.social]"},
}

// Incomplete is what isn't made of a message because the message lacks what it would say: pieces, the bulletin, and, where
// the pack has pictures for social channels, their posts.
func Incomplete(c *campaign.Campaign, m *campaign.Message, unmade Unmade, channels bool) []Finding {
	var found []Finding
	for _, part := range messageParts {
		var without []string
		switch {
		case part.name == "bulletin" && m.Bulletin == (campaign.Bulletin{}):
			without = []string{"its copy has none"}
		case part.name == "post" && len(m.Social) == 0 && channels:
			without = []string{"its pictures for social media have no words to go with them"}
		}
		if places := unmade[part.name]; len(places) > 0 {
			without = append(without, "it isn't made for "+strings.Join(places, ", "))
		}
		if len(without) == 0 {
			continue
		}
		kind, _ := Known(MessageIncomplete)
		found = append(found, Finding{
			Code: MessageIncomplete, Severity: kind.Severity, Message: m.ID, File: c.File, Line: c.Line(m.ID, "id"),
			What: fmt.Sprintf("has no %s, so %s", part.name, strings.Join(without, ", and ")), Remedy: part.remedy,
		})
	}
	return found
}
