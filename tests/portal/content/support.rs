//! Content for tests: bodies in few words, a site to save and publish them in, and one full of secrets.
//!
//! Every action of a [`Site`] is a transaction of its own, a minute after the one before.

use std::fmt::Write;

use jiff::{Span, Timestamp};
use leiden_international::content::act::Act;
use leiden_international::content::entry::{self, Body, Fields, Kind, Section, SectionText, Shared};
use leiden_international::content::error::Error;
use leiden_international::content::guidance::Guidance;
use leiden_international::content::publication::Withdrawal;
use leiden_international::content::published::{
    Entry, Menu, Published, Resolution, Seen, Text, copy, load, read,
};
use leiden_international::content::revision::{self, Revision};
use leiden_international::content::rich_text::RichText;
use leiden_international::content::tree::{self, Place};
use leiden_international::content::values::Line;
use leiden_international::content::{action, contact, figure, goal, notice, page, publication};
use leiden_international::ids::{EditorId, EntryId, SectionId};
use leiden_international::lang::Lang::{self, En, Nl};
use leiden_international::lang::PerLang;
use leiden_international::slug::Slug;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};

/// Both languages.
pub(crate) const BOTH: &[Lang] = Lang::ALL;

pub(crate) fn id(name: &str) -> EntryId {
    name.to_owned().try_into().unwrap()
}

pub(crate) fn line(text: &str) -> Line {
    text.to_owned().try_into().unwrap()
}

/// A body in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft(pub(crate) Body);

impl Draft {
    /// A page that says only its title, in both languages; its slug is `word` in English and `word-nl` in Dutch.
    pub(crate) fn page(word: &str) -> Draft {
        Draft::of(Fields::Page(page::Page::default()), word).slug(En, word).slug(Nl, &format!("{word}-nl"))
    }

    pub(crate) fn goal(number: u8, word: &str) -> Draft {
        let fields = Fields::Goal(goal::Goal { number });
        Draft::of(fields, word).slug(En, word).slug(Nl, &format!("{word}-nl"))
    }

    pub(crate) fn action(goals: &[&str]) -> Draft {
        let goals = goals.iter().map(|goal| id(goal)).collect();
        let fields = action::Action {
            goals,
            priority: None,
            status: action::Status::Planned,
            lead: None,
            from: None,
            until: None,
        };
        Draft::of(Fields::Action(fields), "an action")
    }

    /// A figure of 12 percent.
    pub(crate) fn figure() -> Draft {
        let fields = json!({ "series": "share", "unit": "percent", "value": { "value": "12" } });
        Draft::of(Fields::Figure(serde_json::from_value::<figure::Figure>(fields).unwrap()), "a share")
    }

    pub(crate) fn contact(word: &str, fields: Value) -> Draft {
        let fields = Fields::Contact(serde_json::from_value::<contact::Contact>(fields).unwrap());
        Draft::of(fields, word).slug(En, word).slug(Nl, &format!("{word}-nl"))
    }

    /// A notice about a contact, or (none) for every page, between two times in Leiden.
    pub(crate) fn notice(about: Option<&str>, from: &str, until: &str) -> Draft {
        let fields = json!({ "about": about, "from": from, "until": until });
        Draft::of(Fields::Notice(serde_json::from_value::<notice::Notice>(fields).unwrap()), "a notice")
    }

    /// Fields with a title in both languages and no slug.
    pub(crate) fn of(fields: Fields, title: &str) -> Draft {
        let text = |lang| entry::Text {
            title: line(&format!("{title} ({lang})")),
            short_title: None,
            slug: None,
            summary: None,
            sections: std::collections::BTreeMap::new(),
        };
        let texts = PerLang::from_fn(|lang| Some(text(lang)));
        Draft(Body { shared: Shared { fields, outline: Vec::new() }, texts })
    }

    /// The same in one language alone.
    pub(crate) fn only(mut self, lang: Lang) -> Draft {
        for other in lang.others() {
            *self.0.texts.get_mut(other) = None;
        }
        self
    }

