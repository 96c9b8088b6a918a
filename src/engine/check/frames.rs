//! Code frames that contradict themselves: what a code belongs to, and codes that stand there twice.

use std::collections::HashSet;

use super::super::model::frame::Frame;
use super::super::model::{Definition, FrameSource};
use super::super::problem::{Remark, remark, token};
use super::{Found, shortened};

/// Finds codes whose category or group the frame does not have, and codes that mean two things.
pub(super) fn check(definition: &Definition, found: &mut Found) {
    for (name, frame) in &definition.frames {
        let place = format!("/frames/{}", token(name));
        match frame {
            FrameSource::File(file) => {
                found.error(place, remark!("frame-file-unread", file = file.file));
            }
            FrameSource::Written(frame) => codes(frame, &place, found),
        }
    }
}

fn codes(frame: &Frame, place: &str, found: &mut Found) {
    let mains: Vec<u32> = frame.mains.iter().map(|main| main.code).collect();
    let groups: Vec<u32> = frame.groups.iter().map(|group| group.code).collect();
    unique(&mains, &mut HashSet::new(), &format!("{place}/mains"), found);
    unique(&groups, &mut HashSet::new(), &format!("{place}/groups"), found);
    // What is chosen is one of both.
    let mut seen = HashSet::new();
    let substantive: Vec<u32> = frame.codes.iter().map(|code| code.code).collect();
    let residual: Vec<u32> = frame.residual.iter().map(|code| code.code).collect();
    unique(&substantive, &mut seen, &format!("{place}/codes"), found);
    unique(&residual, &mut seen, &format!("{place}/residual"), found);
    for (c, code) in frame.codes.iter().enumerate() {
        let place = format!("{place}/codes/{c}");
        if !mains.contains(&code.main) {
            let what = remark!("code-no-main", code = code.code, main = code.main);
            found.error(format!("{place}/main"), what).hint(known(&mains));
        }
        if let Some(group) = code.group.filter(|group| !groups.contains(group)) {
            let what = remark!("code-no-group", code = code.code, group);
            found.error(format!("{place}/group"), what).hint(known(&groups));
        }
    }
}

fn unique(codes: &[u32], seen: &mut HashSet<u32>, place: &str, found: &mut Found) {
    for (c, code) in codes.iter().enumerate() {
        if !seen.insert(*code) {
            found.error(format!("{place}/{c}/code"), remark!("code-twice", code));
        }
    }
}

fn known(codes: &[u32]) -> Remark {
    let codes: Vec<String> = codes.iter().map(u32::to_string).collect();
    remark!("there-are", names = shortened(&codes))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::check;

    #[track_caller]
    fn says(pointer: &str, value: Value, expected: &[&str]) {
        let mut document: Value = serde_json::from_str(include_str!("../diff/small.json")).unwrap();
        *document.pointer_mut(pointer).unwrap() = value;
        let checked = check(serde_json::from_value(document).unwrap());
        let own = checked.problems.iter().filter(|problem| problem.path.starts_with("/frames"));
        let told: Vec<_> = own.map(|it| format!("{} {}", it.path, it.what.code)).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn a_code_belongs_to_what_the_frame_has_and_stands_there_once() {
        let code = |code: u32, main: u32, group: u32| json!({ "code": code, "main": main, "group": group, "label": "C" });
        says("/frames/f/codes", json!([code(101, 1, 1)]), &[]);
        says("/frames/f/codes", json!([code(101, 2, 1)]), &["/frames/f/codes/0/main code-no-main"]);
        says(
            "/frames/f/codes",
            json!([code(101, 1, 2)]),
            &["/frames/f/codes/0/group code-no-group"],
        );
        says(
            "/frames/f/codes",
            json!([code(101, 1, 1), code(101, 1, 1)]),
            &["/frames/f/codes/1/code code-twice"],
        );
        says("/frames/f/codes/0/code", json!(9700), &["/frames/f/residual/0/code code-twice"]);
        says("/frames/f/mains", json!([]), &["/frames/f/codes/0/main code-no-main"]);
    }
}
