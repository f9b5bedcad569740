// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations: OpenAI messages, ShareGPT and ms-swift conversations, typed content parts; the reasoning in
// a field of the assistant's message or in think tags. One sample per record (the last answer) or per answer;
// other turns go to the metadata as "history".
#include "core/base/option_make.h"
#include "core/import/record.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace retort {

using namespace option_make;

namespace {

enum class Role { System, User, Assistant, Tool, Unknown };

Role roleOf(std::string_view word) {
    static constexpr std::pair<std::string_view, Role> words[] = {
        {"user", Role::User},           {"human", Role::User},        {"assistant", Role::Assistant},
        {"gpt", Role::Assistant},       {"model", Role::Assistant},   {"bot", Role::Assistant},
        {"system", Role::System},       {"developer", Role::System},  {"tool", Role::Tool},
        {"observation", Role::Tool},    {"function", Role::Tool},     {"function_call", Role::Assistant},
        {"tool_call", Role::Assistant}, {"chatgpt", Role::Assistant}, {"tool_response", Role::Tool}};
    for (const auto &[name, role] : words)
        if (word == name)
            return role;
    return Role::Unknown;
}

struct Turn {
    Role role = Role::Unknown;
    std::string text, reasoning, reference, source;
    std::string raw;  // the message as compact JSON
    std::string rest; // its members that were placed nowhere, as JSON object; empty: none
};

// Which key holds the conversation, and how its messages name role and content.
std::string_view conversationKey(const Record &record) {
    for (const std::string_view key : {"messages", "conversations", "conversation", "input", "prompt"}) {
        const auto list = record.listAt(key);
        if (!list || list->size() == 0)
            continue;
        const JsonValue first = *list->begin();
        for (const std::string_view member : {"role", "from", "human", "assistant"})
            if (memberOf(first, member))
                return key;
    }
    return {};
}

std::string toolCall(std::string_view json) {
    return "<tool_call>\n" + std::string(json) + "\n</tool_call>";
}

void appendBlock(std::string &text, std::string_view block) {
    if (block.empty())
        return;
    if (!text.empty())
        text += '\n';
    text += block;
}

class TurnParser {
public:
    TurnParser(Record &record, std::string key) : m_record(record), m_key(std::move(key)) {}

    void parse(JsonValue message, std::vector<Turn> &turns) const {
        if (memberOf(message, "human") || (memberOf(message, "assistant") && !memberOf(message, "role")))
            return parsePair(message, turns);
        Turn turn;
        turn.raw = jsonOf(message);
        simdjson::dom::object members;
        if (message.get_object().get(members) != simdjson::SUCCESS)
            return;
        std::string rest = "{}";
        for (const auto [name, value] : members)
            if (!value.is_null() && !take(turn, name, value))
                rest = withMember(std::move(rest), name, jsonOf(value));
        if (rest != "{}")
            turn.rest = std::move(rest);
        turns.push_back(std::move(turn));
    }

private:
    // ms-swift: {"human": …, "assistant": …} is two turns.
    void parsePair(JsonValue message, std::vector<Turn> &turns) const {
        for (const auto &[name, role] :
             {std::pair{"human", Role::User}, std::pair{"assistant", Role::Assistant}}) {
            const auto value = memberOf(message, name);
            if (!value)
                continue;
            Turn turn;
            turn.role = role;
            turn.text = textOf(*value);
            turn.raw = "{";
            appendJsonString(turn.raw, name);
            ((turn.raw += ':') += jsonOf(*value)) += '}';
            note(name, role == Role::User ? place::question : place::reasoningAndAnswer);
            turns.push_back(std::move(turn));
        }
    }

