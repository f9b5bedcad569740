// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clean/clean_page.h"

#include "core/base/utf8.h"
#include "ui/models/record_model.h"
#include "ui/pages/clean/recipe_list.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/diff_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/reading_view.h"
#include "ui/widgets/scroll_column.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QStackedWidget>

namespace retort {
namespace {
// The options are as wide as their longest choices where there is room, and never take it from the rows.
constexpr int stepsWidth = 284, optionsLeast = 320, optionsMost = 372, rowsLeast = 376;
constexpr std::size_t cellBytes = 800; // of a question in the table

struct Diff {
    SheetPtr sheet;
    int firstChange = 0;
};

Diff diffOf(const CleanPair &pair, const ReadingLook &look) {
    const Sample &before = pair.before, &after = pair.kind == OutcomeKind::Drop ? pair.before : pair.after;
    ReadingText text;
    addDiff(text, CleanPage::tr("Question"), Role::accent, before.question, after.question);
    addDiff(text, CleanPage::tr("Reasoning"), Role::think, before.reasoning, after.reasoning);
    addDiff(text, CleanPage::tr("Answer"), Role::ok, before.answer, after.answer);
    const int change = firstTinted(text);
    return {std::make_shared<const ReadingSheet>(std::move(text), look), change};
}
StageHeld held(const ProjectSnapshot &p) {
    const auto it = std::find_if(p.versions.rbegin(), p.versions.rend(), [](const VersionInfo &v) {
        return v.parent && (v.dropped > 0 || v.changed > 0 || !v.recipeHash.empty());
    });
    if (it == p.versions.rend())
        return {};
    return {it->dropped > 0
                ? StageText::tr("%1 sample(s)", nullptr, int(it->dropped)).arg(formatSigned(-it->dropped))
                : StageText::tr("nothing dropped"),
            fromUtf8(it->name), true, false, it->stale};
}

constexpr StageInfo stage{
    QT_TRANSLATE_NOOP("retort::Stage", "Remove repeats, repair think tags, drop what is broken"),
    QT_TRANSLATE_NOOP("retort::Stage", "Clean"), QT_TRANSLATE_NOOP("retort::Stage", "Clean"),
    QT_TRANSLATE_NOOP("retort::Stage", "Clean it and apply as a new version"), held};

} // namespace

PageInfo cleanPageInfo() {
    return pageInfo<CleanPage>("clean", QT_TRANSLATE_NOOP("pages", "Clean"), "view-filter", PageGroup::Data,
                               &stage);
}

CleanPage::CleanPage(AppState &app, QWidget *parent) : Page(app, "clean", parent) {
    addPicker(ArtifactKind::Version);
    m_apply = action("clean_apply", [this] { apply(); });
    header()->setPrimary(m_apply);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(missing(
        app, ArtifactKind::Version, "view-filter", tr("Nothing to clean yet"),
        tr("Import data first; then this page shows what each step of a recipe would change in it.")));
    m_stack->addWidget(makeWork());
    setBody(m_stack);
    m_previewSoon.setSingleShot(true);
    m_previewSoon.setInterval(200);
    connect(&m_previewSoon, &QTimer::timeout, this, &CleanPage::preview);
    connect(m_steps, &RecipeList::changed, this, &CleanPage::recordChange);
    connect(m_steps, &RecipeList::changed, &m_previewSoon, qOverload<>(&QTimer::start));
    connect(m_steps, &RecipeList::currentChanged, this, &CleanPage::showStep);
    connect(m_form, &OptionForm::changed, this,
            [this] { m_steps->setOptions(m_steps->current(), m_form->changedValues()); });
    refreshOn({ArtifactKind::Version}, [this] {
        if (m_previewed != this->app().selected(ArtifactKind::Version))
            showVersion();
        showState();
    });
    kept().add("rows", m_sample);
    kept().add(
        "step", [this] { return m_steps->current(); },
        [this](const QVariant &step) { m_wantedStep = step.toInt(); });
    kept().add(
        "recipe", [this] { return fromUtf8(recipeToJson(m_steps->recipe())); },
        [this](const QVariant &recipe) {
            try {
                showRecipe(recipeFromJson(toUtf8(recipe.toString())), m_wantedStep);
            } catch (const Error &) {
                showRecipe(defaultRecipe(), 0); // a recipe of another program version
            }
        });
    showRecipe(defaultRecipe(), 0);
    showVersion();
    app.jobs().follow(id(), this, [this](const Task &task) { showTask(task); });
}

// The recipe, the options of its chosen step, and what they do to real rows.
QWidget *CleanPage::makeWork() {
    auto *body = new QWidget;
    m_banner = new Banner;
    auto *stepsCard = new Card(tr("Recipe"));
    stepsCard->setFixedWidth(Theme::instance().scaled(stepsWidth));
    m_steps = new RecipeList(stepsCard);
    stepsCard->body()->addWidget(m_steps);
    auto *row = rowOf({stepsCard, {makeOptions(), 1000}, {makeBeforeAfter(), 1}}, space::cardGap);
    pageColumn(body, {m_banner, {row, 1}, makeFooter()});
    return body;
}

void CleanPage::showVersion() {
    const bool any = app().selected(ArtifactKind::Version) != 0;
    m_stack->setCurrentIndex(any ? 1 : 0);
    m_apply->setVisible(any); // nothing it could be applied to
    setNext(any);
    showState();
    if (any)
        m_previewSoon.start();
}

void CleanPage::activated() {
    if (m_previewed != app().selected(ArtifactKind::Version))
        m_previewSoon.start();
}

QWidget *CleanPage::makeOptions() {
    auto *card = new Card(this);
    card->setMinimumWidth(Theme::instance().scaled(optionsLeast));
    card->setMaximumWidth(Theme::instance().scaled(optionsMost));
    m_stepTitle = makeLabel({}, FontRole::cardTitle, Role::text);
    m_stepHelp = makeText({}, FontRole::caption, Role::text2);
    m_form = new OptionForm;
    m_reasons = makeText({}, FontRole::caption, Role::text2);
    auto *content = new QWidget;
    columnIn(content, {m_form, m_reasons, stretch}, space::s)->setContentsMargins(0, 0, space::s, 0);
    card->body()->setSpacing(space::s);
    addTo(card->body(), {m_stepTitle, m_stepHelp, {new ScrollColumn(content), 1}});
    return card;
}

QWidget *CleanPage::makeBeforeAfter() {
    auto *card = new Card(tr("Before and after"), this);
    card->setMinimumWidth(rowsLeast);
    m_pairs = new RecordModel<PairRef>(
        [](const PairRef &p) { return qint64(p->id); },
        {{tr("No."), true, [](const PairRef &p) { return formatCount(p->id); }},
         {tr("Outcome"), false,
          [](const PairRef &p) {
              return p->kind == OutcomeKind::Drop ? CleanPage::tr("dropped") : CleanPage::tr("changed");
          }},
         {tr("Why"), false, [](const PairRef &p) { return retort::render(p->reason); }},
         {tr("Question"), false,
          [](const PairRef &p) {
              const std::string_view all = p->before.question;
              return fromUtf8(all.substr(0, codePointFloor(all, std::min(all.size(), cellBytes))))
                  .simplified();
          }}},
        this);
    m_table =
        new TableView(m_pairs, tr("Rows that this step changes or drops"), tr("counting…"), {5, 9, -13, 11});
    m_diff = new ReadingView;
    m_diff->setAccessibleName(tr("Before and after of the chosen row"));
    card->body()->addWidget(splitterOf("pairs", Qt::Vertical, {{m_table, 2}, {m_diff, 3}}));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CleanPage::showPair);
    return card;
}

