# Was Autorinnen und Autoren von Fragebögen erfahren: ein Satz für jeden Code.
# Die Werte kommen mit dem Problem; im Englischen stehen dieselben Schlüssel mit denselben Werten.

## The frame of every sentence

severity-error = Fehler
severity-warning = Warnung
place-file = die Datei
place-line = Zeile { $line }, Spalte { $column }
place-path-line = { $path } (Zeile { $line }, Spalte { $column })
place-beside = { $path } ({ $file })
place-beside-line = { $path } ({ $file }, Zeile { $line })
place-beside-column = { $path } ({ $file }, Zeile { $line }, Spalte { $column })
place-row = { $sheet } Zeile { $row }
place-column = { $sheet } Zeile { $row }, Spalte { $column }
place-sheet-column = { $sheet }, Spalte { $column }
place-within = { $place } bei { $line }:{ $column }

## Names, kinds, texts and conditions: what the check of a questionnaire finds

no-column = keine Antwortmöglichkeit der Liste `{ $list }` hat `{ $name }`: es ist leer
write-reference = für eine Antwort schreiben Sie `${"{"}{ $name }{"}"}`
write-reference-or-text = für einen Text schreiben Sie `'{ $name }'`, für eine Antwort `${"{"}{ $name }{"}"}`
write-text = ein Text steht in Anführungszeichen: `'{ $value }'`
write-value-of-label = `{ $label }` ist die Beschriftung einer Antwort; schreiben Sie ihren Wert, `'{ $value }'`
write-call = schreiben Sie `{ $call }`
value-never = `${"{"}{ $name }{"}"}` ist nie `{ $value }`: keine Antwort hat diesen Wert
value-always-other = `${"{"}{ $name }{"}"}` ist immer etwas anderes als `{ $value }`: keine Antwort hat diesen Wert
column-never = keine Antwort hat `{ $value }` in der Spalte `{ $column }`, also trifft das nie zu
column-always-other = keine Antwort hat `{ $value }` in der Spalte `{ $column }`, also trifft das immer zu
column-of-no-answer = keine Antwort hat in der Spalte `{ $column }`, was zu `{ $name }` geantwortet werden kann
value-alone = das gilt nur, wenn bei `{ $name }` neben `{ $value }` nichts anderes angekreuzt ist
value-alone-not = das gilt auch, wenn bei `{ $name }` `{ $value }` zusammen mit anderem angekreuzt ist
write-selected = schreiben Sie `selected(${"{"}{ $name }{"}"}, '{ $value }')` für eine von mehreren
label-of-value = `{ $label }` ist die Beschriftung; ihr Wert ist `{ $value }`
values-are = ihre Werte sind { $values }
value-not-so = so viel oder so wenig ist kein Wert von `${"{"}{ $name }{"}"}`, das gilt also nie
value-order-several = `{ $name }` hat mehrere Werte, das gilt also nur, wenn einer davon allein angekreuzt ist
write-count = schreiben Sie `count-selected(${"{"}{ $name }{"}"})` für die Anzahl der angekreuzten, `selected(${"{"}{ $name }{"}"}, '{ $value }')` für einen davon
literal-no-date = `{ $value }` ist kein Datum, also liegt nichts davor, danach oder darauf
literal-not-stored = `{ $subject }` wird nie `{ $value }` geschrieben
literal-year = { $value } zählt hier Tage seit 1970 und ist kein Jahr
literal-bare-date = `{ $value }` ohne Anführungszeichen ist eine Subtraktion und kein Datum
literal-alone = `{ $value }` steht allein neben `{ $word }` und wird mit nichts verglichen
write-condition = schreiben Sie `{ $condition }`
write-compared = sagen Sie, womit es verglichen wird, wie in `${"{"}frage{"}"} = { $value }`
literal-no-number = `{ $value }` ist keine Zahl, also ist nichts mehr, weniger oder ebenso viel
write-number = schreiben Sie Ziffern, vor Nachkommastellen einen Punkt
time-compared = `{ $subject }` ist eine Uhrzeit und keine Zahl, liegt also weder vor noch nach dem, was hier steht, und ist ihm nie gleich
write-decimal-time = vergleichen Sie `decimal-time({ $subject })` mit `decimal-time('{ $value }')`
call-no-date = `{ $value }` ist kein Datum, also gibt `{ $function }` nichts
no-such-day = einen solchen Tag hat der Kalender nicht: der letzte des Monats ist `{ $last }`
call-no-time = `{ $value }` ist keine Uhrzeit, also gibt `{ $function }` nichts
no-meaning = `{ $name }` bedeutet hier nichts
has-no-answer = das hat keine Antwort
several-answers = das hat mehrere Antworten; schreiben Sie `${"{"}{ $row }{"}"}`
text-no-pipe = `{ $near }` steht so im Text: das ist kein `${"{"}name{"}"}`
write-pipe = für die Antwort schreiben Sie `${"{"}{ $name }{"}"}`
not-an-email = `{ $email }` ist keine E-Mail-Adresse
not-a-phone = `{ $phone }` ist keine Telefonnummer
no-variable = `${"{"}{ $name }{"}"}` gibt es nicht
move-question = bis dahin ist es leer; verschieben Sie die Frage oder die Bedingung
asked-later = `{ $name }` wird erst auf einer späteren Seite gefragt
self-in-constraint = das ist die Antwort in einem `constraint`
no-self = `.` bedeutet hier nichts
no-own-result = eine Bedingung oder Berechnung darf nicht von ihrem eigenen Ergebnis abhängen
cycle = ein Kreis: { $names }
exchange-bounds = tauschen Sie `min` und `max`
too-many-instances = { $count }-mal gestellt; höchstens { $most }-mal geht
most-choices = `max` { $max } ist keine Anzahl von Antworten; möglich sind ganze Zahlen ab 1
bounds-exchanged = zwischen { $min } und { $max } liegt keine Antwort
bound-of-itself = eine Grenze darf nicht von der Antwort abhängen, die sie begrenzt
most-of-fewer = `max` { $max } ist mehr, als es Antworten gibt: { $offered }
no-length = mit `max_length` 0 kann niemand antworten
default-refused = die Frage kann nicht mit `{ $value }` vorbelegt sein: Ihre Seite nimmt das nicht an
default-of-several = eine Frage der Art `{ $kind }` hat mehrere Antworten und darum kein `default`
default-whole = eine ganze Zahl beginnt nicht mit `{ $value }`, sondern mit `{ $whole }`
default-write = schreiben Sie es wie `{ $example }`
default-between = möglich ist { $min } bis { $max }
default-least = möglich ist { $min } oder mehr
default-most = möglich ist { $max } oder weniger
default-choices = höchstens möglich: { $most }
default-steps = die Punkte der Skala haben den Abstand { $step }
default-length = möglich sind { $max } Zeichen
default-exclusive = eine der Antworten steht für sich allein
default-ranking = eine Rangfolge nennt jede Antwort einmal
default-constraint = `{ $constraint }` gilt für ihn nicht
role-kind = die Rolle `{ $role }` kann nicht an einer Frage der Art `{ $kind }` stehen
role-kinds = sie kann an { $kinds } stehen
role-twice = die Rolle `{ $role }` kommt zweimal vor; `{ $first }` hat sie schon
role-one = geben Sie sie einer Frage; die Auswertung liest eine
direction-values = `{ $name }` hat die Rolle `direction` und kann etwas anderes als 1 und 2 sein
direction-is = 1 ist ein Zuzug, 2 ein Wegzug; wo mehr gefragt wird, rechnen Sie es mit einem `calculate` aus
role-without-item = eine Frage mit der Rolle `{ $role }` braucht ein `item`
item-not-in-frame = der Schlüssel `{ $item }` steht nicht im Codeplan
there-are = es gibt { $names }
item-alone = den Schlüssel `{ $item }` gibt es in keinem anderen Schritt, zu dem dieser gehört
item-twice = den Schlüssel `{ $item }` gibt es mit dieser Rolle schon; im Export gälte nur eine Antwort
reasons-uncoded = diese Werte stehen nicht im Codeplan, der Export hat für sie keinen Code: { $values }
codes-of-frame = nehmen Sie sie in den Codeplan auf, oder bieten Sie seine Codes an: `{"{"} "frame": "…" {"}"}`
code-twice = den Code { $code } gibt es in diesem Codeplan schon
code-no-main = der Code { $code } gehört zur Kategorie { $main }, und die gibt es nicht
code-no-group = der Code { $code } gehört zur Gruppe { $group }, und die gibt es nicht
item-is = der Lebensbereich, die Hauptkategorie oder der Code, um den es in der Zeile geht
row-without-item = die Rolle dieser Frage braucht in jeder Zeile ein `item`
row-without-pole = eine Zeile eines Polaritätsprofils braucht den rechten Pol `right`
missing-not-offered = die Frage bietet { $code } nicht an: `missing` nennt es nicht
missing-picked = -8 weiß nicht, -7 keine Angabe, -6 trifft nicht zu
missing-is-value = `{ $value }` ist hier ein Code für fehlende Werte und zugleich ein Wert
missing-moved = `{ $name }` kann Zahlen von -9 bis -1 enthalten: In Dateien sind seine Codes für fehlende Werte { $first } bis { $last }
missing-anything = diese können jede Zahl enthalten, auch -9 bis -1; darum sind in Dateien ihre Codes für fehlende Werte { $first } bis { $last }: { $names }
missing-far = sagen Sie mit `min` oder `constraint`, was es mindestens sein muss, dann bleiben die üblichen Codes
missing-beside = das Codebuch des Exports nennt sie
missing-not-picked = { $code } ist kein Fehlcode, den jemand auswählen kann
missing-is-choice = { $code } steht schon in der Liste und wird als Antwort angeboten: lassen Sie es hier weg
no-choice = die Liste hat keine Antwortmöglichkeit `{ $other }`
no-list = es gibt keine Liste `{ $list }`
bracket-empty = `{ $kind }` hat keine Fragen
value-twice = den Wert `{ $value }` gibt es in dieser Liste schon
value-plain = ein Wert ist nicht leer und hat keine Leerzeichen, weil mehrere nebeneinander gespeichert werden
not-a-value = `{ $value }` ist kein Wert
list-empty = die Liste ist leer
list-frame-unread = der Codeplan `{ $frame }` wurde nicht gelesen
list-file-unread = die Datei `{ $file }` wurde nicht gelesen
column-derived = die Spalte der Antwort `{ $value }` heißt in den Daten `{ $column }`, da Statistikprogramme ihren Wert nicht in einem Namen halten oder eine andere ebenso heißt
list-unused = keine Frage verwendet diese Liste
name-length = SPSS, Stata und R zusammen nehmen höchstens { $most }
name-long = `{ $name }` hat { $length } Zeichen
name-held = beginnen Sie mit einem Buchstaben und verwenden Sie nur a–z, Ziffern und _
name-not-held = SPSS und Stata nehmen den Namen `{ $name }` nicht
name-of-a-variable = beginnen Sie mit einem Buchstaben und verwenden Sie nur Buchstaben, Ziffern und _
not-a-variable = `{ $name }` ist kein Name einer Variablen
not-an-id = `{ $id }` ist keine Kennung
id-of-one-word = schreiben Sie ein Wort ohne Leerzeichen
id-twice = die Kennung `{ $id }` gibt es schon
id-of-another = ohne eigene Kennung hat `{ $id }` die eines anderen
id-comes-from = { $first } hat sie; geben Sie hier eine eigene `id` an
name-of-a-machine = beginnen Sie mit einem Kleinbuchstaben und verwenden Sie nur a–z, 0–9, _ und -
name-of-a-machine-as = schreiben Sie `{ $write }`: er beginnt mit einem Buchstaben und hat nur a–z, 0–9, _ und -
not-a-name = `{ $name }` ist kein Name
name-comes-from = er kommt von { $first }
name-twice = den Namen `{ $name }` gibt es schon
choose-another = jede Datei mit Antworten hat eine Spalte dieses Namens; wählen Sie einen anderen
name-reserved = der Name `{ $name }` ist vergeben
name-of-form = der Name `{ $name }` ist den Formularen der Seiten vorbehalten
name-without-underscore = lassen Sie ihn mit einem Buchstaben beginnen
name-of-field = `{ $name }` ist ein Feld der Frage `{ $of }` auf derselben Seite
name-without-point = schreiben Sie `_` statt des Punktes
section-before = sie zählt zum Abschnitt der Seite davor
page-without-section = die Seite nennt keinen Abschnitt
page-never-shown = von dieser Seite ist nie etwas zu sehen
page-empty = die Seite hat keine Fragen
move-questions = verschieben Sie die Fragen auf eine eigene Seite
pages-and-questions = eine Seite enthält entweder Fragen oder Seiten, nicht beides
no-section = es gibt keinen Abschnitt `{ $section }`
page-twice = die Seite `{ $name }` gibt es schon
name-of-a-page = beginnen Sie mit einem Buchstaben und verwenden Sie nur Buchstaben, Ziffern, _ und -
no-page = es gibt keine Seite `{ $page }`
no-page-at-all = es gibt keine Seite
frame-file-unread = die Datei `{ $file }` wurde nicht gelesen
add-language = nehmen Sie sie in `languages` auf
not-a-language = `{ $language }` ist keine Sprache dieses Fragebogens
in-more-places = auch an { $more ->
        [one] 1 weiteren Stelle
       *[other] { $more } weiteren Stellen
    }
