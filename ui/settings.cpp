// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/option_make.h"
#include "ui/text.h"

#include <QDir>
#include <QEvent>
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

OptionTable makeTable() {
    using namespace option_make;
    const Text look = RETORT_TR("core", "Look and language");
    const Text work = RETORT_TR("core", "Work");
    return {
        choiceOption("language", "auto", look, RETORT_TR("core", "Language"),
                     RETORT_TR("core", "Language of the window. Your data is never translated."))
            .choices(
                {{"auto", RETORT_TR("core", "As the system")}, {"zh_CN", "简体中文"}, {"en", "English"}}),
        choiceOption(
            "theme", "auto", look, RETORT_TR("core", "Theme"),
            RETORT_TR("core", "Light or dark; “as the system” follows the desktop while Retort is open."))
            .choices({{"auto", RETORT_TR("core", "As the system")},
                      {"light", RETORT_TR("core", "Light")},
                      {"dark", RETORT_TR("core", "Dark")}}),
        floatOption("zoom", 1.0, look, RETORT_TR("core", "Text size"),
                    RETORT_TR("core", "Factor on all text; also Ctrl+= and Ctrl+-, and Ctrl+0 for 1."))
            .between(0.7, 2.0)
            .step(0.05),
        boolOption("reduce_motion", false, look, RETORT_TR("core", "Reduce motion"),
                   RETORT_TR("core", "Folding and messages appear at once instead of sliding.")),
        intOption("threads", 0, work, RETORT_TR("core", "Processor threads"),
                  RETORT_TR("core",
                            "How many threads a job may use; 0 takes all of this machine. Results do not "
                            "depend on it."))
            .zero(RETORT_TR("core", "all"))
            .between(0, 256),
        boolOption("reopen_project", true, work, RETORT_TR("core", "Reopen the last project"),
                   RETORT_TR("core", "Start with the project and page that were open last.")),
        boolOption("inhibit_suspend", true, work, RETORT_TR("core", "Stay awake while training"),
                   RETORT_TR("core", "Ask the system not to suspend while a run is going.")),
        boolOption(
            "notify_end", true, work, RETORT_TR("core", "Tell me when a run ends"),
            RETORT_TR("core", "A desktop notification when a run ends while the window is not in front.")),
    };
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
    m_file = std::make_unique<QSettings>(fromPath(configFolder() / "retort.ini"), QSettings::IniFormat);
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

QString Settings::shownLanguage() const {
    const QString chosen = fromUtf8(std::get<std::string>(value(QStringLiteral("language"))));
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
    for (int i = 0; i < std::min(n, 10 * maxRecent); ++i) { // a damaged file may name any number
        m_file->setArrayIndex(i);
        list.push_back({m_file->value("folder").toString(), m_file->value("name").toString(),
                        m_file->value("openedAt").toDateTime(), m_file->value("pinned").toBool()});
    }
    m_file->endArray();
    std::ranges::stable_sort(list, [](const auto &a, const auto &b) {
        return a.pinned != b.pinned ? a.pinned : a.openedAt > b.openedAt;
    });
    return list;
}

void Settings::changeRecent(const std::function<void(std::vector<RecentProject> &)> &change) {
    auto recent = recentProjects();
    change(recent);
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
    const QString path = QDir(folder).absolutePath();
    changeRecent([&](auto &list) {
        RecentProject entry{path, name, QDateTime::currentDateTimeUtc(), false};
        std::erase_if(list, [&](const RecentProject &r) {
            entry.pinned = entry.pinned || (r.folder == path && r.pinned);
            return r.folder == path;
        });
        list.insert(list.begin(), entry);
        while (list.size() > maxRecent) {
            const auto oldest =
                std::find_if(list.rbegin(), list.rend(), [](const auto &r) { return !r.pinned; });
            if (oldest == list.rend())
                break;
            list.erase(std::next(oldest).base());
        }
    });
}

void Settings::pinRecent(const QString &folder, bool pinned) {
    changeRecent([&](auto &list) {
        for (auto &r : list)
            if (r.folder == folder)
                r.pinned = pinned;
    });
}

void Settings::removeRecent(const QString &folder) {
    changeRecent([&](auto &list) { std::erase_if(list, [&](const auto &r) { return r.folder == folder; }); });
}

void Settings::clearRecent() {
    changeRecent([](auto &list) { std::erase_if(list, [](const auto &r) { return !r.pinned; }); });
}

} // namespace retort
