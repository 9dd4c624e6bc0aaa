package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"kic/templates"
)

func readme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// section is the part of a text under a heading, up to the next one.
func section(t *testing.T, text, heading string) string {
	t.Helper()
	_, after, ok := strings.Cut(text, "\n## "+heading)
	if !ok {
		t.Fatalf("no section %q", heading)
	}
	part, _, _ := strings.Cut(after, "\n## ")
	return part
}

func TestReadmeNamesOnlyCommandsAndOptionsThatExist(t *testing.T) {
	app := newApp(nil, io.Discard, io.Discard)
	var options []string
	for _, c := range app.Commands {
		options = append(options, flagNames(c.Flags)...)
	}
	commands := 0
	for _, m := range regexp.MustCompile("(?m)(?:`|^    )(?:go run \\./cmd/)?kic ([a-z]+)").FindAllStringSubmatch(readme(t), -1) {
		commands++
		if m[1] != "help" && !slices.ContainsFunc(app.Commands, func(c *cli.Command) bool { return c.Name == m[1] }) {
			t.Errorf("%q is no command", m[0])
		}
	}
	named := regexp.MustCompile("`[^`\n]*?--([a-z-]+)[^`\n]*`").FindAllStringSubmatch(readme(t), -1)
	for _, m := range named {
		if !strings.Contains(m[0], "sha256sum") && !slices.Contains(options, m[1]) {
			t.Errorf("%q: there is no option --%s", m[0], m[1])
		}
	}
	if commands < 5 || len(named) < 3 {
		t.Fatalf("only %d commands and %d options found: is this the README?", commands, len(named))
	}
}

func TestReadmeNamesOnlySizesThatExist(t *testing.T) {
	placements, err := templates.Placements()
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`(screensaver|lock-screen)-\d+x\d+`).FindAllString(section(t, readme(t), "For IT"), -1)
	if len(named) < 2 {
		t.Fatalf("names only %v", named)
	}
	for _, id := range named {
		if !slices.ContainsFunc(placements, func(p templates.Placement) bool { return p.ID == id }) {
			t.Errorf("there is no size %q", id)
		}
	}
}

// Examples and documents that a reader, or the checks of a change, are sent to.
func TestFilesThatAreNamedAreThere(t *testing.T) {
	checks, err := filepath.Glob("../../.ci/*")
	if err != nil || len(checks) < 3 {
		t.Fatalf("only %q: %v", checks, err)
	}
	named := map[string]bool{}
	for _, file := range append(checks, "../../README.md", "BENCHMARKS.md") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`cmd/kic/[a-zA-Z0-9/._-]*[a-zA-Z0-9]`).FindAllString(string(data), -1) {
			named[m] = true
			if _, err := os.Stat("../../" + m); err != nil {
				t.Errorf("%s names %s, which isn't there", file, m)
			}
		}
	}
	for _, want := range []string{"cmd/kic/cluster", "cmd/kic/cluster/slurm.sh"} {
		if !named[want] {
			t.Errorf("neither README.md nor a check names %s", want)
		}
	}
}

// A screensaver without its folder may show a person's own pictures, a folder that anyone can write to shows anyone's,
// and a longer time before the lock makes a ward less safe.
func TestReadmePutsScreensUpInASafeOrder(t *testing.T) {
	it := section(t, readme(t), "For IT")
	at := -1
	for _, step := range []string{"security team", "icacls", "EncryptedPIDL", "PhotoScreensaver.scr", "never set\n   a longer time", "Undo in the other order"} {
		i := strings.Index(it, step)
		if i < 0 {
			t.Errorf("doesn't say %q", step)
		} else if i < at {
			t.Errorf("says %q too early", step)
		}
		at = max(at, i)
	}
	for _, risk := range []string{`C:\`, "ScreenSaveTimeOut", "ScreenSaveActive", "600"} {
		if strings.Contains(it, risk) {
			t.Errorf("says %q", risk)
		}
	}
	if n := strings.Count(it, "Undo"); n < 2 {
		t.Errorf("says how to undo %d of 2 ways", n)
	}
	if windows, other := strings.Index(it, "Get-FileHash"), strings.Index(it, "sha256sum"); windows < 0 || other < windows {
		t.Errorf("Windows has no sha256sum: its own check must stand first (at %d and %d)", windows, other)
	}
}