QWidget *CleanPage::makeFooter() {
    auto *card = new Card;
    m_bar = new SplitBar;
    m_seen = makeLabel({}, FontRole::caption, Role::text2);
    m_sample = new QComboBox;
    m_sample->setAccessibleName(tr("Rows looked at for the preview"));
    m_sample->addItem(tr("First 5,000 rows"), 5000);
    m_sample->addItem(tr("First 50,000 rows"), 50000);
    m_sample->addItem(tr("All rows"), 0);
    m_sample->setCurrentIndex(1);
    m_progress = new ProgressLine;
    m_progress->hide();
    addTo(card->body(), {rowOf({{m_bar, 1}, m_seen, m_sample}, space::m), m_progress});
    connect(m_sample, &QComboBox::currentIndexChanged, &m_previewSoon, qOverload<>(&QTimer::start));
    return card;
}

void CleanPage::showStep(int step) {
    const auto &steps = m_steps->recipe().steps;
    const bool any = step >= 0 && std::size_t(step) < steps.size();
    m_form->setVisible(any);
    if (!any) {
        m_stepTitle->setText(tr("No step chosen"));
        m_stepHelp->setText(tr("Add a step to the recipe."));
        m_reasons->clear();
        return;
    }
    const auto &op = requireCleanOperator(steps[std::size_t(step)].op);
    m_stepTitle->setText(retort::render(op.label));
    m_stepHelp->setText(retort::render(op.help));
    m_form->setTable(op.options);
    m_form->setValues(withDefaults(op.options, steps[std::size_t(step)].options));
    showPairs();
}

