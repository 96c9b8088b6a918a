//! `zugvogel codes`: access codes for letters, in a file that nobody else can read.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::commands::{OPERATOR, named, print, tell};
use super::words::counted;
use super::{Codes, data, private};
use crate::app::office::codes::Lot;
use crate::error::Error;
use crate::ids::Slug;

/// How often progress is told.
const TELL: Duration = Duration::from_secs(5);

pub(super) fn run(codes: &Codes) -> Result<()> {
    let (config, app) = data::open(&codes.data.data)?;
    if codes.count == 0 {
        bail!("--count must be at least 1");
    }
    if codes.out.exists() {
        bail!("{} is there already; codes in letters must not be lost", codes.out.display());
    }
    if config.is_only_here() {
        let url = &config.public_url;
        tell(&format!("warning: the links lead to {url}, which only this machine reaches"));
        if !codes.yes {
            bail!("set `public_url` to the address that residents use, or try it out with --yes");
        }
    }
    let lot = Lot {
        survey: Slug(codes.survey.clone()),
        number: codes.count,
        stratum: codes.stratum.clone(),
    };
    // The name of the file is not given before its codes are valid.
    let part = private::part(&codes.out);
    let mut file = csv::Writer::from_writer(private::create(&part).with_context(|| {
        format!(
            "making {}; if it is left from a run that was interrupted, its codes are not valid: \
             delete it",
            part.display()
        )
    })?);
    file.write_record(["code", "url"])?;
    let base = format!("{}/s/{}#", config.public_url.trim_end_matches('/'), lot.survey);
    let (begun, mut told, mut written) = (Instant::now(), Instant::now(), 0);
    let drawn = app.draw_codes(OPERATOR, &lot, &mut rand::rng(), &mut |codes| {
        for code in codes {
            let url = format!("{base}{}", code.plain());
            file.write_record([code.to_string(), url]).context("writing the codes")?;
        }
        written += codes.len();
        if written == lot.number {
            file.flush().and_then(|()| file.get_ref().sync_all()).context("writing the codes")?;
        } else if told.elapsed() > TELL {
            told = Instant::now();
            tell(&progress(written, lot.number, begun.elapsed()));
        }
        Ok::<_, Error>(())
    });
    if let Err(error) = drawn {
        let _ = std::fs::remove_file(&part);
        return Err(named(error, &lot.survey));
    }
    std::fs::rename(&part, &codes.out).with_context(|| {
        format!("the codes are valid, but their file is still named {}", part.display())
    })?;
    let written = counted(written, "code is", "codes are");
    print(&format!("{written} in {}\n", codes.out.display()))
}

fn progress(written: usize, number: usize, elapsed: Duration) -> String {
    let left = elapsed.as_secs_f64() / written as f64 * (number - written) as f64;
    format!(
        "  {written} of {}, about {:.0} min left",
        counted(number, "code", "codes"),
        (left / 60.0).ceil()
    )
}
