# Was Teilnehmende lesen, in Leichter Sprache. Kurze Sätze, eine Aussage je Satz, kein Konjunktiv,
# kein Genitiv, bekannte Wörter. Lange Wörter trennt ein Bindestrich: Vorlesegeräte lesen ihn
# richtig, den Mediopunkt nicht alle. Die Schlüssel sind in jeder Sprache dieselben.

## Auf jeder Seite
skip = Zum Inhalt springen
crest-of = Wappen: { $organisation }
language = Sprache
language-rest = Nur Knöpfe und Meldungen:
product = zugvogel
foot-help = Haben Sie Fragen? Oder brauchen Sie Hilfe?
foot-legal = Rechte und Regeln
legal-privacy = Daten-Schutz
legal-accessibility = Barriere-Freiheit
legal-imprint = Impressum
legal-nothing = Hier steht noch nichts. Fragen Sie bitte das Amt, von dem Sie die Umfrage haben.
month = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
date = { $day }. { $month } { $year }
said-number = { $number } { $unit }
said-time = { $time } Uhr
said-moment = { $date }, { $time } Uhr
said-place = Breite { $latitude }°, Länge { $longitude }°
calendar-months = Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez
calendar-days = So Mo Di Mi Do Fr Sa

## Erste Seite
welcome-start = Umfrage starten
welcome-lead = Wir haben Fragen an Sie. Bitte antworten Sie uns.
welcome-resume = Weitermachen
welcome-open = Sie brauchen keinen Code. Bitte füllen Sie die Umfrage nur 1 Mal aus.
welcome-draft = Sie haben hier schon angefangen. Ihre Antworten sind noch da.
welcome-nothing = Wir finden hier keine Antworten von Ihnen. Vielleicht haben Sie auf einem anderen Gerät angefangen. Hier können Sie neu anfangen.
welcome-unsent = Das geht noch nicht. Erst müssen Sie Ihre Antworten absenden.
welcome-forget = Angefangene Antworten löschen
welcome-before = Lesen Sie das vor dem Start
welcome-steps = So geht das
welcome-privacy = Alles über den Daten-Schutz

## Fragen
progress = Teil { $current } von { $total }:
respond-next = Weiter
respond-back = Zurück
respond-change-areas = Bereiche ändern
respond-later = Später weitermachen
respond-or = oder
quoted = „{ $text }“
list-more = { $before }, { $next }
list-or = { $before } oder { $next }
respond-other = Schreiben Sie es genauer auf. Sie müssen das nicht.
respond-acknowledge = Ja, das habe ich gelesen
respond-limit = Sie können bis zu { $max } Zeichen schreiben.
respond-year = Jahr
respond-month = Monat
respond-day = Tag
respond-choose-month = Monat auswählen
search-button = Suchen
search-hint = Schreiben Sie den Anfang von dem Namen. Oder schreiben Sie einen Teil von dem Namen. Dann drücken Sie auf „{ search-button }“.
search-found = { $total ->
    [1] Wir haben 1 Namen gefunden. Wählen Sie ihn aus:
   *[other] Wir haben { $total } Namen gefunden. Wählen Sie einen aus:
}
search-cut = Hier stehen { $shown } von { $total } Namen. Wählen Sie einen aus. Oder schreiben Sie mehr von dem Namen:
search-picked = Das haben Sie ausgewählt:
search-none = Wir haben „{ $typed }“ nicht gefunden. Haben Sie den Namen richtig geschrieben? Sie können auch weniger von dem Namen schreiben.
scale-poles = { $left } oder { $right }
scale-point = { $point } von { $length }
scale-named-point = { $point } von { $length }: { $name }
scale-middle = genau in der Mitte
notice-another-question = Zu Ihrer Antwort gibt es hier noch mehr Fragen.
notice-changed-elsewhere = Sie haben die Umfrage auch in einem anderen Fenster ausgefüllt. Ihre Antworten von dort sind noch da. Unten stehen die Antworten aus diesem Fenster. Lesen Sie die Antworten noch einmal. Sind die Antworten richtig? Dann drücken Sie auf „{ respond-next }“.
notice-review-changed = Vielleicht sind Ihre Antworten jetzt anders. Zum Beispiel, weil Sie in einem anderen Fenster etwas geändert haben. Wir haben noch nichts abgesendet. Hier stehen Ihre Antworten von jetzt. Lesen Sie die Antworten noch einmal. Dann können Sie absenden.
notice-not-yet = Diese Frage kommt später. Hier geht es für Sie weiter.
notice-not-on-the-way = Sie wollten eine andere Seite öffnen. Diese Seite passt nicht zu Ihren Antworten. Hier geht es für Sie weiter.
notice-not-kept = Auf der anderen Seite hat etwas noch nicht gestimmt. Oder Sie haben die Seite in einem anderen Fenster geändert. Das haben wir nicht gespeichert. Alles andere ist gespeichert.
notice-too-late = Sie können diese Antworten nicht mehr absenden. Wir haben die Antworten nicht gespeichert. Der letzte Tag der Umfrage: { $last }. Der letzte Tag für alle, die vorher angefangen haben: { $until }. Ihre Antworten stehen noch auf dieser Seite. Sie können die Antworten kopieren.

