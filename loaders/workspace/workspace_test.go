package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/plan"
	"tdkt/loaders/problem"
)

const least = `office: {issuer: ỦY BAN NHÂN DÂN XÃ B, name: Ủy ban nhân dân xã B, place: B}
signature: {authority: CHỦ TỊCH}
`

func TestDefaults(t *testing.T) {
	got, problems := ReadConfig("tdkt.yaml", []byte(least))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := Config{
		Office:    Office{Issuer: "ỦY BAN NHÂN DÂN XÃ B", Name: "Ủy ban nhân dân xã B", Abbreviation: "UBND", Place: "B"},
		Signature: Signature{Authority: []string{"CHỦ TỊCH"}},
		TimeZone:  "Asia/Ho_Chi_Minh", Numbers: NumbersVi, OnError: RefuseFile, NameLagging: NameInAnnex,
		Thresholds: Thresholds{Coverage: "80", PacePoints: "5", LevelPoints: "0.5", LevelPercent: "5"},
		Snapshots:  Snapshots{Keep: 10, Days: 30},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestConfigProblems(t *testing.T) {
	for _, c := range []struct{ text, want, hint string }{
		{"signature: {authority: a}\n", "tdkt.yaml:1:1: the file has no office", ""},
		{least + "numbers: vn\n", `tdkt.yaml:3:1: numbers "vn" is not known`, `"vi"`},
		{least + "recipient: [a]\n", `tdkt.yaml:3:1: the file has no key "recipient"`, `"recipients"`},
		{least + "time_zone: Asia/Hanoi\n", `time zone "Asia/Hanoi" is not known`, "Asia/Ho_Chi_Minh"},
		{least + "time_zone: Local\n", `time zone "Local" is not known`, ""},
		{least + "thresholds: {coverage: 101}\n", "coverage 101 is not in 0 to 100", ""},
		{least + "demo: {interim: [{phase: 1, as_of: 12/7/2022}]}\n", `as_of "12/7/2022" is not a day`, "2022-07-12"},
	} {
		_, problems := ReadConfig("tdkt.yaml", []byte(c.text))
		if len(problems) != 1 || !strings.Contains(problems[0].Error(), c.want) || !strings.Contains(problems[0].Hint, c.hint) {
			t.Errorf("want %q with hint %q, got %+v", c.want, c.hint, problems)
		}
	}
}

func TestInit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "moi")
	files, err := Init(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"data/README.md", "data/don-vi.csv", "plans/vi-du.yaml", "tdkt.yaml"}, files); d != "" {
		t.Error(d)
	}
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if w.Config.Signature.Name != "(Họ và tên)" || w.Reports() != filepath.Join(dir, "reports") {
		t.Errorf("%+v", w)
	}
	for _, name := range []string{File, "plans/vi-du.yaml"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		read := func(name string, data []byte) problem.List { _, problems := ReadConfig(name, data); return problems }
		if name != File {
			read = func(name string, data []byte) problem.List { _, problems := plan.Read(name, data); return problems }
		}
		if problems := read(name, data); len(problems) > 0 {
			t.Error(problems)
		}
	}
	var p problem.Problem
	if _, err := Init(dir); !errors.As(err, &p) || p.Hint == "" || !strings.Contains(p.Message, "not empty") {
		t.Errorf("a second init: %v", err)
	}
}

func TestMissing(t *testing.T) {
	var missing *MissingError
	_, err := Open(t.TempDir())
	if !errors.As(err, &missing) || !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("got %v", err)
	}
	if !strings.Contains(missing.Hint(), "tdkt init DIR") || !strings.Contains(missing.Hint(), "--workspace") {
		t.Errorf("hint %q", missing.Hint())
	}
}

func TestBroken(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, File), []byte(least+"a: 1\nb: 2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var broken *ConfigError
	if _, err := Open(dir); !errors.As(err, &broken) || len(broken.Problems) != 2 || !strings.Contains(err.Error(), "and 1 more") {
		t.Errorf("got %v", err)
	}
}
