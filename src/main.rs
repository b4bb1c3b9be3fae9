//! The `lexloci` command.
fn main() {}
