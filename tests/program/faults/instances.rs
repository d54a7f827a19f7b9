//! More than one instance.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sqlx::{Connection, PgConnection};

use crate::faults::kit::{Portal, Readers, pages, publish_title, shown_soon};
use crate::serving::wait_until;

#[test]
fn what_is_published_while_the_connections_are_cut_is_seen_on_both() {
    let portal = Portal::new();
    let (one, two) = (portal.start("one"), portal.start("two"));
    publish_title(portal.url(), "Seen on both", async || {});
    assert!(shown_soon(&[&one, &two], "Seen on both"));
    for title in ["Cut once", "Cut twice"] {
        let url = portal.url().to_owned();
        publish_title(portal.url(), title, async move || {
            let mut other = PgConnection::connect(&url).await.unwrap();
            let cut = "select pg_terminate_backend(pid) from pg_stat_activity
                where query like 'LISTEN%' or (state = 'idle' and pid <> pg_backend_pid())";
            sqlx::query(cut).execute(&mut other).await.unwrap();
        });
        assert!(shown_soon(&[&one, &two], title), "{title}");
    }
    assert!(one.stop().success() && two.stop().success());
}

/// A proxy that sends a request to one instance after another until one answers it whole, as nginx does with
/// `proxy_next_upstream`.
struct Proxy {
    address: SocketAddr,
    /// How many requests each instance has answered.
    answered: Arc<[AtomicUsize]>,
}

impl Proxy {
    fn before(instances: Vec<String>) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let answered: Arc<[AtomicUsize]> = instances.iter().map(|_| AtomicUsize::default()).collect();
        let counted = Arc::clone(&answered);
        std::thread::spawn(move || {
            for visitor in listener.incoming() {
                let (instances, counted) = (instances.clone(), Arc::clone(&counted));
                std::thread::spawn(move || pass_on(visitor.unwrap(), &instances, &counted));
            }
        });
        Proxy { address, answered }
    }

    fn answered(&self, instance: usize) -> usize {
        self.answered[instance].load(Ordering::Relaxed)
    }
}

fn pass_on(mut visitor: TcpStream, instances: &[String], counted: &[AtomicUsize]) {
    let mut request = Vec::new();
    let mut part = [0; 1_024];
    while !request.ends_with(b"\r\n\r\n") {
        match visitor.read(&mut part) {
            Ok(0) | Err(_) => return,
            Ok(read) => request.extend(&part[..read]),
        }
    }
    for (index, instance) in instances.iter().enumerate() {
        if let Ok(answer) = exchange(instance, &request) {
            counted[index].fetch_add(1, Ordering::Relaxed);
            drop(visitor.write_all(&answer));
            return;
        }
    }
    drop(visitor.write_all(b"HTTP/1.1 502 Bad Gateway\r\n\r\n"));
}

/// The whole answer, which has to be as long as it says.
fn exchange(instance: &str, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(instance)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(request)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let text = String::from_utf8_lossy(&answer);
    let (head, body) = text.split_once("\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    match length.and_then(|length| length.parse::<usize>().ok()) {
        Some(length) if body.len() == length => Ok(answer),
        _ => Err(std::io::ErrorKind::UnexpectedEof.into()),
    }
}

#[test]
fn one_of_two_is_killed_under_load_and_no_reader_notices() {
    let portal = Portal::new();
    let (one, two) = (portal.start("one"), portal.start("two"));
    let proxy = Proxy::before(vec![one.address.clone(), two.address.clone()]);
    let readers = Readers::start(&proxy.address.to_string(), &pages(&two));
    wait_until("readers at the first", || proxy.answered(0) > 20);
    // Dropped is killed.
    drop(one);
    wait_until("readers at the second", || proxy.answered(1) > 100);
    readers.stop().well();
}
