package pdf

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// reader reads a file back, so that tests see what a reader would.
type reader struct {
	t    testing.TB
	ctx  *model.Context
	root types.Dict
}

// open reads file and validates it strictly.
func open(t testing.TB, file []byte) *reader {
	t.Helper()
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	ctx, err := api.ReadAndValidate(bytes.NewReader(file), conf)
	if err != nil {
		t.Fatalf("pdfcpu refuses the file: %v", err)
	}
	root, err := ctx.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	return &reader{t, ctx, root}
}

func (r *reader) get(o types.Object) types.Object {
	r.t.Helper()
	v, err := r.ctx.Dereference(o)
	if err != nil {
		r.t.Fatal(err)
	}
	return v
}

func (r *reader) dict(o types.Object) types.Dict {
	switch v := r.get(o).(type) {
	case types.Dict:
		return v
	case types.StreamDict:
		return v.Dict
	}
	return nil
}

func (r *reader) array(o types.Object) types.Array {
	a, _ := r.get(o).(types.Array)
	return a
}

// at follows keys from d.
func (r *reader) at(d types.Dict, keys ...string) types.Object {
	var o types.Object = d
	for _, k := range keys {
		o = r.dict(o)[k]
	}
	return o
}

// says is a string or a name, decoded; empty for anything else.
func (r *reader) says(o types.Object) string {
	switch v := r.get(o).(type) {
	case types.Name:
		return string(v)
	case types.StringLiteral, types.HexLiteral:
		s, err := r.ctx.DereferenceText(v)
		if err != nil {
			r.t.Fatal(err)
		}
		return s
	}
	return ""
}

func (r *reader) number(o types.Object) float64 {
	switch v := r.get(o).(type) {
	case types.Integer:
		return float64(v)
	case types.Float:
		return float64(v)
	}
	r.t.Fatalf("%v is no number", o)
	return 0
}

// stream is the dictionary and the decoded bytes of a stream.
func (r *reader) stream(o types.Object) (types.Dict, []byte) {
	r.t.Helper()
	sd, _, err := r.ctx.DereferenceStreamDict(o)
	if err != nil || sd == nil {
		r.t.Fatalf("%v is no stream: %v", o, err)
	}
	if err := sd.Decode(); err != nil {
		r.t.Fatal(err)
	}
	return sd.Dict, sd.Content
}

func (r *reader) pages() []types.Dict {
	var list []types.Dict
	for n := 1; n <= r.ctx.PageCount; n++ {
		d, _, _, err := r.ctx.PageDict(n, false)
		if err != nil {
			r.t.Fatal(err)
		}
		list = append(list, d)
	}
	return list
}

// operation is one operator of a content stream with its operands, and the marks around it, the outermost first.
type operation struct {
	name     string
	operands []string
	marks    []string
}

// operations reads a content stream.
func operations(content []byte) []operation {
	var list []operation
	var operands, marks []string
	for _, tok := range tokens(string(content)) {
		if c := tok[0]; c == '/' || c == '(' || c == '<' || c == '[' || c == '-' || c == '.' || c >= '0' && c <= '9' {
			operands = append(operands, tok)
			continue
		}
		if tok == "EMC" {
			marks = marks[:len(marks)-1]
		}
		list = append(list, operation{tok, operands, append([]string(nil), marks...)})
		if tok == "BMC" || tok == "BDC" {
			marks = append(marks, strings.Join(operands, " "))
		}
		operands = nil
	}
	return list
}

// tokens splits a content stream into operands and operators; arrays and dictionaries are one token each.
func tokens(s string) []string {
	var list []string
	for i := 0; i < len(s); {
		if strings.IndexByte(" \n\r\t", s[i]) >= 0 {
			i++
			continue
		}
		end := i + 1
		switch s[i] {
		case '(', '[', '<':
			end = i + closing(s[i:])
		default:
			for end < len(s) && strings.IndexByte(" \n\r\t/([<", s[end]) < 0 {
				end++
			}
		}
		list = append(list, s[i:end])
		i = end
	}
	return list
}

