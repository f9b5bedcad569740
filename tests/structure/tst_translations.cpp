// SPDX-License-Identifier: GPL-3.0-or-later
// The Chinese catalogue is complete: every text of core, ui and app is in it, none is unfinished or obsolete,
// and source and translation have the same placeholders.
#include "test_main.h"

#include <QDirIterator>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

namespace {

struct Message {
    QString context, source, type;
    QStringList translations;
};

QStringList readTranslations(QXmlStreamReader &xml) {
    if (xml.name() != u"numerusform" && xml.name() != u"translation")
        return {};
    QStringList forms;
    QString text;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isCharacters())
            text += xml.text();
        else if (xml.isStartElement() && xml.name() == u"numerusform")
            forms << xml.readElementText();
        else if (xml.isEndElement() && xml.name() == u"translation")
            break;
    }
    return forms.isEmpty() ? QStringList{text} : forms;
}

QList<Message> readCatalogue(QIODevice &file, QString *error) {
    QList<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"message") {
            messages.append(Message{context, {}, {}, {}});
        } else if (xml.name() == u"source") {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            messages.last().type = xml.attributes().value(QLatin1String("type")).toString();
            messages.last().translations = readTranslations(xml);
        }
    }
    *error = xml.hasError() ? xml.errorString() : QString();
    return messages;
}

// %1, %L2, %n of a text, sorted, each once.
QStringList placeholders(const QString &text) {
    static const QRegularExpression pattern(QStringLiteral("%L?([0-9]+|n)"));
    QStringList found;
    for (auto it = pattern.globalMatch(text); it.hasNext();)
        found << it.next().captured(1);
    found.removeDuplicates();
    found.sort();
    return found;
}

QStringList judgeCatalogue(const QList<Message> &messages) {
    QStringList complaints;
    for (const Message &message : messages) {
        const QString where = message.context + ": \"" + message.source + "\" ";
        if (!message.type.isEmpty()) {
            complaints << where + "is " + message.type;
            continue;
        }
        for (const QString &translation : message.translations) {
            if (translation.trimmed().isEmpty())
                complaints << where + "has an empty translation";
            else if (placeholders(translation) != placeholders(message.source))
                complaints << where + "has other placeholders than \"" + translation + '"';
        }
    }
    return complaints;
}

QList<Message> parse(const QByteArray &body) {
    QByteArray text = "<TS><context><name>core</name>" + body + "</context></TS>";
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    QString error;
    return readCatalogue(buffer, &error);
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

    QString m_root = qEnvironmentVariable("RETORT_SOURCE");

private Q_SLOTS:
    void every_text_is_translated() {
        const QString lupdate = qEnvironmentVariable("RETORT_LUPDATE");
        if (lupdate.isEmpty())
            QSKIP("built without the window: there is no lupdate");
        if (!QFile::exists(m_root + "/translations/retort_zh_CN.ts"))
            QSKIP("there is no Chinese catalogue yet");
        QTemporaryDir folder;
        const QString copy = folder.filePath("retort_zh_CN.ts");
        QVERIFY(QFile::copy(m_root + "/translations/retort_zh_CN.ts", copy));
        // The same call as the target update_translations; lupdate marks what it had to add as unfinished.
        QProcess process;
        process.start(lupdate,
                      qEnvironmentVariable("RETORT_LUPDATE_ARGS").split(' ') + QStringList{"-ts", copy});
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), 0);
        // A tr() in a class without Q_OBJECT is collected under a context that is never looked up.
        const QByteArray warnings = process.readAllStandardError();
        QVERIFY2(!warnings.contains("lacks Q_OBJECT"), warnings.constData());

        QFile file(copy);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QString error;
        const QList<Message> messages = readCatalogue(file, &error);
        QVERIFY2(error.isEmpty(), qPrintable(error));
        QVERIFY(messages.size() > 20);
        // Collected under "RunsTab" while the class is retort::RunsTab: lupdate lost the namespace, and the
        // text stays English. Writing retort::RunsTab::tr() helps it.
        QSet<QString> contexts;
        for (const Message &message : messages)
            contexts.insert(message.context);
        for (const QString &context : std::as_const(contexts))
            QVERIFY2(!contexts.contains("retort::" + context), qPrintable(context));
        // A marked text that lupdate did not see (inside a call named tr(), say) would stay English.
        QSet<QString> known;
        for (const Message &message : messages)
            known.insert(message.context + ": " + message.source);
        static const QRegularExpression marked("QT_TRANSLATE_NOOP\\(\"([^\"]+)\",\\s*\"([^\"\\\\]+)\"\\)");
        QDirIterator sources(m_root + "/ui", {"*.cpp", "*.h"}, QDir::Files, QDirIterator::Subdirectories);
        while (sources.hasNext()) {
            QFile source(sources.next());
            QVERIFY(source.open(QIODevice::ReadOnly));
            for (auto it = marked.globalMatch(QString::fromUtf8(source.readAll())); it.hasNext();) {
                const auto match = it.next();
                const QString entry = match.captured(1) + ": " + match.captured(2);
                QVERIFY2(known.contains(entry), qPrintable(source.fileName() + ": " + entry));
            }
        }
        const QStringList complaints = judgeCatalogue(messages);
        QVERIFY2(complaints.isEmpty(),
                 qPrintable(QString("%1 texts:\n%2\nCollect them with: cmake --build build/<preset> "
                                    "--target update_translations")
                                .arg(complaints.size())
                                .arg(complaints.join('\n'))));
    }

    void faults_are_found_data() {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<int>("complaints");
        const auto message = [](const char *source, const char *translation) {
            return QByteArray("<message><source>") + source + "</source>" + translation + "</message>";
        };
        QTest::newRow("good") << message("%1 rows", "<translation>%1 行</translation>") << 0;
        QTest::newRow("good plural") << message("%n rows",
                                                "<translation><numerusform>%n 行</numerusform></translation>")
                                     << 0;
        QTest::newRow("unfinished") << message("a", "<translation type=\"unfinished\"></translation>") << 1;
        QTest::newRow("obsolete") << message("a", "<translation type=\"obsolete\">甲</translation>") << 1;
        QTest::newRow("vanished") << message("a", "<translation type=\"vanished\">甲</translation>") << 1;
        QTest::newRow("empty") << message("a", "<translation></translation>") << 1;
        QTest::newRow("lost placeholder") << message("%1 of %2", "<translation>共 %2</translation>") << 1;
        QTest::newRow("foreign placeholder") << message("%1", "<translation>%1 %2</translation>") << 1;
        QTest::newRow("moved placeholders")
            << message("%1 of %2", "<translation>%2 中的 %1</translation>") << 0;
    }

    void faults_are_found() {
        QFETCH(QByteArray, message);
        QFETCH(int, complaints);
        const QList<Message> messages = parse(message);
        QCOMPARE(messages.size(), 1);
        QCOMPARE(judgeCatalogue(messages).size(), complaints);
    }
};

RETORT_TEST(TestTranslations)
#include "tst_translations.moc"
