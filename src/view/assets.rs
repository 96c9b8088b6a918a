//! The stylesheets, the icon and a few small scripts: embedded, served under a name that changes with the
//! content, so that browsers may keep them for ever.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// A file that pages refer to.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served: `/assets/app.0123456789abcdef.css`.
    pub path: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

/// How long and how an asset may be kept; its name changes with its content.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

static ASSETS: LazyLock<[Asset; 10]> = LazyLock::new(|| {
    [
        asset(
            "app",
            "css",
            "text/css; charset=utf-8",
            include_bytes!("../../templates/assets/app.css"),
        ),
        asset(
            "favicon",
            "svg",
            "image/svg+xml",
            include_bytes!("../../templates/assets/favicon.svg"),
        ),
        asset(
            "code",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../templates/assets/code.js"),
        ),
        asset(
            "page",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../templates/assets/page.js"),
        ),
        asset(
            "staff",
            "css",
            "text/css; charset=utf-8",
            include_bytes!("../../templates/assets/staff.css"),
        ),
        asset(
            "idiomorph",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../templates/assets/idiomorph.js"),
        ),
        asset(
            "editor",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../templates/assets/editor.js"),
        ),
        asset(
            "expression",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../templates/assets/expression.js"),
        ),
        asset(
            "translations",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../templates/assets/translations.js"),
        ),
        asset(
            "passkey",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../templates/assets/passkey.js"),
        ),
    ]
});

/// The asset at this path.
pub fn find_asset(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// Address of the stylesheet of all pages.
pub fn stylesheet() -> &'static str {
    &ASSETS[0].path
}

/// Address of the icon.
pub fn icon() -> &'static str {
    &ASSETS[1].path
}

/// Address of the script that moves a code from a link into the form.
pub fn code_script() -> &'static str {
    &ASSETS[2].path
}

/// Address of the script that shows follow-up questions and keeps a page that is left.
pub fn page_script() -> &'static str {
    &ASSETS[3].path
}

/// Address of what staff's pages have beyond the stylesheet of all.
pub fn staff_stylesheet() -> &'static str {
    &ASSETS[4].path
}

/// Addresses of the scripts of the editor, in the order in which they are needed. The first, which makes a page
/// show what differs in another one, is `idiomorph` 0.8.0 (0BSD) as npm has it; a test compares.
pub fn editor_scripts() -> [&'static str; 3] {
    [&ASSETS[5].path, &ASSETS[6].path, &ASSETS[7].path]
}

/// Address of the script that goes from one translation to the next.
pub fn translations_script() -> &'static str {
    &ASSETS[8].path
}

/// Address of the script that asks a browser for a passkey.
pub fn passkey_script() -> &'static str {
    &ASSETS[9].path
}

fn asset(stem: &str, extension: &str, content_type: &'static str, bytes: &'static [u8]) -> Asset {
    let hash = hex::encode(&Sha256::digest(bytes)[..8]);
    Asset { path: format!("/assets/{stem}.{hash}.{extension}"), content_type, bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_are_found_under_their_hashed_name_only() {
        let css = find_asset(stylesheet()).unwrap();
        assert_eq!(css.content_type, "text/css; charset=utf-8");
        assert!(css.path.starts_with("/assets/app.") && css.path.ends_with(".css"));
        assert_eq!(css.path.len(), "/assets/app..css".len() + 16);
        assert!(find_asset("/assets/app.css").is_none());
        assert_eq!(find_asset(icon()).unwrap().content_type, "image/svg+xml");
    }

    #[test]
    fn stylesheets_are_small_and_fit_for_every_direction_and_policy() {
        for (sheet, most) in [(stylesheet(), 25_000), (staff_stylesheet(), 15_000)] {
            let css = std::str::from_utf8(find_asset(sheet).unwrap().bytes).unwrap();
            assert!(css.len() <= most, "{sheet}: {} bytes", css.len());
            for physical in ["-left", "-right", ":left", ":right", "url(", "@import", "data:"] {
                assert!(!css.contains(physical), "{sheet}: {physical}");
            }
            assert_eq!(css.matches('{').count(), css.matches('}').count(), "{sheet}");
        }
    }
}