// They are counted by the place of a step: in another order they are another step's.
void CleanPage::forgetPairs(const Recipe &before) {
    const auto op = [](const RecipeStep &step) { return step.op; };
    if (std::ranges::equal(before.steps, m_steps->recipe().steps, {}, op, op))
        return;
    m_allPairs.clear();
    m_preview.steps.clear();
    m_table->setEmptyText(tr("counting…"));
    showPairs();
}

void CleanPage::showRecipe(const Recipe &recipe, int step) {
    m_replaying = true;
    m_steps->setRecipe(recipe);
    m_steps->setCurrent(std::min(step, int(recipe.steps.size()) - 1));
    m_replaying = false;
    forgetPairs(m_shown);
    m_shown = m_steps->recipe();
    m_previewSoon.start();
}

void CleanPage::recordChange() {
    if (m_replaying || recipeToJson(m_shown) == recipeToJson(m_steps->recipe()))
        return;
    forgetPairs(m_shown);
    m_before.push_back({std::exchange(m_shown, m_steps->recipe()), std::max(0, m_steps->current())});
    m_after.clear();
    Q_EMIT undoChanged();
}

// Puts the whole recipe back.
void CleanPage::goBack(std::vector<Shown> &from, std::vector<Shown> &to) {
    if (from.empty())
        return;
    const Shown shown = from.back();
    from.pop_back();
    to.push_back({m_shown, shown.step});
    showRecipe(shown.recipe, shown.step);
    Q_EMIT undoChanged();
}

void CleanPage::preview() {
    const auto version = app().selected(ArtifactKind::Version);
    const auto recipe = m_steps->recipe();
    const auto faults = checkRecipe(recipe);
    m_sound = faults.empty();
    m_idle = false;
    showState();
    if (version == 0 || m_busy)
        return;
    if (!m_sound) {
        m_banner->show(Banner::Kind::bad, retort::render(faults.front().reason));
        return;
    }
    m_previewed = version;
    CleanPreviewLimits limits;
    limits.rows = m_sample->currentData().toLongLong();
    m_seen->setText(tr("counting…"));
    m_table->setEmptyText(tr("counting…"));
    app().jobs().preview().start(
        {this, tr("Counting what would change"), QStringLiteral("clean-preview"), true},
        [store = app().versionStore(), version, recipe, limits](JobContext &job) {
            return previewClean(*store, version, recipe, limits, job);
        },
        [this](CleanPreview preview) {
            m_banner->hide();
            showPreview(std::move(preview));
        },
        [this](const JobFailure &failure) {
            m_banner->show(Banner::Kind::bad, retort::render(failure.text));
        });
}

