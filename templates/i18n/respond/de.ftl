# Was Teilnehmende lesen, deutsch. Ton: Sie, kurze Sätze, Verben. Die Schlüssel sind in jeder Sprache dieselben.

## Every page
skip = Zum Inhalt springen
crest-of = Wappen: { $organisation }
language = Sprache
language-rest = Nur Knöpfe und Meldungen:
product = zugvogel
foot-help = Fragen oder Hilfe?
foot-legal = Rechtliches
legal-privacy = Datenschutz
legal-accessibility = Barrierefreiheit
legal-imprint = Impressum
legal-nothing = Hier steht noch nichts. Fragen Sie bitte die Stelle, von der Sie diese Umfrage haben.
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

## First page
welcome-start = Umfrage starten
welcome-lead = Mit dieser Umfrage bitten wir um Ihre Antworten.
welcome-resume = Weitermachen
welcome-open = Sie brauchen keinen Code. Bitte füllen Sie den Fragebogen nur einmal aus.
welcome-draft = Sie haben in diesem Browser schon angefangen. Ihre Antworten sind noch da.
welcome-nothing = Wir finden zu diesem Browser keine angefangenen Antworten. Vielleicht haben Sie auf einem anderen Gerät angefangen. Hier können Sie neu beginnen.
welcome-unsent = Das geht erst, wenn Sie Ihre Antworten abgesendet haben.
welcome-forget = Angefangene Antworten löschen
welcome-before = Bevor Sie anfangen
welcome-steps = So funktioniert das
welcome-privacy = Alle Hinweise zum Datenschutz

## Questions
progress = Abschnitt { $current } von { $total }:
respond-next = Weiter
respond-back = Zurück
respond-change-areas = Bereiche ändern
respond-later = Später weitermachen
respond-or = oder
quoted = „{ $text }“
list-more = { $before }, { $next }
list-or = { $before } oder { $next }
respond-other = Und zwar (freiwillig)
respond-acknowledge = Ja, zur Kenntnis genommen
respond-limit = Höchstens { $max } Zeichen
respond-year = Jahr
respond-month = Monat
respond-day = Tag
respond-choose-month = Monat wählen
search-button = Suchen
search-hint = Geben Sie den Anfang oder einen Teil des Namens ein und wählen Sie „{ search-button }“.
search-found = { $total ->
    [1] Ein Treffer. Wählen Sie ihn aus:
   *[other] { $total } Treffer. Wählen Sie einen aus:
}
search-cut = { $shown } von { $total } Treffern. Wählen Sie einen aus, oder geben Sie mehr vom Namen ein:
search-picked = Ihre Auswahl:
search-none = Kein Treffer für „{ $typed }“. Prüfen Sie die Schreibweise, oder geben Sie weniger vom Namen ein.
scale-poles = { $left } oder { $right }
scale-point = { $point } von { $length }
scale-named-point = { $point } von { $length }: { $name }
scale-middle = genau dazwischen
notice-another-question = Ihre Antwort führt zu weiteren Fragen auf dieser Seite.
notice-changed-elsewhere = Sie haben diesen Fragebogen inzwischen in einem anderen Fenster ausgefüllt. Wir haben hier nichts überschrieben. Unten steht, was Sie in diesem Fenster angegeben haben: Prüfen Sie es und wählen Sie „{ respond-next }“, wenn es gelten soll.
notice-review-changed = Seit Sie Ihre Antworten hier gesehen haben, können sie sich geändert haben, etwa in einem anderen Fenster. Wir haben noch nichts abgesendet. Hier stehen Ihre Antworten, wie sie jetzt sind: Prüfen Sie sie und senden Sie sie dann ab.
notice-not-yet = Diese Frage kommt erst später. Hier geht es für Sie weiter.
notice-not-on-the-way = Diese Frage stellt sich bei Ihren Antworten nicht. Hier geht es für Sie weiter.
notice-not-kept = Auf der Seite, von der Sie kommen, war etwas noch nicht richtig, oder sie wurde inzwischen in einem anderen Fenster geändert. Das haben wir nicht gespeichert. Alles andere ist gespeichert.
notice-too-late = Das lässt sich nicht mehr absenden, und wir haben es nicht gespeichert. Letzter Tag der Umfrage: { $last }. Letzter Tag für Begonnenes: { $until }. Was Sie eingegeben haben, steht noch auf dieser Seite, damit Sie es kopieren können.

