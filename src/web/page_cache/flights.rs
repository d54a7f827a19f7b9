//! Pages that are being made: whoever else asks for one waits for it.
//!
//! Invariant: of a page of one generation one is made at a time by those who wait for it, and nobody waits for work in
//! the background, which may take long. The maker's going away, as when a visitor closes the browser, leaves the next in
//! its place.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::page::Page;

/// The pages that are being made, by their key and what they are made from.
#[derive(Debug, Default)]
pub(super) struct Flights(Mutex<HashMap<Flight, watch::Receiver<Landing>>>);

type Flight = (Box<str>, u64);

/// What has become of the making.
#[derive(Clone, Debug)]
pub(super) enum Landing {
    /// It is being made.
    Flying,
    /// A page.
    Page(Arc<Page>),
    /// No page that is kept: everyone asks for themselves.
    Apart,
}

/// What is the case for someone who wants a page.
pub(super) enum Boarding<'a> {
    /// It is theirs to make.
    Lead(Lead<'a>),
    /// Someone makes it.
    Wait(watch::Receiver<Landing>),
}

/// Held by the maker.
pub(super) struct Lead<'a> {
    flights: &'a Flights,
    flight: Flight,
    told: watch::Sender<Landing>,
}

impl Flights {
    /// Makes the caller the maker, unless there is one.
    pub(super) fn board(&self, key: &str, generation: u64) -> Boarding<'_> {
        let flight = (Box::from(key), generation);
        let mut flights = self.lock();
        if let Some(flying) = flights.get(&flight) {
            return Boarding::Wait(flying.clone());
        }
        let (told, flying) = watch::channel(Landing::Flying);
        flights.insert(flight.clone(), flying);
        Boarding::Lead(Lead { flights: self, flight, told })
    }

    /// Whether someone is making it.
    pub(super) fn has(&self, key: &str, generation: u64) -> bool {
        self.lock().contains_key(&(Box::from(key), generation))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Flight, watch::Receiver<Landing>>> {
        // A table in memory is whole, whoever panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lead<'_> {
    /// Tells those who wait.
    pub(super) fn land(self, landing: Landing) {
        self.told.send_replace(landing);
    }
}

impl Drop for Lead<'_> {
    fn drop(&mut self) {
        self.flights.lock().remove(&self.flight);
    }
}

/// Waits for the maker; still flying means that the maker is gone.
pub(super) async fn landed(mut flying: watch::Receiver<Landing>) -> Landing {
    let landing = flying.wait_for(|landing| !matches!(landing, Landing::Flying)).await;
    landing.map_or(Landing::Flying, |landing| landing.clone())
}
