# Was aus einer Datei von LimeSurvey geworden ist: ein Satz für jeden Code.
# Die Werte kommen mit dem Bericht; im Englischen stehen dieselben Schlüssel mit denselben Werten.

## The report as a whole

lss-counts = { $taken } übernommen, { $approximated } angenähert, { $lost } ohne Entsprechung
lss-taken-over = übernommen
lss-approximated = angenähert
lss-no-counterpart = ohne Entsprechung

## Parts of the file

lss-part-answer = Antwort `{ $code }`
lss-part-assessment = Auswertung `{ $name }`
lss-part-attribute = Attribut `{ $name }`
lss-part-comment = Kommentar
lss-part-condition = Bedingung `{ $id }`
lss-part-default = Vorgabewert
lss-part-default-of = Vorgabewert von `{ $special }`
lss-part-group = Gruppe `{ $title }`
lss-part-languages = Sprachen
lss-part-mails = E-Mail-Vorlagen
lss-part-order = Reihenfolge
lss-part-other = „Sonstiges“
lss-part-parameter = Parameter `{ $name }`
lss-part-pattern = Muster
lss-part-quota = Quote `{ $name }`
lss-part-section = Abschnitt `{ $section }`
lss-part-setting = Einstellung `{ $name }`
lss-part-subquestion = Teilfrage `{ $code }`
lss-part-text = Text `{ $text }`
lss-part-value = Vorgabewert `{ $value }`
lss-part-words = LimeSurveys eigene Wörter

## Types of questions

lss-type-array = Matrix
lss-type-array-10 = Matrix (10 Punkte)
lss-type-array-5 = Matrix (5 Punkte)
lss-type-array-change = Matrix (Zunahme/Gleich/Abnahme)
lss-type-array-column = Matrix nach Spalten
lss-type-array-dual = Matrix mit zwei Skalen
lss-type-array-numbers = Matrix (Zahlen)
lss-type-array-texts = Matrix (Texte)
lss-type-array-yes-no = Matrix (Ja/Nein/Unsicher)
lss-type-date = Datum
lss-type-display = Textanzeige
lss-type-dropdown = Liste (Klappliste)
lss-type-equation = Gleichung
lss-type-gender = Geschlecht
lss-type-huge-text = sehr langer Text
lss-type-language = Sprachwahl
lss-type-list = Liste (Optionsfelder)
lss-type-list-comment = Liste mit Kommentar
lss-type-long-text = langer Text
lss-type-multiple = Mehrfachauswahl
lss-type-multiple-comments = Mehrfachauswahl mit Kommentaren
lss-type-number = Zahl
lss-type-numbers = mehrere Zahlen
lss-type-points = 5 Punkte
lss-type-ranking = Rangfolge
lss-type-short-text = kurzer Text
lss-type-texts = mehrere kurze Texte
lss-type-unknown = unbekannter Typ `{ $letter }`
lss-type-upload = Dateien hochladen
lss-type-yes-no = Ja/Nein

## What they become