## Fehler
error-title = Fehler: { $title }
error-prefix = Fehler:
errors-heading = { $count ->
    [1] Bitte prüfen Sie 1 Antwort
   *[other] Bitte prüfen Sie { $count } Antworten
}
complaint-row = { $row }: { $words }
complaint-required = Wählen Sie eine Antwort aus.
complaint-required-some = Wählen Sie eine Antwort aus. Sie können auch mehr auswählen.
complaint-required-number = Schreiben Sie eine Zahl.
complaint-required-text = Schreiben Sie hier etwas.
complaint-required-entry = Suchen Sie etwas. Dann wählen Sie es aus.
complaint-required-row = Wählen Sie in dieser Zeile eine Antwort aus: { $row }.
complaint-required-part = Hier fehlt noch etwas: { $part }.
complaint-constraint = Das passt nicht zu Ihren anderen Antworten. Prüfen Sie es noch einmal.
complaint-not-a-number = Schreiben Sie eine Zahl, zum Beispiel 12. Sie haben „{ $typed }“ geschrieben.
complaint-ambiguous = Meinen Sie { $whole } oder { $decimal }? Schreiben Sie die Zahl so. Sie haben „{ $typed }“ geschrieben.
complaint-not-whole = Schreiben Sie eine ganze Zahl. Das heißt: ohne Punkt und ohne Komma. Sie haben „{ $typed }“ geschrieben.
complaint-range = { $what ->
    [year] Das Jahr
    [month] Der Monat
    [day] Der Tag
   *[number] Die Zahl
} muss zwischen { $min } und { $max } sein. Sie haben { $typed } geschrieben.
complaint-too-small = { $what ->
    [year] Das Jahr
    [month] Der Monat
    [day] Der Tag
   *[number] Die Zahl
} darf nicht kleiner als { $min } sein. Sie haben { $typed } geschrieben.
complaint-too-great = { $what ->
    [year] Das Jahr
    [month] Der Monat
    [day] Der Tag
   *[number] Die Zahl
} darf nicht größer als { $max } sein. Sie haben { $typed } geschrieben.
complaint-too-long = Ihr Text ist zu lang. Er hat { $length } Zeichen. Er darf { $max } Zeichen haben. Machen Sie den Text kürzer: um { $excess ->
    [1] 1 Zeichen
   *[other] { $excess } Zeichen
}.
complaint-not-offered = Diese Antwort gibt es hier nicht. Wählen Sie eine Antwort von dieser Seite aus.
complaint-exclusive = „{ $label }“ passt nicht zu Ihren anderen Antworten. Nehmen Sie das eine oder das andere weg.
most-choices = Höchstens { $count } { $count ->
    [one] Antwort
   *[other] Antworten
}
complaint-too-many = Das sind zu viele Antworten. Sie haben { $count } Antworten ausgewählt. Höchstens { $max ->
    [1] 1 Antwort geht
   *[other] { $max } Antworten gehen
}. Nehmen Sie { $excess ->
    [1] 1 Antwort
   *[other] { $excess } Antworten
} weg.
complaint-either = Sie haben etwas geschrieben. Und Sie haben unter „{ respond-or }“ etwas ausgewählt. Nur eins davon geht. Nehmen Sie das andere weg.
complaint-no-match = „{ $typed }“ steht nicht in der Liste. Haben Sie den Namen richtig geschrieben? Sie können auch weniger von dem Namen schreiben.
complaint-several-match = { $count ->
    [one] Dazu passt ein Name. Wählen Sie ihn aus.
   *[other] Dazu passen { $count } Namen. Wählen Sie einen davon aus.
}

