package prose

import (
	"cmp"
	"strings"
)

// part is one use of a message's words: a bulletin, an email.
type part struct {
	ID      string // "bulletin-short"
	Heading string // for whoever publishes the words, in the program's language
	Note    string // how to use them, in the program's language; may be empty
	Blocks  []block
}

// labelLanguage is the language of a part's heading and note, and of a block's label.
const labelLanguage = "en-GB"

// kind says what a block is.
type kind string

const (
	paragraph kind = "paragraph"
	lead      kind = "lead"    // a paragraph that stands out
	heading   kind = "heading" // one level below the heading of the part
	list      kind = "list"
	field     kind = "field" // one line for a field of a publishing system, such as a subject
	pasted    kind = "post"  // text with line breaks of its own
)

// block is one piece of a part.
type block struct {
	Kind  kind
	Label string // of a field or a post, in the program's language
	Text  string
	Items []string // of a list
}

// paragraphs are the paragraphs of a pasted text, which keep their line ends.
func (b block) paragraphs() []string {
	var out []string
	for p := range strings.SplitSeq(b.Text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Parts are the uses of the words, in the order in which they are shown. A use for which there are no words is left out.
func (w *words) Parts() []part {
	all := []part{w.short(), w.long(), w.news(), w.email(), w.briefing(), w.social(), w.pictures()}
	out := all[:0]
	for _, p := range all {
		if p.Blocks = filled(p.Blocks); len(p.Blocks) > 0 {
			out = append(out, p)
		}
	}
	return out
}

func (w *words) short() part {
	return part{"bulletin-short", "Bulletin, short", "", []block{
		{Kind: field, Label: "Subject", Text: w.Subject},
		{Kind: paragraph, Text: w.Summary},
		{Kind: paragraph, Text: when(w.Summary, w.Action)},
	}}
}

func (w *words) long() part {
	return part{"bulletin-long", "Bulletin, long", "", append([]block{{Kind: field, Label: "Subject", Text: w.Subject}}, paragraphs(w.Paragraphs)...)}
}

// What follows is left out where there is nothing to say but a headline.

// sends reports whether there is anything to say in an email.
func (w *words) sends() bool {
	return w.Summary != "" || w.Support != "" || len(w.Tips) > 0 || w.Action != ""
}

func (w *words) news() part {
	if w.Summary == "" && w.Support == "" && len(w.Tips) == 0 {
		return part{}
	}
	blocks := []block{
		{Kind: field, Label: "Title", Text: cmp.Or(w.Subject, w.Headline)},
		{Kind: field, Label: "Alternative text for the picture", Text: w.NewsAlt},
		{Kind: lead, Text: cmp.Or(w.Summary, w.Support)},
	}
	blocks = append(blocks, paragraphs(w.Paragraphs)...)
	return part{"intranet", "Intranet news item", "", append(append(blocks, w.tips()...), w.contacts()...)}
}

func (w *words) email() part {
	if !w.sends() {
		return part{}
	}
	blocks := []block{
		{Kind: field, Label: "Subject", Text: cmp.Or(w.Subject, w.Headline)},
		{Kind: field, Label: "Preview", Text: w.Support},
		{Kind: paragraph, Text: w.Headings["greeting"]},
		{Kind: paragraph, Text: cmp.Or(w.Summary, w.Support)},
	}
	blocks = append(append(blocks, w.tips()...), w.next()...)
	blocks = append(append(blocks, w.contacts()...), block{Kind: paragraph, Text: w.Organisation})
	return part{"email", "Email", "The newsletter says the same in the organisation's colours, with the picture.", blocks}
}

func (w *words) briefing() part {
	if !w.sends() && w.Question == "" {
		return part{}
	}
	blocks := append([]block{{Kind: lead, Text: w.Headline}, {Kind: list, Items: Sentences(cmp.Or(w.Summary, w.Support))}}, w.tips()...)
	if w.Question != "" {
		blocks = append(blocks, block{Kind: heading, Text: w.Headings["question"]}, block{Kind: paragraph, Text: w.Question})
	}
	return part{"briefing", "Team briefing: talking points", "Five minutes at the start of a meeting. Put it in your own words.", append(blocks, w.next()...)}
}

func (w *words) social() part {
	p := part{ID: "social", Heading: "Social media"}
	for _, post := range w.Shared {
		p.Blocks = append(p.Blocks, block{Kind: pasted, Label: post.label(), Text: post.Text})
	}
	return p
}

func (w *words) pictures() part {
	return part{"pictures", "Pictures", "Each picture has an alternative text of its own: it is in the file, and in copy/alt-text.csv.", []block{
		{Kind: field, Label: "What the picture shows", Text: w.Shows},
		{Kind: field, Label: "Headline", Text: w.Headline},
		{Kind: field, Label: "Support", Text: w.Support},
		{Kind: field, Label: "Action", Text: w.Action},
	}}
}

func (w *words) tips() []block {
	if len(w.Tips) == 0 {
		return nil
	}
	return []block{{Kind: heading, Text: w.Headings["tips"]}, {Kind: list, Items: w.Tips}}
}

func (w *words) next() []block {
	if w.Action == "" {
		return nil
	}
	return []block{{Kind: heading, Text: w.Headings["action"]}, {Kind: paragraph, Text: w.Action}}
}

func (w *words) contacts() []block {
	if len(w.Contacts) == 0 {
		return nil
	}
	var items []string
	for _, c := range w.Contacts {
		items = append(items, c.Label+": "+c.Value)
	}
	return []block{{Kind: heading, Text: w.Headings["report"]}, {Kind: list, Items: items}}
}

func paragraphs(texts []string) []block {
	var out []block
	for _, t := range texts {
		out = append(out, block{Kind: paragraph, Text: t})
	}
	return out
}

// filled are the blocks that say something. Fields alone say nothing.
func filled(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if b.Text != "" || len(b.Items) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// when is text where there is a condition.
func when(condition, text string) string {
	if condition == "" {
		return ""
	}
	return text
}

// text is the part as plain text, without its heading and note. It ends without a line end.
func (p part) text() string {
	var out []string
	for _, b := range p.Blocks {
		switch b.Kind {
		case field:
			out = append(out, b.Label+": "+b.Text)
		case pasted:
			out = append(out, b.Label+":\n"+b.Text)
		case list:
			out = append(out, "- "+strings.Join(b.Items, "\n- "))
		default:
			out = append(out, b.Text)
		}
	}
	return strings.Join(out, "\n\n")
}
