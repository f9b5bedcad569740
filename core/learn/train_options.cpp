// SPDX-License-Identifier: GPL-3.0-or-later
// The option table of training and its presets.
#include "core/base/option_make.h"
#include "core/base/plug_ins.h"
#include "core/learn/device.h"
#include "core/learn/loss_info.h"
#include "core/learn/train_job.h"

namespace retort {

using namespace option_make;

namespace {

OptionTable basics() {
    const Text steps = RETORT_TR("core", "steps");
    return inGroup(
        RETORT_TR("core", "Training"),
        {intOption("max_steps", 1'000, RETORT_TR("core", "Steps"),
                   RETORT_TR("core",
                             "How often the weights are changed. 0: as many as the epochs or minutes allow."))
             .between(0, 100'000'000)
             .unit(steps)
             .step(100),
         floatOption("max_epochs", 0, RETORT_TR("core", "Epochs"),
                     RETORT_TR("core", "End after so many passes over the training rows. 0: no such limit."))
             .zero(RETORT_TR("core", "no limit"))
             .between(0, 100'000)
             .step(1),
         floatOption(
             "max_minutes", 0, RETORT_TR("core", "Time limit"),
             RETORT_TR("core",
                       "The number of steps is cut so that the run, decay included, fits; only a validation "
                       "at its end may go beyond it. 0: no limit."))
             .zero(RETORT_TR("core", "no limit"))
             .between(0, 100'000)
             .unit(RETORT_TR("core", "minutes")),
         intOption("tokens_per_step", 2'048, RETORT_TR("core", "Tokens per step"),
                   RETORT_TR("core",
                             "How much text each change of the weights looks at. Small students learn "
                             "faster from many small steps: 2,000; larger ones want 16,000 and more."))
             .between(16, 16'777'216)
             .unit(RETORT_TR("core", "tokens"))
             .logScale(),
         floatOption(
             "learning_rate", 2e-3, RETORT_TR("core", "Learning rate"),
             RETORT_TR("core", "Size of each change at its peak. 2e-3 for 1M parameters, 3e-4 for 100M."))
             .between(1e-8, 1)
             .logScale(),
         intOption(
             "seed", 1, RETORT_TR("core", "Seed"),
             RETORT_TR("core",
                       "First weights and order of the samples follow from it: the same seed, the same run."))
             .between(0, 9'007'199'254'740'992.0),
         deviceOption()});
}

OptionTable schedule() {
    return advanced(inGroup(
        RETORT_TR("core", "Schedule"),
        {intOption(
             "warmup_steps", 50, RETORT_TR("core", "Warm-up"),
             RETORT_TR("core",
                       "The learning rate rises from 0 over these steps: fewer than the steps of the run. "
                       "Where epochs or minutes end it sooner, a tenth of its steps is taken."))
             .between(0, 1'000'000)
             .unit(RETORT_TR("core", "steps")),
         choiceOption("decay", "linear", RETORT_TR("core", "Decay"),
                      RETORT_TR("core", "How the learning rate falls at the end."))
             .choices({{"linear", RETORT_TR("core", "Linear")},
                       {"cosine", RETORT_TR("core", "Cosine")},
                       {"none", RETORT_TR("core", "None")}}),
         floatOption(
             "decay_share", 0.5, RETORT_TR("core", "Share of decay"),
             RETORT_TR("core", "The last part of the steps, over which it falls; before, it is constant."))
             .between(0, 1)
             .step(0.05),
         floatOption("final_lr_share", 0, RETORT_TR("core", "Learning rate at the end"),
                     RETORT_TR("core", "As a share of the peak."))
             .between(0, 1)
             .step(0.05)}));
}

OptionTable optimizer() {
    return advanced(inGroup(
        RETORT_TR("core", "AdamW"),
        {floatOption(
             "weight_decay", 0.1, RETORT_TR("core", "Weight decay"),
             RETORT_TR("core",
                       "Pulls matrices towards 0 a little at each step; norms and biases are left alone."))
             .between(0, 10),
         floatOption("beta1", 0.9, RETORT_TR("core", "Beta 1"),
                     RETORT_TR("core", "Memory of the gradient's mean."))
             .between(0, 0.9999),
         floatOption("beta2", 0.95, RETORT_TR("core", "Beta 2"),
                     RETORT_TR("core", "Memory of the gradient's square."))
             .between(0, 0.99999),
         floatOption("adam_eps", 1e-8, RETORT_TR("core", "Epsilon"),
                     RETORT_TR("core", "Keeps the step from dividing by zero."))
             .between(1e-16, 1e-2)
             .logScale(),
         floatOption("clip_norm", 1, RETORT_TR("core", "Gradient clipping"),
                     RETORT_TR("core", "A gradient longer than this is shortened to it. 0: never."))
             .zero(RETORT_TR("core", "never"))
             .between(0, 1e6),
         intOption("micro_batch_tokens", 0, RETORT_TR("core", "Micro-batch"),
                   RETORT_TR("core",
                             "A step is computed in pieces of this many tokens, which saves memory and "
                             "changes nothing else. 0: automatic."))
             .zero(RETORT_TR("core", "automatic"))
             .between(0, 1'048'576)
             .unit(RETORT_TR("core", "tokens"))}));
}

OptionTable measures() {
    const Text steps = RETORT_TR("core", "steps");
    return inGroup(
        RETORT_TR("core", "Measuring and saving"),
        {intOption("eval_every", 100, RETORT_TR("core", "Validate every"),
                   RETORT_TR("core", "Loss on the validation rows, and share of right answers to some "
                                     "of their questions. 0: only at the end."))
             .zero(RETORT_TR("core", "at the end"))
             .between(0, 10'000'000)
             .unit(steps),
         intOption("accuracy_questions", 64, RETORT_TR("core", "Questions per validation"),
                   RETORT_TR("core", "How many validation questions are answered each time. 0: none."))
             .between(0, 100'000)
             .advanced(),
         intOption("accuracy_max_new_tokens", 256, RETORT_TR("core", "Longest answer"),
                   RETORT_TR("core", "An answer that has not ended by then counts as wrong."))
             .between(1, 1'048'576)
             .unit(RETORT_TR("core", "tokens"))
             .advanced(),
         intOption(
             "validation_tokens", 65'536, RETORT_TR("core", "Validation text"),
             RETORT_TR(
                 "core",
                 "At most so many tokens of validation rows are used for the loss, always the same ones."))
             .between(1, 1'000'000'000)
             .unit(RETORT_TR("core", "tokens"))
             .advanced(),
         intOption(
             "patience", 0, RETORT_TR("core", "Early stopping"),
             RETORT_TR("core", "End when so many validations in a row brought no better loss. 0: never."))
             .zero(RETORT_TR("core", "never"))
             .between(0, 10'000)
             .unit(RETORT_TR("core", "validations"))
             .advanced(),
         intOption(
             "checkpoint_every", 200, RETORT_TR("core", "Checkpoint every"),
             RETORT_TR("core",
                       "From a checkpoint a run can go on, and a student can be asked. 0: only at the end."))
             .zero(RETORT_TR("core", "at the end"))
             .between(0, 10'000'000)
             .unit(steps)
             .advanced(),
         intOption("keep_last", 3, RETORT_TR("core", "Keep"),
                   RETORT_TR("core", "Older checkpoints are removed, except the best, the last and those of "
                                     "a stop. 0: keep all."))
             .zero(RETORT_TR("core", "all"))
             .between(0, 10'000)
             .unit(RETORT_TR("core", "checkpoints"))
             .advanced(),
         intOption("log_every", 10, RETORT_TR("core", "Point every"),
                   RETORT_TR("core", "Steps between two points of the charts."))
             .between(1, 100'000)
             .unit(steps)
             .advanced()});
}

OptionTable dataAndLoss() {
    return advanced(inGroup(
        RETORT_TR("core", "Data and loss"),
        {choiceOption("loss", "cross_entropy", RETORT_TR("core", "Loss"),
                      RETORT_TR("core", "What training makes smaller."))
             .choices(lossChoices()),
         boolOption(
             "without_traces", false, RETORT_TR("core", "Without reasoning"),
             RETORT_TR(
                 "core",
                 "Trains on question and answer alone: the control run that shows what the traces bring.")),
         intOption("max_length", 0, RETORT_TR("core", "Longest sample"),
                   RETORT_TR("core",
                             "Longer samples are left out; how many, the run tells when it starts. 0: what "
                             "the student can hold."))
             .zero(RETORT_TR("core", "automatic"))
             .between(0, 1'048'576)
             .unit(RETORT_TR("core", "tokens")),
         choiceOption(
             "precision", "auto", RETORT_TR("core", "Precision"),
             RETORT_TR(
                 "core",
                 "bf16 halves memory and doubles speed on a GPU that has it; the CPU computes in fp32."))
             .choices({{"auto", RETORT_TR("core", "Automatic")},
                       {"fp32", RETORT_TR("core", "fp32")},
                       {"bf16", RETORT_TR("core", "bf16")}})}));
}

} // namespace

const OptionTable &trainOptions() {
    static const OptionTable table = [] {
        OptionTable all = basics();
        for (const OptionTable &part : {measures(), schedule(), optimizer(), dataAndLoss()})
            all = joinTables(std::move(all), part);
        for (const LossInfo &loss : lossInfos())
            all = joinTables(std::move(all), loss.options);
        return all;
    }();
    return table;
}

const std::vector<TrainPreset> &trainPresets() {
    using I = std::int64_t;
    static const std::vector<TrainPreset> presets = {
        {"demo",
         RETORT_TR("core", "Demo"),
         RETORT_TR("core",
                   "The demo project's recipe: 1,000 small steps in at most 10 minutes on two CPU cores."),
         {{"max_steps", I(1'000)},
          {"max_minutes", 10.0},
          {"tokens_per_step", I(2'048)},
          {"learning_rate", 2e-3}}},
        {"short",
         RETORT_TR("core", "Short look"),
         RETORT_TR("core", "200 steps: does the loss fall at all?"),
         {{"max_steps", I(200)},
          {"eval_every", I(50)},
          {"warmup_steps", I(20)},
          {"checkpoint_every", I(100)}}},
        {"long",
         RETORT_TR("core", "Long run"),
         RETORT_TR("core",
                   "Three passes over the rows in large steps, for students of 5M parameters and more."),
         {{"max_steps", I(0)},
          {"max_epochs", 3.0},
          {"tokens_per_step", I(16'384)},
          {"learning_rate", 1e-3},
          {"warmup_steps", I(200)},
          {"eval_every", I(250)},
          {"checkpoint_every", I(500)},
          {"decay", std::string("cosine")},
          {"decay_share", 1.0},
          {"final_lr_share", 0.1}}},
    };
    return presets;
}

const TrainPreset *findTrainPreset(std::string_view id) {
    return findPlugIn(trainPresets(), id);
}

} // namespace retort
