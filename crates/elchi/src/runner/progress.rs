//! What a person sees while a run works: bars on a terminal, plain lines elsewhere.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, MultiProgress, ProgressBar, ProgressStyle};

/// How often a plain line is written, where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// The bars of a run, or their silent stand-in.
#[derive(Clone)]
pub(crate) struct Progress {
    bars: Option<MultiProgress>,
    quiet: bool,
}

impl Progress {
    /// Bars where stderr is a terminal, log lines where it is not, nothing where `quiet`.
    pub(crate) fn new(quiet: bool) -> Progress {
        let bars = (!quiet && std::io::stderr().is_terminal()).then(MultiProgress::new);
        Progress { bars, quiet }
    }

    /// A stage that begins: `total` bytes or shards to be done.
    pub(crate) fn stage(&self, name: &'static str, total: u64, unit: Unit) -> StageProgress {
        let bar = match &self.bars {
            Some(bars) => bars.add(ProgressBar::new(total)).with_style(style(unit)).with_prefix(name),
            None => ProgressBar::hidden(),
        };
        bar.set_length(total);
        bar.enable_steady_tick(Duration::from_millis(200));
        StageProgress {
            name,
            unit,
            bar,
            plain: self.bars.is_none() && !self.quiet,
            started: Instant::now(),
            state: Mutex::new(State { rows: 0, reused: 0, last_line: Instant::now() }),
        }
    }

    /// Writes a line above the bars.
    pub(crate) fn println(&self, line: &str) {
        match &self.bars {
            Some(bars) => {
                let _ = bars.println(line);
            }
            None if !self.quiet => tracing::info!("{line}"),
            None => {}
        }
    }
}

/// What the length of a bar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Bytes of the input.
    Bytes,
    /// Shards.
    Shards,
    /// Statements over the whole dataset.
    Tables,
}

impl Unit {
    fn word(self) -> &'static str {
        match self {
            Unit::Bytes => "bytes",
            Unit::Shards => "shards",
            Unit::Tables => "tables",
        }
    }
}

/// One stage at work.
pub(crate) struct StageProgress {
    name: &'static str,
    unit: Unit,
    bar: ProgressBar,
    plain: bool,
    started: Instant,
    state: Mutex<State>,
}

struct State {
    rows: u64,
    reused: u64,
    last_line: Instant,
}

impl StageProgress {
    /// `amount` more of the length is done.
    pub(crate) fn advance(&self, amount: u64) {
        self.bar.inc(amount);
        self.line_if_due();
    }

    /// Rows were written.
    pub(crate) fn rows(&self, rows: u64) {
        if let Ok(mut state) = self.state.lock() {
            state.rows += rows;
            self.bar.set_message(self.message(&state));
        }
    }

    /// A shard was taken over from an earlier run.
    pub(crate) fn reused(&self) {
        if let Ok(mut state) = self.state.lock() {
            state.reused += 1;
            self.bar.set_message(self.message(&state));
        }
    }

    fn message(&self, state: &State) -> String {
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let rate = (state.rows as f64 / seconds) as u64;
        let reused = if state.reused > 0 { format!(", {} shards reused", state.reused) } else { String::new() };
        format!("{} rows, {}/s{reused}", HumanCount(state.rows), HumanCount(rate))
    }

    fn line_if_due(&self) {
        if !self.plain {
            return;
        }
        if let Ok(mut state) = self.state.lock()
            && state.last_line.elapsed() >= LINE_EVERY
        {
            state.last_line = Instant::now();
            let done = self.bar.position();
            let total = self.bar.length().unwrap_or_default();
            tracing::info!("{}: {} of {}, {}", self.name, self.amount(done), self.amount(total), self.message(&state));
        }
    }

    fn amount(&self, value: u64) -> String {
        match self.unit {
            Unit::Bytes => HumanBytes(value).to_string(),
            unit => format!("{} {}", HumanCount(value), unit.word()),
        }
    }

    /// The stage is done.
    pub(crate) fn finish(&self) {
        if let Ok(state) = self.state.lock() {
            let message = self.message(&state);
            if self.plain {
                tracing::info!("{}: done, {message}", self.name);
            }
            self.bar.finish_with_message(message);
        }
    }
}

fn style(unit: Unit) -> ProgressStyle {
    let length = match unit {
        Unit::Bytes => "{bytes:>10}/{total_bytes:<10} {bytes_per_sec:>12}",
        Unit::Shards | Unit::Tables => "{pos:>10}/{len:<10}             ",
    };
    let template = format!("{{prefix:>9}} {{bar:24.cyan/dim}} {length} {{eta:>4}} left  {{msg}}");
    ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("━╸─")
}
