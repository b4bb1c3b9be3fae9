//! Whole inventories of many sizes: how many flows a second of one core, and how much memory. Nothing is judged by time: the tables are
//! for reading. `cargo xtask scale` runs it; `-- --sizes 4,5 --write` says for which powers of ten, and writes docs/scale.md.
//! `--policy NAME_OR_FILE` judges by another policy, in Parquet and on two threads alone.

mod inventory;
mod measure;

use inventory::{Inventory, batch};
use lexloci::audit::{Judge, Tally};
use lexloci::{Json, Options, Policy, policies};
use measure::{Cost, child, own};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The seed of every inventory.
const SEED: u64 = 20_260_301;
/// The flows on which each policy is tried.
const FLOWS: usize = 10_000;
/// The policy by which inventories of every size are judged, unless another is named.
const POLICY: &str = "eu_residency";
/// The rows of a row group.
const ROW_GROUP: usize = 131_072;

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let value = |name: &str| words.iter().position(|word| word == name).and_then(|at| words.get(at + 1)).cloned();
    let sizes = value("--sizes").unwrap_or_else(|| "4,5,6,7".to_owned());
    let sizes = sizes.split(',').map(str::parse).collect::<Result<Vec<u32>, _>>()?;
    let named = value("--policy");
    let by_policy = if named.is_none() { policies_table()? } else { String::new() };
    print!("{by_policy}");
    let policy = named.as_deref().unwrap_or(POLICY);
    let (formats, threads): (&[&str], &[u32]) = match named {
        None => (&["ndjson", "parquet"], &[1, 2]),
        Some(_) => (&["parquet"], &[2]),
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("scale");
    fs::create_dir_all(&folder)?;
    let mut by_size = String::from(
        "\n| flows | format | threads | flows a second | flows a CPU-second | reading alone, a CPU-second | most memory |\n|--:|---|--:|--:|--:|--:|--:|\n",
    );
    for size in sizes {
        for line in sized(&folder, 10_u64.pow(size), policy, formats, threads)? {
            println!("{line}");
            writeln!(by_size, "{line}")?;
        }
    }
    if words.iter().any(|word| word == "--write") {
        write_tables(&by_policy, &by_size)?;
    }
    fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Puts the tables between the marks of docs/scale.md.
fn write_tables(by_policy: &str, by_size: &str) -> Outcome<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scale.md");
    let text = fs::read_to_string(&path)?;
    let (open, close) = ("<!-- measured -->\n", "<!-- end -->");
    let (before, rest) = text.split_once(open).ok_or("docs/scale.md has no mark")?;
    let (_, after) = rest.split_once(close).ok_or("docs/scale.md has no second mark")?;
    fs::write(&path, format!("{before}{open}{by_policy}{by_size}{close}{after}"))?;
    Ok(())
}

/// Judges the same flows by every shipped policy, on one core.
fn policies_table() -> Outcome<String> {
    let mut inventory = Inventory::new(SEED);
    let mut flows: Vec<Json> = vec![];
    for _ in 0..FLOWS {
        let mut line = String::new();
        inventory.flow().line(&mut line)?;
        let Json::Object(mut facts) = line.parse::<Json>()? else { continue };
        facts.retain(|(name, _)| name != "id");
        flows.push(Json::Object(facts));
    }
    let mut table = String::from(
        "| policy | decided, a CPU-second | judged in short, a CPU-second | explained, a CPU-second | non-compliant | undetermined |\n|---|--:|--:|--:|--:|--:|\n",
    );
    for (name, source) in policies::policies() {
        let policy: Policy = source.parse()?;
        let judge = Judge::new(&policy, Options::new())?;
        let options = Options::new();
        let decided = own(|| flows.iter().for_each(|flow| drop(black_box(policy.decide(flow, &options)))));
        let mut tally = Tally::default();
        let judged = own(|| {
            flows.iter().filter_map(|flow| judge.judge(flow).ok()).for_each(|judged| tally.add(&judged, false));
        });
        let few = flows.get(..FLOWS / 10).unwrap_or_default();
        let explained = own(|| few.iter().for_each(|flow| drop(black_box(policy.check(flow, &options)))));
        let share = |count: u64| count as f64 * 100.0 / FLOWS as f64;
        writeln!(
            table,
            "| {name} | {} | {} | {} | {:.0} % | {:.0} % |",
            rate(FLOWS as u64, decided),
            rate(FLOWS as u64, judged),
            rate(few.len() as u64, explained),
            share(tally.verdicts.non_compliant),
            share(tally.verdicts.undetermined)
        )?;
    }
    Ok(table)
}

