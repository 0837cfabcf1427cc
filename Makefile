# Two targets do everything: `make demo` and `make test`.

BIN      := bin/tdkt
ECHARTS  := charts/echarts/node_modules/.package-lock.json
CHARTS   := charts/echarts/compiled/echarts.bytecode
VERSION  := $(shell git describe --tags --always --dirty 2>/dev/null || echo unversioned)

.PHONY: all demo test test-long bench lint build prerequisites clean

all: build

# What must be there before anything is built, each with the way to get it.
prerequisites:
	@command -v go  >/dev/null || { echo "make: Go 1.26 or later is missing: https://go.dev/dl, or your system's package 'golang'" >&2; exit 1; }
	@command -v cc  >/dev/null || command -v gcc >/dev/null || { echo "make: a C compiler is missing (DuckDB is linked with cgo): apt-get install gcc libc6-dev g++" >&2; exit 1; }
	@command -v npm >/dev/null || test -f $(ECHARTS) || { echo "make: npm is missing (the chart engine comes from npm): apt-get install npm" >&2; exit 1; }

# The chart engine is embedded at build time and never committed.
$(ECHARTS): charts/echarts/package-lock.json | prerequisites
	cd charts/echarts && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Compiled once for every run; the program does it itself where this is missing.
$(CHARTS): $(ECHARTS) go.mod $(wildcard charts/echarts/*.go charts/echarts/*.js)
	go run ./charts/echarts/precompile $@

build: prerequisites $(CHARTS)
	go build -ldflags "-X main.version=$(VERSION)" -o $(BIN) ./cmd/tdkt

# The five plans as workspaces, loaded, with every interim and final report.
demo: build
	$(BIN) demo --fixtures fixtures --out out

test: prerequisites $(CHARTS)
	go vet ./...
	go test ./...

# The same with hundreds of random kills and longer random runs.
test-long: prerequisites $(CHARTS)
	TDKT_LONG=1 go test -count=1 -timeout 60m ./...

bench: prerequisites $(CHARTS)
	go test -run '^$$' -bench . -benchmem ./...

lint: prerequisites $(CHARTS)
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

clean:
	rm -rf bin out
