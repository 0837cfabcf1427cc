package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"

	"github.com/spf13/pflag"
)

// denied explains a file or folder that the system does not let this user read
// or write; nil for every other error. A report is written under a temporary
// name first, which nobody has to see.
func denied(err error) *failure {
	var p *fs.PathError
	if !errors.As(err, &p) {
		return nil
	}
	why := ""
	switch {
	case errors.Is(p.Err, fs.ErrPermission):
		why = "permission denied"
	case errors.Is(p.Err, syscall.EROFS):
		why = "the file system is read-only"
	case errors.Is(p.Err, syscall.ENOTDIR):
		why = "a folder is expected here"
	case errors.Is(p.Err, syscall.EISDIR):
		why = "a file is expected here, not a folder"
	default:
		return nil
	}
	path, writes := p.Path, p.Op == "mkdir" || p.Op == "rename" || p.Op == "chmod" || errors.Is(p.Err, syscall.EROFS)
	if temporary.MatchString(filepath.Base(path)) {
		path, writes = filepath.Dir(path), true
	}
	if writes {
		return &failure{exitReport, fmt.Errorf("%s cannot be written: %s", path, why),
			"give this user write access there, or name another place"}
	}
	return &failure{exitInput, fmt.Errorf("%s cannot be read: %s", path, why), "give this user read access to it, or name another one"}
}

// temporary is how unfinished files are named.
var temporary = regexp.MustCompile(`^\..+[.-]\d+$`)

// wrongValue words the refusal of a flag's value for people; other errors of a
// command line pass unchanged.
func wrongValue(err error) error {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) {
		return err
	}
	takes := "another value"
	switch kind := bad.GetFlag().Value.Type(); {
	case strings.HasPrefix(kind, "int"), strings.HasPrefix(kind, "uint"):
		takes = "a number"
	case kind == "duration":
		takes = "a time such as 30s or 2m"
	case kind == "bool":
		takes = "true or false"
	default:
		return err
	}
	return fmt.Errorf("--%s takes %s, not %q", bad.GetFlag().Name, takes, bad.GetValue())
}
