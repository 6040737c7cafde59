//! What a signature is called, so that a person finds it.

use super::{Knowledge, Signature};

impl Knowledge {
    /// The name of a signature that holds for any server, by its place:
    /// `signatures/sign-in.toml: signature[3]`.
    pub fn rule_name(&self, at: usize) -> String {
        if let Some(name) = self.signatures.get(at).and_then(site_name) {
            return name;
        }
        let mut rest = at;
        for (file, count) in &*self.signature_files {
            if rest < *count as usize {
                return format!("{file}: signature[{rest}]");
            }
            rest -= *count as usize;
        }
        format!("signature[{at}]")
    }

    /// The name of a provider's own signature, by their places.
    pub fn own_rule_name(&self, provider: usize, at: usize) -> String {
        let own = self.providers.get(provider);
        let signature = own.and_then(|own| own.signatures.get(at));
        if let Some(name) = signature.and_then(site_name) {
            return name;
        }
        let id = own.map_or("", |own| own.id.as_str());
        format!("providers/{id}.toml: signature[{at}]")
    }
}

/// The place of a site's signature.
fn site_name(signature: &Signature) -> Option<String> {
    let (file, line) = signature.origin.place()?;
    Some(format!("{file}: line {line}"))
}
