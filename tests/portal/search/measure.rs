//! What search costs with ten thousand pages. Run on purpose, never as a test that may fail for its time:
//!
//!   cargo test --release --test portal search::measure -- --ignored --nocapture

#![expect(clippy::print_stdout, reason = "the figures are for whoever runs this")]

use std::time::{Duration, Instant};

use leiden_international::content::exchange::{self, SourceFile};
use leiden_international::content::guidance::{self, Guidance};
use leiden_international::content::published;
use leiden_international::lang::Lang;
use leiden_international::search::Index;
use serde_json::json;
use sqlx::PgPool;

use crate::search::portal;

const PAGES: usize = 10_000;
const QUERIES: [(&str, &str); 8] = [
    ("en", "leiden"),
    ("en", "housing policy"),
    ("en", "how do I register my address at the municipality"),
    ("en", "apointment registraton"),
    ("nl", "gemeente"),
    ("nl", "parkeervergunning aanvragen"),
    ("nl", "huisarts in de buurt"),
    ("nl", "vergunninng"),
];

/// A sequence of numbers that is the same every time.
struct Numbers(u64);

impl Numbers {
    /// Below `most`; small ones much more often, as words are in texts.
    fn next(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = (self.0 >> 33) as f64 / (1u64 << 31) as f64;
        (part.powi(3) * most as f64) as usize
    }
}

/// A vocabulary: words of the subject, and as many more as a language has.
fn vocabulary(subject: &str, syllables: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = subject.split(' ').map(str::to_owned).collect();
    for one in syllables {
        for two in syllables {
            for three in syllables {
                words.push(format!("{one}{two}{three}"));
            }
        }
    }
    words
}

fn page(number: usize, words: &[(&str, Vec<String>)], numbers: &mut Numbers) -> SourceFile {
    let mut texts = serde_json::Map::new();
    for (lang, words) in words {
        let mut text = |count: usize| {
            (0..count).map(|_| words[numbers.next(words.len())].as_str()).collect::<Vec<_>>().join(" ")
        };
        let section = |text: String| json!({ "heading": "Heading", "text": [format!("<p>{text}</p>")] });
        let (title, summary) = (text(4), text(15));
        let (one, two, three) = (text(90), text(90), text(90));
        texts.insert(
            (*lang).to_owned(),
            json!({
                "title": title, "slug": format!("page-{number}"), "summary": summary,
                "sections": { "a": section(one), "b": section(two), "c": section(three) },
            }),
        );
    }
    let outline = json!([{ "id": "a" }, { "id": "b" }, { "id": "c" }]);
    let entry = json!({
        "id": format!("page-{number}"), "parent": null, "position": number,
        "live": { "shared": { "fields": { "kind": "page" }, "outline": outline }, "texts": texts },
    });
    SourceFile { name: format!("page-{number}.json"), text: entry.to_string() }
}

fn say(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!("{name}: p50 {:?}, p99 {:?}, most {:?}", at(0.5), at(0.99), at(1.0));
}

fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[sqlx::test(migrations = "./migrations")]
#[ignore = "takes minutes, and says how long things take on this machine"]
async fn measure_ten_thousand_pages(pool: PgPool) {
    let syllables = [
        "ba", "den", "ster", "wo", "ning", "ge", "ver", "mak", "lo", "per", "ti", "on", "al", "ex", "um",
        "ri", "kel", "sta", "bo", "er", "fi", "gra", "hu", "in", "jo", "li", "mu", "no", "ow", "qua",
    ];
    let subject = [
        (
            "en",
            "leiden the of municipality and housing policy register address appointment registration in to a",
        ),
        (
            "nl",
            "leiden de van gemeente en woning beleid huisarts parkeervergunning vergunning aanvragen buurt in het",
        ),
    ];
    let words: Vec<(&str, Vec<String>)> =
        subject.iter().map(|(lang, subject)| (*lang, vocabulary(subject, &syllables))).collect();
    let mut numbers = Numbers(1);
    let files: Vec<SourceFile> = (0..PAGES).map(|number| page(number, &words, &mut numbers)).collect();
    let app = portal::app();
    let mut conn = pool.acquire().await.unwrap();
    let start = Instant::now();
    exchange::import(&mut conn, &files, app.clock().now()).await.unwrap();
    println!("import: {:?}", start.elapsed());
    let start = Instant::now();
    let published = published::load(&pool).await.unwrap();
    println!("load of what is live: {:?}; {} MB in use", start.elapsed(), resident() / 1024);
    let guidance = Guidance { synonyms: guidance::starter().unwrap(), promotions: Vec::new() };
    let (before, start) = (resident(), Instant::now());
    let index = Index::build(&published, &guidance);
    println!("index of {PAGES} pages in two languages: built in {:?}", start.elapsed());
    println!(
        "it takes {} MB by its own count, {} MB by the process",
        index.bytes() >> 20,
        (resident() - before) / 1024
    );
    let start = Instant::now();
    let renewed = Index::renewed(&index, &published, &guidance);
    println!("renewed where nothing has changed: {:?}", start.elapsed());
    drop(index);
    queries(&renewed);
    app.put(app.renewed(published, guidance.into()));
    app.findable().index();
    // A runtime with as many threads as the program has on two cores.
    std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(pages(&app));
    })
    .join()
    .unwrap();
}

/// The index alone.
fn queries(index: &Index) {
    for (lang, query) in QUERIES {
        let lang = Lang::from_tag(lang).unwrap();
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..200 {
            let start = Instant::now();
            found = index.search(&index.ask(query, lang)).hits.len();
            times.push(start.elapsed());
        }
        say(&format!("{lang} {query:?} ({found} hits)"), times);
    }
}

/// The whole page, by one visitor after the other and by 32 at once.
async fn pages(app: &leiden_international::web::App) {
    let router = leiden_international::router(app.clone(), None);
    for visitors in [1, 32] {
        let tasks: Vec<_> = (0..visitors)
            .map(|visitor| {
                let router = router.clone();
                tokio::spawn(async move {
                    let mut times = Vec::new();
                    for turn in 0..100 {
                        let (lang, query) = QUERIES[(visitor + turn) % QUERIES.len()];
                        let page = if lang == "en" { "en/search" } else { "nl/zoeken" };
                        let path = format!("/{page}?q={}", query.replace(' ', "+"));
                        let start = Instant::now();
                        portal::get(&router, &path).await;
                        times.push(start.elapsed());
                    }
                    times
                })
            })
            .collect();
        let start = Instant::now();
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await.unwrap());
        }
        let rate = times.len() as f64 / start.elapsed().as_secs_f64();
        say(&format!("pages, {visitors} at once ({rate:.0} a second)"), times);
    }
}
