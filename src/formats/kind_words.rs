//! What people call kinds of questions, in German and in the words of other tools, for "did you mean". Both
//! formats of ours have these kinds under one name; each adds what it calls otherwise.

/// What people call something, and what we do.
pub(super) type Called = (&'static [&'static str], &'static str);

const KINDS: &[Called] = &[
    (
        &[
            "choice",
            "single",
            "single_choice",
            "singlechoice",
            "radio",
            "dropdown",
            "select",
            "likert",
            "yesno",
            "yes_no",
            "boolean",
            "auswahl",
            "einzelauswahl",
            "einfachauswahl",
            "select_eins",
            "select_eine",
        ],
        "select_one",
    ),
    (
        &[
            "multiple",
            "multiple_choice",
            "multiplechoice",
            "multiselect",
            "checkbox",
            "checkboxes",
            "mehrfachauswahl",
            "mehrfach",
            "select_mehrere",
            "select_many",
        ],
        "select_multiple",
    ),
    (&["ranking", "order", "rangfolge", "reihenfolge"], "rank"),
    (&["int", "number", "numeric", "zahl", "ganzzahl"], "integer"),
    (&["float", "real", "double", "dezimalzahl", "kommazahl"], "decimal"),
    (&["string", "textarea", "open", "email", "longtext", "freitext", "textfeld"], "text"),
    (&["slider", "scale", "nps", "rating", "skala", "schieberegler"], "range"),
    (&["datum"], "date"),
    (&["uhrzeit", "zeit"], "time"),
    (&["info", "html", "display", "hinweis"], "note"),
    (&["location", "gps", "standort", "ort"], "geopoint"),
    (&["formula", "equation", "berechnung"], "calculate"),
];

/// What a word means that somebody wrote in the place of a kind; `own` is what one format alone has.
pub(super) fn kind_called(word: &str, own: &[Called]) -> Option<&'static str> {
    let word = word.to_lowercase();
    let mut all = own.iter().chain(KINDS);
    all.find(|(words, _)| words.contains(&word.as_str())).map(|(_, ours)| *ours)
}
