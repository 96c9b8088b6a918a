# Co czytają uczestnicy, po polsku. Forma grzecznościowa bez „Pan/Pani”, krótkie zdania. Klucze są takie same w każdym języku.

## Każda strona
skip = Przejdź do treści
crest-of = Herb: { $organisation }
language = Język
language-rest = Tylko przyciski i komunikaty:
product = zugvogel
foot-help = Pytania lub potrzebna pomoc?
foot-legal = Informacje prawne
legal-privacy = Ochrona danych
legal-accessibility = Dostępność
legal-imprint = Nota prawna
legal-nothing = Nic tu jeszcze nie napisano. Prosimy zapytać instytucję, od której pochodzi ta ankieta.
month = { $month ->
    [1] styczeń
    [2] luty
    [3] marzec
    [4] kwiecień
    [5] maj
    [6] czerwiec
    [7] lipiec
    [8] sierpień
    [9] wrzesień
    [10] październik
    [11] listopad
   *[12] grudzień
}
    .in-date = { $month ->
        [1] stycznia
        [2] lutego
        [3] marca
        [4] kwietnia
        [5] maja
        [6] czerwca
        [7] lipca
        [8] sierpnia
        [9] września
        [10] października
        [11] listopada
       *[12] grudnia
    }
date = { $day } { $month } { $year }
said-number = { $number } { $unit }
said-time = { $time }
said-moment = { $date }, { $time }
said-place = szerokość { $latitude }°, długość { $longitude }°
calendar-months = sty lut mar kwi maj cze lip sie wrz paź lis gru
calendar-days = nie pon wto śro czw pią sob

## Pierwsza strona
welcome-start = Rozpocznij ankietę
welcome-lead = W tej ankiecie prosimy o Państwa odpowiedzi.
welcome-resume = Kontynuuj
welcome-open = Kod nie jest potrzebny. Prosimy wypełnić ankietę tylko raz.
welcome-draft = W tej przeglądarce ankieta została już rozpoczęta. Odpowiedzi są nadal zapisane.
welcome-nothing = W tej przeglądarce nie znajdujemy rozpoczętych odpowiedzi. Być może zaczęli Państwo na innym urządzeniu. Tutaj można zacząć od nowa.
welcome-unsent = Będzie to możliwe dopiero po wysłaniu odpowiedzi.
welcome-forget = Usuń rozpoczęte odpowiedzi
welcome-before = Zanim Państwo zaczną
welcome-steps = Jak to działa
welcome-privacy = Pełna informacja o ochronie danych

## Pytania
progress = Część { $current } z { $total }:
respond-next = Dalej
respond-back = Wstecz
respond-change-areas = Zmień obszary
respond-later = Dokończ później
respond-or = lub
quoted = „{ $text }”
list-more = { $before }, { $next }
list-or = { $before } lub { $next }
respond-other = Co dokładnie (nieobowiązkowe)
respond-acknowledge = Tak, zapoznałem/zapoznałam się
respond-limit = Maksymalna liczba znaków: { $max }
respond-year = Rok
respond-month = Miesiąc
respond-day = Dzień
respond-choose-month = Wybierz miesiąc
search-button = Szukaj
search-hint = Proszę wpisać początek lub część nazwy i wybrać „{ search-button }”.
search-found = { $total ->
    [1] Jeden wynik. Proszę go wybrać:
    [few] { $total } wyniki. Proszę wybrać jeden:
   *[other] { $total } wyników. Proszę wybrać jeden:
}
search-cut = Pokazano { $shown } z { $total } wyników. Proszę wybrać jeden lub wpisać dłuższą część nazwy:
search-picked = Wybrano:
search-none = Brak wyników dla „{ $typed }”. Proszę sprawdzić pisownię lub wpisać krótszą część nazwy.
scale-poles = { $left } czy { $right }
scale-point = { $point } z { $length }
scale-named-point = { $point } z { $length }: { $name }
scale-middle = dokładnie pośrodku
notice-another-question = Państwa odpowiedź prowadzi do dalszych pytań na tej stronie.
notice-changed-elsewhere = W międzyczasie ankieta została wypełniona w innym oknie. Niczego tu nie nadpisaliśmy. Poniżej widać odpowiedzi podane w tym oknie: proszę je sprawdzić i wybrać „{ respond-next }”, jeśli mają obowiązywać.
notice-review-changed = Odkąd odpowiedzi były tu pokazane, mogły się zmienić, na przykład w innym oknie. Niczego jeszcze nie wysłaliśmy. Tutaj są odpowiedzi w obecnej postaci: proszę je sprawdzić i wysłać.
notice-not-yet = To pytanie pojawi się później. Tutaj można kontynuować.
notice-not-on-the-way = Zgodnie z dotychczasowymi odpowiedziami ta strona nie należy do Państwa ankiety. Tutaj można kontynuować.
notice-not-kept = Na stronie, z której Państwo wrócili, coś nie było jeszcze prawidłowe albo zmieniono ją w tym czasie w innym oknie. Tego nie zapisaliśmy. Wszystko inne jest zapisane.
notice-too-late = Tego nie można już wysłać i nie zapisaliśmy tego. Ostatni dzień ankiety: { $last }. Ostatni dzień dla rozpoczętych odpowiedzi: { $until }. To, co Państwo wpisali, jest nadal na tej stronie, aby można było to skopiować.

