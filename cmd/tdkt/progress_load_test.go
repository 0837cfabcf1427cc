package main

import (
	"testing"
	"time"

	"tdkt/loaders"
)

func TestBar(t *testing.T) {
	for _, c := range []struct {
		at   loaders.Progress
		took time.Duration
		want string
	}{
		{loaders.Progress{Step: "read", File: "data/x.csv", Done: 300_000, Of: 1_200_000}, 3 * time.Second,
			"read x.csv [#####---------------] 300,000 rows, 100,000/s, 0:09 left"},
		{loaders.Progress{Step: "read", File: "data/x.xlsx", Sheet: "Đợt 1", Done: 950}, time.Second, "read x.xlsx [Đợt 1] 950 rows, 950/s"},
		{loaders.Progress{Step: "read", File: "data/x.csv", Of: 10}, 0, "read x.csv [--------------------] 0 rows"},
		{loaders.Progress{Step: "write", Done: 1_234_567}, time.Minute, "write 1,234,567 rows"},
	} {
		if got := bar(c.at, c.took); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}
