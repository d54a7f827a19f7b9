//! The policy.

use sqlx::PgPool;

use crate::web::portal::Portal;

#[sqlx::test(migrations = "./migrations")]
async fn it_says_what_was_promised(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .assert_says(
            "/en/policy",
            &[
                "Internationalisation policy",
                "The city council of Leiden adopted the new internationalisation policy on 17 September 2020.",
                "Why is there a policy?",
                "Leiden has become more international. That asks for a different approach in several areas.",
                "The municipality wants to improve its services to international residents.",
                "The municipality also wants to encourage and support the quality of living and working for internationals.",
                "In the coming years, from 2020, the municipality wants to reach four goals.",
            ],
        )
        .await;
    portal
        .assert_says(
            "/nl/beleid",
            &[
                "Beleid voor internationalisering",
                "De gemeenteraad van Leiden heeft het nieuwe beleid voor internationalisering vastgesteld op 17 september 2020.",
                "Waarom is dit beleid er?",
                "Leiden is internationaler geworden. Daarom is in een aantal dingen een andere aanpak nodig.",
                "De gemeente wil internationale inwoners beter helpen.",
                "De gemeente wil ook zorgen dat zij hier goed kunnen wonen en werken. Dat doet de gemeente door te stimuleren en te ondersteunen.",
                "De gemeente wil vanaf 2020 vier doelen bereiken.",
            ],
        )
        .await;
    for (path, title, goals) in [
        ("/en/policy", "The four goals", "/en/policy/goals"),
        ("/nl/beleid", "De vier doelen", "/nl/beleid/doelen"),
    ] {
        assert_eq!(portal.page(path).await.link("main a", title).href, goals);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_not_confirmed_is_not_there(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .assert_never_says(
            "/en/policy",
            &["Visie Internationalisering", "pays extra attention to", "city development"],
        )
        .await;
    portal
        .assert_never_says("/nl/beleid", &["Visie Internationalisering", "extra aandacht", "bouwen en wonen"])
        .await;
}