void CleanPage::showPreview(CleanPreview preview) {
    m_preview = std::move(preview);
    m_allPairs.clear();
    for (CleanPair &pair : m_preview.pairs)
        m_allPairs.push_back(std::make_shared<const CleanPair>(std::move(pair)));
    m_preview.pairs.clear();
    m_bar->setParts({{tr("kept"), m_preview.kept, Role::ok},
                     {tr("changed"), m_preview.changed, Role::warn},
                     {tr("dropped"), m_preview.dropped, Role::bad}});
    const bool all = m_preview.rowsSeen == m_preview.rowsTotal;
    m_idle = all && m_preview.changed + m_preview.dropped == 0 && !m_previewSoon.isActive();
    m_seen->setText(m_idle
                        ? tr("The recipe changes none of all %Ln row(s).", nullptr, int(m_preview.rowsTotal))
                    : !all ? tr("of the first %1 of %Ln row(s)", nullptr, int(m_preview.rowsTotal))
                                 .arg(formatCount(m_preview.rowsSeen))
                           : tr("of all %Ln row(s)", nullptr, int(m_preview.rowsTotal)));
    m_steps->setCounts(m_preview.steps);
    m_table->setEmptyText(tr("This step changes nothing in these rows."));
    showPairs();
    showState();
}

void CleanPage::showPairs() {
    const int step = m_steps->current();
    std::vector<PairRef> shown;
    for (const auto &pair : m_allPairs)
        if (int(pair->step) == step)
            shown.push_back(pair);
    m_pairs->setRecords(std::move(shown));
    QStringList reasons;
    for (const auto &counts : m_preview.steps) {
        if (int(counts.step) != step)
            continue;
        for (const auto &reason : counts.reasons)
            reasons << tr("%1 × %2").arg(formatCount(reason.rows), retort::render(reason.reason));
    }
    m_reasons->setText(reasons.join(QLatin1Char('\n')));
    if (m_pairs->rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    showPair();
}

void CleanPage::showPair() {
    const auto wanted = ++m_wantedDiff;
    const auto *pair = m_pairs->record(m_table->currentIndex().row());
    if (!pair)
        return m_diff->setText({});
    app().jobs().preview().start(
        {this, tr("Comparing a row"), QStringLiteral("clean-diff"), true},
        [pair = *pair, look = m_diff->look()](JobContext &) { return diffOf(*pair, look); },
        [this, wanted](Diff diff) {
            if (wanted != m_wantedDiff)
                return;
            m_diff->setSheet(std::move(diff.sheet));
            m_diff->showStretch(diff.firstChange, 0); // it may be the last of 600,000 characters
        });
}

void CleanPage::apply() {
    const auto version = app().selected(ArtifactKind::Version);
    if (version == 0 || m_busy || !m_sound)
        return;
    CleanConfig config{app().project(), version, m_steps->recipe(), {}, {}};
    app().jobs().start(
        Resource::Disk, {id(), [] { return tr("Cleaning"); }, [] { return tr("Cleaning finished"); }},
        [config](JobContext &job) { return runCleanJob(config, job); },
        [&app = app(), version](const CleanResult &result) {
            if (result.version == 0)
                return app.toastInfo(tr("The recipe changes nothing in these rows: no version was made."));
            app.refresh();
            app.goOnWith(ArtifactKind::Version, version, result.version);
            app.toastSuccess(
                tr("New version: %1 kept, %2 changed, %3 dropped.")
                    .arg(formatCount(result.kept), formatCount(result.changed), formatCount(result.dropped)));
        });
}

void CleanPage::showTask(const Task &task) {
    const bool was = std::exchange(m_busy, task.going());
    showProgress(task, m_progress);
    if (task.state == Task::State::Failed)
        m_banner->show(Banner::Kind::bad, retort::render(task.failure.text));
    showState();
    if (was && !m_busy)
        m_previewSoon.start();
}

void CleanPage::showState() {
    m_apply->setEnabled(!m_busy && m_sound && !m_idle && app().selected(ArtifactKind::Version) != 0
                        && !m_steps->recipe().steps.empty());
    std::int64_t next = 1;
    for (const auto &version : app().snapshot().versions)
        next = std::max(next, version.id + 1);
    m_apply->setText(tr("Apply as version %1").arg(next));
    m_apply->setToolTip(m_idle ? tr("The recipe changes nothing in these rows.") : m_apply->statusTip());
}

} // namespace retort
