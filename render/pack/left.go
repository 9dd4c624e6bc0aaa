package pack

// LeftOut is a piece, or all pieces of a placement, that couldn't be made, with the reasons.
type LeftOut struct {
	Path      string   `json:"path"` // where it would lie in the pack: a file, or the folder of a placement
	Message   string   `json:"message,omitempty"`
	Placement string   `json:"placement,omitempty"`
	Look      string   `json:"look,omitempty"`
	Codes     []string `json:"codes"` // of the findings, sorted
	Why       []string `json:"why"`   // each a sentence with its remedy
}

// LastLeftOut are the pieces that the earlier pack left out.
func (w *Writer) LastLeftOut() []LeftOut { return w.last.LeftOut }

// Made are the paths of files of the earlier pack that aren't pieces and were made from the inputs of key, sorted.
func (w *Writer) Made(key string) []string { return w.last.made(key) }

func (m Manifest) made(key string) []string {
	var paths []string
	for _, e := range m.Files {
		if key != "" && e.Inputs == key {
			paths = append(paths, e.Path)
		}
	}
	return paths
}
