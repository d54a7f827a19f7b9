//! Runs first, by its name: without a database no other test can say anything, and Cargo stops here with one line.

#[test]
fn has_a_database() {
    let is_set = std::env::var_os("DATABASE_URL").is_some();
    assert!(is_set, "DATABASE_URL is not set: run `make test` or `cargo run -- database run -- cargo test`");
}
