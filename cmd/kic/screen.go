package main

import (
	"io"

	"kic/render/definition"
)

// screen is an output on which names and values of people's files show and never act: what would move the cursor, change
// colours or turn the reading direction is written out. All that the program prints goes through one.
type screen struct{ to io.Writer }

func (s screen) Write(p []byte) (int, error) {
	if _, err := io.WriteString(s.to, definition.VisibleLines(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}
