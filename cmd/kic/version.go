package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime/debug"
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

// self is this program as the packs name it. A release is known by its version; any other build by its own bytes, so
// that whoever changes the program sees what the change does.
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
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return p, fmt.Errorf("reading this program: %w", err)
	}
	p.Build = hex.EncodeToString(h.Sum(nil))
	return p, nil
}
