package run

import (
	"time"

	"kic/render/check"
)

// Options are how a plan is carried out.
type Options struct {
	Out      string           // the folder of the packs
	Jobs     int              // how many pieces are made at the same time; 0: one for each core
	Force    bool             // make every piece again, and put aside what stands in the way
	Verify   bool             // hold every file of the earlier packs against its checksum, though nothing says that it was changed
	Zip      bool             // an archive beside every pack
	SVG      bool             // an editable copy of every piece
	Sheet    bool             // a contact sheet of every pack; of one placement for several brands, one over all of them
	Print    bool             // a copy for a printer of every page, with its bleed
	Marks    bool             // with Print: crop marks
	DryRun   bool             // say what would be made, and write nothing
	Check    bool             // lay out every piece to find what is wrong, and write nothing
	Allow    []check.Code     // errors of these codes don't stop a build, where a piece can still be made
	Program  Program          // who makes the packs
	Now      func() time.Time // a clock, to say how long each pack took; may be nil
	Progress func(Event)      // called from the goroutine that called Packs; may be nil

	// Packed gets every pack's report as soon as those before it have been reported: in the plan's order, and from the
	// goroutine that called Packs. With it, the packs in Packs' own report have no lists of files, so that the memory for a
	// large network stays small. It may be nil.
	Packed func(PackReport)
}

// Program is the program that makes a pack. Version is written into the pack. Build tells one state of the program from
// another, and enters the keys by which a rerun knows what is up to date.
type Program struct{ Version, Build string }

// Event says that one piece is done with.
type Event struct {
	Brand       string // slug
	Path        string
	Kept        bool // it was up to date
	Done, Total int  // pieces of the whole plan
}
