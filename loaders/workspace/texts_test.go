package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func writeTexts(t *testing.T, files map[string]string) *Workspace {
	t.Helper()
	w := &Workspace{Dir: t.TempDir()}
	dir := w.TextsDir("pn", "tong-ket")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func TestTexts(t *testing.T) {
	w := writeTexts(t, map[string]string{
		"causes.yaml":    "causes:\n  - target: ho_ngheo\n    kind: objective\n    cause: Mưa lũ\n    remedy: Hỗ trợ giống\n    task: Rà soát hộ nghèo\n",
		"de-xuat.md":     "Đề nghị tỉnh hỗ trợ.\n",
		"proposals.yaml": "proposals:\n  - to: Ủy ban nhân dân tỉnh\n    items: [Bố trí vốn, Mở lớp]\n",
		"phan-1.md":      "Đoạn một.\n\n- Mục một\n",
	})
	texts, err := w.Texts("pn", "tong-ket")
	if err != nil {
		t.Fatal(err)
	}
	if len(texts.Causes) != 1 || texts.Causes[0].Target != "ho_ngheo" || !texts.Causes[0].Objective || texts.Causes[0].Line != 2 {
		t.Errorf("causes %+v", texts.Causes)
	}
	if len(texts.Proposals) != 1 || texts.Proposals[0].To != "Ủy ban nhân dân tỉnh" || len(texts.Proposals[0].Items) != 2 || texts.Proposals[0].Line != 2 {
		t.Errorf("proposals %+v", texts.Proposals)
	}
	if len(texts.Sections) != 2 || texts.Sections[0].Name != "phan-1" || texts.Sections[1].Name != "de-xuat" {
		t.Errorf("sections %+v", texts.Sections)
	}
	if none, err := w.Texts("pn", "so-ket-1"); err != nil || len(none.Causes)+len(none.Sections) != 0 {
		t.Errorf("a report without texts: %+v, %v", none, err)
	}
}

func TestTextsRefuseWhatNobodyReads(t *testing.T) {
	w := writeTexts(t, map[string]string{
		"causes.yaml": "causes:\n  - target: a\n    kind: bad luck\n    cause: x\n    remedy: y\n  - target: a\n    kind: objective\n    cuase: x\n    remedy: y\n",
		"phan-9.md":   "x",
	})
	_, err := w.Texts("pn", "tong-ket")
	var config *ConfigError
	if !errors.As(err, &config) {
		t.Fatalf("error %v", err)
	}
	var all strings.Builder
	if err := config.Problems.Print(&all, "", 0); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"phan-9.md: no part of a report has this name", `"bad luck"`, `"cuase"`, `target "a" has a cause already`} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no problem says %s:\n%s", want, all.String())
		}
	}
}

// What editors leave in a file is none of its words.
func TestTextsAsEditorsSaveThem(t *testing.T) {
	w := writeTexts(t, map[string]string{"phan-1.md": "\ufeffĐoa\u0323n\tmột.\r\n"})
	texts, err := w.Texts("pn", "tong-ket")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(texts.Sections[0].Text); got != "Đoạn một." {
		t.Errorf("%q", got)
	}
	w = writeTexts(t, map[string]string{"phan-1.md": "Một.\nHai \xe9\xff.\n"})
	var config *ConfigError
	if _, err := w.Texts("pn", "tong-ket"); !errors.As(err, &config) || config.Problems[0].Line != 2 || config.Problems[0].Hint != "save the file as UTF-8" {
		t.Errorf("a file in another encoding: %v", err)
	}
}

// A file that is there to be filled in is no error, and a text over several lines
// is one sentence.
func TestCausesStillToBeWritten(t *testing.T) {
	w := writeTexts(t, map[string]string{
		"causes.yaml":    "causes:\n  - target: a\n    kind: objective\n    cause: |\n      Mưa lớn,\n      gió to\n    remedy: \" \"\n  - target: b\n    cause:\n    remedy: \"Mở\\tlớp\"\n",
		"proposals.yaml": "# What we ask for.\n\n",
	})
	texts, err := w.Texts("pn", "tong-ket")
	if err != nil {
		t.Fatal(err)
	}
	if len(texts.Causes) != 2 || texts.Causes[0].Cause != "Mưa lớn, gió to" || texts.Causes[0].Remedy != "" || texts.Causes[1].Cause != "" || texts.Causes[1].Remedy != "Mở lớp" {
		t.Errorf("%+v", texts.Causes)
	}
	w = writeTexts(t, map[string]string{"causes.yaml": "causes:\n  - {target: a, cause: Mưa, remedy: Gieo lại}\n"})
	var config *ConfigError
	if _, err := w.Texts("pn", "tong-ket"); !errors.As(err, &config) || !strings.Contains(config.Problems[0].Message, "kind") {
		t.Errorf("a cause without its kind: %v", err)
	}
}
