package delivery

import "fmt"

// encodedSize is how long a file is in a message: base64 in lines of 76
// characters and two for the line's end, and the part's head.
func encodedSize(f File) int {
	encoded := (len(f.Data) + 2) / 3 * 4
	return encoded + (encoded/76+1)*2 + 600 + 4*len(f.Name)
}

// split deals files to messages of at most room bytes, in order. A file that
// is too large for one message is cut into parts, and a note says in the
// office's language how to join them.
func split(files []File, room int) (groups [][]File, notes []string, err error) {
	const least = 64 << 10
	if room < least {
		return nil, nil, fmt.Errorf("a message of this size has no room for a file")
	}
	var pieces []File
	for _, f := range files {
		if encodedSize(f) <= room {
			pieces = append(pieces, f)
			continue
		}
		// Of the encoded size 3/4 are data, less the ends of lines and the head.
		size := (room-1000-4*len(f.Name))*3/4*76/78 - 100
		parts := (len(f.Data) + size - 1) / size
		if parts > 999 {
			return nil, nil, fmt.Errorf("%s would need %d messages", f.Name, parts)
		}
		joined := ""
		for i := range parts {
			name := fmt.Sprintf("%s.%03d", f.Name, i+1)
			if i > 0 {
				joined += "+"
			}
			joined += `"` + name + `"`
			pieces = append(pieces, File{Name: name, MediaType: "application/octet-stream", Data: f.Data[i*size : min((i+1)*size, len(f.Data))]})
		}
		if len(joined) > 400 {
			joined = `"` + f.Name + `.*"`
		}
		notes = append(notes, fmt.Sprintf("Tệp %s được chia thành %d phần. Lưu tất cả các phần vào một thư mục rồi ghép lại:\n  copy /b %s \"%s\"\nSHA-256 của tệp đã ghép: %s",
			f.Name, parts, joined, f.Name, f.SHA256()))
	}
	taken := 0
	for _, f := range pieces {
		n := encodedSize(f)
		if len(groups) == 0 || taken+n > room {
			groups = append(groups, nil)
			taken = 0
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], f)
		taken += n
	}
	return groups, notes, nil
}
