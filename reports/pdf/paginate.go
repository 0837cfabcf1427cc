package pdf

import "fmt"

// A page is what is painted on one sheet.
type page struct {
	landscape bool
	number    int  // in its part, from 1
	hidden    bool // no page number is printed
	ops       []op // from the left margin and the top edge of the sheet
	slices    int  // that stand here, the signature too
	begun     int  // paragraphs, rows and figures among them that begin here
	signed    bool
}

// A frame is the room that pages of a part offer.
type frame struct {
	landscape bool
	right     float64 // margin
}

func (f frame) paper() (w, h float64) {
	if f.landscape {
		return paperLong, paperShort
	}
	return paperShort, paperLong
}

func (f frame) width() float64 {
	w, _ := f.paper()
	return w - marginLeft - f.right
}

func (f frame) bottom() float64 {
	_, h := f.paper()
	return h - marginBottom
}

// longAnnex is as many pages as nobody counts one by one.
const longAnnex = 10

// spills reports whether the last of a few pages is filled to less than a third.
func (f frame) spills(pages []*page) bool {
	if len(pages) < 2 || len(pages) > longAnnex {
		return false
	}
	return pages[len(pages)-1].low()-marginTop < (f.bottom()-marginTop)/3
}

// hollow reports whether a third of the page before the last is empty.
func (f frame) hollow(pages []*page) bool {
	return len(pages) > 1 && f.bottom()-pages[len(pages)-2].low() > (f.bottom()-marginTop)/3
}

// low is where the last of a page stands.
func (p *page) low() float64 {
	low := marginTop
	for _, o := range p.ops {
		low = max(low, o.y)
	}
	return low
}

// A dealer deals slices to pages.
type dealer struct {
	layout *layout
	frame  frame
	pages  []*page
	y      float64   // under the last slice
	notes  [][]slice // footnotes of the page
	foot   float64   // their height

	waiting [][]slice // figures for the next page, in order
}

const (
	footGap  = 6  // above the rule over footnotes
	footRule = 4  // from the rule to the first footnote
	footWide = 50 // mm
)

// deal fills pages. Slices kept together move to the next page together; where
// even a whole page is too small for them, only the slices themselves hold. A
// figure that nearly fits is made a little smaller; one that does not waits for the
// next page while the text that follows fills this one, the next sections of its
// part included. It passes neither another figure nor the next part, and a table or
// box that goes on overleaf ends before it.
func deal(l *layout, f frame, slices []slice) ([]*page, error) {
	d := &dealer{layout: l, frame: f}
	if err := d.open(false); err != nil {
		return nil, err
	}
	for i := 0; i < len(slices); {
		group := together(slices[i:], true)
		if len(d.waiting) == 0 && d.frame.bottom()-d.y-d.foot > emptiest*mm {
			if ok, err := d.fits(group); err != nil {
				return nil, err
			} else if !ok {
				group = together(slices[i:], false)
			}
		} else if group[0].inside {
			group = together(slices[i:], false) // it is torn already
		}
		i += len(group)
		if !group[0].inside {
			if err := d.figures(); err != nil {
				return nil, err
			}
		}
		for len(d.waiting) > 0 && opensPart(group) {
			if err := d.next(false); err != nil {
				return nil, err
			}
		}
		if group[0].fresh && d.y > marginTop {
			if err := d.next(false); err != nil {
				return nil, err
			}
		}
		ok, err := d.fits(group)
		if err != nil {
			return nil, err
		}
		if group[0].float && len(d.waiting) == 0 && !ok && d.y > marginTop {
			if small := d.shrunk(group); small != nil {
				group, ok = small, true
			}
		}
		if last := group[len(group)-1]; !ok && last.lower != nil && d.y > marginTop {
			low := append(append([]slice(nil), group[:len(group)-1]...), *last.lower)
			if fits, err := d.fits(low); err != nil {
				return nil, err
			} else if fits {
				group, ok = low, true
			}
		}
		if group[0].float && (len(d.waiting) > 0 || !ok && d.y > marginTop) {
			d.waiting = append(d.waiting, group)
			continue
		}
		if err := d.deal(group, ok); err != nil {
			return nil, err
		}
	}
	if err := d.figures(); err != nil {
		return nil, err
	}
	for len(d.waiting) > 0 {
		if err := d.next(false); err != nil {
			return nil, err
		}
	}
	d.close()
	return d.pages, nil
}

// emptiest is how much of a page in mm a short table may leave empty to stay whole.
const emptiest = 45

// together is the group of slices on one page that begins the slices; soft ones are
// held too, or let go.
func together(slices []slice, soft bool) []slice {
	j := 0
	for j < len(slices)-1 && slices[j].keep && (soft || !slices[j].soft) && !slices[j+1].fresh {
		j++
	}
	return slices[:j+1]
}

// deal places a group here, or on the next page where it does not fit.
func (d *dealer) deal(group []slice, ok bool) (err error) {
	if !ok && d.y > marginTop {
		if ok, err = d.turn(group); err != nil {
			return err
		}
	}
	for k := range group {
		if !ok && k > 0 {
			one, err := d.fits(group[k : k+1])
			if err != nil {
				return err
			}
			if !one {
				if _, err := d.turn(group[k : k+1]); err != nil {
					return err
				}
			}
		}
		if err := d.place(group[k]); err != nil {
			return err
		}
	}
	return nil
}

