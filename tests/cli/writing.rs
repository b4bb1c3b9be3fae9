//! The command replaces a file as a whole, and loses none.

use super::command::{Folder, run};
use std::fs;

/// Returns a policy that is not in the standard layout, of some 6 KiB.
fn policy() -> String {
    let rule = |n: usize| format!("rule r{n} \"R\" for every s in storage when data has personal require s in EEA\n");
    let rules: String = (0..64).map(rule).collect();
    format!("loci 1\npolicy p version 1.0.0 \"x\" {{\n{rules}}}\n")
}

/// Returns the files of a folder, in order.
fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path("")).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::process::{Command, Output};

    /// Runs the command where no file may grow beyond 4 KiB, as on a full disk; the signal for that kills it, or is
    /// ignored, so that writing fails.
    fn run_on_a_full_disk(arguments: &str, killed: bool) -> Output {
        let trap = if killed { "" } else { "trap '' XFSZ; " };
        let script = format!("{trap}ulimit -f 4; exec '{}' {arguments}", env!("CARGO_BIN_EXE_lexloci"));
        let output = Command::new("bash").args(["-c", &script]).output();
        assert!(output.is_ok(), "{output:?}");
        output.unwrap_or_else(|_| Output { status: Default::default(), stdout: vec![], stderr: vec![] })
    }

    #[test]
    fn a_policy_outlives_a_full_disk() {
        let folder = Folder::new("writing-full");
        let file = folder.file("p.loci", policy());
        let output = run_on_a_full_disk(&format!("fmt '{file}'"), false);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write"), "{output:?}");
        assert_eq!(folder.read("p.loci"), policy());
        assert_eq!(names(&folder), ["p.loci"], "nothing is left beside it");
        let output = run_on_a_full_disk(&format!("fmt '{file}'"), true);
        assert_eq!(output.status.code(), None, "killed while it wrote: {output:?}");
        assert_eq!(folder.read("p.loci"), policy());
    }

    #[test]
    fn a_compiled_policy_outlives_a_full_disk() {
        let whole = Folder::new("writing-whole-compiled").path("p.mjs");
        run(&["compile", "gdpr_transfers", "-o", &whole]).succeeds();
        assert!(fs::read(&whole).unwrap().len() > 4096, "the limit is below it");
        let folder = Folder::new("writing-full-compiled");
        let file = folder.path("p.mjs");
        run(&["compile", "secnumcloud", "-o", &file]).succeeds();
        let before = fs::read(&file).unwrap();
        let output = run_on_a_full_disk(&format!("compile gdpr_transfers -o '{file}'"), false);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert_eq!(fs::read(&file).unwrap(), before);
        assert_eq!(names(&folder), ["p.d.mts", "p.mjs"]);
    }

    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        let folder = Folder::new("writing-links");
        let file = folder.file("real/p.loci", policy());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real/p.loci", folder.path("near.loci")).unwrap();
        symlink("near.loci", folder.path("far.loci")).unwrap();
        run(&["fmt", &folder.path("far.loci")]).succeeds();
        assert_ne!(folder.read("real/p.loci"), policy(), "it is formatted");
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o7777, 0o640);
        for link in ["near.loci", "far.loci"] {
            assert!(fs::symlink_metadata(folder.path(link)).unwrap().is_symlink());
        }
    }

    #[test]
    fn a_link_to_nothing_leads_to_a_new_file() {
        let folder = Folder::new("writing-dangling");
        folder.file("out/kept", "");
        symlink("out/p.mjs", folder.path("p.mjs")).unwrap();
        run(&["compile", "eu_residency", "-o", &folder.path("p.mjs")]).succeeds();
        assert!(fs::symlink_metadata(folder.path("p.mjs")).unwrap().is_symlink());
        assert!(fs::symlink_metadata(folder.path("out/p.mjs")).unwrap().is_file());
        symlink("round.mjs", folder.path("round.mjs")).unwrap();
        run(&["compile", "eu_residency", "-o", &folder.path("round.mjs")]).fails(2);
    }

    /// As a file that the command makes itself: a new file is no secret, and no more open than others.
    #[test]
    fn a_new_file_has_the_permissions_of_new_files() {
        let folder = Folder::new("writing-umask");
        let script = format!("umask 027; exec '{}' compile eu_residency -o p.mjs", env!("CARGO_BIN_EXE_lexloci"));
        let status = Command::new("bash").args(["-c", &script]).current_dir(folder.path("")).status().unwrap();
        assert!(status.success());
        assert_eq!(fs::metadata(folder.path("p.mjs")).unwrap().mode() & 0o7777, 0o640);
    }

    #[test]
    fn what_is_no_file_is_written_to() {
        let folder = Folder::new("writing-pipe");
        let command = env!("CARGO_BIN_EXE_lexloci");
        let script =
            format!("mkfifo p.mjs; ('{command}' compile eu_residency -o p.mjs >/dev/null &) ; cat p.mjs | head -c 21");
        let output = Command::new("bash").args(["-c", &script]).current_dir(folder.path("")).output().unwrap();
        assert_eq!(output.stdout, b"// Printed by lexloci");
    }

    #[test]
    fn no_path_to_the_policy_is_an_output() {
        let folder = Folder::new("writing-own");
        let file = folder.file("p.loci", policy());
        folder.file("sub/kept", "");
        symlink("p.loci", folder.path("soft.mjs")).unwrap();
        fs::hard_link(&file, folder.path("hard.mjs")).unwrap();
        for output in ["p.loci", "./soft.mjs", "sub/../soft.mjs", "soft.mjs", "hard.mjs"] {
            let why = run(&["compile", &file, "-o", &folder.path(output)]).fails(2);
            let is_module = output.ends_with(".mjs");
            let reason = if is_module { "holds the policy that is to be compiled" } else { "a module ends in" };
            assert!(why.contains(reason), "{why}");
            assert_eq!(folder.read("p.loci"), policy(), "{output}");
        }
    }
}

#[test]
fn only_compiled_policies_are_replaced() {
    let folder = Folder::new("writing-over");
    folder.file("other.mjs", "loci 1\nset a = {FR}\n");
    folder.file("flow.js", "{}");
    folder.file("picture.mjs", [0x89, b'P', b'N', b'G', 0xff]);
    for output in ["other.mjs", "flow.js", "picture.mjs"] {
        let before = fs::read(folder.path(output)).unwrap();
        let why = run(&["compile", "eu_residency", "-o", &folder.path(output)]).fails(2);
        assert!(why.contains("exists and is no printed policy: it is not written over"), "{why}");
        assert_eq!(fs::read(folder.path(output)).unwrap(), before);
    }
    let output = folder.file("new.mjs", "");
    for policy in ["eu_residency", "gdpr_transfers", "eu_residency"] {
        run(&["compile", policy, "-o", &output]).succeeds();
        assert!(fs::read(&output).unwrap().starts_with(b"// Printed by lexloci"));
    }
    run(&["compile", "eu_residency", "-o", &folder.path("nowhere/p.mjs")]).fails(2);
    run(&["compile", "eu_residency", "-o", &folder.path("")]).fails(2);
}

#[test]
fn what_is_formatted_already_is_not_touched() {
    let folder = Folder::new("writing-same");
    let file = folder.file("p.loci", policy());
    run(&["fmt", &file]).succeeds();
    let written = fs::metadata(&file).unwrap().modified().unwrap();
    assert_eq!(run(&["fmt", &file]).succeeds(), "");
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), written);
    assert_eq!(names(&folder), ["p.loci"]);
}
