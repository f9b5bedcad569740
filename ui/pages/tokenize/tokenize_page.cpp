// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokenize/tokenize_page.h"

#include "core/codec/chat_template.h"
#include "core/tokenize/tokenize_job.h"
#include "ui/models/artifact.h"
#include "ui/models/record_model.h"
#include "ui/pages/setup_panel.h"
#include "ui/pages/tokenize/inspected_pieces.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/metric_panel.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/tabs.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStackedWidget>

namespace retort {
namespace {

constexpr int formWidth = 340;
enum Body { TrainBody, InspectBody, VocabularyBody, NoDataBody, NoTokenizerBody };

struct Inspected {
    std::vector<InspectedPiece> pieces;
    std::int64_t characters = 0;
    bool roundTrip = false;
};

std::vector<Metric<TokenizerRecord>> tokenizerMetrics() {
    const auto stat = [](auto text) {
        return [text](const TokenizerRecord &t) { return MetricReading{text(recordedStats(t.configJson))}; };
    };
    return {{"vocab", TokenizePage::tr("Pieces"),
             [](const TokenizerRecord &t) { return MetricReading{formatCount(t.vocabSize)}; }},
            {"ratio", TokenizePage::tr("Tokens per character"),
             stat([](const auto &s) { return formatNumber(s.tokensPerCharacter(), 3); })},
            {"bytes", TokenizePage::tr("Byte fallback"),
             stat([](const auto &s) { return formatShare(s.byteFallbackPercent() / 100, 2); })},
            {"mean", TokenizePage::tr("Tokens per sample"),
             stat([](const auto &s) { return formatNumber(s.meanSampleTokens, 3); })},
            {"longest", TokenizePage::tr("Longest sample"),
             stat([](const auto &s) { return formatCount(s.longestSampleTokens); })}};
}

StageHeld held(const ProjectSnapshot &p) {
    if (p.tokenizers.empty())
        return {};
    const TokenizerRecord &t = p.tokenizers.back();
    return {StageText::tr("%Ln piece(s)", nullptr, int(t.vocabSize)), fromUtf8(t.name), true, false, t.stale};
}

constexpr StageInfo stage{
    QT_TRANSLATE_NOOP("retort::Stage", "Cut text into pieces that the student can learn"),
    QT_TRANSLATE_NOOP("retort::Stage", "Train a tokenizer"), QT_TRANSLATE_NOOP("retort::Stage", "Look at it"),
    QT_TRANSLATE_NOOP("retort::Stage", "Train a tokenizer"), held};

} // namespace

PageInfo tokenizePageInfo() {
    return pageInfo<TokenizePage>("tokenize", QT_TRANSLATE_NOOP("pages", "Tokenize"), "code-context",
                                  PageGroup::Model, &stage);
}

TokenizePage::TokenizePage(AppState &app, QWidget *parent) : Page(app, "tokenize", parent) {
    addPicker(ArtifactKind::Version);
    addPicker(ArtifactKind::Tokenizer);
    m_tabs = new Tabs(this);
    m_tabs->add(QStringLiteral("train"), tr("Train"));
    m_tabs->add(QStringLiteral("inspect"), tr("Inspect"));
    m_tabs->add(QStringLiteral("vocabulary"), tr("Vocabulary"));
    header()->addInput(m_tabs);
    m_train = action("tokenize_train", [this] { train(); });
    header()->setPrimary(m_train);
    auto *none = new EmptyState(QStringLiteral("code-context"), tr("No tokenizer yet"),
                                tr("Train one on this data; then its pieces can be looked at here."));
    none->setLink(tr("Train a tokenizer →"));
    connect(none, &EmptyState::linkActivated, this, [this] { m_tabs->setCurrent(QStringLiteral("train")); });
    m_stack = new QStackedWidget(this);
    for (QWidget *body :
         {makeTrain(), makeInspect(), makeVocabulary(),
          static_cast<QWidget *>(missing(app, ArtifactKind::Version, "code-context", tr("No tokenizer yet"),
                                         tr("Import data first; a tokenizer is trained on its texts."))),
          static_cast<QWidget *>(none)})
        m_stack->addWidget(body);
    setBody(m_stack);
    connect(m_tabs, &Tabs::chosen, this, [this] {
        showTab();
        loadShown();
    });
    kept().add(
        "row", [this] { return m_row->value(); },
        [this](const QVariant &row) {
            m_row->setMaximum(
                std::max(m_row->maximum(), row.toInt())); // until it is known how many there are
            m_row->setValue(row.toInt());
        });
    kept().add("typed", m_typed);
    kept().add("source", m_source);
    kept().add("ids", m_showIds);
    kept().add("tint", m_tint);
    kept().add("search", m_search);
    kept().add("options", m_panel->form());
    kept().add("tab", m_tabs); // loads what it shows
    refreshOn({ArtifactKind::Version, ArtifactKind::Tokenizer}, [this] { showTokenizer(); });
    m_panel->follow(id(), [this](const Task &task) {
        if (task.result && !task.as<TokenizeResult>().notices.empty())
            m_panel->banner()->show(Banner::Kind::info,
                                    retort::render(task.as<TokenizeResult>().notices.front()));
    });
    connect(m_panel, &SetupPanel::busyChanged, this, &TokenizePage::showTokenizer);
    showTokenizer();
}

QWidget *TokenizePage::makeTrain() {
    m_panel = new SetupPanel(app(), tr("New tokenizer"), tokenizeOptions(), formWidth);
    auto *result = new Card(tr("Chosen tokenizer"));
    m_strip = new MetricPanel<TokenizerRecord>(tokenizerMetrics(), result);
    m_settings = makeText({}, FontRole::body, Role::text2, result);
    result->body()->setSpacing(space::m);
    addTo(result->body(), {m_strip, m_settings, stretch});
    m_panel->addToMonitor(result, 1);
    return m_panel;
}

QWidget *TokenizePage::makeInspect() {
    auto *page = new QWidget;
    m_source = new Tabs(page);
    m_source->add(QStringLiteral("sample"), tr("A sample"));
    m_source->add(QStringLiteral("text"), tr("Typed text"));
    m_row = new QSpinBox(page);
    m_row->setMinimum(1);
    m_row->setPrefix(tr("row "));
    m_row->setAccessibleName(tr("Row of the version"));
    m_showIds = new QCheckBox(tr("Show ids"), page);
    m_tint = new QCheckBox(tr("Tint by characters per token"), page);
    m_summary = makeLabel({}, FontRole::body, Role::text2, page);
    m_typed = new QPlainTextEdit(page);
    m_typed->setPlaceholderText(tr("Type or paste any text: its pieces show below at once."));
    m_typed->setMaximumHeight(Theme::instance().scaled(120));
    m_typed->hide();
    auto *card = new Card(tr("Pieces · underlined: learned by the student"), page);
    m_pieces = new PieceView;
    card->body()->addWidget(new ScrollColumn(m_pieces, card));
    pageColumn(page, {rowOf({m_source, m_row, m_showIds, m_tint, stretch, m_summary}), m_typed, {card, 1}});
    connect(m_source, &Tabs::chosen, this, [this](const QString &source) {
        const bool typed = source == QLatin1String("text");
        m_typed->setVisible(typed);
        m_row->setVisible(!typed);
        inspect();
    });
    connect(m_row, &QSpinBox::valueChanged, this, &TokenizePage::inspect);
    connect(m_typed, &QPlainTextEdit::textChanged, this, &TokenizePage::inspect);
    for (const QCheckBox *look : {m_showIds, m_tint})
        connect(look, &QCheckBox::toggled, this, &TokenizePage::showPieces);
    return page;
}

QWidget *TokenizePage::makeVocabulary() {
    auto *page = new QWidget;
    m_search = makeSearch(tr("Find a piece or an id"), page);
    markSearch(m_search);
    m_search->setMaximumWidth(Theme::instance().scaled(320));
    auto *card = new Card(page);
    card->setFlush(true);
    m_found = new RecordModel<VocabularyEntry>(
        [](const VocabularyEntry &e) { return qint64(e.id); },
        {{tr("id"), true, [](const VocabularyEntry &e) { return QString::number(e.id); }},
         {tr("Piece"), &VocabularyEntry::shown, fromUtf8},
         {tr("Category"), false,
          [](const VocabularyEntry &e) { return retort::render(tokenCategoryLabel(e.category)); }},
         {tr("Characters"), true,
          [](const VocabularyEntry &e) { return e.characters > 0 ? formatCount(e.characters) : QString(); }},
         {tr("Score"), true, [](const VocabularyEntry &e) { return formatNumber(double(e.score)); }}},
        this);
    card->body()->addWidget(
        new TableView(m_found, tr("Vocabulary"), tr("No piece matches."), {8, 24, 18, 12, 12}, card));
    pageColumn(page, {m_search, {card, 1}});
    connect(m_search, &QLineEdit::textChanged, this, &TokenizePage::findPieces);
    return page;
}

void TokenizePage::findPieces() {
    const QString words = m_search->text();
    std::vector<VocabularyEntry> found;
    for (const VocabularyEntry &entry : m_vocabulary)
        if (words.isEmpty() || fromUtf8(entry.shown).contains(words) || QString::number(entry.id) == words)
            found.push_back(entry);
    m_found->setRecords(std::move(found));
}

void TokenizePage::showTab() {
    const int tab = m_tabs->currentIndex();
    const bool any = app().snapshot().tokenizer(app().selected(ArtifactKind::Tokenizer));
    m_stack->setCurrentIndex(tab == TrainBody || any                      ? tab
                             : app().selected(ArtifactKind::Version) == 0 ? NoDataBody
                                                                          : NoTokenizerBody);
}

void TokenizePage::train() {
    if (!m_panel->valid())
        return;
    TokenizeConfig config;
    config.project = app().project();
    config.version = app().selected(ArtifactKind::Version);
    config.options = m_panel->form()->changedValues();
    if (config.version == 0)
        return;
    m_tabs->setCurrent(QStringLiteral("train"));
    app().jobs().start(
        Resource::Disk,
        {id(), [] { return tr("Training a tokenizer"); }, [] { return tr("Tokenizer trained"); }},
        [config](JobContext &job) { return runTokenizeJob(config, job); },
        [&app = app()](const TokenizeResult &result) {
            app.refresh();
            app.toastSuccess(
                tr("Tokenizer “%1” gives back every text unchanged.").arg(fromUtf8(result.name)));
        });
}

void TokenizePage::showTokenizer() {
    const auto id = app().selected(ArtifactKind::Tokenizer);
    m_train->setEnabled(app().selected(ArtifactKind::Version) != 0 && !m_panel->busy());
    const auto *record = app().snapshot().tokenizer(id);
    m_strip->setVisible(record != nullptr);
    if (record)
        m_strip->read(*record);
    m_settings->setText(
        record ? tr("%1 · %2 · trained on %3 · hash %4")
                     .arg(fromUtf8(record->name), fromUtf8(record->kind),
                          artifactTitle(app().snapshot(), {ArtifactKind::Version, record->version}),
                          fromUtf8(record->hash).left(12))
               : tr("None yet. The settings on the left fit small students; train one to go on. "
                    "Every text of the version is proven to come back unchanged."));
    setNext(record != nullptr);
    showTab();
    if (id != m_tokenizerId)
        loadShown();
}

// What the other tabs show of the chosen tokenizer.
void TokenizePage::loadShown() {
    const auto id = app().selected(ArtifactKind::Tokenizer);
    const auto version = app().selected(ArtifactKind::Version);
    const auto *record = app().snapshot().tokenizer(id);
    if (m_tabs->currentIndex() == TrainBody || !record || !app().hasProject())
        return;
    struct Loaded {
        TokenizerPtr tokenizer;
        std::vector<VocabularyEntry> vocabulary;
        std::vector<SampleId> ids;
    };
    const auto file = app().project()->folder() / record->file;
    app().jobs().rows().start(
        {this, tr("Opening the tokenizer"), QStringLiteral("tokenize-load"), true},
        [file, store = app().versionStore(), version](JobContext &job) {
            Loaded loaded;
            loaded.tokenizer = loadTokenizer(file);
            loaded.vocabulary = retort::vocabulary(*loaded.tokenizer);
            if (version)
                loaded.ids = store->rowIds(version, {}, {}, job);
            return loaded;
        },
        [this, id, version](Loaded loaded) {
            m_tokenizer = std::move(loaded.tokenizer);
            m_tokenizerId = id;
            m_vocabulary = std::move(loaded.vocabulary);
            findPieces();
            m_ids = std::move(loaded.ids);
            m_idsOf = version;
            m_row->setMaximum(std::max(1, int(m_ids.size())));
            m_row->setSuffix(tr(" of %1").arg(formatCount(std::int64_t(m_ids.size()))));
            inspect();
        });
}

void TokenizePage::inspect() {
    if (!m_tokenizer)
        return;
    const bool typed = m_source->current() == QLatin1String("text");
    if (!typed && m_ids.empty())
        return;
    const std::string text = toUtf8(m_typed->toPlainText());
    const SampleId sample = typed ? 0 : m_ids[std::size_t(m_row->value() - 1)];
    app().jobs().preview().start(
        {this, tr("Cutting into pieces"), QStringLiteral("tokenize-inspect"), true},
        [tokenizer = m_tokenizer, store = app().versionStore(), version = m_idsOf, sample, text,
         typed](JobContext &) {
            const auto shown = [](auto inspected) {
                return Inspected{std::move(inspected.pieces), inspected.characters, inspected.roundTrip};
            };
            return typed ? shown(inspectText(*tokenizer, text))
                         : shown(inspectSample(ChatTemplate(tokenizer), store->sample(version, sample)));
        },
        [this](Inspected inspected) {
            m_summary->setText(
                QStringList{tr("%Ln token(s)", nullptr, int(inspected.pieces.size())),
                            tr("%Ln character(s)", nullptr, int(inspected.characters)),
                            inspected.roundTrip ? tr("comes back exactly ✓") : tr("does NOT come back ✗")}
                    .join(QStringLiteral(" · ")));
            setTextRole(m_summary, inspected.roundTrip ? Role::text2 : Role::bad);
            m_inspected = std::make_shared<const std::vector<InspectedPiece>>(std::move(inspected.pieces));
            showPieces();
        });
}

void TokenizePage::showPieces() {
    if (!m_inspected)
        return;
    ShownPieces shown = shownPieces(*m_inspected, m_showIds->isChecked(), m_tint->isChecked());
    m_pieces->setPieces(std::move(shown.looks), std::move(shown.pieces),
                        [pieces = m_inspected](std::size_t at) { return pieceTip((*pieces)[at]); });
}

} // namespace retort
