//! Every cause, code, term and provider that is named exists.

use std::collections::HashSet;

use super::{Problem, Report, codes};
use crate::knowledge::schema::Signature;
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;

/// What can be referred to.
pub(super) struct Known<'a> {
    causes: HashSet<&'a str>,
}

impl<'a> Known<'a> {
    /// What a knowledge base has.
    pub(super) fn of(knowledge: &'a Knowledge) -> Self {
        Self { causes: knowledge.causes.iter().map(|cause| cause.id.as_str()).collect() }
    }

    /// Checks that causes exist.
    pub(super) fn causes(&self, ids: &[Text], field: &str, report: &mut Report<'_>) {
        for id in ids {
            report.require(
                self.causes.contains(id.as_str()),
                field,
                &format!("there is no cause `{id}`"),
                "use an id of assets/causes",
            );
        }
    }

    fn signatures<'s>(
        &self,
        signatures: impl IntoIterator<Item = &'s Signature>,
        report: &mut Report<'_>,
    ) {
        for (n, signature) in signatures.into_iter().enumerate() {
            self.causes(&[signature.cause], &format!("signature[{n}].cause"), report);
            for code in &signature.codes {
                let is_class = matches!(code.as_str(), "2xx" | "4xx" | "5xx");
                report.require(
                    is_class || codes::is_code(code),
                    &format!("signature[{n}].codes"),
                    &format!("`{code}` is not a code"),
                    "write 550, 5xx, 5.7.1, X.2.2 or 5.7.x",
                );
            }
        }
    }
}

/// Checks all references.
pub(super) fn check(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let known = Known::of(knowledge);
    for cause in &knowledge.causes {
        let mut report = Report::new(format!("causes/{}.toml", cause.id), problems);
        known.causes(&cause.if_not, "if_not", &mut report);
        report.require(
            !cause.if_not.contains(&cause.id),
            "if_not",
            "names the cause itself",
            "name what to look at next",
        );
        for code in &cause.codes {
            report.require(
                codes::is_code(code),
                "codes",
                &format!("`{code}` is not a code"),
                "write it as a code",
            );
        }
    }
    for entry in &knowledge.codes {
        let mut report = Report::new(format!("codes: {}", entry.code), problems);
        known.causes(&entry.causes, "causes", &mut report);
        for id in &entry.providers {
            report.require(
                knowledge.providers.iter().any(|provider| provider.id == *id),
                "providers",
                &format!("there is no provider `{id}`"),
                "use an id of assets/providers",
            );
        }
        report.require(
            entry.providers.is_empty() || entry.vendor.is_some(),
            "vendor",
            "is missing though providers are named",
            "name the vendor in words",
        );
    }
    for provider in &knowledge.providers {
        let mut report = Report::new(format!("providers/{}.toml", provider.id), problems);
        for entry in &provider.codes {
            known.causes(&entry.causes, &format!("code {}", entry.code), &mut report);
            report.require(
                codes::is_code(&entry.code),
                "code",
                &format!("`{}` is not a code", entry.code),
                "write it as a code",
            );
        }
        known.signatures(&provider.signatures, &mut report);
    }
    known.signatures(&knowledge.signatures, &mut Report::new("signatures", problems));
}
