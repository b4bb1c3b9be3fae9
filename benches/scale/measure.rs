//! Times of the processor and the most memory, as Linux tells them.

use std::fs;
use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The cost of a run.
pub(crate) struct Cost {
    /// Seconds until it ended.
    pub(crate) wall: f64,
    /// Seconds of processors.
    pub(crate) processor: f64,
    /// The most bytes that were resident.
    pub(crate) memory: u64,
}

/// Returns the seconds of a processor that this takes; those of the clock where the system does not tell.
pub(crate) fn own(call: impl FnOnce()) -> f64 {
    let spent = || fs::read_to_string("/proc/self/schedstat").ok()?.split(' ').next()?.parse::<u64>().ok();
    let (begun, before) = (Instant::now(), spent());
    call();
    match (before, spent()) {
        (Some(before), Some(after)) => Duration::from_nanos(after - before).as_secs_f64(),
        _ => begun.elapsed().as_secs_f64(),
    }
}

/// Returns the seconds of processors that children have had that are waited for.
fn of_children() -> f64 {
    let told = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = told.rsplit_once(')').map_or("", |(_, after)| after);
    // Fields 16 and 17 of proc(5), in hundredths of a second; the third is the first after the bracket.
    after.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Runs the command and measures it.
pub(crate) fn child(arguments: &[&str]) -> io::Result<Cost> {
    let (begun, before) = (Instant::now(), of_children());
    let mut child = Command::new(env!("CARGO_BIN_EXE_lexloci"))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        let told = fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        memory = kilobytes.map_or(memory, |kilobytes| memory.max(kilobytes << 10));
        std::thread::sleep(Duration::from_millis(2));
    };
    if ended.code().is_none() {
        return Err(io::Error::other(format!("lexloci {}: {ended}", arguments.join(" "))));
    }
    Ok(Cost { wall: begun.elapsed().as_secs_f64(), processor: of_children() - before, memory })
}
