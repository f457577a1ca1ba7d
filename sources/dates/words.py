"""What CLDR does not say of a language: other month names, "yesterday", and the small words that
tell an article's own date from a date of its story. One row a language; fragments are regular
expressions, to be matched without case.
"""

from __future__ import annotations

# Regional spellings to read along with a language's own.
REGIONS = {
    "ar": "ar_LB ar_DZ ar_MA",
    "de": "de_AT",
    "es": "es_MX",
    "fr": "fr_CA",
    "pt": "pt_PT",
    "en": "en_GB",
}

MONTHS = {
    "ar": {"نوفمير": 11, "ايار": 5, "حزيران": 6, "جوان": 6, "اوت": 8, "غشت": 8},
    "de": {"marz": 3, "maerz": 3, "mrz": 3, "janner": 1, "feber": 2},
    "en": {"sept": 9},
    "es": {"sept": 9, "set": 9, "setiembre": 9},
    "fr": {"fev": 2, "sept": 9},
    "it": {"sett": 9},
}
# Prepositions that are written into the word.
PREFIXES = {"he": "ב"}

WEEKDAYS = {"en": {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}, "de": {"sonnabend": 5}}

# Weekdays as sentences have them beside their names: short forms and cases.
SPOKEN_WEEKDAYS = {
    "de": {"sonnabend": 5},
    "pl": {"środę": 2, "sobotę": 5, "niedzielę": 6},
    "pt": {"segunda": 0, "terça": 1, "quarta": 2, "quinta": 3, "sexta": 4},
    "ru": {"среду": 2, "пятницу": 4, "субботу": 5},
}

# "One" as a word, in any language: "an hour ago", "hace un día".
ONE = (
    "an?|one|une?|un[oa]|ein(?:e[mnrs]?)?|um|uma|een|ett|en|et|jede?n|jedna|один|одну|одна|bir|egy|o"
    "|μία|μια|ένα"
)

# Wordings of "… ago" beside those of CLDR: unit -> wordings, {0} for the number.
AGO = {
    "ar": {
        "minute": "منذ {0} دقائق|منذ {0} دقيقة",
        "hour": "منذ {0} ساعات|منذ {0} ساعة",
        "day": "منذ {0} أيام|منذ {0} يوم|منذ {0} يوما|منذ {0} يومًا",
        "week": "منذ {0} أسابيع|منذ {0} أسبوع",
        "month": "منذ {0} أشهر|منذ {0} شهر",
    },
    "en": {
        "minute": "{0}m ago|{0} mins ago|{0} min ago",
        "hour": "{0}h ago|{0} hrs ago|{0} hr ago",
        "day": "{0}d ago",
        "week": "{0}w ago|{0} wks ago",
    },
    "es": {"minute": "{0} minutos atrás", "hour": "{0} horas atrás", "day": "{0} días atrás"},
    "fr": {"minute": "il y a {0}min", "hour": "il y a {0}h"},
    "pt": {
        "minute": "{0} minutos atrás|{0} min atrás",
        "hour": "{0} horas atrás|{0} hora atrás",
        "day": "{0} dias atrás|{0} dia atrás",
        "week": "{0} semanas atrás",
    },
    "zh": {"minute": "{0} 分钟前|{0} 分前", "hour": "{0} 小時前|{0} 个小时前", "week": "{0} 星期前"},
}

# Words for today (and just now), yesterday and the day before, in any language.
RELATIVE_DAYS = (
    "today|just now|aujourd'hui|à l'instant|heute|gerade eben|hoy|ahora mismo|hoje|agora mesmo"
    "|oggi|poco fa|vandaag|zojuist|dzisiaj|dziś|сегодня|только что|сьогодні|dnes|danas|днес|astăzi|azi"
    "|bugün|σήμερα|i dag|idag|tänään|hari ini|avui|gaur|hoxe|اليوم|الآن|היום|امروز|आज|วันนี้|hôm nay|今日"
    "|本日|今天|刚刚|たった今|오늘|방금",
    "yesterday|hier|gestern|ayer|ontem|ieri|gisteren|wczoraj|вчера|вчора|včera|jučer|juče|tegnap|dün"
    "|χθές|εχθές|χτες|i går|igår|eilen|kemarin|ahir|atzo|onte|أمس|אתמול|دیروز|कल|เมื่อวาน|hôm qua|昨日|昨天"
    "|어제",
    "avant-hier|vorgestern|anteayer|antier|anteontem|l'altro ieri|eergisteren|przedwczoraj|позавчера"
    "|позавчора|předevčírem|prekjučer|alaltăieri|tegnapelőtt|evvelsi gün|προχθές|i förrgår|iförrgår"
    "|toissapäivänä|おととい|一昨日|前天|그저께",
)

# Words that stand in date labels. Before and after them nothing else makes a label of a sentence.
PUBLISHED = """
    published posted written redige redigee ecrit geschrieben verfasst escrito redactado created date dated
    publie publiee publication poste postee mis ligne cree parution veroffentlicht publiziert erstellt
    eingestellt datum stand erschienen publicado publicada publicacion fecha creado postado criado data
    pubblicato pubblicata postato scritto inserito gepubliceerd geplaatst opublikowano opublikowany dodano
    napisano utworzono опубликовано опубликована добавлено дата размещено создано опубліковано publikovano
    zverejneno vydano publicat publicata postat adaugat kozzeteve megjelent yayinlanma yayinlandi tarih
    tarihi δημοσιευση δημοσιευτηκε publicerad publicerat skapad publiceret oprettet publisert julkaistu
    diterbitkan dipublikasikan نشر نشرت تاريخ النشر פורסם منتشر تاریخ انتشار 投稿日 公開日 掲載日 作成日
    发布 发布于 发布时间 發佈 發表 发表于 日期 时间 작성일 등록일 게시일 입력
"""
UPDATED = """
    updated modified edited revised mise jour maj modifie modifiee actualise actualisee aktualisiert
    geandert bearbeitet actualizado actualizada modificado atualizado atualizada modificada aggiornato
    aggiornata modificato bijgewerkt gewijzigd zaktualizowano aktualizacja zmieniono обновлено изменено
    aktualizovano actualizat frissitve guncellendi guncelleme uppdaterad opdateret oppdatert paivitetty
    diperbarui تحديث تعديل עודכן 更新 更新日 更新于 修正日 編集日 最終更新 最后更新 수정일 수정
"""
BY = """
    by par von por pelo pela da di door przez autor autora auteur author автор от av af tarafindan oleh بقلم
    كتب מאת ao od
"""
UNDER = """
    in dans category categorie kategorie categoria en em w в under rubrik rubrica sous i
"""
FILLERS = """
    r
    թ
    on at the of le la les a du am um den der dem vom uhr h el las los de del al as o os il lo alle ore ora
    om op het uur dnia godz godzina г года году в часов час kl klo kello i saat pukul στις και ב في الساعة р
    року м v ve u ob την στο m d n p pm ad s dne dia dag est cet cest gmt utc msk time zeit heure hora last
    about environ circa
"""
COUNTED = """
    point points vote votes
    comment comments commentaire commentaires kommentar kommentare comentario comentarios commento commenti
    reactie reacties komentarz komentarze min minutes minuten minutos minuti minuut read lecture lesezeit
    lectura leitura lettura view views vues
"""
