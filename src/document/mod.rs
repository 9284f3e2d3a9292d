//! From a decoded text to something that can be read: the normalised view with its way back to the original bytes, the
//! layout (headings, list items, table rows, sentences), and the reports that one file holds.

pub mod bundle;
pub mod layout;
pub mod view;

pub use layout::{Block, BlockKind, Layout, Sentence};
pub use view::View;