    // Takes one member of a message; false when it has no place.
    bool take(Turn &turn, std::string_view name, JsonValue value) const {
        if (name == "role" || name == "from") {
            const auto word = stringOf(value);
            turn.role = word ? roleOf(*word) : Role::Unknown;
            return word.has_value();
        }
        if (name == "content" || name == "value") {
            takeContent(turn, name, value);
            return true;
        }
        if (name == "reasoning_content" || name == "reasoning" || name == "thinking" || name == "think") {
            appendBlock(turn.reasoning, textOf(value));
            note(name, place::reasoning);
            return true;
        }
        if (name == "tool_calls" && value.is_array()) {
            const simdjson::dom::array calls = value.get_array().value_unsafe();
            for (const JsonValue call : calls)
                appendBlock(turn.text, toolCall(jsonOf(memberOf(call, "function").value_or(call))));
            note(name, place::answer);
            return true;
        }
        return name == "info" && takeInfo(turn, value);
    }

    void takeContent(Turn &turn, std::string_view name, JsonValue value) const {
        simdjson::dom::array parts;
        if (value.get_array().get(parts) != simdjson::SUCCESS) {
            std::string text = textOf(value);
            turn.text = turn.text.empty() ? std::move(text)
                                          : std::move(text) + "\n" + turn.text; // calls may have come first
            note(name, place::reasoningAndAnswer);
            return;
        }
        for (const JsonValue part : parts)
            takePart(turn, name, part);
    }

    void takePart(Turn &turn, std::string_view name, JsonValue part) const {
        if (const auto text = stringOf(part))
            return appendBlock(turn.text, *text);
        const auto typeValue = memberOf(part, "type");
        const std::string_view type = typeValue ? stringOf(*typeValue).value_or("") : "";
        std::string text;
        for (const std::string_view key : {"value", "text", "content", "thinking", "reasoning"})
            if (const auto value = memberOf(part, key); value && text.empty())
                text = textOf(*value);
        const std::string path = std::string(name) + "[" + std::string(type) + "]";
        if (type == "reasoning" || type == "thinking" || type == "think") {
            appendBlock(turn.reasoning, text);
            note(path, place::reasoning);
        } else if (type == "tool_call" || type == "tool_use" || type == "function_call") {
            appendBlock(turn.text, toolCall(text.empty() ? jsonOf(part) : text));
            note(path, place::answer);
        } else {
            appendBlock(turn.text, text.empty() ? jsonOf(part) : text); // text; pictures stay as their JSON
            note(path, place::answer);
        }
    }

    // AM-DeepSeek-R1-Distilled: an object on each message, whose thoughts and answer repeat the content.
    bool takeInfo(Turn &turn, JsonValue info) const {
        if (const auto reference = memberOf(info, "reference_answer"))
            turn.reference = textOf(*reference);
        if (const auto source = memberOf(info, "source"))
            turn.source = textOf(*source);
        const bool repeats = !memberOf(info, "test_case");
        note("info.reference_answer", place::reference);
        note("info.source", place::source);
        return repeats;
    }

    void note(std::string_view inside, const char *placed) const {
        m_record.notePlace(m_key + "[]." + std::string(inside), placed);
    }

