package loaders

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"tdkt/loaders/kind"
	"tdkt/loaders/returns"
	"tdkt/loaders/workspace"
)

// Returns is the folder of return sheets in a workspace.
const Returns = "returns"

// openRefusals gives the return sheets of all senders of whom a load refused
// rows, each with everything of theirs that is still open; load 0 stands for all
// loads. A sheet is named after its sender's last load.
func openRefusals(ctx context.Context, db *sql.DB, load int) ([]returns.Book, error) {
	rows, err := db.QueryContext(ctx, `
		select max(r.load_no) over (partition by coalesce(r.sender, '')), coalesce(r.sender, ''), coalesce(u.name, ''), r.kind, r.ref, f.name, r.sheet, r.row_no, r.raw, array_to_string(r.columns, chr(31)), r.reason_vi, r.remedy_vi
		from refusal r
		join source_file f using (file_id)
		left join (select unit_code, arg_max(name, valid_from) as name from org_unit group by unit_code) u on u.unit_code = r.sender
		where r.state = 'open' and coalesce(r.sender, '') in (select coalesce(sender, '') from refusal where (load_no = $1 or $1 = 0) and state = 'open')
		order by coalesce(r.sender, ''), r.kind, r.load_no, r.file_id, r.sheet, r.row_no`, load)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var books []returns.Book
	for rows.Next() {
		var sender, unit, kindName, ref, file, sheet, raw, columns, reason, remedy string
		var last, row int
		if err := rows.Scan(&last, &sender, &unit, &kindName, &ref, &file, &sheet, &row, &raw, &columns, &reason, &remedy); err != nil {
			return nil, err
		}
		if n := len(books); n == 0 || books[n-1].Sender != sender {
			books = append(books, returns.Book{Name: returns.SenderName(sender, last), Sender: sender, Unit: unit})
		}
		b := &books[len(books)-1]
		k, ok := kind.Named(kindName)
		if !ok {
			return nil, fmt.Errorf("refusal %s is of the unknown kind %q", ref, kindName)
		}
		if n := len(b.Tables); n == 0 || b.Tables[n-1].Kind != k {
			b.Tables = append(b.Tables, returns.Table{Kind: k, Sheet: kindName})
		}
		t := &b.Tables[len(b.Tables)-1]
		r := returns.Row{Ref: ref, Raw: raw, Bad: split(columns), Whole: columns == "",
			Reasons: strings.Split(reason, "\n"), Remedies: unique(strings.Split(remedy, "\n")), Origin: file}
		if sheet != "" {
			r.Origin += fmt.Sprintf(", trang tính “%s”", sheet)
		}
		r.Origin += fmt.Sprintf(", dòng %d", row)
		t.Rows = append(t.Rows, r)
	}
	return books, rows.Err()
}

// WriteReturns writes the return sheets again of all senders of whom refusals are
// open, as they are now, and gives their names, relative to the workspace. A sheet
// that is there and says the same stays; where it says something else, the new
// one gets a name of its own. Sheets of files that were refused whole are not
// kept: loading such a file again makes them.
func WriteReturns(ctx context.Context, w *workspace.Workspace, db *sql.DB) ([]string, error) {
	books, err := openRefusals(ctx, db, 0)
	if err != nil {
		return nil, err
	}
	return writeReturns(w.Dir, books)
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if indexOf(out, s) < 0 {
			out = append(out, s)
		}
	}
	return out
}

// writeReturns writes return sheets into the workspace and gives their names,
// several at a time, as most of it is waiting for the disk. A sheet that is
// there already may be under someone's hands: it stays, and a different one
// gets a name of its own.
func writeReturns(root string, books []returns.Book) ([]string, error) {
	if len(books) == 0 {
		return nil, nil
	}
	dir := filepath.Join(root, Returns)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	// Two codes may differ only in what a file name leaves out.
	taken := map[string]bool{}
	for i := range books {
		stem := strings.TrimSuffix(books[i].Name, ".xlsx")
		for n := 'b'; taken[books[i].Name]; n++ {
			books[i].Name = stem + string(n) + ".xlsx"
		}
		taken[books[i].Name] = true
	}
	names, errs := make([]string, len(books)), make([]error, len(books))
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(8, len(books)) {
		wait.Go(func() {
			for i := range next {
				names[i], errs[i] = writeReturn(dir, books[i])
			}
		})
	}
	for i := range books {
		next <- i
	}
	close(next)
	wait.Wait()
	return names, errors.Join(errs...)
}

func writeReturn(dir string, b returns.Book) (string, error) {
	var content bytes.Buffer
	if err := returns.Write(&content, b); err != nil {
		return "", fmt.Errorf("%s: %w", b.Name, err)
	}
	name, err := writeNew(dir, b.Name, content.Bytes())
	return Returns + "/" + name, err
}

func writeNew(dir, name string, content []byte) (string, error) {
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	for n := 1; ; n++ {
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, n, filepath.Ext(name))
		}
		path := filepath.Join(dir, name)
		old, err := os.ReadFile(path)
		switch {
		case err == nil && bytes.Equal(old, content):
			return name, nil
		case err == nil:
			continue
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		}
		return name, writeWhole(path, content)
	}
}

// writeWhole leaves a whole file or none.
func writeWhole(path string, content []byte) error {
	tmp := path + ".new"
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		os.Remove(tmp)
	}
	return err
}
