// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/ops/cpu_kernels.h"

#include <cmath>
#include <cstring>
#include <vector>

// Eight floats at a time by the compiler's vector types: one AVX2 register, or two of SSE, chosen at start.
// Sums keep eight lanes of their own, so their order is the same on both.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)        \
    && !defined(__SANITIZE_THREAD__)
#define RETORT_KERNEL __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define RETORT_KERNEL
#endif
#define RETORT_INLINE inline __attribute__((always_inline))

namespace retort::kernels {
namespace {

constexpr std::int64_t lanes = 8;
using F8 = float __attribute__((vector_size(32)));
using I8 = std::int32_t __attribute__((vector_size(32)));

// By reference: a vector as an argument would have another calling convention in each clone.
RETORT_INLINE void load(F8 &v, const float *from) {
    std::memcpy(&v, from, sizeof v);
}
RETORT_INLINE void store(float *to, const F8 &v) {
    std::memcpy(to, &v, sizeof v);
}

RETORT_INLINE float sumOf(const F8 &lane) {
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

RETORT_INLINE float dot(const float *a, const float *b, std::int64_t n) {
    F8 sums = {}, va, vb;
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        load(va, a + i);
        load(vb, b + i);
        sums += va * vb;
    }
    float sum = sumOf(sums);
    for (; i < n; ++i)
        sum += a[i] * b[i];
    return sum;
}

// exp by 2^n · p(r), |r| <= ln2 / 2, degree 6: relative error below 2e-7 between -87 and 88, clamped outside.
RETORT_INLINE void exp8(F8 &x) {
    const F8 low = {-87, -87, -87, -87, -87, -87, -87, -87}, high = {88, 88, 88, 88, 88, 88, 88, 88};
    x = x < low ? low : x;
    x = x > high ? high : x;
    const float shift = 12582912.0f; // 1.5 · 2^23: adding it rounds to a whole number in the low bits
    const F8 shifted = x * 1.44269504088896341f + shift;
    const F8 n = shifted - shift;
    const F8 r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    F8 p = 1.9875691500e-4f * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    I8 bits;
    std::memcpy(&bits, &shifted, sizeof bits);
    bits = (bits - 0x4b400000 + 127) << 23;
    F8 scale;
    std::memcpy(&scale, &bits, sizeof scale);
    x = p * scale;
}

// Calls fn on whole vectors, and on the last few values through a padded copy: fn(offset, count).
template <typename Fn>
RETORT_INLINE void forVectors(std::int64_t n, const Fn &fn) {
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes)
        fn(i, lanes);
    if (i < n)
        fn(i, n - i);
}
RETORT_INLINE void loadSome(F8 &v, const float *from, std::int64_t count) {
    if (count == lanes) {
        load(v, from);
        return;
    }
    v = F8{};
    std::memcpy(&v, from, std::size_t(count) * sizeof(float));
}
RETORT_INLINE void storeSome(float *to, const F8 &v, std::int64_t count) {
    std::memcpy(to, &v, count == lanes ? sizeof v : std::size_t(count) * sizeof(float));
}

} // namespace

RETORT_KERNEL void rmsNormForward(const float *x, const float *weight, float *y, float *inverseRms,
                                  std::int64_t rows, std::int64_t size, float eps) {
    for (std::int64_t r = 0; r < rows; ++r) {
        const float *in = x + r * size;
        float *out = y + r * size;
        const float inverse = 1.0f / std::sqrt(dot(in, in, size) / float(size) + eps);
        inverseRms[r] = inverse;
        forVectors(
            size, [&](std::int64_t i, std::int64_t count) __attribute__((always_inline)) {
                F8 v, w;
                loadSome(v, in + i, count);
                loadSome(w, weight + i, count);
                storeSome(out + i, v * inverse * w, count);
            });
    }
}

// With n = x / rms: dx = (dy·w - n · mean(dy·w·n)) / rms, dw += dy · n.
RETORT_KERNEL void rmsNormBackward(const float *dy, const float *x, const float *weight,
                                   const float *inverseRms, float *dx, float *dWeight, std::int64_t rows,
                                   std::int64_t size) {
    for (std::int64_t r = 0; r < rows; ++r) {
        const float *g = dy + r * size, *in = x + r * size;
        float *out = dx + r * size;
        const float inverse = inverseRms[r];
        F8 sums = {};
        forVectors(
            size, [&](std::int64_t i, std::int64_t count) __attribute__((always_inline)) {
                F8 vg, vw, vx;
                loadSome(vg, g + i, count);
                loadSome(vw, weight + i, count);
                loadSome(vx, in + i, count);
                sums += vg * vw * vx;
            });
        const float pull = sumOf(sums) * inverse * inverse * inverse / float(size);
        forVectors(
            size, [&](std::int64_t i, std::int64_t count) __attribute__((always_inline)) {
                F8 vg, vw, vx, vd;
                loadSome(vg, g + i, count);
                loadSome(vw, weight + i, count);
                loadSome(vx, in + i, count);
                loadSome(vd, dWeight + i, count);
                storeSome(out + i, vg * vw * inverse - vx * pull, count);
                storeSome(dWeight + i, vd + vg * vx * inverse, count);
            });
    }
}

