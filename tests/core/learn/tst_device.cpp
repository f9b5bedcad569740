// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/device.h"

#include "core/base/error.h"
#include "core/learn/nvml.h"

#include "test_main.h"

using namespace retort;

class TestDevice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_cpu_has_a_name_and_memory() {
        const std::vector<DeviceInfo> devices = listDevices();
        QVERIFY(!devices.empty());
        const DeviceInfo &cpu = devices.front();
        QCOMPARE(cpu.id, std::string("cpu"));
        QVERIFY(!cpu.name.empty() && cpu.threads >= 1);
        QVERIFY(cpu.usable && !cpu.cuda);
        QVERIFY(cpu.totalMemory_B > (64 << 20) && cpu.freeMemory_B > 0
                && cpu.freeMemory_B <= cpu.totalMemory_B);
    }

    void a_change_of_device_says_whether_it_is_exact() {
        const ComputeInfo here{"cuda:0", "H200", "bf16"};
        QVERIFY(computeChange(here, here).empty());
        QVERIFY(computeChange({}, here).empty()); // a checkpoint of an earlier version does not say
        const auto change = [&](const ComputeInfo &now) {
            return QString::fromStdString(renderEnglish(computeChange(here, now)));
        };
        QVERIFY(change({"cuda:1", "H200", "bf16"}).contains("those of a run that never moved"));
        QVERIFY(change({"cuda:0", "H200", "fp32"}).contains("not exactly"));
        QVERIFY(change({"cpu", "EPYC", "fp32"}).contains("EPYC"));
    }

    void the_freest_gpu_wins_and_without_one_the_cpu() {
        DeviceInfo cpu, full, free, broken;
        cpu.id = "cpu";
        cpu.freeMemory_B = std::int64_t(1) << 40;
        full.id = "cuda:0";
        free.id = "cuda:1";
        broken.id = "cuda:2";
        full.cuda = free.cuda = broken.cuda = true;
        full.freeMemory_B = 10;
        free.freeMemory_B = 20;
        broken.freeMemory_B = 30;
        broken.usable = false;
        const std::vector<DeviceInfo> all{cpu, full, free, broken}, one{cpu}, two{cpu, broken};
        QCOMPARE(findDevice(all, "auto")->id, std::string("cuda:1"));
        QCOMPARE(findDevice(one, "")->id, std::string("cpu"));
        QCOMPARE(findDevice(two, "auto")->id, std::string("cpu"));
        QCOMPARE(findDevice(all, "cuda:0")->id, std::string("cuda:0"));
        QVERIFY(!findDevice(one, "cuda:0"));
    }

    void an_unknown_device_names_those_there_are() {
        QCOMPARE(resolveDevice("cpu"), std::string("cpu"));
        QVERIFY(!resolveDevice("auto").empty());
        try {
            resolveDevice("cuda:63");
            QFAIL("found");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::Device);
            QVERIFY(QString(e.what()).contains("cpu"));
        }
    }

    void visible_devices_follow_the_rules_of_cuda() {
        const std::vector<std::string> uuids = {"GPU-aa11", "GPU-bb22", "GPU-bb33"};
        using Indices = std::vector<std::size_t>;
        QCOMPARE(visibleDevices("0,1,2", uuids), (Indices{0, 1, 2}));
        QCOMPARE(visibleDevices("2, 0", uuids), (Indices{2, 0}));
        QCOMPARE(visibleDevices("GPU-bb3,GPU-aa", uuids), (Indices{2, 0}));
        QCOMPARE(visibleDevices("1,7,0", uuids), (Indices{1})); // the list ends at the first that fits none
        QCOMPARE(visibleDevices("-1", uuids), Indices{});
        QCOMPARE(visibleDevices("", uuids), Indices{});
        QCOMPARE(visibleDevices("1,1", uuids), (Indices{1}));
    }

    void memory_of_this_process_is_known() {
        QVERIFY(residentMemory_B() > (1 << 20));
        QVERIFY(peakResidentMemory_B() >= residentMemory_B() / 2);
        QVERIFY(mappedMemory_B() > 0 && mappedMemory_B() < residentMemory_B());
    }

    void the_peak_can_begin_anew() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("the sanitizer keeps what is freed");
#endif
        constexpr std::size_t much = 64 << 20;
        { std::vector<char> held(much, 1); }
        QVERIFY(peakResidentMemory_B() > residentMemory_B() + std::int64_t(much / 2));
        if (!resetPeakResidentMemory())
            QSKIP("this kernel keeps its peaks");
        const std::int64_t before = peakResidentMemory_B();
        QVERIFY(before < residentMemory_B() + std::int64_t(much / 4));
        { std::vector<char> held(much, 1); }
        QVERIFY(peakResidentMemory_B() > before + std::int64_t(much / 2));
    }
};

RETORT_TEST(TestDevice)
#include "tst_device.moc"
