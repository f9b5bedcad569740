// SPDX-License-Identifier: GPL-3.0-or-later
// Visibility of the two shared libraries: everything else in them is hidden. The attribute is the same for
// users and builders, so that exceptions and their type information pass between them (ELF needs no import
// form).
#pragma once

#define RETORT_DATA_API __attribute__((visibility("default")))
#define RETORT_LEARN_API __attribute__((visibility("default")))
