// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reading_view.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <QThread>

#include <algorithm>
#include <cmath>

namespace retort {
namespace {

QTextCharFormat formatOf(const Dress &dress, FontRole body) {
    QTextCharFormat format;
    if (dress.small)
        format.setFont(Theme::instance().font(FontRole::caption));
    else if (dress.bold) {
        QFont font = Theme::instance().font(body);
        font.setBold(true);
        format.setFont(font);
    }
    format.setForeground(colour(dress.text));
    if (dress.tint)
        format.setBackground(colour(*dress.tint));
    if (dress.struck)
        format.setFontStrikeOut(true);
    return format;
}

// A text across the whole width begins where the card's title does.
int marginOf(int column_em) {
    return column_em > 0 ? space::s : 0;
}

int gapOf(ReadingText::Gap gap) {
    switch (gap) {
    case ReadingText::Gap::small:
        return space::s;
    case ReadingText::Gap::section:
        return space::section;
    case ReadingText::Gap::none:
        break;
    }
    return 0;
}

} // namespace

// Adds to Qt's layout of one paragraph its formats, before it is laid out, and its line height and gap after
// that. Qt asks for the rectangle of a paragraph before it paints, scrolls to or hits it, and for none out of
// sight; that is where the work is done. Placing lines again where they already are costs next to nothing,
// and Qt lays them out anew without telling (another width, another font).
class ReadingSheet::Layout final : public QPlainTextDocumentLayout {
public:
    Layout(QTextDocument *document, std::shared_ptr<const ReadingText> text)
        : QPlainTextDocumentLayout(document),
          m_text(std::move(text)),
          m_dressed(std::size_t(m_text->paragraphCount()), 0) {}

