//! Writing a page to a file of its own.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The most files of one folder; who has more keeps them for other reasons.
const MOST: usize = 999;

/// Writes a text to a new file in the folder where the program runs, or where
/// nothing can be written there in the folder for temporary files, and gives
/// back its path, whose name ends as told. No file that is there already is touched.
pub fn save(text: &str, ending: &str) -> io::Result<PathBuf> {
    let here = std::env::current_dir().and_then(|folder| save_in(&folder, text, ending));
    here.or_else(|_| save_in(&std::env::temp_dir(), text, ending))
}

fn save_in(folder: &Path, text: &str, ending: &str) -> io::Result<PathBuf> {
    for number in 1..=MOST {
        let path = folder.join(format!("smtp-doctor-{number}.{ending}"));
        match create(&path) {
            Ok(mut file) => return file.write_all(text.as_bytes()).map(|()| path),
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {}
            Err(fault) => return Err(fault),
        }
    }
    Err(io::Error::other("there are too many such files already"))
}

/// Makes a new file; what is pasted may hold names, so nobody else reads it.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_that_is_there_is_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = save_in(folder.path(), "one", "txt").expect("it can be written");
        let second = save_in(folder.path(), "two", "txt").expect("it can be written");
        assert_ne!(first, second);
        assert_eq!(std::fs::read_to_string(first).expect("it is there"), "one");
    }
}
