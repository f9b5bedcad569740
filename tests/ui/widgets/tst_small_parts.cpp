// SPDX-License-Identifier: GPL-3.0-or-later
// Behaviour of the small widgets: buttons, switch, rail, fold, chips, toasts, labels, tabs, progress.
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fold_section.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/toast.h"

#include "test_main.h"
#include <QAccessible>
#include <QAccessibleBridgePlugin>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <QtPlugin>

using namespace retort;

// Stands where the screen reader's bridge would: without one, Qt drops all accessibility events on this
// platform.
class TestScreenReader final : public QAccessibleBridgePlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QAccessibleBridgeFactoryInterface_iid FILE "screen_reader.json")

public:
    static QStringList &alerts() {
        static QStringList list;
        return list;
    }

    QAccessibleBridge *create(const QString &) override {
        struct Bridge final : QAccessibleBridge {
            void setRootObject(QAccessibleInterface *) override {}
            void notifyAccessibilityUpdate(QAccessibleEvent *event) override {
                if (event->type() == QAccessible::Alert)
                    alerts() << static_cast<QWidget *>(event->object())->accessibleName();
            }
        };
        return new Bridge;
    }
};

extern "C" QPluginMetaData qt_plugin_query_metadata_v2();
extern "C" QObject *qt_plugin_instance();

class TestSmallParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        // Bridges are looked for once, at the first event.
        qRegisterStaticPluginFunction(QStaticPlugin(qt_plugin_instance, qt_plugin_query_metadata_v2));
        Theme::instance().install(*qApp);
    }

    void a_button_follows_its_action() {
        QAction action("Import &files…");
        action.setShortcut(QKeySequence("Ctrl+I"));
        QWidget parent;
        ActionButton button(&action, ButtonKind::primary, &parent);
        QCOMPARE(button.text(), action.text());
        QVERIFY(button.toolTip().contains("Ctrl+I"));
        QVERIFY(!button.toolTip().contains('&'));
        action.setEnabled(false);
        QVERIFY(!button.isEnabled());
        action.setEnabled(true);
        action.setText("Import 3 files");
        QCOMPARE(button.text(), QString("Import 3 files"));
        action.setVisible(false);
        QVERIFY(button.isHidden());
        action.setVisible(true);
        QVERIFY(!button.isHidden());
        QSignalSpy spy(&action, &QAction::triggered);
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(spy.count(), 1);
        QAction other("Other");
        button.setAction(&other);
        action.setText("Late");
        QCOMPARE(button.text(), QString("Other"));
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(spy.count(), 1);
    }

    // Start becomes Stop in the same place: the second press of a double click must not reach it.
    void a_double_click_does_not_press_what_takes_the_place_of_the_first() {
        QAction start("Start", nullptr), stop("Stop", nullptr);
        QSignalSpy started(&start, &QAction::triggered), stopped(&stop, &QAction::triggered);
        ActionButton button(&start);
        connect(&start, &QAction::triggered, &button, [&] { button.setAction(&stop); });
        button.show();
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::mouseDClick(&button, Qt::LeftButton);
        QCOMPARE(started.count(), 1);
        QCOMPARE(stopped.count(), 0);
        QTest::qWait(QApplication::doubleClickInterval() + 50);
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(stopped.count(), 1);
    }

    // Nor a second or a held Return or Space.
    void a_held_key_does_not_press_what_takes_the_place_of_the_first() {
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Space}) {
            QAction start("Start", nullptr), stop("Stop", nullptr);
            QSignalSpy started(&start, &QAction::triggered), stopped(&stop, &QAction::triggered);
            ActionButton button(&start);
            connect(&start, &QAction::triggered, &button, [&] { button.setAction(&stop); });
            button.show();
            QTest::keyClick(&button, key);
            QTest::keyClick(&button, key);
            QCOMPARE(started.count(), 1);
            QCOMPARE(stopped.count(), 0);
            QTest::qWait(QApplication::doubleClickInterval() + 50);
            QKeyEvent held(QEvent::KeyPress, key, Qt::NoModifier, {}, true);
            QApplication::sendEvent(&button, &held);
            QCOMPARE(stopped.count(), 0);
            QTest::keyClick(&button, key);
            QCOMPARE(stopped.count(), 1);
        }
    }

    void the_wheel_changes_only_the_field_that_has_the_focus() {
        QWidget window;
        QVBoxLayout column(&window);
        QComboBox combo;
        QSpinBox spin;
        combo.addItems({"a", "b", "c"});
        QLineEdit other;
        for (QWidget *w : std::initializer_list<QWidget *>{&other, &combo, &spin})
            column.addWidget(w);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        other.setFocus();
        const auto turn = [](QWidget &over) {
            const QPointF at = over.rect().center();
            QWheelEvent wheel(at, over.mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(&over, &wheel);
        };
        turn(combo);
        turn(spin);
        QCOMPARE(combo.currentIndex(), 0);
        QCOMPARE(spin.value(), 0);
        QVERIFY(other.hasFocus());
        combo.setFocus();
        turn(combo);
        QCOMPARE(combo.currentIndex(), 1);
    }

    void a_button_made_from_an_action_is_no_window_of_its_own() {
        QAction action("x");
        ActionButton button(&action);
        QVERIFY(!button.isVisible());
    }

    void a_busy_button_keeps_its_label_and_does_nothing() {
        ActionButton button("Import", ButtonKind::primary);
        QSignalSpy spy(&button, &QPushButton::clicked);
        const int width = button.sizeHint().width();
        button.setBusy(true);
        QVERIFY(button.sizeHint().width() > width);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Space);
        QCOMPARE(spy.count(), 0);
        QCOMPARE(button.text(), QString("Import"));
        button.setBusy(false);
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(spy.count(), 1);
    }

    void the_rail_has_one_current_page_and_walks_by_arrows() {
        NavRail rail;
        QAction data("&Data"), clean("Clean"), hidden("Hidden");
        data.setShortcut(QKeySequence("Ctrl+1"));
        rail.addPage("data", &data, "table");
        rail.addPage("clean", &clean, "view-filter");
        rail.addPage("settings", &hidden, "configure", true);
        rail.setCurrent("data");
        QCOMPARE(rail.current(), QString("data"));
        QSignalSpy spy(&rail, &NavRail::activated);
        auto *item = rail.findChild<QAbstractButton *>("clean");
        QVERIFY(item);
        QTest::mouseClick(item, Qt::LeftButton);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy.last().first().toString(), QString("clean"));
        QCOMPARE(rail.current(), QString("clean"));
        auto *first = rail.findChild<QAbstractButton *>("data");
        QCOMPARE(first->accessibleName(), QString("Data"));
        QVERIFY(first->toolTip().contains("Ctrl+1"));
        QCOMPARE(item->focusPolicy(), Qt::TabFocus); // Tab comes to the shown page
        rail.setCurrent("data");
        QCOMPARE(item->focusPolicy(), Qt::NoFocus);
        QCOMPARE(first->focusPolicy(), Qt::TabFocus);
        data.setText("数据");
        QCOMPARE(first->text(), QString("数据"));
        QCOMPARE(rail.width(), size::rail);
    }

    void tab_goes_through_a_page_header_from_left_to_right() {
        QWidget window;
        auto *below = new QLineEdit;
        auto *header = new PageHeader("Data");
        columnIn(&window, {header, below});
        QAction import("Import"), discard("Discard");
        auto *primary = header->setPrimary(&import);
        auto *picker = new QWidget;
        auto *combo = new QComboBox(picker);
        header->addInput(picker);
        auto *search = header->search("Search");
        auto *secondary = header->addSecondary(&discard);
        window.show();
        auto *next = new QPushButton("Next");
        header->addTrailing(next); // comes while the page is in sight
        next->show();
        combo->setFocus();
        orderTabs(&window);
        QList<QWidget *> walked{combo};
        for (QWidget *w = combo->nextInFocusChain(); w != combo; w = w->nextInFocusChain())
            if ((w->focusPolicy() & Qt::TabFocus) && w->window() == &window)
                walked << w;
        QCOMPARE(walked, (QList<QWidget *>{combo, search, secondary, next, primary, below}));
    }

    void the_rail_fits_the_smallest_window() {
        NavRail rail;
        QList<QAction *> actions;
        for (int i = 0; i < 12; ++i) {
            actions << new QAction("Page", &rail);
            if (i == 11)
                rail.addPage("p", actions.last(), "configure", true);
            else
                rail.addPage(QString::number(i), actions.last(), "table");
        }
        rail.addGroupGap();
        QVERIFY(rail.minimumSizeHint().height() <= size::windowFitHeight - size::statusBar - size::menuBar);
    }

    void a_fold_opens_by_key_and_tells() {
        FoldSection fold("Advanced");
        auto *inside = new QLineEdit;
        fold.body()->addWidget(inside);
        fold.show();
        QVERIFY(!inside->isVisible());
        QSignalSpy spy(&fold, &FoldSection::toggled);
        auto *headline = fold.findChild<QAbstractButton *>();
        QTest::keyClick(headline, Qt::Key_Space);
        QVERIFY(fold.isOpen());
        QVERIFY(inside->isVisible());
        QCOMPARE(spy.count(), 1);
        fold.setOpen(true);
        QCOMPARE(spy.count(), 1);
        fold.setOpen(false);
        QTRY_VERIFY(!inside->isVisible()); // folding takes 120 ms on a real screen
    }

    void a_chip_can_be_removed_by_cross_and_key() {
        Chip chip({"lang: zh", "tag", Role::text2, "Only Chinese"});
        QCOMPARE(chip.focusPolicy(), Qt::NoFocus);
        const int width = chip.sizeHint().width();
        chip.setRemovable(true);
        QVERIFY(chip.sizeHint().width() > width);
        chip.resize(chip.sizeHint());
        QSignalSpy spy(&chip, &Chip::removed);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(8, chip.height() / 2));
        QCOMPARE(spy.count(), 0);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(chip.width() - 8, chip.height() / 2));
        QCOMPARE(spy.count(), 1);
        QTest::keyClick(&chip, Qt::Key_Delete);
        QCOMPARE(spy.count(), 2);
    }

    void a_toast_covers_no_button() {
        QWidget window;
        window.resize(900, 600);
        auto *keep = new QPushButton("Keep", &window);
        keep->setGeometry(780, 540, 100, 32);
        auto *discard = new QPushButton("Discard", &window);
        discard->setGeometry(660, 540, 100, 32);
        window.show();
        ToastHost *host = ToastHost::of(&window);
        host->post({MessageKind::bad, "Disk full"});
        QVERIFY(!host->geometry().intersects(keep->geometry())
                && !host->geometry().intersects(discard->geometry()));
        keep->move(780, 500); // another page
        host->place();
        QVERIFY(!host->geometry().intersects(keep->geometry()));
        keep->hide();
        discard->hide();
        host->place();
        QVERIFY(host->geometry().bottom() > 540); // the corner again
    }

    void messages_that_come_by_themselves_are_read_out() {
        TestScreenReader::alerts().clear();
        QWidget window;
        window.resize(900, 600);
        auto *banner = new Banner(&window);
        window.show();
        banner->show(Banner::Kind::bad, "The run has failed");
        banner->show(Banner::Kind::bad, "The run has failed"); // told already
        ToastHost::of(&window)->post({MessageKind::info, "Copied"});
        QCOMPARE(TestScreenReader::alerts(), (QStringList{"The run has failed", "Copied"}));
    }

    void links_follow_the_theme() {
        Theme::instance().setMode(Theme::Mode::light);
        QLabel link("<a href=\"x\">█████</a>");
        link.show();
        const auto has = [&](bool dark) {
            const QImage picture = link.grab().toImage();
            for (int x = 0; x < picture.width(); ++x)
                for (int y = 0; y < picture.height(); ++y)
                    if (picture.pixelColor(x, y).rgb() == roleColour(Role::accent, dark).rgb())
                        return true;
            return false;
        };
        QVERIFY(has(false));
        Theme::instance().setMode(Theme::Mode::dark);
        QVERIFY(has(true) && !has(false));
        Theme::instance().setMode(Theme::Mode::light);
    }

    // Return and Space would press what nobody has chosen.
    void a_button_that_goes_or_turns_into_another_leaves_no_control_the_focus() {
        QWidget window;
        QAction start("Start"), stop("Stop");
        auto *around = new QWidget(&window);
        auto *button = new ActionButton(&start, ButtonKind::primary);
        auto *other = new QPushButton("Other");
        columnIn(around, {button, other}, 0);
        columnIn(&window, {around}, 0);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        button->setFocus();
        QCOMPARE(window.focusWidget(), button);
        button->setAction(&stop);
        QCOMPARE(window.focusWidget(), around);
        button->setFocus();
        button->hide();
        QCOMPARE(window.focusWidget(), around);
        button->show();
        button->setFocus();
        stop.setEnabled(false);
        QCOMPARE(window.focusWidget(), around);
        stop.setEnabled(true);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Tab);
        QCOMPARE(window.focusWidget(), other);
    }

    void at_most_three_toasts_and_errors_stay() {
        QWidget window;
        window.resize(900, 600);
        auto *child = new QWidget(&window);
        window.show();
        ToastHost *host = ToastHost::of(child);
        QCOMPARE(ToastHost::of(&window), host);
        int undone = 0;
        host->post({MessageKind::bad, "Disk full"});
        for (int i = 0; i < 4; ++i)
            host->post({MessageKind::ok, QString("Dropped %1").arg(i), {}, "Undo", [&undone] { ++undone; }});
        QCOMPARE(host->count(), 3);
        QVERIFY(window.rect().contains(host->geometry()));
        QStringList texts;
        for (auto *label : host->findChildren<QLabel *>())
            if (label->isVisible() && !label->text().isEmpty())
                texts << label->text();
        QVERIFY2(texts.contains("Disk full") && texts.contains("Dropped 3") && !texts.contains("Dropped 0"),
                 qPrintable(texts.join('|')));
        for (auto *button : host->findChildren<QPushButton *>())
            if (button->isVisible()) {
                QTest::mouseClick(button, Qt::LeftButton);
                break;
            }
        QCOMPARE(undone, 1);
        QTRY_COMPARE(host->count(), 2); // it fades on a real screen
        host->clear();
        host->post({MessageKind::ok, "In the trash", {}, "Undo", [&undone] { ++undone; }, true});
        host->post({MessageKind::info, "Something else"});
        QVERIFY(host->canUndo()); // Edit > Undo, though it is not the newest
        host->undo();
        host->undo(); // it is gone, or going
        QCOMPARE(undone, 2);
        QVERIFY(!host->canUndo());
        host->clear();
        bool holds = true;
        host->post({MessageKind::info, "True for a while", {}, "Undo", {}, true, [&holds] { return holds; }});
        host->post({MessageKind::info, "Always true"});
        host->dropOutdated();
        QCOMPARE(host->count(), 2);
        holds = false;
        host->dropOutdated();
        QCOMPARE(host->count(), 1);
        QVERIFY(!host->canUndo());
        host->clear();
        QCOMPARE(host->count(), 0);
        QVERIFY(!host->isVisible());
    }

    void a_label_that_is_cut_has_a_tooltip() {
        ElidedLabel label("a rather long name of a dataset version");
        label.show();
        label.resize(60, 20);
        QCOMPARE(label.toolTip(), label.text());
        label.resize(900, 20);
        QVERIFY(label.toolTip().isEmpty());
        label.setToolTip("mine");
        label.resize(60, 20);
        QCOMPARE(label.toolTip(), QString("mine"));
    }

    void an_error_line_takes_no_space_while_empty() {
        QWidget parent;
        InlineError error(&parent);
        QVERIFY(error.isHidden());
        error.setText("Must be at least 1.");
        QVERIFY(!error.isHidden());
        error.setText({});
        QVERIFY(error.isHidden());
    }

    void tabs_choose_exactly_one() {
        Tabs control;
        control.add("step", "Step");
        control.add("wall", "Wall");
        QCOMPARE(control.current(), QString("step"));
        QSignalSpy spy(&control, &Tabs::chosen);
        control.setCurrent("wall");
        control.setCurrent("wall");
        control.setCurrent("nonsense");
        QCOMPARE(spy.count(), 1);
        QCOMPARE(control.current(), QString("wall"));
        control.show();
        control.activateWindow(); // arrows go through the focus, which only an active window has
        QVERIFY(QTest::qWaitForWindowActive(&control));
        control.setFocus();
        QTest::keyClick(&control, Qt::Key_Left);
        QCOMPARE(control.current(), QString("step"));
        QWheelEvent wheel({5, 5}, {5, 5}, {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&control, &wheel);
        QCOMPARE(control.current(), QString("step"));
    }

    void a_banner_has_one_action() {
        QWidget parent;
        Banner banner(&parent);
        QVERIFY(banner.isHidden());
        banner.show(Banner::Kind::warn, "37 changes are not in a version.", "Review");
        QSignalSpy spy(&banner, &Banner::actionActivated);
        auto *button = banner.findChild<QPushButton *>();
        QVERIFY(!button->isHidden());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(spy.count(), 1);
        banner.show(Banner::Kind::info, "Read-only");
        QVERIFY(button->isHidden());
    }

    void an_empty_state_leads_on() {
        EmptyState empty("table", "No data yet", "Drop files here.");
        QAction import("Import files…");
        empty.setPrimary(&import);
        empty.setLink("Use the demo data");
        QSignalSpy done(&import, &QAction::triggered), link(&empty, &EmptyState::linkActivated);
        for (auto *button : empty.findChildren<QPushButton *>())
            QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(done.count(), 1);
        QCOMPARE(link.count(), 1);
    }

    void metrics_are_read_aloud_whole() {
        MetricStrip strip;
        MetricTile *tile = strip.addTile("loss", "Loss");
        tile->setValue("0.84");
        tile->setRemark("−0.01");
        QCOMPARE(tile->accessibleName(), QString("Loss: 0.84, −0.01"));
        QCOMPARE(strip.tile("loss"), tile);
        QVERIFY(!strip.tile("none"));
    }

    void progress_is_clamped_and_spoken() {
        ProgressLine line;
        line.setValue(7);
        QCOMPARE(line.value(), 1.0);
        line.setValue(qQNaN());
        QVERIFY(line.value() < 0);
        line.setValue(.5);
        QVERIFY(line.accessibleName().contains("50"));
        QCOMPARE(line.height(), size::progressLine);
    }

    void a_split_bar_shows_even_the_smallest_part() {
        SplitBar bar;
        bar.setParts(
            {{"Kept", 1'000'000, Role::ok}, {"Changed", 1, Role::accent}, {"Dropped", 0, Role::bad}});
        QVERIFY(bar.accessibleName().contains("1,000,000"));
        bar.resize(500, bar.sizeHint().height());
        const QImage image = bar.grab().toImage();
        int accent = 0, bad = 0;
        for (int x = 0; x < image.width(); ++x) {
            accent += image.pixelColor(x, 4) == colour(Role::accent);
            bad += image.pixelColor(x, 4) == colour(Role::bad);
        }
        QVERIFY(accent >= 1);
        QCOMPARE(bad, 0);
    }

    void a_scroll_column_shows_the_ground_and_keeps_its_width() {
        auto *content = new QWidget;
        auto *column = new QVBoxLayout(content);
        auto *wide = new QWidget;
        wide->setMinimumSize(300, 900);
        column->addWidget(wide);
        auto *last = new QLineEdit;
        column->addWidget(last);
        QWidget window;
        window.setPalette(QPalette(colour(Role::bad)));
        auto *row = new QVBoxLayout(&window);
        auto *scroll = new ScrollColumn(content);
        row->addWidget(scroll);
        window.resize(200, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(scroll->width() >= 300);
        QCOMPARE(window.grab().toImage().pixelColor(60, 60), colour(Role::bad));
        wide->setMinimumWidth(420);
        QTRY_VERIFY(scroll->width() >= 420);
        QVERIFY(!scroll->viewport()->rect().contains(last->mapTo(scroll->viewport(), QPoint(1, 1))));
    }

    void a_header_has_one_primary() {
        PageHeader header("Data");
        QAction a("Import"), b("Export");
        ActionButton *first = header.setPrimary(&a);
        QCOMPARE(header.setPrimary(&b), first);
        QCOMPARE(first->text(), QString("Export"));
        QVERIFY(buttonKind(first) == ButtonKind::primary);
        const QLineEdit *search = header.search("Search");
        QCOMPARE(header.search("Search"), search);
        QCOMPARE(search->accessibleName(), QString("Search"));
    }

    void a_narrow_header_shows_its_secondary_buttons_as_icons() {
        PageHeader header("Train");
        auto *picker = new QComboBox;
        picker->addItem("What was chosen, in so many words that it takes a lot of room");
        picker->setMinimumWidth(88);
        header.addInput(picker);
        QAction abort(themeIcon("process-stop"), "Abort"), plain("Without an icon"), save("Stop and save");
        abort.setToolTip("End the run now");
        ActionButton *first = header.addSecondary(&abort), *second = header.addSecondary(&plain);
        header.setPrimary(&save);
        const auto resize = [&](int width) {
            header.resize(width, 56);
            header.show();
            QCoreApplication::processEvents();
        };
        resize(2000);
        const int wanted = header.sizeHint().width();
        resize(wanted);
        QVERIFY(!first->isIconOnly());
        const int whole = first->width();
        resize(wanted - 1);
        QVERIFY(first->isIconOnly() && !second->isIconOnly());
        QVERIFY(first->width() == whole - first->iconOnlySaves());
        QCOMPARE(first->text(), "Abort"); // for screen readers
        QVERIFY(first->toolTip().startsWith("Abort\n"));
        abort.setText("Abort now"); // also what comes later
        QVERIFY(first->toolTip().startsWith("Abort now\n"));
        resize(wanted + 200);
        QVERIFY(!first->isIconOnly());
        QCOMPARE(first->toolTip(), "End the run now");
    }
};

RETORT_TEST(TestSmallParts)
#include "tst_small_parts.moc"
