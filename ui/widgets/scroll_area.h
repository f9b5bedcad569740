// SPDX-License-Identifier: GPL-3.0-or-later
// A scroll area that shows what lies under it: content in a card keeps the card's colour. Vertical only. GUI thread.
#pragma once

class QScrollArea;
class QWidget;

namespace retort {

QScrollArea* makeScrollArea(QWidget* content, QWidget* parent = nullptr);

} // namespace retort
