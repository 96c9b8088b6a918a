# Katılımcıların okuduğu metinler, Türkçe. Hitap: siz; kısa cümleler. Anahtarlar her dilde aynıdır.

## Her sayfa
skip = İçeriğe geç
crest-of = Arma: { $organisation }
language = Dil
language-rest = Yalnızca düğmeler ve iletiler:
product = zugvogel
foot-help = Sorunuz mu var, yardım mı gerekiyor?
foot-legal = Yasal bilgiler
legal-privacy = Verilerin korunması
legal-accessibility = Erişilebilirlik
legal-imprint = Künye
legal-nothing = Burada henüz bir şey yazmıyor. Lütfen bu anketi aldığınız yere sorun.
month = { $month ->
    [1] Ocak
    [2] Şubat
    [3] Mart
    [4] Nisan
    [5] Mayıs
    [6] Haziran
    [7] Temmuz
    [8] Ağustos
    [9] Eylül
    [10] Ekim
    [11] Kasım
   *[12] Aralık
}
date = { $day } { $month } { $year }
said-number = { $number } { $unit }
said-time = { $time }
said-moment = { $date }, { $time }
said-place = enlem { $latitude }°, boylam { $longitude }°
calendar-months = Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara
calendar-days = Paz Pzt Sal Çar Per Cum Cmt

## İlk sayfa
welcome-start = Ankete başla
welcome-lead = Bu anketle yanıtlarınızı rica ediyoruz.
welcome-resume = Devam et
welcome-open = Kod gerekmez. Lütfen anketi yalnızca bir kez doldurun.
welcome-draft = Bu tarayıcıda ankete daha önce başladınız. Yanıtlarınız duruyor.
welcome-nothing = Bu tarayıcıda başlanmış yanıt bulamıyoruz. Belki başka bir cihazda başladınız. Buradan yeniden başlayabilirsiniz.
welcome-unsent = Bu ancak yanıtlarınızı gönderdikten sonra mümkündür.
welcome-forget = Başlanan yanıtları sil
welcome-before = Başlamadan önce
welcome-steps = Nasıl işliyor
welcome-privacy = Verilerin korunmasıyla ilgili tüm bilgiler

## Sorular
progress = Bölüm { $current } / { $total }:
respond-next = İleri
respond-back = Geri
respond-change-areas = Alanları değiştir
respond-later = Daha sonra devam et
respond-or = veya
quoted = “{ $text }”
list-more = { $before }, { $next }
list-or = { $before } veya { $next }
respond-other = Nedir? (isteğe bağlı)
respond-acknowledge = Evet, bilgi edindim
respond-limit = En fazla { $max } karakter
respond-year = Yıl
respond-month = Ay
respond-day = Gün
respond-choose-month = Ay seçin
search-button = Ara
search-hint = Adın başını veya bir bölümünü yazın ve “{ search-button }” düğmesini seçin.
search-found = { $total ->
    [1] Bir sonuç var. Onu seçin:
   *[other] { $total } sonuç var. Birini seçin:
}
search-cut = { $total } sonuçtan { $shown } tanesi gösteriliyor. Birini seçin veya adın daha fazlasını yazın:
search-picked = Seçiminiz:
search-none = “{ $typed }” için sonuç yok. Yazımı kontrol edin veya adın daha azını yazın.
scale-poles = { $left } veya { $right }
scale-point = { $point } / { $length }
scale-named-point = { $point } / { $length }: { $name }
scale-middle = tam ortada
notice-another-question = Yanıtınız bu sayfada başka sorulara yol açıyor.
notice-changed-elsewhere = Bu arada anketi başka bir pencerede doldurdunuz. Burada hiçbir şeyin üzerine yazmadık. Aşağıda bu pencerede verdiğiniz yanıtlar duruyor: Kontrol edin; geçerli olacaksa “{ respond-next }” düğmesini seçin.
notice-review-changed = Yanıtlarınız, onları burada gördüğünüzden beri değişmiş olabilir, örneğin başka bir pencerede. Henüz hiçbir şey göndermedik. Burada yanıtlarınızın şimdiki hâli var: Kontrol edin, sonra gönderin.
notice-not-yet = Bu soru daha sonra gelecek. Buradan devam edebilirsiniz.
notice-not-on-the-way = Şimdiye kadarki yanıtlarınıza göre açtığınız sayfa sizin anketinize dahil değil. Buradan devam edebilirsiniz.
notice-not-kept = Geldiğiniz sayfada bir şey henüz doğru değildi ya da sayfa bu arada başka bir pencerede değiştirildi. Bunu kaydetmedik. Geri kalan her şey kaydedildi.
notice-too-late = Bunlar artık gönderilemez ve bunları kaydetmedik. Anketin son günü: { $last }. Başlanmış yanıtlar için son gün: { $until }. Girdikleriniz kopyalayabilmeniz için hâlâ bu sayfada duruyor.

