//! The command line program: hands its arguments to the front desk and leaves with its exit code.

fn main() {}
