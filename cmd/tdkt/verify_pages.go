package main

import (
	"bytes"
	"fmt"
	"strings"

	"tdkt/reports/pdf/readback"
)

// pageDifferences are two printed files held against each other.
type pageDifferences struct {
	count, again int   // pages of the file, and of the one made again
	differing    []int // pages whose drawing instructions differ, from 1
	texts        int   // of them, pages whose texts differ
	around       []int // pages that draw the same, and show or do something else
	broken       []int // pages of the file that cannot be read
	whole        bool  // bookmarks, actions or attachments differ
	lines        []string
}

func (d pageDifferences) same() bool {
	return d.count == d.again && len(d.differing)+len(d.around)+len(d.broken) == 0 && !d.whole
}

func (d pageDifferences) String() string {
	var parts []string
	if d.count != d.again {
		parts = append(parts, fmt.Sprintf("%d pages, made again %d", d.count, d.again))
	}
	if len(d.broken) > 0 {
		parts = append(parts, "what cannot be read, on "+pagesText(d.broken))
	}
	// Where texts differ, links and bookmarks lead elsewhere without anybody's doing.
	settled := d.count == d.again && len(d.differing)+len(d.broken) == 0
	if settled && len(d.around) > 0 {
		parts = append(parts, "the same drawing instructions, but other fonts, pictures, links, remarks, size or turn, on "+pagesText(d.around))
	}
	if settled && d.whole {
		parts = append(parts, "other bookmarks, actions or attachments")
	}
	switch {
	case len(d.differing) > 0 && d.texts > 0:
		parts = append(parts, fmt.Sprintf("texts on %d of %d pages", d.texts, d.count))
	case len(d.differing) > 0:
		parts = append(parts, fmt.Sprintf("the same texts, other places or drawings on %d of %d pages", len(d.differing), d.count))
	case d.same():
		parts = append(parts, "texts, tables and drawing instructions are the same, the bytes around them are not")
	}
	return strings.Join(parts, "; ")
}

// pagesText names pages: "page 3", "pages 1, 2, 5".
func pagesText(pages []int) string {
	if len(pages) == 1 {
		return fmt.Sprintf("page %d", pages[0])
	}
	return "pages " + strings.Trim(strings.ReplaceAll(fmt.Sprint(pages), " ", ", "), "[]")
}

// comparePages compares drawing instructions and what stands around them page by
// page, and where the instructions differ the texts word by word.
func comparePages(file, again []byte) (pageDifferences, error) {
	var d pageDifferences
	was, wasWhole, err := readback.Parts(file)
	if err != nil {
		return d, err
	}
	is, isWhole, err := readback.Parts(again)
	if err != nil {
		return d, err
	}
	d.count, d.again, d.whole = len(was), len(is), wasWhole != isWhole
	for i := range max(len(was), len(is)) {
		switch {
		case i < len(was) && was[i].Err != nil:
			d.broken = append(d.broken, i+1)
			d.lines = append(d.lines, fmt.Sprintf("page %d cannot be read: %v", i+1, was[i].Err))
		case i >= len(was) || i >= len(is) || !bytes.Equal(was[i].Content, is[i].Content):
			d.differing = append(d.differing, i+1)
		case was[i].Around != is[i].Around:
			d.around = append(d.around, i+1)
		}
	}
	if len(d.broken) > 0 {
		return d, nil // the texts cannot be read past them
	}
	if len(d.differing) == 0 {
		return d, nil
	}
	before, err := readback.Open(file)
	if err != nil {
		d.texts, d.lines = len(d.differing), append(d.lines, fmt.Sprintf("its texts cannot be read: %v", err))
		return d, nil
	}
	after, err := readback.Open(again)
	if err != nil {
		return d, err
	}
	hunks, whole := wordDiff(pageWords(before), pageWords(after))
	pages := map[int]bool{}
	for _, h := range hunks {
		pages[h.page] = true
		d.lines = append(d.lines, h.String())
	}
	if d.texts = len(pages); !whole {
		d.texts = len(d.differing)
		d.lines = []string{"the texts have too little in common to be set side by side"}
	}
	return d, nil
}

