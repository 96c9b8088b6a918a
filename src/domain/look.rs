//! How the pages of an organisation look: its crest and its two colours. Colours are made readable: whatever
//! is chosen, text in it has a contrast of at least [`TEXT`] to all that it stands on, light and dark.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// The least contrast of text (WCAG 2.2, 1.4.3), and of what is no text (1.4.11).
pub const TEXT: f64 = 4.5;
/// The least contrast of what is no text.
pub const DRAWN: f64 = 3.0;

/// What pages show of an organisation. It is stored as text: `svg=HASH colour=#005f6b accent=#b04a00`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OrganisationLook {
    /// Its crest or logo; without one, a neutral mark.
    pub crest: Option<Crest>,
    /// Its colours; without them, ours.
    pub colours: Option<Colours>,
}

/// A crest that was cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crest {
    /// What it is.
    pub format: CrestFormat,
    /// The SHA-256 of its bytes.
    pub hash: [u8; 32],
}

impl OrganisationLook {
    /// The name of its crest in addresses; it changes with the content.
    pub fn crest_file(&self) -> Option<String> {
        let Crest { format, hash } = self.crest?;
        Some(format!("crest.{}.{}", hex::encode(&hash[..8]), format.extension()))
    }

    /// The name of its style sheet in addresses, likewise; none where it needs none.
    pub fn sheet_file(&self) -> Option<String> {
        (*self != Self::default()).then(|| {
            let content = format!("{PALETTES} {self}");
            format!("look.{}.css", hex::encode(&Sha256::digest(content)[..8]))
        })
    }

    /// What it says beside the style sheet of all pages.
    pub fn stylesheet(&self) -> String {
        let mut sheet = String::from(CREST_RULES);
        if let Some(colours) = self.colours {
            let root = |Palette { accent, hover, soft, on_accent, second }| {
                format!(
                    ":root{{--accent:{accent};--accent-2:{hover};--accent-soft:{soft};\
                     --on-accent:{on_accent};--second:{second}}}"
                )
            };
            sheet += &root(Palette::light(colours));
            let dark = root(Palette::dark(colours));
            sheet += &format!("@media screen and (prefers-color-scheme:dark){{{dark}}}");
            sheet += SECOND_RULES;
        }
        sheet
    }
}

/// Logos are wider than crests.
const CREST_RULES: &str = "img.crest{inline-size:auto;max-inline-size:9rem;object-fit:contain}";
/// Where the second colour stands.
const SECOND_RULES: &str = ".top{border-block-start-color:var(--second)}\
    .segs .done{background:var(--second)}\
    .segs .now{background-image:linear-gradient(var(--second) 0 0)}\
    .segs :is(.done,.now){border-color:var(--second)}";
/// To be raised when [`OrganisationLook::stylesheet`] makes something else of the same look: browsers keep it for ever.
const PALETTES: u8 = 1;

impl fmt::Display for OrganisationLook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "";
        if let Some(Crest { format, hash }) = self.crest {
            write!(f, "{}={}", format.extension(), hex::encode(hash))?;
            before = " ";
        }
        match self.colours {
            Some(Colours { colour, accent }) => {
                write!(f, "{before}colour={colour} accent={accent}")
            }
            None => Ok(()),
        }
    }
}

impl FromStr for OrganisationLook {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut look = Self::default();
        let (mut colour, mut accent) = (None, None);
        for (name, value) in text.split_whitespace().filter_map(|word| word.split_once('=')) {
            match name {
                "colour" => colour = Some(value.parse()?),
                "accent" => accent = Some(value.parse()?),
                _ => {
                    let mut hash = [0; 32];
                    hex::decode_to_slice(value, &mut hash).map_err(|error| error.to_string())?;
                    let format = CrestFormat::parse(name).ok_or(name)?;
                    look.crest = Some(Crest { format, hash });
                }
            }
        }
        look.colours = colour.zip(accent).map(|(colour, accent)| Colours { colour, accent });
        Ok(look)
    }
}

/// The formats of crests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrestFormat {
    /// A drawing.
    Svg,
    /// A picture.
    Png,
}

impl CrestFormat {
    /// How the names of such files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// What is written in the store, back.
    pub fn parse(extension: &str) -> Option<Self> {
        [Self::Svg, Self::Png].into_iter().find(|it| it.extension() == extension)
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
        }
    }
}

/// The colours of an organisation, as it chose them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// Of links, buttons and what is chosen.
    pub colour: Colour,
    /// Of the stripe at the top and of progress.
    pub accent: Colour,
}

/// A colour of the sRGB space, written `#005f6b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl FromStr for Colour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no colour: write it like #005f6b");
        let digits = text.strip_prefix('#').filter(|it| it.len() == 6).ok_or_else(wrong)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// The contrast of two colours after WCAG 2.2, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// This colour with so many 64ths of another.
    fn mixed(self, other: Self, parts: u16) -> Self {
        let mix = |one: u8, other: u8| {
            let sum = u16::from(one) * (64 - parts) + u16::from(other) * parts;
            u8::try_from((sum + 32) / 64).unwrap_or(u8::MAX)
        };
        Self(std::array::from_fn(|at| mix(self.0[at], other.0[at])))
    }

    /// The nearest mixture with `end` that has this contrast to all of these.
    fn readable(self, end: Self, least: f64, on: &[Self]) -> Self {
        let mut mixtures = (0..=64).map(|parts| self.mixed(end, parts));
        let is_readable = |it: &Self| on.iter().all(|behind| it.contrast(*behind) >= least);
        mixtures.find(is_readable).unwrap_or(end)
    }
}

