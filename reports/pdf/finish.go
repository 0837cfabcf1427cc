package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"tdkt/reports/document"
)

// An outline is one bookmark.
type outline struct {
	label string
	level int
	sheet int     // page in the file, from 1
	y     float64 // from the bottom edge
}

// A link is an area of a page, from its bottom left corner, and its target.
type link struct {
	x1, y1, x2, y2 float64
	to             outline
}

// sheetLinks are the links of one page of a size.
type sheetLinks struct {
	sheet      int
	wide, high float64
	links      []link
}

// finish appends an update to the library's file (ISO 32000-1, 7.5.6) with the
// outline, the links, the attachments with their media types, the language and
// a file identifier. The library's own outline takes every page for as high as
// the last one, its attachments shift the pages that links point to, and its
// links are no objects of their own, as the standard wants them.
func finish(data []byte, doc document.Document, outlines []outline, links []sheetLinks) ([]byte, error) {
	root, info, size, start, err := trailer(data)
	if err != nil {
		return nil, err
	}
	u := &update{buf: bytes.NewBuffer(data), next: size, at: map[int]int{}}
	if !bytes.HasSuffix(data, []byte("\n")) {
		u.buf.WriteByte('\n')
	}
	for _, s := range links {
		u.links(s)
	}
	var catalog strings.Builder
	catalog.WriteString("<</Type /Catalog /Version /1.7 /Pages 1 0 R /ViewerPreferences <</DisplayDocTitle true>>")
	if doc.Meta.Language != "" {
		catalog.WriteString(" /Lang " + pdfString(doc.Meta.Language))
	}
	if len(outlines) > 0 {
		catalog.WriteString(fmt.Sprintf(" /Outlines %d 0 R /PageMode /UseOutlines", u.outlines(outlines)))
	}
	if len(doc.Attachments) > 0 {
		files, err := u.attachments(doc)
		if err != nil {
			return nil, err
		}
		catalog.WriteString(files)
	}
	catalog.WriteString(">>")
	u.object(root, catalog.String())

	sum := sha256.Sum256(u.buf.Bytes())
	xref := u.buf.Len()
	u.buf.WriteString("xref\n")
	u.table()
	id := fmt.Sprintf("%X", sum[:16])
	fmt.Fprintf(u.buf, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d /ID [<%s> <%s>]>>\nstartxref\n%d\n%%%%EOF\n",
		u.next, root, info, start, id, id, xref)
	return u.buf.Bytes(), nil
}

// trailer reads what the update needs from the end of the library's file.
func trailer(data []byte) (root, info, size, start int, err error) {
	i := bytes.LastIndex(data, []byte("trailer"))
	if i < 0 {
		return 0, 0, 0, 0, errors.New("pdf: the library wrote no trailer")
	}
	tail := string(data[i:])
	number := func(name string) int {
		_, rest, ok := strings.Cut(tail, name)
		f := strings.Fields(rest)
		if !ok || len(f) == 0 {
			err = fmt.Errorf("pdf: the library's trailer has no %s", name)
			return 0
		}
		n, e := strconv.Atoi(f[0])
		if e != nil {
			err = fmt.Errorf("pdf: the library's trailer: %s: %w", name, e)
		}
		return n
	}
	root, info, size, start = number("/Root"), number("/Info"), number("/Size"), number("startxref")
	return root, info, size, start, err
}

type update struct {
	buf  *bytes.Buffer
	next int
	at   map[int]int
}

func (u *update) object(n int, body string) {
	u.at[n] = u.buf.Len()
	fmt.Fprintf(u.buf, "%d 0 obj\n%s\nendobj\n", n, body)
}

func (u *update) add(body string) int {
	n := u.next
	u.next++
	u.object(n, body)
	return n
}

