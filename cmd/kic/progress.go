package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"kic/render"
)

// progress shows how far a run is: a bar on a terminal, a line for each tenth elsewhere.
type progress struct {
	w           io.Writer
	bar         *progressbar.ProgressBar
	onTerminal  bool
	kept, tenth int
}

// newProgress shows on w, or straight on what lies behind a [screen]: a bar moves the cursor.
func newProgress(w io.Writer) *progress {
	if s, ok := w.(screen); ok {
		w = s.to
	}
	return &progress{w: w, onTerminal: isTerminal(w)}
}

// isTerminal reports whether w is a screen on which a line can be drawn over. Who asks for no colours, or has a simple
// terminal, gets plain lines, which a screen reader can follow.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// event takes note of one piece. Pieces that were up to date count for nothing: they take no time.
func (p *progress) event(e render.Event) {
	if e.Kept {
		p.kept++
		return
	}
	done, total := e.Done-p.kept, e.Total-p.kept
	if !p.onTerminal {
		if tenth := done * 10 / total; tenth > p.tenth || done == total {
			p.tenth = tenth
			tellProgress(p.w, done, total)
		}
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionSetDescription("kic"),
			progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetWidth(30),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	p.bar.ChangeMax(total)
	p.bar.Set(done) // a bar that can't be drawn must not stop the work
}

// stop clears the bar away for good.
func (p *progress) stop() { p.clear() }

// clear clears the bar away, so that a line can be printed; the next piece brings it back.
func (p *progress) clear() {
	if p.bar != nil {
		p.bar.Clear()
	}
}
