package pdf

import (
	"strings"
	"testing"

	"kic/render/scene"
)

func TestStructureFollowsTheRoles(t *testing.T) {
	s := newSetter(t)
	p := func(words string, order int) scene.Group {
		g := s.para(scene.RoleP, 20, 20, style{}, words)
		g.Order = order
		return g
	}
	for _, c := range []struct {
		name  string
		items []scene.Item
		want  string
	}{
		{"lines of a paragraph are one sequence with the spaces between them", []scene.Item{s.para(scene.RoleP, 10, 10, style{}, "one ", "two ", "three")}, `
Document lang=en-GB
  P
    "one two three"`},
		{"siblings are read by their order, and then as painted", []scene.Item{p("last", 9), p("first", 0), p("second", 0), p("before", -1)}, `
Document lang=en-GB
  P
    "before"
  P
    "first"
  P
    "second"
  P
    "last"`},
		{"a group without a role orders what lies in it as a whole", []scene.Item{
			scene.Group{Order: 2, Items: []scene.Item{p("d", 2), p("c", 1)}},
			scene.Group{Order: 1, Items: []scene.Item{p("b", 2), p("a", 1)}},
		}, `
Document lang=en-GB
  P
    "a"
  P
    "b"
  P
    "c"
  P
    "d"`},
		{"words under no role are decoration", []scene.Item{s.line("unread", 10, 10, style{}), scene.Group{Items: []scene.Item{s.line("unread", 10, 30, style{})}}, p("read", 0)}, `
Document lang=en-GB
  P
    "read"`},
		{"decoration inside something that is read is not read", []scene.Item{scene.Group{Role: scene.RoleP, Items: []scene.Item{
			s.line("read", 10, 10, style{}),
			scene.Group{Role: scene.RoleArtifact, Items: []scene.Item{s.line("unread", 50, 10, style{})}},
		}}}, `
Document lang=en-GB
  P
    "read"`},
		{"words right under a section are a paragraph", []scene.Item{scene.Group{Role: scene.RoleSection, Items: []scene.Item{s.line("one ", 10, 10, style{}), s.line("two", 40, 10, style{})}}}, `
Document lang=en-GB
  Sect
    P
      "one two"`},
		{"words right under a list are an item", []scene.Item{scene.Group{Role: scene.RoleList, Items: []scene.Item{
			scene.Group{Role: scene.RoleListItem, Items: []scene.Item{s.line("one", 10, 10, style{})}},
			s.line("two", 10, 30, style{}),
		}}}, `
Document lang=en-GB
  L
    LI
      LBody
        "one"
    LI
      LBody
        "two"`},
		{"a figure in two languages", []scene.Item{scene.Group{Role: scene.RoleFigure, Alt: "Clo", Lang: "cy", Also: []scene.Said{{Lang: "en-GB", Words: "A padlock"}, {Lang: "ckb", Words: "X"}}, Items: []scene.Item{p("inside", 0)}}}, `
Document lang=en-GB
  Figure lang=cy alt=` + "\x1bcy\x1bClo \x1benGB\x1bA padlock \x1bckb\x1bX" + `
    "inside"`},
		{"a figure is its alternative, whatever is in it", []scene.Item{scene.Group{Role: scene.RoleFigure, Alt: "A padlock", Items: []scene.Item{p("inside", 0)}}}, `
Document lang=en-GB
  Figure alt=A padlock
    "inside"`},
		{"a figure without an alternative is decoration", []scene.Item{scene.Group{Role: scene.RoleFigure, Items: []scene.Item{p("inside", 0)}}, p("read", 0)}, `
Document lang=en-GB
  P
    "read"`},
		{"a picture with an alternative is a figure by itself", []scene.Item{scene.Image{Source: pixel(), Box: scene.Rect{W: 10, H: 10}, Alt: "A dot"}}, `
Document lang=en-GB
  P
    Figure alt=A dot`},
		{"a link holds its words and its address", []scene.Item{scene.Group{Role: scene.RoleP, Items: []scene.Item{
			s.line("See ", 10, 10, style{}),
			scene.Group{Role: scene.RoleLink, Link: "https://example.org/é", Items: []scene.Item{s.line("the page", 40, 10, style{})}},
			s.line(".", 90, 10, style{}),
		}}}, `
Document lang=en-GB
  P
    "See "
    Link
      "the page"
      → https://example.org/%C3%A9 (the page)
    "."`},
		{"a logo that leads somewhere is a figure in a link", []scene.Item{scene.Group{Role: scene.RoleLogo, Alt: "Northern Care", Link: "https://example.org", Items: []scene.Item{
			scene.Shape{Path: scene.RectPath(scene.Rect{W: 30, H: 30}), Fill: scene.Solid(navy)},
		}}}, `
Document lang=en-GB
  P
    Link
      Figure alt=Northern Care
      → https://example.org (Northern Care)`},
		{"a heading that leads somewhere stays a heading", []scene.Item{func() scene.Group {
			g := s.para(scene.RoleH1, 10, 10, style{}, "Report it")
			g.Link = "mailto:a@example.org"
			return g
		}()}, `
Document lang=en-GB
  H1
    Link
      "Report it"
      → mailto:a@example.org (Report it)`},
		{"a change of language is said", []scene.Item{scene.Group{Role: scene.RoleP, Items: []scene.Item{
			s.line("In Welsh: ", 10, 10, style{lang: "en-GB"}), s.line("seiber", 60, 10, style{lang: "cy"}), s.line("ddiogelwch", 60, 10, style{lang: "cy"}),
		}}, s.para(scene.RoleP, 10, 30, style{lang: "cy"}, "cyfrinair")}, `
Document lang=en-GB
  P
    "In Welsh: "
    Span lang=cy
      "seiberddiogelwch"
  P lang=cy
    "cyfrinair"`},
		{"labels that count are said to", []scene.Item{scene.Group{Role: scene.RoleList, Items: []scene.Item{scene.Group{Role: scene.RoleListItem, Items: []scene.Item{
			s.para(scene.RoleLabel, 10, 10, style{}, "1."), s.para(scene.RoleBody, 30, 10, style{}, "Stop"),
		}}}}}, `
Document lang=en-GB
  L numbering=Decimal
    LI
      Lbl
        "1."
      LBody
        "Stop"`},
		{"faded words are read in their place", []scene.Item{p("one", 0), scene.Group{Opacity: 0.5, Items: []scene.Item{p("two", 0)}}, p("three", 0)}, `
Document lang=en-GB
  P
    "one"
  P
    "two"
  P
    "three"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := open(t, write(t, s, Info{}, sheet(c.items...))).outline()
			if want := strings.TrimPrefix(c.want, "\n") + "\n"; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestPagesInAnotherLanguageSayIt(t *testing.T) {
	s := newSetter(t)
	want := "Document lang=en-GB\n  P\n    \"English\"\n  Sect lang=cy\n    P\n      \"Rhowch wybod am y \"\n      Span lang=en-GB\n        \"phishing\"\n"
	if got := open(t, write(t, s, Info{}, sheet(s.para(scene.RoleP, 10, 10, style{}, "English")), welsh(s))).outline(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