## Błędy
error-title = Błąd: { $title }
error-prefix = Błąd:
errors-heading = { $count ->
    [1] Proszę sprawdzić jedną odpowiedź
   *[other] Proszę sprawdzić { $count } odpowiedzi
}
complaint-row = { $row }: { $words }
complaint-required = Proszę wybrać odpowiedź.
complaint-required-some = Proszę wybrać co najmniej jedną odpowiedź.
complaint-required-number = Proszę wpisać liczbę.
complaint-required-text = Proszę wypełnić to pole.
complaint-required-entry = Proszę wyszukać pozycję i ją wybrać.
complaint-required-row = Proszę wybrać odpowiedź w tym wierszu: { $row }.
complaint-required-part = Proszę uzupełnić: { $part }.
complaint-constraint = Ta odpowiedź nie pasuje do pozostałych. Proszę ją sprawdzić.
complaint-not-a-number = Proszę wpisać liczbę cyframi, na przykład 12. Wpisano „{ $typed }”.
complaint-ambiguous = Czy chodzi o { $whole }, czy o { $decimal }? Proszę wpisać liczbę w ten sposób. Wpisano „{ $typed }”.
complaint-not-whole = Proszę wpisać liczbę całkowitą, bez kropki i przecinka. Wpisano „{ $typed }”.
complaint-range = { $what ->
    [year] Rok musi się mieścić
    [month] Miesiąc musi się mieścić
    [day] Dzień musi się mieścić
   *[number] Liczba musi się mieścić
} w zakresie od { $min } do { $max }. Wpisano { $typed }.
complaint-too-small = { $what ->
    [year] Rok nie może być mniejszy
    [month] Miesiąc nie może być mniejszy
    [day] Dzień nie może być mniejszy
   *[number] Liczba nie może być mniejsza
} niż { $min }. Wpisano { $typed }.
complaint-too-great = { $what ->
    [year] Rok nie może być większy
    [month] Miesiąc nie może być większy
    [day] Dzień nie może być większy
   *[number] Liczba nie może być większa
} niż { $max }. Wpisano { $typed }.
complaint-too-long = Liczba znaków w tekście: { $length }, dozwolona: { $max }. Proszę skrócić tekst o { $excess ->
    [1] jeden znak
    [few] { $excess } znaki
   *[other] { $excess } znaków
}.
complaint-not-offered = Tej odpowiedzi tu nie ma. Proszę wybrać jedną z odpowiedzi na stronie.
complaint-exclusive = Odpowiedź „{ $label }” nie łączy się z innymi wybranymi odpowiedziami. Proszę usunąć jedno albo drugie.
most-choices = Najwyżej tyle odpowiedzi: { $count }
complaint-too-many = Liczba wybranych odpowiedzi: { $count }, dozwolona: { $max }. Proszę usunąć tyle odpowiedzi: { $excess }.
complaint-either = Wpisano coś i jednocześnie wybrano odpowiedź pod słowem „{ respond-or }”. Proszę usunąć jedno albo drugie.
complaint-no-match = Na liście nie ma nic, co pasuje do „{ $typed }”. Proszę sprawdzić pisownię lub wpisać krótszą część nazwy.
complaint-several-match = { $count ->
    [1] Pasuje jedna pozycja
    [few] Pasują { $count } pozycje
   *[other] Pasuje { $count } pozycji
}. Proszę wybrać jedną z nich.

