//! The program; what it does is in the library's [`program`].

use std::process::ExitCode;

use leiden_international::program;
use mimalloc::MiMalloc;

/// Gives memory back to the system when a burst is over.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    program::main()
}
