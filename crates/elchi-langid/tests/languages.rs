//! The nine languages, their neighbours and what is no language, on sentences made up for this test.

use elchi_langid::{Detector, LanguageTables, Tables};
use elchi_lexicon::Lexicon;
use elchi_model::{Lang, Script};

fn detector() -> Detector {
    Detector::new(&Lexicon::embedded()).unwrap()
}

fn lang(tag: &str) -> Lang {
    Lang::new(tag).unwrap()
}

#[track_caller]
fn check(detector: &Detector, tag: &str, text: &str) {
    let guess = detector.detect(text);
    assert_eq!(guess.lang.as_str(), tag, "{text:?}: {guess:?}");
}

const SENTENCES: [(&str, &str); 36] = [
    ("ru", "Стороны договорились открыть ещё один пункт пропуска на границе до конца года."),
    ("ru", "Министры обсудили поставки воды и электроэнергии"),
    ("ru", "ВСТРЕЧА ПРОШЛА ЗА ЗАКРЫТЫМИ ДВЕРЯМИ"),
    ("ru", "Отправления уходят в Бишкек, Алматы и Ташкент по вторникам."),
    ("kk", "Екі елдің басшылары шекарадағы су қоймасын бірлесіп салуға келісті."),
    ("kk", "Келіссөздер ертең Астанада жалғасады"),
    ("kk", "ЖАҢА КӨПІР АШЫЛДЫ, ДЕП ХАБАРЛАДЫ МИНИСТРЛІК"),
    ("kk", "Министр бул сапарда бірнеше құжатқа қол қойды."),
    ("uz-Latn", "Ikki mamlakat vakillari chegara bozorini qayta ochish haqida kelishib oldi."),
    ("uz-Latn", "Yangi ko'prik kuzda ochilishi kutilmoqda"),
    ("uz-Latn", "Yangi ko‘prik qurilishi to‘xtatildi, dedi vazir o‘rinbosari."),
    ("uz-Latn", "SUV OMBORI BO‘YICHA BITIM IMZOLANDI"),
    ("uz-Cyrl", "Икки мамлакат вакиллари чегара бозорини қайта очиш ҳақида келишиб олди."),
    ("uz-Cyrl", "Янги кўприк кузда очилиши кутилмоқда"),
    ("uz-Cyrl", "Вазир ўринбосари лойиҳа учун маблағ ажратилганини маълум қилди."),
    ("uz-Cyrl", "СУВ ОМБОРИ БЎЙИЧА БИТИМ ИМЗОЛАНДИ"),
    ("ky", "Эки өлкөнүн өкүлдөрү чек ара базарын кайра ачууга макулдашты."),
    ("ky", "Жаңы көпүрө күзүндө ачылат деп күтүлүүдө"),
    ("ky", "Министрдин орун басары долбоорго каражат бөлүнгөнүн айтты."),
    ("ky", "СУУ САКТАГЫЧ БОЮНЧА КЕЛИШИМГЕ КОЛ КОЮЛДУ"),
    ("tg", "Намояндагони ду кишвар дар бораи аз нав кушодани бозори наздисарҳадӣ мувофиқат карданд."),
    ("tg", "Пули нав тирамоҳ ифтитоҳ мешавад"),
    ("tg", "Муовини вазир гуфт, ки барои лоиҳа маблағ ҷудо шудааст."),
    ("tg", "ДАР ДУШАНБЕ СОЗИШНОМАИ НАВ ИМЗО ШУД"),
    ("tk", "Iki ýurduň wekilleri serhet bazaryny täzeden açmak barada ylalaşdylar."),
    ("tk", "Täze köpri güýzde açylar diýip garaşylýar"),
    ("tk", "Ministriň orunbasary taslama üçin serişde bölünendigini aýtdy."),
    ("tk", "SUW HOWDANY BARADA YLALAŞYGA GOL ÇEKILDI"),
    ("az", "İki ölkənin nümayəndələri sərhəd bazarını yenidən açmaq barədə razılığa gəliblər."),
    ("az", "Yeni körpünün payızda açılacağı gözlənilir"),
    ("az", "Nazir müavini layihə üçün vəsait ayrıldığını bildirib."),
    ("az", "SU ANBARI ÜZRƏ MÜQAVİLƏ İMZALANDI"),
    ("en", "Delegates from both countries agreed to reopen the border market before winter."),
    ("en", "The new bridge is due to open in autumn"),
    ("en", "A deputy minister said that funds had been set aside for the project."),
    ("en", "RESERVOIR AGREEMENT SIGNED IN TASHKENT"),
];

#[test]
fn the_nine() {
    let detector = detector();
    for (tag, sentence) in SENTENCES {
        check(&detector, tag, sentence);
    }
}

