//! Which thing of the old version is which of the new one, and what stands in another order.

use std::collections::HashMap;

use crate::engine::identity::{Identity, may_be_same};

/// The things of two versions side by side.
pub(super) struct Pairs<'a, T> {
    old: &'a [T],
    new: &'a [T],
    /// For each new thing the place of its former self.
    pub(super) partners: Vec<Option<usize>>,
    /// Places of what is only in the old version.
    left: Vec<usize>,
}

/// Pairs things by key (the first `a` with the first `a`, and so on). What is left was evidently
/// renamed when old and new have the same signature and no other thing of either version has it;
/// an empty signature tells nothing.
pub(super) fn pair<'a, T>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&T) -> String,
    signature: impl Fn(&T) -> String,
) -> Pairs<'a, T> {
    let mut pairs = Pairs::by_key(old, new, key);
    pairs.join(signature, |_, _| true);
    pairs
}

/// Pairs things by their ids. Where one of two has no id of its own, they are the same when they
/// have the same name, or else the same signature, and nothing else has it.
pub(super) fn pair_by_id<'a, T: Identity>(
    old: &'a [T],
    new: &'a [T],
    signature: impl Fn(&T) -> String,
) -> Pairs<'a, T> {
    let mut pairs = Pairs::by_key(old, new, |thing| thing.id().to_owned());
    pairs.join(|thing| thing.name().to_owned(), may_be_same);
    pairs.join(signature, may_be_same);
    pairs
}

impl<'a, T> Pairs<'a, T> {
    fn by_key(old: &'a [T], new: &'a [T], key: impl Fn(&T) -> String) -> Self {
        let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, thing) in old.iter().enumerate().rev() {
            waiting.entry(key(thing)).or_default().push(place);
        }
        let partners =
            new.iter().map(|thing| waiting.get_mut(&key(thing)).and_then(Vec::pop)).collect();
        let mut left: Vec<usize> = waiting.into_values().flatten().collect();
        left.sort_unstable();
        Pairs { old, new, partners, left }
    }

    /// Pairs of what is left those that alone have the same signature.
    fn join(&mut self, signature: impl Fn(&T) -> String, allowed: impl Fn(&T, &T) -> bool) {
        if self.left.is_empty() || !self.partners.contains(&None) {
            return;
        }
        let new = self.new;
        let (before, after) = (unique(self.old, &signature), unique(new, &signature));
        self.join_where(|old| {
            let signature = signature(old);
            before.get(&signature).copied().flatten()?;
            after.get(&signature).copied().flatten().filter(|at| allowed(old, &new[*at]))
        });
    }

    /// Pairs what is left of the old version with what `find` says of it, if that is free.
    pub(super) fn join_where(&mut self, find: impl Fn(&T) -> Option<usize>) {
        self.left.retain(|place| {
            let other = find(&self.old[*place]).filter(|other| self.partners[*other].is_none());
            if let Some(other) = other {
                self.partners[other] = Some(*place);
            }
            other.is_none()
        });
    }

    /// What is only in the old version.
    pub(super) fn removed(&self) -> impl Iterator<Item = &'a T> {
        self.left.iter().map(|place| &self.old[*place])
    }

    /// Places of what is only in the new version.
    pub(super) fn added(&self) -> impl Iterator<Item = usize> {
        let partners = self.partners.iter().enumerate();
        partners.filter(|(_, partner)| partner.is_none()).map(|(place, _)| place)
    }

    /// What is in the new version, in its order, each with its former self if it has one.
    pub(super) fn present(&self) -> impl Iterator<Item = (Option<&'a T>, &'a T)> {
        let former = self.partners.iter().map(|partner| partner.map(|place| &self.old[place]));
        former.zip(self.new)
    }

    /// What is in both versions; names differ where it was evidently renamed.
    pub(super) fn same(&self) -> impl Iterator<Item = (&'a T, &'a T)> {
        self.present().filter_map(|(old, new)| Some((old?, new)))
    }

    /// Whether what is in both versions stands in another order.
    pub(super) fn is_reordered(&self) -> bool {
        !self.partners.iter().flatten().is_sorted()
    }
}

/// For every signature but the empty one the place of the only thing that has it, or none when
/// there are several.
fn unique<T>(things: &[T], signature: &impl Fn(&T) -> String) -> HashMap<String, Option<usize>> {
    let mut places = HashMap::new();
    for (place, thing) in things.iter().enumerate() {
        let signature = signature(thing);
        if !signature.is_empty() {
            places.entry(signature).and_modify(|only| *only = None).or_insert(Some(place));
        }
    }
    places
}

/// Which of these places must have moved, when as few as possible did: all outside of a longest
/// increasing subsequence (patience sorting). Places are distinct.
pub(super) fn moved(places: &[usize]) -> Vec<bool> {
    // For each length, the index of the smallest place at which such a sequence can end.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (index, place) in places.iter().enumerate() {
        let length = ends.partition_point(|end| places[*end] < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut moved = vec![true; places.len()];
    let mut stays = ends.last().copied();
    while let Some(index) = stays {
        moved[index] = false;
        stays = before[index];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_possible_moved() {
        for (places, expected) in [
            (&[0, 1, 2][..], &[][..]),
            (&[2, 0, 1], &[0]),
            (&[0, 3, 1, 2], &[1]),
            (&[1, 0], &[0]),
            (&[], &[]),
        ] {
            let moved: Vec<usize> = moved(places)
                .into_iter()
                .enumerate()
                .filter_map(|(index, moved)| moved.then_some(index))
                .collect();
            assert_eq!(moved, expected, "{places:?}");
        }
    }

    #[test]
    fn a_rename_is_evident_only_without_a_rival() {
        let pairs = |old: &[&str], new: &[&str]| {
            let (old, new) = (old.to_vec(), new.to_vec());
            let first = |one: &&str| one[..1].to_owned();
            let pairs = pair(&old, &new, |one| (*one).to_owned(), first);
            pairs.same().map(|(a, b)| format!("{a}={b}")).collect::<Vec<_>>()
        };
        assert_eq!(pairs(&["a1", "b1"], &["b2", "a1"]), ["b1=b2", "a1=a1"]);
        assert!(pairs(&["b1"], &["b2", "b3"]).is_empty());
        assert!(pairs(&["b1", "b3"], &["b2"]).is_empty());
        assert_eq!(pairs(&["b1", "b3"], &["b2", "b3"]), ["b3=b3"]);
    }
}
