//! What the program logs while a test listens.
//!
//! A program has one subscriber for good, so this is the only one: whoever would set another takes it from all tests.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, Once};

use leiden_international::config::LogFilter;
use leiden_international::web::request_log;
use serde_json::Value;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::{FilterExt as _, dynamic_filter_fn};
use tracing_subscriber::layer::SubscriberExt as _;

thread_local! {
    /// The log of the test that runs on this thread, while it listens.
    static LISTENER: RefCell<Option<Log>> = const { RefCell::new(None) };
}

/// What this thread logs while the guard lives.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

/// Ends the listening.
pub(crate) struct Listening;

impl Log {
    /// One subscriber serves all tests: with one for each, a line could get lost while another came or went.
    pub(crate) fn start() -> (Log, Listening) {
        static SUBSCRIBE: Once = Once::new();
        SUBSCRIBE.call_once(|| {
            let lines = tracing_subscriber::fmt::layer()
                .json()
                .with_writer(|| LISTENER.with_borrow(|listener| listener.clone().unwrap_or_default()));
            let heard = dynamic_filter_fn(|_, _| LISTENER.with_borrow(Option::is_some));
            let subscriber = tracing_subscriber::registry()
                .with(lines.with_filter(request_log::filter(&LogFilter::parse("trace").unwrap()).and(heard)));
            tracing::subscriber::set_global_default(subscriber).unwrap();
        });
        let log = Log::default();
        LISTENER.set(Some(log.clone()));
        (log, Listening)
    }

    /// How many statements a database was asked.
    pub(crate) fn statements(&self) -> usize {
        self.lines().iter().filter(|line| line["target"] == "sqlx::query").count()
    }

    pub(crate) fn lines(&self) -> Vec<Value> {
        let bytes = self.0.lock().unwrap();
        std::str::from_utf8(&bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        LISTENER.set(None);
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
