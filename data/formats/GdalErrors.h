#pragma once

#include <QStringList>

namespace formats
{

/// The text without passwords and map keys: connection strings and URLs as they may be shown.
QString withoutSecrets(const QString &text);

/// Registers GDAL's drivers once, and sets what holds for all readers (no side files, no environment of users).
void prepareGdal();

/// Catches what GDAL says on this thread while it lives, instead of its printing to standard error.
class GdalErrors
{
public:
    GdalErrors();
    ~GdalErrors();
    GdalErrors(const GdalErrors &) = delete;
    GdalErrors &operator=(const GdalErrors &) = delete;

    /// What failed, without repeats and secrets, at most 20.
    const QStringList &failures() const { return m_failures; }
    const QStringList &warnings() const { return m_warnings; }
    /// The first failure, or the first warning, or nothing.
    QString first() const;
    /// Forgets all; true where there was a failure.
    bool takeFailures(QStringList &into);
    void add(bool failure, const QString &message);

private:
    QStringList m_failures, m_warnings;
};

}