/// What the style sheet needs for pages in one brightness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Links, buttons, borders of what is chosen.
    pub accent: Colour,
    /// The same under the pointer.
    pub hover: Colour,
    /// Behind what is chosen.
    pub soft: Colour,
    /// Text on `accent` and `hover`.
    pub on_accent: Colour,
    /// The stripe and progress.
    pub second: Colour,
}

const BLACK: Colour = Colour([0; 3]);
const WHITE: Colour = Colour([255; 3]);
/// The surfaces of the style sheet: `--surface`, `--page`, `--sunken`.
const LIGHT: [Colour; 3] = [WHITE, Colour([0xf3, 0xf5, 0xf5]), Colour([0xea, 0xee, 0xef])];
const DARK: [Colour; 3] =
    [Colour([0x17, 0x20, 0x27]), Colour([0x0e, 0x15, 0x19]), Colour([0x0a, 0x10, 0x13])];

impl Palette {
    /// On light pages and in print.
    pub fn light(colours: Colours) -> Self {
        Self::on(LIGHT, BLACK, WHITE, colours)
    }

    /// On dark pages.
    pub fn dark(colours: Colours) -> Self {
        Self::on(DARK, WHITE, DARK[2], colours)
    }

    /// On these surfaces, where colours become readable towards `end`.
    fn on(surfaces: [Colour; 3], end: Colour, on_accent: Colour, colours: Colours) -> Self {
        let soft = surfaces[0].mixed(colours.colour, 7);
        let [one, two, three] = surfaces;
        let accent = colours.colour.readable(end, TEXT, &[one, two, three, soft, on_accent]);
        let second = colours.accent.readable(end, DRAWN, &[one, two, three]);
        Self { accent, hover: accent.mixed(end, 16), soft, on_accent, second }
    }

    /// What this palette's colours must stand out from, with the least contrast; a test and the command
    /// line read it.
    pub fn pairs(&self, is_dark: bool) -> Vec<(Colour, Colour, f64)> {
        let surfaces = if is_dark { DARK } else { LIGHT };
        let text = [self.accent, self.hover];
        let on = surfaces.into_iter().chain([self.soft, self.on_accent]);
        let mut pairs: Vec<_> =
            on.flat_map(|behind| text.map(|colour| (colour, behind, TEXT))).collect();
        pairs.extend(surfaces.map(|behind| (self.second, behind, DRAWN)));
        let ink = if is_dark { INK_DARK } else { INK_LIGHT };
        pairs.extend(ink.map(|ink| (ink, self.soft, TEXT)));
        pairs
    }
}

/// The style sheet's `--ink` and `--ink-2`, which stand on `soft`, too.
const INK_LIGHT: [Colour; 2] = [Colour([0x15, 0x20, 0x2a]), Colour([0x46, 0x54, 0x60])];
const INK_DARK: [Colour; 2] = [Colour([0xe9, 0xee, 0xf0]), Colour([0xb3, 0xc0, 0xc7])];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Whatever is chosen can be read, light and dark.
        #[test]
        fn every_colour_is_made_readable(colour: [u8; 3], accent: [u8; 3]) {
            let colours = Colours { colour: Colour(colour), accent: Colour(accent) };
            for (palette, is_dark) in [(Palette::light(colours), false), (Palette::dark(colours), true)] {
                for (colour, behind, least) in palette.pairs(is_dark) {
                    prop_assert!(colour.contrast(behind) >= least, "{colour} on {behind}: {palette:?}");
                }
            }
        }

        #[test]
        fn colours_are_read_as_they_are_written(colour: [u8; 3]) {
            let written = Colour(colour).to_string();
            prop_assert_eq!(written.to_uppercase().parse::<Colour>(), Ok(Colour(colour)));
        }
    }

    #[test]
    fn a_look_is_stored_as_text_and_named_by_its_content() {
        let crest = Some(Crest { format: CrestFormat::Svg, hash: [0xab; 32] });
        let [colour, accent] = ["#005f6b", "#ffd200"].map(|it| it.parse().unwrap());
        let colours = Some(Colours { colour, accent });
        for look in [
            OrganisationLook::default(),
            OrganisationLook { crest, colours },
            OrganisationLook { crest, colours: None },
            OrganisationLook { crest: None, colours },
        ] {
            assert_eq!(look.to_string().parse(), Ok(look));
            assert_eq!(look.sheet_file().is_none(), look == OrganisationLook::default());
        }
        assert!("gif=00 colour=red".parse::<OrganisationLook>().is_err());
        let look = OrganisationLook { crest, colours };
        assert_eq!(look.crest_file().unwrap(), "crest.abababababababab.svg");
        // What it makes of a look is part of its address: raise `PALETTES` with it.
        insta::assert_snapshot!(look.stylesheet().replace('}', "}\n"));
        insta::assert_snapshot!(look.sheet_file().unwrap());
        assert!(look.stylesheet().len() < 1_000);
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let colour: Colour = "#0b5563".parse().unwrap();
        let light = Palette::light(Colours { colour, accent: colour });
        assert_eq!((light.accent, light.second), (colour, colour));
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        for wrong in ["005f6b", "#05f", "#005f6", "#005f6bb", "#00ff gg", "#+12345", "red", ""] {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
    }
}
