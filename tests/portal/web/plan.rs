//! The implementation plan.

use sqlx::PgPool;

use crate::web::portal::Portal;

#[sqlx::test(migrations = "./migrations")]
async fn it_says_what_was_promised_and_that_there_are_no_actions_yet(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .assert_says(
            "/en/plan",
            &[
                "Implementation plan",
                "An implementation plan belongs to the four goals. It says which actions there are and what comes first.",
                "When the policy was adopted, this plan still had to be made.",
                "The actions are not on this website yet.",
            ],
        )
        .await;
    portal
        .assert_says(
            "/nl/uitvoeringsplan",
            &[
                "Uitvoeringsplan",
                "Bij de vier doelen hoort een uitvoeringsplan. Daarin staan de acties. Er staat ook in wat eerst komt.",
                "Toen het beleid werd vastgesteld, moest dit plan nog worden gemaakt.",
                "De acties staan nog niet op deze website.",
            ],
        )
        .await;
    portal.assert_never_says("/en/plan", &["March 2022", "municipal executive"]).await;
    portal.assert_never_says("/nl/uitvoeringsplan", &["maart 2022", "college van burgemeester"]).await;
}