## Prüfen und senden
review-page = Antworten prüfen
review-ready = Alle Teile sind fertig.
review-ready-text = Sie müssen jetzt nur noch senden.
review-title = Prüfen Sie Ihre Antworten. Dann senden Sie sie.
review-text-open = Jetzt können Sie noch alles ändern. Nach dem Senden können Sie nichts mehr ändern. Wir wissen dann nicht mehr: Welche Antworten sind von Ihnen?
review-text-anonymous = Jetzt können Sie noch alles ändern. Nach dem Senden können Sie nichts mehr ändern. Wir wissen dann nicht mehr: Welche Antworten sind von Ihnen?
review-text-confidential = Jetzt können Sie noch alles ändern. Nach dem Senden können Sie nichts mehr ändern. Wir möchten Sie später noch einmal fragen. Darum merken wir uns: Diese Einladung gehört zu diesen Antworten.
review-text-withdrawal = Jetzt können Sie noch alles ändern. Nach dem Senden können Sie nichts mehr ändern. Sie können die Antworten dann nur noch mit dem Lösch-Code löschen lassen. Mit diesem Code kann man Ihre Antworten wiederfinden.
review-unanswered = keine Antwort
review-change = Ändern
review-names = Haben Sie Namen von Menschen aufgeschrieben? Dann ändern Sie das bitte vor dem Senden.
review-free-text = Eigene Texte ansehen
review-submit = Antworten senden
done-title = Danke. Ihre Antworten sind da
done-text = Sie müssen nichts mehr machen.
done-steps = So geht es weiter
done-too-late = Sie haben Ihre Antworten schon abgesendet. Danach haben Sie noch etwas eingegeben. Das haben wir nicht gespeichert.
done-close = Sie können dieses Fenster jetzt zumachen.
done-another = Will noch jemand an diesem Gerät mitmachen? Ihre Antworten sind bei uns und bleiben da.
done-another-start = Für eine andere Person anfangen
end-keep = Fertig machen und senden
end-keep-text = Sie senden Ihre Antworten. Dann wissen wir: Es hat jemand geantwortet. Danach können Sie nichts mehr ändern.
end-keep-not-yet = Ihre Antwort ist noch nicht bei uns. Klicken Sie unten auf „{ end-keep }“. Erst dann zählt sie.
end-discard-text = Wir speichern Ihre Antworten nicht.
end-again = Etwas stimmt nicht: noch einmal von vorn anfangen
end-back = Zurück, ich will meine Antwort ändern

## Später weitermachen
later-title = Sie können später weitermachen
later-text = Wir haben Ihre Antworten gespeichert. Das gilt für alle Seiten, auf denen Sie „{ respond-next }“ gedrückt haben.
later-text-all = Alles ist gespeichert: alles, was Sie bis jetzt geschrieben haben.
later-text-part = Ihre Antworten sind gespeichert. Aber: Auf dieser Seite stimmt etwas noch nicht. Das ist nicht gespeichert. Gehen Sie zurück, wenn Sie es ändern möchten.
later-nothing-title = Noch ist nichts gespeichert
later-nothing-text = Vielleicht fragen wir Sie: Sind Sie einverstanden? Sagen Sie erst Ja. Vorher speichern wir nichts. Passt die Umfrage nicht zu Ihnen? Dann speichern wir auch nichts. Gehen Sie zurück. Dann können Sie weitermachen. Oder schließen Sie das Fenster. Dann sind Ihre Eingaben weg.
later-how = Öffnen Sie diese Seite wieder auf demselben Gerät. Nehmen Sie dafür dasselbe Internet-Programm. Dann machen Sie genau hier weiter.
later-kept = Wir speichern Ihre Antworten so, dass niemand sie lesen kann. Das machen wir nach dem letzten Speichern noch { $days ->
    [1] 1 Tag
   *[other] { $days } Tage
} lang. Dann löschen wir sie in 1 Woche. Ist die Umfrage früher zu Ende? Dann löschen wir Ihre Antworten 7 Tage danach.
later-shared = Benutzen auch andere Menschen dieses Gerät? Dann können sie hier weitermachen. Löschen Sie dann besser Ihre Antworten.
later-resume = Jetzt weitermachen
forget-title = Wollen Sie Ihre Antworten löschen?
forget-text = Ihre Antworten sind dann sofort weg. Wir können sie nicht zurückholen. Sie können danach neu anfangen.
forget-submit = Antworten löschen
forget-keep = Nicht löschen, weitermachen
told-forgotten-title = Ihre Antworten sind gelöscht
told-forgotten-text = Wir haben nichts mehr davon gespeichert. Auch in diesem Browser ist nichts mehr.

