//! Choices: drawn from a list of numbers that proptest shrinks, or every one of them in turn.

/// Whoever decides between several ways on.
pub(crate) trait Choose {
    /// Returns a number below `n`; 0 is the simplest choice.
    fn pick(&mut self, n: usize) -> usize;

    /// Returns one of these.
    fn one<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.pick(from.len())]
    }

    /// Yes in so many of a hundred cases; no is the simpler choice.
    fn chance(&mut self, percent: usize) -> bool {
        self.pick(100) >= 100 - percent
    }
}

/// Numbers that proptest made; once they are used up, the simplest choice.
#[derive(Debug)]
pub(crate) struct Draw<'n> {
    numbers: &'n [u16],
}

impl<'n> Draw<'n> {
    pub(crate) fn new(numbers: &'n [u16]) -> Draw<'n> {
        Draw { numbers }
    }
}

impl Choose for Draw<'_> {
    fn pick(&mut self, n: usize) -> usize {
        match self.numbers.split_first() {
            Some((first, rest)) => {
                self.numbers = rest;
                usize::from(*first) % n.max(1)
            }
            None => 0,
        }
    }
}

/// Every sequence of choices, one run after the other.
#[derive(Debug, Default)]
pub(crate) struct Every {
    /// The choices, each with the number of its alternatives.
    digits: Vec<(usize, usize)>,
    at: usize,
}

impl Every {
    /// Goes on to the next sequence; false when there is none.
    pub(crate) fn next_run(&mut self) -> bool {
        self.digits.truncate(self.at);
        self.at = 0;
        while let Some((chosen, of)) = self.digits.pop() {
            if chosen + 1 < of {
                self.digits.push((chosen + 1, of));
                return true;
            }
        }
        false
    }
}

impl Choose for Every {
    fn pick(&mut self, n: usize) -> usize {
        if self.at == self.digits.len() {
            self.digits.push((0, n));
        }
        self.at += 1;
        self.digits[self.at - 1].0
    }

    /// Both ways.
    fn chance(&mut self, _: usize) -> bool {
        self.pick(2) == 1
    }
}

/// Returns a list in another order.
pub(crate) fn shuffled<T: Clone>(items: &[T], choose: &mut impl Choose) -> Vec<T> {
    let mut left = items.to_vec();
    let mut shuffled = Vec::new();
    while !left.is_empty() {
        shuffled.push(left.remove(choose.pick(left.len())));
    }
    shuffled
}
