//! One connection: what its client asks for is answered from memory at once, and else by the runtime that renders.
//!
//! Invariant: nothing that takes long runs on the thread of a connection, which serves others too. When a client goes away,
//! what was being made for it is given up.

use std::convert::Infallible;
use std::future::{Future, pending, poll_fn};
use std::panic::resume_unwind;
use std::pin::pin;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::task::JoinSet;

use super::patience::Patient;
use super::timer::CoarseTimer;
use crate::web::client_address::Peer;
use crate::web::limits::Times;
use crate::web::page_cache::{Answering, Front, FrontBody};

/// Answers the requests of a connection.
pub(super) struct ConnectionService {
    pub(super) front: Front,
    /// Makes what is not in memory.
    pub(super) renderer: Handle,
    pub(super) peer: Peer,
    pub(super) times: Times,
}

/// Serves a connection until it ends, and has it look at the time at each tick.
pub(super) async fn serve(
    http: http1::Builder,
    stream: Patient<TcpStream>,
    service: ConnectionService,
    timer: CoarseTimer,
) {
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    let (mut last_tick, mut next_tick) = (None, pin!(timer.next_tick()));
    let ended = poll_fn(|context| {
        let tick = timer.last_tick();
        if last_tick.replace(tick) != Some(tick) {
            next_tick.set(timer.next_tick());
            // To be woken then. It is not ready yet: this thread is the one that has it tick.
            let _ = next_tick.as_mut().poll(context);
            if timer.is_stopping() {
                connection.as_mut().graceful_shutdown();
            }
        }
        connection.as_mut().poll(context)
    });
    if let Err(error) = ended.await {
        tracing::debug!(%error, "a connection ended early");
    }
}

impl Service<Request<Incoming>> for ConnectionService {
    type Response = Response<FrontBody>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, mut request: Request<Incoming>) -> Answering {
        if let Some(response) = self.front.hit(&request) {
            return Answering::Now(Some(response));
        }
        request.extensions_mut().insert(self.peer);
        request.extensions_mut().insert(self.times);
        Answering::Later(Box::pin(run_on(self.renderer.clone(), self.front.clone().miss(request))))
    }
}

/// Does this on that runtime, for as long as somebody waits for it.
pub(super) async fn run_on<T: Send + 'static>(
    runtime: Handle,
    work: impl Future<Output = T> + Send + 'static,
) -> T {
    // When it is dropped, what is in it is aborted.
    let mut task = JoinSet::new();
    task.spawn_on(work, &runtime);
    match task.join_next().await {
        Some(Ok(done)) => done,
        Some(Err(error)) if error.is_panic() => resume_unwind(error.into_panic()),
        // That runtime ends, and with it this one.
        _ => pending().await,
    }
}