## Wenn etwas nicht geht
message-not-found-title = Diese Seite gibt es nicht
message-not-found-text = Vielleicht ist ein Fehler in der Internet-Adresse. Prüfen Sie: Ist sie genau so geschrieben wie bei uns?
message-early-title = Die Umfrage hat noch nicht angefangen
message-early-text = Sie können die Umfrage noch nicht ausfüllen. Der erste Tag ist der { $day }. Haben Sie eine Frage? Dann melden Sie sich bei uns.
message-paused-title = Die Umfrage macht gerade eine Pause
message-paused-text = Sie können die Umfrage im Moment nicht ausfüllen. Später geht es weiter. Haben Sie schon angefangen? Dann bleiben diese Antworten gespeichert. Absenden können Sie die Antworten erst später. Haben Sie eine Frage? Dann melden Sie sich bei uns.
message-closed-title = Die Umfrage ist zu Ende
message-closed-text = Sie können die Umfrage nicht mehr anfangen. Der letzte Tag war der { $day }. Haben Sie eine Frage? Dann melden Sie sich bei uns.
ending-note = Die Umfrage ist zu Ende. Haben Sie schon angefangen? Dann können Sie Ihre Antworten noch absenden. Der letzte Tag dafür ist der { $day }.
message-expired-title = Wir finden hier keine Antworten von Ihnen
message-expired-text = Vielleicht haben Sie auf einem anderen Gerät angefangen. Dann machen Sie dort weiter. Oder Sie fangen hier neu an.
message-form-expired-title = Diese Seite war zu lange offen
message-form-expired-text = Wir haben nichts gespeichert. So sind Ihre Daten sicher. Öffnen Sie die Seite noch einmal. Dann senden Sie sie.
message-bad-form-title = Das konnten wir nicht lesen
message-bad-form-text = Ihre Antworten sind nicht ganz bei uns angekommen. Die Antworten von den Seiten davor sind noch da. Gehen Sie zurück. Dann versuchen Sie es noch einmal.
message-too-large-title = Das war zu viel auf einmal
message-too-large-text = Ihre Texte sind zu lang. Machen Sie die Texte kürzer. Dann versuchen Sie es noch einmal.
message-busy-title = Gerade antworten sehr viele Menschen
message-busy-text = Warten Sie 1 Minute. Dann versuchen Sie es noch einmal. Die Antworten von den Seiten davor sind noch da.
message-no-room-title = Wir können gerade nichts Neues annehmen
message-no-room-text = Unser Speicher ist fast voll. Wir arbeiten daran. Haben Sie schon angefangen? Dann können Sie weitermachen. Sonst warten Sie 10 Minuten. Dann versuchen Sie es noch einmal.
message-away-title = Wir können gerade nichts speichern
message-away-text = Das ist unser Fehler. Ihre alten Antworten sind noch da. Warten Sie eine Minute. Versuchen Sie es dann noch einmal.
typed-kept = Ihre neuen Antworten sind nicht verloren. Sie sind noch auf dieser Seite. Lassen Sie die Seite offen. Warten Sie eine Minute. Schicken Sie die Antworten dann noch einmal ab.
typed-kept-longer = Ihre neuen Antworten sind nicht verloren. Sie sind noch auf dieser Seite. Lassen Sie die Seite offen. Warten Sie 10 Minuten. Schicken Sie die Antworten dann noch einmal ab.
typed-kept-paused = Ihre neuen Antworten sind nicht verloren. Sie sind noch auf dieser Seite. Lassen Sie die Seite offen. Schicken Sie die Antworten ab, wenn die Umfrage weitergeht.
typed-again = Noch einmal abschicken
message-internal-title = Bei uns ist etwas kaputt
message-internal-text = Die Antworten von den Seiten davor sind noch da. Versuchen Sie es in ein paar Minuten noch einmal.
message-incident = Passiert das noch einmal? Dann sagen Sie uns diese Nummer: { $number }
way-start = Zur ersten Seite
way-page = Zurück zur Umfrage
way-code = Mit dem Code aus dem Brief weitermachen
way-again = Noch einmal versuchen
way-sign-in = Zur Anmeldung

