package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// brokenWriter stands for a mistake in the program, wherever it may be.
type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { panic("no such luck") }

func TestNoPanicReachesAUser(t *testing.T) {
	var said bytes.Buffer
	code := run(context.Background(), []string{"kic", "version"}, nil, brokenWriter{}, &said)
	if code != exitFindings {
		t.Errorf("exit code %d, want %d", code, exitFindings)
	}
	first, rest, _ := strings.Cut(said.String(), "\n")
	if !strings.Contains(first, "a mistake in the program, not in your files") || strings.Contains(first, "luck") {
		t.Errorf("it says first: %s", first)
	}
	for _, want := range []string{"the people who maintain kic", "panic: no such luck", "broken_test.go"} {
		if !strings.Contains(rest, want) {
			t.Errorf("the trace lacks %q: %s", want, rest)
		}
	}
}
