//! Terraform and OpenTofu: the files of one configuration together, or a plan or state as `show -json` prints it.

#[cfg(feature = "read")]
use super::configuration;
use super::draft::Draft;
use super::resource::LISTS;
use super::{Fault, Found, Source, plan};

/// Reads a configuration, a plan or a state.
pub(super) fn read(sources: &[Source], complete: bool) -> Result<Found, Fault> {
    let name = sources.first().map_or("terraform", |first| first.name.as_str()).to_owned();
    let mut draft = Draft::default();
    let mut texts = Vec::new();
    for source in sources {
        let text = source.text()?;
        match source.extension().as_str() {
            "json" | "tfstate" => plan::read(&source.name, &text, &mut draft)?,
            _ if text.trim_start().starts_with('{') => plan::read(&source.name, &text, &mut draft)?,
            _ => texts.push((source.name.as_str(), text)),
        }
    }
    configured(&texts, &mut draft)?;
    Ok(draft.finish(name, &LISTS, complete))
}

/// Reads the files of a configuration.
#[cfg(feature = "read")]
fn configured(texts: &[(&str, String)], draft: &mut Draft) -> Result<(), Fault> {
    configuration::read(texts, draft)
}

/// Refuses a configuration: its reader is in the command only.
#[cfg(not(feature = "read"))]
fn configured(texts: &[(&str, String)], _: &mut Draft) -> Result<(), Fault> {
    let message = "configurations are read by the command only: give the JSON of `terraform show -json`".to_owned();
    texts.first().map_or(Ok(()), |(name, _)| Err(Fault::of(name, "L0005", message)))
}
