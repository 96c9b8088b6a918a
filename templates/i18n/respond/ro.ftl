# Ce citesc participanții, în română. Adresare cu „dumneavoastră”, propoziții scurte. Cheile sunt aceleași în fiecare limbă.

## Fiecare pagină
skip = Salt la conținut
crest-of = Stema: { $organisation }
language = Limba
language-rest = Doar butoanele și mesajele:
product = zugvogel
foot-help = Întrebări sau ajutor?
foot-legal = Informații juridice
legal-privacy = Protecția datelor
legal-accessibility = Accesibilitate
legal-imprint = Informații legale
legal-nothing = Aici nu scrie încă nimic. Vă rugăm să întrebați instituția de la care aveți acest sondaj.
month = { $month ->
    [1] ianuarie
    [2] februarie
    [3] martie
    [4] aprilie
    [5] mai
    [6] iunie
    [7] iulie
    [8] august
    [9] septembrie
    [10] octombrie
    [11] noiembrie
   *[12] decembrie
}
date = { $day } { $month } { $year }
said-number = { $number } { $unit }
said-time = { $time }
said-moment = { $date }, { $time }
said-place = latitudine { $latitude }°, longitudine { $longitude }°
calendar-months = ian feb mar apr mai iun iul aug sep oct nov dec
calendar-days = dum lun mar mie joi vin sâm

## Prima pagină
welcome-start = Începeți sondajul
welcome-lead = Prin acest sondaj vă rugăm să ne răspundeți la câteva întrebări.
welcome-resume = Continuați
welcome-open = Nu aveți nevoie de un cod. Vă rugăm să completați chestionarul o singură dată.
welcome-draft = Ați început deja în acest browser. Răspunsurile sunt încă aici.
welcome-nothing = Nu găsim răspunsuri începute în acest browser. Poate ați început pe alt dispozitiv. Aici puteți începe din nou.
welcome-unsent = Acest lucru este posibil abia după ce ați trimis răspunsurile.
welcome-forget = Ștergeți răspunsurile începute
welcome-before = Înainte de a începe
welcome-steps = Cum funcționează
welcome-privacy = Toate informațiile despre protecția datelor

## Întrebări
progress = Secțiunea { $current } din { $total }:
respond-next = Mai departe
respond-back = Înapoi
respond-change-areas = Modificați domeniile
respond-later = Continuați mai târziu
respond-or = sau
quoted = „{ $text }”
list-more = { $before }, { $next }
list-or = { $before } sau { $next }
respond-other = Și anume (opțional)
respond-acknowledge = Da, am luat la cunoștință
respond-limit = Număr maxim de caractere: { $max }
respond-year = Anul
respond-month = Luna
respond-day = Ziua
respond-choose-month = Alegeți luna
search-button = Căutați
search-hint = Scrieți începutul sau o parte din nume și alegeți „{ search-button }”.
search-found = { $total ->
    [1] Un rezultat. Alegeți-l:
    [few] { $total } rezultate. Alegeți unul:
   *[other] { $total } de rezultate. Alegeți unul:
}
search-cut = Sunt afișate { $shown } din { $total } rezultate. Alegeți unul sau scrieți mai mult din nume:
search-picked = Alegerea dumneavoastră:
search-none = Niciun rezultat pentru „{ $typed }”. Verificați scrierea sau scrieți mai puțin din nume.
scale-poles = { $left } sau { $right }
scale-point = { $point } din { $length }
scale-named-point = { $point } din { $length }: { $name }
scale-middle = exact la mijloc
notice-another-question = Răspunsul dumneavoastră duce la alte întrebări pe această pagină.
notice-changed-elsewhere = Între timp ați completat chestionarul într-o altă fereastră. Aici nu am suprascris nimic. Mai jos vedeți ce ați răspuns în această fereastră: verificați și alegeți „{ respond-next }” dacă așa trebuie să rămână.
notice-review-changed = De când ați văzut răspunsurile aici, este posibil ca ele să se fi schimbat, de exemplu în altă fereastră. Nu am trimis încă nimic. Aici sunt răspunsurile așa cum sunt acum: verificați-le, apoi trimiteți-le.
notice-not-yet = Această întrebare vine mai târziu. De aici puteți continua.
notice-not-on-the-way = Conform răspunsurilor de până acum, pagina cerută nu face parte din chestionarul dumneavoastră. De aici puteți continua.
notice-not-kept = Pe pagina de pe care ați venit ceva nu era încă corect sau pagina a fost modificată între timp în altă fereastră. Acel lucru nu l-am salvat. Tot restul este salvat.
notice-too-late = Acestea nu mai pot fi trimise și nu le-am salvat. Ultima zi a sondajului: { $last }. Ultima zi pentru răspunsurile începute: { $until }. Ce ați introdus se află încă pe această pagină, ca să puteți copia.

