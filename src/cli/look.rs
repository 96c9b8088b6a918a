//! `zugvogel organisation look`: the crest and colours of an organisation.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::commands::{print, slugged, tell};
use super::{Data, beside, data};
use crate::app::Actor;
use crate::app::office::look::LookChange;
use crate::domain::look::{Colour, Colours, Palette};

/// What is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct SetLook {
    /// Short name of the organisation
    organisation: String,
    /// Its crest or logo: an SVG of plain shapes in flat colours, or a PNG
    #[arg(long, value_name = "FILE")]
    crest: Option<PathBuf>,
    /// Its colour, of links and buttons: '#005f6b'
    #[arg(long, value_name = "COLOUR")]
    colour: Option<Colour>,
    /// Its second colour, of the stripe at the top and of progress; without it the first
    #[arg(long, value_name = "COLOUR", requires = "colour")]
    accent: Option<Colour>,
    /// Back to the neutral mark and the usual colours
    #[arg(long)]
    reset: bool,
    #[command(flatten)]
    data: Data,
}

/// Changes a look, and tells what it is.
pub(super) fn run(asked: SetLook) -> Result<()> {
    let crest = asked.crest.map(|file| {
        let name = file.display();
        let bytes = beside::given(&file)?;
        crate::intake::crest::clean(&bytes).with_context(|| format!("{name}"))
    });
    let accent = asked.accent.or(asked.colour);
    let colours = asked.colour.zip(accent).map(|(colour, accent)| Colours { colour, accent });
    let crest = crest.transpose()?;
    if let Some(crest) = crest.as_ref().filter(|crest| !crest.left_out.is_empty()) {
        tell(&format!("left out of the drawing: {}", crest.left_out.join(", ")));
    }
    let change =
        LookChange { drops_crest: asked.reset, drops_colours: asked.reset, crest, colours };
    let (_, app) = data::open(&asked.data.data)?;
    let look = app.set_look(&Actor::Operator, &slugged(&asked.organisation)?, change)?;
    let mut told = match look.crest {
        Some(crest) => format!("crest: {}\n", crest.format.extension().to_uppercase()),
        None => "crest: the neutral mark\n".to_owned(),
    };
    match look.colours {
        None => told += "colours: the usual ones\n",
        Some(colours) => {
            let (light, dark) = (Palette::light(colours), Palette::dark(colours));
            told += &used("colour", colours.colour, [light.accent, dark.accent]);
            told += &used("accent", colours.accent, [light.second, dark.second]);
        }
    }
    print(&told)
}

/// A colour, and what it had to become to be seen.
fn used(name: &str, chosen: Colour, used: [Colour; 2]) -> String {
    let places = ["on light pages", "on dark pages"];
    let used = used.into_iter().zip(places).map(|(used, place)| match used == chosen {
        true => format!("as it is {place}"),
        false => format!("as {used} {place}"),
    });
    format!("{name} {chosen}: {}\n", used.collect::<Vec<_>>().join(", "))
}
