package echarts

import "sync"

// A Pool draws with several engines at once. It is safe for use from several
// goroutines. Close it when nothing draws any more: engines keep their memory.
type Pool struct {
	slots   chan struct{}
	mutex   sync.Mutex
	idle    []*Engine
	started int // engines that work, wait or are being started; at most as many as slots
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
	if err != nil {
		// It may be left in any state.
		p.end(e)
		return nil, err
	}
	p.put(e)
	return svg, nil
}

// Warm starts the engines ahead of the first chart. A caller runs it beside its
// queries, since starting takes longer than drawing.
func (p *Pool) Warm() error {
	for range cap(p.slots) {
		if more, err := p.warmOne(); !more {
			return err
		}
	}
	return nil
}

// warmOne starts one engine in a slot of its own; it reports whether another
// may be missing.
func (p *Pool) warmOne() (bool, error) {
	p.slots <- struct{}{}
	defer func() { <-p.slots }()
	p.mutex.Lock()
	enough := p.started == cap(p.slots)
	if !enough {
		p.started++
	}
	p.mutex.Unlock()
	if enough {
		return false, nil
	}
	e, err := p.start()
	if err != nil {
		return false, err
	}
	p.put(e)
	return true, nil
}

// Close ends the engines that wait. The pool can be used again afterwards and
// starts new ones.
func (p *Pool) Close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for _, e := range p.idle {
		e.Close()
	}
	p.started -= len(p.idle)
	p.idle = nil
}

func (p *Pool) put(e *Engine) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.idle = append(p.idle, e)
}

func (p *Pool) take() (*Engine, error) {
	p.mutex.Lock()
	if n := len(p.idle); n > 0 {
		e := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mutex.Unlock()
		return e, nil
	}
	p.started++
	p.mutex.Unlock()
	return p.start()
}

// start makes an engine that is counted already.
func (p *Pool) start() (*Engine, error) {
	e, err := New()
	if err != nil {
		p.end(nil)
	}
	return e, err
}

func (p *Pool) end(e *Engine) {
	if e != nil {
		e.Close()
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.started--
}
