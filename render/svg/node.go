package svg

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// The namespaces that matter; elements of any other are an editor's notes.
const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	htmlSpace  = "http://www.w3.org/1999/xhtml"
)

// node is one SVG element.
type node struct {
	tag    string
	attrs  map[string]string // those without a namespace, and href
	kids   []*node
	parent *node
	text   []byte // all character data directly inside
	line   int
	order  int // place among its siblings, for :first-child

	classes map[string]bool
	decls   map[string]string // what the style sheets and attributes say, once cascade was called
	strange []string          // properties among them whose value we can't read, sorted
	size    int               // bytes that it takes to draw n once
}

// name is how messages call n.
func (n *node) name() string {
	if id := n.attrs["id"]; id != "" {
		return n.tag + "#" + id
	}
	return n.tag
}

// parse reads the elements of an SVG file. Editors' elements are left out; scripts in any of them are not.
func parse(data []byte, maxBytes int) (*node, Errors) {
	if len(data) > maxBytes {
		return nil, Errors{tooLarge(0, "the file has %d bytes, more than %d", len(data), maxBytes)}
	}
	data, err := toUTF8(data)
	if err != nil {
		return nil, Errors{err}
	}
	p := &parser{data: data, d: xml.NewDecoder(bytes.NewReader(data))}
	p.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	root, err := p.run()
	if err != nil {
		p.found = append(p.found, err)
	}
	return root, p.found
}

func tooLarge(line int, format string, args ...any) *Error {
	return &Error{Code: "svg-too-large", Line: line, What: fmt.Sprintf(format, args...), Remedy: "simplify the drawing, or export it as PNG"}
}

type parser struct {
	data    []byte
	d       *xml.Decoder
	root    *node
	stack   []*node
	foreign int // depth inside an element of an editor
	count   int
	found   Errors // what is refused, but doesn't keep us from reading on
}

func (p *parser) run() (*node, *Error) {
	for {
		tok, err := p.d.Token()
		line, _ := p.d.InputPos()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, p.syntax(err, line)
		}
		if e := p.token(tok, line); e != nil {
			return nil, e
		}
	}
	if p.root == nil {
		return nil, &Error{Code: "svg-not-svg", What: "there is no svg element", Remedy: "export the file as SVG"}
	}
	return p.root, nil
}

func (p *parser) syntax(err error, line int) *Error {
	if p.root == nil {
		return &Error{Code: "svg-not-svg", Line: line, What: "this isn't SVG", Remedy: "export the file as plain SVG"}
	}
	what := strings.TrimPrefix(err.Error(), "XML syntax error on ")
	if _, rest, ok := strings.Cut(what, ": "); ok && strings.HasPrefix(what, "line ") {
		what = rest
	}
	return &Error{Code: "svg-syntax", Line: line, What: "broken XML: " + what, Remedy: "export the file again"}
}

func (p *parser) token(tok xml.Token, line int) *Error {
	switch t := tok.(type) {
	case xml.StartElement:
		return p.start(t, line)
	case xml.EndElement:
		if p.foreign > 0 {
			p.foreign--
		} else {
			p.stack = p.stack[:len(p.stack)-1]
		}
	case xml.CharData:
		if p.foreign == 0 && len(p.stack) > 0 {
			if n := p.stack[len(p.stack)-1]; len(bytes.TrimSpace(t)) > 0 {
				n.text = append(n.text, t...)
			}
		}
	case xml.ProcInst:
		if t.Target == "xml-stylesheet" {
			p.find(Error{Code: "svg-external", Line: line, What: "a style sheet outside the file", Remedy: "put the styles into the file"})
		}
	case xml.Directive:
		entities, err := entities(t, p.data)
		if err != nil {
			err.Line = line
			return err
		}
		p.d.Entity = entities
	}
	return nil
}

func (p *parser) start(t xml.StartElement, line int) *Error {
	if p.count++; p.count > maxNodes {
		return tooLarge(line, "more than %d elements", maxNodes)
	}
	if len(p.stack)+p.foreign >= maxDepth {
		return tooLarge(line, "elements nested more than %d deep", maxDepth)
	}
	tag := t.Name.Local
	if p.root == nil && (tag != "svg" || (t.Name.Space != svgSpace && t.Name.Space != "")) {
		return &Error{Code: "svg-not-svg", Line: line, What: fmt.Sprintf("the file starts with %q, not with svg", tag), Remedy: "export the file as plain SVG"}
	}
	if tag == "script" && (t.Name.Space == "" || t.Name.Space == svgSpace || t.Name.Space == htmlSpace) {
		p.find(Error{Code: "svg-script", Element: tag, Line: line, What: "the file holds a script", Remedy: "export it without scripts"})
		p.foreign++
		return nil
	}
	if p.foreign > 0 || (t.Name.Space != svgSpace && t.Name.Space != "") {
		p.foreign++
		return nil
	}
	n := &node{tag: tag, attrs: make(map[string]string, len(t.Attr)), line: line}
	for _, a := range t.Attr {
		n.take(a)
	}
	if class := n.attrs["class"]; class != "" {
		n.classes = map[string]bool{}
		for _, c := range strings.Fields(class) {
			n.classes[c] = true
		}
	}
	if len(p.stack) > 0 {
		n.parent = p.stack[len(p.stack)-1]
		n.order = len(n.parent.kids)
		n.parent.kids = append(n.parent.kids, n)
	} else if p.root != nil {
		return &Error{Code: "svg-syntax", Line: line, What: "a second element beside the first svg", Remedy: "export the file again"}
	} else {
		p.root = n
	}
	p.stack = append(p.stack, n)
	return nil
}

// find notes the first refusal of each kind.
func (p *parser) find(e Error) {
	for _, have := range p.found {
		if have.Code == e.Code {
			return
		}
	}
	p.found = append(p.found, &e)
}

// take keeps an attribute; a plain href wins over an xlink:href.
func (n *node) take(a xml.Attr) {
	switch a.Name.Space {
	case "":
		n.attrs[a.Name.Local] = a.Value
	case xlinkSpace, "xlink":
		if _, have := n.attrs["href"]; !have && a.Name.Local == "href" {
			n.attrs["href"] = a.Value
		}
	}
}

// words is all character data inside n, at any depth.
func (n *node) words() string {
	var b strings.Builder
	var visit func(n *node)
	visit = func(n *node) {
		b.Write(n.text)
		for _, k := range n.kids {
			visit(k)
		}
	}
	visit(n)
	return b.String()
}

// hasWords reports whether n holds anything to read.
func (n *node) hasWords() bool {
	if len(n.text) > 0 {
		return true
	}
	for _, k := range n.kids {
		if k.hasWords() {
			return true
		}
	}
	return false
}
