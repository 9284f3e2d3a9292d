//! The file of facts, `incident.yaml`: what was read from a report, written for people to correct, and read back.

pub mod read;
pub mod write;

pub use read::IncidentFile;

/// The format's version.
pub const VERSION: u32 = 1;
