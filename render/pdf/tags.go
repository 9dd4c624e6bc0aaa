package pdf

import (
	"fmt"
	"sort"
	"strings"

	"kic/render/scene"
)

// node is a place in reading order: an element of the structure tree, a group without a role that only orders what lies in it,
// a marked sequence, or a link's annotation.
type node struct {
	role     string // structure type; empty: not an element
	order    int    // among its siblings; equal: as they came
	lang     string // where it differs from what is around it
	alt      string
	also     []scene.Said // alt in further languages
	actual   string       // what its glyphs say only together
	bounds   scene.Rect   // of a figure, in points from the lower left corner
	label    string       // what a Lbl says
	sequence *sequence
	annot    ref
	on       *page // of an annotation

	up      *node
	kids    []*node
	implied *node // the paragraph for words that lie directly in a section or list
	ref     ref
}

// sequence is a stretch of marked content.
type sequence struct {
	in *stream
	id int
}

// child adds a node under n.
func (n *node) child(role string, order int) *node {
	return n.add(&node{role: role, order: order})
}

func (n *node) add(k *node) *node {
	k.up = n
	n.kids = append(n.kids, k)
	return k
}

// element is n, or the element that n lies in.
func (n *node) element() *node {
	for n.role == "" {
		n = n.up
	}
	return n
}

// language is the language that holds at n.
func (n *node) language() string {
	for n.lang == "" && n.up != nil {
		n = n.up
	}
	return n.lang
}

// block is where words that lie in n belong. Sections and lists hold blocks and not words, so those get a block of their own.
func (n *node) block() *node {
	if n.implied != nil {
		return n.implied
	}
	n.implied = n.inline(0)
	return n.implied
}

// inline is where a link or a figure belongs that lies in n: n itself, or a paragraph of its own where n holds blocks.
func (n *node) inline(order int) *node {
	switch n.element().role {
	case "Document", "Sect":
		return n.child("P", order)
	case "L":
		return n.child("LI", order).child("LBody", 0)
	case "LI":
		return n.child("LBody", order)
	}
	return n
}

// spoken is where words in lang belong that lie in n: n itself, or a Span where the language changes.
func (n *node) spoken(lang string) *node {
	if lang == "" || lang == n.language() {
		return n
	}
	if n.role != "" && len(n.kids) == 0 && n.lang == "" {
		n.lang = lang
		return n
	}
	if len(n.kids) > 0 {
		if last := n.kids[len(n.kids)-1]; last.role == "Span" && last.lang == lang && last.actual == "" {
			return last
		}
	}
	span := n.child("Span", 0)
	span.lang = lang
	return span
}

// arrange brings n's kids into reading order and drops what turned out empty. It reports whether anything is left.
func (n *node) arrange() bool {
	if n.sequence != nil || n.annot != 0 {
		return true
	}
	sort.SliceStable(n.kids, func(i, j int) bool { return n.kids[i].order < n.kids[j].order })
	var kept []*node
	for _, k := range n.kids {
		if !k.arrange() {
			continue
		}
		if k.role == "" && k.sequence == nil && k.annot == 0 {
			for _, g := range k.kids {
				g.up = n
			}
			kept = append(kept, k.kids...)
			continue
		}
		kept = append(kept, k)
	}
	n.kids = kept
	return len(kept) > 0
}

// parent is an entry of the parent tree: the elements of a stream's marked sequences, or the one of an annotation.
type parent struct {
	owners []*node
	single bool
}

// key takes the next number in the parent tree.
func (d *document) key(p parent) int {
	d.keyed = append(d.keyed, p)
	return len(d.keyed) - 1
}

