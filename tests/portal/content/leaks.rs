//! Nothing that readers may not see comes near them.

use leiden_international::content::published;
use sqlx::PgPool;

use crate::content::support::plant_secrets;

#[sqlx::test(migrations = "./migrations")]
async fn no_secret_is_in_what_the_public_side_reads(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let secrets = plant_secrets(&mut conn).await;
    let everything = "select string_agg(table_text, ' ') from (
        select revision::text as table_text from revision
        union all select publication::text from publication
    ) as everything";
    let everything: String = sqlx::query_scalar(everything).fetch_one(&mut *conn).await.unwrap();
    let live: String = sqlx::query_scalar("select string_agg(live::text, ' ') from live")
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    let published = published::load(&mut *conn).await.unwrap();
    let names: Vec<_> = published.entries().map(|entry| entry.id.as_str()).collect();
    assert_eq!(names, ["guarded", "half", "home", "open", "open-contact", "open-figure"]);
    let published = format!("{published:#?}");
    for secret in secrets {
        assert!(everything.contains(secret), "{secret} was not planted");
        assert!(!live.contains(secret), "{secret} is in the view");
        assert!(!published.contains(secret), "{secret} is in the snapshot");
    }
    assert!(live.contains("visible") && published.contains("visible"));
}
