//! Where files come from: the binary, a folder over it, memory.

mod common;

use elchi_lexicon::{Analysis, Lexicon, LexiconError};
use elchi_model::{Lang, Span};

/// A folder that holds one file below `lang/`.
fn folder(path: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(path);
    std::fs::create_dir_all(path.parent().expect("the file has a folder")).expect("folders can be made");
    std::fs::write(path, text).expect("files can be written");
    folder
}

#[test]
fn an_overlay_replaces_one_file() {
    let embedded = Lexicon::embedded();
    let list = format!("{}Zora\t\t\tcountry/tm\town\tyes\t\n", common::template_files()["_template/countries.tsv"]);
    let folder = folder("_template/countries.tsv", &list);
    let lexicon = Lexicon::read(&elchi_lexicon::Overlay { folder: folder.path().to_owned() }).expect("readable");
    assert_ne!(lexicon.content_hash(), embedded.content_hash());
    let mut analysis = Analysis::new();
    lexicon.template().expect("the template").analyse("Zora", Span::new(0, 4), &mut analysis);
    assert_eq!(analysis.hits.len(), 1);
    assert_eq!(lexicon.languages().count(), embedded.languages().count());
}

#[test]
fn problems_of_an_overlay_are_an_error() {
    let folder = folder("_template/countries.tsv", "form\tid\nZora\tcountry/zz\nAlba\tcountry/zz\n");
    match Lexicon::load(Some(folder.path())) {
        Err(LexiconError::Problems(problems)) => {
            let of_file = problems.iter().filter(|problem| problem.file == "_template/countries.tsv");
            assert!(of_file.count() >= 3, "{problems:#?}");
        }
        other => panic!("expected problems, got {other:?}"),
    }
    let missing = folder.path().join("nowhere");
    assert!(matches!(Lexicon::load(Some(&missing)), Err(LexiconError::Read { .. })));
}

#[test]
fn languages_by_tag() {
    let lexicon = Lexicon::embedded();
    let code = |tag: &str| {
        Lang::new(tag).ok().and_then(|lang| lexicon.language(lang)).map(|language| language.code().to_owned())
    };
    for (tag, expected) in [
        ("uz-Cyrl", Some("uz")),
        ("uz-Latn", Some("uz")),
        ("ru", Some("ru")),
        ("xx", None),
        ("und", None),
        ("qaa", None),
    ] {
        assert_eq!(code(tag).as_deref(), expected, "{tag}");
    }
    let codes: Vec<_> = lexicon.languages().map(|language| language.code()).collect();
    assert!(codes.is_sorted() && !codes.contains(&"_template"), "{codes:?}");
}

#[test]
fn registers_are_read() {
    let lexicon = Lexicon::embedded();
    let entity = lexicon.entity("country/kz").expect("Kazakhstan is registered");
    assert_eq!((&*entity.kind, entity.country.as_deref()), ("country", Some("KZ")));
    assert!(lexicon.entities().is_sorted_by(|a, b| a.id < b.id));
    assert!(lexicon.shared_file("countries.tsv").is_some());
}