## Errors
error-title = Fehler: { $title }
error-prefix = Fehler:
errors-heading = { $count ->
    [1] Bitte prüfen Sie eine Angabe
    [2] Bitte prüfen Sie zwei Angaben
    [3] Bitte prüfen Sie drei Angaben
    [4] Bitte prüfen Sie vier Angaben
    [5] Bitte prüfen Sie fünf Angaben
   *[other] Bitte prüfen Sie { $count } Angaben
}
complaint-row = { $row }: { $words }
complaint-required = Wählen Sie eine Antwort aus.
complaint-required-some = Wählen Sie mindestens eine Antwort aus.
complaint-required-number = Tragen Sie eine Zahl ein.
complaint-required-text = Tragen Sie hier etwas ein.
complaint-required-entry = Suchen Sie einen Eintrag und wählen Sie ihn aus.
complaint-required-row = Wählen Sie in dieser Zeile eine Antwort aus: { $row }.
complaint-required-part = Ergänzen Sie noch: { $part }.
complaint-constraint = Diese Angabe passt nicht zu Ihren anderen Antworten. Prüfen Sie sie noch einmal.
complaint-not-a-number = Tragen Sie eine Zahl in Ziffern ein, zum Beispiel 12. Sie haben „{ $typed }“ eingegeben.
complaint-ambiguous = Meinen Sie { $whole } oder { $decimal }? Tragen Sie die Zahl so ein. Sie haben „{ $typed }“ eingegeben.
complaint-not-whole = Tragen Sie eine ganze Zahl ein, ohne Punkt und Komma. Sie haben „{ $typed }“ eingegeben.
complaint-range = { $what ->
    [year] Das Jahr
    [month] Der Monat
    [day] Der Tag
   *[number] Die Zahl
} muss zwischen { $min } und { $max } liegen. Sie haben { $typed } eingegeben.
complaint-too-small = { $what ->
    [year] Das Jahr
    [month] Der Monat
    [day] Der Tag
   *[number] Die Zahl
} darf nicht unter { $min } liegen. Sie haben { $typed } eingegeben.
complaint-too-great = { $what ->
    [year] Das Jahr
    [month] Der Monat
    [day] Der Tag
   *[number] Die Zahl
} darf nicht über { $max } liegen. Sie haben { $typed } eingegeben.
complaint-too-long = Ihr Text hat { $length } Zeichen, möglich sind { $max }. Kürzen Sie ihn um { $excess ->
    [1] ein Zeichen
   *[other] { $excess } Zeichen
}.
complaint-not-offered = Diese Antwort gibt es hier nicht. Wählen Sie eine der Antworten auf der Seite aus.
complaint-exclusive = „{ $label }“ passt nicht zu den anderen Antworten, die Sie gewählt haben. Entfernen Sie das eine oder das andere.
most-choices = Höchstens { $count } { $count ->
    [one] Antwort
   *[other] Antworten
}
complaint-too-many = Sie haben { $count } Antworten gewählt, möglich { $max ->
    [1] ist eine
   *[other] sind { $max }
}. Entfernen Sie { $excess ->
    [1] eine davon
   *[other] { $excess } davon
}.
complaint-either = Sie haben etwas eingetragen und zugleich eine Antwort unter „{ respond-or }“ gewählt. Entfernen Sie das eine oder das andere.
complaint-no-match = In der Liste steht nichts, was zu „{ $typed }“ passt. Prüfen Sie die Schreibweise, oder geben Sie weniger vom Namen ein.
complaint-several-match = { $count ->
    [one] Dazu passt ein Eintrag. Wählen Sie ihn aus, oder geben Sie mehr vom Namen ein.
   *[other] Dazu passen { $count } Einträge. Wählen Sie einen davon aus.
}