RETORT_KERNEL void swigluForward(const float *gate, const float *up, float *y, std::int64_t n) {
    forVectors(
        n, [&](std::int64_t i, std::int64_t count) __attribute__((always_inline)) {
            F8 g, u;
            loadSome(g, gate + i, count);
            loadSome(u, up + i, count);
            F8 e = -g;
            exp8(e);
            storeSome(y + i, g / (1.0f + e) * u, count);
        });
}

RETORT_KERNEL void swigluBackward(const float *dy, const float *gate, const float *up, float *dGate,
                                  float *dUp, std::int64_t n) {
    forVectors(
        n, [&](std::int64_t i, std::int64_t count) __attribute__((always_inline)) {
            F8 d, g, u;
            loadSome(d, dy + i, count);
            loadSome(g, gate + i, count);
            loadSome(u, up + i, count);
            F8 s = -g;
            exp8(s);
            s = 1.0f / (1.0f + s);
            storeSome(dUp + i, d * g * s, count);
            storeSome(dGate + i, d * u * s * (1.0f + g * (1.0f - s)), count);
        });
}

RETORT_KERNEL void rotate(const float *x, const float *cos, const float *sin, const std::int64_t *positions,
                          float *y, std::int64_t rows, std::int64_t heads, std::int64_t headDim,
                          float direction) {
    const std::int64_t half = headDim / 2;
    for (std::int64_t r = 0; r < rows; ++r) {
        const float *c = cos + positions[r] * half, *s = sin + positions[r] * half;
        for (std::int64_t h = 0; h < heads; ++h) {
            const float *in = x + (r * heads + h) * headDim;
            float *out = y + (r * heads + h) * headDim;
            forVectors(
                half, [&](std::int64_t i, std::int64_t count) __attribute__((always_inline)) {
                    F8 a, b, cosine, sine;
                    loadSome(a, in + i, count);
                    loadSome(b, in + half + i, count);
                    loadSome(cosine, c + i, count);
                    loadSome(sine, s + i, count);
                    sine *= direction;
                    storeSome(out + i, a * cosine - b * sine, count);
                    storeSome(out + half + i, b * cosine + a * sine, count);
                });
        }
    }
}

namespace {

RETORT_INLINE float maximumOf(const float *x, std::int64_t n) {
    float top = x[0];
    F8 tops = {top, top, top, top, top, top, top, top}, v;
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        load(v, x + i);
        tops = v > tops ? v : tops;
    }
    for (std::int64_t k = 0; k < lanes; ++k)
        top = tops[k] > top ? tops[k] : top;
    for (; i < n; ++i)
        top = x[i] > top ? x[i] : top;
    return top;
}

// out = exp(x - top), which may be x itself; returns the sum.
RETORT_INLINE float expAndSum(const float *x, float *out, std::int64_t n, float top) {
    F8 sums = {};
    std::int64_t i = 0;
    F8 v;
    for (; i + lanes <= n; i += lanes) {
        load(v, x + i);
        v -= top;
        exp8(v);
        store(out + i, v);
        sums += v;
    }
    float sum = sumOf(sums);
    if (i < n) {
        v = F8{};
        std::memcpy(&v, x + i, std::size_t(n - i) * sizeof(float));
        v -= top;
        exp8(v);
        std::memcpy(out + i, &v, std::size_t(n - i) * sizeof(float));
        for (; i < n; ++i)
            sum += out[i];
    }
    return sum;
}

} // namespace

RETORT_KERNEL void crossEntropy(const float *logits, const std::int64_t *targets, const float *scales,
                                float weight, float *losses, float *gradient, bool add, std::int64_t rows,
                                std::int64_t vocab) {
    // exp(z - top) goes straight to a gradient that is still empty, else to a row that stays in the cache.
    std::vector<float> scratch(gradient && !add ? 0 : std::size_t(vocab));
    for (std::int64_t r = 0; r < rows; ++r) {
        const float *z = logits + r * vocab;
        float *d = gradient ? gradient + r * vocab : nullptr;
        float *e = scratch.empty() ? d : scratch.data();
        const float top = maximumOf(z, vocab);
        const float sum = expAndSum(z, e, vocab, top);
        losses[r] = std::log(sum) + top - z[targets[r]];
        if (!d)
            continue;
        const float scale = weight * scales[r], factor = scale / sum;
        forVectors(
            vocab, [&](std::int64_t i, std::int64_t count) __attribute__((always_inline)) {
                F8 v, before = {};
                loadSome(v, e + i, count);
                if (add)
                    loadSome(before, d + i, count);
                storeSome(d + i, before + v * factor, count);
            });
        d[targets[r]] -= scale;
    }
}

RETORT_KERNEL void attendOne(const float *q, const float *keys, const float *values, std::int64_t length,
                             std::int64_t headDim, float scale, float *scores, float *out) {
    for (std::int64_t t = 0; t < length; ++t)
        scores[t] = dot(q, keys + t * headDim, headDim) * scale;
    const float inverse = 1.0f / expAndSum(scores, scores, length, maximumOf(scores, length));
    forVectors(
        headDim, [&](std::int64_t i, std::int64_t count) __attribute__((always_inline)) {
            F8 sum = {}, v;
            for (std::int64_t t = 0; t < length; ++t) {
                loadSome(v, values + t * headDim + i, count);
                sum += scores[t] * v;
            }
            storeSome(out + i, sum * inverse, count);
        });
}

} // namespace retort::kernels
