//! Reads our own pages as a browser without script does: forms with what they would send, links,
//! text. Knows as much HTML as our templates write, and no more.

/// A tag; a closing one has a `/` before its name.
pub(crate) struct Tag<'h> {
    pub(crate) name: &'h str,
    attributes: Vec<(&'h str, String)>,
    /// Where its content begins.
    pub(crate) end: usize,
}

impl Tag<'_> {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }
}

/// Every tag of a page, in order.
pub(crate) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found + 1;
        let name_end = html[start..].find([' ', '\n', '>']).map_or(html.len(), |end| start + end);
        let mut tag = Tag { name: &html[start..name_end], attributes: Vec::new(), end: name_end };
        let mut rest = html[name_end..].trim_start();
        while !rest.is_empty() && !rest.starts_with('>') {
            let end = rest.find(['=', ' ', '\n', '>']).unwrap_or(rest.len());
            let name = &rest[..end];
            rest = &rest[end..];
            let mut value = String::new();
            if let Some(quoted) = rest.strip_prefix("=\"") {
                let end = quoted.find('"').unwrap_or(quoted.len());
                value = unescaped(&quoted[..end]);
                rest = quoted.get(end + 1..).unwrap_or_default();
            }
            tag.attributes.push((name, value));
            rest = rest.trim_start();
        }
        tag.end = html.len() - rest.len() + usize::from(rest.starts_with('>'));
        at = tag.end;
        tags.push(tag);
    }
    tags
}

/// What a person reads: without tags, blanks and line breaks as one.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = rest[start..].find('>').map_or("", |end| &rest[start + end + 1..]);
    }
    out.push_str(rest);
    unescaped(&out).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(';').map_or(1, |end| end + 1);
        let letter = match &rest[..end] {
            "&amp;" => Some('&'),
            "&lt;" => Some('<'),
            "&gt;" => Some('>'),
            "&quot;" => Some('"'),
            entity => entity
                .strip_prefix("&#")
                .and_then(|number| number.strip_suffix(';')?.parse().ok())
                .and_then(char::from_u32),
        };
        match letter {
            Some(letter) => out.push(letter),
            None => out.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    out + rest
}

/// A form as it stands on the page.
#[derive(Debug, Default)]
pub(crate) struct Form {
    /// Where it is sent; none: to the page's own address.
    pub(crate) action: Option<String>,
    /// It is sent as `multipart/form-data`.
    pub(crate) is_multipart: bool,
    pub(crate) controls: Vec<Control>,
}

/// A field, a choice, a named button.
#[derive(Debug)]
pub(crate) struct Control {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) kind: Kind,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Hidden,
    /// A text field, or a list to choose from.
    Field,
    /// A radio button or checkbox.
    Choice {
        picked: bool,
    },
    /// A field for a file; none is chosen.
    File,
    Button,
}

impl Form {
    /// What the browser sends when the main button is pressed.
    pub(crate) fn sent(&self) -> Vec<(&str, &str)> {
        let sent = |control: &&Control| {
            matches!(control.kind, Kind::Hidden | Kind::Field | Kind::Choice { picked: true })
        };
        self.controls.iter().filter(sent).map(|c| (c.name.as_str(), c.value.as_str())).collect()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.controls.iter().any(|control| control.name == name)
    }
}

/// The forms of a page.
pub(crate) fn forms(html: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut form: Option<Form> = None;
    // A list to choose from sends its first entry when none is selected.
    let mut list: Option<(String, Option<String>)> = None;
    for tag in tags(html) {
        let name = tag.attribute("name").unwrap_or_default().to_owned();
        let value = tag.attribute("value").unwrap_or_default().to_owned();
        let mut kind = None;
        match tag.name {
            "form" => {
                let action = tag.attribute("action").map(str::to_owned);
                let is_multipart = tag.attribute("enctype") == Some("multipart/form-data");
                form = Some(Form { action, is_multipart, controls: Vec::new() });
            }
            "/form" => forms.extend(form.take()),
            "input" => {
                kind = Some(match tag.attribute("type").unwrap_or("text") {
                    "hidden" => Kind::Hidden,
                    "file" => Kind::File,
                    "radio" | "checkbox" => {
                        Kind::Choice { picked: tag.attribute("checked").is_some() }
                    }
                    _ => Kind::Field,
                });
            }
            "button" => kind = Some(Kind::Button),
            "textarea" => {
                let content = html[tag.end..].split("</textarea>").next().unwrap_or_default();
                let content = content.strip_prefix('\n').unwrap_or(content);
                let control = Control { name, value: unescaped(content), kind: Kind::Field };
                if let Some(form) = &mut form {
                    form.controls.push(control);
                }
                continue;
            }
            "select" => list = Some((name.clone(), None)),
            "option" => {
                if let Some((_, chosen)) = &mut list
                    && (chosen.is_none() || tag.attribute("selected").is_some())
                {
                    *chosen = Some(value.clone());
                }
            }
            "/select" => {
                if let (Some(form), Some((name, chosen))) = (&mut form, list.take()) {
                    let value = chosen.unwrap_or_default();
                    form.controls.push(Control { name, value, kind: Kind::Field });
                }
            }
            _ => {}
        }
        if let (Some(kind), Some(form)) = (kind, &mut form)
            && !name.is_empty()
        {
            form.controls.push(Control { name, value, kind });
        }
    }
    forms
}