## Erori
error-title = Eroare: { $title }
error-prefix = Eroare:
errors-heading = { $count ->
    [1] Vă rugăm să verificați un răspuns
    [few] Vă rugăm să verificați { $count } răspunsuri
   *[other] Vă rugăm să verificați { $count } de răspunsuri
}
complaint-row = { $row }: { $words }
complaint-required = Alegeți un răspuns.
complaint-required-some = Alegeți cel puțin un răspuns.
complaint-required-number = Scrieți un număr.
complaint-required-text = Scrieți ceva aici.
complaint-required-entry = Căutați o intrare și alegeți-o.
complaint-required-row = Alegeți un răspuns în acest rând: { $row }.
complaint-required-part = Mai completați: { $part }.
complaint-constraint = Acest răspuns nu se potrivește cu celelalte. Verificați-l încă o dată.
complaint-not-a-number = Scrieți un număr cu cifre, de exemplu 12. Ați scris „{ $typed }”.
complaint-ambiguous = Vă referiți la { $whole } sau la { $decimal }? Scrieți numărul astfel. Ați scris „{ $typed }”.
complaint-not-whole = Scrieți un număr întreg, fără punct și virgulă. Ați scris „{ $typed }”.
complaint-range = { $what ->
    [year] Anul
    [month] Luna
    [day] Ziua
   *[number] Numărul
} trebuie să fie între { $min } și { $max }. Ați scris { $typed }.
complaint-too-small = { $what ->
    [year] Anul nu poate fi mai mic
    [month] Luna nu poate fi mai mică
    [day] Ziua nu poate fi mai mică
   *[number] Numărul nu poate fi mai mic
} de { $min }. Ați scris { $typed }.
complaint-too-great = { $what ->
    [year] Anul nu poate fi mai mare
    [month] Luna nu poate fi mai mare
    [day] Ziua nu poate fi mai mare
   *[number] Numărul nu poate fi mai mare
} de { $max }. Ați scris { $typed }.
complaint-too-long = Numărul de caractere din text: { $length }, permise: { $max }. Scurtați textul cu { $excess ->
    [1] un caracter
    [few] { $excess } caractere
   *[other] { $excess } de caractere
}.
complaint-not-offered = Acest răspuns nu există aici. Alegeți unul dintre răspunsurile de pe pagină.
complaint-exclusive = „{ $label }” nu se potrivește cu celelalte răspunsuri alese. Eliminați unul sau altul.
most-choices = Numărul maxim de răspunsuri: { $count }
complaint-too-many = Numărul de răspunsuri alese: { $count }, permise: { $max }. Numărul de răspunsuri de eliminat: { $excess }.
complaint-either = Ați scris ceva și totodată ați ales un răspuns sub „{ respond-or }”. Eliminați unul sau altul.
complaint-no-match = În listă nu există nimic potrivit pentru „{ $typed }”. Verificați scrierea sau scrieți mai puțin din nume.
complaint-several-match = { $count ->
    [1] Se potrivește o intrare
    [few] Se potrivesc { $count } intrări
   *[other] Se potrivesc { $count } de intrări
}. Alegeți una dintre ele.