    pub(crate) fn title(mut self, lang: Lang, title: &str) -> Draft {
        self.text(lang).title = line(title);
        self
    }

    pub(crate) fn short_title(mut self, lang: Lang, title: &str) -> Draft {
        self.text(lang).short_title = Some(line(title));
        self
    }

    pub(crate) fn summary(mut self, lang: Lang, summary: &str) -> Draft {
        self.text(lang).summary = Some(line(summary));
        self
    }

    pub(crate) fn slug(mut self, lang: Lang, slug: &str) -> Draft {
        self.text(lang).slug = Some(Slug::try_from(slug.to_owned()).unwrap());
        self
    }

    /// Says a paragraph under a section in every language it has; the section comes last if it is new.
    pub(crate) fn says(mut self, section: &str, words: &str) -> Draft {
        self.section(section);
        for lang in BOTH.iter().copied().filter(|lang| self.0.texts.get(*lang).is_some()).collect::<Vec<_>>()
        {
            self = self.says_in(lang, section, words);
        }
        self
    }

    pub(crate) fn says_in(mut self, lang: Lang, section: &str, words: &str) -> Draft {
        self.section(section);
        let text = RichText::sanitised(&format!("<p>{words}</p>"));
        let id = SectionId::try_from(section.to_owned()).unwrap();
        self.text(lang).sections.insert(id, SectionText { heading: None, text });
        self
    }

    /// Shows another entry in a section.
    pub(crate) fn shows(mut self, section: &str, target: &str) -> Draft {
        self.section(section).refers_to = Some(id(target));
        self
    }

    pub(crate) fn unconfirmed(mut self, section: &str) -> Draft {
        self.section(section).unconfirmed = true;
        self
    }

    /// Where a section comes from, and what editors are to know about it.
    pub(crate) fn remarks(mut self, section: &str, source: &str, note: &str) -> Draft {
        let section = self.section(section);
        (section.source, section.note) = (Some(line(source)), Some(line(note)));
        self
    }

    /// Without a section, in the outline and in every language.
    pub(crate) fn without(mut self, section: &str) -> Draft {
        self.0.shared.outline.retain(|place| place.id.as_str() != section);
        self.0 = self.0.normalised();
        self
    }

    fn text(&mut self, lang: Lang) -> &mut entry::Text {
        self.0.texts.get_mut(lang).as_mut().unwrap()
    }

    fn section(&mut self, name: &str) -> &mut Section {
        let outline = &mut self.0.shared.outline;
        let at = outline.iter().position(|section| section.id.as_str() == name).unwrap_or_else(|| {
            let id = SectionId::try_from(name.to_owned()).unwrap();
            outline.push(Section { id, refers_to: None, source: None, unconfirmed: false, note: None });
            outline.len() - 1
        });
        &mut self.0.shared.outline[at]
    }
}

/// The content of a database, to change and to look at.
pub(crate) struct Site<'c> {
    pub(crate) conn: &'c mut PgConnection,
    pub(crate) now: Timestamp,
    /// What was read last, change by change, and how far.
    followed: (Published, Option<Seen>),
}

