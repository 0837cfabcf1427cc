package main

import (
	"fmt"
	"strings"

	"tdkt/reports/schedule"
)

// memoryFault tells a report that failed for want of the database's memory from
// one whose data a person has to mend. Other errors pass unchanged.
func (a *app) memoryFault(err error) error {
	if err == nil || !strings.Contains(err.Error(), "Out of Memory Error") {
		return err
	}
	more := "300MB"
	var have int
	if _, scan := fmt.Sscanf(a.memory, "%dMB", &have); scan == nil && have >= 300 {
		more = fmt.Sprintf("%dMB", 2*have)
	}
	return &schedule.MachineError{
		Msg: fmt.Sprintf("the database's memory of %s does not suffice; run tdkt --memory %s schedule run, or set TDKT_MEMORY=%s", a.memory, more, more),
		Office: fmt.Sprintf("bộ nhớ dành cho cơ sở dữ liệu trên máy này (%s) không đủ; người quản trị máy chạy: tdkt --memory %s schedule run (hoặc đặt TDKT_MEMORY=%s)",
			a.memory, more, more),
		Err: err,
	}
}