## Hatalar
error-title = Hata: { $title }
error-prefix = Hata:
errors-heading = { $count ->
    [1] Lütfen bir yanıtı kontrol edin
   *[other] Lütfen { $count } yanıtı kontrol edin
}
complaint-row = { $row }: { $words }
complaint-required = Bir yanıt seçin.
complaint-required-some = En az bir yanıt seçin.
complaint-required-number = Bir sayı yazın.
complaint-required-text = Buraya bir şey yazın.
complaint-required-entry = Listede arayın ve birini seçin.
complaint-required-row = Bu satırda bir yanıt seçin: { $row }.
complaint-required-part = Şunu da ekleyin: { $part }.
complaint-constraint = Bu yanıt öteki yanıtlarınızla uyuşmuyor. Bir kez daha kontrol edin.
complaint-not-a-number = Rakamla bir sayı yazın, örneğin 12. Yazdığınız: “{ $typed }”.
complaint-ambiguous = { $whole } mi, yoksa { $decimal } mi demek istiyorsunuz? Sayıyı böyle yazın. Yazdığınız: “{ $typed }”.
complaint-not-whole = Nokta ve virgül olmadan bir tam sayı yazın. Yazdığınız: “{ $typed }”.
complaint-range = { $what ->
    [year] Yıl
    [month] Ay
    [day] Gün
   *[number] Sayı
} { $min } ile { $max } arasında olmalıdır. Yazdığınız: { $typed }.
complaint-too-small = { $what ->
    [year] Yıl
    [month] Ay
    [day] Gün
   *[number] Sayı
} en az { $min } olabilir. Yazdığınız: { $typed }.
complaint-too-great = { $what ->
    [year] Yıl
    [month] Ay
    [day] Gün
   *[number] Sayı
} en fazla { $max } olabilir. Yazdığınız: { $typed }.
complaint-too-long = Metninizde { $length } karakter var, en fazla { $max } karakter olabilir. Metni { $excess ->
    [1] bir karakter
   *[other] { $excess } karakter
} kısaltın.
complaint-not-offered = Burada böyle bir yanıt yok. Sayfadaki yanıtlardan birini seçin.
complaint-exclusive = “{ $label }” seçtiğiniz öteki yanıtlarla bir arada olamaz. Birini veya ötekini kaldırın.
most-choices = En fazla { $count } yanıt
complaint-too-many = { $count } yanıt seçtiniz, en fazla { $max } yanıt seçebilirsiniz. { $excess } yanıtı kaldırın.
complaint-either = Hem bir şey yazdınız hem de “{ respond-or }” altında bir yanıt seçtiniz. Birini veya ötekini kaldırın.
complaint-no-match = Listede “{ $typed }” ile eşleşen bir şey yok. Yazımı kontrol edin veya adın daha azını yazın.
complaint-several-match = { $count ->
    [one] Bununla bir kayıt eşleşiyor. Onu seçin.
   *[other] Bununla { $count } kayıt eşleşiyor. Bunlardan birini seçin.
}

