package main

import (
	"os"
	"strings"
	"testing"
)

func TestABuildIsKnownByItsMarkOrElseByItsBytes(t *testing.T) {
	mark := strings.Repeat("aB-_", 10) + "/0123456789"
	for _, c := range []struct{ name, program, want string }{
		{"ELF", "\x7fELF…\x04\x00\x00\x00\x33\x00\x00\x00\x04\x00\x00\x00Go\x00\x00" + mark + "\x00code", mark},
		{"Windows and macOS", "MZ…\xff Go build ID: \"" + mark + "\"\n \xffcode", mark},
		{"without a mark", "code", "5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b"},
		{"without a mark, larger than its start", strings.Repeat("code", 50_000), "8afaa8711519b4a15b1b72371699e9853e0b5f01124e07a4a07d52c7d850e6a5"},
	} {
		got, err := buildOf(strings.NewReader(c.program))
		if err != nil || got != c.want {
			t.Errorf("%s: got %q and error %v, want %q", c.name, got, err, c.want)
		}
	}
}

func TestThisProgramHasAMark(t *testing.T) {
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := buildOf(f); err != nil || !strings.Contains(got, "/") {
		t.Errorf("it is known by %q, and error %v: every start reads all of it", got, err)
	}
}
