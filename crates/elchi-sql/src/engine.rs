//! The compiled stages that all functions of one process share.

use std::sync::{Arc, Mutex, OnceLock};

use elchi_extract::Extractor;
use elchi_langid::{Detector, LangidError};
use elchi_lexicon::Lexicon;
use elchi_model::Lang;
use elchi_segment::{Phrases, Segmenter};

/// Lexicon, language detector, and pools of the stages that keep scratch space of their own.
pub struct Engine {
    lexicon: Arc<Lexicon>,
    detector: Detector,
    /// Made when the first segmenter is, shared by all.
    phrases: OnceLock<Arc<Phrases>>,
    segmenters: Mutex<Vec<Segmenter>>,
    extractors: Mutex<Vec<Extractor>>,
}

impl Engine {
    /// Stages over `lexicon`.
    ///
    /// # Errors
    /// Where the tables of language identification have a mistake.
    pub fn new(lexicon: Arc<Lexicon>) -> Result<Engine, LangidError> {
        let detector = Detector::new(&lexicon)?;
        Ok(Engine {
            lexicon,
            detector,
            phrases: OnceLock::new(),
            segmenters: Mutex::default(),
            extractors: Mutex::default(),
        })
    }

    /// The same without the second opinion of lingua on close calls among languages.
    #[must_use]
    pub fn without_lingua(mut self) -> Engine {
        self.detector = self.detector.without_second_opinion();
        self
    }

    /// The lexicon all stages use.
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// The language detector.
    pub fn detector(&self) -> &Detector {
        &self.detector
    }

    /// Runs `work` with a segmenter that no other thread uses meanwhile.
    pub fn with_segmenter<T>(&self, work: impl FnOnce(&mut Segmenter) -> T) -> T {
        let phrases = || self.phrases.get_or_init(|| Arc::new(Phrases::of(&self.lexicon))).clone();
        let mut segmenter =
            take(&self.segmenters).unwrap_or_else(|| Segmenter::sharing(Arc::clone(&self.lexicon), phrases()));
        let result = work(&mut segmenter);
        give(&self.segmenters, segmenter);
        result
    }

    /// Runs `work` with an extractor that no other thread uses meanwhile.
    pub fn with_extractor<T>(&self, work: impl FnOnce(&mut Extractor) -> T) -> T {
        let mut extractor = take(&self.extractors).unwrap_or_else(|| Extractor::new(Arc::clone(&self.lexicon)));
        let result = work(&mut extractor);
        give(&self.extractors, extractor);
        result
    }

    /// The language a caller names, or the detected one where it names none.
    ///
    /// A string that is no language tag counts as undecided: what a query's data holds never fails it.
    pub fn language_of(&self, text: &str, named: Option<&str>) -> Lang {
        match named {
            Some(tag) => Lang::new(tag).unwrap_or(Lang::UND),
            None => self.detector.detect(text).lang,
        }
    }
}

fn take<T>(pool: &Mutex<Vec<T>>) -> Option<T> {
    pool.lock().ok().and_then(|mut pool| pool.pop())
}

fn give<T>(pool: &Mutex<Vec<T>>, item: T) {
    if let Ok(mut pool) = pool.lock() {
        pool.push(item);
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("lexicon", &self.lexicon.content_hash()).finish_non_exhaustive()
    }
}