impl<'c> Site<'c> {
    /// Begins at noon on 22 November 2026.
    pub(crate) fn new(conn: &'c mut PgConnection) -> Site<'c> {
        Site { conn, now: "2026-11-22T11:00:00Z".parse().unwrap(), followed: Default::default() }
    }

    /// Makes an entry below another (none: at the top), unless there is one of that name.
    pub(crate) async fn create(&mut self, name: &str, kind: Kind, parent: Option<&str>) {
        let exists: bool = sqlx::query_scalar("select exists (select from entry where id = $1)")
            .bind(name)
            .fetch_one(&mut *self.conn)
            .await
            .unwrap();
        if !exists {
            let place = Place { parent: parent.map(id), position: 10 };
            let now = self.tick();
            tree::create(self.conn, &id(name), kind, &place, now).await.unwrap();
        }
    }

    pub(crate) async fn save(&mut self, name: &str, draft: Draft) -> Revision {
        self.try_save(name, draft).await.unwrap()
    }

    pub(crate) async fn try_save(&mut self, name: &str, draft: Draft) -> Result<Revision, Error> {
        let now = self.tick();
        let mut transaction = self.conn.begin().await.unwrap();
        let saved = revision::save(&mut transaction, &id(name), draft.0, &Act::of_system(now)).await?;
        transaction.commit().await.unwrap();
        Ok(saved)
    }

    /// Saves a draft of an entry, which is made at the top if it is new, and publishes all that it says.
    pub(crate) async fn publish(&mut self, name: &str, draft: Draft) -> Revision {
        self.publish_below(name, None, draft).await
    }

    pub(crate) async fn publish_below(&mut self, name: &str, parent: Option<&str>, draft: Draft) -> Revision {
        self.create(name, draft.0.shared.fields.kind(), parent).await;
        let langs = said_in(&draft.0);
        let saved = self.save(name, draft).await;
        self.go_live(name, &saved, &langs).await.unwrap();
        saved
    }

    /// Makes a revision live; nothing is kept of what was refused.
    pub(crate) async fn go_live(
        &mut self,
        name: &str,
        revision: &Revision,
        langs: &[Lang],
    ) -> Result<bool, Error> {
        let now = self.tick();
        let mut transaction = self.conn.begin().await.unwrap();
        let changed =
            publication::publish(&mut transaction, &id(name), revision.id, langs, &Act::of_system(now))
                .await?;
        transaction.commit().await.unwrap();
        Ok(changed)
    }

    pub(crate) async fn withdraw(
        &mut self,
        name: &str,
        langs: &[Lang],
        successor: Option<&str>,
    ) -> Result<(), Error> {
        let now = self.tick();
        let withdrawal = Withdrawal { successor: successor.map(id), ..because("out of date") };
        let mut transaction = self.conn.begin().await.unwrap();
        publication::withdraw(&mut transaction, &id(name), langs, &withdrawal, &Act::of_system(now)).await?;
        transaction.commit().await.unwrap();
        Ok(())
    }

    pub(crate) async fn move_below(&mut self, name: &str, parent: Option<&str>) -> Result<(), Error> {
        let place = Place { parent: parent.map(id), position: 10 };
        let mut transaction = self.conn.begin().await.unwrap();
        tree::move_to(&mut transaction, &id(name), &place).await?;
        transaction.commit().await.unwrap();
        Ok(())
    }

    /// What is live: read as a whole, which is the same as what was read before with what has changed since.
    pub(crate) async fn published(&mut self) -> Published {
        let whole = load(&mut *self.conn).await.unwrap();
        let (before, since) = &self.followed;
        let (rows, seen) = read(&mut *self.conn, since.as_ref()).await.unwrap();
        let followed = before.renewed(rows).unwrap();
        assert_eq!(stored(&followed), stored(&whole));
        assert_eq!(placed(&followed), placed(&whole));
        assert_eq!(crate::content::support::seen(&followed), crate::content::support::seen(&whole));
        let since = seen.or(since.clone());
        self.followed = (followed, since);
        whole
    }

    /// What is at an address, in words: `here about`, `moved to new`, `gone`, `gone for next`, `elsewhere about in nl`,
    /// `nowhere`.
    pub(crate) async fn at(&mut self, lang: Lang, path: &str) -> String {
        in_words(&self.published().await.resolve(lang, path))
    }

    fn tick(&mut self) -> Timestamp {
        self.now = self.now.checked_add(Span::new().minutes(1)).unwrap();
        self.now
    }
}

/// All that readers can see, but when it changed.
pub(crate) fn seen(published: &Published) -> String {
    let mut seen = String::new();
    for entry in published.entries() {
        let _ = writeln!(seen, "{} below {:?}: {:?}", entry.id, entry.parent, entry.fields);
        for (lang, text) in BOTH.iter().filter_map(|lang| Some((lang, entry.text(*lang)?))) {
            let Text { title, short_title, summary, sections, path, changed_at: _ } = text;
            let _ = writeln!(seen, "{lang} {path:?} {title} {short_title} {summary:?} {sections:#?}");
        }
    }
    seen
}

/// All that a snapshot was made from.
fn stored(published: &Published) -> String {
    let copy = copy::encode(Timestamp::UNIX_EPOCH, published, &Guidance::default());
    String::from_utf8(copy.unwrap()).unwrap()
}

/// Where everything is in a snapshot, by name.
fn placed(published: &Published) -> Vec<String> {
    let mut placed = vec![format!("examples: {}", published.has_examples())];
    for lang in BOTH.iter().copied() {
        let mut note = |what: String, found: Vec<(&Entry, &Text)>| {
            let ids: Vec<_> = found.iter().map(|(entry, _)| entry.id.as_str()).collect();
            placed.push(format!("{lang} {what}: {ids:?}"));
        };
        note("at the top".to_owned(), published.children(None, lang));
        for menu in [Menu::None, Menu::Main, Menu::Footer] {
            note(format!("{menu:?}"), published.menu(menu, lang));
        }
        for entry in published.entries() {
            note(format!("below {}", entry.id), published.children(Some(&entry.id), lang));
            note(format!("of the kind of {}", entry.id), published.of_kind(entry.fields.kind(), lang));
        }
        for (_, text) in published.entries().filter_map(|entry| published.text(&entry.id, lang)) {
            let path = text.path.as_deref().unwrap_or_default();
            placed.push(format!("{lang} {path}: {}", in_words(&published.resolve(lang, path))));
        }
    }
    placed
}

/// Every row of every table of the content, in words.
pub(crate) async fn rows(conn: &mut PgConnection) -> Vec<String> {
    let mut rows = Vec::new();
    for table in ["entry", "revision", "publication", "address", "reference", "agreement", "consequence"] {
        let query = format!("select '{table} ' || {table}::text as row from {table} order by row");
        rows.extend(
            sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(query)).fetch_all(&mut *conn).await.unwrap(),
        );
    }
    rows
}

