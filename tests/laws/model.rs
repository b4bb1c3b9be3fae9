//! Random policies: kept in pieces, so that they can be put in another order, and an exception taken out.

use super::cond::{Cond, Var, What};
use super::draw::{Choose, Draw, shuffled};

/// A policy in pieces.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    sets: Vec<(&'static str, Vec<&'static str>)>,
    items: Vec<&'static str>,
    applies: String,
    levels: bool,
    rules: Vec<String>,
    pub exceptions: Vec<Exception>,
}

/// An exception.
#[derive(Clone, Debug)]
pub(crate) struct Exception {
    pub name: String,
    targets: Vec<String>,
    /// Says whether its targets are rules.
    pub to_rules: bool,
    vars: Vec<Var>,
    body: String,
}

/// Named sets, a member each.
const SETS: &[(&str, &[&str])] = &[
    ("home", &["FR", "DE", "CH from 2020-01-01"]),
    ("dated", &["CH", "US from 2016-07-12 through 2020-07-15", "US from 2023-07-10", "EFTA from 2010-01-01"]),
    ("listed_places", &["CH", "US with dpf from 2023-07-10", "US with privacy_shield through 2020-07-15"]),
    ("approved", &["aws/eu-west-3", "ovhcloud/GRA", "hostco/par-1", "gcp/EUR5"]),
    ("usable", &["scc_2010_87 through 2021-09-26", "scc_2021_914 from 2021-06-27"]),
    ("close", &["@acme", "provider"]),
];
const ITEMS: &[&str] = &[
    "list exports = e in transfers where e.to not in EEA",
    "define p is foreign as p.seat not in EEA or p.ultimate_parent not in EEA",
    "define q is near as q.place in home and not q.encrypted",
    "define sensitive as data has special_category",
    "vendor hostco \"Hostco SAS\" seat FR parent US",
    "region hostco/par-1 in FR operated by hostco",
    "fact x.score is number",
    "fact x.share is percent",
    "fact site.x.tier is one of {gold, silver}",
];

impl Model {
    /// Returns a policy with up to four rules.
    pub(crate) fn draw(draw: &mut Draw<'_>) -> Model {
        let mut cond = Cond { draw, named: 0 };
        let levels = cond.draw.chance(25);
        let applies =
            if cond.draw.chance(25) { format!("  applies when {}\n", cond.about_flow()) } else { String::new() };
        let mut rules = Vec::new();
        let mut exceptions = Vec::new();
        for index in 0..[1, 1, 2, 2, 3, 4][cond.draw.pick(6)] {
            let (rule, vars) = rule(&mut cond, index, levels);
            rules.push(rule);
            if cond.draw.chance(55) {
                add_exceptions(&mut cond, &format!("r{index}"), &vars, &mut exceptions);
            }
        }
        let sets = SETS.iter().map(|(name, members)| (*name, members.to_vec())).collect();
        Model { sets, items: ITEMS.to_vec(), applies, levels, rules, exceptions }
    }

    /// Returns its text.
    pub(crate) fn text(&self) -> String {
        let mut text = "loci 1\n".to_owned();
        for (name, members) in &self.sets {
            text += &format!("set {name} = {{{}}}\n", members.join(", "));
        }
        text += &self.items.join("\n");
        text += "\npolicy p version 1.0.0 \"Some policy\" {\n";
        text += &self.applies;
        text += if self.levels { "  levels low < high\n" } else { "" };
        let exceptions = self.exceptions.iter().map(|exception| {
            let Exception { name, targets, body, .. } = exception;
            format!("  exception {name} to {} \"An exception\"{body}\n", targets.join(", "))
        });
        self.rules.iter().cloned().chain(exceptions).for_each(|member| text += &member);
        text + "}\n"
    }

    /// Returns the same in another order.
    pub(crate) fn shuffled(&self, choose: &mut impl Choose) -> Model {
        let sets: Vec<_> = self.sets.iter().map(|(name, members)| (*name, shuffled(members, choose))).collect();
        Model {
            sets: shuffled(&sets, choose),
            items: shuffled(&self.items, choose),
            rules: shuffled(&self.rules, choose),
            exceptions: shuffled(&self.exceptions, choose),
            ..self.clone()
        }
    }