translation-missing = die Übersetzung in `{ $language }` fehlt
translation-draft = die Übersetzung in `{ $language }` ist ein Entwurf: sie wird nicht veröffentlicht
translation-changed = seit die Übersetzung in `{ $language }` geprüft wurde, ist die Quelle anders: sie wird nicht veröffentlicht
translation-language-draft = { $drafts ->
    [one] eine Übersetzung in `{ $language }` ist ein Entwurf: sie wird nicht veröffentlicht
   *[other] { $drafts } Übersetzungen in `{ $language }` sind Entwürfe: sie werden nicht veröffentlicht
    }
translation-placeholder = in `{ $language }` fehlt `{ $lost }`, deshalb kann die Übersetzung nicht geprüft sein
translation-write-placeholder = schreiben Sie `{ $lost }` an seine Stelle in der Übersetzung
translation-nowhere = diese Angabe zu `{ $language }` gilt keinem Text, der da ist
translation-twice = zu diesem Text in `{ $language }` steht schon etwas da; es gilt das spätere
translation-of-first = `{ $language }` ist die erste Sprache: aus ihr wird übersetzt
translation-by-nobody = geprüft in `{ $language }`, aber es steht nicht da, von wem
translation-same-person = `{ $name }` hat übersetzt und kann nicht selbst prüfen
translation-read-other = Quelle oder Übersetzung sind inzwischen andere: lesen Sie noch einmal, was jetzt da steht
translation-other-person = lassen Sie jemand anderen prüfen
no-text = es steht kein Text da
write-missing = schreiben Sie `missing.{ $code }` an den Anfang des Fragebogens
missing-unlabelled = { $code } hat keine Beschriftung
file-without-text = es gibt eine Datei, aber keinen Text
say-in-words = sagen Sie in Worten, was zu sehen oder zu hören ist: nicht alle sehen und hören es
choice-unlabelled = `{ $value }` hat keine Beschriftung; gezeigt wird der Wert
write-publisher = die Befragten müssen es erfahren: schreiben Sie `name`, `contact`, `privacy` und `imprint`
no-welcome = die erste Seite sagt nichts über diese Umfrage
write-welcome = sie nennt nur den Titel; schreiben Sie unter `welcome`, wer fragt, wozu, wie lange es dauert und was mit den Antworten geschieht
no-thanks = die letzte Seite sagt nichts über diese Umfrage
write-thanks = sie bestätigt nur, dass die Antworten angekommen sind; schreiben Sie unter `thanks`, wie es weitergeht
mark-unknown = `{"{"}{ $word }{"}"}` ist keine Bedingung für einen Absatz und wird als Text gezeigt
mark-not-here = Bedingungen in Klammern bedeuten hier nichts und werden als Text gezeigt
marks-belong = schreiben Sie sie ins Impressum oder in die Datenschutzhinweise, in Vorspann oder Fakten von `welcome`, in Text oder Schritte von `thanks`
marks-are = es gibt { $marks }, auch mit `not` davor
no-publisher = es steht nicht da, wer fragt
page-untitled = die Seite hat keine Überschrift
upload-default = hinter einem Vorgabewert ist keine Datei
pixels-possible = Bilder werden auf { $least } bis { $most } Pixel verkleinert
pixels-of-image = nur ein `image` hat `max_pixels`
did-you-mean = meinten Sie `{ $near }`?
did-you-mean-variable = meinten Sie `${"{"}{ $near }{"}"}`?
no-language = es gibt keine Sprache
write-languages = schreiben Sie zum Beispiel ["de", "en"]
language-interface = Knöpfe und Meldungen gibt es nicht in `{ $code }`: Rund um die Fragen stehen sie in `{ $others }`
language-misspelt = in dieser Schreibweise kennen Programme `{ $code }` nicht
language-unreachable = niemand kann `{ $code }` wählen: Das ist kein Sprachcode
language-none = `{ $code }` ist kein Sprachcode, und Texte stehen in `{ $texts }`
write-language = schreiben Sie `{ $code }`
write-language-code = schreiben Sie einen Code wie `fr` oder `ku-x-sorani` (BCP 47), in einer Kopfzeile `label::Français (fr)`
language-twice = die Sprache `{ $name }` steht schon da
section-twice = den Abschnitt `{ $name }` gibt es schon
end-twice = das Ende `{ $name }` gibt es schon
quota-twice = die Quote `{ $name }` gibt es schon
quota-like-end = ein vorzeitiges Ende heißt `{ $name }`, und die Adressen ihrer Seiten wären gleich
quota-of-none = eine Quote von 0 ist voll, bevor jemand kommt; `max` ist mindestens 1
quota-of-few = wenn eine Zelle von { $max } voll ist, sagt das etwas über sehr wenige Menschen
quota-of-more = nehmen Sie als `max` mindestens { $fewest }, so viele, wie zusammen den Pool verlassen
quotas-many = es sind { $count } Quoten, höchstens { $most } dürfen es sein
quota-ends-and-skips = eine Quote lässt Seiten weg oder beendet das Interview mit einem Text, nicht beides
quota-either = nehmen Sie `skip` weg oder `title` und `text`
quota-last = wer dazugehört, beantwortet alles, bevor das Interview endet, und nichts davon wird aufgehoben
quota-earlier = fragen Sie früher, worauf die Bedingung schaut
quota-skips-nothing = es gibt keine Seite und keinen Abschnitt `{ $name }`
quota-skips-early = zu `{ $name }` gehört eine Seite, die kommt, bevor die Quote entschieden ist, nämlich nach `{ $page }`
kind-has-no = `{ $kind }` hat kein `{ $key }`
kind-needs = `{ $kind }` braucht `{ $key }`
picture-shows-who = ein Bild kann zeigen, wer jemand ist
recording-tells-who = eine Aufnahme kann verraten, wer jemand ist
document-names-who = ein Dokument kann nennen, wer es geschrieben hat
say-no-people = sagen Sie in der Frage, was nicht darin sein darf (keine Menschen, keine Kennzeichen), und markieren Sie sie mit `quasi_identifier`
say-no-names = sagen Sie in der Frage, was nicht darin sein darf (keine Namen), und markieren Sie sie mit `quasi_identifier`
say-no-properties = sagen Sie in der Frage, was nicht darin sein darf (keine Namen, auch nicht in den Eigenschaften), und markieren Sie sie mit `quasi_identifier`
check-no-problems = keine Probleme
check-length = dauert ungefähr { $usual ->
        [one] 1 Minute
       *[other] { $usual } Minuten
    }, am Telefon { $phone } ({ $least ->
        [one] 1 Minute
       *[other] { $least } Minuten
    }, was alle gefragt werden; { $most } mit allem)
