//! Compiled policies as bytes: what was written is read, and nothing else is.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

use lexloci::decide::{Asked, Decider, Packer};
use lexloci::flow::Flow;
use lexloci::program::{self, DecodeError, Entries, ListOf, Op, Program, Quantified, Quantifier, SetOp};
use lexloci::{Json, Modules, Policy, policies};
use sha2::{Digest, Sha256};

/// Bytes before the program: magic, format, length, digest.
const HEAD: usize = 8 + 2 + 4 + 32;

fn shipped() -> Vec<(&'static str, Program)> {
    let compiled = |(name, text): &(&'static str, &'static str)| {
        let policy = Policy::parse(text, &Modules::new()).expect("a shipped policy is right");
        (*name, program::compile(&policy))
    };
    policies::policies().iter().map(compiled).collect()
}

fn smallest() -> Vec<u8> {
    let all = shipped().into_iter().map(|(_, program)| program.encode());
    all.min_by_key(Vec::len).expect("policies are shipped")
}

/// Returns the bytes of a program that no policy compiles to, digest and all.
fn refused(change: impl FnOnce(&mut Program)) -> DecodeError {
    let mut program = Program::decode(&smallest()).expect("a compiled policy is read");
    change(&mut program);
    Program::decode(&program.encode()).expect_err("no policy compiles to this")
}

#[test]
fn every_shipped_policy_is_read_as_it_was_written() {
    let all = shipped();
    assert!(all.len() >= 9, "{} policies", all.len());
    for (name, program) in all {
        let bytes = program.encode();
        let read = Program::decode(&bytes);
        assert_eq!(read.as_ref(), Ok(&program), "{name}");
        println!("{name}: {} bytes", bytes.len());
    }
}

#[test]
fn what_is_cut_short_is_refused() {
    let bytes = smallest();
    for length in 0..bytes.len() {
        let error = Program::decode(&bytes[..length]).expect_err("it is not whole");
        let expected = if length == 0 { DecodeError::Foreign } else { DecodeError::Truncated };
        assert_eq!(error, expected, "{length} bytes");
    }
}

#[test]
fn what_is_altered_is_refused() {
    let bytes = smallest();
    let head = 0..HEAD * 8;
    let sampled = (HEAD * 8..bytes.len() * 8).step_by(97);
    for bit in head.chain(sampled) {
        let mut altered = bytes.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert!(Program::decode(&altered).is_err(), "bit {bit}");
    }
    assert_eq!(Program::decode(&[&bytes[..], &[0]].concat()), Err(DecodeError::Altered));
}

#[test]
fn another_file_or_version_is_named() {
    assert_eq!(Program::decode(b"\0asm\x01\0\0\0"), Err(DecodeError::Foreign));
    assert_eq!(Program::decode(b"loci 1\npolicy"), Err(DecodeError::Foreign));
    let mut newer = smallest();
    newer[8] = 0xff;
    let error = Program::decode(&newer).expect_err("the version is not known");
    assert!(error.to_string().contains("a newer version") && error.to_string().contains("compile it again"), "{error}");
}

/// Returns the same damage under a digest that fits it.
fn with_digest(mut bytes: Vec<u8>) -> Vec<u8> {
    let digest = Sha256::digest(&bytes[HEAD..]);
    bytes[HEAD - 32..HEAD].copy_from_slice(&digest);
    bytes
}

/// Returns a flow for the policy that was compiled to these bytes.
fn packed(bytes: &[u8]) -> Vec<u32> {
    let program = Program::decode(bytes).expect("a compiled policy is read");
    let text = policies::policies().iter().find(|(name, _)| *name == program.policy[0]).expect("it is shipped").1;
    let policy = Policy::parse(text, &Modules::new()).expect("a shipped policy is right");
    let flow = r#"{"as_of": "2026-03-01", "data": ["health"], "exporter": {"seat": "FR", "id": "a"}, "provider": "@a",
        "storage": ["FR", "EU", {"region": "aws/eu-west-3", "operator": {"holders": ["@a", {"capital": "50%"}]}}],
        "transfers": [{"to": "US", "recipient": "provider", "tool": "scc"}], "suppliers": ["exporter"]}"#;
    let flow: Json = serde_json::from_str(flow).expect("it is JSON");
    let flow = Flow::read(&flow, &policy.declared, None).expect("the flow is right");
    Packer::new(&program).pack(&flow)
}

#[test]
fn damage_under_a_right_digest_is_refused_or_sound() {
    let bytes = smallest();
    let words = packed(&bytes);
    let (mut refused, mut sound) = (0, 0);
    for bit in (HEAD * 8..bytes.len() * 8).step_by(11) {
        let mut altered = bytes.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        match Program::decode(&with_digest(altered)) {
            // What it decides means nothing; that it ends, and traps nowhere, does.
            Ok(program) => {
                let _ = Decider::new(program).decide(&words, Asked::ALL);
                sound += 1;
            }
            Err(DecodeError::Unsound(_) | DecodeError::Atlas) => refused += 1,
            Err(other) => panic!("bit {bit}: {other}"),
        }
    }
    println!("{refused} refused, {sound} sound");
    assert!(refused > 100 && sound > 100);
}

#[test]
fn hostile_programs_are_refused() {
    let unsound = |what: &str, error: DecodeError| assert!(matches!(error, DecodeError::Unsound(_)), "{what}: {error}");
    unsound("a length beyond the end", refused(|p| p.ops.push(Op::All(7))));
    unsound("nothing to negate", refused(|p| p.ops.push(Op::Not)));
    unsound("a path that is not there", refused(|p| p.entries.push(Entries::Path(u16::MAX - 1, ListOf::Plain))));
    unsound("a set without an end", refused(|p| p.sets.push(SetOp::Any(1))));
    unsound("a dated set that is not there", refused(|p| p.sets.push(SetOp::Dated(u16::MAX))));
    unsound("a start that is not there", refused(|p| p.applies = u32::MAX));
    unsound("deep conditions", refused(|p| p.ops.extend([Op::Not; 300].into_iter().chain([Op::Const(true)]))));
    unsound("deep sets", refused(|p| p.sets.extend([SetOp::Not; 300].into_iter().chain([SetOp::Listed(0)]))));
    unsound("too many variables", refused(|p| p.slots = u16::MAX));
    unsound("a mask that is not there", refused(|p| p.dated[0].changes.push((u16::MAX, u16::MAX))));
    unsound("a rule without a name", refused(|p| p.rule_names.clear()));
}

#[test]
fn entries_can_neither_run_over_themselves_nor_multiply() {
    let unsound = |error: DecodeError| assert!(matches!(error, DecodeError::Unsound(_)), "{error}");
    unsound(refused(|p| p.entries.push(Entries::Joined(vec![p.entries.len() as u16]))));
    unsound(refused(|p| {
        let own = p.entries.len() as u16;
        let quantified = Quantified { kind: Quantifier::Some, slot: 0, entries: own, length: 2 };
        p.entries.push(Entries::Filtered(0, 0, p.ops.len() as u32));
        p.ops.extend([Op::Quantified(quantified), Op::Const(true), Op::Const(true)]);
    }));
    unsound(refused(|p| {
        for _ in 0..40 {
            let last = p.entries.len() as u16 - 1;
            p.entries.push(Entries::Joined(vec![last, last]));
        }
    }));
    unsound(refused(|p| {
        for _ in 0..300 {
            let last = p.entries.len() as u16 - 1;
            p.entries.push(Entries::Joined(vec![last]));
        }
    }));
}