## Sprawdzanie i wysyłanie
review-page = Sprawdź odpowiedzi
review-ready = Wszystkie części są gotowe.
review-ready-text = Teraz wystarczy wysłać.
review-title = Proszę sprawdzić odpowiedzi przed wysłaniem
review-text-open = Teraz można jeszcze wszystko zmienić. Po wysłaniu już nie – wtedy nie możemy odnaleźć Państwa odpowiedzi.
review-text-anonymous = Teraz można jeszcze wszystko zmienić. Po wysłaniu już nie – wtedy nie możemy odnaleźć Państwa odpowiedzi.
review-text-confidential = Teraz można jeszcze wszystko zmienić. Po wysłaniu już nie. Zachowujemy powiązanie między zaproszeniem a odpowiedziami, aby móc zapytać Państwa ponownie.
review-text-withdrawal = Teraz można jeszcze wszystko zmienić. Po wysłaniu już nie. Odpowiedzi można wtedy usunąć tylko za pomocą kodu usunięcia; za jego pomocą można je też odnaleźć.
review-unanswered = bez odpowiedzi
review-change = Zmień
review-names = Czy we własnym tekście padły jakieś nazwiska lub imiona? Proszę to zmienić przed wysłaniem.
review-free-text = Zobacz własne teksty
review-submit = Wyślij odpowiedzi
done-title = Dziękujemy, odpowiedzi dotarły
done-text = Nie trzeba robić nic więcej.
done-steps = Co będzie dalej
done-too-late = Państwa odpowiedzi zostały już wysłane. Tego, co wpisano później, nie zapisaliśmy.
done-close = Można teraz zamknąć to okno.
done-another = Czy ktoś jeszcze chce wziąć udział na tym urządzeniu? Zrobimy miejsce; Państwa odpowiedzi zostaną tam, gdzie są.
done-another-start = Rozpocznij dla innej osoby
end-keep = Zakończ i wyślij
end-keep-text = Po wysłaniu zaliczymy udział w ankiecie. Potem niczego już nie można zmienić.
end-keep-not-yet = Nic jeszcze nie zostało wysłane. Odpowiedź zostanie policzona dopiero po wybraniu poniżej „{ end-keep }”.
end-discard-text = Nie zapisujemy niczego z podanych odpowiedzi.
end-again = Coś się nie zgadza: zacząć od początku
end-back = Wstecz, chcę zmienić odpowiedź

## Powrót później
later-title = Można dokończyć później
later-text = Zapisane jest wszystko do strony, na której ostatnio wybrano „{ respond-next }”.
later-text-all = Zapisaliśmy wszystko, co Państwo dotąd wpisali.
later-text-part = Zapisaliśmy dotychczasowe odpowiedzi, z wyjątkiem danych na tej stronie, które nie są jeszcze prawidłowe. Aby je poprawić, proszę wrócić.
later-nothing-title = Nic jeszcze nie zostało zapisane
later-nothing-text = Nie zapisujemy niczego przed wyrażeniem zgody tam, gdzie o nią pytamy, ani wtedy, gdy ankieta kończy się na tej stronie z powodu odpowiedzi. Aby kontynuować, proszę wrócić. Po zamknięciu okna wpisane dane przepadną.
later-how = Proszę otworzyć ten adres ponownie: na tym samym urządzeniu i w tej samej przeglądarce. Ankieta otworzy się dokładnie w miejscu przerwania.
later-kept = Rozpoczęte odpowiedzi przechowujemy w postaci zaszyfrowanej po ostatnim zapisie co najmniej przez { $days ->
    [1] jeden dzień
   *[other] { $days } dni
}, a potem usuwamy je w ciągu tygodnia. Jeśli ankieta skończy się wcześniej, usuwamy je siedem dni po jej ostatnim dniu.
later-shared = Na wspólnym urządzeniu ankietę może kontynuować także następna osoba. Wtedy lepiej usunąć rozpoczęte odpowiedzi.
later-resume = Kontynuuj teraz
forget-title = Czy usunąć rozpoczęte odpowiedzi?
forget-text = Znikną natychmiast i nie da się ich przywrócić. Potem można zacząć od nowa.
forget-submit = Usuń odpowiedzi
forget-keep = Nie usuwaj, kontynuuj
told-forgotten-title = Rozpoczęte odpowiedzi zostały usunięte
told-forgotten-text = Ani u nas, ani w tej przeglądarce nic z nich nie jest już zapisane.

