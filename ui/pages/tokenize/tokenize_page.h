// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenize: tabs Train (settings, what came out), Inspect (pieces, ids and loss mask of any sample or typed
// text) and Vocabulary. GUI thread.
#pragma once

#include "core/codec/tokenizer.h"
#include "core/tokenize/tokenizer_stats.h"
#include "ui/pages/page.h"

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QStackedWidget;
class QCheckBox;

namespace retort {

class ActionButton;
class Banner;
class Card;
class EmptyState;
template <typename Source>
class MetricPanel;
class OptionForm;
class PieceView;
class ProgressLine;
class Tabs;
class TableView;
class VocabularyModel;
struct Task;

class TokenizePage final : public Page {
    Q_OBJECT

public:
    TokenizePage(AppState &app, QWidget *parent);
    QVariantMap viewState() const override;
    void setViewState(const QVariantMap &state) override;

private:
    QWidget *makeTrain();
    QWidget *makeInspect();
    QWidget *makeVocabulary();
    QWidget *makeMissing();
    bool onTrainTab() const;
    void showTab();
    void train();
    void showTask(const Task &task);
    void showTokenizer();
    void loadShown();
    void inspect();
    void showPieces();

    Tabs *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_missing = nullptr; // in place of the other tabs while there is no tokenizer
    OptionForm *m_form = nullptr;
    QAction *m_train = nullptr;
    ProgressLine *m_progress = nullptr;
    QLabel *m_phase = nullptr;
    MetricPanel<TokenizerRecord> *m_strip = nullptr;
    Banner *m_banner = nullptr;
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

    TableView *m_table = nullptr;
    VocabularyModel *m_vocabulary = nullptr;

    TokenizerPtr m_tokenizer;
    std::int64_t m_tokenizerId = 0;
    bool m_busy = false; // a tokenizer is being trained
};

} // namespace retort
