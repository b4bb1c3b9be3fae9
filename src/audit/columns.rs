//! Arrow's columns to the JSON shape of flows, one row at a time.
//!
//! Null is unknown, and left out; within a list it stays `null`, which the reader of flows refuses. A list that is null stays `null`:
//! left out it would be closed by `complete`. A struct of which every field is null is unknown too, except as an entry of a list:
//! writers of Parquet seldom tell it from one that is absent.

use super::is_of_a_flow;
use crate::date::Date;
use crate::diag::{Diagnostic, Errors};
use crate::flow::json::{Json, MAX_DEPTH};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float16Type, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use std::ops::Range;

/// The columns of a batch, each ready to be read by rows.
pub struct Columns<'b> {
    columns: Vec<(&'b str, Column<'b>)>,
}

/// A value that no flow can hold: the path below the column, innermost name first, and the reason.
type Odd = (Vec<String>, String);

/// Reads the value at a position, which is not null.
type Read<'b, T> = Box<dyn Fn(usize) -> T + 'b>;

struct Column<'b> {
    array: &'b dyn Array,
    values: Values<'b>,
}

enum Values<'b> {
    Null,
    Scalar(Read<'b, Result<Json, String>>),
    /// A list: the range of its entries among the items of all lists.
    List(Read<'b, Range<usize>>, Box<Column<'b>>),
    Struct(Vec<(&'b str, Column<'b>)>),
    Map(Read<'b, Range<usize>>, Box<Column<'b>>, Box<Column<'b>>),
    Dictionary(Vec<usize>, Box<Column<'b>>),
    /// A type that no fact has.
    Other(String),
}

impl<'b> Columns<'b> {
    /// Looks at the columns of a batch.
    ///
    /// # Errors
    /// Returns L0503 where lists and structs nest deeper than a flow can.
    ///
    /// ```
    /// use arrow_array::{ArrayRef, Int64Array, RecordBatch};
    /// use std::sync::Arc;
    ///
    /// let numbers: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), None]));
    /// let batch = RecordBatch::try_from_iter([("n", numbers)]).unwrap();
    /// let columns = lexloci::audit::Columns::of(&batch)?;
    /// assert_eq!(columns.row(0)?.to_string(), r#"{"n":1}"#);
    /// assert_eq!(columns.row(1)?.to_string(), "{}");
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn of(batch: &'b RecordBatch) -> Result<Columns<'b>, Errors> {
        let fields = batch.schema_ref().fields().iter();
        let columns = fields.zip(batch.columns()).map(|(field, array)| {
            let name = field.name().as_str();
            Ok((name, column(array.as_ref(), 1).map_err(|message| odd((vec![], message), name))?))
        });
        Ok(Columns { columns: columns.collect::<Result<_, Vec<Diagnostic>>>()? })
    }

    /// Returns a row as an object.
    ///
    /// # Errors
    /// Returns the path of a value that no flow can hold.
    ///
    /// ```
    /// use arrow_array::{ArrayRef, Float64Array, RecordBatch};
    /// use std::sync::Arc;
    ///
    /// let numbers: ArrayRef = Arc::new(Float64Array::from(vec![f64::NAN]));
    /// let batch = RecordBatch::try_from_iter([("n", numbers)]).unwrap();
    /// assert_eq!(lexloci::audit::Columns::of(&batch)?.row(0).unwrap_err()[0].code, "L0584");
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn row(&self, row: usize) -> Result<Json, Errors> {
        let mut object = Vec::with_capacity(self.columns.len());
        for (name, column) in &self.columns {
            match column.value(row) {
                Ok(Json::Null) if !column.stays_null(name) => {}
                Ok(value) => object.push(((*name).to_owned(), value)),
                Err(fault) => return Err(odd(fault, name).into()),
            }
        }
        Ok(Json::Object(object))
    }

    /// Returns the values of a row in the order of the columns; none where a value is null.
    ///
    /// # Errors
    /// As for `row`.
    ///
    /// ```
    /// use arrow_array::{ArrayRef, BooleanArray, RecordBatch};
    /// use std::sync::Arc;
    ///
    /// let facts: ArrayRef = Arc::new(BooleanArray::from(vec![None, Some(true)]));
    /// let batch = RecordBatch::try_from_iter([("encrypted", facts)]).unwrap();
    /// let columns = lexloci::audit::Columns::of(&batch)?;
    /// assert_eq!(columns.cells(0)?, [None]);
    /// assert_eq!(columns.cells(1)?, [Some(lexloci::Json::Bool(true))]);
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn cells(&self, row: usize) -> Result<Vec<Option<Json>>, Errors> {
        let cells = self.columns.iter().map(|(name, column)| match column.value(row) {
            Ok(Json::Null) => Ok(None),
            Ok(value) => Ok(Some(value)),
            Err(fault) => Err(odd(fault, name).into()),
        });
        cells.collect()
    }
}

/// Returns the error of a value below a column.
fn odd((mut path, message): Odd, column: &str) -> Vec<Diagnostic> {
    path.push(column.to_owned());
    path.reverse();
    let path = path.join(".").replace(".[", "[");
    vec![Diagnostic::flow("L0584", path, message)]
}

impl Column<'_> {
    /// Returns whether a null is a list of which nothing is known. A column of nulls alone has no type: its name decides.
    fn stays_null(&self, name: &str) -> bool {
        match &self.values {
            Values::List(..) => true,
            Values::Null => is_of_a_flow(name),
            Values::Dictionary(_, values) => values.stays_null(name),
            _ => false,
        }
    }

    fn value(&self, at: usize) -> Result<Json, Odd> {
        if self.array.is_null(at) {
            return Ok(Json::Null);
        }
        match &self.values {
            Values::Null => Ok(Json::Null),
            Values::Scalar(read) => read(at).map_err(|message| (vec![], message)),
            Values::Dictionary(keys, values) => match keys.get(at) {
                Some(key) if *key < values.array.len() => values.value(*key),
                _ => Ok(Json::Null),
            },
            Values::List(range, items) => {
                let range = range(at);
                let first = range.start;
                let entry = |at: usize| {
                    items.entry(at).map_err(|(mut path, message)| {
                        path.push(format!("[{}]", at - first));
                        (path, message)
                    })
                };
                Ok(Json::Array(range.map(entry).collect::<Result<_, Odd>>()?))
            }
            Values::Struct(_) => match self.entry(at)? {
                Json::Object(fields) if fields.iter().all(|(_, value)| *value == Json::Null) => Ok(Json::Null),
                value => Ok(value),
            },
            Values::Map(range, keys, values) => {
                let mut object = Vec::new();
                for at in range(at) {
                    let key = match keys.value(at)? {
                        Json::Text(key) => key,
                        _ => return Err((vec![], "the keys of a map are texts".to_owned())),
                    };
                    match values.value(at) {
                        Ok(value) => object.push((key, value)),
                        Err((mut path, message)) => {
                            path.push(key);
                            return Err((path, message));
                        }
                    }
                }
                Ok(Json::Object(object))
            }
            Values::Other(name) => Err((vec![], format!("a column of the type {name} is not read"))),
        }
    }

    /// Returns the value as an entry of a list, which is there even where nothing is known of it.
    fn entry(&self, at: usize) -> Result<Json, Odd> {
        let Values::Struct(fields) = &self.values else { return self.value(at) };
        if self.array.is_null(at) {
            return Ok(Json::Null);
        }
        let mut object = Vec::new();
        for (name, column) in fields {
            match column.value(at) {
                Ok(Json::Null) if !column.stays_null(name) => {}
                Ok(value) => object.push(((*name).to_owned(), value)),
                Err((mut path, message)) => {
                    path.push((*name).to_owned());
                    return Err((path, message));
                }
            }
        }
        Ok(Json::Object(object))
    }
}

/// The largest number up to which every whole one is exact in JSON.
const WHOLE: f64 = 9_007_199_254_740_992.0;

fn whole(number: f64, shown: impl Fn() -> String) -> Result<Json, String> {
    let is_exact = number.abs() < WHOLE;
    if is_exact { Ok(Json::Number(number)) } else { Err(format!("{} is too large to be exact", shown())) }
}

fn fraction(number: f64) -> Result<Json, String> {
    if number.is_finite() { Ok(Json::Number(number)) } else { Err(format!("{number} is no number of JSON")) }
}

fn text(text: &str) -> Result<Json, String> {
    Ok(Json::Text(text.to_owned()))
}

fn utf8(bytes: &[u8]) -> Result<Json, String> {
    let decoded = str::from_utf8(bytes)
        .map_err(|error| format!("byte {} of this binary value belongs to no character of UTF-8", error.valid_up_to()));
    decoded.and_then(text)
}

fn decimal(written: &str) -> Result<Json, String> {
    written.parse().map_err(|_| format!("{written} is no number")).and_then(fraction)
}

/// Returns a day, `2026-03-01`, or an instant of it, `2026-03-01T12:30:00`, which no date of a flow is.
fn instant(value: i64, per_second: i64, is_utc: bool, zone: Option<&str>) -> Result<Json, String> {
    let seconds = value.div_euclid(per_second);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let range = i64::from(Date::MIN.days())..=i64::from(Date::MAX.days());
    if !range.contains(&days) {
        return Err("the day lies outside of the years 1 to 9999".to_owned());
    }
    let day = Date::from_days(days as i32);
    if second == 0 && value.rem_euclid(per_second) == 0 && is_utc {
        return Ok(Json::Text(day.to_string()));
    }
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    let mark = if zone.is_some() { "Z" } else { "" };
    Ok(Json::Text(format!("{day}T{hour:02}:{minute:02}:{:02}{mark}", second % 60)))
}

fn range(start: i128, end: i128, items: usize) -> Range<usize> {
    let clamp = |at: i128| usize::try_from(at).unwrap_or_default().min(items);
    clamp(start)..clamp(end)
}

macro_rules! scalar {
    ($array:expr, $type:ty, $read:expr) => {{
        let typed = $array.as_primitive::<$type>();
        let read = $read;
        Values::Scalar(Box::new(move |at| read(typed.value(at))))
    }};
}

macro_rules! decimals {
    ($array:expr, $type:ty) => {{
        let typed = $array.as_primitive::<$type>();
        Values::Scalar(Box::new(move |at| decimal(&typed.value_as_string(at))))
    }};
}

macro_rules! offsets {
    ($typed:expr, $items:expr) => {{
        let (offsets, items) = ($typed.value_offsets(), $items);
        let at = move |at: usize| offsets.get(at).map_or(0, |offset| *offset as i128);
        Box::new(move |row| range(at(row), at(row + 1), items)) as Read<'_, Range<usize>>
    }};
}

macro_rules! view {
    ($typed:expr) => {{
        let (offsets, sizes, items) = ($typed.value_offsets(), $typed.value_sizes(), $typed.values().len());
        Box::new(move |row: usize| {
            let start = offsets.get(row).map_or(0, |offset| *offset as i128);
            range(start, start + sizes.get(row).map_or(0, |size| *size as i128), items)
        }) as Read<'_, Range<usize>>
    }};
}

fn column(array: &dyn Array, depth: usize) -> Result<Column<'_>, String> {
    if depth > MAX_DEPTH {
        return Err(format!("arrays and objects nest deeper than {MAX_DEPTH}"));
    }
    let values = match scalars(array).or_else(|| texts(array)) {
        Some(values) => values,
        None => nested(array, depth)?,
    };
    Ok(Column { array, values })
}

/// Returns the values of a column of numbers, truth values or days.
fn scalars(array: &dyn Array) -> Option<Values<'_>> {
    Some(match array.data_type() {
        DataType::Null => Values::Null,
        DataType::Boolean => {
            let typed = array.as_boolean();
            Values::Scalar(Box::new(move |at| Ok(Json::Bool(typed.value(at)))))
        }
        DataType::Int8 => scalar!(array, Int8Type, |value| Ok(Json::Number(f64::from(value)))),
        DataType::Int16 => scalar!(array, Int16Type, |value| Ok(Json::Number(f64::from(value)))),
        DataType::Int32 => scalar!(array, Int32Type, |value| Ok(Json::Number(f64::from(value)))),
        DataType::Int64 => scalar!(array, Int64Type, |value: i64| whole(value as f64, || value.to_string())),
        DataType::UInt8 => scalar!(array, UInt8Type, |value| Ok(Json::Number(f64::from(value)))),
        DataType::UInt16 => scalar!(array, UInt16Type, |value| Ok(Json::Number(f64::from(value)))),
        DataType::UInt32 => scalar!(array, UInt32Type, |value| Ok(Json::Number(f64::from(value)))),
        DataType::UInt64 => scalar!(array, UInt64Type, |value: u64| whole(value as f64, || value.to_string())),
        // Both print their shortest decimal, which is the number that was meant: 0.1 is not 0.10000000149.
        DataType::Float16 => {
            let typed = array.as_primitive::<Float16Type>();
            Values::Scalar(Box::new(move |at| decimal(&typed.value(at).to_string())))
        }
        DataType::Float32 => scalar!(array, Float32Type, |value: f32| decimal(&value.to_string())),
        DataType::Float64 => scalar!(array, Float64Type, fraction),
        DataType::Decimal32(..) => decimals!(array, Decimal32Type),
        DataType::Decimal64(..) => decimals!(array, Decimal64Type),
        DataType::Decimal128(..) => decimals!(array, Decimal128Type),
        DataType::Decimal256(..) => decimals!(array, Decimal256Type),
        DataType::Date32 => {
            scalar!(array, Date32Type, |days: i32| instant(i64::from(days) * 86_400, 1, true, None))
        }
        DataType::Date64 => scalar!(array, Date64Type, |value| instant(value, 1_000, true, None)),
        DataType::Timestamp(unit, zone) => {
            let zone = zone.as_deref();
            let is_utc = matches!(zone, None | Some("UTC" | "Z" | "+00:00" | "Etc/UTC"));
            match unit {
                TimeUnit::Second => scalar!(array, TimestampSecondType, move |value| instant(value, 1, is_utc, zone)),
                TimeUnit::Millisecond => {
                    scalar!(array, TimestampMillisecondType, move |value| instant(value, 1_000, is_utc, zone))
                }
                TimeUnit::Microsecond => {
                    scalar!(array, TimestampMicrosecondType, move |value| instant(value, 1_000_000, is_utc, zone))
                }
                TimeUnit::Nanosecond => {
                    scalar!(array, TimestampNanosecondType, move |value| instant(value, 1_000_000_000, is_utc, zone))
                }
            }
        }
        _ => return None,
    })
}

