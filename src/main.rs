//! The `lexloci` command.

fn main() -> std::process::ExitCode {
    #[cfg(target_os = "wasi")]
    enter_working_folder();
    lexloci::cli::run(std::env::args_os()).into()
}

/// Enters the folder that the host names in `PWD`: under WASI every program starts in the root.
#[cfg(target_os = "wasi")]
fn enter_working_folder() {
    if let Some(folder) = std::env::var_os("PWD") {
        // If it does not exist, relative paths are not found, and each message names its path.
        drop(std::env::set_current_dir(folder));
    }
}
