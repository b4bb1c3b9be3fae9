//! Writes files atomically: the old content is lost only once the new one is on the disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// The most links that are followed to a file that does not exist yet.
const MOST_LINKS: usize = 40;

/// Writes a file atomically: a new file beside it, which is then renamed. When that fails, the old file is unchanged.
///
/// A link stays a link, and the file behind it is replaced. The new file has the old one's permissions and, where the
/// system allows it, its owner. Another hard link to the old file keeps the old content. A pipe or a terminal is
/// written to directly.
pub(super) fn atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => replace(&end_of_links(path)?, bytes),
        Ok(_) => OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let target = end_of_links(path)?;
            persist(builder().tempfile_in(folder(&target))?, &target, bytes)
        }
        Err(error) => Err(error),
    }
}

/// Replaces a file that exists, unless it is not writable.
fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = OpenOptions::new().write(true).open(target)?;
    let temporary = builder().tempfile_in(folder(target))?;
    keep_owner(&old, temporary.as_file())?;
    keep_permissions(&old, temporary.as_file())?;
    persist(temporary, target, bytes)
}

/// Fills the temporary file and renames it.
fn persist(mut temporary: NamedTempFile, target: &Path, bytes: &[u8]) -> io::Result<()> {
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(target).map_err(|error| error.error)?;
    sync_folder(&folder(target))
}

/// Returns a builder whose temporary files are recognisable by name.
fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".lexloci-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // The system applies the umask.
    builder
}

/// Returns the folder that contains a file.
fn folder(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Follows links to the path of the file itself, which may not exist yet.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(next) => path = folder(&path).join(next),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many links lead on from it"))
}

/// Gives the new file the owner of the old one. Only an administrator may do so. Where it is refused, the new file
/// belongs to the current user, as with most editors.
#[cfg(unix)]
fn keep_owner(old: &File, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let (was, is) = (old.metadata()?, new.metadata()?);
    if (was.uid(), was.gid()) != (is.uid(), is.gid()) {
        drop(fchown(new, Some(was.uid()), Some(was.gid())));
    }
    Ok(())
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &File) -> io::Result<()> {
    Ok(())
}

/// Gives the new file the permissions of the old one. WASI knows none.
#[cfg(not(target_os = "wasi"))]
fn keep_permissions(old: &File, new: &File) -> io::Result<()> {
    new.set_permissions(old.metadata()?.permissions())
}

#[cfg(target_os = "wasi")]
fn keep_permissions(_: &File, _: &File) -> io::Result<()> {
    Ok(())
}

/// Flushes the folder, so that the new name survives a power failure.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
