//! Accepts connections and speaks HTTP/1.1 on them.
//!
//! Invariant: no client can hold the program: what it sends, how long it takes to send it, and how many
//! connections there are is limited. TLS and HTTP/2 are the business of the proxy in front.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::BoxError;
use axum::body::HttpBody;
use bytes::Bytes;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tower::{Service, ServiceBuilder};

use self::patience::Patient;
use crate::web::client_address::Peer;
use crate::web::limits::Times;

mod patience;

/// What a client can make the server spend. hyper also refuses more than a hundred headers.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at the same time; further ones wait in the queue of the system.
    pub connections: usize,
    /// Time in which a client sends the headers of a request, and in which it may stay silent before one.
    pub header_time: Duration,
    /// Bytes of request line and headers, above the limits that are answered with a page.
    pub header_bytes: usize,
    /// Time in which a client takes something of an answer that waits for it.
    pub write_time: Duration,
    /// Time for the body of a request, and for its answer.
    pub times: Times,
    /// Time for running requests to end after the server was told to stop.
    pub drain_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connections: 900,
            header_time: Duration::from_secs(15),
            header_bytes: 64 * 1_024,
            write_time: Duration::from_secs(20),
            times: Times::default(),
            drain_time: Duration::from_secs(10),
        }
    }
}

/// Why there is no listening.
#[derive(Debug, thiserror::Error)]
#[error("LISTEN is {address}: cannot listen there: {cause}")]
pub struct BindError {
    address: SocketAddr,
    cause: std::io::Error,
}

/// Takes an address and port.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, BindError> {
    TcpListener::bind(address).await.map_err(|cause| BindError { address, cause })
}

/// Serves until `stop` is ready, and then until the running requests have ended or the time for it is over.
pub async fn serve<S, B>(listener: TcpListener, portal: S, limits: Limits, stop: impl Future<Output = ()>)
where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.header_time).max_buf_size(limits.header_bytes);
    let connections = Arc::new(Semaphore::new(limits.connections));
    let running = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let next = async { (Arc::clone(&connections).acquire_owned().await, accept(&listener).await) };
        let (place, (stream, peer)) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let service = ServiceBuilder::new()
            .map_request(move |mut request: Request<Incoming>| {
                request.extensions_mut().insert(Peer(peer));
                request.extensions_mut().insert(limits.times);
                request
            })
            .service(portal.clone());
        let service = TowerToHyperService::new(service);
        let connection = running
            .watch(http.serve_connection(TokioIo::new(Patient::new(stream, limits.write_time)), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    if timeout(limits.drain_time, running.shutdown()).await.is_err() {
        tracing::warn!("stopped with requests still running");
    }
}

/// The next connection. An accept fails when a client is gone already, or for want of file descriptors,
/// which the pause leaves time to return.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "a connection keeps its delay");
                }
                return (stream, peer);
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}
