//! Bodies of every kind, with repeated and empty sections and texts that are not in normal form.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::content::entry::{Body, Kind};

fn line() -> impl Strategy<Value = String> {
    r#"[a-zA-Zéü0-9<>&"'][a-zA-Zéü \u{a0}0-9<>&"']{0,12}[a-z]"#
}

fn id() -> impl Strategy<Value = String> {
    "[a-z]{1,3}(-[a-z0-9]{1,3})?"
}

fn rich_text() -> impl Strategy<Value = Vec<String>> {
    let block = r#"<p>[a-z &amp;]{1,8}</p>|<ul><li>[a-z]{1,3}</li></ul>|<h3>[a-z]{1,5}</h3>|<p>a <data value="f"></data></p>|[a-z]{1,5}|<p><a href="entry:x">[a-z]{1,5}</a></p>"#;
    prop::collection::vec(block, 0..4)
}

/// Sometimes the value, sometimes none of it.
fn maybe(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    prop_oneof![Just(Value::Null), value].boxed()
}

fn one_of(words: &'static [&'static str]) -> BoxedStrategy<Value> {
    prop::sample::select(words).prop_map(Value::from).boxed()
}

fn partial_date() -> BoxedStrategy<Value> {
    one_of(&["1999", "2026-11", "2026-11-22", "0800"])
}

fn per_lang() -> BoxedStrategy<Value> {
    let both =
        (line(), proptest::option::of(line())).prop_map(|(one, other)| json!({ "nl": one, "en": other }));
    maybe(both)
}

fn detail(value: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let parts = (value, maybe(line().prop_map(Value::from)), maybe(one_of(&["2026-11-22"])), any::<bool>());
    let detail = parts.prop_map(|(value, source, checked_on, unconfirmed)| {
        json!({ "value": value, "source": source, "checked_on": checked_on, "unconfirmed": unconfirmed })
    });
    detail.boxed()
}

