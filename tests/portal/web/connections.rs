//! The server on a real socket: what a client can make it spend, and how it stops.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use axum::http::header::CACHE_CONTROL;
use axum::routing::{get, post};
use axum::{Extension, Router};
use leiden_international::web::limits::Times;
use leiden_international::web::page_cache::{Front, KEPT_SECONDS, Keep};
use leiden_international::web::server::{self, Limits};
use leiden_international::web::{App, Form};
use leiden_international::{site, with_layers};
use tokio::sync::{Notify, oneshot};

use crate::web::portal::{app, router};

/// A server in a thread of its own.
struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Server {
    fn start(router: Front, limits: Limits) -> Server {
        Server::start_at("127.0.0.1:0", router, limits)
    }

    fn start_at(address: &str, router: Front, limits: Limits) -> Server {
        let (stop, stopped) = oneshot::channel();
        let (told, address_of) = std::sync::mpsc::channel();
        let address: SocketAddr = address.parse().unwrap();
        let thread = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = server::bind(address).await.unwrap();
                told.send(listener.local_addr().unwrap()).unwrap();
                let stop = async { stopped.await.unwrap_or_default() };
                server::serve(listener, router, limits, stop).await.unwrap();
            });
        });
        Server { address: address_of.recv().unwrap(), stop, thread }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    /// Sends these bytes, and reads until the server closes.
    fn exchange(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may have answered and closed before it has read everything.
        let _ = stream.write_all(bytes);
        read_to_end(&mut stream)
    }

    fn finish(self) {
        self.stop.send(()).unwrap();
        self.thread.join().unwrap();
    }
}

