package brand

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed samples
var samples embed.FS

// DefaultName is the folder of [Samples] that holds the default brand.
const DefaultName = "example-care-partnership"

// Samples are the invented organisations that come with the program, a folder each.
func Samples() fs.FS {
	sub, err := fs.Sub(samples, "samples")
	if err != nil {
		panic("brand: the samples are not in the program: " + err.Error())
	}
	return sub
}

// Default is the brand of a pack for which none is named: an invented organisation, whose name says so.
func Default() (*Brand, error) {
	b, err := Load(Samples(), DefaultName)
	if err != nil {
		return nil, fmt.Errorf("default brand: %w", err)
	}
	return b, nil
}