lss-becomes-calculation = die Berechnung `{ $name }`
lss-becomes-choice = die Antwortmöglichkeit `{ $value }`
lss-becomes-column = eine Spalte: ein Feld in jeder Zeile
lss-becomes-date = das Datum `{ $name }`
lss-becomes-end = das vorzeitige Ende `{ $name }`
lss-becomes-field = das Feld `{ $name }`
lss-becomes-fields = ein Feld für jede Teilfrage, in der Gruppe `{ $name }`
lss-becomes-geopoint = ohne Karte: Breite und Länge, `{ $name }`
lss-becomes-group = die Gruppe `{ $name }`
lss-becomes-guidance = steht in der weiteren Hilfe
lss-becomes-hint = steht in der Hilfe
lss-becomes-link = ein Link im Text am Ende
lss-becomes-list = die Liste `{ $name }`
lss-becomes-matrices = zwei Matrizen untereinander, in der Gruppe `{ $name }`
lss-becomes-matrix = die Matrix `{ $name }`
lss-becomes-multiple = die Mehrfachauswahl `{ $name }`
lss-becomes-note = der Hinweistext `{ $name }`
lss-becomes-note-empty = es gibt nichts zu beantworten, deshalb der Hinweistext `{ $name }`
lss-becomes-number = die Zahl `{ $name }`
lss-becomes-other = die Antwortmöglichkeit `{ $value }` mit dem Text `{ $name }`
lss-becomes-page = die Seite `{ $name }`
lss-becomes-place = ein Platz der Rangfolge
lss-becomes-quota = die Quote `{ $name }`, einmal täglich gezählt und nicht, während jemand antwortet
lss-becomes-ranking = die Rangfolge `{ $name }`
lss-becomes-row = die Zeile `{ $name }`
lss-becomes-row-groups = eine Gruppe von Feldern für jede Zeile, in der Gruppe `{ $name }`
lss-becomes-row-multiples = eine Mehrfachauswahl für jede Zeile, in der Gruppe `{ $name }`
lss-becomes-text = der Text `{ $name }`
lss-becomes-text-empty = es gibt nichts auszuwählen, deshalb das Textfeld `{ $name }`
lss-becomes-thanks = die Seite mit dem Dank
lss-becomes-unit = die Einheit des Feldes
lss-becomes-upload = eine Datei unserer Arten und Größen, `{ $name }`
lss-becomes-welcome = die Begrüßungsseite
lss-group-empty = die Gruppe hat keine Fragen und fällt weg
lss-group-shuffled = LimeSurvey mischt die Gruppen von `{ $group }`; hier behalten sie ihre Reihenfolge
lss-orphan = gehört zu keiner Frage
lss-page-empty = nichts davon ist übrig, deshalb gibt es dafür keine Seite
lss-rows-unread = { $count ->
        [one] eine Zeile wird
       *[other] { $count } Zeilen werden
    } nicht gelesen
lss-unasked = fällt weg, weil es dort nichts zu beantworten gibt

## Questions, rows and answers

lss-all-ranked = `{ $value }`: hier wird alles in eine Rangfolge gebracht
lss-always-asked = wird immer gefragt, ohne die Bedingung `{ $source }`
lss-answer-value = ihr Code kann hier kein Wert sein; er wird zu `{ $value }`
lss-any-number = jede Zahl zwischen den Grenzen wird angenommen
lss-asked-when = wird gefragt bei `{ $expression }`
lss-categories = die Überschriften ihrer Antworten stehen vor jeder Antwort
lss-comments = jeder Kommentar ist ein Textfeld nach den Antwortmöglichkeiten
lss-conditions = ihre Bedingungen fallen weg
lss-count-checked = wie viele Antworten es sein müssen, wird geprüft, sobald es eine gibt
lss-default-language = in jeder Sprache derselbe: der der Grundsprache
lss-default-unfit = der Vorgabewert `{ $value }` passt zu keiner Antwortmöglichkeit
lss-encrypted = verschlüsselt: das sind alle Antworten, bis sie abgegeben werden
lss-equation-empty = ihr Wert bleibt leer, ohne die Gleichung `{ $source }`
lss-exclusive = `{ $code }` schließt alle anderen aus
lss-filter-empty = `{ $source }` hat keinen dieser Codes
lss-filter-hides = was nicht zutrifft, wird verborgen, nicht abgeschaltet gezeigt
lss-filtered = nach den Antworten auf `{ $source }`
lss-in-columns = in { $columns } Spalten
lss-is = aus `{ $source }` wird `{ $expression }`
lss-language-switch = fällt weg, denn die Sprache lässt sich auf jeder Seite wechseln
lss-mandatory = verpflichtend
lss-most-characters = höchstens { $length } Zeichen
lss-never-asked = wird nie gefragt, wie in LimeSurvey
lss-never-shown = wird nie gezeigt; der Vorgabewert bleibt
lss-never-stored = wird nie gefragt; Vorgabewerte werden nicht gespeichert
lss-no-limits = zwischen { $min } und { $max } liegt keine Zahl; es gibt keine Grenzen
lss-no-number = `{ $value }` ist keine Zahl
lss-no-question = es gibt keine Frage `{ $code }`
lss-no-text = es gibt keinen Text; der Code wird gezeigt
lss-none-such = es gibt kein `{ $name }`
lss-not-shuffled = die Felder werden nicht gemischt
lss-other-any-text = bei „Sonstiges“ wird jeder Text angenommen
lss-default-no-answer = die Antwort `{ $code }` gibt es nicht
lss-other-default = `{ $value }`: der Text von „Sonstiges“ ist am Anfang leer
lss-other-first = am Anfang
lss-other-last = nach allen anderen Antworten
lss-other-optional = der Text bei „Sonstiges“ darf leer bleiben
lss-own-result = das hinge vom eigenen Ergebnis ab
lss-points = die Punkte der Antworten: es gibt hier keine Auswertung
lss-poles = die Texte an beiden Enden der Zeile stehen davor
lss-row-default = der Vorgabewert `{ $value }`: Zeilen haben hier keinen
lss-scale-empty = die zweite Skala hat keine Antworten
lss-script = das Skript fällt weg
lss-shown-by = gezeigt vom Hinweistext `{ $name }`
lss-shuffled = gemischt
lss-slider-default = der Vorgabewert
lss-sliders = die Schieberegler sind Skalen
lss-softly-mandatory = weich verpflichtend: LimeSurvey fragt noch einmal nach, wenn nichts angegeben wird; hier darf es leer bleiben
lss-sorted = nach dem Alphabet der Grundsprache sortiert, in jeder Sprache
lss-source = `{ $source }`
lss-theme = die Aufmachung `{ $theme }` ändert nur die Darstellung
lss-tip = wird gesagt, wenn eine Antwort nicht passt

