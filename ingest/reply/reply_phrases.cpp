// The tables of phrases, one for each kind, with all languages together. A language is not told apart: a phrase that is
// a mark in one language hardly occurs in the same place in another.
#include "ingest/reply/reply_phrases.h"

namespace tangible::ingest::phrases {
namespace {

using Phrase = std::string_view;

// clang-format off

constexpr Phrase wrote_table[] = {
    "wrote", "writes", "said", "ysgrifennodd", "scríobh", "sgrìobh", "schrieb", "geschrieben", "schreef",
    "geschreven", "skryf", "a écrit", "écrit", "escribió", "escribio", "escreveu", "ha scritto", "va escriure",
    "a scris", "skrev", "skreiv", "kirjoitti", "skrifaði", "kirjutas", "napisał", "napisał(a)", "napisała",
    "napisal", "pisze", "napsal", "napsal(a)", "napísal", "napísal(a)", "je napisao", "je napisala", "je napisao/la",
    "napisao je", "je pisal", "rašė", "rakstīja", "написал", "написала", "написал(а)", "пишет", "написав", "пише",
    "написа", "írta", "yazdı", "şunu yazdı", "έγραψε", "menulis", "đã viết", "sumulat", "qoray", "ka shkruar",
    "ameandika", "كتب", "כתב", "کتب", "نے لکھا", "نوشت", "লিখেছেন", "ने लिखा", "ਨੇ ਲਿਖਿਆ", "લખ્યું", "เขียนว่า",
    "写道", "寫道", "書きました", "のメール", "작성", "님이 작성",
};

constexpr Phrase on_table[] = {
    "on ", "ar ", "am ", "le ", "el ", "il ", "em ", "a ", "op ", "den ", "på ", "dnia ", "w dniu ", "dne ", "dňa ",
    "în ", "la ", "pe ", "в ", "у ", "στις ", "pada ", "vào ", "noong ", "في ", "ב",
};

constexpr Phrase from_table[] = {
    "from", "oddi wrth", "ó", "bho", "von", "van", "de", "de la", "da", "od", "o", "fra", "från", "frá", "lähettäjä",
    "saatja", "nuo", "no", "kimden", "gönderen", "feladó", "от", "кого", "від", "από", "dari", "pengirim", "từ",
    "expéditeur", "remitente", "remetente", "mittente", "afzender", "absender", "nadawca", "odesílatel",
    "odesilatel", "odosielateľ", "avsender", "avsändare", "afsender", "отправитель", "von (absender)", "ka", "من",
    "مرسل", "منجانب", "מאת", "از", "প্রেরক", "发件人", "寄件者", "寄件人", "差出人", "送信元", "보낸 사람", "보낸사람",
    "šalje", "pošiljatelj", "від кого",
};

constexpr Phrase other_table[] = {
    "sent", "date", "to", "cc", "bcc", "subject", "reply-to", "reply to", "importance", "attachments", "sent at",
    "received", "anfonwyd", "dyddiad", "at", "pwnc", "testun", "seolta", "dáta", "chuig", "ábhar", "gesendet",
    "datum", "an", "betreff", "antwort an", "kopie", "antwort", "envoyé", "envoyé le", "à", "a", "objet", "sujet",
    "copie", "copie à", "répondre à", "enviado", "enviado el", "enviada em", "enviado em", "enviada", "fecha",
    "data", "para", "asunto", "assunto", "responder a", "cco", "inviato", "oggetto", "per", "rispondi a",
    "verzonden", "aan", "onderwerp", "verstuurd", "wysłano", "wyslano", "do", "dw", "temat", "data wysłania",
    "odesláno", "komu", "předmět", "kopie", "odoslané", "predmet", "dátum", "sendt", "dato", "til", "emne",
    "skickat", "till", "ämne", "kopia", "kopi", "lähetetty", "vastaanottaja", "aihe", "päiväys", "trimis", "către",
    "subiect", "tarih", "kime", "konu", "gönderildi", "küldve", "címzett", "tárgy", "másolat", "отправлено", "дата",
    "кому", "тема", "копия", "надіслано", "копія", "ημερομηνία", "προς", "θέμα", "στάλθηκε", "tanggal", "kepada",
    "subjek", "dikirim", "ngày", "đến", "chủ đề", "đã gửi", "تاريخ", "التاريخ", "إلى", "الموضوع", "تم الإرسال",
    "بتاريخ", "موضوع", "بنام", "تاریخ", "נשלח", "תאריך", "אל", "נושא", "به", "发送时间", "发送日期", "日期", "收件人", "主题", "抄送",
    "寄件日期", "收件者", "主旨", "副本", "日時", "送信日時", "宛先", "件名", "보낸 날짜", "날짜", "받는 사람", "받는사람", "제목", "참조",
    "prima", "naslov", "bilgi", "kópia", "pre", "másolatot kap", "kopie (cc)", "kopia (cc)", "päivämäärä", "kopio",
};

constexpr Phrase subject_table[] = {
    "subject", "pwnc", "testun", "ábhar", "cuspair", "betreff", "objet", "sujet", "asunto", "assunto", "oggetto",
    "onderwerp", "temat", "předmět", "predmet", "emne", "ämne", "aihe", "subiect", "konu", "tárgy", "тема", "θέμα",
    "subjek", "chủ đề", "الموضوع", "موضوع", "נושא", "主题", "主旨", "件名", "제목", "naslov",
};

constexpr Phrase original_table[] = {
    "original message", "original email", "original mail", "reply message", "previous message", "neges wreiddiol",
    "ursprüngliche nachricht", "originalnachricht", "ursprüngliche e-mail", "original-nachricht",
    "message d'origine", "message d’origine", "message original", "message initial", "message transféré",
    "mensaje original", "mensaje reenviado", "mensagem original", "mensagem encaminhada", "missatge original",
    "messaggio originale", "messaggio inoltrato", "oorspronkelijk bericht", "origineel bericht",
    "doorgestuurd bericht", "oprindelig besked", "oprindelig meddelelse", "original melding", "opprinnelig melding",
    "ursprungligt meddelande", "originalmeddelande", "alkuperäinen viesti", "oryginalna wiadomość",
    "wiadomość oryginalna", "wiadomość przekazana", "treść oryginalnej wiadomości", "původní zpráva",
    "původní e-mail", "pôvodná správa", "eredeti üzenet", "mesaj original", "mesajul original", "orijinal mesaj",
    "özgün ileti", "исходное сообщение", "оригинальное сообщение", "пересылаемое сообщение",
    "первоначальное сообщение", "оригінальне повідомлення", "αρχικό μήνυμα", "pesan asli", "tin nhắn gốc",
    "الرسالة الأصلية", "رسالة أصلية", "הודעה מקורית", "اصل پیغام", "原始邮件", "原始郵件", "原邮件", "元のメッセージ", "転送メッセージ",
    "원본 메시지", "원본 메일",
};

constexpr Phrase forwarded_table[] = {
    "forwarded message", "begin forwarded message", "forwarded by", "forwarded email", "neges wedi'i hanfon ymlaen",
    "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail",
    "message transféré", "début du message transféré", "début du message réexpédié", "mensaje reenviado",
    "inicio del mensaje reenviado", "mensagem encaminhada", "mensagem reencaminhada",
    "início da mensagem encaminhada", "início da mensagem reencaminhada", "messaggio inoltrato",
    "inizio messaggio inoltrato", "doorgestuurd bericht", "begin doorgestuurd bericht", "videresendt besked",
    "videresendt meddelelse", "start på videresendt besked", "videresendt melding", "videresend melding",
    "vidarebefordrat meddelande", "vidarebefordrat mejl", "välitetty viesti", "välitetty viesti alkaa",
    "przekazana wiadomość", "początek przekazywanej wiadomości", "wiadomość przesłana dalej", "přeposlaná zpráva",
    "preposlaná správa", "továbbított üzenet", "továbbított levél kezdete", "mesaj redirecționat", "iletilmiş mesaj",
    "iletilen mesaj", "iletilmiş ileti", "пересылаемое сообщение", "пересланное сообщение",
    "начало переадресованного сообщения", "переслане повідомлення", "προωθημένο μήνυμα", "رسالة معاد توجيهها",
    "הודעה שהועברה", "转发的邮件", "转发邮件", "轉寄的郵件", "転送されたメッセージ", "전달된 메일", "전달된 메시지",
    "započni proslijeđenu poruku", "proslijeđena poruka", "ileti başlangıcı", "i̇letilen i̇leti", "i̇letilmiş i̇leti",
    "початок листа, що пересилається", "перенаправленное сообщение", "välitetty viesti / fwd.msg",
    "preposlaná správa --- forwarded message",
};

constexpr Phrase sent_from_table[] = {
    "sent from my", "sent from outlook", "sent from mail for", "sent from yahoo", "sent from gmail",
    "sent from samsung", "sent from proton", "sent from typeapp", "sent from aol", "sent from the all-new",
    "sent from bluemail", "sent from an", "sent from acompli", "sent from mailspring", "sent from android",
    "sent from a ", "sent from ipad", "sent from iphone", "sent from blackberry", "sent from hotmail", "sent with",
    "sent by outlook", "sent via", "get outlook for", "get bluemail for", "sent using", "via mobile",
    "anfonwyd o fy", "anfonwyd o'm", "seolta ó mo", "von meinem", "gesendet von", "gesendet mit", "gesendet aus",
    "diese nachricht wurde von meinem", "envoyé de mon", "envoyé depuis", "envoyé à partir", "envoyé par",
    "obtenir outlook", "télécharger outlook", "provenance :", "enviado desde", "enviado de", "enviado do",
    "enviado a partir", "enviado via", "enviado con", "obtener outlook", "obter o outlook", "obtenga outlook",
    "inviato da", "inviato dal", "ottieni outlook", "scarica outlook", "verzonden vanaf", "verzonden met",
    "verstuurd vanaf", "outlook voor", "wysłane z", "wysłano z", "pobierz aplikację outlook", "odesláno z",
    "odesláno ze", "odoslané z", "trimis de pe", "trimis din", "sendt fra", "hent outlook", "skickat från",
    "hämta outlook", "lähetetty", "hanki outlook", "elküldve", "küldve", "şuradan gönderildi", "отправлено с",
    "отправлено из", "надіслано з", "в пути", "dikirim dari", "được gửi từ", "gửi từ", "poslano s", "poslano z",
    "στάλθηκε από", "أرسلت من", "تم الإرسال من", "مرسل من", "נשלח מ", "发自我的", "从我的", "來自我的", "從我的", "传送自", "傳送自",
    "iphoneから送信", "androidから送信", "나의 iphone에서 보냄", "내 iphone에서 보냄", "získat outlook",
};

constexpr Phrase sent_from_end_table[] = {
    "iphone gesendet", "ipad gesendet", "android gesendet", "smartphone gesendet", "handy gesendet",
    "gerät gesendet", "iphone'umdan gönderildi", "ipad'imden gönderildi", "iphone'dan gönderildi", "から送信", "에서 보냄",
    "iphone-omról", "készülékről", "outlookista",
};

constexpr Phrase closings_table[] = {
    "regards", "best regards", "kind regards", "kindest regards", "warm regards", "warmest regards",
    "with kind regards", "many regards", "best", "best wishes", "all the best", "with best wishes", "warm wishes",
    "warmest wishes", "sincerely", "yours sincerely", "yours faithfully", "yours truly", "yours", "cheers", "thanks",
    "many thanks", "thank you", "with thanks", "thanks again", "thanks and regards", "take care", "love",
    "in solidarity", "respectfully", "br", "kr", "cofion", "cofion gorau", "cofion cynnes", "cofion caredig",
    "yn gywir", "dymuniadau gorau", "diolch", "diolch yn fawr", "hwyl", "le meas", "is mise le meas", "beir bua",
    "le gach dea-ghuí", "le dùrachd", "leis gach deagh dhùrachd", "mit freundlichen grüßen", "mit freundlichem gruß",
    "freundliche grüße", "viele grüße", "liebe grüße", "beste grüße", "herzliche grüße", "grüße", "mfg", "lg", "vg",
    "cordialement", "bien cordialement", "bien à vous", "sincères salutations", "salutations", "amicalement",
    "saludos", "un saludo", "atentamente", "saludos cordiales", "un abrazo", "gracias", "atenciosamente",
    "cumprimentos", "com os melhores cumprimentos", "abraços", "obrigado", "obrigada", "cordiali saluti",
    "distinti saluti", "saluti", "un saluto", "grazie", "met vriendelijke groet", "met vriendelijke groeten",
    "vriendelijke groeten", "groeten", "groetjes", "mvg", "gr", "pozdrawiam", "pozdrawiam serdecznie",
    "serdecznie pozdrawiam", "z poważaniem", "z powazaniem", "z wyrazami szacunku", "pozdrowienia", "dziękuję",
    "s pozdravem", "s pozdravom", "s přátelským pozdravem", "med venlig hilsen", "venlig hilsen",
    "de bedste hilsner", "mange hilsner", "hilsen", "kh", "mvh", "vh", "kærlig hilsen", "med vennlig hilsen",
    "vennlig hilsen", "beste hilsen", "med vänliga hälsningar", "med vänlig hälsning", "vänliga hälsningar",
    "vänligen", "hälsningar", "bästa hälsningar", "ystävällisin terveisin", "terveisin", "parhain terveisin",
    "cu stimă", "cu respect", "cu drag", "mulțumesc", "üdvözlettel", "tisztelettel", "saygılarımla", "saygılar",
    "teşekkürler", "sevgiler", "с уважением", "с наилучшими пожеланиями", "всего доброго", "спасибо", "з повагою",
    "με εκτίμηση", "mahad sanid", "shukran", "salaam", "wasalaam", "wassalam", "مع التحية", "مع أطيب التحيات",
    "تحياتي", "والسلام", "وشكرا", "شكرا", "والسلام عليكم", "בברכה", "تشکر", "شکریہ", "والسلام علیکم", "مخلص",
    "নমস্কার", "ধন্যবাদ", "धन्यवाद", "ਧੰਨਵਾਦ", "આભાર", "此致", "祝好", "谢谢", "謝謝", "よろしくお願いします", "敬具", "감사합니다",
};

// clang-format on

}  // namespace

std::span<const Phrase> closings() { return closings_table; }
std::span<const Phrase> wrote() { return wrote_table; }
std::span<const Phrase> on() { return on_table; }
std::span<const Phrase> from() { return from_table; }
std::span<const Phrase> other_fields() { return other_table; }
std::span<const Phrase> subject() { return subject_table; }
std::span<const Phrase> original_message() { return original_table; }
std::span<const Phrase> forwarded() { return forwarded_table; }
std::span<const Phrase> sent_from() { return sent_from_table; }
std::span<const Phrase> sent_from_ends() { return sent_from_end_table; }

}  // namespace tangible::ingest::phrases
