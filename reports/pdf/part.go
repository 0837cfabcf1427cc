package pdf

// A part is the main text or one annex, which is read alone.
type part struct {
	label string // "" for the main text
	frame frame
	set   func(*layout) ([]slice, error)

	widths widths
	pages  []*page
	err    error
}

// deal sets the part and puts it on pages.
func (p *part) deal(opts Options, e ending) ([]*page, error) {
	count := 0
	l := &layout{opts: opts, widths: &p.widths, width: p.frame.width(), count: &count}
	if p.label != "" {
		l.where = []string{p.label}
	}
	slices, err := p.set(l)
	if err != nil {
		return nil, err
	}
	if e != asDealt {
		gather(slices, e == withPart)
	}
	return deal(l, p.frame, slices)
}

// body sets the main text. Where the signature would stand alone with the closing
// sentence, lines a little closer save its page, if the caller left the usual
// spacing; else more of the text goes with it, as much as does not leave a third of
// the page before it empty.
func (p *part) body(opts Options, usual bool) (err error) {
	if p.pages, err = p.deal(opts, asDealt); err != nil {
		return err
	}
	spacing := opts.LineSpacing
	for i := 0; usual && alone(p.pages) && i < len(closings); i++ {
		opts.LineSpacing = closings[i]
		fewer, err := p.deal(opts, asDealt)
		if err != nil {
			return err
		}
		if len(fewer) < len(p.pages) {
			p.pages, spacing = fewer, closings[i]
		}
	}
	if alone(p.pages) {
		opts.LineSpacing = spacing
		for _, e := range []ending{withPart, withTexts} {
			gathered, err := p.deal(opts, e)
			if err != nil {
				return err
			}
			if !p.frame.hollow(gathered) || p.frame.hollow(p.pages) {
				p.pages = gathered
				break
			}
		}
	}
	return nil
}

// annex sets an annex. It does not take a page more for its last few rows.
func (p *part) annex(opts Options) (err error) {
	opts.TableSize = min(opts.TableSize, annexTable)
	if p.pages, err = p.deal(opts, asDealt); err != nil {
		return err
	}
	for opts.TableSize-0.5 >= leastAnnexTable && p.frame.spills(p.pages) {
		opts.TableSize -= 0.5
		fewer, err := p.deal(opts, asDealt)
		if err != nil {
			return err
		}
		if len(fewer) < len(p.pages) {
			p.pages = fewer
			return nil
		}
	}
	return nil
}
