// Package schedule knows which reports are due and has each of them made and
// delivered once.
//
// In: plans with their review windows, the office's calendar, the clock as an
// argument, and a ledger of what was done. Out: calls of a Desk that makes
// reports, parcels for package delivery, and lines of the ledger. It must not
// know how a report is made or printed.
//
// Due is pure: the same plans, settings, ledger and moment give the same runs.
// A run is known by plan, phase, kind and planned time; what it says depends on
// its slot (the planned hour of a day), not on the minute it was started in.
// Every step is a line of the ledger, synced to the disk before the next step
// begins; what the ledger leaves open after a crash is what is done again.
package schedule
