package run

import (
	"sync"
	"sync/atomic"
)

// cores are how many pieces of work may go on at the same time: each holds one core while it runs.
type cores chan struct{}

func (c cores) take()  { c <- struct{}{} }
func (c cores) leave() { <-c }

// spread does all n parts of a piece of work on the core that the caller has, and on those that nobody has just now. Where
// a part panics, spread does so in the caller's goroutine, once no other part is in work: elsewhere nobody could catch it.
func (c cores) spread(n int, part func(i int)) {
	var next atomic.Int64
	var broken atomic.Pointer[fault]
	work := func() {
		f := guard(func() {
			for i := int(next.Add(1)); i <= n; i = int(next.Add(1)) {
				part(i - 1)
			}
		})
		if f != nil {
			next.Store(int64(n)) // nothing more is begun
			broken.CompareAndSwap(nil, f)
		}
	}
	var helpers sync.WaitGroup
	for range n - 1 {
		select {
		case c <- struct{}{}:
			helpers.Go(func() {
				defer c.leave()
				work()
			})
		default:
		}
	}
	work()
	helpers.Wait()
	if f := broken.Load(); f != nil {
		panic(f)
	}
}
