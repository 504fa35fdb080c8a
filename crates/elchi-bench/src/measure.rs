//! Runs each stage alone and says what it cost.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::{BenchError, at};

/// Stages in order; the first reads the input, the others the dataset.
const STAGES: [&str; 5] = ["load", "langid", "segment", "extract", "aggregate"];
/// How often the memory of a running stage is looked at.
const EVERY: Duration = Duration::from_millis(20);

/// What one stage cost.
struct Cost {
    seconds: f64,
    cpu_seconds: f64,
    peak_bytes: u64,
}

/// Measures all stages over `input` and prints one row each.
pub(crate) fn stages(elchi: &Path, jobs: u16, input: &Path, output: &Path) -> Result<(), BenchError> {
    if output.exists() {
        fs::remove_dir_all(output).map_err(at(output))?;
    }
    let input_bytes = size(input)?;
    let mut out = std::io::stdout();
    let failed = |source| BenchError::Io { path: PathBuf::from("stdout"), source };
    writeln!(out, "{} MB of files, {jobs} job(s)", input_bytes >> 20).map_err(failed)?;
    writeln!(
        out,
        "{:<10} {:>8} {:>8} {:>14} {:>14} {:>10} {:>12}",
        "stage", "wall s", "CPU s", "MB/s per core", "documents/s", "peak MB", "written MB"
    )
    .map_err(failed)?;
    let (mut before, mut documents) = (0, 0);
    let mut sum = Cost { seconds: 0.0, cpu_seconds: 0.0, peak_bytes: 0 };
    for stage in STAGES {
        let mut command = Command::new(elchi);
        command.arg(stage);
        if stage == "load" {
            command.arg(input);
        }
        let summary = output.with_extension("summary.json");
        command.arg(output).arg("--jobs").arg(jobs.to_string()).arg("--summary").arg(&summary).arg("--quiet");
        let cost = run(stage, command)?;
        let after = size(output)?;
        if documents == 0 {
            documents = documents_of(&summary);
        }
        let _ = fs::remove_file(&summary);
        row(&mut out, stage, &cost, input_bytes, documents, after.saturating_sub(before)).map_err(failed)?;
        before = after;
        sum.seconds += cost.seconds;
        sum.cpu_seconds += cost.cpu_seconds;
        sum.peak_bytes = sum.peak_bytes.max(cost.peak_bytes);
    }
    row(&mut out, "all", &sum, input_bytes, documents, before).map_err(failed)
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn row(
    out: &mut impl Write,
    stage: &str,
    cost: &Cost,
    input: u64,
    documents: u64,
    written: u64,
) -> std::io::Result<()> {
    let (megabytes, cpu) = (input as f64 / f64::from(1 << 20), cost.cpu_seconds.max(0.001));
    writeln!(
        out,
        "{stage:<10} {:>8.2} {:>8.2} {:>14.1} {:>14.0} {:>10} {:>12}",
        cost.seconds,
        cost.cpu_seconds,
        megabytes / cpu,
        documents as f64 / cpu,
        cost.peak_bytes >> 20,
        written >> 20,
    )
}

fn run(stage: &str, mut command: Command) -> Result<Cost, BenchError> {
    let failed = |detail: String| BenchError::Failed { command: stage.to_owned(), detail };
    let started = Instant::now();
    let mut child =
        command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().map_err(|error| failed(error.to_string()))?;
    let (mut peak_bytes, mut cpu_seconds) = (0, 0.0);
    loop {
        if let Some((peak, cpu)) = look(&child) {
            (peak_bytes, cpu_seconds) = (peak, cpu);
        }
        match child.try_wait().map_err(|error| failed(error.to_string()))? {
            Some(status) if status.success() => break,
            Some(status) => return Err(failed(status.to_string())),
            None => sleep(EVERY),
        }
    }
    Ok(Cost { seconds: started.elapsed().as_secs_f64(), cpu_seconds, peak_bytes })
}

/// Peak memory and processor time of a running process, from the kernel's own count.
fn look(child: &Child) -> Option<(u64, f64)> {
    let folder = PathBuf::from("/proc").join(child.id().to_string());
    let status = fs::read_to_string(folder.join("status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    let stat = fs::read_to_string(folder.join("stat")).ok()?;
    let mut fields = stat.rsplit(')').next()?.split_whitespace();
    let user: f64 = fields.nth(11)?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    // Linux counts in hundredths of a second on every machine that elchi runs on.
    Some((kilobytes << 10, (user + system) / 100.0))
}

fn documents_of(summary: &Path) -> u64 {
    let json: serde_json::Value =
        fs::read(summary).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let tables = json["rows_by_table"].as_array().cloned().unwrap_or_default();
    tables.iter().find(|row| row[0] == "documents").and_then(|row| row[1].as_u64()).unwrap_or_default()
}

/// Bytes of all files below `path`.
fn size(path: &Path) -> Result<u64, BenchError> {
    if path.is_file() {
        return Ok(fs::metadata(path).map_err(at(path))?.len());
    }
    let mut bytes = 0;
    for entry in fs::read_dir(path).map_err(at(path))? {
        bytes += size(&entry.map_err(at(path))?.path())?;
    }
    Ok(bytes)
}
