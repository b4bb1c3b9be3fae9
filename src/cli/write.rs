//! Writes files whole or not at all: what stood there is lost only once what replaces it is on the disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// Links that are followed to a file that does not exist yet.
const MOST_LINKS: usize = 40;

/// Writes a file: a new one beside it, which then takes its name. Where that fails, the old file is as it was.
///
/// A link stays a link, and the file that it leads to is replaced. The new file has the old one's permissions and, where
/// the system allows it, its owner. Another hard link to the old file keeps the old content. What is no file, such as a
/// pipe or a terminal, is written to directly.
pub(super) fn whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => replace(&fs::canonicalize(path)?, bytes),
        Ok(_) => OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let target = end_of_links(path)?;
            settle(builder().tempfile_in(folder(&target))?, &target, bytes)
        }
        Err(error) => Err(error),
    }
}

/// Replaces a file that exists, unless it may not be written to.
fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = OpenOptions::new().write(true).open(target)?;
    let temporary = builder().tempfile_in(folder(target))?;
    keep_owner(&old, temporary.as_file())?;
    temporary.as_file().set_permissions(old.metadata()?.permissions())?;
    settle(temporary, target, bytes)
}

/// Fills the temporary file and gives it its name.
fn settle(mut temporary: NamedTempFile, target: &Path, bytes: &[u8]) -> io::Result<()> {
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(target).map_err(|error| error.error)?;
    sync_folder(&folder(target))
}

/// Names the temporary file so that who finds one knows what left it.
fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".lexloci-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // The system takes the umask off.
    builder
}

/// Returns the folder in which a file lies.
fn folder(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Follows links whose end does not exist yet.
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

/// Gives the new file the owner of the old one. Only an administrator may give files away: where that is refused, the
/// new file belongs to the one who writes it, as with most editors.
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

/// Makes sure that the new name outlives a loss of power.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
