//! Rules: each is a function that says whether it is violated, and whether it applies.

use super::expression::Printer;
use super::lower::Rule;

impl<'p> Printer<'p> {
    /// Prints all rules, and the function that judges a flow by them.
    pub(super) fn rules(&mut self) -> String {
        let rules = &self.lowered.rules;
        let mut text = String::new();
        let functions: Vec<String> = rules.iter().enumerate().map(|(index, rule)| self.rule(index, rule)).collect();
        let applies = self.expression(self.lowered.applies, false);
        let declared = self.declared();
        for function in functions {
            text.push_str(&function);
        }
        let listed = rules.iter().enumerate().map(|(index, rule)| {
            let part = rule.part.map_or(-1, |part| part as i64);
            format!("  [rule{index}, {}, {part}],\n", rule.level)
        });
        text.push_str("/** The rules, each with its level and its part. */\nconst JUDGES = [\n");
        text.extend(listed);
        text.push_str("];\n\n");
        let all = (0..rules.len()).map(|index| {
            let code = index + 1;
            format!("  one = rule{index}(F, applies);\n  if ((one & 3) === 3) return {};\n  if ((one & 3) === 1 && open === 0) open = {code};\n  all |= one;\n", 1 | code << 8)
        });
        let all: String = all.collect();
        text.push_str(&format!(
            "/** Judges a flow: the code of the verdict, and above it the rule that decides, counted from 1. */\nfunction evaluate(F, level, part) {{\n{declared}  const applies = {applies};\n  if (applies === 0) return 3;\n  if (level !== -1 || part !== -1) return evaluateSome(F, applies, level, part);\n  let one = 0;\n  let open = 0;\n  let all = 0;\n{all}  return verdictOf(open, all);\n}}\n"
        ));
        text
    }

    /// Prints a rule: it is violated where it applies, is not met, and is not excused, which is the lowest of the three.
    fn rule(&mut self, index: usize, rule: &Rule) -> String {
        let slots: Vec<String> = rule.loops.iter().map(|(slot, ..)| super::path::variable(*slot)).collect();
        let arguments = |count: usize| {
            let slots = slots.get(..count).unwrap_or_default().to_vec();
            [vec!["F".to_owned(), "applies".to_owned()], slots].concat().join(", ")
        };
        let depth = rule.loops.len();
        let name = |at: usize| if at == 0 { format!("rule{index}") } else { format!("rule{index}_{at}") };
        let mut text = String::new();
        let when = self.expression(rule.when, false);
        let unmet = self.expression(rule.demand, true);
        let unexcused = self.expression(rule.excuse, true);
        let in_force = rule.window.map(|window| self.in_force(window, super::ir::When::AsOf, false));
        let in_force =
            in_force.filter(|_| depth == 0).map_or(String::new(), |bound| format!("  if ({bound} === 0) return 0;\n"));
        let declared = self.declared();
        let apply = if when == "3" { String::new() } else { format!(" & {when}") };
        let excused = if unexcused == "3" {
            "  return open | (here << 2);\n".to_owned()
        } else {
            format!("  return (open === 0 ? 0 : open & {unexcused}) | (here << 2);\n")
        };
        text.push_str(&format!(
            "/** {} */\nfunction {}({}) {{\n{declared}{in_force}  const here = applies{apply};\n  if (here === 0) return 0;\n  const open = here & {unmet};\n{excused}}}\n\n",
            super::comment(&rule.name),
            name(depth),
            arguments(depth)
        ));
        for (at, (slot, entries, filter)) in rule.loops.iter().enumerate().rev() {
            let filter = self.expression(*filter, false);
            let declared = self.declared();
            let call = |applies: &str| {
                let slots = slots.get(..=at).unwrap_or_default().to_vec();
                let arguments = [vec!["F".to_owned(), applies.to_owned()], slots].concat().join(", ");
                format!("{}({arguments})", name(at + 1))
            };
            let mut number = 0;
            let loops = self.each(*entries, &mut number, &mut |_, entry| {
                let (bind, meant) = entry.bound(*slot, &filter);
                let meant = if meant == "3" { "applies".to_owned() } else { format!("applies & {meant}") };
                format!("{bind}t |= {}; if ((t & 3) === 3) return t;", call(&meant))
            });
            let in_force =
                rule.window.filter(|_| at == 0).map(|window| self.in_force(window, super::ir::When::AsOf, false));
            let in_force = in_force.map_or(String::new(), |bound| format!("  if ({bound} === 0) return 0;\n"));
            text.push_str(&format!(
                "function {}({}) {{\n{declared}{in_force}  let t = 0;\n{loops}  return t;\n}}\n\n",
                name(at),
                arguments(at)
            ));
        }
        text
    }
}
