//! Diagrams: from a node, the class of one variable says which branch to follow, down to an end. Equal nodes are one node
//! (Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", 1986, with branches of more than two).

/// A node, or an end.
pub(super) type Node = u32;

/// The bit of what is an end.
const END: u32 = 1 << 31;
/// Ends of conditions.
pub(super) const FALSE: Node = END;
pub(super) const UNKNOWN: Node = END | 1;
pub(super) const TRUE: Node = END | 2;
/// The end of an instance that does not apply, and of no instance at all.
const NOTHING: Node = END;

/// What may be worked out, and the words that nodes may take. Policies that people write stay far below.
const MAX_STEPS: u32 = 1 << 19;
const MAX_WORDS: usize = 1 << 16;
/// Answers that are remembered.
const REMEMBERED: usize = 1 << 12;

/// How two diagrams are joined, end by end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    And,
    Or,
    /// Of the first alone.
    Not,
    /// Whether an instance applies, and whether it is met or excused: `Came`.
    Instance,
    /// What has come of the rules so far, and what comes of an instance of this one.
    Tally(u16),
}

/// What comes of an instance, as ends.
#[derive(Clone, Copy)]
enum Came {
    MayApply = 1,
    Open = 2,
    Applies = 3,
    Violated = 4,
}

/// What has come of the rules so far: an end is one of these, and three bits above it a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tally {
    Nothing = 0,
    Applies = 1,
    MayApply = 2,
    Open = 3,
    Violated = 4,
}

/// Nodes of one order of variables.
pub(super) struct Nodes {
    /// How many classes each variable has.
    widths: Vec<u8>,
    /// Each node: its variable, then a branch for each class.
    words: Vec<u32>,
    /// Where nodes stand, by what they are; one more, so that 0 is none.
    places: Vec<u32>,
    memory: Vec<Option<(Join, Node, Node, Node)>>,
    /// Branches of nodes that are being made.
    made: Vec<Node>,
    steps: u32,
}

impl Nodes {
    pub(super) fn new(widths: Vec<u8>) -> Nodes {
        let places = vec![0; MAX_WORDS];
        Nodes { widths, words: vec![], places, memory: vec![None; REMEMBERED], made: vec![], steps: 0 }
    }

    /// Whether too much was asked: what came of it is of no meaning.
    pub(super) fn are_spent(&self) -> bool {
        self.steps > MAX_STEPS || self.words.len() > MAX_WORDS / 2
    }

    /// Asks no more.
    pub(super) fn spend(&mut self) {
        self.steps = u32::MAX;
    }

    /// The node that asks a variable, with an end for each class.
    pub(super) fn of(&mut self, variable: usize, end: impl Fn(usize) -> Node) -> Node {
        let start = self.made.len();
        let width = self.width(variable as u32);
        self.made.extend((0..width).map(end));
        self.make(variable as u32, start)
    }

    pub(super) fn not(&mut self, node: Node) -> Node {
        self.join(Join::Not, node, node)
    }

    /// Joins two diagrams.
    pub(super) fn join(&mut self, join: Join, a: Node, b: Node) -> Node {
        if let Some(joined) = join.settled(a, b) {
            return joined;
        }
        self.steps = self.steps.saturating_add(1);
        if self.are_spent() {
            return NOTHING;
        }
        let slot = hash(&[join.code(), a, b]) % REMEMBERED;
        if let Some(Some((known, first, second, joined))) = self.memory.get(slot)
            && (*known, *first, *second) == (join, a, b)
        {
            return *joined;
        }
        let variable = self.variable(a).min(self.variable(b));
        let start = self.made.len();
        for class in 0..self.width(variable) {
            let branches = (self.branch(a, variable, class), self.branch(b, variable, class));
            let joined = self.join(join, branches.0, branches.1);
            self.made.push(joined);
        }
        let joined = self.make(variable, start);
        if let Some(slot) = self.memory.get_mut(slot) {
            *slot = Some((join, a, b, joined));
        }
        joined
    }

    /// The variable that a node asks; of an end, one after all others.
    fn variable(&self, node: Node) -> u32 {
        self.words.get(node as usize).copied().unwrap_or(u32::MAX)
    }

    fn width(&self, variable: u32) -> usize {
        self.widths.get(variable as usize).map_or(0, |width| usize::from(*width))
    }

    fn branch(&self, node: Node, variable: u32, class: usize) -> Node {
        if self.variable(node) != variable {
            return node;
        }
        self.words.get(node as usize + 1 + class).copied().unwrap_or(NOTHING)
    }

    /// The node of the branches made from `start` on: one that is there already, or the only branch.
    fn make(&mut self, variable: u32, start: usize) -> Node {
        let branches = self.made.get(start..).unwrap_or_default();
        let first = branches.first().copied().unwrap_or(NOTHING);
        let node = if branches.iter().all(|branch| *branch == first) {
            first
        } else {
            let mut slot = (hash(branches) ^ variable as usize) % self.places.len();
            loop {
                match self.places.get(slot).copied().unwrap_or(0) {
                    0 => break self.add(variable, start, slot),
                    place if self.is(place - 1, variable, start) => break place - 1,
                    _ => slot = (slot + 1) % self.places.len(),
                }
            }
        };
        self.made.truncate(start);
        node
    }

