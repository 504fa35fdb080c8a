//! What a rule says of a date before anyone knows when the text was written.

use elchi_lexicon::Rule;
use elchi_model::DatePrecision;

/// What a distance is counted in: the values of the action key `unit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks from Monday to Sunday.
    Week,
    /// Months.
    Month,
    /// Quarters of a year.
    Quarter,
    /// Years.
    Year,
}

impl Unit {
    /// The unit that an action names.
    pub fn parse(value: &str) -> Option<Unit> {
        match value {
            "day" => Some(Unit::Day),
            "week" => Some(Unit::Week),
            "month" => Some(Unit::Month),
            "quarter" => Some(Unit::Quarter),
            "year" => Some(Unit::Year),
            _ => None,
        }
    }

    /// How exact a date is that is nothing but a distance in this unit.
    pub fn precision(self) -> DatePrecision {
        match self {
            Unit::Day => DatePrecision::Day,
            Unit::Week => DatePrecision::Week,
            Unit::Month => DatePrecision::Month,
            Unit::Quarter => DatePrecision::Quarter,
            Unit::Year => DatePrecision::Year,
        }
    }
}

/// Where a date without its year, or a day of the week, is to be looked for: the values of the action key `direction`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// At or before the publication.
    Past,
    /// After the publication.
    Future,
    /// Wherever it is nearest to the publication.
    Nearest,
}

impl Direction {
    /// The direction that an action names.
    pub fn parse(value: &str) -> Option<Direction> {
        match value {
            "past" => Some(Direction::Past),
            "future" => Some(Direction::Future),
            "nearest" => Some(Direction::Nearest),
            _ => None,
        }
    }
}

/// A date as a rule and its captures give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbolic {
    /// ISO 8601-2; `XXXX` stands for a year, `XXXX-XX` for a month that the words leave open.
    pub edtf: String,
    /// The precision that the rule names.
    pub precision: Option<DatePrecision>,
    /// What `offset` is counted in; without an offset the words name a distance that the rule does not know.
    pub unit: Option<Unit>,
    /// Distance from the publication: -1 is the last, 0 this, 1 the next one.
    pub offset: Option<i32>,
    /// Where to look; without it nothing is filled in.
    pub direction: Option<Direction>,
    /// The day of the week, Monday is 1.
    pub weekday: Option<i32>,
    /// The distance is not from the publication, but from the day told before in the text: the same day, the day after.
    pub from_told: bool,
}

impl Symbolic {
    /// A date that only `edtf` tells.
    pub fn of(edtf: &str) -> Symbolic {
        Symbolic {
            edtf: edtf.to_owned(),
            precision: None,
            unit: None,
            offset: None,
            direction: None,
            weekday: None,
            from_told: false,
        }
    }

    /// What the actions of `rule` and the captures of a match say; `number` gives the number of a capture.
    ///
    /// The capture `offset` goes before the action of that name, `count` multiplies it, `weekday` is a day of the week.
    pub(crate) fn of_rule(edtf: String, rule: &Rule, number: impl Fn(&str) -> Option<f64>) -> Option<Symbolic> {
        let offset = number("offset").or_else(|| rule.number("offset"));
        let offset = match offset {
            Some(offset) => Some(whole(offset * number("count").unwrap_or(1.0))?),
            None => None,
        };
        Some(Symbolic {
            edtf,
            precision: rule.text("precision").and_then(DatePrecision::parse),
            unit: rule.text("unit").and_then(Unit::parse),
            offset,
            direction: rule.text("direction").and_then(Direction::parse),
            weekday: number("weekday").and_then(whole).filter(|day| (1..=7).contains(day)),
            from_told: rule.text("from") == Some("told"),
        })
    }

    /// True for a day of the week about which nothing else is said.
    pub(crate) fn is_plain_weekday(&self) -> bool {
        self.weekday.is_some()
            && self.edtf == "XXXX"
            && self.unit.is_none()
            && self.offset.is_none()
            && self.direction != Some(Direction::Future)
    }
}

fn whole(value: f64) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "compared on the next line")]
    let number = value as i32;
    (f64::from(number) == value).then_some(number)
}
