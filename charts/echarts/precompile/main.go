// Command precompile writes the compiled chart script to the file that it is
// given, for the build to embed.
package main

import (
	"fmt"
	"os"

	"tdkt/charts/echarts"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: precompile FILE")
		os.Exit(2)
	}
	data, err := echarts.Precompile()
	if err == nil {
		err = os.WriteFile(os.Args[1], data, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "precompile:", err)
		os.Exit(1)
	}
}
