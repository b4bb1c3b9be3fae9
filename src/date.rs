//! Calendar days and durations: proleptic Gregorian, no clock, no time zone.

use std::fmt;

/// A calendar day, as days since 1970-01-01. Years 1 to 9999.
///
/// ```
/// use lexloci::Date;
///
/// let day: Date = "2026-03-01".parse()?;
/// assert_eq!((day.previous().to_string(), day.days()), ("2026-02-28".to_owned(), 20_513));
/// # Ok::<(), lexloci::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// A year, a month and a day of the month.
type Civil = (i32, u32, u32);

impl Date {
    /// The first supported day, 0001-01-01.
    pub const MIN: Date = Date(-719_162);
    /// The last supported day, 9999-12-31.
    pub const MAX: Date = Date(2_932_896);

    /// Returns the day `year`-`month`-`day`, if there is one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        let valid =
            (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= month_length(year, month);
        valid.then(|| Date::from_civil((year, month, day)))
    }

    /// Parses `2026-03-01`; no other form is a date.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return None;
        }
        Date::new(text.get(0..4)?.parse().ok()?, text.get(5..7)?.parse().ok()?, text.get(8..10)?.parse().ok()?)
    }

    /// Returns the days since 1970-01-01.
    pub fn days(self) -> i32 {
        self.0
    }

    /// Returns the day `days` after 1970-01-01, clamped to the supported days.
    pub fn from_days(days: i32) -> Date {
        Date(days.clamp(Date::MIN.0, Date::MAX.0))
    }

    /// Returns the day after, clamped.
    pub fn next(self) -> Date {
        Date::from_days(self.0 + 1)
    }

    /// Returns the day before, clamped.
    pub fn previous(self) -> Date {
        Date::from_days(self.0 - 1)
    }

    /// Adds a duration: years and months first (month ends clamped), then days.
    pub fn plus(self, duration: Duration) -> Date {
        let (months, days) = duration.months_and_days();
        self.moved(i64::from(months), i64::from(days))
    }

    /// Subtracts a duration: years and months first (month ends clamped), then days.
    pub fn minus(self, duration: Duration) -> Date {
        let (months, days) = duration.months_and_days();
        self.moved(-i64::from(months), -i64::from(days))
    }

    fn moved(self, months: i64, days: i64) -> Date {
        let (year, month, day) = self.civil();
        let index = i64::from(year) * 12 + i64::from(month) - 1 + months;
        let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u32 + 1);
        if year < 1 {
            return Date::MIN;
        }
        if year > 9999 {
            return Date::MAX;
        }
        let year = year as i32;
        let start = Date::from_civil((year, month, day.min(month_length(year, month))));
        Date((i64::from(start.0) + days).clamp(i64::from(Date::MIN.0), i64::from(Date::MAX.0)) as i32)
    }

    /// Converts a civil date to days. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
    /// `days_from_civil`.
    fn from_civil((year, month, day): Civil) -> Date {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted = (month as i32 + 9) % 12;
        let day_of_year = (153 * shifted + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Date(era * 146_097 + day_of_era - 719_468)
    }

    /// Converts days to a civil date. Same source, `civil_from_days`.
    fn civil(self) -> Civil {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * shifted + 2) / 5 + 1) as u32;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 } as u32;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }
}

fn month_length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A text that is no day: days are written `2026-03-01`.
///
/// ```
/// let error = "01.03.2026".parse::<lexloci::Date>().unwrap_err();
/// assert_eq!(error.to_string(), "a day is written 2026-03-01");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateError;

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day is written 2026-03-01")
    }
}

impl std::error::Error for DateError {}

impl std::str::FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        Date::parse(text).ok_or(DateError)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A calendar duration. Two are compared by the days that they reach from one date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Duration {
    /// Whole years.
    pub years: u32,
    /// Whole months.
    pub months: u32,
    /// Whole days.
    pub days: u32,
}

impl Duration {
    /// The largest count of any unit.
    pub const LIMIT: u32 = 9_999;

    /// Returns the months, twelve to a year, and the days.
    pub(crate) fn months_and_days(self) -> (u32, u32) {
        (self.years * 12 + self.months, self.days)
    }

    /// Adds two durations: years, months and days each on their own.
    pub fn plus(self, other: Duration) -> Duration {
        Duration { years: self.years + other.years, months: self.months + other.months, days: self.days + other.days }
    }

    /// Parses `"2 months"`, `"30 days"`, `"1 year"` or ISO 8601 (`"P2M"`, `"P1Y6M"`, `"P2W"`).
    pub fn parse(text: &str) -> Option<Duration> {
        if let Some(iso) = text.strip_prefix('P') {
            return Duration::parse_iso(iso);
        }
        let (count, unit) = text.split_once(' ')?;
        Duration::of(Duration::count(count)?, unit.trim_start())
    }

    /// Returns `count` times `unit`: day, days, week, weeks, month, months, year or years.
    pub fn of(count: u32, unit: &str) -> Option<Duration> {
        if count > Duration::LIMIT {
            return None;
        }
        let zero = Duration::default();
        match unit {
            "day" | "days" => Some(Duration { days: count, ..zero }),
            "week" | "weeks" => Some(Duration { days: count * 7, ..zero }),
            "month" | "months" => Some(Duration { months: count, ..zero }),
            "year" | "years" => Some(Duration { years: count, ..zero }),
            _ => None,
        }
    }

    fn count(digits: &str) -> Option<u32> {
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten().filter(|n| *n <= Duration::LIMIT)
    }

    fn parse_iso(text: &str) -> Option<Duration> {
        let mut total = Duration::default();
        let mut rest = text;
        let mut units = "YMWD";
        while !rest.is_empty() {
            let at = rest.find(|c: char| !c.is_ascii_digit())?;
            let (digits, tail) = rest.split_at_checked(at)?;
            let mut chars = tail.chars();
            let unit = chars.next()?;
            let (_, later) = units.split_once(unit)?;
            units = later;
            rest = chars.as_str();
            let word = match unit {
                'Y' => "years",
                'M' => "months",
                'W' => "weeks",
                _ => "days",
            };
            total = total.plus(Duration::of(Duration::count(digits)?, word)?);
        }
        (!text.is_empty()).then_some(total)
    }
}

impl fmt::Display for Duration {
    /// Formats as the language does where one unit is enough (`2 months`), else as ISO 8601 (`P2M30D`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit =
            |f: &mut fmt::Formatter<'_>, n: u32, word: &str| write!(f, "{n} {word}{}", if n == 1 { "" } else { "s" });
        match (self.years, self.months, self.days) {
            (0, 0, d) => unit(f, d, "day"),
            (0, m, 0) => unit(f, m, "month"),
            (y, 0, 0) => unit(f, y, "year"),
            (y, m, d) => {
                f.write_str("P")?;
                for (n, letter) in [(y, "Y"), (m, "M"), (d, "D")] {
                    if n > 0 {
                        write!(f, "{n}{letter}")?;
                    }
                }
                Ok(())
            }
        }
    }
}

/// The days on which something holds, both ends included. A missing end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Window {
    /// The first day on which it holds.
    pub from: Option<Date>,
    /// The last day on which it holds.
    pub through: Option<Date>,
}

impl Window {
    /// The window of every day.
    pub const ALWAYS: Window = Window { from: None, through: None };

    /// Returns whether it holds on `day`.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.through.is_none_or(|through| day <= through)
    }
}