## Attributes that nothing takes over

lss-not-for-type = `{ $value }`: wird bei dieser Art von Frage nicht übernommen
lss-only-assessment = `{ $value }`: es gibt hier keine Auswertung
lss-only-display = `{ $value }`: ändert nur die Darstellung
lss-only-editor = `{ $value }`: betrifft nur die Bearbeitung und den Export in LimeSurvey
lss-only-heading = `{ $value }`: Überschriften einer Rangfolge gibt es hier nicht
lss-only-map = `{ $value }`: es gibt hier keine Karten
lss-only-order = `{ $value }`: Fragen behalten hier ihre Reihenfolge
lss-only-print = `{ $value }`: betrifft nur den Ausdruck
lss-only-statistics = `{ $value }`: betrifft nur LimeSurveys Statistik
lss-only-sums = `{ $value }`: Summen werden hier nicht gezeigt
lss-only-time = `{ $value }`: die Zeit für eine Antwort ist hier nicht begrenzt
lss-only-upload = `{ $value }`: was hochgeladen werden darf, ist hier festgelegt
lss-unknown-attribute = `{ $value }`: dieses Attribut ist hier nicht bekannt

## The survey and its settings

lss-languages = { $codes }
lss-mails = { $count ->
        [one] ein Text
       *[other] { $count } Texte
    }: Briefe werden geschrieben, wenn eingeladen wird
