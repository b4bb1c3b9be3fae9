//! The folder beside the output in which an audit keeps its parts, so that a later run goes on after a kill.
//!
//! A manifest says of what data, policy and options the parts are; those of another audit are thrown away. A part counts where its
//! digest is right. A lock keeps two runs apart.

use super::Audit;
use super::assemble::Format;
use super::part::Part;
use super::source::{Input, Kind};
use crate::cli::rejected::Rejected;
use lexloci::{Policy, atlas};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

const MANIFEST: &str = "manifest.json";
const LOCK: &str = "lock";
/// The bytes at both ends of a file that its digest covers.
const ENDS: u64 = 64 << 10;

/// An open folder.
pub(super) struct Folder {
    path: PathBuf,
    /// Keeps other runs away while it is open.
    _lock: File,
}

fn fault(path: &Path, error: &io::Error) -> Rejected<'static> {
    Rejected::without_position(&path.to_string_lossy(), "L0001", error.to_string())
}

/// Returns what the parts depend on, as text.
pub(super) fn manifest(
    audit: &Audit,
    policy: &Policy,
    inputs: &[Input],
    keys: &[String],
    texts: &[Option<String>],
    format: Format,
) -> Result<String, Rejected<'static>> {
    let files = inputs.iter().map(file).collect::<Result<Vec<_>, _>>()?;
    let manifest = json!({
        "lexloci": env!("CARGO_PKG_VERSION"),
        "policy": policy.digest(),
        "suppose": audit.judging.suppose,
        "atlas": format!("{}+{}", atlas::VERSION, atlas::digest()),
        "as_of": audit.judging.asked.as_of.map(|day| day.to_string()),
        "level": audit.judging.asked.level,
        "refuse_complete": audit.judging.refuse_complete,
        "refuse_assumed": audit.judging.refuse_assumed,
        "complete": audit.complete,
        "keys": keys,
        "texts": texts.iter().map(|text| text.as_ref().map(|text| hex(text.as_bytes()))).collect::<Vec<_>>(),
        "format": format.name(),
        "findings": audit.format.has_findings(),
        "files": files,
    });
    Ok(format!("{manifest:#}\n"))
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Tells a file from others and from itself at another time: by name, length, time of change, and its ends.
fn file(input: &Input) -> Result<Value, Rejected<'static>> {
    if input.name == "-" {
        // Standard input cannot be read a second time.
        let now = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        return Ok(json!({ "name": "-", "process": std::process::id(), "at": now.as_nanos().to_string() }));
    }
    let path = Path::new(&input.name);
    let described = || -> io::Result<Value> {
        let mut file = File::open(path)?;
        let found = file.metadata()?;
        let mut ends = vec![];
        (&mut file).take(ENDS).read_to_end(&mut ends)?;
        file.seek(SeekFrom::Start(found.len().saturating_sub(ENDS)))?;
        file.take(ENDS).read_to_end(&mut ends)?;
        let changed = found.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        let kind = match input.kind {
            Kind::Ndjson => "ndjson",
            Kind::Csv => "csv",
            Kind::Parquet => "parquet",
        };
        Ok(json!({
            "name": input.name,
            "kind": kind,
            "bytes": found.len(),
            "changed": changed.as_nanos().to_string(),
            "ends": hex(&ends),
        }))
    };
    described().map_err(|error| fault(path, &error))
}

impl Folder {
    /// Opens the folder of an output. Returns besides what is to be told of what was left there.
    pub(super) fn open(out: &Path, manifest: &str) -> Result<(Folder, Option<String>), Rejected<'static>> {
        let path = beside(out, ".part");
        let open = || -> io::Result<(Folder, Option<String>)> {
            let is_ours = path.join(LOCK).exists() || !path.exists();
            if !is_ours && fs::read_dir(&path)?.next().is_some() {
                return Err(io::Error::other("this folder holds something else: move it away"));
            }
            fs::create_dir_all(&path)?;
            let lock = File::options().create(true).truncate(false).write(true).open(path.join(LOCK))?;
            if let Err(TryLockError::WouldBlock) = lock.try_lock() {
                return Err(io::Error::other("another run writes to this folder"));
            }
            let folder = Folder { path: path.clone(), _lock: lock };
            let told = folder.prepare(manifest)?;
            Ok((folder, told))
        };
        open().map_err(|error| fault(&path, &error))
    }

    fn prepare(&self, manifest: &str) -> io::Result<Option<String>> {
        let left = fs::read_to_string(self.path.join(MANIFEST)).ok();
        let parts = self.names()?.len();
        let shown = self.path.to_string_lossy();
        if left.as_deref() == Some(manifest) {
            return Ok((parts > 0).then(|| format!("going on with the {parts} parts in {shown}")));
        }
        for name in self.names()? {
            fs::remove_file(self.path.join(name))?;
        }
        self.write_file(MANIFEST, manifest.as_bytes())?;
        let other = left.filter(|_| parts > 0);
        Ok(other
            .map(|_| format!("the parts in {shown} were of other data, another policy or other options: begun anew")))
    }

    /// Returns the names of parts, and of files that were being written.
    fn names(&self) -> io::Result<Vec<OsString>> {
        let mut names = vec![];
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            if name != LOCK && name != MANIFEST {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Writes a file that is there as a whole or not at all.
    fn write_file(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let begun = self.path.join(format!("{name}.tmp"));
        fs::write(&begun, bytes)?;
        fs::rename(begun, self.path.join(name))
    }

    fn name(task: u64, sub: u32) -> String {
        format!("{task:010}-{sub:06}")
    }

    /// Keeps a part.
    pub(super) fn keep(&self, (task, sub): (u64, u32), part: &Part) -> Result<(), Rejected<'static>> {
        let bytes = part.to_bytes().map_err(io::Error::other);
        let kept = bytes.and_then(|bytes| self.write_file(&Folder::name(task, sub), &bytes));
        kept.map_err(|error| fault(&self.path, &error))
    }

    /// Returns a part that is there and whole.
    pub(super) fn part(&self, (task, sub): (u64, u32)) -> Option<Part> {
        Part::from_bytes(&fs::read(self.path.join(Folder::name(task, sub))).ok()?)
    }

    /// Returns a path in the folder for a file that is being put together.
    pub(super) fn draft(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}.tmp"))
    }

    /// Removes the folder. The lock, by which a later run knows the folder as its own, goes last.
    pub(super) fn remove(&self) -> io::Result<()> {
        for name in self.names()? {
            fs::remove_file(self.path.join(name))?;
        }
        fs::remove_file(self.path.join(MANIFEST))?;
        fs::remove_file(self.path.join(LOCK))?;
        fs::remove_dir(&self.path)
    }
}

/// Returns the path with this ending added.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
