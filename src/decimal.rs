//! Writes fixed-point values as decimals.

/// Writes hundredths of a percent: `44.4%` for 4440.
pub(crate) fn percent(hundredths: u32) -> String {
    decimal(i64::from(hundredths), 100, 2) + "%"
}

/// Writes ten-thousandths: `-1.5` for -15000.
pub(crate) fn number(ten_thousandths: i64) -> String {
    decimal(ten_thousandths, 10_000, 4)
}

/// Writes a count of parts of a unit, without zeros at the end.
fn decimal(parts: i64, unit: u64, digits: usize) -> String {
    let sign = if parts < 0 { "-" } else { "" };
    let (whole, rest) = (parts.unsigned_abs() / unit, parts.unsigned_abs() % unit);
    let text = format!("{sign}{whole}.{rest:0digits$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{number, percent};

    #[test]
    fn zeros_at_the_end_are_left_out_and_the_sign_is_kept() {
        assert_eq!([percent(0), percent(4440), percent(10_000), percent(5)], ["0%", "44.4%", "100%", "0.05%"]);
        assert_eq!(
            [number(150_000), number(-5_000), number(1), number(i64::MIN)],
            ["15", "-0.5", "0.0001", "-922337203685477.5808"]
        );
    }
}
