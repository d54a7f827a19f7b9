//! A file that was sent with a form.
//!
//! Invariant: the bytes are those that were sent; a form with a file in it has no other fields that count.

use axum::extract::{FromRequest, Multipart, Request, multipart::MultipartError};
use http::StatusCode;

use crate::web::Error;
use crate::web::limits::is_too_slow;

/// The bytes of the field `file`; none where nothing was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload(pub Option<Vec<u8>>);

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Error;

    /// Takes a form as browsers send files with it, and no other body.
    async fn from_request(request: Request, state: &S) -> Result<Upload, Error> {
        let mut form = Multipart::from_request(request, state).await.map_err(|_| Error::BadRequest)?;
        while let Some(field) = form.next_field().await.map_err(|error| refusal(&error))? {
            if field.name() == Some("file") {
                let bytes = field.bytes().await.map_err(|error| refusal(&error))?;
                return Ok(Upload(Some(bytes.to_vec()).filter(|bytes| !bytes.is_empty())));
            }
        }
        Ok(Upload(None))
    }
}

fn refusal(error: &MultipartError) -> Error {
    match error.status() {
        _ if is_too_slow(error) => Error::RequestTimeout,
        StatusCode::PAYLOAD_TOO_LARGE => Error::PayloadTooLarge,
        _ => Error::BadRequest,
    }
}
