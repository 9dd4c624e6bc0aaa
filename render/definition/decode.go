package definition

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"time"

	"github.com/BurntSushi/toml"
)

// maxBytes is the largest definition that is read. The default campaign has about 50 kB.
const maxBytes = 2 << 20

// byteOrderMark is what some editors put at the start of a file in UTF-8.
const byteOrderMark = "\uFEFF"

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
	shape := shapeOf(reflect.TypeOf(v).Elem())
	doc, tree, err := parse(file, data, shape)
	if err != nil {
		return nil, err
	}
	target := reflect.ValueOf(v).Elem()
	d := decoder{source: &Source{file: file, root: doc.root}, shape: shape}
	d.value(target, tree, "")
	return d.source, d.problems.Err()
}

// parse reads a text that should be TOML: where everything stands, and what it says.
func parse(file string, data []byte, s shape) (*document, map[string]any, error) {
	if problem := notText(data); problem != nil {
		problem.File = file
		return nil, nil, Problems{*problem}
	}
	text := string(bytes.TrimPrefix(data, []byte(byteOrderMark)))
	doc, deep := scan(text)
	if deep > 0 {
		return nil, nil, Problems{{File: file, Line: deep, What: fmt.Sprintf("nests more than %d deep", maxDepth)}}
	}
	var tree map[string]any
	if _, err := toml.Decode(text, &tree); err != nil {
		return nil, nil, syntax(file, text, s, err)
	}
	return doc, tree, nil
}

// syntax says what is wrong with a text that is not TOML: what the reader of mistakes finds, and where it finds nothing, in
// which line the parser stopped.
func syntax(file, text string, s shape, err error) error {
	if found := mistakes(file, text, s); len(found) > 0 {
		return found.Err()
	}
	p := Problem{File: file, What: "can't be read here",
		Remedy: `each line is a heading such as [colours], or a name with its value such as name = "…", or a note that starts with #`}
	var parse toml.ParseError
	if errors.As(err, &parse) {
		p.Line, p.Key = parse.Position.Line, parse.LastKey
	}
	return Problems{p}
}

// decoder walks the generic tree and the target side by side.
type decoder struct {
	source   *Source
	shape    shape
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
		d.unknown(path, key, t[key], names(v.Type()))
	}
}

// unknown notes a key that its table doesn't have. One that belongs to another table has mostly lost the heading above it.
func (d *decoder) unknown(table, key string, x any, known []string) {
	at := Join(table, key)
	home, elsewhere := d.shape.home(key, table)
	if _, isTable := x.(map[string]any); isTable || !elsewhere {
		p := d.source.Unknown(at, key, known)
		if near := Nearest(key, known); near != "" && isTable {
			p.Remedy = fmt.Sprintf("did you mean %s?", d.shape.heading(Join(bareOf(table), near)))
		}
		d.problems = append(d.problems, p)
		return
	}
	p := d.source.Problem(key, "", "belongs under %s, and stands under %s", d.shape.heading(home), d.shape.heading(table))
	p.Line, p.Remedy = d.source.Line(at), fmt.Sprintf("add a line %s above it", d.shape.heading(home))
	switch line := d.source.Line(home); {
	case home == "":
		p.What, p.Remedy = "belongs at the top of the file, and stands under "+d.shape.heading(table), "move it above the first heading"
	case table == "":
		p.What = "belongs under " + d.shape.heading(home) + ", and no heading stands above it"
		fallthrough
	case line > 0:
		if line > 0 {
			p.Remedy = fmt.Sprintf("move it below %s on line %d", d.shape.heading(home), line)
		}
	}
	if last := len(d.problems) - 1; last >= 0 && d.problems[last].What == p.What && d.problems[last].Remedy == p.Remedy {
		d.problems[last].Key += ", " + p.Key // one heading that is missing is one mistake
		return
	}
	d.problems = append(d.problems, p)
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
	name := bareOf(path)
	isList, known := d.shape.lists[name]
	_, single := x.(map[string]any)
	_, several := x.([]map[string]any)
	p := d.source.Problem(path, example(want), "is %s, but %s is wanted here", found(x), wanted(want))
	switch _, isTime := x.(time.Time); {
	case isTime && want.Kind() == reflect.String:
		p.Remedy = "put it in quotes"
	case known && isList && single:
		p.What, p.Remedy = "["+name+"] stands in single brackets, and there can be several of them", "write [["+name+"]]"
	case known && !isList && several:
		p.What, p.Remedy = "[["+name+"]] stands in double brackets, and there can be only one", "write ["+name+"]"
	case known && !isList:
		p.Remedy = "write its keys under a heading, [" + name + "]"
	}
	d.problems = append(d.problems, p)
}
