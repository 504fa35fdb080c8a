//! Days of the proleptic Gregorian calendar, counted from 1970-01-01.

/// True for years of 366 days.
pub fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Number of days of `month` (1 to 12) in `year`; 0 for another month.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Days from 1970-01-01 to the given day, negative before it; none where there is no such day.
///
/// ```
/// use elchi_extract::calendar::day_number;
/// assert_eq!(day_number(1970, 1, 1), Some(0));
/// assert_eq!(day_number(2020, 6, 12), Some(18_425));
/// assert_eq!(day_number(2021, 4, 31), None);
/// ```
pub fn day_number(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(1..=9999).contains(&year) || day == 0 || day > days_in_month(year, month) {
        return None;
    }
    let before = year - 1;
    // 719,162 days lie between 0001-01-01 and 1970-01-01.
    let years = before * 365 + before / 4 - before / 100 + before / 400;
    let months: u32 = (1..month).map(|month| days_in_month(year, month)).sum();
    i32::try_from(months + day - 1).ok().map(|days| years + days - 719_162)
}

/// Year, month and day of a day counted from 1970-01-01; none outside the years 1 to 9999.
///
/// ```
/// use elchi_extract::calendar::date_of;
/// assert_eq!(date_of(18_425), Some((2020, 6, 12)));
/// ```
pub fn date_of(day: i32) -> Option<(i32, u32, u32)> {
    // Days since 0000-03-01, so that the leap day is the last of its year.
    let days = i64::from(day) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let year = i32::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
    Some((year, u32::try_from(month).ok()?, u32::try_from(of_year - (153 * from_march + 2) / 5 + 1).ok()?))
}

/// The day of the week, Monday is 1 and Sunday 7.
pub fn weekday(day: i32) -> i32 {
    // 1970-01-01 was a Thursday.
    (i64::from(day) + 3).rem_euclid(7) as i32 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        for (date, expected) in [
            ((1970, 1, 1), 0),
            ((1969, 12, 31), -1),
            ((2000, 2, 29), 11_016),
            ((2020, 10, 15), 18_550),
            ((2100, 3, 1), 47_541),
            ((1, 1, 1), -719_162),
        ] {
            assert_eq!(day_number(date.0, date.1, date.2), Some(expected), "{date:?}");
        }
    }

    #[test]
    fn days_follow_one_another() {
        let mut expected = day_number(1895, 1, 1).unwrap();
        for year in 1895..2105 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    assert_eq!(day_number(year, month, day), Some(expected), "{year}-{month}-{day}");
                    assert_eq!(date_of(expected), Some((year, month, day)));
                    expected += 1;
                }
            }
        }
    }

    #[test]
    fn days_of_the_week() {
        for (date, expected) in [((1970, 1, 1), 4), ((1969, 12, 31), 3), ((2020, 3, 11), 3), ((2024, 5, 19), 7)] {
            assert_eq!(weekday(day_number(date.0, date.1, date.2).unwrap()), expected, "{date:?}");
        }
    }

    #[test]
    fn days_outside_the_calendar() {
        assert_eq!(date_of(-719_162), Some((1, 1, 1)));
        assert_eq!(date_of(2_932_896), Some((9999, 12, 31)));
        for day in [-719_163, 2_932_897, i32::MIN, i32::MAX] {
            assert_eq!(date_of(day), None, "{day}");
        }
    }

    #[test]
    fn days_that_are_none() {
        for (year, month, day) in
            [(2021, 4, 31), (2021, 2, 29), (1900, 2, 29), (2021, 13, 1), (2021, 0, 1), (2021, 1, 0), (0, 1, 1)]
        {
            assert_eq!(day_number(year, month, day), None, "{year}-{month}-{day}");
        }
    }
}
