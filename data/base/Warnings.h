#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace base
{

/// Something wrong in the data that did not stop the loading. Equal ones (code, source, message) are one, with a count.
struct Warning {
    QString code;    ///< stable, kebab-case: "ring-invalid", "field-missing" ...
    QString source;  ///< file or layer
    QString feature; ///< the first feature it was met in; may be empty
    QString message; ///< translated; must not name the feature, so that equal warnings merge
    int count = 1;
    QStringList examples; ///< up to 5 features, the first included
};

/// Collects warnings and merges equal ones; a value type, for one thread.
class Warnings
{
public:
    void add(const QString &code, const QString &source, const QString &feature, const QString &message);
    void add(const Warning &warning);
    void add(const Warnings &others);
    const std::vector<Warning> &list() const { return m_list; }
    bool isEmpty() const { return m_list.empty(); }
    /// Number of warnings with this code, repeats counted.
    int count(const QString &code) const;

private:
    std::vector<Warning> m_list;
    QHash<QString, size_t> m_index;
    size_t m_last = 0; ///< the same thing is mostly wrong many times in a row
};

}
