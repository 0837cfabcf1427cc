package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tdkt/reports"
	"tdkt/reports/document"
)

// keepEarlier gives a report its name: the usual one, unless a report of other
// days has it. That one stays, because somebody may have signed it, and the new
// one gets the day of its reports behind the name. Whoever names a file with
// --out gets that file, and is told what it held.
func (a *app) keepEarlier(path string, named bool, doc document.Document) (string, error) {
	record, err := recordOf(doc)
	if err != nil {
		return "", err
	}
	other, ok := otherDays(path, record)
	switch {
	case !ok:
		return path, nil
	case named:
		fmt.Fprintf(a.env.stderr, "tdkt: %s held the report of reports received by %s; it is replaced\n", path, other.KnownAt)
		return path, nil
	}
	free := withDay(path, record.KnownAt)
	// A name may hold the days of this report and another end of its figures.
	if _, ok := otherDays(free, record); ok {
		free = withDay(free, "den-"+record.DataTo)
	}
	fmt.Fprintf(a.env.stderr, "tdkt: %s holds the report of reports received by %s and stays; this one is %s\n", path, other.KnownAt, filepath.Base(free))
	return free, nil
}

// keepEarlierCards is keepEarlier for a folder of scorecards.
func (a *app) keepEarlierCards(folder string, units []reports.Unit, days reports.Record) string {
	for _, u := range units {
		path := filepath.Join(folder, cardName(u)+".pdf")
		if _, err := os.Stat(path); err != nil {
			continue
		}
		other, ok := otherDays(path, days)
		if !ok {
			return folder
		}
		free := withDay(folder, days.KnownAt)
		fmt.Fprintf(a.env.stderr, "tdkt: %s holds the scorecards of reports received by %s and stays; these go to %s\n", folder, other.KnownAt, filepath.Base(free))
		return free
	}
	return folder
}

// withDay puts a day behind a file's or a folder's name.
func withDay(path, day string) string {
	ext := filepath.Ext(path)
	if ext != ".pdf" {
		ext = ""
	}
	return strings.TrimSuffix(path, ext) + "-" + day + ext
}

// otherDays reports whether a printed report stands at path that was made for
// other days. What is no printed report is anybody's.
func otherDays(path string, r reports.Record) (reports.Record, bool) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return reports.Record{}, false
	}
	there, err := readPrinted(path)
	if err != nil {
		return reports.Record{}, false
	}
	t := there.record
	return t, t.KnownAt != r.KnownAt || t.DataTo != r.DataTo
}
