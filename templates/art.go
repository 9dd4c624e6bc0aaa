package templates

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed art/*.svg
var artFiles embed.FS

// Drawn are the messages that have artwork, sorted.
func Drawn() []string {
	var ids []string
	entries, _ := artFiles.ReadDir("art") // embedded: it is there
	for _, e := range entries {
		if id := strings.TrimSuffix(e.Name(), ".svg"); !strings.HasSuffix(id, "-emblem") && !strings.HasSuffix(id, "-sign") {
			ids = append(ids, id)
		}
	}
	return ids
}

// Scene is the shipped illustration of a message, as SVG in the key palette; its root is 1600 × 1200.
func Scene(message string) ([]byte, error) { return art(message + ".svg") }

// Emblem is the shipped emblem of a message, for strips and small pieces, as SVG in the key palette; its root is 240 × 240.
func Emblem(message string) ([]byte, error) { return art(message + "-emblem.svg") }

// Sign is the shipped sign of a message, a few strokes for large type to stand beside, as SVG in the deep of the key palette;
// its root is 240 × 240.
func Sign(message string) ([]byte, error) { return art(message + "-sign.svg") }

func art(name string) ([]byte, error) {
	data, err := artFiles.ReadFile("art/" + name)
	if err != nil {
		return nil, fmt.Errorf("there is no artwork %s", name)
	}
	return data, nil
}