## Verificare și trimitere
review-page = Verificarea răspunsurilor
review-ready = Toate secțiunile sunt gata.
review-ready-text = Mai rămâne doar să trimiteți.
review-title = Verificați răspunsurile înainte de a le trimite
review-text-open = Încă puteți schimba totul. După trimitere nu se mai poate – atunci nu mai putem găsi răspunsurile dumneavoastră.
review-text-anonymous = Încă puteți schimba totul. După trimitere nu se mai poate – atunci nu mai putem găsi răspunsurile dumneavoastră.
review-text-confidential = Încă puteți schimba totul. După trimitere nu se mai poate. Păstrăm o legătură între invitația și răspunsurile dumneavoastră, ca să vă putem întreba din nou mai târziu.
review-text-withdrawal = Încă puteți schimba totul. După trimitere nu se mai poate. Atunci răspunsurile pot fi șterse numai cu codul de ștergere; cu el pot fi regăsite.
review-unanswered = fără răspuns
review-change = Modificați
review-names = Ați menționat nume într-un text scris de dumneavoastră? Atunci vă rugăm să îl modificați înainte de trimitere.
review-free-text = Vedeți textele proprii
review-submit = Trimiteți răspunsurile
done-title = Mulțumim, răspunsurile dumneavoastră au ajuns la noi
done-text = Nu mai trebuie să faceți nimic.
done-steps = Ce urmează
done-too-late = Răspunsurile dumneavoastră au fost deja trimise. Ce ați introdus după aceea nu am salvat.
done-close = Acum puteți închide această fereastră.
done-another = Dorește și altcineva să participe de pe acest dispozitiv? Atunci facem loc; răspunsurile dumneavoastră rămân unde sunt.
done-another-start = Începeți pentru altă persoană
end-keep = Încheiați și trimiteți
end-keep-text = Prin trimitere înregistrăm că ați răspuns. După aceea nu mai puteți schimba nimic.
end-keep-not-yet = Încă nu s-a trimis nimic. Numărăm răspunsul abia după ce alegeți mai jos „{ end-keep }”.
end-discard-text = Nu păstrăm nimic din ce ați indicat.
end-again = Ceva nu este corect: luați-o de la început
end-back = Înapoi, vreau să schimb răspunsul

## Revenire mai târziu
later-title = Puteți continua mai târziu
later-text = Este salvat totul până la pagina la care ați ales ultima dată „{ respond-next }”.
later-text-all = Am salvat tot ce ați completat până acum.
later-text-part = Am salvat ce ați completat până acum, cu excepția datelor de pe această pagină care nu sunt încă corecte. Reveniți dacă doriți să le corectați.
later-nothing-title = Încă nu este salvat nimic
later-nothing-text = Nu salvăm nimic înainte de a vă fi dat acordul acolo unde îl cerem și nimic dacă, după răspunsurile dumneavoastră, sondajul se încheie pe această pagină. Reveniți pentru a continua. Dacă închideți fereastra, ce ați introdus se pierde.
later-how = Deschideți din nou această adresă: pe același dispozitiv și în același browser. Veți ajunge exact unde v-ați oprit.
later-kept = Răspunsurile începute le păstrăm criptate după ultima salvare cel puțin { $days ->
    [1] o zi
    [few] { $days } zile
   *[other] { $days } de zile
}, apoi le ștergem în decurs de o săptămână. Dacă sondajul se încheie mai devreme, le ștergem la șapte zile după ultima lui zi.
later-shared = Pe un dispozitiv folosit în comun poate continua și următoarea persoană. În acest caz, mai bine ștergeți ce ați început.
later-resume = Continuați acum
forget-title = Doriți să ștergeți răspunsurile începute?
forget-text = Ele dispar imediat și nu pot fi recuperate. După aceea puteți începe din nou.
forget-submit = Ștergeți răspunsurile
forget-keep = Nu ștergeți, continuați
told-forgotten-title = Răspunsurile începute au fost șterse
told-forgotten-text = Nu mai este salvat nimic din ele, nici la noi, nici în acest browser.

