//! The file of the linear model, `models/langid.bin`: written by `elchi-train`, read when a detector is built.
//!
//! Little-endian throughout. A head: the magic, the format's version, the number of scripts. For each script its
//! ISO 15924 code, the number of bits of a bucket, the number of classes, what a weight is worth; for each class
//! its tag, in twelve bytes filled up with zeros, and its bias. Then for each script the weights, one byte for
//! each class of each bucket, bucket by bucket.

use elchi_model::Lang;

/// First bytes of the file.
const MAGIC: &[u8; 8] = b"elchiLID";
/// Version of the format; features that change are a new version too.
const VERSION: u8 = 1;
/// Bytes of a tag.
const TAG_BYTES: usize = 12;
/// The tag of text that is no language: code, markup, gibberish.
pub const NOISE: &str = "noise";
/// Bits of a bucket at most.
const MAX_BITS: u8 = 20;

/// The classes and weights of one script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptWeights<'m> {
    /// ISO 15924 code.
    pub script: [u8; 4],
    /// Bits of a bucket: there are two to the power of this many.
    pub bits: u8,
    /// What a weight of one is worth, in parts of 65,536 of a unit of log-odds.
    pub unit: u32,
    /// Tags of the classes, [`NOISE`] among them.
    pub tags: Vec<String>,
    /// What each class starts with, in parts of 256 of a unit of log-odds.
    pub bias: Vec<i32>,
    /// One weight for each class of each bucket, bucket by bucket.
    pub weights: std::borrow::Cow<'m, [u8]>,
}

impl ScriptWeights<'_> {
    /// The language of a class; `None` for noise.
    pub(crate) fn lang(&self, class: usize) -> Option<Lang> {
        Lang::new(self.tags.get(class)?).ok()
    }
}

/// The bytes of a model file.
pub fn write(scripts: &[ScriptWeights<'_>]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend([VERSION, scripts.len() as u8]);
    for script in scripts {
        out.extend(script.script);
        out.extend([script.bits, script.tags.len() as u8]);
        out.extend(script.unit.to_le_bytes());
        for (tag, bias) in script.tags.iter().zip(&script.bias) {
            let mut cell = [0; TAG_BYTES];
            cell[..tag.len()].copy_from_slice(tag.as_bytes());
            out.extend(cell);
            out.extend(bias.to_le_bytes());
        }
    }
    for script in scripts {
        out.extend_from_slice(&script.weights);
    }
    out
}

/// Reads a model file; `None` where it is none, or of another version.
pub fn read(bytes: &[u8]) -> Option<Vec<ScriptWeights<'_>>> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let [version, count] = take(&mut rest)?;
    if version != VERSION {
        return None;
    }
    let mut scripts = Vec::new();
    for _ in 0..count {
        let script = take(&mut rest)?;
        let [bits, classes] = take(&mut rest)?;
        let unit = u32::from_le_bytes(take(&mut rest)?);
        let (mut tags, mut bias) = (Vec::new(), Vec::new());
        for _ in 0..classes {
            let cell: [u8; TAG_BYTES] = take(&mut rest)?;
            tags.push(std::str::from_utf8(&cell).ok()?.trim_end_matches('\0').to_owned());
            bias.push(i32::from_le_bytes(take(&mut rest)?));
        }
        if bits == 0 || bits > MAX_BITS {
            return None;
        }
        scripts.push(ScriptWeights { script, bits, unit, tags, bias, weights: (&[][..]).into() });
    }
    for script in &mut scripts {
        let (weights, behind) = rest.split_at_checked(script.tags.len() << script.bits)?;
        script.weights = weights.into();
        rest = behind;
    }
    rest.is_empty().then_some(scripts)
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, behind) = rest.split_first_chunk::<N>()?;
    *rest = behind;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let script = ScriptWeights {
            script: *b"Latn",
            bits: 2,
            unit: 700,
            tags: vec!["uz-Latn".to_owned(), NOISE.to_owned()],
            bias: vec![-5, 0],
            weights: vec![1, 2, 3, 4, 255, 6, 7, 8].into(),
        };
        let bytes = write(std::slice::from_ref(&script));
        assert_eq!(read(&bytes), Some(vec![script.clone()]));
        assert_eq!(script.lang(0), Lang::new("uz-Latn").ok());
        assert_eq!(script.lang(1), None);
        assert_eq!(read(&bytes[..bytes.len() - 1]), None);
        assert_eq!(read(&[&bytes[..], &[0]].concat()), None);
        assert_eq!(read(b""), None);
    }
}
