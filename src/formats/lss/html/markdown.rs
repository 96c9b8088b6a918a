//! Blocks and runs of text written as Markdown or as one line.

/// What a block is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// A paragraph.
    #[default]
    Paragraph,
    /// A heading of level 2 or 3.
    Heading(usize),
    /// An item of a list.
    Item,
    /// An item of a numbered list.
    Numbered,
    /// What belongs to the item before.
    More,
}

/// A paragraph, heading or item.
#[derive(Debug)]
pub(super) struct TextBlock {
    pub(super) shape: Shape,
    pub(super) runs: Vec<TextRun>,
}

/// Text of one formatting. A line feed is a line break.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct TextRun {
    pub(super) text: String,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) link: Option<String>,
}

/// The blocks as one line.
pub(super) fn plain(blocks: &[TextBlock]) -> String {
    let texts = blocks.iter().map(|block| {
        let text: String = block.runs.iter().map(|run| run.text.as_str()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(" ·").to_owned()
    });
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The blocks as Markdown.
pub(super) fn write(blocks: &[TextBlock]) -> String {
    let mut out = String::new();
    let mut number = 0;
    let mut in_list = false;
    for block in blocks {
        let paragraphs = paragraphs(&block.runs);
        let is_item = matches!(block.shape, Shape::Item | Shape::Numbered);
        number = match block.shape {
            Shape::Numbered => number + 1,
            Shape::More => number,
            _ => 0,
        };
        for (p, paragraph) in paragraphs.iter().enumerate() {
            // The subset has no paragraphs within items: they go on in the same line.
            if in_list && (block.shape == Shape::More || (is_item && p > 0)) {
                out.push(' ');
                out.push_str(&paragraph.replace("\\\n", " "));
                continue;
            }
            if !out.is_empty() {
                out.push_str(if in_list && is_item { "\n" } else { "\n\n" });
            }
            match block.shape {
                Shape::Heading(level) => {
                    out.push_str(&"#".repeat(level));
                    out.push(' ');
                    out.push_str(&paragraph.replace("\\\n", " "));
                }
                Shape::Item => out.push_str(&format!("- {}", paragraph.replace("\\\n", " "))),
                Shape::Numbered => {
                    out.push_str(&format!("{number}. {}", paragraph.replace("\\\n", " ")));
                }
                Shape::Paragraph | Shape::More => out.push_str(paragraph),
            }
            in_list = is_item;
        }
    }
    out
}

/// The paragraphs of a block: two line breaks in a row end one.
fn paragraphs(runs: &[TextRun]) -> Vec<String> {
    let mut lines: Vec<Vec<TextRun>> = vec![Vec::new()];
    for run in runs {
        // Only a line break of its own is one; others are spaces between words.
        if run.text == "\n" {
            lines.push(Vec::new());
        } else if let Some(line) = lines.last_mut() {
            match line.last_mut() {
                Some(last)
                    if (last.strong, last.emphasis, &last.link)
                        == (run.strong, run.emphasis, &run.link) =>
                {
                    last.text.push_str(&run.text);
                }
                _ => line.push(run.clone()),
            }
        }
    }
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_new = true;
    for line in lines {
        let line = line_of(&line);
        if line.is_empty() {
            is_new = true;
        } else if let (false, Some(last)) = (is_new, paragraphs.last_mut()) {
            last.push_str("\\\n");
            last.push_str(&line);
        } else {
            paragraphs.push(line);
            is_new = false;
        }
    }
    paragraphs
}

fn line_of(runs: &[TextRun]) -> String {
    let mut line = String::new();
    for (at, run) in runs.iter().enumerate() {
        let words = run.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let spaced = |c: Option<char>| c.is_some_and(char::is_whitespace);
        if (spaced(run.text.chars().next()) || line.is_empty())
            && !line.ends_with(' ')
            && !line.is_empty()
        {
            line.push(' ');
        }
        if words.is_empty() {
            continue;
        }
        let next = runs.get(at + 1).and_then(|run| run.text.chars().next());
        let mark = match (run.strong, run.emphasis) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        let follows = if spaced(run.text.chars().last()) { Some(' ') } else { next };
        let escaped = escape(&words, line.is_empty() && mark.is_empty() && run.link.is_none());
        let is_marked = !mark.is_empty() && can_be_marked(&words, line.chars().last(), follows);
        let mut text = if is_marked { format!("{mark}{escaped}{mark}") } else { escaped };
        if let Some(to) = &run.link {
            let is_simple = !to.contains(['(', ')', ' ']);
            let to = if is_simple { to.clone() } else { format!("<{to}>") };
            text = format!("[{text}]({to})");
        }
        line.push_str(&text);
        if spaced(run.text.chars().last()) {
            line.push(' ');
        }
    }
    let line = line.trim();
    line.strip_suffix("·").unwrap_or(line).trim_end().to_owned()
}

/// Whether Markdown would take marks around these words for emphasis: not where a word goes on
/// before or after punctuation, nor where marks meet.
fn can_be_marked(words: &str, before: Option<char>, after: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_outside_fine = |c: Option<char>| c != Some('*');
    let fits = |inside: Option<char>, outside: Option<char>| {
        is_outside_fine(outside) && (is_word(inside) || !is_word(outside))
    };
    fits(words.chars().next(), before) && fits(words.chars().last(), after)
}

/// Text in which nothing is markup.
fn escape(text: &str, begins_line: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| chars.get(place)).copied();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let has_link = text.contains("](");
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let mut out = String::with_capacity(text.len());
    for (place, &c) in chars.iter().enumerate() {
        let (before, after) = (at(place.checked_sub(1)), at(Some(place + 1)));
        let is_markup = match c {
            '\\' | '`' => true,
            '*' => before.is_some_and(|c| c != ' ') || after.is_some_and(|c| c != ' '),
            '_' => !(is_word(before) && is_word(after)),
            '[' | ']' => has_link,
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
            '~' => after == Some('~') || before == Some('~'),
            _ => false,
        };
        let begins = begins_line
            && ((place == 0 && matches!(c, '#' | '+' | '-' | '>' | '=' | '*'))
                || (place == digits && place > 0 && matches!(c, '.' | ')')));
        if is_markup || begins {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
