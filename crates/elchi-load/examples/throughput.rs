//! Loading speed on one core: `cargo run --release -p elchi-load --example throughput [MEGABYTES]`.
//!
//! Writes the same text as JSON Lines (plain, gzip, Zstandard), as many small files and as large files, and reads
//! each back. Figures are raw, unpacked bytes by seconds of CPU (by the
//! clock where the system does not count them); files are in the page cache.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use elchi_load::{Input, Item, Mapping, RecordReader, discover, parse};

const PARAGRAPH: &str = "Министры обсудили «дорожную карту» — торговлю, транспорт и воду. Қазақстан мен Өзбекстан \
                         келісімге қол қойды; O‘zbekiston va Qirg‘iziston ham imzoladi. 45 млн евро, 12 июня 2020 года.\n";

fn main() -> Result<(), Box<dyn Error>> {
    let megabytes: usize = std::env::args().nth(1).map_or(Ok(100), |given| given.parse())?;
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    // About 4 kB each, no two alike.
    let count = megabytes * 250;
    let article = |number: usize| format!("{number}\n{}", PARAGRAPH.repeat(15 + number % 3));

    let lines: String = (0..count)
        .map(|number| {
            let article = article(number).replace('\n', "\\n");
            format!("{{\"id\":{number},\"url\":\"https://a.kz/2020/10/15/{number}\",\"title\":\"Заголовок\",\"text\":\"{article}\"}}\n")
        })
        .collect();
    fs::write(root.join("plain.jsonl"), &lines)?;
    let mut gzip =
        flate2::write::GzEncoder::new(File::create(root.join("gzip.jsonl.gz"))?, flate2::Compression::new(6));
    gzip.write_all(lines.as_bytes())?;
    gzip.finish()?;
    fs::write(root.join("zstd.jsonl.zst"), zstd::encode_all(lines.as_bytes(), 3)?)?;
    drop(lines);
    for (name, per_file, line_end) in [("small", 1, "\n"), ("large", 1000, "\n"), ("crlf", 1000, "\r\n")] {
        fs::create_dir(root.join(name))?;
        for file in 0..count / per_file {
            let text: String = (0..per_file).map(|number| article(file * per_file + number)).collect();
            fs::write(root.join(name).join(format!("{file:07}.txt")), text.replace('\n', line_end))?;
        }
    }
    for name in ["plain.jsonl", "gzip.jsonl.gz", "zstd.jsonl.zst", "small", "large", "crlf"] {
        measure(&root.join(name), name)?;
    }
    Ok(())
}

fn measure(path: &Path, name: &str) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    for step in ["read", "read and parse"] {
        let started = seconds();
        let mut reader = RecordReader::new(discover(&Input::new(path), &Mapping::embedded())?.files);
        let (mut bytes, mut records, mut rows) = (0, 0, 0);
        while let Some(item) = reader.next_item() {
            if let Item::Record(record) = item {
                bytes += record.bytes.len();
                records += 1;
                if step != "read" {
                    rows += parse(&record).map_or(0, |document| document.removed.len() + 1);
                }
            }
        }
        let seconds = seconds() - started;
        let (speed, rate) = (bytes as f64 / 1e6 / seconds, f64::from(records) / seconds);
        writeln!(out, "{name:15} {step:15} {speed:7.0} MB/s {rate:9.0} records/s {records:7} records {rows:7} rows")?;
    }
    Ok(())
}

/// Seconds this thread has been running.
fn seconds() -> f64 {
    static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);
    let counted = fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = counted.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| STARTED.elapsed().as_secs_f64(), |count| count / 1e9)
}
