// Package warehouse keeps the DuckDB snapshots of a workspace.
//
// In: migrations, and a function that writes rows. Out: immutable snapshot
// files, a ledger of what was loaded, an archive of the loaded files, and
// connections to them. It must not know what the tables mean. It is the only
// importer of the DuckDB driver.
//
// # Why snapshots
//
// DuckDB lets one process write or many read, and a write-ahead log that
// cannot be replayed keeps a database from opening. So nothing is ever written
// to a file that a reader may have open: a load copies the snapshot in force,
// writes to the copy, and puts it in force by replacing the small text file
// CURRENT. The folder holds
//
//	CURRENT                        which snapshot is in force
//	LOCK                           held by the one process that loads
//	ledger.jsonl                   one line per load, chained by hashes
//	000003-ab12cd34ef56-7a01.duckdb a snapshot: position, ledger hash, a random tail
//	candidate-7a01.duckdb          a snapshot in the making
//	tmp/                           what queries spill
//
// # Order of a load, and why a crash anywhere is harmless
//
// The candidate is written, checkpointed, closed and synced; the sources are
// copied to the archive; the candidate gets its final name; the ledger gets its
// line; CURRENT is replaced. Up to the ledger's line the old snapshot is in
// force and the next load removes what was left. From the ledger's line on the
// new snapshot is complete, and the next load puts it in force if the crash
// came before CURRENT was replaced. A snapshot's name is never used twice,
// because DuckDB keeps one instance per path in a process and would go on
// serving the old data.
package warehouse
