// The few words that a document says of itself.
#include "plain/wording.h"
#include <stddef.h>
#include <string.h>

typedef struct {
    const char *language;
    const char *words[WORD_ALL];
} Wording;

// English comes first. The others have not been looked through by people who grew up with them.
static const Wording wordings[] = {
    {"en", {"Contents", "Notes", "Back to the text", "Summary", "Abbreviations and terms", "Slips of the source that were put right", "Author",
            "Publisher", "Published", "Updated", "Source", "Rights", "Series"}},
    {"ar", {"المحتويات", "الحواشي", "العودة إلى النص", "الملخص", "الاختصارات والمصطلحات", "أخطاء في المصدر صُحّحت", "المؤلف", "الناشر", "تاريخ النشر",
            "تاريخ التحديث", "المصدر", "الحقوق", "السلسلة"}},
    {"de", {"Inhalt", "Anmerkungen", "Zurück zum Text", "Zusammenfassung", "Abkürzungen und Begriffe", "Berichtigte Fehler der Vorlage", "Verfasser",
            "Herausgeber", "Veröffentlicht", "Aktualisiert", "Quelle", "Rechte", "Reihe"}},
    {"es", {"Índice", "Notas", "Volver al texto", "Resumen", "Abreviaturas y términos", "Erratas de la fuente corregidas", "Autor", "Editor",
            "Publicado", "Actualizado", "Fuente", "Derechos", "Serie"}},
    {"fr", {"Sommaire", "Notes", "Retour au texte", "Résumé", "Abréviations et termes", "Coquilles de la source corrigées", "Auteur", "Éditeur",
            "Publié", "Mis à jour", "Source", "Droits", "Série"}},
    {"pt", {"Índice", "Notas", "Voltar ao texto", "Resumo", "Abreviaturas e termos", "Erros da fonte corrigidos", "Autor", "Editora", "Publicado",
            "Atualizado", "Fonte", "Direitos", "Série"}},
    {"ru", {"Содержание", "Примечания", "Назад к тексту", "Краткое содержание", "Сокращения и термины", "Исправленные опечатки источника", "Автор",
            "Издатель", "Опубликовано", "Обновлено", "Источник", "Права", "Серия"}},
    {"zh", {"目录", "注释", "返回正文", "摘要", "缩略语和术语", "已更正的原文错误", "作者", "出版者", "发布日期", "更新日期", "来源", "权利", "系列"}},
};

static const Wording *find(const char *language)
{
    const size_t length = strcspn(language, "-");
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
        if (strlen(wordings[i].language) == length && !strncasecmp(wordings[i].language, language, length))
            return &wordings[i];
    return &wordings[0];
}

const char *wording(const char *language, Word word)
{
    return find(language)->words[word];
}

const char *wording_language(const char *language)
{
    return find(language) == &wordings[0] ? "en" : language;
}