    /// Returns the same without one exception, and what was an exception to it alone.
    pub(crate) fn without(&self, name: &str) -> Model {
        let mut gone = vec![name.to_owned()];
        let mut kept = self.exceptions.clone();
        while let Some(next) = gone.pop() {
            kept.retain(|exception| exception.name != next);
            kept.iter_mut().for_each(|exception| exception.targets.retain(|target| *target != next));
            gone.extend(kept.iter().filter(|exception| exception.targets.is_empty()).map(|e| e.name.clone()));
        }
        Model { exceptions: kept, ..self.clone() }
    }
}

/// Returns one rule, and its variables.
fn rule(cond: &mut Cond<'_, '_>, index: usize, levels: bool) -> (String, Vec<Var>) {
    let part = ["", " part one", " part two"][if cond.draw.chance(35) { 1 + cond.draw.pick(2) } else { 0 }];
    let level = if levels && cond.draw.chance(50) { " at high" } else { "" };
    let window = if cond.draw.chance(12) { cond.draw.one(&[" from 2020-01-01", " through 2024-12-31"]) } else { "" };
    let mut text = format!("  rule r{index} \"A rule\"{part}{level}{window}\n");
    let mut vars: Vec<Var> = Vec::new();
    for _ in 0..[1, 1, 1, 2, 2, 0][cond.draw.pick(6)] {
        let (list, what) = loop {
            let (list, what) = cond.list(&vars);
            if what != What::Category {
                break (list, what);
            }
        };
        let var = cond.new_var(what);
        text += &format!("    for every {} in {list}", var.name);
        vars.push(var);
        if cond.draw.chance(40) {
            text += &format!(" where {}", cond.cond(&vars, 0));
        }
        text += "\n";
    }
    if cond.draw.chance(25) {
        text += &format!("    when {}\n", cond.cond(&vars, 1));
    }
    for _ in 0..=cond.draw.pick(2) {
        let word = cond.draw.one(&["require", "forbid"]);
        // A demand `require every …` is an error: an empty list would make it hold.
        let demand = (0..9)
            .map(|_| {
                let depth = cond.draw.pick(3);
                cond.cond(&vars, depth)
            })
            .find(|demand| !demand.starts_with("(every"));
        text += &format!("    {word} {}\n", demand.unwrap_or("data has personal".to_owned()));
        if cond.draw.chance(15) {
            text += &format!("      unless {}\n", cond.cond(&vars, 0));
        }
    }
    // Every part needs a blocking rule; so that one is there, only rules without a part are anything else.
    if index > 0 && part.is_empty() && cond.draw.chance(30) {
        text += cond.draw.one(&["    severity minor\n", "    severity advisory\n"]);
    }
    if cond.draw.chance(20) {
        text += "    duty exporter \"Review it\" within 12 months\n";
    }
    (text, vars)
}

/// One or two exceptions to a rule, perhaps one to both of them, and to that one perhaps another.
fn add_exceptions(cond: &mut Cond<'_, '_>, rule: &str, vars: &[Var], all: &mut Vec<Exception>) {
    let first = all.len();
    for _ in 0..=cond.draw.pick(2) {
        add(cond, vec![rule.to_owned()], true, vars, all);
    }
    if cond.draw.chance(45) {
        let targets = all[first..].iter().map(|e| e.name.clone()).collect();
        add(cond, targets, false, vars, all);
        if cond.draw.chance(30) {
            let last = all[all.len() - 1].name.clone();
            add(cond, vec![last], false, vars, all);
        }
    }
    // An exception that speaks of the flow alone can excuse another rule as well, unless an exception to it speaks of variables.
    let targeted = |e: &Exception| all.iter().any(|other| other.targets.contains(&e.name));
    let flat = all[..first].iter().position(|e| e.to_rules && e.vars.is_empty() && !targeted(e));
    if let Some(flat) = flat {
        all[flat].targets.push(rule.to_owned());
    }
}

fn add(cond: &mut Cond<'_, '_>, targets: Vec<String>, to_rules: bool, vars: &[Var], all: &mut Vec<Exception>) {
    let window = if cond.draw.chance(12) { " from 2018-05-25" } else { "" };
    let vars = if cond.draw.chance(20) { &[] } else { vars };
    let mut body = format!("{window}\n    when {}\n", cond.cond(vars, 1));
    if cond.draw.chance(30) {
        body += &format!("    unless {}\n", cond.cond(vars, 0));
    }
    let name = format!("e{}", all.len());
    all.push(Exception { name, targets, to_rules, vars: vars.to_vec(), body });
}
