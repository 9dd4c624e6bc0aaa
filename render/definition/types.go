package definition

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// fieldsOf are the fields of a struct by their keys; embedded structs lend theirs.
func fieldsOf(v reflect.Value) map[string]reflect.Value {
	out := map[string]reflect.Value{}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.Anonymous {
			for key, f := range fieldsOf(v.Field(i)) {
				out[key] = f
			}
			continue
		}
		if key := keyOf(field); key != "" {
			out[key] = v.Field(i)
		}
	}
	return out
}

// names are the keys that a struct reads, in the order of its fields.
func names(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous {
			out = append(out, names(field.Type)...)
		} else if key := keyOf(field); key != "" && key != "*" {
			out = append(out, key)
		}
	}
	return out
}

// readsItself reports whether a type reads its own text, so that it is no table.
func readsItself(t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// keyOf is the key of a field, "" when it has none.
func keyOf(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
	if key == "-" || !f.IsExported() {
		return ""
	}
	return key
}

// found says in plain words what a value is.
func found(x any) string {
	switch x := x.(type) {
	case string:
		return "text"
	case bool:
		return fmt.Sprintf("%t", x)
	case int64:
		return fmt.Sprintf("the number %d", x)
	case float64:
		return fmt.Sprintf("the number %g", x)
	case time.Time:
		return "a date or time"
	case map[string]any:
		return "a table"
	}
	return "a list"
}

// wanted says in plain words what a type takes.
func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return wanted(t.Elem())
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.Struct, reflect.Map:
		return "a table"
	case reflect.Slice:
		switch t.Elem().Kind() {
		case reflect.String:
			return "a list of texts"
		case reflect.Struct:
			return "a list of tables"
		}
		return "a list"
	}
	return "a whole number"
}

// example shows how the wanted type is written.
func example(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return example(t.Elem())
	case reflect.String:
		return `write it as "…"`
	case reflect.Bool:
		return "write true or false, without quotes"
	case reflect.Slice:
		switch t.Elem().Kind() {
		case reflect.String:
			return `write it as ["…", "…"]`
		case reflect.Struct:
			return "start each with its name in double brackets: [[…]]"
		}
		return "write it as […, …]"
	case reflect.Struct, reflect.Map:
		return "write its keys under its name in brackets: […]"
	}
	return "write the number without quotes"
}
