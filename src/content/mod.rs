//! The domain.

pub mod exchange {
    //! Content as files.

    use std::path::Path;

    use sqlx::PgPool;

    use crate::config::StarterContent;

    /// Writes the content.
    pub async fn export(_: &PgPool, _: &Path) -> anyhow::Result<()> {
        Ok(())
    }

    /// Reads the content.
    pub async fn import(_: &PgPool, _: &Path) -> anyhow::Result<()> {
        Ok(())
    }

    /// Fills an empty database.
    pub async fn load_starter(_: &PgPool, _: StarterContent) -> anyhow::Result<()> {
        Ok(())
    }
}

pub mod published {
    //! Everything live.

    use sqlx::PgPool;

    /// Everything live.
    #[derive(Debug, Default)]
    #[non_exhaustive]
    pub struct Published {}

    /// Reads everything live.
    pub async fn load(_: &PgPool) -> anyhow::Result<Published> {
        Ok(Published::default())
    }
}
