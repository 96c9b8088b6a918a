# Was Beschäftigte lesen, deutsch. Was Teilnehmende lesen, steht je Sprache in respond/.

tabs-label = Bereiche
tab-people = Menschen
tab-jobs = Aufgaben
role-admin = Verwaltung
role-analyst = Auswertung
role-designer = Fragebogen
role-field = Feldleitung
role-viewer = Einblick
sees-answers = Antworten, aber keine Namen
sees-names = Namen, aber keine Antworten
sees-neither = weder Namen noch Antworten
staff-sign-out = Abmelden
staff-switch = Wechseln
login-title = Anmelden
login-text = Nur für Mitarbeitende. An der Umfrage nehmen Sie ohne Anmeldung teil.
login-email = E-Mail-Adresse
login-password = Passwort
login-submit = Anmelden
login-wrong = E-Mail-Adresse oder Passwort stimmen nicht. Prüfen Sie beides, auch Groß- und Kleinschreibung.
login-expired = Diese Seite war zu lange offen. Melden Sie sich bitte noch einmal an.
staff-surveys = Umfragen
staff-state = Status
staff-state-planned = geplant
staff-state-open = offen
staff-state-paused = pausiert
staff-state-closed = beendet
staff-days = { $from } bis { $until }
staff-days-from = ab { $from }
staff-days-until = bis { $until }
staff-days-all = ohne ersten und letzten Tag
staff-version = Fassung { $version } ({ $hash })
staff-hash = Fassung { $hash }
staff-responses = Antworten
staff-waiting = Noch nicht gemischt
staff-waiting-untold = nicht gezählt
staff-responses-note = vollständig ausgefüllt oder früh beendet
staff-waiting-note = die Hälfte kommt beim nächsten Mischen, höchstens einmal am Tag
staff-counts = Kennzahlen
staff-public = Fragebogen ansehen
staff-empty = Noch keine Antworten. Die ersten erscheinen, sobald { $twice } Fragebogen zusammen sind.
staff-mix = Abgesendete Fragebogen werden gesammelt und gemischt. Einmal am Tag wird die Hälfte davon weitergegeben, ausgelost und nur, wenn das mindestens { $batch } sind; die andere Hälfte wartet auf den nächsten Tag. Eine Woche nach dem letzten Tag der Umfrage kommt der Rest, dann können es weniger sein. So kann niemand aus dem Zeitpunkt schließen, von wem eine Antwort ist, auch nicht, wer selbst viele Fragebogen absendet. Deshalb steht hier auch nicht, wann Antworten gekommen sind.
staff-aside = { $responses } Antworten und { $messages } Mitteilungen lassen sich nicht weitergeben und liegen beiseite. Gelöscht wird davon nichts, und alle anderen gehen ihren Weg. Sagen Sie es denen, die den Server betreiben.
staff-aside-unreadable = { $number } lassen sich nicht öffnen: beschädigt oder unter einem anderen Geheimnis gespeichert.
staff-aside-double = { $number } sind schon angekommen: Eine ältere Kopie des Speichers wurde zurückgespielt.
staff-aside-damaged = { $number } haben eine beschädigte Datei.
staff-no-names = Sie sehen Antworten, aber keine Namen.
staff-quotas = Quoten
staff-quota = Quote
staff-quota-max = Gewünscht
staff-quota-state = Stand
staff-quota-full = voll
staff-quota-open = offen
staff-quota-note = Gezählt wird einmal am Tag, wenn neue Antworten sichtbar werden. Wer angefangen hat oder abgesendet hat und noch nicht gezählt ist, kommt hinzu; deshalb können es mehr werden als gewünscht.
staff-mix-title = Warum nicht jede Antwort sofort erscheint
staff-download = Daten herunterladen
export-machine = Für Statistikprogramme (ZIP)
export-note-machine = CSV mit Komma, UTF-8, Zahlencodes. Für R, Python, SPSS, Stata.
export-excel-de = Für Excel und LibreOffice (ZIP)
export-note-excel-de = CSV mit Semikolon und Dezimalkomma. Lässt sich mit Doppelklick öffnen.
export-xlsx = Arbeitsmappe (XLSX, ZIP)
export-note-xlsx = Ein Blatt je Tabelle, mit Codebuch. Zahlen und Tage sind Zahlen und Tage.
export-jsonl = JSON Lines (ZIP)
export-note-jsonl = Ein JSON-Objekt je Zeile. Für eigene Programme.
staff-files = Einzelne Dateien
staff-file = Datei
staff-content = Inhalt
file-responses = eine Zeile je Antwort, Spalten wie im Codebuch
file-reasons = eine Zeile je Antwort und Grund, mit Code, Bereich und Rang
file-image = eine Zeile je Antwort und Bewertung des Bildes der Region
file-transparency = eine Zeile je Antwort und Lebensbereich: wichtig, bekannt, auffindbar, genutzt, zufrieden
file-repeats = eine Zeile je Antwort, Wiederholung und Variable, die darin gefragt wurde
file-codebook = alle Variablen mit Fragetext, Werten und fehlenden Werten
file-manifest = Zeilenzahl und Prüfsumme jeder Datei
file-attachments = Bilder, Aufnahmen und Dokumente aus den Antworten, nach der Kennung der Antwort

