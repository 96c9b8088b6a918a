
# Fragebögen: die Liste
questionnaires-title = Fragebögen
questionnaires-lead = Hier entstehen Fragebögen. Befragte sehen nichts davon, bis Sie veröffentlichen.
questionnaires-written = In Arbeit
questionnaires-none = Noch kein Fragebogen
questionnaires-none-text = Fangen Sie mit einer Vorlage an: Fragen, Einwilligung und Datenschutz sind schon ausgefüllt und lassen sich alle ändern.
questionnaires-changed = zuletzt geändert am { $day }
questionnaires-edit = Bearbeiten
questionnaires-copy = Kopieren
questionnaires-delete = Löschen
questionnaires-begin = Neuer Fragebogen
questionnaires-from-template = Aus einer Vorlage
questionnaires-template = Vorlage
questionnaires-begin-template = Mit der Vorlage beginnen
questionnaires-from-file = Aus einer Datei
questionnaires-file = Datei
questionnaires-file-help = XLSForm (.xlsx, .xls, .csv, .md), LimeSurvey (.lss) oder unser JSON, höchstens 4 MB. Auch was noch Fehler hat, wird eingelesen und gezeigt.
questionnaires-begin-file = Datei einlesen
questionnaires-from-nothing = Leer
questionnaires-begin-empty = Leer beginnen
questionnaires-refused = Daraus wird noch kein Fragebogen:
questionnaires-no-file = Es wurde keine Datei gewählt.
questionnaires-unknown-file = „{ $name }“ ist keine Datei, die wir lesen: Wählen Sie eine mit der Endung .xlsx, .xls, .csv, .md, .lss oder .json.
questionnaires-untitled = Fragebogen ohne Titel
questionnaires-first-page = Erste Seite
questionnaires-delete-title = „{ $title }“ löschen?
questionnaires-delete-text = Der Entwurf und alle seine Änderungen werden gelöscht. Was daraus veröffentlicht wurde, bleibt. Das lässt sich nicht rückgängig machen.