    void setLook(FontRole body, int lineHeight_percent) {
        ++m_look; // every paragraph is dressed anew when it is next asked for
        m_body = body;
        const QFont font = Theme::instance().font(body);
        const QFontMetricsF metrics(font);
        m_height = std::round(QFontInfo(font).pixelSize() * lineHeight_percent / 100.0);
        m_baseline = (m_height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent();
    }

    QRectF blockBoundingRect(const QTextBlock &block) const override {
        if (!block.isValid())
            return {};
        const int n = block.blockNumber();
        if (std::size_t(n) >= m_dressed.size())
            return QPlainTextDocumentLayout::blockBoundingRect(block);
        dress(block, n);
        QRectF rect = QPlainTextDocumentLayout::blockBoundingRect(block);
        const double margin = block.next().isValid() ? 0 : document()->documentMargin();
        rect.setHeight(place(*block.layout(), gapOf(m_text->paragraph(n).gap)) + margin);
        return rect;
    }

private:
    void dress(const QTextBlock &block, int n) const {
        if (m_dressed[std::size_t(n)] == m_look)
            return;
        m_dressed[std::size_t(n)] = m_look;
        QList<QTextLayout::FormatRange> formats;
        for (const auto &stretch : m_text->stretches(n))
            formats << QTextLayout::FormatRange{stretch.start, stretch.length,
                                                formatOf(stretch.dress, m_body)};
        QTextLayout *layout = block.layout();
        if (formats.isEmpty() && layout->formats().isEmpty())
            return;
        layout->setFormats(formats);
        layout->clearLayout();
    }

    // All base lines at the same distance, whatever fonts a line mixes; a line too high for it gets its room.
    double place(QTextLayout &layout, double top) const {
        for (int i = 0; i < layout.lineCount(); ++i) {
            QTextLine line = layout.lineAt(i);
            const double lead = m_height > 0 ? std::max(0.0, std::round(m_baseline - line.ascent())) : 0;
            line.setPosition({line.x(), top + lead});
            top += std::max(m_height, lead + line.height());
        }
        return top;
    }

    std::shared_ptr<const ReadingText> m_text;
    mutable std::vector<int> m_dressed; // by paragraph: the look it has
    int m_look = 0;
    FontRole m_body = FontRole::body;
    double m_height = 0, m_baseline = 0;
};

// Filled before a view knows of it: then nobody measures it in between.
ReadingSheet::ReadingSheet(ReadingText text, const ReadingLook &look)
    : m_text(std::make_shared<const ReadingText>(std::move(text))),
      m_document(new QTextDocument),
      m_layout(new Layout(m_document, m_text)) {
    m_document->setUndoRedoEnabled(false);
    m_document->setDefaultFont(look.font);
    m_document->setDocumentMargin(look.margin);
    m_document->setDocumentLayout(m_layout);
    QTextCursor(m_document).insertText(m_text->text());
    m_document->moveToThread(QCoreApplication::instance()->thread());
}

ReadingSheet::~ReadingSheet() {
    if (m_document->thread() == QThread::currentThread())
        delete m_document;
    else
        m_document->deleteLater(); // a result that nobody wanted any more
}

ReadingView::ReadingView(QWidget *parent) : QPlainTextEdit(parent) {
    setReadOnly(true);
    setFrameShape(QFrame::StyledPanel); // nothing but the focus ring
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&Theme::instance(), &Theme::changed, this, &ReadingView::dressAnew);
    setText({});
}

ReadingView::~ReadingView() {
    setDocument(nullptr); // the sheet's goes with the sheet
}

ReadingLook ReadingView::look() const {
    return {font(), marginOf(m_column_em)};
}

void ReadingView::setText(ReadingText text) {
    setSheet(std::make_shared<const ReadingSheet>(std::move(text), look()));
}

void ReadingView::setSheet(SheetPtr sheet) {
    const ReadingLook wanted = look(); // zoom or column may have changed since it was made
    if (sheet->m_document->defaultFont() != wanted.font)
        sheet->m_document->setDefaultFont(wanted.font);
    if (sheet->m_document->documentMargin() != wanted.margin)
        sheet->m_document->setDocumentMargin(wanted.margin);
    sheet->m_layout->setLook(m_font, m_lineHeight_percent);
    verticalScrollBar()->setValue(0);
    setExtraSelections({}); // they point into the document before
    setDocument(sheet->m_document);
    setTextCursor(QTextCursor(sheet->m_document));
    std::swap(m_sheet, sheet);
    markSearched();
    // The old one may be long, and to free it is work of its own.
    QMetaObject::invokeMethod(
        this, [old = std::move(sheet)] {}, Qt::QueuedConnection);
}

void ReadingView::setReadingFont(FontRole role) {
    m_font = role;
    setFontRole(this, role);
    dressAnew();
    placeColumn();
}

void ReadingView::setLineHeight(int percent) {
    m_lineHeight_percent = percent;
    dressAnew();
}

void ReadingView::setColumn(int em) {
    m_column_em = em;
    m_sheet->m_document->setDocumentMargin(marginOf(em));
    placeColumn();
}

void ReadingView::dressAnew() {
    m_sheet->m_layout->setLook(m_font, m_lineHeight_percent);
    m_sheet->m_layout->requestUpdate();
    markSearched(); // in the colours of the theme
    placeColumn();
}

void ReadingView::placeColumn() {
    if (m_column_em == 0)
        return;
    const int column = QFontInfo(font()).pixelSize() * m_column_em;
    const int room = width() - verticalScrollBar()->sizeHint().width();
    setViewportMargins(std::max(int(space::l), (room - column) / 2), 0,
                       std::max(int(space::s), (room - column) / 2), 0);
}

void ReadingView::resizeEvent(QResizeEvent *event) {
    placeColumn();
    QPlainTextEdit::resizeEvent(event);
}

void ReadingView::changeEvent(QEvent *event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_sheet)
        dressAnew();
}

QMimeData *ReadingView::createMimeDataFromSelection() const {
    const QTextCursor cursor = textCursor();
    auto *data = new QMimeData;
    data->setText(
        m_sheet->text().copyOf(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart()));
    return data;
}

void ReadingView::setSearched(const QString &text) {
    m_searched = text;
    markSearched();
}

void ReadingView::markSearched() {
    constexpr int most = 1000; // Qt looks through all of them for every paragraph that it paints
    QList<QTextEdit::ExtraSelection> marks;
    const QString all = m_searched.isEmpty() ? QString() : m_sheet->text().text();
    for (qsizetype at = all.indexOf(m_searched, 0, Qt::CaseInsensitive);
         at >= 0 && !m_searched.isEmpty() && marks.size() < most;
         at = all.indexOf(m_searched, at + m_searched.size(), Qt::CaseInsensitive)) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(int(at));
        mark.cursor.setPosition(int(at + m_searched.size()), QTextCursor::KeepAnchor);
        mark.format.setBackground(colour(Role::warnTint));
        mark.format.setForeground(colour(Role::warn));
        marks << mark;
    }
    setExtraSelections(marks);
}

void ReadingView::showStretch(int start, int length) {
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(start, 0, m_sheet->text().size()));
    cursor.setPosition(std::clamp(start + length, 0, m_sheet->text().size()), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    centerCursor();
}

} // namespace retort
