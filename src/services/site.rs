//! A site's own files: which folders they are in, and reading them.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::config::{Configuration, Source};
use crate::knowledge::Knowledge;
use crate::knowledge::check::{Problem, SourceFile};
use crate::knowledge::site::merge;

/// The folder of the person's own files within the configuration folder.
const OWN: &str = "knowledge";

/// The most bytes of one file.
const MOST_BYTES: u64 = 64 << 20;

/// Why a folder is looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was named on the command line, with `--site` or to be checked.
    Asked,
    /// The environment names it.
    Environment,
    /// The settings name it.
    Settings,
    /// It belongs to the person's own configuration.
    Configuration,
}

impl Why {
    /// Where it was named, for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Asked => "named on the command line",
            Self::Environment => "named by SMTP_DOCTOR_SITE",
            Self::Settings => "named by `site` in config.toml",
            Self::Configuration => "the configuration folder",
        }
    }
}

/// A folder of a site's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// Why it is looked into.
    pub why: Why,
}

/// The folders that hold what this site knows, the later overriding the
/// earlier: the shared ones, then the person's own. They need not exist.
pub fn folders(configuration: &Configuration) -> Vec<Folder> {
    let given = configuration.get("site");
    let why = match given.source {
        Source::Argument(_) => Why::Asked,
        Source::Environment(_) => Why::Environment,
        Source::File(_) | Source::Default => Why::Settings,
    };
    let shared = configuration.site().into_iter().filter(|path| !path.is_empty());
    let shared = shared.map(|path| Folder { path: with_knowledge(PathBuf::from(path)), why });
    let own = configuration.folder.as_ref();
    let own = own.map(|own| Folder { path: own.path.join(OWN), why: Why::Configuration });
    shared.chain(own).collect()
}

/// A folder that somebody named.
pub fn named(path: &str) -> Folder {
    Folder { path: with_knowledge(PathBuf::from(path)), why: Why::Asked }
}

/// A shared folder may hold the files itself, or in `knowledge` like the
/// configuration folder.
fn with_knowledge(path: PathBuf) -> PathBuf {
    let inner = path.join(OWN);
    if inner.is_dir() { inner } else { path }
}

/// What the program knows with what the site adds.
#[derive(Debug)]
pub struct Loaded {
    /// The whole knowledge.
    pub knowledge: &'static Knowledge,
    /// What is wrong with the site's files; what is faulty was left out.
    pub problems: Vec<Problem>,
}

/// Loads the knowledge with what the folders add to it. Where they add
/// nothing, it is the built-in one, and nothing was done to it.
pub fn load(folders: &[Folder]) -> Loaded {
    let mut merged: Option<Knowledge> = None;
    let mut problems = Vec::new();
    for folder in folders {
        let files = read(folder, &mut problems);
        if !files.is_empty() {
            let base = merged.unwrap_or_else(|| Knowledge::builtin().clone());
            let (knowledge, found) = merge(base, &files);
            merged = Some(knowledge);
            problems.extend(found);
        }
    }
    let knowledge = match merged {
        // It is needed until the program ends.
        Some(knowledge) => Box::leak(Box::new(knowledge)),
        None => Knowledge::builtin(),
    };
    Loaded { knowledge, problems }
}

/// Reads the files of a folder, sorted by name. Only a folder that somebody
/// named has to be there.
pub fn read(folder: &Folder, problems: &mut Vec<Problem>) -> Vec<SourceFile> {
    let listed = fs::read_dir(&folder.path).and_then(|entries| {
        let names = entries.map(|entry| entry.map(|entry| entry.path()));
        let mut paths = names.collect::<io::Result<Vec<PathBuf>>>()?;
        paths.retain(|path| is_ours(path));
        paths.sort();
        Ok(paths)
    });
    let paths = match listed {
        Ok(paths) => paths,
        Err(fault)
            if fault.kind() == io::ErrorKind::NotFound && folder.why == Why::Configuration =>
        {
            return Vec::new();
        }
        Err(fault) => {
            let mend = format!("check the path ({}) and its permissions", folder.why.label());
            problems.push(unread(&folder.path, "the folder", &fault, mend));
            return Vec::new();
        }
    };
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        match read_file(&path) {
            Ok(Ok(text)) => {
                let path = path.to_string_lossy().into_owned();
                files.push(SourceFile { path, text: text.leak() });
            }
            Ok(Err(problem)) => problems.push(problem),
            Err(fault) => {
                let mend = "check its permissions".to_owned();
                problems.push(unread(&path, "the file", &fault, mend));
            }
        }
    }
    files
}

/// Whether a file is one of the site's: TOML, and not hidden.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().map_or(Cow::Borrowed("."), |name| name.to_string_lossy());
    let is_toml = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    is_toml && !name.starts_with('.') && path.is_file()
}

/// The text of a file, or what is wrong with it.
fn read_file(path: &Path) -> io::Result<Result<String, Problem>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        let fault = io::Error::other("it is larger than 64 MiB");
        return Ok(Err(unread(path, "the file", &fault, "divide it".to_owned())));
    }
    Ok(String::from_utf8(bytes).map_err(|fault| {
        let good = fault.as_bytes().get(..fault.utf8_error().valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', good).count() as u32 + 1;
        Problem {
            file: path.to_string_lossy().into_owned(),
            line: Some(line),
            field: "the file".to_owned(),
            fault: "is not UTF-8".to_owned(),
            mend: "save it as UTF-8".to_owned(),
        }
    }))
}

fn unread(path: &Path, what: &str, fault: &io::Error, mend: String) -> Problem {
    Problem {
        file: path.to_string_lossy().into_owned(),
        line: None,
        field: what.to_owned(),
        fault: format!("cannot be read: {fault}"),
        mend,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_matters_only_where_somebody_named_it() {
        let away = |why| Folder { path: PathBuf::from("/nowhere/at/all"), why };
        let mut problems = Vec::new();
        assert!(read(&away(Why::Configuration), &mut problems).is_empty());
        assert_eq!(problems, []);
        assert!(read(&away(Why::Asked), &mut problems).is_empty());
        assert_eq!(problems.len(), 1);
        assert!(problems[0].to_string().contains("named on the command line"), "{}", problems[0]);
    }

    #[test]
    fn without_files_the_knowledge_is_the_built_in_one() {
        let loaded =
            load(&folders(&Configuration::default()).into_iter().take(0).collect::<Vec<_>>());
        assert!(std::ptr::eq(loaded.knowledge, Knowledge::builtin()));
    }

    #[test]
    fn hidden_files_and_others_are_no_files_of_the_site() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in [".hidden.toml", "notes.txt", "b.toml", "a.TOML"] {
            fs::write(folder.path().join(name), "").expect("written");
        }
        fs::write(folder.path().join("latin.toml"), b"# one\n# gr\xfc\xdfe\n").expect("written");
        let mut problems = Vec::new();
        let folder = Folder { path: folder.path().to_owned(), why: Why::Asked };
        let files = read(&folder, &mut problems);
        let names: Vec<&str> =
            files.iter().filter_map(|file| file.path.rsplit(['/', '\\']).next()).collect();
        assert_eq!(names, ["a.TOML", "b.toml"]);
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [Some(2)]);
    }
}
