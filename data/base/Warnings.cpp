#include "base/Warnings.h"

namespace base
{

static constexpr int MaxExamples = 5;

static bool isSame(const Warning &a, const Warning &b)
{
    return a.code == b.code && a.source == b.source && a.message == b.message;
}

static void repeat(Warning &known, const Warning &again)
{
    known.count += again.count;
    for (const QString &example : again.examples) {
        if (known.examples.size() < MaxExamples && !known.examples.contains(example))
            known.examples.append(example);
    }
}

void Warnings::add(const QString &code, const QString &source, const QString &feature, const QString &message)
{
    add(Warning{code, source, feature, message, 1, feature.isEmpty() ? QStringList{} : QStringList{feature}});
}

void Warnings::add(const Warning &warning)
{
    if (m_last < m_list.size() && isSame(m_list[m_last], warning)) {
        repeat(m_list[m_last], warning);
        return;
    }
    const QString key = warning.code + QChar(u'\n') + warning.source + QChar(u'\n') + warning.message;
    const auto found = m_index.constFind(key);
    if (found == m_index.constEnd()) {
        m_last = m_list.size();
        m_index.insert(key, m_last);
        m_list.push_back(warning);
        return;
    }
    m_last = *found;
    repeat(m_list[m_last], warning);
}

void Warnings::add(const Warnings &others)
{
    for (const Warning &warning : others.m_list)
        add(warning);
}

int Warnings::count(const QString &code) const
{
    int total = 0;
    for (const Warning &warning : m_list) {
        if (warning.code == code)
            total += warning.count;
    }
    return total;
}

}
