//! The files and the day that the language server asks for.

use crate::cli::files::{POLICY_LIMIT, read};
use lexloci::Date;
use lexloci::lsp::{Host, plain};
use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The deepest folder below one of the workspace that is searched, and the most entries that are looked at.
const DEEPEST: usize = 12;
const MOST_ENTRIES: usize = 50_000;

/// The file system.
#[derive(Default)]
pub(super) struct Files {
    /// The folder of shipped modules that were opened; it goes with the server.
    kept: OnceCell<Option<TempDir>>,
}

impl Host for Files {
    fn read(&self, uri: &str) -> Option<String> {
        let path = path_of(uri)?;
        let path = path.is_file().then(|| path.to_string_lossy().into_owned())?;
        read(&path, POLICY_LIMIT).ok().map(|text| text.text)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let mut found = vec![];
        let mut left = MOST_ENTRIES;
        if let Some(path) = path_of(folder) {
            search(&path, DEEPEST, &mut left, &mut found);
        }
        found.sort();
        found.iter().map(|path| uri_of(path)).collect()
    }

    fn keep(&self, name: &str, text: &str) -> Option<String> {
        // WASI has no folder for temporary files, and asking for it ends the program.
        if cfg!(target_os = "wasi") {
            return None;
        }
        let folder = self.kept.get_or_init(|| tempfile::Builder::new().prefix("lexloci-").tempdir().ok());
        let path = folder.as_ref()?.path().join(name).with_extension("loci");
        if !path.exists() {
            std::fs::write(&path, text).ok()?;
            let mut permissions = std::fs::metadata(&path).ok()?.permissions();
            permissions.set_readonly(true);
            std::fs::set_permissions(&path, permissions).ok()?;
        }
        Some(uri_of(&path))
    }

    fn today(&self) -> Date {
        crate::cli::today()
    }
}

/// Collects the policies in a folder and below. Folders of tools, hidden ones and links are passed over.
fn search(folder: &Path, depth: usize, left: &mut usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Some(fewer) = left.checked_sub(1) else { return };
        *left = fewer;
        let (path, name) = (entry.path(), entry.file_name());
        let is_passed_over = matches!(name.to_str(), None | Some("node_modules" | "target"))
            || name.to_str().is_some_and(|name| name.starts_with('.'));
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth > 0 && !is_passed_over => search(&path, depth - 1, left, found),
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|ending| ending == "loci") => found.push(path),
            _ => {}
        }
    }
}

/// Returns the path of a file's address; `None` of another scheme.
fn path_of(uri: &str) -> Option<PathBuf> {
    let uri = plain(uri);
    let path = uri.strip_prefix("file://")?;
    let path = path.strip_prefix("localhost").unwrap_or(path);
    // A drive: `/c:/policies`.
    let drive = path.strip_prefix('/').filter(|rest| cfg!(windows) && rest.get(1..2) == Some(":"));
    Some(PathBuf::from(drive.unwrap_or(path)))
}

fn uri_of(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let slash = if text.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{text}")
}
