package pdf

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"kic/render/scene"
)

// TestFilesKeepTheRulesOfPDFUA checks what a machine can check of ISO 14289-1, by the numbers of the Matterhorn Protocol 1.1.
func TestFilesKeepTheRulesOfPDFUA(t *testing.T) {
	s := newSetter(t)
	r := open(t, write(t, s, Info{Author: "Northern Care", Created: day}, insert(s), welsh(s), nested(s)))
	t.Run("01: everything painted is tagged or an artifact, and never both", func(t *testing.T) {
		for i, page := range r.pages() {
			_, content := r.stream(page["Contents"])
			r.checkMarks(t, fmt.Sprintf("page %d", i+1), content, r.dict(page["Resources"]), false)
		}
	})
	t.Run("01, 09: each marked sequence has its one element, and the parent tree knows it", r.checkParents)
	t.Run("06, 07, 11: title, language and metadata are there", func(t *testing.T) {
		if marked, _ := r.get(r.at(r.root, "MarkInfo", "Marked")).(types.Boolean); !bool(marked) || r.says(r.root["Lang"]) == "" || r.root["Metadata"] == nil {
			t.Errorf("the catalogue is %v", r.root)
		}
	})
	t.Run("13, 14, 16: figures have alternatives, lists and headings their order", r.checkElements)
	t.Run("28: links are in the structure and say where they lead", r.checkLinks)
	t.Run("31: fonts are embedded subsets that say their letters", r.checkFonts)
}

// painting is every operator that leaves a mark.
const painting = " f F f* B B* b b* S s sh TJ Tj ' \" BI Do "

func (r *reader) checkMarks(t *testing.T, where string, content []byte, resources types.Dict, inside bool) {
	depth, texts := 0, 0
	var nest []string // what is open
	pairs := map[string]string{"BMC": "EMC", "BDC": "EMC", "q": "Q", "BT": "ET"}
	for _, op := range operations(content) {
		switch op.name {
		case "BMC", "BDC", "q", "BT":
			nest = append(nest, pairs[op.name])
		case "EMC", "Q", "ET":
			if len(nest) == 0 || nest[len(nest)-1] != op.name {
				t.Fatalf("%s: %s where %v ought to close", where, op.name, nest)
			}
			nest = nest[:len(nest)-1]
		}
		switch op.name {
		case "BMC", "BDC":
			if depth++; depth > 1 || inside {
				t.Errorf("%s: marks inside marks: %s in %v", where, op.operands, op.marks)
			}
		case "EMC":
			depth--
		case "BT":
			texts++
		case "ET":
			texts--
		}
		if !strings.Contains(painting, " "+op.name+" ") {
			continue
		}
		marked := depth > 0 || inside
		if op.name == "Do" {
			ref := r.dict(r.at(resources, "XObject"))[op.operands[0][1:]]
			if d := r.dict(ref); r.says(d["Subtype"]) == "Form" {
				_, inner := r.stream(ref)
				r.checkMarks(t, where+" form "+op.operands[0], inner, r.dict(d["Resources"]), marked)
				continue
			}
		}
		if !marked {
			t.Errorf("%s: %s paints outside of all marks", where, op.name)
		}
		if (op.name == "TJ") != (texts == 1) {
			t.Errorf("%s: %s with %d text objects open", where, op.name, texts)
		}
	}
	if len(nest) > 0 {
		t.Errorf("%s: %v is left out at the end", where, nest)
	}
}

// checkParents follows the structure tree down and the parent tree up.
func (r *reader) checkParents(t *testing.T) {
	nums := r.array(r.at(r.root, "StructTreeRoot", "ParentTree", "Nums"))
	up := map[int]types.Object{}
	for i := 0; i < len(nums); i += 2 {
		up[int(r.number(nums[i]))] = nums[i+1]
	}
	if next := int(r.number(r.at(r.root, "StructTreeRoot", "ParentTreeNextKey"))); next != len(up) {
		t.Errorf("the next key is %d after %d keys", next, len(up))
	}
	claimed := map[string]int{}
	claim := func(key, id int, elem types.Object) {
		claimed[fmt.Sprint(key, " ", id)]++
		if got := r.array(up[key]); id >= len(got) || fmt.Sprint(got[id]) != fmt.Sprint(elem) {
			t.Errorf("element %v has sequence %d of stream %d, but the parent tree says %v", elem, id, key, up[key])
		}
	}
	r.eachElement(func(elem types.Object, d types.Dict) {
		for _, k := range r.array(d["K"]) {
			kid := r.dict(k)
			if fmt.Sprint(kid["P"]) != fmt.Sprint(elem) && r.says(kid["Type"]) == "StructElem" {
				t.Errorf("%v names %v as its parent, not %v", k, kid["P"], elem)
			}
			if id, ok := r.get(k).(types.Integer); ok {
				claim(int(r.number(r.at(d, "Pg", "StructParents"))), int(id), elem)
			}
			if r.says(kid["Type"]) == "MCR" {
				claim(int(r.number(r.at(kid, "Stm", "StructParents"))), int(r.number(kid["MCID"])), elem)
			}
		}
	})
	total := 0
	for key, o := range up {
		for id := range r.array(o) {
			total++
			if n := claimed[fmt.Sprint(key, " ", id)]; n != 1 {
				t.Errorf("sequence %d of stream %d is claimed by %d elements", id, key, n)
			}
		}
	}
	if total == 0 {
		t.Error("nothing is tagged")
	}
}