## Gdy coś przeszkadza
message-not-found-title = Nie ma takiej strony
message-not-found-text = Być może w adresie brakuje jakiegoś znaku. Proszę go porównać z adresem otrzymanym od nas.
message-early-title = Ta ankieta jeszcze się nie zaczęła
message-early-text = Nie przyjmuje jeszcze odpowiedzi. Pierwszy dzień: { $day }. W razie pytań prosimy o kontakt.
message-paused-title = Ta ankieta jest chwilowo wstrzymana
message-paused-text = W tej chwili nie przyjmuje odpowiedzi; będzie kontynuowana później. To, co zostało rozpoczęte, pozostaje zapisane; będzie można to wysłać po wznowieniu ankiety. W razie pytań prosimy o kontakt.
message-closed-title = Ta ankieta się zakończyła
message-closed-text = Nie przyjmuje już nowych odpowiedzi. Ostatni dzień: { $day }. W razie pytań prosimy o kontakt.
ending-note = Ankieta się zakończyła. Rozpoczęte odpowiedzi można jeszcze wysłać do dnia { $day } włącznie.
message-expired-title = Nie znaleźliśmy rozpoczętych odpowiedzi w tej przeglądarce
message-expired-text = Być może ankieta została rozpoczęta na innym urządzeniu lub w innej przeglądarce albo usunięto pliki cookie. Można kontynuować tam lub zacząć tu od nowa.
message-form-expired-title = Ta strona była otwarta zbyt długo
message-form-expired-text = Dla bezpieczeństwa niczego nie zapisaliśmy. Proszę otworzyć stronę ponownie i dopiero wtedy ją wysłać.
message-bad-form-title = Nie mogliśmy tego odczytać
message-bad-form-text = Dane nie dotarły do nas w całości. To, co zapisano wcześniej, nadal jest. Proszę wrócić i spróbować ponownie.
message-too-large-title = To za dużo naraz
message-too-large-text = Dane z tej strony są dłuższe, niż możemy przyjąć. Proszę skrócić teksty i spróbować ponownie.
message-busy-title = W tej chwili odpowiada bardzo wiele osób
message-busy-text = Proszę poczekać minutę i spróbować ponownie. To, co zapisano wcześniej, nadal jest.
message-no-room-title = W tej chwili nie możemy przyjąć niczego nowego
message-no-room-text = Nasza pamięć jest prawie pełna; zajmujemy się tym. Kto już zaczął, może kontynuować i wysłać ankietę. Proszę spróbować ponownie za dziesięć minut.
message-away-title = Mamy awarię: w tej chwili nie możemy niczego zapisać
message-away-text = To nie Państwa wina. To, co zostało zapisane wcześniej, nadal istnieje. Proszę spróbować ponownie za minutę.
typed-kept = To, co zostało właśnie wpisane, nie przepadło: ta strona nadal to przechowuje. Proszę jej nie zamykać i wysłać dane ponownie za minutę.
typed-kept-longer = To, co zostało właśnie wpisane, nie przepadło: ta strona nadal to przechowuje. Proszę jej nie zamykać i wysłać dane ponownie za dziesięć minut.
typed-kept-paused = To, co zostało właśnie wpisane, nie przepadło: ta strona nadal to przechowuje. Proszę jej nie zamykać i wysłać dane, gdy ankieta zostanie wznowiona.
typed-again = Wyślij ponownie
message-internal-title = Coś się u nas nie udało
message-internal-text = To, co zapisano wcześniej, nadal jest. Proszę spróbować ponownie za kilka minut.
message-incident = Jeśli to się powtórzy, prosimy podać nam ten numer: { $number }
way-start = Do pierwszej strony ankiety
way-page = Powrót do ankiety
way-code = Kontynuuj z kodem z listu
way-again = Spróbuj ponownie
way-sign-in = Do logowania