check-promised = die erste Seite sagt { $promised }
check-promised-less = die erste Seite verspricht nur { $promised }
check-language = { $language }: { $sums }
check-language-complete = vollständig
check-language-missing = { $count ->
    [one] ein Text fehlt
   *[other] { $count } Texte fehlen
    }
check-language-drafts = { $count ->
    [one] ein Entwurf
   *[other] { $count } Entwürfe
    }
check-language-changed = { $count ->
    [one] eine Quelle geändert
   *[other] { $count } Quellen geändert
    }
check-counts = { $errors } Fehler, { $warnings ->
        [one] 1 Warnung
       *[other] { $warnings } Warnungen
    }
convert-nothing-written = { $errors } Fehler, deshalb wird nichts geschrieben
convert-written = { $errors } Fehler; `{ $file }` wird trotzdem geschrieben
refused-served = { $name } kann keine Befragung werden
check-more-warnings = { $more ->
        [one] 1 weitere Warnung
       *[other] { $more } weitere Warnungen
    }: `zugvogel check` nennt alle
refused-empty = { $name } kann keine Befragung werden: Nichts darin kann gezeigt werden
check-switched-off = abgeschaltet, bis es in Ordnung ist: { $names }

## Expressions

expr-look-up-once = schlagen Sie Zeilen einmal nach, in einer eigenen Berechnung
expr-too-much-work = der Ausdruck macht zu viel Arbeit
expr-text-too-long = ein Text, den ein Ausdruck bildet, darf höchstens { $most } Bytes lang sein
expr-write-name = schreiben Sie ${"{"}name{"}"}
expr-write-from-file = schreiben Sie select_one_from_file mit einem choice_filter
expr-carries-version = jede Antwort trägt ihre Fassung
expr-no-device = vom Gerät der Befragten ist nichts bekannt
expr-no-signatures = Unterschriften gibt es hier nicht
expr-write-lower = schreiben Sie translate(…, 'ABC', 'abc') mit den Buchstaben, die vorkommen
expr-write-upper = schreiben Sie translate(…, 'abc', 'ABC') mit den Buchstaben, die vorkommen
expr-write-choice-name = für die Beschriftung einer Antwortmöglichkeit schreiben Sie jr:choice-name(${"{"}q{"}"}, '${"{"}q{"}"}')
expr-not-part = `{ $sign }` gehört nicht zur Sprache
expr-text-open = dieser Text hat kein schließendes `{ $quote }`
expr-name-and-brace = nach `${"{"}` werden ein Name und `{"}"}` erwartet
expr-name-without-blanks = schreiben Sie `${"{"}name{"}"}` mit dem Namen einer Frage und ohne Leerzeichen
expr-straight-quotes = verwenden Sie gerade Anführungszeichen: "…" oder '…'
expr-question-written = eine Frage wird als `${"{"}name{"}"}` geschrieben
expr-column-alone = Spalten werden als Namen allein geschrieben
expr-write-parent = schreiben Sie `..` für das Umgebende und einen Namen allein für das, was darin ist
expr-write-mod = schreiben Sie `mod`
expr-write-not = schreiben Sie `not(…)`
expr-write-or = schreiben Sie `or`
expr-write-and = schreiben Sie `and`
expr-write-comma = schreiben Sie `,` zwischen die Argumente einer Funktion, `and` oder `or` zwischen Bedingungen und nichts ans Ende
expr-write-empty = für das, was nicht beantwortet ist, schreiben Sie `= ''`
expr-write-mean = schreiben Sie `sum(…) div count-non-empty(…)`
expr-write-unequal = schreiben Sie `!=`
expr-write-left = davor fehlt, was verglichen wird: `. { $sign } 5` für die Antwort selbst, `${"{"}name{"}"} { $sign } 5` für eine andere
expr-write-at-least = schreiben Sie `>=`
expr-write-at-most = schreiben Sie `<=`
expr-write-between = schreiben Sie `. >= 1 and . <= 3`
expr-write-equal = schreiben Sie `=`
expr-write-div = zum Teilen schreiben Sie `div`
expr-write-times = für ein Produkt schreiben Sie `*`
expr-write-minus = schreiben Sie `-`
expr-write-point = vor Nachkommastellen steht ein Punkt: `{ $number }`
expr-write-decimal-time = um Uhrzeiten zu vergleichen, schreiben Sie `decimal-time(…)`
expr-open = dieses `{ $open }` wird nicht geschlossen
expr-value-after = nach `{ $before }` wird ein Wert erwartet
expr-value-before = vor `{ $found }` wird ein Wert erwartet
expr-empty = der Ausdruck ist leer
expr-joins-references = `|` verbindet nur Verweise wie `${"{"}name{"}"}`
expr-deep = Klammern sind mehr als { $most } tief geschachtelt
expr-closes-nothing = `{ $found }` schließt nichts
expr-divide = teilen Sie ihn in Berechnungen auf
expr-long = der Ausdruck ist länger als { $most } Bytes
expr-write-count = für die Anzahl der Wiederholungen schreiben Sie `count(${"{"}repeat{"}"})`
expr-last-inside = `last()` hat nur in `[…]` eine Bedeutung
expr-write-position-current = für die Wiederholung der Frage selbst schreiben Sie `position(current()/..)`
expr-parent-inside = `..` in `[…]` hieße: das, worin das Betrachtete steht
expr-write-position-up = für die Nummer der Wiederholung schreiben Sie `position(..)`
expr-position-inside = `position()` hat nur in `[…]` eine Bedeutung
expr-takes-reference-here = `{ $name }` nimmt hier einen Verweis wie `${"{"}name{"}"}`
expr-takes-number = `{ $name }` nimmt nach jeder Wiederholung eine Zahl
expr-no-shape = das ist keine Fläche
expr-three-points = schreiben Sie mindestens drei Punkte `Breite Länge`, durch `;` getrennt
expr-date-parts = schreiben Sie eines von %Y %y %m %n %b %d %e %a %H %h %M %S %3 %%
expr-no-date-part = `{ $code }` ist kein Teil eines Datums
expr-takes-weights = `{ $name }` nimmt nach jedem Wert ein Gewicht
expr-one-of = schreiben Sie eines von: { $words }
expr-no-word = `{ $name }` kennt `{ $word }` nicht
expr-write-in-quotes = schreiben Sie ihn in Anführungszeichen
expr-takes-file = `{ $name }` nimmt als erstes Argument den Namen einer Datei
expr-write-quoted = schreiben Sie ihn als '${"{"}name{"}"}'
expr-takes-quoted = `{ $name }` nimmt als zweites Argument einen Verweis in Anführungszeichen
expr-not-a-pattern = das ist kein Muster ({ $problem })
expr-takes-reference = `{ $name }` nimmt einen Verweis wie `${"{"}name{"}"}`
expr-no-function = die Funktion `{ $name }` gibt es nicht
expr-picks-references = `[…]` folgt nur auf Verweise
expr-name-after-slash = nach `/` wird ein Name erwartet
expr-no-star = schreiben Sie den Namen; `*` gibt es nicht
expr-rows-once = Zeilen werden an einer Stelle ausgewählt
expr-after-item = schreiben Sie `[…]` nur nach `item`
expr-path-no-rows = dieser Pfad führt zu keinen Zeilen
expr-write-instance = schreiben Sie instance('list')/root/item[…]/column
expr-takes-list = `instance` nimmt den Namen einer Liste in Anführungszeichen
expr-path-nowhere = dieser Pfad führt von hier nirgendwohin
expr-write-name-alone = schreiben Sie den Namen einer Spalte oder Frage allein, oder beginnen Sie mit `${"{"}name{"}"}`
expr-above-a-row = über einer Zeile ist nichts
expr-write-answer = für eine Antwort schreiben Sie `${"{"}name{"}"}` oder `current()/../name`
expr-up-alone = `..` allein hat keinen Wert
expr-write-up = für eine Frage schreiben Sie `../name`, für die Nummer der Wiederholung `position(..)`
expr-path-no-question = dieser Pfad nennt keine Frage
expr-write-path = schreiben Sie `/data/name` oder `${"{"}name{"}"}`
expr-takes = `{ $name }` nimmt { $count ->
        [one] 1 Argument
       *[other] { $count } Argumente
    }, nicht { $found }