# Der Editor
editor-draft = Entwurf
editor-saved-at = gespeichert um { $time }
editor-saved-on = gespeichert am { $day }, { $time }
editor-failed = Nicht gespeichert, wir versuchen es weiter
editor-not-done = Das kam nicht an. Drücken Sie noch einmal.
editor-refused = Nicht gespeichert: siehe die Meldung
editor-too-long = Nicht gespeichert: Der Text ist zu lang. Er steht noch hier; kürzen oder teilen Sie ihn.
editor-signed-out = Nicht gespeichert: Sie sind abgemeldet. Melden Sie sich in einem neuen Fenster an, Ihre Eingabe bleibt hier.
editor-undo = Rückgängig: { $what }
editor-undo-nothing = Rückgängig: nichts
editor-redo = Wiederholen: { $what }
editor-redo-nothing = Wiederholen: nichts
editor-check = Prüfen
editor-to-publish = Zur Veröffentlichung
editor-list = Alle Fragebögen
editor-back = Zurück zum Entwurf
editor-outline = Gliederung
editor-outline-show = zeigen
editor-errors-short = Fehler
editor-warnings-short = Hinweise
editor-preview = Vorschau
editor-preview-title = Vorschau der Seite, wie Befragte sie sehen
editor-preview-note = Zeigt, was gespeichert ist. Was Sie darin antworten, bleibt unter sich.
editor-preview-alone = In eigenem Fenster
editor-preview-wide = am Schreibtisch
editor-preview-dark = dunkel
library-title = Aus einem anderen Fragebogen
library-lead = Was Sie übernehmen, kommt als Kopie hinter die Stelle, an der Sie gerade sind, oder in die Gruppe. Antwortlisten kommen mit. Namen bleiben, wo sie hier frei sind: So lassen sich die Antworten vergleichen.
library-from = Fragebogen
library-search = Text oder Name
library-show = Anzeigen
library-nothing = Darin kommt das nicht vor.
library-count = { $n ->
    [one] eine Frage
   *[other] { $count } Fragen
}
library-page = Die ganze Seite
library-take = Übernehmen
editor-as-text = Als Text (JSON)
editor-language = Texte auf:
editor-more = Weitere Einstellungen ({ $count } gesetzt)
editor-sections = Abschnitte ({ $count })
editor-ends = Enden ({ $count })
editor-quotas = Quoten ({ $count })
editor-lists = Antwortlisten ({ $count })
editor-save = Speichern
editor-up = Nach oben
editor-down = Nach unten
editor-duplicate = Verdoppeln
editor-remove = Löschen
editor-to-page = Auf eine andere Seite
editor-move = Verschieben
editor-new-question = Neu dahinter
editor-new-inside = Neu darin
editor-add-question = Frage hinzufügen
editor-add-page = Seite hinzufügen
editor-new-part = Neu in diesem Fragebogen
editor-files = Als Datei:
editor-files-zip = JSON mit Bildern und Tönen (ZIP)
editor-publisher-fill = Angaben der Organisation einsetzen
editor-publisher-hint = Setzt Kontakt, Impressum und Datenschutzhinweise der Organisation ein, wo hier nichts steht. Was schon da ist, bleibt.
editor-publisher-none = Ihre Organisation hat noch keine Angaben. Jemand mit der Rolle „Verwaltung“ schreibt sie auf die Seite „Organisation“.
editor-publisher-full = Hier steht schon alles, wozu die Organisation Angaben in diesen Sprachen hat.
editor-add-section = Abschnitt hinzufügen
editor-add-end = Vorzeitiges Ende hinzufügen
editor-add-quota = Quote hinzufügen
editor-list-users = Diese Liste haben: { $questions }.
editor-problems = Prüfung
editor-problems-here = Prüfung dieser Stelle
editor-counts = { $errors } Fehler, { $warnings ->
    [one] ein Hinweis
   *[other] { $warnings } Hinweise
}
editor-sound = Nichts gefunden: Der Fragebogen lässt sich so veröffentlichen.
editor-error = Fehler
editor-warning = Hinweis
editor-none = –
editor-questionnaire = Titel, Impressum, Datenschutz
editor-choices = Antworten
editor-rows = Zeilen
editor-list-name = Liste
editor-shared = Diese Liste haben auch andere: { $questions }. Was Sie hier ändern, ändert sich überall.
editor-own-list = Eigene Liste daraus machen
editor-many = Die Liste hat { $count } Einträge und wird hier nicht gezeigt.
editor-no-items = Noch keine.
editor-value = Wert
editor-text = Text
editor-item-value = Wert { $number }
editor-item-text = Text { $number }
editor-item-right = Text rechts { $number }
editor-item-up = { $number } nach oben
editor-item-down = { $number } nach unten
editor-item-drop = { $number } entfernen
editor-new-choices = Weitere Antworten
editor-new-rows = Weitere Zeilen
editor-new-items-help = Eine je Zeile. Aus Word oder Excel einfügen geht: eine Spalte mit dem Text, oder Wert und Text.
editor-add-choices = Antworten hinzufügen
editor-add-rows = Zeilen hinzufügen
editor-no-number = { $field }: „{ $typed }“ ist keine Zahl.
editor-conflict = { $field }, { $what }: Jemand anders hat das inzwischen geändert, es steht dort jetzt „{ $now }“. Ihre Eingabe ist noch hier. Speichern Sie noch einmal, wenn Ihre gelten soll.
editor-too-many = Auf einmal gehen höchstens { $most } Zeilen. Fügen Sie die Liste in Teilen ein oder lesen Sie sie als Datei ein.
editor-too-large = So würde der Fragebogen zu groß: Er darf 4 MB haben.
misfit-absent = { $what } gibt es nicht mehr; jemand anders hat es gelöscht. Rückgängig holt es zurück.
misfit-taken = { $what } gibt es schon. Wählen Sie einen anderen Namen.
misfit-ambiguous = { $what } gibt es mehrmals. Geben Sie jedem einen eigenen Namen.
misfit-misplaced = Dorthin lässt es sich nicht stellen.
misfit-deep = Tiefer lässt es sich nicht verschachteln.
misfit-id = Namen werden im Feld „Name“ geändert.
misfit-unfit = { $path }: { $why }
edit-set = { $field } ({ $what })
edit-rename = Name von { $what }
edit-insert = Neues in { $what }
edit-remove = Löschen von { $what }
edit-move = Verschieben von { $what }
edit-duplicate = Verdoppeln von { $what }
edit-languages = Sprachen
edit-replace = Der ganze Text
media-image = Bild
media-big-image = großes Bild
media-audio = Ton
media-video = Film
media-help = Bilder als png, jpg oder webp mit bis zu 10 MB; sie werden verkleinert, und Ort und Zeit der Aufnahme gehen verloren. Töne als mp3, m4a oder ogg und Filme als mp4 oder webm mit bis zu 10 MB. Nicht alle sehen ein Bild: Was es zeigt, muss auch im Text stehen.
media-absent = die Datei fehlt
media-remove = Entfernen
media-remove-this = { $what } entfernen
media-of-choices = Bilder und Töne zu den Antworten
edit-several = { $first } und { $more } mehr
sort-questionnaire = Fragebogen
sort-section = Abschnitt
sort-page = Seite
sort-question = Frage
sort-row = Zeile
sort-part = Teil
sort-end = Ende
sort-quota = Quote
sort-list = Liste
sort-choice = Antwort
condition-join = Regeln verknüpfen mit
condition-all = UND – alle müssen gelten
condition-any = ODER – eine genügt
condition-and = und
condition-or = oder
condition-new = Neue Regel: Frage
condition-question = Regel { $number }: Frage
condition-how = Vergleich
condition-value = Antwort
condition-drop = Regel { $number } entfernen
condition-source = Als Ausdruck
condition-nested = Das können Regeln nicht sagen; es bleibt ein Ausdruck.
condition-means = Heißt: { $rules }.
rule-is = ist
rule-is-not = ist nicht
rule-ticked = enthält
rule-not-ticked = enthält nicht
rule-at-least = ist mindestens
rule-at-most = ist höchstens
rule-greater = ist größer als
rule-less = ist kleiner als
rule-answered = ist beantwortet
rule-unanswered = ist nicht beantwortet
rule-quoted = „{ $text }“
role-of-direction = Richtung des Umzugs: 1 zugezogen, 2 weggezogen
role-of-group = Gruppe der Auswertung
role-of-origin = Ort vor dem Umzug
role-of-destination = Ort nach dem Umzug
role-of-reason-group = Gründe: Hauptbereiche, die eine Rolle spielten
role-of-reason = Gründe: angekreuzt, als Codes des Codeplans
role-of-reason-other = Gründe: „Anderes“ eines Bereichs als Text
role-of-reason-side = Gründe: alter oder neuer Ort
role-of-reason-importance = Gründe: wie wichtig ein Bereich war
role-of-reason-main = Gründe: der wichtigste
role-of-reason-second = Gründe: der zweitwichtigste
role-of-reason-trigger = Gründe: der Anlass für den Zeitpunkt
role-of-reason-open = Gründe: in eigenen Worten
role-of-image = Bild der Region: Aussage oder Gegensatzpaar
role-of-image-word = Bild der Region: ein Wort, das einfällt
role-of-image-valence = Bild der Region: ob dieses Wort gut oder schlecht ist
role-of-recommend = Weiterempfehlung von 0 bis 10
role-of-transparency-important = Angebote: wie wichtig ein Bereich ist
role-of-transparency-known = Angebote: wie bekannt sie sind
role-of-transparency-findable = Angebote: wie leicht sie zu finden sind
role-of-transparency-used = Angebote: wie oft genutzt
role-of-transparency-satisfied = Angebote: wie zufrieden
role-of-transparency-overall = Angebote: Überblick insgesamt
role-of-transparency-channel = Angebote: auf welchen Wegen man davon erfährt
role-of-transparency-late = Angebote: zu spät erfahren
role-of-offer-known = Ein bestimmtes Angebot: ob bekannt
role-of-lever = Was zum Bleiben oder Zurückkommen bewegt
role-of-return = Rückkehrabsicht
role-of-stay = Bleibeabsicht
role-of-source = Wie jemand von der Umfrage erfuhr
role-of-stratum = Schicht für die Gewichtung
level- = nach der Art der Frage
level-nominal = Kategorien ohne Reihenfolge
level-ordinal = Kategorien mit Reihenfolge
level-scale = Zahlen
flag-no = nein
flag-yes = ja
flag-when = wenn der Ausdruck daneben gilt
missing-label-8 = Weiß nicht
missing-label-7 = Keine Angabe
missing-label-6 = Trifft nicht zu
missing-code-8 = Weiß nicht (−8)
missing-code-7 = Keine Angabe (−7)
missing-code-6 = Trifft nicht zu (−6)
order- = wie geschrieben
order-rotate = an zufälliger Stelle begonnen
order-shuffle = gemischt
mirror- = je Zeile
mirror-battery = alle Zeilen zusammen
mirror-never = nie
part-year = Jahr
part-month = Monat
part-day = Tag
kind-select_one = Einfachauswahl
kind-select_multiple = Mehrfachauswahl
kind-matrix = Matrix
kind-differential = Polaritätsprofil
kind-integer = Ganze Zahl
kind-decimal = Kommazahl
kind-text = Freitext
kind-date_parts = Datum in Teilen
kind-lookup = Suche in langer Liste
kind-consent = Einwilligung
kind-note = Hinweis ohne Frage
kind-calculate = Berechnung
kind-group = Gruppe von Fragen
kind-repeat = Wiederholung
kind-date = Datum
kind-time = Uhrzeit
kind-date_time = Datum und Uhrzeit
kind-rank = Rangfolge
kind-range = Skala
kind-acknowledge = Bestätigung
kind-geopoint = Ort auf der Erde
kind-upload = Datei
kind-metadata = Angabe zum Gerät
kind-hidden = Verborgener Wert
kind-foreign = Aus einem anderen Programm
prop-kind = Art der Frage
prop-name = Name
prop-label = Text
prop-hint = Hilfe
prop-guidance = Weitere Hilfe
prop-unit = Einheit
prop-media = Bild, Ton oder Film
prop-short = Kurzer Name
prop-required_message = Wenn die Pflichtangabe fehlt
prop-constraint_message = Wenn die Antwort nicht angenommen wird
prop-relevant = Wird gestellt, wenn
prop-required = Pflicht
prop-constraint = Bedingung für die Antwort
prop-calculation = Berechnung
prop-trigger = Auslöser
prop-default = Vorgabe
prop-read_only = Nur zu lesen
prop-choice_filter = Filter der Antworten
prop-count = Wie oft
prop-min = Kleinster Wert
prop-max = Größter Wert
prop-step = Schritt
prop-max_length = Höchstens so viele Zeichen
prop-choices = Liste der Antworten
prop-order = Reihenfolge
prop-mirror = Pole tauschen
prop-seed = Startwert der Mischung
prop-other = „Sonstiges, und zwar“ nach
prop-missing = Ausweichantworten
prop-stem = Stamm der Spalten
prop-role = Rolle in der Auswertung
prop-item = Schlüssel der Rolle
prop-level = Messniveau
prop-sensitive = Besonders schutzbedürftig
prop-quasi_identifier = Könnte mit anderem erkennbar machen
prop-off = Nicht gestellt
prop-hidden = Nicht im Export
prop-metadata = Was es enthält
prop-upload = Art der Datei
prop-max_pixels = Längere Seite in Bildpunkten
prop-multiline = Mehrere Zeilen
prop-appearance = Aussehen (XLSForm)
prop-title = Titel
prop-intro = Einleitung
prop-section = Abschnitt
prop-core = Gehört zum Kern
prop-right = Rechter Pol
prop-part = Teil des Datums
prop-value = Wert
prop-exclusive = Schließt andere aus
prop-after = Nach der Seite
prop-when = Wenn
prop-text = Text
prop-keep = Antworten behalten
prop-disposition = Ausgang
prop-skip = Überspringt
prop-version = Bezeichnung der Fassung
prop-languages = Sprachen
prop-publisher = Wer fragt
prop-publisher-name = Wer fragt
prop-publisher-unit = Stelle
prop-publisher-contact = Ansprechperson
prop-publisher-phone = Telefon
prop-publisher-email = E-Mail
prop-publisher-hours = Sprechzeiten
prop-publisher-imprint = Impressum
prop-publisher-privacy = Datenschutzhinweise
prop-welcome = Erste Seite
prop-welcome-title = Überschrift der ersten Seite
prop-welcome-lead = Warum wir Sie fragen
prop-thanks = Letzte Seite
prop-thanks-title = Überschrift der letzten Seite
prop-thanks-text = Was mit den Antworten geschieht
editor-text-stale = Jemand anders hat den Fragebogen inzwischen geändert. Ihr Text ist noch hier. Speichern Sie noch einmal, wenn er gelten soll.
editor-text-help = Die Eigenschaften stehen in docs/questionnaires.md. Was hier gelöscht wird, holt Rückgängig zurück.

