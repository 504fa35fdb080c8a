//! Which models had a say in a dataset is told, and a stage does not go on with what others had a say in.

mod support;

use std::fs;

use serde_json::Value;
use support::{elchi, files, path, read, run, run_summed_up, verify};

#[test]
fn without_lingua_it_is_another_dataset() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (folder.path().join("page.txt"), folder.path().join("out"));
    fs::write(&input, "Министры обсудили поставки воды и электроэнергии в столице.\n").expect("it can be written");
    let models = || -> usize {
        let manifest: Value = serde_json::from_str(&read(&output.join("manifest.json"))).expect("it is JSON");
        manifest["models"].as_array().map_or(0, Vec::len)
    };
    run(&input, &output, &[]);
    assert_eq!(models(), 2);
    elchi(&["segment", path(&input), path(&output), "--no-lingua"]).with_code(2);
    elchi(&["segment", path(&output), "--no-lingua"]).with_code(1).says("other language data or models");
    let summary = run_summed_up(&input, &output, &["--no-lingua"]);
    assert_eq!(models(), 1);
    let parts = files(&output).keys().filter(|name| name.contains("part-")).count() as u64;
    assert!(summary["parts_reused"].as_u64().is_some_and(|reused| reused < parts), "{summary} of {parts}");
    verify(&output).ok();
}
