//! The portal over HTTP. The files mirror what a visitor can reach; all are one program, to link once.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at the first thing that is not as it should be"
)]

mod about;
mod accessibility;
mod addresses;
mod admin;
mod bad_input;
mod changes;
mod check;
mod clock;
mod connections;
mod contact;
mod documents;
mod ended;
mod errors;
mod example;
mod former_addresses;
mod former_names;
mod goals;
mod headers;
mod health;
mod home;
mod hours;
mod json_ld;
mod languages;
mod leaks;
mod monitor;
mod notices;
mod origin;
mod page_cache;
mod page_views;
mod parity;
mod plan;
mod policy;
mod privacy;
mod robots;
mod rules;
mod search;
mod security_txt;
mod sitemap;
mod static_files;

mod crawl;
mod page;
mod portal;