## Kontrol ve gönderme
review-page = Yanıtları kontrol et
review-ready = Bütün bölümler tamam.
review-ready-text = Şimdi yalnızca göndermek kaldı.
review-title = Göndermeden önce yanıtlarınızı kontrol edin
review-text-open = Şu anda her şeyi değiştirebilirsiniz. Gönderdikten sonra değiştiremezsiniz; o zaman yanıtlarınızı biz de bulamayız.
review-text-anonymous = Şu anda her şeyi değiştirebilirsiniz. Gönderdikten sonra değiştiremezsiniz; o zaman yanıtlarınızı biz de bulamayız.
review-text-confidential = Şu anda her şeyi değiştirebilirsiniz. Gönderdikten sonra değiştiremezsiniz. Size daha sonra yeniden sorabilmek için davetiyenizle yanıtlarınız arasındaki bağı saklarız.
review-text-withdrawal = Şu anda her şeyi değiştirebilirsiniz. Gönderdikten sonra değiştiremezsiniz. Yanıtlarınızı o zaman yalnızca silme koduyla sildirebilirsiniz; bu kodla bulunabilirler de.
review-unanswered = yanıtlanmadı
review-change = Değiştir
review-names = Kendi yazdığınız bir metinde ad geçiyor mu? Geçiyorsa lütfen göndermeden önce değiştirin.
review-free-text = Kendi metinlerime bak
review-submit = Yanıtları gönder
done-title = Teşekkürler, yanıtlarınız bize ulaştı
done-text = Başka bir şey yapmanız gerekmiyor.
done-steps = Bundan sonra ne olacak
done-too-late = Yanıtlarınız zaten gönderildi. Bundan sonra girdiklerinizi kaydetmedik.
done-close = Bu pencereyi artık kapatabilirsiniz.
done-another = Bu cihazda katılmak isteyen başka biri var mı? Öyleyse yer açıyoruz; yanıtlarınız olduğu yerde kalır.
done-another-start = Başka biri için başla
end-keep = Bitir ve gönder
end-keep-text = Gönderdiğinizde yanıt verdiğinizi sayarız. Ondan sonra hiçbir şeyi değiştiremezsiniz.
end-keep-not-yet = Henüz hiçbir şey gönderilmedi. Yanıtınız ancak aşağıda “{ end-keep }” seçeneğini seçtiğinizde sayılır.
end-discard-text = Verdiğiniz yanıtların hiçbirini kaydetmiyoruz.
end-again = Bir şey yanlış: baştan başlayın
end-back = Geri, yanıtımı değiştirmek istiyorum

## Daha sonra dönmek
later-title = Daha sonra devam edebilirsiniz
later-text = En son “{ respond-next }” düğmesini seçtiğiniz sayfaya kadar her şey kaydedildi.
later-text-all = Şimdiye kadar girdiğiniz her şey kaydedildi.
later-text-part = Bu sayfadaki henüz doğru olmayan bilgiler dışında, şimdiye kadar girdikleriniz kaydedildi. Düzeltmek isterseniz geri dönün.
later-nothing-title = Henüz hiçbir şey kaydedilmedi
later-nothing-text = Onay sorduğumuz yerde onay vermeden ve yanıtlarınızla anket bu sayfada bitiyorsa hiçbir şey kaydetmiyoruz. Devam etmek için geri dönün. Pencereyi kapatırsanız girdikleriniz silinir.
later-how = Bu adresi yeniden açın: aynı cihazda ve aynı tarayıcıda. Tam bıraktığınız yerden devam edersiniz.
later-kept = Başladığınız yanıtları son kayıttan sonra en az { $days ->
    [1] bir gün
   *[other] { $days } gün
} şifreli olarak saklarız, sonra bir hafta içinde sileriz. Anket daha önce biterse son gününden yedi gün sonra sileriz.
later-shared = Ortak kullanılan bir cihazda sizden sonraki kişi de devam edebilir. O durumda başladığınız yanıtları silmeniz daha iyi olur.
later-resume = Şimdi devam et
forget-title = Başladığınız yanıtları silmek istiyor musunuz?
forget-text = Yanıtlar hemen silinir ve geri getirilemez. Sonra yeniden başlayabilirsiniz.
forget-submit = Yanıtları sil
forget-keep = Silme, devam et
told-forgotten-title = Başladığınız yanıtlar silindi
told-forgotten-text = Bunlardan ne bizde ne de bu tarayıcıda kayıtlı bir şey kaldı.

