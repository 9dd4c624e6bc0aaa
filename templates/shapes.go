package templates

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// span is a range of numbers: from included, to not; to is 0 where there is no upper end.
type span struct{ from, to float64 }

// Served says which shapes of p's kind and unit some of looks have a layout for. It is the end of a sentence that begins
// with such a shape: "is served where its width ÷ height is below 0.9, or 1.1 or more".
func Served(looks []*Look, p *Placement) string {
	var ratios, sides []span
	for _, look := range looks {
		for i := range look.Layouts {
			l := &look.Layouts[i]
			if l.Pages != (p.Unit == Millimetres) || len(l.Kinds) > 0 && !slices.Contains(l.Kinds, p.Kind) {
				continue
			}
			ratio, side := span{l.MinRatio, l.MaxRatio}, span{l.MinSide, l.MaxSide}
			if side.has(min(p.Width, p.Height)) {
				ratios = append(ratios, ratio)
			}
			if ratio.has(p.Width / p.Height) {
				sides = append(sides, side)
			}
		}
	}
	var ways []string
	if len(ratios) > 0 {
		ways = append(ways, "its width ÷ height is "+spans(ratios, ""))
	}
	if len(sides) > 0 {
		ways = append(ways, "its shorter side is "+spans(sides, " "+string(p.Unit)))
	}
	if len(ways) == 0 {
		return "is served in no size near it"
	}
	return "is served where " + strings.Join(ways, ", or where ")
}

func (s span) has(v float64) bool { return v >= s.from && (s.to == 0 || v < s.to) }

// spans are ranges for people, those that touch each other as one: "below 0.9, or 1.1 or more".
func spans(all []span, unit string) string {
	for i := range all {
		if all[i].to == 0 {
			all[i].to = math.Inf(1)
		}
	}
	slices.SortFunc(all, func(a, b span) int { return int(math.Copysign(1, a.from-b.from)) })
	joined := all[:1]
	for _, s := range all[1:] {
		if last := &joined[len(joined)-1]; s.from <= last.to {
			last.to = max(last.to, s.to)
		} else {
			joined = append(joined, s)
		}
	}
	var words []string
	for _, s := range joined {
		from, to := number(s.from)+unit, number(s.to)+unit
		switch {
		case s.from == 0 && math.IsInf(s.to, 1):
			words = append(words, "anything")
		case s.from == 0:
			words = append(words, "below "+to)
		case math.IsInf(s.to, 1):
			words = append(words, from+" or more")
		default:
			words = append(words, fmt.Sprintf("from %s to below %s", from, to))
		}
	}
	return strings.Join(words, ", or ")
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