#[test]
fn neighbours_are_not_claimed() {
    let detector = detector();
    for (tag, text) in [
        ("uk", "Сторони домовилися відкрити ще один пункт пропуску на кордоні до кінця року."),
        ("be", "Бакі дамовіліся адкрыць яшчэ адзін пункт пропуску на мяжы да канца года."),
        ("bg", "Страните се договориха да отворят още един пункт на границата до края на годината."),
        ("mn", "Хоёр улсын төлөөлөгчид хилийн зах дахин нээхээр тохиролцлоо."),
        ("tt", "Ике ил вәкилләре чик буендагы базарны яңадан ачу турында килеште."),
        ("ba", "Ике ил вәкилдәре сик буйындағы баҙарҙы яңынан асыу тураһында килеште."),
        ("tr", "İki ülkenin temsilcileri sınır pazarını yeniden açma konusunda anlaştı."),
        ("de", "Die Vertreter beider Länder einigten sich darauf, den Markt an der Grenze wieder zu öffnen."),
        ("fr", "Les représentants des deux pays se sont entendus pour rouvrir le marché frontalier."),
        ("fa", "نمایندگان دو کشور درباره بازگشایی بازار مرزی توافق کردند."),
        ("ar", "اتفق ممثلو البلدين على إعادة فتح السوق الحدودية."),
        ("zh", "两国代表同意重新开放边境市场。"),
        ("ka", "ორი ქვეყნის წარმომადგენლები შეთანხმდნენ."),
        ("ja", "両国の代表は国境の市場を再開することで合意した。"),
    ] {
        check(&detector, tag, text);
    }
}

#[test]
fn languages_without_tables_are_undecided() {
    let detector = detector();
    for text in [
        "Przedstawiciele obu krajów uzgodnili ponowne otwarcie targowiska przy granicy.",
        "Az országok képviselői megállapodtak a határ menti piac újbóli megnyitásáról.",
        "Các đại diện của hai nước đã đồng ý mở lại chợ biên giới.",
    ] {
        check(&detector, "und", text);
    }
}

#[test]
fn names_and_words_of_many_languages_decide_nothing() {
    let detector = detector();
    for text in [
        "Ташкент",
        "Шавкат Мирзиёев",
        "Emomali Rahmon",
        "Бишкек, Астана, Ташкент",
        "NATO, OPEC",
        "Президент",
        "Министр",
        "demokratiya",
        "12.06.2020 14:30",
        "SELECT id, name FROM users WHERE id = 3",
        ".btn{color:#fff;padding:0 4px}",
        "<div class=\"news\"><span id=\"a\"></span></div>",
        "https://example.org/news/2020/06/12",
    ] {
        check(&detector, "und", text);
        assert!(detector.detect_document(text).lang.is_undecided(), "{text}");
    }
}

#[test]
fn careless_writing_changes_nothing() {
    let detector = detector();
    for (tag, text) in [
        ("uz-Latn", "Ozbekiston bilan Qozogiston ortasida shartnoma imzolandi"),
        ("uz-Latn", "O`zbekiston bilan Qozog`iston o`rtasida shartnoma imzolandi"),
        ("uz-Latn", "Oʼzbekiston bilan Qozogʼiston oʼrtasida shartnoma imzolandi"),
        ("uz-Latn", "O‘ZBEKISTON BILAN QOZOG‘ISTON O‘RTASIDA SHARTNOMA IMZOLANDI"),
        ("tk", "Turkmenistanyn Dasary isler ministri duslusyk gecirdi"),
        ("az", "Azerbaycan Respublikasinin Prezidenti serencam imzalayib"),
        ("tr", "TÜRKİYE CUMHURBAŞKANI BUGÜN ANKARA'DA AÇIKLAMA YAPTI"),
        ("kk", "Kaзaқстaн Президенті жарлыққа қол қойды"),
        ("kk", "Қазақстан Президентi сапармен келдi,кездесу өттi.Тараптар келiстi"),
        ("tg", "Президенти Точикистон бо сафари расми ба Тошканд омад"),
        ("ru", "Президент прибыл,встреча прошла.Стороны договорились"),
    ] {
        check(&detector, tag, text);
    }
}

#[test]
fn a_quotation_does_not_change_the_host() {
    let detector = detector();
    let guess = detector.detect_with_prior("“Граница должна разделять нас”, a Tajik officer said.", lang("en"));
    assert_eq!(guess.lang, lang("en"));
}

#[test]
fn stretches_of_a_text_are_found() {
    let detector = detector();
    let parts = [
        ("kk", "Елші бұл туралы баспасөз мәслихатында айтты."),
        ("ru", "«Мы готовы открыть новый пункт пропуска на границе до конца года»."),
        ("en", "Delegates from both countries agreed to reopen the border market."),
        ("zh", "两国代表同意重新开放边境市场。"),
    ];
    let text = parts.map(|part| part.1).join(" ");
    let found = detector.detect_all(&text);
    let said: Vec<(&str, &str)> = found.iter().map(|one| (one.guess.lang.as_str(), one.span.of(&text))).collect();
    assert_eq!(said, parts);
    for (tag, sentence) in SENTENCES {
        let found = detector.detect_all(sentence);
        assert_eq!(found.len(), 1, "{sentence}: {found:?}");
        assert_eq!((found[0].guess.lang.as_str(), found[0].span.of(sentence)), (tag, sentence));
    }
    assert!(detector.detect_all(" \n ").is_empty());
}

