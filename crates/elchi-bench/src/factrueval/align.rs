//! Aligns facts with the gold ones and measures them, as the third track of factRuEval-2016 does.

/// Which of the two facts it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Occupation,
    Meeting,
}

/// What an argument tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Who,
    Where,
    Position,
    /// Taking up or leaving the position; in the hard mode alone.
    Phase,
    Participant,
}

impl Role {
    fn weight(self) -> f64 {
        if matches!(self, Role::Position | Role::Phase) { 0.5 } else { 1.0 }
    }
}

/// An argument with every name of its value, folded.
#[derive(Debug, Clone)]
pub(super) struct Argument {
    pub(super) role: Role,
    pub(super) values: Vec<String>,
}

impl Argument {
    pub(super) fn new(role: Role, values: impl IntoIterator<Item = String>) -> Argument {
        let mut values: Vec<String> =
            values.into_iter().map(|value| fold(&value)).filter(|value| !value.is_empty()).collect();
        values.sort_unstable();
        values.dedup();
        Argument { role, values }
    }

    fn same(&self, other: &Argument) -> bool {
        let position = self.role == Role::Position;
        let alike =
            |one: &String| other.values.iter().any(|other| near(one, other) || position && inflected(one, other));
        self.role == other.role && self.values.iter().any(alike)
    }
}

/// A fact, gold or found.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) kind: Kind,
    pub(super) arguments: Vec<Argument>,
    /// Future, possible or negated: not in the hard mode.
    pub(super) modal: bool,
    /// Gold only: neither wanted nor wrong in the easy mode.
    pub(super) difficult: bool,
    /// For people to read.
    pub(super) label: String,
}

impl Fact {
    pub(super) fn has(&self, role: Role) -> bool {
        self.arguments.iter().any(|one| one.role == role)
    }

    /// True where another argument than the position agrees.
    fn can_match(&self, own: &Fact) -> bool {
        self.arguments
            .iter()
            .filter(|one| one.role != Role::Position)
            .any(|one| own.arguments.iter().any(|other| one.same(other)))
    }
}

/// Sums of qualities and counts of facts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Figures {
    right_gold: f64,
    right_own: f64,
    gold: usize,
    own: usize,
}

impl Figures {
    pub(super) fn add(&mut self, other: Figures) {
        self.right_gold += other.right_gold;
        self.right_own += other.right_own;
        self.gold += other.gold;
        self.own += other.own;
    }

    pub(super) fn precision(&self) -> f64 {
        if self.own == 0 { 1.0 } else { self.right_own / self.own as f64 }
    }

    pub(super) fn recall(&self) -> f64 {
        if self.gold == 0 { 1.0 } else { self.right_gold / self.gold as f64 }
    }

    pub(super) fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    pub(super) fn line(&self, name: &str) -> String {
        format!(
            "{name:<18} precision {:.3}  recall {:.3}  F1 {:.3}  ({:.2} of {} found, {:.2} of {} gold)\n",
            self.precision(),
            self.recall(),
            self.f1(),
            self.right_own,
            self.own,
            self.right_gold,
            self.gold
        )
    }
}

/// For each found fact its gold fact, chosen so that F1 of the document is best, with the figures.
pub(super) fn align(gold: &[&Fact], own: &[&Fact], hard: bool) -> (Vec<Option<usize>>, Figures) {
    let options: Vec<Vec<usize>> =
        own.iter().map(|own| (0..gold.len()).filter(|&at| gold[at].can_match(own)).collect()).collect();
    let mut chosen: Vec<Option<usize>> = vec![None; own.len()];
    let mut best = figures(gold, own, &chosen, hard);
    loop {
        let before = chosen.clone();
        for (at, options) in options.iter().enumerate() {
            for &option in options {
                let earlier = chosen[at].replace(option);
                let now = figures(gold, own, &chosen, hard);
                // A pair that costs nothing is kept: a quality of some kind is better than none.
                if now.f1() > best.f1() || earlier.is_none() && now.f1() >= best.f1() {
                    best = now;
                } else {
                    chosen[at] = earlier;
                }
            }
        }
        if chosen == before {
            return (chosen, best);
        }
    }
}

fn figures(gold: &[&Fact], own: &[&Fact], chosen: &[Option<usize>], hard: bool) -> Figures {
    let mut sums = Figures { own: chosen.iter().filter(|one| one.is_none()).count(), ..Figures::default() };
    for (at, fact) in gold.iter().enumerate() {
        if fact.difficult && !hard {
            continue;
        }
        let cluster: Vec<&Fact> =
            own.iter().zip(chosen).filter(|(_, one)| **one == Some(at)).map(|(own, _)| *own).collect();
        let quality = quality(fact, &cluster, hard);
        sums.gold += 1;
        sums.own += cluster.len();
        sums.right_gold += quality;
        sums.right_own += quality * cluster.len() as f64;
    }
    sums
}

