//! A list in a data file → exactly two of what stands in it: a third is no slip to be passed over.

use serde::de::{Deserialize, Deserializer, Error};

/// What can be left out, or holds two.
pub trait Pair<T>: Sized {
    /// Two, as the field holds them.
    fn of(two: [T; 2]) -> Self;
}

impl<T> Pair<T> for [T; 2] {
    fn of(two: [T; 2]) -> Self {
        two
    }
}

impl<T> Pair<T> for Option<[T; 2]> {
    fn of(two: [T; 2]) -> Self {
        Some(two)
    }
}

/// Reads exactly two.
///
/// # Errors
/// When there are more or fewer.
pub fn pair<'de, D: Deserializer<'de>, T: Deserialize<'de>, P: Pair<T>>(from: D) -> Result<P, D::Error> {
    let list = Vec::<T>::deserialize(from)?;
    let given = list.len();
    let two = <[T; 2]>::try_from(list);
    two.map(P::of).map_err(|_| Error::custom(format!("invalid type: list of {given}, expected list of 2")))
}