# Neben einer Seite, die jemand ausprobiert
trial-title = Probelauf
trial-nothing-stored = Das ist ein Versuch: Ihre Antworten kommen zu keinen anderen und gehen mit der Zeit verloren.
trial-restart = Neu beginnen
trial-this-page = Auf dieser Seite
trial-all-shown = Alles wird gezeigt.
trial-withheld = In dieser Sprache nicht veröffentlicht
trial-draft = Entwurf: niemand sonst hat die Übersetzung gelesen
trial-source-changed = die Quelle ist seit der Prüfung anders
trial-route = Seiten
trial-here = hier sind Sie
trial-done = beantwortet
trial-ahead = kommt noch
trial-ends = Vorzeitige Enden
trial-end-true = gilt: `{ $source }`
trial-end-false = gilt nicht: `{ $source }`
trial-quotas = Volle Quoten (gilt, wenn Sie neu beginnen)
trial-quota-in = gehört dazu: `{ $source }`
trial-quota-out = gehört nicht dazu: `{ $source }`
trial-values = Werte
trial-response = Das würde gespeichert
trial-no-values = Noch keine Antworten.
trial-computed = berechnet
trial-kept = aufgehoben, jetzt aber nicht gefragt
trial-false = verborgen, weil `{ $source }` falsch ist
trial-false-around = verborgen, weil `{ $source }` von „{ $of }“ falsch ist
trial-ended = verborgen, weil die Befragung vorher endet: „{ $end }“
trial-left-out = weggelassen, weil die Quote „{ $quota }“ voll ist
trial-off = in dieser Fassung nicht gefragt
trial-fault = abgeschaltet: { $problem }
trial-empty = verborgen, weil alles darin verborgen ist
trial-offered = { $offered } von { $all } Antworten, wegen `{ $source }`
trial-nothing-in = { $name } ist leer
staff-doors = davon { $with } mit Code und { $without } ohne

# Was im Hintergrund läuft
staff-prepare-note = Bei sehr vielen Antworten: das Archiv im Hintergrund vorbereiten lassen und später abholen.
jobs-title = Im Hintergrund
jobs-clock = Die Uhr des Servers ist gesprungen, oder er war länger als einen Tag aus. Entwürfe, Codes und Dateien werden erst wieder gelöscht, wenn sie drei Tage lang gleichmäßig gegangen ist. Sagen Sie es denen, die den Server betreiben.
jobs-none = In der letzten Woche wurde hier nichts begonnen.
jobs-what = Was
job-export = Daten von { $survey }: { $how }
job-waiting = wartet
job-running = läuft
job-done = fertig
job-failed = hat nicht geklappt
job-cancelled = abgebrochen
job-progress = Fortschritt
job-writing = { $done } von { $total } Antworten geschrieben
job-files = { $done } von { $total } Dateien geschrieben
job-look = Noch einmal nachsehen
job-watch = Alle 5 Sekunden nachsehen
job-unwatch = Nicht mehr von selbst nachsehen
job-cancel = Abbrechen
job-stopping = Es hält beim nächsten Schritt an.
job-failed-text = Es wurde mehrmals versucht. Beginnen Sie es noch einmal; wenn es wieder nicht klappt, sagen Sie es denen, die den Server betreiben.
job-unfit-text = So geht es nicht: Eine Arbeitsmappe fasst 16.384 Spalten und in einer Zelle 32.767 Zeichen, ein Archiv 8 GB. Laden Sie die Tabellen einzeln als CSV herunter.
job-fetch = Archiv speichern
job-kept = Es wird 24 Stunden aufbewahrt.
job-gone = Das Archiv wurde nach 24 Stunden gelöscht. Lassen Sie es neu vorbereiten, wenn Sie es brauchen.

message-other-session-title = Dieses Formular gilt nicht mehr
message-other-session-text = Es wurde nichts geändert. Sie haben sich inzwischen neu angemeldet oder die Organisation gewechselt, vielleicht in einem anderen Fenster. Gehen Sie zurück und kopieren Sie, was Sie eingegeben haben; öffnen Sie dann die Seite in der richtigen Organisation neu.
message-no-desk-title = Diese Seite gibt es hier nicht
message-no-desk-text = Die Umfrage, der Export oder die Seite ist nicht (mehr) da, oder Ihr Konto darf sie nicht sehen. Fragen Sie Ihre Administration, wenn Sie sie brauchen.

