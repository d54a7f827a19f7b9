//! The four goals: their overview and the page of each.

use sqlx::PgPool;

use crate::web::portal::{Portal, plain};

/// Title, text, address in English; the same in Dutch.
const GOALS: &[[(&str, &str, &str); 2]] = &[
    [
        (
            "1. Everyone takes part",
            "Include internationals in Leiden society, and encourage exchange between locals and internationals.",
            "/en/policy/goals/everyone-takes-part",
        ),
        (
            "1. Iedereen doet mee",
            "Internationale inwoners horen bij Leiden. We stimuleren uitwisseling tussen hen en andere Leidenaren.",
            "/nl/beleid/doelen/iedereen-doet-mee",
        ),
    ],
    [
        (
            "2. Use the opportunities",
            "Make the most of the opportunities that internationalisation offers to the city and its partners.",
            "/en/policy/goals/use-the-opportunities",
        ),
        (
            "2. Kansen gebruiken",
            "Internationalisering geeft kansen aan de stad en haar partners. Die kansen gebruiken we.",
            "/nl/beleid/doelen/kansen-gebruiken",
        ),
    ],
    [
        (
            "3. Solve problems together",
            "Work together with partners in the city and the region to solve problems.",
            "/en/policy/goals/solve-problems-together",
        ),
        (
            "3. Samen problemen oplossen",
            "We werken samen met partners in de stad en de regio. Zo lossen we problemen op.",
            "/nl/beleid/doelen/samen-problemen-oplossen",
        ),
    ],
    [
        (
            "4. Attract talent",
            "Attract national and international talent to Leiden, based on our profile as a city of international knowledge and historic culture.",
            "/en/policy/goals/attract-talent",
        ),
        (
            "4. Talent naar Leiden halen",
            "We halen talent uit Nederland en het buitenland naar Leiden. Dat past bij Leiden als stad van internationale kennis en historische cultuur.",
            "/nl/beleid/doelen/talent-naar-leiden-halen",
        ),
    ],
];

const OVERVIEWS: [(&str, &str); 2] =
    [("/en/policy/goals", "The four goals"), ("/nl/beleid/doelen", "De vier doelen")];

#[sqlx::test(migrations = "./migrations")]
async fn the_overview_has_each_goal_with_its_number_and_its_page(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (index, (path, title)) in OVERVIEWS.into_iter().enumerate() {
        let page = portal.page(path).await;
        assert_eq!(page.only("h1"), title);
        let headings = page.links("main ol h2 a");
        assert_eq!(headings.len(), GOALS.len());
        for (goal, heading) in GOALS.iter().zip(headings) {
            let (title, text, address) = goal[index];
            assert_eq!((plain(&heading.text).as_str(), heading.href.as_str()), (title, address));
            assert!(page.main().contains(text), "{path}: {text}");
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_goal_says_what_was_promised_and_leads_to_the_next(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (number, goal) in GOALS.iter().enumerate() {
        for (index, (title, text, address)) in goal.iter().enumerate() {
            let page = portal.page(address).await;
            assert_eq!(page.only("h1"), *title);
            assert!(page.main().contains(text), "{address}: {text}");
            let nothing = if index == 0 {
                "The actions are not on this website yet."
            } else {
                "De acties staan nog niet op deze website."
            };
            assert!(page.main().contains(nothing), "{address}");
            let beside = |step: isize| {
                let found = number.checked_add_signed(step).and_then(|number| GOALS.get(number));
                found.map(|goal| goal[index].2.to_owned()).into_iter().collect::<Vec<_>>()
            };
            assert_eq!(page.attributes("main a[rel=prev]", "href"), beside(-1), "{address}");
            assert_eq!(page.attributes("main a[rel=next]", "href"), beside(1), "{address}");
        }
    }
}

/// A reader of both pages of 2020 finds other goals there.
#[sqlx::test(migrations = "./migrations")]
async fn the_difference_of_2020_is_explained_where_a_reader_wonders(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .assert_says(
            "/en/policy/goals",
            &[
                "The Dutch page does not list the first goal as a point.",
                "to work across policy fields",
                "This website follows the English page of 2020, in both languages.",
            ],
        )
        .await;
    portal
        .assert_says(
            "/nl/beleid/doelen",
            &[
                "De Nederlandse pagina noemt het eerste doel niet als punt.",
                "over de grenzen van beleidsterreinen heen werken",
                "Deze website volgt in beide talen de Engelse pagina van 2020.",
            ],
        )
        .await;
    for (goal, overview) in [
        ("/en/policy/goals/everyone-takes-part", "/en/policy/goals#wording"),
        ("/nl/beleid/doelen/iedereen-doet-mee", "/nl/beleid/doelen#wording"),
    ] {
        assert_eq!(portal.page(goal).await.attributes("main a[href$='#wording']", "href"), [overview]);
    }
    let page = portal.page("/en/policy/goals").await;
    let dutch = page.links("main a[hreflang=nl]");
    assert_eq!(dutch.len(), 1);
    assert!(dutch[0].text.contains("(in Dutch"), "{dutch:?}");
    let page = portal.page("/nl/beleid/doelen").await;
    let english = page.links("main a[hreflang=en]");
    assert!(english.len() == 1 && english[0].text.contains("(in het Engels"), "{english:?}");
}