expr-takes-at-least = `{ $name }` nimmt { $least ->
        [one] 1 Argument
       *[other] { $least } Argumente
    } oder mehr, nicht { $found }
expr-takes-between = `{ $name }` nimmt { $least } bis { $most } Argumente, nicht { $found }
expr-operator = vor `{ $found }` wird ein Operator erwartet
expr-operator-or-argument = vor `{ $found }` wird ein Operator, `,` oder `)` erwartet
expr-operator-or-bracket = vor `{ $found }` wird ein Operator oder `]` erwartet
expr-takes-way-up = `position` nimmt den Weg hinauf zu einer Wiederholung
expr-write-way-up = schreiben Sie `position(..)`

## Files: JSON, lists, pictures and sounds

list-no-residual = der Codeplan `{ $frame }` hat keinen Restcode { $wanted }
list-no-codes = der Codeplan `{ $frame }` hat keine solchen Codes
list-no-frame = es gibt keinen Codeplan `{ $frame }`
list-no-label-column = { $file }: die erste Zeile hat keine Spalte `{ $label }` oder `{ $label }::de`
list-no-features = { $file }: es gibt keine `features`
list-no-entity = { $file }: ein `&{ $entity };` gibt es nicht
list-document-type = { $file }: sie hat einen Dokumenttyp; der wird nicht gelesen
list-entry-without = { $file }: ein Eintrag hat kein `{ $value }`
list-columns = ihre Spalten sind { $columns }
list-no-column = { $file }: die erste Zeile hat keine Spalte `{ $column }`
list-no-value-column = { $file }: die erste Zeile hat keine Spalte `value` oder `name`
list-unreadable = { $file } lässt sich nicht lesen ({ $why })
list-no-json = { $file } lässt sich nicht lesen
list-row-length = die Zeile hat { $found ->
        [one] 1 Feld
       *[other] { $found } Felder
    }, die erste Zeile hat { $wanted }
