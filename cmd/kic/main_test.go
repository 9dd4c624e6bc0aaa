package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/jpeg"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"kic": main})
}

// TestScripts runs the program as a user does: each file in testdata is one session with one promise.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			root, err := filepath.Abs(filepath.Join("..", ".."))
			env.Setenv("ROOT", root)
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":    exits,
			"same":     same,
			"damage":   damage,
			"hugepng":  hugePNG,
			"jpegfile": jpegFile,
		},
	})
}

// exits runs a program and wants an exit code: exits 2 kic build
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// same compares all files of two folders but for the report: same out1 out2
func same(ts *testscript.TestScript, neg bool, args []string) {
	a, b := tree(ts, ts.MkAbs(args[0])), tree(ts, ts.MkAbs(args[1]))
	equal := len(a) == len(b)
	for name, data := range a {
		if !bytes.Equal(data, b[name]) {
			equal = false
			ts.Logf("%s differs", name)
		}
	}
	if equal == neg {
		ts.Fatalf("%s has %d files and %s has %d; the same: %t", args[0], len(a), args[1], len(b), equal)
	}
}

func tree(ts *testscript.TestScript, dir string) map[string][]byte {
	all := map[string][]byte{}
	ts.Check(filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		if rel != "report.json" { // it says how many seconds things took
			all[rel] = data
		}
		return err
	}))
	return all
}

// damage changes one byte in the middle of a file, which keeps its size: damage out/x.png
func damage(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	data, err := os.ReadFile(name)
	ts.Check(err)
	data[len(data)/2] ^= 1
	ts.Check(os.WriteFile(name, data, 0o644))
}

// hugePNG writes the beginning of a PNG that claims the size of its arguments: hugepng logo.png 50000 50000
func hugePNG(ts *testscript.TestScript, _ bool, args []string) {
	head := []byte("IHDR")
	for _, side := range args[1:] {
		n, err := strconv.ParseUint(side, 10, 32)
		ts.Check(err)
		head = binary.BigEndian.AppendUint32(head, uint32(n))
	}
	head = append(head, 8, 6, 0, 0, 0)
	data := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	data = binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(head))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

// jpegFile writes the first bytes of a JPEG: jpegfile logo.jpg 400
func jpegFile(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 256, 256))
	for i := range img.Pix {
		img.Pix[i] = byte(i * i / 7)
	}
	ts.Check(jpeg.Encode(&b, img, nil))
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes()[:min(n, b.Len())], 0o644))
}
