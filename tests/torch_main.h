// SPDX-License-Identifier: GPL-3.0-or-later
// Test classes of core/{model,train,eval,export,serve} register here and run in the one program torch_tests:
//   RETORT_TORCH_TEST(TestLinear)
//   #include "tst_linear.moc"
#pragma once

#include <QtTest>

#include <functional>
#include <memory>

namespace retort {

using TorchTestMaker = std::function<std::unique_ptr<QObject>()>;

// file is __FILE__ of the test: from it follows the name that CTest uses (core.model.linear).
bool registerTorchTest(const char *file, TorchTestMaker make);

} // namespace retort

#define RETORT_TORCH_TEST(Class)                                                                             \
    [[maybe_unused]] static const bool registered##Class =                                                   \
        retort::registerTorchTest(__FILE__, [] { return std::make_unique<Class>(); });
