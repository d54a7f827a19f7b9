# What people type. `make` only wraps: with the packages installed, `cargo run` and `cargo test` do the same.

URLS ?= http://localhost:3000/en http://localhost:3000/nl

WITH_DATABASE = $(if $(DATABASE_URL),,.ci/test-database)

.PHONY: run test test-slow quick check bench lighthouse packages-run packages-check packages-test packages-bench

# The program with its own database, on http://localhost:3000.
run: packages-run
	cargo build --release
	exec "$${CARGO_TARGET_DIR:-target}/release/leiden-international"

# Every test, with the databases of DATABASE_URL or with a server of its own.
test: packages-test
	$(WITH_DATABASE) cargo test

# What takes minutes and seldom finds anything: before closing what touches languages.
test-slow: packages-test
	$(WITH_DATABASE) cargo test --test third_language -- --ignored

# What finds most mistakes in the least time; needs no database.
quick: packages-check
	cargo fmt --check
	cargo clippy --lib -- -D warnings
	cargo test --quiet --lib --test rules

# Formatting, lints, documentation, prepared queries, licences of the dependencies.
check: packages-check
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items
	cargo test --quiet --test rules
	$(WITH_DATABASE) cargo test --quiet --test portal prepared_queries

# The read path beside nginx, with a database of its own: tables, and every figure in target/bench.json.
bench: packages-bench
	cargo build --release
	python3 bench/run.py

# The four Lighthouse scores, on a phone, of pages of a running server: make lighthouse URLS="http://…"
lighthouse: packages-test
	npm --prefix tests/lighthouse ci --ignore-scripts --no-audit --no-fund
	node tests/lighthouse/run.mjs $(URLS)

packages-run packages-check packages-test packages-bench: packages-%:
	@.ci/packages $*
