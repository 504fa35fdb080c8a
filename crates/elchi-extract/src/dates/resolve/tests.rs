use super::*;

/// Friday 17 May 2024.
const MAY_17: &str = "2024-05-17";

fn anchor(day: &str) -> i32 {
    interpret(day.to_owned(), false).and_then(|date| date.start_on).unwrap()
}

fn says(edtf: &str) -> Symbolic {
    Symbolic::of(edtf)
}

fn shift(edtf: &str, unit: Unit, offset: i32) -> Symbolic {
    Symbolic { unit: Some(unit), offset: Some(offset), ..says(edtf) }
}

fn toward(edtf: &str, direction: Direction) -> Symbolic {
    Symbolic { direction: Some(direction), ..says(edtf) }
}

fn told(date: &Symbolic, anchors: &[&str]) -> String {
    let anchors: Vec<i32> = anchors.iter().map(|day| anchor(day)).collect();
    resolve(date, &anchors).map_or("none".to_owned(), |found| {
        assert_eq!(found.start_on.is_some(), !found.edtf.starts_with("XXXX"), "{date:?}");
        format!("{} {} {}", found.edtf, found.precision.as_str(), found.basis.as_str())
    })
}

#[test]
fn distances() {
    for (unit, offset, from, expected) in [
        (Unit::Day, -1, MAY_17, "2024-05-16 day relative"),
        (Unit::Day, 0, MAY_17, "2024-05-17 day relative"),
        (Unit::Day, 1, "2023-12-31", "2024-01-01 day relative"),
        (Unit::Day, -1, "2024-03-01", "2024-02-29 day relative"),
        (Unit::Week, -1, MAY_17, "2024-05-06/2024-05-12 week relative"),
        (Unit::Week, 0, "2024-05-19", "2024-05-13/2024-05-19 week relative"),
        (Unit::Week, 1, "2024-12-27", "2024-12-30/2025-01-05 week relative"),
        (Unit::Month, -1, "2024-01-31", "2023-12 month relative"),
        (Unit::Month, 0, MAY_17, "2024-05 month relative"),
        (Unit::Month, 8, MAY_17, "2025-01 month relative"),
        (Unit::Quarter, -1, "2024-02-01", "2023-36 quarter relative"),
        (Unit::Quarter, 0, MAY_17, "2024-34 quarter relative"),
        (Unit::Quarter, 3, MAY_17, "2025-33 quarter relative"),
        (Unit::Year, -1, MAY_17, "2023 year relative"),
        (Unit::Year, 0, MAY_17, "2024 year relative"),
        (Unit::Year, -30, MAY_17, "1994 year relative"),
    ] {
        assert_eq!(told(&shift("XXXX", unit, offset), &[from]), expected, "{unit:?} {offset}");
    }
}

#[test]
fn parts_of_a_year_told_by_its_distance() {
    for (edtf, offset, expected) in [
        ("XXXX-06-12", -1, "2023-06-12 day relative"),
        ("XXXX-21", 0, "2024-21 season relative"),
        ("XXXX-24", -1, "2023-24 season relative"),
        ("XXXX-36", 1, "2025-36 quarter relative"),
        ("XXXX-04", 0, "2024-04 month relative"),
        ("XXXX-01/XXXX-06", -1, "2023-01/2023-06 month relative"),
        ("XXXX-12-28/XXXX-01-03", -1, "2023-12-28/2024-01-03 day relative"),
        // No such day: what the words say stays.
        ("XXXX-02-29", -1, "XXXX-02-29 day unresolved"),
    ] {
        assert_eq!(told(&shift(edtf, Unit::Year, offset), &[MAY_17]), expected, "{edtf}");
    }
    let unknown = Symbolic { unit: Some(Unit::Year), ..toward("XXXX-06-12", Direction::Nearest) };
    assert_eq!(told(&unknown, &[MAY_17]), "XXXX-06-12 day unresolved");
}

#[test]
fn days_of_a_month_told_by_its_distance() {
    let day = |offset| shift("XXXX-XX-15", Unit::Month, offset);
    assert_eq!(told(&day(-1), &["2024-01-20"]), "2023-12-15 day relative");
    assert_eq!(told(&day(0), &[]), "XXXX-XX-15 day unresolved");
    assert_eq!(told(&shift("XXXX-XX-31", Unit::Month, -1), &[MAY_17]), "XXXX-XX-31 day unresolved");
    assert_eq!(told(&shift("XXXX-XX-32", Unit::Month, -1), &[MAY_17]), "none");
}