## Deklaracja dostępności (Markdown)
accessibility-statement =
    Ta deklaracja dotyczy ankiety internetowej „{ $survey }”. Odpowiada za nią: { $publisher }.

    ## Jak dostępna jest ankieta?

    Ma spełniać wymagania WCAG 2.2 na poziomie AA. Dotąd sprawdzaliśmy to tylko sami: testami automatycznymi i siłami osób, które tworzą program. Niezależnego audytu jeszcze nie było. Dlatego nie twierdzimy, że wszystko jest spełnione.

    Data tej samooceny: { $checked }.

    ## O co zadbaliśmy

    - Ankieta działa bez JavaScriptu, z klawiatury i przy powiększeniu 400 procent.
    - Nie ma limitu czasu. Można przerwać i dokończyć później.
    - Błędy są opisane na górze strony i przy polu, słowami, a nie tylko kolorem.

    ## Czego jeszcze brakuje

    - Ankiety nie ma jeszcze w języku migowym.
    - Tekstów w prostym języku i tłumaczeń nie sprawdzili jeszcze specjaliści.
    - Ankiety nie wypróbowano jeszcze szerzej z czytnikami ekranu i z osobami, które używają ich na co dzień.

    ## Zgłoś barierę

    Coś przeszkadza albo nie można odpowiedzieć na jakieś pytanie? Prosimy o wiadomość: { $contact }, telefon { $phone }, { $email }. Pomożemy też wypełnić ankietę w inny sposób.

    Jeśli nasza odpowiedź nie będzie zadowalająca, można się zwrócić do organu mediacyjnego ds. dostępności (Schlichtungsstelle) swojego kraju związkowego.

## Grupy, powtórzenia i dalsze rodzaje pytań
respond-date = Data
respond-time = Godzina
respond-more-help = Więcej informacji
respond-larger = Pokaż obraz większy (nowe okno)
respond-add = Dodaj kolejny wpis
respond-remove = Usuń
respond-up = W górę
respond-down = W dół
respond-rank = Miejsce dla „{ $label }”: od 1 (pierwsze) do { $count }
respond-rank-how = Proszę wpisać 1 przed najważniejszym, 2 przed drugim i tak dalej. Można też przesuwać pozycje strzałkami.
respond-choose = Proszę wybrać
respond-instance = { $label } { $number }
review-instance = { $repeat } { $number }: { $label }
complaint-not-a-date = Proszę podać datę, która istnieje, na przykład 31.12.2024. Wpisano „{ $typed }”.
complaint-not-a-time = Proszę podać godzinę, na przykład 8:30. Wpisano „{ $typed }”.
complaint-not-a-moment = Proszę podać datę i godzinę, na przykład 31.12.2024 i 8:30. Wpisano „{ $typed }”.
complaint-not-a-ranking = Proszę nadać każdej pozycji osobne miejsce: 1 dla pierwszej, 2 dla drugiej i tak dalej.
complaint-off-scale = Proszę podać punkt skali; odstęp między punktami wynosi { $step }.
complaint-not-a-place = Proszę podać szerokość i długość geograficzną, na przykład 53,33; 8,48. Wpisano „{ $typed }”.