# Menschen und Rollen, das eigene Konto
role-note-admin = Konten, Rollen, Protokoll; keine Antworten, keine Namen
role-note-analyst = Antworten, aber keine Namen
role-note-designer = Fragen schreiben und veröffentlichen, keine Antworten
role-note-field = Namen, Codes und Rücklauf, keine Antworten
role-note-viewer = Stand und Zahlen der Umfragen, sonst nichts
people-title = Menschen und Rollen
people-apart = Niemand sieht Namen und Antworten zugleich: „Feldleitung“ und „Auswertung“ schließen sich aus.
people-count = { $number ->
    [one] Ein Konto
   *[other] { $number } Konten
}
people-oneself = Ihr Konto
people-state-active = aktiv
people-state-invited = eingeladen
people-state-disabled = gesperrt
people-link-until = Link gilt bis { $until }
people-link-over = Der Link gilt nicht mehr. Erneuern Sie die Einladung.
people-last = zuletzt angemeldet am { $day }
people-never = noch nie angemeldet
people-edit = Ändern
people-invite = Jemanden einladen
people-roles = Rollen
people-roles-hint = Eine oder mehrere.
people-roles-note = Mit neuen Rollen enden alle Anmeldungen dieses Kontos in Ihrer Organisation.
people-invite-submit = Link erzeugen
people-invite-note = Sie bekommen einen Link und geben ihn selbst weiter. Er gilt 3 Tage und einmal. Damit nimmt die Person die Einladung an.
people-save = Rollen speichern
people-saved = Gespeichert.
people-access = Zugang
people-own = Ihr Passwort und Ihre Anmeldungen ändern Sie in Ihrem eigenen Konto.
people-sessions = { $number ->
    [0] Zurzeit nicht angemeldet.
    [one] Zurzeit an einer Stelle angemeldet.
   *[other] Zurzeit an { $number } Stellen angemeldet.
}
people-end-sessions = Überall abmelden
people-reset-note = Das Passwort gilt ab sofort nicht mehr, alle Anmeldungen enden. Sie bekommen einen Link, der eine Stunde und einmal gilt; damit wählt die Person ein neues.
people-reset = Passwort zurücksetzen
people-shared = Mehrere Organisationen teilen sich diese Installation. Passwort und zweiten Faktor setzt deshalb bei allen Konten nur zurück, wer sie betreibt.
people-invite-again-note = Ein neuer Link gilt 3 Tage und einmal; der alte gilt dann nicht mehr.
people-invite-again = Einladung erneuern
people-lock = Sperren
people-disable-note = Wer gesperrt ist, kann in Ihrer Organisation nicht mehr arbeiten; alle Anmeldungen dort enden sofort. Sie können die Sperre jederzeit aufheben.
people-disable = Konto sperren
people-enable-note = Dieses Konto ist gesperrt. Nach dem Aufheben gilt das alte Passwort wieder.
people-enable = Sperre aufheben
link-title = Link weitergeben
link-invitation = Mit diesem Link nimmt { $email } die Einladung an. Er gilt einmal und bis { $until }.
link-reset = Das alte Passwort von { $email } gilt nicht mehr. Mit diesem Link wird ein neues gewählt; er gilt einmal und bis { $until }.
link-label = Link
link-note = Kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt. Wer ihn hat, kann sich anmelden. Geben Sie ihn deshalb nur der Person selbst, wie ein Passwort.
link-mailed-title = Link verschickt
link-mailed = Eine Mail mit dem Link ist an { $email } abgeschickt. Er gilt einmal und bis { $until }.
link-mailed-note = Kommt nichts an? Sehen Sie auch im Spam-Ordner nach. Auf der Seite des Kontos lässt sich ein neuer Link erzeugen; der alte gilt dann nicht mehr.
mail-failed-refused = Der Mailserver hat die Mail nicht angenommen (Antwort { $code }). Geben Sie den Link selbst weiter.
mail-failed-unreachable = Der Mailserver ist nicht erreichbar, bricht ab oder hat ein Zertifikat, dem nicht getraut wird. Geben Sie den Link selbst weiter.
mail-failed-slow = Der Mailserver antwortet nicht rechtzeitig. Geben Sie den Link selbst weiter; vielleicht kommt auch die Mail noch an.
mail-failed-unwritable = An diese Adresse lässt sich keine Mail schicken. Geben Sie den Link selbst weiter.
mail-failed-busy = Gerade sind zu viele Mails unterwegs. Geben Sie den Link selbst weiter.
mail-subject = Passwort wählen
mail-invited = Sie sind eingeladen, bei zugvogel mitzuarbeiten, der Plattform für Umfragen.
    Wählen Sie mit diesem Link ein Passwort, oder nehmen Sie die Einladung mit dem an, das Sie dort schon haben. Der Link gilt einmal, drei Tage lang:

    { $link }

    Danach melden Sie sich mit { $email } an. Geben Sie den Link nicht weiter.
mail-reset = Ihre Administration hat Ihr Passwort bei zugvogel zurückgesetzt; das alte gilt nicht mehr.
    Wählen Sie mit diesem Link ein neues. Er gilt einmal, eine Stunde lang:

    { $link }

    Danach melden Sie sich mit { $email } an. Geben Sie den Link nicht weiter.
mail-forgotten = Jemand möchte für { $email } bei zugvogel ein neues Passwort wählen.
    Waren Sie das, dann nehmen Sie diesen Link. Er gilt einmal, eine Stunde lang:

    { $link }

    Waren Sie es nicht, brauchen Sie nichts zu tun: Ihr Passwort gilt weiter.
