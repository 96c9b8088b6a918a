//! Pictures, sounds and films of a manuscript. A change that puts one in is an [`Edit`] like any other: it names the file
//! and notes what it is. The bytes are kept beside it under their hash as long as the manuscript is there, so that what is
//! taken back can be made again and a pretest shows what it showed. Start reading at [`brought`].

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Context;
use serde_json::{Value, json};

use super::{EditRefusal, Manuscript, writer};
use crate::app::actor::Actor;
use crate::app::interviews::shelf::MediaShelf;
use crate::app::interviews::{Task, turn};
use crate::app::office::Office;
use crate::app::office::surveys::file_of;
use crate::engine::edit::{Edit, Element};
use crate::engine::media::{FileProblem, MOST_BYTES, MediaFile, MediaFormat, Medium, WantedFile};
use crate::engine::model::{Definition, Upload};
use crate::engine::problem::{Remark, remark, token};
use crate::error::Error;
use crate::export::{Sink, Zip};
use crate::formats::media;
use crate::ids::{ManuscriptId, OrganisationId};
use crate::intake;
use crate::storage::office::media::{
    add_to_manuscript, find_of_manuscript, hold_medium, keep_medium, list_of_manuscript,
};
use crate::storage::office::organisations::load_look;
use crate::storage::{Conn, Db};

/// The most files of a manuscript, those that a change that was taken back would show among them.
pub const MOST_FILES: usize = 100;
/// The most bytes of all of them.
pub const MOST_BYTES_IN_ALL: i64 = 50_000_000;
/// The longest side that a picture keeps.
const PIXELS: u32 = 2048;
/// The longest name of a file, without its ending.
const LONGEST_NAME: usize = 40;

/// A file that was chosen in the editor, as it is kept.
#[derive(Debug, Clone)]
pub struct BroughtFile {
    /// What it is to be shown with: a question or a choice.
    pub of: Element,
    /// In which language, where there is one for each.
    pub language: String,
    name: String,
    file: MediaFile,
    medium: Medium,
}

/// Examines a file that was chosen under this name. Pictures are written anew, as those of residents, so that nothing
/// hidden in them is shown to anybody.
pub async fn brought(
    (of, language): (Element, &str),
    (name, bytes): (&str, Vec<u8>),
) -> Result<Result<BroughtFile, Remark>, Error> {
    let given = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let (language, shown) = (language.to_owned(), given.clone());
    let examine = move || {
        let (name, bytes) = written_anew(&given, bytes)?;
        let file = media::examine(&name, &bytes)?;
        let medium = Medium { hash: file.hash.clone(), bytes };
        Ok(BroughtFile { of, language, name, file, medium })
    };
    let _alone = turn().await?;
    let examined = tokio::task::spawn_blocking(examine).await;
    Ok(examined.unwrap_or_else(|_| Err(remark!("file-damaged", file = shown))))
}

/// The name and bytes under which a file is kept.
fn written_anew(given: &str, bytes: Vec<u8>) -> Result<(String, Vec<u8>), Remark> {
    let file = given;
    let format = MediaFormat::of(file).ok_or_else(|| remark!("file-no-format", file))?;
    let stem = file.rsplit_once('.').map_or("", |(stem, _)| stem);
    if !format.is_picture() {
        return Ok((plain(stem, format.extension()), bytes));
    }
    let wanted = WantedFile { upload: Upload::Image, pixels: PIXELS };
    let examined = intake::examine(wanted, format.extension(), bytes);
    let examined = examined.map_err(|problem| match problem {
        FileProblem::TooLarge => remark!("file-large", file, megabytes = MOST_BYTES >> 20),
        FileProblem::TooManyPixels => remark!("file-many-pixels", file),
        FileProblem::WrongType => remark!("file-false-name", file),
        _ => remark!("file-damaged", file),
    })?;
    Ok((plain(stem, examined.extension), examined.body))
}

/// A name that is one in every folder and address.
fn plain(stem: &str, extension: &str) -> String {
    let mut name = String::new();
    for c in stem.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' | '_' => name.push(c),
            'ä' => name.push_str("ae"),
            'ö' => name.push_str("oe"),
            'ü' => name.push_str("ue"),
            'ß' => name.push_str("ss"),
            _ if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    name.truncate(LONGEST_NAME);
    let name = name.trim_end_matches('-');
    format!("{}.{extension}", if name.is_empty() { "datei" } else { name })
}