    fn is(&self, node: Node, variable: u32, start: usize) -> bool {
        let branches = self.made.get(start..).unwrap_or_default();
        let at = node as usize + 1;
        self.variable(node) == variable && self.words.get(at..at + branches.len()) == Some(branches)
    }

    fn add(&mut self, variable: u32, start: usize, slot: usize) -> Node {
        if self.are_spent() {
            return NOTHING;
        }
        let node = self.words.len() as u32;
        self.words.push(variable);
        self.words.extend(self.made.get(start..).unwrap_or_default());
        if let Some(place) = self.places.get_mut(slot) {
            *place = node + 1;
        }
        node
    }

    /// What is reached from a node, as `program::drawn` has it: the ends, as `told` tells them, and the nodes.
    pub(super) fn reached(&self, root: Node, told: impl Fn(Tally, u16) -> u32) -> (Vec<u32>, Vec<Vec<u32>>) {
        let mut reached = Reached { numbers: vec![u32::MAX; self.words.len()], ends: vec![], nodes: vec![] };
        self.reach(root, &mut reached);
        let count = reached.ends.len() as u32;
        let written = |(own, node): (usize, &Node)| {
            let branch = |class: usize| self.branch(*node, self.variable(*node), class);
            let number = |to: Node| match reached.ends.iter().position(|end| *end == to) {
                Some(end) => end as u32,
                None => count + own as u32 - 1 - reached.numbers.get(to as usize).copied().unwrap_or(0),
            };
            let variable = self.variable(*node);
            std::iter::once(variable).chain((0..self.width(variable)).map(|class| number(branch(class)))).collect()
        };
        let nodes = reached.nodes.iter().enumerate().map(written).collect();
        let end = |end: &Node| {
            let (tally, rule) = unpacked(*end);
            told(tally, rule)
        };
        (reached.ends.iter().map(end).collect(), nodes)
    }

    /// Numbers the nodes below one, and then it.
    fn reach(&self, node: Node, reached: &mut Reached) {
        match reached.numbers.get(node as usize) {
            None if !reached.ends.contains(&node) => reached.ends.push(node),
            Some(&u32::MAX) => {
                let variable = self.variable(node);
                (0..self.width(variable)).for_each(|class| self.reach(self.branch(node, variable, class), reached));
                let number = reached.nodes.len() as u32;
                reached.numbers.get_mut(node as usize).into_iter().for_each(|known| *known = number);
                reached.nodes.push(node);
            }
            _ => {}
        }
    }
}

/// What was reached so far: nodes after those below them, and the number of each.
struct Reached {
    numbers: Vec<u32>,
    ends: Vec<Node>,
    nodes: Vec<Node>,
}

impl Join {
    fn code(self) -> u32 {
        match self {
            Join::And => 0,
            Join::Or => 1,
            Join::Not => 2,
            Join::Instance => 3,
            Join::Tally(rule) => 4 + u32::from(rule),
        }
    }

    /// What is joined already, or by its ends.
    fn settled(self, a: Node, b: Node) -> Option<Node> {
        let ends = a & b & END != 0;
        match self {
            Join::And if a == FALSE || b == FALSE => Some(FALSE),
            Join::And if a == TRUE => Some(b),
            Join::Or if a == TRUE || b == TRUE => Some(TRUE),
            Join::Or if a == FALSE => Some(b),
            Join::And if b == TRUE || a == b => Some(a),
            Join::Or if b == FALSE || a == b => Some(a),
            Join::And | Join::Or => ends.then_some(UNKNOWN),
            Join::Not => ends.then(|| TRUE - (a - FALSE)),
            Join::Instance if a == FALSE => Some(NOTHING),
            Join::Instance => ends.then(|| instance(a, b)),
            Join::Tally(_) if b == NOTHING || unpacked(a).0 == Tally::Violated => Some(a),
            Join::Tally(rule) => ends.then(|| tally(a, b, rule)),
        }
    }
}

/// What comes of an instance that applies, or may.
fn instance(applies: Node, met: Node) -> Node {
    let came = match (applies, met) {
        (TRUE, TRUE) => Came::Applies,
        (TRUE, FALSE) => Came::Violated,
        (_, TRUE) => Came::MayApply,
        _ => Came::Open,
    };
    END | came as u32
}

/// What has come of the rules with one instance more.
fn tally(before: Node, came: Node, rule: u16) -> Node {
    let end = |tally: Tally| END | tally as u32 | u32::from(rule) << 3;
    let so_far = unpacked(before).0;
    match came ^ END {
        came if came == Came::Violated as u32 => end(Tally::Violated),
        _ if so_far == Tally::Open => before,
        came if came == Came::Open as u32 => end(Tally::Open),
        came if came == Came::Applies as u32 => END | Tally::Applies as u32,
        _ if so_far == Tally::Nothing => end(Tally::MayApply),
        _ => before,
    }
}

/// What an end says of the rules.
fn unpacked(node: Node) -> (Tally, u16) {
    let tally = match node {
        node if node & END == 0 => Tally::Nothing,
        node => match node & 7 {
            1 => Tally::Applies,
            2 => Tally::MayApply,
            3 => Tally::Open,
            4 => Tally::Violated,
            _ => Tally::Nothing,
        },
    };
    (tally, (node >> 3) as u16)
}

fn hash(words: &[u32]) -> usize {
    let mixed = words.iter().fold(0u32, |mixed, word| (mixed.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b1));
    (mixed ^ mixed >> 15) as usize
}