login-forgot = Passwort vergessen?
forgot-title = Passwort vergessen
forgot-text = Geben Sie die E-Mail-Adresse Ihres Kontos ein. Sie bekommen einen Link, mit dem Sie ein neues Passwort wählen.
forgot-submit = Link schicken
forgot-asked = Wenn es ein Konto mit der Adresse { $email } gibt, ist eine Mail dorthin unterwegs. Der Link darin gilt einmal, eine Stunde lang; so lange wird kein zweiter verschickt. Kommt nichts an, wenden Sie sich an Ihre Administration.
forgot-no-mail = Von hier werden keine Mails verschickt. Ihre Administration kann Ihr Passwort zurücksetzen und gibt Ihnen einen Link, mit dem Sie ein neues wählen.
forgot-back = Zur Anmeldung
link-over-title = Dieser Link gilt nicht mehr
link-over-text = Er wurde schon benutzt, ist abgelaufen, oder es gibt einen neueren. Bitten Sie Ihre Administration um einen neuen Link.
password-title = Passwort wählen
password-new = Neues Passwort
password-hint = Mindestens 12 Zeichen, etwa vier Wörter, die nicht zusammengehören. Ziffern und Sonderzeichen müssen nicht sein.
password-again = Neues Passwort noch einmal
password-submit = Passwort speichern
join-title = Einladung annehmen
join-text = { $organisation } lädt Sie ein, mitzuarbeiten.
join-known = Sie haben hier schon ein Konto
join-submit = Mit diesem Passwort annehmen
join-wrong = Das Passwort stimmt nicht, oder Sie haben hier noch kein Konto. Prüfen Sie es, auch Groß- und Kleinschreibung, oder wählen Sie unten eines.
join-new = Sie sind neu hier
organisation-title = Organisation
organisation-save = Speichern
organisation-saved-name = Der Name ist gespeichert.
organisation-saved-look = Gespeichert. In wenigen Sekunden gilt es auch auf den Seiten der Befragten.
organisation-saved-factor = Gespeichert. Es gilt ab der nächsten Seite, die jemand aufruft.
organisation-saved-publisher = Gespeichert. Was schon veröffentlicht ist, bleibt, wie es ist.
organisation-name = Name
organisation-name-label = Name der Organisation
organisation-name-note = Er steht oben auf allen Seiten der Mitarbeitenden. Befragte lesen, was im Fragebogen als Herausgeber steht.
organisation-name-wrong = Schreiben Sie einen Namen mit höchstens { $most } Zeichen.
organisation-factor-on = Wer die Rolle „Verwaltung“ hat, muss einen zweiten Faktor einrichten, bevor etwas anderes geht.
organisation-factor-off = Wer die Rolle „Verwaltung“ hat, kann einen zweiten Faktor einrichten, muss aber nicht. Wird er verlangt, kommt niemand mit dieser Rolle ohne ihn weiter, auch Sie nicht.
organisation-factor-demand = Zweiten Faktor verlangen
organisation-factor-drop = Nicht mehr verlangen
organisation-look = Wappen und Farben
organisation-look-text = So sehen die Seiten der Befragten und der Mitarbeitenden aus. Was leer bleibt, ist neutral.
organisation-crest = Wappen oder Logo
organisation-crest-hint = Eine SVG aus einfachen Formen in flachen Farben, oder eine PNG. Ohne Datei bleibt es, wie es ist.
organisation-no-crest = Kein Wappen mehr
organisation-colour = Farbe
organisation-colour-hint = Für Links und Knöpfe, geschrieben wie #005f6b. Leer heißt: die üblichen Farben.
organisation-accent = Zweite Farbe
organisation-accent-hint = Für den Streifen oben und den Fortschritt. Leer heißt: die erste.
organisation-accent-alone = Eine zweite Farbe braucht eine erste.
organisation-publisher = Wer fragt
organisation-publisher-text = Kontakt, Impressum und Datenschutzhinweise, wie Befragte sie lesen. Wer einen Fragebogen schreibt oder eine Umfrage anlegt, setzt sie mit einem Knopf ein, wo sie fehlen, und kann sie dort ändern.
organisation-colour-wrong = „{ $typed }“ ist keine Farbe. Schreiben Sie sie wie #005f6b.
organisation-shade-light = Damit man es lesen kann, steht auf hellen Seiten { $used } statt { $wanted }.
organisation-shade-dark = Damit man es lesen kann, steht auf dunklen Seiten { $used } statt { $wanted }.
organisation-mail = Mail
organisation-sender = Einladungen und Links für Passwörter gehen als Mail hinaus, mit dem Absender { $sender }. Das stellt ein, wer den Server betreibt.
organisation-no-mail = Von hier werden keine Mails verschickt; Links für Passwörter geben Sie selbst weiter. Einen Mailserver stellt ein, wer den Server betreibt.
crest-too-large = Die Datei ist zu groß. Machen Sie sie kleiner.
crest-wrong-type = Das ist weder eine Zeichnung (SVG) noch ein Bild (PNG).
crest-damaged = Die Datei ist beschädigt.
crest-too-many = Die Zeichnung hat zu viele Formen oder zu viele Gruppen in Gruppen.
crest-not-allowed = Die Zeichnung hat „{ $what }“, was nicht übernommen wird. Speichern Sie sie als einfache Formen in flachen Farben, oder als PNG.
crest-no-size = Die Zeichnung sagt nicht, wie groß sie ist: Es fehlt eine viewBox mit einer Fläche, oder Breite und Höhe in Pixeln.
login-chosen = Ihr Passwort ist gespeichert. Melden Sie sich jetzt damit an.
confirm-title = Bestätigen Sie mit Ihrem Passwort
confirm-text = Ihre Anmeldung ist länger als 10 Minuten her. Bevor das geschieht, geben Sie Ihr Passwort noch einmal ein. Was Sie eingegeben haben, geht nicht verloren.
confirm-submit = Bestätigen
me-title = Mein Konto
me-sessions = Ihre Anmeldungen
me-sessions-note = Eine Anmeldung endet nach 30 Minuten ohne Nutzung, spätestens nach 12 Stunden. Gerät und Ort speichern wir nicht.
me-end-others = Alle anderen beenden
me-end = Beenden
me-this = Diese Anmeldung
me-other = Andere Anmeldung
me-now = jetzt
me-since = seit { $began }
me-since-seen = seit { $began }, zuletzt benutzt { $seen }
me-password = Passwort ändern
me-old = Jetziges Passwort
me-change = Passwort ändern
me-changed = Ihr Passwort ist geändert. Alle anderen Anmeldungen sind beendet.
me-password-note = Alle anderen Anmeldungen enden damit.
account-moment = { $day }, { $time } Uhr
account-wrong = Das jetzige Passwort stimmt nicht. Prüfen Sie es, auch Groß- und Kleinschreibung.
account-again = Die beiden neuen Passwörter sind verschieden. Geben Sie beide noch einmal ein.
account-address = „{ $email }“ ist keine E-Mail-Adresse. Geben Sie eine wie name@landkreis.de ein.
account-taken = Für { $email } gibt es schon ein Konto. Suchen Sie es in der Liste, oder nehmen Sie eine andere Adresse.
account-known = Für diese Adresse gibt es schon ein Konto. Nehmen Sie die Einladung mit dessen Passwort an.
account-shared = Mehrere Organisationen teilen sich diese Installation. Passwort und zweiten Faktor setzt deshalb nur zurück, wer sie betreibt.
account-unknown = Für { $email } gibt es kein Konto.
account-disabled = Das Konto von { $email } ist gesperrt. Heben Sie zuerst die Sperre auf.
account-no-role = Wählen Sie mindestens eine Rolle.
account-apart = „{ $one }“ und „{ $other }“ kann niemand zugleich sein: Wer Antworten sieht, darf weder Namen noch Codes sehen. Wählen Sie eine von beiden ab.
account-length = Ein Passwort hat 12 bis 128 Zeichen. Nehmen Sie zum Beispiel vier Wörter, die nicht zusammengehören.
account-common = Dieses Passwort gehört zu denen, die zuerst geraten werden. Nehmen Sie mehrere Wörter, die nicht zusammengehören.
account-same = Das ist Ihr jetziges Passwort. Wählen Sie ein anderes.
account-last-admin = Das ist das letzte Konto mit der Rolle „Verwaltung“. Danach könnte niemand mehr jemanden hereinlassen. Geben Sie die Rolle zuerst jemand anderem.
account-oneself = Das ist Ihr eigenes Konto. Passwort und Anmeldungen ändern Sie unter „Mein Konto“.