// addTree writes the structure tree and its parent tree.
func (d *document) addTree() ref {
	d.tree.arrange()
	root := d.reserve()
	d.number(d.tree)
	d.addElement(d.tree, root)
	var nums strings.Builder
	for i, p := range d.keyed {
		if i > 0 {
			nums.WriteByte(' ')
		}
		if p.single {
			fmt.Fprintf(&nums, "%d %s", i, p.owners[0].ref)
			continue
		}
		list := make([]ref, len(p.owners))
		for j, n := range p.owners {
			list[j] = n.ref
		}
		fmt.Fprintf(&nums, "%d%s", i, refs(list))
	}
	parents := d.add("<</Nums[" + nums.String() + "]>>")
	d.set(root, fmt.Sprintf("<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>", d.tree.ref, parents, len(d.keyed)))
	return root
}

// number gives every element under n its object, in reading order.
func (d *document) number(n *node) {
	if n.role == "" {
		return
	}
	n.ref = d.reserve()
	for _, k := range n.kids {
		d.number(k)
	}
}

// addElement writes n and all elements under it.
func (d *document) addElement(n *node, up ref) {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type/StructElem/S/%s/P %s", n.role, up)
	if n.lang != "" {
		b.WriteString("/Lang" + textString(n.lang))
	}
	if n.alt != "" {
		b.WriteString("/Alt" + textString(inLanguages(n.alt, n.language(), n.also)))
	}
	if n.actual != "" {
		b.WriteString("/ActualText" + textString(n.actual))
	}
	switch n.role {
	case "Figure":
		fmt.Fprintf(&b, "/A<</O/Layout/Placement/Block/BBox%s>>", box(n.bounds))
	case "L":
		b.WriteString(n.numbering())
	}
	pg := n.page()
	if pg != nil {
		fmt.Fprintf(&b, "/Pg %s", pg.ref)
	}
	b.WriteString("/K[")
	for i, k := range n.kids {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(k.entry())
	}
	b.WriteString("]>>")
	d.set(n.ref, b.String())
	for _, k := range n.kids {
		if k.role != "" {
			d.addElement(k, n.ref)
		}
	}
}

// inLanguages is words with the same in further languages behind them. In a text string, an escape sequence says which
// language begins: the character U+001B before and after the letters for it and, where it has one, those for its country (ISO
// 32000-1, 7.9.2.2).
func inLanguages(words, language string, also []scene.Said) string {
	if len(also) == 0 {
		return words
	}
	escape := func(tag string) string {
		parts := strings.Split(tag, "-")
		code := parts[0]
		if len(parts) == 2 && len(parts[1]) == 2 {
			code += parts[1]
		}
		return "\x1b" + code + "\x1b"
	}
	out := escape(language) + words
	for _, said := range also {
		out += " " + escape(said.Lang) + said.Words
	}
	return out
}

// entry is n as its parent lists it.
func (n *node) entry() string {
	switch {
	case n.annot != 0:
		return fmt.Sprintf("<</Type/OBJR/Pg %s/Obj %s>>", n.on.ref, n.annot)
	case n.sequence == nil:
		return n.ref.String()
	case n.sequence.in.form != 0:
		return fmt.Sprintf("<</Type/MCR/Pg %s/Stm %s/MCID %d>>", n.sequence.in.page.ref, n.sequence.in.form, n.sequence.id)
	default:
		return fmt.Sprint(n.sequence.id)
	}
}

// page is the page on which n's own content lies; nil where it has none of its own.
func (n *node) page() *page {
	for _, k := range n.kids {
		if k.sequence != nil {
			return k.sequence.in.page
		}
	}
	return nil
}

// numbering is the attribute that says how a list's labels count, by the first of them; empty for a list without labels.
func (n *node) numbering() string {
	label, found := n.firstLabel()
	switch {
	case !found:
		return ""
	case label != "" && label[0] >= '0' && label[0] <= '9':
		return "/A<</O/List/ListNumbering/Decimal>>"
	default:
		return "/A<</O/List/ListNumbering/Disc>>"
	}
}

func (n *node) firstLabel() (label string, found bool) {
	for _, k := range n.kids {
		if k.role == "Lbl" {
			return k.label, true
		}
		if k.role == "LI" {
			if label, found = k.firstLabel(); found {
				return label, found
			}
		}
	}
	return "", false
}