## Checking and sending
review-page = Antworten prüfen
review-ready = Alle Abschnitte sind fertig.
review-ready-text = Jetzt nur noch absenden.
review-title = Prüfen Sie Ihre Antworten, bevor Sie absenden
review-text-open = Noch ist alles änderbar. Nach dem Absenden nicht mehr – dann können wir Ihre Antworten nicht mehr heraussuchen.
review-text-anonymous = Noch ist alles änderbar. Nach dem Absenden nicht mehr – dann können wir Ihre Antworten nicht mehr heraussuchen.
review-text-confidential = Noch ist alles änderbar. Nach dem Absenden nicht mehr. Wir bewahren eine Verbindung zwischen Ihrer Einladung und Ihren Antworten auf, damit wir Sie später noch einmal befragen können.
review-text-withdrawal = Noch ist alles änderbar. Nach dem Absenden nicht mehr. Löschen lassen können Sie Ihre Antworten dann nur noch mit dem Löschcode; mit ihm lassen sie sich wiederfinden.
review-unanswered = nicht beantwortet
review-change = Ändern
review-names = Haben Sie in einem freien Text Namen genannt? Dann ändern Sie ihn bitte, bevor Sie absenden.
review-free-text = Freie Texte ansehen
review-submit = Antworten absenden
done-title = Danke, Ihre Antworten sind angekommen
done-text = Sie müssen nichts weiter tun.
done-steps = Wie es weitergeht
done-too-late = Ihre Antworten sind schon abgesendet. Was Sie danach noch eingegeben haben, haben wir nicht gespeichert.
done-close = Sie können dieses Fenster jetzt schließen.
done-another = Möchte an diesem Gerät noch jemand teilnehmen? Ihre Antworten sind abgesendet und bleiben erhalten.
done-another-start = Für eine andere Person beginnen
end-keep = Beenden und absenden
end-keep-text = Mit dem Absenden zählen wir, dass Sie geantwortet haben. Danach können Sie nichts mehr ändern.
end-keep-not-yet = Noch ist nichts abgesendet. Wir zählen Ihre Antwort erst, wenn Sie unten „{ end-keep }“ wählen.
end-discard-text = Wir speichern nichts von dem, was Sie angegeben haben.
end-again = Da stimmt etwas nicht: noch einmal von vorn anfangen
end-back = Zurück, ich möchte meine Antwort ändern

## Coming back later
later-title = Sie können später weitermachen
later-text = Gespeichert ist alles bis zu der Seite, auf der Sie zuletzt „{ respond-next }“ gewählt haben.
later-text-all = Gespeichert ist alles, was Sie bisher eingegeben haben.
later-text-part = Gespeichert ist, was Sie bisher eingegeben haben, bis auf Angaben auf dieser Seite, die noch nicht stimmen. Gehen Sie zurück, wenn Sie sie noch ändern möchten.
later-nothing-title = Noch ist nichts gespeichert
later-nothing-text = Wir speichern nichts, bevor Sie eingewilligt haben, wo wir danach fragen, und nichts, wenn die Umfrage mit Ihren Antworten auf dieser Seite endet. Gehen Sie zurück, um weiterzumachen. Schließen Sie das Fenster, dann ist weg, was Sie eingegeben haben.
later-how = Öffnen Sie diese Adresse wieder: auf demselben Gerät und im selben Browser. Sie landen genau dort, wo Sie aufgehört haben.
later-kept = Ihre angefangenen Antworten heben wir nach dem letzten Speichern mindestens { $days ->
    [1] einen Tag
   *[other] { $days } Tage
} lang verschlüsselt auf, dann löschen wir sie innerhalb einer Woche. Endet die Umfrage vorher, löschen wir sie sieben Tage nach ihrem letzten Tag.
later-shared = An einem gemeinsam genutzten Gerät kann auch die nächste Person weitermachen. Löschen Sie dann lieber, was Sie angefangen haben.
later-resume = Jetzt weitermachen
forget-title = Möchten Sie Ihre angefangenen Antworten löschen?
forget-text = Sie verschwinden sofort und lassen sich nicht wiederherstellen. Sie können danach neu anfangen.
forget-submit = Antworten löschen
forget-keep = Nicht löschen, weitermachen
told-forgotten-title = Ihre angefangenen Antworten sind gelöscht
told-forgotten-text = Bei uns und in diesem Browser ist davon nichts mehr gespeichert.

