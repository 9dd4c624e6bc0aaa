package raster

import "sync"

// Engine draws and writes pictures, and keeps what it needs for one to use it again for the next. The zero Engine is
// ready. It makes one picture at a time.
type Engine struct {
	// Spread does all n parts of a piece of work, in any order and perhaps several at the same time, and returns when
	// they are done; nil does them one by one. The result doesn't depend on it.
	Spread func(n int, part func(i int))

	// Shared is what this engine has in common with others; nil for nothing.
	Shared *Shared

	drawer  drawer
	mu      sync.Mutex
	presses []*press // that nobody uses
}

func (e *Engine) spread(n int, part func(i int)) {
	if e.Spread != nil && n > 1 {
		e.Spread(n, part)
		return
	}
	for i := range n {
		part(i)
	}
}

func (e *Engine) borrow() *press {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := len(e.presses)
	if n == 0 {
		return new(press)
	}
	p := e.presses[n-1]
	e.presses = e.presses[:n-1]
	return p
}

func (e *Engine) giveBack(p *press) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.presses = append(e.presses, p)
}
