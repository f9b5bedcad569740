// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/option_form.h"

#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold_section.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/option_field.h"

#include "test_main.h"
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>

#include <cmath>

using namespace retort;

namespace {

OptionSpec spec(const char *id, OptionType type, OptionValue value, OptionLevel level = OptionLevel::Basic) {
    OptionSpec s;
    s.id = id;
    s.type = type;
    s.label = Text(std::string("Label of ") + id);
    s.help = "What it does.";
    s.defaultValue = std::move(value);
    s.level = level;
    return s;
}

OptionTable table() {
    OptionTable t;
    OptionSpec rate = spec("learning_rate", OptionType::Float, 3e-4);
    rate.minimum = 1e-8;
    rate.maximum = 1.0;
    rate.scale = OptionScale::Log;
    rate.group = "Optimizer";
    t.push_back(rate);
    OptionSpec steps = spec("max_steps", OptionType::Int, std::int64_t(1000));
    steps.minimum = 1;
    steps.maximum = 1e6;
    steps.unit = "steps";
    t.push_back(steps);
    t.push_back(spec("early_stop", OptionType::Bool, true));
    OptionSpec patience = spec("patience", OptionType::Int, std::int64_t(5));
    patience.enabledWhen = "early_stop";
    t.push_back(patience);
    OptionSpec decay = spec("decay", OptionType::Choice, std::string("linear"));
    decay.choices = {{"linear", "Linear"}, {"cosine", "Cosine"}};
    t.push_back(decay);
    OptionSpec share = spec("decay_share", OptionType::Float, 0.5);
    share.enabledWhen = "decay=linear";
    share.step = 0.1;
    t.push_back(share);
    t.push_back(spec("note", OptionType::Text, std::string()));
    for (int i = 0; i < 10; ++i)
        t.push_back(spec(("advanced_" + std::to_string(i)).c_str(), OptionType::Float, 0.1 * i,
                         OptionLevel::Advanced));
    return t;
}

QLineEdit *line(const OptionForm &form, const char *id) {
    return form.field(QString::fromLatin1(id))->findChild<QLineEdit *>();
}

void type(QLineEdit *edit, const QString &text) {
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

} // namespace

class TestOptionForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void a_long_label_keeps_its_second_line() {
        OptionSpec longOne = spec("awake", OptionType::Bool, true);
        longOne.label = "Stay awake while something is being trained";
        OptionField field(longOne);
        field.resize(field.minimumSizeHint()); // what a scroll area gives
        auto *label = field.findChild<QLabel *>();
        QVERIFY(label->heightForWidth(label->width()) > 1.8 * label->fontMetrics().height());
        field.show();
        QVERIFY(label->height() >= label->heightForWidth(label->width()));
    }

    void a_zero_that_means_something_says_it_in_place_of_the_unit() {
        OptionSpec size = spec("vocab_size", OptionType::Int, std::int64_t(0));
        size.unit = "tokens";
        size.zero = "automatic";
        OptionField field(size);
        auto *edit = field.findChild<UnitEdit *>();
        QCOMPARE(edit->unit(), QString("automatic"));
        type(edit, "500");
        QCOMPARE(edit->unit(), QString("tokens"));
        field.resetToBase();
        QCOMPARE(edit->unit(), QString("automatic"));
    }

    void help_stands_below_its_editor() {
        OptionField field(spec("note", OptionType::Text, std::string()));
        field.showHelp();
        field.resize(600, 80);
        field.show();
        QLabel *help = nullptr;
        for (auto *label : field.findChildren<QLabel *>())
            help = label->text() == "What it does." ? label : help;
        QVERIFY(help);
        QCOMPARE(help->x(), field.editor()->x());
    }

    void numbers_are_written_as_people_type_them() {
        QCOMPARE(formatTypedFloat(3e-4), QString("3e-4"));
        QCOMPARE(formatTypedFloat(2.5e-10), QString("2.5e-10"));
        QCOMPARE(formatTypedFloat(0.1 + 0.2), QString("0.3"));
        QCOMPARE(formatTypedFloat(0.95), QString("0.95"));
        QCOMPARE(formatTypedFloat(1e9), QString("1e9"));
        QCOMPARE(formatTypedFloat(-0.5), QString("-0.5"));
        QCOMPARE(formatTypedInt(8192), QString("8192"));
        QCOMPARE(formatTypedInt(120000), QString("120,000"));
    }

    void starts_with_the_defaults() {
        const OptionForm form(table());
        QVERIFY(form.isValid());
        QCOMPARE(form.changedValues().size(), 0u);
        QVERIFY(form.changedValues().empty());
        QCOMPARE(form.values().size(), table().size());
        QCOMPARE(line(form, "learning_rate")->text(), QString("3e-4"));
    }

