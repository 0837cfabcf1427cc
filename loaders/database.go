package loaders

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tdkt/loaders/kind"
	"tdkt/loaders/postgres"
	"tdkt/loaders/problem"
	"tdkt/loaders/table"
	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
)

// split tells the names of databases among paths. What exists as a file is one.
func (j job) split(paths []string) (files []string, databases []workspace.Source) {
	for _, p := range paths {
		i := slices.IndexFunc(j.databases, func(s workspace.Source) bool { return s.Name == p })
		if _, err := os.Stat(p); i < 0 || !errors.Is(err, fs.ErrNotExist) {
			files = append(files, p)
			continue
		}
		if !slices.ContainsFunc(databases, func(s workspace.Source) bool { return s.Name == p }) {
			databases = append(databases, j.databases[i])
		}
	}
	return files, databases
}

// gather finds the sources of a load: its files, and what databases answer. The
// answers lie in a temporary folder until done; the archive keeps those that
// are loaded.
func (j job) gather(ctx context.Context, paths []string) (sources []warehouse.Source, done func(), err error) {
	done = func() {}
	files, databases := j.split(paths)
	if len(files) > 0 || len(databases) == 0 {
		if sources, err = find(j.root, files); err != nil {
			var p problem.Problem
			if errors.As(err, &p) && len(j.databases) > 0 && slices.Contains(files, p.File) {
				p.Hint += "; or name a source of tdkt.yaml: " + strings.Join(names(j.databases), ", ")
				err = p
			}
			return nil, done, err
		}
	}
	if len(databases) == 0 {
		return sources, done, nil
	}
	dir, done, err := scratchFolder()
	if err != nil {
		return nil, func() {}, err
	}
	for _, d := range databases {
		if j.progress != nil {
			j.progress(Progress{Step: "ask", File: postgres.File(d.Name)})
		}
		s, err := j.fetch(ctx, d, filepath.Join(dir, d.Name))
		if err != nil {
			done()
			return nil, func() {}, err
		}
		sources = append(sources, s)
	}
	order(sources)
	return sources, done, nil
}

func names(sources []workspace.Source) []string {
	var list []string
	for _, s := range sources {
		list = append(list, s.Name)
	}
	return list
}

// fetch asks a database and keeps its answer in a file.
func (j job) fetch(ctx context.Context, d workspace.Source, path string) (warehouse.Source, error) {
	var none warehouse.Source
	wrong := func(message, hint string) error {
		return problem.Problem{File: postgres.File(d.Name), Message: message, Hint: hint}
	}
	if _, ok := kind.Named(d.Kind); !ok && d.Kind != "" {
		return none, wrong(fmt.Sprintf("tdkt.yaml gives it the unknown kind %q", d.Kind), problem.DidYouMean(d.Kind, kind.Names()))
	}
	dsn, err := j.secret(d.DSN, d.DSNEnv, d.DSNFile)
	if err != nil {
		return none, wrong(err.Error(), "put the connection text (DSN) there: postgres://user@host:5432/database")
	}
	password, err := j.secret("", d.PasswordEnv, d.PasswordFile)
	if err != nil {
		return none, wrong(err.Error(), "put the password there")
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return none, err
	}
	q := postgres.Query{Name: d.Name, DSN: dsn, Password: password, SQL: d.Query, Zone: j.zone.String(), Timeout: time.Duration(d.Timeout) * time.Second, Kind: d.Kind}
	for _, t := range d.Types {
		q.Types = append(q.Types, postgres.Column{Name: t.Column, Type: t.Type})
	}
	w := bufio.NewWriter(f)
	rows, err := postgres.Fetch(ctx, q, w)
	if err = cmp.Or(err, w.Flush(), f.Close()); err != nil {
		return none, err
	}
	if rows == 0 {
		return none, wrong("the query gives no rows", "mend its conditions; nothing was loaded")
	}
	return warehouse.Identify(path, postgres.File(d.Name), "")
}

// secret gives a text itself, from the environment or from a file.
func (j job) secret(text, env, file string) (string, error) {
	switch {
	case text != "":
		return text, nil
	case env != "":
		if j.getenv != nil {
			text = j.getenv(env)
		}
		if text == "" {
			return "", fmt.Errorf("the environment variable %s is not set", env)
		}
		return text, nil
	case file != "":
		if !filepath.IsAbs(file) {
			file = filepath.Join(j.root, filepath.FromSlash(file))
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		if text = strings.TrimRight(string(data), "\r\n"); text == "" {
			return "", fmt.Errorf("the file %s is empty", file)
		}
	}
	return text, nil
}

// onlyKind is the kind that a source is taken for: what the command says, then
// what the source itself does. nil: it is recognised.
func (r *run) onlyKind(f *table.File) *kind.Kind {
	if r.kind != nil {
		return r.kind
	}
	k, _ := kind.Named(f.Kind)
	return k
}