## Erklärung zur Barrierefreiheit (Markdown)
accessibility-statement =
    Diese Seite ist über die Umfrage „{ $survey }“. Für die Umfrage ist verantwortlich: { $publisher }.

    ## Können alle die Umfrage benutzen?

    Wir wollen: Alle Menschen können die Umfrage benutzen. Dafür gibt es Regeln. Sie heißen WCAG 2.2 AA. Wir haben das nur selbst geprüft. Andere haben es noch nicht geprüft. Darum sagen wir nicht: Alles ist gut.

    Wir haben es zuletzt geprüft am: { $checked }.

    ## Das haben wir gemacht

    - Sie können die Umfrage nur mit der Tastatur ausfüllen. Sie können die Schrift sehr groß machen. Sie brauchen kein JavaScript.
    - Sie haben so viel Zeit, wie Sie wollen. Sie können aufhören und später weitermachen.
    - Fehler stehen oben auf der Seite und bei der Frage. Wir schreiben die Fehler mit Worten. Die Farbe allein sagt nichts.

    ## Das fehlt noch

    - Die Umfrage gibt es noch nicht in Gebärden-Sprache.
    - Diese Texte in Leichter Sprache hat noch keine Prüf-Gruppe gelesen. Auch die Texte in anderen Sprachen hat noch niemand geprüft.
    - Menschen mit Vorlese-Geräten haben die Umfrage noch nicht oft benutzt.

    ## Sagen Sie uns, was nicht geht

    Geht etwas nicht? Oder können Sie eine Frage nicht beantworten? Sagen Sie es uns: { $contact }, Telefon { $phone }, { $email }. Wir helfen Ihnen. Sie können die Umfrage auch anders ausfüllen.

    Hilft Ihnen unsere Antwort nicht? Dann gibt es eine Stelle in Ihrem Bundes-Land. Sie heißt: Schlichtungs-Stelle für Barriere-Freiheit. Dort können Sie sich melden.

## Gruppen, Wiederholungen und weitere Fragearten
respond-date = Datum
respond-time = Uhr-Zeit
respond-more-help = Mehr dazu
respond-larger = Bild größer zeigen. Das Bild ist in einem neuen Fenster.
respond-add = Noch etwas eintragen
respond-remove = Wegnehmen
respond-up = Nach oben
respond-down = Nach unten
respond-rank = Auf welchem Platz steht „{ $label }“? 1 ist der erste Platz. { $count } ist der letzte Platz.
respond-rank-how = Was ist am wichtigsten? Schreiben Sie davor eine 1. Was kommt dann? Schreiben Sie davor eine 2. Und so weiter. Oder benutzen Sie die Pfeile.
respond-choose = Bitte auswählen
respond-instance = { $label } { $number }
review-instance = { $repeat } { $number }: { $label }
complaint-not-a-date = Schreiben Sie ein Datum, zum Beispiel 31.12.2024. Sie haben „{ $typed }“ geschrieben.
complaint-not-a-time = Schreiben Sie eine Uhr-Zeit, zum Beispiel 8:30. Sie haben „{ $typed }“ geschrieben.
complaint-not-a-moment = Schreiben Sie ein Datum und eine Uhr-Zeit, zum Beispiel 31.12.2024 und 8:30. Sie haben „{ $typed }“ geschrieben.
complaint-not-a-ranking = Jeder Platz darf nur 1 Mal vorkommen. 1 ist der erste Platz. 2 ist der zweite Platz. Und so weiter.
complaint-off-scale = Diese Zahl gibt es hier nicht. Die Zahlen gehen immer { $step } weiter.
complaint-not-a-place = Schreiben Sie 2 Zahlen für den Ort: die Breite und die Länge. Zum Beispiel 53,33; 8,48. Sie haben „{ $typed }“ geschrieben.