# Protokoll
audit-title = Protokoll
audit-note = Wer in Ihrer Organisation wann was getan hat, das Neueste zuerst. Jeder Eintrag ist mit dem vorigen verkettet; was nachträglich geändert wurde, fällt beim Prüfen auf.
audit-none = Noch keine Einträge.
audit-older = Ältere Einträge
audit-newest = Zu den neuesten
audit-cli = Betrieb (Befehl)
audit-system = Server
audit-act-organisation-add = Organisation angelegt
audit-act-organisation-look = Wappen oder Farben geändert
audit-act-organisation-name = Name der Organisation geändert
audit-act-staff-add = Konto angelegt
audit-act-staff-invite = Einladungslink erzeugt
audit-act-staff-accept = Einladung angenommen
audit-act-staff-roles = Rollen geändert
audit-act-staff-disable = Konto gesperrt
audit-act-staff-enable = Sperre aufgehoben
audit-act-staff-reset = Passwort zurückgesetzt
audit-act-staff-password = Passwort gewählt
audit-act-staff-ask = Link für ein neues Passwort angefordert
audit-act-mail-fail = Mail nicht verschickt
audit-act-session-end-others = Anmeldungen beendet
audit-act-session-begin = Angemeldet
audit-act-session-refuse = Anmeldung gescheitert (Anzahl der Versuche)
audit-act-session-end = Abgemeldet
audit-act-access-refuse = Seite verweigert, die die Rolle nicht erlaubt
audit-act-survey-publish = Umfrage veröffentlicht
audit-act-survey-version = Neue Fassung veröffentlicht
audit-act-survey-open = Umfrage geöffnet
audit-act-survey-pause = Umfrage pausiert
audit-act-survey-extend = Letzter Tag geändert
audit-act-survey-close = Umfrage beendet
audit-act-survey-archive = Umfrage ins Archiv gelegt
audit-act-survey-unarchive = Umfrage aus dem Archiv geholt
audit-act-survey-delete = Umfrage gelöscht
audit-act-survey-export = Antworten heruntergeladen
audit-act-survey-simulate = Antworten simuliert
audit-act-survey-mix-force = Mischen erzwungen
audit-act-stores-reconcile = Speicher nach einer Wiederherstellung geordnet
audit-act-codes-draw = Codes erzeugt
audit-act-clock-confirm = Uhr bestätigt
audit-act-contacts-read = Adressen und Meldungen gelesen
audit-act-contacts-delete = Adressen und Meldungen gelöscht

