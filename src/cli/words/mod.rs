//! What the program says when something is in the way: what, where, what to do. One file a subject.

mod annotate;
mod config;
mod deadlines;
mod facts;
mod files;
mod input;
mod rules;
mod table;

pub(in crate::cli) use annotate::*;
pub(in crate::cli) use config::*;
pub(in crate::cli) use deadlines::*;
pub(in crate::cli) use facts::*;
pub(in crate::cli) use files::*;
pub(in crate::cli) use input::{attached, charset_guessed, input, unread};
pub(in crate::cli) use rules::*;
pub(in crate::cli) use table::*;
