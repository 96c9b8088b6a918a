//! Elements come, go and move.

use super::super::identity::Identity;
use super::super::model::{ChoiceList, Definition};
use super::find::{
    DEEPEST, ElementSort, Family, Held, StepInto, element_at, find, hold, walk, walk_subtree,
};
use super::{Edit, Element, Misfit, Seat, Subtree};

pub(super) fn insert(
    definition: &mut Definition,
    mut what: Subtree,
    to: &Seat,
) -> Result<Edit, Misfit> {
    let way = find(definition, &to.within)?;
    own_id(definition, &mut what, &to.within)?;
    let of = what.element(&to.within);
    // Whoever takes it out again must find it, and the place where it stood.
    let (mut same, mut as_around) = (0, false);
    walk_subtree(&what, &mut |_, seen| {
        same += usize::from(seen.element() == of);
        as_around |= seen.element() == to.within;
    });
    if same > 1 {
        return Err(Misfit::Ambiguous(of));
    }
    if as_around {
        return Err(Misfit::Ambiguous(to.within.clone()));
    }
    if way.len() + height(&what) > DEEPEST {
        return Err(Misfit::TooDeep);
    }
    match put(definition, &way, to, what) {
        None => Ok(Edit::Remove { of }),
        Some(_) => Err(Misfit::Misplaced(to.clone())),
    }
}

pub(super) fn remove(definition: &mut Definition, of: &Element) -> Result<Edit, Misfit> {
    let way = find(definition, of)?;
    let to = seat_of(definition, of, &way)?;
    let what = take(definition, of, &way).ok_or_else(|| Misfit::Absent(of.clone()))?;
    Ok(Edit::Insert { what, to })
}

pub(super) fn relocate(
    definition: &mut Definition,
    of: &Element,
    to: &Seat,
) -> Result<Edit, Misfit> {
    let misplaced = || Misfit::Misplaced(to.clone());
    let way = find(definition, of)?;
    let from = seat_of(definition, of, &way)?;
    let target = find(definition, &to.within)?;
    // A choice is known within its list, a list has no place, and nothing is in itself.
    let fits = match of {
        Element::List(_) => false,
        Element::Choice { .. } => to.within == from.within,
        _ => !target.starts_with(&way),
    };
    if !fits {
        return Err(misplaced());
    }
    let what = take(definition, of, &way).ok_or_else(|| Misfit::Absent(of.clone()))?;
    let is_deep = target.len() + height(&what) > DEEPEST;
    // Without it, the way to its new place may be another.
    let target = find(definition, &to.within)?;
    let back = match is_deep {
        true => Some(what),
        false => put(definition, &target, to, what),
    };
    let Some(what) = back else { return Ok(Edit::Move { of: of.clone(), to: from }) };
    let (_, parent) = way.split_last().ok_or_else(misplaced)?;
    put(definition, parent, &from, what);
    Err(if is_deep { Misfit::TooDeep } else { misplaced() })
}

/// Where an element stands.
pub(super) fn seat_of(
    definition: &Definition,
    of: &Element,
    way: &[StepInto],
) -> Result<Seat, Misfit> {
    let whole = Seat { within: Element::Questionnaire, index: 0 };
    match (of, way.split_last()) {
        (Element::List(_), _) => Ok(whole),
        (Element::Choice { list, .. }, Some(((_, index), _))) => {
            Ok(Seat { within: Element::List(list.clone()), index: *index })
        }
        (_, Some(((_, index), parent))) => {
            Ok(Seat { within: element_at(definition, parent)?, index: *index })
        }
        (_, None) => Err(Misfit::Misplaced(whole)),
    }
}