# Veröffentlichen
publish-title = Veröffentlichen
publish-unsound = { $n ->
    [one] Ein Fehler hält den Fragebogen noch zurück.
   *[other] { $count } Fehler halten den Fragebogen noch zurück.
}
publish-withheld = Nicht veröffentlicht wird, was noch nicht geprüft ist: { $languages }.
publish-new = Als neue Umfrage
publish-new-text = Mit eigener Adresse, eigenem Zeitraum und eigenen Antworten. Was im Feld ist, bleibt, wie es ist.
publish-new-button = Neue Umfrage anlegen
publish-running = In einer Umfrage, die es schon gibt
publish-survey = Umfrage
publish-compare = Vergleichen
publish-lead = { $survey } läuft mit Fassung { $number }. Bis Sie unten bestätigen, ändert sich für Befragte nichts.
publish-same = Das ist die Fassung, die im Feld ist: Es gibt nichts zu veröffentlichen.
publish-changes = { $all ->
    [0] Nur die Bezeichnung der Fassung ist eine andere
    [one] Eine Änderung
   *[other] { $all } Änderungen
}{ $heavy ->
    [0] {""}
    [one] , eine davon braucht eine neue Fassung
   *[other] , { $heavy } davon brauchen eine neue Fassung
}
publish-marks = Sortiert nach Gewicht. Durchgestrichen fällt weg, unterstrichen kommt dazu.
publish-tag-breaks = bricht gespeicherte Antworten
publish-tag-new = neue Fassung nötig
publish-tag-text = nur Text
publish-structural = Wer schon begonnen hat, antwortet bis zum Ende auf die Fassung, mit der er begonnen hat. Wer neu beginnt, bekommt diese. Im Export stehen beide nebeneinander; was es in einer Fassung nicht gab, hat dort −4.
publish-minor = Es gilt sofort für alle, auch für begonnene Befragungen. Gespeicherte Antworten bleiben, wie sie sind.
publish-withdrawn = Die Umfrage wird nicht mehr angeboten auf: { $languages }.
publish-untrue = Das stimmt für diese Umfrage nicht: „{ $sentence }“
publish-read = Ich habe gelesen, was sich ändert.
publish-button = Veröffentlichen
publish-breaking = { $what } ist nicht, was es in Fassung { $version } der Umfrage war; gespeicherte Antworten wären nicht mehr zu lesen. Geben Sie dem Neuen einen anderen Namen oder Wert, und lassen Sie das Alte stehen oder nehmen Sie es heraus.
publish-stale = Der Fragebogen wurde inzwischen geändert. Lesen Sie noch einmal, was sich ändert.
publish-errors = Der Fragebogen hat noch Fehler.
publish-other = Die Umfrage hat einen anderen Fragebogen.
publish-breaks = Gespeicherte Antworten wären nicht mehr zu lesen.
publish-unread = Bestätigen Sie, dass Sie gelesen haben, was sich ändert.
publish-busy = Jemand anders hat gerade veröffentlicht. Vergleichen Sie noch einmal.
publish-picture = Der Fragebogen zeigt Bilder oder Töne, die es hier nicht gibt. Entfernen Sie sie im Editor, oder wählen Sie sie dort noch einmal.
diff-what-added = Hinzugefügt
diff-what-removed = Entfernt
diff-what-renamed = Umbenannt
diff-what-moved = Verschoben
diff-what-reordered = Umgestellt
diff-what-reworded = Umformuliert
diff-what-recoded = Anders verschlüsselt
diff-what-route = Bedingung geändert
diff-what-changed = Geändert
diff-subject-questionnaire = Fragebogen
diff-subject-language = Sprache
diff-subject-section = Abschnitt
diff-subject-page = Seite
diff-subject-question = Frage
diff-subject-group = Gruppe
diff-subject-repeat = Wiederholung
diff-subject-row = Zeile
diff-subject-end = Ende
diff-subject-quota = Quote
diff-subject-list = Liste
diff-subject-choice = Antwort
diff-subject-frame = Codeplan
diff-subject-code = Code
new-manuscript-choice = { $name } (in Arbeit, geändert am { $day })
audit-act-manuscript-begin = Fragebogen begonnen
audit-act-manuscript-delete = Entwurf eines Fragebogens gelöscht