    void typing_emits_the_new_values() {
        OptionForm form(table());
        QSignalSpy spy(&form, &OptionForm::changed);
        type(line(form, "learning_rate"), "1e-3");
        QVERIFY(spy.count() >= 1);
        const auto values = spy.last().first().value<OptionValues>();
        QCOMPARE(std::get<double>(values.at("learning_rate")), 1e-3);
        type(line(form, "max_steps"), "2k");
        QCOMPARE(std::get<std::int64_t>(form.values().at("max_steps")), std::int64_t(2000));
        QCOMPARE(form.changedValues().size(), 2u);
        QCOMPARE(form.changedValues().size(), size_t(2));
    }

    void a_wrong_text_keeps_the_last_right_value_and_says_why() {
        OptionForm form(table());
        form.show();
        QSignalSpy valid(&form, &OptionForm::validChanged);
        QSignalSpy changed(&form, &OptionForm::changed);
        QLineEdit *edit = line(form, "max_steps");
        edit->setText(QString());
        QTest::keyClicks(edit, "x");
        QCOMPARE(changed.count(), 0);
        QCOMPARE(valid.count(), 1);
        QVERIFY(!form.isValid());
        QCOMPARE(std::get<std::int64_t>(form.values().at("max_steps")), std::int64_t(1000));
        // Not at once while typing, but after a pause or when the field is left.
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(form.field("max_steps")->faultText().contains("x"));
        QVERIFY(edit->property("retortInvalid").toBool());
        type(edit, "12");
        QVERIFY(form.isValid());
        QCOMPARE(valid.count(), 2);
        QVERIFY(!edit->property("retortInvalid").toBool());
    }

    void limits_are_told_in_the_words_of_the_field() {
        OptionForm form(table());
        type(line(form, "max_steps"), "0");
        QVERIFY(form.field("max_steps")->faultText().contains("1"));
        type(line(form, "max_steps"), "2000000");
        QVERIFY(form.field("max_steps")->faultText().contains("1,000,000"));
        type(line(form, "learning_rate"), "2");
        QVERIFY(form.field("learning_rate")->hasTypedFault());
        type(line(form, "max_steps"), "1.5");
        QVERIFY(form.field("max_steps")->hasTypedFault());
    }

    void reset_gives_back_the_base() {
        OptionForm form(table());
        form.setBase({{"learning_rate", 1e-2}});
        QCOMPARE(form.changedValues().size(), 1u); // the default differs from the preset
        form.setValues({});
        QCOMPARE(std::get<double>(form.values().at("learning_rate")), 1e-2);
        QCOMPARE(form.changedValues().size(), 0u);
        type(line(form, "learning_rate"), "5e-3");
        QCOMPARE(form.changedValues().size(), 1u);
        QSignalSpy changed(&form, &OptionForm::changed);
        form.field("learning_rate")->resetToBase();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(line(form, "learning_rate")->text(), QString("0.01"));
        type(line(form, "max_steps"), "7");
        form.setValues({});
        QCOMPARE(form.changedValues().size(), 0u);
    }

