package workspace

import (
	"strings"
	"testing"
)

func TestAnalysts(t *testing.T) {
	got, problems := ReadConfig("tdkt.yaml", []byte(least+"analysts: {personal: true, province: \"01\"}\n"))
	if len(problems) > 0 || got.Analysts != (Analysts{Personal: true, Province: "01"}) {
		t.Errorf("%+v, %v", got.Analysts, problems)
	}
	for _, text := range []string{"analysts: {personal: perhaps}\n", "analysts: {person: true}\n"} {
		if _, problems := ReadConfig("tdkt.yaml", []byte(least+text)); len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), "tdkt.yaml:3:") {
			t.Errorf("%s gives %v", text, problems)
		}
	}
}
