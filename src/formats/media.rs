//! Pictures, sounds and films beside a questionnaire: whether they are there and what their names
//! promise, and their bytes for whoever stores or serves them. What does not fit is a warning and is
//! not shown; the question is asked all the same.

mod picture_size;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{FormFiles, Unreadable};
use crate::engine::media::{MediaFile, MediaFormat, Medium, NamedFile, named_files};
use crate::engine::model::Definition;
use crate::engine::problem::{Problem, Remark, Severity, remark};
use crate::file_type;

/// The most bytes of a picture.
const LARGEST_PICTURE: usize = 2_000_000;
/// The most bytes of a sound or film.
const LARGEST_FILM: usize = 10_000_000;
/// The most bytes of all together.
const LARGEST_SUM: usize = 50_000_000;
/// The most pixels of a picture: a small file may be a large one when it is unpacked.
const MOST_PIXELS: u64 = 25_000_000;

/// Looks at every file that questions and choices name, and notes in the questionnaire what it is.
/// What a published questionnaire has noted stays where the files are no longer beside it.
pub(super) fn resolve(
    definition: &mut Definition,
    files: &dyn FormFiles,
    problems: &mut Vec<Problem>,
) {
    let noted = std::mem::take(&mut definition.files);
    let mut found_files: BTreeMap<String, MediaFile> = BTreeMap::new();
    let mut sum = 0;
    for NamedFile { place, role, file } in named_files(definition) {
        let mut warn = |what: Remark| problems.push(Problem::new(Severity::Warning, &place, what));
        if let Some(known) = found_files.get(&file) {
            if !known.format.fits(&role) {
                warn(remark!("file-unfit", file, role));
            }
            continue;
        }
        match look(&file, &role, files) {
            Ok((found, size)) if sum + size <= LARGEST_SUM => {
                sum += size;
                found_files.insert(file, found);
            }
            Ok(_) => warn(remark!("files-large", file)),
            Err(Unfit::Absent(why)) => match noted.get(&file) {
                Some(known) => {
                    found_files.insert(file, known.clone());
                }
                None => {
                    let mut problem = Problem::new(Severity::Warning, &place, why.remark(&file));
                    problem.hint(remark!("file-put-into-folder"));
                    problems.push(problem);
                }
            },
            Err(Unfit::Wrong(what)) => warn(what),
        }
    }
    definition.files = found_files;
}

/// The bytes of all files that a checked questionnaire shows.
pub fn gather(definition: &Definition, files: &dyn FormFiles) -> Result<Vec<Medium>, Remark> {
    let mut media: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (name, file) in &definition.files {
        let bytes = files.read(name).map_err(|why| why.remark(name))?;
        if hash(&bytes) != file.hash {
            return Err(remark!("file-changed", name));
        }
        media.insert(&file.hash, bytes);
    }
    Ok(media.into_iter().map(|(hash, bytes)| Medium { hash: hash.to_owned(), bytes }).collect())
}

/// Why a file is not shown.
enum Unfit {
    Absent(Unreadable),
    Wrong(Remark),
}

/// What a file is, and how many bytes it has.
fn look(file: &str, role: &str, files: &dyn FormFiles) -> Result<(MediaFile, usize), Unfit> {
    let format = format_of(file).map_err(Unfit::Wrong)?;
    if !format.fits(role) {
        return Err(Unfit::Wrong(remark!("file-unfit", file, role)));
    }
    let bytes = files.read(file).map_err(Unfit::Absent)?;
    let found = examine(file, &bytes).map_err(Unfit::Wrong)?;
    Ok((found, bytes.len()))
}

fn format_of(file: &str) -> Result<MediaFormat, Remark> {
    MediaFormat::of(file).ok_or_else(|| remark!("file-no-format", file))
}