## When something is in the way
message-not-found-title = Diese Seite gibt es nicht
message-not-found-text = Vielleicht fehlt ein Zeichen in der Adresse. Prüfen Sie, ob sie genau so geschrieben ist wie bei uns.
message-early-title = Diese Umfrage hat noch nicht begonnen
message-early-text = Sie nimmt noch keine Antworten an. Der erste Tag ist der { $day }. Wenn Sie dazu eine Frage haben, melden Sie sich bei uns.
message-paused-title = Diese Umfrage macht gerade eine Pause
message-paused-text = Im Moment nimmt sie keine Antworten an; sie geht später weiter. Was Sie begonnen haben, bleibt gespeichert; absenden können Sie es, wenn sie weitergeht. Wenn Sie dazu eine Frage haben, melden Sie sich bei uns.
message-closed-title = Diese Umfrage ist zu Ende
message-closed-text = Sie nimmt keine neuen Antworten mehr an. Der letzte Tag war der { $day }. Wenn Sie dazu eine Frage haben, melden Sie sich bei uns.
ending-note = Die Umfrage ist zu Ende. Was Sie begonnen haben, können Sie noch bis einschließlich { $day } absenden.
message-expired-title = Wir finden zu diesem Browser keine angefangenen Antworten
message-expired-text = Vielleicht haben Sie auf einem anderen Gerät oder in einem anderen Browser angefangen, oder Ihre Cookies wurden gelöscht. Dort geht es weiter, oder Sie fangen hier neu an.
message-form-expired-title = Diese Seite war zu lange offen
message-form-expired-text = Zu Ihrer Sicherheit haben wir nichts gespeichert. Öffnen Sie die Seite noch einmal und senden Sie sie dann ab.
message-bad-form-title = Das konnten wir nicht lesen
message-bad-form-text = Die Angaben sind nicht vollständig bei uns angekommen. Was Sie vorher gespeichert haben, ist noch da. Gehen Sie zurück und versuchen Sie es noch einmal.
message-too-large-title = Das war zu viel auf einmal
message-too-large-text = Die Angaben dieser Seite sind länger, als wir annehmen können. Kürzen Sie Ihre Texte und versuchen Sie es noch einmal.
message-busy-title = Gerade antworten sehr viele gleichzeitig
message-busy-text = Warten Sie eine Minute und versuchen Sie es dann noch einmal. Was Sie vorher gespeichert haben, ist noch da.
message-no-room-title = Gerade können wir nichts Neues annehmen
message-no-room-text = Unser Speicher ist fast voll; wir kümmern uns darum. Wer schon angefangen hat, kann weitermachen und absenden. Versuchen Sie es in zehn Minuten noch einmal.
message-away-title = Bei uns gibt es eine Störung: Wir können gerade nichts speichern
message-away-text = Das liegt nicht an Ihnen. Was Sie vorher gespeichert haben, ist noch da. Versuchen Sie es in einer Minute noch einmal.
typed-kept = Was Sie eben eingegeben haben, ist nicht verloren: Diese Seite hält es noch fest. Lassen Sie sie offen und senden Sie es in einer Minute noch einmal ab.
typed-kept-longer = Was Sie eben eingegeben haben, ist nicht verloren: Diese Seite hält es noch fest. Lassen Sie sie offen und senden Sie es in zehn Minuten noch einmal ab.
typed-kept-paused = Was Sie eben eingegeben haben, ist nicht verloren: Diese Seite hält es noch fest. Lassen Sie sie offen und senden Sie es ab, wenn die Umfrage weitergeht.
typed-again = Noch einmal absenden
message-internal-title = Bei uns ist etwas schiefgegangen
message-internal-text = Was Sie vorher gespeichert haben, ist noch da. Versuchen Sie es in ein paar Minuten noch einmal.
message-incident = Wenn es wieder geschieht, nennen Sie uns diese Nummer: { $number }
way-start = Zur ersten Seite der Umfrage
way-page = Zurück zum Fragebogen
way-code = Weitermachen mit dem Code aus dem Brief
way-again = Noch einmal versuchen
way-sign-in = Zur Anmeldung