/// How well the found facts of a cluster give the gold one: the share of right arguments by weight, and one half of it
/// lost as far as no single found fact ties the arguments together.
pub(super) fn quality(gold: &Fact, cluster: &[&Fact], hard: bool) -> f64 {
    let wanted: Vec<&Argument> = gold.arguments.iter().filter(|one| hard || one.role != Role::Phase).collect();
    let mut givers: Vec<Vec<usize>> = vec![Vec::new(); wanted.len()];
    let mut wrong = 0.0;
    for (number, fact) in cluster.iter().enumerate() {
        for argument in &fact.arguments {
            match wanted.iter().position(|wanted| wanted.same(argument)) {
                Some(at) => givers[at].push(number),
                None => wrong += argument.role.weight(),
            }
        }
    }
    let weight = |given: bool| -> f64 {
        let some = wanted.iter().zip(&givers).filter(|(_, givers)| givers.is_empty() != given);
        some.map(|(wanted, _)| wanted.role.weight()).sum()
    };
    let right = weight(true);
    if right == 0.0 {
        return 0.0;
    }
    let share = right / (right + wrong + weight(false));
    let given: Vec<&Vec<usize>> = givers.iter().filter(|givers| !givers.is_empty()).collect();
    let pairs = given.len() * (given.len() - 1) / 2;
    let tied = (0..given.len())
        .flat_map(|one| (one + 1..given.len()).map(move |other| (one, other)))
        .filter(|&(one, other)| given[one].iter().any(|number| given[other].contains(number)))
        .count();
    let tie = if cluster.len() == 1 || pairs == 0 { 1.0 } else { tied as f64 / pairs as f64 };
    f64::midpoint(share, share * tie)
}

/// Small letters, е for ё, no quotation marks, one kind of dash, single blanks.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.to_lowercase().chars() {
        match letter {
            'ё' => out.push('е'),
            '«' | '»' | '“' | '”' | '„' | '"' | '\'' | '’' | '`' => {}
            '‐' | '−' | '‒' | '–' | '—' | '―' => out.push('-'),
            other => out.push(other),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ").replace(" - ", "-").replace(" ,", ",")
}

/// At most one letter apart, or two in names of nine letters and more.
fn near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let limit = match one.len().max(other.len()) {
        0 | 1 => 0,
        2..=8 => 1,
        _ => 2,
    };
    if one.len().abs_diff(other.len()) > limit {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, left) in one.iter().enumerate() {
        let mut corner = line;
        row[0] = line + 1;
        for (column, right) in other.iter().enumerate() {
            let step = corner + usize::from(left != right);
            corner = row[column + 1];
            row[column + 1] = step.min(corner + 1).min(row[column] + 1);
        }
    }
    row.last().is_some_and(|distance| *distance <= limit)
}

/// The same words but for their endings, as «генерального директора» and «генеральный директор».
fn inflected(one: &str, other: &str) -> bool {
    let ending = |one: &str, other: &str| {
        let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
        let common = one.iter().zip(&other).take_while(|(left, right)| left == right).count();
        common >= 3 && one.len() - common <= 3 && other.len() - common <= 3
    };
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    one.len() == other.len() && one.iter().zip(&other).all(|(one, other)| one == other || ending(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(arguments: &[(Role, &str)]) -> Fact {
        let arguments = arguments.iter().map(|(role, value)| Argument::new(*role, [(*value).to_owned()])).collect();
        Fact { kind: Kind::Occupation, arguments, modal: false, difficult: false, label: String::new() }
    }

    #[test]
    fn a_position_weighs_half() {
        let gold = fact(&[(Role::Who, "Иванов"), (Role::Position, "директора"), (Role::Where, "завод")]);
        let own = fact(&[(Role::Who, "Иванов"), (Role::Where, "Завод")]);
        assert!((quality(&gold, &[&own], false) - 0.8).abs() < 1e-9);
        let own = fact(&[(Role::Who, "Иванов"), (Role::Position, "Директор"), (Role::Where, "банк")]);
        assert!((quality(&gold, &[&own], false) - 1.5 / 3.5).abs() < 1e-9);
    }

    #[test]
    fn arguments_told_apart_count_half() {
        let gold = fact(&[(Role::Who, "Иванов"), (Role::Where, "завод")]);
        let (who, place) = (fact(&[(Role::Who, "Иванов")]), fact(&[(Role::Where, "завод")]));
        assert!((quality(&gold, &[&who, &place], false) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_position_alone_makes_no_pair() {
        let gold = fact(&[(Role::Who, "Иванов"), (Role::Position, "директор")]);
        let own = fact(&[(Role::Who, "Петров"), (Role::Position, "директор")]);
        let (chosen, figures) = align(&[&gold], &[&own], false);
        assert_eq!(chosen, [None]);
        assert!(figures.f1() < 1e-9);
    }

    #[test]
    fn a_difficult_fact_is_neither_wanted_nor_wrong() {
        let gold = Fact { difficult: true, ..fact(&[(Role::Who, "Иванов")]) };
        let own = fact(&[(Role::Who, "Иванов")]);
        let (_, easy) = align(&[&gold], &[&own], false);
        assert_eq!((easy.gold, easy.own), (0, 0));
        let (_, hard) = align(&[&gold], &[&own], true);
        assert!((hard.f1() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn names_may_differ_by_a_letter_and_positions_by_endings() {
        assert!(near("нетаньяху", "нетаниаху") && !near("перу", "пера а"));
        assert!(inflected("генерального директора", "генеральный директор") && !inflected("посол", "министр"));
    }
}
