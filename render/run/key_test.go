package run

import (
	"crypto/sha256"
	"image"
	"image/color"
	"reflect"
	"slices"
	"testing"

	"kic/brand"
	"kic/fonts"
)

func TestEveryFieldOfABrandEntersItsKey(t *testing.T) {
	mark := func() *brand.Mark {
		return &brand.Mark{Image: image.NewNRGBA(image.Rect(0, 0, 2, 2)), W: 2, H: 2}
	}
	full := func() *brand.Brand {
		b := *sample(t, "Ant Sample")
		b.Logo, b.Reversed, b.Partners = mark(), mark(), []brand.Partner{{Name: "Bee Sample", Logo: mark()}}
		return &b
	}
	of := func(b *brand.Brand) []byte {
		h := hasher{Hash: sha256.New()}
		h.brand(b)
		if h.err != nil {
			t.Fatal(h.err)
		}
		return h.Sum(nil)
	}
	was, tried := of(full()), 0
	if !slices.Equal(was, of(full())) {
		t.Fatal("equal brands have different keys")
	}
	for name, part := range map[string]func(*brand.Brand) reflect.Value{
		"Brand":   func(b *brand.Brand) reflect.Value { return reflect.ValueOf(b).Elem() },
		"Mark":    func(b *brand.Brand) reflect.Value { return reflect.ValueOf(b.Reversed).Elem() },
		"Partner": func(b *brand.Brand) reflect.Value { return reflect.ValueOf(&b.Partners[0]).Elem() },
	} {
		for i := range part(full()).NumField() {
			b := full()
			field := part(b).Type().Field(i)
			if !field.IsExported() {
				continue
			}
			change(t, part(b).Field(i))
			tried++
			if changed, want := !slices.Equal(was, of(b)), !unseen[name+"."+field.Name]; changed != want {
				t.Errorf("another %s.%s gives another key: %t, want %t", name, field.Name, changed, want)
			}
		}
	}
	if tried < len(unseen)+15 {
		t.Errorf("only %d fields were tried", tried)
	}
	b := full()
	b.Logo.Image.(*image.NRGBA).SetNRGBA(1, 1, color.NRGBA{A: 1})
	if slices.Equal(was, of(b)) {
		t.Error("another pixel of a logo gives the same key")
	}
}

// change gives a value of any type that a brand has another one.
func change(t *testing.T, v reflect.Value) {
	switch old := v.Interface().(type) {
	case []*fonts.Face:
		v.Set(reflect.ValueOf(append(slices.Clone(old), fonts.Default().Faces()[0])))
		return
	case image.Image:
		v.Set(reflect.ValueOf(image.NewGray(image.Rect(0, 0, 1, 1))))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Float64:
		v.SetFloat(v.Float() + 1)
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.Uint8:
		v.SetUint(v.Uint() ^ 1)
	case reflect.Pointer:
		v.SetZero()
	case reflect.Slice:
		v.Set(reflect.Append(v, reflect.New(v.Type().Elem()).Elem()))
	case reflect.Map:
		m := reflect.MakeMap(v.Type())
		m.SetMapIndex(reflect.ValueOf("x"), reflect.ValueOf("y"))
		v.Set(m)
	case reflect.Struct:
		change(t, v.Field(0))
	default:
		t.Fatalf("no test for a field that is a %s", v.Type())
	}
}
