//! Takes connections, and gives them to the threads in turn.
//!
//! Invariant: it runs on one of those threads, so that new clients do not wait for what takes long either. Above the limit
//! it takes none, until one ends.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::sleep;

/// A connection, and its place among as many as there may be.
pub(super) struct Accepted {
    pub(super) stream: std::net::TcpStream,
    pub(super) peer: SocketAddr,
    pub(super) place: OwnedSemaphorePermit,
}

/// Accepts until it is dropped, and then has the threads take no more.
///
/// # Errors
///
/// The listener cannot be used on this thread.
pub(super) async fn run(
    listener: std::net::TcpListener,
    threads: Vec<UnboundedSender<Accepted>>,
    places: Arc<Semaphore>,
) -> io::Result<()> {
    // Dropped before the senders: whoever sees that the server stops can connect no more.
    let listener = TcpListener::from_std(listener)?;
    for thread in threads.iter().cycle() {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
        let (stream, peer) = accept(&listener).await;
        if thread.send(Accepted { stream: stream.into_std()?, peer, place }).is_err() {
            tracing::error!("a connection was dropped: its thread has ended");
        }
    }
    Ok(())
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
