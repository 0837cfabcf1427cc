package echarts

import "sync"

// A Pool draws with several engines at once. It is safe for use from several
// goroutines.
type Pool struct {
	slots chan struct{}
	mutex sync.Mutex
	idle  []*Engine
}

// NewPool makes a pool of at most workers engines, at least one. Engines are
// started when they are first needed, so an unused pool costs nothing.
func NewPool(workers int) *Pool {
	return &Pool{slots: make(chan struct{}, max(1, workers))}
}

// SVG draws as Engine.SVG does, waiting for a free engine.
func (p *Pool) SVG(option []byte, width, height float64) ([]byte, error) {
	p.slots <- struct{}{}
	defer func() { <-p.slots }()
	e, err := p.take()
	if err != nil {
		return nil, err
	}
	svg, err := e.SVG(option, width, height)
	// An engine that failed may be left in any state.
	if err == nil {
		p.mutex.Lock()
		p.idle = append(p.idle, e)
		p.mutex.Unlock()
	}
	return svg, err
}

// Warm starts one engine ahead of the first chart. A caller runs it beside its
// queries, since starting takes longer than drawing.
func (p *Pool) Warm() error {
	p.slots <- struct{}{}
	defer func() { <-p.slots }()
	e, err := p.take()
	if err != nil {
		return err
	}
	p.mutex.Lock()
	p.idle = append(p.idle, e)
	p.mutex.Unlock()
	return nil
}

func (p *Pool) take() (*Engine, error) {
	p.mutex.Lock()
	if n := len(p.idle); n > 0 {
		e := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mutex.Unlock()
		return e, nil
	}
	p.mutex.Unlock()
	return New()
}
