//! Reads `.xlsx`.

use super::{Extracted, InputError};

/// Reads.
///
/// # Errors
/// See [`InputError`].
pub fn read(_bytes: &[u8]) -> Result<Extracted, InputError> {
    Err(InputError::Empty)
}