# Der zweite Faktor
login-code-title = Code aus der App eingeben
login-code-step = Schritt 2 von 2
login-code-label = Sechs Ziffern, oder ein Wiederherstellungscode
login-code-hint = Der Code wechselt alle 30 Sekunden. Leerzeichen schaden nicht.
login-code-back = Zurück zum Passwort
login-code-lost = Telefon verloren? Nehmen Sie einen Ihrer Wiederherstellungscodes. Ohne sie kann Ihre Administration den zweiten Faktor zurücksetzen.
login-code-wrong = Dieser Code gilt nicht. Geben Sie den ein, der jetzt in der App steht; jeder gilt nur einmal. Noch { $left } Versuche, dann 15 Minuten Pause.
login-code-paused = Das waren zu viele falsche Codes. In 15 Minuten können Sie es wieder versuchen.
factor-title = Zweiter Faktor
factor-short = zweiter Faktor
factor-text = Zusätzlich zum Passwort fragt die Anmeldung dann nach einem Code, den eine App auf Ihrem Telefon zeigt. So hilft ein erratenes Passwort niemandem.
factor-begin = Zweiten Faktor einrichten
factor-there = Ihr zweiter Faktor ist eingerichtet.
factor-demanded = Ihre Organisation verlangt von allen mit der Rolle „Verwaltung“ einen zweiten Faktor. Richten Sie ihn ein, dann geht es weiter.
factor-scan = Scannen Sie das Quadrat mit einer App für Anmeldecodes, oder tippen Sie den Schlüssel dort ein. Geben Sie dann den Code ein, den die App zeigt.
factor-square = QR-Code mit dem Schlüssel, der auch darunter steht
factor-key = Schlüssel
factor-code = Sechs Ziffern aus der App
factor-confirm = Einrichten abschließen
factor-wrong = Dieser Code passt nicht. Geben Sie den ein, der jetzt in der App steht, und prüfen Sie die Uhr des Telefons.
factor-remove = Zweiten Faktor entfernen
me-factor-there = Eingerichtet. Noch { $left } Wiederherstellungscodes.
recovery-title = Ihre Wiederherstellungscodes
recovery-text = Der zweite Faktor ist eingerichtet, alle anderen Anmeldungen sind beendet. Wenn Sie das Telefon verlieren, melden Sie sich mit einem dieser Codes an; jeder gilt einmal. Schreiben Sie sie jetzt auf: Sie werden nur dieses eine Mal gezeigt.
recovery-done = Ich habe sie aufgeschrieben
people-factor-note = Dieses Konto hat einen zweiten Faktor. Entfernen Sie ihn nur, wenn das Telefon verloren ist; alle Anmeldungen enden.
people-factor-remove = Zweiten Faktor entfernen
account-factor-demanded = Eine Organisation, für die Sie arbeiten, verlangt von allen mit der Rolle „Verwaltung“ einen zweiten Faktor. Er lässt sich deshalb nicht entfernen.
audit-act-factor-add = Zweiter Faktor eingerichtet
audit-act-factor-remove = Zweiter Faktor entfernt
audit-act-factor-recover = Wiederherstellungscode benutzt
audit-act-organisation-factor = Zweiter Faktor für die Verwaltung verlangt oder nicht
audit-act-organisation-publisher = Angaben der Organisation für Befragte geändert

# Umfragen
surveys-new = Neue Umfrage
surveys-list = Liste der Umfragen
surveys-filter = Nach Zustand filtern
surveys-filter-all = Alle
surveys-filter-open = Offen
surveys-filter-paused = Pausiert
surveys-filter-planned = Geplant
surveys-filter-closed = Beendet
surveys-filter-archive = Archiv
surveys-none = Noch keine Umfrage
surveys-none-so = In diesem Zustand ist keine Umfrage.
surveys-begin = Fangen Sie mit „Neue Umfrage“ an: mit einer Fassung, die schon veröffentlicht ist, oder mit einer Datei (JSON, XLSForm). Verschickt wird dabei noch nichts.
surveys-begin-others = Angelegt wird eine Umfrage von jemandem mit der Rolle „Fragebogen“. Bis dahin ist hier nichts zu tun.
surveys-days = Zeitraum
surveys-access = Zugang
surveys-version = Fassung
surveys-came = Eingegangen
surveys-access-open = offen für alle
surveys-access-code = mit Code
surveys-mode-anonymous = anonym
surveys-mode-confidential = vertraulich
surveys-open-door = auch ohne Code
surveys-number = Nummer { $number }
surveys-fewer = weniger als { $batch }
surveys-in-days = { $days ->
        [one] morgen
       *[other] in { $days } Tagen
    }
surveys-day-of = Tag { $day } von { $days }
surveys-days-left = { $days ->
        [0] letzter Tag
        [one] noch ein Tag
       *[other] noch { $days } Tage
    }
surveys-more = Mehr
surveys-note = Eingegangen = abgesendet und gemischt; neue kommen höchstens einmal am Tag dazu. Sind es weniger, als zusammen gemischt werden, steht nur das da, damit niemand einzelne Antworten ablesen kann.
waves-next = Nächste Welle anlegen
waves-number = Welle { $number }
waves-heading = Welle { $number } der Studie „{ $study }“
waves-study = Studie „{ $study }“, { $waves ->
    [one] eine Welle
   *[other] { $waves } Wellen
}
step-open = Öffnen
step-field = Feldphase
step-resume = Fortsetzen
step-results = Auswertung
step-look = Ansehen
staff-created = Die Umfrage ist angelegt. In wenigen Sekunden ist sie unter ihrer Adresse zu finden.
staff-created-codes = Ihre Codes werden auf dem Server gezogen, mit „zugvogel codes“.
staff-known = Diese Umfrage war schon angelegt, genau so, wie sie ausgefüllt wurde. Es kam keine dazu.
staff-versions = Fassungen
staff-version-number = Nummer
staff-version-label = Bezeichnung
staff-version-day = Veröffentlicht
staff-version-file = Datei
staff-version-current = im Feld
field-title = Feldphase
field-decided = Gespeichert. In wenigen Sekunden gilt es auch auf den Seiten der Befragten.
field-gone-text = Die Umfrage ist seit mehr als { $days } Tagen beendet. Codes und Begonnenes sind gelöscht, deshalb lässt sie sich nicht wieder öffnen. Legen Sie für eine weitere Welle eine neue Umfrage an.
field-last-day = Letzter Tag
field-day-wrong = Schreiben Sie den Tag als Jahr-Monat-Tag, zum Beispiel 2026-11-05.
field-title-open = Jetzt öffnen
field-text-open = Ab heute kann geantwortet werden; heute wird der erste Tag. Wer vorher kam, hat gelesen, wann es losgeht.
field-button-open = Öffnen
field-title-resume = Fortsetzen
field-text-resume = Wer angefangen hat, macht an der Stelle weiter, an der er war. Codes gelten wieder.
field-button-resume = Fortsetzen
field-title-reopen = Wieder öffnen
field-text-reopen = { $planned ->
        [yes] Ab sofort kann wieder geantwortet werden, bis zum geplanten letzten Tag, dem { $until }. Was begonnen war, ist noch da.
       *[no] Ab sofort kann wieder geantwortet werden, ohne letzten Tag. Was begonnen war, ist noch da.
    }
