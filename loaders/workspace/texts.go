package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tdkt/loaders/problem"
	"tdkt/loaders/strictyaml"
)

// Texts are what the office writes itself for one report. They lie in
// texts/<plan>/<review>/, where review is "so-ket-1" or "tong-ket":
//
//	causes.yaml     why a target failed, and what follows
//	proposals.yaml  part VII: what is asked of which office
//	phan-1.md ...   paragraphs at the end of part I to VI, as written
//	bai-hoc.md      part V, what was learnt (bài học kinh nghiệm)
//	de-xuat.md      part VII in words of its own, before the proposals
type Texts struct {
	Causes    []Cause
	Proposals []Proposal
	Sections  []Section // in the order of the parts
}

// Proposal is what one office is asked for.
type Proposal struct {
	To    string   // the office: "Ủy ban nhân dân tỉnh"
	Items []string // at least one
	File  string
	Line  int
}

// Cause belongs to one target that failed or is at risk. What is not written yet is "".
type Cause struct {
	Target    string // target code
	Objective bool   // khách quan; false: chủ quan
	Cause     string
	Remedy    string
	Task      string // of the next period
	File      string
	Line      int
}

// Section is one Markdown file: paragraphs apart by blank lines, items that
// begin with "- ". Nothing else of Markdown has a meaning.
type Section struct {
	Name string // "phan-1", "bai-hoc", "de-xuat"
	File string // as given to an error
	Text string // NFC
}

// SectionNames are the files that may stand beside causes.yaml.
func SectionNames() []string {
	return []string{"phan-1", "phan-2", "phan-3", "phan-4", "bai-hoc", "phan-5", "phan-6", "de-xuat"}
}

// TextsDir is the folder of the office's texts for one report.
func (w *Workspace) TextsDir(plan, review string) string {
	return filepath.Join(w.Dir, "texts", plan, review)
}

// Texts reads the office's texts for one report; without a folder there are
// none. The error is a *ConfigError with the place of every problem.
func (w *Workspace) Texts(plan, review string) (Texts, error) {
	dir := w.TextsDir(plan, review)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return Texts{}, nil
	}
	if err != nil {
		return Texts{}, err
	}
	var texts Texts
	var problems problem.List
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		name, isText := strings.CutSuffix(e.Name(), ".md")
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.Name() == "causes.yaml":
			data, err := os.ReadFile(path)
			if err != nil {
				return Texts{}, err
			}
			causes, found := readCauses(path, data)
			texts.Causes = causes
			problems = append(problems, found...)
		case e.Name() == "proposals.yaml":
			data, err := os.ReadFile(path)
			if err != nil {
				return Texts{}, err
			}
			proposals, found := readProposals(path, data)
			texts.Proposals = proposals
			problems = append(problems, found...)
		case isText && slices.Contains(SectionNames(), name):
			data, err := os.ReadFile(path)
			if err != nil {
				return Texts{}, err
			}
			text, found := readText(path, data)
			texts.Sections = append(texts.Sections, Section{Name: name, File: path, Text: text})
			problems = append(problems, found...)
		default:
			p := problem.Problem{File: path, Message: "no part of a report has this name",
				Hint: "name it causes.yaml, proposals.yaml, or " + strings.Join(SectionNames(), ".md, ") + ".md"}
			if near := problem.DidYouMean(name, SectionNames()); near != "" {
				p.Hint = near
			}
			problems = append(problems, p)
		}
	}
	if errs := problems.Errors(); len(errs) > 0 {
		return Texts{}, &ConfigError{Problems: errs}
	}
	slices.SortFunc(texts.Sections, func(a, b Section) int {
		return slices.Index(SectionNames(), a.Name) - slices.Index(SectionNames(), b.Name)
	})
	return texts, nil
}

// readText is the words of a Markdown file in NFC, as an editor saved them: without
// its byte order mark, with a space for each tab.
func readText(path string, data []byte) (string, problem.List) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		var problems problem.List
		for i, line := range bytes.Split(data, []byte("\n")) {
			if !utf8.Valid(line) {
				problems = append(problems, problem.Problem{File: path, Line: i + 1, Message: "this is no UTF-8", Hint: "save the file as UTF-8"})
				break
			}
		}
		return "", problems
	}
	return norm.NFC.String(strings.ReplaceAll(string(data), "\t", " ")), nil
}

// unwritten reports whether a file holds nothing yet, but for comments.
func unwritten(data []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\ufeff"))) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

func readCauses(path string, data []byte) ([]Cause, problem.List) {
	if unwritten(data) {
		return nil, nil
	}
	root, file := strictyaml.Parse(path, data)
	if len(file.Problems()) > 0 {
		return nil, file.Problems()
	}
	var out []Cause
	seen := map[string]bool{}
	for _, m := range root.Maps("causes", "causes") {
		m.Require("target")
		c := Cause{Target: m.Text("target"), Cause: m.Phrase("cause"), Remedy: m.Phrase("remedy"), Task: m.Phrase("task"),
			File: path, Line: m.Line()}
		if c.Cause != "" {
			m.Require("kind")
		}
		c.Objective = m.Word("kind", "", []string{"objective", "subjective"}) == "objective"
		if seen[c.Target] {
			m.Errorf("target", "keep one cause for each target", "target %q has a cause already", c.Target)
		}
		seen[c.Target] = true
		m.Done()
		out = append(out, c)
	}
	root.Done()
	return out, file.Problems()
}

func readProposals(path string, data []byte) ([]Proposal, problem.List) {
	if unwritten(data) {
		return nil, nil
	}
	root, file := strictyaml.Parse(path, data)
	if len(file.Problems()) > 0 {
		return nil, file.Problems()
	}
	var out []Proposal
	seen := map[string]bool{}
	for _, m := range root.Maps("proposals", "proposals") {
		m.Require("to", "items")
		p := Proposal{To: m.Phrase("to"), Items: m.Texts("items"), File: path, Line: m.Line()}
		if seen[p.To] {
			m.Errorf("to", "put all items under one", "%q is asked already", p.To)
		}
		seen[p.To] = true
		m.Done()
		out = append(out, p)
	}
	root.Done()
	return out, file.Problems()
}

// String names a proposal's place.
func (p Proposal) String() string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// String names a cause's place.
func (c Cause) String() string { return fmt.Sprintf("%s:%d", c.File, c.Line) }
