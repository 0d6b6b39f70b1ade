// Numbers and dates as the language of the messages writes them: that of the catalogue in use, else English. CLDR's rules, by ICU.
//
// What is counted or measured goes through here. What is typed, cited or looked up stays as it is: citation numbers, links, lines of files,
// values of settings; and so does all JSON, and what is stored.
#ifndef TEXT_AMOUNT_H
#define TEXT_AMOUNT_H

enum { AMOUNT_BYTES = 64, DATE_TEXT_BYTES = 96 };

// "12,345"; with the digits of the language. Safe UTF-8. Borrowed: out, of AMOUNT_BYTES.
const char *amount_text(long long amount, char *out);

// One for an argument of a message: lives until the end of the block it stands in.
#define AMOUNT(amount) amount_text((long long)(amount), (char[AMOUNT_BYTES]){0})

// In percent: "45%", "45 %".
const char *percent_text(int percent, char *out);
#define PERCENT(percent) percent_text(percent, (char[AMOUNT_BYTES]){0})

// A date of a report (2021, 2021-07 or 2021-07-19) in words: "July 2021"; as it is where it is none of these. Borrowed: out, of DATE_TEXT_BYTES.
const char *date_text(const char *date, char *out);
const char *short_date_text(const char *date, char *out);     // likewise, in figures where the language has such: "Jul 19, 2021", "2021年7月19日"

#endif