## Bir engel olduğunda
message-not-found-title = Böyle bir sayfa yok
message-not-found-text = Belki adreste bir karakter eksiktir. Adresi bizden aldığınız adresle karşılaştırın.
message-early-title = Bu anket henüz başlamadı
message-early-text = Henüz yanıt almıyor. İlk gün: { $day }. Sorunuz varsa bize ulaşın.
message-paused-title = Bu ankete şu anda ara verildi
message-paused-text = Şu anda yanıt almıyor; daha sonra devam edecek. Başladığınız yanıtlar kayıtlı kalır; anket devam ettiğinde gönderebilirsiniz. Sorunuz varsa bize ulaşın.
message-closed-title = Bu anket sona erdi
message-closed-text = Artık yeni yanıt almıyor. Son gün: { $day }. Sorunuz varsa bize ulaşın.
ending-note = Anket sona erdi. Başladığınız yanıtları { $day } günü sonuna kadar gönderebilirsiniz.
message-expired-title = Bu tarayıcıda başlanmış yanıt bulamıyoruz
message-expired-text = Belki başka bir cihazda veya tarayıcıda başladınız ya da çerezleriniz silindi. Orada devam edin veya burada yeniden başlayın.
message-form-expired-title = Bu sayfa çok uzun süre açık kaldı
message-form-expired-text = Güvenliğiniz için hiçbir şey kaydetmedik. Sayfayı yeniden açın ve sonra gönderin.
message-bad-form-title = Bunu okuyamadık
message-bad-form-text = Yanıtlarınız bize eksik ulaştı. Daha önce kaydettikleriniz duruyor. Geri dönün ve yeniden deneyin.
message-too-large-title = Bir seferde çok fazla oldu
message-too-large-text = Bu sayfadaki metinler alabileceğimizden uzun. Metinlerinizi kısaltın ve yeniden deneyin.
message-busy-title = Şu anda çok sayıda kişi yanıt veriyor
message-busy-text = Bir dakika bekleyin ve yeniden deneyin. Daha önce kaydettikleriniz duruyor.
message-no-room-title = Şu anda yeni bir şey kabul edemiyoruz
message-no-room-text = Depolama alanımız neredeyse dolu; bununla ilgileniyoruz. Başlamış olanlar devam edip gönderebilir. Lütfen on dakika sonra yeniden deneyin.
message-away-title = Bizde bir arıza var: Şu anda hiçbir şey kaydedemiyoruz
message-away-text = Bu sizden kaynaklanmıyor. Daha önce kaydettikleriniz duruyor. Bir dakika sonra yeniden deneyin.
typed-kept = Az önce girdikleriniz kaybolmadı: Bu sayfa onları hâlâ tutuyor. Sayfayı açık bırakın ve bir dakika sonra yeniden gönderin.
typed-kept-longer = Az önce girdikleriniz kaybolmadı: Bu sayfa onları hâlâ tutuyor. Sayfayı açık bırakın ve on dakika sonra yeniden gönderin.
typed-kept-paused = Az önce girdikleriniz kaybolmadı: Bu sayfa onları hâlâ tutuyor. Sayfayı açık bırakın ve anket devam ettiğinde gönderin.
typed-again = Yeniden gönder
message-internal-title = Bizde bir şeyler ters gitti
message-internal-text = Daha önce kaydettikleriniz duruyor. Birkaç dakika sonra yeniden deneyin.
message-incident = Yine olursa bize bu numarayı söyleyin: { $number }
way-start = Anketin ilk sayfasına
way-page = Ankete dön
way-code = Mektuptaki kodla devam et
way-again = Yeniden dene
way-sign-in = Oturum açma sayfasına

