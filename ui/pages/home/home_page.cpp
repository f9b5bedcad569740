// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/home_page.h"

#include "ui/pages/home/stage_card.h"
#include "ui/pages/home/stages.h"
#include "ui/project/demo_project.h"
#include "ui/project/project_dialogs.h"
#include "ui/settings.h"
#include "ui/text.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/tabs.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGridLayout>
#include <QScrollArea>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace retort {
namespace {

constexpr int cardsPerRow = 4;

void clear(QLayout *layout) {
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        if (item->layout())
            clear(item->layout());
        delete item;
    }
}

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
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    column->setSpacing(space::cardGap);
    m_welcome = makeWelcome();
    m_chain = makeChain();
    column->addWidget(m_welcome);
    column->addWidget(m_chain);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::cardGap);
    m_steps = makeFirstSteps();
    row->addWidget(m_steps, 1);
    row->addWidget(makeRecent(), 1);
    row->addWidget(makeGetData(), 1);
    column->addLayout(row);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    setBody(scroll);
    connect(&app, &AppState::projectChanged, this, &HomePage::update);
    refreshOn(Kinds::all(), [this] { update(); });
    connect(&app, &AppState::openingChanged, this, &HomePage::update);
    connect(&app, &AppState::stepDone, this, &HomePage::update);
    connect(&app.settings(), &Settings::recentChanged, this, &HomePage::fillRecent);
    update();
    fillRecent();
}

void HomePage::addSwitches() {
    Settings &settings = app().settings();
    auto *language = new Tabs(this);
    language->setAccessibleName(tr("Language"));
    language->add(QStringLiteral("zh_CN"), QStringLiteral("中文"));
    language->add(QStringLiteral("en"), QStringLiteral("English"));
    language->setCurrent(settings.shownLanguage());
    connect(language, &Tabs::chosen, this,
            [&settings](const QString &id) { settings.setValue(QStringLiteral("language"), toUtf8(id)); });
    auto *theme = new Tabs(this);
    theme->setAccessibleName(tr("Theme"));
    theme->add(QStringLiteral("auto"), tr("Auto"));
    theme->add(QStringLiteral("light"), tr("Light"));
    theme->add(QStringLiteral("dark"), tr("Dark"));
    theme->setCurrent(settings.themeMode());
    connect(theme, &Tabs::chosen, this,
            [&settings](const QString &id) { settings.setValue(QStringLiteral("theme"), toUtf8(id)); });
    connect(&settings, &Settings::changed, theme,
            [&settings, theme] { theme->setCurrent(settings.themeMode()); });
    addHeaderTrailing(language);
    addHeaderTrailing(theme);
}

