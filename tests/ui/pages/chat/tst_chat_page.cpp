// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "core/data/artifacts/artifact.h"
#include "ui/pages/chat/chat_page.h"

#include "test_main.h"
#include "tests/ui/run_window.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/chat/chat_list.h"
#include "ui/pages/chat/chat_message.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

#include <chrono>
#include <climits>
#include <thread>

using namespace retort;

namespace {

std::vector<StoredTurn> exchange(const std::string &of) {
    StoredTurn question, answer;
    question.role = "user";
    question.text = of + "等于多少？";
    answer.role = "assistant";
    answer.text = "答案是 " + of;
    answer.reasoning = "先看个位。";
    answer.checkpoint = 1;
    answer.tokens = 50;
    answer.seconds = 2;
    answer.end = "cancelled";
    answer.settingsJson = "{}";
    return {question, answer};
}

// A window on the chat page of a trained project. The store is a second hand on the same project.
struct ChatFixture {
    QTemporaryDir dir;
    QString folder = makeProject(dir.filePath("p"), Filled::Trained);
    WindowFixture window;

    explicit ChatFixture(const std::function<void(ChatStore &)> &fill = {}) {
        if (fill) {
            ChatStore store(Project::open(toUtf8(folder)));
            fill(store);
        }
        window.open(folder);
        window.window->pages().showPage("chat");
    }
    ChatPage *page() const { return qobject_cast<ChatPage *>(window.window->pages().currentPage()); }
    ChatList *list() const { return page()->findChild<ChatList *>(); }
    ChatView *view() const { return page()->findChild<ChatView *>(); }
    QuestionEdit *edit() const { return page()->findChild<QuestionEdit *>(); }
    std::shared_ptr<ChatStore> store() const { return window.app->chatStore(); }
    QStringList names() const {
        QStringList names;
        for (int row = 0; row < list()->count(); ++row)
            names << list()->item(row)->text();
        return names;
    }
    QStringList shownTexts() const {
        QStringList texts;
        for (const auto &turn : view()->turns())
            texts << turn.text;
        return texts;
    }
    QAbstractButton *button(const QString &text) const {
        for (auto *button : window.window->findChildren<QAbstractButton *>())
            if (button->text() == text && button->isVisible())
                return button;
        return nullptr;
    }
};

} // namespace

class TstChatPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void stored_chats_are_listed_newest_first_and_shown() {
        ChatFixture f([](ChatStore &store) {
            store.addChat(exchange("1+1"));
            store.addChat(exchange("2+2"));
        });
        QCOMPARE(f.names(), QStringList({"2+2等于多少？", "1+1等于多少？"}));
        QVERIFY(f.view()->turns().empty());
        QTest::mouseClick(f.list()->viewport(), Qt::LeftButton, {},
                          f.list()->visualItemRect(f.list()->item(1)).center());
        QTRY_COMPARE(f.shownTexts(), QStringList({"1+1等于多少？", "答案是 1+1"}));
        QVERIFY(f.view()->isVisible());
        const auto *answer = f.view()->lastAnswer();
        QCOMPARE(answer->thinking(), "先看个位。");
        QVERIFY2(answer->remark().contains("1M-4L-128") && answer->remark().contains("step 100"),
                 qPrintable(answer->remark()));
        QVERIFY(answer->remark().contains("25") && answer->remark().contains("stopped by you"));
        f.page()->findAction("chat_copy")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), "答案是 1+1");
        f.page()->findAction("chat_new")->trigger();
        QVERIFY(f.view()->turns().empty() && f.list()->current() == 0);
    }

    void a_chat_is_renamed_in_place() {
        ChatFixture f([](ChatStore &store) { store.addChat(exchange("1+1")); });
        f.list()->setCurrentRow(0);
        QTRY_COMPARE(f.view()->turns().size(), std::size_t(2));
        const ChatId id = f.list()->current();
        const auto type = [&](const QString &name) {
            f.list()->setFocus();
            QTest::keyClick(f.list(), Qt::Key_F2);
            auto *field = f.list()->findChild<QLineEdit *>();
            QVERIFY(field);
            field->selectAll();
            field->setText(name);
            QTest::keyClick(field, Qt::Key_Return);
        };
        type("  ");
        QCOMPARE(f.names(), QStringList("1+1等于多少？"));
        QTRY_VERIFY(!f.list()->findChild<QLineEdit *>());
        type("一位数加法");
        QTRY_COMPARE(QString::fromStdString(f.store()->chat(id).name), "一位数加法");
        QTRY_COMPARE(QString::fromStdString(f.window.app->snapshot().chat(id)->name), "一位数加法");
        QCOMPARE(f.names(), QStringList("一位数加法"));
        QCOMPARE(f.list()->current(), id);
    }

    void a_chat_goes_to_the_trash_and_comes_back() {
        ChatFixture f([](ChatStore &store) {
            store.addChat(exchange("1+1"));
            store.addChat(exchange("2+2"));
        });
        f.list()->setCurrentRow(0);
        QTRY_COMPARE(f.shownTexts().value(0), "2+2等于多少？");
        // Del in the field is the field's.
        f.edit()->setFocus();
        QTest::keyClick(f.edit(), Qt::Key_Delete);
        f.list()->setFocus();
        QTest::keyClick(f.list(), Qt::Key_Delete);
        QTRY_COMPARE(f.names(), QStringList("1+1等于多少？"));
        QTRY_COMPARE(f.shownTexts().value(0), "1+1等于多少？"); // its neighbour
        QCOMPARE(f.store()->chats().size(), std::size_t(1));
        QTRY_VERIFY(f.button("Undo"));
        f.button("Undo")->click();
        QTRY_COMPARE(f.names(), QStringList({"2+2等于多少？", "1+1等于多少？"}));
        QTRY_COMPARE(f.shownTexts().value(0), "2+2等于多少？");
        QCOMPARE(f.store()->chats().size(), std::size_t(2));
    }

    void the_last_chat_is_there_again_with_its_settings() {
        ChatFixture f([](ChatStore &store) {
            store.addChat(exchange("1+1"));
            store.addChat(exchange("2+2"));
        });
        QVERIFY(!f.page()->findAction("chat_settings")->isChecked());
        f.list()->setCurrentRow(1);
        QTRY_COMPARE(f.shownTexts().value(0), "1+1等于多少？");
        f.edit()->setPlainText("还没问");
        f.page()->findAction("chat_settings")->trigger();
        const QPointer<Page> before = f.page();
        f.window.window->pages().rebuild(); // as at a new start: only viewState() survives
        QVERIFY(!before);
        QTRY_COMPARE(f.shownTexts().value(0), "1+1等于多少？");
        QCOMPARE(f.edit()->toPlainText(), "还没问");
        QVERIFY(f.page()->findAction("chat_settings")->isChecked());
        // Each chat keeps its own draft.
        f.list()->setCurrentRow(0);
        QCOMPARE(f.edit()->toPlainText(), "");
        f.list()->setCurrentRow(1);
        QCOMPARE(f.edit()->toPlainText(), "还没问");
    }

    void what_another_process_says_appears() {
        ChatFixture f([](ChatStore &store) { store.addChat(exchange("1+1")); });
        f.list()->setCurrentRow(0);
        QTRY_COMPARE(f.view()->turns().size(), std::size_t(2));
        const ChatId id = f.list()->current();
        f.store()->appendTurns(id, exchange("2+2"));
        QTRY_COMPARE(f.view()->turns().size(), std::size_t(4));
        moveArtifactToTrash(f.store()->project(), {"chat", id});
        QTRY_VERIFY(f.view()->turns().empty());
        QCOMPARE(f.list()->count(), 0);
    }

    void thousands_of_messages_are_made_as_they_are_wanted() {
        ChatFixture f([](ChatStore &store) {
            std::vector<StoredTurn> turns;
            for (int i = 0; i < 1000; ++i)
                for (auto &turn : exchange(std::to_string(i) + "+1"))
                    turns.push_back(turn);
            store.addChat(turns);
        });
        f.list()->setCurrentRow(0);
        QTRY_COMPARE(f.view()->turns().size(), std::size_t(2000));
        QCOMPARE(f.view()->madeCount(), ChatView::atOnce);
        QVERIFY(f.view()->lastAnswer());
        auto *area = f.view()->findChild<QScrollArea *>();
        auto *bar = area->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
        const auto firstInSight = [&] {
            std::pair<int, QString> first{INT_MAX, {}};
            for (auto *message : f.view()->findChildren<UserMessage *>())
                if (const int y = message->mapTo(area->viewport(), QPoint()).y(); y >= 0)
                    first = std::min(first, std::pair(y, message->accessibleName()));
            return first;
        };
        auto *earlier = f.button("Show earlier messages (1,950)");
        QVERIFY(earlier);
        bar->setValue(0);
        auto seen = firstInSight();
        QVERIFY(seen.second.contains("975+1"));
        earlier->click();
        QCOMPARE(f.view()->madeCount(), 2 * ChatView::atOnce);
        QTRY_VERIFY(bar->value() > 0);
        QTRY_COMPARE(firstInSight(), seen); // the eye stays where it was
        while (f.view()->firstMade() > 0) {
            f.view()->showEarlier();
            QTest::qWait(1);
            QVERIFY(f.view()->madeCount() <= ChatView::atMost);
        }
        QVERIFY(!earlier->isVisible() && !f.view()->lastAnswer());
        auto *later = f.button("Show later messages (1,800)");
        QVERIFY(later);
        bar->setValue(bar->maximum() / 2);
        seen = firstInSight();
        later->click();
        QTest::qWait(1);
        QTRY_COMPARE(firstInSight(), seen);
        QCOMPARE(f.view()->firstMade(), ChatView::atOnce);
        // What is said anew is seen.
        f.view()->append({true, "新问题", {}, 0, 0, {}, false, false});
        QCOMPARE(f.view()->madeCount(), ChatView::atOnce);
        QTRY_COMPARE(bar->value(), bar->maximum());
        f.view()->removeLast(1);
        QVERIFY(f.view()->lastAnswer());
        QCOMPARE(f.view()->turns().size(), std::size_t(2000));
    }

    // A student whose long answers fit no machine, beside a training: pause it and ask, or ask at its end.
    void without_room_beside_a_training_it_can_be_paused() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        RunFixture hungry;
        TrainConfig config = hungry.config({{"max_steps", std::int64_t(1)},
                                            {"tokens_per_step", std::int64_t(128)},
                                            {"warmup_steps", std::int64_t(0)},
                                            {"eval_every", std::int64_t(0)},
                                            {"accuracy_questions", std::int64_t(0)}});
        config.student->hidden = 8;
        config.student->heads = config.student->kvHeads = 256;
        config.student->headDim = 2;
        config.student->layers = 64;
        config.student->blocks.assign(64, {});
        config.student->maxPositions = 1'048'576;
        JobContext job;
        const RunId run = runTrainJob(config, job).run;
        WindowFixture window;
        window.open(QString::fromStdString(hungry.fixture.project->folder().string()));
        window.window->pages().showPage("chat");
        auto *page = qobject_cast<ChatPage *>(window.window->pages().currentPage());
        auto *form = page->findChild<OptionForm *>();
        auto values = form->values();
        auto *banner = page->findChild<Banner *>();
        auto *edit = page->findChild<QuestionEdit *>();
        const auto button = [&](const QString &text) -> QPushButton * {
            for (auto *button : banner->findChildren<QPushButton *>())
                if (button->text() == text && button->isVisible())
                    return button;
            return nullptr;
        };
        auto &jobs = window.app->jobs();
        auto &train = jobs.on(Resource::Device);
        const auto asked = [&] { return jobs.running(Resource::Device)->context->request(); };
        // A made-up training that tells its pauses as a real one does.
        auto record = hungry.store.run(run);
        const auto tell = [&](RunState state) {
            record.state = state;
            hungry.store.updateRun(record);
        };
        const FileLock own = hungry.store.ownRun(run);
        tell(RunState::Running);
        const auto training = [](JobContext &job) {
            while (job.request() != JobRequest::Stop && job.request() != JobRequest::Abort)
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
        };
        const auto begin = [&] {
            jobs.start(Resource::Device, {"train", "Training"}, training, [] {});
            QTRY_VERIFY(train.busy());
        };
        const auto room = [&](std::int64_t tokens) {
            values["max_new_tokens"] = tokens;
            form->setValues(values);
        };
        // Without room for the answer; `choice`: what of the banner is taken.
        const auto ask = [&](const QString &question, const QString &choice) {
            room(1'048'576);
            edit->setPlainText(question);
            QTest::keyClick(edit, Qt::Key_Return);
            QTRY_VERIFY2(button(choice), qPrintable(banner->text()));
            button(choice)->click();
        };
        begin();
        ask("1+1=?", "Pause training and answer");
        QCOMPARE(asked(), JobRequest::Pause);
        QVERIFY(page->findChild<ChatView *>()->turns().empty()); // not asked before it is paused
        room(4);
        tell(RunState::Paused);
        QTRY_COMPARE(window.app->chatStore()->chats().size(), std::size_t(1));
        QTRY_COMPARE(asked(), JobRequest::GoOn); // it was paused for the answer only
        tell(RunState::Running);

        ask("2+2=?", "Wait");
        QCOMPARE(asked(), JobRequest::GoOn);
        room(4);
        QTest::qWait(700);
        QCOMPARE(edit->toPlainText(), QString("2+2=?"));
        jobs.request(train.runningNumber(), JobRequest::Stop);
        QTRY_COMPARE(page->findChild<ChatView *>()->turns().size(), std::size_t(4));
        QTRY_VERIFY(edit->toPlainText().isEmpty());

        QTRY_VERIFY(!jobs.on(Resource::Answers).busy());

        // What is typed meanwhile is not what had to wait.
        begin();
        ask("5+5=?", "Wait");
        room(4);
        edit->setPlainText("half a quest");
        jobs.request(train.runningNumber(), JobRequest::Stop);
        QTRY_VERIFY(!train.busy());
        QTest::qWait(300);
        QCOMPARE(edit->toPlainText(), QString("half a quest"));
        QCOMPARE(page->findChild<ChatView *>()->turns().size(), std::size_t(4));

        // It does not stay paused when the page goes.
        begin();
        ask("3+3=?", "Pause training and answer");
        QCOMPARE(asked(), JobRequest::Pause);
        window.window->pages().rebuild();
        QTRY_COMPARE(asked(), JobRequest::GoOn);
        jobs.request(train.runningNumber(), JobRequest::Stop);
        QTRY_VERIFY(!train.busy());
    }

    // Esc stops the question, not the evaluation that it waits behind.
    void a_stopped_question_leaves_what_it_waits_behind_alone() {
        ChatFixture f;
        std::atomic<bool> open{false};
        int evaluated = 0;
        f.window.app->jobs().start(
            Resource::Answers, {"evaluation", "Evaluating"},
            [&](JobContext &job) {
                while (!open) {
                    job.checkCancelled();
                    if (job.request() == JobRequest::Stop)
                        throw Cancelled();
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                }
                return 5;
            },
            [&](int n) { evaluated = n; });
        f.edit()->setPlainText("3+4等于多少？");
        QTest::keyClick(f.edit(), Qt::Key_Return);
        QCOMPARE(f.shownTexts(), QStringList({"3+4等于多少？", ""}));
        QVERIFY(!f.view()->lastAnswer()->remark().isEmpty()); // that it waits, and for what
        f.page()->findAction("chat_stop")->trigger();
        QTRY_COMPARE(f.edit()->toPlainText(), "3+4等于多少？");
        QVERIFY(f.view()->turns().empty());
        QVERIFY(f.window.app->jobs().find("evaluation")->going());
        open = true;
        QTRY_COMPARE(evaluated, 5);
    }

    void a_question_without_an_answer_is_given_back() {
        ChatFixture f; // its checkpoint's weights are not weights
        QVERIFY(!f.page()->findAction("chat_send")->isEnabled());
        f.edit()->setPlainText("3+4等于多少？");
        QVERIFY(f.page()->findAction("chat_send")->isEnabled());
        QTest::keyClick(f.edit(), Qt::Key_Return);
        QVERIFY(f.edit()->toPlainText().isEmpty());
        QCOMPARE(f.shownTexts(), QStringList({"3+4等于多少？", ""}));
        QTRY_COMPARE(f.edit()->toPlainText(), "3+4等于多少？");
        QVERIFY(f.view()->turns().empty());
        QVERIFY(!f.page()->findChild<Banner *>()->text().isEmpty());
        QVERIFY(f.store()->chats().empty());
    }
};

RETORT_TEST(TstChatPage)
#include "tst_chat_page.moc"
