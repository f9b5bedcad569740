// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/about_dialog.h"

#include "core/base/version.h"
#include "core/learn/engine.h"
#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/widgets/labels.h"

namespace retort {

AboutDialog::AboutDialog(AppState &app, QWidget *parent) : AskDialog(tr("About Retort"), {}, parent) {
    const auto add = [&](const QString &text, FontRole font, Role role) {
        QLabel *label = makeLabel(text, font, role, this);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        body()->addWidget(label);
        return label;
    };
    add(QStringLiteral("Retort %1").arg(QLatin1String(programVersion())), FontRole::pageTitle, Role::text);
    add(tr("A workbench for distilling DeepSeek-R1 into a small Chinese reasoning model: from a file of "
           "reasoning data to a student that you trained yourself."),
        FontRole::body, Role::text);
    add(tr("Free software under the GNU General Public License, version 3 or later. It comes without any "
           "warranty."),
        FontRole::body, Role::text2);
    add(tr("Made with Qt %1, QCustomPlot, Apache Arrow, SQLite, sentencepiece, ICU and LibTorch; icons from "
           "Breeze by KDE.")
            .arg(QLatin1String(qVersion())),
        FontRole::body, Role::text2);
    QLabel *code = add(tr("Built from %1").arg(QLatin1String(codeVersion())), FontRole::caption, Role::text3);
    app.jobs().preview().start(
        {this, tr("Looking for LibTorch"), {}, true}, [](JobContext &) { return engineStatus(); },
        [code](const EngineStatus &engine) {
            const QString torch = engine.available ? tr("LibTorch %1").arg(fromUtf8(engine.version))
                                                   : retort::render(engine.problem);
            code->setText(code->text() + u'\n' + torch);
        });
    addSafeChoice(tr("Close"));
}

} // namespace retort
