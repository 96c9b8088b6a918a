//! What people call the types of XLSForm, in German and in the words of other tools, for "did you mean".

/// What other programs call some types.
pub(super) const WORDS: &[(&[&str], &str)] = &[
    (&["number", "numeric", "zahl", "ganzzahl"], "integer"),
    (&["float", "real", "double", "dezimalzahl"], "decimal"),
    (&["textarea", "longtext", "freitext"], "text"),
    (&["datum"], "date"),
    (&["uhrzeit", "zeit"], "time"),
    (&["hinweis", "info"], "note"),
    (&["skala", "schieberegler"], "range"),
    (&["bild", "foto", "photo"], "image"),
    (&["datei"], "file"),
    (&["standort", "ort"], "geopoint"),
    (&["berechnung"], "calculate"),
    (&["gruppe"], "begin_group"),
    (&["wiederholung"], "begin_repeat"),
];

/// The same of types that a list follows.
pub(super) const COMMANDS: &[(&[&str], &str)] = &[
    (
        &[
            "choice",
            "select",
            "radio",
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
            "checkbox",
            "checkboxes",
            "multiselect",
            "mehrfachauswahl",
            "select_mehrere",
            "select_many",
        ],
        "select_multiple",
    ),
    (&["rangfolge", "reihenfolge", "ranking"], "rank"),
];
