// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/sample_inspector.h"

#include "ui/jobs/task_center.h"
#include "ui/models/labels.h"
#include "ui/state/app_state.h"
#include "ui/text.h"

namespace retort {
namespace {

ReadingText textOf(const Sample &sample) {
    ReadingText text;
    const auto add = [&text](const QString &name, Role role, const std::string &part) {
        text.addPart(name, role, fromUtf8(part).trimmed());
    };
    add(SampleInspector::tr("System"), Role::warn, sample.system);
    add(SampleInspector::tr("Question"), Role::accent, sample.question);
    add(SampleInspector::tr("Reasoning"), Role::think, sample.reasoning);
    add(SampleInspector::tr("Answer"), Role::ok, sample.answer);
    add(SampleInspector::tr("Reference answer"), Role::warn, sample.reference);
    text.addPart(SampleInspector::tr("Faults"), Role::bad,
                 faultWords(sample.faults).join(QStringLiteral(", ")));
    if (sample.metadata != "{}")
        add(SampleInspector::tr("Other fields"), Role::text2, sample.metadata);
    return text;
}

} // namespace

SampleInspector::SampleInspector(AppState &app, QWidget *parent) : ReadingView(parent), m_app(app) {
    setAccessibleName(tr("Texts of the sample"));
    clearSample(tr("Choose a row to read it."));
}

void SampleInspector::clearSample(const QString &hint) {
    ++m_wanted;
    setText({});
    setPlaceholderText(hint);
}

void SampleInspector::show(VersionId version, SampleId id, const QString &searched) {
    setSearched(searched);
    if (id == 0 || version == 0)
        return clearSample(tr("Choose a row to read it."));
    read([store = m_app.versionStore(), version, id] { return store->sample(version, id); });
}

void SampleInspector::showSample(const Sample &sample) {
    read([sample] { return sample; });
}

void SampleInspector::read(std::function<Sample()> sample) {
    const auto wanted = ++m_wanted;
    m_app.jobs().rows().start(
        {this, tr("Reading a sample"), QStringLiteral("inspector-%1").arg(quintptr(this)), true},
        [sample = std::move(sample), look = look()](JobContext &) {
            return std::make_shared<const ReadingSheet>(textOf(sample()), look);
        },
        [this, wanted](SheetPtr sheet) {
            if (wanted == m_wanted)
                setSheet(std::move(sheet));
        },
        [this, wanted](const JobFailure &failure) {
            if (wanted == m_wanted)
                clearSample(retort::render(failure.text));
        });
}

} // namespace retort