## Erişilebilirlik beyanı (Markdown)
accessibility-statement =
    Bu beyan “{ $survey }” adlı çevrimiçi anketle ilgilidir. Sorumlu: { $publisher }.

    ## Anket ne kadar erişilebilir?

    Anketin WCAG 2.2 AA düzeyinin gereklerini yerine getirmesi amaçlanıyor. Şimdiye kadar bunu yalnızca kendimiz denetledik: otomatik testlerle ve programı yapan kişiler aracılığıyla. Bağımsız bir denetim henüz yapılmadı. Bu yüzden her şeyin yerine getirildiğini ileri sürmüyoruz.

    Bu öz değerlendirmenin tarihi: { $checked }.

    ## Nelere dikkat ettik

    - Anket JavaScript olmadan, klavyeyle ve yüzde 400 büyütmede çalışır.
    - Süre sınırı yoktur. Ara verip daha sonra devam edebilirsiniz.
    - Hatalar sayfanın başında ve alanın yanında sözle belirtilir, yalnızca renkle değil.

    ## Henüz neler eksik

    - Anket henüz işaret dilinde yok.
    - Kolay dildeki metinleri ve çevirileri henüz uzmanlar denetlemedi.
    - Anket, ekran okuyucularla ve onları her gün kullanan kişilerle henüz ayrıntılı olarak denenmedi.

    ## Engel bildirin

    Sizi rahatsız eden bir şey mi var, ya da bir soruyu yanıtlayamıyor musunuz? Bize bildirin: { $contact }, telefon { $phone }, { $email }. Anketi başka bir yoldan doldurmanıza da yardımcı oluruz.

    Yanıtımızdan memnun kalmazsanız eyaletinizin erişilebilirlik uzlaştırma kurumuna (Schlichtungsstelle) başvurabilirsiniz.

## Gruplar, yinelemeler ve başka soru türleri
respond-date = Tarih
respond-time = Saat
respond-more-help = Daha fazla bilgi
respond-larger = Resmi daha büyük göster (yeni pencere)
respond-add = Bir kayıt daha ekle
respond-remove = Kaldır
respond-up = Yukarı
respond-down = Aşağı
respond-rank = “{ $label }” kaçıncı sırada? 1 ilk sıra, { $count } son sıra
respond-rank-how = En önemlisinin önüne 1, ikincisinin önüne 2 yazın ve böyle devam edin. Ya da öğeleri oklarla taşıyın.
respond-choose = Lütfen seçin
respond-instance = { $label } { $number }
review-instance = { $repeat } { $number }: { $label }
complaint-not-a-date = Var olan bir tarih yazın, örneğin 31.12.2024. Yazdığınız: “{ $typed }”.
complaint-not-a-time = Bir saat yazın, örneğin 8:30. Yazdığınız: “{ $typed }”.
complaint-not-a-moment = Tarih ve saat yazın, örneğin 31.12.2024 ve 8:30. Yazdığınız: “{ $typed }”.
complaint-not-a-ranking = Her kayda ayrı bir sıra verin: birincisine 1, ikincisine 2 ve böyle devam edin.
complaint-off-scale = Ölçekteki bir noktayı yazın; noktalar { $step } aralıklıdır.
complaint-not-a-place = Enlem ve boylam yazın, örneğin 53,33; 8,48. Yazdığınız: “{ $typed }”.