/// Returns the values of a column of texts.
fn texts(array: &dyn Array) -> Option<Values<'_>> {
    Some(match array.data_type() {
        DataType::Utf8 => {
            let typed = array.as_string::<i32>();
            Values::Scalar(Box::new(move |at| text(typed.value(at))))
        }
        DataType::LargeUtf8 => {
            let typed = array.as_string::<i64>();
            Values::Scalar(Box::new(move |at| text(typed.value(at))))
        }
        DataType::Utf8View => {
            let typed = array.as_string_view();
            Values::Scalar(Box::new(move |at| text(typed.value(at))))
        }
        // Writers that know no texts, such as older ones of Spark, write them as bytes.
        DataType::Binary => {
            let typed = array.as_binary::<i32>();
            Values::Scalar(Box::new(move |at| utf8(typed.value(at))))
        }
        DataType::LargeBinary => {
            let typed = array.as_binary::<i64>();
            Values::Scalar(Box::new(move |at| utf8(typed.value(at))))
        }
        DataType::BinaryView => {
            let typed = array.as_binary_view();
            Values::Scalar(Box::new(move |at| utf8(typed.value(at))))
        }
        DataType::FixedSizeBinary(_) => {
            let typed = array.as_fixed_size_binary();
            Values::Scalar(Box::new(move |at| utf8(typed.value(at))))
        }
        _ => return None,
    })
}