## Când ceva nu merge
message-not-found-title = Această pagină nu există
message-not-found-text = Poate lipsește un caracter din adresă. Comparați-o cu adresa primită de la noi.
message-early-title = Acest sondaj nu a început încă
message-early-text = Încă nu primește răspunsuri. Prima zi este { $day }. Dacă aveți o întrebare, vă rugăm să ne contactați.
message-paused-title = Acest sondaj este întrerupt pentru moment
message-paused-text = Momentan nu primește răspunsuri; va continua mai târziu. Ce ați început rămâne salvat; îl puteți trimite când sondajul continuă. Dacă aveți o întrebare, vă rugăm să ne contactați.
message-closed-title = Acest sondaj s-a încheiat
message-closed-text = Nu mai primește răspunsuri noi. Ultima zi a fost { $day }. Dacă aveți o întrebare, vă rugăm să ne contactați.
ending-note = Sondajul s-a încheiat. Răspunsurile începute mai pot fi trimise până la { $day } inclusiv.
message-expired-title = Nu găsim răspunsuri începute în acest browser
message-expired-text = Poate ați început pe alt dispozitiv sau în alt browser ori cookie-urile au fost șterse. Puteți continua acolo sau începe din nou aici.
message-form-expired-title = Această pagină a fost deschisă prea mult timp
message-form-expired-text = Pentru siguranța dumneavoastră nu am salvat nimic. Deschideți pagina din nou și apoi trimiteți-o.
message-bad-form-title = Nu am putut citi datele
message-bad-form-text = Datele nu au ajuns complet la noi. Ce ați salvat înainte este încă acolo. Mergeți înapoi și încercați din nou.
message-too-large-title = A fost prea mult deodată
message-too-large-text = Datele de pe această pagină sunt mai lungi decât putem primi. Scurtați textele și încercați din nou.
message-busy-title = Chiar acum răspund foarte mulți oameni
message-busy-text = Așteptați un minut și încercați din nou. Ce ați salvat înainte este încă acolo.
message-no-room-title = Momentan nu putem primi nimic nou
message-no-room-text = Spațiul nostru de stocare este aproape plin; ne ocupăm de asta. Cine a început deja poate continua și trimite. Încercați din nou peste zece minute.
message-away-title = Avem o defecțiune: momentan nu putem salva nimic
message-away-text = Nu este vina dumneavoastră. Ce ați salvat înainte există în continuare. Încercați din nou peste un minut.
typed-kept = Ceea ce tocmai ați introdus nu s-a pierdut: pagina aceasta încă îl păstrează. Lăsați-o deschisă și trimiteți din nou peste un minut.
typed-kept-longer = Ceea ce tocmai ați introdus nu s-a pierdut: pagina aceasta încă îl păstrează. Lăsați-o deschisă și trimiteți din nou peste zece minute.
typed-kept-paused = Ceea ce tocmai ați introdus nu s-a pierdut: pagina aceasta încă îl păstrează. Lăsați-o deschisă și trimiteți când sondajul continuă.
typed-again = Trimiteți din nou
message-internal-title = La noi ceva nu a funcționat
message-internal-text = Ce ați salvat înainte este încă acolo. Încercați din nou peste câteva minute.
message-incident = Dacă se întâmplă din nou, spuneți-ne acest număr: { $number }
way-start = La prima pagină a sondajului
way-page = Înapoi la chestionar
way-code = Continuați cu codul din scrisoare
way-again = Încercați din nou
way-sign-in = La autentificare

## Declarația de accesibilitate (Markdown)
accessibility-statement =
    Această declarație se referă la sondajul online „{ $survey }”. Responsabil: { $publisher }.

    ## Cât de accesibil este sondajul?

    El ar trebui să îndeplinească cerințele WCAG 2.2, nivelul AA. Până acum am verificat acest lucru doar noi înșine: cu teste automate și prin oamenii care realizează programul. O verificare independentă nu a avut loc încă. De aceea nu afirmăm că totul este îndeplinit.

    Data acestei autoevaluări: { $checked }.

    ## La ce am avut grijă

    - Sondajul funcționează fără JavaScript, cu tastatura și la o mărire de 400 la sută.
    - Nu există limită de timp. Puteți întrerupe și continua mai târziu.
    - Erorile sunt indicate sus pe pagină și lângă câmp, în cuvinte și nu doar prin culoare.

    ## Ce lipsește încă

    - Sondajul nu există încă în limbajul semnelor.
    - Textele în limbaj ușor de citit și traducerile nu au fost încă verificate de specialiști.
    - Sondajul nu a fost încă încercat pe larg cu cititoare de ecran și cu oameni care le folosesc zilnic.

    ## Semnalați o barieră

    Vă deranjează ceva sau nu puteți răspunde la o întrebare? Spuneți-ne: { $contact }, telefon { $phone }, { $email }. Vă ajutăm și să completați chestionarul în alt mod.

    Dacă răspunsul nostru nu vă mulțumește, vă puteți adresa organismului de mediere pentru accesibilitate (Schlichtungsstelle) al landului dumneavoastră.