## Kodlar
welcome-code = Bunun için mektubumuzdaki kod gerekir.
welcome-open-door = Bizden mektup almadınız mı? Kod olmadan da katılabilirsiniz. Yanıtlarınızı ayrı sayarız.
welcome-start-open = Kodsuz katıl
welcome-opt-out = Bu anketle ilgili başka mektup istemiyorum
mode-term = Yanıtlarınızı nasıl koruyoruz
mode-open = Adsız ve kodsuz yanıt verirsiniz. Yanıtların hangi cihazdan ve saat kaçta geldiğini kaydetmeyiz. Gönderilen anketler, kimse incelemeden önce toplanır ve karıştırılır.
mode-anonymous = Bu anket anonimdir. Kodunuz anketi açar; adınız ve adresiniz başka bir veri tabanındadır. Gönderdikten sonra yanıtlarınız kodsuz ve saatsiz toplanır ve karıştırılır. Ondan sonra hangi yanıtların sizin olduğunu kimse bulamaz, biz de bulamayız. Yalnızca kodunuzun kullanıldığını öğreniriz; böylece hatırlatma mektubu almazsınız.
mode-confidential = Bu anket gizlidir, ancak anonim değildir: Size daha sonra yeniden sorabilmek için davetiyenizle yanıtlarınız arasındaki bağı saklarız. Adınız ve adresiniz yanıtlarınızdan başka bir veri tabanındadır. Yanıtları inceleyenler ad görmez.
mode-withdrawal = Göndermeden önce bir silme kodu alırsınız. Bu kod kimdeyse yanıtlarınızı daha sonra sildirebilir. Bu yüzden yanıtlarınız bu kodla bulunabilir de.
code-page = Kodu girin
code-title = Mektubunuzdaki kod nedir?
code-label = Mektuptaki kod
code-hint = Dörder karakterlik üç grup ve bir denetim karakterinden oluşur, örneğin { $example }. Büyük ya da küçük harf, boşluk ve çizgi fark etmez.
code-qr = Mektuptaki QR kodla daha hızlıdır: Kamerayı tutmanız yeter. O zaman hiçbir şey yazmazsınız.
code-again = Daha önce başladım
code-again-text = Aynı kodu bir kez daha girin. Başka bir cihazda da tam bıraktığınız yerden devam edersiniz.
code-lost = Mektubu bulamıyorum
code-lost-text = Bize ulaşın: { $contact }, telefon { $phone }.
code-none = Kodum yok
code-by-link = Mektubunuzdaki kod yazılmış durumda.
code-fault-empty = Kodu girin.
code-fault-character = “{ $character }” karakteri kodlarımızda yoktur. Yazdığınızı mektubunuzla karşılaştırın.
code-fault-length = Kod { $length } karakterdir. Siz { $typed } karakter girdiniz.
code-fault-check = Bir karakter yanlış ya da iki karakter yer değiştirmiş. Yazdığınızı mektubunuzla karşılaştırın.
code-fault-unknown = Bu ankette böyle bir kod yok. Mektubunuzla karşılaştırın. Doğruysa bize ulaşın: { $contact }, telefon { $phone }.
message-used-title = Bu kodla daha önce yanıt verildi
message-used-text = Yanıtlar bize ulaştı ve kod kullanıldı. Siz değil miydiniz? O zaman bize ulaşın: { $contact }, telefon { $phone }.
message-too-many-title = Ağınızdan şu anda çok fazla deneme geliyor
message-too-many-text = Bir dakika bekleyin ve yeniden deneyin. Başka bir ağdan, örneğin cep telefonuyla, hemen olur. Ya da bize ulaşın: { $contact }, telefon { $phone }.
message-crowded-title = Ağınızdan şu anda aynı anda çok fazla şey geliyor
message-crowded-text = Bir ağdan yalnızca sınırlı sayıda yeni anket ve mesaj kabul ediyoruz. On dakika sonra yeniden deneyin. Başka bir ağdan, örneğin cep telefonuyla, hemen olur. Ya da bize ulaşın: { $contact }, telefon { $phone }.
later-how-code = Anketi bu cihazda ya da başka bir cihazda yeniden açın ve aynı kodu girin. Tam bıraktığınız yerden devam edersiniz.
later-shared-code = Bu cihazı başkaları da kullanıyor mu? O zaman cihaz kodunuzu unutsun. Yanıtlarınız kayıtlı kalır, kodla devam edersiniz.
leave-title = Ya da yalnızca bu cihazda unut
leave-text = Yanıtlarınız kayıtlı kalır. Mektuptaki kodla daha sonra, başka bir cihazda da devam edersiniz.
leave-submit = Bu cihazda unut

