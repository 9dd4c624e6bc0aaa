package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"kic/render/campaign"
	"kic/render/definition"
	"kic/templates"
)

// choose is those of all whose ids are wanted, in the order of all; all of them when none is named, or none is known.
func choose[T any](kind string, all []*T, id func(*T) string, wanted []string) ([]*T, error) {
	if len(wanted) == 0 {
		return all, nil
	}
	var out []*T
	for _, v := range all {
		if slices.Contains(wanted, id(v)) {
			out = append(out, v)
		}
	}
	err := unknown(kind, wanted, ids(all, id))
	if len(out) == 0 {
		out = all
	}
	return out, err
}

// unknown says which of the wanted ids don't exist, and what was probably meant.
func unknown(kind string, wanted, all []string) error {
	var errs []error
	for _, id := range wanted {
		if slices.Contains(all, id) {
			continue
		}
		remedy := fmt.Sprintf("kic list %ss shows all", kind)
		if kind == "material" {
			remedy = "use one of " + strings.Join(all, ", ")
		}
		if meant := definition.Suggest(id, all); meant != "" {
			remedy = meant
		}
		errs = append(errs, fmt.Errorf("there is no %s %q; %s", kind, definition.Short(id), remedy))
	}
	return errors.Join(errs...)
}

func materials(placements []*templates.Placement) []string {
	var all []string
	for _, p := range placements {
		if !slices.Contains(all, string(p.Material)) {
			all = append(all, string(p.Material))
		}
	}
	return all
}

func ids[T any](all []*T, id func(*T) string) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = id(v)
	}
	return out
}

// Pointers are pointers to the elements of all, in their order.
func Pointers[T any](all []T) []*T {
	out := make([]*T, len(all))
	for i := range all {
		out[i] = &all[i]
	}
	return out
}

func placementID(p *templates.Placement) string { return p.ID }
func messageID(m *campaign.Message) string      { return m.ID }
func lookID(l *templates.Look) string           { return l.ID }