/// What a file of this name is by its bytes; or why it cannot be shown.
pub fn examine(file: &str, bytes: &[u8]) -> Result<MediaFile, Remark> {
    let format = format_of(file)?;
    let most = if format.is_picture() { LARGEST_PICTURE } else { LARGEST_FILM };
    if bytes.len() > most {
        return Err(remark!("file-large", file, megabytes = most / 1_000_000));
    }
    if !file_type::begins_as(format.extension(), bytes) {
        return Err(remark!("file-false-name", file));
    }
    let size = match format.is_picture() {
        true => match picture_size::of(format, bytes) {
            None => return Err(remark!("file-damaged", file)),
            Some((width, height)) if u64::from(width) * u64::from(height) > MOST_PIXELS => {
                return Err(remark!("file-many-pixels", file));
            }
            size => size,
        },
        false => None,
    };
    Ok(MediaFile { hash: hash(bytes), format, size })
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::json;

    /// Files beside a questionnaire.
    struct Folder(BTreeMap<&'static str, Vec<u8>>);

    impl FormFiles for Folder {
        fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
            self.0.get(path).cloned().ok_or(Unreadable::Absent)
        }
    }

    fn png(width: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(2_u32.to_be_bytes());
        bytes
    }

    /// A questionnaire that shows these files, and what its check says of them.
    fn check(media: serde_json::Value, folder: &Folder) -> (Definition, Vec<String>) {
        let source = include_str!("../engine/check/small.json");
        let mut document: serde_json::Value = serde_json::from_str(source).unwrap();
        document["pages"][0]["questions"][0]["media"] = media;
        let mut definition = json::parse::<Definition>(document.to_string().as_bytes()).unwrap();
        let mut problems = Vec::new();
        resolve(&mut definition, folder, &mut problems);
        (definition, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn what_does_not_fit_is_told_and_not_shown() {
        let folder = Folder(BTreeMap::from([
            ("good.png", png(3)),
            ("huge.png", png(4_000_000_000)),
            ("large.png", [png(3), vec![0; LARGEST_PICTURE]].concat()),
            ("html.png", b"<html>".to_vec()),
            ("script.svg", b"<svg/>".to_vec()),
        ]));
        let at = "/pages/0/questions/0/media";
        for (name, expect) in [
            ("huge.png", "`huge.png` has more than 25 million pixels, so it is not shown"),
            ("large.png", "`large.png` has more than 2 MB, so it is not shown"),
            ("html.png", "`html.png` is not what its name says, so it is not shown"),
            (
                "script.svg",
                "`script.svg` is none of png, jpg, webp, mp3, m4a, ogg, mp4, webm, so it is not shown",
            ),
            ("a.mp3", "`a.mp3` is no image, so it is not shown"),
            (
                "absent.png",
                "`absent.png`: there is no such file; without it nothing is shown here; put it into a folder \
                 `NAME-media` beside `NAME.xlsx`",
            ),
        ] {
            let (definition, localized) = check(serde_json::json!({ "image": name }), &folder);
            assert_eq!(localized, [format!("{at}/image: warning: {expect}")]);
            assert!(definition.files.is_empty());
        }
        let both = serde_json::json!({ "image": { "de": "good.png" }, "audio": "good.png" });
        let (definition, localized) = check(both, &folder);
        assert_eq!(
            localized,
            [format!("{at}/audio: warning: `good.png` is no audio, so it is not shown")]
        );
        assert_eq!(definition.files["good.png"].size, Some((3, 2)));
    }

    #[test]
    fn what_was_noted_stays_without_the_files() {
        let folder = Folder(BTreeMap::from([("good.png", png(3))]));
        let (mut definition, localized) =
            check(serde_json::json!({ "image": "good.png" }), &folder);
        assert_eq!(localized, Vec::<String>::new());
        let noted = definition.files.clone();
        let media = gather(&definition, &folder).unwrap();
        assert_eq!(media, [Medium { hash: noted["good.png"].hash.clone(), bytes: png(3) }]);
        let mut problems = Vec::new();
        resolve(&mut definition, &crate::formats::NoFiles, &mut problems);
        assert!(problems.is_empty() && definition.files == noted);
        let changed = Folder(BTreeMap::from([("good.png", png(4))]));
        gather(&definition, &changed).unwrap_err();
    }
}