# Übersetzen
translations-title = Übersetzungen
translations-lead = Geprüft heißt: Jemand anders hat den Text neben der Quelle gelesen. Entwürfe werden nicht veröffentlicht, und eine Sprache wird erst angeboten, wenn kein Text mehr fehlt.
translations-choose = Sprache wählen
translations-of-all = von { $count } geprüft
translations-count-missing = { $count ->
    [one] einer fehlt
   *[other] { $shown } fehlen
}
translations-count-drafts = { $count ->
    [one] ein Entwurf
   *[other] { $shown } Entwürfe
}
translations-count-changed = { $count ->
    [one] eine Quelle geändert
   *[other] { $shown } Quellen geändert
}
translations-count-unstated = { $shown } ohne Prüfung
translations-complete = vollständig
translations-state = Zustand
translations-state-open = nicht geprüft, zuerst Fehler
translations-state-missing = fehlt
translations-state-draft = Entwurf
translations-state-changed = Quelle geändert
translations-state-unstated = ohne Prüfung
translations-state-reviewed = geprüft
translations-state-all = alle
translations-page = Seite
translations-all-pages = alle Seiten
translations-around = um die Seiten herum
translations-query = Text oder Variable
translations-apply = Anwenden
translations-choice = Antwort { $value }
translations-missing = fehlt
translations-missing-note = Die Sprache wird nicht angeboten, solange er fehlt.
translations-unstated = ohne Prüfung
translations-draft = Entwurf
translations-changed = Quelle geändert
translations-changed-note = Seit der Prüfung ist die Quelle eine andere.
translations-changed-seen = Seit der Prüfung geändert: Durchgestrichenes fiel weg, Unterstrichenes kam dazu.
translations-reviewed = geprüft
translations-reviewed-by = von { $name }
translations-drafted-by = übersetzt von { $name }
translations-lost = Der Platzhalter { $placeholder } fehlt.
translations-confirm = Prüfung bestätigen
translations-own = Von Ihnen; jemand anders prüft.
translations-unconfirmed = Prüfung nicht bestätigt: { $why }. Was Sie eingegeben haben, ist noch hier und noch nicht gespeichert.
translations-no-language = Diese Sprache gibt es nicht mehr; jemand anders hat sie entfernt. Rückgängig holt sie zurück.
translations-save-next = Speichern und weiter
translations-range = Texte { $first }–{ $last } von { $count }
translations-previous = Zurück
translations-keys = Strg+Eingabe speichert und geht zum nächsten Text
translations-next = Weiter ohne Speichern
translations-none-fit = Hier ist nichts: Kein Text passt zur Auswahl.
translations-end = Das war der letzte Text dieser Auswahl.
translations-again = Von vorn
translations-file-out = Als Datei ausgeben
translations-file-in = Datei einlesen
translations-by-file = Übersetzen in einer Tabelle
translations-by-file-text = Die Tabelle hat je Text eine Zeile. Ändern Sie nur die Spalte „target“ und lesen Sie die Datei wieder ein: Was sich ändert, wird Ihr Entwurf.
translations-file-all = Alle Texte: { $language }
translations-file-open = Nur was fehlt oder nicht geprüft ist
translations-file = Tabelle
translations-file-help = CSV in UTF-8, höchstens 2000 geänderte Texte.
translations-no-file = Es wurde keine Datei gewählt.
translations-encoding = Die Datei ist nicht in UTF-8. Speichern Sie sie als „CSV UTF-8“.
translations-no-column = In der ersten Zeile fehlt die Spalte „{ $column }“.
translations-no-csv = Die Datei ist keine Tabelle: { $why }
translations-too-many = Es sind mehr als { $most } geänderte Texte. Teilen Sie die Datei.
translations-languages = Sprachen
translations-no-languages = Der Fragebogen hat erst eine Sprache. Fügen Sie eine hinzu, dann stehen hier alle Texte neben ihrer Übersetzung.
translations-new-language = Weitere Sprache
translations-add = Sprache hinzufügen
translations-other-languages = In diesen Sprachen ist auch alles um die Fragen herum geschrieben. Andere tragen Sie mit ihrem Kürzel in den Einstellungen des Fragebogens ein.
translations-remove = { $language } entfernen
translations-remove-ask = { $language } aus dem Fragebogen entfernen?
translations-remove-text = { $count ->
    [0] Es ist noch nichts übersetzt.
    [one] Ein Text wird mit entfernt. Rückgängig holt ihn zurück.
   *[other] { $count } Texte werden mit entfernt. Rückgängig holt sie zurück.
}
translations-remove-button = Sprache entfernen
translations-back = Zurück zu den Übersetzungen
translations-read = Eingelesene Übersetzungen
translations-read-taken = { $count ->
    [0] Nichts übernommen
    [one] Ein Text übernommen: Er ist jetzt Ihr Entwurf.
   *[other] { $count } Texte übernommen: Sie sind jetzt Ihre Entwürfe.
}
translations-read-same = { $n ->
    [one] Eine stand schon so da.
   *[other] { $count } standen schon so da.
}
translations-read-empty = { $n ->
    [one] Eine Zeile hat keine Übersetzung.
   *[other] { $count } Zeilen haben keine Übersetzung.
}
translations-read-unknown = { $count ->
    [one] Eine Zeile wurde nicht übernommen: Es gibt keinen solchen Text, oder er kommt zweimal vor.
   *[other] { $count } Zeilen wurden nicht übernommen: Es gibt keine solchen Texte, oder sie kommen zweimal vor.
}
translations-read-lines = Zeile:
translations-read-texts = Was sich geändert hat
translations-read-first = Die ersten { $count }
editor-to-translations = Übersetzen
edit-state = Prüfung einer Übersetzung