// eachElement calls f for every structure element, in reading order.
func (r *reader) eachElement(f func(ref types.Object, d types.Dict)) {
	var visit func(o types.Object)
	visit = func(o types.Object) {
		d := r.dict(o)
		if r.says(d["Type"]) != "StructElem" {
			return
		}
		f(o, d)
		for _, k := range r.array(d["K"]) {
			visit(k)
		}
	}
	visit(r.at(r.root, "StructTreeRoot", "K"))
}

func (r *reader) checkElements(t *testing.T) {
	seen := map[string]int{}
	level := 0
	r.eachElement(func(_ types.Object, d types.Dict) {
		role := r.says(d["S"])
		seen[role]++
		if len(r.array(d["K"])) == 0 {
			t.Errorf("an empty %s", role)
		}
		switch role {
		case "Figure":
			if r.says(d["Alt"]) == "" || len(r.array(r.at(d, "A", "BBox"))) != 4 {
				t.Errorf("a figure with %v", d)
			}
		case "H1", "H2":
			now := int(role[1] - '0')
			if now > level+1 {
				t.Errorf("%s after H%d", role, level)
			}
			level = now
		case "L":
			if r.says(r.at(d, "A", "ListNumbering")) == "" {
				t.Error("a list with labels doesn't say how they count")
			}
		}
	})
	for _, role := range []string{"H1", "H2", "P", "L", "LI", "Lbl", "LBody", "Figure", "Link", "Span"} {
		if seen[role] == 0 {
			t.Errorf("the test pages have no %s", role)
		}
	}
}

func (r *reader) checkLinks(t *testing.T) {
	nums := r.array(r.at(r.root, "StructTreeRoot", "ParentTree", "Nums"))
	links := 0
	for _, page := range r.pages() {
		if r.says(page["Tabs"]) != "S" {
			t.Error("a page whose tab order isn't that of the structure")
		}
		for _, o := range r.array(page["Annots"]) {
			links++
			d := r.dict(o)
			key := int(r.number(d["StructParent"]))
			elem := r.dict(nums[2*key+1])
			if r.says(d["Contents"]) == "" || r.says(elem["S"]) != "Link" {
				t.Errorf("a link %v in %v", d, elem)
			}
		}
	}
	if links == 0 {
		t.Error("the test pages have no links")
	}
}

func (r *reader) checkFonts(t *testing.T) {
	for _, page := range r.pages() {
		for name, o := range r.dict(r.at(page, "Resources", "Font")) {
			f := r.dict(o)
			cid := r.dict(r.array(f["DescendantFonts"])[0])
			base := r.says(f["BaseFont"])
			if len(base) < 8 || base[6] != '+' || base != r.says(cid["BaseFont"]) || base != r.says(r.at(cid, "FontDescriptor", "FontName")) {
				t.Errorf("font %s is named %q, %q and %q", name, base, r.says(cid["BaseFont"]), r.says(r.at(cid, "FontDescriptor", "FontName")))
			}
			if _, data := r.stream(r.at(cid, "FontDescriptor", "FontFile2")); len(data) < 1000 {
				t.Errorf("font %s holds %d bytes", name, len(data))
			}
			if r.says(cid["CIDToGIDMap"]) != "Identity" || r.says(f["Encoding"]) != "Identity-H" {
				t.Errorf("font %s is %v", name, f)
			}
			says := r.font(o)
			for code := 1; code < len(says.widths); code++ {
				if says.says[code] == "" {
					t.Errorf("font %s: code %d says nothing", name, code)
				}
			}
		}
	}
}

// welsh is a page in another language than the document's, with a word of English on it.
func welsh(s setter) scene.Scene {
	page := sheet(scene.Group{Role: scene.RoleP, Items: []scene.Item{
		s.line("Rhowch wybod am y ", 20, 60, style{lang: "cy"}),
		s.line("phishing", 140, 60, style{lang: "en-GB"}),
	}})
	page.Lang = "cy"
	return page
}

// nested has tagged words inside faded and masked groups, and a faded picture.
func nested(s setter) scene.Scene {
	return sheet(scene.Group{Role: scene.RoleSection, Items: []scene.Item{
		s.para(scene.RoleH1, 20, 40, style{face: bold}, "Heading"),
		scene.Group{Opacity: 0.7, Items: []scene.Item{
			s.para(scene.RoleP, 20, 60, style{}, "Faded words"),
			scene.Group{Opacity: 0.5, Clip: &scene.Clip{Path: scene.RectPath(scene.Rect{W: 300, H: 400})}, Items: []scene.Item{
				s.para(scene.RoleP, 20, 80, style{}, "faded twice"),
				scene.Shape{Path: scene.RectPath(scene.Rect{X: 20, Y: 90, W: 50, H: 5}), Fill: scene.Solid(amber)},
			}},
		}},
		scene.Group{
			Mask:  &scene.Mask{Alpha: true, Items: []scene.Item{s.line("MASK", 20, 130, style{size: 40, face: bold})}},
			Items: []scene.Item{scene.Shape{Path: scene.RectPath(scene.Rect{X: 20, Y: 90, W: 200, H: 50}), Fill: blend3(20, 0, 220, 0, navy, amber, navy)}},
		},
		scene.Group{Role: scene.RoleFigure, Alt: "Words that fade out", Transform: scene.Translate(10, 0), Items: []scene.Item{fading(s, 200)}},
		scene.Group{Role: scene.RoleP, Items: []scene.Item{fading(s, 250), s.line(" and stay", 20, 280, style{})}},
	}})
}

// fading is a line that is painted with a gradient to nothing.
func fading(s setter, y float64) scene.Text {
	line := s.line("Fading words", 20, y, style{size: 24})
	line.Paint = blend3(20, 0, 180, 0, navy, blue, color.NRGBA{0, 0x5E, 0xB8, 0})
	return line
}