## Accessibility statement (Markdown)
accessibility-statement =
    Diese Erklärung gilt für die Online-Umfrage „{ $survey }“. Verantwortlich: { $publisher }.

    ## Wie barrierefrei ist die Umfrage?

    Sie soll die Anforderungen der WCAG 2.2 auf Stufe AA erfüllen. Geprüft haben das bisher nur wir selbst: mit automatischen Prüfungen und durch die Menschen, die das Programm herstellen. Eine unabhängige Prüfung gibt es noch nicht. Deshalb behaupten wir nicht, dass alles erfüllt ist.

    Stand dieser Selbsteinschätzung: { $checked }.

    ## Was wir beachtet haben

    - Die Umfrage funktioniert ohne JavaScript, mit der Tastatur und bei 400 Prozent Vergrößerung.
    - Es gibt kein Zeitlimit. Sie können unterbrechen und später weitermachen.
    - Fehler stehen oben auf der Seite und am Feld, in Worten und nicht nur in Farbe.

    ## Was noch fehlt

    - In Gebärdensprache gibt es die Umfrage noch nicht.
    - Die Texte in Leichter Sprache und die Übersetzungen haben Fachleute noch nicht geprüft.
    - Mit Vorlesegeräten und mit Menschen, die sie täglich benutzen, ist sie noch nicht ausführlich erprobt.

    ## Barriere melden

    Stört Sie etwas, oder können Sie eine Frage nicht beantworten? Sagen Sie es uns: { $contact }, Telefon { $phone }, { $email }. Wir helfen Ihnen auch, den Fragebogen auf einem anderen Weg auszufüllen.

    Sind Sie mit unserer Antwort nicht zufrieden, können Sie sich an die Schlichtungsstelle für Barrierefreiheit Ihres Bundeslandes wenden.

## Wörter für format-date in Fragebogen
calendar-months = Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez
calendar-days = So Mo Di Mi Do Fr Sa

## Gruppen, Wiederholungen und weitere Fragearten
respond-date = Datum
respond-time = Uhrzeit
respond-more-help = Mehr dazu
respond-larger = Bild größer zeigen (neues Fenster)
respond-add = Weiteren Eintrag hinzufügen
respond-remove = Entfernen
respond-up = Nach oben
respond-down = Nach unten
respond-rank = Platz von „{ $label }“, von 1 für das Erste bis { $count }
respond-rank-how = Schreiben Sie eine 1 vor das Wichtigste, eine 2 vor das Zweite und so weiter. Oder verschieben Sie die Einträge mit den Pfeilen.
respond-choose = Bitte auswählen
respond-instance = { $label } { $number }
review-instance = { $repeat } { $number }: { $label }
complaint-not-a-date = Geben Sie ein Datum ein, das es gibt, zum Beispiel 31.12.2024. Eingegeben haben Sie „{ $typed }“.
complaint-not-a-time = Geben Sie eine Uhrzeit ein, zum Beispiel 8:30. Eingegeben haben Sie „{ $typed }“.
complaint-not-a-moment = Geben Sie Datum und Uhrzeit ein, zum Beispiel 31.12.2024 und 8:30. Eingegeben haben Sie „{ $typed }“.
complaint-not-a-ranking = Geben Sie jedem Eintrag einen eigenen Platz: 1 für das Erste, 2 für das Zweite und so weiter.
complaint-off-scale = Geben Sie einen Punkt der Skala ein; die Punkte liegen { $step } auseinander.
complaint-not-a-place = Geben Sie Breite und Länge ein, zum Beispiel 53,33; 8,48. Eingegeben haben Sie „{ $typed }“.

