package definition

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// maxBytes is the largest definition that is read. The default campaign has about 50 kB.
const maxBytes = 2 << 20

// maxProblems is how many mistakes one report lists; beyond it the file is not what it should be.
const maxProblems = 100

// Decode reads TOML into v, a pointer to a struct whose fields carry `toml` tags, and finds every mistake: a key that
// nothing reads, a value of the wrong type. They come back as Problems, with lines. Fields may be bool, integers,
// floats (which take whole numbers too), strings, structs, pointers, slices and maps by string; an embedded struct
// lends its keys. A type with UnmarshalText reads its own text. A map tagged "*" takes the tables whose keys no other field reads.
//
// The Source is nil only when the file is not TOML at all. With wrong keys or types it comes with the error, and v holds
// all that was right, so that the caller can go on and report its own findings too.
func Decode(file string, data []byte, v any) (*Source, error) {
	text, problem := text(data)
	if problem != nil {
		problem.File = file
		return nil, Problems{*problem}
	}
	root, deep := scan(text)
	if deep > 0 {
		return nil, Problems{{File: file, Line: deep, What: fmt.Sprintf("nests more than %d deep", maxDepth)}}
	}
	var tree map[string]any
	if _, err := toml.Decode(text, &tree); err != nil {
		return nil, Problems{syntax(file, text, err)}
	}
	d := decoder{source: &Source{file: file, root: root}}
	d.value(reflect.ValueOf(v).Elem(), tree, "")
	return d.source, d.problems.Err()
}

// text checks that data is text at all and takes off a byte order mark.
func text(data []byte) (string, *Problem) {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return "", &Problem{What: "is saved as UTF-16", Remedy: "save it as UTF-8"}
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	lineOf := func(at int) int { return 1 + bytes.Count(data[:at], []byte{'\n'}) }
	switch {
	case len(data) > maxBytes:
		return "", &Problem{What: fmt.Sprintf("has %d bytes, more than a definition may have (%d)", len(data), maxBytes)}
	case len(bytes.TrimSpace(data)) == 0:
		return "", &Problem{What: "is empty", Remedy: "kic init writes one to start from"}
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return "", &Problem{Line: lineOf(at), What: "holds a zero byte, so it is not text", Remedy: "save it as UTF-8 text"}
	}
	if at := firstInvalid(data); at >= 0 {
		return "", &Problem{Line: lineOf(at), What: "is not UTF-8", Remedy: "save it as UTF-8"}
	}
	return string(data), nil
}

func firstInvalid(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// syntax turns the parser's complaint into a Problem.
func syntax(file, text string, err error) Problem {
	p := Problem{File: file, What: err.Error()}
	var parse toml.ParseError
	if errors.As(err, &parse) {
		p.Line, p.What, p.Key = parse.Position.Line, strings.TrimSuffix(parse.Message, "."), parse.LastKey
	}
	lines := strings.Split(text, "\n")
	if p.Line < 1 || p.Line > len(lines) {
		return p
	}
	switch line := lines[p.Line-1]; {
	case strings.ContainsAny(line, "“”‘’„"):
		p.Remedy = `start and end text with straight quotes: "`
	case strings.Contains(line, `\`): // in TOML it begins something else: \n is a new line
		p.Remedy = `write / for \ in a path`
	case strings.Contains(p.What, "expected value"):
		p.Remedy = `put text in straight quotes: "`
	}
	return p
}

// decoder walks the generic tree and the target side by side.
type decoder struct {
	source   *Source
	problems Problems
}

func (d *decoder) value(v reflect.Value, x any, path string) {
	if reads, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		d.text(reads, x, path)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		d.value(p.Elem(), x, path)
		v.Set(p)
	case reflect.Struct:
		d.table(v, x, path)
	case reflect.Map:
		d.mapping(v, x, path)
	case reflect.Slice:
		d.array(v, x, path)
	default:
		d.scalar(v, x, path)
	}
}

// text lets a value that knows its own notation read it.
func (d *decoder) text(v encoding.TextUnmarshaler, x any, path string) {
	words, ok := x.(string)
	if !ok {
		d.wrong(path, x, reflect.TypeFor[string]())
		return
	}
	if err := v.UnmarshalText([]byte(words)); err != nil {
		d.problems = append(d.problems, d.source.Problem(path, "", "%v", err))
	}
}

func (d *decoder) table(v reflect.Value, x any, path string) {
	t, ok := x.(map[string]any)
	if !ok {
		d.wrong(path, x, v.Type())
		return
	}
	fields := fieldsOf(v)
	others, takesOthers := fields["*"]
	for _, key := range d.keys(path, t) {
		at := Join(path, key)
		if field, ok := fields[key]; ok && key != "*" {
			d.value(field, t[key], at)
			continue
		}
		if _, isTable := t[key].(map[string]any); takesOthers && isTable {
			d.entry(others, key, t[key], at)
			continue
		}
		d.problems = append(d.problems, d.source.Unknown(at, key, names(v.Type())))
	}
}

func (d *decoder) mapping(v reflect.Value, x any, path string) {
	t, ok := x.(map[string]any)
	if !ok {
		d.wrong(path, x, v.Type())
		return
	}
	for _, key := range d.keys(path, t) {
		d.entry(v, key, t[key], Join(path, key))
	}
}

// entry puts one value into a map.
func (d *decoder) entry(m reflect.Value, key string, x any, path string) {
	if m.IsNil() {
		m.Set(reflect.MakeMap(m.Type()))
	}
	value := reflect.New(m.Type().Elem()).Elem()
	d.value(value, x, path)
	m.SetMapIndex(reflect.ValueOf(key).Convert(m.Type().Key()), value)
}

func (d *decoder) array(v reflect.Value, x any, path string) {
	list := reflect.ValueOf(x)
	if list.Kind() != reflect.Slice {
		d.wrong(path, x, v.Type())
		return
	}
	out := reflect.MakeSlice(v.Type(), list.Len(), list.Len())
	for i := range list.Len() {
		d.value(out.Index(i), list.Index(i).Interface(), Element(path, i))
	}
	v.Set(out)
}

func (d *decoder) scalar(v reflect.Value, x any, path string) {
	switch x := x.(type) {
	case string:
		if v.Kind() == reflect.String {
			v.SetString(x)
			return
		}
	case bool:
		if v.Kind() == reflect.Bool {
			v.SetBool(x)
			return
		}
	case int64:
		if v.CanInt() && !v.OverflowInt(x) {
			v.SetInt(x)
			return
		}
		if v.CanFloat() {
			v.SetFloat(float64(x))
			return
		}
	case float64:
		if v.CanFloat() && !math.IsNaN(x) && !math.IsInf(x, 0) {
			v.SetFloat(x)
			return
		}
	}
	d.wrong(path, x, v.Type())
}

// keys are the keys of a table, in the order of the file.
func (d *decoder) keys(path string, t map[string]any) []string {
	keys := d.source.Keys(path)
	if len(keys) == len(t) {
		return keys
	}
	// Should the index ever miss a key, no value is lost for it.
	for key := range t {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// wrong notes a value of the wrong type.
func (d *decoder) wrong(path string, x any, want reflect.Type) {
	remedy := example(want)
	if _, ok := x.(time.Time); ok && want.Kind() == reflect.String {
		remedy = "put it in quotes"
	}
	d.problems = append(d.problems, d.source.Problem(path, remedy, "is %s, but %s is wanted here", found(x), wanted(want)))
}