/// What shows these files.
pub(super) fn edits(now: &Definition, files: &[BroughtFile]) -> Result<Vec<Edit>, EditRefusal> {
    let mut taken: BTreeMap<String, String> =
        now.files.iter().map(|(name, file)| (name.clone(), file.hash.clone())).collect();
    let mut edits = Vec::new();
    for BroughtFile { of, language, name, file, .. } in files {
        let name = free(name, &file.hash, &taken);
        taken.insert(name.clone(), file.hash.clone());
        let (of_all, path) = (Element::Questionnaire, format!("/files/{name}"));
        edits.push(Edit::Set { of: of_all, path, value: Some(json!(file)) });
        let role = role(file.format);
        let element = now.find_element(of)?;
        let has_languages =
            element.pointer(&format!("/media/{role}")).is_some_and(|it| it.is_object());
        let path = match has_languages {
            true => format!("/media/{role}/{language}"),
            false => format!("/media/{role}"),
        };
        edits.push(Edit::Set { of: of.clone(), path, value: Some(json!(name)) });
    }
    Ok(edits)
}

/// A change that puts in something of another questionnaire, with what is noted there of the files that it shows. Their
/// names that mean something else here become others.
pub fn with_files(definition: &Definition, other: &Definition, edit: Edit) -> Edit {
    let mut taken: BTreeMap<String, String> =
        definition.files.iter().map(|(name, file)| (name.clone(), file.hash.clone())).collect();
    let mut noted = BTreeMap::new();
    let mut named = |name: &mut String| {
        let Some(file) = other.files.get(name) else { return };
        *name = free(name, &file.hash, &taken);
        taken.insert(name.clone(), file.hash.clone());
        noted.insert(name.clone(), file.clone());
    };
    let mut value = json!(edit);
    rename(&mut value, false, &mut named);
    let Ok(edit) = serde_json::from_value(value) else { return edit };
    let note = |(name, file): (String, MediaFile)| Edit::Set {
        of: Element::Questionnaire,
        path: format!("/files/{}", token(&name)),
        value: Some(json!(file)),
    };
    let mut edits: Vec<Edit> = noted.into_iter().map(note).collect();
    match edits.is_empty() {
        true => edit,
        false => {
            edits.push(edit);
            Edit::Several(edits)
        }
    }
}

/// Gives the names of files within `media` other names.
fn rename(value: &mut Value, is_media: bool, named: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(name) if is_media => named(name),
        Value::Array(values) => values.iter_mut().for_each(|it| rename(it, is_media, named)),
        Value::Object(fields) => {
            for (key, value) in fields {
                rename(value, is_media || key == "media", named);
            }
        }
        _ => {}
    }
}

/// The same name where it is free or means the same file already, else one with the beginning of the hash.
fn free(name: &str, hash: &str, taken: &BTreeMap<String, String>) -> String {
    match taken.get(name) {
        Some(other) if other != hash => {
            let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
            format!("{stem}-{}.{extension}", hash.get(..12).unwrap_or(hash))
        }
        _ => name.to_owned(),
    }
}

/// As what a file is shown.
fn role(format: MediaFormat) -> &'static str {
    let fits = |role: &&str| format.fits(role);
    ["image", "audio", "video"].into_iter().find(fits).unwrap_or_default()
}

/// Lets a manuscript have the files that are noted in it, as far as they came with the change or the organisation has
/// them.
pub(super) fn follow(
    conn: &mut Conn,
    organisation: &OrganisationId,
    (id, definition): (&ManuscriptId, &Definition),
    files: &[BroughtFile],
) -> Result<Result<(), EditRefusal>, Error> {
    if definition.files.is_empty() {
        return Ok(Ok(()));
    }
    let listed = list_of_manuscript(conn, organisation, id)?;
    let mut known: BTreeMap<String, i64> = listed.into_iter().collect();
    let mut new = Vec::new();
    for file in definition.files.values() {
        if known.contains_key(&file.hash) {
            continue;
        }
        let brought = files.iter().find(|it| it.file.hash == file.hash).map(|it| &it.medium);
        let size = match brought {
            Some(medium) => i64::try_from(medium.bytes.len()).ok(),
            None => hold_medium(conn, organisation, &file.hash)?,
        };
        if let Some(size) = size {
            known.insert(file.hash.clone(), size);
            new.push((&file.hash, brought));
        }
        if known.len() > MOST_FILES || known.values().sum::<i64>() > MOST_BYTES_IN_ALL {
            let megabytes = MOST_BYTES_IN_ALL / 1_000_000;
            let what = remark!("manuscript-files", most = MOST_FILES, megabytes);
            return Ok(Err(EditRefusal::Files(Box::new(what))));
        }
    }
    for (hash, brought) in new {
        if let Some(medium) = brought {
            keep_medium(conn, organisation, medium)?;
        }
        add_to_manuscript(conn, id, hash)?;
    }
    Ok(Ok(()))
}

/// Where previews and pretests of a manuscript find what it shows.
#[derive(Debug)]
pub struct ManuscriptShelf {
    office: Db,
    organisation: OrganisationId,
    manuscript: ManuscriptId,
}