#[test]
fn gibberish_is_no_language() {
    let detector = detector();
    for text in [
        "Facebook | Telegram | WhatsApp",
        "window.dataLayer.push(function() { document.getElementById('x'); });",
        "qwrt zxcv plkm njhb vgfc wxzq",
        "asdkjh qweoiu zmxncb lkjasd",
        "ъжщфц ывлдж хъэщ йцкнг",
    ] {
        check(&detector, "und", text);
    }
}

#[test]
fn a_language_is_added_by_marks_and_an_alphabet_alone() {
    let marks = "mark\tkind\tweight\ttag\tnote\nelva\tword\t20\t\t\ntiri\tword\t16\t\t\nzum\tword\t20\t\t\n";
    let qaa = LanguageTables {
        code: "qaa",
        tags: vec![(lang("qaa"), Script::LATN, "abdefgiklmnorstuvzõ")],
        marks: Some(marks),
        names: Vec::new(),
    };
    let detector = Detector::from_tables(&Tables { languages: vec![qaa], ..Tables::default() }).unwrap();
    check(&detector, "qaa", "Elva tiri odõkus zum Alvar, tõnu kelodir elva nirvagu.");
    check(&detector, "uz-Latn", "Ikki mamlakat vakillari chegara bozorini qayta ochish haqida kelishib oldi.");
    check(&detector, "tk", "Iki ýurduň wekilleri serhet bazaryny täzeden açmak barada ylalaşdylar.");
}

#[test]
fn a_name_with_a_foreign_letter_decides_nothing() {
    let detector = detector();
    check(&detector, "ru", "Встречу провёл депутат Ұлықбек, сообщили в ведомстве.");
    check(&detector, "ru", "Премьер Владимир Някляеў выступил на конференции в столице.");
    check(&detector, "en", "The minister met Əliyev and Gurbanguly Berdimuhamedow in the capital.");
}

#[test]
fn names_in_latin_letters_leave_the_host_its_script() {
    let detector = detector();
    check(&detector, "kk", "London Gazette және Financial Times жазғандай");
    check(&detector, "ru", "Об этом пишет The Wall Street Journal");
    check(&detector, "en", "He said that the word «согласие» is what they wanted to hear.");
}

#[test]
fn no_letters_no_language() {
    let detector = detector();
    for (text, script) in
        [("", "Zyyy"), ("12.06.2020 — 17:45", "Zyyy"), ("ru", "Latn"), ("РФ", "Cyrl"), ("\n\n \t", "Zyyy")]
    {
        let guess = detector.detect(text);
        assert_eq!((guess.lang, guess.script.as_str(), guess.confidence), (Lang::UND, script, 0), "{text:?}");
    }
}

#[test]
fn kazakh_in_other_scripts() {
    let detector = detector();
    check(&detector, "kk-Latn", "Eki eldiń basshylary shekaradaǵy sý qoımasyn birlesip salýǵa kelisti.");
    check(&detector, "kk-Latn", "Ekı eldıñ basşylary şekaradağy su qoimasyn bırlesıp saluğa kelıstı.");
    check(&detector, "kk-Arab", "ەكى ەلدىڭ باسشىلارى شەكاراداعى سۋ قويماسىن بىرلەسىپ سالۋعا كەلىستى.");
}

#[test]
fn addresses_and_markup_say_nothing() {
    let detector = detector();
    let dirty = "<a href=\"https://example.org/the/news/of/the/day\">Көпір ашылды</a> https://example.org/the-latest-news-of-the-day news@example.org";
    check(&detector, "kk", dirty);
    check(
        &detector,
        "ru",
        "Подробнее об итогах встречи&nbsp;&nbsp;смотрите на сайте www.example.org/the-report-of-the-year»",
    );
}

#[test]
fn latin_letters_in_cyrillic_words_are_seen_through() {
    let detector = detector();
    // i, h and ə typed on a Latin keyboard.
    check(&detector, "kk", "Екi елдiң бiрлескен кəсiпорны жəне ахуал туралы мəлiмдеме");
}

#[test]
fn one_detector_serves_all_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Detector>();
}

#[test]
fn a_prior_decides_what_is_short() {
    let detector = detector();
    for (text, prior) in [
        ("2020", "kk"),
        ("Ташкент", "uz-Cyrl"),
        ("Астана", "kk"),
        ("Душанбе", "tg"),
        ("Президент", "ky"),
        ("Dushanbe", "tk"),
    ] {
        assert_eq!(detector.detect_with_prior(text, lang(prior)).lang.as_str(), prior, "{text}");
    }
    let russian = "Стороны договорились открыть ещё один пункт пропуска на границе.";
    assert_eq!(detector.detect_with_prior(russian, lang("kk")).lang.as_str(), "ru");
    assert_eq!(detector.detect_with_prior(russian, Lang::UND).lang.as_str(), "ru");
    let latin = "Yangi ko'prik kuzda ochilishi kutilmoqda";
    assert_eq!(detector.detect_with_prior(latin, lang("uz-Cyrl")).lang.as_str(), "uz-Latn");
}
