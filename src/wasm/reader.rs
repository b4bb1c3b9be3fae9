//! Readers of the files that people have, for the page: see `src/read`.

use crate::flow::json::Json;
use crate::read::{Beside, Fault, Format, Source, flows};
use wasm_bindgen::prelude::wasm_bindgen;

/// The files of one reading.
#[wasm_bindgen]
#[derive(Default)]
pub struct Files(Vec<Source>);

#[wasm_bindgen]
impl Files {
    /// Returns no files.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Files {
        Files::default()
    }

    /// Adds a file by its name and content.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.0.push(Source { name, bytes });
    }

    /// Reads the files as `credential`, `inventory`, `dpv`, `fides` or `sentence`, or else as what they are by their names and contents. Returns JSON:
    /// `{"found": […]}`, each with `flow`, `origins` and `unread`; or `{"fault": …, "name": …}`, where one cannot be read.
    pub fn read(&self, format: &str) -> String {
        let format = match format {
            "credential" => Some(Format::Credential),
            "dpv" => Some(Format::Dpv),
            "fides" => Some(Format::Fides),
            "inventory" => Some(Format::Inventory),
            "sentence" => Some(Format::Sentence),
            _ => None,
        };
        answer(&self.0, format)
    }
}

/// Reads a text in English or French as a flow. Returns the JSON of [`Files::read`]; `at` and the origins of facts have the line, the
/// columns of the first and last letter, and the words: `sentence:1 3-8 "French"`.
#[wasm_bindgen]
pub fn sentence(text: String) -> String {
    answer(&[Source { name: "sentence".to_owned(), bytes: text.into_bytes() }], Some(Format::Sentence))
}

/// Returns what is read, or why nothing is, as JSON.
fn answer(sources: &[Source], format: Option<Format>) -> String {
    let text = |text: &str| Json::Text(text.to_owned());
    let answer = match flows(sources, format, &Beside::default()) {
        Ok(found) => vec![("found".to_owned(), Json::Array(found.iter().map(|one| one.with_origins()).collect()))],
        Err(Fault { name, diagnostic }) => {
            vec![("fault".to_owned(), text(&diagnostic.message)), ("name".to_owned(), text(&name))]
        }
    };
    Json::Object(answer).to_string()
}