## Grupuri, repetări și alte tipuri de întrebări
respond-date = Data
respond-time = Ora
respond-more-help = Mai multe despre aceasta
respond-larger = Arată imaginea mai mare (fereastră nouă)
respond-add = Adăugați încă o intrare
respond-remove = Eliminați
respond-up = În sus
respond-down = În jos
respond-rank = Locul pentru „{ $label }”: de la 1 (primul) până la { $count }
respond-rank-how = Scrieți 1 în fața celui mai important, 2 în fața următorului și așa mai departe. Sau mutați intrările cu săgețile.
respond-choose = Alegeți
respond-instance = { $label } { $number }
review-instance = { $repeat } { $number }: { $label }
complaint-not-a-date = Scrieți o dată care există, de exemplu 31.12.2024. Ați scris „{ $typed }”.
complaint-not-a-time = Scrieți o oră, de exemplu 8:30. Ați scris „{ $typed }”.
complaint-not-a-moment = Scrieți data și ora, de exemplu 31.12.2024 și 8:30. Ați scris „{ $typed }”.
complaint-not-a-ranking = Dați fiecărei intrări un loc propriu: 1 pentru prima, 2 pentru a doua și așa mai departe.
complaint-off-scale = Scrieți un punct al scalei; distanța dintre puncte este { $step }.
complaint-not-a-place = Scrieți latitudinea și longitudinea, de exemplu 53,33; 8,48. Ați scris „{ $typed }”.

## Coduri
welcome-code = Aveți nevoie de codul din scrisoarea noastră.
welcome-open-door = Nu ați primit o scrisoare de la noi? Puteți participa și fără cod. Numărăm răspunsurile dumneavoastră separat.
welcome-start-open = Participați fără cod
welcome-opt-out = Nu mai doresc scrisori despre acest sondaj
mode-term = Cum protejăm răspunsurile dumneavoastră
mode-open = Răspundeți fără nume și fără cod. Nu salvăm de pe ce dispozitiv și la ce oră vin răspunsurile. Chestionarele trimise sunt adunate și amestecate înainte ca cineva să le analizeze.
mode-anonymous = Acest sondaj este anonim. Codul deschide chestionarul; numele și adresa dumneavoastră sunt în altă bază de date. După trimitere, răspunsurile sunt adunate și amestecate fără cod și fără oră. Apoi nimeni nu mai poate afla care răspunsuri sunt ale dumneavoastră – nici noi. Aflăm doar că a fost folosit codul, ca să nu primiți o scrisoare de reamintire.
mode-confidential = Acest sondaj este confidențial, dar nu anonim: ca să vă putem întreba din nou mai târziu, păstrăm o legătură între invitația și răspunsurile dumneavoastră. Numele și adresa sunt în altă bază de date decât răspunsurile. Cine analizează răspunsurile nu vede nume.
mode-withdrawal = Înainte de trimitere primiți un cod de ștergere. Cine îl are poate cere mai târziu ștergerea răspunsurilor. De aceea, cu acest cod ele pot fi și regăsite.
code-page = Introduceți codul
code-title = Care este codul din scrisoarea dumneavoastră?
code-label = Codul din scrisoare
code-hint = Are trei grupe de câte patru caractere și un caracter de control, de exemplu { $example }. Literele mari sau mici, spațiile și liniuțele nu contează.
code-qr = Mai repede merge cu codul QR din scrisoare: îndreptați camera spre el și gata. Atunci nu trebuie să scrieți nimic.
code-again = Am început deja
code-again-text = Introduceți încă o dată același cod. Veți ajunge exact unde v-ați oprit – și pe alt dispozitiv.
code-lost = Nu mai găsesc scrisoarea
code-lost-text = Luați legătura cu noi: { $contact }, telefon { $phone }.
code-none = Nu am cod
code-by-link = Codul din scrisoarea dumneavoastră este deja completat.
code-fault-empty = Introduceți codul.
code-fault-character = Caracterul „{ $character }” nu apare în codurile noastre. Comparați ce ați scris cu ce aveți de la noi.
code-fault-length = Codul are { $length } caractere. Ați introdus { $typed }.
code-fault-check = Un caracter este greșit sau două sunt inversate. Comparați ce ați scris cu ce aveți de la noi.
code-fault-unknown = Acest cod nu există în acest sondaj. Comparați-l cu scrisoarea. Dacă este corect, luați legătura cu noi: { $contact }, telefon { $phone }.
message-used-title = Acest cod a fost deja folosit
message-used-text = Răspunsurile au ajuns la noi, iar codul este consumat. Nu ați fost dumneavoastră? Luați legătura cu noi: { $contact }, telefon { $phone }.
message-too-many-title = Din rețeaua dumneavoastră vin acum foarte multe încercări
message-too-many-text = Așteptați un minut și încercați din nou. Din altă rețea, de exemplu cu telefonul mobil, merge imediat. Sau luați legătura cu noi: { $contact }, telefon { $phone }.
message-crowded-title = Din rețeaua dumneavoastră vin acum foarte multe deodată
message-crowded-text = Dintr-o rețea primim doar un număr limitat de chestionare noi și mesaje. Încercați din nou peste zece minute. Din altă rețea, de exemplu cu telefonul mobil, merge imediat. Sau luați legătura cu noi: { $contact }, telefon { $phone }.
later-how-code = Deschideți din nou sondajul, pe acest dispozitiv sau pe altul, și introduceți același cod. Veți ajunge exact unde v-ați oprit.
later-shared-code = Mai folosesc și alții acest dispozitiv? Atunci lăsați-l să uite codul. Răspunsurile rămân salvate, iar cu codul continuați.
leave-title = Sau uitați doar pe acest dispozitiv
leave-text = Răspunsurile rămân salvate. Cu codul din scrisoare continuați mai târziu, și pe alt dispozitiv.
leave-submit = Uitați pe acest dispozitiv

