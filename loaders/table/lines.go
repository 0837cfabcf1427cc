package table

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

const (
	blockSize   = 256 << 10
	longestLine = 8 << 20 // bytes; bounds the memory for a line
)

var errLongLine = errors.New("the line is too long")

// A lineReader gives physical lines. They are cut out of texts of many lines
// each, so that a line costs no memory of its own.
type lineReader struct {
	in    io.Reader
	block string // lines that are not given out yet
	buf   []byte
	rest  int   // bytes in buf after the last whole line
	err   error // after buf
}

// next gives a line without its line feed. The error after the last line is
// io.EOF; a line of more than 8 MB is errLongLine.
func (l *lineReader) next() (string, error) {
	for {
		if i := strings.IndexByte(l.block, '\n'); i >= 0 {
			line := l.block[:i]
			l.block = l.block[i+1:]
			return line, nil
		}
		if l.block != "" { // the last line has no line feed
			line := l.block
			l.block = ""
			return line, nil
		}
		if err := l.fill(); err != nil {
			return "", err
		}
	}
}

// fill reads on to the end of a line, or of the text.
func (l *lineReader) fill() error {
	if l.buf == nil {
		l.buf = make([]byte, blockSize)
	}
	for l.err == nil {
		if l.rest == len(l.buf) {
			l.buf = append(l.buf, make([]byte, len(l.buf))...)
		}
		var n int
		n, l.err = l.in.Read(l.buf[l.rest:])
		end := l.rest + n
		if i := bytes.LastIndexByte(l.buf[l.rest:end], '\n'); i >= 0 {
			whole := l.rest + i + 1
			l.block = string(l.buf[:whole])
			l.rest = copy(l.buf, l.buf[whole:end])
			return nil
		}
		if l.rest = end; l.rest > longestLine {
			return errLongLine
		}
	}
	if errors.Is(l.err, io.EOF) && l.rest > 0 {
		l.block = string(l.buf[:l.rest])
		l.rest = 0
		return nil
	}
	return l.err
}