list-rename-column = nennen Sie die Spalte `{ $near }` und nicht `{ $header }`
list-quote-open = { $file }: das Anführungszeichen, mit dem in Zeile { $line } eine Zelle beginnt, wird nicht geschlossen
csv-quote-rows = alle Zeilen bis Zeile { $last } stehen in dieser Zelle
csv-close-quote = setzen Sie ein `"` ans Ende der Zelle; ein Anführungszeichen in einer solchen Zelle wird doppelt geschrieben: `""`
file-unreadable = `{ $file }` lässt sich nicht lesen ({ $why })
file-unfit = `{ $file }` ist kein { $role } und wird deshalb nicht gezeigt
files-large = mit `{ $file }` haben alle Dateien zusammen mehr als 50 MB
file-absent = `{ $file }`: diese Datei gibt es nicht
file-put-into-folder = ohne sie wird hier nichts gezeigt; legen Sie sie in einen Ordner `NAME-media` neben `NAME.xlsx`
file-changed = `{ $name }` hat sich beim Lesen geändert
file-no-format = `{ $file }` ist keines von png, jpg, webp, mp3, m4a, ogg, mp4, webm und wird deshalb nicht gezeigt
file-large = `{ $file }` hat mehr als { $megabytes } MB und wird deshalb nicht gezeigt
file-false-name = `{ $file }` ist nicht, was der Name sagt, und wird deshalb nicht gezeigt
file-damaged = `{ $file }` ist beschädigt und wird deshalb nicht gezeigt
file-many-pixels = `{ $file }` hat mehr als 25 Millionen Pixel und wird deshalb nicht gezeigt
json-unwritable = der Fragebogen lässt sich nicht schreiben ({ $why })
json-no-field = das Feld `{ $field }` gibt es hier nicht; es gibt { $known }
json-unfit = das passt hier nicht ({ $why })
json-ends-early = das JSON hört zu früh auf
json-syntax = das ist kein JSON
json-rest-unread = was danach kommt, wurde nicht gelesen: prüfen Sie noch einmal, wenn es behoben ist
json-no-colon = hier muss ein `:` zwischen einem Namen und seinem Wert stehen
json-no-comma-in-list = hier muss ein `,` oder `]` stehen
json-no-comma-in-object = hier muss ein `,` oder `{"}"}` stehen
json-no-value = hier muss ein Wert stehen, Texte in geraden doppelten Anführungszeichen
json-no-name = hier muss ein Name in doppelten Anführungszeichen stehen wie "title"
json-comma-too-many = vor der schließenden Klammer steht ein Komma zu viel
json-goes-on = das Dokument ist hier schon zu Ende
json-bad-number = das ist keine Zahl
json-great-number = die Zahl ist zu groß
json-deep = es ist zu tief verschachtelt
json-control-sign = ein Text geht nicht in der nächsten Zeile weiter und hat keine Tabulatoren; schreiben Sie `\n` für eine neue Zeile
json-bad-escape = ein `\` im Text schreibt man als `\\`
json-not-utf8 = das ist kein Text in UTF-8
json-save-utf8 = speichern Sie die Datei als UTF-8
json-keep-one = nur das letzte würde gelten: lassen Sie eines davon stehen oder fassen Sie sie zusammen
json-no-word = `{ $word }` gibt es hier nicht; es gibt { $known }
json-missing = das Feld `{ $field }` fehlt
json-twice = das Feld `{ $field }` steht zweimal da
json-text-not = hier muss ein Text stehen, nicht `{ $found }`
json-truth-not = hier muss `true` oder `false` stehen, nicht `{ $found }`
json-list-not = hier muss eine Liste `[…]` stehen, nicht `{ $found }`
json-write-list = schreiben Sie `[{ $value }]`
json-write-unquoted = schreiben Sie `{ $value }`, ohne Anführungszeichen
json-write-quoted = schreiben Sie `"{ $value }"`, in Anführungszeichen
json-number-not = hier muss eine Zahl stehen, nicht `{ $found }`
json-whole-number-not = hier muss eine ganze Zahl von 0 bis { $most } stehen, nicht `{ $found }`
json-object-not = hier muss ein Objekt `{"{"}…{"}"}` stehen, nicht `{ $found }`
json-text = hier muss ein Text stehen oder ein Objekt mit Texten nach Sprachen
json-choice-list = hier muss eine Liste von Antwortmöglichkeiten stehen, jede mit `value` und `label`, oder ein Objekt, das sagt, woher sie kommen
json-frame = hier muss ein Codeplan stehen oder ein Objekt mit der Datei, in der er steht
json-flag = hier muss `true`, `false` oder ein Ausdruck als Text stehen
json-limit = hier muss eine Zahl stehen oder ein Ausdruck als Text
file-no-questionnaire = der Name eines Fragebogens endet auf .json, .xlsx, .xls, .csv, .md oder .lss
file-is-frame = das ist ein Codeplan und kein Fragebogen
file-is-list = das ist eine Liste von Antworten und kein Fragebogen
check-its-questionnaire = prüfen Sie den Fragebogen, der sie nennt: Seine Dateien werden mit ihm geprüft
file-none = `{ $file }` ist keine Datei
questionnaire-large = die Datei hat mehr als { $megabytes } MB
file-outside = `{ $file }` muss neben dem Fragebogen oder darunter liegen
file-too-large = `{ $file }`: die Datei hat mehr als 50 MB

## Workbooks

workbook-old-excel = das alte Excel-Format wird nur gelesen; schreiben Sie stattdessen .xlsx
workbook-damaged = die Arbeitsmappe ist beschädigt
workbook-no-excel = die Datei ist keine Excel-Arbeitsmappe, oder sie ist beschädigt oder mit einem Kennwort geschützt
workbook-not-utf8 = die Datei ist kein Text in UTF-8
workbook-line-not-utf8 = Zeile { $line } ist kein Text in UTF-8; speichern Sie die Datei als UTF-8
workbook-quote-open = das Anführungszeichen, mit dem in Zeile { $line } eine Zelle beginnt, wird nicht geschlossen
workbook-unwritable = die Arbeitsmappe lässt sich nicht schreiben ({ $why })
workbook-bytes = { $found } Bytes in der Datei; höchstens { $most } werden angenommen
workbook-sheets = { $found } Blätter; höchstens { $most } werden angenommen
workbook-rows = { $found } Zeilen im Blatt `{ $sheet }`; höchstens { $most } werden angenommen
workbook-columns = { $found } Spalten im Blatt `{ $sheet }`; höchstens { $most } werden angenommen
workbook-cells = { $found } Zellen im Blatt `{ $sheet }`; höchstens { $most } werden angenommen
workbook-characters = { $found } Zeichen in Zeile { $row } im Blatt `{ $sheet }`; höchstens { $most } werden angenommen
workbook-files = { $found } Dateien in der Arbeitsmappe; höchstens { $most } werden angenommen
workbook-encrypted = die Arbeitsmappe ist verschlüsselt
workbook-texts = die Arbeitsmappe will { $found } Texte haben; höchstens { $most } werden angenommen
workbook-unpacks = die Arbeitsmappe hat entpackt mehr als { $most } Bytes
workbook-ratio = die Arbeitsmappe wird beim Entpacken { $times }-mal so groß; das { $most }-Fache wird angenommen
workbook-damaged-because = die Arbeitsmappe ist beschädigt ({ $why })

## XLSForm

form-entities-copy = kopieren Sie einen der Werte mit einer Berechnung
form-entities-apart = `{ $list }` wird in getrennten Wiederholungen verwendet (Zeile { $row })
form-entities-room = der Fragebogen und jede Gruppe oder Wiederholung haben Platz für eine Liste
form-entities-no-room = für Einträge von `{ $list }` ist kein Platz mehr
form-entities-property-twice = `{ $property }` wird schon in Zeile { $row } gespeichert
form-entities-property = `{ $property }` ist kein Name für eine Eigenschaft
form-entities-group = Gruppen und Wiederholungen lassen sich nicht in einem Eintrag speichern
form-entities-signs = es steht mehr als ein `#` da
form-entities-no-list = es gibt keine Liste von Einträgen `{ $name }`
form-entities-several = bei mehreren Listen von Einträgen schreiben Sie `list#property`
form-entities-no-sheet = um in Einträgen zu speichern, fügen Sie ein Blatt `entities` hinzu
form-entities-twice = es gibt zwei Listen von Einträgen mit dem Namen `{ $name }`
form-entities-need-label = um Einträge von `{ $name }` anzulegen, braucht es eine Beschriftung
form-entities-need-update = um `{ $name }` anzulegen oder zu ändern, braucht es ein `update_if`
form-entities-need-id = um `{ $name }` zu ändern, braucht es eine `entity_id`
form-entities-name = `{ $name }` ist kein Name für eine Liste von Einträgen
form-entities-nameless = eine Liste von Einträgen braucht einen Namen
form-entities-columns = bekannt sind list_name, label, entity_id, create_if, update_if
form-entities-no-column = eine Spalte `{ $header }` gibt es hier nicht
form-entities-kept = die Einträge von `{ $list }` werden behalten, aber es wird nichts daraus gemacht
form-no-such-place = `{ $key }` ist keine Stelle in einem Fragebogen
form-not-a-list = das ist keine Liste
form-no-value-of = das ist kein Wert von `{ $field }`
form-choices-columns = die erste Zeile nennt die Spalten: list_name, name, label …
form-no-name-column = es gibt keine Spalte `name`
form-survey-columns = die erste Zeile nennt die Spalten: type, name, label …
form-no-type-column = es gibt keine Spalte `type`
form-no-column = es gibt keine Spalte `{ $column }`
form-no-survey = es gibt kein Blatt `survey`
form-is-it = ist es `{ $like }`? nennen Sie es `{ $wanted }`
form-sheet-own = wenn nicht, nennen Sie es `_{ $like }`
form-sheet-unread = das Blatt wird nicht gelesen; meinten Sie `{ $wanted }`?
form-choice-without-list = eine Antwortmöglichkeit ohne Liste fällt weg
form-settings-above = löschen Sie sie, oder schreiben Sie es in die Zeile darüber
form-settings-one-row = Einstellungen haben eine Zeile; diese fällt weg
form-own-list = geben Sie einer der Fragen eine eigene Liste
form-search-replaces = `search()` ersetzt die Liste `{ $list }`, die `{ $name }` so braucht, wie sie ist
form-remove-one = entfernen Sie eines davon
form-search-and-file = `search()` passt nicht zu Antwortmöglichkeiten aus der Datei { $file }
form-file-twice = eine Datei `{ $name }` gibt es schon in Zeile { $first }
form-rename-one = benennen Sie eines davon um
form-at-least = `{ $key }` muss mindestens `{ $other }` sein
form-not-negative = `{ $key }` darf nicht negativ sein
form-together = { $keys } gehören zusammen
form-app = `app` muss der Name eines Android-Pakets sein, nicht `{ $app }`
form-column-name = `{ $key }` muss der Name einer Spalte sein, nicht `{ $value }`
form-seed = `seed` muss eine Zahl oder ein Verweis sein, nicht `{ $seed }`
form-seed-alone = `seed` bewirkt ohne `randomize=true` nichts
form-number = `{ $key }` muss eine Zahl sein, nicht `{ $value }`
form-whole-number = `{ $key }` muss eine ganze Zahl sein, nicht `{ $value }`
form-one-of = `{ $key }` ist { $known }, nicht `{ $value }`
form-known-are = bekannt sind { $known }
form-no-parameter = einen Parameter `{ $key }` gibt es hier nicht
form-scale-two-ends = ohne Teilstriche hat `tick_labelset` nur die beiden Enden der Skala
form-scale-choice-between = die Antwortmöglichkeit `{ $name }` von `tick_labelset` liegt nicht bei einem `{ $key }`
form-scale-choice-off = die Antwortmöglichkeit `{ $name }` von `tick_labelset` liegt nicht auf der Skala
form-scale-placeholder-within = `placeholder` muss zwischen `start` und `end` liegen
form-scale-placeholder-step = `placeholder` muss `start` und einige Schritte sein
form-scale-multiple = `tick_interval` muss ein Vielfaches von `step` sein
form-scale-wide = `{ $key }` ist größer als der Weg von `start` bis `end`
form-scale-zero = `{ $key }` darf nicht 0 sein
form-scale-digits = die Zahlen haben zu viele Stellen
form-scale-choice-number = die Antwortmöglichkeit `{ $name }` von `tick_labelset` ist keine Zahl
form-scale-no-list = für `tick_labelset` gibt es keine Liste `{ $list }`
form-scale-appearance = `{ $key }` passt nicht zum Aussehen `{ $appearance }`
form-repeat-write = schreiben Sie eine Wiederholung als `${"{"}name{"}"}`
form-repeat-target = `{ $target }` ist weder eine Liste noch eine Datei des Formulars noch eine Wiederholung
form-trigger-hidden = `${"{"}{ $name }{"}"}` wird nicht gezeigt und löst deshalb nie etwas aus
form-triggers-commas = mehrere Auslöser werden durch Kommas getrennt
form-trigger-write = schreiben Sie die Frage als `${"{"}name{"}"}`
form-trigger-reference = `{ $text }` ist kein Verweis
form-write-reference = schreiben Sie `${"{"}`, den Namen einer Frage und `{"}"}`, ohne Leerzeichen
form-reference-open = `${"{"}{ $inner }` ist kein Verweis
form-reference-by-itself = andere Programme kennen `${"{"}{ $name }{"}"}` vielleicht nicht, es entsteht von selbst
form-reference-own-name = geben Sie dem, worauf verwiesen wird, einen eigenen Namen
form-reference-twice = `${"{"}{ $name }{"}"}` gibt es mehr als einmal
form-asked-as-text = `{ $name }` wird als Text gefragt
form-always-empty = `{ $name }` ist hier immer leer
form-kept = `{ $name }` wird behalten, aber auf einer Webseite nie gefragt
form-no-external-list = das Blatt `external_choices` hat keine Liste `{ $list }`
form-no-external = es gibt kein Blatt `external_choices`
form-external-filter = `select_one_external` ist für gefilterte Listen gedacht
form-blank-in-choice = die Liste `{ $list }` hat eine Antwortmöglichkeit `{ $name }`: mit einem Leerzeichen darin ist sie nicht von zweien zu unterscheiden
form-add-choices = fügen Sie ein Blatt `choices` mit den Spalten list_name, name, label hinzu
form-no-choices-like = es gibt kein Blatt `choices`; ist es `{ $like }`?
form-other-list = `or_other` braucht eine Liste auf dem Blatt `choices`
form-other-filter = `or_other` und ein Filter passen nicht zusammen
form-no-list-file = `{ $name }` ist kein Name einer Datei .csv, .xml oder .geojson
form-choices-are-texts = eine Frage mit Antwortmöglichkeiten enthält Texte, nicht `{ $text }`
form-background-calculation = ein `background-geopoint` hat keine Berechnung
form-background-trigger = ein `background-geopoint` braucht einen Auslöser
form-media-types = bekannt sind image, big-image, audio, video
form-no-media-type = einen Medientyp `{ $kind }` gibt es nicht
form-no-label = die Frage `{ $name }` hat weder Beschriftung noch Hinweis
form-big-image = ein `big-image` braucht auch ein `image`
form-audit-name = ein Audit heißt `audit`; lassen Sie den Namen leer
form-no-calculation = es gibt keine Berechnung
form-nothing-drawn = hier wird nichts gezeichnet: `{ $word }` fragt nach einer Bilddatei
form-table-list = diese `table-list` hat die Liste `{ $list }`, also passt `{ $other }` nicht dazu
form-table-filtered = die Antwortmöglichkeiten einer `table-list` lassen sich nicht filtern
form-name-case = `{ $name }` unterscheidet sich von einem anderen Namen nur in der Groß- und Kleinschreibung
form-names-unique = Namen sind innerhalb einer Gruppe eindeutig
form-name-twice = ein `{ $name }` gibt es schon in Zeile { $first }
form-another-name = wählen Sie einen anderen Namen
form-meta = unter `meta` bewahrt ein Formular auf, was es von sich selbst weiß
form-repeat-own-name = geben Sie jeder Wiederholung einen eigenen Namen
form-repeat-twice = es gibt eine Wiederholung `{ $name }` in Zeile { $first }
form-rename-repeat = benennen Sie sie um, oder geben Sie dem Formular in den Einstellungen einen anderen `name`
form-repeat-like-form = eine Wiederholung kann nicht `{ $root }` heißen, so heißt das Formular
form-name = beginnen Sie mit einem Buchstaben oder _ und verwenden Sie nur Buchstaben, Ziffern, _, - und .
form-choice-unlabelled = die Antwortmöglichkeit `{ $name }` hat keine Beschriftung
form-allow-duplicates = benennen Sie eine um, oder setzen Sie in den Einstellungen `allow_choice_duplicates` auf yes
form-choice-twice = die Liste `{ $list }` hat `{ $name }` zweimal
form-choice-nameless = eine Antwortmöglichkeit der Liste `{ $list }` hat keinen Namen
form-encrypted = ein verschlüsseltes Formular (`public_key`) braucht seine instanceID
form-rename-or-remove = benennen Sie eine davon um, oder entfernen Sie eine
form-column-same = `{ $other }` und `{ $header }` sind dieselbe Spalte
form-column-other-name = `{ $other }` ist ein anderer Name für `{ $header }`; das gibt es auch, und es zählt
form-column-twice = es gibt zwei Spalten `{ $header }`
form-below-blank = was unter { $blank } leeren Zeilen steht, fällt weg
form-give-header = geben Sie der Spalte eine Überschrift
form-no-header = was in Spalten ohne Überschrift steht, fällt weg
form-header-below = die Überschriften der Spalten stehen in dieser Zeile und nicht in der ersten
form-delete-above = löschen Sie die Zeilen darüber
form-column-unread = aus der Spalte `{ $header }` wird nichts gelesen
form-loop-label = `{ $name }` braucht für die Schleife über seine Liste eine Beschriftung
form-loop-write = schreiben Sie die Gruppen aus, oder verwenden Sie eine Wiederholung
form-loop = eine Schleife wird als eine Gruppe je Antwortmöglichkeit gelesen
form-ends-nothing = hier hört nichts auf, was angefangen hat
form-ends-with = Gruppen enden mit `end_group`, Wiederholungen mit `end_repeat`
form-ends-wrong = das beendet nicht `{ $name }`, das in Zeile { $number } anfängt
form-write-parameters = schreiben Sie zum Beispiel `start=0 end=10`
form-no-parameters = das sind keine Parameter
form-row-nameless = die Zeile hat keinen Namen
form-no-type = einen Typ `{ $text }` gibt es nicht
form-row-empty = eine Zeile ohne Typ, Namen und Beschriftung fällt weg
form-row-untyped = die Zeile hat keinen Typ
form-use-relevant = um sie zu behalten, verwenden Sie `relevant` mit `false()`
form-row-disabled = die Zeile ist abgeschaltet und fällt weg
form-add-end = fügen Sie eine Zeile mit dem Typ `end_group` oder `end_repeat` hinzu
form-deep = `{ $name }` liegt tiefer als { $most } Gruppen in Gruppen
form-not-ended = `{ $name }` fängt an, hört aber nicht auf
form-not-told = etwas von diesem Fragebogen steht nicht in der Arbeitsmappe
form-put-beside = legen Sie sie neben das Formular; ohne sie gibt es nichts zu wählen
form-unfit = das passt nicht zu einem Fragebogen
form-loop-list = eine Schleife braucht eine Liste
form-loop-over = schreiben Sie `begin loop over LIST`
form-two-files = `{ $name }` ist hier die Datei { $file } und auch die Datei { $other }
form-list-and-file = `{ $name }` ist die Datei { $file } und auch eine Liste auf dem Blatt `choices`
form-loop-many = die Schleifen ergeben mehr als { $most } Zeilen

