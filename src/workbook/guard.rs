//! A call of a foreign parser → its result, or none when it panicked; nothing is printed.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a parser; a panic inside becomes `None`. The parser's own state must not be used after that.
pub(super) fn guarded<T>(parse: impl FnOnce() -> T) -> Option<T> {
    hush_guarded_panics();
    let outer = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(parse)).ok();
    GUARDED.set(outer);
    result
}

/// The standard hook prints every panic, caught or not; a caught one is told as a finding instead.
fn hush_guarded_panics() {
    static HUSHED: Once = Once::new();
    HUSHED.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                usual(panic);
            }
        }));
    });
}
