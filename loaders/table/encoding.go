package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"tdkt/loaders/text"
)

// A charset is how the bytes of a text file make characters.
type charset struct {
	name     string            // for people; empty for UTF-8
	encoding encoding.Encoding // nil for UTF-8
}

var (
	utf8Text    = charset{}
	utf16LE     = charset{"UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}
	utf16BE     = charset{"UTF-16", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}
	windows1258 = charset{"Windows-1258", charmap.Windows1258}
	// Letters of TCVN3 and VNI stand in single bytes, which are Latin letters to
	// everybody else; which of them mean Vietnamese is found by the column.
	windows1252 = charset{"single bytes of an old font", charmap.Windows1252}
)

// read gives the text in UTF-8.
func (c charset) read(r io.Reader) io.Reader {
	if c.encoding == nil {
		return r
	}
	return transform.NewReader(r, c.encoding.NewDecoder())
}

const (
	headSize   = 4 << 10
	sampleSize = 256 << 10
)

// charsetOf finds the encoding of a whole text file. What is no UTF-8 must make
// Vietnamese syllables in another encoding; otherwise it stays UTF-8, and its
// reader says where it is not.
func charsetOf(path string) (charset, error) {
	f, err := os.Open(path)
	if err != nil {
		return utf8Text, err
	}
	defer f.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return utf8Text, err
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return utf16LE, nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return utf16BE, nil
	}
	if c, ok := bareUTF16(head); ok {
		return c, nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return utf8Text, err
	}
	sample, err := afterInvalid(f)
	if err != nil || sample == nil {
		return utf8Text, err
	}
	return guess(sample), nil
}

// bareUTF16 recognises UTF-16 without a byte order mark: every other byte of
// the ASCII signs in it is 0.
func bareUTF16(head []byte) (charset, bool) {
	var zero [2]int
	for i, b := range head {
		if b == 0 {
			zero[i%2]++
		}
	}
	enough := len(head) / 8
	switch {
	case zero[1] > enough && zero[0] == 0:
		return utf16LE, true
	case zero[0] > enough && zero[1] == 0:
		return utf16BE, true
	}
	return utf8Text, false
}

// mostChance is how many letters beyond ASCII may be UTF-8 by chance in a text
// that is not.
const mostChance = 20

// afterInvalid reads until a byte is no UTF-8 and gives what follows from the
// line of that byte on; nil if all is UTF-8, or a single byte of it is damaged.
func afterInvalid(r io.Reader) ([]byte, error) {
	buf := make([]byte, sampleSize)
	kept, letters := 0, 0
	for {
		n, err := io.ReadFull(r, buf[kept:])
		end := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !end {
			return nil, err
		}
		part := buf[:kept+n]
		whole := part
		if !end {
			whole = part[:wholeRunes(part)]
		}
		bad := firstInvalid(whole)
		valid := whole
		if bad >= 0 {
			valid = whole[:bad]
		}
		if letters < mostChance {
			letters += len(valid) - utf8.RuneCount(valid)
		}
		if bad >= 0 && letters >= mostChance {
			return nil, nil
		}
		if bad >= 0 {
			return part[bytes.LastIndexByte(part[:bad], '\n')+1:], nil
		}
		if end {
			return nil, nil
		}
		kept = copy(buf, part[len(whole):])
	}
}

// wholeRunes is the length of b without a character that is cut at its end.
func wholeRunes(b []byte) int {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if c >= 0x80 && !utf8.FullRune(b[len(b)-i:]) {
				return len(b) - i
			}
			break
		}
	}
	return len(b)
}

// guess compares the readings of a sample by their Vietnamese syllables.
func guess(sample []byte) charset {
	best, most := utf8Text, 1
	try := func(c charset, decode func(string) (string, bool)) {
		raw, err := c.encoding.NewDecoder().Bytes(sample)
		if err != nil {
			return
		}
		s, ok := decode(string(raw))
		good, bad := text.Judge(norm.NFC.String(s))
		if ok && good > most && good >= 8*bad && !strings.ContainsRune(s, utf8.RuneError) {
			best, most = c, good
		}
	}
	try(windows1258, func(s string) (string, bool) { return s, true })
	for _, e := range []text.Encoding{text.TCVN3, text.VNI} {
		try(windows1252, func(s string) (string, bool) {
			out, _ := text.Decode(e, s)
			return out, true
		})
	}
	return best
}

// undecodable says where a text is not what its encoding allows.
func undecodable(c charset, line string) (column int, message string) {
	i := strings.IndexRune(line, utf8.RuneError)
	if i < 0 {
		return 0, ""
	}
	return utf8.RuneCountInString(line[:i]) + 1, fmt.Sprintf("a byte is not %s text", c.name)
}
