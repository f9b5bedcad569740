// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/language.h"

#include "core/base/utf8.h"
#include "core/text/normalise.h"

#include <unicode/uchar.h>

namespace retort {
namespace {

struct Letters {
    std::size_t han = 0;
    std::size_t latin = 0; // in words of two letters and more
    std::size_t other = 0;

    Letters &operator+=(const Letters &more) {
        han += more.han;
        latin += more.latin;
        other += more.other;
        return *this;
    }
};

bool isLatinLetter(char32_t c) {
    if (c < 0x80)
        return isLetter(char(c));
    return c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7;
}

Letters countLetters(std::string_view prose) {
    Letters letters;
    std::size_t word = 0;
    const auto endWord = [&] {
        if (word >= 2)
            letters.latin += word;
        word = 0;
    };
    for (std::size_t at = 0; at < prose.size();) {
        const unsigned char byte = static_cast<unsigned char>(prose[at]);
        // Leads E5…E9 are all unified ideographs: most of a Chinese text.
        if (byte >= 0xE5 && byte <= 0xE9 && at + 3 <= prose.size()) {
            endWord();
            ++letters.han;
            at += 3;
            continue;
        }
        const char32_t c = byte < 0x80 ? char32_t(prose[at++]) : decodeCodePoint(prose, at);
        if (isLatinLetter(c)) {
            ++word;
            continue;
        }
        endWord();
        if (c < 0x80)
            continue;
        if (isHan(c))
            ++letters.han;
        else if (u_isalpha(UChar32(c)))
            ++letters.other;
    }
    endWord();
    return letters;
}

Letters proseLetters(std::string_view text) {
    Letters letters;
    for (const TextSpan &span : proseSpans(text))
        letters += countLetters(text.substr(span.begin, span.end - span.begin));
    return letters;
}

double shareOf(const Letters &letters) {
    const std::size_t all = letters.latin + letters.han;
    return all == 0 ? 0 : double(letters.latin) / double(all);
}

Language judge(const Letters &letters) {
    if (letters.latin + letters.han == 0 || letters.other * 4 > letters.latin + letters.han)
        return Language::Other;
    const double share = shareOf(letters);
    if (share <= 0.2)
        return Language::Chinese;
    return share >= 0.8 ? Language::English : Language::Mixed;
}

bool endsSentence(char32_t c) {
    return std::u32string_view(U"。！？；!?\n…").find(c) != std::u32string_view::npos;
}

// A shorter sentence ("好。", "OK.") has no language of its own.
bool longEnough(const Letters &letters) {
    return letters.han >= 4 || letters.latin >= 8;
}

} // namespace

const char *languageId(Language language) {
    static constexpr const char *ids[] = {"zh", "en", "mixed", "other"};
    return ids[std::size_t(language)];
}

Language judgeLanguage(std::string_view text) {
    return judge(proseLetters(text));
}

Language judgeLanguage(std::string_view question, std::string_view reasoning, std::string_view answer) {
    Letters letters = proseLetters(question);
    letters += proseLetters(reasoning);
    letters += proseLetters(answer);
    return judge(letters);
}

double latinShare(std::string_view text) {
    return shareOf(proseLetters(text));
}

std::vector<std::size_t> sentenceBoundaries(std::string_view text) {
    std::vector<std::size_t> boundaries{0};
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = decodeCodePoint(text, at);
        const bool stop = c == U'.' && at < text.size() && text[at] == ' ';
        if (!endsSentence(c) && !stop)
            continue;
        // Closing quotes, further end marks and white space belong to the sentence before.
        for (std::size_t next = at; next < text.size(); at = next) {
            const char32_t follower = decodeCodePoint(text, next);
            const bool joins =
                endsSentence(follower) || isWhiteSpace(follower)
                || std::u32string_view(U"”’」）\")").find(follower) != std::u32string_view::npos;
            if (!joins)
                break;
        }
        boundaries.push_back(at);
    }
    if (boundaries.back() != text.size() || boundaries.size() == 1) // the empty text: one empty sentence
        boundaries.push_back(text.size());
    return boundaries;
}

std::vector<LanguageSpan> languageSwitches(std::string_view text) {
    std::vector<LanguageSpan> spans;
    const Language main = judgeLanguage(text);
    if (main == Language::Other)
        return spans;
    // In a mixed text the larger half counts as the main one.
    const Language home =
        main == Language::Mixed ? (latinShare(text) < 0.5 ? Language::Chinese : Language::English) : main;
    const std::vector<std::size_t> boundaries = sentenceBoundaries(text);
    bool open = false;
    for (std::size_t i = 0; i + 1 < boundaries.size(); ++i) {
        const Letters letters = proseLetters(text.substr(boundaries[i], boundaries[i + 1] - boundaries[i]));
        if (!longEnough(letters))
            continue; // neither opens nor closes a run
        const Language language = judge(letters);
        const bool differs =
            language != home && (language == Language::Chinese || language == Language::English);
        if (differs && open)
            spans.back().end = boundaries[i + 1];
        if (differs && !open)
            spans.push_back({boundaries[i], boundaries[i + 1], language});
        open = differs;
    }
    return spans;
}

} // namespace retort
