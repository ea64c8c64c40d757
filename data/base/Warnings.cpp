#include "base/Warnings.h"

namespace base
{

static constexpr int MaxExamples = 5;

void Warnings::add(const QString &code, const QString &source, const QString &feature, const QString &message)
{
    add(Warning{code, source, feature, message, 1, feature.isEmpty() ? QStringList{} : QStringList{feature}});
}

void Warnings::add(const Warning &warning)
{
    const QString key = warning.code + QChar(u'\n') + warning.source + QChar(u'\n') + warning.message;
    const auto found = m_index.constFind(key);
    if (found == m_index.constEnd()) {
        m_index.insert(key, m_list.size());
        m_list.push_back(warning);
        return;
    }
    Warning &known = m_list[*found];
    known.count += warning.count;
    for (const QString &example : warning.examples) {
        if (known.examples.size() < MaxExamples && !known.examples.contains(example))
            known.examples.append(example);
    }
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