// A pageWord is a word of a printed page.
type pageWord struct {
	text string
	page int // from 1
}

// topMargin is where the running head and the page number stand, in mm: a line
// more moves them all.
const topMargin = 19

func pageWords(f *readback.File) []pageWord {
	var out []pageWord
	for i, p := range f.Pages {
		for _, r := range p.Runs {
			if r.Y < topMargin {
				continue
			}
			for _, w := range strings.Fields(r.Text) {
				out = append(out, pageWord{w, i + 1})
			}
		}
	}
	return out
}

// A hunk is a stretch of words that only one file has, or that reads otherwise.
type hunk struct {
	page     int // of the file, else of the one made again
	was, now []string
}

func (h hunk) String() string {
	was, now := clip(h.was), clip(h.now)
	switch {
	case len(h.now) == 0:
		return fmt.Sprintf(`page %d, only in the file: "%s"`, h.page, was)
	case len(h.was) == 0:
		return fmt.Sprintf(`page %d, only made again: "%s"`, h.page, now)
	}
	return fmt.Sprintf(`page %d: "%s", made again: "%s"`, h.page, was, now)
}

// clip joins words and keeps the first forty.
func clip(words []string) string {
	if n := len(words); n > 40 {
		return strings.Join(words[:40], " ") + fmt.Sprintf(" ... (%d words)", n)
	}
	return strings.Join(words, " ")
}

// mostEdits is up to how many words two texts may differ to be set side by side.
const mostEdits = 1500

// wordDiff sets two texts side by side with the fewest words that only one of them
// has (E. Myers, An O(ND) Difference Algorithm, 1986); ok is false for more than
// mostEdits of them.
func wordDiff(was, now []pageWord) (hunks []hunk, ok bool) {
	n, m := len(was), len(now)
	reach := map[int]int{1: 0} // furthest place in was on each diagonal
	var trace []map[int]int
	found := -1
	for d := 0; d <= min(mostEdits, n+m) && found < 0; d++ {
		kept := make(map[int]int, d+2)
		for k := -d; k <= d; k += 2 {
			if v, ok := reach[k-1]; ok {
				kept[k-1] = v
			}
			if v, ok := reach[k+1]; ok {
				kept[k+1] = v
			}
		}
		trace = append(trace, kept)
		for k := -d; k <= d; k += 2 {
			x := 0
			if k == -d || k != d && reach[k-1] < reach[k+1] {
				x = reach[k+1]
			} else {
				x = reach[k-1] + 1
			}
			y := x - k
			for x < n && y < m && was[x].text == now[y].text {
				x, y = x+1, y+1
			}
			if reach[k] = x; x >= n && y >= m {
				found = d
				break
			}
		}
	}
	if found < 0 {
		return nil, false
	}
	gone, came := make([]bool, n), make([]bool, m)
	for d, x, y := found, n, m; d > 0; d-- {
		v := trace[d]
		k := x - y
		before := k - 1
		if k == -d || k != d && v[k-1] < v[k+1] {
			before = k + 1
		}
		px := v[before]
		py := px - before
		if before == k+1 {
			came[py] = true
		} else {
			gone[px] = true
		}
		x, y = px, py
	}
	for x, y := 0, 0; x < n || y < m; {
		var h hunk
		for x < n && gone[x] || y < m && came[y] {
			if x < n && gone[x] {
				if h.page == 0 || len(h.was) == 0 {
					h.page = was[x].page
				}
				h.was = append(h.was, was[x].text)
				x++
			} else {
				if h.page == 0 {
					h.page = now[y].page
				}
				h.now = append(h.now, now[y].text)
				y++
			}
		}
		if h.page > 0 {
			hunks = append(hunks, h)
		}
		x, y = x+1, y+1
	}
	return hunks, true
}
