// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/student/student_page.h"

#include "core/base/error.h"
#include "core/learn/train_job.h"
#include "ui/models/device_text.h"
#include "ui/pages/student/stack_drawing.h"
#include "ui/widgets/metric_panel.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"

#include <QLineEdit>
#include <QMouseEvent>

namespace retort {

struct Cost {
    std::int64_t parameters = 0, memory = 0;
};

namespace {

constexpr int formWidth = 340, costWidth = 300;

// A card that is a choice: click, Enter or Space.
class ChoiceCard final : public Card {
public:
    ChoiceCard(const QString &title, std::function<void()> chosen, QWidget *parent)
        : Card(title, parent),
          m_chosen(std::move(chosen)) {
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setAccessibleName(title);
    }

protected:
    void mouseReleaseEvent(QMouseEvent *event) override {
        if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
            m_chosen();
    }
    void keyPressEvent(QKeyEvent *event) override {
        if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            m_chosen();
        else
            Card::keyPressEvent(event);
    }

private:
    std::function<void()> m_chosen;
};

const Role partRoles[] = {Role::accent, Role::think, Role::ok, Role::warn, Role::bad, Role::text3};

template <typename Parts, typename Value>
std::vector<SplitBar::Part> barParts(const Parts &parts, Value value, QString (*amount)(qint64)) {
    std::vector<SplitBar::Part> out;
    int i = 0;
    for (const auto &part : parts) {
        if (value(part) > 0)
            out.push_back({retort::render(part.label), value(part),
                           partRoles[std::size_t(i) % std::size(partRoles)], amount(value(part))});
        ++i;
    }
    return out;
}

StageHeld held(const ProjectSnapshot &p) {
    if (p.students.empty())
        return {};
    return {StageText::tr("%1 parameters").arg(formatCount(p.students.back().parameters)),
            fromUtf8(p.students.back().name), true};
}

constexpr StageInfo stage{QT_TRANSLATE_NOOP("retort::Stage", "Choose the size of the model to train"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Choose a size"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Look at it"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Choose a preset student"), held};

} // namespace

PageInfo studentPageInfo() {
    return pageInfo<StudentPage>("student", QT_TRANSLATE_NOOP("pages", "Student"),
                                 "distribute-graph-directed", PageGroup::Model, &stage);
}

StudentPage::StudentPage(AppState &app, QWidget *parent) : Page(app, "student", parent) {
    addPicker(ArtifactKind::Tokenizer);
    addPicker(ArtifactKind::Student);
    m_save = action("student_save", [this] { save(); });
    header()->addSecondary(
        action("student_duplicate", [this] { duplicate(this->app().selected(ArtifactKind::Student)); }));
    header()->setPrimary(m_save);
    auto *stackCard = new Card(tr("Stack"));
    m_stack = new StackDrawing(stackCard);
    stackCard->body()->addWidget(new ScrollColumn(m_stack));
    auto *body = new QWidget;
    pageColumn(body, {makePresets(), {rowOf({makeForm(), {stackCard, 1}, makeCost()}, space::cardGap), 1}});
    setBody(body);
    kept().add("name", m_name);
    kept().add("options", m_form);
    refreshOn({ArtifactKind::Tokenizer, ArtifactKind::Student}, [this] { update(); });
    choosePreset(studentPresets().front().id);
    app.jobs().follow(id(), this, [this](const Task &task) {
        if (task.state == Task::State::Finished)
            m_name->clear();
        if (!task.going())
            this->app().jobs().forget(id());
    });
}

QWidget *StudentPage::makePresets() {
    auto *holder = new QWidget;
    auto *row = rowIn(holder, {}, space::cardGap);
    for (const auto &preset : studentPresets()) {
        auto *card = new ChoiceCard(
            retort::render(preset.label), [this, id = preset.id] { choosePreset(id); }, holder);
        addTo(card->body(), {makeText(retort::render(preset.help), FontRole::caption, Role::text2), stretch});
        m_presets.emplace_back(preset.id, card);
        row->addWidget(card, 1);
    }
    return holder;
}

QWidget *StudentPage::makeForm() {
    auto *card = new Card(tr("This student"));
    card->setFixedWidth(Theme::instance().scaled(formWidth));
    m_name = new QLineEdit(card);
    m_name->setAccessibleName(tr("Name"));
    m_name->setToolTip(tr("Name of the student; empty takes the one shown"));
    card->body()->addWidget(m_name);
    m_form = new OptionForm(studentOptions(), card);
    m_form->setFieldHidden(QStringLiteral("preset"), true);
    card->body()->addWidget(new ScrollColumn(m_form));
    connect(m_form, &OptionForm::changed, this, &StudentPage::update);
    return card;
}

QWidget *StudentPage::makeCost() {
    auto *card = new Card(tr("What it costs"));
    card->setFixedWidth(Theme::instance().scaled(costWidth));
    m_numbers = new MetricPanel<Cost>(
        {{"parameters", tr("Parameters"),
          [](const Cost &c) { return MetricReading{formatCount(c.parameters)}; }},
         {"memory", tr("Memory"), [](const Cost &c) { return MetricReading{formatBytes(c.memory)}; }}},
        card);
    m_parameterBar = new SplitBar;
    m_memoryBar = new SplitBar;
    m_fit = makeText({}, FontRole::body, Role::text2);
    auto *content = new QWidget;
    columnIn(content,
             {m_numbers, makeLabel(tr("Parameters by part"), FontRole::caption, Role::text2), m_parameterBar,
              makeLabel(tr("Memory while training, by part"), FontRole::caption, Role::text2), m_memoryBar,
              m_fit, stretch},
             space::s);
    card->body()->addWidget(new ScrollColumn(content));
    return card;
}

std::int64_t StudentPage::vocabSize() const {
    const auto *tokenizer = app().snapshot().tokenizer(app().selected(ArtifactKind::Tokenizer));
    return tokenizer ? tokenizer->vocabSize : 0;
}

void StudentPage::choosePreset(const std::string &id) {
    const auto *preset = findStudentPreset(id);
    if (!preset)
        return;
    const auto values = studentToOptions(preset->config);
    m_form->setBase(values);
    m_form->setValues(values);
    markPreset(id);
    update();
}

void StudentPage::markPreset(const std::string &id) {
    for (const auto &[preset, card] : m_presets)
        card->setSelected(preset == id);
}

void StudentPage::update() {
    const auto vocabulary = vocabSize();
    const auto config = studentFromOptions(m_form->values(), vocabulary > 0 ? vocabulary : 1);
    auto faults = checkStudent(config);
    m_form->setFaults(faults);
    const bool sound = faults.empty() && m_form->isValid();
    m_save->setEnabled(sound && vocabulary > 0);
    m_save->setToolTip(vocabulary == 0 ? tr("Train a tokenizer first: its vocabulary is part of the student.")
                       : sound         ? tr("Keep this student; runs are trained from it.")
                                       : tr("Mend the marked sizes first."));
    if (faults.empty()) {
        m_name->setPlaceholderText(fromUtf8(suggestedStudentName(config)));
        showCost(config);
    }
    findAction(QStringLiteral("student_duplicate"))->setEnabled(app().selected(ArtifactKind::Student) != 0);
    setNext(!app().snapshot().students.empty());
}

void StudentPage::showCost(const StudentConfig &config) {
    m_stack->setStudent(config);
    const auto count = parameterCount(config);
    const DeviceInfo *device = findDevice(m_devices, "auto");
    const auto memory = memoryEstimate(config, trainMemoryShape(config, {}, device));
    m_numbers->read({count.total, memory.total});
    m_parameterBar->setParts(barParts(
        count.parts, [](const auto &p) { return p.count; }, [](qint64 n) { return formatCount(n); }));
    m_memoryBar->setParts(barParts(
        memory.parts, [](const auto &p) { return p.bytes; }, [](qint64 n) { return formatBytes(n); }));
    const double flops = trainFlopsPerToken(config, MemoryShape{}.sequenceLength);
    QStringList lines;
    if (device) {
        const bool fits = memory.total < device->freeMemory_B;
        setTextRole(m_fit, fits ? Role::ok : Role::bad);
        lines << (fits ? tr("Fits on %1: %2 of memory are free.")
                       : tr("Does not fit on %1: only %2 of memory are free. Choose smaller sizes."))
                     .arg(deviceName(*device), formatBytes(device->freeMemory_B));
    }
    lines << tr("%1 operations per trained token.").arg(formatInWords(flops));
    m_fit->setText(lines.join(QLatin1Char('\n')));
}

void StudentPage::activated() {
    readDevices(app().jobs(), this, [this](std::vector<DeviceInfo> devices) {
        m_devices = std::move(devices);
        update();
    });
}

void StudentPage::open(const QVariantMap &args) {
    duplicate(args.value(QStringLiteral("duplicate")).toLongLong());
}

// Its sizes in the form and a name of its own; saved as a new student, the old one stays.
void StudentPage::duplicate(std::int64_t student) {
    const auto *record = app().snapshot().student(student);
    if (!record)
        return;
    StudentConfig config;
    try {
        config = studentFromJson(record->configJson);
    } catch (const Error &e) {
        app().toastError(e.text());
        return;
    }
    if (app().fits(ArtifactKind::Tokenizer, record->tokenizer))
        app().select(ArtifactKind::Tokenizer, record->tokenizer);
    app().select(ArtifactKind::Student, student);
    const auto *preset = findStudentPreset(config.preset);
    m_form->setBase(studentToOptions(preset ? preset->config : studentPresets().front().config));
    m_form->setValues(studentToOptions(config));
    markPreset(config.preset);
    m_name->setText(tr("%1 copy").arg(fromUtf8(record->name)));
    m_name->selectAll();
    m_name->setFocus();
    update();
}

void StudentPage::save() {
    if (app().jobs().going(id()))
        return; // the second press of a double click
    StudentRecord record;
    const auto config = studentFromOptions(m_form->values(), vocabSize());
    record.name = toUtf8(m_name->text().trimmed());
    if (record.name.empty())
        record.name = suggestedStudentName(config);
    record.configJson = studentToJson(config);
    record.tokenizer = app().selected(ArtifactKind::Tokenizer);
    record.parameters = parameterCount(config).total;
    app().jobs().start(
        Resource::Writes, {id(), [] { return tr("Saving the student"); }, [] { return tr("Student saved"); }},
        [store = app().runStore(), record](JobContext &) { return store->addStudent(record); },
        [&app = app(), name = fromUtf8(record.name)](std::int64_t id) {
            app.refresh();
            app.select(ArtifactKind::Student, id);
            app.toastSuccess(tr("Student “%1” is saved.").arg(name));
        });
}

void StudentPage::setViewState(const QVariantMap &state) {
    Page::setViewState(state);
    update();
}

} // namespace retort
