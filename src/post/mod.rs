//! What happens to findings after the rules: small pure steps.

pub mod baseline;
pub mod fingerprint;
pub mod redact;
pub mod sort;
pub mod suppress;
pub mod threshold;