pub(crate) fn in_words(resolution: &Resolution<'_>) -> String {
    match resolution {
        Resolution::Here(entry, _) => format!("here {}", entry.id),
        Resolution::Moved(path) => format!("moved to {path}"),
        Resolution::Ended(entry) => format!("ended for {}", entry.id),
        Resolution::Gone { instead: None, .. } => "gone".to_owned(),
        Resolution::Gone { instead: Some(entry), .. } => format!("gone for {}", entry.id),
        Resolution::Elsewhere(entry, lang) => format!("elsewhere {} in {lang}", entry.id),
        Resolution::Nowhere => "nowhere".to_owned(),
    }
}

/// Makes a publisher of that name.
pub(crate) async fn editor(conn: &mut PgConnection, name: &str) -> EditorId {
    let made = "insert into editor (email, name, role, lang, created_at)
        values ($1 || '@example.nl', $1, 'publisher', 'en', now()) returning id";
    EditorId(sqlx::query_scalar(made).bind(name).fetch_one(conn).await.unwrap())
}

/// A withdrawal for that reason, in every language.
pub(crate) fn because(reason: &str) -> Withdrawal {
    Withdrawal { reason: PerLang::from_fn(|_| Some(reason.to_owned())), ..Withdrawal::default() }
}

fn said_in(body: &Body) -> Vec<Lang> {
    body.texts.iter().filter(|(_, text)| text.is_some()).map(|(lang, _)| lang).collect()
}

/// Fills an empty database with content that readers may see and with secrets of every sort that they may not: the
/// words that are returned. Readers may see the word `visible` in every entry that is live: `home`, `open`,
/// `guarded`, `open-contact`, `open-figure` and, in English, `half`.
pub(crate) async fn plant_secrets(conn: &mut PgConnection) -> Vec<&'static str> {
    let mut site = Site::new(conn);
    let mut home = visible_page("home");
    for lang in BOTH {
        home.text(*lang).slug = None;
    }
    site.publish("home", home).await;
    plant_drafts(&mut site).await;
    plant_unconfirmed(&mut site).await;
    plant_withdrawn(&mut site).await;
    vec![
        "secret-newer-title",
        "secret-newer-words",
        "secret-never-published",
        "secret-section",
        "secret-target",
        "secret-unconfirmed-english",
        "secret-unconfirmed-dutch",
        "secret-unconfirmed-heading",
        "secret-source",
        "secret-note",
        "secret-general-note",
        "secret-revision-note",
        "secret-website",
        "secret-mailbox",
        "900123456",
        "secret-label",
        "secret-street",
        "1987-06-05",
        "1988-07-06",
        "secret-detail-source",
        "987654321",
        "secret-withdrawn-dutch",
        "secret-withdrawn-entry",
        "secret-withdrawal-note",
    ]
}

