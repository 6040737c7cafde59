//! The forms that the binary carries.

use std::sync::OnceLock;

use super::Forms;

/// What the build packed from `assets/forms`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/forms.bin"));

impl Forms {
    /// The built-in forms, unpacked at the first call.
    #[expect(clippy::missing_panics_doc, reason = "it never does")]
    #[expect(clippy::expect_used, reason = "the build packed them with the same types")]
    pub fn builtin() -> &'static Self {
        static FORMS: OnceLock<Forms> = OnceLock::new();
        FORMS.get_or_init(|| postcard::from_bytes(PACKED).expect("the build packed them"))
    }
}