## Codes
welcome-code = Sie brauchen den Code aus unserem Brief. Der Code ist eine Reihe aus Buchstaben und Zahlen.
welcome-open-door = Haben Sie keinen Brief von uns? Dann können Sie auch ohne Code mitmachen. Wir zählen Ihre Antworten extra.
welcome-start-open = Ohne Code mitmachen
welcome-opt-out = Ich möchte keine Briefe mehr zu dieser Umfrage
mode-term = So schützen wir Ihre Antworten
mode-open = Sie antworten ohne Namen und ohne Code. Wir speichern nicht: Mit welchem Gerät haben Sie geantwortet? Und um wie viel Uhr? Wir sammeln alle Antworten. Dann mischen wir sie. Erst danach sieht sie jemand an.
mode-anonymous = Diese Umfrage ist anonym. Das heißt: Niemand weiß, welche Antworten von Ihnen sind. Auch wir wissen es nicht. Mit dem Code öffnen Sie die Umfrage. Ihr Name steht an einem anderen Ort als Ihre Antworten. Nach dem Senden sammeln und mischen wir alle Antworten. Wir wissen nur: Der Code ist benutzt. Dann schicken wir Ihnen keine Erinnerung.
mode-confidential = Diese Umfrage ist vertraulich. Aber sie ist nicht anonym. Wir möchten Sie später noch einmal fragen. Darum merken wir uns: Diese Einladung gehört zu diesen Antworten. Ihr Name steht an einem anderen Ort als Ihre Antworten. Wer die Antworten ansieht, sieht keine Namen.
mode-withdrawal = Vor dem Senden bekommen Sie einen Lösch-Code. Mit dem Lösch-Code können Sie Ihre Antworten später löschen lassen. Das heißt auch: Mit diesem Code kann man Ihre Antworten wiederfinden.
code-page = Code eingeben
code-title = Wie heißt der Code in Ihrem Brief?
code-label = Code aus dem Brief
code-hint = Der Code sieht so aus: { $example }. Große und kleine Buchstaben sind egal. Leere Stellen und Striche sind auch egal.
code-qr = Schneller geht es mit dem QR-Code in Ihrem Brief. Halten Sie die Handy-Kamera auf den QR-Code. Dann müssen Sie nichts schreiben.
code-again = Ich habe schon angefangen
code-again-text = Schreiben Sie noch einmal denselben Code. Dann machen Sie genau dort weiter, wo Sie aufgehört haben. Das geht auch auf einem anderen Gerät.
code-lost = Ich finde den Brief nicht mehr
code-lost-text = Melden Sie sich bei uns: { $contact }, Telefon { $phone }.
code-none = Ich habe keinen Code
code-by-link = Der Code aus Ihrem Brief steht schon da.
code-fault-empty = Schreiben Sie den Code in das Feld.
code-fault-character = Das Zeichen „{ $character }“ gibt es in unseren Codes nicht. Vergleichen Sie den Code noch einmal mit dem Brief.
code-fault-length = Der Code hat { $length } Zeichen. Sie haben { $typed } Zeichen geschrieben.
code-fault-check = In dem Code ist ein Fehler. Ein Zeichen ist falsch. Oder 2 Zeichen sind vertauscht. Vergleichen Sie den Code noch einmal mit dem Brief.
code-fault-unknown = Diesen Code gibt es in dieser Umfrage nicht. Vergleichen Sie ihn noch einmal mit dem Brief. Ist er richtig? Dann melden Sie sich bei uns: { $contact }, Telefon { $phone }.
message-used-title = Mit diesem Code hat schon jemand geantwortet
message-used-text = Die Antworten sind bei uns. Sie können den Code nicht noch einmal benutzen. Waren Sie das nicht? Dann melden Sie sich bei uns: { $contact }, Telefon { $phone }.
message-too-many-title = Gerade kommen sehr viele Versuche aus Ihrem Netz
message-too-many-text = Warten Sie 1 Minute. Dann versuchen Sie es noch einmal. Oder nehmen Sie ein anderes Netz, zum Beispiel das Handy-Netz. Oder melden Sie sich bei uns: { $contact }, Telefon { $phone }.
message-crowded-title = Gerade kommt sehr viel aus Ihrem Netz
message-crowded-text = Wir können nicht alles auf einmal annehmen. Warten Sie 10 Minuten. Dann versuchen Sie es noch einmal. Oder nehmen Sie ein anderes Netz, zum Beispiel das Handy-Netz. Oder melden Sie sich bei uns: { $contact }, Telefon { $phone }.
later-how-code = Öffnen Sie die Umfrage wieder. Das geht auf jedem Gerät. Schreiben Sie noch einmal denselben Code. Dann machen Sie genau hier weiter.
later-shared-code = Benutzen auch andere Menschen dieses Gerät? Dann soll das Gerät Ihren Code vergessen. Ihre Antworten bleiben da. Mit dem Code machen Sie weiter.
leave-title = Oder nur auf diesem Gerät vergessen
leave-text = Ihre Antworten bleiben da. Mit dem Code aus dem Brief machen Sie später weiter. Das geht auch auf einem anderen Gerät.
leave-submit = Auf diesem Gerät vergessen