# Kommentare
comments-title = Kommentare
comments-open = { $count ->
    [0] Kommentare: keiner offen
   *[other] Kommentare: { $count } offen
}
comments-done = { $count ->
    [one] Ein erledigter
   *[other] { $count } erledigte
}
comments-done-by = erledigt: { $name }, { $moment }
comments-short = { $count ->
    [one] offener Kommentar
   *[other] offene Kommentare
}
comments-all = Alle Kommentare
comments-none = Noch hat niemand etwas angemerkt. Kommentieren lässt sich im Editor unter jeder Frage, Seite und Liste.
comments-gone = nicht mehr da: { $key }
comments-new = Kommentar für Kolleginnen und Kollegen
comments-begin = Kommentieren
comments-answer = Antworten
comments-your-answer = Ihre Antwort
comments-send = Antwort senden
comments-finish = Erledigt
comments-reopen = Wieder öffnen
comments-empty = Der Kommentar ist leer. Schreiben Sie, worum es geht.
comments-too-long = Der Kommentar ist zu lang: höchstens { $most } Zeichen.
comments-too-many = Der Fragebogen hat schon { $most } Kommentare; mehr passen nicht.
comments-absent = Diese Stelle oder dieser Kommentar ist nicht mehr da. Was Sie geschrieben haben, ist noch hier.
editor-wording = Verständlichkeit
editor-length = { $usual ->
    [one] etwa eine Minute
   *[other] etwa { $usual } Minuten
}, am Telefon { $phone }

