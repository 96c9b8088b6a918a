//! What the codes of the US Current Population Survey mean that frames compare their reasons with.

/// NXTRES, the main reason for moving, as it is numbered since 2020: code, German and English.
const REASONS: [(u32, &str, &str); 20] = [
    (1, "Familienstand geändert", "change in marital status"),
    (2, "eigener Haushalt", "to establish own household"),
    (3, "anderer familiärer Grund", "other family reason"),
    (4, "Beziehung ohne Trauschein", "relationship with unmarried partner"),
    (5, "neue Stelle oder Versetzung", "new job or job transfer"),
    (6, "Arbeitssuche oder Verlust der Stelle", "to look for work or lost job"),
    (7, "näher an der Arbeit", "closer to work, easier commute"),
    (8, "Ruhestand", "retired"),
    (9, "anderer beruflicher Grund", "other job-related reason"),
    (10, "Eigentum statt Miete", "wanted to own, not rent"),
    (11, "neuere, bessere oder größere Wohnung", "newer, better or larger dwelling"),
    (12, "bessere Umgebung, weniger Kriminalität", "better neighborhood, less crime"),
    (13, "billigeres Wohnen", "cheaper housing"),
    (14, "Zwangsversteigerung oder Räumung", "foreclosure or eviction"),
    (15, "anderer Grund des Wohnens", "other housing reason"),
    (16, "Studium begonnen oder beendet", "to attend or leave college"),
    (17, "anderes Klima", "change of climate"),
    (18, "Gesundheit", "health reasons"),
    (19, "Naturkatastrophe", "natural disaster"),
    (20, "anderer Grund", "other reason"),
];

/// The meaning of a code in German and English; nothing where there is no such code.
pub fn cps_reason(code: u32) -> [&'static str; 2] {
    let known = REASONS.iter().find(|(known, ..)| *known == code);
    known.map_or(["", ""], |(_, de, en)| [*de, *en])
}