## Was Sie sonst noch wünschen können
opt-out-title = Möchten Sie keine Briefe mehr zu dieser Umfrage?
opt-out-code = Schreiben Sie den Code aus Ihrem Brief. Dann wissen wir: Wer möchte keine Briefe mehr?
opt-out-text = Wir sagen nur weiter: Sie möchten keine Briefe mehr. Haben Sie schon angefangen? Dann löschen wir diese Antworten. Haben Sie die Antworten schon gesendet? Dann bleiben sie bei uns.
opt-out-submit = Keine Briefe mehr
told-opted-out-title = Sie bekommen keine Briefe mehr
told-opted-out-text = Wir haben es weitergesagt. Vielleicht ist ein Brief schon unterwegs. Der kann noch ankommen.
address-draw-title = Möchten Sie etwas gewinnen?
address-draw-text = Dafür brauchen wir Ihren Namen und eine Adresse. Nach der Verlosung löschen wir beides.
address-draw-open = Zur Verlosung
address-report-title = Möchten Sie das Ergebnis von der Umfrage bekommen?
address-report-text = Dafür brauchen wir eine Adresse. Danach löschen wir sie.
address-report-open = Ergebnis bestellen
address-apart = Die Adresse gehört nicht zu Ihren Antworten. Sie steht an einem anderen Ort. Wir geben sie erst weiter, wenn auch andere Menschen ihre Adresse geschrieben haben. Niemand verbindet sie mit Ihren Antworten.
address-label = Name und Adresse, oder E-Mail-Adresse
address-submit = Senden
address-fault = Schreiben Sie eine Adresse. Sie darf höchstens { $max } Zeichen haben.
told-draw-title = Sie machen bei der Verlosung mit
told-draw-text = Wir haben Ihre Adresse. Jede Person kann nur 1 Mal mitmachen.
told-report-title = Wir schicken Ihnen das Ergebnis
told-report-text = Wir haben Ihre Adresse. Jede Person bekommt das Ergebnis nur 1 Mal.
withdrawal-keep = Das ist Ihr Lösch-Code. Vielleicht möchten Sie Ihre Antworten später löschen lassen. Dann schreiben Sie den Lösch-Code jetzt auf:
withdrawal-how = Wir können Ihnen den Lösch-Code nicht noch einmal geben. Ohne ihn findet niemand Ihre Antworten.
withdraw-title = Gesendete Antworten löschen
withdraw-label = Lösch-Code
withdraw-hint = Schreiben Sie den Lösch-Code. Sie haben ihn beim Senden bekommen.
withdraw-text = Wir löschen die Antworten für immer. Manche Ergebnisse sind vielleicht schon fertig. Diese Ergebnisse ändern wir nicht mehr.
withdraw-submit = Antworten löschen
told-withdrawn-title = Wir löschen die Antworten
told-withdrawn-text = Gibt es Antworten zu diesem Code? Dann löschen wir sie in der nächsten Minute.

overview-link = Alle Teile
overview-title = So weit sind Sie
overview-done = fertig
overview-open = Hier geht es weiter
overview-later = kommt noch

file-kb = { $size } kB
file-mb = { $size } MB
file-stored = Ihre Datei ist da: { $file }
file-remove = Diese Datei wieder löschen
file-replace = Oder: Wählen Sie eine andere Datei aus:
file-limit = Das geht: { $types }. Die Datei darf höchstens { $max } groß sein.
file-cleaned = In Bildern steht oft, wann und wo sie gemacht wurden. Das löschen wir.
file-as-it-is = In Dateien steht manchmal Ihr Name. Wir löschen ihn nicht.
complaint-required-file = Wählen Sie eine Datei aus.
complaint-file-too-large = Diese Datei ist zu groß. Sie darf höchstens { $max } groß sein. Wählen Sie eine kleinere Datei aus.
complaint-file-wrong-type = Diese Datei geht hier nicht. Diese Dateien gehen: { $types }.
complaint-file-unreadable = Wir können diese Datei nicht öffnen. Können Sie die Datei öffnen? Sonst wählen Sie eine andere Datei aus.
complaint-file-too-many-pixels = Dieses Bild ist zu groß. Machen Sie das Bild kleiner. Oder wählen Sie ein anderes Bild aus.
complaint-file-too-many = Sie haben schon { $most } Dateien. Mehr geht nicht. Löschen Sie zuerst eine Datei.
complaint-file-gone = Diese Datei ist nicht mehr da. Wählen Sie die Datei noch einmal aus.
complaint-file-no-room = Wir nehmen gerade keine Dateien an. Warten Sie 10 Minuten. Dann versuchen Sie es noch einmal. Oder machen Sie ohne die Datei weiter.

