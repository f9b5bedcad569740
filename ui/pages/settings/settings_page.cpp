// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/settings_page.h"

#include "core/base/file.h"
#include "ui/settings.h"
#include "ui/widgets/ask_dialog.h"
#include "ui/widgets/option_field.h"

#include <QLineEdit>
#include <QScrollArea>

namespace retort {
namespace {

constexpr int columnWidth = 640;

} // namespace

SettingsPage::SettingsPage(AppState &app, QWidget *parent) : Page(app, "settings", parent) {
    connect(searchField(tr("Search settings")), &QLineEdit::textChanged, this, &SettingsPage::search);
    header()->addSecondary(action("settings_import", [this] { askImport(); }));
    header()->addSecondary(action("settings_export", [this] { askExport(); }));
    header()->addSecondary(action("settings_reset", [this] {
        auto *ask = new AskDialog(tr("Reset all settings?"),
                                  tr("Language, look and work go back to their defaults. Projects and "
                                     "recent projects stay."),
                                  window());
        ask->addSafeChoice(tr("Keep my settings"));
        ask->addChoice(tr("Reset"), ButtonKind::dangerFilled,
                       [settings = &this->app().settings()] { settings->resetAll(); });
        ask->open();
    }));
    auto *content = new QWidget;
    // Not the cards: the height of wrapped texts is asked for at the width that the content may have.
    content->setMaximumWidth(Theme::instance().scaled(columnWidth) + 2 * space::pageX);
    auto *column = pageColumn(content);
    for (const OptionSpec &spec : Settings::table()) {
        const QString title = retort::render(spec.group);
        if (m_groups.empty() || m_groups.back().first->accessibleName() != title) {
            auto *card = new Card(title, content);
            card->setAccessibleName(title);
            card->body()->setSpacing(space::formRow);
            m_groups.push_back({card, {}});
            column->addWidget(card);
        }
        auto *field = new OptionField(spec, m_groups.back().first);
        m_groups.back().first->body()->addWidget(field);
        m_groups.back().second.push_back(field);
        addField(field);
        field->showHelp();
    }
    m_storage = makeStorage();
    m_nothing = makeLabel(tr("No setting matches."), FontRole::body, Role::text3, content);
    m_nothing->hide();
    addTo(column, {m_storage, m_nothing, stretch});
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    setBody(scroll);
}

void SettingsPage::addField(OptionField *field) {
    Settings &settings = app().settings();
    const QString id = fromUtf8(field->spec().id);
    field->setObjectName(QStringLiteral("setting_") + id);
    field->setValue(settings.value(id));
    connect(field, &OptionField::edited, this,
            [&settings, field, id] { settings.setValue(id, field->value()); });
    connect(&settings, &Settings::changed, field, [&settings, field, id](const QString &changed) {
        if (changed == id && !sameOptionValue(field->value(), settings.value(id)))
            field->setValue(settings.value(id));
    });
}

Card *SettingsPage::makeStorage() {
    auto *card = new Card(tr("Storage"), this);
    card->body()->setSpacing(space::s);
    const auto line = [&](const QString &name, const std::filesystem::path &folder) {
        QLabel *label = makeLabel(name, FontRole::body, Role::text2, card);
        label->setFixedWidth(Theme::instance().scaled(size::formLabel));
        QLabel *path = makeLabel(formatPath(fromUtf8(folder.string())), FontRole::mono, Role::text, card);
        path->setTextInteractionFlags(Qt::TextSelectableByMouse);
        path->setToolTip(fromUtf8(folder.string()));
        card->body()->addLayout(rowOf({label, {path, 1}}));
    };
    line(tr("Settings"), configFolder());
    line(tr("Log and session"), stateFolder());
    line(tr("Cache"), cacheFolder());
    if (app().hasProject())
        line(tr("This project"), app().project()->folder());
    QLabel *sizes = makeLabel(tr("Measuring…"), FontRole::caption, Role::text3, card);
    card->body()->addWidget(sizes);
    readSizes(sizes);
    return card;
}

void SettingsPage::readSizes(QLabel *label) {
    const std::filesystem::path project =
        app().hasProject() ? app().project()->folder() : std::filesystem::path();
    app().jobs().preview().start(
        {label, tr("Measuring folders"), {}, true},
        [project](JobContext &) {
            return project.empty() ? std::pair{std::uint64_t(0), freeSpace(configFolder())}
                                   : std::pair{folderSize(project), freeSpace(project)};
        },
        [label, project](std::pair<std::uint64_t, std::uint64_t> sizes) {
            const QString free = tr("%1 free on this disk").arg(formatBytes(std::int64_t(sizes.second)));
            label->setText(
                project.empty()
                    ? free
                    : tr("The project takes %1 · %2").arg(formatBytes(std::int64_t(sizes.first)), free));
        },
        [label](const JobFailure &failure) { label->setText(retort::render(failure.text)); });
}

void SettingsPage::search(const QString &words) {
    bool any = false;
    for (auto &[card, fields] : m_groups) {
        bool shown = false;
        for (OptionField *field : fields) {
            const bool match = words.trimmed().isEmpty() || field->matches(words);
            field->setVisible(match);
            shown = shown || match;
        }
        card->setVisible(shown);
        any = any || shown;
    }
    m_storage->setVisible(words.trimmed().isEmpty());
    m_nothing->setVisible(!any);
}

void SettingsPage::askExport() {
    chooseFile(window(), true, tr("Save settings"), tr("JSON (*.json)"),
               QStringLiteral("retort-settings.json"), [this](const QString &path) {
                   try {
                       atomicWrite(toUtf8(path), app().settings().exportJson().toStdString());
                       app().toastSuccess(tr("Settings are saved in %1.").arg(formatPath(path)));
                   } catch (const Error &e) {
                       app().toastError(e.text());
                   }
               });
}

void SettingsPage::askImport() {
    chooseFile(window(), false, tr("Load settings"), tr("JSON (*.json)"), {}, [this](const QString &path) {
        try {
            app().settings().importJson(QByteArray::fromStdString(readFile(toUtf8(path))));
            app().toastSuccess(tr("Settings are loaded from %1.").arg(formatPath(path)));
        } catch (const Error &e) {
            app().toastError(e.text());
        }
    });
}

PageInfo settingsPageInfo() {
    return pageInfo<SettingsPage>("settings", QT_TRANSLATE_NOOP("pages", "Settings"), "configure",
                                  PageGroup::Foot);
}

} // namespace retort