/// An object with these fields.
fn object(fields: Vec<(&'static str, BoxedStrategy<Value>)>) -> BoxedStrategy<Value> {
    let (names, values): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
    values
        .prop_map(move |values| {
            names.iter().map(|name| (*name).to_owned()).zip(values).collect::<Map<_, _>>().into()
        })
        .boxed()
}

fn list(item: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    prop::collection::vec(item, 0..4).prop_map(Value::from).boxed()
}

/// Words in at least one language.
fn words() -> BoxedStrategy<Value> {
    (line(), proptest::option::of(line())).prop_map(|(one, other)| json!({ "nl": one, "en": other })).boxed()
}

fn services() -> BoxedStrategy<Value> {
    let hours = one_of(&[
        "Mo 09:00-12:15,15:00-17:00; We 09:00-16:30",
        "2026 Sep 01-2026 Dec 31 Mo-Fr 09:00-12:00",
        "1900 Jan 01-2026 Dec 31 Su 00:00-24:00",
    ]);
    let service = object(vec![
        ("name", prop_oneof![words(), Just(json!({ "nl": null, "en": null })).boxed()].boxed()),
        ("mode", one_of(&["walk_in", "by_appointment", "by_phone", "online"])),
        ("hours", hours),
        ("note", per_lang()),
    ]);
    let numbers = prop::sample::subsequence(vec!["1", "2", "10", "999"], 0..4);
    (numbers, prop::collection::vec(detail(service), 4))
        .prop_map(|(numbers, services)| {
            numbers.into_iter().map(str::to_owned).zip(services).collect::<Map<_, _>>().into()
        })
        .boxed()
}

fn holidays() -> BoxedStrategy<Value> {
    let days = prop::sample::subsequence(vec!["new_year", "kings_day", "leidens_ontzet", "christmas"], 1..4);
    let switches = prop::collection::vec(one_of(&["open", "closed", "shorter"]), 4);
    (days, switches)
        .prop_map(|(days, switches)| {
            let days: Map<_, _> = days.into_iter().map(str::to_owned).zip(switches).collect();
            json!({ "days": days, "short": "10:00-14:00" })
        })
        .boxed()
}

/// An exception about all services, or about the first of these.
fn exception(services: &Value) -> BoxedStrategy<Value> {
    let first = services.as_object().and_then(|services| services.keys().next().cloned());
    let closed = vec![json!("closed"), json!({ "shorter": "10:00-12:00" })];
    let mut choices: Vec<_> = closed.iter().map(|effect| (Value::Null, effect.clone())).collect();
    if let Some(first) = first {
        choices.extend(closed.into_iter().map(|effect| (Value::from(first.clone()), effect)));
        choices.push((first.into(), json!({ "instead": "09:00-10:00,11:00-12:30" })));
    }
    let days = prop::sample::select(vec![("2026-12-24", "2026-12-24"), ("2026-12-24", "2027-01-02")]);
    (days, prop::sample::select(choices), per_lang())
        .prop_map(|((from, until), (service, effect), reason)| {
            json!({ "from": from, "until": until, "service": service, "effect": effect, "reason": reason })
        })
        .boxed()
}

fn languages() -> BoxedStrategy<Value> {
    prop::sample::subsequence(vec!["uk", "nl", "ar", "dse"], 1..4).prop_map(Value::from).boxed()
}

/// The contact with its services, and exceptions that are about them.
fn contact() -> BoxedStrategy<Value> {
    (contact_without_hours(), services())
        .prop_flat_map(|(contact, services)| {
            let exceptions = list(detail(exception(&services)));
            exceptions.prop_map(move |exceptions| {
                let mut contact = contact.clone();
                contact["services"] = services.clone();
                contact["exceptions"] = exceptions;
                contact
            })
        })
        .boxed()
}

fn contact_without_hours() -> BoxedStrategy<Value> {
    let name = object(vec![
        ("name", line().prop_map(Value::from).boxed()),
        ("lang", maybe(one_of(&["en", "nl"]))),
        ("from", maybe(detail(partial_date()))),
        ("until", maybe(detail(partial_date()))),
        ("mention_until", maybe(one_of(&["2027-03-31"]))),
    ]);
    let alias = object(vec![
        ("name", line().prop_map(Value::from).boxed()),
        ("lang", maybe(one_of(&["en", "nl"]))),
        ("misspelling", any::<bool>().prop_map(Value::from).boxed()),
    ]);
    let phone = object(vec![("number", one_of(&["14 071", "+31 71 516 5165"])), ("label", per_lang())]);
    let text = || maybe(line().prop_map(Value::from));
    let address = object(vec![
        ("building", text()),
        ("street", text()),
        ("postcode", text()),
        ("city", line().prop_map(Value::from).boxed()),
    ]);
    object(vec![
        ("kind", one_of(&["contact"])),
        ("organisation", one_of(&["government", "other"])),
        ("named_since", maybe(detail(partial_date()))),
        ("former_names", list(name)),
        ("aliases", list(alias)),
        ("directions", maybe(detail(words()))),
        ("accessibility", maybe(detail(words()))),
        ("appointment", maybe(detail(one_of(&["https://example.org/appointment"])))),
        ("languages", maybe(detail(languages()))),
        ("fees", maybe(detail(words()))),
        ("for_whom", maybe(detail(words()))),
        ("not_for_whom", maybe(detail(words()))),
        ("holidays", maybe(detail(holidays()))),
        ("hours_note", maybe(detail(words()))),
        ("review_months", maybe((1..=24u8).prop_map(Value::from))),
        ("website", maybe(detail(one_of(&["https://www.leiden.nl/?a=1&b=<2>"])))),
        ("email", maybe(detail(one_of(&["a@b.nl"])))),
        ("phones", list(detail(phone))),
        ("address", maybe(detail(address))),
        (
            "end",
            maybe(object(vec![
                ("on", one_of(&["2027-03-01"])),
                ("successor", id().prop_map(Value::from).boxed()),
            ])),
        ),
    ])
}

fn fields(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Page => object(vec![
            ("kind", one_of(&["page"])),
            ("menu", one_of(&["none", "main", "footer"])),
            ("lists", maybe(one_of(&["goals", "actions", "figures", "documents", "contacts", "pages"]))),
        ]),
        Kind::Goal => {
            object(vec![("kind", one_of(&["goal"])), ("number", (1..=255u8).prop_map(Value::from).boxed())])
        }
        Kind::Action => object(vec![
            ("kind", one_of(&["action"])),
            ("goals", list(id().prop_map(Value::from).boxed())),
            ("priority", maybe(one_of(&["high", "medium", "low"]))),
            ("status", one_of(&["planned", "under_way", "done", "stopped"])),
            ("lead", per_lang()),
            ("from", maybe(partial_date())),
            ("until", maybe(partial_date())),
        ]),
        Kind::Contact => contact(),
        Kind::Document => object(vec![
            ("kind", one_of(&["document"])),
            ("url", one_of(&["https://leiden.nl/a.pdf"])),
            ("languages", prop_oneof![Just(json!(["nl"])), Just(json!(["nl", "en"]))].boxed()),
            (
                "file",
                maybe(object(vec![
                    ("format", line().prop_map(Value::from).boxed()),
                    ("bytes", any::<u64>().prop_map(Value::from).boxed()),
                ])),
            ),
            (
                "link_check",
                maybe(object(vec![
                    ("on", one_of(&["2026-11-22"])),
                    ("works", any::<bool>().prop_map(Value::from).boxed()),
                ])),
            ),
        ]),
        Kind::Figure => object(vec![
            ("kind", one_of(&["figure"])),
            ("series", id().prop_map(Value::from).boxed()),
            ("date", maybe(partial_date())),
            ("occasion", per_lang()),
            ("value", maybe(detail(one_of(&["12", "-13.10", "16643"])))),
            ("unit", one_of(&["percent", "people"])),
        ]),
        Kind::Notice => object(vec![
            ("kind", one_of(&["notice"])),
            ("about", id().prop_map(Value::from).boxed()),
            ("from", one_of(&["2026-12-24T13:00", "2026-10-25T02:30"])),
            ("until", one_of(&["2026-12-24T13:01", "2027-01-01T00:00"])),
            ("closes", any::<bool>().prop_map(Value::from).boxed()),
        ]),
    }
}

