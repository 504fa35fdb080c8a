//! The languages of `lang/`: every folder with a `language.toml`, but those whose name starts with `_`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::error::{TrainError, at};
use crate::script::Script;

/// A BCP 47 tag and its script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The tag, as texts are named by it.
    pub(crate) name: String,
    /// The script of its texts.
    pub(crate) script: Script,
}

/// A language folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Folder {
    /// Name of the folder.
    pub(crate) code: String,
    /// The tags it serves, in its order.
    pub(crate) tags: Vec<Tag>,
}

/// What is read of `language.toml`; `elchi check lang` checks the rest.
#[derive(Deserialize)]
struct Settings {
    tags: Vec<String>,
    #[serde(default)]
    scripts: BTreeMap<String, String>,
}

/// The language folders below `lang_dir`, sorted by name.
pub(crate) fn discover(lang_dir: &Path) -> Result<Vec<Folder>, TrainError> {
    let mut folders = Vec::new();
    for code in names(lang_dir)? {
        let path = lang_dir.join(&code).join("language.toml");
        if code.starts_with('_') || !path.is_file() {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        let settings: Settings = toml::from_str(&text)
            .map_err(|source| TrainError::Settings { path: path.clone(), source: Box::new(source) })?;
        let tags = settings.tags.iter().map(|tag| settings.tag(tag, &path)).collect::<Result<_, _>>()?;
        folders.push(Folder { code, tags });
    }
    if folders.is_empty() {
        return Err(TrainError::NoLanguages(lang_dir.to_owned()));
    }
    Ok(folders)
}

impl Settings {
    /// `tag` with the script that `scripts` or the tag itself names.
    fn tag(&self, tag: &str, path: &Path) -> Result<Tag, TrainError> {
        let own = tag.split_once('-').map(|(_, script)| script);
        let code = self.scripts.get(tag).map(String::as_str).or(own).unwrap_or_default();
        match Script::new(code) {
            Some(script) => Ok(Tag { name: tag.to_owned(), script }),
            None => Err(TrainError::Script {
                place: path.display().to_string(),
                script: code.to_owned(),
                tag: tag.to_owned(),
            }),
        }
    }
}

/// The names in a folder, sorted; those that are not UTF-8 are none of ours.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>, TrainError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        names.extend(entry.map_err(at(folder))?.file_name().into_string().ok());
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang_dir(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (code, text) in files {
            fs::create_dir_all(folder.path().join(code)).unwrap();
            fs::write(folder.path().join(code).join("language.toml"), text).unwrap();
        }
        folder
    }

    #[test]
    fn folders_are_discovered_and_templates_left_out() {
        let folder = lang_dir(&[
            ("_template", "tags = ["),
            ("qb", "tags = [\"qb-Latn\", \"qb-Cyrl\"]"),
            ("qa", "name = \"A\"\ntags = [\"qa\"]\nscripts = { qa = \"Arab\" }"),
        ]);
        fs::create_dir(folder.path().join("shared")).unwrap();
        let tag = |name: &str, code| Tag { name: name.to_owned(), script: Script::new(code).unwrap() };
        let expected = [
            Folder { code: "qa".to_owned(), tags: vec![tag("qa", "Arab")] },
            Folder { code: "qb".to_owned(), tags: vec![tag("qb-Latn", "Latn"), tag("qb-Cyrl", "Cyrl")] },
        ];
        assert_eq!(discover(folder.path()).unwrap(), expected);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let message = |text| discover(lang_dir(&[("qa", text)]).path()).unwrap_err().to_string();
        assert!(message("tags = [\"qa\"]").contains("the script '' of qa"));
        assert!(message("tags = [\"qa-Grek\"]").contains("'Grek'"));
        assert!(message("tags = 7").contains("language.toml"));
        assert!(discover(lang_dir(&[]).path()).unwrap_err().to_string().contains("no folder with a language.toml"));
    }
}
