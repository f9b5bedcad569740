// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/sample_inspector.h"

#include "ui/app_state.h"
#include "ui/jobs/job_hub.h"
#include "ui/models/labels.h"
#include "ui/text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/scroll_column.h"

#include <QLabel>
#include <QVBoxLayout>

namespace retort {

namespace {
constexpr qsizetype mostShown = 20'000; // characters of a part; the Trace page shows all
}

SampleInspector::SampleInspector(AppState &app, QWidget *parent) : QWidget(parent), m_app(app) {
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, space::s, 0);
    m_column->setSpacing(space::xs);
    auto *area = new ScrollColumn(content, this);
    outer->addWidget(area);
    m_hint = makeLabel(tr("Choose a row to read it."), FontRole::body, Role::text3, content);
    m_hint->setWordWrap(true);
    clear();
}

void SampleInspector::clear() {
    while (auto *item = m_column->takeAt(0)) {
        if (item->widget() && item->widget() != m_hint)
            item->widget()->deleteLater();
        delete item;
    }
    m_hint->show();
    m_column->addWidget(m_hint);
    m_column->addStretch(1);
}

void SampleInspector::show(VersionId version, SampleId id) {
    if (id == 0 || version == 0) {
        clear();
        return;
    }
    m_app.jobs().rows().start(
        {this, tr("Reading a sample"), QStringLiteral("inspector-%1").arg(quintptr(this)), true},
        [store = m_app.versionStore(), version, id](JobContext &) { return store->sample(version, id); },
        [this](const Sample &sample) { showSample(sample); },
        [this](const JobFailure &failure) {
            clear();
            m_hint->setText(retort::render(failure.text));
        });
}

void SampleInspector::showSample(const Sample &sample) {
    clear();
    m_hint->hide();
    delete m_column->takeAt(1); // the stretch
    addPart(tr("System"), sample.system, int(Role::warn));
    addPart(tr("Question"), sample.question, int(Role::accent));
    addPart(tr("Reasoning"), sample.reasoning, int(Role::think));
    addPart(tr("Answer"), sample.answer, int(Role::ok));
    addPart(tr("Reference answer"), sample.reference, int(Role::warn));
    addPart(tr("Faults"), toUtf8(faultWords(sample.faults).join(QStringLiteral(", "))), int(Role::bad));
    addPart(tr("Other fields"), sample.metadata == "{}" ? std::string() : sample.metadata, int(Role::text2));
    m_column->addStretch(1);
}

void SampleInspector::addPart(const QString &name, const std::string &text, int role) {
    if (text.empty())
        return;
    m_column->addWidget(makeLabel(name, FontRole::bodyBold, Role(role), this));
    QString shown = fromUtf8(text).trimmed();
    if (shown.size() > mostShown)
        shown = shown.left(mostShown)
                + tr(" … (%1 characters more; the Trace page shows all)")
                      .arg(formatCount(shown.size() - mostShown));
    auto *label = makeLabel({}, FontRole::body, Role::text, this);
    label->setTextFormat(Qt::PlainText);
    label->setText(shown);
    label->setWordWrap(true);
    label->setMinimumWidth(1); // one endless word must not widen all lines
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_column->addWidget(label);
    m_column->addSpacing(space::s);
}

} // namespace retort
