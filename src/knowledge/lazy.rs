//! One thing that is unpacked when it is first looked at.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::Deserialize;

/// A value that may still be packed. It is used like the value itself.
#[derive(Clone)]
pub struct Lazy<T: 'static> {
    packed: &'static [u8],
    value: OnceLock<T>,
}

impl<T: Deserialize<'static>> Lazy<T> {
    /// What was packed.
    pub(super) fn packed(packed: &'static [u8]) -> Self {
        Self { packed, value: OnceLock::new() }
    }

    /// Whether it is another value than what was packed.
    pub fn is_changed(&self) -> bool {
        self.packed.is_empty()
    }

    /// Changes the value.
    pub fn change(&mut self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        let mut value = (**self).clone();
        change(&mut value);
        *self = value.into();
    }

    /// Whether it can be unpacked.
    pub(super) fn is_whole(&self) -> bool {
        self.value.get().is_some() || postcard::from_bytes::<T>(self.packed).is_ok()
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self { packed: &[], value: value.into() }
    }
}

impl<T: Deserialize<'static>> Deref for Lazy<T> {
    type Target = T;

    #[expect(clippy::expect_used, reason = "the build unpacked it with the same types")]
    fn deref(&self) -> &T {
        self.value.get_or_init(|| postcard::from_bytes(self.packed).expect("it was tried"))
    }
}

impl<T: fmt::Debug + Deserialize<'static>> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
