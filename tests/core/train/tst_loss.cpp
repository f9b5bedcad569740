// SPDX-License-Identifier: GPL-3.0-or-later
// Every registered loss: against its formula in float64, and its gradient against differences of its value.
// Terms that combine, targets of every kind, and losses on hidden states, with losses that are registered
// nowhere.
#include "test_main.h"

#include "core/learn/loss_info.h"
#include "core/model/model_fixture.h"
#include "core/train/loss_driver.h"

#include <functional>
#include <map>

using namespace retort;
using torch::Tensor;

namespace {

struct Case {
    Tensor logits_CV, targets_C, scales_C;
};

Case someCase(std::int64_t rows, std::int64_t vocab, double spread) {
    Case c{torch::randn({rows, vocab}) * spread, torch::randint(0, vocab, {rows}, at::kLong),
           torch::rand({rows}) / double(rows)};
    if (rows > 2)
        c.scales_C[1] = 0;
    return c;
}

const TokenLoss &tokenLoss(const LossTerm &term) {
    return *std::get<std::shared_ptr<const TokenLoss>>(term.loss);
}

double valueOf(const TokenLoss &loss, const Case &c, Tensor *gradient = nullptr, double weight = 1) {
    Tensor buffer;
    LogitGradient sum(buffer);
    const Tensor before = c.logits_CV.clone();
    const LossChunk chunk{c.logits_CV, {c.targets_C, {}, {}, {}, {}}, c.scales_C};
    const double value = loss.add(chunk, weight, gradient ? &sum : nullptr).item<double>();
    if (!at::equal(c.logits_CV, before))
        throw std::runtime_error("the logits were changed");
    if (gradient)
        *gradient = sum.sum_CV().clone();
    return value;
}

using Formula = std::function<Tensor(const Tensor &logits_CV, const Case &)>; // per row

void equalsFormula(const TokenLoss &loss, const Formula &formula) {
    for (const auto &[rows, vocab, spread] :
         {std::tuple{1, 2, 1.0}, {7, 9, 3.0}, {70, 37, 20.0}, {3, 1000, 0.1}, {5, 8, 80.0}}) {
        const Case c = someCase(rows, vocab, spread);
        const Tensor wide = c.logits_CV.to(at::kDouble).set_requires_grad(true);
        const Tensor expected = (formula(wide, c) * c.scales_C.to(at::kDouble)).sum();
        expected.backward();
        Tensor gradient;
        const double value = valueOf(loss, c, &gradient);
        QVERIFY(std::abs(value - expected.item<double>())
                < 1e-5 * std::max(1.0, std::abs(expected.item<double>())));
        QVERIFY(largest(gradient - wide.grad()) < 1e-6);
        QCOMPARE(valueOf(loss, c), value);
        // A second term adds to what is there, with its weight.
        Tensor buffer;
        LogitGradient sum(buffer);
        const LossChunk chunk{c.logits_CV, {c.targets_C, {}, {}, {}, {}}, c.scales_C};
        loss.add(chunk, 0.25, &sum);
        loss.add(chunk, 0.5, &sum);
        QVERIFY(largest(sum.sum_CV() - 0.75 * wide.grad()) < 1e-6);
    }
}

// KL(teacher ‖ student) at temperature 1: the classic of distillation, here to prove that targets arrive.
class KlToTeacher : public TokenLoss {
public:
    Tensor add(const LossChunk &chunk, double weight, LogitGradient *gradient) const override {
        const Tensor p_CV = at::softmax(chunk.targets.teacher_CV, 1),
                     q_CV = at::log_softmax(chunk.logits_CV, 1);
        if (gradient)
            gradient->add((q_CV.exp() - p_CV) * (weight * chunk.scales_C).unsqueeze(1));
        return ((p_CV * (p_CV.log() - q_CV)).sum(1) * chunk.scales_C).sum(at::kDouble);
    }
};

// Cross-entropy with the kept classes of a stored teacher; the tail is left out.
class TopK : public TokenLoss {
public:
    Tensor add(const LossChunk &chunk, double weight, LogitGradient *gradient) const override {
        const TargetView &t = chunk.targets;
        const Tensor p_CE = t.topLogProbs_CE.exp(), q_CV = at::log_softmax(chunk.logits_CV, 1);
        if (largest(p_CE.sum(1) + t.tailMass_C - 1) > 1e-5)
            throw std::runtime_error("mass is missing");
        if (gradient)
            gradient->add(((q_CV.exp() * p_CE.sum(1, true)).scatter_add(1, t.topIds_CE, -p_CE))
                          * (weight * chunk.scales_C).unsqueeze(1));
        return ((p_CE * -q_CV.gather(1, t.topIds_CE)).sum(1) * chunk.scales_C).sum(at::kDouble);
    }
};

// Mean square distance to the teacher's states after the first layer.
class HiddenDistance : public StateLoss {
public:
    void ask(Collect &collect) const override { collect.hidden = true; }
    Tensor value(const Batch &batch, const Collect &student, const Collect &teacher,
                 double normaliser) const override {
        const Tensor away_M = (student.hidden_ND.front() - teacher.hidden_ND.front())
                                  .index_select(0, batch.lossRows_M)
                                  .square()
                                  .mean(1);
        return (away_M * batch.weights_M).sum() / normaliser;
    }
};

// A student and a teacher of the same vocabulary, one batch, and its gradients by the driver and by autograd.
struct Distilling {
    explicit Distilling(std::int64_t logitsBytes) {
        device.logitsBytes = logitsBytes;
        student = makeModel(tinyStudent(), device);
        randomise(student->parameters());
        student->parameters().requireGradients(true);
        objective.teacher = makeModel(tinyStudent(), device);
        randomise(objective.teacher->parameters(), 77);
        batch = makeBatch(packBatch(set, allOf(set)), device);
    }
    Tensor logits_MV(Model &model) {
        return at::linear(model.forward(batch).index_select(0, batch.lossRows_M), model.head().master);
    }
    Tensor byDriver() {
        student->parameters().zeroGradients();
        values_L = lossAndBackward(*student, batch, objective, batch.weightSum);
        return student->parameters().flatGradient(ParameterGroup::Decay).clone();
    }
    Tensor byAutograd(const Tensor &loss) {
        student->parameters().zeroGradients();
        loss.backward();
        return student->parameters().flatGradient(ParameterGroup::Decay).clone();
    }
    Tensor meanOf(const Tensor &losses_M) const {
        return (losses_M * batch.weights_M).sum() / batch.weightSum;
    }
    Tensor hardLoss() {
        return meanOf(
            -at::log_softmax(logits_MV(*student), 1).gather(1, batch.targets_M.unsqueeze(1)).squeeze(1));
    }
    DeviceTraits device;
    EncodedSet set = randomSet({40, 13, 29, 60}, 37);
    ModelPtr student;
    Objective objective;
    Batch batch;
    Tensor values_L;
};

// Chunks of one row at least, of some rows, of all.
const std::vector<std::int64_t> chunkSizes = {1, 37 * 4 * 50, 1 << 30};

} // namespace

class TestLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { torch::manual_seed(31); }

    void an_unknown_loss_is_refused() { QVERIFY_EXCEPTION_THROWN(makeLossTerm("nonsense"), Error); }

    // In float64 and with autograd; a new loss needs a line here.
    void each_loss_equals_its_formula() {
        const std::map<std::string, Formula> formulas = {
            {"cross_entropy", [](const Tensor &logits_CV, const Case &c) {
                 return -at::log_softmax(logits_CV, 1).gather(1, c.targets_C.unsqueeze(1)).squeeze(1);
             }}};
        for (const LossInfo &info : lossInfos()) {
            QVERIFY2(formulas.count(info.id), info.id.c_str());
            equalsFormula(tokenLoss(makeLossTerm(info.id)), formulas.at(info.id));
        }
    }

    // Central differences of the value, for every registered loss.
    void gradients_equal_differences_of_the_value() {
        for (const LossInfo &info : lossInfos()) {
            const LossTerm term = makeLossTerm(info.id);
            const TokenLoss &loss = tokenLoss(term);
            Case c = someCase(4, 6, 1.0);
            c.scales_C *= 100; // float32 differences need large values
            Tensor gradient;
            valueOf(loss, c, &gradient);
            for (std::int64_t row = 0; row < 4; ++row) {
                for (std::int64_t v = 0; v < 6; ++v) {
                    const float step = 1e-2f, kept = c.logits_CV[row][v].item<float>();
                    c.logits_CV[row][v] = kept + step;
                    const double above = valueOf(loss, c);
                    c.logits_CV[row][v] = kept - step;
                    const double below = valueOf(loss, c);
                    c.logits_CV[row][v] = kept;
                    const double slope = (above - below) / (2.0 * double(step));
                    QVERIFY2(std::abs(slope - gradient[row][v].item<double>()) < 2e-2, info.id.c_str());
                }
            }
        }
    }

    // Chunks of a few rows, of all rows, and autograd over full logits give the same gradients everywhere.
    void the_driver_equals_autograd_over_all_logits() {
        const EncodedSet set = randomSet({40, 13, 29, 60}, 37);
        for (const bool tied : {true, false}) {
            StudentConfig s = tinyStudent();
            s.tieEmbeddings = tied;
            for (const std::int64_t logitsBytes : chunkSizes) {
                DeviceTraits device;
                device.logitsBytes = logitsBytes;
                const ModelPtr studentModel = makeModel(s, device);
                Model &student = *studentModel;
                randomise(student.parameters());
                student.parameters().requireGradients(true);
                const Batch batch = makeBatch(packBatch(set, allOf(set)), device);
                const Tensor sum = lossAndBackward(student, batch, {}, batch.weightSum);
                const Tensor mine = student.parameters().flatGradient(ParameterGroup::Decay).clone();
                student.parameters().zeroGradients();
                const Tensor hidden_MD = student.forward(batch).index_select(0, batch.lossRows_M);
                const Tensor logits_MV = at::linear(hidden_MD, student.head().master);
                const Tensor losses_M =
                    -at::log_softmax(logits_MV, 1).gather(1, batch.targets_M.unsqueeze(1)).squeeze(1);
                const Tensor expected = (losses_M * batch.weights_M).sum() / batch.weightSum;
                expected.backward();
                const Tensor theirs = student.parameters().flatGradient(ParameterGroup::Decay);
                QVERIFY(std::abs(sum.item<double>() - expected.item<double>()) < 1e-5);
                QVERIFY2(largest(mine - theirs) < 1e-5 * std::max(1.0, largest(theirs)),
                         qPrintable(QString::number(logitsBytes)));
                const double again = lossOnly(student, batch, {}, batch.weightSum).item<double>();
                QVERIFY(std::abs(again - sum.item<double>()) < 1e-6);
            }
        }
    }

    void two_terms_combine_with_their_weights() {
        for (const std::int64_t logitsBytes : chunkSizes) {
            Distilling d(logitsBytes);
            const double alpha = 0.3;
            d.objective.terms = {makeLossTerm("cross_entropy", alpha),
                                 {"kl", 1 - alpha, std::make_shared<const KlToTeacher>()}};
            const Tensor mine = d.byDriver();
            const Tensor p_MV = at::softmax(d.logits_MV(*d.objective.teacher).detach(), 1);
            const Tensor hard = d.hardLoss();
            const Tensor kl =
                d.meanOf((p_MV * (p_MV.log() - at::log_softmax(d.logits_MV(*d.student), 1))).sum(1));
            QVERIFY(std::abs(d.values_L[0].item<double>() - hard.item<double>()) < 1e-5); // without weights
            QVERIFY(std::abs(d.values_L[1].item<double>() - kl.item<double>()) < 1e-5);
            const Tensor total = alpha * hard + (1 - alpha) * kl;
            QVERIFY(std::abs(weighted(d.objective, d.values_L).item<double>() - total.item<double>()) < 1e-5);
            const Tensor theirs = d.byAutograd(total);
            QVERIFY(largest(mine - theirs) < 1e-5 * std::max(1.0, largest(theirs)));
            const Tensor again = lossOnly(*d.student, d.batch, d.objective, d.batch.weightSum);
            QVERIFY(largest(again - d.values_L) < 1e-6);
        }
    }

    void stored_classes_reach_a_loss() {
        for (const std::int64_t logitsBytes : chunkSizes) {
            Distilling d(logitsBytes);
            const Tensor p_MV = at::softmax(d.logits_MV(*d.objective.teacher).detach(), 1);
            const auto [top_ME, ids_ME] = p_MV.topk(5, 1);
            d.batch.soft = {ids_ME, top_ME.log(), 1 - top_ME.sum(1)};
            d.objective = {{{"top_k", 1, std::make_shared<const TopK>()}}, nullptr};
            const Tensor mine = d.byDriver();
            const Tensor q_MV = at::log_softmax(d.logits_MV(*d.student), 1);
            const Tensor theirs = d.byAutograd(d.meanOf((top_ME * -q_MV.gather(1, ids_ME)).sum(1)));
            QVERIFY(largest(mine - theirs) < 1e-5 * std::max(1.0, largest(theirs)));
        }
    }

    // A loss on hidden states is a root of the backward pass of its own, with or without token losses.
    void losses_on_hidden_states_give_right_gradients() {
        for (const bool alone : {false, true}) {
            Distilling d(37 * 4 * 50);
            const LossTerm distance{"hidden", 0.5, std::make_shared<const HiddenDistance>()};
            d.objective.terms = {distance};
            if (!alone)
                d.objective.terms.push_back(makeLossTerm("cross_entropy", 2));
            const Tensor mine = d.byDriver();
            Collect student, teacher;
            student.hidden = teacher.hidden = true;
            d.student->forward(d.batch, &student);
            d.objective.teacher->forward(d.batch, &teacher);
            const Tensor away_M = (student.hidden_ND.front() - teacher.hidden_ND.front().detach())
                                      .index_select(0, d.batch.lossRows_M)
                                      .square()
                                      .mean(1);
            Tensor total = 0.5 * d.meanOf(away_M);
            QVERIFY(std::abs(d.values_L[0].item<double>() - 2 * total.item<double>()) < 1e-5);
            if (!alone)
                total = total + 2 * d.hardLoss();
            const Tensor theirs = d.byAutograd(total);
            QVERIFY(largest(theirs) > 0);
            QVERIFY(largest(mine - theirs) < 1e-5 * std::max(1.0, largest(theirs)));
        }
    }

    void the_teacher_gets_no_gradient() {
        Distilling d(1 << 20);
        d.objective.teacher->parameters().requireGradients(true);
        d.objective.terms = {{"kl", 1, std::make_shared<const KlToTeacher>()},
                             {"hidden", 1, std::make_shared<const HiddenDistance>()}};
        QVERIFY(largest(d.byDriver()) > 0);
        QVERIFY(largest(d.objective.teacher->parameters().flatGradient(ParameterGroup::Decay)) == 0);
    }
};

RETORT_TEST(TestLoss)
#include "tst_loss.moc"