// leastFigure is how much a figure may be made smaller to stay on its page: its
// letters are still read without effort.
const leastFigure = 0.85

// shrunk is the group of a figure made smaller so that it fits here; nil where that
// would be too small.
func (d *dealer) shrunk(group []slice) []slice {
	h, foot, err := d.room(group)
	if err != nil {
		return nil
	}
	fig := group[0]
	if fig.small {
		return nil
	}
	scale := (d.frame.bottom() - d.y - h - foot - d.foot + fig.height) / fig.height
	if scale < leastFigure {
		return nil
	}
	out := append([]slice(nil), group...)
	out[0].height *= scale
	out[0].ops = append([]op(nil), fig.ops...)
	for i := range out[0].ops {
		o := &out[0].ops[i]
		if o.kind == opFigure {
			o.x += o.x2 * (1 - scale) / 2
			o.x2, o.y2 = o.x2*scale, o.y2*scale
			o.draw = &drawing{calls: o.draw.calls, scale: o.draw.scale * scale}
		}
	}
	return out
}

// opensPart tells a heading of the first level, and the signature.
func opensPart(group []slice) bool {
	if group[0].place == signaturePlace {
		return true
	}
	for _, o := range group[0].ops {
		if o.kind == opMark && o.mark.head != nil && o.mark.head.Level == 1 {
			return true
		}
	}
	return false
}

// open begins a page with the figures that waited for it; inside a table or box
// they wait on for its end.
func (d *dealer) open(inside bool) error {
	n := len(d.pages) + 1
	d.pages = append(d.pages, &page{landscape: d.frame.landscape, number: n, hidden: n == 1})
	d.y, d.notes, d.foot = marginTop, nil, 0
	if inside {
		return nil
	}
	return d.figures()
}

// figures places the waiting figures that fit here, in order.
func (d *dealer) figures() error {
	for len(d.waiting) > 0 {
		group := d.waiting[0]
		ok, err := d.fits(group)
		if err != nil {
			return err
		}
		if !ok && d.y > marginTop {
			return nil
		}
		d.waiting = d.waiting[1:]
		for _, s := range group {
			if err := d.place(s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *dealer) next(inside bool) error {
	d.close()
	return d.open(inside)
}

// turn goes on to a page where the group fits below the figures that waited and
// the repeated header of its table; without figures it stays on the first.
func (d *dealer) turn(group []slice) (ok bool, err error) {
	for {
		if err := d.next(group[0].inside); err != nil {
			return false, err
		}
		figures := d.y > marginTop
		top := d.y
		if t := group[0].table; t != nil {
			d.y += t.height
		}
		if ok, err = d.fits(group); err != nil {
			return false, err
		}
		if !ok && figures {
			continue
		}
		if t := group[0].table; t != nil {
			p := d.pages[len(d.pages)-1]
			p.ops = append(p.ops, shift(t.ops, 0, top)...)
		}
		return ok, nil
	}
}

// room is what slices and their footnotes take below the current place.
func (d *dealer) room(group []slice) (height, foot float64, err error) {
	for i, s := range group {
		if d.y > marginTop || i > 0 {
			height += s.gap
		}
		height += s.height
		for _, n := range s.notes {
			if d.foot == 0 && foot == 0 {
				foot = footGap + footRule
			}
			ss, err := d.layout.footnote(n, d.frame.width())
			if err != nil {
				return 0, 0, err
			}
			for _, f := range ss {
				foot += f.height
			}
		}
	}
	return height, foot, nil
}

func (d *dealer) fits(group []slice) (bool, error) {
	h, foot, err := d.room(group)
	return d.y+h+foot+d.foot <= d.frame.bottom()+0.01, err
}

func (d *dealer) place(s slice) error {
	h, foot, err := d.room([]slice{s})
	if err != nil {
		return err
	}
	if d.y+h+foot+d.foot > d.frame.bottom()+0.01 {
		return fmt.Errorf("pdf: %s: it is %.0f mm high and a page holds %.0f mm; shorten its text or widen its column",
			s.place, (s.height+foot)/mm, (d.frame.bottom()-marginTop)/mm)
	}
	if d.y > marginTop {
		d.y += s.gap
	}
	p := d.pages[len(d.pages)-1]
	p.ops = append(p.ops, shift(s.ops, 0, d.y)...)
	p.slices++
	if s.place == signaturePlace {
		p.signed = true
	} else if s.begins() || s.table != nil {
		p.begun++
	}
	d.y += s.height
	d.foot += foot
	for _, n := range s.notes {
		ss, err := d.layout.footnote(n, d.frame.width())
		if err != nil {
			return err
		}
		d.notes = append(d.notes, ss)
	}
	return nil
}

// close prints the footnotes at the foot of the page.
func (d *dealer) close() {
	if len(d.notes) == 0 {
		return
	}
	p := d.pages[len(d.pages)-1]
	y := d.frame.bottom() - d.foot + footGap
	p.ops = append(p.ops, hline(0, y, footWide*mm))
	y += footRule
	for _, n := range d.notes {
		for _, s := range n {
			p.ops = append(p.ops, shift(s.ops, 0, y)...)
			y += s.height
		}
	}
}
