# What people type. `make` only wraps: with the packages installed, `cargo run` and `cargo test` do the same.

URLS ?= http://localhost:3000/en http://localhost:3000/nl

.PHONY: run test check bench lighthouse packages-run packages-check packages-test packages-bench

# The program with its own database, on http://localhost:3000.
run: packages-run
	cargo build --release
	exec "$${CARGO_TARGET_DIR:-target}/release/leiden-international"

# Every test; with the database of DATABASE_URL, or with the private one.
test: packages-test
	if [ -n "$$DATABASE_URL" ]; then cargo test; else cargo run --quiet -- database run -- cargo test; fi

# Formatting, lints, documentation, prepared queries, licences of the dependencies.
check: packages-check
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items
	.ci/prepared-queries check
	cargo test --quiet --test licences

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