## Kody
welcome-code = Potrzebny jest kod z naszego listu.
welcome-open-door = Nie ma u Państwa listu od nas? Można wziąć udział także bez kodu. Takie odpowiedzi liczymy osobno.
welcome-start-open = Weź udział bez kodu
welcome-opt-out = Nie chcę więcej listów w sprawie tej ankiety
mode-term = Jak chronimy odpowiedzi
mode-open = Odpowiadają Państwo bez nazwiska i bez kodu. Nie zapisujemy, z jakiego urządzenia ani o której godzinie przyszły odpowiedzi. Wysłane ankiety są zbierane i mieszane, zanim ktokolwiek je przeanalizuje.
mode-anonymous = Ta ankieta jest anonimowa. Kod otwiera ankietę; nazwisko i adres są w innej bazie danych. Po wysłaniu odpowiedzi są zbierane i mieszane bez kodu i bez godziny. Potem nikt nie może ustalić, które odpowiedzi są Państwa – my też nie. Dowiadujemy się tylko, że kod został użyty, żeby nie wysyłać przypomnienia.
mode-confidential = Ta ankieta jest poufna, ale nie anonimowa: aby móc zapytać Państwa ponownie, zachowujemy powiązanie między zaproszeniem a odpowiedziami. Nazwisko i adres są w innej bazie danych niż odpowiedzi. Osoby analizujące odpowiedzi nie widzą nazwisk.
mode-withdrawal = Przed wysłaniem otrzymają Państwo kod usunięcia. Kto go ma, może później zlecić usunięcie odpowiedzi. Dlatego za pomocą tego kodu można je też odnaleźć.
code-page = Podaj kod
code-title = Jaki jest kod w Państwa liście?
code-label = Kod z listu
code-hint = Ma trzy grupy po cztery znaki i znak kontrolny, na przykład { $example }. Wielkość liter, odstępy i kreski nie mają znaczenia.
code-qr = Szybciej jest z kodem QR z listu: wystarczy skierować na niego aparat. Wtedy nie trzeba nic wpisywać.
code-again = Ankieta jest już rozpoczęta
code-again-text = Proszę wpisać ten sam kod jeszcze raz. Ankieta otworzy się dokładnie w miejscu przerwania – także na innym urządzeniu.
code-lost = Nie mogę znaleźć listu
code-lost-text = Prosimy o kontakt: { $contact }, telefon { $phone }.
code-none = Nie mam kodu
code-by-link = Kod z listu jest już wpisany.
code-fault-empty = Proszę podać kod.
code-fault-character = Znak „{ $character }” nie występuje w naszych kodach. Proszę porównać wpis z tym, co jest w liście.
code-fault-length = Liczba znaków kodu: { $length }. Wpisano: { $typed }.
code-fault-check = Jeden znak jest błędny albo dwa są zamienione. Proszę porównać wpis z tym, co jest w liście.
code-fault-unknown = W tej ankiecie nie ma takiego kodu. Proszę porównać go z listem. Jeśli się zgadza, prosimy o kontakt: { $contact }, telefon { $phone }.
message-used-title = Ten kod został już użyty
message-used-text = Odpowiedzi do nas dotarły, a kod jest wykorzystany. Nie wysyłali ich Państwo? Prosimy o kontakt: { $contact }, telefon { $phone }.
message-too-many-title = Z tej sieci przychodzi teraz bardzo wiele prób
message-too-many-text = Proszę poczekać minutę i spróbować ponownie. Z innej sieci, na przykład przez telefon komórkowy, zadziała od razu. Można też się z nami skontaktować: { $contact }, telefon { $phone }.
message-crowded-title = Z tej sieci przychodzi teraz bardzo wiele naraz
message-crowded-text = Z jednej sieci przyjmujemy tylko ograniczoną liczbę nowych ankiet i wiadomości. Proszę spróbować ponownie za dziesięć minut. Z innej sieci, na przykład przez telefon komórkowy, zadziała od razu. Można też się z nami skontaktować: { $contact }, telefon { $phone }.
later-how-code = Proszę ponownie otworzyć ankietę, na tym lub innym urządzeniu, i wpisać ten sam kod. Ankieta otworzy się dokładnie w miejscu przerwania.
later-shared-code = Czy z tego urządzenia korzystają też inni? Wtedy niech zapomni kod. Odpowiedzi pozostaną zapisane, a z kodem można kontynuować.
leave-title = Albo zapomnij tylko na tym urządzeniu
leave-text = Odpowiedzi pozostaną zapisane. Z kodem z listu można kontynuować później, także na innym urządzeniu.
leave-submit = Zapomnij na tym urządzeniu

