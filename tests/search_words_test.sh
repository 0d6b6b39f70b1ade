#!/bin/sh
# What people type finds what the sampler has, in each language; and no more. TAP.
source=$(cd "${srcdir:-.}" && pwd)
lectern=$PWD/lectern
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset LECTERN LECTERN_WIDTH ACCESSIBLE
LC_ALL=C.UTF-8 HOME=$work XDG_STATE_HOME=$work XDG_CONFIG_HOME=$work
export LC_ALL HOME XDG_STATE_HOME XDG_CONFIG_HOME

# OPTION;TYPED;CHAPTER;all that is found there, each once, in the order of bytes; some marks and spaces here are not what they seem
cat >"$work/table" <<'END'
;احمد;arabic;أحمد|أَحْمَد|احمد
;كتاب;arabic;كتاب|كـتـاب|كِتَابٌ
;٢٠٢٦;hindi;2026
;كتاب;persian;كتاب|کتاب
--exact;کتاب;persian;کتاب
;۱۴:۳۰;burmese;၁၄:၃၀
;שלום;hebrew;שָׁלוֹם|שלום
;ד"ר;hebrew;ד״ר
;जरूरत;hindi;जरूरत|ज़रूरत
;की;hindi;की
;मात;hindi;
;มา;thai;มา
;ม้า;thai;ม้า
;မီး;burmese;မီး
;မူး;burmese;မူး
;កុន;khmer;កុន
;កូន;khmer;កូន
;ມາ;lao;ມາ
;ມ້າ;lao;ມ້າ
;ABC123;chinese-simplified;ABC123|ＡＢＣ１２３
;ａｂｃ;chinese-traditional;ABC|ＡＢＣ
;汉字之间;chinese-simplified;汉字之间
;ガイド;japanese;ガイド|ｶﾞｲﾄﾞ
;がいど;japanese;ガイド|ｶﾞｲﾄﾞ
;か;japanese;か
;が;japanese;が|ガ|ｶﾞ
;한글;korean;한글|한글
;елка;russian;Ёлка|елка|ёлка
;замок;russian;за́мок|замо́к|замок
--exact;замок;russian;замок
;№ 7;russian;№ 7
;coeur;french;coeur|cœur
;ete;french;ete|été|ÉTÉ|été
;l'italique;french;l’italique
;"comme;french;
;« comme;french;« comme
;isik;turkish;isik|ışık
;ISTANBUL;turkish;ISTANBUL|İstanbul
--exact;ISTANBUL;turkish;ISTANBUL
;tieng viet;vietnamese;Tiếng Việt|tieng viet|tiếng Việt
;den;vietnamese;den|đèn|đến
;ế, ộ;vietnamese;ế, ộ|ế, ộ
;kapitan;hard-cases;ka\u00ADpi\u00ADtän|kapitän
END

number=0
while IFS=';' read -r option typed chapter expected; do
    number=$((number + 1))
    # shellcheck disable=SC2086 # no option is no argument
    "$lectern" $option --search="$typed" --json "$source/content/lectern-sampler" >"$work/out" 2>"$work/err"
    found=$(sed -n "s/.*\"chapter\": \"$chapter\", \"place\".*\"match\": \"\(.*\)\"}.*/\1/p" "$work/out" | LC_ALL=C sort -u | tr '\n' '|')
    if [ "${found%|}" = "$expected" ] && [ ! -s "$work/err" ]; then
        echo "ok $number - $option $typed finds ${expected:-nothing} in $chapter"
    else
        echo "not ok $number - $option $typed finds ${expected:-nothing} in $chapter"
        echo "# ${found%|}"
        sed 's/^/# /' "$work/err"
    fi
done <"$work/table"
echo "1..$(wc -l <"$work/table")"
