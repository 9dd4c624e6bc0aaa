package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"kic/render"
)

func versionCommand() *cli.Command {
	return &cli.Command{
		Name: "version", Usage: wordsVersion, Description: "  kic version",
		Action: func(c *cli.Context) error {
			if err := noArguments(c); err != nil {
				return err
			}
			fmt.Fprintln(c.App.Writer, "kic", version())
			return nil
		},
	}
}

// version is the released version of this program, or "dev" for one that was built from a working copy.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if v := info.Main.Version; ok && strings.HasPrefix(v, "v") && !strings.HasPrefix(v, "v0.0.0-") && !strings.Contains(v, "+") {
		return v
	}
	return "dev"
}

// self is this program as the packs name it. A release is known by its version. Any other build is known by the mark that
// the linker gives it, or without one by its own bytes, so that a change of the program shows in the packs.
func self() (render.Program, error) {
	p := render.Program{Version: version()}
	if p.Version != "dev" {
		p.Build = p.Version
		return p, nil
	}
	name, err := os.Executable()
	if err != nil {
		return p, fmt.Errorf("finding this program: %w", err)
	}
	f, err := os.Open(name)
	if err != nil {
		return p, fmt.Errorf("reading this program: %w", err)
	}
	defer f.Close()
	if p.Build, err = buildOf(f); err != nil {
		return p, fmt.Errorf("reading this program: %w", err)
	}
	return p, nil
}

// buildOf tells one build of a program from another. The mark, Go's build ID, is a hash of all that was linked. It stands
// near the start of the file: in an ELF file in a note by the name of Go, in others in quotes.
func buildOf(program io.Reader) (string, error) {
	start := make([]byte, 64<<10)
	n, err := io.ReadFull(program, start)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && err != io.EOF {
		return "", err
	}
	marked := regexp.MustCompile(`\x04\x00\x00\x00Go\x00\x00([\w/-]{40,})|Go build ID: "([\w/-]{40,})"`)
	if mark := marked.FindSubmatch(start[:n]); mark != nil {
		return string(slices.Concat(mark[1], mark[2])), nil
	}
	h := sha256.New()
	h.Write(start[:n])
	if _, err := io.Copy(h, program); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