## İsteyebileceğiniz diğer şeyler
opt-out-title = Bu anketle ilgili başka mektup istemiyor musunuz?
opt-out-code = Mektubunuzdaki kodu girin. Kime artık yazmayacağımızı bundan anlarız.
opt-out-text = Yalnızca şunu iletiriz: Artık mektup istemiyorsunuz. Başladığınız yanıtları sileriz. Gönderdiyseniz o yanıtlar yerinde kalır.
opt-out-submit = Başka mektup istemiyorum
told-opted-out-title = Artık mektup almayacaksınız
told-opted-out-text = Bunu ilettik. Yola çıkmış bir mektup yine de gelebilir.
address-draw-title = Çekilişe katılmak ister misiniz?
address-draw-text = Bunun için adınız ve bir adres gerekir. Çekilişten sonra sileriz.
address-draw-open = Çekilişe git
address-report-title = Sonuçları size gönderelim mi?
address-report-text = Bunun için bir adres gerekir. Gönderdikten sonra sileriz.
address-report-open = Sonuçları iste
address-apart = Bu form yanıtlarınızdan ayrıdır: Adresi başka bir veri tabanında saklar, ancak yeterince başka adres olunca iletiriz. Yanıtlarınızla hiçbir zaman birleştirilmez.
address-label = Ad ve adres ya da e-posta adresi
address-submit = Gönder
address-fault = En çok { $max } karakterlik bir adres girin.
told-draw-title = Çekilişe katılıyorsunuz
told-draw-text = Adresiniz bizde. Gönderilen her anket için bir adres alırız.
told-report-title = Sonuçları size göndereceğiz
told-report-text = Adresiniz bizde. Gönderilen her anket için bir adres alırız.
withdrawal-keep = Silme kodunuz. Yanıtlarınızı bir gün sildirmek isteyebilirseniz bir yere yazın:
withdrawal-how = Size bir daha veremeyiz. O olmadan yanıtlarınızı kimse bulamaz.
withdraw-title = Gönderilen yanıtları sil
withdraw-label = Silme kodu
withdraw-hint = Gönderirken aldığınız silme kodunu girin.
withdraw-text = Bu koda ait yanıtlar kalıcı olarak silinir. Yayımlanmış sonuçlardan artık çıkarılamazlar.
withdraw-submit = Yanıtları sil
told-withdrawn-title = Yanıtları siliyoruz
told-withdrawn-text = Bu koda ait yanıt varsa bir dakika içinde silinir.

overview-link = Genel bakış
overview-title = Ne kadar ilerlediniz
overview-done = tamam
overview-open = buradan devam edin
overview-later = sonra gelecek

file-kb = { $size } kB
file-mb = { $size } MB
file-stored = Dosyanız burada: { $file }
file-remove = Bu dosyayı kaldır
file-replace = Başka bir dosyayla değiştirin:
file-limit = Olabilecekler: { $types }, en fazla { $max }.
file-cleaned = Resmin ne zaman ve nerede çekildiğini resimden sileriz.
file-as-it-is = Dosyada gizli olanları, örneğin adınızı, silmeyiz.
complaint-required-file = Bir dosya seçin.
complaint-file-too-large = Bu dosya çok büyük: en fazla { $max } olabilir. Daha küçük bir dosya seçin.
complaint-file-wrong-type = Bu dosyayı burada kabul etmiyoruz. Olabilecekler: { $types }.
complaint-file-unreadable = Bu dosya okunamıyor. Sizde açılıp açılmadığına bakın veya başka bir dosya seçin.
complaint-file-too-many-pixels = Bu resimde çok fazla piksel var: en çok 30 milyon olabilir. Küçültün veya başka bir resim seçin.
complaint-file-too-many = { $most } dosyadan fazlasını gönderemezsiniz. Bunu seçmeden önce başka bir dosyayı kaldırın.
complaint-file-gone = Bu dosya artık yok. Lütfen yeniden seçin.
complaint-file-no-room = Şu anda dosya kabul etmiyoruz. On dakika sonra yeniden deneyin veya gerekli değilse bu dosya olmadan devam edin.

