package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"
)

// ref is the number of an indirect object.
type ref int

// String is r as other objects refer to it.
func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// refs is an array of references.
func refs(list []ref) string {
	words := make([]string, len(list))
	for i, r := range list {
		words[i] = r.String()
	}
	return "[" + strings.Join(words, " ") + "]"
}

// objects are the numbered bodies of a file, the first with the number 1.
type objects struct {
	bodies  []string
	deflate deflater
}

// reserve takes a number whose body is set later.
func (o *objects) reserve() ref {
	o.bodies = append(o.bodies, "null")
	return ref(len(o.bodies))
}

func (o *objects) set(r ref, body string) { o.bodies[r-1] = body }

func (o *objects) add(body string) ref {
	r := o.reserve()
	o.set(r, body)
	return r
}

// addStream adds a compressed stream; keys are the entries of its dictionary besides Length and Filter.
func (o *objects) addStream(keys string, data []byte) ref {
	return o.add(o.stream(keys, data))
}

// addRaw adds a stream as it is.
func (o *objects) addRaw(keys string, data []byte) ref {
	return o.add(rawStream(keys, data))
}

// stream is the body of a compressed stream.
func (o *objects) stream(keys string, data []byte) string {
	return rawStream(keys+"/Filter/FlateDecode", o.deflate.bytes(data))
}

func rawStream(keys string, data []byte) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", keys, len(data), data)
}

// deflater compresses one stream after another: making a compressor costs more than most streams do.
type deflater struct {
	z   *zlib.Writer
	out bytes.Buffer
}

// bytes is data compressed, good until the next call.
func (d *deflater) bytes(data []byte) []byte {
	d.out.Reset()
	if d.z == nil {
		d.z = zlib.NewWriter(&d.out)
	} else {
		d.z.Reset(&d.out)
	}
	d.z.Write(data) // a bytes.Buffer takes everything
	d.z.Close()
	return d.out.Bytes()
}

// write writes the file: header, objects, cross-reference table and trailer. The file's id is a hash of its objects.
func (o *objects) write(w io.Writer, root, info ref) error {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(o.bodies))
	for i, body := range o.bodies {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	id := sha256.Sum256(b.Bytes())
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %s/Info %s/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(offsets)+1, root, info, id[:16], id[:16], start)
	_, err := w.Write(b.Bytes())
	return err
}

// textString is s as a string object for people: plain where it is ASCII, else UTF-16.
func textString(s string) string {
	for _, r := range s {
		if r < ' ' || r > '~' {
			return utf16Text(s)
		}
	}
	return literal(s)
}

// utf16Text is s as a string object in UTF-16.
func utf16Text(s string) string { return "<FEFF" + hexUTF16(s) + ">" }

// literal is s as a string object, byte by byte.
func literal(s string) string {
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`, "\n", `\n`).Replace(s) + ")"
}

func hexUTF16(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// appendNumber writes v with at most prec decimals, never with an exponent, which PDF doesn't know. What isn't a number
// is written as 0.
func appendNumber(b []byte, v float64, prec int) []byte {
	const limit = 1e9
	if math.IsNaN(v) {
		v = 0
	}
	start := len(b)
	b = strconv.AppendFloat(b, math.Max(-limit, math.Min(v, limit)), 'f', prec, 64)
	if bytes.IndexByte(b[start:], '.') >= 0 {
		b = bytes.TrimRight(b, "0")
		b = bytes.TrimSuffix(b, []byte("."))
	}
	if string(b[start:]) == "-0" {
		b = append(b[:start], '0')
	}
	return b
}

// numbers is an array's worth of numbers with at most prec decimals, parted by spaces.
func numbers(prec int, list ...float64) string {
	var b []byte
	for i, v := range list {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendNumber(b, v, prec)
	}
	return string(b)
}