welcome-print = Den ganzen Frage-Bogen lesen oder drucken
blank-title = Der ganze Frage-Bogen
blank-text = Hier sehen Sie alle Fragen. Sie können die Fragen lesen. Sie können die Fragen auch drucken. Beim Antworten sehen Sie nur die Fragen, die zu Ihnen passen.
blank-only = Haben Sie bei Frage { $number } { $choices } angekreuzt? Dann antworten Sie hier. Wenn nicht: weiter mit Frage { $next }.
blank-only-end = Haben Sie bei Frage { $number } { $choices } angekreuzt? Dann antworten Sie hier. Wenn nicht: Sie sind fertig.
blank-unless = Haben Sie bei Frage { $number } { $choices } angekreuzt? Dann weiter mit Frage { $next }. Wenn nicht: Machen Sie hier weiter.
blank-unless-end = Haben Sie bei Frage { $number } { $choices } angekreuzt? Dann sind Sie fertig. Wenn nicht: Machen Sie hier weiter.
blank-some = Das fragen wir nur manche Menschen. Es hängt von Ihren Antworten ab. Wenn es nicht passt: weiter mit Frage { $next }.
blank-some-end = Das fragen wir nur manche Menschen. Es hängt von Ihren Antworten ab. Wenn es nicht passt: Sie sind fertig.
blank-rows = Manche Zeilen sind nur für manche Menschen. Es hängt von Ihren Antworten ab.
blank-several = Sie können mehrere Antworten wählen.
blank-order = Schreiben Sie eine 1 vor das Wichtigste. Schreiben Sie eine 2 vor das Zweite. Und so weiter.
blank-again = Diese Fragen können Sie mehrmals beantworten.

barrier-open = Ein Problem melden
barrier-open-apart = Ein Problem melden. Das Formular ist in einem neuen Fenster.
barrier-title = Eine Barriere melden
barrier-text = Schreiben Sie uns: Was geht nicht? Auf welcher Seite geht es nicht? Schreiben Sie Ihren Code bitte nicht auf. Möchten Sie eine Antwort? Dann schreiben Sie uns Ihre Telefon-Nummer oder Ihre E-Mail-Adresse.
barrier-label = Was geht nicht?
barrier-submit = Absenden
barrier-fault = Schreiben Sie, was nicht geht. Der Text darf höchstens { $max } Zeichen haben.
told-barrier-title = Danke für Ihre Meldung
told-barrier-text = Wir lesen Ihre Meldung. Haben Sie uns Ihre Telefon-Nummer oder E-Mail-Adresse geschrieben? Dann melden wir uns bei Ihnen.
respond-offline = Sie haben gerade kein Internet. Ihre Antworten stehen noch auf dieser Seite. Warten Sie, bis das Internet wieder da ist. Wählen Sie dann „{ respond-next }“.

## Probe
pretest-title = Das ist eine Probe.
pretest-note = Wir speichern Ihre Antworten nicht. Wir bekommen nur Ihre Kommentare.
pretest-lost = Das ist noch keine richtige Umfrage. Ihre Antworten sind nach 1 Tag weg. Oder schon früher.
pretest-comment = Ihr Kommentar zu dieser Seite
pretest-general = Was möchten Sie uns noch sagen?
pretest-about = Was meinen Sie?
pretest-whole-page = Die ganze Seite
pretest-words = Ihr Kommentar
pretest-name = Ihr Name (Sie müssen ihn nicht schreiben)
pretest-send = Kommentar senden
pretest-goes-along = Auch „{ respond-next }“ und „{ respond-back }“ senden den Kommentar.
pretest-by-button = Nur dieser Knopf sendet den Kommentar.
pretest-kept = Ihr Kommentar ist bei uns. Danke!
pretest-not-kept = Ihr Kommentar ist noch nicht bei uns
pretest-empty = Sie haben noch keinen Kommentar geschrieben. Schreiben Sie den Kommentar in das Feld.
pretest-too-long = Der Kommentar ist zu lang. Er darf höchstens { $most } Zeichen haben.
pretest-long-name = Der Name ist zu lang. Er darf höchstens { $most } Zeichen haben.
pretest-too-many = Wir haben gerade zu viele Kommentare. Versuchen Sie es in 1 Stunde noch einmal. Oder fragen Sie die Person, die Ihnen den Link gegeben hat.
message-pretest-over-title = Diese Probe ist zu Ende
message-pretest-over-text = Der Link geht nicht mehr. Fragen Sie die Person, die Ihnen den Link gegeben hat.
