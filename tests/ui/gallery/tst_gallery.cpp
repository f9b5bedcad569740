// SPDX-License-Identifier: GPL-3.0-or-later
// Every small part of the window on a few sheets, in both themes: no missing icon, no warning of Qt, no
// button whose words are cut. With RETORT_PICTURES=<folder> the sheets are saved as pictures to be looked at.
#include "core/base/option.h"
#include "ui/theme/icon.h"
#include "ui/theme/retort_style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fold_section.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/toast.h"

#include "test_main.h"
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace retort;

namespace {

QWidget *row(std::initializer_list<QWidget *> widgets) {
    auto *w = new QWidget;
    auto *l = new QHBoxLayout(w);
    l->setContentsMargins(0, 0, 0, 0);
    for (QWidget *each : widgets)
        l->addWidget(each);
    l->addStretch(1);
    return w;
}

QWidget *buttonsCard() {
    auto *card = new Card(QStringLiteral("Buttons 按钮"));
    const auto kinds = [](bool enabled) {
        QList<QWidget *> list;
        const std::pair<const char *, ButtonKind> all[] = {{"Start 开始", ButtonKind::primary},
                                                           {"Sample 抽样", ButtonKind::secondary},
                                                           {"Show all", ButtonKind::ghost},
                                                           {"Stop", ButtonKind::danger},
                                                           {"Delete run", ButtonKind::dangerFilled}};
        for (const auto &[text, kind] : all) {
            auto *b = new ActionButton(QString::fromUtf8(text), kind);
            b->setEnabled(enabled);
            list << b;
        }
        return list;
    };
    for (bool enabled : {true, false}) {
        auto *line = row({});
        for (QWidget *b : kinds(enabled))
            static_cast<QHBoxLayout *>(line->layout())->insertWidget(line->layout()->count() - 1, b);
        card->body()->addWidget(line);
    }
    auto *busy = new ActionButton(QStringLiteral("Importing 导入中"), ButtonKind::primary);
    busy->setBusy(true);
    auto *withIcon = new ActionButton(QStringLiteral("Import files…"), ButtonKind::primary);
    withIcon->setIcon(themeIcon(QStringLiteral("document-import")));
    auto *secondIcon = new ActionButton(QStringLiteral("Export"), ButtonKind::secondary);
    secondIcon->setIcon(themeIcon(QStringLiteral("document-export")));
    auto *menuButton = new QPushButton(QStringLiteral("Sample 5,000"));
    menuButton->setMenu(new QMenu(menuButton));
    auto *tool = new QToolButton;
    setIconButton(tool, QStringLiteral("overflow-menu"), QStringLiteral("More"));
    auto *checked = new QToolButton;
    setIconButton(checked, QStringLiteral("view-visible"), QStringLiteral("Shown"));
    checked->setCheckable(true);
    checked->setChecked(true);
    card->body()->addWidget(row({busy, withIcon, secondIcon, menuButton, tool, checked}));
    return card;
}

QWidget *inputsCard() {
    auto *card = new Card(QStringLiteral("Inputs 输入"));
    auto *line = new QLineEdit(QStringLiteral("农业 question"));
    auto *empty = new QLineEdit;
    empty->setPlaceholderText(QStringLiteral("Search 搜索"));
    empty->setClearButtonEnabled(true);
    empty->addAction(themeIcon(QStringLiteral("edit-find"), Role::text3), QLineEdit::LeadingPosition);
    auto *wrong = new QLineEdit(QStringLiteral("3e-"));
    setInvalid(wrong, true);
    auto *off = new QLineEdit(QStringLiteral("disabled"));
    off->setEnabled(false);
    card->body()->addWidget(row({line, empty, wrong, off}));
    auto *combo = new QComboBox;
    combo->addItems({QStringLiteral("v3 · near-dup"), QStringLiteral("v2")});
    auto *editable = new QComboBox;
    editable->setEditable(true);
    editable->addItem(QStringLiteral("editable"));
    auto *comboOff = new QComboBox;
    comboOff->addItem(QStringLiteral("disabled"));
    comboOff->setEnabled(false);
    auto *spin = new QSpinBox;
    spin->setRange(0, 100000);
    spin->setValue(4096);
    spin->setSuffix(QStringLiteral(" tokens"));
    auto *real = new QDoubleSpinBox;
    real->setValue(.6);
    card->body()->addWidget(row({combo, editable, comboOff, spin, real}));
    const auto check = [](const char *text, Qt::CheckState state, bool on) {
        auto *b = new QCheckBox(QString::fromUtf8(text));
        b->setTristate(state == Qt::PartiallyChecked);
        b->setCheckState(state);
        b->setEnabled(on);
        return b;
    };
    card->body()->addWidget(
        row({check("Off", Qt::Unchecked, true), check("On 开", Qt::Checked, true),
             check("Mixed", Qt::PartiallyChecked, true), check("Disabled", Qt::Checked, false)}));
    auto *s1 = new QCheckBox(QStringLiteral("Reduce motion"));
    s1->setChecked(true);
    auto *s2 = new QCheckBox(QStringLiteral("Off"));
    card->body()->addWidget(row({s1, s2}));
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setValue(60);
    slider->setMinimumWidth(160);
    auto *seg = new Tabs;
    seg->add(QStringLiteral("step"), QStringLiteral("Step"));
    seg->add(QStringLiteral("time"), QStringLiteral("Time 时间"));
    seg->add(QStringLiteral("wall"), QStringLiteral("Wall"));
    card->body()->addWidget(row({slider, seg}));
    auto *text = new QPlainTextEdit(QStringLiteral("一共有 41,208 × 2 ÷ 3 个样本…\nsecond line"));
    text->setFixedHeight(64);
    card->body()->addWidget(text);
    auto *error = new InlineError(card);
    error->setText(QStringLiteral("Must be at least 1."));
    card->body()->addWidget(error);
    return card;
}

QWidget *signalsCard() {
    auto *card = new Card(QStringLiteral("Signals 状态"));
    const std::pair<Banner::Kind, const char *> all[] = {
        {Banner::Kind::info, "This project is open read-only: another program holds it."},
        {Banner::Kind::warn, "37 changes are not in a version yet. 有 37 处改动尚未成为版本。"},
        {Banner::Kind::bad, "The loss became NaN at step 1,204; the last good checkpoint is step 1,200."},
        {Banner::Kind::ok, "Import finished."}};
    for (const auto &[kind, text] : all) {
        auto *banner = new Banner(card);
        banner->show(kind, QString::fromUtf8(text),
                     kind == Banner::Kind::ok ? QString() : QStringLiteral("Review"));
        banner->setClosable(kind == Banner::Kind::info);
        card->body()->addWidget(banner);
    }
    auto *chips = row({});
    const ChipSpec specs[] = {{QStringLiteral("question"), {}, Role::accent, {}},
                              {QStringLiteral("推理 think"), {}, Role::think, {}},
                              {QStringLiteral("stray tag"), QStringLiteral("data-warning"), Role::warn, {}},
                              {QStringLiteral("empty answer"), QStringLiteral("data-error"), Role::bad, {}},
                              {QStringLiteral("verified"), QStringLiteral("data-success"), Role::ok, {}},
                              {QStringLiteral("zh"), QStringLiteral("tag"), Role::text2, {}}};
    for (const ChipSpec &spec : specs) {
        auto *chip = new Chip(spec);
        chip->setRemovable(spec.text == QLatin1String("zh"));
        static_cast<QHBoxLayout *>(chips->layout())->insertWidget(chips->layout()->count() - 1, chip);
    }
    card->body()->addWidget(chips);
    auto *bar = new SplitBar;
    bar->setParts({{QStringLiteral("Kept 保留"), 38204, Role::ok},
                   {QStringLiteral("Changed 修改"), 2204, Role::accent},
                   {QStringLiteral("Dropped 丢弃"), 96, Role::bad}});
    card->body()->addWidget(bar);
    auto *progress = new ProgressLine;
    progress->setValue(.62);
    auto *unknown = new ProgressLine;
    unknown->setValue(-1);
    card->body()->addWidget(progress);
    card->body()->addWidget(unknown);
    auto *strip = new MetricStrip;
    strip->addTile(QStringLiteral("loss"), QStringLiteral("Loss 损失"))->setValue(QStringLiteral("0.8412"));
    strip->tile(QStringLiteral("loss"))->setRemark(QStringLiteral("−0.012 / 100 steps"), Role::ok);
    strip->addTile(QStringLiteral("acc"), QStringLiteral("Answer accuracy 答案准确率"))
        ->setValue(QStringLiteral("62.4 %"));
    strip->addTile(QStringLiteral("speed"), QStringLiteral("Speed"))
        ->setValue(QStringLiteral("12,700 tok/s"));
    strip->addTile(QStringLiteral("left"), QStringLiteral("Time left 剩余"))
        ->setValue(QStringLiteral("3 min 20 s"));
    card->body()->addWidget(strip);
    auto *fold = new FoldSection(QStringLiteral("Advanced (31, 2 changed)"));
    fold->setRemark(QStringLiteral("1 wrong"));
    card->body()->addWidget(fold);
    return card;
}

QStandardItemModel *sampleModel(QObject *parent) {
    auto *model = new QStandardItemModel(40, 5, parent);
    model->setHorizontalHeaderLabels({QStringLiteral("Row"), QStringLiteral("Question 问题"),
                                      QStringLiteral("Source"), QStringLiteral("Tokens"),
                                      QStringLiteral("Faults 问题类型")});
    for (int r = 0; r < model->rowCount(); ++r) {
        const QString texts[] = {
            QString::number(1041 + r),
            QStringLiteral("小明有 %1 个苹果，给了小红 %2 个，还剩多少个？请一步一步地推理。")
                .arg(40 + r)
                .arg(r),
            QStringLiteral("zh_agri/train"), QString::number(180 + r * 37)};
        for (int c = 0; c < 4; ++c)
            model->setItem(r, c, new QStandardItem(texts[c]));
        for (int c : {0, 3})
            model->item(r, c)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        model->setItem(r, 4, new QStandardItem);
        if (r % 3 == 0)
            model->item(r, 4)->setData(
                QVariant::fromValue(QVector<ChipSpec>{
                    {QStringLiteral("stray tag"), QStringLiteral("data-warning"), Role::warn, {}},
                    {QStringLiteral("duplicate"), QStringLiteral("edit-copy"), Role::text2, {}}}),
                TableDelegate::chipsRole);
        for (int c = 0; c < 5; ++c)
            if (r >= 8 && r < 10)
                model->item(r, c)->setData(false, TableDelegate::loadedRole);
    }
    return model;
}

OptionTable sampleTable() {
    OptionTable t;
    const auto add = [&t](OptionSpec s) { t.push_back(std::move(s)); };
    add({"learning_rate",
         OptionType::Float,
         "Learning rate",
         "Highest rate, reached after warm-up.",
         "",
         {},
         3e-4,
         0.0,
         1.0,
         {},
         "Optimizer",
         OptionLevel::Basic,
         OptionScale::Log,
         {},
         ""});
    add({"batch_tokens",
         OptionType::Int,
         "Tokens per step",
         "Loss-bearing tokens of one optimizer step.",
         "tokens",
         {},
         std::int64_t(2048),
         1.0,
         1e6,
         {},
         "Optimizer",
         OptionLevel::Basic,
         OptionScale::Log,
         {},
         ""});
    add({"schedule",
         OptionType::Choice,
         "Schedule",
         "How the rate falls.",
         "",
         {},
         std::string("linear"),
         {},
         {},
         {{"linear", "Linear decay"}, {"cosine", "Cosine"}, {"constant", "Constant"}},
         "Optimizer",
         OptionLevel::Basic,
         OptionScale::Linear,
         {},
         ""});
    add({"early_stop",
         OptionType::Bool,
         "Stop early",
         "Stop when validation no longer improves.",
         "",
         {},
         true,
         {},
         {},
         {},
         "Length",
         OptionLevel::Basic,
         OptionScale::Linear,
         {},
         ""});
    add({"patience",
         OptionType::Int,
         "Patience",
         "Evaluations without improvement.",
         "evaluations",
         {},
         std::int64_t(5),
         1.0,
         100.0,
         {},
         "Length",
         OptionLevel::Basic,
         OptionScale::Linear,
         {},
         "early_stop"});
    for (int i = 0; i < 9; ++i)
        add({"beta_" + std::to_string(i),
             OptionType::Float,
             Text("AdamW beta " + std::to_string(i)),
             "Decay of a moment.",
             "",
             {},
             0.9 + i * .01,
             0.0,
             1.0,
             {},
             i < 4 ? "Moments" : "Numerics",
             OptionLevel::Advanced,
             OptionScale::Linear,
             {},
             ""});
    return t;
}

QWidget *partsSheet() {
    auto *sheet = new QWidget;
    auto *columns = new QHBoxLayout(sheet);
    columns->setSpacing(space::cardGap);
    auto *left = new QVBoxLayout;
    left->setSpacing(space::cardGap);
    left->addWidget(buttonsCard());
    left->addWidget(inputsCard());
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(space::cardGap);
    right->addWidget(signalsCard());
    auto *tabs = new QTabBar;
    for (const char *t : {"Samples 样本", "Log", "Events", "Balance"})
        tabs->addTab(QString::fromUtf8(t));
    right->addWidget(tabs);
    right->addStretch(1);
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    return sheet;
}

QWidget *standardSheet() {
    auto *sheet = new QWidget;
    auto *columns = new QHBoxLayout(sheet);
    auto *left = new QVBoxLayout, *right = new QVBoxLayout;
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    auto *tree = new QTreeWidget;
    tree->setHeaderLabels({QStringLiteral("Name 名称"), QStringLiteral("Size")});
    auto *run = new QTreeWidgetItem(tree, {QStringLiteral("0007 · 5M · v3"), QStringLiteral("18 MB")});
    new QTreeWidgetItem(run, {QStringLiteral("step 1,200"), QStringLiteral("9 MB")});
    new QTreeWidgetItem(run, {QStringLiteral("step 800"), QStringLiteral("9 MB")});
    tree->expandAll();
    tree->setCurrentItem(run->child(0));
    left->addWidget(tree);
    auto *list = new QListWidget;
    list->addItems({QStringLiteral("Exact duplicates 完全重复"), QStringLiteral("Length window"),
                    QStringLiteral("Think tags")});
    list->item(0)->setCheckState(Qt::Checked);
    list->item(1)->setCheckState(Qt::Unchecked);
    list->setCurrentRow(1);
    left->addWidget(list);
    auto *box = new QMessageBox(QMessageBox::Warning, QStringLiteral("Delete"),
                                QStringLiteral("Move run 0007 and its 3 checkpoints to the trash?"),
                                QMessageBox::NoButton);
    box->setInformativeText(QStringLiteral("It can be taken back for 14 days."));
    box->setWindowFlags(Qt::Widget);
    box->addButton(QStringLiteral("Move to trash"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(QStringLiteral("Keep"), QMessageBox::RejectRole));
    right->addWidget(box);
    auto *focus = new ActionButton(QStringLiteral("Focused 焦点"), ButtonKind::primary);
    focus->setObjectName(QStringLiteral("focused"));
    right->addWidget(focus);
    auto *combo = new QComboBox;
    combo->setObjectName(QStringLiteral("popup"));
    combo->addItems(
        {QStringLiteral("v3 · near-dup"), QStringLiteral("v2 · exact-dup"), QStringLiteral("v1")});
    combo->setCurrentIndex(1);
    right->addWidget(combo);
    right->addStretch(1);
    return sheet;
}

QAction *act(QObject *parent, const char *text, const char *icon, const char *keys = "") {
    auto *a = new QAction(themeIcon(QString::fromLatin1(icon)), QString::fromUtf8(text), parent);
    a->setShortcut(QKeySequence(QString::fromLatin1(keys)));
    return a;
}

QWidget *windowSheet() {
    auto *sheet = new QWidget;
    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *menu = new QMenuBar;
    for (const char *m : {"File 文件", "Edit", "View", "Run", "Help"})
        menu->addMenu(QString::fromUtf8(m))->addAction(QStringLiteral("x"));
    column->addWidget(menu);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto *rail = new NavRail;
    const char *pages[][2] = {{"Home 主页", "go-home"},      {"Data", "table"},
                              {"Clean 清洗", "view-filter"}, {"Trace", "format-list-ordered"},
                              {"分词", "code-context"},      {"Student", "distribute-graph-directed"},
                              {"Train", "labplot-xy-curve"}, {"Evaluate", "dialog-ok-apply"},
                              {"Chat", "dialog-messages"},   {"Deploy", "document-export"}};
    for (auto &page : pages) {
        rail->addPage(QString::fromUtf8(page[0]), act(rail, page[0], page[1], "Ctrl+1"),
                      QString::fromLatin1(page[1]));
        if (QByteArray(page[0]) == "Home 主页" || QByteArray(page[0]) == "Trace")
            rail->addGroupGap();
    }
    rail->addPage(QStringLiteral("settings"), act(rail, "Settings", "configure"), QStringLiteral("configure"),
                  true);
    rail->setCurrent(QStringLiteral("Data"));
    rail->setBadge(QStringLiteral("Train"), true);
    middle->addWidget(rail);
    auto *page = new QVBoxLayout;
    page->setSpacing(0);
    auto *header = new PageHeader(QStringLiteral("Data"));
    auto *picker = new QComboBox;
    picker->addItem(QStringLiteral("v3 · near-dup"));
    header->addInput(picker);
    header->search(QStringLiteral("Search 搜索"));
    header->addSecondary(act(header, "Export…", "document-export"));
    header->setPrimary(act(header, "Import files…", "document-import", "Ctrl+I"));
    page->addWidget(header);
    auto *split = new QSplitter;
    split->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    auto *facets = new Card(QStringLiteral("Filter 筛选"));
    facets->body()->addWidget(makeLabel(QStringLiteral("Language 语言"), FontRole::body, Role::text2));
    facets->body()->addStretch(1);
    split->addWidget(facets);
    auto *tableCard = new Card;
    tableCard->setFlush(true);
    auto *table = new TableView;
    table->setModel(sampleModel(table));
    table->setColumnWidths({6, 40, 14, 8, 20});
    table->selectRow(2);
    tableCard->body()->addWidget(table);
    split->addWidget(tableCard);
    auto *formCard = new Card(QStringLiteral("Training 训练"));
    formCard->addHeaderWidget(makeDensitySwitch(table));
    auto *form = new OptionForm(sampleTable());
    form->setValues({{"learning_rate", 1e-3}, {"beta_2", 0.5}});
    form->setFaults({{"batch_tokens", Text("2,048 is more than the longest sample allows.")}});
    form->findChild<FoldSection *>()->setOpen(true);
    formCard->body()->addWidget(new ScrollColumn(form));
    split->addWidget(formCard);
    split->setSizes({200, 600, 360});
    page->addWidget(split, 1);
    middle->addLayout(page, 1);
    column->addLayout(middle, 1);
    return sheet;
}

QWidget *emptySheet() {
    auto *sheet = new QWidget;
    auto *column = new QVBoxLayout(sheet);
    auto *empty = new EmptyState(
        QStringLiteral("table"), QStringLiteral("还没有数据"),
        QStringLiteral("把文件拖到这里，或者从 DeepSeek-R1 数据集导入。格式会自动识别，写入前可以预览。"));
    empty->setPrimary(QStringLiteral("导入文件…"));
    empty->setLink(QStringLiteral("使用演示数据"));
    column->addWidget(empty, 1);
    return sheet;
}

QWidget *menuSheet() {
    auto *menu = new QMenu;
    menu->addAction(act(menu, "Import files…", "document-import", "Ctrl+I"));
    menu->addAction(act(menu, "Export 导出", "document-export", "Ctrl+E"));
    menu->addSeparator();
    for (const char *t : {"Log scale", "Smooth 平滑"}) {
        auto *a = menu->addAction(QString::fromUtf8(t));
        a->setCheckable(true);
        a->setChecked(t[0] == 'L');
    }
    menu->addMenu(QStringLiteral("Recent projects"))->addAction(QStringLiteral("demo"));
    menu->addAction(QStringLiteral("Disabled"))->setEnabled(false);
    menu->setActiveAction(menu->actions().at(1));
    return menu;
}

} // namespace

class TestGallery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void every_sheet_is_whole_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<double>("zoom");
        for (bool dark : {false, true})
            for (const auto &[name, size] :
                 {std::pair("parts", QSize(1240, 760)), std::pair("window", QSize(1280, 800)),
                  std::pair("empty", QSize(600, 420)), std::pair("standard", QSize(900, 640)),
                  std::pair("menu", QSize())})
                QTest::addRow("%s-%s", name, dark ? "dark" : "light")
                    << QString::fromLatin1(name) << size << dark << 1.0;
        QTest::newRow("window-zoomed") << QString("window") << QSize(1280, 800) << false << 1.5;
        QTest::newRow("parts-zoomed") << QString("parts") << QSize(1600, 1000) << false << 1.5;
    }

    void every_sheet_is_whole() {
        QFETCH(QString, name);
        QFETCH(QSize, size);
        QFETCH(bool, dark);
        QFETCH(double, zoom);
        Theme::instance().setZoom(zoom);
        // The offscreen platform says what it cannot do; everything else is a fault of ours.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        Theme::instance().setMode(dark ? Theme::Mode::dark : Theme::Mode::light);
        std::unique_ptr<QWidget> sheet(name == QLatin1String("parts")      ? partsSheet()
                                       : name == QLatin1String("window")   ? windowSheet()
                                       : name == QLatin1String("empty")    ? emptySheet()
                                       : name == QLatin1String("standard") ? standardSheet()
                                                                           : menuSheet());
        if (size.isValid())
            sheet->resize(size);
        sheet->show();
        if (name == QLatin1String("empty"))
            for (auto kind : {MessageKind::ok, MessageKind::bad})
                ToastHost::of(sheet.get())
                    ->post({kind,
                            kind == MessageKind::ok
                                ? QStringLiteral("3 rows dropped 已丢弃 3 行")
                                : QStringLiteral("The disk is full: 1.2 GB are needed in /data."),
                            {},
                            kind == MessageKind::ok ? QStringLiteral("Undo") : QString()});
        QVERIFY(QTest::qWaitForWindowExposed(sheet.get()));
        if (auto *combo = sheet->findChild<QComboBox *>(QStringLiteral("popup"))) {
            combo->showPopup();
            save(combo->view()->window(),
                 QStringLiteral("popup-%1").arg(dark ? QStringLiteral("dark") : QStringLiteral("light")));
            combo->hidePopup();
        }
        if (auto *focused = sheet->findChild<QWidget *>(QStringLiteral("focused"))) {
            sheet->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(sheet.get()));
            focused->setFocus(Qt::TabFocusReason);
            sheet->setAttribute(Qt::WA_KeyboardFocusChange);
        }
        if (auto *first = sheet->findChild<QLineEdit *>();
            first && !sheet->findChild<QWidget *>(QStringLiteral("focused")))
            first->setFocus(Qt::TabFocusReason);
        QTest::qWait(30);
        for (const auto *button : sheet->findChildren<QPushButton *>()) {
            const int words = button->fontMetrics().size(Qt::TextShowMnemonic, button->text()).width();
            QVERIFY2(!button->isVisible() || button->width() >= words, qPrintable(button->text()));
        }
        save(sheet.get(), QString::fromLatin1(QTest::currentDataTag()));
    }

    void every_icon_is_drawn_in_the_colour_of_its_role() {
        Theme::instance().setMode(Theme::Mode::light);
        QStringList names = QDir(":/icons").entryList({"*.svg"});
        QVERIFY(names.size() > 50);
        for (QString &name : names.replaceInStrings(".svg", ""))
            for (int side : {16, 22, 48}) {
                const QImage image = themePixmap(name, side, Role::accent, 2.0).toImage();
                QCOMPARE(image.size(), QSize(2 * side, 2 * side));
                bool drawn = false;
                for (int y = 0; y < image.height() && !drawn; ++y)
                    for (int x = 0; x < image.width() && !drawn; ++x)
                        drawn = image.pixelColor(x, y).alpha() > 200;
                QVERIFY2(drawn, qPrintable(name));
            }
        const QImage house = themePixmap(QStringLiteral("go-home"), 22, Role::accent, 1.0).toImage();
        for (int y = 0; y < house.height(); ++y)
            for (int x = 0; x < house.width(); ++x)
                if (const QColor c = house.pixelColor(x, y); c.alpha() == 255)
                    QCOMPARE(c.name(), colour(Role::accent).name());
    }

private:
    static void save(QWidget *sheet, const QString &name) {
        const QString folder = qEnvironmentVariable("RETORT_PICTURES");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        QVERIFY(sheet->grab().save(QStringLiteral("%1/gallery-%2.png").arg(folder, name)));
    }
};

RETORT_TEST(TestGallery)
#include "tst_gallery.moc"
