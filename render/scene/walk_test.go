package scene

import (
	"slices"
	"testing"
)

func TestWalkVisitsAllItemsInOrderWhereTheyLie(t *testing.T) {
	text := func(s string) Item { return Text{String: s, Origin: Point{X: 1, Y: 1}} }
	items := []Item{
		text("first"),
		Group{ID: "moved", Transform: Translate(10, 0), Mask: &Mask{Items: []Item{text("masked")}}, Items: []Item{
			text("second"),
			Group{ID: "larger", Transform: Scale(2, 2), Items: []Item{text("third")}},
		}},
		Group{ID: "closed", Items: []Item{text("hidden")}},
		Group{ID: "plain", Items: []Item{text("last")}},
	}
	var got []string
	at := map[string]Point{}
	Walk(items, Translate(0, 5), func(it Item, to Matrix) bool {
		switch it := it.(type) {
		case Text:
			got = append(got, it.String)
			at[it.String] = to.Apply(it.Origin)
		case Group:
			got = append(got, it.ID)
			at[it.ID] = to.Apply(Point{})
			return it.ID != "closed"
		}
		return true
	})
	if want := []string{"first", "moved", "second", "larger", "third", "closed", "plain", "last"}; !slices.Equal(got, want) {
		t.Errorf("it visits %q, want %q", got, want)
	}
	for name, want := range map[string]Point{"first": {X: 1, Y: 6}, "moved": {Y: 5}, "second": {X: 11, Y: 6}, "larger": {X: 10, Y: 5}, "third": {X: 12, Y: 7}, "last": {X: 1, Y: 6}} {
		if at[name] != want {
			t.Errorf("%s lies at %v, want %v", name, at[name], want)
		}
	}
}