## Access codes
welcome-code = Sie brauchen dazu den Code aus unserem Brief.
welcome-open-door = Sie haben keinen Brief von uns bekommen? Dann können Sie auch ohne Code teilnehmen. Ihre Antworten zählen wir getrennt.
welcome-start-open = Ohne Code teilnehmen
welcome-opt-out = Keine weiteren Briefe zu dieser Umfrage bekommen
mode-term = Wie wir Ihre Antworten schützen
mode-open = Sie antworten ohne Namen und ohne Code. Wir speichern nicht, von welchem Gerät und zu welcher Uhrzeit Antworten kommen. Abgesendete Fragebogen werden gesammelt und gemischt, bevor jemand sie auswertet.
mode-anonymous = Diese Umfrage ist anonym. Ihr Code öffnet den Fragebogen; Ihr Name und Ihre Anschrift liegen in einer anderen Datenbank. Nach dem Absenden werden Ihre Antworten ohne Code und ohne Uhrzeit gesammelt und gemischt. Danach kann niemand mehr feststellen, welche Antworten von Ihnen sind – auch wir nicht. Wir erfahren nur, dass Ihr Code verwendet wurde, damit Sie keine Erinnerung bekommen.
mode-confidential = Diese Umfrage ist vertraulich, aber nicht anonym: Damit wir Sie später noch einmal befragen können, bewahren wir eine Verbindung zwischen Ihrer Einladung und Ihren Antworten auf. Name und Anschrift liegen in einer anderen Datenbank als Ihre Antworten. Wer die Antworten auswertet, sieht keine Namen.
mode-withdrawal = Vor dem Absenden bekommen Sie einen Löschcode. Wer ihn hat, kann Ihre Antworten später löschen lassen. Deshalb lassen sie sich mit diesem Code auch wiederfinden.
code-page = Code eingeben
code-title = Wie lautet der Code aus Ihrem Brief?
code-label = Code aus dem Brief
code-hint = Er hat drei Gruppen zu je vier Zeichen und ein Prüfzeichen, zum Beispiel { $example }. Groß- und Kleinschreibung, Leerzeichen und Striche sind egal.
code-qr = Schneller geht es mit dem QR-Code im Brief: Kamera daraufhalten, fertig. Dann brauchen Sie nichts einzutippen.
code-again = Ich habe schon angefangen
code-again-text = Geben Sie denselben Code noch einmal ein. Sie landen genau dort, wo Sie aufgehört haben – auch auf einem anderen Gerät.
code-lost = Ich finde den Brief nicht mehr
code-lost-text = Melden Sie sich bei uns: { $contact }, Telefon { $phone }.
code-none = Ich habe keinen Code
code-by-link = Der Code aus Ihrem Brief ist schon eingetragen.
code-fault-empty = Geben Sie den Code ein.
code-fault-character = Das Zeichen „{ $character }“ kommt in unseren Codes nicht vor. Vergleichen Sie Ihre Eingabe mit dem, was Sie von uns haben.
code-fault-length = Der Code hat { $length } Zeichen. Sie haben { $typed } eingegeben.
code-fault-check = Ein Zeichen stimmt nicht, oder zwei sind vertauscht. Vergleichen Sie Ihre Eingabe mit dem, was Sie von uns haben.
code-fault-unknown = Diesen Code gibt es in dieser Umfrage nicht. Vergleichen Sie ihn mit Ihrem Brief. Stimmt er, dann melden Sie sich bei uns: { $contact }, Telefon { $phone }.
message-used-title = Mit diesem Code wurde schon geantwortet
message-used-text = Die Antworten sind bei uns angekommen, und der Code ist verbraucht. Waren Sie das nicht? Dann melden Sie sich bei uns: { $contact }, Telefon { $phone }.
message-too-many-title = Aus Ihrem Netz kommen gerade sehr viele Versuche
message-too-many-text = Warten Sie eine Minute und versuchen Sie es dann noch einmal. Mit einem anderen Netz, zum Beispiel über das Mobiltelefon, geht es sofort. Oder melden Sie sich bei uns: { $contact }, Telefon { $phone }.
message-crowded-title = Aus Ihrem Netz kommt gerade sehr viel auf einmal
message-crowded-text = Aus einem Netz nehmen wir nur eine begrenzte Zahl neuer Fragebogen und Nachrichten an. Versuchen Sie es in zehn Minuten noch einmal. Mit einem anderen Netz, zum Beispiel über das Mobiltelefon, geht es sofort. Oder melden Sie sich bei uns: { $contact }, Telefon { $phone }.
later-how-code = Öffnen Sie die Umfrage wieder, auf diesem oder einem anderen Gerät, und geben Sie denselben Code ein. Sie landen genau dort, wo Sie aufgehört haben.
later-shared-code = Benutzen auch andere dieses Gerät? Dann lassen Sie es Ihren Code vergessen. Ihre Antworten bleiben gespeichert, und mit dem Code machen Sie weiter.
leave-title = Oder nur auf diesem Gerät vergessen
leave-text = Ihre Antworten bleiben gespeichert. Mit dem Code aus Ihrem Brief machen Sie später weiter, auch auf einem anderen Gerät.
leave-submit = Auf diesem Gerät vergessen

