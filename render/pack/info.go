package pack

// Info is what a pack says of itself in its manifest.
type Info struct {
	Generator string // the program and its version
	Edition   int    // of the earliest of the pack's files; see [Manifest]
	Campaign  string
	Brand     string // the organisation's name
	Slug      string
	Inputs    string    // key of all that the pack is made from; see [Writer.Current]
	LeftOut   []LeftOut // pieces that couldn't be made, by path
}