/// Returns the values of a column whose values are made of others.
fn nested(array: &dyn Array, depth: usize) -> Result<Values<'_>, String> {
    let inner = |array| column(array, depth + 1).map(Box::new);
    Ok(match array.data_type() {
        DataType::List(_) => {
            let typed = array.as_list::<i32>();
            Values::List(offsets!(typed, typed.values().len()), inner(typed.values().as_ref())?)
        }
        DataType::LargeList(_) => {
            let typed = array.as_list::<i64>();
            Values::List(offsets!(typed, typed.values().len()), inner(typed.values().as_ref())?)
        }
        DataType::ListView(_) => {
            let typed = array.as_list_view::<i32>();
            Values::List(view!(typed), inner(typed.values().as_ref())?)
        }
        DataType::LargeListView(_) => {
            let typed = array.as_list_view::<i64>();
            Values::List(view!(typed), inner(typed.values().as_ref())?)
        }
        DataType::FixedSizeList(..) => {
            let typed = array.as_fixed_size_list();
            let (size, items) = (i128::from(typed.value_length()), typed.values().len());
            let at = move |row: usize| range(row as i128 * size, (row as i128 + 1) * size, items);
            Values::List(Box::new(at), inner(typed.values().as_ref())?)
        }
        DataType::Struct(fields) => {
            let typed = array.as_struct();
            let columns = fields.iter().zip(typed.columns());
            let read = columns
                .map(|(field, array)| Ok((field.name().as_str(), column(array.as_ref(), depth + 1)?)))
                .collect::<Result<_, String>>()?;
            Values::Struct(read)
        }
        DataType::Map(..) => {
            let typed = array.as_map();
            let range = offsets!(typed, typed.keys().len());
            Values::Map(range, inner(typed.keys().as_ref())?, inner(typed.values().as_ref())?)
        }
        DataType::Dictionary(..) => {
            let typed = array.as_any_dictionary();
            let keys = if typed.values().is_empty() { vec![] } else { typed.normalized_keys() };
            Values::Dictionary(keys, inner(typed.values().as_ref())?)
        }
        other => Values::Other(other.to_string()),
    })
}