#[test]
fn days_of_the_week() {
    let day =
        |weekday, direction, offset, unit| Symbolic { weekday: Some(weekday), direction, offset, unit, ..says("XXXX") };
    for (date, expected) in [
        (day(3, None, None, None), "2024-05-15"),
        (day(5, None, None, None), "2024-05-17"),
        (day(6, Some(Direction::Past), None, None), "2024-05-11"),
        (day(5, Some(Direction::Future), None, None), "2024-05-24"),
        (day(6, Some(Direction::Future), None, None), "2024-05-18"),
        (day(1, Some(Direction::Nearest), None, None), "2024-05-20"),
        (day(3, Some(Direction::Nearest), None, None), "2024-05-15"),
        (day(5, None, Some(-1), None), "2024-05-10"),
        (day(4, None, Some(1), None), "2024-05-23"),
        (day(1, None, Some(0), None), "2024-05-20"),
        (day(2, None, Some(-1), Some(Unit::Week)), "2024-05-07"),
        (day(7, None, Some(0), Some(Unit::Week)), "2024-05-19"),
    ] {
        assert_eq!(told(&date, &[MAY_17]), format!("{expected} day weekday"), "{date:?}");
    }
    assert_eq!(told(&day(3, None, None, None), &[]), "XXXX day unresolved");
    let with_day = |weekday| Symbolic { weekday: Some(weekday), ..toward("XXXX-05-15", Direction::Nearest) };
    assert_eq!(told(&with_day(3), &[MAY_17]), "2024-05-15 day weekday");
    assert_eq!(
        told(&with_day(1), &[MAY_17]),
        "XXXX-05-15 day unresolved",
        "15 May 2023 is further than half a year away"
    );
    assert_eq!(told(&with_day(2), &[MAY_17]), "XXXX-05-15 day unresolved", "no Tuesday in any of the years");
}

#[test]
fn the_nearest_year() {
    for (edtf, from, expected) in [
        ("XXXX-06-05", MAY_17, "2024-06-05 day document"),
        ("XXXX-12-28", "2024-01-05", "2023-12-28 day document"),
        ("XXXX-01-05", "2023-12-28", "2024-01-05 day document"),
        ("XXXX-11-10", MAY_17, "2024-11-10 day document"),
        ("XXXX-11-16", MAY_17, "XXXX-11-16 day unresolved"),
        ("XXXX-02-29", MAY_17, "2024-02-29 day document"),
        ("XXXX-02-29", "2022-05-17", "XXXX-02-29 day unresolved"),
        ("XXXX-06-03/XXXX-06-05", MAY_17, "2024-06-03/2024-06-05 day document"),
        ("XXXX-12-28/XXXX-01-03", "2024-01-02", "2023-12-28/2024-01-03 day document"),
        ("XXXX-04", MAY_17, "2024-04 month document"),
        // Half a year to either side.
        ("XXXX-11", MAY_17, "XXXX-11 month unresolved"),
        ("XXXX-23", "2024-09-01", "2024-23 season document"),
        ("XXXX-24", "2024-01-10", "XXXX-24 season unresolved"),
        ("XXXX-33", MAY_17, "2024-33 quarter document"),
        ("2013", MAY_17, "2013 year explicit"),
        ("199X", MAY_17, "199X year explicit"),
    ] {
        assert_eq!(told(&toward(edtf, Direction::Nearest), &[from]), expected, "{edtf} {from}");
    }
    assert_eq!(told(&says("XXXX-06-05"), &[MAY_17]), "XXXX-06-05 day unresolved", "no rule asks for a year");
    assert_eq!(told(&toward("XXXX-06-05", Direction::Nearest), &[]), "XXXX-06-05 day unresolved");
}

#[test]
fn years_before_and_after() {
    for (edtf, offset, direction, expected) in [
        ("XXXX-21", Some(-1), None, "2023-21 season relative"),
        ("XXXX-21", Some(0), None, "2024-21 season relative"),
        ("XXXX-21", Some(1), None, "2025-21 season relative"),
        ("XXXX-23", Some(-1), None, "2023-23 season relative"),
        ("XXXX-22", Some(1), None, "2024-22 season relative"),
        ("XXXX-04", None, Some(Direction::Future), "2025-04 month document"),
        ("XXXX-06", None, Some(Direction::Past), "2023-06 month document"),
    ] {
        let date = Symbolic { offset, direction, ..says(edtf) };
        assert_eq!(told(&date, &[MAY_17]), expected, "{date:?}");
    }
}

#[test]
fn several_days_that_may_be_it() {
    let days = ["2015-03-11", "2020-03-11", "2026-03-11"];
    let wednesday = Symbolic { weekday: Some(3), ..says("XXXX") };
    for (date, expected) in [
        (shift("XXXX", Unit::Day, -1), "XXXX-03-10 day unresolved"),
        (shift("XXXX", Unit::Week, -1), "XXXX-03-02/XXXX-03-08 week unresolved"),
        (shift("XXXX", Unit::Month, 0), "XXXX-03 month unresolved"),
        (shift("XXXX", Unit::Year, 0), "XXXX year unresolved"),
        (shift("XXXX-21", Unit::Year, 0), "XXXX-21 season unresolved"),
        (toward("XXXX-05", Direction::Nearest), "XXXX-05 month unresolved"),
        (wednesday.clone(), "XXXX-03-11 day unresolved"),
        (says("2013"), "2013 year explicit"),
    ] {
        assert_eq!(told(&date, &days), expected, "{date:?}");
    }
    assert_eq!(told(&wednesday, &["2015-03-11", "2016-03-11"]), "XXXX day unresolved", "another day in each year");
}

#[test]
fn what_is_no_date() {
    for date in [says("XXXX"), says("XXXX-04-31"), toward("2021-02-29", Direction::Nearest), says("")] {
        assert_eq!(told(&date, &[MAY_17]), "none", "{date:?}");
    }
    let far = shift("XXXX", Unit::Year, i32::MAX);
    assert_eq!(told(&far, &[MAY_17]), "XXXX year unresolved");
    for anchor in [i32::MIN, i32::MAX] {
        for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year] {
            assert_eq!(resolve(&shift("XXXX", unit, -1), &[anchor]).map(|date| date.start_on), Some(None));
        }
    }
}