impl MediaShelf for ManuscriptShelf {
    fn medium<'t>(&'t self, hash: &'t str) -> Task<'t, Vec<u8>> {
        let (owner, id) = (self.organisation.clone(), self.manuscript.clone());
        let hash = hash.to_owned();
        Box::pin(async move {
            let find = move |conn: &mut Conn| {
                Ok::<_, Error>(find_of_manuscript(conn, &owner, &id, &hash)?)
            };
            Ok(self.office.read(find).await?.ok_or(Error::NotFound)?.bytes)
        })
    }

    fn crest(&self) -> Task<'_, Vec<u8>> {
        let owner = self.organisation.clone();
        let load = move |conn: &mut Conn| Ok::<_, Error>(load_look(conn, &owner)?);
        Box::pin(async move { Ok(self.office.read(load).await?.1) })
    }
}

impl Office {
    /// Where previews and pretests of an organisation's manuscript find what it shows.
    pub fn shelf(&self, organisation: &OrganisationId, id: &ManuscriptId) -> ManuscriptShelf {
        let (organisation, manuscript) = (organisation.clone(), id.clone());
        ManuscriptShelf { office: self.office.clone(), organisation, manuscript }
    }

    /// A manuscript as an archive with the files that it shows beside it, and what that is called.
    pub async fn archive(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
    ) -> Result<(String, Vec<u8>), Error> {
        let Manuscript { definition, .. } = self.manuscript(actor, id).await?;
        let owner = writer(actor)?.organisation.clone();
        let (id, shown) = (id.clone(), definition.files.clone());
        let read = move |conn: &mut Conn| {
            let mut files = Vec::new();
            for (name, file) in shown.iter().filter(|(name, _)| is_beside(name)) {
                let found = find_of_manuscript(conn, &owner, &id, &file.hash)?;
                files.extend(found.map(|medium| (name.clone(), medium.bytes)));
            }
            Ok::<_, Error>(files)
        };
        let files = self.office.read(read).await?;
        let plain = |c: &char| c.is_ascii_alphanumeric() || "_-".contains(*c);
        let name: String = definition.name.chars().filter(plain).collect();
        let document = file_of(&definition, "json")?;
        let packed = tokio::task::spawn_blocking(move || {
            let archive = packed(&name, &document, &files)?;
            Ok::<_, std::io::Error>((name, archive))
        });
        Ok(packed.await.context("packing")?.context("packing a questionnaire")?)
    }

    /// A file of a manuscript, by its name in addresses.
    pub async fn medium(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        name: &str,
    ) -> Result<(MediaFile, Vec<u8>), Error> {
        let organisation = writer(actor)?.organisation.clone();
        let Manuscript { definition, .. } = self.manuscript(actor, id).await?;
        let file = definition.files.into_values().find(|file| file.name() == name);
        let file = file.ok_or(Error::NotFound)?;
        let (id, hash) = (id.clone(), file.hash.clone());
        let find = move |conn: &mut Conn| {
            Ok::<_, Error>(find_of_manuscript(conn, &organisation, &id, &hash)?)
        };
        let medium = self.office.read(find).await?.ok_or(Error::NotFound)?;
        Ok((file, medium.bytes))
    }
}

/// Whether a file of this name lies beside the questionnaire or below it, wherever it is unpacked.
fn is_beside(name: &str) -> bool {
    let is_plain =
        |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']);
    name.split('/').all(is_plain)
}

/// An archive of a questionnaire and what lies beside it, as the command line reads it.
fn packed(name: &str, document: &[u8], files: &[(String, Vec<u8>)]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut archive = Zip::new(&mut bytes);
    archive.start(&format!("{name}.json"))?;
    archive.write_all(document)?;
    for (file, content) in files {
        archive.start(&format!("{name}-media/{file}"))?;
        archive.write_all(content)?;
    }
    archive.finish()?;
    drop(archive);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_names_everywhere() {
        for (stem, expect) in [
            ("Hafen bei Nacht", "hafen-bei-nacht.png"),
            ("Weg übers Moor (2)", "weg-uebers-moor-2.png"),
            ("..", "datei.png"),
            ("${name}", "name.png"),
            ("a~1b/c", "a-1b-c.png"),
            ("صورة", "datei.png"),
        ] {
            assert_eq!(plain(stem, "png"), expect);
        }
        assert_eq!(plain(&"x".repeat(500), "png").len(), LONGEST_NAME + 4);
    }

    #[test]
    fn another_file_has_another_name() {
        let taken = BTreeMap::from([("a.png".to_owned(), "11223344556677".to_owned())]);
        assert_eq!(free("b.png", "22", &taken), "b.png");
        assert_eq!(free("a.png", "11223344556677", &taken), "a.png");
        assert_eq!(free("a.png", "aabbccddeeff00", &taken), "a-aabbccddeeff.png");
    }
}
