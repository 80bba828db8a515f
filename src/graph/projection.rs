//! From who is in which group to who meets whom how often: the sparse product AᵀA, one row at a time.
//!
//! The rows are Gustavson's (F. G. Gustavson, ACM Trans. Math. Softw. 4, 250 (1978)): a dense accumulator sums one row
//! while a list keeps the places that were touched. Members are numbered by falling degree and each row looks at smaller
//! numbers only, so that each pair is summed once, and mostly in the few places that the cache holds.

/// Groups and their members, both ways.
#[derive(Debug, Clone)]
pub struct Incidence {
    /// The members of each group, by rank, rising.
    groups: Lists,
    /// The groups of each rank, rising.
    of_rank: Lists,
    /// The member at each rank: the one in most groups first, equals by number.
    members: Vec<u32>,
    /// The rank of each member.
    ranks: Vec<u32>,
}

/// Two who meet, and in how many groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The smaller member.
    pub left: u32,
    /// The larger member.
    pub right: u32,
    /// The number of groups that hold both.
    pub times: u32,
}

impl Incidence {
    /// Groups of members below `members`; within a group each stands once.
    pub fn new<G: AsRef<[u32]>>(groups: &[G], members: usize) -> Incidence {
        let mut degree = vec![0u32; members];
        for member in groups.iter().flat_map(|group| group.as_ref()) {
            degree[*member as usize] += 1;
        }
        let mut by_degree: Vec<u32> = (0..members as u32).collect();
        by_degree.sort_by_key(|member| std::cmp::Reverse(degree[*member as usize]));
        let mut ranks = vec![0; members];
        for (rank, member) in (0..).zip(&by_degree) {
            ranks[*member as usize] = rank;
        }
        let ranked = (0..).zip(groups).flat_map(|(number, group)| group.as_ref().iter().map(move |at| (number, *at)));
        let of_rank = Lists::gather(ranked.map(|(group, member)| (ranks[member as usize], group)), {
            let counts = by_degree.iter().map(|member| degree[*member as usize]);
            Lists::starts(counts)
        });
        let sizes = Lists::starts(groups.iter().map(|group| group.as_ref().len() as u32));
        let turned = (0..members as u32).flat_map(|rank| of_rank.row(rank).iter().map(move |group| (*group, rank)));
        let groups = Lists::gather(turned, sizes);
        Incidence { groups, of_rank, members: by_degree, ranks }
    }

    /// Calls `each` with every pair that meets in at least `least` groups, each pair once. Memory holds one row.
    pub fn pairs(&self, least: u32, mut each: impl FnMut(Pair)) {
        let mut times = vec![0u32; self.members.len()];
        let mut touched: Vec<u32> = Vec::new();
        for (rank, member) in (0..).zip(&self.members) {
            for group in self.of_rank.row(rank) {
                for other in self.groups.row(*group).iter().copied().take_while(|other| *other < rank) {
                    let place = &mut times[other as usize];
                    if *place == 0 {
                        touched.push(other);
                    }
                    *place += 1;
                }
            }
            for other in touched.drain(..) {
                let times = std::mem::take(&mut times[other as usize]);
                if times >= least {
                    let other = self.members[other as usize];
                    each(Pair { left: other.min(*member), right: other.max(*member), times });
                }
            }
        }
    }

    /// The groups of a member, rising.
    pub fn groups_of(&self, member: u32) -> &[u32] {
        self.of_rank.row(self.ranks[member as usize])
    }

    /// How many members a group has.
    pub fn size(&self, group: u32) -> usize {
        self.groups.row(group).len()
    }

    /// The members of a group, the one in most groups first.
    pub fn members_of(&self, group: u32) -> impl Iterator<Item = u32> {
        self.groups.row(group).iter().map(|rank| self.members[*rank as usize])
    }

    /// Groups that anybody is in.
    pub fn filled(&self) -> usize {
        (0..self.groups.len() as u32).filter(|group| self.size(*group) > 0).count()
    }

    /// Members that are in any group.
    pub fn active(&self) -> usize {
        (0..self.members.len() as u32).filter(|rank| !self.of_rank.row(*rank).is_empty()).count()
    }
}

/// Lists of numbers, one behind the other.
#[derive(Debug, Clone)]
struct Lists {
    /// Where each starts; one more for the end.
    starts: Vec<usize>,
    all: Vec<u32>,
}

impl Lists {
    /// Where lists of these lengths start.
    fn starts(lengths: impl Iterator<Item = u32>) -> Vec<usize> {
        let ends = lengths.scan(0, |end, length| {
            *end += length as usize;
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect()
    }

    /// Entries (list, number), each list's in the order in which they come.
    fn gather(entries: impl Iterator<Item = (u32, u32)>, starts: Vec<usize>) -> Lists {
        let mut next = starts.clone();
        let mut all = vec![0; starts.last().copied().unwrap_or(0)];
        for (list, number) in entries {
            let place = &mut next[list as usize];
            all[*place] = number;
            *place += 1;
        }
        Lists { starts, all }
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn row(&self, list: u32) -> &[u32] {
        &self.all[self.starts[list as usize]..self.starts[list as usize + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn projected(groups: &[Vec<u32>], members: usize, least: u32) -> Vec<(u32, u32, u32)> {
        let mut pairs = Vec::new();
        Incidence::new(groups, members).pairs(least, |pair| pairs.push((pair.left, pair.right, pair.times)));
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn each_pair_is_counted_once() {
        let groups = vec![vec![0, 1, 3], vec![3, 1], vec![2], vec![]];
        assert_eq!(projected(&groups, 5, 1), [(0, 1, 1), (0, 3, 1), (1, 3, 2)]);
        assert_eq!(projected(&groups, 5, 2), [(1, 3, 2)]);
        let incidence = Incidence::new(&groups, 5);
        assert_eq!((incidence.filled(), incidence.active(), incidence.groups_of(3)), (3, 4, &[0, 1][..]));
    }

    #[test]
    fn nothing_projects_to_nothing() {
        assert!(projected(&[], 0, 1).is_empty());
        assert!(projected(&[vec![0]], 1, 1).is_empty());
    }

    /// The same as a table of all pairs, over made groups of all sizes.
    #[test]
    fn it_is_the_table_of_all_pairs() {
        let mut state = 7u64;
        let mut die = |sides: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            ((state >> 33) % sides) as u32
        };
        let mut groups = Vec::new();
        for _ in 0..200 {
            let mut group: Vec<u32> = (0..die(12)).map(|_| die(40) * die(3)).collect();
            group.sort_unstable();
            group.dedup();
            groups.push(group);
        }
        let mut table: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for group in &groups {
            for (at, left) in group.iter().enumerate() {
                for right in &group[at + 1..] {
                    *table.entry((*left, *right)).or_default() += 1;
                }
            }
        }
        let expected: Vec<_> = table.into_iter().map(|((left, right), times)| (left, right, times)).collect();
        assert_eq!(projected(&groups, 80, 1), expected);
    }
}