// table writes the update's cross-reference sections, one for each run of
// object numbers.
func (u *update) table() {
	numbers := make([]int, 0, len(u.at))
	for n := range u.at {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for i := 0; i < len(numbers); {
		j := i + 1
		for j < len(numbers) && numbers[j] == numbers[j-1]+1 {
			j++
		}
		fmt.Fprintf(u.buf, "%d %d\n", numbers[i], j-i)
		for _, n := range numbers[i:j] {
			fmt.Fprintf(u.buf, "%010d 00000 n \n", u.at[n])
		}
		i = j
	}
}

// links writes the links of a page and the page anew.
func (u *update) links(s sheetLinks) {
	var refs strings.Builder
	for _, l := range s.links {
		n := u.add(fmt.Sprintf("<</Type /Annot /Subtype /Link /Rect [%s] /Border [0 0 0] /F 4 /Dest [%d 0 R /XYZ 0 %s null]>>",
			nums(l.x1, l.y1, l.x2, l.y2), pageObject(l.to.sheet), num(l.to.y)))
		fmt.Fprintf(&refs, "%d 0 R ", n)
	}
	page := pageObject(s.sheet)
	u.object(page, fmt.Sprintf("<</Type /Page /Parent 1 0 R /MediaBox [0 0 %s] /Resources 2 0 R /Group <</Type /Group /S /Transparency /CS /DeviceRGB>> /Contents %d 0 R /Annots [%s]>>",
		nums(s.wide, s.high), page+1, refs.String()))
}

// outlines writes the outline tree, first level open, and returns the number
// of its root.
func (u *update) outlines(os []outline) int {
	root := u.next
	first := root + 1
	u.next += 1 + len(os)
	type links struct{ parent, prev, next, first, last, open int }
	ls := make([]links, len(os)+1) // ls[0] is the root, ls[i+1] is os[i]
	stack := []int{0}
	for i, o := range os {
		// A level that skips one hangs under the nearest above it.
		for len(stack) > 1 && os[stack[len(stack)-1]-1].level >= o.level {
			stack = stack[:len(stack)-1]
		}
		n, up := i+1, stack[len(stack)-1]
		ls[n].parent = up
		if prev := ls[up].last; prev != 0 {
			ls[n].prev = prev
			ls[prev].next = n
		} else {
			ls[up].first = n
		}
		ls[up].last = n
		ls[up].open++
		stack = append(stack, n)
	}
	ref := func(name string, n int) string {
		if n == 0 {
			return ""
		}
		return fmt.Sprintf(" /%s %d 0 R", name, first+n-1)
	}
	u.object(root, fmt.Sprintf("<</Type /Outlines%s%s /Count %d>>", ref("First", ls[0].first), ref("Last", ls[0].last), ls[0].open))
	for i, o := range os {
		l := ls[i+1]
		body := "<</Title " + pdfString(o.label)
		if l.parent == 0 {
			body += fmt.Sprintf(" /Parent %d 0 R", root)
		} else {
			body += ref("Parent", l.parent)
		}
		body += ref("Prev", l.prev) + ref("Next", l.next) + ref("First", l.first) + ref("Last", l.last)
		if l.open > 0 {
			body += fmt.Sprintf(" /Count -%d", l.open) // closed
		}
		body += fmt.Sprintf(" /Dest [%d 0 R /XYZ 0 %s null]>>", pageObject(o.sheet), num(o.y))
		u.object(first+i, body)
	}
	return root
}

// pageObject is the library's number of a page's object: 3 for the first, and
// each page is followed by its content.
func pageObject(sheet int) int { return 1 + 2*sheet }

func (u *update) attachments(doc document.Document) (string, error) {
	var names strings.Builder
	for i, a := range doc.Attachments {
		var packed bytes.Buffer
		z := zlib.NewWriter(&packed)
		if _, err := z.Write(a.Data); err != nil {
			return "", fmt.Errorf("pdf: attachment %q: %w", a.Name, err)
		}
		if err := z.Close(); err != nil {
			return "", fmt.Errorf("pdf: attachment %q: %w", a.Name, err)
		}
		subtype := ""
		if a.MediaType != "" {
			subtype = " /Subtype /" + pdfName(a.MediaType)
		}
		date := doc.Meta.Made.UTC().Format("D:20060102150405+00'00'")
		file := u.add(fmt.Sprintf("<</Type /EmbeddedFile%s /Filter /FlateDecode /Length %d /Params <</Size %d /ModDate (%s)>>>>\nstream\n%s\nendstream",
			subtype, packed.Len(), len(a.Data), date, packed.String()))
		spec := u.add(fmt.Sprintf("<</Type /Filespec /F %s /UF %s /Desc %s /EF <</F %d 0 R /UF %d 0 R>>>>",
			pdfString(a.Name), pdfString(a.Name), pdfString(a.Description), file, file))
		// Names of a name tree are sorted; a counter in front keeps the order given.
		fmt.Fprintf(&names, "%s %d 0 R ", pdfString(fmt.Sprintf("%04d %s", i+1, a.Name)), spec)
	}
	return " /Names <</EmbeddedFiles <</Names [" + names.String() + "]>>>>", nil
}

// pdfString writes a text string: ASCII as it is, else UTF-16.
func pdfString(s string) string {
	ascii := true
	for _, r := range s {
		ascii = ascii && r >= ' ' && r < 127
	}
	if ascii {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, v := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", v)
	}
	b.WriteString(">")
	return b.String()
}

func pdfName(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c > ' ' && c < 127 && !strings.ContainsRune("/#()<>[]{}%", rune(c)) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "#%02X", c)
		}
	}
	return b.String()
}
