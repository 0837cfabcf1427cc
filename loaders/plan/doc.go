// Package plan reads a plan file: an emulation plan (kế hoạch phát động thi
// đua) transcribed into YAML, with the plan's own words and their place beside
// every number.
//
// In: the bytes of plans/*.yaml. Out: a Plan with every default applied, its
// rows for the warehouse's tables, and the problems of the file with line,
// column and remedy. It must not know the database, reported values or verdicts.
//
// Why a target stands under its indicator: the indicator is the measure, with
// its nature and its good direction, and means the same in every plan; the
// target is the value that this plan assigns to it. Words that carry a number
// but no measure ("100% cơ quan đăng ký thi đua") are counted from a ledger,
// and words without either are kept as text and never judged.
package plan
