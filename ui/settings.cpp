// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "ui/text.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QSettings>
#include <QSplitter>
#include <QSplitterHandle>
#include <QTimer>

#include <algorithm>
#include <thread>

namespace retort {
namespace {

constexpr int maxRecent = 10;

OptionSpec choice(const char *id, const char *fallback, Text label, Text help, Text group,
                  std::vector<OptionChoice> choices) {
    OptionSpec spec;
    spec.id = id;
    spec.type = OptionType::Choice;
    spec.defaultValue = std::string(fallback);
    spec.label = std::move(label);
    spec.help = std::move(help);
    spec.group = std::move(group);
    spec.choices = std::move(choices);
    return spec;
}

OptionSpec toggle(const char *id, bool fallback, Text label, Text help, Text group) {
    OptionSpec spec;
    spec.id = id;
    spec.type = OptionType::Bool;
    spec.defaultValue = fallback;
    spec.label = std::move(label);
    spec.help = std::move(help);
    spec.group = std::move(group);
    return spec;
}

OptionTable makeTable() {
    const Text look = RETORT_TR("core", "Look and language");
    const Text work = RETORT_TR("core", "Work");
    OptionTable t;
    t.push_back(
        choice("language", "auto", RETORT_TR("core", "Language"),
               RETORT_TR("core", "Language of the window. Your data is never translated."), look,
               {{"auto", RETORT_TR("core", "As the system")}, {"zh_CN", "简体中文"}, {"en", "English"}}));
    t.push_back(choice(
        "theme", "auto", RETORT_TR("core", "Theme"),
        RETORT_TR("core", "Light or dark; “as the system” follows the desktop while Retort is open."), look,
        {{"auto", RETORT_TR("core", "As the system")},
         {"light", RETORT_TR("core", "Light")},
         {"dark", RETORT_TR("core", "Dark")}}));
    OptionSpec zoom;
    zoom.id = "zoom";
    zoom.type = OptionType::Float;
    zoom.defaultValue = 1.0;
    zoom.label = RETORT_TR("core", "Text size");
    zoom.help = RETORT_TR("core", "Factor on all text; also Ctrl+= and Ctrl+-, and Ctrl+0 for 1.");
    zoom.group = look;
    zoom.minimum = 0.7;
    zoom.maximum = 2.0;
    zoom.step = 0.05;
    t.push_back(zoom);
    t.push_back(toggle("reduce_motion", false, RETORT_TR("core", "Reduce motion"),
                       RETORT_TR("core", "Folding and messages appear at once instead of sliding."), look));
    OptionSpec threads;
    threads.id = "threads";
    threads.type = OptionType::Int;
    threads.defaultValue = std::int64_t(0);
    threads.label = RETORT_TR("core", "Processor threads");
    threads.help = RETORT_TR(
        "core", "How many threads a job may use; 0 takes all of this machine. Results do not depend on it.");
    threads.group = work;
    threads.minimum = 0;
    threads.maximum = 256;
    t.push_back(threads);
    t.push_back(toggle("reopen_project", true, RETORT_TR("core", "Reopen the last project"),
                       RETORT_TR("core", "Start with the project and page that were open last."), work));
    t.push_back(toggle("inhibit_suspend", true, RETORT_TR("core", "Stay awake while training"),
                       RETORT_TR("core", "Ask the system not to suspend while a run is going."), work));
    t.push_back(toggle(
        "notify_end", true, RETORT_TR("core", "Tell me when a run ends"),
        RETORT_TR("core", "A desktop notification when a run ends while the window is not in front."), work));
    return t;
}

QString optionKey(const QString &id) {
    return QStringLiteral("options/") + id;
}
QString memoryKey(const QString &key) {
    return QStringLiteral("window/") + key;
}

// Double-click on a handle puts the splitter back to its first sizes.
class SplitterReset final : public QObject {
public:
    SplitterReset(QSplitter *splitter, QByteArray first)
        : QObject(splitter),
          m_splitter(splitter),
          m_first(std::move(first)) {}

protected:
    bool eventFilter(QObject *, QEvent *event) override {
        if (event->type() != QEvent::MouseButtonDblClick)
            return false;
        m_splitter->restoreState(m_first);
        Q_EMIT m_splitter->splitterMoved(0, 0); // so that it is saved
        return true;
    }

private:
    QSplitter *m_splitter;
    QByteArray m_first;
};

} // namespace

Settings::Settings(QObject *parent) : QObject(parent) {
    const QString path = fromUtf8((configFolder() / "retort.ini").string());
    m_file = std::make_unique<QSettings>(path, QSettings::IniFormat);
}

Settings::~Settings() = default;

const OptionTable &Settings::table() {
    static const OptionTable table = makeTable();
    return table;
}

OptionValue Settings::value(const QString &id) const {
    const OptionSpec *spec = findOption(table(), toUtf8(id));
    Q_ASSERT(spec);
    if (!spec)
        return false;
    const QVariant stored = m_file->value(optionKey(id));
    if (!stored.isValid())
        return spec->defaultValue;
    try {
        const OptionValue value = parseOption(*spec, toUtf8(stored.toString()));
        if (checkOptions(table(), {{spec->id, value}}).empty())
            return value;
    } catch (const Error &) { // edited by hand
    }
    return spec->defaultValue;
}

void Settings::setValue(const QString &id, const OptionValue &value) {
    const OptionSpec *spec = findOption(table(), toUtf8(id));
    if (!spec || !checkOptions(table(), {{spec->id, value}}).empty())
        return;
    if (value == this->value(id))
        return;
    m_file->setValue(optionKey(id), fromUtf8(formatOption(*spec, value)));
    Q_EMIT changed(id);
}

void Settings::reset(const QString &id) {
    const OptionValue before = value(id);
    m_file->remove(optionKey(id));
    if (value(id) != before)
        Q_EMIT changed(id);
}

void Settings::resetAll() {
    for (const OptionSpec &spec : table())
        reset(fromUtf8(spec.id));
}

QString Settings::language() const {
    return fromUtf8(std::get<std::string>(value(QStringLiteral("language"))));
}

QString Settings::shownLanguage() const {
    const QString chosen = language();
    if (chosen != QLatin1String("auto"))
        return chosen;
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

QString Settings::themeMode() const {
    return fromUtf8(std::get<std::string>(value(QStringLiteral("theme"))));
}

double Settings::zoom() const {
    const OptionValue v = value(QStringLiteral("zoom"));
    return std::holds_alternative<double>(v) ? std::get<double>(v) : double(std::get<std::int64_t>(v));
}

bool Settings::reduceMotion() const {
    return std::get<bool>(value(QStringLiteral("reduce_motion")));
}

int Settings::threads() const {
    const auto wanted = std::get<std::int64_t>(value(QStringLiteral("threads")));
    return wanted > 0 ? int(wanted) : int(std::max(1u, std::thread::hardware_concurrency()));
}

QByteArray Settings::exportJson() const {
    OptionValues values;
    for (const OptionSpec &spec : table())
        values[spec.id] = value(fromUtf8(spec.id));
    return QByteArray::fromStdString(optionsToJson(values));
}

void Settings::importJson(const QByteArray &json) {
    const OptionValues values = optionsFromJson(json.toStdString());
    requireOptions(table(), values);
    for (const auto &[id, value] : values)
        setValue(fromUtf8(id), value);
}

QVariant Settings::remembered(const QString &key, const QVariant &fallback) const {
    return m_file->value(memoryKey(key), fallback);
}

void Settings::remember(const QString &key, const QVariant &value) {
    m_file->setValue(memoryKey(key), value);
}

void Settings::keepSplitter(QSplitter *splitter, const QString &key) {
    const QString full = QStringLiteral("splitter/") + key;
    // The first sizes exist only after the layout has run once.
    QTimer::singleShot(0, splitter, [this, splitter, full] {
        auto *reset = new SplitterReset(splitter, splitter->saveState());
        for (int i = 1; i < splitter->count(); ++i)
            splitter->handle(i)->installEventFilter(reset);
        splitter->restoreState(remembered(full).toByteArray());
        connect(splitter, &QSplitter::splitterMoved, this,
                [this, splitter, full] { remember(full, splitter->saveState()); });
    });
}

void Settings::keepHeader(QHeaderView *header, const QString &key) {
    const QString full = QStringLiteral("header/") + key;
    header->restoreState(remembered(full).toByteArray());
    const auto save = [this, header, full] { remember(full, header->saveState()); };
    const auto saveByHand = [save] {
        if (QGuiApplication::mouseButtons() != Qt::NoButton) // else the layout did it
            save();
    };
    connect(header, &QHeaderView::sectionResized, this, saveByHand);
    connect(header, &QHeaderView::sectionMoved, this, save);
    connect(header, &QHeaderView::sortIndicatorChanged, this, save);
}

std::vector<RecentProject> Settings::recentProjects() const {
    std::vector<RecentProject> list;
    const int n = m_file->beginReadArray(QStringLiteral("recent"));
    for (int i = 0; i < n; ++i) {
        m_file->setArrayIndex(i);
        list.push_back({m_file->value("folder").toString(), m_file->value("name").toString(),
                        m_file->value("openedAt").toDateTime(), m_file->value("pinned").toBool()});
    }
    m_file->endArray();
    std::stable_sort(list.begin(), list.end(), [](const auto &a, const auto &b) {
        return a.pinned != b.pinned ? a.pinned : a.openedAt > b.openedAt;
    });
    return list;
}

void Settings::saveRecent(const std::vector<RecentProject> &recent) {
    m_file->remove(QStringLiteral("recent"));
    m_file->beginWriteArray(QStringLiteral("recent"), int(recent.size()));
    for (std::size_t i = 0; i < recent.size(); ++i) {
        m_file->setArrayIndex(int(i));
        m_file->setValue("folder", recent[i].folder);
        m_file->setValue("name", recent[i].name);
        m_file->setValue("openedAt", recent[i].openedAt);
        m_file->setValue("pinned", recent[i].pinned);
    }
    m_file->endArray();
    Q_EMIT recentChanged();
}

void Settings::addRecent(const QString &folder, const QString &name) {
    auto list = recentProjects();
    const QString path = QDir(folder).absolutePath();
    RecentProject entry{path, name, QDateTime::currentDateTimeUtc(), false};
    const auto old = std::find_if(list.begin(), list.end(), [&](const auto &r) { return r.folder == path; });
    if (old != list.end()) {
        entry.pinned = old->pinned;
        list.erase(old);
    }
    list.insert(list.begin(), entry);
    while (list.size() > maxRecent) {
        const auto oldest = std::find_if(list.rbegin(), list.rend(), [](const auto &r) { return !r.pinned; });
        if (oldest == list.rend())
            break;
        list.erase(std::next(oldest).base());
    }
    saveRecent(list);
}

void Settings::pinRecent(const QString &folder, bool pinned) {
    auto list = recentProjects();
    for (auto &r : list)
        if (r.folder == folder)
            r.pinned = pinned;
    saveRecent(list);
}

void Settings::removeRecent(const QString &folder) {
    auto list = recentProjects();
    std::erase_if(list, [&](const auto &r) { return r.folder == folder; });
    saveRecent(list);
}

void Settings::clearRecent() {
    auto list = recentProjects();
    std::erase_if(list, [](const auto &r) { return !r.pinned; });
    saveRecent(list);
}

} // namespace retort
