package table

// quickly splits a line in which nothing is unusual: its cells are not quoted,
// and its letters need no change. It goes over the bytes once, where the
// checks and the parser of csvReader go over them six times. ok is false for any
// other line; the cells are then of no use.
func (c *csvReader) quickly(line string) (ok bool) {
	if len(line) > MaxCellSize {
		return false
	}
	c.cells = c.cells[:0]
	start, column, letters := 0, 1, 0 // of the cell; letters of it so far
	for i := 0; ; {
		if i == len(line) || line[i] == c.delimiter {
			if len(c.cells) == maxColumns {
				return false
			}
			c.cells = append(c.cells, Cell{Text: trim(line[start:i]), Line: c.line, Column: column})
			if i == len(line) {
				return true
			}
			i++
			start, column, letters = i, column+letters+1, 0
			continue
		}
		n := ordinary(line, i)
		if n == 0 || line[i] == '"' && i == start {
			return false
		}
		i += n
		letters++
	}
}

// ordinary gives the bytes of a letter that is valid UTF-8, in NFC beside any
// other of its kind, and left as it is by tidy: ASCII but NUL and the carriage
// return, Latin letters with their marks, Vietnamese letters, and dashes,
// quotes and dots of print. 0 means that it may be or not.
func ordinary(s string, i int) int {
	b := s[i]
	if b < 0x80 {
		if b == 0 || b == '\r' {
			return 0
		}
		return 1
	}
	if b < 0xc2 || i+1 >= len(s) {
		return 0
	}
	second := s[i+1]
	if second&0xc0 != 0x80 {
		return 0
	}
	switch {
	case b == 0xc2: // U+0080 to U+00BF without controls and the no-break space
		if second > 0xa0 {
			return 2
		}
	case b <= 0xcb: // up to U+02FF; combining marks begin behind it
		return 2
	case b == 0xe1: // U+1E00 to U+1EFF
		if second >= 0xb8 && second <= 0xbb && i+2 < len(s) && s[i+2]&0xc0 == 0x80 {
			return 3
		}
	case b == 0xe2: // U+2010 to U+2027 without the no-break hyphen
		if second == 0x80 && i+2 < len(s) && s[i+2] >= 0x90 && s[i+2] <= 0xa7 && s[i+2] != 0x91 {
			return 3
		}
	}
	return 0
}

// trim is strings.TrimSpace for ordinary letters.
func trim(s string) string {
	for len(s) > 0 && blank(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && blank(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func blank(b byte) bool { return b == ' ' || b >= '\t' && b <= '\r' }