## LimeSurvey

lss-read-only = Dateien von LimeSurvey werden nur gelesen
lss-not-utf8 = die Datei ist nicht in UTF-8
lss-xml = das ist kein XML ({ $why })
lss-entity = `&{ $entity };` bedeutet nichts
lss-document-type = ein Dokumenttyp wird nicht angenommen
lss-ends-early = die Datei hört zu früh auf
lss-export-again = exportieren Sie die Umfrage noch einmal
lss-begins = ein Export von LimeSurvey beginnt mit `document`, nicht mit `{ $name }`
lss-deep = Elemente liegen tiefer als { $most }
lss-cells = die Datei hat mehr als { $most } Zellen

## Profiles of the simulation

profile-use-language = verwenden Sie eine seiner `languages`
profile-no-language = der Fragebogen ist nicht in `{ $language }` geschrieben
profile-use-value = verwenden Sie den Wert, nicht die Beschriftung
profile-no-choice = `{ $name }` hat keine Antwortmöglichkeit und keinen Code `{ $value }`
profile-use-trait = verwenden Sie ein vorher gezogenes Merkmal oder in Antworten eine Variable
profile-unknown-here = `{ $source }`: über `{ $name }` ist hier nichts bekannt
profile-use-weights = verwenden Sie `weights`, wo ein Wert gewählt wird
profile-ticks = `ticks` sind für Mehrfachauswahl, und nur dafür
profile-zero-or-more = schreiben Sie 0 oder mehr
profile-negative = das Gewicht { $weight } von `{ $value }` ist negativ
profile-one-way = geben Sie genau eines von `weights`, `normal`, `value`, `texts`, `ticks`
profile-how-drawn = es ist nicht klar, wie der Wert gezogen wird
profile-give-when = geben Sie ihm ein `when`, oder stellen Sie ihn ans Ende
profile-never-reached = die Fälle nach diesem werden nie erreicht
profile-name-page = verwenden Sie den Namen der Seite
profile-no-page = der Fragebogen hat keine Seite `{ $page }`
profile-probability = schreiben Sie eine Zahl von 0 bis 1
profile-no-probability = { $probability } ist keine Wahrscheinlichkeit
profile-name-variable = nennen Sie eine Frage, eine Zeile, einen Teil eines Datums oder NAME_other
profile-no-variable = der Fragebogen hat keine Variable `{ $name }`
profile-rename-trait = geben Sie dem Merkmal einen anderen Namen
profile-trait-is-variable = `{ $name }` ist der Name einer Variablen des Fragebogens