## O co jeszcze można poprosić
opt-out-title = Nie chcą Państwo więcej listów w sprawie tej ankiety?
opt-out-code = Proszę podać kod z listu. Po nim poznamy, do kogo już nie pisać.
opt-out-text = Przekażemy tylko jedno: że nie chcą Państwo więcej listów. Rozpoczęte odpowiedzi usuniemy. Odpowiedzi już wysłane pozostaną na swoim miejscu.
opt-out-submit = Żadnych więcej listów
told-opted-out-title = Nie będzie więcej listów
told-opted-out-text = Przekazaliśmy tę prośbę. List, który jest już w drodze, może jeszcze dotrzeć.
address-draw-title = Czy chcą Państwo wziąć udział w losowaniu?
address-draw-text = Potrzebujemy do tego nazwiska i adresu. Po losowaniu je usuniemy.
address-draw-open = Do losowania
address-report-title = Czy przesłać Państwu wyniki?
address-report-text = Potrzebujemy do tego adresu. Po wysłaniu go usuniemy.
address-report-open = Zamów wyniki
address-apart = Ten formularz jest oddzielony od odpowiedzi: adres przechowujemy w innej bazie danych i przekazujemy dopiero wtedy, gdy zbierze się dość innych. Nigdy nie zostanie połączony z odpowiedziami.
address-label = Imię, nazwisko i adres albo adres e-mail
address-submit = Wyślij
address-fault = Proszę podać adres, najwyżej { $max } znaków.
told-draw-title = Biorą Państwo udział w losowaniu
told-draw-text = Mamy adres. Od każdej wysłanej ankiety przyjmujemy jeden.
told-report-title = Prześlemy Państwu wyniki
told-report-text = Mamy adres. Od każdej wysłanej ankiety przyjmujemy jeden.
withdrawal-keep = Oto kod usunięcia. Proszę go zapisać, jeśli kiedyś zechcą Państwo usunąć swoje odpowiedzi:
withdrawal-how = Nie możemy podać go ponownie. Bez niego nikt nie odnajdzie Państwa odpowiedzi.
withdraw-title = Usuń wysłane odpowiedzi
withdraw-label = Kod usunięcia
withdraw-hint = Proszę podać kod usunięcia otrzymany przy wysyłaniu.
withdraw-text = Odpowiedzi z tym kodem zostaną usunięte na zawsze. Z wyników już opublikowanych nie da się ich wyłączyć.
withdraw-submit = Usuń odpowiedzi
told-withdrawn-title = Usuwamy odpowiedzi
told-withdrawn-text = Jeśli są odpowiedzi z tym kodem, zostaną usunięte w ciągu minuty.

overview-link = Przegląd
overview-title = Jak daleko Pani/Pan jest
overview-done = gotowe
overview-open = tutaj dalej
overview-later = jeszcze przed Panią/Panem

file-kb = { $size } kB
file-mb = { $size } MB
file-stored = Plik został zapisany: { $file }
file-remove = Usuń ten plik
file-replace = Zastąp go innym plikiem:
file-limit = Dozwolone: { $types }, najwyżej { $max }.
file-cleaned = Usuwamy ze zdjęcia informacje o tym, kiedy i gdzie je zrobiono.
file-as-it-is = Nie usuwamy danych ukrytych w pliku, na przykład Państwa nazwiska.
complaint-required-file = Proszę wybrać plik.
complaint-file-too-large = Ten plik jest za duży: dozwolone jest najwyżej { $max }. Proszę wybrać mniejszy plik.
complaint-file-wrong-type = Tego pliku nie możemy tu przyjąć. Dozwolone: { $types }.
complaint-file-unreadable = Tego pliku nie da się odczytać. Proszę sprawdzić, czy się otwiera, lub wybrać inny plik.
complaint-file-too-many-pixels = To zdjęcie ma za dużo pikseli: możliwe jest 30 milionów. Proszę je zmniejszyć lub wybrać inne.
complaint-file-too-many = Nie można wysłać więcej plików niż { $most }. Proszę najpierw usunąć inny plik.
complaint-file-gone = Tego pliku już nie ma. Proszę wybrać go jeszcze raz.
complaint-file-no-room = W tej chwili nie przyjmujemy plików. Proszę spróbować za dziesięć minut albo kontynuować bez tego pliku, jeśli nie jest potrzebny.

