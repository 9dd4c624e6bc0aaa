package pack

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Damage is a file of a pack that isn't as it was made.
type Damage struct {
	Path string
	What string // "is missing"
}

// Verify holds every file of the pack in dir against SHA256SUMS and returns those that are missing or differ, in the
// order of the list. The error says that there is no list to go by, or that ctx has ended.
func Verify(ctx context.Context, dir string) ([]Damage, error) {
	f, err := os.Open(filepath.Join(dir, SumsFile))
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", dir, SumsFile, plain(err))
	}
	defer f.Close()
	var all []Damage
	lines := bufio.NewScanner(f)
	n := 0
	for ; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		sum, path, ok := sumLine(lines.Text())
		if !ok {
			return all, fmt.Errorf("%s: %s isn't a list that kic wrote", dir, SumsFile)
		}
		switch got, err := sumOf(filepath.Join(dir, filepath.FromSlash(path))); {
		case err != nil:
			all = append(all, Damage{path, "is missing or can't be read"})
		case got != sum:
			all = append(all, Damage{path, "isn't as it was made"})
		}
	}
	if err := lines.Err(); err != nil || n == 0 {
		return all, fmt.Errorf("%s: %s isn't a list that kic wrote", dir, SumsFile)
	}
	return all, nil
}

// sumLine takes one line of SHA256SUMS apart.
func sumLine(line string) (sum, path string, ok bool) {
	sum, path, ok = strings.Cut(line, "  ")
	return sum, path, ok && len(sum) == hex.EncodedLen(sha256.Size) && validPath(path)
}

// sumOf is the SHA-256 of a file, in hex.
func sumOf(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
