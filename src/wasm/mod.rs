//! The crate for JavaScript: plain data in, plain data out.
//!
//! The only place that names wasm_bindgen and js_sys. The package has one Wasm file (`engine`); the page has another, which
//! reads the files of others (`reader`).

/// The allocator: a tenth of the code of the standard library's allocator for Wasm, and as fast here.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(feature = "engine")]
pub mod analyse;
#[cfg(feature = "engine")]
pub mod atlas;
#[cfg(feature = "engine")]
mod convert;
#[cfg(feature = "engine")]
mod described;
#[cfg(feature = "engine")]
pub mod editor;
#[cfg(feature = "engine")]
pub mod engine;
#[cfg(feature = "reader")]
pub mod reader;
