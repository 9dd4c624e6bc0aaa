package svg

import (
	"sort"
	"strings"
)

// rule is one selector with its declarations.
type rule struct {
	parts       []compound // outermost first
	declaration []declaration
	weight      int // ids, classes and tags of the selector
	order       int // place among all rules
	size        int // bytes of the declarations
}

// compound is the part of a selector that speaks of one element: svg|path.cls#id[attr=value].
type compound struct {
	tag, id string
	classes []string
	attrs   []attrTest
	root    bool
	first   bool
	child   bool // must be a child, not just a descendant, of what the part before it speaks of
}

type attrTest struct {
	name, value string
	any         bool // the value doesn't matter
}

type declaration struct {
	name, value string
	important   bool
}

// sheet is all rules of a file, filed by the id, the class or the tag that the last part of their selector asks for.
type sheet struct {
	byKey map[string][]*rule
	count int
}

// styles reads the rules of one style element.
func (r *reader) styles(n *node) {
	if t := n.attrs["type"]; t != "" && !strings.EqualFold(strings.TrimSpace(t), "text/css") {
		return
	}
	css := stripComments(string(n.text))
	if ref, outside := outsideURL(css); outside {
		r.refuse(n, "svg-external", "put what the styles refer to into the file", "the style sheet refers to %q", ref)
	}
	r.rules(n, css)
}

// rules reads a block of rules, also of one inside @media.
func (r *reader) rules(n *node, css string) {
	for !r.stopped {
		css = strings.TrimSpace(css)
		if css == "" {
			return
		}
		head, stop, rest := until(css, "{;")
		head = strings.TrimSpace(head)
		if stop != '{' {
			r.atRule(n, head, "")
			css = rest
			continue
		}
		var body string
		body, css = block(rest)
		if strings.HasPrefix(head, "@") {
			r.atRule(n, head, body)
			continue
		}
		r.rule(n, head, body)
	}
}

func (r *reader) atRule(n *node, head, body string) {
	name, query, _ := strings.Cut(strings.ToLower(head), " ")
	switch name {
	case "@media":
		switch {
		case strings.Contains(query, "dark"), strings.Contains(query, "print"), strings.Contains(query, "reduced-motion"):
		case strings.TrimSpace(query) == "all", strings.TrimSpace(query) == "screen", strings.Contains(query, "scheme: light"), strings.Contains(query, "scheme:light"):
			r.rules(n, body)
		default:
			r.refuse(n, "svg-css", "put the styles on the elements", "styles that depend on %q", head)
		}
	case "@import":
		r.refuse(n, "svg-external", "put the styles into the file", "a style sheet outside the file")
	case "@supports", "@layer", "@container", "@scope":
		r.refuse(n, "svg-css", "put the styles on the elements", "%s isn't understood", name)
	}
}

func (r *reader) rule(n *node, selectors, body string) {
	decls := declarations(body)
	for _, sel := range splitTop(selectors, ',') {
		parts, verdict := selector(sel)
		switch verdict {
		case selectorNever:
			continue
		case selectorUnknown:
			r.refuse(n, "svg-css", "put the styles on the elements", "the selector %q isn't understood", strings.TrimSpace(sel))
			continue
		}
		if r.sheet.count++; r.sheet.count > maxSelector {
			r.stop(n, "more than %d style selectors", maxSelector)
			return
		}
		if r.sheet.byKey == nil {
			r.sheet.byKey = map[string][]*rule{}
		}
		key := parts[len(parts)-1].key()
		r.sheet.byKey[key] = append(r.sheet.byKey[key], &rule{parts, decls, weight(parts), r.sheet.count, len(body)})
	}
}

func (c compound) key() string {
	switch {
	case c.id != "":
		return "#" + c.id
	case len(c.classes) > 0:
		return "." + c.classes[0]
	default:
		return c.tag
	}
}

func weight(parts []compound) int {
	w := 0
	for _, c := range parts {
		if c.id != "" {
			w += 1 << 20
		}
		w += (len(c.classes) + len(c.attrs)) << 10
		if c.root || c.first {
			w += 1 << 10
		}
		if c.tag != "" {
			w++
		}
	}
	return w
}