## Erhebungen und ihre Fassungen auf der Kommandozeile

survey-days = { $sort ->
        [none] ohne ersten und letzten Tag
        [from] ab { $opens }
        [until] bis { $closes }
       *[both] { $opens } bis { $closes }
    }
survey-state = { $state ->
        [planned] geplant
        [open] offen
        [paused] unterbrochen
       *[closed] beendet
    }
survey-terms = { $mode } von { $organisation }, { $codes ->
        [yes] mit Codes
       *[no] ohne Codes
    }
survey-offers = mit { $offers }
survey-wave = Welle { $wave } der Studie `{ $study }`
survey-batch = gemischt zu je { $batch }
survey-version = { $name } Fassung { $number }{ $is_labelled ->
        [yes] { " " }„{ $label }“
       *[no] { "" }
    } ({ $hash })
survey-responses = { $count ->
        [one] 1 Antwortbogen
       *[other] { $count } Antwortbögen
    }
survey-waiting = { $count ->
        [one] 1 wartet auf das Mischen
       *[other] { $count } warten auf das Mischen
    }
survey-none-yet = es gibt noch keine Erhebung: `zugvogel survey create --questionnaire DATEI --slug NAME` legt eine an
field-already = das ist schon so: { $state ->
        [open] offen
        [paused] unterbrochen
       *[closed] beendet
    }
