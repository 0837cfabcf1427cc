// Package strictyaml reads a YAML file key by key: every key that nobody asked
// for is a problem, every value is checked where it stands, and all problems of
// the file are collected with line and column.
//
// In: bytes. Out: texts, exact numbers, dates, lists and nested maps. It must
// not know what the keys mean.
//
// Only plain YAML is taken: no anchors, aliases, tags or merge keys. Scalars are
// read from their written text, so that 06 stays "06" and 159.90 stays exact.
package strictyaml