QWidget *HomePage::makeWelcome() {
    auto *card = new Card(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::xl);
    auto *words = new QVBoxLayout;
    words->setSpacing(space::s);
    words->addWidget(makeLabel(tr("From a file of R1 reasoning to a student of your own"),
                               FontRole::pageTitle, Role::text, card));
    QLabel *say = makeLabel(
        tr("Import, clean, read, tokenize, train, measure, ask: each page is one step, and each leads to the "
           "next. The demo project has everything to try it in a quarter of an hour."),
        FontRole::body, Role::text2, card);
    say->setWordWrap(true);
    words->addWidget(say);
    row->addLayout(words, 1);
    auto *demo = new ActionButton(tr("Open the demo project"), ButtonKind::primary, card);
    auto *create = new ActionButton(tr("New project…"), ButtonKind::secondary, card);
    auto *open = new ActionButton(tr("Open project…"), ButtonKind::secondary, card);
    demo->setObjectName(QStringLiteral("home_demo"));
    for (ActionButton *button : {open, create, demo})
        row->addWidget(button, 0, Qt::AlignVCenter);
    card->body()->addLayout(row);
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
    for (const Stage &stage : stagesOf({}, {})) {
        const PageInfo *page = findPage(stage.page);
        if (!page)
            continue;
        auto *card = new StageCard(*page, chain);
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

Card *HomePage::makeFirstSteps() {
    auto *card = new Card(tr("First steps"), this);
    m_stepList = new QVBoxLayout;
    m_stepList->setSpacing(0);
    card->body()->addLayout(m_stepList);
    card->body()->addStretch(1);
    return card;
}

Card *HomePage::makeRecent() {
    auto *card = new Card(tr("Recent projects"), this);
    m_recentList = new QVBoxLayout;
    m_recentList->setSpacing(0);
    card->body()->addLayout(m_recentList);
    card->body()->addStretch(1);
    return card;
}

Card *HomePage::makeGetData() {
    auto *card = new Card(tr("Get data"), this);
    card->body()->setSpacing(space::s);
    QLabel *drop = makeLabel(
        tr("Drop files anywhere on this window to import them: JSON lines, JSON arrays, plain or .gz."),
        FontRole::body, Role::text2, card);
    drop->setWordWrap(true);
    card->body()->addWidget(drop);
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
    m_chain->setVisible(!m_cards.empty());
    const HomeFacts facts{app().isDone(QStringLiteral("asked"))};
    for (const Stage &stage : stagesOf(app().snapshot(), facts))
        for (StageCard *card : m_cards)
            if (card->page() == stage.page)
                card->show(stage, open);
    fillSteps();
}

// Made once and then changed: a button that is made anew has lost the focus.
QToolButton *HomePage::stepButton(const FirstStep &step) {
    const QString name = QStringLiteral("step_") + step.id;
    if (auto *line = m_steps->findChild<QToolButton *>(name))
        return line;
    auto *line = new QToolButton(m_steps);
    line->setObjectName(name);
    line->setAutoRaise(true);
    line->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    line->setIconSize({size::icon, size::icon});
    connect(line, &QToolButton::clicked, this, [this, page = step.page] { app().goTo(page); });
    m_stepList->addWidget(line, 0, Qt::AlignLeft);
    return line;
}

void HomePage::fillSteps() {
    const HomeFacts facts{app().isDone(QStringLiteral("asked"))};
    int done = 0, all = 0;
    for (const FirstStep &step : firstSteps(app().snapshot(), facts)) {
        if (!findPage(step.page))
            continue;
        ++all;
        done += step.done;
        QToolButton *line = stepButton(step);
        line->setIcon(themeIcon(step.done ? QStringLiteral("data-success") : QStringLiteral("go-next"),
                                step.done ? Role::ok : Role::text3));
        line->setText(step.text);
        line->setProperty("done", step.done);
        line->setAccessibleName(step.done ? tr("%1, done").arg(step.text) : step.text);
        setTextRole(line, step.done ? Role::text3 : Role::text);
    }
    m_steps->setTitle(all ? tr("First steps · %1 of %2").arg(done).arg(all) : tr("First steps"));
    m_steps->setVisible(all > 0);
}

void HomePage::fillRecent() {
    clear(m_recentList);
    const auto recent = app().settings().recentProjects();
    if (recent.empty()) {
        QLabel *none =
            makeLabel(tr("Projects that you open appear here."), FontRole::body, Role::text3, this);
        none->setWordWrap(true);
        m_recentList->addWidget(none);
    }
    for (const RecentProject &r : recent) {
        auto *line = new QHBoxLayout;
        auto *name = new QToolButton(this);
        name->setAutoRaise(true);
        name->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        name->setIconSize({size::icon, size::icon});
        const bool there = QFileInfo::exists(r.folder);
        name->setIcon(themeIcon(QStringLiteral("folder-open"), there ? Role::text2 : Role::text3));
        name->setText(r.name);
        name->setToolTip(there ? r.folder : tr("%1 is not there now").arg(r.folder));
        name->setEnabled(there);
        auto *where = new ElidedLabel(formatPath(QFileInfo(r.folder).path(), 40), this);
        setFontRole(where, FontRole::caption);
        setTextRole(where, Role::text3);
        auto *pin = new QToolButton(this);
        setIconButton(pin, QStringLiteral("pin"),
                      r.pinned ? tr("Unpin %1").arg(r.name) : tr("Pin %1").arg(r.name));
        pin->setIcon(themeIcon(QStringLiteral("pin"), r.pinned ? Role::accent : Role::text3));
        auto *remove = new QToolButton(this);
        setIconButton(remove, QStringLiteral("window-close"), tr("Remove %1 from the list").arg(r.name));
        line->addWidget(name);
        line->addWidget(where, 1);
        line->addWidget(pin);
        line->addWidget(remove);
        m_recentList->addLayout(line);
        connect(name, &QToolButton::clicked, this, [this, folder = r.folder] { app().openProject(folder); });
        connect(pin, &QToolButton::clicked, this,
                [this, r] { app().settings().pinRecent(r.folder, !r.pinned); });
        connect(remove, &QToolButton::clicked, this, [this, r] { app().settings().removeRecent(r.folder); });
    }
}

PageInfo homePageInfo() {
    return {"home",    QT_TRANSLATE_NOOP("pages", "Home"),
            "go-home", PageGroup::Home,
            false,     [](AppState &app, QWidget *parent) -> Page * { return new HomePage(app, parent); }};
}

} // namespace retort
