// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a ReadingText: read only, selectable, a fixed line height, a column of limited width. Only paragraphs
// in sight are laid out and dressed (QPlainTextEdit), so 600,000 characters open in some tens of ms. GUI
// thread.
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/reading_text.h"

#include <QFont>
#include <QPlainTextEdit>

#include <memory>

namespace retort {

/// What a view wants of a document before it is filled; taken in the GUI thread.
struct ReadingLook {
    QFont font;
    int margin = 0;
};

/// A text with its document, which takes longest to fill: made on any thread, shown in the GUI thread by one
/// view at a time.
class ReadingSheet {
public:
    ReadingSheet(ReadingText text, const ReadingLook &look);
    ~ReadingSheet();
    ReadingSheet(const ReadingSheet &) = delete;
    ReadingSheet &operator=(const ReadingSheet &) = delete;

    const ReadingText &text() const { return *m_text; }

private:
    friend class ReadingView;
    class Layout;
    std::shared_ptr<const ReadingText> m_text;
    QTextDocument *m_document;
    Layout *m_layout; // of the document
};

using SheetPtr = std::shared_ptr<const ReadingSheet>;

class ReadingView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit ReadingView(QWidget *parent = nullptr);
    ~ReadingView() override;

    /// Shows its beginning.
    void setSheet(SheetPtr sheet);
    void setText(ReadingText text); // a short one, or where nobody waits
    ReadingLook look() const;
    void setReadingFont(FontRole role);
    /// In percent of the font's size; 0: what the font wants.
    void setLineHeight(int percent);
    /// Centres the text in a column of at most so many em; 0: all of the width.
    void setColumn(int em);
    /// Marks this text wherever it stands, whatever the case; empty: no marks.
    void setSearched(const QString &text);
    /// Selects it and brings it to the middle.
    void showStretch(int start, int length);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void placeColumn();
    void dressAnew();
    void markSearched();

    SheetPtr m_sheet;
    FontRole m_font = FontRole::body;
    int m_lineHeight_percent = 0, m_column_em = 0;
    QString m_searched;
};

} // namespace retort
