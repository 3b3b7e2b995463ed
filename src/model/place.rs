//! Places in lists: a kind of place for each list, so that a place in one is not taken for one in another.

use std::marker::PhantomData;

/// What a place is made of and made into.
pub trait At: Copy + Ord + std::hash::Hash + std::fmt::Debug + From<usize> {
    /// The number of the place, counted from zero.
    fn number(self) -> usize;
}

impl At for usize {
    fn number(self) -> usize {
        self
    }
}

macro_rules! places {
    ($($(#[$about:meta])* $Name:ident)+) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $Name(pub usize);

            impl From<usize> for $Name {
                fn from(number: usize) -> Self {
                    $Name(number)
                }
            }

            impl At for $Name {
                fn number(self) -> usize {
                    self.0
                }
            }
        )+
    };
}

places! {
    /// A block of what was written last.
    BaseAt
    /// A block of the document as it was read; behind all of them for its end.
    TheirsAt
    /// A block of the report as the workbooks give it.
    FreshAt
    /// Blocks and paragraphs that were merged together.
    JoinedAt
    /// A row of a table that was written last.
    GivenRow
    /// A row of a table of the document; behind all of them for its end.
    StandingRow
    /// A row of a table as the workbooks give it.
    FreshRow
}

/// A list with its own kind of places.
#[derive(Debug)]
pub struct Listed<'l, A, T> {
    list: &'l [T],
    kind: PhantomData<A>,
}

impl<A, T> Clone for Listed<'_, A, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A, T> Copy for Listed<'_, A, T> {}

impl<'l, A: At, T> Listed<'l, A, T> {
    /// The list, to be looked into by these places.
    pub fn of(list: &'l [T]) -> Self {
        Listed { list, kind: PhantomData }
    }

    /// What stands at a place; none behind the last.
    pub fn get(self, at: A) -> Option<&'l T> {
        self.list.get(at.number())
    }

    /// All things of the list, each with its place.
    pub fn all(self) -> impl DoubleEndedIterator<Item = (A, &'l T)> + ExactSizeIterator {
        self.list.iter().enumerate().map(|(at, one)| (A::from(at), one))
    }

    /// All things of the list.
    pub fn iter(self) -> std::slice::Iter<'l, T> {
        self.list.iter()
    }

    /// The place behind the last one.
    pub fn end(self) -> A {
        A::from(self.list.len())
    }
}

/// One thing for each place of a kind.
#[derive(Debug, Clone)]
pub struct Each<A, T> {
    list: Vec<T>,
    kind: PhantomData<A>,
}

impl<A, T> FromIterator<T> for Each<A, T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        Each { list: things.into_iter().collect(), kind: PhantomData }
    }
}

impl<A: At, T> Each<A, T> {
    /// What belongs to a place; none behind the last.
    pub fn get(&self, at: A) -> Option<&T> {
        self.list.get(at.number())
    }

    /// Puts another thing in a place, if there is such a place.
    pub fn put(&mut self, at: A, thing: T) {
        if let Some(own) = self.list.get_mut(at.number()) {
            *own = thing;
        }
    }

    /// The things in the order of their places.
    pub fn into_vec(self) -> Vec<T> {
        self.list
    }

    /// All things, each with its place.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = (A, &T)> + ExactSizeIterator {
        self.list.iter().enumerate().map(|(at, one)| (A::from(at), one))
    }

    /// The place behind the last one.
    pub fn end(&self) -> A {
        A::from(self.list.len())
    }
}

impl<A: At> Each<A, bool> {
    /// Whether it is so; not behind the last.
    pub fn is(&self, at: A) -> bool {
        self.get(at) == Some(&true)
    }
}
