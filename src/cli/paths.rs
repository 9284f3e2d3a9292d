//! Where files lie, seen from a folder: baselines and hubs know them by that, wherever a run begins. Links are followed only
//! where the names alone do not tell.

use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use crate::output::uri;

/// The folders from which the hubs of machine formats see files: the working folder, as it is called and as it is, and the
/// root of the repository that it lies in.
pub(super) fn roots() -> &'static [PathBuf] {
    static ROOTS: OnceLock<Vec<PathBuf>> = OnceLock::new();
    ROOTS.get_or_init(|| {
        let Ok(here) = std::env::current_dir() else {
            return Vec::new();
        };
        // The shell may have come here by a link: its name for the folder stands in what it completes.
        let called = std::env::var_os("PWD").map(PathBuf::from);
        let called = called.filter(|c| c.canonicalize().is_ok_and(|c| c == here));
        let repository = |folder: &Path| {
            let mut above = folder.ancestors();
            above.find(|f| f.join(".git").exists()).map(PathBuf::from)
        };
        let mut roots = vec![here.clone()];
        roots.extend(called.clone());
        roots.extend(repository(&here));
        roots.extend(called.as_deref().and_then(repository));
        roots
    })
}

/// The path of a file from a folder on, with `/` between its parts; both may be relative to the working folder.
pub(super) fn seen_from(folder: &Path, file: &Path) -> String {
    let (base, named) = (whole(folder), whole(file));
    if let Ok(inside) = named.strip_prefix(&base) {
        return slashed(inside);
    }
    let real = |p: &Path| p.canonicalize().ok();
    if let (Some(base), Some(real)) = (real(&base), real(&named))
        && let Ok(inside) = real.strip_prefix(&base)
    {
        return slashed(inside);
    }
    let common = base.components().zip(named.components());
    let common = common.take_while(|(a, b)| a == b).count();
    if common == 0 {
        return slashed(&named);
    }
    let up = base.components().skip(common).map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(named.components().skip(common)).collect();
    slashed(&path)
}

/// A path from the root on, without `.` and `..`.
fn whole(path: &Path) -> PathBuf {
    // The name of the working folder, where it has none.
    let path = Path::new(".").join(path);
    let whole = std::path::absolute(&path);
    uri::tidy(&whole.unwrap_or(path))
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_seen_from_a_folder() {
        let seen = |folder: &str, file: &str| seen_from(Path::new(folder), Path::new(file));
        assert_eq!(seen("/a/b", "/a/b/c/d.txt"), "c/d.txt");
        assert_eq!(seen("/a/b", "/a/x/../b/./d.txt"), "d.txt");
        assert_eq!(seen("/a/b", "/a/c/d.txt"), "../c/d.txt");
        assert_eq!(seen("", "sub/../d.txt"), "d.txt");
        assert_eq!(seen("sub", "d.txt"), "../d.txt");
    }
}