field-not-begun = es hat noch nicht begonnen: der erste Tag ist { $first }. Öffnen Sie es erst, oder lassen Sie es, wie es ist
field-over = es ist beendet: der letzte Tag war { $last }. Öffnen Sie es erst wieder
field-gone = der letzte Tag war { $last }, mehr als { $days } Tage her: Codes und Begonnenes sind gelöscht. Legen Sie für eine weitere Welle eine neue Erhebung an
field-not-over = es ist nicht beendet. Beenden Sie es erst
field-placed = da ist es schon
field-too-early = bis zum Ende des { $until } lässt es sich wieder öffnen; erst danach kann es gelöscht werden
field-clock-leapt = die Uhr des Servers ist gesprungen. Gelöscht wird erst, wenn sie bestätigt ist (`zugvogel clock --confirm`) oder drei Tage gleichmäßig ging
field-passed = { $day } ist vorbei; der letzte Tag muss heute oder später sein. Um jetzt aufzuhören, beenden Sie es
field-backwards = { $last } liegt vor dem ersten Tag, { $first }; niemand könnte antworten
survey-is-planned = `{ $slug }` ist geplant ab { $first }{ $last }
survey-is-open = `{ $slug }` ist offen{ $last }
survey-is-paused = `{ $slug }` ist unterbrochen{ $last }: die Befragten lesen, dass sie wiederkommen sollen, und was sie begonnen haben, bleibt
survey-is-ending = `{ $slug }` ist beendet; wer begonnen hat, kann bis zum Ende des { $until } fertig werden
survey-is-closed = `{ $slug }` ist beendet, auch für die, die begonnen haben
survey-is-archived = `{ $slug }` ist im Archiv
survey-is-unarchived = `{ $slug }` ist wieder in der Liste
survey-delete-goes = gelöscht wird von `{ $slug }`: { $responses } Antworten in den Ergebnissen mit Dateien und Zählungen, was begonnen ist oder noch auf das Mischen wartet, { $invitations } Einladungen mit Codes, { $contacts } Adressen und Meldungen, vorbereitete Archive
survey-delete-stays = es bleiben: das Protokoll, der Fragebogen mit seinen Fassungen, was schon exportiert wurde, und Sicherungen, bis sie überschrieben werden; spielt jemand eine zurück, wird die Erhebung wieder gelöscht
survey-delete-ask = das lässt sich nicht zurücknehmen. Zur Bestätigung den Namen der Erhebung tippen:
survey-delete-confirm = Löschen lässt sich nicht zurücknehmen: bestätigen Sie es mit --confirm { $slug }
survey-delete-not = das ist nicht ihr Name; nichts wurde gelöscht
survey-deleted = `{ $slug }` ist gelöscht
survey-last-day = , bis { $day }
survey-no-last-day = , ohne letzten Tag
version-only-described = an den Fragen ändert sich nichts, nur daran, wie sich die Datei beschreibt, etwa an `version`
import-begun = der Fragebogen lässt sich im Browser unter /questionnaires/{ $id } bearbeiten
version-same = `{ $slug }` hat diese Fassung schon: nichts ändert sich
version-withdrawn = `{ $language }` wird nicht mehr angeboten: Texte fehlen oder sind nicht geprüft
version-ask = als neue Fassung veröffentlichen? Was begonnen ist, endet mit der Fassung davor (ja/nein)
version-say-yes = das ist mehr als Texte und Aussehen: veröffentlichen Sie es mit --yes
version-not-published = nicht veröffentlicht
version-in-field = Fassung { $number } ist im Feld{ $whom ->
        [begun] , auch für das, was begonnen ist
        [closed] , wo niemand mehr beginnen kann: die Erhebung ist beendet
        [later] : wer beginnt, wenn die Erhebung wieder Antworten annimmt, bekommt sie, und was begonnen ist, endet mit der Fassung davor
       *[now] : wer jetzt beginnt, bekommt sie, und was begonnen ist, endet mit der Fassung davor
    }
version-state = { $state ->
        [field] im Feld
        [replaced] in Texten und Aussehen ersetzt
       *[begun] für das, was mit ihr begonnen wurde
    }
create-demo = Warnung: { $directory } ist das Verzeichnis einer Vorführung: was Menschen dort antworten, wäre von Erfundenem nicht zu unterscheiden; legen Sie eine Erhebung unter Menschen in ein eigenes Verzeichnis
create-reserved = `{ $slug }` ist eine Seite von uns; wählen Sie einen anderen Namen
create-taken = eine andere Erhebung heißt schon `{ $slug }`; wählen Sie einen anderen Namen
create-study-taken = `{ $slug }` heißt schon eine Studie, zu der noch `{ $wave }` gehört; wählen Sie einen anderen Namen, oder legen Sie mit --wave-of { $wave } ihre nächste Welle an
create-wave = `{ $slug }` wird Welle { $wave } der Studie `{ $study }` ({ $mode }); Studie, Nummer, Name und Art lassen sich später nicht ändern
create-wave-taken = Welle { $number } der Studie `{ $study }` wurde inzwischen angelegt: `{ $slug }`; derselbe Befehl legt Welle { $next } an
create-wave-overlap = Warnung: die Welle davor, `{ $slug }`, läuft bis { $closes }; eine Zeit lang nehmen beide Antworten an
create-wave-endless = Warnung: die Welle davor, `{ $slug }`, hat keinen letzten Tag; solange sie niemand beendet, nehmen beide Antworten an
create-picture = das Bild oder der Ton `{ $name }` fehlt: wählen Sie es im Editor des Fragebogens, oder legen Sie diese Erhebung mit `zugvogel survey create` an
manuscript-files = ein Fragebogen darf { $most } Bilder, Töne und Filme mit zusammen { $megabytes } MB haben, auch entfernte zählen; eine Kopie des Fragebogens hat nur noch die, die er zeigt
create-open-twice = --open-door ist für Erhebungen mit Codes; diese ist schon offen (--mode)
create-batch = --batch muss mindestens 1 sein
create-days = --opens { $opens } ist nach --closes { $closes }; niemand könnte antworten
create-passed = Warnung: der letzte Tag, { $closes }, ist vorbei: niemand kann antworten
create-language = Warnung: die Fragen werden nicht in `{ $missing }` angeboten: Texte fehlen oder sind nicht geprüft, siehe `zugvogel check`
create-small-batch = Warnung: mit --batch { $batch } wird in kleineren Gruppen gemischt als den { $usual }, die das Versprechen halten, dass niemand daran zu erkennen ist, wann er geantwortet hat
create-ended = die Erhebung ist beendet ({ $closes }); /s/{ $slug } sagt es
create-later = die Erhebung steht ab { $opens } unter /s/{ $slug }
create-served = die Erhebung steht unter /s/{ $slug }
create-open-risk = auf eine offene Erhebung kann jeder vielmals antworten. Wer das tut und die Ergebnisse sieht, findet die Antworten einer Person unter denen der anderen, die in denselben zwei Tagen etwa kamen: in einem von zehn Versuchen, wo es zehn sind, immer, wo sie allein war (docs/privacy.md)
create-quota-risk = wer vielmals antwortet, kann eine Quote bis eins unter ihr `max` füllen und erfährt dann, an welchem Tag jemand kam, der zu ihr gehört (docs/privacy.md)
create-codes = ihre Codes ziehen Sie mit `zugvogel codes { $slug } --count N --out DATEI`
wording-long = ein Satz hat { $count } Wörter: teilen Sie ihn, bis { $most } liest er sich leicht
wording-two-things = das fragt vielleicht nach zweierlei: fragen Sie einzeln, sonst weiß niemand, wofür die Antwort gilt
wording-negation = eine Verneinung in einer Aussage, der man zustimmt: sagen Sie es ohne, sonst heißt Ablehnen doppelt verneinen
wording-negations = zwei Verneinungen in einem Satz: sagen Sie es ohne
wording-abbreviation = `{ $short }` kennen nicht alle: schreiben Sie es aus
cascade-on-a-page = was hier zur Auswahl steht, hängt von `{ $name }` auf derselben Seite ab: ohne JavaScript wird es nicht neu angeboten, wenn das beantwortet ist
cascade-mend = stellen Sie `{ $question }` erst dann (`relevant`: ${"{"}{ $name }{"}"} != ''), oder legen Sie es auf eine spätere Seite