    void a_changed_field_has_a_dot_and_a_reset_button() {
        OptionForm form(table());
        form.resize(360, 700);
        form.show();
        OptionField *field = form.field("learning_rate");
        const auto marks = [field] { // accent between label and editor
            const QImage image = field->grab().toImage();
            int n = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = size::formLabel; x < size::formLabel + 8; ++x)
                    n += image.pixelColor(x, y) == colour(Role::accent);
            return n;
        };
        auto *reset = field->findChild<QToolButton *>();
        QCOMPARE(marks(), 0);
        QVERIFY(reset->isHidden());
        type(line(form, "learning_rate"), "1e-3");
        QVERIFY(marks() > 8);
        QVERIFY(reset->isVisible());
        QVERIFY(reset->toolTip().contains("3e-4"));
        QTest::mouseClick(reset, Qt::LeftButton);
        QCOMPARE(marks(), 0);
    }

    void setting_values_emits_nothing_and_takes_ints_for_floats() {
        OptionForm form(table());
        QSignalSpy changed(&form, &OptionForm::changed);
        form.setValues(
            {{"decay_share", std::int64_t(1)}, {"decay", std::string("cosine")}, {"early_stop", false}});
        QCOMPARE(changed.count(), 0);
        QCOMPARE(form.changedValues().size(), 3u);
        QCOMPARE(form.field("decay")->findChild<QComboBox *>()->currentData().toString(), QString("cosine"));
        form.setValues({{"decay_share", 0.5}});
        QCOMPARE(form.changedValues().size(), 0u);
    }

    void a_field_is_enabled_by_what_it_depends_on() {
        OptionForm form(table());
        QVERIFY(form.field("patience")->isEnabled());
        form.field("early_stop")->findChild<QCheckBox *>()->click();
        QVERIFY(!form.field("patience")->isEnabled());
        auto *combo = form.field("decay")->findChild<QComboBox *>();
        combo->setCurrentIndex(1);
        QVERIFY(!form.field("decay_share")->isEnabled());
        QCOMPARE(std::get<std::string>(form.values().at("decay")), std::string("cosine"));
        // What is disabled cannot be wrong.
        form.setFaults({{"patience", Text("too much")}});
        QVERIFY(form.isValid());
    }

    void reasons_from_outside_stand_under_their_fields() {
        OptionForm form(table());
        QSignalSpy valid(&form, &OptionForm::validChanged);
        form.setFaults({{"max_steps", text("Warm-up is longer than %1 steps.", 1000)}});
        QVERIFY(!form.isValid());
        QCOMPARE(valid.count(), 1);
        QCOMPARE(form.field("max_steps")->faultText(), QString("Warm-up is longer than 1,000 steps."));
        form.setFaults({});
        QVERIFY(form.isValid());
    }

    void arrows_step_by_factor_or_by_step() {
        OptionForm form(table());
        QTest::keyClick(line(form, "learning_rate"), Qt::Key_Up);
        QCOMPARE(line(form, "learning_rate")->text(), QString("6e-4"));
        QTest::keyClick(line(form, "decay_share"), Qt::Key_Down);
        QTest::keyClick(line(form, "decay_share"), Qt::Key_Down);
        QCOMPARE(line(form, "decay_share")->text(), QString("0.3"));
        QTest::keyClick(line(form, "max_steps"), Qt::Key_PageUp);
        QCOMPARE(line(form, "max_steps")->text(), QString("1010"));
        for (int i = 0; i < 40; ++i)
            QTest::keyClick(line(form, "learning_rate"), Qt::Key_Up);
        QCOMPARE(line(form, "learning_rate")->text(), QString("1"));
    }

    void the_fold_counts_changes_and_cannot_hide_a_fault() {
        OptionForm form(table());
        form.show();
        auto *fold = form.findChild<FoldSection *>();
        QVERIFY(fold && !fold->isOpen());
        QVERIFY(fold->title().contains("10"));
        type(line(form, "advanced_3"), "0.9");
        type(line(form, "advanced_4"), "0.8");
        QVERIFY2(fold->title().contains("10") && fold->title().contains("2"), qPrintable(fold->title()));
        type(line(form, "advanced_5"), "abc");
        QVERIFY(!form.isValid());
        form.showFirstFault();
        QVERIFY(fold->isOpen());
        QVERIFY(form.field("advanced_5")->isVisible());
    }

    void search_finds_by_label_help_and_id() {
        OptionForm form(table());
        form.findChild<FoldSection *>()->setOpen(true);
        form.show();
        QLineEdit *search = nullptr;
        for (auto *edit : form.findChildren<QLineEdit *>())
            if (!edit->placeholderText().isEmpty())
                search = edit;
        QVERIFY(search);
        QTest::keyClicks(search, "advanced_7");
        QVERIFY(form.field("advanced_7")->isVisible());
        QVERIFY(!form.field("advanced_2")->isVisible());
        QVERIFY(form.field("max_steps")->isVisible()); // basic fields stay
        search->clear();
        QVERIFY(form.field("advanced_2")->isVisible());
    }

    void every_editor_has_a_name_and_can_be_reached_by_tab() {
        OptionForm form(table());
        form.findChild<FoldSection *>()->setOpen(true);
        form.show();
        for (const OptionSpec &s : form.table()) {
            OptionField *field = form.field(QString::fromStdString(s.id));
            QWidget *focus = field->findChild<QLineEdit *>();
            if (!focus)
                focus = field->editor();
            QVERIFY2(!focus->accessibleName().isEmpty(), s.id.c_str());
            QVERIFY2(focus->focusPolicy() & Qt::TabFocus, s.id.c_str());
            QVERIFY2(field->editor()->toolTip().contains(QString::fromStdString(s.id)), s.id.c_str());
        }
    }

    void another_table_replaces_all_fields() {
        OptionForm form(table());
        type(line(form, "max_steps"), "x");
        form.setTable({spec("only", OptionType::Text, std::string("a"))});
        QVERIFY(form.isValid());
        QVERIFY(!form.field("max_steps"));
        QCOMPARE(form.values().size(), size_t(1));
    }
};

RETORT_TEST(TestOptionForm)
#include "tst_option_form.moc"