fn visible_page(word: &str) -> Draft {
    Draft::page(word).says("words", "visible")
}

async fn plant_drafts(site: &mut Site<'_>) {
    let open = visible_page("open").says("second", "visible too");
    site.publish("open", open.clone()).await;
    let newer = open.title(En, "secret-newer-title").title(Nl, "secret-newer-title");
    site.save("open", newer.says("words", "secret-newer-words")).await;
    site.create("never", Kind::Page, Some("open")).await;
    site.save("never", Draft::page("secret-never-published").says("words", "secret-never-published")).await;
    let now = site.now;
    let act = Act::of_system(now).noted("secret-revision-note");
    revision::save(site.conn, &id("never"), visible_page("never").0, &act).await.unwrap();
}

async fn plant_unconfirmed(site: &mut Site<'_>) {
    site.create("secret-target", Kind::Page, None).await;
    site.save("secret-target", Draft::page("secret-target")).await;
    let mut page = visible_page("guarded")
        .says_in(En, "secret-section", "secret-unconfirmed-english")
        .says_in(Nl, "secret-section", "secret-unconfirmed-dutch")
        .remarks("secret-section", "secret-source", "secret-note")
        .remarks("words", "secret-source", "secret-general-note")
        .shows("secret-section", "secret-target")
        .unconfirmed("secret-section");
    for lang in BOTH {
        let text = page.0.texts.get_mut(*lang).as_mut().unwrap();
        let section = SectionId::try_from("secret-section".to_owned()).unwrap();
        text.sections.get_mut(&section).unwrap().heading = Some(line("secret-unconfirmed-heading"));
    }
    site.publish("guarded", page).await;
    let hidden =
        |value: Value| json!({ "value": value, "source": "secret-detail-source", "unconfirmed": true });
    let label = json!({ "en": "secret-label", "nl": "secret-label" });
    let address = json!({ "street": "secret-street 1", "city": "Leiden" });
    let contact = json!({
        "organisation": "other",
        "website": hidden(json!("https://secret-website.example/")),
        "email": hidden(json!("secret-mailbox@example.nl")),
        "phones": [hidden(json!({ "number": "900123456", "label": label }))],
        "address": hidden(address),
        "former_names": [
            { "name": "visible", "from": hidden(json!("1987-06-05")), "until": hidden(json!("1988-07-06")) },
        ],
    });
    site.publish("open-contact", Draft::contact("open-contact", contact).says("words", "visible")).await;
    let figure = json!({ "series": "share", "unit": "percent", "value": hidden(json!("987654321")) });
    let figure = Fields::Figure(serde_json::from_value(figure).unwrap());
    site.publish("open-figure", Draft::of(figure, "visible")).await;
}

async fn plant_withdrawn(site: &mut Site<'_>) {
    let half = visible_page("half").title(Nl, "secret-withdrawn-dutch").says_in(
        Nl,
        "words",
        "secret-withdrawn-dutch",
    );
    site.publish("half", half).await;
    site.withdraw("half", &[Nl], None).await.unwrap();
    let whole =
        Draft::page("whole").title(En, "secret-withdrawn-entry").says("words", "secret-withdrawn-entry");
    site.publish("whole", whole).await;
    // Why something is gone is for readers; what was noted about it is not.
    let withdrawal = Withdrawal { successor: Some(id("open")), ..because("visible reason") };
    let act = Act::of_system(site.now).noted("secret-withdrawal-note");
    publication::withdraw(site.conn, &id("whole"), BOTH, &withdrawal, &act).await.unwrap();
}