    Record &m_record;
    std::string m_key;
};

std::string rawList(const std::vector<Turn> &turns, std::size_t begin, std::size_t end, std::size_t without) {
    std::string json = "[";
    for (std::size_t i = begin; i < end; ++i) {
        if (i == without)
            continue;
        if (json.size() > 1)
            json += ',';
        json += turns[i].raw;
    }
    return json + "]";
}

// Nemotron's "reasoning" is "on" or "off".
bool isSwitch(JsonValue value) {
    const std::string_view word = stringOf(value).value_or("");
    return word == "on" || word == "off";
}

// Question, system text, reference and source before the answer at `end`; returns the user's turn.
std::size_t fillQuestion(Sample &sample, const std::vector<Turn> &turns, std::size_t end) {
    std::size_t asked = turns.size();
    for (std::size_t i = 0; i < end; ++i) {
        if (turns[i].role == Role::System)
            appendBlock(sample.system, turns[i].text);
        if (turns[i].role == Role::User)
            asked = i;
    }
    if (asked == turns.size())
        return asked;
    sample.question = turns[asked].text;
    sample.reference = turns[asked].reference;
    sample.source = turns[asked].source;
    return asked;
}

void addRest(Record &record, const std::vector<Turn> &turns, std::size_t asked, std::size_t answer) {
    std::size_t first = 0; // system texts at the head have a place of their own
    while (first < answer && turns[first].role == Role::System)
        ++first;
    if (const std::string before = rawList(turns, first, answer, asked); before != "[]")
        record.addMetadata("history", before);
    if (const std::string after = rawList(turns, answer + 1, turns.size(), turns.size()); after != "[]")
        record.addMetadata("later_turns", after);
    if (asked < turns.size() && !turns[asked].rest.empty())
        record.addMetadata("question_message", turns[asked].rest);
    if (!turns[answer].rest.empty())
        record.addMetadata("answer_message", turns[answer].rest);
}

// Only the question is in the conversation; the rest may have fields of its own (Nemotron, dolphin).
RecordResult readPrompt(Record &record, const std::vector<Turn> &turns) {
    Sample sample;
    fillQuestion(sample, turns, turns.size());
    if (const std::string_view trace = record.firstOf({"reasoning_content", "reasoning", "thinking"});
        !trace.empty() && !isSwitch(*record.find(trace)))
        sample.reasoning = record.take(trace, place::reasoning);
    if (const std::string_view answer = record.firstOf({"answer", "output", "response", "completion"});
        !answer.empty())
        placeAssistantText(record, sample, record.take(answer, place::reasoningAndAnswer));
    return finishRecord(record, std::move(sample));
}

RecordResult readAnswers(Record &record, const std::vector<Turn> &turns,
                         const std::vector<std::size_t> &answers) {
    RecordResult result;
    for (const std::size_t index : answers) {
        Record own = record; // its metadata differ from turn to turn
        Sample sample;
        const std::size_t asked = fillQuestion(sample, turns, index);
        const Turn &turn = turns[index];
        sample.reasoning = turn.reasoning;
        if (sample.reference.empty())
            sample.reference = turn.reference;
        if (!isBlank(turn.text))
            placeAssistantText(own, sample, turn.text);
        addRest(own, turns, asked, index);
        RecordResult one = finishRecord(own, std::move(sample));
        if (one.refusal)
            result.refusal = std::move(one.refusal);
        for (Sample &s : one.samples)
            result.samples.push_back(std::move(s));
        if (index == answers.back())
            record = std::move(own); // with its places, for the preview
    }
    if (!result.samples.empty())
        result.refusal.reset();
    return result;
}

RecordResult read(Record &record, bool everyAnswer) {
    const std::string key(conversationKey(record));
    if (key.empty())
        return {{}, Refusal{"messages", RETORT_TR("core", "No list of messages with roles in this record.")}};
    std::vector<Turn> turns;
    const TurnParser parser(record, key);
    const simdjson::dom::array list = *record.listAt(key);
    for (const JsonValue message : list)
        parser.parse(message, turns);
    record.place(key, place::question);
    std::vector<std::size_t> answers;
    for (std::size_t i = 0; i < turns.size(); ++i)
        if (turns[i].role == Role::Assistant)
            answers.push_back(i);
    if (answers.empty())
        return readPrompt(record, turns);
    if (!everyAnswer)
        answers.erase(answers.begin(), answers.end() - 1);
    return readAnswers(record, turns, answers);
}

std::vector<FormatExample> examples() {
    const Sample multiplied{.question = "7×8=?", .reasoning = "七八五十六。", .answer = "56"};
    const std::string two =
        R"({"conversations":[{"from":"human","value":"甲？"},{"from":"gpt","value":"<think>想甲</think>答甲"},{"from":"human","value":"乙？"},{"from":"gpt","value":"<think>想乙</think>答乙"}]})";
    const Sample last{
        .question = "乙？",
        .reasoning = "想乙",
        .answer = "答乙",
        .metadata =
            R"({"history":[{"from":"human","value":"甲？"},{"from":"gpt","value":"<think>想甲</think>答甲"}]})"};
    const Sample first{
        .question = "甲？",
        .reasoning = "想甲",
        .answer = "答甲",
        .metadata =
            R"({"later_turns":[{"from":"human","value":"乙？"},{"from":"gpt","value":"<think>想乙</think>答乙"}]})"};
    return {
        {R"({"messages":[{"role":"user","content":"7×8=?"},{"role":"assistant","reasoning_content":"七八五十六。","content":"56"}]})",
         {multiplied}},
        {R"({"messages":[{"role":"user","content":"7×8=?"},{"role":"assistant","content":"56","thinking":"七八五十六。"}]})",
         {multiplied}},
        {R"({"messages":[{"role":"user","content":"7×8=?"},{"role":"assistant","content":[{"type":"text","text":"56"}],"reasoning":"七八五十六。"}]})",
         {multiplied}},
        {R"({"messages":[{"role":"system","content":[{"type":"text","value":"Be exact."}]},{"role":"user","content":[{"type":"text","value":"Which schools are near?"}]},{"role":"assistant","content":[{"type":"reasoning","value":"No tool for that."},{"type":"text","value":"I cannot look that up."}]}],"tools":"[]"})",
         {{.system = "Be exact.",
           .question = "Which schools are near?",
           .reasoning = "No tool for that.",
           .answer = "I cannot look that up.",
           .metadata = R"({"tools":"[]"})"}}},
        {R"({"messages":[{"role":"user","content":"5×6=?","info":{"source":"hand","reference_answer":"30","test_case":null,"think_content":null}},{"role":"assistant","content":"<think>五六三十。</think><answer>30</answer>","info":{"source":null,"reference_answer":null,"think_content":"五六三十。","answer_content":"30"}}]})",
         {{.question = "5×6=?",
           .reasoning = "五六三十。",
           .answer = "30",
           .reference = "30",
           .source = "hand"}}},
        {two, {last}},
        {two, {first, last}, {{"turns", std::string("each")}}},
        {R"({"conversation":[{"human":"7×8=?","assistant":"<think>七八五十六。</think>56"}]})", {multiplied}},
        {R"({"input":[{"role":"user","content":"7×8=?"}],"output":"<think>七八五十六。</think>56","reasoning":"on"})",
         {{.question = "7×8=?",
           .reasoning = "七八五十六。",
           .answer = "56",
           .metadata = R"({"reasoning":"on"})"}}},
        {R"({"messages":[{"role":"user","content":"去查"},{"role":"assistant","content":null,"reasoning_content":"要用工具。","tool_calls":[{"id":"1","function":{"name":"find"}}]}]})",
         {{.question = "去查",
           .reasoning = "要用工具。",
           .answer = "<tool_call>\n{\"name\":\"find\"}\n</tool_call>"}}},
        {R"({"messages":[]})", {}},
        {R"({"messages":[{"role":"user","content":""},{"role":"assistant","content":""}]})", {}},
    };
}

} // namespace

ImportFormat messagesFormat() {
    return {
        .id = "messages",
        .label = RETORT_TR("core", "Messages (OpenAI, ShareGPT)"),
        .help = RETORT_TR(
            "core", "Records with messages or conversations. The reasoning stands in reasoning_content, "
                    "reasoning or thinking, in a typed part of the content, or in think tags."),
        .options = {choiceOption(
                        "turns", "last", RETORT_TR("core", "Samples from"),
                        RETORT_TR("core",
                                  "In conversations of several turns: one sample from the last answer, or "
                                  "one from each. The turns before it are kept as metadata (history)."))
                        .choices({{"last", RETORT_TR("core", "the last answer")},
                                  {"each", RETORT_TR("core", "each answer")}})},
        .detect =
            [](const std::vector<Record> &head) {
                return 0.95 * shareOf(head, [](const Record &r) { return !conversationKey(r).empty(); });
            },
        .readerWith = [](const ChosenOptions &options) -> RecordReader {
            return [every = options.text("turns") == "each"](Record &record) { return read(record, every); };
        },
        .examples = examples};
}

} // namespace retort