lss-no-assessment = es gibt hier keine Auswertung
lss-no-parameters = Antworten werden nicht aus der Adresse einer Seite übernommen
lss-page-per-group = eine Seite für jede Gruppe
lss-page-per-question = eine Seite für jede Frage
lss-quota-action = die Aktion `{ $action }` von LimeSurvey ist nicht bekannt; hier endet die Befragung
lss-quota-empty = keine Frage, nach der die Befragung enden könnte
lss-quota-every-page = LimeSurvey prüft sie bei jeder Seite; hier endet die Befragung, wenn die letzte ihrer Fragen beantwortet ist
lss-quota-hidden = LimeSurvey prüft sie auch, wenn eine verborgene Frage ihren Wert bekommt; hier endet die Befragung nach der Seite ihrer letzten Frage
lss-quota-inactive = sie ist nicht aktiv und fehlt deshalb: Grenze { $limit } für { $cell }
lss-quota-no-limit = ihre Grenze `{ $limit }` ist keine ganze Zahl
lss-quota-soft = wer abgewiesen wird, kann zurückgehen und die Antwort ändern
lss-say-who-asks = `{ $value }`: schreiben Sie unter `publisher`, wer fragt
lss-set-absent = `{ $value }`: das gibt es hier nicht
lss-set-anonymous = `{ $value }`: Antworten sind hier immer anonym
lss-set-back = `{ $value }`: Befragte können immer zurückgehen
lss-set-drafts = `{ $value }`: Antworten bleiben in einem Entwurf, bis sie abgegeben werden
lss-set-end-page = `{ $value }`: am Ende steht immer eine Seite
lss-set-field-phase = `{ $value }`: das wird festgelegt, wenn die Umfrage ins Feld geht
lss-set-later = `{ $value }`: Befragte können immer später weitermachen
lss-set-look = `{ $value }`: das Aussehen ist das dieser Installation
lss-set-no-answer = `{ $value }`: „keine Antwort“ lässt sich nicht auswählen; was nicht verpflichtend ist, darf leer bleiben
lss-set-no-mail = `{ $value }`: zu einzelnen Antworten gibt es keine E-Mails
lss-set-no-results = `{ $value }`: Befragte sehen keine Ergebnisse
lss-set-not-stored = `{ $value }`: mit Antworten werden weder Zeiten noch Adressen noch vorher besuchte Seiten gespeichert
lss-set-print = `{ $value }`: Befragte drucken, was sie sehen
lss-set-shown = `{ $value }`: das wird immer gezeigt
lss-set-submitted = `{ $value }`: was abgegeben ist, wird hier nicht geändert
lss-set-watched = `{ $value }`: Befragte werden hier nicht beobachtet
lss-words-english = LimeSurveys eigene Wörter (ja, Sonstiges …) sind in `{ $language }` englisch

## Texts

lss-expression-in-text = `{"{"}{ $script }{"}"}` im Text
lss-foreign-language = der Text in `{ $language }`, keiner Sprache der Umfrage
lss-formatting-dropped = Formatierung in einem Ausdruck des Textes fällt weg
lss-in-text = im Text
lss-stays-in-text = `{"{"}{ $script }{"}"}` bleibt im Text stehen
lss-text-field = das Eingabefeld `{ $name }`
lss-text-link = der Link auf `{ $to }` (nur https, mailto und tel)
lss-text-media = `{ $name }` von `{ $source }`
lss-text-picture = das Bild `{ $source }`
lss-text-script = ein Skript
lss-text-table = eine Tabelle (ihre Zeilen sind Absätze geworden)
lss-within-tag = `{ $insert }` in einer Formatierung des Textes

## Expressions

lss-expr-alphabet = `{ $text }` wird nach dem Alphabet verglichen
lss-expr-assigns = `{ $sign }` würde eine Antwort ändern; `==` vergleicht
lss-expr-delimiters = das Muster `{ $pattern }` steht nicht zwischen zwei gleichen Zeichen
lss-expr-ends = der Ausdruck hört zu früh auf
lss-expr-in-a-row = mehr als { $most } `{ $sign }` folgen aufeinander
lss-expr-neither = `{ $text }` ist weder eine Zahl noch eine Variable
lss-expr-no-answer = `{ $name }` steht hier für keine Antwort
lss-expr-no-comparison = es gibt keinen Vergleich `{ $sign }`
lss-expr-none = `{ $what }` hat keine Entsprechung
lss-expr-participants = Angaben über Teilnehmende gibt es hier nicht: kein `{ $name }`
lss-expr-parts = der Ausdruck hat mehr als { $most } Teile
lss-expr-several = `{ $name }` steht für mehrere Antworten
lss-expr-unexpected = `{ $found }` wird hier nicht erwartet
lss-expr-unique = `unique` mit mehr als { $most } Antworten
lss-note-case = nur lateinische Buchstaben werden groß oder klein
lss-note-order = verschiedene Texte werden nicht geordnet: der Vergleich ergibt 0 oder 1
lss-note-plain = Antworten sind immer reiner Text, deshalb wird nichts maskiert oder entfernt
lss-note-thousands = Zahlen werden ohne Tausenderpunkte geschrieben
lss-note-trim = `trim` macht auch aus mehreren Leerzeichen im Text eines
lss-note-zeros = gerundete Zahlen haben am Ende keine Nullen