// matches reports whether the selector of u speaks of n. It follows the parents once, whatever the selector.
func (u *rule) matches(n *node) bool {
	last := len(u.parts) - 1
	if !u.parts[last].matches(n) {
		return false
	}
	if last == 0 {
		return true
	}
	// open[i] says that parts i.. matched from n upwards and part i-1 may be any ancestor; next[i], that it must be the parent.
	open, next := make([]bool, last+1), make([]bool, last+1)
	set := func(open, next []bool, i int) {
		if u.parts[i].child {
			next[i] = true
		} else {
			open[i] = true
		}
	}
	set(open, next, last)
	for a := n.parent; a != nil; a = a.parent {
		after := make([]bool, last+1)
		for i := 1; i <= last; i++ {
			if (open[i] || next[i]) && u.parts[i-1].matches(a) {
				if i == 1 {
					return true
				}
				set(open, after, i-1)
			}
		}
		next = after
	}
	return false
}

func (c compound) matches(n *node) bool {
	if c.tag != "" && c.tag != n.tag || c.id != "" && c.id != n.attrs["id"] || c.root && n.parent != nil || c.first && n.order != 0 {
		return false
	}
	for _, t := range c.attrs {
		if v, has := n.attrs[t.name]; !has || !t.any && v != t.value {
			return false
		}
	}
	for _, want := range c.classes {
		if !n.classes[want] {
			return false
		}
	}
	return true
}

// cascade is what the attributes, the style sheets and the style attribute say of n, the strongest last.
func (r *reader) cascade(n *node) map[string]string {
	if n.decls != nil {
		return n.decls
	}
	n.decls = map[string]string{}
	strange := map[string]bool{}
	put := func(name, value string) {
		verdict := judge(name, value)
		_, have := n.decls[name]
		if verdict == valueWrong || verdict == valueWide && have && !strange[name] {
			return
		}
		n.decls[name] = value
		strange[name] = verdict != valueGood
	}
	for name := range presentation {
		if v, has := n.attrs[name]; has {
			put(name, strings.TrimSpace(v))
		}
	}
	own := declarations(stripComments(n.attrs["style"]))
	rules := r.rulesFor(n)
	for _, important := range []bool{false, true} {
		for _, u := range rules {
			apply(u.declaration, important, put)
		}
		apply(own, important, put)
	}
	for name, is := range strange {
		if is && (presentation[name] || geometric[name]) {
			n.strange = append(n.strange, name)
		}
	}
	sort.Strings(n.strange)
	for name, v := range n.attrs {
		if name != "href" {
			n.size += len(v)
		}
	}
	for _, v := range n.decls {
		n.size += len(v)
	}
	return n.decls
}

// refuseStrange refuses the styles of n that we can't read.
func (r *reader) refuseStrange(n *node) {
	for _, name := range n.strange {
		if _, outside := outsideURL(n.decls[name]); outside { // refused already
			continue
		}
		v := shorten(n.decls[name])
		switch name {
		case "fill", "stroke", "color", "stop-color":
			r.refuse(n, "svg-colour", "export it with sRGB colours (#rrggbb)", "%s: the colour %q isn't understood", name, v)
		default:
			r.refuse(n, "svg-css", "use plain numbers", "%s: the value %q isn't understood", name, v)
		}
	}
}

func apply(decls []declaration, important bool, put func(name, value string)) {
	for _, d := range decls {
		if d.important == important {
			put(d.name, d.value)
		}
	}
}

// rulesFor are the rules that speak of n, the strongest last.
func (r *reader) rulesFor(n *node) []*rule {
	if len(r.sheet.byKey) == 0 {
		return nil
	}
	keys := []string{"", n.tag}
	if id := n.attrs["id"]; id != "" {
		keys = append(keys, "#"+id)
	}
	for c := range n.classes {
		keys = append(keys, "."+c)
	}
	var rules []*rule
	for _, key := range keys {
		for _, u := range r.sheet.byKey[key] {
			if r.matching += 1 + 64*(len(u.parts)-1); r.matching > maxMatching {
				r.stop(n, "too many style selectors for so many elements")
				return nil
			}
			if u.matches(n) {
				r.matching += u.size
				rules = append(rules, u)
			}
		}
	}
	sort.Slice(rules, func(i, j int) bool {
		a, b := rules[i], rules[j]
		if a.weight != b.weight {
			return a.weight < b.weight
		}
		return a.order < b.order
	})
	return rules
}
