package warehouse

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A Source is a file that a load reads. Path or Data holds its content.
type Source struct {
	Name string // for people and the ledger, such as "data/so-lieu-dot-1.xlsx"
	Kind string // the loader's word for what it holds, such as "actuals"
	Path string // where to read it; not used if Data is set
	Data []byte // the content itself, for what is not a file

	// SHA256 is the content's hash in hex. Set by Identify; an empty one is
	// filled by Load. If the content has another hash by the time it is
	// archived, the load fails: what was checked would not be what is kept.
	SHA256 string
	Bytes  int64 // length of the content, set with SHA256
}

// Identify names a file as a source and hashes it.
func Identify(path, name, kind string) (Source, error) {
	s := Source{Name: name, Kind: kind, Path: path}
	err := s.identify()
	return s, err
}

func (s *Source) identify() error {
	if s.SHA256 != "" && s.Bytes > 0 {
		return nil
	}
	r, err := s.Open()
	if err != nil {
		return s.unreadable(err)
	}
	defer r.Close()
	h := sha256.New()
	s.Bytes, err = io.Copy(h, r)
	if err != nil {
		return s.unreadable(err)
	}
	s.SHA256 = hex.EncodeToString(h.Sum(nil))
	return nil
}

// Open reads the content.
func (s Source) Open() (io.ReadCloser, error) {
	if s.Data != nil {
		return io.NopCloser(bytes.NewReader(s.Data)), nil
	}
	return os.Open(s.Path)
}

// archivePath is where the archive keeps the file with this hash.
func (d Dir) archivePath(sha string) string { return filepath.Join(d.archive, sha) }

// keep copies the sources to the archive, each under its SHA-256. A file that
// is already there is left alone.
func (d Dir) keep(sources []Source) error {
	if len(sources) == 0 {
		return nil
	}
	if err := os.MkdirAll(d.archive, 0o755); err != nil {
		return wrap(d.archive, err)
	}
	for i := range sources {
		if err := d.keepOne(&sources[i]); err != nil {
			return err
		}
	}
	return wrap(d.archive, syncDir(d.archive))
}

func (d Dir) keepOne(s *Source) error {
	place := d.archivePath(s.SHA256)
	r, err := s.Open()
	if err != nil {
		return s.unreadable(err)
	}
	defer r.Close()
	if info, err := os.Stat(place); err == nil && info.Size() == s.Bytes && fileHash(place) == s.SHA256 {
		return s.verify(r)
	}
	tmp := place + ".new"
	f, err := os.Create(tmp)
	if err != nil {
		return wrap(tmp, err)
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, h), r)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil && hex.EncodeToString(h.Sum(nil)) != s.SHA256 {
		err = s.changed()
	}
	if err == nil {
		err = os.Rename(tmp, place)
	}
	if err != nil {
		os.Remove(tmp)
		return wrap(place, err)
	}
	return nil
}

func (s *Source) verify(r io.Reader) error {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return s.unreadable(err)
	}
	if hex.EncodeToString(h.Sum(nil)) != s.SHA256 {
		return s.changed()
	}
	return nil
}

func (s *Source) unreadable(err error) error { return fmt.Errorf("%s: %w", s.Name, err) }

func (s *Source) changed() error {
	return &Error{Kind: ErrSourceChanged, Place: s.Name,
		Hint: "close it in the program that writes it and load it again; nothing was loaded"}
}

// fileHash is empty if the file cannot be read.
func fileHash(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Archived gives the path of a kept file and checks its content against its
// hash.
func (d Dir) Archived(sha256 string) (string, error) {
	place := d.archivePath(sha256)
	switch got := fileHash(place); got {
	case sha256:
		return place, nil
	case "":
		if f, err := os.Open(place); err == nil {
			f.Close()
		} else if errors.Is(err, fs.ErrPermission) {
			return "", unreadable(place)
		}
		return "", &Error{Kind: ErrDamaged, Place: place, Detail: "the archived file is missing or cannot be read",
			Hint: "put back the archive folder from a backup"}
	default:
		return "", &Error{Kind: ErrDamaged, Place: place, Detail: "the archived file was changed: its SHA-256 is " + got,
			Hint: "put back the archive folder from a backup"}
	}
}