# Pretest
comments-guest = Pretest: { $name }
comments-nameless = Pretest, ohne Namen
comments-gone-on-page = { $place } (dort, nicht mehr da: { $key })
pretests-title = Pretest
pretests-lead = Ein Link, mit dem andere den Fragebogen ohne Konto durchgehen und kommentieren. Ihre Antworten werden nicht gespeichert und stehen in keiner Auswertung.
pretests-new = Neuer Link
pretests-frozen = Wer den Link öffnet, sieht den Fragebogen so, wie er jetzt ist, mit allen Sprachen. Was Sie später ändern, steht erst im nächsten Link.
pretests-last-day = Letzter Tag
pretests-last-day-hint = Höchstens 60 Tage. Sie können den Link jederzeit vorher beenden.
pretests-make = Link machen
pretests-made-title = Der Link ist fertig
pretests-once = Kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt. Wer ihn hat, kann den Fragebogen lesen und kommentieren.
pretests-links = Links
pretests-none = Noch gibt es keinen Link. Machen Sie oben einen und schicken Sie ihn den Leuten, die den Fragebogen prüfen sollen.
pretests-number = Link { $number }
pretests-running = offen bis { $day }
pretests-over = vorbei seit { $day }
pretests-ended = beendet
pretests-counts = begonnen: { $began }, bis zum Ende: { $finished }, Kommentare: { $comments }
pretests-made = { $name }, { $moment }
pretests-end = Beenden
pretests-errors = { $count ->
    [one] Der Fragebogen hat noch einen Fehler. Beheben Sie ihn zuerst: im Editor unter „Prüfen“.
   *[other] Der Fragebogen hat noch { $count } Fehler. Beheben Sie sie zuerst: im Editor unter „Prüfen“.
}
pretests-day = Nennen Sie einen Tag von heute bis zum { $latest }.
pretests-too-many-running = Es sind schon { $most } Links offen. Beenden Sie erst einen.
pretests-too-many = Dieser Fragebogen hatte schon { $most } Links. Legen Sie eine Kopie des Fragebogens an und machen Sie dort weiter.
audit-act-pretest-begin = Link für einen Pretest gemacht
audit-act-pretest-end = Link für einen Pretest beendet
