package workspace

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"tdkt/loaders/problem"
)

//go:embed template
var template embed.FS

// Init makes a workspace with commented examples in dir, which must be empty or
// not exist. It returns the files that it wrote, relative to dir with slashes.
// The error of a folder that is not empty is a problem.Problem with its hint.
func Init(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, problem.Problem{
			File: dir, Message: fmt.Sprintf("the folder is not empty (it has %s)", entries[0].Name()), Hint: "name a new folder",
		}
	}
	var files []string
	err = fs.WalkDir(template, "template", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("template", name)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, rel)
		if entry.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		data, err := template.ReadFile(path.Clean(name))
		if err != nil {
			return err
		}
		files = append(files, filepath.ToSlash(rel))
		return os.WriteFile(to, data, 0o644)
	})
	return files, err
}