## What else residents may ask for
opt-out-title = Möchten Sie keine weiteren Briefe zu dieser Umfrage?
opt-out-code = Geben Sie den Code aus Ihrem Brief ein. Daran erkennen wir, wem wir nicht mehr schreiben sollen.
opt-out-text = Wir geben nur das weiter: dass Sie keine Briefe mehr möchten. Angefangene Antworten löschen wir. Haben Sie schon abgesendet, bleiben diese Antworten, wo sie sind.
opt-out-submit = Keine Briefe mehr
told-opted-out-title = Sie bekommen keine weiteren Briefe
told-opted-out-text = Wir haben das weitergegeben. Ein Brief, der schon unterwegs ist, kann noch ankommen.
address-draw-title = Möchten Sie an der Verlosung teilnehmen?
address-draw-text = Dafür brauchen wir Ihren Namen und eine Adresse. Nach der Ziehung löschen wir sie.
address-draw-open = Zur Verlosung
address-report-title = Möchten Sie die Ergebnisse zugeschickt bekommen?
address-report-text = Dafür brauchen wir eine Adresse. Nach dem Versand löschen wir sie.
address-report-open = Ergebnisse bestellen
address-apart = Dieses Formular ist von Ihren Antworten getrennt: Wir bewahren die Adresse in einer anderen Datenbank auf und geben sie erst weiter, wenn genug andere dabei sind. Sie wird nie mit Ihren Antworten verbunden.
address-label = Name und Anschrift oder E-Mail-Adresse
address-submit = Absenden
address-fault = Tragen Sie eine Adresse ein, mit höchstens { $max } Zeichen.
told-draw-title = Sie nehmen an der Verlosung teil
told-draw-text = Wir haben Ihre Adresse. Je Fragebogen zählt eine Adresse.
told-report-title = Wir schicken Ihnen die Ergebnisse
told-report-text = Wir haben Ihre Adresse. Je Fragebogen zählt eine Adresse.
withdrawal-keep = Ihr Löschcode. Schreiben Sie ihn auf, wenn Sie Ihre Antworten vielleicht einmal löschen lassen möchten:
withdrawal-how = Wir können ihn Ihnen nicht noch einmal geben. Ohne ihn findet niemand Ihre Antworten wieder.
withdraw-title = Abgesendete Antworten löschen
withdraw-label = Löschcode
withdraw-hint = Geben Sie den Löschcode ein, den Sie beim Absenden bekommen haben.
withdraw-text = Die Antworten zu diesem Code werden für immer gelöscht. Aus Auswertungen, die schon veröffentlicht sind, lassen sie sich nicht mehr herausrechnen.
withdraw-submit = Antworten löschen
told-withdrawn-title = Wir löschen die Antworten
told-withdrawn-text = Gibt es zu diesem Code Antworten, dann sind sie innerhalb von einer Minute gelöscht.

overview-link = Übersicht
overview-title = Wie weit Sie sind
overview-done = fertig
overview-open = hier geht es weiter
overview-later = kommt noch

file-kb = { $size } kB
file-mb = { $size } MB
file-stored = Ihre Datei ist da: { $file }
file-remove = Diese Datei entfernen
file-replace = Durch eine andere Datei ersetzen:
file-limit = Möglich sind { $types }, höchstens { $max }.
file-cleaned = Aus dem Bild löschen wir, wann und wo es aufgenommen wurde.
file-as-it-is = Was in der Datei verborgen steht, zum Beispiel Ihr Name, löschen wir nicht.
complaint-required-file = Wählen Sie eine Datei aus.
complaint-file-too-large = Diese Datei ist zu groß: Möglich sind höchstens { $max }. Wählen Sie eine kleinere aus.
complaint-file-wrong-type = Diese Datei nehmen wir hier nicht an. Möglich sind { $types }.
complaint-file-unreadable = Diese Datei lässt sich nicht lesen. Prüfen Sie, ob sie sich bei Ihnen öffnen lässt, oder wählen Sie eine andere aus.
complaint-file-too-many-pixels = Dieses Bild hat zu viele Bildpunkte: Möglich sind 30 Millionen. Verkleinern Sie es, oder wählen Sie ein anderes aus.
complaint-file-too-many = Mehr als { $most } Dateien können Sie nicht senden. Entfernen Sie eine andere, bevor Sie diese auswählen.
complaint-file-gone = Diese Datei ist nicht mehr da. Wählen Sie sie noch einmal aus.
complaint-file-no-room = Gerade nehmen wir keine Dateien an. Versuchen Sie es in zehn Minuten noch einmal, oder machen Sie ohne diese Datei weiter, wenn sie nicht nötig ist.

