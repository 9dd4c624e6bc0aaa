package raster

import (
	"image"
	"slices"
	"sync"

	"kic/render/raster/jpeg"
)

// Engine draws and writes pictures, and keeps what it needs for one to use it again for the next. The zero Engine is
// ready. It makes one picture at a time.
type Engine struct {
	// Spread does all n parts of a piece of work, in any order and perhaps several at the same time, and returns when
	// they are done; nil does them one by one. The result doesn't depend on it.
	Spread func(n int, part func(i int))

	// Shared is what this engine has in common with others; nil for nothing.
	Shared *Shared

	drawer  drawer
	pix     []uint8 // of the last picture
	jpeg    jpeg.Press
	mu      sync.Mutex
	presses []*press // that nobody uses
}

// picture is a page in its colours, valid until the next one.
func (e *Engine) picture(steps []step, page image.Rectangle) *image.RGBA {
	const rows = 64 // at a time
	n := 4 * page.Dx() * page.Dy()
	e.pix = slices.Grow(e.pix[:0], n)[:n]
	img := &image.RGBA{Pix: e.pix, Stride: 4 * page.Dx(), Rect: page}
	p := e.borrow()
	defer e.giveBack(p)
	p.composer.shades.reset()
	for y := page.Min.Y; y < page.Max.Y; y += rows {
		part := p.composer.compose(steps, page.Intersect(image.Rect(0, y, page.Max.X, y+rows)))
		for i := range part.rows {
			part.rows[i].color(img.Pix[img.PixOffset(0, y+i):], p.composer.shades.colors)
		}
	}
	return img
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