fn read_to_end(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

/// Those routes, as they stand behind the front.
fn front(routes: Router<App>) -> Front {
    Front::new(app(), with_layers(routes, app()), site::KEEPABLE)
}

fn request(line: &str, headers: &str) -> Vec<u8> {
    format!("{line}\r\nHost: portal.example\r\nConnection: close\r\n{headers}\r\n").into_bytes()
}

#[test]
fn a_visitor_over_a_limit_gets_a_page() {
    let server = Server::start(router(), Limits::default());
    let path = format!("GET /en/{} HTTP/1.1", "a".repeat(8_192));
    let cookie = format!("Cookie: {}\r\n", "a".repeat(20_000));
    for (bytes, status) in [
        (request(&path, ""), "HTTP/1.1 414 URI Too Long"),
        (request("GET /en HTTP/1.1", &cookie), "HTTP/1.1 431 Request Header Fields Too Large"),
        (request("GET /en HTTP/1.1", "Content-Length: 5\r\n"), "HTTP/1.1 413 Payload Too Large"),
        (request("POST / HTTP/1.1", "Content-Length: 70000\r\n"), "HTTP/1.1 413 Payload Too Large"),
        (request("TRACE / HTTP/1.1", ""), "HTTP/1.1 405 Method Not Allowed"),
        (request("GET /en/%00 HTTP/1.1", ""), "HTTP/1.1 400 Bad Request"),
    ] {
        let answer = server.exchange(&bytes);
        assert!(answer.starts_with(status), "{answer}");
        assert!(answer.contains("content-security-policy: ") && answer.contains("<h1>"), "{answer}");
        assert!(!answer.to_lowercase().contains("\r\nserver:"), "{answer}");
    }
    server.finish();
}

#[test]
fn what_is_no_http_is_refused() {
    let server = Server::start(router(), Limits::default());
    let many: String = (0..200).map(|n| format!("X-{n}: a\r\n")).collect();
    let huge = format!("Cookie: {}\r\n", "a".repeat(200_000));
    let mut raw = b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_vec();
    for (bytes, status) in [
        (std::mem::take(&mut raw), "400"),
        (b"hello\r\n\r\n".to_vec(), "400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n".to_vec(), "400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n".to_vec(), "400"),
        (request("GET / HTTP/1.1", "Content-Length: 1\r\nContent-Length: 2\r\n"), "400"),
        (request("GET /en HTTP/1.1", &many), "431"),
        (request("GET /en HTTP/1.1", &huge), "431"),
    ] {
        let answer = server.exchange(&bytes);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{status}: {answer}");
    }
    let answer = server.exchange(&request("GET /healthz HTTP/1.1", ""));
    assert!(answer.ends_with("\r\n\r\nok"), "it lives: {answer}");
    server.finish();
}

#[test]
fn a_body_that_was_refused_is_not_taken_for_a_request() {
    let limits = Limits { header_time: Duration::from_millis(200), ..Limits::default() };
    let server = Server::start(router(), limits);
    let hidden = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    let bytes = format!("GET /en HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{hidden}", hidden.len());
    let mut stream = server.connect();
    stream.write_all(bytes.as_bytes()).unwrap();
    let answer = read_to_end(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
    server.finish();
}

#[test]
fn a_client_that_says_nothing_or_speaks_slowly_is_let_go() {
    let limits = Limits { header_time: Duration::from_millis(200), ..Limits::default() };
    let server = Server::start(router(), limits);
    for start in ["", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "] {
        let began = Instant::now();
        let mut stream = server.connect();
        stream.write_all(start.as_bytes()).unwrap();
        let answer = read_to_end(&mut stream);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
        assert!(began.elapsed() < Duration::from_secs(5), "{start:?} held the connection");
    }
    let mut stream = server.connect();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    assert!(read_to_end(&mut stream).contains("\r\n\r\nok"), "one that is kept alive is let go as well");
    server.finish();
}

#[test]
fn a_body_that_stops_or_drips_is_not_waited_for() {
    let times =
        Times { pause: Duration::from_millis(200), body: Duration::from_millis(600), ..Times::default() };
    let taken = Router::new().route("/form", post(|_: Form| async { "taken" }));
    let server = Server::start(front(taken), Limits { times, ..Limits::default() });
    let head = "POST /form HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 50\r\n\
        Content-Type: application/x-www-form-urlencoded\r\n\r\n";
    let whole = format!("{head}{}", "a".repeat(50));
    assert!(server.exchange(whole.as_bytes()).ends_with("\r\n\r\ntaken"));
    // Nothing more comes; or something does, but too little for too long.
    for drops in [0, 40] {
        let began = Instant::now();
        let mut stream = server.connect();
        stream.write_all(head.as_bytes()).unwrap();
        for _ in 0..drops {
            std::thread::sleep(Duration::from_millis(50));
            if stream.write_all(b"a").is_err() {
                break;
            }
        }
        let answer = read_to_end(&mut stream);
        let is_refused = answer.starts_with("HTTP/1.1 408 Request Timeout") && answer.contains("<h1>");
        assert!(is_refused || (drops > 0 && answer.is_empty()), "{drops}: {answer}");
        assert!(began.elapsed() < Duration::from_secs(8), "{drops} drops held the connection");
    }
    server.finish();
}

#[test]
fn a_request_that_takes_too_long_is_given_up() {
    let times = Times { answer: Duration::from_millis(200), ..Times::default() };
    let (arrived, gate) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let server = Server::start(slow_portal(&arrived, &gate), Limits { times, ..Limits::default() });
    let answer = server.exchange(&request("GET /slow HTTP/1.1", ""));
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("retry-after: 30"), "{answer}");
    server.finish();
}

/// More than the buffers of a connection hold.
const LARGE: usize = 32 * 1_024 * 1_024;

#[test]
fn a_client_that_does_not_read_is_let_go_and_a_slow_one_is_served() {
    let large = Router::new().route("/large", get(|| async { vec![b'a'; LARGE] }));
    let limits = Limits { write_time: Duration::from_secs(2), connections: 1, ..Limits::default() };
    let server = Server::start(front(large), limits);
    let mut stuck = server.connect();
    stuck.write_all(&request("GET /large HTTP/1.1", "")).unwrap();
    // There is one place, which is free again once the first is let go. This one reads in small steps.
    let mut slow = server.connect();
    slow.write_all(&request("GET /large HTTP/1.1", "")).unwrap();
    let (mut read, mut part) = (0, vec![0; 256 * 1_024]);
    loop {
        match slow.read(&mut part).unwrap() {
            0 => break,
            more => read += more,
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(read > LARGE, "{read} bytes came");
    let mut rest = Vec::new();
    let cut = stuck.read_to_end(&mut rest);
    assert!(cut.is_err() || rest.len() < LARGE, "it was waited for");
    server.finish();
}

#[test]
fn connections_above_the_limit_wait_for_a_place() {
    let server = Server::start(router(), Limits { connections: 1, ..Limits::default() });
    let first = server.connect();
    let mut second = server.connect();
    second.write_all(&request("GET /healthz HTTP/1.1", "")).unwrap();
    second.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    assert!(second.read(&mut [0; 1]).is_err(), "the second was served beside the first");
    drop(first);
    second.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    assert!(read_to_end(&mut second).ends_with("\r\n\r\nok"));
    server.finish();
}

/// A portal with a page that comes when it is let through; `arrived` tells that someone asked for it.
fn slow_portal(arrived: &Arc<Notify>, gate: &Arc<Notify>) -> Front {
    let (arrived, gate) = (Arc::clone(arrived), Arc::clone(gate));
    let page = get(move || async move {
        arrived.notify_one();
        gate.notified().await;
        "at last"
    });
    front(Router::new().route("/slow", page))
}

fn wait_for(notify: &Notify) {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(notify.notified());
}

#[test]
fn a_running_request_is_finished_before_the_server_stops() {
    let (arrived, gate) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let server = Server::start(slow_portal(&arrived, &gate), Limits::default());
    let mut idle = server.connect();
    idle.write_all(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut stream = server.connect();
    stream.write_all(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    wait_for(&arrived);
    server.stop.send(()).unwrap();
    let idle = read_to_end(&mut idle);
    assert!(idle.starts_with("HTTP/1.1 404 "), "an idle connection is closed at once: {idle}");
    assert!(TcpStream::connect(server.address).is_err(), "no new connection is taken");
    gate.notify_one();
    let answer = read_to_end(&mut stream);
    assert!(answer.ends_with("\r\n\r\nat last"), "{answer}");
    server.thread.join().unwrap();
}

#[test]
fn answers_from_memory_do_not_wait_for_what_takes_long() {
    let (arrived, gate) = (Arc::new(Notify::new()), Arc::new(std::sync::Barrier::new(2)));
    let (told, opened) = (Arc::clone(&arrived), Arc::clone(&gate));
    // Holds the only thread that renders.
    let stuck = get(move || async move {
        told.notify_one();
        opened.wait();
        "at last"
    });
    let kept = get(|| async { ([(CACHE_CONTROL, KEPT_SECONDS)], Extension(Keep::default()), "from memory") });
    let routes = Router::new().route("/stuck", stuck).route("/en/kept", kept);
    let server = Server::start(front(routes), Limits::default());
    let kept = request("GET /en/kept HTTP/1.1", "");
    assert!(server.exchange(&kept).ends_with("\r\n\r\nfrom memory"));
    let mut stream = server.connect();
    stream.write_all(&request("GET /stuck HTTP/1.1", "")).unwrap();
    wait_for(&arrived);
    // On every thread that has connections, the one of the stuck request among them.
    let threads = std::thread::available_parallelism().unwrap().get();
    for mut other in (0..threads).map(|_| server.connect()).collect::<Vec<_>>() {
        other.write_all(&kept).unwrap();
        assert!(read_to_end(&mut other).ends_with("\r\n\r\nfrom memory"));
    }
    gate.wait();
    assert!(read_to_end(&mut stream).ends_with("\r\n\r\nat last"));
    server.finish();
}

#[test]
fn what_is_made_for_a_client_that_goes_away_is_given_up() {
    struct Told(Arc<Notify>);
    impl Drop for Told {
        fn drop(&mut self) {
            self.0.notify_one();
        }
    }
    let (arrived, dropped) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (told, given_up) = (Arc::clone(&arrived), Arc::clone(&dropped));
    let page = get(move || async move {
        let _given_up = Told(given_up);
        told.notify_one();
        std::future::pending::<&str>().await
    });
    let server = Server::start(front(Router::new().route("/never", page)), Limits::default());
    let mut stream = server.connect();
    stream.write_all(b"GET /never HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    wait_for(&arrived);
    drop(stream);
    wait_for(&dropped);
    server.finish();
}

#[test]
fn the_server_does_not_wait_for_ever() {
    let (arrived, gate) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let limits = Limits { drain_time: Duration::from_millis(100), ..Limits::default() };
    let server = Server::start(slow_portal(&arrived, &gate), limits);
    let mut stream = server.connect();
    stream.write_all(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    wait_for(&arrived);
    server.finish();
}

#[test]
fn the_answer_over_ipv6_is_the_same() {
    let one = Server::start(router(), Limits::default());
    let other = Server::start_at("[::1]:0", router(), Limits::default());
    let bytes = request("GET /nl/niets HTTP/1.1", "");
    let without_date = |answer: String| -> Vec<String> {
        answer.lines().filter(|line| !line.starts_with("date: ")).map(str::to_owned).collect()
    };
    assert_eq!(without_date(one.exchange(&bytes)), without_date(other.exchange(&bytes)));
    one.finish();
    other.finish();
}

#[test]
fn an_address_in_use_is_named() {
    let server = Server::start(router(), Limits::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(server::bind(server.address)).unwrap_err().to_string();
    assert!(
        error.starts_with(&format!(
            "LISTEN is {}: cannot listen there: Address already in use",
            server.address
        ))
    );
    assert_eq!(error.lines().count(), 1);
    server.finish();
}