welcome-print = Den ganzen Fragebogen lesen oder drucken
blank-title = Der ganze Fragebogen
blank-text = Zum Lesen und Drucken. Beim Ausfüllen am Bildschirm sehen Sie nur die Fragen, die für Sie gelten.
blank-only = Nur wenn Sie bei Frage { $number } { $choices } angekreuzt haben. Sonst weiter mit Frage { $next }.
blank-only-end = Nur wenn Sie bei Frage { $number } { $choices } angekreuzt haben. Sonst sind Sie am Ende.
blank-unless = Haben Sie bei Frage { $number } { $choices } angekreuzt? Dann weiter mit Frage { $next }.
blank-unless-end = Haben Sie bei Frage { $number } { $choices } angekreuzt? Dann sind Sie am Ende.
blank-some = Das fragen wir nur manche, je nach früheren Antworten. Sonst weiter mit Frage { $next }.
blank-some-end = Das fragen wir nur manche, je nach früheren Antworten. Sonst sind Sie am Ende.
blank-rows = Manche Zeilen betreffen nicht alle: Das hängt von früheren Antworten ab.
blank-several = Mehrere Antworten sind möglich.
blank-order = Schreiben Sie eine 1 vor das Wichtigste, eine 2 vor das Zweite und so weiter.
blank-again = Was hier folgt, können Sie mehrmals ausfüllen.

barrier-open = Barriere melden
barrier-open-apart = Barriere melden (neues Fenster)
barrier-title = Barriere melden
barrier-text = Beschreiben Sie, was nicht geht und auf welcher Seite. Das Formular ist von Ihren Antworten getrennt; Ihren Code schreiben Sie bitte nicht dazu. Möchten Sie eine Antwort? Dann schreiben Sie dazu, wie wir Sie erreichen.
barrier-label = Was geht nicht?
barrier-submit = Melden
barrier-fault = Schreiben Sie, was nicht geht, mit höchstens { $max } Zeichen.
told-barrier-title = Danke, wir haben Ihre Meldung
told-barrier-text = Wir sehen sie uns an. Haben Sie dazugeschrieben, wie wir Sie erreichen, dann melden wir uns.
respond-offline = Sie sind gerade nicht mit dem Internet verbunden. Was Sie eingegeben haben, steht noch auf dieser Seite. Wählen Sie „{ respond-next }“, sobald die Verbindung wieder da ist.

## Pretest
pretest-title = Pretest.
pretest-note = Ein Probelauf: Ihre Antworten werden nicht gespeichert, nur Ihre Kommentare kommen an.
pretest-lost = Nach einem Tag sind die Antworten weg, nach einem Neustart des Servers schon früher.
pretest-comment = Kommentar zu dieser Seite
pretest-general = Was möchten Sie uns insgesamt sagen?
pretest-about = Worum geht es?
pretest-whole-page = Um die ganze Seite
pretest-words = Ihr Kommentar
pretest-name = Ihr Name (freiwillig)
pretest-send = Kommentar senden
pretest-goes-along = Auch „{ respond-next }“ und „{ respond-back }“ senden ihn mit.
pretest-by-button = Nur dieser Knopf sendet ihn.
pretest-kept = Ihr Kommentar ist angekommen. Danke!
pretest-not-kept = Ihr Kommentar ist noch nicht angekommen
pretest-empty = Der Kommentar ist leer. Schreiben Sie, was Ihnen auffällt.
pretest-too-long = Der Kommentar ist zu lang. Er darf höchstens { $most } Zeichen haben.
pretest-long-name = Der Name ist zu lang. Er darf höchstens { $most } Zeichen haben.
pretest-too-many = Es sind gerade zu viele Kommentare da. Versuchen Sie es in einer Stunde noch einmal, oder schreiben Sie an die Person, von der Sie den Link haben.
message-pretest-over-title = Dieser Pretest ist beendet
message-pretest-over-text = Der Link gilt nicht mehr. Fragen Sie die Person, von der Sie ihn haben: Sie kann Ihnen einen neuen geben.
