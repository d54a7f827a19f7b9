//! The threads that connections are served on, one a core, each with a runtime of its own.
//!
//! Invariant: a connection stays on its thread, so that an answer from memory waits for no other thread and wakes none.

use std::io;
use std::thread::{self, JoinHandle};

use hyper::server::conn::http1;
use tokio::net::TcpStream;
use tokio::runtime::{self, Handle};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::time::{MissedTickBehavior, interval};

use super::Limits;
use super::acceptor::Accepted;
use super::connection::{self, ConnectionService};
use super::patience::Patient;
use super::timer::CoarseTimer;
use crate::web::client_address::Peer;
use crate::web::page_cache::Front;

/// The threads. Dropping them ends what they still do.
pub(super) struct Threads(Vec<Thread>);

struct Thread {
    runtime: Handle,
    /// Dropped to end it.
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What all connections of a thread have alike.
#[derive(Clone)]
struct Shared {
    front: Front,
    renderer: Handle,
    limits: Limits,
    timer: CoarseTimer,
    http: http1::Builder,
}

impl Threads {
    /// Starts them, and returns where each gets its connections from; when that is dropped, it closes those that it has as
    /// soon as no request runs on them. What is not in memory is made on the runtime that this is called on.
    ///
    /// # Errors
    ///
    /// The system gives no thread, or no file descriptor for one.
    pub(super) fn start(
        front: &Front,
        limits: Limits,
    ) -> io::Result<(Threads, Vec<UnboundedSender<Accepted>>)> {
        let cores = thread::available_parallelism()?.get();
        let shared = || Shared::new(front.clone(), Handle::current(), limits);
        let started = (0..cores).map(|_| Thread::start(shared())).collect::<io::Result<Vec<_>>>()?;
        let (threads, senders) = started.into_iter().unzip();
        Ok((Threads(threads), senders))
    }

    /// The runtime of the first.
    pub(super) fn first(&self) -> Handle {
        self.0[0].runtime.clone()
    }
}

impl Thread {
    /// Starts one, which serves what is sent to it.
    fn start(shared: Shared) -> io::Result<(Thread, UnboundedSender<Accepted>)> {
        let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let handle = runtime.handle().clone();
        let (sender, arriving) = unbounded_channel();
        let (end, ending) = oneshot::channel();
        let work = move || runtime.block_on(run(shared, arriving, ending));
        let thread = thread::Builder::new().name("connections".to_owned()).spawn(work)?;
        Ok((Thread { runtime: handle, end: Some(end), thread: Some(thread) }, sender))
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        drop(self.end.take());
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("a thread for connections had stopped");
        }
    }
}

/// Serves connections until no more come, and then those that there are until the end.
async fn run(shared: Shared, mut arriving: UnboundedReceiver<Accepted>, mut ending: oneshot::Receiver<()>) {
    let mut ticks = interval(shared.limits.tick());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            arrived = arriving.recv(), if !shared.timer.is_stopping() => match arrived {
                Some(connection) => drop(tokio::spawn(shared.clone().serve(connection))),
                None => shared.timer.stop(),
            },
            _ = ticks.tick() => shared.timer.tick(),
            _ = &mut ending => return,
        }
    }
}

impl Shared {
    fn new(front: Front, renderer: Handle, limits: Limits) -> Shared {
        let timer = CoarseTimer::new(limits.tick());
        let mut http = http1::Builder::new();
        http.timer(timer.clone()).header_read_timeout(limits.header_time).max_buf_size(limits.header_bytes);
        Shared { front, renderer, limits, timer, http }
    }

    async fn serve(self, Accepted { stream, peer, place }: Accepted) {
        let Shared { front, renderer, limits, timer, http } = self;
        let service = ConnectionService { front, renderer, peer: Peer(peer), times: limits.times };
        match TcpStream::from_std(stream) {
            Ok(stream) => {
                let stream = Patient::new(stream, limits.write_time);
                connection::serve(http, stream, service, timer).await;
            }
            Err(error) => tracing::warn!(%error, "a connection could not be taken"),
        }
        drop(place);
    }
}