/// Returns how many flows that are in a second, with two digits that count.
fn rate(flows: u64, seconds: f64) -> String {
    let rate = flows as f64 / seconds.max(1e-9);
    let unit = 10_f64.powf(rate.log10().floor() - 1.0);
    let rounded = ((rate / unit).round() * unit).round() as u64;
    let digits = rounded.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn sized(folder: &Path, flows: u64, policy: &str, formats: &[&str], threads: &[u32]) -> Outcome<Vec<String>> {
    let mut lines = vec![];
    for format in formats {
        let path = folder.join(format!("inventory.{format}"));
        let reading = match *format {
            "ndjson" => {
                write_ndjson(&path, flows)?;
                own(|| read_ndjson(&path))
            }
            _ => {
                write_parquet(&path, flows)?;
                own(|| read_parquet(&path))
            }
        };
        for threads in threads {
            let out = folder.join("verdicts.parquet");
            // A run that is refused writes none; one that sets rows aside does.
            let _ = fs::remove_file(&out);
            let (path, out, threads) = (path.to_string_lossy(), out.to_string_lossy(), threads.to_string());
            let Cost { wall, processor, memory } =
                child(&["audit", policy, &path, "--key", "id", "--out", &out, "--jobs", &threads])?;
            fs::metadata(&*out)?;
            lines.push(format!(
                "| {} | {format} | {threads} | {} | {} | {} | {} MB |",
                rate(flows, 1.0),
                rate(flows, wall),
                rate(flows, processor),
                rate(flows, reading),
                memory >> 20
            ));
        }
        fs::remove_file(&path)?;
    }
    Ok(lines)
}

fn write_ndjson(path: &Path, flows: u64) -> Outcome<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut inventory = Inventory::new(SEED);
    let mut line = String::new();
    for _ in 0..flows {
        line.clear();
        inventory.flow().line(&mut line)?;
        file.write_all(line.as_bytes())?;
    }
    file.flush()?;
    Ok(())
}

fn write_parquet(path: &Path, flows: u64) -> Outcome<()> {
    let mut inventory = Inventory::new(SEED);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .build();
    let mut writer = ArrowWriter::try_new(File::create(path)?, batch(&[])?.schema(), Some(properties))?;
    let mut left = flows;
    while left > 0 {
        let some: Vec<_> = (0..left.min(8_192)).map(|_| inventory.flow()).collect();
        writer.write(&batch(&some)?)?;
        left -= some.len() as u64;
    }
    writer.close()?;
    Ok(())
}

/// Reads lines and parses each.
fn read_ndjson(path: &Path) {
    let Ok(file) = File::open(path) else { return };
    for line in BufReader::with_capacity(1 << 20, file).lines().map_while(Result::ok) {
        drop(black_box(line.parse::<Json>()));
    }
}

/// Decodes every column.
fn read_parquet(path: &Path) {
    let reader = File::open(path).ok().and_then(|file| ParquetRecordBatchReaderBuilder::try_new(file).ok());
    let reader = reader.and_then(|builder| builder.with_batch_size(8_192).build().ok());
    reader.into_iter().flatten().for_each(|batch| drop(black_box(batch)));
}
