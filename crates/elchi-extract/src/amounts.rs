//! Amounts: from what a rule captured to a value and a unit.

use std::sync::Arc;

use elchi_model::AmountKind;

/// What the captures and actions of a rule say of an amount; numbers as written, before scale words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Captured {
    /// The number, or the lower end of a range.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub max: Option<f64>,
    /// Factor of the scale word, for both ends.
    pub magnitude: Option<f64>,
    /// Factor of the lower end's own scale word.
    pub min_magnitude: Option<f64>,
    /// `currency/eur`, `unit/km`, `count/document`, or the unit itself.
    pub unit: Option<Arc<str>>,
}

/// Value, upper end and unit of an amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// As in `amounts.unit`.
    pub unit: Option<Arc<str>>,
}

/// The amount of that kind; none without a value or where a range runs backwards.
///
/// The unit is what stands behind the slash of its id; currencies, whose ids are in lower case, become ISO 4217
/// codes, and `XXX`, which stands there for a currency that the word alone does not tell, becomes none.
pub fn quantity(kind: AmountKind, captured: &Captured) -> Option<Quantity> {
    let magnitude = captured.magnitude.unwrap_or(1.0);
    let value = scaled(captured.value?, captured.min_magnitude.unwrap_or(magnitude));
    let value_max = captured.max.map(|max| scaled(max, magnitude));
    if !value.is_finite() || value_max.is_some_and(|max| !max.is_finite() || max < value) {
        return None;
    }
    Some(Quantity { value, value_max, unit: captured.unit.as_ref().and_then(|unit| unit_of(kind, unit)) })
}

/// `number × factor`, without the last bit that binary fractions leave: 1.1 million is 1,100,000.
fn scaled(number: f64, factor: f64) -> f64 {
    let product = number * factor;
    let rounded = product.round();
    if (product - rounded).abs() <= rounded.abs() * 1e-12 { rounded } else { product }
}

fn unit_of(kind: AmountKind, unit: &Arc<str>) -> Option<Arc<str>> {
    match unit.split_once('/') {
        Some((_, "xxx")) => None,
        Some((_, slug)) if kind == AmountKind::Money => Some(slug.to_ascii_uppercase().into()),
        Some((_, slug)) => Some(slug.into()),
        None => Some(unit.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured(value: f64, magnitude: Option<f64>, unit: &str) -> Captured {
        Captured { value: Some(value), magnitude, unit: Some(unit.into()), ..Captured::default() }
    }

    #[test]
    fn scale_words_and_units() {
        for (kind, value, magnitude, unit, expected, expected_unit) in [
            (AmountKind::Money, 45.0, Some(1e6), "currency/eur", 45_000_000.0, "EUR"),
            (AmountKind::Money, 5.6, Some(1e9), "currency/kzt", 5_600_000_000.0, "KZT"),
            (AmountKind::Money, 1.1, Some(1e6), "USD", 1_100_000.0, "USD"),
            (AmountKind::Percent, 7.5, None, "percent", 7.5, "percent"),
            (AmountKind::Measure, 250.0, None, "unit/MW", 250.0, "MW"),
            (AmountKind::Count, 2.0, Some(1e3), "count/person", 2_000.0, "person"),
        ] {
            let found = quantity(kind, &captured(value, magnitude, unit)).unwrap();
            assert_eq!((found.value, found.unit.as_deref()), (expected, Some(expected_unit)), "{value} {unit}");
        }
    }

    #[test]
    fn a_currency_that_the_word_does_not_tell() {
        let manat = quantity(AmountKind::Money, &captured(5.0, None, "currency/xxx")).unwrap();
        assert_eq!((manat.value, manat.unit), (5.0, None));
    }

    #[test]
    fn ranges() {
        let both = Captured { max: Some(15.0), ..captured(10.0, Some(1e6), "currency/usd") };
        assert_eq!(quantity(AmountKind::Money, &both).map(|q| (q.value, q.value_max)), Some((1e7, Some(1.5e7))));
        let own = Captured { max: Some(1.2), min_magnitude: Some(1e3), ..captured(800.0, Some(1e6), "currency/eur") };
        assert_eq!(quantity(AmountKind::Money, &own).map(|q| (q.value, q.value_max)), Some((8e5, Some(1.2e6))));
        let backwards = Captured { max: Some(5.0), ..captured(10.0, None, "currency/usd") };
        assert_eq!(quantity(AmountKind::Money, &backwards), None);
        assert_eq!(quantity(AmountKind::Money, &Captured::default()), None);
    }
}
