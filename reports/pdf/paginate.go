package pdf

import "fmt"

// A page is what is painted on one sheet.
type page struct {
	landscape bool
	number    int  // in its part, from 1
	hidden    bool // no page number is printed
	ops       []op // from the left margin and the top edge of the sheet
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

// A dealer deals slices to pages.
type dealer struct {
	layout *layout
	frame  frame
	pages  []*page
	y      float64   // under the last slice
	notes  [][]slice // footnotes of the page
	foot   float64   // their height
}

const (
	footGap  = 6  // above the rule over footnotes
	footRule = 4  // from the rule to the first footnote
	footWide = 50 // mm
)

// deal fills pages. Slices kept together move to the next page together; where
// even a whole page is too small for them, only the slices themselves hold.
func deal(l *layout, f frame, slices []slice) ([]*page, error) {
	d := &dealer{layout: l, frame: f}
	d.open()
	for i := 0; i < len(slices); {
		j := i
		for j < len(slices)-1 && slices[j].keep && !slices[j+1].fresh {
			j++
		}
		group := slices[i : j+1]
		i = j + 1
		if group[0].fresh && d.y > marginTop {
			d.next()
		}
		ok, err := d.fits(group)
		if err != nil {
			return nil, err
		}
		if !ok && d.y > marginTop {
			d.next()
			d.repeat(group[0])
			if ok, err = d.fits(group); err != nil {
				return nil, err
			}
		}
		for k := range group {
			if !ok && k > 0 {
				one, err := d.fits(group[k : k+1])
				if err != nil {
					return nil, err
				}
				if !one {
					d.next()
					d.repeat(group[k])
				}
			}
			if err := d.place(group[k]); err != nil {
				return nil, err
			}
		}
	}
	d.close()
	return d.pages, nil
}

func (d *dealer) open() {
	n := len(d.pages) + 1
	d.pages = append(d.pages, &page{landscape: d.frame.landscape, number: n, hidden: n == 1})
	d.y, d.notes, d.foot = marginTop, nil, 0
}

func (d *dealer) next() {
	d.close()
	d.open()
}

// repeat prints the header of a table again above a row that opens a page.
func (d *dealer) repeat(s slice) {
	if s.table == nil || d.y > marginTop {
		return
	}
	p := d.pages[len(d.pages)-1]
	p.ops = append(p.ops, shift(s.table.ops, 0, d.y)...)
	d.y += s.table.height
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
