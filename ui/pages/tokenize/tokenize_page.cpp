// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokenize/tokenize_page.h"

#include "core/codec/chat_template.h"
#include "core/tokenize/tokenize_job.h"
#include "ui/jobs/task_center.h"
#include "ui/models/artifact.h"
#include "ui/pages/tokenize/inspected_pieces.h"
#include "ui/pages/tokenize/vocabulary_model.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/metric_panel.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/scroll_column.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace retort {

namespace {

constexpr int formWidth = 340;
enum Body { TrainBody, InspectBody, VocabularyBody, MissingBody };

QVBoxLayout *pageColumn(QWidget *widget) {
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    column->setSpacing(space::cardGap);
    return column;
}

struct Inspected {
    std::vector<InspectedPiece> pieces;
    std::int64_t characters = 0, prompt = 0, response = 0;
    bool roundTrip = false;
};

Inspected inspectedSample(const TokenizerPtr &tokenizer, const Sample &sample) {
    const auto inspected = inspectSample(ChatTemplate(tokenizer), sample);
    return {inspected.pieces, inspected.characters, inspected.promptTokens, inspected.responseTokens,
            inspected.roundTrip};
}

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

} // namespace

PageInfo tokenizePageInfo() {
    return {"tokenize",
            QT_TRANSLATE_NOOP("pages", "Tokenize"),
            "code-context",
            PageGroup::Model,
            true,
            [](AppState &app, QWidget *parent) -> Page * { return new TokenizePage(app, parent); }};
}

TokenizePage::TokenizePage(AppState &app, QWidget *parent) : Page(app, "tokenize", parent) {
    addPicker(ArtifactKind::Version);
    addPicker(ArtifactKind::Tokenizer);
    m_tabs = new Tabs(this);
    m_tabs->add(QStringLiteral("train"), tr("Train"));
    m_tabs->add(QStringLiteral("inspect"), tr("Inspect"));
    m_tabs->add(QStringLiteral("vocabulary"), tr("Vocabulary"));
    addHeaderWidget(m_tabs);
    m_train = action("tokenize_train", [this] { train(); });
    setPrimary(m_train);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(makeTrain());
    m_stack->addWidget(makeInspect());
    m_stack->addWidget(makeVocabulary());
    m_stack->addWidget(makeMissing());
    setBody(m_stack);
    connect(m_tabs, &Tabs::chosen, this, [this] {
        showTab();
        if (!onTrainTab())
            loadShown();
    });
    refreshOn({ArtifactKind::Version, ArtifactKind::Tokenizer}, [this] { showTokenizer(); });
    app.jobs().follow(id(), this, [this](const Task &task) { showTask(task); });
    showTokenizer();
}

QWidget *TokenizePage::makeTrain() {
    auto *page = new QWidget;
    auto *row = new QHBoxLayout;
    row->setSpacing(space::cardGap);
    pageColumn(page)->addLayout(row);
    auto *setup = new Card(tr("New tokenizer"), page);
    setup->setFixedWidth(Theme::instance().scaled(formWidth));
    m_form = new OptionForm(tokenizeOptions(), setup);
    auto *area = new ScrollColumn(m_form, setup);
    setup->body()->addWidget(area);
    row->addWidget(setup);

    auto *result = new Card(tr("Chosen tokenizer"), page);
    m_phase = makeLabel({}, FontRole::body, Role::text2, result);
    m_progress = new ProgressLine(result);
    m_phase->hide();
    m_progress->hide();
    m_banner = new Banner(result);
    m_banner->hide();
    m_strip = new MetricPanel<TokenizerRecord>(tokenizerMetrics(), result);
    m_settings = makeLabel({}, FontRole::body, Role::text2, result);
    m_settings->setWordWrap(true);
    result->body()->setSpacing(space::m);
    for (QWidget *w : std::initializer_list<QWidget *>{m_phase, m_progress, m_banner, m_strip, m_settings})
        result->body()->addWidget(w);
    result->body()->addStretch(1);
    row->addWidget(result, 1);
    return page;
}