/// Sees to it that something new has an id that nothing else has. Where only something that was
/// renamed keeps its name for an id, it gets one of its own.
fn own_id(definition: &Definition, what: &mut Subtree, within: &Element) -> Result<(), Misfit> {
    let of = what.element(within);
    let Some((name, id)) = what.name_and_id() else {
        // Lists are known by name alone.
        return match find(definition, &of) {
            Ok(_) => Err(Misfit::Taken(of)),
            Err(_) => Ok(()),
        };
    };
    let mut same_id = false;
    let mut same_name = None;
    walk(definition, &mut |_, seen| {
        let element = seen.element();
        same_id |= element == of;
        if seen.words()[0] == name && Family::of(&element) == Family::of(&of) {
            same_name = Some(element);
        }
    });
    if !same_id {
        return Ok(());
    }
    if let Some(taken) = same_name.or(id.is_some().then_some(of)) {
        return Err(Misfit::Taken(taken));
    }
    let fresh = |number: usize| format!("{name}_{number}");
    let is_free = |id: &String| {
        let mut free = true;
        let other = what.clone().with_id(id.clone()).element(within);
        walk(definition, &mut |_, seen| free &= seen.element() != other);
        free
    };
    if let Some(id) = (2..).map(fresh).find(is_free) {
        *what = what.clone().with_id(id);
    }
    Ok(())
}

/// How many levels there are below an element.
fn height(what: &Subtree) -> usize {
    let mut height = 0;
    walk_subtree(what, &mut |way, _| height = height.max(way.len()));
    height + 1
}

/// Puts it in; what does not fit comes back.
fn put(definition: &mut Definition, way: &[StepInto], to: &Seat, what: Subtree) -> Option<Subtree> {
    let index = to.index;
    let Some(held) = hold(definition, way) else { return Some(what) };
    match (held, what, &to.within) {
        (Held::Questionnaire(of), Subtree::Choice(it), Element::List(list)) => {
            match of.lists.get_mut(list) {
                Some(ChoiceList::Written(choices)) => seat(choices, index, it).map(Subtree::Choice),
                _ => Some(Subtree::Choice(it)),
            }
        }
        (Held::Questionnaire(of), Subtree::List { name, list }, Element::Questionnaire)
            if index == 0 =>
        {
            of.lists.insert(name, list);
            None
        }
        (Held::Questionnaire(of), Subtree::Section(it), Element::Questionnaire) => {
            seat(&mut of.sections, index, it).map(Subtree::Section)
        }
        (Held::Questionnaire(of), Subtree::End(it), Element::Questionnaire) => {
            seat(&mut of.ends, index, *it).map(|it| Subtree::End(Box::new(it)))
        }
        (Held::Questionnaire(of), Subtree::Quota(it), Element::Questionnaire) => {
            seat(&mut of.quotas, index, *it).map(|it| Subtree::Quota(Box::new(it)))
        }
        (Held::Questionnaire(of), Subtree::Page(it), Element::Questionnaire) => {
            seat(&mut of.pages, index, *it).map(|it| Subtree::Page(Box::new(it)))
        }
        (Held::Page(of), Subtree::Page(it), _) => {
            seat(&mut of.pages, index, *it).map(|it| Subtree::Page(Box::new(it)))
        }
        (Held::Page(of), Subtree::Question(it), _) => {
            seat(&mut of.questions, index, *it).map(|it| Subtree::Question(Box::new(it)))
        }
        (Held::Question(of), Subtree::Question(it), _) => {
            seat(&mut of.questions, index, *it).map(|it| Subtree::Question(Box::new(it)))
        }
        (Held::Question(of), Subtree::Row(it), _) => {
            seat(&mut of.rows, index, it).map(Subtree::Row)
        }
        (Held::Question(of), Subtree::Part(it), _) => {
            seat(&mut of.parts, index, it).map(Subtree::Part)
        }
        (_, what, _) => Some(what),
    }
}

fn seat<T>(of: &mut Vec<T>, index: usize, it: T) -> Option<T> {
    if index > of.len() {
        return Some(it);
    }
    of.insert(index, it);
    None
}

