//! The linear model that tells languages apart: `models/langid.bin`.
//!
//! Two rounds. The first model reads the training lines and lets go those that it is sure belong to another class;
//! the second learns from what is left.

use std::collections::BTreeSet;
use std::path::Path;

use elchi_langid::features::{self, MODELLED, Reader, Sink};
use elchi_langid::weights::{self, NOISE, ScriptWeights};

use crate::corpus::{Class, Corpus};
use crate::data;
use crate::draw::Draw;
use crate::error::TrainError;
use crate::languages;
use crate::rng::Rng;
use crate::script::Script;
use crate::softmax::Softmax;

/// Bits of a bucket, by script of [`MODELLED`].
const BITS: [u8; MODELLED.len()] = [17, 17, 15];
/// Draws of a neighbour in the first round, and in the second.
const DRAWS: [usize; 2] = [12_000, 220_000];
/// How often noise is drawn, in quarters of a neighbour's draws.
const NOISE_DRAWS: u32 = 3;
/// Length of the first steps.
const RATE: f32 = 0.7;
/// A line whose class has a smaller share is of another class, as far as the first model can say.
const FOREIGN: f32 = 0.02;
/// Buckets that a line needs to be judged.
const JUDGED: usize = 40;

/// The classes of one script.
struct Group {
    /// Places among all classes.
    classes: Vec<usize>,
    /// Place of noise in the group.
    noise: usize,
    model: Softmax,
}

/// The model for the languages of `lang_dir` and their neighbours, and what is to be said about its texts.
pub(crate) fn model(texts: &Path, lang_dir: &Path, draws: Option<usize>) -> Result<(Vec<u8>, String), TrainError> {
    let mut classes = classes(texts, lang_dir)?;
    let [first, second] = DRAWS.map(|standard| draws.unwrap_or(standard));
    let groups = train(&classes, first.min(DRAWS[0]), 1)?;
    let mut said = String::new();
    clean(&mut classes, &groups, &mut said);
    let groups = train(&classes, second, 2)?;
    let scripts: Vec<ScriptWeights<'_>> =
        groups.iter().enumerate().map(|(at, group)| group.weights(at, &classes)).collect();
    Ok((weights::write(&scripts), said))
}

fn classes(texts: &Path, lang_dir: &Path) -> Result<Vec<Class>, TrainError> {
    let corpus = Corpus::open(texts)?;
    let mut classes = Vec::new();
    let mut names = BTreeSet::new();
    for tag in languages::discover(lang_dir)?.iter().flat_map(|folder| &folder.tags) {
        names.insert(tag.name.clone());
        classes.push(corpus.class(tag, None)?);
    }
    for (tag, start) in data::neighbours()?.iter().filter(|(tag, _)| !names.contains(&tag.name)) {
        classes.push(corpus.class(tag, Some(*start))?);
    }
    Ok(classes)
}

fn train(classes: &[Class], draws: usize, seed: u64) -> Result<Vec<Group>, TrainError> {
    let draw = Draw::new(classes)?;
    let reader = Reader::default();
    let mut rng = Rng::new(seed);
    let mut groups: Vec<Group> = (0..MODELLED.len()).map(|script| Group::new(script, classes)).collect();
    for (script, group) in groups.iter_mut().enumerate() {
        // Noise is one more class, last.
        let weights: Vec<u32> =
            group.classes.iter().map(|&class| classes[class].draws()).chain([NOISE_DRAWS]).collect();
        let steps = draws * weights.iter().sum::<u32>() as usize / 4;
        let mut sink = Buckets { script, bits: BITS[script].into(), buckets: Vec::new() };
        for step in 0..steps {
            let class = rng.weighted(weights.iter().copied());
            let text = match group.classes.get(class) {
                Some(&class) => draw.text(class, &mut rng),
                None => draw.noise(Script(script), &mut rng),
            };
            sink.buckets.clear();
            reader.read(&text, &mut sink);
            if sink.buckets.is_empty() {
                continue;
            }
            // The last steps are short: the model settles.
            let left = 1.0 - step as f32 / steps as f32;
            group.model.learn(&sink.buckets, class, RATE * left.max(0.02));
        }
    }
    Ok(groups)
}

/// Lets go the lines that are sure to be of another class.
fn clean(classes: &mut [Class], groups: &[Group], said: &mut String) {
    let reader = Reader::default();
    for (at, class) in classes.iter_mut().enumerate() {
        let script = class.tag.script.0;
        let group = &groups[script];
        let Some(place) = group.classes.iter().position(|&of| of == at) else { continue };
        let mut sink = Buckets { script, bits: BITS[script].into(), buckets: Vec::new() };
        for source in &mut class.sources {
            let before = source.lines.len();
            source.lines.retain(|line| {
                sink.buckets.clear();
                reader.read(line, &mut sink);
                sink.buckets.len() < JUDGED || group.model.shares(&sink.buckets)[place] >= FOREIGN
            });
            let gone = before - source.lines.len();
            said.push_str(&format!("{}\t{}\t{before}\t{gone}\n", class.tag.name, source.name));
        }
        class.sources.retain(|source| !source.lines.is_empty());
    }
}

impl Group {
    fn new(script: usize, classes: &[Class]) -> Group {
        let classes: Vec<usize> = (0..classes.len()).filter(|&class| classes[class].tag.script.0 == script).collect();
        let model = Softmax::new(BITS[script].into(), classes.len() + 1);
        Group { noise: classes.len(), classes, model }
    }

    fn weights(&self, script: usize, classes: &[Class]) -> ScriptWeights<'static> {
        let mut tags: Vec<String> = self.classes.iter().map(|&class| classes[class].tag.name.clone()).collect();
        debug_assert_eq!(tags.len(), self.noise);
        tags.push(NOISE.to_owned());
        let bias = self.classes.iter().map(|&class| classes[class].neighbour.unwrap_or(0)).chain([0]).collect();
        let (weights, unit) = self.model.quantised();
        let mut code = [0; 4];
        code.copy_from_slice(MODELLED[script].as_bytes());
        ScriptWeights { script: code, bits: BITS[script], unit, bias, tags, weights: weights.into() }
    }
}

/// The buckets of the words of one script.
struct Buckets {
    script: usize,
    bits: u32,
    buckets: Vec<u32>,
}

impl Sink for Buckets {
    fn word(&mut self, script: usize, symbols: &[u8], _: u32, _: bool) {
        if script == self.script {
            features::buckets(symbols, self.bits, |bucket| self.buckets.push(bucket as u32));
        }
    }

    fn counted(&mut self, _: usize) {}
}
