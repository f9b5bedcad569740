// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenize: tabs Train (settings, what came out), Inspect (pieces, ids and loss mask of any sample or typed
// text) and Vocabulary. GUI thread.
#pragma once

#include "core/codec/tokenizer.h"
#include "core/tokenize/tokenizer_stats.h"
#include "ui/pages/page.h"

class QPlainTextEdit;
class QSpinBox;
class QStackedWidget;
class QCheckBox;

namespace retort {

template <typename Source>
class MetricPanel;
class PieceView;
template <typename Record>
class RecordModel;
class SetupPanel;
class Tabs;

class TokenizePage final : public Page {
    Q_OBJECT

public:
    TokenizePage(AppState &app, QWidget *parent);

private:
    QWidget *makeTrain();
    QWidget *makeInspect();
    QWidget *makeVocabulary();
    void showTab();
    void train();
    void showTokenizer();
    void loadShown();
    void inspect();
    void showPieces();
    void findPieces();

    Tabs *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr; // the tabs, then the two in place of which something is missing
    QAction *m_train = nullptr;
    SetupPanel *m_panel = nullptr;
    MetricPanel<TokenizerRecord> *m_strip = nullptr;
    QLabel *m_settings = nullptr;

    Tabs *m_source = nullptr; // a sample, or typed text
    QSpinBox *m_row = nullptr;
    QPlainTextEdit *m_typed = nullptr;
    QCheckBox *m_showIds = nullptr, *m_tint = nullptr;
    PieceView *m_pieces = nullptr;
    std::shared_ptr<const std::vector<InspectedPiece>> m_inspected; // what is shown there
    QLabel *m_summary = nullptr;
    std::vector<SampleId> m_ids;
    VersionId m_idsOf = 0;

    QLineEdit *m_search = nullptr;
    RecordModel<VocabularyEntry> *m_found = nullptr;
    std::vector<VocabularyEntry> m_vocabulary;

    TokenizerPtr m_tokenizer;
    std::int64_t m_tokenizerId = 0;
};

} // namespace retort