## Ce mai puteți cere
opt-out-title = Nu mai doriți scrisori despre acest sondaj?
opt-out-code = Introduceți codul din scrisoare. După el știm cui să nu mai scriem.
opt-out-text = Transmitem doar atât: că nu mai doriți scrisori. Răspunsurile începute le ștergem. Dacă ați trimis deja, acele răspunsuri rămân unde sunt.
opt-out-submit = Fără alte scrisori
told-opted-out-title = Nu veți mai primi scrisori
told-opted-out-text = Am transmis dorința. O scrisoare aflată deja pe drum mai poate ajunge.
address-draw-title = Doriți să participați la tragerea la sorți?
address-draw-text = Pentru aceasta avem nevoie de numele dumneavoastră și de o adresă. După tragere le ștergem.
address-draw-open = Către tragerea la sorți
address-report-title = Doriți să vă trimitem rezultatele?
address-report-text = Pentru aceasta avem nevoie de o adresă. După trimitere o ștergem.
address-report-open = Comandați rezultatele
address-apart = Acest formular este separat de răspunsurile dumneavoastră: păstrăm adresa în altă bază de date și o dăm mai departe abia când sunt destule altele. Nu va fi legată niciodată de răspunsuri.
address-label = Nume și adresă sau adresă de e-mail
address-submit = Trimiteți
address-fault = Introduceți o adresă, de cel mult { $max } caractere.
told-draw-title = Participați la tragerea la sorți
told-draw-text = Avem adresa dumneavoastră. Primim câte una pentru fiecare chestionar trimis.
told-report-title = Vă trimitem rezultatele
told-report-text = Avem adresa dumneavoastră. Primim câte una pentru fiecare chestionar trimis.
withdrawal-keep = Codul dumneavoastră de ștergere. Notați-l dacă veți dori vreodată să fie șterse răspunsurile:
withdrawal-how = Nu vi-l putem da încă o dată. Fără el nimeni nu vă regăsește răspunsurile.
withdraw-title = Ștergeți răspunsurile trimise
withdraw-label = Codul de ștergere
withdraw-hint = Introduceți codul de ștergere primit la trimitere.
withdraw-text = Răspunsurile cu acest cod se șterg definitiv. Din rezultatele deja publicate nu mai pot fi scoase.
withdraw-submit = Ștergeți răspunsurile
told-withdrawn-title = Ștergem răspunsurile
told-withdrawn-text = Dacă există răspunsuri cu acest cod, ele sunt șterse în decurs de un minut.

overview-link = Privire de ansamblu
overview-title = Cât ați parcurs
overview-done = gata
overview-open = continuați aici
overview-later = urmează

