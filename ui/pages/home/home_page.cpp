// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/home_page.h"

#include "ui/pages/home/stage_card.h"
#include "ui/pages/home/stages.h"
#include "ui/project/project_dialogs.h"
#include "ui/settings.h"
#include "ui/theme/icon.h"
#include "ui/widgets/tabs.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QGridLayout>
#include <QScrollArea>
#include <QToolButton>
#include <QUrl>

namespace retort {
namespace {

constexpr int cardsPerRow = 4;

struct OpenData {
    const char *name;
    const char *remark;
    const char *url;
};

// Data that the importer knows by itself.
constexpr OpenData openData[] = {
    {"Chinese-DeepSeek-R1-Distill-data-110k",
     QT_TRANSLATE_NOOP("openData", "110,000 Chinese questions with R1's reasoning"),
     "https://huggingface.co/datasets/Congliu/Chinese-DeepSeek-R1-Distill-data-110k"},
    {"GSM8K", QT_TRANSLATE_NOOP("openData", "8,800 grade-school word problems (English)"),
     "https://huggingface.co/datasets/openai/gsm8k"},
    {"Ape210K", QT_TRANSLATE_NOOP("openData", "210,000 Chinese word problems with equations"),
     "https://github.com/Chenny0808/ape210k"},
};

} // namespace

HomePage::HomePage(AppState &app, QWidget *parent) : Page(app, "home", parent) {
    addSwitches();
    auto *content = new QWidget;
    m_welcome = makeWelcome();
    m_steps = makeList(tr("First steps"), m_stepList);
    auto *row = rowOf({{m_steps, 1}, {makeList(tr("Recent projects"), m_recentList), 1}, {makeGetData(), 1}},
                      space::cardGap);
    pageColumn(content, {m_welcome, makeChain(), row, stretch});
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    setBody(scroll);
    connect(&app, &AppState::projectChanged, this, &HomePage::update);
    refreshOn(Kinds::all(), [this] { update(); });
    connect(&app, &AppState::openingChanged, this, &HomePage::update);
    connect(&app.settings(), &Settings::recentChanged, this, &HomePage::fillRecent);
    m_noRecent = makeText(tr("Projects that you open appear here."), FontRole::body, Role::text3);
    m_recentList->addWidget(m_noRecent);
    connect(&app.settings(), &Settings::recentChanged, this, &HomePage::lookAtRecent);
    update();
    fillRecent();
    lookAtRecent();
}

void HomePage::addSwitches() {
    Settings &settings = app().settings();
    const auto add = [&](const QString &name, const char *setting, const QString &current,
                         std::initializer_list<std::pair<const char *, QString>> choices) {
        auto *tabs = new Tabs(this);
        tabs->setAccessibleName(name);
        for (const auto &[id, text] : choices)
            tabs->add(QLatin1String(id), text);
        tabs->setCurrent(current);
        connect(tabs, &Tabs::chosen, this, [&settings, setting](const QString &id) {
            settings.setValue(QLatin1String(setting), toUtf8(id));
        });
        header()->addTrailing(tabs);
        return tabs;
    };
    add(tr("Language"), "language", settings.shownLanguage(),
        {{"zh_CN", QStringLiteral("中文")}, {"en", QStringLiteral("English")}});
    auto *theme = add(tr("Theme"), "theme", settings.themeMode(),
                      {{"auto", tr("Auto")}, {"light", tr("Light")}, {"dark", tr("Dark")}});
    connect(&settings, &Settings::changed, theme,
            [&settings, theme] { theme->setCurrent(settings.themeMode()); });
}

QWidget *HomePage::makeWelcome() {
    auto *card = new Card(this);
    auto *say = makeText(
        tr("Import, clean, read, tokenize, train, measure, ask: each page is one step, and each leads to the "
           "next. The demo project has everything to try it in a quarter of an hour."),
        FontRole::body, Role::text2);
    auto *words = columnIn(new QWidget(card),
                           {makeLabel(tr("From a file of R1 reasoning to a student of your own"),
                                      FontRole::pageTitle, Role::text),
                            say},
                           space::s);
    auto *demo = new ActionButton(tr("Open the demo project"), ButtonKind::primary, card);
    auto *create = new ActionButton(tr("New project…"), ButtonKind::secondary, card);
    auto *open = new ActionButton(tr("Open project…"), ButtonKind::secondary, card);
    card->body()->addLayout(rowOf({{words->parentWidget(), 1}, open, create, demo}, space::xl));
    demo->setObjectName(QStringLiteral("home_demo"));
    connect(demo, &QAbstractButton::clicked, this, [this] { openDemoProject(app()); });
    connect(create, &QAbstractButton::clicked, this,
            [this] { (new NewProjectDialog(app(), window()))->open(); });
    connect(open, &QAbstractButton::clicked, this, [this] { askOpenProject(app(), window()); });
    connect(&app(), &AppState::openingChanged, demo, [this, demo, create, open] {
        demo->setBusy(app().opening());
        create->setEnabled(!app().opening());
        open->setEnabled(!app().opening());
    });
    demo->setBusy(app().opening());
    return card;
}

QWidget *HomePage::makeChain() {
    auto *chain = new QWidget(this);
    auto *grid = new QGridLayout(chain);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(space::cardGap);
    for (const Stage &stage : stagesOf({})) {
        auto *card = new StageCard(*stage.page, chain);
        connect(card, &StageCard::activated, this, [this](const QString &id, const QString &action) {
            app().goTo(id,
                       action.isEmpty() ? QVariantMap() : QVariantMap{{QStringLiteral("action"), action}});
        });
        const int n = int(m_cards.size());
        grid->addWidget(card, n / cardsPerRow, n % cardsPerRow);
        m_cards.push_back(card);
    }
    for (int c = 0; c < cardsPerRow; ++c)
        grid->setColumnStretch(c, 1);
    return chain;
}

Card *HomePage::makeList(const QString &title, QVBoxLayout *&list) {
    auto *card = new Card(title, this);
    list = new QVBoxLayout;
    list->setSpacing(0);
    addTo(card->body(), {list, stretch});
    return card;
}

Card *HomePage::makeGetData() {
    auto *card = new Card(tr("Get data"), this);
    card->body()->setSpacing(space::s);
    card->body()->addWidget(makeText(
        tr("Drop files anywhere on this window to import them: JSON lines, JSON arrays, plain or .gz."),
        FontRole::body, Role::text2));
    for (const OpenData &d : openData) {
        auto *link = new QLabel(
            QStringLiteral("<a href=\"%1\">%2</a>").arg(QLatin1String(d.url), QLatin1String(d.name)), card);
        link->setToolTip(QLatin1String(d.url));
        link->setAccessibleName(QLatin1String(d.name));
        link->setTextInteractionFlags(Qt::TextBrowserInteraction);
        connect(link, &QLabel::linkActivated, this,
                [](const QString &url) { QDesktopServices::openUrl(QUrl(url)); });
        card->body()->addWidget(link);
        card->body()->addWidget(makeLabel(QCoreApplication::translate("openData", d.remark),
                                          FontRole::caption, Role::text3, card));
    }
    card->body()->addStretch(1);
    return card;
}

void HomePage::update() {
    const bool open = app().hasProject();
    m_welcome->setVisible(!open);
    const auto stages = stagesOf(app().snapshot());
    for (std::size_t i = 0; i < stages.size(); ++i)
        m_cards[i]->show(stages[i], open);
    fillSteps(stages);
}

// Made once and then changed: a button that is made anew has lost the focus.
QToolButton *HomePage::stepButton(const Stage &stage) {
    const QString page = QString::fromLatin1(stage.page->id), name = QStringLiteral("step_") + page;
    if (auto *line = m_steps->findChild<QToolButton *>(name))
        return line;
    auto *line = new QToolButton(m_steps);
    line->setObjectName(name);
    line->setAutoRaise(true);
    line->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    line->setIconSize({size::icon, size::icon});
    line->setText(StageText::tr(stage.page->stage->step));
    connect(line, &QToolButton::clicked, this, [this, page] { app().goTo(page); });
    m_stepList->addWidget(line, 0, Qt::AlignLeft);
    return line;
}

void HomePage::fillSteps(const std::vector<Stage> &stages) {
    for (const Stage &stage : stages) {
        QToolButton *line = stepButton(stage);
        line->setIcon(themeIcon(stage.done ? QStringLiteral("data-success") : QStringLiteral("go-next"),
                                stage.done ? Role::ok : Role::text3));
        line->setProperty("done", stage.done);
        line->setAccessibleName(stage.done ? tr("%1, done").arg(line->text()) : line->text());
        setTextRole(line, stage.done ? Role::text3 : Role::text);
    }
    const auto done = std::ranges::count_if(stages, [](const Stage &s) { return s.done; });
    m_steps->setTitle(tr("First steps · %1 of %2").arg(done).arg(stages.size()));
}

void HomePage::lookAtRecent() {
    for (const RecentProject &recent : app().settings().recentProjects())
        app().lookFor(recent.folder, this, [this, folder = recent.folder](bool there) {
            if (there)
                m_gone.remove(folder);
            else
                m_gone.insert(folder);
            fillRecent();
        });
}

// One line a project, which is kept: a button that is made anew has lost the focus.
QWidget *HomePage::recentLine(const QString &folder) {
    if (auto *line = m_recentList->parentWidget()->findChild<QWidget *>(folder))
        return line;
    auto *line = new QWidget;
    line->setObjectName(folder);
    auto *name = new QToolButton;
    name->setObjectName(QStringLiteral("open"));
    name->setAutoRaise(true);
    name->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    name->setIconSize({size::icon, size::icon});
    auto *where = new ElidedLabel(formatPath(folder));
    where->setElideMode(Qt::ElideLeft); // its own name tells it from others
    setFontRole(where, FontRole::caption);
    setTextRole(where, Role::text3);
    auto *pin = new QToolButton;
    pin->setObjectName(QStringLiteral("pin"));
    auto *remove = new QToolButton;
    remove->setObjectName(QStringLiteral("remove"));
    rowIn(line, {name, {where, 1}, pin, remove});
    connect(name, &QToolButton::clicked, this, [this, folder] { app().openProject(folder); });
    connect(pin, &QToolButton::clicked, this,
            [this, folder, pin] { app().settings().pinRecent(folder, !pin->property("pinned").toBool()); });
    connect(remove, &QToolButton::clicked, this, [this, folder] { app().settings().removeRecent(folder); });
    return line;
}

void HomePage::fillRecent() {
    const auto recent = app().settings().recentProjects();
    m_noRecent->setVisible(recent.empty());
    QList<QWidget *> lines;
    for (const RecentProject &r : recent) {
        lines << recentLine(r.folder);
        const auto part = [&](const char *id) {
            return lines.back()->findChild<QToolButton *>(QLatin1String(id));
        };
        const bool there = !m_gone.contains(r.folder);
        QToolButton *name = part("open"), *pin = part("pin");
        name->setIcon(themeIcon(QStringLiteral("folder-open"), there ? Role::text2 : Role::text3));
        name->setText(r.name);
        name->setToolTip(there ? r.folder : tr("%1 is not there now").arg(r.folder));
        name->setEnabled(there);
        pin->setProperty("pinned", r.pinned);
        setIconButton(pin, QStringLiteral("pin"),
                      r.pinned ? tr("Unpin %1").arg(r.name) : tr("Pin %1").arg(r.name));
        pin->setIcon(themeIcon(QStringLiteral("pin"), r.pinned ? Role::accent : Role::text3));
        setIconButton(part("remove"), QStringLiteral("window-close"),
                      tr("Remove %1 from the list").arg(r.name));
        if (m_recentList->indexOf(lines.back()) != lines.size() - 1) // a pinned one goes up
            m_recentList->insertWidget(int(lines.size()) - 1, lines.back());
    }
    while (m_recentList->count() > lines.size() + 1) // behind them stands what is said of none
        delete m_recentList->itemAt(int(lines.size()))->widget();
}

PageInfo homePageInfo() {
    return pageInfo<HomePage>("home", QT_TRANSLATE_NOOP("pages", "Home"), "go-home", PageGroup::Home);
}

} // namespace retort
