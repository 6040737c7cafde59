//! The knowledge that the binary carries.

use std::sync::OnceLock;

use super::Knowledge;

/// What the build packed from `assets/`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));

/// The month of the built-in knowledge, `2026-11`: the newest in which one of
/// its sources was looked at. What a site adds has no month.
pub const fn edition() -> &'static str {
    env!("SMTP_DOCTOR_KNOWLEDGE")
}

impl Knowledge {
    /// The built-in knowledge, unpacked at the first call.
    #[expect(clippy::missing_panics_doc, reason = "it cannot: see below")]
    #[expect(clippy::expect_used, reason = "the build packed it with the same types")]
    pub fn builtin() -> &'static Self {
        static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
        KNOWLEDGE.get_or_init(|| Self::unpack(PACKED).expect("the build packed it"))
    }
}