fn section() -> BoxedStrategy<Value> {
    let text = || maybe(line().prop_map(Value::from));
    object(vec![
        ("id", id().prop_map(Value::from).boxed()),
        ("refers_to", maybe(id().prop_map(Value::from))),
        ("source", text()),
        ("unconfirmed", any::<bool>().prop_map(Value::from).boxed()),
        ("note", text()),
    ])
}

fn text(sections: &[Value]) -> BoxedStrategy<Value> {
    let words = (maybe(line().prop_map(Value::from)), rich_text());
    let words = words.prop_map(|(heading, text)| json!({ "heading": heading, "text": text }));
    let ids: Vec<String> =
        sections.iter().filter_map(|section| section["id"].as_str()).map(str::to_owned).collect();
    let said = prop::collection::vec(proptest::option::of(words), ids.len());
    let said = said.prop_map(move |words| {
        let said = ids.iter().cloned().zip(words).filter_map(|(id, words)| Some((id, words?)));
        Value::from(said.collect::<Map<_, _>>())
    });
    let text = || maybe(line().prop_map(Value::from));
    object(vec![
        ("title", line().prop_map(Value::from).boxed()),
        ("short_title", text()),
        ("slug", maybe(one_of(&["rent", "opening-hours"]))),
        ("summary", text()),
        ("sections", said.boxed()),
    ])
}

/// A body of a kind, with repeated and empty sections, and texts that are not in normal form.
pub(super) fn body(kind: Kind) -> impl Strategy<Value = Body> {
    let outline = prop::collection::vec(section(), 0..5);
    let shared = (fields(kind), outline);
    shared
        .prop_flat_map(|(fields, outline)| {
            let texts = prop_oneof![
                (text(&outline), text(&outline)).prop_map(|(en, nl)| json!({ "en": en, "nl": nl })),
                text(&outline).prop_map(|nl| json!({ "nl": nl, "en": null })),
            ];
            texts.prop_map(
                move |texts| json!({ "shared": { "fields": fields, "outline": outline }, "texts": texts }),
            )
        })
        .prop_map(|body| serde_json::from_value(body).unwrap())
}