welcome-print = Przeczytaj lub wydrukuj cały kwestionariusz
blank-title = Cały kwestionariusz
blank-text = Do czytania i drukowania. Na ekranie widać tylko pytania, które dotyczą danej osoby.
blank-only = Tylko jeśli w pytaniu { $number } zaznaczono { $choices }. W przeciwnym razie proszę przejść do pytania { $next }.
blank-only-end = Tylko jeśli w pytaniu { $number } zaznaczono { $choices }. W przeciwnym razie to już koniec.
blank-unless = Jeśli w pytaniu { $number } zaznaczono { $choices }, proszę przejść do pytania { $next }.
blank-unless-end = Jeśli w pytaniu { $number } zaznaczono { $choices }, to już koniec.
blank-some = O to pytamy tylko niektórych, zależnie od wcześniejszych odpowiedzi. W przeciwnym razie proszę przejść do pytania { $next }.
blank-some-end = O to pytamy tylko niektórych, zależnie od wcześniejszych odpowiedzi. W przeciwnym razie to już koniec.
blank-rows = Niektóre wiersze nie dotyczą wszystkich, zależnie od wcześniejszych odpowiedzi.
blank-several = Można wybrać kilka odpowiedzi.
blank-order = Proszę wpisać 1 przy najważniejszym, 2 przy drugim i tak dalej.
blank-again = To, co następuje, można wypełnić kilka razy.

barrier-open = Zgłoś barierę
barrier-open-apart = Zgłoś barierę (nowe okno)
barrier-title = Zgłoś barierę
barrier-text = Proszę opisać, co nie działa i na której stronie. Formularz jest oddzielony od odpowiedzi; proszę nie podawać kodu. Jeśli oczekują Państwo odpowiedzi, proszę dopisać, jak możemy się skontaktować.
barrier-label = Co nie działa?
barrier-submit = Zgłoś
barrier-fault = Proszę napisać, co nie działa, używając najwyżej { $max } znaków.
told-barrier-title = Dziękujemy, mamy Państwa zgłoszenie
told-barrier-text = Zajmiemy się nim. Jeśli podali Państwo kontakt, odezwiemy się.
respond-offline = W tej chwili nie ma połączenia z internetem. To, co zostało wpisane, jest nadal na tej stronie. Gdy połączenie wróci, proszę wybrać „{ respond-next }”.

## Pretest
pretest-title = Test próbny.
pretest-note = Odpowiedzi nie są zapisywane, docierają do nas tylko komentarze.
pretest-lost = Odpowiedzi znikają po jednym dniu, a po ponownym uruchomieniu serwera wcześniej.
pretest-comment = Komentarz do tej strony
pretest-general = Co ogólnie chcesz nam powiedzieć?
pretest-about = Czego to dotyczy?
pretest-whole-page = Całej strony
pretest-words = Komentarz
pretest-name = Imię i nazwisko (dobrowolnie)
pretest-send = Wyślij komentarz
pretest-goes-along = Przyciski „{ respond-next }” i „{ respond-back }” też go wysyłają.
pretest-by-button = Wysyła go tylko ten przycisk.
pretest-kept = Komentarz dotarł. Dziękujemy!
pretest-not-kept = Komentarz jeszcze nie dotarł
pretest-empty = Komentarz jest pusty. Proszę napisać, co zwróciło uwagę.
pretest-too-long = Komentarz jest za długi. Może mieć najwyżej { $most } znaków.
pretest-long-name = Nazwa jest za długa. Może mieć najwyżej { $most } znaków.
pretest-too-many = W tej chwili jest za dużo komentarzy. Proszę spróbować ponownie za godzinę albo napisać do osoby, od której pochodzi link.
message-pretest-over-title = Ten test próbny się zakończył
message-pretest-over-text = Link już nie działa. Proszę zapytać osobę, od której pochodzi: może podać nowy.