QWidget *TokenizePage::makeInspect() {
    auto *page = new QWidget;
    auto *column = pageColumn(page);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::s);
    m_source = new Tabs(page);
    m_source->add(QStringLiteral("sample"), tr("A sample"));
    m_source->add(QStringLiteral("text"), tr("Typed text"));
    m_row = new QSpinBox(page);
    m_row->setMinimum(1);
    m_row->setPrefix(tr("row "));
    m_row->setAccessibleName(tr("Row of the version"));
    m_showIds = new QCheckBox(tr("Show ids"), page);
    m_tint = new QCheckBox(tr("Tint by characters per token"), page);
    bar->addWidget(m_source);
    bar->addWidget(m_row);
    bar->addWidget(m_showIds);
    bar->addWidget(m_tint);
    bar->addStretch(1);
    m_summary = makeLabel({}, FontRole::body, Role::text2, page);
    bar->addWidget(m_summary);
    column->addLayout(bar);
    m_typed = new QPlainTextEdit(page);
    m_typed->setPlaceholderText(tr("Type or paste any text: its pieces show below at once."));
    m_typed->setMaximumHeight(Theme::instance().scaled(120));
    m_typed->hide();
    column->addWidget(m_typed);
    auto *card = new Card(tr("Pieces · underlined: learned by the student"), page);
    m_pieces = new PieceView;
    auto *area = new ScrollColumn(m_pieces, card);
    card->body()->addWidget(area);
    column->addWidget(card, 1);
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
    auto *column = pageColumn(page);
    auto *search = new QLineEdit(page);
    markSearch(search);
    search->setPlaceholderText(tr("Find a piece or an id"));
    search->setClearButtonEnabled(true);
    search->setMaximumWidth(Theme::instance().scaled(320));
    column->addWidget(search);
    auto *card = new Card(page);
    card->setFlush(true);
    m_table = new TableView(card);
    m_vocabulary = new VocabularyModel(m_table);
    m_table->setModel(m_vocabulary);
    m_table->setEmptyText(tr("No piece matches."));
    m_table->setColumnWidths({8, 24, 18, 12, 12});
    card->body()->addWidget(m_table);
    column->addWidget(card, 1);
    connect(search, &QLineEdit::textChanged, m_vocabulary, &VocabularyModel::setFilter);
    return page;
}

QWidget *TokenizePage::makeMissing() {
    m_missing = new EmptyState(QStringLiteral("code-context"), tr("No tokenizer yet"), {});
    connect(m_missing, &EmptyState::linkActivated, this, [this] {
        if (app().selected(ArtifactKind::Version) == 0)
            app().goTo(QStringLiteral("data"));
        else
            m_tabs->setCurrent(QStringLiteral("train"));
    });
    return m_missing;
}

bool TokenizePage::onTrainTab() const {
    return m_tabs->current() == QLatin1String("train");
}

void TokenizePage::showTab() {
    const bool data = app().selected(ArtifactKind::Version) != 0;
    m_missing->setTexts(tr("No tokenizer yet"),
                        data ? tr("Train one on this data; then its pieces can be looked at here.")
                             : tr("Import data first; a tokenizer is trained on its texts."));
    m_missing->setLink(data ? tr("Train a tokenizer →") : tr("Data →"));
    m_stack->setCurrentIndex(onTrainTab() ? TrainBody
                             : !app().snapshot().tokenizer(app().selected(ArtifactKind::Tokenizer))
                                 ? MissingBody
                             : m_tabs->current() == QLatin1String("inspect") ? InspectBody
                                                                             : VocabularyBody);
}

