package delivery

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tdkt/loaders/lock"
)

// drop puts the files of a parcel into its folder, each whole or not at all.
// The folder must be there: a share that is not mounted would swallow them.
func drop(p Parcel) error {
	info, err := os.Stat(p.To.Folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Error{To: p.To.Name, Msg: "the folder " + p.To.Folder + " does not exist", Hint: "make it, or connect the share"}
	case err != nil:
		return &Error{To: p.To.Name, Msg: "the folder cannot be used", Err: err, Hint: "correct its path in tdkt.yaml, or let this user reach it"}
	case !info.IsDir():
		return &Error{To: p.To.Name, Msg: p.To.Folder + " is no folder", Hint: "name a folder in tdkt.yaml", Permanent: true}
	}
	for _, f := range p.Files {
		if err := lock.WriteFile(filepath.Join(p.To.Folder, f.Name), f.Data); err != nil {
			return &Error{To: p.To.Name, Msg: "the folder cannot be written", Err: err, Hint: "is there room, and may this user write there?"}
		}
	}
	return nil
}

// DryRun writes parcels to a folder instead of carrying them: messages as .eml,
// and for a recipient with a folder the files in a folder of their own. It
// returns what it wrote.
func DryRun(dir string, parcels []Parcel) ([]string, error) {
	var written []string
	for i, p := range parcels {
		name := fmt.Sprintf("%02d-%s", i+1, slug(p.To.Name))
		if p.Data != nil {
			path := filepath.Join(dir, name+".eml")
			if err := lock.WriteFile(path, p.Data); err != nil {
				return written, err
			}
			written = append(written, path)
			continue
		}
		for _, f := range p.Files {
			path := filepath.Join(dir, name, f.Name)
			if err := lock.WriteFile(path, f.Data); err != nil {
				return written, err
			}
			written = append(written, path)
		}
	}
	return written, nil
}

// slug makes a name fit for a file on every system.
func slug(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>| .`, r) {
			return '-'
		}
		return r
	}, name), "-")
}