// closing is the length of the bracketed thing that s starts with.
func closing(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '(', '[', '<':
			depth++
		case ')', ']', '>':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// fontReader is a font as a reader sees it: what each code says and how far it moves the pen.
type fontReader struct {
	says   map[int]string
	widths []float64
}

func (r *reader) font(o types.Object) fontReader {
	f := fontReader{says: map[int]string{}}
	_, cmap := r.stream(r.dict(o)["ToUnicode"])
	for _, line := range strings.Split(string(cmap), "\n") {
		var code int
		var hex string
		if n, _ := fmt.Sscanf(line, "<%4X> <%s", &code, &hex); n == 2 && strings.HasSuffix(hex, ">") {
			f.says[code] = fromUTF16(strings.TrimSuffix(hex, ">"))
		}
	}
	cid := r.dict(r.array(r.dict(o)["DescendantFonts"])[0])
	for _, w := range r.array(r.array(cid["W"])[1]) {
		f.widths = append(f.widths, r.number(w))
	}
	return f
}

func fromUTF16(hex string) string {
	var units []uint16
	for ; len(hex) >= 4; hex = hex[4:] {
		u, _ := strconv.ParseUint(hex[:4], 16, 16)
		units = append(units, uint16(u))
	}
	return string(utf16.Decode(units))
}

// codes are the glyph codes and gaps of a TJ array, in order.
func codes(array string) (list []any) {
	for _, tok := range tokens(strings.Trim(array, "[]")) {
		if tok[0] != '<' {
			v, _ := strconv.ParseFloat(tok, 64)
			list = append(list, v)
			continue
		}
		for hex := strings.Trim(tok, "<>"); len(hex) >= 4; hex = hex[4:] {
			c, _ := strconv.ParseUint(hex[:4], 16, 16)
			list = append(list, int(c))
		}
	}
	return list
}

// sequences are what the marked content of a stream and of the forms on it says: by the stream's object number (0: the page) and MCID.
func (r *reader) sequences(content []byte, resources types.Dict, stream int, into map[[2]int]string) {
	var font fontReader
	for _, op := range operations(content) {
		switch op.name {
		case "Tf":
			font = r.font(r.at(resources, "Font", op.operands[0][1:]))
		case "TJ":
			id, ok := mcid(op.marks)
			if !ok {
				continue
			}
			for _, c := range codes(op.operands[0]) {
				if code, ok := c.(int); ok {
					into[[2]int{stream, id}] += font.says[code]
				}
			}
		case "Do":
			ref := r.dict(r.at(resources, "XObject"))[op.operands[0][1:]]
			if d := r.dict(ref); r.says(d["Subtype"]) == "Form" {
				_, inner := r.stream(ref)
				r.sequences(inner, r.dict(d["Resources"]), ref.(types.IndirectRef).ObjectNumber.Value(), into)
			}
		}
	}
}

// mcid is the number of the marked content that marks lead to.
func mcid(marks []string) (id int, ok bool) {
	for _, m := range marks {
		if _, after, found := strings.Cut(m, "/MCID "); found {
			_, err := fmt.Sscan(after, &id)
			return id, err == nil
		}
	}
	return 0, false
}

// outline is the structure tree as text, an element a line: its type, what it says, and its attributes.
func (r *reader) outline() string {
	said := map[int]map[[2]int]string{} // by page object
	for n := 1; n <= r.ctx.PageCount; n++ {
		d, ref, _, err := r.ctx.PageDict(n, false)
		if err != nil {
			r.t.Fatal(err)
		}
		_, content := r.stream(d["Contents"])
		page := map[[2]int]string{}
		r.sequences(content, r.dict(d["Resources"]), 0, page)
		said[ref.ObjectNumber.Value()] = page
	}
	var b strings.Builder
	r.element(&b, r.at(r.root, "StructTreeRoot", "K"), 0, said)
	return b.String()
}

func (r *reader) element(b *strings.Builder, o types.Object, depth int, said map[int]map[[2]int]string) {
	d := r.dict(o)
	fmt.Fprintf(b, "%s%s", strings.Repeat("  ", depth), r.says(d["S"]))
	for _, key := range []string{"Lang", "Alt", "ActualText"} {
		if v := d[key]; v != nil {
			fmt.Fprintf(b, " %s=%s", strings.ToLower(key), r.says(v))
		}
	}
	if v := r.at(d, "A", "ListNumbering"); v != nil {
		fmt.Fprintf(b, " numbering=%s", r.says(v))
	}
	b.WriteByte('\n')
	pageOf := func(d types.Dict) map[[2]int]string {
		if ref, ok := d["Pg"].(types.IndirectRef); ok {
			return said[ref.ObjectNumber.Value()]
		}
		return nil
	}
	line := func(words string) {
		if words != "" {
			fmt.Fprintf(b, "%s%q\n", strings.Repeat("  ", depth+1), words)
		}
	}
	for _, k := range r.array(d["K"]) {
		if id, ok := r.get(k).(types.Integer); ok {
			line(pageOf(d)[[2]int{0, int(id)}])
			continue
		}
		kid := r.dict(k)
		switch r.says(kid["Type"]) {
		case "OBJR":
			annot := r.dict(kid["Obj"])
			fmt.Fprintf(b, "%s→ %s (%s)\n", strings.Repeat("  ", depth+1), r.says(r.at(annot, "A", "URI")), r.says(annot["Contents"]))
		case "MCR":
			line(pageOf(kid)[[2]int{kid["Stm"].(types.IndirectRef).ObjectNumber.Value(), int(r.number(kid["MCID"]))}])
		default:
			r.element(b, k, depth+1, said)
		}
	}
}