field-button-reopen = Wieder öffnen
field-title-pause = Anhalten
field-text-pause = Wer kommt, liest, dass er später wiederkommen soll. Was begonnen wurde, bleibt; auch wer angefangen hat, kann erst weitermachen, wenn Sie fortsetzen. Abgesendetes bleibt abgesendet.
field-button-pause = Anhalten
field-title-extend = Letzter Tag
field-text-extend = Bis zum Ende dieses Tages kann geantwortet werden. Wer bis dahin angefangen hat, kann danach noch fertig werden. Eine Umfrage, die beendet ist, wird damit wieder geöffnet.
field-button-extend = Letzten Tag setzen
field-title-close = Beenden
field-text-close = Danach kann niemand mehr anfangen. { $days } Tage lang lässt sich das zurücknehmen.
field-button-close = Umfrage beenden
field-title-archive = Ins Archiv
field-text-archive = Die Umfrage verschwindet aus der Liste und steht dort nur noch unter „Archiv“. Antworten und Auswertung bleiben, wie sie sind.
field-button-archive = Ins Archiv legen
field-title-unarchive = Im Archiv
field-text-unarchive = Die Umfrage steht in der Liste nur unter „Archiv“. Wird sie wieder geöffnet, kommt sie von selbst zurück.
field-button-unarchive = Aus dem Archiv holen
delete-link = Umfrage löschen …
delete-title = „{ $title }“ löschen?
delete-lead = Das lässt sich nicht zurücknehmen. Laden Sie vorher herunter, was Sie behalten müssen.
delete-not-over = Die Umfrage läuft noch. Beenden Sie sie erst; gelöscht werden kann sie, wenn sie sich nicht mehr öffnen lässt.
delete-too-early = Bis zum { $until } lässt sie sich wieder öffnen. Erst danach kann sie gelöscht werden.
delete-goes = Gelöscht wird
delete-answers = Alle Antworten mit Dateien und Zählungen, auch vorbereitete Archive zum Herunterladen
delete-begun = Was begonnen und nicht abgesendet wurde
delete-invitations = { $count ->
        [0] Codes und Einladungen (hier keine)
        [one] Codes und 1 Einladung
       *[other] Codes und { $count } Einladungen
    }
delete-contacts = { $count ->
        [0] Adressen und Meldungen von Befragten (hier keine)
        [one] 1 Adresse oder Meldung von Befragten
       *[other] { $count } Adressen und Meldungen von Befragten
    }
