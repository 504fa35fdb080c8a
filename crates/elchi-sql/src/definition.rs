//! What an SQL function is: its name, arguments, result, documentation and body.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::array::ArrayRef;
use arrow::datatypes::{DataType, Field};
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};

use crate::engine::Engine;

/// One argument of a function.
#[derive(Debug)]
pub struct Argument {
    /// Its name in the documentation.
    pub name: &'static str,
    /// What type it takes.
    pub kind: ArgumentKind,
    /// What it means.
    pub doc: &'static str,
}

/// The type of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArgumentKind {
    /// Utf8, LargeUtf8, Utf8View or null.
    Text,
    /// A list of segments with at least segment_no, kind, char_start, char_end, language.
    Segments,
    /// Date32 or null.
    Day,
    /// A list of strings, or null.
    Texts,
}

/// One SQL function: everything its page in the documentation says, and its body.
#[derive(Debug)]
pub struct Definition {
    /// SQL name, the same as its file and its test.
    pub name: &'static str,
    /// Arguments, in order.
    pub arguments: &'static [Argument],
    /// Type of the result.
    pub returns: fn() -> DataType,
    /// One sentence: what it does.
    pub summary: &'static str,
    /// What a null, an empty string or a strange language does.
    pub notes: &'static str,
    /// A query that runs as it stands; the first record of the function's test.
    pub example: &'static str,
    /// The body: one array per argument, all of one length.
    pub evaluate: fn(&Engine, &[ArrayRef]) -> Result<ArrayRef>,
}

/// A [`Definition`] with the engine it runs on, as DataFusion wants it.
#[derive(Debug)]
struct Function {
    definition: &'static Definition,
    engine: Arc<Engine>,
    signature: Signature,
}

/// The function as DataFusion registers it.
pub fn scalar_function(definition: &'static Definition, engine: &Arc<Engine>) -> ScalarUDF {
    ScalarUDF::new_from_impl(Function {
        definition,
        engine: Arc::clone(engine),
        signature: Signature::user_defined(Volatility::Immutable),
    })
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.definition.name == other.definition.name
    }
}

impl Eq for Function {}

impl Hash for Function {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.definition.name.hash(state);
    }
}

impl ScalarUDFImpl for Function {
    fn name(&self) -> &str {
        self.definition.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _argument_types: &[DataType]) -> Result<DataType> {
        Ok((self.definition.returns)())
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let (name, wanted) = (self.definition.name, self.definition.arguments);
        if given.len() != wanted.len() {
            let names: Vec<&str> = wanted.iter().map(|argument| argument.name).collect();
            return plan_err!("{name} takes {} argument(s): {name}({})", wanted.len(), names.join(", "));
        }
        given.iter().zip(wanted).map(|(given, argument)| coerce(name, given, argument)).collect()
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let result = (self.definition.evaluate)(&self.engine, &arrays)?;
        if args.args.iter().all(|arg| matches!(arg, ColumnarValue::Scalar(_))) && result.len() == 1 {
            let scalar = datafusion::common::ScalarValue::try_from_array(&result, 0)?;
            return Ok(ColumnarValue::Scalar(scalar));
        }
        Ok(ColumnarValue::Array(result))
    }
}

fn coerce(function: &str, given: &DataType, argument: &Argument) -> Result<DataType> {
    match (argument.kind, given) {
        (ArgumentKind::Text, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null) => {
            Ok(DataType::Utf8)
        }
        (ArgumentKind::Text, DataType::Dictionary(_, values)) if values.is_string() => Ok(DataType::Utf8),
        (ArgumentKind::Segments, DataType::List(_)) => Ok(given.clone()),
        (ArgumentKind::Day, DataType::Date32 | DataType::Null) => Ok(DataType::Date32),
        (ArgumentKind::Texts, DataType::List(_) | DataType::Null) => {
            Ok(DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))))
        }
        (ArgumentKind::Text, _) => {
            plan_err!("{function}: the argument '{}' must be a string, not {given}", argument.name)
        }
        (ArgumentKind::Segments, _) => {
            plan_err!("{function}: the argument '{}' must be a list of segments, not {given}", argument.name)
        }
        (ArgumentKind::Texts, _) => {
            plan_err!("{function}: the argument '{}' must be a list of strings, not {given}", argument.name)
        }
        (ArgumentKind::Day, _) => {
            plan_err!("{function}: the argument '{}' must be a date, not {given}", argument.name)
        }
    }
}
