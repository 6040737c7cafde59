//! Every cause, code, term and provider that is named exists.

use std::collections::HashSet;

use super::{Problem, Report, codes};
use crate::knowledge::schema::{Cause, CodeEntry, Provider, Signature};
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;

/// What can be referred to.
pub(in crate::knowledge) struct Known {
    causes: HashSet<String>,
    codes: HashSet<String>,
}

impl Known {
    /// All that a knowledge base has.
    pub(in crate::knowledge) fn new(knowledge: &Knowledge) -> Self {
        Self {
            causes: knowledge.causes.keys().map(str::to_owned).collect(),
            codes: knowledge.codes.keys().map(str::to_owned).collect(),
        }
    }

    /// Adds causes that will be there.
    pub(in crate::knowledge) fn add(&mut self, causes: impl Iterator<Item = Text>) {
        self.causes.extend(causes.map(|id| id.to_string()));
    }

    /// Adds codes that will be there.
    pub(in crate::knowledge) fn add_codes(&mut self, codes: impl Iterator<Item = Text>) {
        self.codes.extend(codes.map(|code| code.to_string()));
    }

    /// Checks that causes exist.
    pub(in crate::knowledge) fn causes(&self, ids: &[Text], field: &str, report: &mut Report<'_>) {
        for id in ids {
            report.require(
                self.causes.contains(id.as_str()),
                field,
                &format!("there is no cause `{id}`"),
                "use an id that `smtp-doctor knowledge list` shows",
            );
        }
    }

    /// Checks what a cause names.
    pub(in crate::knowledge) fn cause(&self, cause: &Cause, report: &mut Report<'_>) {
        self.causes(&cause.if_not, "if_not", report);
        report.require(
            !cause.if_not.contains(&cause.id),
            "if_not",
            "names the cause itself",
            "name what to look at next",
        );
        for code in &cause.codes {
            code_is_written(code, "codes", report);
        }
    }

    /// Checks what a code names.
    pub(in crate::knowledge) fn code(&self, entry: &CodeEntry, report: &mut Report<'_>) {
        self.causes(&entry.causes, "causes", report);
        for code in &entry.related {
            report.require(
                self.codes.contains(code.as_str()) && *code != entry.code,
                "related",
                &format!("`{code}` is not another code that is known"),
                "write it as `smtp-doctor knowledge list` shows it",
            );
        }
    }

    /// Checks what a provider names.
    pub(in crate::knowledge) fn provider(&self, provider: &Provider, report: &mut Report<'_>) {
        for (n, entry) in provider.codes.iter().enumerate() {
            self.causes(&entry.causes, &format!("code[{n}].causes"), report);
            code_is_written(&entry.code, &format!("code[{n}].code"), report);
        }
        for (n, own) in provider.signatures.iter().enumerate() {
            self.signature(own, &mut report.within(format_args!("signature[{n}]")));
        }
    }

    /// Checks what a signature names.
    pub(in crate::knowledge) fn signature(&self, signature: &Signature, report: &mut Report<'_>) {
        self.causes(&[signature.cause], "cause", report);
        for code in &signature.codes {
            let is_class = matches!(code.as_str(), "2xx" | "4xx" | "5xx");
            report.require(
                is_class || codes::is_code(code),
                "codes",
                &format!("`{code}` is not a code"),
                "write 550, 5xx, 5.7.1, X.2.2 or 5.7.x",
            );
        }
    }
}

/// Checks that a code is written as one.
fn code_is_written(code: &str, field: &str, report: &mut Report<'_>) {
    report.require(
        codes::is_code(code),
        field,
        &format!("`{code}` is not a code"),
        "write it as a code",
    );
}

/// Checks all references.
pub(super) fn check(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let known = Known::new(knowledge);
    for cause in &knowledge.causes {
        known.cause(cause, &mut Report::new(format!("causes/{}.toml", cause.id), problems));
    }
    for entry in &knowledge.codes {
        let mut report = Report::new(format!("codes: {}", entry.code), problems);
        known.code(entry, &mut report);
        for id in &entry.providers {
            report.require(
                knowledge.providers.place(id).is_some(),
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
    for own in &knowledge.providers {
        known.provider(own, &mut Report::new(format!("providers/{}.toml", own.id), problems));
    }
    let mut signatures = knowledge.signatures.iter();
    for (file, count) in &*knowledge.signature_files {
        let mut report = Report::new(file.as_str(), problems);
        for (n, own) in signatures.by_ref().take(*count as usize).enumerate() {
            known.signature(own, &mut report.within(format_args!("signature[{n}]")));
        }
    }
}