delete-stays = Das bleibt
delete-stays-trail = Das Protokoll: wer die Umfrage wann angelegt, geführt und gelöscht hat
delete-stays-versions = Der Fragebogen mit seinen veröffentlichten Fassungen
delete-stays-files = Was schon heruntergeladen wurde
delete-stays-copies = Sicherungskopien, bis sie überschrieben werden. Spielt jemand eine zurück, wird die Umfrage wieder gelöscht.
delete-label = Tippen Sie zur Bestätigung den Namen der Umfrage: { $name }
delete-wrong = Das ist nicht der Name der Umfrage. Sie heißt { $name }.
delete-button = Endgültig löschen
delete-not = Doch nicht löschen
delete-done = Die Umfrage ist gelöscht. Bis alle Antworten aus den Speichern entfernt sind, vergehen höchstens ein paar Minuten.
close-title = „{ $title }“ beenden?
close-told = Wer kommt und noch nicht angefangen hat, liest, dass die Umfrage am { $day } zu Ende ging.
close-begun = Wer angefangen hat, kann in der Nachfrist noch absenden; danach nicht mehr.
close-letters = Codes, die noch unterwegs sind, führen zu nichts mehr.
close-again = { $days } Tage lang können Sie wieder öffnen. Danach werden Codes und Begonnenes gelöscht.
close-not = Doch nicht beenden
close-impossible = Diese Umfrage läuft gerade nicht; es gibt nichts zu beenden.
new-lead = Mit dem Anlegen wird der Fragebogen veröffentlicht. Ohne ersten Tag oder mit einem, der schon da ist, kann sofort geantwortet werden.
new-wave = Welle { $number } der Studie „{ $study }“
new-wave-note = Vorgeschlagen ist, was für die Welle davor, „{ $of }“, galt: Fragebogen in der neuesten Fassung, Nähe zu Menschen, Angebote und so viele Tage, nach ihrem letzten. Sie können alles ändern. Dass die Umfrage zur Studie „{ $study }“ gehört, und ihre Nummer, { $number }, lassen sich später nicht ändern.
new-wave-taken = Welle { $number } der Studie „{ $study }“ wurde inzwischen angelegt: „{ $slug }“. Ihre Angaben stehen noch hier. Legen Sie sie jetzt an, werden sie Welle { $next }.
new-wave-overlap = Die Welle davor, „{ $slug }“, läuft bis { $closes }: Beide nehmen eine Zeit lang zugleich Antworten an.
new-wave-endless = Die Welle davor, „{ $slug }“, hat keinen letzten Tag: Solange sie niemand beendet, nehmen beide zugleich Antworten an.
new-study-taken = „{ $slug }“ heißt schon eine Studie, zu der noch „{ $wave }“ gehört. Wählen Sie einen anderen Namen, oder legen Sie auf der Seite von „{ $wave }“ die nächste Welle an.
new-checks = Bevor Sie anlegen
new-anyway = Ich habe das gelesen; trotzdem anlegen
new-confirm = Lesen Sie, was unter „Bevor Sie anlegen“ steht, und setzen Sie dort das Häkchen, oder ändern Sie es vorher.
new-check-publisher = Wer fragt, Kontakt, Impressum und Datenschutzhinweis stehen im Fragebogen.
new-check-no-publisher = Im Fragebogen steht nicht, wer fragt: Kontakt, Impressum und Datenschutzhinweis fehlen. Befragte hätten keine Stelle, an die sie sich wenden können.
new-fill-publisher = Angaben der Organisation einsetzen, wo sie fehlen. Der Fragebogen wird damit als neue Fassung veröffentlicht; der Entwurf bleibt, wie er ist.
new-check-true = Was die Texte über Codes und Anonymität sagen, widerspricht der gewählten Art nicht.
new-check-untrue = Das stimmt für diese Umfrage nicht: „{ $sentence }“ ({ $path }). Beginnen Sie den Absatz mit einer Marke wie {"{"}not { $mark }{"}"}, damit er nur dort steht, wo er gilt.
new-questionnaire = Fragebogen und Adresse
new-version = Veröffentlichte Fassung
new-version-none = keine – eine Datei hochladen
new-version-choice = { $name }, Nummer { $number } vom { $day }
new-file = Oder eine Datei
new-file-hint = JSON, XLSForm (.xlsx, .xls, .csv, .md) oder LimeSurvey (.lss). Bilder und Listen in eigenen Dateien gehen nur auf dem Server.
new-file-again = Wählen Sie die Datei bitte noch einmal; der Browser schickt sie nicht von selbst mit.
new-file-kind = „{ $name }“ ist kein Fragebogen, den wir lesen können: JSON, XLSForm (.xlsx, .xls, .csv, .md) oder LimeSurvey (.lss).
new-more = und { $count } weitere
new-nothing-chosen = Wählen Sie eine veröffentlichte Fassung oder eine Datei.
new-two-chosen = Wählen Sie entweder eine Fassung oder eine Datei, nicht beides.
new-slug = Name in der Adresse
new-slug-hint = Befragte kommen über /s/NAME. Kleine Buchstaben a–z, Ziffern und -; er lässt sich später nicht ändern.
new-slug-wrong = Der Name in der Adresse darf nur a–z, 0–9 und - enthalten, nicht mit - beginnen und höchstens 60 Zeichen haben.
new-mode = Wie nah Antworten an Menschen sind
new-mode-hint = Das gehört zu dem, was Befragten versprochen wird. Es lässt sich später nicht ändern.
new-mode-missing = Wählen Sie, wie nah Antworten an Menschen sind.
new-mode-open = Offen
new-mode-means-open = Jeder kann antworten, ohne Code. Niemand weiß, wer geantwortet hat, aber jemand kann auch mehrmals antworten.
new-mode-anonymous = Anonym mit Code
new-mode-means-anonymous = Jeder Code gilt einmal. Von einer Antwort führt kein Weg zu einer Anschrift zurück, auch für uns nicht.
new-mode-confidential = Vertraulich mit Code
new-mode-means-confidential = Ein Zusammenhang zwischen den Wellen bleibt erhalten, und Befragte lesen das. Er endet, wenn die Einladung gelöscht wird.
new-offers = Was die Umfrage außerdem anbietet
new-offers-hint = Auch das lässt sich später nicht ändern.
new-offer-open-door = Auch ohne Code
new-offer-means-open-door = Wer keinen Brief hat, kann trotzdem antworten. Diese Antworten werden getrennt gezählt.
new-offer-withdrawal = Löschcode
new-offer-means-withdrawal = Befragte bekommen nach dem Absenden einen Code, mit dem sie ihre Antworten löschen lassen können. Damit sind sie auffindbar.
new-offer-draw = Verlosung
new-offer-means-draw = Nach dem Absenden, auf einem eigenen Formular, getrennt von den Antworten.
new-offer-report = Ergebnisse per Post
new-offer-means-report = Nach dem Absenden, auf einem eigenen Formular, getrennt von den Antworten.
new-open-twice = „Auch ohne Code“ ist für Umfragen mit Code; diese ist schon offen für alle.
new-days = Zeitraum und Mischen
new-days-hint = Beide Tage dürfen fehlen. Ohne ersten Tag beginnt die Umfrage sofort, ohne letzten läuft sie, bis sie jemand beendet. Die Feldleitung kann beides später ändern.
new-opens = Erster Tag
new-closes = Letzter Tag
new-days-wrong = Der erste Tag, { $opens }, liegt nach dem letzten, { $closes }; niemand könnte antworten.
new-passed = Der letzte Tag, { $closes }, ist vorbei: Niemand kann antworten.
new-language = Die Fragen werden nicht in „{ $missing }“ angeboten: Texte fehlen oder sind nicht geprüft.
new-batch = So viele Antworten werden mindestens zusammen gemischt
new-batch-hint = Üblich sind 20. Weniger verrät eher, wann jemand geantwortet hat.
new-batch-wrong = So viele müssen mindestens zusammen gemischt werden: eine ganze Zahl ab 1.
new-small-batch = Mit { $batch } wird in kleineren Gruppen gemischt als den { $usual }, die das Versprechen halten, dass niemand daran zu erkennen ist, wann er geantwortet hat.
new-submit = Anlegen und veröffentlichen
new-cancel = Doch nicht
