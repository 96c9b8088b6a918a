//! What LimeSurvey writes itself and its files do not hold: "Yes", "Other", "Please comment".

use super::source::Local;

/// A word of LimeSurvey's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Yes,
    No,
    Uncertain,
    Female,
    Male,
    Increase,
    Same,
    Decrease,
    Other,
    Comment,
    Thanks,
    Privacy,
    Survey,
}

/// Each language's words in the order of [`Word`].
const WORDS: [(&str, [&str; 13]); 12] = [
    (
        "en",
        [
            "Yes",
            "No",
            "Uncertain",
            "Female",
            "Male",
            "Increase",
            "Same",
            "Decrease",
            "Other",
            "Comment",
            "Thank you",
            "Data protection",
            "Survey",
        ],
    ),
    (
        "de",
        [
            "Ja",
            "Nein",
            "Unsicher",
            "Weiblich",
            "Männlich",
            "Zunahme",
            "Gleich",
            "Abnahme",
            "Sonstiges",
            "Kommentar",
            "Vielen Dank",
            "Datenschutz",
            "Umfrage",
        ],
    ),
    (
        "fr",
        [
            "Oui",
            "Non",
            "Incertain",
            "Féminin",
            "Masculin",
            "Augmenté",
            "Sans changement",
            "Diminué",
            "Autre",
            "Commentaire",
            "Merci",
            "Protection des données",
            "Enquête",
        ],
    ),
    (
        "es",
        [
            "Sí",
            "No",
            "Dudoso",
            "Femenino",
            "Masculino",
            "Aumentar",
            "Igual",
            "Disminuir",
            "Otro",
            "Comentario",
            "Gracias",
            "Protección de datos",
            "Encuesta",
        ],
    ),
    (
        "it",
        [
            "Sì",
            "No",
            "Incerto",
            "Femmina",
            "Maschio",
            "Aumenta",
            "Uguale",
            "Diminuisce",
            "Altro",
            "Commento",
            "Grazie",
            "Protezione dei dati",
            "Indagine",
        ],
    ),
    (
        "nl",
        [
            "Ja",
            "Nee",
            "Onzeker",
            "Vrouw",
            "Man",
            "Toename",
            "Gelijk",
            "Afname",
            "Anders",
            "Opmerking",
            "Dank u wel",
            "Gegevensbescherming",
            "Enquête",
        ],
    ),
    (
        "pt",
        [
            "Sim",
            "Não",
            "Incerto",
            "Feminino",
            "Masculino",
            "Aumentar",
            "Igual",
            "Diminuir",
            "Outro",
            "Comentário",
            "Obrigado",
            "Proteção de dados",
            "Inquérito",
        ],
    ),
    (
        "pl",
        [
            "Tak",
            "Nie",
            "Niepewne",
            "Kobieta",
            "Mężczyzna",
            "Wzrost",
            "Bez zmian",
            "Spadek",
            "Inne",
            "Komentarz",
            "Dziękujemy",
            "Ochrona danych",
            "Ankieta",
        ],
    ),
    (
        "ru",
        [
            "Да",
            "Нет",
            "Не уверен",
            "Женский",
            "Мужской",
            "Увеличение",
            "Без изменений",
            "Уменьшение",
            "Другое",
            "Комментарий",
            "Спасибо",
            "Защита данных",
            "Опрос",
        ],
    ),
    (
        "uk",
        [
            "Так",
            "Ні",
            "Не впевнений",
            "Жіноча",
            "Чоловіча",
            "Збільшення",
            "Без змін",
            "Зменшення",
            "Інше",
            "Коментар",
            "Дякуємо",
            "Захист даних",
            "Опитування",
        ],
    ),
    (
        "tr",
        [
            "Evet",
            "Hayır",
            "Kararsız",
            "Kadın",
            "Erkek",
            "Artış",
            "Aynı",
            "Azalış",
            "Diğer",
            "Yorum",
            "Teşekkürler",
            "Veri koruma",
            "Anket",
        ],
    ),
    (
        "et",
        [
            "Jah",
            "Ei",
            "Ebakindel",
            "Naine",
            "Mees",
            "Suurenenud",
            "Sama",
            "Vähenenud",
            "Muu",
            "Kommentaar",
            "Täname",
            "Andmekaitse",
            "Küsitlus",
        ],
    ),
];

/// A word in these languages, in English where we do not know it.
pub(super) fn word(word: Word, languages: &[String]) -> Local {
    let english = WORDS.first().map(|(_, words)| words);
    languages
        .iter()
        .filter_map(|language| {
            let words = words_of(language).or(english)?;
            Some((language.clone(), (*words.get(word as usize)?).to_owned()))
        })
        .collect()
}

/// Whether LimeSurvey's own words are known in a language.
pub(super) fn is_known(language: &str) -> bool {
    words_of(language).is_some()
}

fn words_of(language: &str) -> Option<&'static [&'static str; 13]> {
    let main = language.split('-').next().unwrap_or_default();
    WORDS.iter().find(|(known, _)| *known == main).map(|(_, words)| words)
}