void TokenizePage::train() {
    if (!m_form->isValid()) {
        m_form->showFirstFault();
        return;
    }
    TokenizeConfig config;
    config.project = app().project();
    config.version = app().selected(ArtifactKind::Version);
    config.options = m_form->changedValues();
    if (config.version == 0)
        return;
    m_tabs->setCurrent(QStringLiteral("train"));
    app().jobs().start(
        Resource::Disk, {id(), [] { return tr("Training a tokenizer"); }},
        [config](JobContext &job) { return runTokenizeJob(config, job); },
        [&app = app()](const TokenizeResult &result) {
            app.refresh();
            app.toastSuccess(
                tr("Tokenizer “%1” gives back every text unchanged.").arg(fromUtf8(result.name)));
        });
}

void TokenizePage::showTask(const Task &task) {
    const bool was = std::exchange(m_busy, task.going());
    showProgress(task, m_progress, m_phase);
    if (m_busy)
        m_banner->hide();
    else if (task.state == Task::State::Failed)
        m_banner->show(Banner::Kind::bad, retort::render(task.failure.text));
    else if (task.result && !task.as<TokenizeResult>().notices.empty())
        m_banner->show(Banner::Kind::info, retort::render(task.as<TokenizeResult>().notices.front()));
    if (was != m_busy)
        showTokenizer();
}

void TokenizePage::showTokenizer() {
    const auto id = app().selected(ArtifactKind::Tokenizer);
    m_train->setEnabled(app().selected(ArtifactKind::Version) != 0 && !m_busy);
    const auto *record = app().snapshot().tokenizer(id);
    m_strip->setVisible(record != nullptr);
    if (!record) {
        m_settings->setText(tr("None yet. The settings on the left fit small students; train one to go on. "
                               "Every text of the version is proven to come back unchanged."));
    } else {
        m_strip->read(*record);
        m_settings->setText(
            tr("%1 · %2 · trained on %3 · hash %4")
                .arg(fromUtf8(record->name), fromUtf8(record->kind),
                     artifactTitle(app().snapshot(), {ArtifactKind::Version, record->version}),
                     fromUtf8(record->hash).left(12)));
    }
    setNext("student", record != nullptr);
    showTab();
    if (id != m_tokenizerId && !onTrainTab())
        loadShown();
}

void TokenizePage::loadShown() {
    const auto id = app().selected(ArtifactKind::Tokenizer);
    const auto version = app().selected(ArtifactKind::Version);
    const auto *record = app().snapshot().tokenizer(id);
    if (!record || !app().hasProject())
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
            m_vocabulary->setEntries(std::move(loaded.vocabulary));
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
            if (!typed)
                return inspectedSample(tokenizer, store->sample(version, sample));
            const auto inspected = inspectText(*tokenizer, text);
            return Inspected{inspected.pieces, inspected.characters, 0, std::int64_t(inspected.pieces.size()),
                             inspected.roundTrip};
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

QVariantMap TokenizePage::viewState() const {
    return {{QStringLiteral("tab"), m_tabs->current()},
            {QStringLiteral("row"), m_row->value()},
            {QStringLiteral("typed"), m_typed->toPlainText()},
            {QStringLiteral("source"), m_source->current()},
            {QStringLiteral("options"), fromUtf8(optionsToJson(m_form->changedValues()))}};
}

void TokenizePage::setViewState(const QVariantMap &state) {
    if (const auto typed = state.value(QStringLiteral("typed")).toString(); !typed.isEmpty())
        m_typed->setPlainText(typed);
    if (const auto source = state.value(QStringLiteral("source")).toString(); !source.isEmpty())
        m_source->setCurrent(source);
    try {
        m_form->setValues(optionsFromJson(toUtf8(state.value(QStringLiteral("options")).toString())));
    } catch (const Error &) {
        // A session file of another version: the defaults are right.
    }
    if (const auto tab = state.value(QStringLiteral("tab")).toString(); !tab.isEmpty())
        m_tabs->setCurrent(tab); // loads what it shows
}

} // namespace retort
