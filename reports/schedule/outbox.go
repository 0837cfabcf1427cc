package schedule

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tdkt/loaders/lock"
	"tdkt/reports/delivery"
)

func (r *Runner) waitingNote(id string) string { return filepath.Join(r.Outbox, id+"-dang-cho.txt") }

// announce tells the officer in the outbox what a run waits for, and what
// follows. An outbox that cannot be reached is a delivery that failed; it is
// written down once.
func (r *Runner) announce(g *ledger, sum *Summary, run Run, note, follows string) error {
	text := fmt.Sprintf("%s chưa lập được: %s.\r\n%s\r\n", run.ID(), strings.TrimRight(note, "."), follows)
	path := r.waitingNote(run.ID())
	if old, err := os.ReadFile(path); err == nil && string(old) == text {
		return nil
	}
	err := os.MkdirAll(r.Outbox, 0o755)
	if err == nil {
		err = lock.WriteFile(path, []byte(text))
	}
	if err == nil {
		return nil
	}
	to := r.outbox()
	line := Line{Run: run.ID(), Recipient: to.Name, To: to.Key(), Part: 1, Parts: 1}
	failure := outboxError(err)
	if d, ok := g.book.runs[line.Run].deliveries[" "+line.To]; ok && d.Note == failure.Error()+"; "+failure.Hint {
		sum.Undelivered++
		if !r.Terse {
			r.say("%s: %s (%s): %s", line.Run, to.Name, place(to), d.Note)
		}
		return nil
	}
	return r.undelivered(g, line, to, failure, sum)
}

// outbox is the officer's folder.
func (r *Runner) outbox() delivery.Recipient {
	return delivery.Recipient{Name: r.Officer.Name, Folder: r.Outbox, Place: r.OutboxPlace}
}

func outboxError(err error) *delivery.Error {
	return &delivery.Error{Msg: "the outbox cannot be used", Err: err, Hint: "correct schedule.outbox in tdkt.yaml, or make the folder one that this user can write to"}
}
