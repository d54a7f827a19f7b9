//! The access review (BIO2 5.18.02): who may do what, as a file for whoever checks it each quarter.
//!
//! Invariant: a cell never begins as a formula would, whatever someone is called (NCSC U/WA.04).

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::header;

use crate::{
    accounts::editor::{self, Editor, State as EditorState},
    admin::{Admin, cell::harmless},
    web::error::Result,
};

/// The names of the columns. They are for programs, and the same in every language.
const COLUMNS: [&str; 7] =
    ["email", "name", "role", "state", "second_factor", "last_sign_in_at", "created_at"];

/// Everyone, as CSV.
pub(in crate::admin) async fn download(State(admin): State<Admin>) -> Result<Response> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    for editor in editor::list(&admin.pool).await? {
        table.write_record(row(&editor).map(harmless))?;
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, r#"attachment; filename="editors.csv""#),
    ];
    Ok((headers, table.into_inner()?).into_response())
}

fn row(editor: &Editor) -> [String; 7] {
    let state = match editor.state() {
        EditorState::Invited => "invited",
        EditorState::Active => "active",
        EditorState::Disabled => "disabled",
    };
    [
        editor.email.clone(),
        editor.name.clone(),
        editor.role.as_str().to_owned(),
        state.to_owned(),
        if editor.has_second_factor { "yes" } else { "no" }.to_owned(),
        editor.last_sign_in_at.map(|at| at.to_string()).unwrap_or_default(),
        editor.created_at.to_string(),
    ]
}
