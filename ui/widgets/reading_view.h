// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a ReadingText: read only, selectable, a fixed line height, a column of limited width. Only paragraphs
// in sight are laid out and dressed (QPlainTextEdit), so 600,000 characters open in some tens of ms. GUI
// thread.
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/reading_text.h"

#include <QPlainTextEdit>

#include <memory>

namespace retort {

class ReadingView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit ReadingView(QWidget *parent = nullptr);
    ~ReadingView() override;

    void setText(ReadingText text); // shows its beginning
    const ReadingText &shownText() const { return *m_text; }
    void setReadingFont(FontRole role);
    /// In percent of the font's size; 0: what the font wants.
    void setLineHeight(int percent);
    /// Centres the text in a column of at most so many em; 0: all of the width.
    void setColumn(int em);
    /// Selects it and brings it to the middle.
    void showStretch(int start, int length);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    class Layout;
    void makeDocument();
    void placeColumn();
    void dressAnew();

    std::shared_ptr<const ReadingText> m_text;
    QTextDocument *m_document = nullptr;
    Layout *m_layout = nullptr; // of the document
    FontRole m_font = FontRole::body;
    int m_lineHeight_percent = 0, m_column_em = 0;
};

} // namespace retort
