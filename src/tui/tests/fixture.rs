//! A small knowledge of its own, so that the pictures of the screens change
//! when the screens change and not whenever somebody writes a better remedy.

use std::path::Path;
use std::sync::OnceLock;

use crate::knowledge::Knowledge;
use crate::knowledge::check::{SourceFile, load};

/// The files of `knowledge/` beside this one.
pub(super) fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui/tests/knowledge");
        let mut files = Vec::new();
        collect(&folder, "", &mut files);
        let (knowledge, problems) = load(&files);
        // It is too small to be complete, but every file must be readable.
        let unread: Vec<String> = problems
            .iter()
            .filter(|problem| problem.field.starts_with("line "))
            .map(ToString::to_string)
            .collect();
        assert!(unread.is_empty(), "{unread:#?}");
        knowledge.expect("there is a guide")
    })
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).expect("it is there") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files);
        } else {
            let text = std::fs::read_to_string(&path).expect("it can be read").leak();
            files.push(SourceFile { path: format!("{prefix}{name}"), text });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
}
