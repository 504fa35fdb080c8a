//! Writes the corpus: JSON Lines files of about eight megabytes, single texts, and some broken records.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::random::Random;
use crate::sentences::{Bank, banks};
use crate::{BenchError, at, dirt};

/// Bytes of one JSON Lines file, about.
const FILE_BYTES: u64 = 8 << 20;
/// Texts that stand in files of their own, at most.
const SINGLE_FILES: usize = 200;

/// Writes about `bytes` of files below `folder`.
pub(crate) fn generate(folder: &Path, bytes: u64, seed: u64) -> Result<(), BenchError> {
    if folder.exists() {
        return Err(BenchError::Exists(folder.to_owned()));
    }
    let banks = banks();
    if banks.is_empty() {
        return Err(BenchError::NoSeeds);
    }
    fs::create_dir_all(folder).map_err(at(folder))?;
    let mut random = Random::new(seed);
    let mut written = singles(folder, &banks, bytes / 20, &mut random)?;
    let mut number = 0;
    while written < bytes {
        let wanted = FILE_BYTES.min(bytes - written);
        let path = folder.join(format!("crawl-{number:05}.jsonl{}", if number % 8 == 7 { ".gz" } else { "" }));
        let mut lines = Vec::new();
        let mut index = 0;
        while (lines.len() as u64) < wanted {
            record(&banks, index, &mut random, &mut lines);
            index += 1;
        }
        written += lines.len() as u64;
        let mut file = BufWriter::new(File::create(&path).map_err(at(&path))?);
        if number % 8 == 7 {
            let mut packed = GzEncoder::new(file, Compression::fast());
            packed.write_all(&lines).and_then(|()| packed.finish()?.flush()).map_err(at(&path))?;
        } else {
            file.write_all(&lines).and_then(|()| file.flush()).map_err(at(&path))?;
        }
        number += 1;
    }
    Ok(())
}

/// Texts in files of their own, among them an empty one, one that is no UTF-8 and one that is no text.
fn singles(folder: &Path, banks: &[Bank], bytes: u64, random: &mut Random) -> Result<u64, BenchError> {
    let mut written = 0;
    for number in 0..SINGLE_FILES {
        if written >= bytes {
            break;
        }
        let content = match number % 100 {
            97 => Vec::new(),
            98 => vec![0xff, 0xfe, 0xfd, b'a'],
            99 => b"\x89PNG\r\n\x1a\n\0\0\0".to_vec(),
            _ => random.pick(banks).map(|bank| text(bank, random)).unwrap_or_default().into_bytes(),
        };
        written += content.len() as u64;
        let path = folder.join(format!("page-{number:05}.txt"));
        fs::write(&path, content).map_err(at(&path))?;
    }
    Ok(written)
}

fn record(banks: &[Bank], index: usize, random: &mut Random, lines: &mut Vec<u8>) {
    if random.once_in(2000) {
        lines.extend_from_slice(b"{\"text\": \"cut off\n");
        return;
    }
    let (year, month, day) = (2019 + random.below(7), 1 + random.below(12), 1 + random.below(28));
    let Some(bank) = random.pick(banks) else { return };
    let line = json!({
        "url": format!("https://example.org/{year}/{month:02}/{day:02}/{index}"),
        "outlet": format!("outlet-{}", random.below(50)),
        "published": format!("{year}-{month:02}-{day:02}"),
        "section": bank.language,
        "text": text(bank, random),
    });
    lines.extend_from_slice(line.to_string().as_bytes());
    lines.push(b'\n');
}

/// One article in the language of `bank`: a title, paragraphs of two to five sentences, dirt.
fn text(bank: &Bank, random: &mut Random) -> String {
    let mut text = String::new();
    if let Some(title) = random.pick(&bank.titles) {
        dirt::vary(title, random, &mut text);
        text.push_str("\n\n");
    }
    for _ in 0..3 + random.below(8) {
        for _ in 0..2 + random.below(4) {
            if let Some(sentence) = random.pick(&bank.sentences) {
                dirt::vary(sentence, random, &mut text);
                text.push(' ');
            }
        }
        text.push_str("\n\n");
    }
    dirt::soil(text, random)
}