file-kb = { $size } kB
file-mb = { $size } MB
file-stored = Fișierul dumneavoastră este aici: { $file }
file-remove = Ștergeți acest fișier
file-replace = Înlocuiți-l cu alt fișier:
file-limit = Sunt posibile { $types }, cel mult { $max }.
file-cleaned = Ștergem din imagine când și unde a fost făcută.
file-as-it-is = Nu ștergem datele ascunse în fișier, de exemplu numele dumneavoastră.
complaint-required-file = Alegeți un fișier.
complaint-file-too-large = Acest fișier este prea mare: sunt posibili cel mult { $max }. Alegeți unul mai mic.
complaint-file-wrong-type = Nu primim aici acest fișier. Sunt posibile { $types }.
complaint-file-unreadable = Acest fișier nu poate fi citit. Verificați dacă îl puteți deschide sau alegeți altul.
complaint-file-too-many-pixels = Această imagine are prea mulți pixeli: sunt posibile 30 de milioane. Micșorați-o sau alegeți alta.
complaint-file-too-many = Nu puteți trimite mai mult de { $most } fișiere. Ștergeți altul înainte de a-l alege pe acesta.
complaint-file-gone = Acest fișier nu mai există. Alegeți-l încă o dată.
complaint-file-no-room = Momentan nu primim fișiere. Încercați din nou peste zece minute sau continuați fără acest fișier, dacă nu este necesar.

welcome-print = Citiți sau tipăriți întregul chestionar
blank-title = Întregul chestionar
blank-text = Pentru citit și tipărit. Pe ecran vedeți numai întrebările care vă privesc.
blank-only = Doar dacă la întrebarea { $number } ați bifat { $choices }. Altfel continuați cu întrebarea { $next }.
blank-only-end = Doar dacă la întrebarea { $number } ați bifat { $choices }. Altfel ați terminat.
blank-unless = Dacă la întrebarea { $number } ați bifat { $choices }, continuați cu întrebarea { $next }.
blank-unless-end = Dacă la întrebarea { $number } ați bifat { $choices }, ați terminat.
blank-some = Întrebăm doar unele persoane, în funcție de răspunsurile anterioare. Altfel continuați cu întrebarea { $next }.
blank-some-end = Întrebăm doar unele persoane, în funcție de răspunsurile anterioare. Altfel ați terminat.
blank-rows = Unele rânduri nu îi privesc pe toți, în funcție de răspunsurile anterioare.
blank-several = Sunt posibile mai multe răspunsuri.
blank-order = Scrieți 1 în fața celui mai important, 2 în fața celui de-al doilea și așa mai departe.
blank-again = Ceea ce urmează puteți completa de mai multe ori.

barrier-open = Semnalați un obstacol
barrier-open-apart = Semnalați un obstacol (fereastră nouă)
barrier-title = Semnalați o barieră
barrier-text = Descrieți ce nu funcționează și pe ce pagină. Formularul este separat de răspunsurile dumneavoastră; vă rugăm să nu scrieți codul. Dacă doriți un răspuns, adăugați cum vă putem contacta.
barrier-label = Ce nu funcționează?
barrier-submit = Trimiteți
barrier-fault = Scrieți ce nu funcționează, în cel mult { $max } de caractere.
told-barrier-title = Vă mulțumim, am primit sesizarea
told-barrier-text = O vom analiza. Dacă ați scris cum vă putem contacta, vă vom răspunde.
respond-offline = Momentan nu sunteți conectat la internet. Ce ați completat se află încă pe această pagină. Alegeți „{ respond-next }” de îndată ce conexiunea revine.

## Pretest
pretest-title = Test de probă.
pretest-note = O probă: răspunsurile dumneavoastră nu sunt salvate, la noi ajung numai comentariile.
pretest-lost = Răspunsurile dispar după o zi, iar la repornirea serverului mai devreme.
pretest-comment = Comentariu despre această pagină
pretest-general = Ce doriți să ne spuneți în general?
pretest-about = Despre ce este vorba?
pretest-whole-page = Despre toată pagina
pretest-words = Comentariul dumneavoastră
pretest-name = Numele dumneavoastră (opțional)
pretest-send = Trimiteți comentariul
pretest-goes-along = Și „{ respond-next }” sau „{ respond-back }” îl trimit.
pretest-by-button = Numai acest buton îl trimite.
pretest-kept = Comentariul a ajuns la noi. Vă mulțumim!
pretest-not-kept = Comentariul nu a ajuns încă la noi
pretest-empty = Comentariul este gol. Scrieți ce ați observat.
pretest-too-long = Comentariul este prea lung. Poate avea cel mult { $most } caractere.
pretest-long-name = Numele este prea lung. Poate avea cel mult { $most } caractere.
pretest-too-many = Momentan sunt prea multe comentarii. Încercați din nou peste o oră sau scrieți persoanei de la care aveți linkul.
message-pretest-over-title = Acest test s-a încheiat
message-pretest-over-text = Linkul nu mai este valabil. Întrebați persoana de la care îl aveți: vă poate da unul nou.