fn take(definition: &mut Definition, of: &Element, way: &[StepInto]) -> Option<Subtree> {
    if let Element::List(name) = of {
        let list = definition.lists.remove(name)?;
        return Some(Subtree::List { name: name.clone(), list });
    }
    let ((sort, index), parent) = way.split_last()?;
    let index = *index;
    match (hold(definition, parent)?, sort) {
        (Held::Questionnaire(of), ElementSort::Section) => {
            unseat(&mut of.sections, index).map(Subtree::Section)
        }
        (Held::Questionnaire(of), ElementSort::End) => {
            unseat(&mut of.ends, index).map(|it| Subtree::End(Box::new(it)))
        }
        (Held::Questionnaire(of), ElementSort::Quota) => {
            unseat(&mut of.quotas, index).map(|it| Subtree::Quota(Box::new(it)))
        }
        (Held::Questionnaire(of), ElementSort::Choice(list)) => match of.lists.get_mut(list)? {
            ChoiceList::Written(choices) => unseat(choices, index).map(Subtree::Choice),
            ChoiceList::File(_) | ChoiceList::Frame(_) => None,
        },
        (Held::Questionnaire(Definition { pages, .. }), ElementSort::Page) => {
            unseat(pages, index).map(|it| Subtree::Page(Box::new(it)))
        }
        (Held::Page(of), ElementSort::Page) => {
            unseat(&mut of.pages, index).map(|it| Subtree::Page(Box::new(it)))
        }
        (Held::Page(of), ElementSort::Question) => {
            unseat(&mut of.questions, index).map(|it| Subtree::Question(Box::new(it)))
        }
        (Held::Question(of), ElementSort::Question) => {
            unseat(&mut of.questions, index).map(|it| Subtree::Question(Box::new(it)))
        }
        (Held::Question(of), ElementSort::Row) => unseat(&mut of.rows, index).map(Subtree::Row),
        (Held::Question(of), ElementSort::Part) => unseat(&mut of.parts, index).map(Subtree::Part),
        _ => None,
    }
}

fn unseat<T>(of: &mut Vec<T>, index: usize) -> Option<T> {
    (index < of.len()).then(|| of.remove(index))
}

impl Subtree {
    /// What it is known by, once it is put into something.
    fn element(&self, within: &Element) -> Element {
        let id = |thing: &dyn Identity| thing.id().to_owned();
        match self {
            Self::Section(it) => Element::Section(id(it)),
            Self::Page(it) => Element::Page(id(&**it)),
            Self::Question(it) => Element::Question(id(&**it)),
            Self::Row(it) => Element::Row(id(it)),
            Self::Part(it) => Element::Part(id(it)),
            Self::End(it) => Element::End(id(&**it)),
            Self::Quota(it) => Element::Quota(id(&**it)),
            Self::List { name, .. } => Element::List(name.clone()),
            Self::Choice(it) => {
                let list = match within {
                    Element::List(list) => list.clone(),
                    _ => String::new(),
                };
                Element::Choice { list, id: id(it) }
            }
        }
    }

    /// Its name, and its id if it has one of its own. A list has none.
    fn name_and_id(&self) -> Option<(String, Option<String>)> {
        fn both(thing: &dyn Identity) -> Option<(String, Option<String>)> {
            Some((thing.name().to_owned(), thing.own_id().map(str::to_owned)))
        }
        match self {
            Self::Section(it) => both(it),
            Self::Page(it) => both(&**it),
            Self::Question(it) => both(&**it),
            Self::Row(it) => both(it),
            Self::Part(it) => both(it),
            Self::End(it) => both(&**it),
            Self::Quota(it) => both(&**it),
            Self::List { .. } => None,
            Self::Choice(it) => both(it),
        }
    }

    fn with_id(mut self, new: String) -> Self {
        match &mut self {
            Self::Section(it) => it.id = Some(new),
            Self::Page(it) => it.id = Some(new),
            Self::Question(it) => it.id = Some(new),
            Self::Row(it) => it.id = Some(new),
            Self::Part(it) => it.id = Some(new),
            Self::End(it) => it.id = Some(new),
            Self::Quota(it) => it.id = Some(new),
            Self::List { .. } => {}
            Self::Choice(it) => it.id = Some(new),
        }
        self
    }
}
