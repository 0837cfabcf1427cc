package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
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
	var link *os.LinkError
	if errors.As(err, &link) && link.Op == "rename" && temporary.MatchString(filepath.Base(link.Old)) {
		why := link.Err.Error()
		if errors.Is(link.Err, fs.ErrExist) || errors.Is(link.Err, syscall.EISDIR) {
			why = "a folder has this name"
		}
		return &failure{exitReport, fmt.Errorf("%s cannot be written: %s", link.New, why), "name another file"}
	}
	var p *fs.PathError
	if !errors.As(err, &p) {
		return nil
	}
	path, unfinished := p.Path, temporary.MatchString(filepath.Base(p.Path))
	if unfinished {
		path = filepath.Dir(path)
	}
	why, right := "", true
	switch {
	case errors.Is(p.Err, fs.ErrPermission):
		why = "permission denied"
	case errors.Is(p.Err, syscall.EROFS):
		why = "the file system is read-only"
	case errors.Is(p.Err, syscall.ENOTDIR):
		why, right = "a folder is expected here", false
	case errors.Is(p.Err, syscall.EISDIR):
		why, right = "a file is expected here, not a folder", false
	case unfinished:
		why, right = p.Err.Error(), false
	default:
		return nil
	}
	verb, code, hint := "read", exitInput, "give this user read access to it, or name another one"
	if unfinished || p.Op == "mkdir" || p.Op == "chmod" || errors.Is(p.Err, syscall.EROFS) {
		verb, code, hint = "written", exitReport, "give this user write access there, or name another place"
	}
	if !right {
		hint = "move away what is there, or name another place"
	}
	return &failure{code, fmt.Errorf("%s cannot be %s: %s", path, verb, why), hint}
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

// checkDatabaseFlags refuses settings that the database would refuse later in
// its own words.
func (a *app) checkDatabaseFlags() error {
	if !memorySize.MatchString(a.memory) {
		return fail(exitUsage, "for example --memory 300MB", "--memory takes a size, not %q", a.memory)
	}
	if a.threads < 1 {
		return fail(exitUsage, "for example --threads 2", "--threads takes a number from 1, not %d", a.threads)
	}
	return nil
}

var memorySize = regexp.MustCompile(`(?i)^\d+(\.\d+)? ?([KMGT]i?)?B$`)
