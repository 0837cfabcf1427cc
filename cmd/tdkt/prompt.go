package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unicode"

	"github.com/reeflective/readline"

	"tdkt/queries"
)

const promptHelp = `End a statement with a semicolon; Tab completes views and columns, Ctrl-C stops a
statement, Ctrl-D leaves.
  \d          the views
  \d VIEW     the columns of a view
  \q          leave
`

// prompt answers statements one after the other on one session.
func (a *app) prompt(ctx context.Context, out output, format tableFormat, limit bounds) error {
	if out.file != "" || format.binary {
		return fail(exitUsage, "give a statement or --file", "the prompt prints to the screen only")
	}
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	// Ctrl-C belongs to the statement that runs, not to the program.
	ctx = context.WithoutCancel(ctx)
	snapshot, session, err := a.openAnalyst(ctx, ws, "")
	if err != nil {
		return err
	}
	shell := readline.NewShell()
	shell.Prompt.Primary(func() string { return "tdkt> " })
	shell.Prompt.Secondary(func() string { return "  ... " })
	shell.AcceptMultiline = func(line []rune) bool { return queries.Complete(string(line)) || command(string(line)) != "" }
	completer := newSQLCompleter(role(ws))
	shell.Completer = func(line []rune, cursor int) readline.Completions {
		return readline.CompleteValues(completer.complete(string(line[:cursor]), string(line))...)
	}
	// The library's own command for Ctrl-C leaves the line and takes the next key.
	shell.Keymap.Register(map[string]func(){"drop-line": func() {
		shell.Display.AcceptLine()
		shell.History.Accept(false, false, readline.ErrInterrupt)
	}})
	for keymap := range shell.Config.Binds {
		if err := shell.Config.Bind(keymap, "\x03", "drop-line", false); err != nil {
			return errors.Join(err, session.Close(), snapshot.Close())
		}
	}
	if file := a.historyFile(); file != "" {
		shell.History.AddFromFile("history", file)
	}
	a.note("snapshot %s; \\? for help", snapshot.Name)
	stop := a.leaveOnTerm()
	defer stop()
	for {
		text, err := shell.Readline()
		switch {
		case errors.Is(err, readline.ErrInterrupt):
			continue
		case errors.Is(err, io.EOF):
			return errors.Join(session.Close(), snapshot.Close())
		case err != nil:
			return errors.Join(err, session.Close(), snapshot.Close())
		}
		text = strings.TrimSpace(text)
		switch word := command(text); {
		case text == "":
			continue
		case word == "q":
			return errors.Join(session.Close(), snapshot.Close())
		case word == "d":
			a.describe(ctx, strings.TrimSpace(text[2:]))
			continue
		case word != "":
			fmt.Fprint(a.env.stderr, promptHelp)
			continue
		}
		if err := a.answer(ctx, session, text, out, format, limit); err != nil {
			a.say(ctx, err)
			if errors.Is(err, errStuck) {
				return err // the session cannot be closed while its statement runs
			}
		}
	}
}

// command is the letter of a backslash command; "?" for an unknown one.
func command(text string) string {
	text = strings.TrimSpace(text)
	switch {
	case !strings.HasPrefix(text, `\`):
		return ""
	case text == `\q`:
		return "q"
	case text == `\d` || strings.HasPrefix(text, `\d `):
		return "d"
	}
	return "?"
}

// answer runs one statement of the prompt; Ctrl-C stops it.
func (a *app) answer(ctx context.Context, session *queries.Session, text string, out output, format tableFormat, limit bounds) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	var result queries.Result
	err := a.bounded(ctx, limit.timeout, func(ctx context.Context) (err error) {
		result, err = asked(text).rows(ctx, session, queries.Limits{Rows: limit.rows})
		return err
	})
	if err != nil {
		return err
	}
	return a.show(ctx, out, format, limit, result)
}

// say prints an error of the prompt as run does at the end.
func (a *app) say(ctx context.Context, err error) {
	_, hint := classify(ctx, err)
	fmt.Fprintf(a.env.stderr, "tdkt: error: %s\n", strings.TrimSpace(err.Error()))
	if hint != "" {
		fmt.Fprintf(a.env.stderr, "tdkt: hint: %s\n", hint)
	}
}

func (a *app) describe(ctx context.Context, view string) {
	table, err := queries.SchemaTable(strings.TrimSuffix(view, ";"))
	if err == nil {
		err = a.print(ctx, output{}, tableFormats[0], table)
	}
	if err != nil {
		a.say(ctx, err)
	}
}

// leaveOnTerm ends the program on SIGTERM and SIGHUP, which the prompt would
// sleep through while it waits for a key. Nothing is being written.
func (a *app) leaveOnTerm() (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		if _, ok := <-signals; ok {
			os.Exit(exitStopped)
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}

// historyFile is where the prompt keeps its statements, readable by its user
// alone; "" when there is no home.
func (a *app) historyFile() string {
	dir := a.env.getenv("XDG_STATE_HOME")
	if home := a.env.getenv("HOME"); dir == "" && home != "" {
		dir = filepath.Join(home, ".local", "state")
	}
	if dir == "" {
		return ""
	}
	dir = filepath.Join(dir, "tdkt")
	if os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	file := filepath.Join(dir, "sql_history")
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return ""
	}
	f.Close()
	return file
}

// A sqlCompleter knows the words of a statement.
type sqlCompleter struct {
	views   []queries.View
	general []string // key words
}

var sqlWords = []string{"select", "from", "where", "group by", "order by", "having", "limit", "join", "left join", "using", "on", "with", "as",
	"distinct", "case", "when", "then", "else", "end", "and", "or", "not", "in", "is null", "between", "union all", "count(*)", "sum(", "avg(",
	"min(", "max(", "pivot", "unpivot", "describe", "summarize", "explain", "desc"}

func newSQLCompleter(r queries.Role) sqlCompleter {
	return sqlCompleter{r.Views(), sqlWords}
}

// complete offers words for what stands before the cursor: views after FROM and
// JOIN, else the columns of the views that the statement names, views and key
// words.
func (c sqlCompleter) complete(before, whole string) []string {
	start := strings.LastIndexFunc(before, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) + 1
	begun := strings.ToLower(before[start:])
	words := strings.FieldsFunc(strings.ToLower(before[:start]), unicode.IsSpace)
	last := ""
	if len(words) > 0 {
		last = words[len(words)-1]
	}
	var names, columns []string
	lower := strings.ToLower(whole)
	for _, v := range c.views {
		names = append(names, v.Name)
		if strings.Contains(lower, v.Name) {
			for _, col := range v.Returns {
				columns = append(columns, col.Name)
			}
		}
	}
	slices.Sort(columns)
	offers := slices.Concat(slices.Compact(columns), names, c.general)
	if slices.Contains([]string{"from", "join", "describe", "summarize", "pivot", "unpivot", `\d`}, last) {
		offers = names
	}
	var out []string
	for _, o := range offers {
		if strings.HasPrefix(o, begun) && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}
