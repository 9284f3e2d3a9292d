//! What happens to findings after the rules: small pure steps.

pub mod sort;
pub mod threshold;
