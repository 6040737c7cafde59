//! Unpacking the knowledge, beside reading and checking the same data as TOML.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use smtp_doctor::knowledge::Knowledge;
use smtp_doctor::knowledge::check::{SourceFile, load};

fn files(root: &Path, below: &str, found: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(root.join(below)).expect("it can be read") {
        let entry = entry.expect("it can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if entry.path().is_dir() {
            files(root, &path, found);
        } else {
            let text = fs::read_to_string(entry.path()).expect("it can be read");
            found.push(SourceFile { path, text: text.leak() });
        }
    }
}

fn start(c: &mut Criterion) {
    let mut sources = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets"), "", &mut sources);
    let packed: &'static [u8] = Knowledge::builtin().pack().expect("it packs").leak();
    let mut group = c.benchmark_group("start");
    group.sample_size(20);
    group.bench_function("peer: TOML read and checked", |b| b.iter(|| black_box(load(&sources))));
    group.bench_function("unpacking", |b| b.iter(|| black_box(Knowledge::unpack(packed))));
    group.finish();
}

criterion_group!(benches, start);
criterion_main!(benches);
