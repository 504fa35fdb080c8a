//! The accounting of documents, stage by stage.

/// One row of the table `accounting`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageCount {
    /// The stage.
    pub stage: String,
    /// Documents that came in.
    pub input: i64,
    /// Documents that came out.
    pub output: i64,
    /// Documents refused, each with a row in `rejects`.
    pub rejected: i64,
    /// Exact duplicates left out.
    pub duplicates: i64,
}

impl StageCount {
    /// Both sides of the account in words.
    fn sum(&self) -> String {
        let StageCount { stage, input, output, rejected, duplicates } = self;
        let out = output + rejected + duplicates;
        format!(
            "{input} in, but {out} accounted for by the stage {stage}: {output} out, {rejected} rejected, \
             {duplicates} duplicates"
        )
    }
}

/// How an account fails to balance.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Imbalance {
    /// A stage lost or invented documents.
    #[error("{}", .0.sum())]
    Stage(StageCount),
    /// A stage took in another number of documents than the one before gave out.
    #[error("the stage {after} took {input} documents in, but {before} gave {output} out")]
    Handover {
        /// The earlier stage.
        before: String,
        /// What it gave out.
        output: i64,
        /// The later stage.
        after: String,
        /// What that took in.
        input: i64,
    },
}

/// Checks that each stage balances and takes in what the one before gave out.
///
/// # Errors
/// The first [`Imbalance`] in the order of the stages.
///
/// ```
/// use elchi_aggregate::{StageCount, balance};
/// let stage = |stage: &str, input, output, rejected, duplicates| {
///     StageCount { stage: stage.into(), input, output, rejected, duplicates }
/// };
/// assert!(balance(&[stage("load", 10, 9, 1, 0), stage("langid", 9, 8, 0, 1)]).is_ok());
/// assert!(balance(&[stage("load", 10, 8, 1, 0)]).is_err());
/// ```
pub fn balance(stages: &[StageCount]) -> Result<(), Imbalance> {
    for stage in stages {
        if stage.input != stage.output + stage.rejected + stage.duplicates {
            return Err(Imbalance::Stage(stage.clone()));
        }
    }
    for pair in stages.windows(2) {
        if pair[0].output != pair[1].input {
            return Err(Imbalance::Handover {
                before: pair[0].stage.clone(),
                output: pair[0].output,
                after: pair[1].stage.clone(),
                input: pair[1].input,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(stage: &str, input: i64, output: i64, rejected: i64, duplicates: i64) -> StageCount {
        StageCount { stage: stage.into(), input, output, rejected, duplicates }
    }

    #[test]
    fn a_lost_document_is_named_with_its_stage() {
        let lost = balance(&[count("load", 3, 3, 0, 0), count("langid", 3, 1, 0, 1)]).unwrap_err();
        assert_eq!(lost.to_string(), "3 in, but 2 accounted for by the stage langid: 1 out, 0 rejected, 1 duplicates");
    }

    #[test]
    fn a_document_lost_between_stages_is_found() {
        let lost = balance(&[count("load", 3, 3, 0, 0), count("langid", 2, 2, 0, 0)]).unwrap_err();
        assert_eq!(lost.to_string(), "the stage langid took 2 documents in, but load gave 3 out");
    }
}