welcome-print = Anketin tamamını okuyun veya yazdırın
blank-title = Anketin tamamı
blank-text = Okumak ve yazdırmak için. Ekranda yalnızca sizi ilgilendiren soruları görürsünüz.
blank-only = Yalnızca { $number }. soruda { $choices } işaretlediyseniz. Değilse { $next }. soruyla devam edin.
blank-only-end = Yalnızca { $number }. soruda { $choices } işaretlediyseniz. Değilse sona geldiniz.
blank-unless = { $number }. soruda { $choices } işaretlediyseniz { $next }. soruyla devam edin.
blank-unless-end = { $number }. soruda { $choices } işaretlediyseniz sona geldiniz.
blank-some = Bunu önceki yanıtlara göre yalnızca bazı kişilere soruyoruz. Değilse { $next }. soruyla devam edin.
blank-some-end = Bunu önceki yanıtlara göre yalnızca bazı kişilere soruyoruz. Değilse sona geldiniz.
blank-rows = Bazı satırlar önceki yanıtlara göre herkesi ilgilendirmez.
blank-several = Birden fazla yanıt seçebilirsiniz.
blank-order = En önemlisinin önüne 1, ikincisinin önüne 2 yazın ve böyle devam edin.
blank-again = Aşağıdakileri birden fazla kez doldurabilirsiniz.

barrier-open = Engel bildir
barrier-open-apart = Engel bildir (yeni pencere)
barrier-title = Engel bildirin
barrier-text = Neyin, hangi sayfada çalışmadığını yazın. Bu form yanıtlarınızdan ayrıdır; lütfen kodunuzu yazmayın. Yanıt istiyorsanız size nasıl ulaşabileceğimizi ekleyin.
barrier-label = Ne çalışmıyor?
barrier-submit = Bildir
barrier-fault = Neyin çalışmadığını en çok { $max } karakterle yazın.
told-barrier-title = Teşekkürler, bildiriminizi aldık
told-barrier-text = İnceleyeceğiz. Size nasıl ulaşabileceğimizi yazdıysanız sizinle iletişime geçeceğiz.
respond-offline = Şu anda internete bağlı değilsiniz. Girdikleriniz hâlâ bu sayfada. Bağlantı geri gelince “{ respond-next }” düğmesini seçin.

## Ön deneme
pretest-title = Ön deneme.
pretest-note = Yanıtlarınız kaydedilmez, bize yalnızca yorumlarınız ulaşır.
pretest-lost = Yanıtlar bir gün sonra, sunucu yeniden başlarsa daha önce silinir.
pretest-comment = Bu sayfa hakkında yorum
pretest-general = Genel olarak bize ne söylemek istersiniz?
pretest-about = Konu nedir?
pretest-whole-page = Bütün sayfa
pretest-words = Yorumunuz
pretest-name = Adınız (isteğe bağlı)
pretest-send = Yorumu gönder
pretest-goes-along = “{ respond-next }” ve “{ respond-back }” de yorumu gönderir.
pretest-by-button = Yorumu yalnızca bu düğme gönderir.
pretest-kept = Yorumunuz ulaştı. Teşekkürler!
pretest-not-kept = Yorumunuz henüz ulaşmadı
pretest-empty = Yorum boş. Dikkatinizi çeken şeyi yazın.
pretest-too-long = Yorum çok uzun. En fazla { $most } karakter olabilir.
pretest-long-name = Ad çok uzun. En fazla { $most } karakter olabilir.
pretest-too-many = Şu anda çok fazla yorum var. Bir saat sonra yeniden deneyin ya da bağlantıyı aldığınız kişiye yazın.
message-pretest-over-title = Bu ön deneme sona erdi
message-pretest-over-text = Bağlantı artık geçerli değil. Bağlantıyı aldığınız kişiye sorun: Size yenisini verebilir.
