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

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use tokio::sync::mpsc::unbounded_channel;

    use super::*;

    #[tokio::test]
    async fn each_thread_gets_as_many_connections_as_the_others() {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let (senders, mut threads): (Vec<_>, Vec<_>) = (0..3).map(|_| unbounded_channel()).unzip();
        let accepting = tokio::spawn(run(listener, senders, Arc::new(Semaphore::new(10))));
        for client in 0..6 {
            let own = TcpStream::connect(address).await.unwrap().into_std().unwrap();
            let arrived = threads[client % 3].recv().await.unwrap();
            assert_eq!(arrived.peer, own.local_addr().unwrap());
        }
        accepting.abort();
    }
}
