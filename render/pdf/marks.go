package pdf

import "fmt"

// marks says, in a content stream, which element of the structure tree each operator belongs to.
type marks struct {
	owners []*node // the element of each marked sequence, by its number (MCID)
	open   bool
	at     *node // where the open sequence belongs; nil: decoration
	mute   bool  // the whole stream is painted inside a mark of another one
	stream *stream
}

// stream is where marked sequences lie: on a page, or in a form on it.
type stream struct {
	page *page
	form ref // 0: the page itself
}

// mark begins a marked sequence for n, an element or a group inside one, or for decoration where n is nil. A sequence that is
// open for the same n goes on.
func (c *canvas) mark(n *node) {
	if c.mute || c.open && c.at == n {
		return
	}
	c.unmark()
	c.open, c.at = true, n
	if n == nil {
		c.raw("/Artifact BMC")
		return
	}
	id := len(c.owners)
	c.owners = append(c.owners, n.element())
	n.add(&node{sequence: &sequence{in: c.stream, id: id}})
	actual := ""
	if n.actual != "" {
		actual = "/ActualText" + textString(n.actual)
	}
	c.raw(fmt.Sprintf("/%s <</MCID %d%s>> BDC", n.element().role, id, actual))
}

// unmark ends the open sequence, if there is one.
func (c *canvas) unmark() {
	if c.open {
		c.raw("EMC")
	}
	c.open, c.at = false, nil
}
